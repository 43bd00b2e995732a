import pandas as pd
import pytest

from corpuskit import find_speech, find_tokens
from corpuskit.errors import TableError
from corpuskit.tables import SPEECH, check_table
from corpuskit.testing import make_documents

NAMES = {
    "لافروف": "lavrov",
    "سيرغي لافروف": "lavrov",
    "كيري": "kerry",
    "وزارة الخارجية الروسية": "ministry",
    "الخارجية الروسية": "ministry",
    "رويترز": "reuters",
    "موسكو": "russia",
}


def find_names(text):
    rows = []
    for name in sorted(NAMES, key=len, reverse=True):
        at = text.find(name)
        while at >= 0:
            if not any(start < at + len(name) and at < end for start, end, _ in rows):
                rows.append((at, at + len(name), NAMES[name]))
            at = text.find(name, at + 1)
    return sorted(rows)


def read(text):
    documents = make_documents({"a": text})
    names = find_names(text)
    mentions = pd.DataFrame(
        {
            "doc_id": ["a"] * len(names),
            "start": pd.array([n[0] for n in names], dtype="int64"),
            "end": pd.array([n[1] for n in names], dtype="int64"),
            "actor_id": pd.array([n[2] for n in names], dtype="str"),
            "alias": pd.array(["x"] * len(names), dtype="str"),
            "rule": pd.array(["alias"] * len(names), dtype="str"),
        }
    )
    speech = check_table(find_speech(documents, mentions), SPEECH, deep=True)
    rows = []
    for row in speech.itertuples():
        words = None if pd.isna(row.speaker_start) else text[row.speaker_start : row.speaker_end]
        speaker = None if pd.isna(row.speaker) else row.speaker
        cue = text[row.cue_start : row.cue_end]
        rows.append((cue, speaker, words, text[row.start : row.end], row.mode))
    return rows


def test_verb_first():
    assert read("وقال كيري إن العمل مستمر.") == [
        ("قال", "kerry", "كيري", "العمل مستمر", "indirect")
    ]


def test_noun_first():
    (row,) = read("لكن لافروف أعلن لاحقا، أن الأمريكيين سحبوا اقتراحهم.")
    assert row[:4] == ("أعلن", "lavrov", "لافروف", "الأمريكيين سحبوا اقتراحهم")


def test_a_complementiser_with_a_pronoun_stays_inside():
    assert read("أوضح كيري أنها ركزت على حلب.")[0][3] == "أنها ركزت على حلب"
    assert read("أوضح كيري بأنها ركزت على حلب.")[0][3] == "بأنها ركزت على حلب"


def test_a_direct_statement_runs_over_sentences_and_has_no_marks():
    (row,) = read('وتابع كيري: "كلنا نأمل أن نبدأ. إذا تمكنا فسنعود إلى المسار". وغادر.')
    assert row[3] == "كلنا نأمل أن نبدأ. إذا تمكنا فسنعود إلى المسار"
    assert row[4] == "direct"


def test_a_partly_quoted_statement_is_mixed():
    (row,) = read("قال كيري إن توقف الاتصالات “غير مقبول”.")
    assert row[3:] == ("توقف الاتصالات “غير مقبول”", "mixed")


def test_marks_around_a_label_do_not_make_it_mixed():
    (row,) = read("قال كيري إن خروج “المسلحين” قريب.")
    assert row[4] == "indirect"


def test_first_person_behind_a_colon_is_direct():
    (row,) = read("وقال كيري: نحن نعمل مع الجميع. نأمل أن تنجح الهدنة. ووصلت القافلة.")
    assert row[3:] == ("نحن نعمل مع الجميع. نأمل أن تنجح الهدنة", "direct")


def test_the_last_speaker_is_carried_on():
    rows = read("قال كيري إن العمل مستمر. وأضاف أن الهدنة قريبة.")
    assert [row[1] for row in rows] == ["kerry", "kerry"]
    assert rows[1][2] == "كيري"


def test_participles_have_the_subject_of_their_verb_and_end_it():
    rows = read("قال لافروف إن الاتفاق قريب، مشيرا إلى أن الخبراء اجتمعوا، مؤكدا ضرورة الهدنة.")
    assert [row[0] for row in rows] == ["قال", "مشيرا", "مؤكدا"]
    assert [row[1] for row in rows] == ["lavrov"] * 3
    assert [row[3] for row in rows] == ["الاتفاق قريب", "الخبراء اجتمعوا", "ضرورة الهدنة"]


def test_a_role_resolves_to_who_was_introduced_with_it():
    rows = read(
        "قال وزير الخارجية الروسي سيرغي لافروف إن العمل مستمر. وأعلن الوزير أن الهدنة قريبة."
    )
    assert rows[1][1:3] == ("lavrov", "الوزير")


def test_an_institution_resolves_by_its_head():
    rows = read("أعلنت وزارة الخارجية الروسية أن العمل مستمر. وقالت الوزارة إن الهدنة قريبة.")
    assert rows[1][1:3] == ("ministry", "الوزارة")


def test_two_ministers_are_told_apart_by_their_adjectives():
    rows = read(
        "التقى وزيرا الخارجية الروسي سيرغي لافروف والأمريكي كيري. "
        "وقال وزير الخارجية الأمريكي إن العمل مستمر. وقال وزير الخارجية الروسي إن الهدنة قريبة."
    )
    assert [row[1] for row in rows] == ["kerry", "lavrov"]


def test_an_unknown_speaker_is_missing_with_the_words_that_stand_there():
    (row,) = read("وكشفت مصادر في المعارضة للصحفيين أن المفاوضات أرجئت.")
    assert row[1:3] == (None, "مصادر في المعارضة")


def test_a_name_that_is_governed_is_not_the_speaker():
    (row,) = read("قال سفير موسكو إن العمل مستمر.")
    assert row[1:3] == (None, "سفير موسكو")


def test_in_a_chain_the_nearest_quoted_party_speaks():
    (row,) = read("ونقلت وكالة رويترز عن مسؤول في حلب قوله إن الحي سقط.")
    assert row[:4] == ("قوله", None, "مسؤول في حلب", "الحي سقط")


def test_nested_speech_has_its_own_row():
    documents = make_documents({"a": "أعلن مسؤول أن كيري قال للصحافة إن الجهود ستتواصل."})
    speech = find_speech(documents)
    assert speech["nested"].tolist() == [False, True]
    assert speech["end"].nunique() == 1


@pytest.mark.parametrize(
    ("text", "cue", "statement"),
    [
        ("دعا كيري روسيا إلى وقف القصف.", "دعا", "وقف القصف"),
        ("طالب كيري المعارضة بوقف القصف.", "طالب", "بوقف القصف"),
        ("وشدد كيري على أن الهدنة ضرورية.", "شدد", "الهدنة ضرورية"),
        ("كشف كيري عن اتفاق وشيك.", "كشف", "اتفاق وشيك"),
        ("أعرب كيري عن أمله في أن تنجح الهدنة.", "أعرب", "تنجح الهدنة"),
        ("حذر كيري من كارثة.", "حذر", "كارثة"),
        ("نفى كيري وجود خلاف.", "نفى", "وجود خلاف"),
        ("أكد كيري ضرورة الهدنة.", "أكد", "ضرورة الهدنة"),
    ],
)
def test_what_verbs_govern(text, cue, statement):
    assert [(row[0], row[1], row[3]) for row in read(text)] == [(cue, "kerry", statement)]


def test_prepositional_cues():
    assert read("وبحسب كيري، فإن الهدنة قريبة.")[0][:2] == ("بحسب", "kerry")
    rows = read("قال لافروف إن الفكرة غامضة، على حد قوله.")
    assert rows[1][:2] == ("على حد قوله", "lavrov")
    assert rows[0][3] == rows[1][3] == "الفكرة غامضة"


def test_a_headline_colon():
    assert read("لافروف: اتفاق قريب على التهدئة")[0][:4] == (
        ":",
        "lavrov",
        "لافروف",
        "اتفاق قريب على التهدئة",
    )


def test_a_statement_before_its_verb():
    (row,) = read("«لن نوقع هذا الاتفاق اليوم»، قال كيري.")
    assert row == ("قال", "kerry", "كيري", "لن نوقع هذا الاتفاق اليوم", "direct")


@pytest.mark.parametrize(
    "text",
    [
        "يذكر أن الهدنة بدأت أمس.",
        "يشار إلى أن الهدنة بدأت أمس.",
        "تعتبر حلب أكبر مدن الشمال.",
        "المباحثات بين كيري ولافروف بدأت.",
        "ورد في التقرير عدد القتلى.",
        "لم يقل كيري إن العمل مستمر.",
        "انقضى شهر على حد السكين.",
        "حسب الجدول، تبدأ المباراة غدا.",
    ],
)
def test_what_is_no_reported_statement(text):
    assert read(text) == []


def test_a_speaker_himself_inside_his_statement_has_no_row():
    assert [row[0] for row in read("أضاف كيري أنه يعتقد أن هناك فرصة.")] == ["أضاف"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "قال",
        "وقال كيري:",
        "قال كيري إن",
        "«",
        "قال كيري: «لن نوقع",
        "Kerry said: no deal قال",
        "على حد قوله",
        "بحسب",
        "😀 قال كيري إن 😀 العمل 😀 مستمر",
        "قال كيري إن العمل مستمر " * 400,
        " ".join(["قال كيري إن لافروف أعلن أن"] * 2000),
    ],
)
def test_odd_texts_do_not_break_it(text):
    for cue, _, words, statement, _ in read(text):
        assert cue
        assert statement
        assert words is None or words in text


def test_a_statement_does_not_leave_its_document():
    documents = make_documents({"a": "قال كيري: «لن", "b": "نوقع» ثم غادر كيري"})
    speech = find_speech(documents)
    assert set(speech["doc_id"].astype("str")) <= {"a"}
    assert (speech["end"] <= len(documents["text"][0])).all()


def test_without_mentions_and_with_tokens_in_another_order():
    documents = make_documents(
        {"b": "قال الوزير إن العمل مستمر", "a": "أكد السفير أن الهدنة قريبة"}
    )
    tokens = find_tokens(documents)
    speech = find_speech(documents, tokens=tokens.iloc[::-1])
    assert speech["doc_id"].tolist() == ["b", "a"]
    assert speech["speaker"].isna().all()
    pd.testing.assert_frame_equal(speech, find_speech(documents))


def test_no_documents():
    documents = make_documents({"a": ""}).iloc[:0]
    speech = find_speech(documents)
    assert len(speech) == 0
    check_table(speech, SPEECH, deep=True)


def test_wrong_tables_are_named():
    documents = make_documents({"a": "قال"})
    with pytest.raises(TableError, match="mentions lacks"):
        find_speech(documents, documents)
    with pytest.raises(TableError, match="documents must be"):
        find_speech("نص")


def test_inputs_are_not_changed():
    documents = make_documents({"a": "قال الوزير إن العمل مستمر"})
    tokens = find_tokens(documents)
    before = documents.copy(), tokens.copy()
    find_speech(documents, tokens=tokens)
    pd.testing.assert_frame_equal(documents, before[0])
    pd.testing.assert_frame_equal(tokens, before[1])
