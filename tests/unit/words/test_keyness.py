import math

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from corpuskit.errors import DataWarning, EmptyResultError, TableError
from corpuskit.testing import make_documents
from corpuskit.words.dtm import DocumentTermMatrix, build_dtm
from corpuskit.words.keyness import measure_keyness


def make(texts, outlets):
    rows, documents = [], make_documents(texts, outlets=outlets)
    for doc_id, text in texts.items():
        rows += [(doc_id, 9 * n, 9 * n + 3, word) for n, word in enumerate(text.split())]
    tokens = pd.DataFrame(rows, columns=["doc_id", "start", "end", "term"])
    return tokens.astype({"doc_id": "str", "term": "str"}), documents


# Outlet A: 6 of 10 words are نظام; outlet B: 1 of 20.
TEXTS = {
    "a1": "نظام نظام نظام حلب حلب",
    "a2": "نظام نظام نظام حلب وفد",
    "b1": "نظام حلب حلب حلب حلب حلب حلب حلب حلب حلب",
    "b2": "وفد وفد وفد وفد وفد وفد وفد وفد وفد وفد",
}
OUTLETS = {"a1": "A", "a2": "A", "b1": "B", "b2": "B"}


def row_of(table, term, target="A"):
    return table[(table["term"] == term) & (table["target"] == target)].iloc[0]


def test_hand_worked_table():
    tokens, documents = make(TEXTS, OUTLETS)
    row = row_of(measure_keyness(tokens, documents, min_documents=1, prior=30), "نظام")
    assert (row["n_target"], row["n_reference"]) == (6, 1)
    assert (row["documents_target"], row["documents_reference"]) == (2, 1)
    assert (row["rate_target"], row["rate_reference"]) == (600.0, 50.0)
    assert row["reference"] == "B"
    # 2 x 2: 6 4 / 1 19; margins 10, 20, 7, 23; expected 7/3, 23/3, 14/3, 46/3.
    g2 = 2 * (
        6 * math.log(6 / (7 / 3))
        + 4 * math.log(4 / (23 / 3))
        + 1 * math.log(1 / (14 / 3))
        + 19 * math.log(19 / (46 / 3))
    )
    assert row["log_likelihood"] == pytest.approx(g2)
    # Prior: 30 words, 7/30 of them نظام = 7; target (6+7)/(10+30-13), reference (1+7)/(20+30-8).
    delta = math.log(13 / 27) - math.log(8 / 42)
    assert row["log_odds"] == pytest.approx(delta)
    assert row["log_odds_z"] == pytest.approx(delta / math.sqrt(1 / 13 + 1 / 8))
    assert row["log_ratio"] == pytest.approx(math.log2((6.5 / 10) / (1.5 / 20)))
    # Spread: no gap between shares in the target (3 of 5 and 3 of 5 words).
    assert row["dispersion"] == 0
    # Six deals of two articles; two set the groups this far apart, this one and its mirror.
    assert row["p_value"] == pytest.approx(2 / 6)
    assert row["verdict"] == "undecided"


def test_order_and_both_targets():
    tokens, documents = make(TEXTS, OUTLETS)
    table = measure_keyness(tokens, documents, min_documents=1)
    assert table["target"].tolist() == ["A"] * 3 + ["B"] * 3
    assert table["term"].tolist() == ["نظام", "حلب", "وفد", "وفد", "حلب", "نظام"]
    assert table["log_odds_z"].tolist()[:3] == (-table["log_odds_z"][3:][::-1]).tolist()
    assert list(table.columns) == [
        *("target", "reference", "term", "n_target", "n_reference", "documents_target"),
        *("documents_reference", "rate_target", "rate_reference", "log_ratio", "low", "high"),
        *("log_odds", "log_odds_z", "log_likelihood", "dispersion", "p_value", "p_adjusted"),
        "verdict",
    ]


def test_one_article_tells_nothing():
    tokens, documents = make(TEXTS, {"a1": "A", "a2": "B", "b1": "B", "b2": "B"})
    table = measure_keyness(tokens, documents, target="A", min_documents=1)
    assert table[["p_value", "p_adjusted", "low", "high"]].isna().all().all()
    assert set(table["verdict"]) == {"undecided"}
    assert table["log_likelihood"].notna().all()


def clear_corpus(n=30):
    texts, outlets = {}, {}
    for number in range(n):
        texts[f"a{number:02}"], outlets[f"a{number:02}"] = "نظام نظام حلب وفد", "A"
        texts[f"b{number:02}"], outlets[f"b{number:02}"] = "جيش جيش حلب وفد", "B"
    return make(texts, outlets)


def test_a_clear_difference_is_found():
    table = measure_keyness(*clear_corpus(), target="A").set_index("term")
    assert table["verdict"].to_dict() == {
        "نظام": "more",
        "حلب": "undecided",
        "وفد": "undecided",
        "جيش": "less",
    }
    assert table.loc["نظام", "p_adjusted"] < 1e-6
    assert table.loc["نظام", "low"] > 0
    assert table.loc["حلب", "low"] < 0 < table.loc["حلب", "high"]


def test_one_wordy_article_is_one_witness():
    """Two hundred uses in one article are strong by log-likelihood and nothing by articles."""
    texts = {f"a{n:02}": "حلب وفد هدنه" for n in range(20)}
    texts |= {f"b{n:02}": "حلب وفد هدنه" for n in range(20)}
    texts["a00"] += " ناقله" * 200
    tokens, documents = make(texts, {doc_id: doc_id[0] for doc_id in texts})
    row = row_of(measure_keyness(tokens, documents, min_documents=1), "ناقله", target="a")
    assert row["log_likelihood"] > 50
    assert row["verdict"] == "undecided"


def test_length_is_no_difference():
    """Articles five times as long use each word five times as often, at the same rate."""
    texts = {f"a{n:02}": "حلب وفد هدنه قصف " * 50 for n in range(12)}
    texts |= {f"b{n:02}": "حلب وفد هدنه قصف " * 10 for n in range(40)}
    tokens, documents = make(texts, {doc_id: doc_id[0] for doc_id in texts})
    table = measure_keyness(tokens, documents)
    assert set(table["verdict"]) == {"undecided"}
    assert (table["log_ratio"].abs() < 0.01).all()


def test_copies_of_a_story_count_once():
    texts = {f"a{n}": "نظام نظام حلب" for n in range(8)} | {f"b{n}": "جيش حلب" for n in range(8)}
    tokens, documents = make(texts, {doc_id: doc_id[0] for doc_id in texts})
    stories = pd.DataFrame({"doc_id": list(texts), "n_copies": 1, "weight": 1.0, "similarity": 0.0})
    stories["story_id"] = ["s" if doc_id[0] == "a" else doc_id for doc_id in texts]
    free = measure_keyness(tokens, documents, target="a")
    held = measure_keyness(tokens, documents, target="a", stories=stories, min_documents=1)
    assert row_of(free, "نظام", "a")["verdict"] == "more"
    assert row_of(held, "نظام", "a")["n_target"] == 2
    assert row_of(held, "نظام", "a")["documents_target"] == 1
    assert math.isnan(row_of(held, "نظام", "a")["p_value"])


def test_matrix_and_tokens_give_the_same():
    tokens, documents = clear_corpus(6)
    pd.testing.assert_frame_equal(
        measure_keyness(tokens, documents), measure_keyness(build_dtm(tokens), documents)
    )


def test_units_of_one_document_are_one_article():
    tokens, documents = clear_corpus(6)
    units = pd.DataFrame(
        [
            (doc_id, "sentence", n, 18 * n, 18 * n + 18)
            for doc_id in documents.doc_id
            for n in (0, 1)
        ],
        columns=["doc_id", "unit", "unit_index", "start", "end"],
    )
    by_sentence = measure_keyness(build_dtm(tokens, units=units), documents)
    pd.testing.assert_frame_equal(measure_keyness(tokens, documents), by_sentence)


def test_articles_without_a_group_are_named():
    tokens, documents = make(TEXTS, {"a1": "A", "a2": "A", "b1": "B"})
    with pytest.warns(DataWarning, match="1 articles have no outlet and are left out: 'b2'"):
        table = measure_keyness(tokens, documents, min_documents=1, target="A")
    assert table["n_reference"].sum() == 10


def test_target_and_reference():
    tokens, documents = make(TEXTS, {"a1": "A", "a2": "B", "b1": "C", "b2": "C"})
    table = measure_keyness(tokens, documents, target="A", reference=["B", "C"], min_documents=1)
    assert table["reference"].unique().tolist() == ["B | C"]
    table = measure_keyness(tokens, documents, reference="C", min_documents=1)
    assert table["target"].unique().tolist() == ["A", "B"]


@pytest.mark.parametrize(
    ("settings", "error", "match"),
    [
        (
            {"target": "X"},
            ValueError,
            "no article with words has outlet 'X'. Allowed are: 'A', 'B'",
        ),
        ({"target": "A", "reference": ["A", "B"]}, ValueError, "must not overlap"),
        ({"by": "paper"}, TableError, "no column 'paper'"),
        ({"min_documents": 0}, ValueError, "min_documents"),
        ({"prior": 0}, ValueError, "prior"),
        ({"alpha": 1}, ValueError, "alpha"),
    ],
)
def test_bad_arguments(settings, error, match):
    with pytest.raises(error, match=match):
        measure_keyness(*make(TEXTS, OUTLETS), **settings)


def test_nothing_to_compare_with():
    with pytest.raises(EmptyResultError, match="nothing to compare with"):
        measure_keyness(*make(TEXTS, dict.fromkeys(TEXTS, "A")))
    tokens, documents = make(TEXTS, OUTLETS)
    with pytest.raises(EmptyResultError, match="nothing to compare"):
        measure_keyness(tokens.iloc[:0], documents)


def test_other_documents_are_refused():
    tokens, documents = make(TEXTS, OUTLETS)
    with pytest.raises(TableError, match=r"documents lacks 1 of 4 articles.*'b2'"):
        measure_keyness(tokens, documents.iloc[:3])


def test_weights_are_refused():
    tokens, documents = make(TEXTS, OUTLETS)
    with pytest.raises(ValueError, match='weighting="count"'):
        measure_keyness(build_dtm(tokens, weighting="tfidf"), documents)


def test_no_term_in_enough_documents_gives_an_empty_table():
    tokens, documents = make(TEXTS, OUTLETS)
    table = measure_keyness(tokens, documents, min_documents=9)
    assert len(table) == 0
    assert "p_adjusted" in table


def test_inputs_stay_and_months_can_group():
    tokens, documents = make(TEXTS, OUTLETS)
    documents["month"] = [10, 10, 11, 11]
    before = documents.copy(), tokens.copy()
    table = measure_keyness(tokens, documents, by="month", min_documents=1)
    assert table["target"].unique().tolist() == ["10", "11"]
    pd.testing.assert_frame_equal(before[0], documents)
    pd.testing.assert_frame_equal(before[1], tokens)


def test_empty_matrix_rows_do_not_count_as_articles():
    tokens, documents = make(TEXTS, OUTLETS)
    dtm = build_dtm(tokens)
    more = pd.concat([dtm.units, dtm.units.assign(doc_id="zz").head(1)], ignore_index=True)
    counts = sparse.csr_array(sparse.vstack([dtm.counts, sparse.csr_array((1, 3), dtype=np.int64)]))
    padded = DocumentTermMatrix(counts, more, dtm.terms)
    pd.testing.assert_frame_equal(
        measure_keyness(padded, documents, min_documents=1),
        measure_keyness(dtm, documents, min_documents=1),
    )
