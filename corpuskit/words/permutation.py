"""Is a term's use unrelated to the group? A permutation test whose unit is the article. Internal.

Words come in articles, not one by one: a name that one article repeats thirty times is one
article's decision. Tests that count words as independent draws therefore find differences
everywhere. Here whole articles are dealt anew to the groups, and the exact or approximated share
of deals that set the groups at least as far apart as the real one is the p-value.
"""

from dataclasses import dataclass, replace
from itertools import combinations
from math import comb, lgamma, log

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, special

Floats = NDArray[np.float64]

EXACT_DEALS = 20_000
_PER_CLASS = 10
_MOST_CLASSES = 10
# Where exp() of a residual is as good as infinite; up to which z the normal tail will do.
_FURTHEST = 300.0
_MIDDLE = 1.0


@dataclass(frozen=True)
class Deal:
    """Articles in classes of like length, some of them in the target group.

    Parameters
    ----------
    sizes : ndarray of shape (n_documents,)
        Words of each article.
    target : ndarray of bool, shape (n_documents,)
        Whether the article is in the target group.
    stratum : ndarray of shape (n_documents,)
        Class of length of each article.
    """

    sizes: Floats
    target: NDArray[np.bool_]
    stratum: NDArray[np.int64]


def class_lengths(sizes: Floats, target: NDArray[np.bool_]) -> Deal:
    """Put articles into classes of like length, each with some ten articles of either group."""
    smaller = min(int(target.sum()), int((~target).sum()))
    n_classes = int(np.clip(smaller // _PER_CLASS, 1, _MOST_CLASSES))
    edges = np.quantile(sizes, np.arange(1, n_classes) / n_classes)
    stratum = np.searchsorted(edges, sizes, side="right")
    return Deal(sizes, target, np.unique(stratum, return_inverse=True)[1].astype(np.int64))


def permute_groups(counts: sparse.csc_array, deal: Deal) -> Floats:
    """Return for each term the two-sided p-value that its use is unrelated to the group.

    Parameters
    ----------
    counts : csc_array of shape (n_documents, n_terms)
        Uses of each term in each article.
    deal : Deal
        The articles' lengths, groups and classes of length.

    Returns
    -------
    ndarray of shape (n_terms,)
        NaN where a group has fewer than two articles.

    Notes
    -----
    Uses are scaled to the mean length of the class, ``x = count * mean length / length``; the
    statistic is the sum over the target's articles of ``x`` minus its class mean. Its
    distribution over all deals of the articles within classes is enumerated where there are at
    most 20,000 deals (and one class); otherwise its tail comes from the Lugannani-Rice
    saddlepoint formula with a continuity correction of half a use, and is never less than one
    over the number of deals.
    """
    n_target = int(deal.target.sum())
    n_documents = len(deal.target)
    if min(n_target, n_documents - n_target) < 2:
        return np.full(counts.shape[1], np.nan)
    uses = _scale_uses(counts, deal)
    if deal.stratum.max() == 0 and comb(n_documents, n_target) <= EXACT_DEALS:
        return _enumerate_deals(uses, deal.target)
    return _approximate_deals(uses, counts, deal)


def _scale_uses(counts: sparse.csc_array, deal: Deal) -> sparse.csc_array:
    """Return counts scaled to the mean length of the article's class."""
    n_in = np.bincount(deal.stratum)
    mean = np.bincount(deal.stratum, deal.sizes) / np.maximum(n_in, 1)
    factor = mean[deal.stratum] / deal.sizes
    data = counts.data * factor[counts.indices]
    return sparse.csc_array((data, counts.indices, counts.indptr), shape=counts.shape)


def _enumerate_deals(uses: sparse.csc_array, target: NDArray[np.bool_]) -> Floats:
    """Return the share of all deals with a statistic at least as far from zero."""
    n_documents, n_terms = uses.shape
    n_target = int(target.sum())
    chosen = np.array(list(combinations(range(n_documents), n_target)))
    deals = np.zeros((len(chosen), n_documents))
    deals[np.arange(len(chosen))[:, None], chosen] = 1.0
    p_values = np.empty(n_terms)
    step = max(1, 4_000_000 // len(deals))
    for first in range(0, n_terms, step):
        block = uses[:, first : first + step].toarray()
        block -= block.mean(axis=0)
        sums = np.abs(deals @ block)
        real = np.abs(target.astype(float) @ block)
        p_values[first : first + step] = (sums >= real * (1 - 1e-9) - 1e-12).mean(axis=0)
    return p_values


def _approximate_deals(uses: sparse.csc_array, counts: sparse.csc_array, deal: Deal) -> Floats:
    """Return p-values from the saddlepoint approximation of the distribution over deals."""
    n_terms = uses.shape[1]
    if n_terms == 0:
        return np.empty(0)
    n_classes = int(deal.stratum.max()) + 1
    size = np.bincount(deal.stratum, minlength=n_classes).astype(float)
    drawn = np.bincount(deal.stratum, deal.target, minlength=n_classes)
    chance = drawn / size
    term = np.repeat(np.arange(n_terms), np.diff(uses.indptr))
    stratum = deal.stratum[uses.indices]
    cell = term * n_classes + stratum
    shape = (n_terms, n_classes)
    mean = np.bincount(cell, uses.data, minlength=n_terms * n_classes).reshape(shape) / size
    holding = np.bincount(cell, minlength=n_terms * n_classes).reshape(shape)
    residual = uses.data - mean.ravel()[cell]
    statistic = np.bincount(term, residual * deal.target[uses.indices], minlength=n_terms)
    in_target = np.bincount(
        cell, deal.target[uses.indices].astype(float), minlength=n_terms * n_classes
    ).reshape(shape)
    statistic -= ((drawn - in_target) * mean).sum(axis=1)
    # One use, in the scale of the statistic: the step of its distribution.
    step = uses.sum(axis=0) / np.maximum(counts.sum(axis=0), 1e-12)
    distance = np.maximum(np.abs(statistic) - step / 2, 0.0)
    cumulants = _Cumulants(term, residual, chance[stratum], -mean, size - holding, chance)
    tails = _saddlepoint_tail(distance, cumulants)
    tails += _saddlepoint_tail(distance, cumulants.mirror())
    p_values = np.minimum(tails, 1.0)
    log_deals = sum(_log_choose(int(n), int(k)) for n, k in zip(size, drawn, strict=True))
    return np.maximum(p_values, np.exp(-log_deals))


@dataclass(frozen=True)
class _Cumulants:
    """What makes up the cumulant generating function of each term's statistic."""

    term: NDArray[np.int64]
    residual: Floats  # of the articles that hold the term
    chance: Floats
    rest: Floats  # residual of the articles without it, a class a column
    n_rest: Floats
    rest_chance: Floats

    def select(self, terms: NDArray[np.int64]) -> "_Cumulants":
        """Keep some terms only, given in rising order."""
        lookup = np.full(len(self.rest), -1, dtype=np.int64)
        lookup[terms] = np.arange(len(terms))
        kept = lookup[self.term] >= 0
        return _Cumulants(
            lookup[self.term[kept]],
            self.residual[kept],
            self.chance[kept],
            self.rest[terms],
            self.n_rest[terms],
            self.rest_chance,
        )

    def mirror(self) -> "_Cumulants":
        """Turn the statistic round, so that its other tail is the upper one."""
        return replace(self, residual=-self.residual, rest=-self.rest)

    def value(self, s: Floats) -> Floats:
        """Return the generating function at s, one a term."""
        here = _log_mean(self.chance, self.residual, s[self.term])
        rest = _log_mean(self.rest_chance, self.rest, s[:, None])
        total = np.bincount(self.term, here, minlength=len(s))
        return np.asarray(total + (rest * self.n_rest).sum(axis=1))

    def slopes(self, s: Floats) -> tuple[Floats, Floats]:
        """Return its first two derivatives at s, one a term."""
        here = _log_mean_slopes(self.chance, self.residual, s[self.term])
        rest = _log_mean_slopes(self.rest_chance, self.rest, s[:, None])
        first, second = (
            np.bincount(self.term, one, minlength=len(s)) + (other * self.n_rest).sum(axis=1)
            for one, other in zip(here, rest, strict=True)
        )
        return first, second


def _log_mean(chance: Floats, residual: Floats, s: Floats) -> Floats:
    """Return the generating function of one article: drawn with a chance, centred."""
    power = np.clip(s * residual, -_FURTHEST, _FURTHEST)
    return np.asarray(np.log1p(chance * np.expm1(power)) - chance * power)


def _log_mean_slopes(chance: Floats, residual: Floats, s: Floats) -> tuple[Floats, Floats]:
    power = np.clip(s * residual, -_FURTHEST, _FURTHEST)
    with np.errstate(divide="ignore"):
        tilted = 1 / (1 + (1 / chance - 1) * np.exp(-power))
    return residual * (tilted - chance), residual**2 * tilted * (1 - tilted)


def _saddlepoint_tail(distance: Floats, cumulants: _Cumulants) -> Floats:
    """Return the chance that each statistic is at least ``distance`` (0 or more) above zero."""
    variance = cumulants.slopes(np.zeros(len(distance)))[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(variance > 0, distance / np.sqrt(variance), 0.0)
    tail = special.ndtr(-z)
    # Near the middle the normal approximation will do, and the formula below loses its footing.
    far = np.flatnonzero(z > _MIDDLE)
    if not len(far):
        return tail
    part, wanted = cumulants.select(far), distance[far]
    s = _solve_saddlepoint(part, wanted, variance[far])
    k0 = part.value(s)
    k1, k2 = part.slopes(s)
    root = np.sqrt(np.maximum(2 * (s * wanted - k0), 1e-12))
    slope = s * np.sqrt(np.maximum(k2, 1e-300))
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        corrected = root + np.log(slope / root) / root
    reached = np.isfinite(corrected) & (np.abs(k1 - wanted) <= 1e-3 * wanted)
    # Past the furthest deal there is no saddlepoint; Chernoff's bound holds everywhere.
    bound = np.exp(np.minimum(k0 - s * wanted, 0.0))
    tail[far] = np.where(reached, np.minimum(special.ndtr(-corrected), bound), bound)
    return tail


def _solve_saddlepoint(cumulants: _Cumulants, wanted: Floats, variance: Floats) -> Floats:
    """Return s where the first derivative is what is wanted: Newton's steps within brackets.

    Terms that have arrived, or never will, are left out of later steps.
    """
    s = wanted / variance
    n_terms = len(s)
    reach = np.zeros(n_terms)
    np.maximum.at(reach, cumulants.term, np.abs(cumulants.residual))
    low, high = np.zeros(n_terms), np.full(n_terms, np.inf)
    active = np.arange(n_terms)
    for _ in range(60):
        here = s[active]
        k1, k2 = cumulants.slopes(here)
        short = k1 < wanted[active]
        low[active] = np.where(short, here, low[active])
        high[active] = np.where(short, high[active], here)
        with np.errstate(divide="ignore", invalid="ignore"):
            step = here + (wanted[active] - k1) / k2
        bottom, top = low[active], high[active]
        middle = np.where(np.isinf(top), 2 * here, (bottom + top) / 2)
        inside = (step > bottom) & (step < top) & (step < 4 * here)
        arrived = np.abs(k1 - wanted[active]) <= 1e-6 * wanted[active]
        arrived |= here * reach[active] > _FURTHEST
        s[active] = np.where(arrived, here, np.where(inside, step, middle))
        going = np.flatnonzero(~arrived)
        if not len(going):
            break
        if len(going) < 0.8 * len(active):
            cumulants, active = cumulants.select(going), active[going]
    return s


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) if 0 < k < n else log(1)
