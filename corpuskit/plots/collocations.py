"""What stands together, and how often."""

from typing import Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corpuskit.errors import EmptyResultError
from corpuskit.plots.checks import check_columns, check_number
from corpuskit.plots.style import (
    PALETTE,
    Labels,
    check_labels,
    isolate,
    make_label,
    prepare_axes,
    styled,
)

Score = Literal["log_likelihood", "npmi", "log_dice"]
_SCORES = {
    "log_likelihood": ("نسبة الأرجحية اللوغاريتمية", "log-likelihood (G²)"),
    "npmi": ("المعلومات المتبادلة المعيارية", "NPMI"),
    "log_dice": ("لوغاريتم دايس", "logDice"),
}


@styled
def plot_collocations(
    collocations: pd.DataFrame,
    *,
    score: Score = "log_likelihood",
    n_pairs: int = 15,
    labels: Labels = "both",
    ax: Axes | None = None,
) -> Axes:
    """Draw the strongest collocations as bars, with how often the words meet.

    Parameters
    ----------
    collocations : DataFrame
        From :func:`corpuskit.measure_collocations`.
    score : {"log_likelihood", "npmi", "log_dice"}, default "log_likelihood"
        What the bars show, and the order.
    n_pairs : int, default 15
        How many pairs.
    labels : {"ar", "en", "both"}, default "both"
        Language of the axis. Words are shown as they are.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        One bar a pair; the number beside it is ``n_pairs``.

    Raises
    ------
    EmptyResultError
        If the table is empty.
    TableError
        If the table lacks a column.
    ValueError
        If ``score`` or ``labels`` is not allowed, or ``n_pairs`` is under 1.

    Examples
    --------
    >>> import pandas as pd
    >>> import corpuskit as ck
    >>> pairs = pd.DataFrame(
    ...     {"term": ["وقف"], "collocate": ["اطلاق"], "n_pairs": [9], "log_likelihood": [61.0]}
    ... )
    >>> ax = ck.plots.plot_collocations(pairs)
    >>> ax.texts[0].get_text()
    '9'
    """
    check_labels(labels)
    if score not in _SCORES:
        message = f"score must be one of {', '.join(map(repr, _SCORES))}, got {score!r}."
        raise ValueError(message)
    check_columns(collocations, ("term", "collocate", "n_pairs", score), "measure_collocations()")
    check_number(n_pairs, "n_pairs")
    shown = collocations.sort_values(
        [score, "term", "collocate"], ascending=[False, True, True], kind="stable"
    ).head(n_pairs)
    if not len(shown):
        message = "no collocation to draw: the table is empty. Lower min_pairs in its making."
        raise EmptyResultError(message)
    ax = prepare_axes(ax, size=(5.2, 1.1 + 0.23 * len(shown)))
    places = -np.arange(len(shown), dtype=float)
    values = shown[score].to_numpy(dtype=float)
    ax.barh(places, values, height=0.62, color=PALETTE[0])
    room = max(float(values.max(initial=0)), 1e-9)
    for place, value, count in zip(places, values, shown["n_pairs"], strict=True):
        ax.text(max(value, 0) + 0.015 * room, place, f"{count:,}", va="center", fontsize=7.5)
    pairs = zip(shown["term"], shown["collocate"], strict=True)
    ax.set_yticks(places, [isolate(f"{term} {collocate}") for term, collocate in pairs])
    ax.set_ylim(places[-1] - 0.8, 0.8)
    ax.set_xlim(right=1.12 * room)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x")
    ax.set_xlabel(make_label(*_SCORES[score], labels, between="  "))
    return ax
