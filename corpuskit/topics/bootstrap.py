"""Intervals of linear contrasts by a studentised bootstrap over documents or stories."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats
from threadpoolctl import threadpool_limits

Matrix = NDArray[np.float64]
_TINY = 1e-12
_MIN_USABLE = 0.5
_LINEAR_FROM = 2_000
_SAMPLES_AT_ONCE = 50
_PRIOR_DOCUMENTS = 20.0


class Contrasts(NamedTuple):
    """Estimates of every contrast (row) of every topic (column), with intervals.

    Attributes
    ----------
    estimate, low, high, p_value : ndarray of shape (n_contrasts, n_topics)
        Missing (NaN) where the design cannot tell.
    """

    estimate: Matrix
    low: Matrix
    high: Matrix
    p_value: Matrix


def bootstrap_contrasts(
    design: Matrix,
    values: Matrix,
    contrasts: Matrix,
    clusters: NDArray[np.int64],
    *,
    n_resamples: int,
    confidence: float,
    random_state: int,
) -> Contrasts:
    """Estimate linear contrasts of least-squares coefficients with intervals.

    Parameters
    ----------
    design : ndarray of shape (n_documents, n_coefficients)
        Regressors.
    values : ndarray of shape (n_documents, n_topics)
        Shares of topics.
    contrasts : ndarray of shape (n_contrasts, n_coefficients)
        What is asked of the coefficients.
    clusters : ndarray of shape (n_documents,)
        What is resampled together: numbers from 0, one a story or one a document.
    n_resamples : int
        Number of bootstrap samples.
    confidence : float
        Level of the intervals.
    random_state : int
        The number that fixes chance.

    Returns
    -------
    Contrasts
        Estimates, limits and p-values.

    Notes
    -----
    Whole clusters are drawn with replacement; in each sample the distance of its estimate from
    the full one is divided by its own cluster-robust standard error (leverage-corrected, HC2).
    The quantile of the absolute ratios replaces 1.96: the symmetric studentised interval of
    P. Hall, "The Bootstrap and Edgeworth Expansion", Springer 1992. From 2,000 clusters on, sums
    of drawn scores stand for refits; they differ in the second order only.

    An interval is never narrower than that of a t test whose variance lies between the robust one
    and one common to all documents, the latter weighing 20 / (20 + n) where the contrast rests on
    n documents: an outlet with ten articles of which nine have no share of a topic looks far more
    certain than it is (in simulations of eight such outlets the bootstrap alone covers the truth
    in 83 % of samples).

    The p-value is that of a t distribution stretched to the interval's width, so that the interval
    excludes 0 exactly if p is below 1 - confidence, and small p-values are not cut off by the
    number of samples.
    """
    n_clusters = int(clusters.max(initial=-1)) + 1
    random = np.random.default_rng(random_state)
    with threadpool_limits(1):
        full = _fit(design, values, contrasts, clusters, np.ones(n_clusters))
        if n_clusters >= _LINEAR_FROM:
            ratios = _resample_scores(design, values, contrasts, clusters, n_resamples, random)
        else:
            ratios = np.full((n_resamples, *full[0].shape), np.nan)
            for sample in range(n_resamples):
                times = _draw(n_clusters, random)
                estimate, error = _fit(design, values, contrasts, clusters, times)
                with np.errstate(invalid="ignore"):
                    ratios[sample] = np.abs(estimate - full[0]) / np.maximum(error, _TINY)
        blended = _blend_errors(design, values, contrasts, full[1])
    return _finish(full, ratios, blended, n_clusters - design.shape[1], confidence)


def _draw(n_clusters: int, random: np.random.Generator) -> Matrix:
    """Return how often each cluster is drawn."""
    drawn = random.integers(0, n_clusters, n_clusters)
    return np.bincount(drawn, minlength=n_clusters).astype(np.float64)


def _resample_scores(
    design: Matrix,
    values: Matrix,
    contrasts: Matrix,
    clusters: NDArray[np.int64],
    n_resamples: int,
    random: np.random.Generator,
) -> Matrix:
    """Return the studentised distances of linearised samples: an estimate is a sum of scores."""
    n_clusters = int(clusters.max()) + 1
    inverse = np.linalg.pinv(design.T @ design, rcond=1e-10, hermitian=True)
    residuals = values - design @ (inverse @ (design.T @ values))
    loads = design @ (inverse @ contrasts.T)
    join = sparse.csr_array(
        (np.ones(len(clusters)), (clusters, np.arange(len(clusters)))),
        shape=(n_clusters, len(clusters)),
    )
    ratios = np.empty((n_resamples, len(contrasts), values.shape[1]))
    for first in range(0, n_resamples, _SAMPLES_AT_ONCE):
        some = slice(first, min(first + _SAMPLES_AT_ONCE, n_resamples))
        times = np.stack([_draw(n_clusters, random) for _ in range(some.start, some.stop)])
        for row in range(len(contrasts)):
            scores = join @ (residuals * loads[:, row, None])
            error = np.sqrt(times @ scores**2)
            ratios[some, row] = np.abs((times - 1) @ scores) / np.maximum(error, _TINY)
    return ratios


def _finish(
    full: tuple[Matrix, Matrix], ratios: Matrix, blended: Matrix, df: int, confidence: float
) -> Contrasts:
    estimate, error = full
    usable = np.isfinite(ratios).mean(axis=0) >= _MIN_USABLE
    critical = np.full(estimate.shape, np.nan)
    if usable.any():
        critical[usable] = np.nanquantile(ratios[:, usable], confidence, axis=0)
    reference = stats.t(max(df, 1))
    normal = reference.ppf((1 + confidence) / 2)
    width = np.maximum(critical * error, normal * blended)
    with np.errstate(invalid="ignore", divide="ignore"):
        p_value = 2 * reference.sf(np.abs(estimate) / np.maximum(width, _TINY) * normal)
    return Contrasts(estimate, estimate - width, estimate + width, p_value)


def _blend_errors(design: Matrix, values: Matrix, contrasts: Matrix, error: Matrix) -> Matrix:
    """Return standard errors between the robust ones and those of one common variance.

    The fewer documents a contrast rests on, the more the common variance counts.
    """
    inverse = np.linalg.pinv(design.T @ design, rcond=1e-10, hermitian=True)
    residuals = values - design @ (inverse @ (design.T @ values))
    free = max(len(design) - int(np.linalg.matrix_rank(design)), 1)
    loads = (design @ (inverse @ contrasts.T)) ** 2
    sizes = loads.sum(axis=0)
    common = sizes[:, None] * (residuals**2).sum(axis=0) / free
    n_documents = sizes**2 / np.maximum((loads**2).sum(axis=0), np.finfo(float).tiny)
    weight = (_PRIOR_DOCUMENTS / (n_documents + _PRIOR_DOCUMENTS))[:, None]
    return np.sqrt((1 - weight) * error**2 + weight * common)


def _fit(
    design: Matrix,
    values: Matrix,
    contrasts: Matrix,
    clusters: NDArray[np.int64],
    times: Matrix,
) -> tuple[Matrix, Matrix]:
    """Return estimates and cluster-robust standard errors, each cluster taken ``times`` times."""
    weights = times[clusters]
    held = weights > 0
    X, Y, w = design[held], values[held], weights[held][:, None]
    cross = X.T @ (X * w)
    inverse = np.linalg.pinv(cross, rcond=1e-10, hermitian=True)
    spanned = np.abs(contrasts - contrasts @ inverse @ cross).max(axis=1) <= 1e-6 * np.maximum(
        np.abs(contrasts).max(axis=1), 1.0
    )
    coefficients = inverse @ (X.T @ (Y * w))
    leverage = np.einsum("ij,ij->i", X @ inverse, X)
    residuals = (Y - X @ coefficients) / np.sqrt(np.maximum(1 - leverage, _TINY))[:, None]
    loads = X @ (inverse @ contrasts.T)
    if len(np.unique(clusters)) == len(clusters):
        variance = (loads**2).T @ (residuals**2 * w)
    else:
        variance = _sum_clusters(loads, residuals, clusters[held], times)
    estimate, error = contrasts @ coefficients, np.sqrt(variance)
    estimate[~spanned], error[~spanned] = np.nan, np.nan
    return estimate, error


def _sum_clusters(
    loads: Matrix, residuals: Matrix, clusters: NDArray[np.int64], times: Matrix
) -> Matrix:
    order = np.argsort(clusters, kind="stable")
    first = np.flatnonzero(np.diff(clusters[order], prepend=-1))
    often = times[clusters[order][first]][:, None]
    variance = np.empty((loads.shape[1], residuals.shape[1]))
    for row in range(loads.shape[1]):
        scores = np.add.reduceat(residuals[order] * loads[order, row][:, None], first, axis=0)
        variance[row] = (scores**2 * often).sum(axis=0)
    return variance
