"""Scores of a two-by-two table of counts, and of the spread of a term. Internal arithmetic."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def log_dice(both: ArrayLike, first: ArrayLike, second: ArrayLike) -> Floats:
    """Return logDice, 14 at most; minus infinity where the two never meet.

    Notes
    -----
    ``14 + log2(2 * f_ab / (f_a + f_b))``; it does not depend on the size of the corpus (Rychlý
    2008, RASLAN proceedings, 6-9).

    Examples
    --------
    >>> round(float(log_dice(10, 15, 12)), 3)
    13.567
    """
    a = np.asarray(both, dtype=float)
    with np.errstate(divide="ignore"):
        shared = 2 * a / (np.asarray(first, dtype=float) + np.asarray(second, dtype=float))
        return np.asarray(14 + np.log2(shared), dtype=float)


def log_odds(
    target: ArrayLike, reference: ArrayLike, n_target: float, n_reference: float, prior: float
) -> tuple[Floats, Floats]:
    """Return the log-odds ratio under an informative Dirichlet prior, and its z-score.

    Parameters
    ----------
    target, reference : array_like
        Uses of each term in the two groups.
    n_target, n_reference : float
        All words of the two groups.
    prior : float
        Weight of the prior in words; it is spread over the terms as both groups together use
        them.

    Notes
    -----
    Equations 16, 18 and 22 of Monroe, Colaresi and Quinn (2008), Political Analysis 16(4),
    372-403, with ``alpha_w = prior * share of w in both groups``.
    """
    y, x = np.asarray(target, dtype=float), np.asarray(reference, dtype=float)
    total = n_target + n_reference
    alpha = prior * (y + x) / max(total, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        delta = np.log((y + alpha) / (n_target + prior - y - alpha))
        delta -= np.log((x + alpha) / (n_reference + prior - x - alpha))
        z = delta / np.sqrt(1 / (y + alpha) + 1 / (x + alpha))
    return delta, z
