"""Shares of categories by group, where what is counted clusters within documents."""

from itertools import permutations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from corpuskit.statistics import adjust_p_values, exact_interval

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# Up to so many clusters every rearrangement is tried.
_EXACT_CLUSTERS = 7


def compare_shares(
    frame: pd.DataFrame,
    *,
    group: str,
    category: str,
    strata: list[str],
    confidence: float,
    alpha: float,
    n_permutations: int,
    random_state: int,
) -> pd.DataFrame:
    """Compare the shares of categories between groups, within strata.

    Parameters
    ----------
    frame : DataFrame
        One row a thing that is counted: ``cluster`` (whole numbers), ``weight``, and the columns
        that the other arguments name.
    group, category : str
        Columns.
    strata : list of str
        Columns within whose values shares sum to one.
    confidence : float
        Of the intervals.
    alpha : float
        A difference is decided where its adjusted p-value is not above this.
    n_permutations : int
        How many rearrangements are drawn where not all are tried.
    random_state : int
        Fixes the draws.

    Returns
    -------
    DataFrame
        One row a stratum, group and category (also those with none), with n, total, n_documents,
        n_effective, share, low, high, difference, p_value, p_adjusted and verdict.
    """
    rng = np.random.default_rng(random_state)
    tables = []
    for key, part in _split(frame, strata):
        table = _compare_part(part, group, category, confidence, n_permutations, rng)
        for place, (name, value) in enumerate(zip(strata, key, strict=True)):
            table.insert(place, name, value)
        tables.append(table)
    if not tables:
        return _empty(group, category, strata)
    result = pd.concat(tables, ignore_index=True)
    tested = result["p_value"].notna().to_numpy()
    adjusted = adjust_p_values(result["p_value"].to_numpy(dtype=float))
    result["p_adjusted"] = adjusted
    decided = tested & (adjusted <= alpha)
    sign = np.where(result["difference"].to_numpy() > 0, "more", "less")
    result["verdict"] = pd.Categorical(
        np.where(decided, sign, "undecided"), categories=["more", "less", "undecided"]
    )
    for name in (*strata, group, category):
        result[name] = result[name].astype("str").astype("category")
    return result


def _split(frame: pd.DataFrame, strata: list[str]) -> list[tuple[tuple[object, ...], pd.DataFrame]]:
    if frame.empty:
        return []
    if not strata:
        return [((), frame)]
    parts = frame.groupby(strata, observed=True, sort=True)
    return [(key, part) for key, part in parts]


def _empty(group: str, category: str, strata: list[str]) -> pd.DataFrame:
    names = [*strata, group, category]
    numbers = ("share", "low", "high", "difference", "p_value", "p_adjusted")
    columns: dict[str, object] = {
        name: pd.Categorical([], categories=pd.Index([], dtype="str")) for name in names
    }
    columns.update({name: np.empty(0) for name in ("n", "total")})
    columns["n_documents"] = np.empty(0, dtype=np.int64)
    columns["n_effective"] = np.empty(0)
    columns.update({name: np.empty(0) for name in numbers})
    columns["verdict"] = pd.Categorical([], categories=["more", "less", "undecided"])
    return pd.DataFrame(columns)


def _compare_part(
    part: pd.DataFrame,
    group: str,
    category: str,
    confidence: float,
    n_permutations: int,
    rng: np.random.Generator,
) -> pd.DataFrame:
    group_codes, groups = pd.factorize(part[group].astype("str"), sort=True)
    category_codes, categories = pd.factorize(part[category].astype("str"), sort=True)
    # A cluster is one document within one group: a speaker of it, or all of it.
    cluster_keys = part["cluster"].to_numpy(dtype=np.int64) * len(groups) + group_codes
    cluster_codes, keys = pd.factorize(cluster_keys, sort=True)
    counts = np.zeros((len(keys), len(categories)))
    np.add.at(counts, (cluster_codes, category_codes), part["weight"].to_numpy(dtype=float))
    group_of = (keys % len(groups)).astype(np.int64)
    sums = np.zeros((len(groups), len(categories)))
    np.add.at(sums, group_of, counts)
    totals = sums.sum(axis=1)
    shares = sums / totals[:, None]
    n_documents = np.bincount(group_of, minlength=len(groups))
    effective = effective_sizes(counts, group_of, len(groups), confidence)
    low, high = exact_interval(shares * effective, effective, level=confidence)
    difference = difference_to_rest(sums)
    p_values = permutation_p(counts, group_of, len(groups), n_permutations, rng)
    size = len(categories)
    return pd.DataFrame(
        {
            group: np.repeat(np.asarray(groups), size),
            category: np.tile(np.asarray(categories), len(groups)),
            "n": sums.ravel(),
            "total": np.repeat(totals, size),
            "n_documents": np.repeat(n_documents, size),
            "n_effective": effective.ravel(),
            "share": shares.ravel(),
            "low": low.ravel(),
            "high": high.ravel(),
            "difference": difference.ravel(),
            "p_value": p_values.ravel(),
        }
    )


def effective_sizes(counts: Floats, group_of: Integers, n_groups: int, confidence: float) -> Floats:
    """Return how many independent namings those of each group and category are worth.

    Parameters
    ----------
    counts : ndarray of shape (n_clusters, n_categories)
        Namings of each document.
    group_of : ndarray of shape (n_clusters,)
        Group of each document.
    n_groups : int
        Number of groups.
    confidence : float
        Of the intervals that they serve.

    Returns
    -------
    ndarray of shape (n_groups, n_categories)
        Never more than the namings, and never less than what the documents would be worth if all
        namings of a document were the same.

    Notes
    -----
    Korn and Graubard (1998), Survey Methodology 24: the size divided by the design effect, times
    the squared ratio of the quantiles of t for the namings and for the documents. Where a share
    is 0 or 1 the mean design effect of the other categories stands in.
    """
    n_categories = counts.shape[1]
    effective = np.empty((n_groups, n_categories))
    tail = 0.5 + confidence / 2
    for group in range(n_groups):
        own = counts[group_of == group]
        sizes = own.sum(axis=1)
        total, k = sizes.sum(), len(sizes)
        least = total**2 / (sizes**2).sum()
        if k < 2 or total <= 1:
            effective[group] = min(least, total)
            continue
        share = own.sum(axis=0) / total
        residual = own - share * sizes[:, None]
        variance = k / (k - 1) * (residual**2).sum(axis=0) / total**2
        simple = share * (1 - share) / total
        inner = simple > 0
        effect = np.ones(n_categories)
        effect[inner] = variance[inner] / simple[inner]
        effect[~inner] = effect[inner].mean() if inner.any() else total / least
        shrink = (stats.t.ppf(tail, max(total - 1, 1)) / stats.t.ppf(tail, k - 1)) ** 2
        size = total / np.maximum(effect, 1e-9) * shrink
        effective[group] = np.clip(size, min(least, total), total)
    return effective


def difference_to_rest(sums: Floats) -> Floats:
    """Return the share of each group less that of all other groups; NaN if there is no other."""
    totals = sums.sum(axis=1, keepdims=True)
    rest = sums.sum(axis=0) - sums
    rest_totals = totals.sum() - totals
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(rest_totals > 0, sums / totals - rest / rest_totals, np.nan)


def permutation_p(
    counts: Floats,
    group_of: Integers,
    n_groups: int,
    n_permutations: int,
    rng: np.random.Generator,
) -> Floats:
    """Return two-sided p-values of the differences when whole documents change their group.

    Parameters
    ----------
    counts : ndarray of shape (n_clusters, n_categories)
        Namings of each document.
    group_of : ndarray of shape (n_clusters,)
        Group of each document.
    n_groups : int
        Number of groups.
    n_permutations : int
        How many rearrangements are drawn if there are more than 7 documents.
    rng : Generator
        Draws them.

    Returns
    -------
    ndarray of shape (n_groups, n_categories)
        NaN where there is one group only, or one category only.
    """
    shape = (n_groups, counts.shape[1])
    if n_groups < 2 or counts.shape[1] < 2:
        return np.full(shape, np.nan)
    observed = np.abs(_differences(counts, group_of, n_groups)) - 1e-12
    at_least = np.zeros(shape)
    if len(group_of) <= _EXACT_CLUSTERS:
        arrangements = sorted(set(permutations(group_of.tolist())))
        for arrangement in arrangements:
            shuffled = np.asarray(arrangement, dtype=np.int64)
            at_least += np.abs(_differences(counts, shuffled, n_groups)) >= observed
        return at_least / len(arrangements)
    for _ in range(n_permutations):
        shuffled = rng.permutation(group_of)
        at_least += np.abs(_differences(counts, shuffled, n_groups)) >= observed
    return (at_least + 1) / (n_permutations + 1)


def _differences(counts: Floats, group_of: Integers, n_groups: int) -> Floats:
    order = np.argsort(group_of, kind="stable")
    starts = np.searchsorted(group_of[order], np.arange(n_groups))
    return difference_to_rest(np.add.reduceat(counts[order], starts, axis=0))
