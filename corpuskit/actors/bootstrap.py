"""Bootstrap over documents, or over stories, with matrix products instead of loops."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from corpuskit.actors.association import measure_cosine, measure_jaccard
from corpuskit.actors.incidence import Incidence, Integers, Numbers
from corpuskit.statistics import npmi

CELLS = 8_000_000
"""Numbers held at once while resampling: pairs by resamples."""

Score = Callable[[Numbers, Numbers, Numbers, Numbers], Numbers]


def draw_weights(
    n_clusters: int, n_resamples: int, random_state: int | np.random.Generator | None
) -> NDArray[np.float64]:
    """Return how often each cluster is drawn in each resample.

    Parameters
    ----------
    n_clusters, n_resamples : int
        Documents (or stories), and resamples.
    random_state : int, Generator or None
        Fixes chance.

    Returns
    -------
    ndarray of shape (n_clusters, n_resamples)
        Counts; each column sums to ``n_clusters``.
    """
    rng = np.random.default_rng(random_state)
    weights = np.empty((n_clusters, n_resamples), np.float64)
    for at in range(n_resamples):
        drawn = rng.integers(0, n_clusters, n_clusters)
        weights[:, at] = np.bincount(drawn, minlength=n_clusters)
    return weights


def score_counts(measure: str) -> Score:
    """Return the function of (both, one, other, total) that a measure names."""
    if measure == "npmi":
        return npmi
    if measure == "jaccard":
        return lambda both, one, other, _: measure_jaccard(both, one, other)
    if measure == "cosine":
        return lambda both, one, other, _: measure_cosine(both, one, other)
    return lambda both, _one, _other, _total: both


def select_pairs(incidence: Incidence, source: Integers, target: Integers) -> sparse.csr_array:
    """Return pairs by documents for some pairs, also for those that never meet."""
    codes, table = incidence.pairs_by_document()
    n = max(incidence.n_actors, 1)
    wanted = np.minimum(source, target) * n + np.maximum(source, target)
    place = np.searchsorted(codes, wanted)
    place[place == len(codes)] = 0
    known = codes[place] == wanted if len(codes) else np.zeros(len(wanted), np.bool_)
    if bool(known.all()):
        return sparse.csr_array(table[place]) if len(place) else table[:0]
    rows = np.flatnonzero(known)
    pick = sparse.coo_array(
        (np.ones(len(rows)), (rows, place[rows])), shape=(len(wanted), len(codes))
    ).tocsr()
    return sparse.csr_array(pick @ table)


def resample_pairs(
    incidence: Incidence,
    source: Integers,
    target: Integers,
    *,
    measure: str,
    n_resamples: int,
    level: float,
    random_state: int | np.random.Generator | None,
) -> tuple[Numbers, Numbers]:
    """Return the bootstrap interval of a measure for each pair.

    Parameters
    ----------
    incidence : Incidence
        Actors by units.
    source, target : ndarray of shape (n_pairs,)
        Actor numbers.
    measure : {"npmi", "jaccard", "cosine", "n_units"}
        What is resampled.
    n_resamples : int
        Resamples.
    level : float
        Coverage.
    random_state : int, Generator or None
        Fixes chance.

    Returns
    -------
    low, high : ndarray of shape (n_pairs,)
        The interval.
    """
    n_pairs = len(source)
    low, high = np.full(n_pairs, np.nan), np.full(n_pairs, np.nan)
    if n_pairs == 0:
        return low, high
    pairs = incidence.to_clusters(select_pairs(incidence, source, target))
    actors = incidence.to_clusters(incidence.by_document())
    units = incidence.cluster_units()
    weights = draw_weights(len(units), n_resamples, random_state)
    total = units @ weights
    singles = np.asarray(actors @ weights)
    score = score_counts(measure)
    tails = [(1 - level) / 2, (1 + level) / 2]
    step = max(1, CELLS // n_resamples)
    for first in range(0, n_pairs, step):
        rows = slice(first, first + step)
        both = np.asarray(pairs[rows] @ weights)
        values = score(both, singles[source[rows]], singles[target[rows]], total)
        low[rows], high[rows] = np.quantile(values, tails, axis=1)
    return low, high
