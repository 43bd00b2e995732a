"""Topics held against second implementations, and against planted truth."""

import os

import numpy as np
import pandas as pd
import pytest
from scipy import sparse, stats
from scipy.optimize import linear_sum_assignment, nnls
from scipy.spatial.distance import jensenshannon
from sklearn.decomposition import NMF

from corpuskit.topics import bootstrap
from corpuskit.topics.describe import topic_shares
from corpuskit.topics.effects import estimate_topic_effects
from corpuskit.topics.factor import (
    find_subspace,
    solve_factors,
    solve_weights,
    start_from_subspace,
    weigh_counts,
    weigh_terms,
)
from corpuskit.topics.maps import measure_topic_map
from corpuskit.topics.models import fit_topics
from corpuskit.topics.quality import list_top_terms, match_topics, score_npmi
from corpuskit.topics.simulate import simulate_topics
from corpuskit.topics.view import view_model


def test_objective_is_as_low_as_scikit_learns():
    counts = simulate_topics(n_documents=300, n_topics=6, n_terms=400, random_state=1).dtm.counts
    X = weigh_counts(counts, weigh_terms(counts), np.float64)
    theirs = NMF(6, random_state=0, max_iter=500).fit(X)
    start = start_from_subspace(*find_subspace(X, 6, np.random.RandomState(0)))
    ours = solve_factors(X, *start, max_iter=200, tol=1e-6)
    size = float((X.data**2).sum())
    difference = X.toarray() - ours.weights.T @ ours.components
    assert ours.errors[-1] * size == pytest.approx((difference**2).sum(), rel=1e-6)
    assert (difference**2).sum() <= 1.002 * theirs.reconstruction_err_**2
    assert (np.diff(ours.errors) <= 1e-9).all()


def test_weighting_is_a_plain_loop():
    counts = simulate_topics(n_documents=20, n_terms=30).dtm.counts
    dense = counts.toarray()
    expected = np.zeros(dense.shape)
    for i in range(dense.shape[0]):
        for j in range(dense.shape[1]):
            held = sum(dense[row, j] > 0 for row in range(20))
            expected[i, j] = dense[i, j] ** 0.5 * (1 + np.log(21 / (1 + held)))
        expected[i] /= np.sqrt(sum(expected[i] ** 2))
    found = weigh_counts(counts, weigh_terms(counts), np.float64).toarray()
    np.testing.assert_allclose(found, expected)


def test_krylov_finds_the_singular_vectors():
    counts = simulate_topics(n_documents=2500, n_topics=8, n_terms=1800, random_state=3).dtm.counts
    X = weigh_counts(counts, weigh_terms(counts), np.float64)
    assert X.shape[0] * X.shape[1] > 4_000_000
    _, values, right = find_subspace(X, 8, np.random.RandomState(0))
    expected = sparse.linalg.svds(X, 8, rng=np.random.default_rng(0))
    np.testing.assert_allclose(values, expected[1][::-1], rtol=1e-6)
    cosine = np.abs(np.sum(right * expected[2][::-1], axis=1))
    assert cosine.min() > 0.999


def test_krylov_stands_low_rank():
    random = np.random.default_rng(0)
    rows = random.random((3, 1800)) * (random.random((3, 1800)) < 0.1)
    X = sparse.csr_array(rows[np.arange(2500) % 3].astype(np.float32))
    _, values, _ = find_subspace(X, 6, np.random.RandomState(0))
    expected = np.linalg.svd(rows, compute_uv=False) * np.sqrt(2500 / 3)
    np.testing.assert_allclose(values[:3], expected, rtol=1e-2)
    assert values[3:].max() < 0.02 * values[0]


def test_weights_are_non_negative_least_squares():
    random = np.random.default_rng(0)
    topics = random.random((4, 30))
    data = random.random((15, 30)) @ np.diag(random.random(30))
    found = solve_weights(data @ topics.T, topics @ topics.T, max_sweeps=5000, tol=1e-12)
    for row, expected in zip(found, data, strict=True):
        np.testing.assert_allclose(row, nnls(topics.T, expected)[0], atol=1e-6)


def test_npmi_is_a_plain_loop():
    dtm = simulate_topics(n_documents=80, n_topics=3, n_terms=60, length=30).dtm
    top = list_top_terms(view_model(fit_topics(dtm, n_topics=3), dtm), 6)
    held = [set(np.flatnonzero(column)) for column in dtm.counts.toarray().T]
    for columns, found in zip(top, score_npmi(top, dtm.counts), strict=True):
        scores = []
        for i in range(6):
            for j in range(i + 1, 6):
                one, other = held[columns[i]], held[columns[j]]
                both = len(one & other) / 80
                if both == 0:
                    scores.append(-1.0)
                elif both == 1:
                    scores.append(1.0)
                else:
                    pmi = np.log(both / (len(one) / 80 * len(other) / 80))
                    scores.append(pmi / -np.log(both))
        assert found == pytest.approx(np.mean(scores))


def test_overlap_is_a_plain_loop():
    random = np.random.default_rng(1)
    one, other = (np.array([random.permutation(30)[:10] for _ in range(4)]) for _ in range(2))
    expected = [[len({*a} & {*b}) / len({*a} | {*b}) for b in other] for a in one]
    np.testing.assert_allclose(match_topics(one, other), expected)


def test_map_keeps_jensen_shannon_distances_of_three_topics():
    dtm = simulate_topics(n_topics=3).dtm
    model = fit_topics(dtm, n_topics=3)
    places = measure_topic_map(model, dtm)[["x", "y"]].to_numpy()
    for i in range(3):
        for j in range(i):
            expected = jensenshannon(model.term_shares_[i], model.term_shares_[j], base=2)
            assert np.linalg.norm(places[i] - places[j]) == pytest.approx(expected)


def test_large_sample_interval_is_that_of_a_welch_test():
    random = np.random.default_rng(4)
    n = 4000
    first = np.arange(n) % 4 == 0
    values = np.where(first, random.beta(2, 5, n), random.beta(1, 6, n))
    ids = pd.array([f"d{i}" for i in range(n)], dtype="str")
    shares = pd.DataFrame({"doc_id": ids, "unit_index": 0, "topic_id": 0})
    shares = shares.assign(weight=values, share=values)
    documents = pd.DataFrame({"doc_id": ids, "text": pd.array([""] * n, dtype="str")})
    documents["outlet"] = np.where(first, "b", "a")
    row = estimate_topic_effects(shares, documents, reference="a").iloc[0]
    test = stats.ttest_ind(values[first], values[~first], equal_var=False)
    interval = test.confidence_interval()
    width = interval.high - interval.low
    assert row["estimate"] == pytest.approx(values[first].mean() - values[~first].mean())
    assert row["high"] - row["low"] == pytest.approx(width, rel=0.08)


def simulate_once(seed, **settings):
    """Return cosine with the truth, coverage, and share of comparisons called."""
    corpus = simulate_topics(random_state=seed, **settings)
    k = len(corpus.term_shares)
    model = fit_topics(corpus.dtm, n_topics=k)
    found, truth = (
        rows / np.linalg.norm(rows, axis=1, keepdims=True)
        for rows in (model.term_shares_, corpus.term_shares)
    )
    ours, theirs = linear_sum_assignment(-found @ truth.T)
    planted = corpus.outlet_shares - corpus.outlet_shares.mean(axis=0)
    effects = estimate_topic_effects(
        topic_shares(model, corpus.dtm), corpus.documents, n_resamples=199, random_state=seed
    )
    level = effects["level"].str.split().str[1].astype(int).to_numpy()
    expected = planted[level, theirs[np.argsort(ours)][effects["topic_id"].to_numpy()]]
    covered = (effects["low"] <= expected) & (expected <= effects["high"])
    called = effects["verdict"] != "undecided"
    return (found[ours] * truth[theirs]).sum(axis=1).mean(), covered.mean(), called.mean()


def test_planted_effects_are_covered():
    """The full run over 300 corpora is benchmarks/topics_truth.py; this one is small."""
    runs = np.array(
        [
            simulate_once(seed, n_documents=80, n_topics=4, n_terms=150, length=120, effect=0.15)
            for seed in range(40)
        ]
    )
    cosine, covered, _ = runs.mean(axis=0)
    assert cosine > 0.9
    assert 0.9 < covered < 0.995


def test_no_effect_is_rarely_called():
    runs = np.array(
        [
            simulate_once(seed, n_documents=80, n_topics=4, n_terms=150, length=120)
            for seed in range(30)
        ]
    )
    assert runs[:, 2].mean() <= 0.06


@pytest.mark.corpus
def test_topics_of_a_corpus_are_coherent_diverse_and_stable():
    folder = os.environ.get("CORPUSKIT_SAUDINEWSNET")
    if not folder:
        pytest.skip("CORPUSKIT_SAUDINEWSNET does not name a folder")
    from corpuskit.corpus.read import read_corpus
    from corpuskit.corpus.tokens import find_tokens
    from corpuskit.words.dtm import build_dtm

    documents = read_corpus(folder, errors="report")
    documents = documents[0] if isinstance(documents, tuple) else documents
    tokens = find_tokens(documents)
    dtm = build_dtm(tokens, stop_words="news", min_documents=5, max_documents=0.3, max_terms=10_000)
    with pytest.warns(UserWarning, match="hold none of the terms"):
        models = [fit_topics(dtm, n_topics=20, random_state=seed) for seed in (0, 1)]
    tops = [list_top_terms(view_model(model, dtm), 10) for model in models]
    assert score_npmi(tops[0], dtm.counts).mean() >= 0.40
    assert len(np.unique(tops[0])) / tops[0].size >= 0.95
    assert match_topics(*tops).max(axis=1).mean() >= 0.85


def test_linearised_samples_agree_with_refitted_ones(monkeypatch):
    random = np.random.default_rng(5)
    n = 2100
    design = np.column_stack([np.ones(n), random.random(n) < 0.3, random.random(n)])
    values = random.beta(1, 4, (n, 2)) + 0.1 * design[:, 1:2]
    clusters = np.arange(n) // 3 * 3 + np.arange(n) % 3
    contrasts = np.eye(3)[1:]
    settings = {"n_resamples": 400, "confidence": 0.95, "random_state": 0}
    for groups in (clusters, pd.factorize(np.arange(n) // 2 * 7 % 1050)[0]):
        monkeypatch.setattr(bootstrap, "_LINEAR_FROM", 0)
        quick = bootstrap.bootstrap_contrasts(design, values, contrasts, groups, **settings)
        monkeypatch.setattr(bootstrap, "_LINEAR_FROM", 10**9)
        slow = bootstrap.bootstrap_contrasts(design, values, contrasts, groups, **settings)
        np.testing.assert_array_equal(quick.estimate, slow.estimate)
        width = (quick.high - quick.low) / (slow.high - slow.low)
        np.testing.assert_allclose(width, 1, atol=0.02)
