from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit.arabic.encodings import CODE_PAGES, decode, repair_mojibake
from corpuskit.errors import ReadError

ARABIC = st.text(
    st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى ،.«»\n 12ab"), min_size=1, max_size=120
)
NEWS = (
    "قال وزير الخارجية الروسي إن المحادثات في حلب مستمرة وأضاف أن الاتفاق على وقف إطلاق "
    "النار يحتاج إلى موافقة الأطراف كافة خلال الأيام المقبلة، غير «ممكنة» 2016 (رويترز)"
)
WORDS = st.lists(st.sampled_from(NEWS.split()), min_size=12, max_size=60).map(" ".join)


@settings(max_examples=1500, deadline=2000)
@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_read_error(data):
    try:
        found = decode(data)
    except ReadError:
        return
    assert isinstance(found.text, str)


@settings(max_examples=300, deadline=2000)
@given(st.binary(max_size=60), st.sampled_from(["utf-8", "cp1256", "utf-16", "hex", "nonsense"]))
def test_any_bytes_with_any_encoding(data, encoding):
    try:
        found = decode(data, encoding=encoding)
    except ReadError:
        return
    assert found.encoding == encoding
    assert isinstance(found.text, str)


@settings(max_examples=500, deadline=2000)
@given(st.text(max_size=200))
def test_any_text_in_utf8_comes_back(text):
    try:
        found = decode(text.encode("utf-8", "surrogatepass"))
    except ReadError:
        return
    if not found.repaired:
        assert found.text == text.removeprefix("\ufeff")


@settings(max_examples=300, deadline=2000)
@given(st.text(max_size=200))
def test_repair_is_stable(text):
    fixed, kind = repair_mojibake(text)
    assert (fixed == text) == (kind is None)
    assert repair_mojibake(fixed) == (fixed, None)


@settings(max_examples=500, deadline=2000)
@given(ARABIC)
def test_arabic_is_never_touched(text):
    assert repair_mojibake(text) == (text, None)


@settings(max_examples=200, deadline=2000)
@given(WORDS, st.sampled_from([*CODE_PAGES, "utf-8", "utf-16", "utf-16-le", "utf-32-be"]))
def test_words_come_back_from_every_encoding(text, encoding):
    data = text.encode(encoding, "ignore")
    try:
        found = decode(data)
    except ReadError:
        assert encoding in CODE_PAGES
    else:
        assert found.text == data.decode(encoding)


@settings(max_examples=200, deadline=2000)
@given(WORDS, st.data())
def test_damaged_files_are_not_read_silently(text, data):
    raw = bytearray(text.encode())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] = data.draw(st.integers(0xF8, 0xFF))
    try:
        found = decode(bytes(raw))
    except ReadError:
        return
    raise AssertionError(found)
