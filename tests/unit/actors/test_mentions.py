import pandas as pd
import pytest

import corpuskit as ck
from corpuskit.testing import make_documents


def make_actors(rows, **columns):
    frame = pd.DataFrame(rows, columns=["actor_id", "kind", "name_ar", "aliases"])
    frame["name_en"] = frame["actor_id"]
    return ck.read_actors(frame.assign(**columns), ordinary="ignore")


ACTORS = make_actors(
    [
        ("lavrov", "person", "سيرغي لافروف", "لافروف"),
        ("kerry", "person", "جون كيري", "كيري"),
        ("un", "organisation", "الأمم المتحدة", ""),
        ("envoy", "organisation", "مبعوث الأمم المتحدة", ""),
        ("ru", "state", "روسيا", "موسكو|الكرملين"),
        ("us", "state", "الولايات المتحدة", "أمريكا"),
        ("mistura", "person", "ستيفان دي ميستورا", "دي ميستورا"),
        ("hadi", "person", "عبد ربه منصور هادي", ""),
        ("shamia", "group", "الجبهة الشامية", ""),
    ]
)


def find(text, actors=ACTORS, **options):
    """Return what was printed and whose it is, in order."""
    mentions = ck.find_mentions(make_documents({"a": text}), actors, **options)
    cells = zip(mentions["start"], mentions["end"], mentions["actor_id"], strict=True)
    return [(text[start:end], actor) for start, end, actor in cells]


@pytest.mark.parametrize(
    ("text", "printed", "actor"),
    [
        ("وقال كيري", "كيري", "kerry"),
        ("صرح لكيري", "كيري", "kerry"),
        ("بلافروف", "لافروف", "lavrov"),
        ("فكيري قال", "كيري", "kerry"),
        ("وبروسيا", "روسيا", "ru"),
        ("ولروسيا", "روسيا", "ru"),
        ("كروسيا", "روسيا", "ru"),
        ("بيان للكرملين", "لكرملين", "ru"),
        ("وللكرملين", "لكرملين", "ru"),
        ("والكرملين", "الكرملين", "ru"),
        ("بالكرملين", "الكرملين", "ru"),
        ("رعاية للأمم المتحدة", "لأمم المتحدة", "un"),
        ("كِيرِي", "كِيرِي", "kerry"),
        ("وَكيري", "كيري", "kerry"),
        ("كـيـري", "كـيـري", "kerry"),
        ("وكـــيري", "كـــيري", "kerry"),
        ("كيرى", "كيرى", "kerry"),
        ("ﻛﻴﺮﻱ", "ﻛﻴﺮﻱ", "kerry"),
        ("کیری", "کیری", "kerry"),
        ("الامم المتحده", "الامم المتحده", "un"),
        ("أميركا", "أميركا", "us"),
        ("الولايات  المتحدة", "الولايات  المتحدة", "us"),
        ("الولايات-المتحدة", "الولايات-المتحدة", "us"),
        ("«كيري»", "كيري", "kerry"),
        ('"كيري"', "كيري", "kerry"),
        ("2016كيري", "كيري", "kerry"),
        ("عبدربه منصور هادي", "عبدربه منصور هادي", "hadi"),
        ("ستيفان ديميستورا", "ستيفان ديميستورا", "mistura"),
        ("سيرجي لافروف", "سيرجي لافروف", "lavrov"),
        ("ستيفان دي مستورا", "ستيفان دي مستورا", "mistura"),
        ("لـ«لافروف»", "لافروف", "lavrov"),
        ("الجبهة “الشامية”", "الجبهة “الشامية”", "shamia"),
        ("#الأمم_المتحدة", "الأمم_المتحدة", "un"),
    ],
)
def test_spans_are_the_name_alone_under_every_spelling(text, printed, actor):
    assert find(text) == [(printed, actor)]


@pytest.mark.parametrize(
    "text",
    [
        "الأمم، المتحدة",
        "الأمم.\nالمتحدة",
        "الأمم\nالمتحدة",
        "كيريون",
        "مكيري",
        "لافروفا",
        "الروسية",
        "قال جون",
        "",
        "   ",
    ],
)
def test_no_name_is_found_across_punctuation_or_inside_words(text):
    assert find(text) == []


def test_longest_name_wins_and_nested_names_are_left_out():
    assert find("مبعوث الأمم المتحدة") == [("مبعوث الأمم المتحدة", "envoy")]
    assert find("سيرغي لافروف") == [("سيرغي لافروف", "lavrov")]


def test_two_names_side_by_side_are_both_found():
    assert find("كيري لافروف،موسكو") == [
        ("كيري", "kerry"),
        ("لافروف", "lavrov"),
        ("موسكو", "ru"),
    ]


def test_row_says_alias_and_rule():
    documents = make_documents({"a": "كيري في روسيا مع عبدربه منصور هادي وسيرجي لافروف"})
    mentions = ck.find_mentions(documents, ACTORS)
    assert mentions["alias"].tolist() == ["كيري", "روسيا", "عبد ربه منصور هادي", "سيرغي لافروف"]
    assert mentions["rule"].tolist() == ["alias", "alias", "spacing", "variant"]


def test_variants_can_be_switched_off():
    assert find("أميركا", variants=False) == []


PERSONS = make_actors(
    [
        ("assad", "person", "بشار الأسد", ""),
        ("saleh", "person", "علي عبد الله صالح", ""),
        ("mbn", "person", "محمد بن نايف بن عبد العزيز", ""),
        ("lavrov", "person", "سيرغي لافروف", ""),
    ]
)


def test_surname_counts_in_a_document_with_the_full_name_only():
    text = "لافروف: قال سيرغي لافروف. وأضاف لافروف"
    assert [printed for printed, _ in find(text, PERSONS, surnames=True)] == [
        "لافروف",
        "سيرغي لافروف",
        "لافروف",
    ]
    assert find("قال لافروف", PERSONS, surnames=True) == []
    assert find(text, PERSONS) == [("سيرغي لافروف", "lavrov")]


def test_surname_behind_a_title_counts_alone():
    assert find("وزير الخارجية الروسي لافروف", PERSONS, surnames=True) == [("لافروف", "lavrov")]
    mentions = ck.find_mentions(make_documents({"a": "الوزير لافروف"}), PERSONS, surnames=True)
    assert mentions["rule"].tolist() == ["title_surname"]


def test_surname_of_another_person_is_not_taken():
    text = "بشار الأسد وماهر الأسد"
    assert find(text, PERSONS, surnames=True) == [("بشار الأسد", "assad")]


def test_patronymics_belong_to_the_name_and_may_be_left_out():
    assert find("محمد بن نايف بن عبد العزيز آل سعود", PERSONS) == [
        ("محمد بن نايف بن عبد العزيز آل سعود", "mbn")
    ]
    text = "محمد بن نايف بن عبدالعزيز. وقال محمد بن نايف"
    assert [p for p, _ in find(text, PERSONS, surnames=True)][-1] == "محمد بن نايف"


def test_shared_surname_goes_to_the_one_named_before():
    actors = make_actors([("a", "person", "بشار الأسد", ""), ("b", "person", "رفعت الأسد", "")])
    text = "قال بشار الأسد نعم. وقال الأسد. ثم قال رفعت الأسد لا. وقال الأسد"
    assert [actor for _, actor in find(text, actors, surnames=True)] == ["a", "a", "b", "b"]


def test_given_name_is_taken_in_where_several_share_the_surname():
    actors = make_actors([("a", "person", "سعد دوابشة", ""), ("b", "person", "علي دوابشة", "")])
    text = "قال سعد محمد دوابشة"
    assert find(text, actors, surnames=True) == [("سعد محمد دوابشة", "a")]


def test_patronymic_of_the_next_line_is_not_taken_in():
    text = "قال محمد بن نايف بن عبد العزيز\nآل سعود"
    assert find(text, PERSONS) == [("محمد بن نايف بن عبد العزيز", "mbn")]


def test_long_chains_of_overlapping_names_take_no_time():
    actors = make_actors([("a", "place", "حلب حلب", ""), ("b", "place", "حلب حلب حلب", "")])
    found = find("حلب " * 20_000, actors)
    assert [actor for _, actor in found] == ["b"] * 6666 + ["a"]


@pytest.mark.parametrize(
    ("full", "text", "short"),
    [
        ("محمد بن حسين بن مسعد", "وكان محمد حسين مسعد", "محمد حسين مسعد"),
        ("عبد الله الثاني بن الحسين", "وقال عبد الله الثاني", "عبد الله الثاني"),
        ("بن رودس", "وقال رودس", "رودس"),
    ],
)
def test_shorter_names_of_a_person_named_in_full(full, text, short):
    actors = make_actors([("a", "person", full, "")])
    found = find(f"قال {full} نعم. {text}", actors, surnames=True)
    assert found[1:] == [(short, "a")]


def test_king_of_a_given_name_is_no_surname():
    actors = make_actors([("a", "person", "خالد عبد العزيز", "")])
    assert find("مطار الملك عبدالعزيز", actors, surnames=True) == []
    assert find("الوزير عبد العزيز", actors, surnames=True) == [("عبد العزيز", "a")]


def test_needs_full_name():
    actors = make_actors(
        [("saleh", "person", "علي عبد الله صالح", "صالح")], needs=["صالح: full_name"]
    )
    assert find("عمل صالح", actors) == []
    assert len(find("علي عبدالله صالح. وقال صالح", actors)) == 2


def test_needs_quotes_title_after_and_before():
    rows = [("x", "outlet", "صحيفة الوطن", "الوطن")]
    assert find("حب الوطن", make_actors(rows, needs=["الوطن: quotes"])) == []
    assert len(find("في «الوطن» أمس", make_actors(rows, needs=["الوطن: quotes"]))) == 1
    assert len(find("قناة الوطن", make_actors(rows, needs=["الوطن: after قناة"]))) == 1
    assert find("حب الوطن", make_actors(rows, needs=["الوطن: after قناة"])) == []
    assert len(find("الوطن السورية", make_actors(rows, needs=["الوطن: before السورية"]))) == 1
    rows = [("x", "person", "علي صالح", "صالح")]
    assert len(find("الرئيس صالح", make_actors(rows, needs=["صالح: title"]))) == 1


def test_not_after_and_not_before_also_see_attached_particles():
    rows = [("ru", "state", "روسيا", "موسكو")]
    actors = make_actors(rows, not_after=["موسكو: في ب مدينة"], not_before=["موسكو: القديمة"])
    assert find("في موسكو", actors) == []
    assert find("بموسكو", actors) == []
    assert find("ومدينة موسكو", actors) == []
    assert find("موسكو القديمة", actors) == []
    assert find("أعلنت موسكو", actors) == [("موسكو", "ru")]
    assert find("في، موسكو", actors) == [("موسكو", "ru")]


def test_counterpart_is_resolved_only_where_one_person_answers():
    text = (
        "قال وزير الخارجية الروسي سيرغي لافروف نعم. وقال وزير الخارجية المصري سامح شكري إنه "
        "التقى نظيره الروسي أمس"
    )
    actors = make_actors(
        [("lavrov", "person", "سيرغي لافروف", ""), ("shoukry", "person", "سامح شكري", "")]
    )
    assert find(text, actors, counterparts=True)[-1] == ("نظيره الروسي", "lavrov")
    assert len(find(text, actors)) == 2
    followed = "قال سامح شكري لنظيره الروسي سيرغي لافروف"
    assert find(followed, actors, counterparts=True)[-1] == ("سيرغي لافروف", "lavrov")
    assert find("التقى نظيره الروسي", actors, counterparts=True) == []


def test_tokens_in_hand_give_the_same_table():
    documents = make_documents({"b": "كيري في موسكو", "a": "", "c": "لافروف وكيري"})
    tokens = ck.find_tokens(documents)
    pd.testing.assert_frame_equal(
        ck.find_mentions(documents, ACTORS, tokens=tokens), ck.find_mentions(documents, ACTORS)
    )


def test_rows_follow_the_documents_and_keep_the_contract():
    documents = make_documents({"z": "كيري", "a": "كيري وموسكو"})
    mentions = ck.find_mentions(documents, ACTORS)
    ck.check_table(mentions, ck.tables.MENTIONS, deep=True)
    assert mentions["doc_id"].tolist() == ["z", "a", "a"]
    assert mentions["doc_id"].cat.categories.tolist() == ["z", "a"]
    assert list(mentions.index) == [0, 1, 2]


def test_tokens_of_documents_in_another_order_are_sorted():
    documents = make_documents({"z": "كيري", "a": "كيري وموسكو"})
    tokens = ck.find_tokens(documents.iloc[::-1].reset_index(drop=True))
    mentions = ck.find_mentions(documents, ACTORS, tokens=tokens)
    assert mentions["doc_id"].tolist() == ["z", "a", "a"]


def test_empty_tables_give_an_empty_table():
    mentions = ck.find_mentions(make_documents({"a": "كيري"}).iloc[:0], ACTORS)
    assert len(mentions) == 0
    ck.check_table(mentions, ck.tables.MENTIONS, deep=True)
    none = ck.find_mentions(make_documents({"a": "كيري"}), ACTORS.iloc[:0])
    assert len(none) == 0
    ck.check_table(none, ck.tables.MENTIONS, deep=True)


def test_tokens_of_strange_documents_are_an_error():
    tokens = ck.find_tokens(make_documents({"x": "كيري"}))
    with pytest.raises(ck.TableError, match="documents table lacks"):
        ck.find_mentions(make_documents({"a": "كيري"}), ACTORS, tokens=tokens)


def test_wrong_table_is_named():
    with pytest.raises(ck.TableError, match="documents lacks"):
        ck.find_mentions(ACTORS, ACTORS)


def test_counterparts_whatever_the_order_of_the_tokens():
    actors = make_actors(
        [("lavrov", "person", "سيرغي لافروف", ""), ("yildiz", "person", "علي يلدز", "")]
    )
    documents = make_documents(
        {
            "a": "وصل وزير الخارجية الروسي سيرغي لافروف. والتقى كيري نظيره الروسي",
            "b": "وصل وزير الخارجية التركي علي يلدز. والتقى كيري نظيره التركي",
        }
    )
    found = ck.find_mentions(documents, actors, counterparts=True)
    tokens = ck.find_tokens(documents)
    turned = tokens.sort_values(["doc_id", "start"], ascending=[False, True], ignore_index=True)
    again = ck.find_mentions(documents, actors, tokens=turned, counterparts=True)
    assert found["rule"].tolist() == ["alias", "counterpart"] * 2
    pd.testing.assert_frame_equal(found, again)


def test_terms_with_a_line_break_are_refused():
    documents = make_documents({"a": "قال كيري"})
    tokens = ck.find_tokens(documents)
    broken = tokens.assign(term=tokens["term"].cat.rename_categories({"كيري": "كي\nري"}))
    with pytest.raises(ck.TableError, match="line break"):
        ck.find_mentions(documents, ACTORS, tokens=broken)


SHORT_NAMES = make_actors(
    [
        ("saleh", "person", "علي صالح", ""),
        ("castro", "person", "راوول كاسترو", ""),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("القوات الموالية لعلي عبدالله صالح، في جبهات", [("علي عبدالله صالح", "saleh")]),
        ("راوول كاسترو. مكافأة لراوول وفيدل كاسترو", [("راوول كاسترو", "castro")]),
    ],
)
def test_given_names_before_surnames(text, found):
    assert find(text, SHORT_NAMES, surnames=True)[: len(found)] == found
    assert all("وفيدل" not in printed for printed, _ in find(text, SHORT_NAMES, surnames=True))


STEINMEIER = make_actors(
    [
        ("steinmeier", "person", "فرانك فالتر شتاينماير", "شتاينماير"),
        ("nigeria", "state", "نيجيريا", ""),
        ("p5", "organisation", "مجموعة 5+1", "5 + 1"),
        ("coalition", "organisation", "التحالف", ""),
        ("saleh", "person", "علي عبد الله صالح", "صالح"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # the space behind a name is missing
        ("وأعرب شتاينمايرعن ارتياحه", [("شتاينماير", "steinmeier")]),
        ("وأعرب شتاينماَيرعن ارتياحه", [("شتاينماَير", "steinmeier")]),
        ("الألماني فرانك فالتر شتاينمايرعن حرص", [("فرانك فالتر شتاينماير", "steinmeier")]),
        ("وأعرب شتاينمايرهم عن", []),
        # the adjective is printed with tanwin
        ("نحو 620 لاجئاً نيجيرياً من نيجيريا", [("نيجيريا", "nigeria")]),
        # signs inside names, and the mark that closes one
        ("مع دول / 5 + 1 / مبينا", [("5 + 1", "p5")]),
        ("مع مجموعة (5+1) مبينا", [("مجموعة (5+1)", "p5")]),
        ("مع مجموعة «5+1» مبينا", [("مجموعة «5+1»", "p5")]),
        # short for an alliance
        ("غارة نفذتها طائرات التحالف. وفي محافظة", [("التحالف", "coalition")]),
        # a person, and in favour of
        ("والقوات الموالية لصالح على القاعدة", [("صالح", "saleh")]),
        ("صوت البرلمان لصالح القرار", []),
    ],
)
def test_signs_and_letters_beside_names(text, found):
    assert find(text, STEINMEIER) == found


YEMEN = make_actors(
    [
        ("hadi", "person", "عبد ربه منصور هادي", "هادي"),
        ("saleh", "person", "علي عبد الله صالح", "صالح"),
        ("lee", "person", "لي", ""),
        ("SY", "state", "سوريا", "سورية"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("الجيش اليمني الموالين لهادي بالعتاد", ["hadi"]),
        ("ميليشيات الحوثي والمخلوع صالح المتمركزة في المدينة", ["saleh"]),
        ("قال صالح العتيبي نعم", []),
        ("ولي العهد يصل. يطيب لي ذلك", []),
        ("وقال الرئيس لي نعم", ["lee"]),
        ("من جنسيات سورية وعربية", []),
        ("من جنسيات غير سورية", []),
        ("ذهبوا إلى سورية والعراق", ["SY"]),
    ],
)
def test_words_that_are_names_only_in_some_places(text, found):
    assert [actor for _, actor in find(text, YEMEN)] == found


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_reading_with_fewer_attached_letters_wins(order):
    rows = [("bentiu", "place", "بنتيو", ""), ("ntiu", "place", "نتيو", "")]
    actors = make_actors([rows[at] for at in order])
    assert find("جوبا وبنتيو", actors) == [("بنتيو", "bentiu")]
