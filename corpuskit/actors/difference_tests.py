"""How sure a difference of rates is: a bootstrap for its interval, new deals for its p-value."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from corpuskit.actors.incidence import Numbers


def bootstrap_rates(
    counts: sparse.csr_array,
    units: Numbers,
    is_first: NDArray[np.bool_],
    level: float,
    n_resamples: int,
    rng: np.random.Generator,
) -> tuple[Numbers, Numbers]:
    """Return the interval of each difference of rates."""
    rates = []
    for side in (is_first, ~is_first):
        members = np.flatnonzero(side)
        drawn = rng.integers(0, len(members), (n_resamples, len(members)))
        weights = np.zeros((len(members), n_resamples))
        for at in range(n_resamples):
            weights[:, at] = np.bincount(drawn[at], minlength=len(members))
        total = units[members] @ weights
        share = np.divide(
            np.asarray(counts[:, members] @ weights),
            total,
            where=total > 0,
            out=np.zeros((counts.shape[0], n_resamples)),
        )
        rates.append(share)
    tails = [(1 - level) / 2, (1 + level) / 2]
    if counts.shape[0] == 0:
        return np.zeros(0), np.zeros(0)
    low, high = np.quantile(rates[0] - rates[1], tails, axis=1)
    return low, high


def permute_rates(
    counts: sparse.csr_array,
    units: Numbers,
    is_first: NDArray[np.bool_],
    n_permutations: int,
    rng: np.random.Generator,
) -> tuple[Numbers, Numbers]:
    """Return the two-sided permutation p of each difference, plain and adjusted (max-T)."""
    n = len(is_first)
    deals = np.zeros((n, n_permutations + 1))
    deals[is_first, 0] = 1
    size = int(is_first.sum())
    for at in range(1, n_permutations + 1):
        deals[rng.permutation(n)[:size], at] = 1
    inside = np.asarray(counts @ deals)
    total = counts.sum(axis=1)[:, None]
    units_inside = units @ deals
    rest = np.maximum(units.sum() - units_inside, 1e-12)
    difference = inside / np.maximum(units_inside, 1e-12) - (total - inside) / rest
    spread = difference[:, 1:].std(axis=1, keepdims=True)
    score = np.divide(
        np.abs(difference), spread, where=spread > 0, out=np.zeros_like(difference)
    ).round(9)
    if len(score) == 0:
        return np.zeros(0), np.zeros(0)
    observed, dealt = score[:, :1], score[:, 1:]
    p_value = (1 + (dealt >= observed).sum(axis=1)) / (n_permutations + 1)
    largest = dealt.max(axis=0)
    p_adjusted = (1 + (largest[None, :] >= observed).sum(axis=1)) / (n_permutations + 1)
    return p_value, p_adjusted
