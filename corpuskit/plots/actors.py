"""Pictures of actors: who is named where and when."""

from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corpuskit.plots.checks import check_columns, check_number, check_rows
from corpuskit.plots.style import (
    PALETTE,
    SEQUENTIAL,
    Labels,
    check_labels,
    hide_frame,
    isolate,
    prepare_axes,
    styled,
    text_on,
)


@styled
def plot_actor_heatmap(
    counts: pd.DataFrame,
    actors: pd.DataFrame | None = None,
    *,
    value: str = "share",
    n_actors: int = 20,
    labels: Labels = "both",
    ax: Axes | None = None,
) -> Axes:
    """Draw which share of each group's units names which actor.

    Parameters
    ----------
    counts : DataFrame
        From ``count_mentions``.
    actors : DataFrame, optional
        The actors table; gives the rows their names.
    value : {"share", "n_units"}, default "share"
        What colours and numbers show.
    n_actors : int, default 20
        Rows: the actors with the most units.
    labels : {"ar", "en", "both"}, default "both"
        Which names to print.
    ax : Axes, optional
        Where to draw; a new figure if not given.

    Returns
    -------
    Axes
        The picture: most named actors at the top.

    Raises
    ------
    TableError
        If ``counts`` lacks a column.
    EmptyResultError
        If ``counts`` is empty.
    ValueError
        If ``value`` or ``labels`` is not allowed.

    Examples
    --------
    >>> import corpuskit as ck
    >>> counts = pd.DataFrame({
    ...     "actor_id": "kerry", "group": ["2016-11", "2016-12"], "n_units": [2, 4],
    ...     "share": [0.2, 0.4], "low": [0.1, 0.2], "high": [0.5, 0.6],
    ... })
    >>> ax = ck.plots.plot_actor_heatmap(counts)
    >>> [text.get_text() for text in ax.texts]
    ['20.0', '40.0']
    """
    check_labels(labels)
    if value not in ("share", "n_units"):
        message = f"value must be 'share' or 'n_units', got {value!r}."
        raise ValueError(message)
    check_number(n_actors, "n_actors")
    order = _order_actors(counts, n_actors)
    groups = list(dict.fromkeys(counts["group"].astype("str")))
    table = counts.assign(
        actor_id=counts["actor_id"].astype("str"), group=counts["group"].astype("str")
    ).pivot_table(index="actor_id", columns="group", values=value, aggfunc="sum", observed=True)
    table = table.reindex(index=order, columns=groups).fillna(0)
    ax = prepare_axes(ax, size=(2.6 + 0.62 * len(groups), 1.2 + 0.36 * len(order)))
    numbers = table.to_numpy(dtype=np.float64)
    picture = ax.imshow(numbers, aspect="auto", cmap=SEQUENTIAL, vmin=0)
    names = _name_actors(order, actors, labels, "  ")
    ax.set_yticks(range(len(order)), names)
    ax.set_xticks(range(len(groups)), [isolate(group) for group in groups], rotation=40, ha="left")
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set_xticks(np.arange(-0.5, len(groups)), minor=True)
    ax.set_yticks(np.arange(-0.5, len(order)), minor=True)
    ax.grid(which="minor", color="white", linewidth=1.5)
    ax.tick_params(which="minor", length=0)
    hide_frame(ax)
    for (row, column), number in np.ndenumerate(numbers):
        shown = f"{100 * number:.1f}" if value == "share" else f"{number:,.0f}"
        color = text_on(picture.cmap(picture.norm(number)))
        ax.text(column, row, shown, ha="center", va="center", fontsize=7, color=color)
    unit = "% of units" if value == "share" else "units"
    ax.set_xlabel(unit, fontsize=8)
    return ax


@styled
def plot_mentions_over_time(
    counts: pd.DataFrame,
    actors: pd.DataFrame | None = None,
    *,
    n_actors: int = 6,
    labels: Labels = "ar",
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of units that names each actor, period by period.

    Parameters
    ----------
    counts : DataFrame
        From ``count_mentions`` with ``by="published"``.
    actors : DataFrame, optional
        The actors table; gives the lines their names.
    n_actors : int, default 6
        Lines: the actors with the most units, at most eight.
    labels : {"ar", "en", "both"}, default "ar"
        Which names to print.
    ax : Axes, optional
        Where to draw; a new figure if not given.

    Returns
    -------
    Axes
        The picture; bands are the intervals of the table, names stand at the line ends.

    Raises
    ------
    TableError
        If ``counts`` lacks a column.
    EmptyResultError
        If ``counts`` is empty.
    ValueError
        If ``labels`` is none of the three.

    Examples
    --------
    >>> import corpuskit as ck
    >>> counts = pd.DataFrame({
    ...     "actor_id": "kerry", "group": ["2016-11", "2016-12"], "n_units": [2, 4],
    ...     "share": [0.2, 0.4], "low": [0.1, 0.2], "high": [0.5, 0.6],
    ... })
    >>> ax = ck.plots.plot_mentions_over_time(counts)
    >>> ax.lines[0].get_ydata().tolist()
    [20.0, 40.0]
    """
    check_labels(labels)
    check_number(n_actors, "n_actors")
    order = _order_actors(counts, min(n_actors, len(PALETTE)))
    groups = sorted(dict.fromkeys(counts["group"].astype("str")))
    ax = prepare_axes(ax, size=(7.0, 3.8))
    names = _name_actors(order, actors, labels, " ")
    ids = counts["actor_id"].astype("str")
    ends = []
    for at, (actor, name) in enumerate(zip(order, names, strict=True)):
        rows = counts[ids == actor]
        rows = rows.set_index(rows["group"].astype("str")).reindex(groups)
        x = np.arange(len(groups))
        color = PALETTE[at]
        ax.plot(x, 100 * rows["share"], color=color, lw=1.8, marker="o", ms=3.5)
        ax.fill_between(x, 100 * rows["low"], 100 * rows["high"], color=color, alpha=0.13, lw=0)
        ends.append((float(100 * rows["share"].iloc[-1]), name, color))
    ax.set_ylim(bottom=0)
    top = ax.get_ylim()[1]
    heights = _part_heights([end for end, _, _ in ends], 0.058 * top)
    for (_, name, color), height in zip(ends, heights, strict=True):
        ax.annotate(
            name,
            (len(groups) - 1, height),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            ha="left",
            color=color,
            fontsize=9,
            annotation_clip=False,
        )
    step = -(-len(groups) // 10)
    ticks = list(range(0, len(groups), step))
    # A week is named by its two ends, which is too long for an axis.
    weeks = all("/" in group for group in groups)
    shown = [groups[tick].partition("/")[0] if weeks else groups[tick] for tick in ticks]
    ax.set_xticks(ticks, [isolate(one) for one in shown])
    ax.set_xlabel("weeks, by their first day" if weeks else "")
    if len(ticks) > 5:
        for label in ax.get_xticklabels():
            label.set_rotation(30)
            label.set_horizontalalignment("right")
    ax.set_ylabel("% of units")
    ax.grid(axis="y")
    return ax


def _part_heights(heights: list[float], gap: float) -> list[float]:
    """Return heights that keep a gap, as near to the given ones as the order allows."""
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    parted = list(heights)
    for _ in range(100):
        moved = False
        for below, above in pairwise(order):
            lack = gap - (parted[above] - parted[below])
            if lack > 1e-9:
                parted[below] -= lack / 2
                parted[above] += lack / 2
                moved = True
        if order and parted[order[0]] < 0:
            parted[order[0]] = 0.0
        if not moved:
            break
    return parted


def _order_actors(counts: pd.DataFrame, n_actors: int) -> list[str]:
    needed = ("actor_id", "group", "n_units", "share", "low", "high")
    check_columns(counts, needed, "count_mentions()")
    check_rows(counts, "count_mentions()")
    total = counts.groupby(counts["actor_id"].astype("str"))["n_units"].sum()
    ranked = sorted(total.items(), key=lambda item: (-item[1], str(item[0])))
    return [str(name) for name, _ in ranked[:n_actors]]


def _name_actors(
    order: list[str], actors: pd.DataFrame | None, labels: Labels, between: str
) -> list[str]:
    if actors is None:
        return [isolate(actor) for actor in order]
    arabic = dict(zip(actors["actor_id"].astype("str"), actors["name_ar"], strict=True))
    english = dict(zip(actors["actor_id"].astype("str"), actors["name_en"], strict=True))
    named = []
    for actor in order:
        both = [isolate(arabic.get(actor, actor)), isolate(english.get(actor, actor))]
        shown = {"ar": both[:1], "en": both[1:], "both": both[::-1]}[labels]
        named.append(between.join(dict.fromkeys(shown)))
    return named
