import numpy as np
import pytest

from corpuskit.tables import DOCUMENTS, UNITS, check_table
from corpuskit.topics.simulate import simulate_topics


def test_truth_is_what_was_drawn():
    corpus = simulate_topics(n_documents=4000, n_topics=3, effect=0.2, random_state=1)
    check_table(corpus.documents, DOCUMENTS, deep=True)
    check_table(corpus.dtm.units, UNITS, deep=True)
    np.testing.assert_allclose(corpus.term_shares.sum(axis=1), 1)
    for outlet in (0, 1):
        rows = np.arange(4000) % 2 == outlet
        np.testing.assert_allclose(
            corpus.shares[rows].mean(axis=0), corpus.outlet_shares[outlet], atol=0.03
        )
    found = corpus.dtm.counts.sum(axis=0) / corpus.dtm.counts.sum()
    np.testing.assert_allclose(found, corpus.shares.mean(axis=0) @ corpus.term_shares, atol=0.002)


def test_random_state_fixes_chance():
    first, second, third = (simulate_topics(random_state=seed).dtm.counts for seed in (0, 0, 1))
    assert (first != second).nnz == 0
    assert (first != third).nnz > 0


def test_no_effect_means_equal_outlets():
    assert simulate_topics().outlet_shares == pytest.approx(0.2)
