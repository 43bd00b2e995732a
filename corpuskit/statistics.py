"""Statistics that several rooms share: association of two events, many tests, exact intervals."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special, stats

Floats = NDArray[np.float64]
Correction = Literal["bh", "holm"]


def log_likelihood(both: ArrayLike, one: ArrayLike, other: ArrayLike, total: ArrayLike) -> Floats:
    """Return the log-likelihood ratio G² of two events, from 0.

    Parameters
    ----------
    both, one, other : array_like
        How often both events happen, the first, the second.
    total : array_like
        How often either could have happened.

    Returns
    -------
    ndarray
        It grows with association in either direction.

    Notes
    -----
    ``2 Σ O ln(O / E)`` over the four cells of the table; an empty cell adds nothing.

    References
    ----------
    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    Computational Linguistics 19(1), 61-74.

    Examples
    --------
    >>> round(float(log_likelihood(10, 15, 12, 100)), 3)
    35.339
    """
    a, row, column, n = (np.asarray(value, dtype=float) for value in (both, one, other, total))
    cells = (a, row - a, column - a, n - row - column + a)
    margins = (row, n - row, column, n - column)
    score = sum((special.xlogy(cell, cell) for cell in cells), special.xlogy(n, n))
    score = score - sum(special.xlogy(margin, margin) for margin in margins)
    return np.maximum(2 * score, 0.0)


def npmi(both: ArrayLike, one: ArrayLike, other: ArrayLike, total: ArrayLike) -> Floats:
    """Return normalised pointwise mutual information, from -1 to 1.

    Parameters
    ----------
    both, one, other : array_like
        How often both events happen, the first, the second.
    total : array_like
        How often either could have happened.

    Returns
    -------
    ndarray
        -1 where the two never meet, 0 where they are independent, 1 where they never part.

    Notes
    -----
    ``ln(p_ab / (p_a p_b)) / -ln(p_ab)``.

    References
    ----------
    Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction.
    Proceedings of GSCL, 31-40.

    Examples
    --------
    >>> round(float(npmi(10, 15, 12, 100)), 3)
    0.745
    """
    a, row, column, n = np.broadcast_arrays(
        *(np.asarray(value, dtype=float) for value in (both, one, other, total))
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        score = np.log(a * n / (row * column)) / -np.log(a / n)
    score = np.where(a >= n, 1.0, score)
    return np.clip(np.where(a <= 0, -1.0, score), -1.0, 1.0)


def adjust_p_values(
    p_values: ArrayLike, *, method: Correction = "bh", n_tests: int | None = None
) -> Floats:
    """Correct p-values for how many tests were made.

    Parameters
    ----------
    p_values : array_like
        P-values, of any shape; missing ones stay missing and do not count.
    method : {"bh", "holm"}, default "bh"
        Benjamini and Hochberg 1995 (share of false discoveries) or Holm 1979 (chance of any).
    n_tests : int, optional
        How many tests were made in all, where those not listed have p = 1.

    Returns
    -------
    ndarray
        Of the same shape.

    Examples
    --------
    >>> adjust_p_values([0.01, 0.04, float("nan"), 0.03]).tolist()
    [0.03, 0.04, nan, 0.04]
    >>> adjust_p_values([0.01, 0.04, 0.03], method="holm").round(3).tolist()
    [0.03, 0.06, 0.06]
    """
    given = np.asarray(p_values, dtype=float)
    adjusted = given.ravel().copy()
    known = np.flatnonzero(~np.isnan(adjusted))
    order = known[np.argsort(adjusted[known], kind="stable")]
    ranks = np.arange(len(order))
    m = len(order) if n_tests is None else n_tests
    if method == "holm":
        scaled = np.maximum.accumulate(adjusted[order] * (m - ranks))
    else:
        scaled = np.minimum.accumulate((adjusted[order] * m / (ranks + 1))[::-1])[::-1]
    adjusted[order] = np.minimum(scaled, 1.0)
    return adjusted.reshape(given.shape)


def exact_interval(
    successes: ArrayLike, trials: ArrayLike, *, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Return the exact interval of a share (Clopper and Pearson 1934).

    Parameters
    ----------
    successes, trials : array_like
        Counts; the first is not greater than the second.
    level : float, default 0.95
        Coverage, at least.

    Returns
    -------
    low, high : ndarray
        From 0 to 1; the whole range where there was no trial.

    Examples
    --------
    >>> low, high = exact_interval(3, 5)
    >>> round(float(low), 3), round(float(high), 3)
    (0.147, 0.947)
    """
    k, n = np.broadcast_arrays(np.asarray(successes, dtype=float), np.asarray(trials, dtype=float))
    tail = (1 - level) / 2
    low = np.where(k > 0, stats.beta.ppf(tail, np.maximum(k, 1e-9), n - k + 1), 0.0)
    high = np.where(k < n, stats.beta.ppf(1 - tail, k + 1, np.maximum(n - k, 1e-9)), 1.0)
    return low, high


def effective_sizes(
    shares: ArrayLike, deviations: ArrayLike, sizes: ArrayLike, *, level: float = 0.95
) -> Floats:
    """Return how many independent trials those of clusters are worth, for each share.

    Parameters
    ----------
    shares : array_like of shape (n_shares,)
        Successes of all clusters by their trials.
    deviations : array_like of shape (n_shares,)
        Sum over clusters of ``(successes - share * trials) ** 2``.
    sizes : array_like of shape (n_clusters,)
        Trials of each cluster.
    level : float, default 0.95
        Coverage of the intervals that they serve.

    Returns
    -------
    ndarray of shape (n_shares,)
        Never more than the trials, and never less than what the clusters would be worth if all
        trials of a cluster were the same.

    Notes
    -----
    Korn and Graubard (1998), Survey Methodology 24: the trials divided by the design effect, times
    the squared ratio of the quantiles of t for the trials and for the clusters. Where a share is
    0 or 1 the mean design effect of the other shares stands in.

    Examples
    --------
    Two clusters of four trials, all of one successes and none of the other, are worth two:

    >>> effective_sizes([0.5], [8], [4, 4]).tolist()
    [2.0]
    """
    share, deviation = np.asarray(shares, dtype=float), np.asarray(deviations, dtype=float)
    size = np.asarray(sizes, dtype=float)
    total, k = size.sum(), len(size)
    least = total**2 / (size**2).sum() if total > 0 else 0.0
    if k < 2 or total <= 1:
        return np.full(share.shape, min(least, total))
    variance = k / (k - 1) * deviation / total**2
    simple = share * (1 - share) / total
    inner = simple > 0
    effect = np.ones(share.shape)
    effect[inner] = variance[inner] / simple[inner]
    effect[~inner] = effect[inner].mean() if inner.any() else total / least
    tail = 0.5 + level / 2
    shrink = (stats.t.ppf(tail, max(total - 1, 1)) / stats.t.ppf(tail, k - 1)) ** 2
    worth: Floats = np.clip(total / np.maximum(effect, 1e-9) * shrink, min(least, total), total)
    return worth
