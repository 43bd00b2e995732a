"""Carry spans of text back to the raw page."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.corpus.layout import BODY_PARTS
from corpuskit.corpus.spans import encode_documents
from corpuskit.errors import TableError, list_some
from corpuskit.tables import PARTS, check_table

Numbers = NDArray[np.int64]


def map_to_raw(spans: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    r"""Say where spans of the texts stand in the raw pages.

    Parameters
    ----------
    spans : DataFrame
        Any table with doc_id, start and end (offsets into text), such as sentences or mentions.
    parts : DataFrame
        The parts of the documents, from ``find_parts``.

    Returns
    -------
    DataFrame
        The same rows with two more columns, raw_start and raw_end (offsets into raw).

    Raises
    ------
    TableError
        If a table lacks a column, or a span lies outside the text that the parts make up.

    Notes
    -----
    A span inside one body part is the same characters in raw. A span over several parts reaches
    in raw from its first to its last character, over whatever stands between the parts. An empty
    span maps to an empty one.

    Examples
    --------
    >>> from corpuskit.corpus.anatomy import find_parts
    >>> from corpuskit.testing import make_documents
    >>> raw = "اتفاق في حلب\n\nقال الوزير إن الاتفاق قريب."
    >>> parts = find_parts(make_documents({"a": raw}))
    >>> spans = pd.DataFrame({"doc_id": ["a"], "start": [4], "end": [10]})
    >>> mapped = map_to_raw(spans, parts)
    >>> raw[mapped.raw_start[0] : mapped.raw_end[0]]
    'الوزير'
    """
    check_table(parts, PARTS)
    absent = [name for name in ("doc_id", "start", "end") if name not in spans]
    if absent:
        message = f"spans lacks {list_some(absent)} (has: {', '.join(map(str, spans.columns))})."
        raise TableError(message)
    body = parts[parts["part"].isin(BODY_PARTS).to_numpy()].reset_index(drop=True)
    span_doc, body_doc = encode_documents(spans, body)
    order = np.lexsort((body["start"].to_numpy(), body_doc))
    body_doc = body_doc[order]
    raw_start = body["start"].to_numpy(dtype=np.int64)[order]
    raw_end = body["end"].to_numpy(dtype=np.int64)[order]
    length = raw_end - raw_start
    # Each part but the first of a document follows one newline.
    position = np.cumsum(length + 1) - (length + 1)
    first = np.append(True, body_doc[1:] != body_doc[:-1]) if len(body_doc) else np.empty(0, bool)
    at_first = np.flatnonzero(first)
    text_start = position - np.repeat(position[at_first], np.diff([*at_first, len(body_doc)]))

    starts = spans["start"].to_numpy(dtype=np.int64)
    ends = spans["end"].to_numpy(dtype=np.int64)
    keys = (body_doc << 32) + text_start
    mapped = spans.copy()
    low = np.searchsorted(keys, (span_doc << 32) + starts, side="right") - 1
    inner_end = np.where(ends > starts, ends - 1, ends)
    high = np.searchsorted(keys, (span_doc << 32) + inner_end, side="right") - 1
    _check_inside(spans, span_doc, body_doc, text_start, length, low, high, ends)
    if len(spans) == 0 or len(body) == 0:
        mapped["raw_start"] = np.zeros(len(spans), dtype=np.int64)
        mapped["raw_end"] = np.zeros(len(spans), dtype=np.int64)
        return mapped
    mapped["raw_start"] = np.minimum(raw_start[low] + starts - text_start[low], raw_end[low])
    mapped["raw_end"] = np.minimum(raw_start[high] + ends - text_start[high], raw_end[high])
    return mapped


def _check_inside(
    spans: pd.DataFrame,
    span_doc: Numbers,
    body_doc: Numbers,
    text_start: Numbers,
    length: Numbers,
    low: Numbers,
    high: Numbers,
    ends: Numbers,
) -> None:
    """Raise if a span lies outside its text."""
    if len(body_doc) == 0:
        outside = ends > 0
    else:
        known = (low >= 0) & (body_doc[low] == span_doc) & (body_doc[high] == span_doc)
        last = np.searchsorted(body_doc, span_doc, side="right") - 1
        outside = ~known | (ends > text_start[last] + length[last])
        # A document without a body has an empty text, in which only the empty span lies.
        outside &= ~(~np.isin(span_doc, body_doc) & (ends == 0))
    if outside.any():
        rows = spans.loc[outside, ["doc_id", "start", "end"]].to_numpy().tolist()
        message = (
            f"{int(outside.sum())} of {len(spans)} spans lie outside the texts that these parts "
            f"make up, first at (doc_id, start, end) = {list_some(map(tuple, rows))}. Make the "
            "parts with the settings with which the documents were read."
        )
        raise TableError(message)
