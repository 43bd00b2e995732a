"""What sets one group apart: its key terms, with intervals."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MultipleLocator

from corpuskit.errors import EmptyResultError, list_some
from corpuskit.plots.checks import check_columns, check_number
from corpuskit.plots.style import (
    GREY,
    Labels,
    check_labels,
    color_names,
    figure_of,
    isolate,
    make_label,
    prepare_axes,
    styled,
)

_COLUMNS = ("target", "term", "log_ratio", "low", "high", "log_odds_z", "verdict")


@styled
def plot_keyness(
    keyness: pd.DataFrame,
    *,
    target: str | None = None,
    n_terms: int = 12,
    less: bool = False,
    legend: bool = True,
    labels: Labels = "both",
    ax: Axes | None = None,
) -> Axes:
    """Draw the terms that set one group apart, with their intervals.

    Parameters
    ----------
    keyness : DataFrame
        From :func:`corpuskit.measure_keyness`.
    target : str, optional
        Which target; needed where the table has several. For small multiples, call once for each
        with its own ``ax``.
    n_terms : int, default 12
        How many terms, from the top of the table (the highest ``log_odds_z``).
    less : bool, default False
        Also draw as many terms that the group uses less, below the others.
    legend : bool, default True
        Whether to say below the picture what full and empty dots are.
    labels : {"ar", "en", "both"}, default "both"
        Language of the axis. Terms are shown as they are.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        One row a term: a dot at the ratio of the rates and a line for its interval. A full dot is
        a difference that can be told from chance at the table's share of false discoveries, an
        empty one cannot be told.

    Raises
    ------
    EmptyResultError
        If there is no term to draw.
    TableError
        If the table lacks a column.
    ValueError
        If ``target`` or ``labels`` is not allowed, or ``n_terms`` is under 1.

    Examples
    --------
    >>> import pandas as pd
    >>> import corpuskit as ck
    >>> keyness = pd.DataFrame(
    ...     {"target": ["سانا"], "term": ["جيش"], "log_ratio": [2.0], "low": [0.5], "high": [3.5],
    ...      "log_odds_z": [2.1], "verdict": ["more"]}
    ... )
    >>> ax = ck.plots.plot_keyness(keyness)
    >>> ax.get_yticklabels()[0].get_text().strip("\u2068\u2069")
    'جيش'
    """
    check_labels(labels)
    check_columns(keyness, _COLUMNS, "measure_keyness()")
    check_number(n_terms, "n_terms")
    rows = _pick_target(keyness, target)
    name = str(rows["target"].iloc[0])
    shown = _pick_terms(rows, name, n_terms, less=less)
    ax = prepare_axes(ax, size=(5.2, 1.1 + 0.23 * len(shown)))
    color = color_names(keyness["target"].astype("str"))[name]
    places = -np.arange(len(shown), dtype=float)
    ratio, low, high = (shown[side].to_numpy(dtype=float) for side in ("log_ratio", "low", "high"))
    ax.hlines(places, low, high, color=color, linewidth=1.4, alpha=0.55)
    clear = (shown["verdict"] != "undecided").to_numpy(dtype=bool)
    for mask, face in ((clear, color), (~clear, "white")):
        ax.scatter(
            ratio[mask],
            places[mask],
            s=26,
            facecolor=face,
            edgecolor=color,
            linewidth=1.2,
            zorder=3,
        )
    ax.axvline(0, color=GREY, linewidth=0.8, zorder=0)
    ax.set_yticks(places, [isolate(term) for term in shown["term"]])
    ax.set_ylim(places[-1] - 0.8, 0.8)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    _scale_ratio(ax, low, high, ratio)
    words = ("عدد المرات قياسا إلى المرجع", "times as often as in the reference")
    ax.set_xlabel(make_label(*words, labels, between="  "))
    ax.set_title(isolate(name))
    if legend:
        _explain_dots(ax, color, labels)
    return ax


def _pick_target(keyness: pd.DataFrame, target: str | None) -> pd.DataFrame:
    names = list(dict.fromkeys(keyness["target"].astype("str")))
    if target is None and len(names) == 1:
        return keyness
    if target is None or target not in names:
        message = f"target must be one of {list_some(names, limit=40)}, got {target!r}."
        raise ValueError(message) if names else EmptyResultError("no term to draw: an empty table.")
    return keyness[keyness["target"].astype("str") == target]


def _pick_terms(rows: pd.DataFrame, target: str, n_terms: int, *, less: bool) -> pd.DataFrame:
    ordered = rows.sort_values(["log_odds_z", "term"], ascending=[False, True], kind="stable")
    shown = ordered[ordered["log_odds_z"] > 0].head(n_terms)
    if less:
        shown = pd.concat([shown, ordered[ordered["log_odds_z"] < 0].tail(n_terms)])
    if not len(shown):
        message = f"no term to draw: {target!r} uses no term more than its reference."
        raise EmptyResultError(message)
    return shown


def _scale_ratio(ax: Axes, low: np.ndarray, high: np.ndarray, ratio: np.ndarray) -> None:
    """Show binary logarithms as how many times as often; cut intervals that run off."""
    reach = np.abs(ratio).max() + 1
    ends = np.concatenate([low, high, ratio])
    ends = ends[np.isfinite(ends)]
    left, right = np.clip([ends.min(), ends.max()], -reach - 2.5, reach + 2.5)
    ax.set_xlim(min(left - 0.3, -0.5), max(right + 0.3, 0.5))
    span = ax.get_xlim()[1] - ax.get_xlim()[0]
    ax.xaxis.set_major_locator(MultipleLocator(max(1, int(np.ceil(span / 7)))))
    ax.xaxis.set_major_formatter(FuncFormatter(_as_times))


def _as_times(value: float, _place: object) -> str:
    return f"×{2**value:,.0f}" if value >= 0 else f"×1/{2**-value:,.0f}"


def _explain_dots(ax: Axes, color: str, labels: Labels) -> None:
    """Say below the picture what full and empty dots are."""
    words = (("يتجاوز الصدفة", "beyond chance"), ("لا يمكن الجزم", "undecided"))
    handles = [
        Line2D([], [], marker="o", linestyle="", markersize=5, color=color, markerfacecolor=face)
        for face in (color, "white")
    ]
    ax.legend(
        handles,
        [make_label(*pair, labels, between="  ") for pair in words],
        ncols=2,
        handletextpad=0.2,
        columnspacing=1.2,
        loc="upper right",
        bbox_to_anchor=(1.0, -0.62 / figure_of(ax).get_figheight()),
    )
