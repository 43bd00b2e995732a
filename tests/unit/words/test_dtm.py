import numpy as np
import pandas as pd
import pytest

import corpuskit.words.dtm as room
import corpuskit.words.matrix as matrix
from corpuskit.errors import EmptyResultError, TableError
from corpuskit.words.dtm import DocumentTermMatrix, build_dtm


def make_tokens(texts, *, category=True):
    rows = []
    for doc_id, text in texts.items():
        at = 0
        for word in text.split(" "):
            if word:
                rows.append((doc_id, at, at + len(word), word))
            at += len(word) + 1
    frame = pd.DataFrame(rows, columns=["doc_id", "start", "end", "term"])
    frame = frame.astype({"doc_id": "str", "start": "int32", "end": "int32", "term": "str"})
    if category:
        frame["doc_id"] = pd.Categorical(frame["doc_id"], categories=list(texts))
        frame["term"] = frame["term"].astype("category")
    return frame


TEXTS = {"a": "وقف اطلاق النار في حلب", "b": "", "c": "حلب حلب في وقف"}


def test_rows_are_all_documents_also_without_tokens():
    dtm = build_dtm(make_tokens(TEXTS))
    assert dtm.units["doc_id"].tolist() == ["a", "b", "c"]
    assert dtm.units["end"].tolist() == [22, 0, 14]
    assert dtm.terms.tolist() == ["اطلاق", "النار", "حلب", "في", "وقف"]
    assert dtm.counts.toarray().tolist() == [[1, 1, 1, 1, 1], [0] * 5, [0, 0, 2, 1, 1]]
    assert dtm.counts.dtype == np.int64


def test_plain_strings_give_rows_for_documents_present():
    dtm = build_dtm(make_tokens(TEXTS, category=False))
    assert dtm.units["doc_id"].tolist() == ["a", "c"]


def test_units_keep_their_order_and_empty_rows():
    units = pd.DataFrame(
        {
            "doc_id": ["c", "a", "a", "b"],
            "unit": ["sentence"] * 4,
            "unit_index": [0, 0, 1, 0],
            "start": [0, 0, 10, 0],
            "end": [7, 9, 22, 0],
            "note": list("wxyz"),
        }
    )
    dtm = build_dtm(make_tokens(TEXTS), units=units)
    assert dtm.to_frame()["حلب"].tolist() == [2, 0, 1, 0]
    assert dtm.units["note"].tolist() == list("wxyz")
    # `في` and `وقف` of c lie outside its only unit.
    assert dtm.counts.sum() == 2 + 2 + 3


def test_units_of_two_kinds_are_refused():
    units = pd.DataFrame(
        {
            "doc_id": ["a", "a"],
            "unit": ["document", "sentence"],
            "unit_index": [0, 0],
            "start": [0, 0],
            "end": [22, 22],
        }
    )
    with pytest.raises(ValueError, match="of one kind"):
        build_dtm(make_tokens(TEXTS), units=units)


def test_limits_count_documents_not_units():
    units = pd.DataFrame(
        {
            "doc_id": ["a", "a", "c"],
            "unit": ["sentence"] * 3,
            "unit_index": [0, 1, 0],
            "start": [0, 5, 0],
            "end": [4, 30, 30],
        }
    )
    tokens = make_tokens({"a": "حلب حلب حلب", "c": "وقف في"})
    with pytest.raises(EmptyResultError, match="no term is left of 5 tokens in 2 documents"):
        build_dtm(tokens, units=units, min_documents=2)


def test_shares_and_numbers():
    tokens = make_tokens({"a": "x y", "b": "x", "c": "x z", "d": "x y z"})
    assert build_dtm(tokens, min_documents=0.5).terms.tolist() == ["x", "y", "z"]
    assert build_dtm(tokens, min_documents=3).terms.tolist() == ["x"]
    assert build_dtm(tokens, max_documents=0.5).terms.tolist() == ["y", "z"]
    assert build_dtm(tokens, max_terms=2).terms.tolist() == ["x", "y"]


@pytest.mark.parametrize(
    ("setting", "match"),
    [
        ({"min_documents": 1.5}, "min_documents must be"),
        ({"max_documents": -1}, "max_documents must be"),
        ({"max_documents": True}, "max_documents must be"),
        ({"min_documents": 3, "max_documents": 2}, "less than min_documents"),
        ({"max_terms": 0}, "max_terms must be"),
        ({"ngrams": (2, 1)}, "ngrams must be"),
        ({"ngrams": 2}, "ngrams must be"),
        ({"weighting": "bm25"}, "weighting must be"),
    ],
)
def test_bad_settings_say_what_is_allowed(setting, match):
    with pytest.raises(ValueError, match=match):
        build_dtm(make_tokens(TEXTS), **setting)


def test_ngrams_stay_within_a_unit_and_hold_no_stop_word(monkeypatch):
    monkeypatch.setattr(room, "find_stopped", lambda names, _words: np.array(names.isin(["في"])))
    dtm = build_dtm(make_tokens(TEXTS), ngrams=(1, 3))
    assert set(dtm.terms) == {
        *("وقف", "اطلاق", "النار", "حلب"),
        *("وقف اطلاق", "اطلاق النار", "حلب حلب", "وقف اطلاق النار"),
    }
    with pytest.raises(EmptyResultError):
        build_dtm(make_tokens(TEXTS), ngrams=(5, 9), stop_words=["في"])


def test_order_of_rows_does_not_matter():
    tokens = make_tokens(TEXTS)
    shuffled = tokens.sample(frac=1, random_state=3)
    before = shuffled.copy()
    one, two = build_dtm(tokens, ngrams=(1, 2)), build_dtm(shuffled, ngrams=(1, 2))
    pd.testing.assert_frame_equal(one.to_frame(), two.to_frame())
    pd.testing.assert_frame_equal(shuffled, before)


def test_empty_tokens_give_an_empty_matrix():
    tokens = make_tokens({"a": "", "b": ""})
    for ngrams in [(1, 1), (1, 2)]:
        dtm = build_dtm(tokens, ngrams=ngrams, weighting="tfidf")
        assert dtm.shape == (2, 0)
        assert "terms: none" in repr(dtm)
    assert build_dtm(make_tokens({}, category=False)).shape == (0, 0)


def test_a_frame_that_is_no_tokens_table_is_named():
    with pytest.raises(TableError, match="tokens lacks"):
        build_dtm(pd.DataFrame({"doc_id": ["a"]}))


def test_labels_must_fit():
    dtm = build_dtm(make_tokens(TEXTS))
    with pytest.raises(ValueError, match="has shape"):
        DocumentTermMatrix(dtm.counts, dtm.units, dtm.terms[:2])


def test_a_dense_table_has_a_limit(monkeypatch):
    monkeypatch.setattr(matrix, "_DENSE_CELLS", 3)
    with pytest.raises(ValueError, match="too big"):
        build_dtm(make_tokens(TEXTS)).to_frame()


def test_terms_sort_by_code_point():
    from corpuskit.words.coding import sort_terms

    rng = np.random.default_rng(0)
    letters = list("ابتثجحخدذر")
    terms = {"".join(rng.choice(letters, n)) for n in rng.integers(1, 22, 3000)}
    stems = [term[:9] for term in list(terms)[:300]]
    terms |= {stem * 2 + tail for stem in stems for tail in ("", "ا", "اا", "ب", "9", "a")}
    for words in (sorted(terms, key=hash), [], ["ب"], ["ب", "ا" * 16, "ا" * 17, "ا" * 8]):
        assert [words[i] for i in sort_terms(words)] == sorted(words)
    # Letters beyond the first plane, and more letters than a byte can name.
    for words in (["𞺁", "ب", "ﻻ"], [chr(0x4E00 + n) for n in range(400)][::-1]):
        assert [words[i] for i in sort_terms(words)] == sorted(words)
