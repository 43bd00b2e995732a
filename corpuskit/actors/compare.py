"""Who is named more, and who more often together, in one group of documents than in another."""

from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from corpuskit.actors.cooccurrence import check_resampling
from corpuskit.actors.incidence import Incidence, Integers, Numbers, build_incidence
from corpuskit.actors.network import describe_nodes
from corpuskit.errors import EmptyResultError, TableError, list_some
from corpuskit.tables import DOCUMENTS, check_table

ANSWERS = ("more", "less", "undecided")


@dataclass(frozen=True)
class Features:
    """Actors and pairs by clusters of documents."""

    source: Integers
    target: Integers
    counts: sparse.csr_array
    units: Numbers
    group: Integers


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
    features, names = _collect(incidence, documents, by)
    rng = np.random.default_rng(random_state)
    tables = [
        _compare(features, incidence, one, other, min_units, level, n_resamples, rng)
        for one, other in _list_comparisons(names, target, reference)
    ]
    return pd.concat(tables, ignore_index=True)


def _collect(
    incidence: Incidence, documents: pd.DataFrame, by: str
) -> tuple[Features, dict[str, int]]:
    value_of = dict(zip(documents["doc_id"].tolist(), documents[by].tolist(), strict=True))
    values = [value_of.get(doc_id) for doc_id in incidence.doc_ids]
    known = [str(value) if not pd.isna(value) else None for value in values]
    has_units = incidence.units_of_document > 0
    names = sorted({k for k, has in zip(known, has_units, strict=True) if k is not None and has})
    if len(names) < 2:
        message = (
            f"compare_networks needs two groups with units; the column {by!r} has "
            f"{list_some(names) or 'none'}."
        )
        raise EmptyResultError(message)
    number = {name: at for at, name in enumerate(names)}
    group = np.array([number.get(k, -1) if k is not None else -1 for k in known], np.int64)
    # A story in two groups is one cluster in each.
    key = incidence.cluster * (len(names) + 1) + group + 1
    used, cluster = np.unique(key, return_inverse=True)
    weight = _weights_within(incidence, cluster)
    merge = sparse.coo_array(
        (weight, (np.arange(len(cluster)), cluster)), shape=(len(cluster), len(used))
    ).tocsr()
    codes, pairs = incidence.pairs_by_document()
    n = max(incidence.n_actors, 1)
    counts = sparse.vstack([incidence.by_document(), pairs]).tocsr() @ merge
    actors = np.arange(incidence.n_actors)
    features = Features(
        source=np.concatenate([actors, codes // n]),
        target=np.concatenate([np.full(len(actors), -1), codes % n]),
        counts=sparse.csr_array(counts),
        units=np.bincount(
            cluster, incidence.units_of_document * weight, minlength=len(used)
        ).astype(np.float64),
        group=used % (len(names) + 1) - 1,
    )
    return features, number


def _weights_within(incidence: Incidence, cluster: Integers) -> Numbers:
    """Return weights by which the copies of a story within one group count once."""
    if bool((incidence.weight == 1).all()):
        return incidence.weight
    total = np.bincount(cluster, incidence.weight)
    return incidence.weight / total[cluster]


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
    low, high = _bootstrap(counts, units, is_first, level, n_resamples, rng)
    p_value, p_adjusted = _permute(counts, units, is_first, n_resamples, rng)
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


def _bootstrap(
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


def _permute(
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


def build_difference_network(
    comparison: pd.DataFrame, actors: pd.DataFrame | None = None, *, decided: bool = False
) -> nx.Graph:
    """Build the network of differences between two groups.

    Parameters
    ----------
    comparison : DataFrame
        One comparison of :func:`compare_networks` (one group, one reference).
    actors : DataFrame, optional
        The actors table; gives the nodes their names and kinds.
    decided : bool, default False
        Keep only pairs whose answer is "more" or "less".

    Returns
    -------
    Graph
        Nodes and edges carry difference, low, high and verdict; nodes also n_units, the units of
        both groups that name the actor. The graph carries group and reference.

    Raises
    ------
    ValueError
        If the table holds several comparisons, or none.
    TableError
        If an actor is not in the actors table.

    Examples
    --------
    >>> comparison = pd.DataFrame({
    ...     "group": "أ", "reference": "ب", "source": ["kerry", "un", "kerry"],
    ...     "target": [None, None, "un"], "n_group": [5.0, 4.0, 3.0],
    ...     "n_reference": [1.0, 4.0, 0.0], "difference": [0.4, 0.0, 0.3], "low": [0.1, -0.2, 0.1],
    ...     "high": [0.7, 0.2, 0.5], "verdict": ["more", "undecided", "more"],
    ... })
    >>> build_difference_network(comparison).edges["kerry", "un"]["verdict"]
    'more'
    """
    sides = comparison[["group", "reference"]].drop_duplicates()
    if len(sides) != 1:
        message = (
            f"comparison must hold one group and one reference, got {len(sides)} comparisons. "
            "Choose one, for instance comparison[comparison['group'] == 'aawsat']."
        )
        raise ValueError(message)
    single = comparison["target"].isna()
    pairs = comparison[~single]
    if decided:
        pairs = pairs[pairs["verdict"] != "undecided"]
    source, target = pairs["source"].astype("str").tolist(), pairs["target"].astype("str").tolist()
    nodes = describe_nodes(dict.fromkeys([*source, *target], 0), actors)
    rows = {str(row["source"]): row for row in comparison[single].to_dict("records")}
    network = nx.Graph(group=str(sides["group"].iloc[0]), reference=str(sides["reference"].iloc[0]))
    for name in sorted(nodes):
        row = rows.get(name)
        network.add_node(name, **nodes[name])
        network.nodes[name].update(_facts(row) if row else {"verdict": "undecided"})
        if row:
            network.nodes[name]["n_units"] = row["n_group"] + row["n_reference"]
    for a, b, row in zip(source, target, pairs.to_dict("records"), strict=True):
        n_units = row["n_group"] + row["n_reference"]
        network.add_edge(a, b, **_facts(row), n_units=n_units, weight=n_units)
    return network


def _facts(row: dict[str, object]) -> dict[str, object]:
    facts = {name: row[name] for name in ("difference", "low", "high")}
    return {**facts, "verdict": str(row["verdict"])}
