"""Who is named more, and who more often together, in one group of documents than in another."""

import numpy as np
import pandas as pd
from scipy import sparse

from corpuskit.actors.cooccurrence import check_resampling
from corpuskit.actors.difference_tests import bootstrap_rates, permute_rates
from corpuskit.actors.groups import Features, collect_groups
from corpuskit.actors.incidence import Incidence, build_incidence
from corpuskit.errors import TableError, list_some
from corpuskit.tables import DOCUMENTS, check_table

ANSWERS = ("more", "less", "undecided")


def compare_networks(
    mentions: pd.DataFrame,
    units: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "outlet",
    target: str | None = None,
    reference: str | None = None,
    stories: pd.DataFrame | None = None,
    min_units: float = 5,
    level: float = 0.95,
    n_resamples: int = 1000,
    random_state: int | np.random.Generator | None = 0,
) -> pd.DataFrame:
    """Compare how often actors, and pairs of actors, are named in groups of documents.

    Parameters
    ----------
    mentions, units : DataFrame
        A mentions table and the units of one kind.
    documents : DataFrame
        A documents table with the column ``by``; documents without a value are left out.
    by : str, default "outlet"
        The column that makes the groups.
    target, reference : str, optional
        Compare ``target`` with ``reference``. Without a reference, with all other groups; without
        a target, every group in turn (of two groups, the first).
    stories : DataFrame, optional
        A stories table: copies within a group count once and are drawn together.
    min_units : float, default 5
        Actors and pairs named in fewer units of both groups together are left out.
    level : float, default 0.95
        Coverage of the intervals; 1 - level is the risk of any false answer in one comparison.
    n_resamples : int, default 1000
        Bootstrap resamples for the intervals, and permutations for the p-values.
    random_state : int, Generator or None, default 0
        Fixes chance.

    Returns
    -------
    DataFrame
        One row an actor or pair of each comparison: group, reference, source, target (missing
        for an actor), n_group and n_reference (units that name it), rate_group and
        rate_reference (share of all units), difference (of the rates), low, high, p_value,
        p_adjusted and verdict: "more", "less" or "undecided". Sorted by comparison, actors first,
        then by p_adjusted.

    Raises
    ------
    TableError
        If a table breaks its contract or ``documents`` lacks the column.
    ValueError
        If a group is not there or an argument out of its range.
    EmptyResultError
        If fewer than two groups have units.

    Notes
    -----
    Intervals are percentiles of a bootstrap over the documents of each group. p-values compare
    the difference with those after dealing the documents out anew to groups of the same sizes,
    each in units of its own spread; ``p_adjusted`` takes the largest difference of all actors and
    pairs in each deal [1]_, so that with probability ``level`` no answer is false where the
    groups do not differ. "undecided" means that the data cannot tell, not that there is no
    difference.

    References
    ----------
    .. [1] Westfall, P. H. and Young, S. S. (1993). Resampling-based multiple testing.

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents(
    ...     {str(i): "" for i in range(40)},
    ...     outlets={str(i): "أ" if i < 20 else "ب" for i in range(40)},
    ... )
    >>> units = pd.DataFrame({
    ...     "doc_id": [str(i) for i in range(40)], "unit": "document", "unit_index": 0,
    ...     "start": 0, "end": 9,
    ... })
    >>> mentions = pd.DataFrame({
    ...     "doc_id": [str(i) for i in range(20)], "start": 0, "end": 4, "actor_id": "kerry",
    ...     "alias": "كيري", "rule": "alias",
    ... })
    >>> compare_networks(mentions, units, documents)[["source", "difference", "verdict"]]
      source  difference verdict
    0  kerry         1.0   more
    """
    check_table(documents, DOCUMENTS)
    check_resampling(n_resamples, level)
    if by not in documents:
        message = f"documents lacks the column {by!r} (has: {', '.join(map(str, documents))})."
        raise TableError(message)
    if n_resamples == 0:
        message = "n_resamples must be at least 100: the answers rest on resamples."
        raise ValueError(message)
    incidence = build_incidence(mentions, units, stories)
    features, names = collect_groups(incidence, documents, by)
    rng = np.random.default_rng(random_state)
    tables = [
        _compare(features, incidence, one, other, min_units, level, n_resamples, rng)
        for one, other in _list_comparisons(names, target, reference)
    ]
    return pd.concat(tables, ignore_index=True)


def _list_comparisons(
    names: dict[str, int], target: str | None, reference: str | None
) -> list[tuple[tuple[str, int], tuple[str, int]]]:
    for name in (target, reference):
        if name is not None and name not in names:
            message = f"There is no group {name!r}; the groups are {list_some(names, limit=20)}."
            raise ValueError(message)
    if target is None and reference is None and len(names) == 2:
        target, reference = list(names)
    targets = [target] if target is not None else [n for n in names if n != reference]
    other = ("all others", -2) if reference is None else (reference, names[reference])
    return [((name, names[name]), other) for name in targets]


def _compare(
    features: Features,
    incidence: Incidence,
    one: tuple[str, int],
    other: tuple[str, int],
    min_units: float,
    level: float,
    n_resamples: int,
    rng: np.random.Generator,
) -> pd.DataFrame:
    first = features.group == one[1]
    second = (features.group >= 0) & ~first if other[1] == -2 else features.group == other[1]
    columns = np.flatnonzero(first | second)
    counts = sparse.csr_array(features.counts[:, columns])
    units, is_first = features.units[columns], first[columns]
    keep = np.flatnonzero(counts.sum(axis=1) >= min_units)
    counts = sparse.csr_array(counts[keep])
    low, high = bootstrap_rates(counts, units, is_first, level, n_resamples, rng)
    p_value, p_adjusted = permute_rates(counts, units, is_first, n_resamples, rng)
    n_one, n_other = counts @ is_first.astype(float), counts @ (~is_first).astype(float)
    rate_one, rate_other = n_one / units[is_first].sum(), n_other / units[~is_first].sum()
    difference = rate_one - rate_other
    decided = p_adjusted <= 1 - level
    answer = np.where(decided, np.where(difference > 0, 0, 1), 2)
    source, target = features.source[keep], features.target[keep]
    frame = pd.DataFrame(
        {
            "group": one[0],
            "reference": other[0],
            "source": pd.Categorical.from_codes(source, incidence.actors),
            "target": pd.Categorical.from_codes(target, incidence.actors),
            "n_group": n_one,
            "n_reference": n_other,
            "rate_group": rate_one,
            "rate_reference": rate_other,
            "difference": difference,
            "low": low,
            "high": high,
            "p_value": p_value,
            "p_adjusted": p_adjusted,
            "verdict": pd.Categorical.from_codes(answer, ANSWERS),
        }
    )
    order = np.lexsort((target, source, -np.abs(difference), p_adjusted, target >= 0))
    return frame.iloc[order].reset_index(drop=True)
