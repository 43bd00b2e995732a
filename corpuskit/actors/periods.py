"""Networks of groups of documents: by outlet, by month."""

import networkx as nx
import pandas as pd

from corpuskit.actors.cooccurrence import count_cooccurrences, score_cooccurrences
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
