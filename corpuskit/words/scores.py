"""Scores of a two-by-two table of counts, and of the spread of a term. Internal arithmetic."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]


def log_likelihood(both: ArrayLike, first: ArrayLike, second: ArrayLike, total: float) -> Floats:
    """Return Dunning's log-likelihood ratio G2 of a two-by-two table, 0 or more.

    Parameters
    ----------
    both : array_like
        Cell of the table where row and column both hold.
    first, second : array_like
        Its row total and its column total.
    total : float
        Sum of the whole table.

    Notes
    -----
    ``G2 = 2 * sum(observed * ln(observed / expected))`` over the four cells; an empty cell adds
    nothing (Dunning 1993, Computational Linguistics 19(1), 61-74).

    Examples
    --------
    >>> round(float(log_likelihood(10, 15, 12, 100)), 3)
    35.339
    """
    a = np.asarray(both, dtype=float)
    row, column = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    cells = (a, row - a, column - a, total - row - column + a)
    margins = (row, total - row, column, total - column)
    score = 2 * _times_log(np.asarray(float(total)))
    for cell, margin in zip(cells, margins, strict=True):
        score = score + 2 * (_times_log(cell) - _times_log(margin))
    return np.maximum(score, 0.0)


def npmi(both: ArrayLike, first: ArrayLike, second: ArrayLike, total: float) -> Floats:
    """Return normalised pointwise mutual information, -1 to 1.

    Notes
    -----
    ``ln(p_ab / (p_a * p_b)) / -ln(p_ab)``; -1 where the two never meet, 1 where they never part
    (Bouma 2009, GSCL proceedings, 31-40).

    Examples
    --------
    >>> round(float(npmi(10, 15, 12, 100)), 3)
    0.745
    """
    a, row, column = np.broadcast_arrays(
        *(np.asarray(value, dtype=float) for value in (both, first, second))
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        information = np.log(a * total / (row * column))
        score = information / -np.log(a / total)
    score = np.where(a >= total, 1.0, score)
    return np.clip(np.where(a <= 0, -1.0, score), -1.0, 1.0)


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


def _times_log(values: Floats) -> Floats:
    values = np.maximum(values, 0.0)
    return np.asarray(special.xlogy(values, values), dtype=float)
