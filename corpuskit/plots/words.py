"""Pictures of words: what sets a group apart, what stands together, what is spread how far."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MultipleLocator

from corpuskit.errors import EmptyResultError, list_some
from corpuskit.plots.checks import check_columns, check_number
from corpuskit.plots.style import (
    GREY,
    INK,
    PALETTE,
    Labels,
    check_labels,
    color_names,
    figure_of,
    isolate,
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
    columns = ("target", "term", "log_ratio", "low", "high", "log_odds_z", "verdict")
    check_columns(keyness, columns, "measure_keyness()")
    check_number(n_terms, "n_terms")
    rows = _pick_target(keyness, target)
    name = str(rows["target"].iloc[0])
    ordered = rows.sort_values(["log_odds_z", "term"], ascending=[False, True], kind="stable")
    more = ordered[ordered["log_odds_z"] > 0].head(n_terms)
    shown = more
    if less:
        shown = pd.concat([more, ordered[ordered["log_odds_z"] < 0].tail(n_terms)])
    if not len(shown):
        message = f"no term to draw: {name!r} uses no term more than its reference."
        raise EmptyResultError(message)
    ax = prepare_axes(ax, size=(5.2, 1.1 + 0.23 * len(shown)))
    color = color_names(keyness["target"].astype("str"))[name]
    places = -np.arange(len(shown), dtype=float)
    ratio = shown["log_ratio"].to_numpy(dtype=float)
    low, high = (shown[side].to_numpy(dtype=float) for side in ("low", "high"))
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
    ax.set_xlabel(_in("عدد المرات قياسا إلى المرجع", "times as often as in the reference", labels))
    ax.set_title(isolate(name))
    if legend:
        words = (("يتجاوز الصدفة", "beyond chance"), ("لا يمكن الجزم", "undecided"))
        handles = [
            Line2D(
                [], [], marker="o", linestyle="", markersize=5, color=color, markerfacecolor=face
            )
            for face in (color, "white")
        ]
        texts = [_in(*pair, labels) for pair in words]
        ax.legend(
            handles,
            texts,
            ncols=2,
            handletextpad=0.2,
            columnspacing=1.2,
            loc="upper right",
            bbox_to_anchor=(1.0, -0.62 / figure_of(ax).get_figheight()),
        )
    return ax


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
    ax.set_xlabel(_in(*_SCORES[score], labels))
    return ax


@styled
def plot_dispersion(
    dispersion: pd.DataFrame,
    *,
    terms: Sequence[str] | None = None,
    n_terms: int = 12,
    labels: Labels = "both",
    ax: Axes | None = None,
) -> Axes:
    """Draw how often terms are used against how evenly they are spread.

    Parameters
    ----------
    dispersion : DataFrame
        From :func:`corpuskit.measure_dispersion`.
    terms : sequence of str, optional
        Terms that are named in the picture; by default the most used.
    n_terms : int, default 12
        How many terms are named, if ``terms`` is not given.
    labels : {"ar", "en", "both"}, default "both"
        Language of the axes. Terms are shown as they are.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        One dot a term: uses to the right (logarithmic), ``dp_norm`` upwards (0 spread as evenly
        as the words are, 1 all in one place). The named terms are dark.

    Raises
    ------
    EmptyResultError
        If the table is empty.
    TableError
        If the table lacks a column.
    ValueError
        If a term is not in the table, ``labels`` is not allowed, or ``n_terms`` is under 1.

    Examples
    --------
    >>> import pandas as pd
    >>> import corpuskit as ck
    >>> spread = pd.DataFrame(
    ...     {"term": ["حلب", "نظام"], "n_tokens": [41, 5], "dp_norm": [0.1, 0.8]}
    ... )
    >>> ax = ck.plots.plot_dispersion(spread)
    >>> ax.get_xscale()
    'log'
    """
    check_labels(labels)
    check_columns(dispersion, ("term", "n_tokens", "dp_norm"), "measure_dispersion()")
    check_number(n_terms, "n_terms")
    if not len(dispersion):
        message = "no term to draw: the table is empty. Lower min_count in its making."
        raise EmptyResultError(message)
    known = set(dispersion["term"])
    named = list(terms) if terms is not None else dispersion["term"].head(n_terms).tolist()
    absent = [term for term in named if term not in known]
    if absent:
        message = f"terms not in the table: {list_some(absent)}. They must be in its spelling."
        raise ValueError(message)
    ax = prepare_axes(ax, size=(6.4, 4.2))
    chosen = dispersion["term"].isin(named).to_numpy()
    x = dispersion["n_tokens"].to_numpy(dtype=float)
    y = dispersion["dp_norm"].to_numpy(dtype=float)
    ax.set_xscale("log")
    ax.set_xlim(max(x.min() / 1.5, 0.5), x.max() * 1.3)
    ax.set_ylim(np.floor(10 * np.nanmin(y)) / 10 - 0.03, 1.03)
    ax.scatter(x[~chosen], y[~chosen], s=9, color=GREY, alpha=0.35, linewidth=0, rasterized=True)
    ax.scatter(x[chosen], y[chosen], s=20, color=PALETTE[0], linewidth=0, zorder=3)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _place: f"{value:,.0f}"))
    _name_dots(ax, x[chosen], y[chosen], dispersion["term"][chosen].tolist())
    ax.grid(visible=True)
    ax.set_xlabel(_in("عدد مرات الورود", "uses", labels))
    ax.set_ylabel(
        _in("التركز: 0 منتشر، 1 مجتمع", "concentration (DP): 0 even, 1 in one place", labels)
    )
    return ax


def _name_dots(ax: Axes, x: np.ndarray, y: np.ndarray, names: list[str]) -> None:
    """Write names in a column at the right, in the order of the dots, with a line to each."""
    bottom, top = ax.get_ylim()
    order = np.lexsort((x, -y))
    up = (y[order] - bottom) / (top - bottom)
    step = min(0.23 / (0.75 * figure_of(ax).get_figheight()), 0.96 / max(len(names), 1))
    # Push names down until they stand apart, then up again from the lower edge.
    places = np.minimum(up, 0.98)
    for index in range(1, len(places)):
        places[index] = min(places[index], places[index - 1] - step)
    floor = 0.02
    for index in range(len(places) - 1, -1, -1):
        places[index] = max(places[index], floor)
        floor = places[index] + step
    for index, place in zip(order.tolist(), places.tolist(), strict=True):
        ax.annotate(
            isolate(names[index]),
            (x[index], y[index]),
            xytext=(1.03, place),
            textcoords="axes fraction",
            va="center",
            ha="left",
            fontsize=8,
            color=INK,
            arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.5, "shrinkB": 3},
        )


def _pick_target(keyness: pd.DataFrame, target: str | None) -> pd.DataFrame:
    names = list(dict.fromkeys(keyness["target"].astype("str")))
    if target is None and len(names) == 1:
        return keyness
    if target is None or target not in names:
        message = f"target must be one of {list_some(names, limit=40)}, got {target!r}."
        raise ValueError(message) if names else EmptyResultError("no term to draw: an empty table.")
    return keyness[keyness["target"].astype("str") == target]


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


def _in(arabic: str, english: str, labels: Labels) -> str:
    """Return words of the frame in the language of the labels."""
    if labels == "both":
        return f"{isolate(arabic)}  {isolate(english)}"
    return isolate(arabic if labels == "ar" else english)
