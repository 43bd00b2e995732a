"""Joins of span tables: which unit holds this mention, who speaks over this label.

A span is ``doc_id, start, end``: half-open code-point offsets into the text of a document.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def encode_documents(*frames: pd.DataFrame) -> list[NDArray[np.int64]]:
    """Return the doc_id of each frame as whole numbers on one common scale.

    Parameters
    ----------
    *frames : DataFrame
        Tables with a column doc_id.

    Returns
    -------
    list of ndarray of shape (n_rows,)
        One array a frame; equal doc_id have equal numbers in all of them.
    """
    known: pd.Index | None = None
    codes = []
    for frame in frames:
        ids = frame["doc_id"]
        if isinstance(ids.dtype, pd.CategoricalDtype):
            local, categories = ids.cat.codes.to_numpy(), ids.cat.categories
        else:
            local, categories = pd.factorize(ids)
            categories = pd.Index(categories)
        known = categories if known is None else known.append(categories.difference(known))
        lookup = np.append(known.get_indexer(categories), -1)
        codes.append(lookup[local].astype(np.int64))
    return codes


def locate_spans(inner: pd.DataFrame, outer: pd.DataFrame) -> NDArray[np.int64]:
    """Find for each span the innermost span of another table that holds it.

    Parameters
    ----------
    inner, outer : DataFrame
        Tables with doc_id, start and end, in any order of rows. The spans of ``outer`` may nest
        or overlap.

    Returns
    -------
    ndarray of shape (n_inner,)
        For each row of ``inner`` the position of a row of ``outer`` that wholly contains it, and
        among those the one that starts last (then ends first); -1 where none does.

    Notes
    -----
    Sorting and binary search: O((n + m) log m) when the outer spans are disjoint. Where they
    overlap, only the rows whose nearest candidate fails look further back.

    Examples
    --------
    >>> import pandas as pd
    >>> sentences = pd.DataFrame({"doc_id": ["a", "a"], "start": [0, 10], "end": [9, 20]})
    >>> mentions = pd.DataFrame({"doc_id": ["a", "a"], "start": [12, 8], "end": [15, 11]})
    >>> locate_spans(mentions, sentences)
    array([ 1, -1])
    """
    found = np.full(len(inner), -1, dtype=np.int64)
    if len(inner) == 0 or len(outer) == 0:
        return found
    inner_doc, outer_doc = encode_documents(inner, outer)
    starts = outer["start"].to_numpy(dtype=np.int64)
    ends = outer["end"].to_numpy(dtype=np.int64)
    order = np.lexsort((-ends, starts, outer_doc))
    outer_key = (outer_doc[order] << 32) + starts[order]
    outer_end = (outer_doc[order] << 32) + ends[order]
    # The furthest end among all spans up to each one: where it is too short, stop looking.
    furthest = np.maximum.accumulate(outer_end)

    inner_key = (inner_doc << 32) + inner["start"].to_numpy(dtype=np.int64)
    inner_end = (inner_doc << 32) + inner["end"].to_numpy(dtype=np.int64)
    candidate = np.searchsorted(outer_key, inner_key, side="right") - 1
    open_rows = np.flatnonzero(candidate >= 0)
    while len(open_rows):
        at = candidate[open_rows]
        holds = outer_end[at] >= inner_end[open_rows]
        found[open_rows[holds]] = order[at[holds]]
        hopeless = furthest[at] < inner_end[open_rows]
        open_rows = open_rows[~holds & ~hopeless]
        candidate[open_rows] -= 1
        open_rows = open_rows[candidate[open_rows] >= 0]
    return found
