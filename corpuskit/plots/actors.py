"""Pictures of actors: networks, differences between outlets, who is named where and when."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import matplotlib.patheffects as effects
import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.text import Text

from corpuskit.actors.network import layout_network
from corpuskit.errors import EmptyResultError, TableError
from corpuskit.plots.style import (
    GREY,
    INK,
    LIGHT,
    PALETTE,
    SEQUENTIAL,
    Labels,
    check_labels,
    figure_of,
    isolate,
    prepare_axes,
    styled,
    text_on,
)

MORE, LESS = "#0072B2", "#D55E00"
#: Areas in square points, widths in points.
LARGEST_DISC, SMALLEST_DISC = 700.0, 45.0
WIDEST_LINE, THINNEST_LINE = 5.0, 0.4


@styled
def plot_network(
    network: nx.Graph,
    communities: pd.DataFrame | None = None,
    *,
    labels: Labels = "both",
    width: str = "n_units",
    size: str = "n_units",
    legend: bool = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw a network of actors, every name readable.

    Parameters
    ----------
    network : Graph
        From ``build_network``, best 15 to 60 actors; nodes placed by ``layout_network`` keep
        their places, others are laid out here.
    communities : DataFrame, optional
        From ``find_communities``: gives nodes and the edges inside a community its colour.
    labels : {"ar", "en", "both"}, default "both"
        Which names to print.
    width, size : str, default "n_units"
        The edge attribute that makes lines wide and the node attribute that makes discs large.
    legend : bool, default True
        Explain width and size.
    ax : Axes, optional
        Where to draw; a new figure if not given.

    Returns
    -------
    Axes
        The picture.

    Raises
    ------
    EmptyResultError
        If the network has no nodes.
    ValueError
        If ``labels`` is none of the three.

    Notes
    -----
    The area of a disc and the width of a line are proportional to their numbers. Labels stand
    under their discs and are moved apart until none covers another.

    Examples
    --------
    >>> import networkx as nx
    >>> import corpuskit as ck
    >>> network = nx.Graph()
    >>> network.add_node("kerry", name_ar="كيري", name_en="Kerry", n_units=4)
    >>> network.add_node("lavrov", name_ar="لافروف", name_en="Lavrov", n_units=6)
    >>> network.add_edge("kerry", "lavrov", n_units=3)
    >>> ax = ck.plots.plot_network(network, labels="ar")
    >>> [text.get_text().strip("\u2068\u2069") for text in ax.texts]
    ['كيري', 'لافروف']
    """
    check_labels(labels)
    if len(network) == 0:
        message = "The network has no nodes to draw. Lower min_units or alpha."
        raise EmptyResultError(message)
    side = 5.5 + 0.075 * len(network)
    ax = prepare_axes(ax, size=(side * 1.12, side))
    network = _place(network)
    group = _read_groups(network, communities)
    nodes = list(network)
    amount = np.array([float(network.nodes[n].get(size) or 0) for n in nodes])
    radius = np.array([np.sqrt(_area_of(value, amount) / np.pi) for value in amount])
    picture = _NetworkPicture(ax, network, nodes, radius)
    picture.spread(labels, foot=34 if legend else 0)
    edges = list(network.edges)
    values = np.array([float(network.edges[e].get(width) or 0) for e in edges])
    widths = np.array([_width_of(value, values) for value in values])
    colors = [
        PALETTE[group[a] % len(PALETTE)] if group[a] == group[b] else "#B9B9B9" for a, b in edges
    ]
    if not communities_given(communities):
        colors = [GREY] * len(edges)
    picture.draw_edges(edges, widths, colors)
    picture.draw_nodes([PALETTE[group[n] % len(PALETTE)] for n in nodes])
    if legend:
        what = (NAMES.get(size, size), NAMES.get(width, width))
        _explain(ax, amount, values, what, picture.scale)
    return ax


@styled
def plot_difference_network(
    network: nx.Graph,
    *,
    labels: Labels = "both",
    legend: bool = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw who, and who together, is named more in one group than in the other.

    Parameters
    ----------
    network : Graph
        From ``build_difference_network``; placed by ``layout_network`` or laid out here.
    labels : {"ar", "en", "both"}, default "both"
        Which names to print.
    legend : bool, default True
        Explain the colours.
    ax : Axes, optional
        Where to draw; a new figure if not given.

    Returns
    -------
    Axes
        The picture. Colours show decided differences; what the data cannot tell is grey.

    Raises
    ------
    EmptyResultError
        If the network has no nodes.
    ValueError
        If ``labels`` is none of the three.

    Examples
    --------
    >>> import networkx as nx
    >>> import corpuskit as ck
    >>> network = nx.Graph()
    >>> network.add_node("kerry", name_ar="كيري", name_en="Kerry", n_units=4)
    >>> network.add_node("lavrov", name_ar="لافروف", name_en="Lavrov", n_units=6)
    >>> network.add_edge("kerry", "lavrov", n_units=3, difference=0.2, verdict="more")
    >>> ax = ck.plots.plot_difference_network(network, labels="ar")
    >>> [text.get_text().strip("\u2068\u2069") for text in ax.texts]
    ['كيري', 'لافروف']
    """
    check_labels(labels)
    if len(network) == 0:
        message = "The network has no nodes to draw. Compare with a lower min_units."
        raise EmptyResultError(message)
    side = 5.5 + 0.075 * len(network)
    ax = prepare_axes(ax, size=(side * 1.12, side))
    network = _place(network)
    nodes = list(network)
    amount = np.array([abs(float(network.nodes[n].get("difference") or 0)) for n in nodes])
    radius = np.array([np.sqrt(_area_of(value, amount) / np.pi) for value in amount])
    picture = _NetworkPicture(ax, network, nodes, radius)
    picture.spread(labels, foot=34 if legend else 0)
    edges = list(network.edges)
    values = np.array([abs(float(network.edges[e].get("difference") or 0)) for e in edges])
    answers = [network.edges[e].get("verdict", "undecided") for e in edges]
    widths = np.array([_width_of(value, values) for value in values])
    widths = np.where([answer == "undecided" for answer in answers], 0.6, np.maximum(widths, 1.2))
    picture.draw_edges(edges, widths, [_ANSWERS[answer] for answer in answers], fade=0.75)
    picture.draw_nodes([_ANSWERS[network.nodes[n].get("verdict", "undecided")] for n in nodes])
    if legend:
        group, reference = network.graph.get("group", "group"), network.graph.get("reference", "")
        _explain_answers(ax, str(group), str(reference))
    return ax


def _explain_answers(ax: Axes, group: str, reference: str) -> None:
    words = {
        "more": f"more in {isolate(group)}",
        "less": f"more in {isolate(reference)}",
        "undecided": "undecided at this size",
    }
    handles = [
        Line2D([], [], marker="o", ms=8, lw=2.5, mec="white", color=_ANSWERS[answer], label=text)
        for answer, text in words.items()
    ]
    ax.legend(
        handles=handles,
        loc="lower center",
        bbox_to_anchor=(0.5, 0.0),
        ncols=3,
        frameon=False,
        columnspacing=2.2,
    )


_ANSWERS = {"more": MORE, "less": LESS, "undecided": "#C8C8C8"}


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
    for spine in ax.spines.values():
        spine.set_visible(False)
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
    ax.set_xticks(ticks, [isolate(groups[tick]) for tick in ticks])
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
    lacking = {"actor_id", "group", "n_units", "share", "low", "high"} - set(counts)
    if lacking:
        message = f"counts lacks {sorted(lacking)}; it is made by count_mentions()."
        raise TableError(message)
    if len(counts) == 0:
        message = "counts is empty: no actor is named in any group."
        raise EmptyResultError(message)
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
        named.append(between.join(shown))
    return named


NAMES = {
    "n_units": "units",
    "n_documents": "documents",
    "npmi": "NPMI",
    "jaccard": "Jaccard",
    "cosine": "cosine",
    "log_likelihood": "log-likelihood",
}


def communities_given(communities: pd.DataFrame | None) -> bool:
    """Tell whether nodes have communities to colour."""
    return communities is not None and len(communities) > 0


def _place(network: nx.Graph) -> nx.Graph:
    placed = all("x" in data and "y" in data for _, data in network.nodes(data=True))
    return network if placed else layout_network(network)


def _read_groups(network: nx.Graph, communities: pd.DataFrame | None) -> dict[str, int]:
    if communities is None:
        return dict.fromkeys(network, 0)
    if not {"actor_id", "community"} <= set(communities):
        message = (
            "communities must have the columns actor_id and community; see find_communities()."
        )
        raise TableError(message)
    known = dict(
        zip(
            communities["actor_id"].astype("str"), communities["community"].astype(int), strict=True
        )
    )
    return {node: known.get(node, len(PALETTE) - 1) for node in network}


class _NetworkPicture:
    """One network on one Axes: places in points, so that nothing depends on the data's scale."""

    def __init__(self, ax: Axes, network: nx.Graph, nodes: list[str], radius: np.ndarray) -> None:
        self.ax, self.network, self.nodes, self.radius = ax, network, nodes, radius
        self.index = {node: at for at, node in enumerate(nodes)}
        spots = np.array([[network.nodes[n]["x"], network.nodes[n]["y"]] for n in nodes])
        self.page = self._page_points()
        low, high = spots.min(axis=0), spots.max(axis=0)
        span = np.maximum(high - low, 1e-9)
        self.place = (spots - low) / span * (self.page - 110) + 55
        for axis in (0, 1):
            if high[axis] - low[axis] < 1e-9:
                self.place[:, axis] = self.page[axis] / 2
        self.texts: list[list[Text]] = []
        self.scale = 1.0

    def _page_points(self) -> np.ndarray:
        figure = figure_of(self.ax)
        figure.draw_without_rendering()
        box = self.ax.get_window_extent()
        return np.array([box.width, box.height]) * 72 / figure.dpi

    def spread(self, labels: Labels, *, foot: float) -> None:
        """Write the labels, then move nodes apart until discs and labels are free."""
        self.ax.set_axis_off()
        self._set_limits(np.zeros(2), self.page)
        self.texts = [self._write(node, labels) for node in self.nodes]
        boxes = self._measure_boxes()
        self.place = separate_boxes(self.place, boxes)
        low = (self.place + boxes[:, 0]).min(axis=0) - 6
        high = (self.place + boxes[:, 1]).max(axis=0) + 6
        self._fit(low, high, foot)

    def _fit(self, low: np.ndarray, high: np.ndarray, foot: float) -> None:
        # The page shows points one to one, enlarged evenly where the boxes need more room.
        low[1] -= foot
        scale = max(float(((high - low) / self.page).max()), 1.0)
        middle = (low + high) / 2
        if scale > 1.0:
            # Shrink the distances, not the letters, then part what touches again.
            self.place = middle + (self.place - middle) / scale
            boxes = self._measure_boxes()
            self.place = separate_boxes(self.place, boxes)
            low = (self.place + boxes[:, 0]).min(axis=0) - 4
            high = (self.place + boxes[:, 1]).max(axis=0) + 4
            low[1] -= foot
            middle = (low + high) / 2
            scale = max(float(((high - low) / self.page).max()), 1.0)
        half = self.page * scale / 2
        self._set_limits(middle - half, middle + half)
        if scale > 1.001:
            for texts in self.texts:
                for text in texts:
                    text.set_fontsize(float(text.get_fontsize()) / scale)
            self.radius = self.radius / scale
        self.scale = scale
        for at, texts in enumerate(self.texts):
            self._put(at, texts)

    def _set_limits(self, low: np.ndarray, high: np.ndarray) -> None:
        self.ax.set_xlim(low[0], high[0])
        self.ax.set_ylim(low[1], high[1])

    def _write(self, node: str, labels: Labels) -> list[Text]:
        data = self.network.nodes[node]
        arabic = str(data.get("name_ar") or data.get("label") or node)
        english = str(data.get("name_en") or node)
        halo = [effects.withStroke(linewidth=2.6, foreground="white")]
        lines = []
        if labels in ("ar", "both"):
            lines.append((arabic, 9.5, "bold", INK))
        if labels in ("en", "both"):
            lines.append((english, 7.5 if labels == "both" else 9, "regular", "#555555"))
        return [
            self.ax.text(
                0,
                0,
                isolate(text),
                ha="center",
                va="top",
                fontsize=points,
                fontweight=weight,
                color=color,
                path_effects=halo,
                zorder=5,
            )
            for text, points, weight, color in lines
        ]

    def _text_sizes(self, texts: Sequence[Text]) -> list[tuple[float, float]]:
        figure = figure_of(self.ax)
        points = 72 / figure.dpi
        boxes = [text.get_window_extent() for text in texts]
        return [(box.width * points, box.height * points) for box in boxes]

    def _measure_boxes(self) -> np.ndarray:
        """Return the corners of each disc with its label, seen from the disc's middle."""
        corners = []
        for texts, radius in zip(self.texts, self.radius, strict=True):
            sizes = self._text_sizes(texts)
            half = max([radius, *(width / 2 for width, _ in sizes)]) + 3
            below = radius + 1 + sum(height - 2.5 for _, height in sizes) + 4
            corners.append([[-half, -below], [half, radius + 2]])
        return np.array(corners)

    def _put(self, at: int, texts: Sequence[Text]) -> None:
        x, y = self.place[at]
        top = y - (self.radius[at] + 1) * self.scale
        for text, (_, height) in zip(texts, self._text_sizes(texts), strict=True):
            text.set_position((x, top))
            top -= (height - 2.5) * self.scale

    def draw_edges(
        self, edges: list[Any], widths: np.ndarray, colors: Sequence[str], *, fade: float = 0.55
    ) -> None:
        """Draw the lines, wide ones first."""
        order = np.argsort(-widths, kind="stable")
        lines = [
            [self.place[self.index[edges[i][0]]], self.place[self.index[edges[i][1]]]]
            for i in order
        ]
        self.ax.add_collection(
            LineCollection(
                lines,
                linewidths=widths[order] / self.scale,
                colors=[colors[i] for i in order],
                alpha=fade,
                capstyle="round",
                zorder=1,
            ),
            autolim=False,
        )

    def draw_nodes(self, colors: Sequence[str]) -> None:
        """Draw the discs."""
        self.ax.scatter(
            self.place[:, 0],
            self.place[:, 1],
            s=(2 * self.radius) ** 2,
            c=list(colors),
            edgecolors="white",
            linewidths=1.0,
            zorder=3,
        )


def _explain(
    ax: Axes, sizes: np.ndarray, values: np.ndarray, what: tuple[str, str], shrink: float
) -> None:
    """Write a legend of two discs and two lines."""
    handles: list[Line2D] = []
    for number in _round_steps(sizes):
        side = 2 * np.sqrt(_area_of(number, sizes) / np.pi) / shrink
        handles.append(
            Line2D(
                [],
                [],
                ls="",
                marker="o",
                ms=side,
                color=LIGHT,
                mec="white",
                label=f"{_show(number)} {what[0]}",
            )
        )
    for number in _round_steps(values):
        handles.append(
            Line2D(
                [],
                [],
                lw=_width_of(number, values) / shrink,
                color="#B9B9B9",
                label=f"{_show(number)} {what[1]}",
            )
        )
    if handles:
        ax.legend(
            handles=handles,
            loc="lower center",
            bbox_to_anchor=(0.5, 0.0),
            ncols=len(handles),
            frameon=False,
            fontsize=8,
            handletextpad=1.8,
            columnspacing=2.2,
            borderpad=0.2,
        )


def _round_steps(values: np.ndarray) -> list[float]:
    """Return the largest value and about a quarter of it, both round numbers."""
    top = float(values.max()) if len(values) else 0.0
    if top <= 0:
        return []
    steps = [_round_down(top), _round_down(top / 5)]
    return list(dict.fromkeys(steps))


def _round_down(value: float) -> float:
    power = 10.0 ** np.floor(np.log10(value))
    lead = next(step for step in (5, 2, 1) if value / power >= step - 1e-9)
    return float(lead * power)


def _show(number: float) -> str:
    return f"{number:,.0f}" if number >= 1 and number == int(number) else f"{number:g}"


def _area_of(value: float, values: np.ndarray) -> float:
    top = values.max() if len(values) and values.max() > 0 else 1.0
    return float(np.maximum(LARGEST_DISC * value / top, SMALLEST_DISC))


def _width_of(value: float, values: np.ndarray) -> float:
    top = values.max() if len(values) and values.max() > 0 else 1.0
    return float(np.maximum(WIDEST_LINE * value / top, THINNEST_LINE))


def separate_boxes(place: np.ndarray, boxes: np.ndarray, *, n_passes: int = 400) -> np.ndarray:
    """Move boxes apart until none covers another.

    Parameters
    ----------
    place : ndarray of shape (n, 2)
        Where each box hangs.
    boxes : ndarray of shape (n, 2, 2)
        Lower left and upper right corner of each box, seen from its place.
    n_passes : int, default 400
        Most passes; each parts every overlapping pair along the shorter way.

    Returns
    -------
    ndarray of shape (n, 2)
        The new places, rounded to three decimals.
    """
    place = place.astype(np.float64).copy()
    n = len(place)
    first, second = np.triu_indices(n, 1)
    for _ in range(n_passes):
        low, high = place + boxes[:, 0], place + boxes[:, 1]
        overlap = np.minimum(high[first], high[second]) - np.maximum(low[first], low[second])
        hit = (overlap > 0).all(axis=1)
        if not hit.any():
            break
        middle = (low + high) / 2
        move = np.zeros_like(place)
        count = np.zeros(n)
        for a, b, (dx, dy) in zip(first[hit], second[hit], overlap[hit], strict=True):
            axis, depth = (0, dx) if dx < dy * 1.4 else (1, dy)
            sign = 1.0 if (middle[a, axis], a) < (middle[b, axis], b) else -1.0
            move[a, axis] -= sign * (depth / 2 + 0.3)
            move[b, axis] += sign * (depth / 2 + 0.3)
            count[a] += 1
            count[b] += 1
        place += move / np.maximum(np.sqrt(count), 1)[:, None]
    return np.round(place, 3)
