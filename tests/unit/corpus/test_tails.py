"""What stands behind an article, and the heads of the briefs inside one."""

import pytest

from corpuskit.corpus.anatomy import find_parts
from corpuskit.corpus.metadata import find_metadata
from corpuskit.testing import make_documents

LONG = "أعلنت الوزارة اليوم أن المحادثات التي جرت في المدينة أمس انتهت إلى اتفاق على هدنة قصيرة."


def last_part(raw, author=""):
    documents = make_documents({"a": raw}, title=["عنوان"], author=[author])
    parts = find_parts(documents)
    parts = parts[parts["part"] != "blank"]
    part, start, end = parts.iloc[-1][["part", "start", "end"]]
    return part, raw[start:end]


@pytest.mark.parametrize(
    ("tail", "part"),
    [
        (" * رئيس قسم الأبحاث في شركة الأفق", "byline"),
        ("\n(*أستاذ الأدب الحديث ووكيل عمادة البحث العلمي بالجامعة)", "byline"),
        ("\n- عضو الجمعية العلمية للغة العربية", "byline"),
        (" - عبدالله السلطان", "byline"),
        ("\nسليمان الشريف ــ وادي فاطمة", "byline+dateline"),
        (" (تصوير: محمد سكيك)", "byline"),
        ("\nتصوير: المركز الإعلامي", "byline"),
        (" “رويترز”", "credit"),
        (" * وحدة التقارير الاقتصادية", "credit"),
        (" الصور من «واس»", "credit"),
        (" نقلا عن صحيفة المساء", "source"),
        (" (التفاصيل: ص11)", "related"),
        ("\nلقراءة الحوار كاملا أنقر هنــا", "related"),
        ("\nالخميس .. الحلقة الرابعة", "related"),
        ("\nمقالات أخرى للكاتبماذا لو؟!كلام آخر!", "related"),
        (" يتبع", "furniture"),
        ("\nتويتر: Arfaj", "furniture"),
        ("\nTwitter @firas_t", "furniture"),
        (" Twitter: @m_albeladi", "furniture"),
        (" Next Previous سمات النصر نايف هزازي", "tags"),
        (" https://example.org/moe سمات الخرج تعليم وظائف", "tags"),
        ("\n\nجانب من الحضور", "caption"),
    ],
)
def test_tails(tail, part):
    first, _, second = part.partition("+")
    assert last_part(LONG + tail)[0] == (second or first)


@pytest.mark.parametrize(
    "end",
    [
        " وكتب في حسابه في «تويتر» @minister",
        "\nراسلوا المركز على البريد الالكتروني الجديد وانتظروا رده عليكم خلال أيام قليلة من الآن",
        "\n- وصول القافلة الأولى إلى المدينة\n- رئيس الوزراء يزور المدينة",
        "\nوما اتكالي إلا على الله وحده",
        " وقال: * أول * ثان * ثالث",
    ],
)
def test_what_is_part_of_the_article_stays(end):
    assert last_part(LONG + end)[0] == "body"


def test_an_address_without_its_line_break_is_cut():
    raw = f"{LONG * 3}{LONG[:-1]}writer@example.com"
    assert last_part(raw) == ("furniture", "writer@example.com")


def test_the_author_behind_the_article():
    assert last_part(f"{LONG} عايض الميلبي", author="عايض الميلبي") == ("byline", "عايض الميلبي")
    assert last_part(f"{LONG} عايض الميلبي")[0] == "body"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"نايف السعدي – الطائف {LONG}", ["byline", "dateline", "body"]),
        (f"هيفاء عبدالله – عين اليوم {LONG}", ["byline", "credit", "body"]),
        (f"علي - رضي الله عنه - {LONG}", ["body"]),
        (f"محمد علي - وصل الوزير أمس. {LONG}", ["body"]),
    ],
)
def test_heads_without_an_end(line, expected):
    documents = make_documents({"a": line}, title=["عنوان"])
    parts = find_parts(documents)
    assert [part for part in parts["part"] if part != "blank"] == expected


def test_briefs_have_heads_of_their_own():
    raw = (
        f"* خبر أول من الشرق\n* سيول - «الشرق الأوسط»: {LONG}\n\n"
        f"* خبر ثان\n* بشكيك - رويترز: {LONG}\n"
        f"الشرق الأوسط في عام\nصنعاء تشهد. {LONG}\nوقالت رويترز: {LONG}"
    )
    documents = make_documents({"a": raw}, title=["موجز"])
    parts = find_parts(documents)
    named = [
        (part, raw[start:end])
        for part, start, end in zip(parts["part"], parts["start"], parts["end"], strict=True)
        if part in ("dateline", "credit")
    ]
    assert named == [
        ("dateline", "سيول"),
        ("credit", "«الشرق الأوسط»"),
        ("dateline", "بشكيك"),
        ("credit", "رويترز"),
    ]


def test_place_and_date_without_a_mark_are_one_dateline():
    raw = f"ينبع 26 شوال 1436 هـ الموافق 011 أغسطس 2015 م واس\n{LONG}"
    documents = make_documents({"a": raw}, title=["عنوان"], path=["a.json#0"])
    parts = find_parts(documents)
    assert parts["part"].tolist()[:3] == ["dateline", "blank", "credit"]
    evidence = find_metadata(documents, parts).set_index("field")
    place = evidence.loc["place"]
    assert (place["value"], raw[place["start"] : place["end"]]) == ("ينبع", "ينبع")


def test_a_title_repeated_before_a_picture():
    raw = f"خطة الفريق http://www.example.com/a%20b.JPG {LONG}"
    documents = make_documents({"a": raw}, title=["خطة الفريق"])
    parts = find_parts(documents)
    named = [part for part in parts["part"] if part != "blank"]
    assert named == ["repeat", "furniture", "body"]


def test_a_paper_that_is_named_like_a_place():
    for author, place in (
        ("المدينة - جدة", "جدة"),
        ("المدينة - الوئام", "المدينة المنورة"),
        ("الرياض - جدة", "الرياض|جدة"),
    ):
        documents = make_documents({"a": LONG}, title=["عنوان"], author=[author])
        evidence = find_metadata(documents, find_parts(documents)).set_index("field")
        assert evidence.loc["place", "value"] == place
