import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from corpuskit.errors import DataWarning, EmptyResultError, TableError
from corpuskit.topics.choice import MEASURES, compare_topic_counts
from corpuskit.topics.maps import measure_topic_map
from corpuskit.topics.models import fit_topics
from corpuskit.topics.quality import (
    foretell_words,
    match_topics,
    measure_diversity,
    measure_topics,
    score_npmi,
)
from corpuskit.topics.simulate import simulate_topics
from corpuskit.topics.stability import add_stability, measure_stability, split_documents
from corpuskit.words.dtm import DocumentTermMatrix


def test_npmi_by_hand():
    counts = sparse.csr_array(np.array([[1, 1, 0], [2, 1, 0], [0, 0, 1], [0, 1, 1]]))
    # Terms 0 and 1 meet in 2 of 4 units; they stand in 2 and 3 of them.
    expected = np.log(0.5 / (0.5 * 0.75)) / -np.log(0.5)
    assert score_npmi(np.array([[0, 1]]), counts) == pytest.approx([expected])
    # Terms 0 and 2 never meet.
    assert score_npmi(np.array([[0, 2]]), counts) == pytest.approx([-1])


def test_overlap_and_diversity_by_hand():
    one = np.array([[0, 1, 2], [3, 4, 5]])
    other = np.array([[0, 1, 6], [7, 8, 9]])
    np.testing.assert_allclose(match_topics(one, other), [[0.5, 0], [0, 0]])
    assert measure_diversity(np.array([[0, 1], [1, 2]])) == 0.75


def test_topics_are_measured(model, corpus):
    table = measure_topics(model, corpus.dtm)
    assert table["share"].sum() == pytest.approx(1)
    assert table["n_units"].sum() == 120
    assert table["npmi"].between(-1, 1).all()
    assert table["exclusivity"].between(0.5, 1).all()
    with pytest.raises(ValueError, match="n_terms"):
        measure_topics(model, corpus.dtm, n_terms=1)


def test_planted_topics_are_stable_and_noise_is_not(model, corpus):
    planted = measure_stability(model, corpus.dtm, n_resamples=5)
    assert planted["jaccard"].between(planted["low"], planted["high"]).all()
    noise = simulate_topics(n_documents=60, n_topics=1, n_terms=200, random_state=0).dtm
    loose = measure_stability(fit_topics(noise, n_topics=5), noise, n_resamples=5)
    assert planted["stable"].all()
    assert not loose["stable"].any()


def test_other_starts_find_planted_topics(model, corpus):
    table = measure_stability(model, corpus.dtm, over="start", n_resamples=3)
    assert table["stable"].all()
    assert (table["over"] == "start").all()


def test_few_documents_resample_their_units(model, corpus):
    units = corpus.dtm.units.assign(doc_id=[f"d{i % 5}" for i in range(120)])
    units["unit_index"] = np.arange(120) // 5
    dtm = DocumentTermMatrix(corpus.dtm.counts, units, corpus.dtm.terms)
    with pytest.warns(DataWarning, match="5 documents are too few to be resampled"):
        measure_stability(model, dtm, n_resamples=2)


def test_stories_are_drawn_whole(model, corpus):
    stories = pd.DataFrame(
        {
            "doc_id": corpus.documents["doc_id"],
            "story_id": [f"s{i // 2}" for i in range(120)],
            "n_copies": 2,
            "weight": 0.5,
            "similarity": 1.0,
        }
    )
    alone = measure_stability(model, corpus.dtm, n_resamples=3)
    together = measure_stability(model, corpus.dtm, n_resamples=3, stories=stories)
    assert not alone["jaccard"].equals(together["jaccard"])


def test_stability_repeats_and_arguments(model, corpus):
    first, second = (measure_stability(model, corpus.dtm, n_resamples=2) for _ in range(2))
    pd.testing.assert_frame_equal(first, second)
    with pytest.raises(ValueError, match='"documents" or "start"'):
        measure_stability(model, corpus.dtm, over="seeds")
    with pytest.raises(ValueError, match="n_resamples"):
        measure_stability(model, corpus.dtm, n_resamples=1)


def test_held_out_words_are_foretold_best_by_the_true_number(corpus):
    train, test = split_documents(corpus.dtm, 0.3, 0)
    assert len(train.units) == 84
    assert not set(train.units["doc_id"]) & set(test.units["doc_id"])
    gain = [
        np.nanmean(foretell_words(fit_topics(train, n_topics=k), train, test, 0)) for k in (1, 2, 3)
    ]
    assert gain[0] < gain[1] < gain[2]
    assert gain[0] == pytest.approx(0, abs=0.05)
    empty = DocumentTermMatrix(test.counts * 0, test.units, test.terms)
    with pytest.raises(EmptyResultError, match="held-out"):
        foretell_words(fit_topics(train, n_topics=2), train, empty, 0)


def test_topic_counts_are_compared(corpus):
    table = compare_topic_counts(corpus.dtm, n_topics=[2, 3], n_resamples=2)
    assert table["measure"].tolist() == [*MEASURES] * 2
    assert (table["low"] <= table["high"]).all()
    assert table["value"].notna().all()
    with pytest.raises(ValueError, match="n_topics must hold"):
        compare_topic_counts(corpus.dtm, n_topics=[])
    with pytest.raises(ValueError, match="more than there are units"):
        compare_topic_counts(corpus.dtm, n_topics=[200])


def test_map_places_like_topics_together():
    dtm = simulate_topics(n_topics=3).dtm
    model = fit_topics(dtm, n_topics=3)
    model.term_shares_[1] = 0.9 * model.term_shares_[0] + 0.1 * model.term_shares_[1]
    places = measure_topic_map(model, dtm)
    at = places[["x", "y"]].to_numpy()
    assert np.linalg.norm(at[0] - at[1]) < 0.5 * np.linalg.norm(at[0] - at[2])
    assert places["explained"].between(0.9, 1).all()


def test_stability_is_added_to_any_table():
    measured = pd.DataFrame({"topic_id": [1, 0], "jaccard": [0.2, 0.8], "stable": [False, True]})
    table = pd.DataFrame({"topic_id": [0, 1, 1], "share": [0.1, 0.2, 0.3]}, index=[5, 3, 1])
    marked = add_stability(table, measured)
    assert marked["stable"].tolist() == [True, False, False]
    assert marked.index.tolist() == [5, 3, 1]
    assert "stable" not in table
    with pytest.raises(TableError, match="topics 1 of the table"):
        add_stability(table, measured.iloc[1:])
    with pytest.raises(TableError, match="stability lacks"):
        add_stability(table, table)
