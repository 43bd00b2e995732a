"""Measures of how strongly two actors co-occur, from four counts; and exact tests."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlogy

Numbers = NDArray[np.float64]


def measure_npmi(both: Numbers, one: Numbers, other: Numbers, total: Numbers | float) -> Numbers:
    """Return normalised pointwise mutual information (Bouma 2009).

    Parameters
    ----------
    both, one, other : ndarray
        Units that name both, the first and the second actor.
    total : ndarray or float
        All units.

    Returns
    -------
    ndarray
        From -1 (never together) over 0 (independent) to 1 (only together).

    Notes
    -----
    ``ln(p_ab / (p_a p_b)) / -ln(p_ab)``; -1 where they never meet, 1 where both are in every
    unit.

    Examples
    --------
    >>> import numpy as np
    >>> measure_npmi(np.array([2.0]), np.array([2.0]), np.array([2.0]), 8.0)
    array([1.])
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        log_both = np.log(both / total)
        value = (np.log(one / total) + np.log(other / total) - log_both) / log_both
    value = np.where(both >= total, 1.0, value)
    return np.where(both > 0, np.clip(value, -1, 1), -1.0)


def measure_jaccard(both: Numbers, one: Numbers, other: Numbers) -> Numbers:
    """Return units with both over units with either."""
    either = one + other - both
    return np.divide(both, either, out=np.zeros_like(both, dtype=np.float64), where=either > 0)


def measure_cosine(both: Numbers, one: Numbers, other: Numbers) -> Numbers:
    """Return units with both over the geometric mean of the units of each."""
    product = np.sqrt(one * other)
    return np.divide(both, product, out=np.zeros_like(both, dtype=np.float64), where=product > 0)


def measure_log_likelihood(
    both: Numbers, one: Numbers, other: Numbers, total: Numbers | float
) -> Numbers:
    """Return the log-likelihood ratio G² of the two-by-two table (Dunning 1993).

    Notes
    -----
    ``2 Σ O ln(O / E)`` over the four cells. It grows with association in either direction.
    """
    neither = total - one - other + both
    value = (
        xlogy(both, both)
        + xlogy(one - both, one - both)
        + xlogy(other - both, other - both)
        + xlogy(neither, neither)
        + xlogy(total, total)
        - xlogy(one, one)
        - xlogy(other, other)
        - xlogy(total - one, total - one)
        - xlogy(total - other, total - other)
    )
    return np.maximum(2 * value, 0)


def measure_exact_p(both: Numbers, one: Numbers, other: Numbers, total: float) -> Numbers:
    """Return the exact p that independent actors would meet so often, or more often.

    Notes
    -----
    The upper tail of the hypergeometric distribution (Fisher's exact test, one-sided), given how
    many units name each. Counts with weights are rounded. The shorter tail is summed outward
    from the observed count until its terms vanish.
    """
    k, a, b = (np.rint(x).astype(np.int64) for x in (both, one, other))
    n = int(np.rint(total))
    a, b = np.minimum(a, n), np.minimum(b, n)
    k = np.clip(k, np.maximum(0, a + b - n), np.minimum(a, b))
    if len(k) == 0:
        return np.zeros(0)
    upper = k > a * (b / n)
    log_factorial = gammaln(np.arange(n + 2) + 1.0)
    at = np.where(upper, k, k - 1)
    p = _sum_tail(at, a, b, n, upper, log_factorial)
    return np.clip(np.where(upper, p, 1 - p), 0, 1)


def _sum_tail(
    k: NDArray[np.int64],
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    n: int,
    upward: NDArray[np.bool_],
    log_factorial: Numbers,
) -> Numbers:
    lowest, highest = np.maximum(0, a + b - n), np.minimum(a, b)
    inside = (k >= lowest) & (k <= highest)
    x = np.clip(k, lowest, highest)
    f = log_factorial
    log_term = (
        f[a] + f[n - a] + f[b] + f[n - b] - f[n] - f[x] - f[a - x] - f[b - x] - f[n - a - b + x]
    )
    total = np.where(inside, 1.0, 0.0)
    live = np.flatnonzero(inside)
    term = np.ones(len(live))
    x, a, b, up = x[live], a[live], b[live], upward[live]
    while len(live):
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio_up = ((a - x) * (b - x)) / ((x + 1.0) * (n - a - b + x + 1.0))
            ratio_down = (x * (n - a - b + x)) / ((a - x + 1.0) * (b - x + 1.0))
        term = term * np.where(up, ratio_up, ratio_down)
        total[live] += term
        x = np.where(up, x + 1, x - 1)
        go = term > 1e-17 * total[live]
        live, term, x, a, b, up = live[go], term[go], x[go], a[go], b[go], up[go]
    return np.exp(log_term) * total


def adjust_p_values(p_values: Numbers, n_tests: int | None = None) -> Numbers:
    """Return p-values adjusted for the false discovery rate (Benjamini and Hochberg 1995).

    Parameters
    ----------
    p_values : ndarray of shape (n_pairs,)
        The p-values.
    n_tests : int, optional
        How many tests were made in all, when those not listed have p = 1.

    Returns
    -------
    ndarray of shape (n_pairs,)
        The adjusted p-values.

    Examples
    --------
    >>> import numpy as np
    >>> adjust_p_values(np.array([0.01, 0.04, 0.03]))
    array([0.03, 0.04, 0.04])
    """
    m = len(p_values) if n_tests is None else n_tests
    if len(p_values) == 0:
        return np.zeros(0)
    order = np.argsort(p_values, kind="stable")
    ranked = p_values[order] * m / np.arange(1, len(p_values) + 1)
    adjusted = np.empty(len(p_values))
    adjusted[order] = np.minimum(np.minimum.accumulate(ranked[::-1])[::-1], 1)
    return adjusted
