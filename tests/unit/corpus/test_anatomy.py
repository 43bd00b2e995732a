"""The parts of pages and bodies."""

import pandas as pd
import pytest

import corpuskit as ck
from corpuskit.corpus.heads import read_head
from corpuskit.corpus.names import NameBook, default_names
from corpuskit.testing import make_documents

LONG = "أعلنت الوزارة اليوم أن المحادثات التي جرت في المدينة أمس انتهت إلى اتفاق على هدنة قصيرة."


def named_parts(raw, **columns):
    documents = make_documents({"a": raw}, **columns)
    layout = "body" if "title" in columns else "page"
    parts = ck.find_parts(documents, layout=layout)
    ck.check_table(parts, ck.tables.PARTS, deep=True)
    return [
        (part, raw[start:end])
        for part, start, end in zip(parts["part"], parts["start"], parts["end"], strict=True)
        if part != "blank"
    ]


def head(line, **options):
    pieces = read_head(line, default_names(), **options)
    return [(p.part, line[p.start : p.end]) for p in pieces or [] if p.part != "blank"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("الرياض - واس:", [("dateline", "الرياض"), ("credit", "واس")]),
        ("الرياض – واس " + LONG, [("dateline", "الرياض"), ("credit", "واس")]),
        (f"الرياض - واس: {LONG}", [("dateline", "الرياض"), ("credit", "واس")]),
        (f"القاهرة - (أ ف ب) - {LONG}", [("dateline", "القاهرة"), ("credit", "أ ف ب")]),
        (f"لندن ـ «القدس العربي»: {LONG}", [("dateline", "لندن"), ("credit", "«القدس العربي»")]),
        ("بلدي نيوز – (متابعات)", [("credit", "بلدي نيوز"), ("credit", "متابعات")]),
        (
            f"ماجد الرفاعي- سبق- ينبع: {LONG}",
            [("byline", "ماجد الرفاعي"), ("credit", "سبق"), ("dateline", "ينبع")],
        ),
        ("كتب: محمد الأحمد", [("byline", "كتب"), ("byline", "محمد الأحمد")]),
        ("جدة ـ نجيب الجداوي", [("dateline", "جدة"), ("byline", "نجيب الجداوي")]),
        (
            "الطائف 25 شوال 1436 هـ الموافق 10 اغسطس 2015 م واس",
            [
                ("dateline", "الطائف 25 شوال 1436 هـ الموافق 10 اغسطس 2015 م"),
                ("credit", "واس"),
            ],
        ),
        # Not heads: a quoted speaker, the word "today", a verb, a place that acts, a list.
        (f"محمد علي: {LONG}", []),
        ("أطلقت شركة كبيرة، اليوم (الأربعاء)، نظاما جديدا للتشغيل في المنطقة", []),
        (f"ذكرت وكالة أنباء الصين الجديدة (شينخوا) {LONG}", []),
        ("على الطريق - وصل الوزير أمس إلى المدينة في زيارة قصيرة", []),
        (f"* اليونان: {LONG}", []),
        (LONG, []),
        ("", []),
    ],
)
def test_heads(line, expected):
    found = head(line)
    if expected and expected[0] == ("byline", "كتب"):
        assert found[-1] == ("byline", "محمد الأحمد")
    else:
        assert found == expected


def test_the_word_on_is_not_the_name_ali():
    assert head(f"علي سالم - سبق: {LONG}")[0] == ("byline", "علي سالم")
    assert head(f"على سالم - سبق: {LONG}") == []


def test_page_with_everything():
    raw = (
        "اتفاق قريب على هدنة في حلب\n\nأخبار العالم\n\nاتفاق قريب على هدنة في حلب\n"
        "انسخ الرابطhttps://ar.rt.com/abc\n3 دقائق\n5 كانون الأول (ديسمبر - دجنبر)، 2016\n"
        f"وزيران في روما (رويترز)\nبلدي نيوز – متابعات\n{LONG}\n\nعنوان فرعي\n{LONG}\n"
        "المصدر: وكالات\n\nسامي الأحمد\n\nمقالات ذات صلة\n\nخبر آخر"
    )
    assert named_parts(raw) == [
        ("title", "اتفاق قريب على هدنة في حلب"),
        ("section", "أخبار العالم"),
        ("repeat", "اتفاق قريب على هدنة في حلب"),
        ("share", "انسخ الرابطhttps://ar.rt.com/abc"),
        ("reading_time", "3 دقائق"),
        ("dateline", "5 كانون الأول (ديسمبر - دجنبر)، 2016"),
        ("caption", "وزيران في روما (رويترز)"),
        ("credit", "بلدي نيوز"),
        ("credit", "متابعات"),
        ("body", LONG),
        ("heading", "عنوان فرعي"),
        ("body", LONG),
        ("source", "المصدر: وكالات"),
        ("byline", "سامي الأحمد"),
        ("related", "مقالات ذات صلة"),
        ("related", "خبر آخر"),
    ]


def test_tails_of_bodies():
    title = "عنوان الخبر"
    raw = f"{LONG} سمات الهدنة حلب كيري"
    assert named_parts(raw, title=[title])[-1] == ("tags", "سمات الهدنة حلب كيري")
    raw = f"{LONG} رابط الخبر بصحيفة الوئام: {title}"
    assert named_parts(raw, title=[title])[-1][0] == "share"
    raw = f"{LONG}\n// انتهى //\n12:33 ت م"
    assert [part for part, _ in named_parts(raw, title=[title])] == [
        "body",
        "furniture",
        "dateline",
    ]
    raw = f"{LONG} كاتب وباحث في الشأن الدولي"
    assert named_parts(raw, title=[title])[-1] == ("byline", "كاتب وباحث في الشأن الدولي")
    raw = f"{LONG}\nwriter@example.com"
    assert named_parts(raw, title=[title])[-1] == ("furniture", "writer@example.com")
    raw = f"{LONG} (رويترز)"
    assert named_parts(raw, title=[title])[-1] == ("credit", "(رويترز)")
    raw = f"{LONG}«واس»"
    assert named_parts(raw, title=[title])[-1] == ("credit", "«واس»")


def test_ordinary_words_at_the_end_are_left_alone():
    for end in ("هذه سمات المرحلة المقبلة.", "شارك المنتخب في البطولة.", "انتهى اللقاء."):
        assert named_parts(f"{LONG}\n{end}", title=["عنوان"])[-1] == ("body", end)


def test_a_body_that_is_only_a_name_is_kept():
    assert named_parts("محمد الأحمد", title=["صورة"]) == [("body", "محمد الأحمد")]


def test_layout_follows_the_path():
    raw = f"عنوان قصير للخبر\n\n{LONG}"
    documents = make_documents({"a": raw, "b": raw}, path=["a.txt", "b.json#0"])
    parts = ck.find_parts(documents)
    assert parts.loc[parts["part"] == "title", "doc_id"].tolist() == ["a"]
    with pytest.raises(ValueError, match="layout must be one of auto, page, body, got 'x'"):
        ck.find_parts(documents, layout="x")


def test_users_add_names():
    names = NameBook(
        outlets=[{"outlet": "Halab News", "name_ar": "حلب نيوز", "domains": "", "spellings": ""}]
    )
    line = f"حلب نيوز – أحمد سالم: {LONG}"
    assert head(line) == []
    assert [p.part for p in read_head(line, names)] == ["credit", "byline", "blank"]
    table = pd.DataFrame({"agency": ["وكالة حلب"], "spellings": ["و ح|وح"]})
    assert NameBook(agencies=table).agency_named("و ح") == "وكالة حلب"
    with pytest.raises(ck.TableError, match="Each row needs 'outlet'"):
        NameBook(outlets=[{"spellings": "x"}])


def test_empty_tables_and_texts():
    parts = ck.find_parts(make_documents({}))
    ck.check_table(parts, ck.tables.PARTS, deep=True)
    assert len(parts) == 0
    assert len(ck.find_parts(make_documents({"a": ""}))) == 0
    assert ck.find_parts(make_documents({"a": " \n"}))["part"].tolist() == ["blank"]


def test_map_to_raw():
    raw = f"عنوان الخبر هنا\n\nالرياض - واس: {LONG}\n\n{LONG}\nالمصدر: وكالات"
    documents, _ = ck.read_corpus(pd.DataFrame({"text": [raw]}), errors="report")
    documents.loc[0, "path"] = "a.txt"
    parts = ck.find_parts(documents)
    text = "\n".join(
        raw[s:e]
        for s, e, part in zip(parts["start"], parts["end"], parts["part"], strict=True)
        if part in ("body", "heading")
    )
    documents.loc[0, "text"] = text
    units = ck.find_units(documents)
    mapped = ck.map_to_raw(units, parts)
    for s, e, a, b in mapped[["start", "end", "raw_start", "raw_end"]].values:
        assert text[s:e] == raw[a:b]
    across = pd.DataFrame({"doc_id": [documents.doc_id[0]], "start": [0], "end": [len(text)]})
    whole = ck.map_to_raw(across, parts)
    assert raw[whole.raw_start[0] : whole.raw_end[0]].startswith(text[:20])
    beyond = across.assign(end=len(text) + 1)
    with pytest.raises(ck.TableError, match="1 of 1 spans lie outside"):
        ck.map_to_raw(beyond, parts)
    with pytest.raises(ck.TableError, match="lie outside"):
        ck.map_to_raw(across.assign(doc_id="x"), parts)
    with pytest.raises(ck.TableError, match="spans lacks 'end'"):
        ck.map_to_raw(across.drop(columns="end"), parts)
    assert len(ck.map_to_raw(across.iloc[:0], parts)) == 0


def test_suggested_furniture_is_seen_judged_and_used():
    texts = {
        str(n): f"عاجل الآن من غرفة الأخبار قتل {n} في حلب اليوم.\nصفحتنا الجديدة في كل مكان"
        for n in range(12)
    } | {"x": LONG}
    documents = make_documents(texts, outlets=dict.fromkeys(list(texts)[:12], "موقع"))
    table = ck.suggest_furniture(documents)
    assert table[["outlet", "phrase", "place"]].values.tolist() == [
        ["موقع", "صفحتنا الجديدة في كل مكان", "line"],
        ["موقع", "عاجل الآن من غرفة الأخبار قتل", "start"],
    ]
    table.loc[1, "phrase"] = "عاجل الآن من غرفة الأخبار"
    frame = documents.drop(columns="raw").assign(title="خبر")
    read = ck.read_corpus(frame, furniture=table, columns={"text": "text"})
    assert read["text"].tolist()[3] == "قتل 3 في حلب اليوم."
    parts = ck.find_parts(read, furniture=table)
    assert (parts["rule"] == "repeats in this outlet").sum() == 24
    plain = ck.read_corpus(frame, furniture=table.iloc[:0])
    assert plain["text"].tolist()[3] == texts["3"]
    with pytest.raises(ck.TableError, match="furniture lacks 'place'"):
        ck.find_parts(read, furniture=table.drop(columns="place"))
    with pytest.raises(ck.TableError, match="place has 'middle'"):
        ck.find_parts(read, furniture=table.assign(place="middle"))
    with pytest.raises(ck.TableError, match="no column 'site'"):
        ck.suggest_furniture(documents, by="site")
    with pytest.raises(ValueError, match="min_documents must be at least 2"):
        ck.suggest_furniture(documents, min_documents=1)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            f"عنوان طويل للخبر الأول\n\n2016-12-08\n\nحلب-سانا\n\n{LONG}\n\nانظر ايضاً",
            ["title", "dateline", "dateline", "credit", "body", "related"],
        ),
        (
            f"عنوان طويل للخبر الأول\n\nمن سليمان الخالدي\n\nعمان (رويترز) - {LONG}\n\n"
            "(إعداد محمد فرج للنشرة العربية - تحرير أحمد حسن)",
            ["title", "byline", "dateline", "credit", "body", "byline"],
        ),
        (
            f"عنوان طويل للخبر الأول\n\nلندن ـ «القدس العربي» من رائد صالحة: {LONG}\n{LONG}",
            ["title", "dateline", "credit", "byline", "body", "body"],
        ),
        (
            "عنوان طويل للخبر الأول\n\nآخر تحديث: الخميس 9 ربيع الأول 1438 هـ - 8 ديسمبر 2016 KSA "
            f"10:22\n\nشارك هذه الصفحة عبر فيسبوك\n\nمصدر الصورة Getty Images\n\n{LONG}\n\n0 تعليق",
            ["title", "dateline", "share", "caption", "body", "furniture"],
        ),
        (
            f"أورينت نت - محمد الحمصي\n\nعنوان طويل للخبر الأول\n\n{LONG}\n\nاقرأ أيضاً: خبر آخر\n\n"
            f"{LONG}\n\nمشاركة",
            ["credit", "byline", "title", "body", "related", "body", "share"],
        ),
        (
            f"عنوان طويل للمقال الأول\n\nبقلم: سمير العيطة\n\n{LONG}\n\n{LONG}\n\nكاتب سوري",
            ["title", "byline", "byline", "body", "body", "byline"],
        ),
    ],
)
def test_pages_of_other_papers(raw, expected):
    assert [part for part, _ in named_parts(raw)] == expected
    documents = make_documents({"a": raw})
    evidence = ck.find_metadata(documents, ck.find_parts(documents))
    authors = evidence.loc[evidence["field"] == "author", "value"].tolist()
    assert not any("تحرير" in author or "كاتب" in author or "بقلم" in author for author in authors)
