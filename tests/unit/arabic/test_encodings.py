import json
import random
import zipfile
from pathlib import Path

import pytest

from corpuskit.arabic.encodings import CODE_PAGES, decode, repair_mojibake
from corpuskit.errors import ReadError

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
TEXTS = [path.read_text(encoding="utf-8") for path in SEEDS]
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le",
           "utf-32-be"]  # fmt: skip
UNDEFINED_IN_1252 = (0x81, 0x8D, 0x8F, 0x90, 0x9D)


def as_1252(data):
    """Decode as browsers and databases do: undefined bytes pass through."""
    return "".join(
        chr(byte) if byte in UNDEFINED_IN_1252 else bytes([byte]).decode("cp1252") for byte in data
    )


def mojibake(text):
    """Return the four kinds, and what a perfect repair of each gives."""
    reduced = text.encode("cp1256", "ignore")
    yield "utf-8 read as latin-1", text.encode().decode("latin-1"), text
    yield "utf-8 read as cp1252", as_1252(text.encode()), text
    yield "utf-8 read as cp1256", text.encode().decode("cp1256"), text
    yield "windows-1256 read as latin-1", reduced.decode("latin-1"), reduced.decode("cp1256")
    yield "windows-1256 read as cp1252", as_1252(reduced), reduced.decode("cp1256")


def assert_every_encoding(text):
    for name in (*UNICODE, *CODE_PAGES):
        data = text.encode(name, "ignore")
        found = decode(data)
        assert found.text == data.decode(name), name
        assert not found.repaired


def assert_every_mojibake(text):
    assert repair_mojibake(text) == (text, None)
    for kind, broken, whole in mojibake(text):
        fixed, said = repair_mojibake(broken)
        assert fixed == whole, kind
        assert said is not None
        assert said.split(" read")[0] == kind.split(" read")[0]
        found = decode(broken.encode())
        assert (found.text, found.repaired) == (whole, True)
        assert said in found.note


def assert_equal_or_refused(text):
    """Short texts may be refused, but are never read wrongly."""
    refused = 0
    for name in (*UNICODE, *CODE_PAGES):
        data = text.encode(name, "ignore")
        try:
            assert decode(data).text == data.decode(name), (name, text)
        except ReadError:
            refused += 1
    for kind, broken, whole in mojibake(text):
        assert repair_mojibake(broken)[0] in (whole, broken), (kind, text)
    return refused


@pytest.mark.parametrize("text", TEXTS, ids=[path.name[:3] for path in SEEDS])
def test_seeds_through_every_encoding(text):
    assert_every_encoding(text)


@pytest.mark.parametrize("text", TEXTS, ids=[path.name[:3] for path in SEEDS])
def test_seeds_through_every_wrong_decoding(text):
    assert_every_mojibake(text)


@pytest.mark.parametrize("length", [60, 30])
def test_short_texts_are_read_or_refused(length):
    pieces = [text[at : at + length] for text in TEXTS for at in range(50, 2000, 150)]
    pieces = [piece for piece in pieces if sum("ء" <= char <= "ي" for char in piece) > length / 2]
    assert len(pieces) > 50
    refused = sum(assert_equal_or_refused(piece) for piece in pieces)
    # Each piece is tried in 12 encodings.
    assert refused <= (0.01 if length == 60 else 0.06) * 12 * len(pieces)


def read_articles(folder, count):
    rng = random.Random(20)
    articles = []
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                articles += json.loads(archive.read(name).decode("utf-8-sig"))
    texts = [article["content"] for article in articles if len(article["content"] or "") > 200]
    return rng.sample(texts, count), texts


@pytest.mark.corpus
def test_sixty_articles_through_everything(saudinewsnet):
    chosen, everything = read_articles(saudinewsnet, 60)
    for text in chosen:
        assert_every_encoding(text)
        assert_every_mojibake(text)
        for at in (0, 100):
            assert_equal_or_refused(text[at : at + 60])
    touched = [text[:30] for text in everything if repair_mojibake(text) != (text, None)]
    assert touched == []


# --- clean text is never touched


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "The café served crème brûlée — “naïve” façade, 5 × 3 ÷ 2 ± 1 °C.",
        "L’été dernier, les élèves ont été reçus à l’école « Victor Hugo ».",
        "ÉTÉ À LA FORÊT: ÇÀ ET LÀ",
        "Größe, Straße, ÄÖÜ; smørrebrød på Ærø; Þórður Æðelþryð",
        "ØØØØØØØØ",
        "ÛÛÛÛÛÛÛÛ ßßßß",
        "Ø 12 mm § 5 Ø§ 3",
        "Việt Nam và Đà Nẵng",
        "این یک متن فارسی است که پس از انقلاب نوشته شد؛ گزارش‌ها می‌گویند",
        "اردو میں لکھا گیا ہے کہ وزیر اعظم نے کہا",
        "قال: «حلب» ثم ‘غادر’ — “إلى” جنيف… 50٪ • ٣",
        "خط، حظ؛ باع؟ فرغ…",
        "خطأ الترميز المعروف «ط§ظ„» يظهر في الصفحات القديمة أحيانا",
        "يظهر النص الخاطئ هكذا: Ø§Ù„Ø£Ø® في بعض الصفحات المحفوظة من الشبكة",
        "Привет, мир",
        "日本語のテキスト",
        "😀 قال الوزير",
        "\ufeffقال",
        "نص \ufffd فيه حرف \ufffd ضائع",
    ],
)
def test_clean_text_is_never_touched(text):
    assert repair_mojibake(text) == (text, None)
    data = text.encode()
    assert decode(data).text == text.removeprefix("\ufeff")
    assert not decode(data).repaired


def test_only_the_broken_lines_of_a_page_are_repaired():
    broken = as_1252("قال كيري للصحفيين بعد اللقاء".encode())
    page = f"عنوان الصفحة سليم\n{broken}\nالمصدر: وكالات"
    fixed, kind = repair_mojibake(page)
    assert fixed == "عنوان الصفحة سليم\nقال كيري للصحفيين بعد اللقاء\nالمصدر: وكالات"
    assert kind == "utf-8 read as cp1252"


def test_text_that_was_broken_twice_is_repaired_twice():
    text = "قال وزير الخارجية الروسي سيرغي لافروف"
    for wrong in (as_1252, lambda data: data.decode("cp1256"), lambda data: data.decode("latin-1")):
        twice = wrong(wrong(text.encode()).encode())
        fixed, kind = repair_mojibake(twice)
        assert fixed == text
        assert kind.count("read as") == 2


@pytest.mark.parametrize("errors", ["replace", "ignore"])
def test_lost_letters_are_refused_not_guessed(errors):
    broken = TEXTS[0].encode().decode("cp1252", errors)  # every "ف" is lost
    assert repair_mojibake(broken) == (broken, None)
    with pytest.raises(ReadError, match="letters were lost"):
        decode(broken.encode())


# --- what is refused, and what the messages say


def test_an_encoding_that_is_given_is_kept_to():
    data = TEXTS[0].encode("cp1256", "ignore")
    assert decode(data, encoding="cp1256").encoding == "cp1256"
    assert decode(b"caf\xe9", encoding="latin-1").text == "café"
    with pytest.raises(ReadError, match="not utf-8: byte 0 does not fit"):
        decode(data, encoding="utf-8")
    with pytest.raises(ReadError, match="no text encoding named 'utf-9'"):
        decode(b"", encoding="utf-9")


def test_a_cut_file_is_refused():
    data = TEXTS[1].encode()
    with pytest.raises(ReadError, match="ends in the middle of a character"):
        decode(data[: data.index("الخارجية".encode()) + 1])
    with pytest.raises(ReadError, match="cut or damaged"):
        decode(data[:500] + b"\xff" + data[500:])


def test_mixed_encodings_in_one_file_are_refused():
    data = TEXTS[1].encode() + TEXTS[1][:300].encode("cp1256")
    with pytest.raises(ReadError):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        "Größe und Straße, schöne Grüße".encode("latin-1"),
        "Привет, как дела? Всё хорошо".encode("cp1251"),
        "日本語のテキストです".encode("shift_jis"),
        "Καλημέρα κόσμε".encode("iso8859_7"),
        "שלום עולם ומלואו".encode("cp1255"),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x58",
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(range(256)),
        bytes(range(256)) * 10,
        b"\x80",
        b"\xc7\xe1",
        b"text\x00with\x00zero",
    ],
)
def test_what_is_no_arabic_text_is_refused(data):
    with pytest.raises(ReadError, match="encoding="):
        decode(data)


def test_visual_order_of_dos_is_refused():
    for text in TEXTS:
        data = text.encode("cp864", "ignore")
        if not data.isascii():
            with pytest.raises(ReadError):
                decode(data)


@pytest.mark.parametrize("data", [b"", b"plain", b"\xef\xbb\xbf", b"\xff\xfe", b"a\r\nb\x1a"])
def test_small_files(data):
    found = decode(data)
    assert found.text == data.decode(found.encoding)
    assert not found.repaired


def test_a_large_file_is_weighed_by_samples():
    data = b"<doc id=1>\n" * 10_000 + (TEXTS[0] * 20).encode("cp1256", "ignore")
    assert decode(data).encoding == "windows-1256"
