"""How strongly two actors co-occur, from four counts, and the exact test of it."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

Numbers = NDArray[np.float64]


def measure_jaccard(both: Numbers, one: Numbers, other: Numbers) -> Numbers:
    """Return units with both over units with either."""
    either = one + other - both
    return np.divide(both, either, out=np.zeros_like(both, dtype=np.float64), where=either > 0)


def measure_cosine(both: Numbers, one: Numbers, other: Numbers) -> Numbers:
    """Return units with both over the geometric mean of the units of each."""
    product = np.sqrt(one * other)
    return np.divide(both, product, out=np.zeros_like(both, dtype=np.float64), where=product > 0)


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
