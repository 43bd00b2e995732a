"""Networks of groups of documents: by outlet, by month."""

import networkx as nx
import numpy as np
import pandas as pd

from corpuskit.actors.cooccurrence import count_cooccurrences, score_cooccurrences
from corpuskit.actors.incidence import Numbers, build_incidence
from corpuskit.actors.network import build_network
from corpuskit.errors import EmptyResultError, TableError
from corpuskit.tables import DOCUMENTS, MENTIONS, UNITS, check_table


def build_networks(
    mentions: pd.DataFrame,
    units: pd.DataFrame,
    documents: pd.DataFrame,
    actors: pd.DataFrame | None = None,
    *,
    by: str = "published",
    freq: str = "M",
    stories: pd.DataFrame | None = None,
    min_units: float = 1,
) -> dict[str, nx.Graph]:
    """Build one network for each group or period of the documents.

    Parameters
    ----------
    mentions, units : DataFrame
        A mentions table and the units of one kind.
    documents : DataFrame
        A documents table with the column ``by``; documents without a value are left out.
    actors : DataFrame, optional
        The actors table; gives the nodes their names and kinds.
    by : str, default "published"
        The column that makes the groups.
    freq : str, default "M"
        Period of a column of dates: "D", "W", "M", "Q" or "Y".
    stories : DataFrame, optional
        A stories table: a document counts its weight.
    min_units : float, default 1
        As in :func:`build_network`.

    Returns
    -------
    dict of str to Graph
        By group, sorted; with the scores of :func:`score_cooccurrences` on the edges.

    Raises
    ------
    TableError
        If a table breaks its contract or ``documents`` lacks the column.
    EmptyResultError
        If no document has a value.

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({"a": "", "b": ""}, outlets={"a": "رويترز", "b": "سانا"})
    >>> units = pd.DataFrame({
    ...     "doc_id": ["a", "b"], "unit": "document", "unit_index": 0, "start": 0, "end": 20,
    ... })
    >>> mentions = pd.DataFrame({
    ...     "doc_id": ["a", "a", "b"], "start": [0, 9, 0], "end": [4, 15, 4],
    ...     "actor_id": ["kerry", "lavrov", "kerry"], "alias": "x", "rule": "alias",
    ... })
    >>> networks = build_networks(mentions, units, documents, by="outlet")
    >>> {name: len(network.edges) for name, network in networks.items()}
    {'رويترز': 1, 'سانا': 0}
    """
    check_table(documents, DOCUMENTS)
    check_table(mentions, MENTIONS)
    check_table(units, UNITS)
    groups = name_groups(documents, by, freq)
    networks = {}
    for name in sorted(groups.dropna().unique()):
        members = set(documents["doc_id"][groups == name])
        some = mentions[mentions["doc_id"].isin(members)]
        within = units[units["doc_id"].isin(members)]
        if len(within) == 0:
            continue
        pairs = count_cooccurrences(some, within, stories=stories)
        scored = score_cooccurrences(pairs, some, within, stories=stories, n_resamples=0)
        networks[str(name)] = build_network(scored, actors, min_units=min_units)
    if not networks:
        message = f"No document has both a value in {by!r} and units; nothing to build."
        raise EmptyResultError(message)
    return networks


def name_groups(documents: pd.DataFrame, by: str, freq: str) -> pd.Series:
    """Return the group of each document as text: its value, or the period of its date."""
    if by not in documents:
        message = f"documents lacks the column {by!r} (has: {', '.join(map(str, documents))})."
        raise TableError(message)
    values = documents[by]
    if pd.api.types.is_datetime64_any_dtype(values):
        periods = values.dt.to_period(freq)
        return periods.astype("str").where(values.notna())
    return values.astype("str").where(values.notna())


def count_mentions(
    mentions: pd.DataFrame,
    units: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "outlet",
    freq: str = "M",
    stories: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Count in how many units of each group an actor is named, and what share that is.

    Parameters
    ----------
    mentions, units : DataFrame
        A mentions table and the units of one kind.
    documents : DataFrame
        A documents table with the column ``by``.
    by : str, default "outlet"
        The column that makes the groups.
    freq : str, default "M"
        Period of a column of dates: "D", "W", "M", "Q" or "Y".
    stories : DataFrame, optional
        A stories table: a document counts its weight.

    Returns
    -------
    DataFrame
        One row an actor and group, also where the count is 0: actor_id, group, n_units, n_total
        (all units of the group), share, low and high (Wilson's 95 % interval of the share).

    Raises
    ------
    TableError
        If a table breaks its contract or ``documents`` lacks the column.

    Notes
    -----
    The interval takes units as independent [1]_; that holds for units of whole documents, and
    is too narrow for sentences.

    References
    ----------
    .. [1] Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
       inference.

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({"a": "", "b": ""}, outlets={"a": "رويترز", "b": "سانا"})
    >>> units = pd.DataFrame({
    ...     "doc_id": ["a", "b"], "unit": "document", "unit_index": 0, "start": 0, "end": 20,
    ... })
    >>> mentions = pd.DataFrame({
    ...     "doc_id": ["a"], "start": [0], "end": [4], "actor_id": ["kerry"], "alias": "كيري",
    ...     "rule": "alias",
    ... })
    >>> count_mentions(mentions, units, documents)[["actor_id", "group", "n_units", "share"]]
      actor_id   group  n_units  share
    0    kerry  رويترز      1.0    1.0
    1    kerry    سانا      0.0    0.0
    """
    check_table(documents, DOCUMENTS)
    incidence = build_incidence(mentions, units, stories)
    groups = name_groups(documents, by, freq)
    of = dict(zip(documents["doc_id"].tolist(), groups.tolist(), strict=True))
    values = [of.get(doc_id) for doc_id in incidence.doc_ids]
    names = sorted({str(v) for v in values if isinstance(v, str)})
    number = {name: at for at, name in enumerate(names)}
    group = np.array([number.get(v, -1) if isinstance(v, str) else -1 for v in values], np.int64)
    n_groups, n_actors = len(names), incidence.n_actors
    inside = group >= 0
    total = np.bincount(
        group[inside],
        (incidence.units_of_document * incidence.weight)[inside],
        minlength=n_groups,
    )
    entry = group[incidence.document]
    known = entry >= 0
    key = incidence.actor[known] * n_groups + entry[known]
    weights = incidence.weight[incidence.document[known]]
    counts = np.bincount(key, weights, minlength=n_actors * n_groups)
    totals = np.tile(total, n_actors)
    low, high = _wilson(counts.astype(np.float64), totals.astype(np.float64))
    return pd.DataFrame(
        {
            "actor_id": pd.Categorical.from_codes(
                np.repeat(np.arange(n_actors), n_groups), incidence.actors
            ),
            "group": pd.Categorical.from_codes(np.tile(np.arange(n_groups), n_actors), names),
            "n_units": counts,
            "n_total": totals,
            "share": np.divide(counts, totals, where=totals > 0, out=np.zeros(len(counts))),
            "low": low,
            "high": high,
        }
    )


def _wilson(k: Numbers, n: Numbers) -> tuple[Numbers, Numbers]:
    z = 1.959963984540054
    n = np.maximum(n, 1e-12)
    p = k / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return np.maximum(middle - half, 0), np.minimum(middle + half, 1)
