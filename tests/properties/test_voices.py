"""What must hold of speech and labels whatever the text."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit import find_labels, find_speech
from corpuskit.tables import LABELS, SPEECH, check_table
from corpuskit.testing import make_documents
from corpuskit.voices.quotes import pair_quotes

WORDS = [
    *["قال", "وقال", "أكد", "أن", "إن", "بأن", "الوزير", "وزير", "لافروف", "كيري", "في", "من"],
    *["إلى", "على", "عن", "مشيرا", "مؤكدا", "قوله", "بحسب", "مصدر", "و", "لـ", "hello", "12"],
    *["نفى", "وجود", "دعا", "طالب", "بسرعة", "الذي", "كما", "فيما", "نقلت", "رويترز", "مُشيراً"],
    *["ــ", "وأعلنوا", "أبلغه", "ليؤكد", "بالقول", "بيّن", "وجّه", "حمّلت", "مسؤولية", "متهما"],
    *["علي", "بان", "كي", "مون", "بدعوى", "رفض", "اتهام", "وجميعهم", "لقد", "كيف", "قائلين"],
    *["على حد قوله", "جاء في بيان", "«لا»", "«", "»", '"', "“", "”", "،", ".", ":", "؛", ".."],
    *["(", ")", "-", "\n", "؟", "…", "\u200f", "😀", "المسلحون", "للمسلحين", "وبالمسلحين"],
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).flatmap(
    lambda words: st.sampled_from([" ", ""]).map(lambda blank: blank.join(words))
)
FREE = st.text(alphabet='قالأنكير و«»"“”.:،\n ًّـa1', max_size=60)
FORMS = pd.DataFrame(
    {"referent": ["armed"], "label": ["militants"], "forms": ["المسلحون|المسلحين"]}
)


@given(st.lists(TEXTS | FREE, min_size=1, max_size=4))
@settings(max_examples=80, deadline=None)
def test_speech_keeps_its_contract_and_stays_inside(texts):
    documents = make_documents({f"d{i}": text for i, text in enumerate(texts)})
    before = documents.copy()
    speech = check_table(find_speech(documents), SPEECH, deep=True)
    pd.testing.assert_frame_equal(documents, before)
    length = documents.set_index("doc_id")["text"].str.len()
    ends = speech["doc_id"].astype("str").map(length).astype("int64")
    for start, end in (("start", "end"), ("cue_start", "cue_end")):
        assert (speech[start] < speech[end]).all()
        assert (speech[end] <= ends).all()
    named = speech[speech["speaker_start"].notna()]
    assert (named["speaker_start"] < named["speaker_end"]).all()
    assert (named["speaker_end"] <= ends[named.index]).all()
    main = speech[~speech["nested"]].sort_values(["doc_id", "start"])
    for _, rows in main.groupby("doc_id", observed=True):
        assert (rows["end"].to_numpy()[:-1] <= rows["start"].to_numpy()[1:]).all()


@given(st.lists(TEXTS, min_size=2, max_size=4))
@settings(max_examples=40, deadline=None)
def test_a_document_is_read_alone(texts):
    documents = make_documents({f"d{i}": text for i, text in enumerate(texts)})
    together = find_speech(documents)
    alone = find_speech(documents.iloc[1:2])
    rows = together[together["doc_id"] == "d1"].reset_index(drop=True)
    columns = ["start", "end", "cue_start", "cue_end", "speaker_start", "speaker_end", "rule"]
    pd.testing.assert_frame_equal(rows[columns], alone[columns])


@given(TEXTS | FREE)
@settings(max_examples=80, deadline=None)
def test_quotations_nest_and_stay_in_their_line(text):
    quotes = pair_quotes(text)
    for quote in quotes:
        assert 0 <= quote.outer_start < quote.start <= quote.end <= quote.outer_end <= len(text)
        assert "\n" not in text[quote.outer_start : quote.outer_end]
    for one in quotes:
        for other in quotes:
            crossing = one.outer_start < other.outer_start < one.outer_end < other.outer_end
            assert not crossing


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_labels_are_what_was_printed(text):
    documents = make_documents({"a": text})
    labels = check_table(find_labels(documents, FORMS), LABELS, deep=True)
    for row in labels.itertuples():
        assert text[row.start : row.end].endswith(("المسلحون", "لمسلحين"))
    assert (labels["start"].to_numpy()[1:] >= labels["end"].to_numpy()[:-1]).all()
