"""With which verbs outlets report what is said."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corpuskit.plots.checks import check_groups
from corpuskit.plots.style import (
    GREY,
    PALETTE,
    Labels,
    check_labels,
    isolate,
    make_label,
    prepare_axes,
    styled,
)
from corpuskit.plots.voice_parts import show_percent

_STANCES = {"endorsing": PALETTE[0], "neutral": GREY, "distancing": PALETTE[1]}
_STANCES_AR = {"endorsing": "تأييد", "neutral": "حياد", "distancing": "تحفظ"}


@styled
def plot_cues(
    cues: pd.DataFrame,
    *,
    by: str = "outlet",
    labels: Labels = "both",
    ax: Axes | None = None,
) -> Axes:
    """Draw the shares of endorsing, neutral and distancing cues with their intervals.

    Parameters
    ----------
    cues : DataFrame
        From :func:`corpuskit.compare_cues` with ``what="stance"``.
    by : str, default "outlet"
        The column whose values are compared.
    labels : {"ar", "en", "both"}, default "both"
        Script of the words that the picture adds.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        The picture. A filled mark differs from all others by the test, an open one does not.

    Raises
    ------
    EmptyResultError
        If the table is empty.
    ValueError
        If ``labels`` is not allowed, or ``by`` or ``stance`` is no column.

    Examples
    --------
    >>> import pandas as pd
    >>> cues = pd.DataFrame({
    ...     "outlet": ["الجزيرة"], "stance": ["endorsing"], "share": [0.4], "low": [0.2],
    ...     "high": [0.6], "total": [20.0], "verdict": ["undecided"],
    ... })
    >>> plot_cues(cues, labels="en").get_xlabel().strip("\u2068\u2069")
    'share of the reporting verbs'
    """
    check_labels(labels)
    needed = ("stance", "share", "low", "high", "total", "verdict")
    check_groups(cues, by, needed, "compare_cues()")
    groups = sorted(cues[by].astype("str").unique())
    ax = prepare_axes(ax, size=(7.0, 1.2 + 0.5 * len(groups)))
    stances = [stance for stance in _STANCES if stance in set(cues["stance"].astype("str"))]
    for place, stance in enumerate(stances):
        color = _STANCES[stance]
        part = cues[cues["stance"].astype("str") == stance].copy()
        part.index = pd.Index(part[by].astype("str"))
        part = part.reindex(groups)
        at = np.arange(len(groups)) + (place - (len(stances) - 1) / 2) * 0.2
        ax.hlines(at, part["low"], part["high"], color=color, linewidth=1.4)
        decided = (part["verdict"].astype("object") != "undecided").to_numpy(dtype=bool)
        fill = [color if one else "white" for one in decided]
        ax.scatter(part["share"], at, s=30, c=fill, edgecolors=color, linewidths=1.3, zorder=3)
        name = make_label(_STANCES_AR[stance], stance, labels, between=" · ")
        ax.scatter([], [], s=30, c=color, label=name)
    totals = cues.groupby(cues[by].astype("str"))["total"].first()
    ticks = [f"{isolate(group)}\n{isolate(f'n = {totals[group]:g}')}" for group in groups]
    ax.set_yticks(range(len(groups)), ticks)
    ax.set_ylim(len(groups) - 0.5, -0.5)
    title = make_label("نسبة أفعال القول", "share of the reporting verbs", labels, between=" · ")
    show_percent(ax, title)
    ax.grid(axis="x")
    ax.legend(loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=3, handletextpad=0.2)
    return ax
