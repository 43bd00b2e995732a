import pandas as pd
import pytest

from corpuskit import find_labels, find_speech, read_labels
from corpuskit.errors import ReadError, TableError
from corpuskit.tables import LABELS, check_table
from corpuskit.testing import make_documents

FORMS = pd.DataFrame(
    {
        "referent": ["armed", "armed", "armed", "civilians"],
        "label": ["terrorists", "militants", "opposition fighters", "civilians"],
        "forms": [
            "الإرهابيون|الإرهابيين",
            "المسلحون|المسلحين",
            "مقاتلو المعارضة|مقاتلي المعارضة|مقاتلي المعارضة السورية",
            "المدنيون|المدنيين",
        ],
    }
)


def labels_of(text, **columns):
    documents = make_documents({"a": text})
    labels = check_table(find_labels(documents, FORMS, **columns), LABELS, deep=True)
    return [(text[r.start : r.end], r.label, r.quoted) for r in labels.itertuples()]


def test_attached_particles_stay_outside():
    text = "والإرهابيين بالمسلحين وللمدنيين فالمدنيون كالمسلحين"
    assert [found[0] for found in labels_of(text)] == [
        "الإرهابيين",
        "المسلحين",
        "لمدنيين",
        "المدنيون",
        "المسلحين",
    ]


def test_spelling_does_not_matter_and_the_span_is_what_was_printed():
    assert labels_of("الارهابيين والمُسلّحين الإرهــابيون") == [
        ("الارهابيين", "terrorists", False),
        ("المُسلّحين", "militants", False),
        ("الإرهــابيون", "terrorists", False),
    ]


def test_the_longest_form_wins():
    assert [found[0] for found in labels_of("من مقاتلي المعارضة السورية")] == [
        "مقاتلي المعارضة السورية"
    ]


def test_words_of_a_form_stand_side_by_side():
    assert labels_of("مقاتلي، المعارضة") == []
    assert labels_of("مقاتلي وفي المعارضة") == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("خروج «المسلحين» من حلب", True),
        ('لكل "الإرهابيين" للخروج', True),
        ("خروج المسلحين من «حلب»", False),
        ("قال: «سيخرج جميع المسلحين من المدينة غدا»", False),
    ],
)
def test_quotation_marks_distance_only_around_little_else(text, quoted):
    assert [found[2] for found in labels_of(text)] == [quoted]


def test_voice_is_that_of_the_innermost_statement():
    text = "خرج المسلحون. وقال كيري إن الإرهابيين هناك. وقال مصدر إن المدنيين خرجوا."
    documents = make_documents({"a": text})
    start = text.index("كيري")
    mentions = pd.DataFrame(
        {
            "doc_id": ["a"],
            "start": [start],
            "end": [start + 4],
            "actor_id": ["kerry"],
            "alias": ["كيري"],
            "rule": ["alias"],
        }
    )
    labels = find_labels(documents, FORMS, speech=find_speech(documents, mentions))
    assert [None if pd.isna(v) else v for v in labels["voice"]] == [None, "kerry", None]
    assert labels["in_speech"].tolist() == [False, True, True]


def test_without_speech_and_without_labels():
    documents = make_documents({"a": "خرج المسلحون", "b": ""})
    labels = find_labels(documents, FORMS)
    assert labels["voice"].isna().all()
    assert not labels["in_speech"].any()
    empty = find_labels(documents, FORMS.iloc[:0])
    assert len(empty) == 0
    check_table(empty, LABELS, deep=True)
    check_table(find_labels(documents.iloc[:0], FORMS), LABELS, deep=True)


def test_read_labels_from_a_file(tmp_path):
    path = tmp_path / "labels.csv"
    FORMS.assign(note="x").to_csv(path, index=False, encoding="utf-8-sig")
    labels = read_labels(path)
    assert labels["referent"].dtype == "category"
    assert labels["note"].tolist() == ["x"] * 4


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"forms": ["أ", "ا", "ب", "ت"]}, "claimed by"),
        ({"forms": ["أ|", "ب", "ت", "ث"]}, "empty form"),
        ({"label": ["a", "a", "b", "c"]}, "must be unique"),
        ({"forms": [None, "ب", "ت", "ث"]}, "forms is missing"),
    ],
)
def test_read_labels_says_what_is_wrong(change, message):
    with pytest.raises(TableError, match=message):
        read_labels(FORMS.assign(**change))


def test_read_labels_from_what_is_no_table(tmp_path):
    with pytest.raises(ReadError, match="no labels file"):
        read_labels(tmp_path / "none.csv")
    path = tmp_path / "old.csv"
    path.write_bytes("referent,label,forms\nأ,ب,ت".encode("cp1256"))
    with pytest.raises(ReadError, match="UTF-8"):
        read_labels(path)
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(ReadError, match="not a CSV"):
        read_labels(tmp_path / "empty.csv")


def test_one_form_twice_in_one_label_is_no_conflict():
    frame = FORMS.iloc[:1].assign(forms="الإرهابيون|الارهابيون")
    assert len(read_labels(frame)) == 1
