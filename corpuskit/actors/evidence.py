"""From an edge back to its sentences."""

import pandas as pd

from corpuskit.corpus.spans import locate_spans
from corpuskit.errors import TableError, list_some
from corpuskit.tables import MENTIONS, UNITS, check_table


def find_pair_units(
    mentions: pd.DataFrame, units: pd.DataFrame, source: str, target: str
) -> pd.DataFrame:
    """Find the units in which two actors are named together: what an edge rests on.

    Parameters
    ----------
    mentions, units : DataFrame
        What the pair was counted from.
    source, target : str
        The two actor_id, in any order.

    Returns
    -------
    DataFrame
        The rows of ``units`` that name both, in their order; as many as the pair's n_units. They
        are spans: hand them to ``show_passages``.

    Raises
    ------
    TableError
        If a table breaks its contract or an actor is not mentioned.

    Examples
    --------
    >>> mentions = pd.DataFrame({
    ...     "doc_id": ["a", "a"], "start": [0, 10], "end": [6, 14],
    ...     "actor_id": ["lavrov", "kerry"], "alias": ["لافروف", "كيري"], "rule": "alias",
    ... })
    >>> units = pd.DataFrame({
    ...     "doc_id": ["a", "a"], "unit": "sentence", "unit_index": [0, 1],
    ...     "start": [0, 30], "end": [29, 60],
    ... })
    >>> find_pair_units(mentions, units, "kerry", "lavrov")[["doc_id", "start", "end"]]
      doc_id  start  end
    0      a      0   29
    """
    check_table(mentions, MENTIONS)
    check_table(units, UNITS)
    ids = mentions["actor_id"].astype("str")
    strangers = [name for name in (source, target) if not (ids == name).any()]
    if strangers:
        message = f"mentions has no mention of {list_some(strangers)}; check the actor_id."
        raise TableError(message)
    rows = []
    for name in (source, target):
        some = mentions[ids == name]
        point = some[["doc_id", "start"]].assign(end=some["start"] + 1)
        where = locate_spans(point, units)
        rows.append(set(where[where >= 0].tolist()))
    return units.iloc[sorted(rows[0] & rows[1])].reset_index(drop=True)
