from itertools import combinations

import numpy as np
import pytest
from scipy import sparse

from corpuskit.statistics import adjust_p_values
from corpuskit.words import permutation
from corpuskit.words.permutation import class_lengths, permute_groups


def columns(*counts):
    return sparse.csc_array(np.array(counts, dtype=float).T)


def test_small_corpora_are_enumerated():
    sizes = np.array([10.0, 10.0, 10.0, 10.0, 20.0])
    counts = np.array([4.0, 3.0, 0.0, 1.0, 2.0])
    target = np.array([True, True, False, False, False])
    rates = counts / sizes - (counts / sizes).mean()
    real = abs(rates[target].sum())
    deals = [abs(rates[list(deal)].sum()) for deal in combinations(range(5), 2)]
    want = np.mean([deal >= real - 1e-12 for deal in deals])
    got = permute_groups(columns(counts), class_lengths(sizes, target))
    assert got.tolist() == pytest.approx([want])


@pytest.mark.parametrize("n_target", [1, 4])
def test_a_lone_article_has_no_p_value(n_target):
    target = np.arange(5) < n_target
    got = permute_groups(columns([1, 2, 3, 4, 5]), class_lengths(np.full(5, 9.0), target))
    assert np.isnan(got).all()


@pytest.mark.parametrize("n_target", [40, 12])
def test_the_approximation_meets_the_enumeration(n_target, monkeypatch):
    """Against a million dealt hands, term by term, from p = 1 to p = 0.0001."""
    rng = np.random.default_rng(2)
    n = 80
    sizes = rng.integers(100, 400, n).astype(float)
    target = np.zeros(n, dtype=bool)
    target[rng.choice(n, n_target, replace=False)] = True
    lift = np.where(target, 1.0, 0.0)[:, None] * np.linspace(0, 0.35, 24)[None, :]
    rates = 0.01 * np.exp(lift) * rng.gamma(2, 0.5, (n, 24))
    counts = rng.poisson(sizes[:, None] * rates).astype(float)
    deal = class_lengths(sizes, target)
    deal = permutation.Deal(sizes, target, np.zeros(n, dtype=np.int64))
    got = permute_groups(sparse.csc_array(counts), deal)
    x = counts * sizes.mean() / sizes[:, None]
    x -= x.mean(axis=0)
    real = np.abs(x[target].sum(axis=0))
    hits = np.zeros(24)
    n_deals = 20_000
    for _ in range(10):
        hands = np.argsort(rng.random((n_deals // 10, n)), axis=1)[:, :n_target]
        hits += (np.abs(x[hands].sum(axis=1)) >= real - 1e-9).sum(axis=0)
    want = hits / n_deals
    seen = want > 0.002
    assert seen.sum() >= 10
    np.testing.assert_allclose(got[seen], want[seen], rtol=0.25)


def test_never_less_than_one_over_the_deals():
    sizes = np.full(24, 50.0)
    target = np.arange(24) < 2
    got = permute_groups(columns(np.where(target, 30, 0)), class_lengths(sizes, target))
    assert got[0] >= 1 / 276


def test_rare_terms_are_not_called_sure():
    """All five articles that hold a term lie in a tenth of 1,000: once in 100,000 deals."""
    target = np.arange(1000) < 100
    counts = np.zeros(1000)
    counts[:5] = 1
    deal = class_lengths(np.full(1000, 200.0), target)
    assert 0.5e-5 < permute_groups(columns(counts), deal)[0] < 5e-5


def test_articles_of_one_length_make_one_class():
    assert class_lengths(np.full(100, 7.0), np.arange(100) < 50).stratum.max() == 0
    assert class_lengths(np.arange(1.0, 401), np.arange(400) % 2 == 0).stratum.max() == 9


def test_classes_filled_by_one_group_tell_nothing():
    sizes = np.concatenate([np.full(30, 100.0), np.full(30, 900.0)])
    target = np.arange(60) < 30
    got = permute_groups(columns(np.where(target, 9, 0)), class_lengths(sizes, target))
    assert got.tolist() == [1.0]


def test_benjamini_hochberg_by_hand():
    got = adjust_p_values(np.array([0.005, 0.04, 0.03, 0.5, np.nan]))
    np.testing.assert_allclose(got, [0.02, 0.16 / 3, 0.16 / 3, 0.5, np.nan])
    assert adjust_p_values(np.array([])).tolist() == []
    assert np.isnan(adjust_p_values(np.array([np.nan]))).all()
