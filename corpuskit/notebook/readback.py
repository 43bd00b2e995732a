"""From a number back to the sentence: tables and passages that a reader can check in a notebook."""

from collections.abc import Sequence
from html import escape

import numpy as np
import pandas as pd
from IPython.display import HTML, display

from corpuskit.corpus.spans import locate_spans
from corpuskit.corpus.units import find_units
from corpuskit.errors import TableError, list_some
from corpuskit.notebook.html import format_cell, mark_spans, wrap_block
from corpuskit.tables import DOCUMENTS, check_table

#: Pairs of columns that hold spans, the class of their marks, and which columns explain them.
_MARKS = (
    ("start", "end", "ck-span"),
    ("cue_start", "cue_end", "ck-cue"),
    ("speaker_start", "speaker_end", "ck-speaker"),
)
_HINTS = (
    "actor_id",
    "referent",
    "label",
    "voice",
    "speaker",
    "cue",
    "mode",
    "part",
    "term",
    "rule",
)


def show_table(
    frame: pd.DataFrame, *, columns: Sequence[str] | None = None, limit: int = 50, title: str = ""
) -> None:
    """Show a table in a notebook, each cell in the direction of its own script.

    Parameters
    ----------
    frame : DataFrame
        Any table. Cells are data: markup in them is shown, never run.
    columns : sequence of str, optional
        Which columns, in which order; all by default.
    limit : int, default 50
        Rows shown at most; a line below says how many there are.
    title : str, default ""
        Shown above the table.

    Raises
    ------
    TableError
        If a column is not there.
    ValueError
        If ``limit`` is less than 1.

    Examples
    --------
    >>> import corpuskit as ck
    >>> ck.show_table(ck.testing.make_documents({"a": "قال كيري"}))  # doctest: +SKIP
    """
    display(HTML(render_table(frame, columns=columns, limit=limit, title=title)))


def render_table(
    frame: pd.DataFrame, *, columns: Sequence[str] | None = None, limit: int = 50, title: str = ""
) -> str:
    """Return the HTML that :func:`show_table` shows.

    Parameters
    ----------
    frame, columns, limit, title
        As in :func:`show_table`.

    Returns
    -------
    str
        HTML that loads nothing.

    Raises
    ------
    TableError
        If a column is not there.
    ValueError
        If ``limit`` is less than 1.

    Examples
    --------
    >>> import pandas as pd
    >>> "<td>قال &lt;b&gt;</td>" in render_table(pd.DataFrame({"text": ["قال <b>"]}))
    True
    """
    _check_limit(limit)
    if columns is not None:
        absent = [name for name in columns if name not in frame]
        if absent:
            has = ", ".join(map(str, frame.columns))
            message = f"The table has no column {list_some(absent)} (has: {has})."
            raise TableError(message)
        frame = frame[list(columns)]
    shown = frame.head(limit)
    if not isinstance(shown.index, pd.RangeIndex):
        clash = [name for name in shown.index.names if name is None or name in shown]
        shown = shown.reset_index(drop=bool(clash))
    numeric = [
        pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_bool_dtype(dtype)
        for dtype in shown.dtypes
    ]
    head = "".join(
        f'<th class="ck-number">{escape(str(name))}</th>' if is_number
        else f"<th>{escape(str(name))}</th>"
        for name, is_number in zip(shown.columns, numeric, strict=True)
    )  # fmt: skip
    body = []
    for row in shown.itertuples(index=False, name=None):
        cells = []
        for value in row:
            text, name = format_cell(value)
            cells.append(f'<td class="{name}">{text}</td>' if name else f"<td>{text}</td>")
        body.append(f"<tr>{''.join(cells)}</tr>")
    caption = f"<caption>{escape(title)}</caption>" if title else ""
    note = _note(len(shown), len(frame), "rows")
    return wrap_block(
        f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>{note}"
    )


def show_passages(
    rows: pd.DataFrame, documents: pd.DataFrame, *, unit: str = "sentence", limit: int = 20
) -> None:
    """Show the sentences behind any rows with spans, the spans highlighted, right to left.

    Parameters
    ----------
    rows : DataFrame
        Any table with doc_id, start and end: tokens, mentions, labels, speech, units. Where it
        has cue_start and cue_end, speaker_start and speaker_end, these are marked too.
    documents : DataFrame
        The documents that the spans count in.
    unit : {"sentence", "paragraph", "document"}, default "sentence"
        How much text around each span is shown.
    limit : int, default 20
        Passages shown at most; a line below says how many there are.

    Raises
    ------
    TableError
        If a table breaks its contract, a document is not there, or a span leaves its text.
    ValueError
        If ``limit`` is less than 1.

    Examples
    --------
    >>> import corpuskit as ck
    >>> documents = ck.testing.make_documents({"a": "قال كيري إن العمل مستمر."})
    >>> rows = ck.find_tokens(documents).head(1)
    >>> ck.show_passages(rows, documents)  # doctest: +SKIP
    """
    display(HTML(render_passages(rows, documents, unit=unit, limit=limit)))


def render_passages(
    rows: pd.DataFrame, documents: pd.DataFrame, *, unit: str = "sentence", limit: int = 20
) -> str:
    """Return the HTML that :func:`show_passages` shows.

    Parameters
    ----------
    rows, documents, unit, limit
        As in :func:`show_passages`.

    Returns
    -------
    str
        HTML that loads nothing; texts and names in it are escaped.

    Raises
    ------
    TableError
        If a table breaks its contract, a document is not there, or a span leaves its text.
    ValueError
        If ``limit`` is less than 1.
    """
    _check_limit(limit)
    check_table(documents, DOCUMENTS)
    _check_rows(rows, documents)
    if rows.empty:
        return wrap_block('<div class="ck-note">No rows, so no passages.</div>')
    rows = rows.reset_index(drop=True)
    named = documents.set_index("doc_id")
    passages = _gather_passages(rows, documents, unit)
    shown = list(passages.items())[:limit]
    blocks, last = [], None
    for (doc_id, left, right), where in shown:
        if doc_id != last:
            blocks.append(_render_source(named.loc[doc_id], doc_id))
        blocks.append(_render_passage(named.loc[doc_id, "text"], left, right, rows.iloc[where]))
        last = doc_id
    return wrap_block("".join(blocks) + _note(len(shown), len(passages), "passages"))


def _gather_passages(
    rows: pd.DataFrame, documents: pd.DataFrame, unit: str
) -> dict[tuple[str, int, int], list[int]]:
    """Group the rows by the stretch of text that shows them, in the order of the documents."""
    used = documents[documents["doc_id"].isin(rows["doc_id"].astype(str).unique())]
    units = find_units(used, unit=unit)  # type: ignore[arg-type]
    lows = np.column_stack([rows[low].fillna(rows["start"]) for low, _, _ in _present(rows)])
    highs = np.column_stack([rows[high].fillna(rows["end"]) for _, high, _ in _present(rows)])
    left, right = lows.min(axis=1).astype(int), highs.max(axis=1).astype(int)
    ids = rows["doc_id"].astype(str)
    first = locate_spans(pd.DataFrame({"doc_id": ids, "start": left, "end": left}), units)
    # The last character, not the end: an end may be the start of the next unit.
    final = np.maximum(right - 1, left)
    last = locate_spans(pd.DataFrame({"doc_id": ids, "start": final, "end": final}), units)
    starts, ends = units["start"].to_numpy(), units["end"].to_numpy()
    left = np.where(first >= 0, np.minimum(starts[first], left), left)
    right = np.where(last >= 0, np.maximum(ends[last], right), right)
    passages: dict[tuple[str, int, int], list[int]] = {}
    rank = {doc_id: i for i, doc_id in enumerate(documents["doc_id"])}
    order = np.lexsort((right, left, [rank[doc_id] for doc_id in ids]))
    for i in order:
        passages.setdefault((ids[i], int(left[i]), int(right[i])), []).append(int(i))
    return passages


def _render_source(document: pd.Series, doc_id: str) -> str:
    facts = [
        format_cell(document[name])[0]
        for name in ("outlet", "published")
        if name in document and not pd.isna(document[name])
    ]
    return f'<div class="ck-from">{" · ".join([*facts, escape(doc_id)])}</div>'


def _render_passage(text: str, left: int, right: int, rows: pd.DataFrame) -> str:
    spans = []
    for low, high, name in _present(rows):
        for row in rows.to_dict("records"):
            if not (pd.isna(row[low]) or pd.isna(row[high])):
                hint = ", ".join(
                    f"{key}: {row[key]}" for key in _HINTS if key in row and not pd.isna(row[key])
                )
                spans.append((int(row[low]) - left, int(row[high]) - left, name, hint))
    return f'<div class="ck-passage" dir="auto">{mark_spans(text[left:right], spans)}</div>'


def _present(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    return [mark for mark in _MARKS if mark[0] in rows and mark[1] in rows]


def _check_rows(rows: pd.DataFrame, documents: pd.DataFrame) -> None:
    absent = [name for name in ("doc_id", "start", "end") if name not in rows]
    if absent:
        message = (
            f"rows lack the columns {list_some(absent)} that say where they stand (has: "
            f"{', '.join(map(str, rows.columns))}). Hand over a table of spans, such as mentions."
        )
        raise TableError(message)
    lengths = pd.Series(documents["text"].map(len).to_numpy(), index=documents["doc_id"])
    ids = rows["doc_id"].astype(str)
    unknown = ids[~ids.isin(lengths.index)].unique()
    if len(unknown):
        message = f"documents lack doc_id {list_some(unknown)}, which rows point to."
        raise TableError(message)
    outside = rows["end"].to_numpy() > lengths.loc[ids].to_numpy()
    if outside.any():
        message = (
            f"{outside.sum()} of {len(rows)} spans end behind their text, in doc_id "
            f"{list_some(ids[outside].unique())}: were they found in other documents?"
        )
        raise TableError(message)


def _check_limit(limit: int) -> None:
    if limit < 1:
        message = f"limit must be at least 1, got {limit}."
        raise ValueError(message)


def _note(shown: int, total: int, what: str) -> str:
    if shown == total:
        return ""
    return f'<div class="ck-note">{shown:,} of {total:,} {what}; raise limit= to see more.</div>'
