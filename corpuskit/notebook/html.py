"""Pieces of HTML for notebooks: escaped, directed by their own script, and loading nothing."""

from html import escape
from itertools import pairwise

import numpy as np
import pandas as pd

#: Cells and passages take their direction from their own first letter, so that Arabic reads from
#: right to left beside English in the same table. Colours follow JupyterLab's theme. The class is
#: named twice to outweigh JupyterLab's own rule, which puts every cell on the right.
STYLE = """<style>
.corpuskit table{border-collapse:collapse;font-size:13px;margin:0}
.corpuskit caption{caption-side:top;text-align:start;font-weight:600;padding:4px 8px}
.corpuskit.corpuskit table th,.corpuskit.corpuskit table td{
padding:4px 8px;vertical-align:top;max-width:34em;
white-space:pre-line;unicode-bidi:plaintext;text-align:start;overflow-wrap:break-word;
border-bottom:1px solid var(--jp-border-color2,#e0e0e0)}
.corpuskit.corpuskit table th{font-weight:600;white-space:nowrap}
.corpuskit.corpuskit table .ck-number{text-align:right;direction:ltr;white-space:nowrap;
font-variant-numeric:tabular-nums}
.corpuskit .ck-missing{color:var(--jp-ui-font-color3,#9a9a9a)}
.corpuskit .ck-note{color:var(--jp-ui-font-color2,#666);font-size:12px;padding:4px 8px}
.corpuskit .ck-passage{margin:0 0 10px;padding:6px 12px;line-height:1.9;font-size:15px;
unicode-bidi:plaintext;text-align:start;white-space:pre-line;
border-inline-start:3px solid var(--jp-border-color1,#bdbdbd)}
.corpuskit .ck-from{font-size:12px;color:var(--jp-ui-font-color2,#666);padding:2px 12px;
unicode-bidi:plaintext;text-align:start}
.corpuskit mark{padding:0 2px;border-radius:3px;color:#111}
.corpuskit mark.ck-span{background:#ffe08a}
.corpuskit mark.ck-cue{background:#b7e3c0}
.corpuskit mark.ck-speaker{background:#bcdcff}
</style>"""


def wrap_block(content: str) -> str:
    """Return a block that stands alone in a notebook cell.

    Parameters
    ----------
    content : str
        HTML that is already escaped.

    Returns
    -------
    str
        The block with its style sheet.
    """
    return f'{STYLE}<div class="corpuskit">{content}</div>'


def format_cell(value: object) -> tuple[str, str]:
    """Return one table cell as escaped text, and its class.

    Parameters
    ----------
    value : object
        Any value of a DataFrame.

    Returns
    -------
    text : str
        Whole numbers with thousands marks, other numbers with three significant digits, dates as
        year-month-day, everything else as it is.
    name : str
        ``"ck-number"``, ``"ck-missing"`` or nothing.
    """
    if isinstance(value, list | tuple | set | dict | np.ndarray):
        return escape(str(value)), ""
    if pd.isna(value):  # type: ignore[call-overload]
        return "–", "ck-missing"
    if isinstance(value, bool | np.bool_):
        return ("yes" if value else "no"), ""
    if isinstance(value, int | np.integer):
        return f"{int(value):,}".replace("-", "\u2212"), "ck-number"
    if isinstance(value, float | np.floating):
        return format_number(float(value)), "ck-number"
    if isinstance(value, pd.Timestamp):
        midnight = value == value.normalize()
        return value.strftime("%Y-%m-%d" if midnight else "%Y-%m-%d %H:%M"), ""
    return escape(str(value)), ""


def format_number(value: float) -> str:
    """Return a number with three significant digits and a true minus sign.

    Parameters
    ----------
    value : float
        Any number.

    Returns
    -------
    str
        For instance ``"0.123"``, ``"1,230"``, ``"−4.5e-05"``.

    Examples
    --------
    >>> format_number(0.12345), format_number(1234.5), format_number(-2.0)
    ('0.123', '1,234', '−2')
    """
    if not np.isfinite(value):
        text = str(value)
    elif abs(value) >= 100 or value == round(value):
        text = f"{value:,.0f}"
    else:
        text = f"{value:.3g}"
    return text.replace("-", "\u2212", 1) if value < 0 else text


def mark_spans(text: str, spans: list[tuple[int, int, str, str]]) -> str:
    """Return a text with marks around spans, everything escaped.

    Parameters
    ----------
    text : str
        The text that the offsets count in.
    spans : list of (start, end, name, hint)
        Half-open offsets, the class of the mark, and what shows when the mouse rests on it.
        Spans may nest or overlap: a piece is marked by the shortest span over it.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> mark_spans("قال <كيري>", [(5, 9, "ck-span", "kerry")])
    'قال &lt;<mark class="ck-span" title="kerry">كيري</mark>&gt;'
    """
    cuts = sorted({0, len(text), *(edge for start, end, *_ in spans for edge in (start, end))})
    cuts = [cut for cut in cuts if 0 <= cut <= len(text)]
    by_length = sorted(spans, key=lambda span: (span[1] - span[0], span[0]))
    pieces = []
    for left, right in pairwise(cuts):
        piece = escape(text[left:right])
        over = next((s for s in by_length if s[0] <= left and right <= s[1]), None)
        if over is None:
            pieces.append(piece)
        else:
            pieces.append(f'<mark class="{over[2]}" title="{escape(over[3])}">{piece}</mark>')
    return "".join(pieces)
