"""Pictures of networks of actors, and of the differences between two outlets."""

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corpuskit.actors.network import layout_network
from corpuskit.errors import EmptyResultError
from corpuskit.plots.checks import check_columns
from corpuskit.plots.network_legend import (
    ANSWER_COLORS,
    areas_of,
    explain_answers,
    explain_sizes,
    widths_of,
)
from corpuskit.plots.network_picture import NetworkPicture
from corpuskit.plots.style import GREY, PALETTE, Labels, check_labels, prepare_axes, styled

# Edges between two communities.
_ACROSS = "#B9B9B9"


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
        Which names to print; actors without an English name keep their Arabic one.
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
    amount = _read_values(network.nodes, size)
    picture = _open_picture(network, amount, labels, legend, ax)
    group = _read_groups(network, communities)
    values = _read_values(picture.network.edges, width)
    colors = [
        PALETTE[group[a] % len(PALETTE)] if group[a] == group[b] else _ACROSS
        for a, b in picture.network.edges
    ]
    if communities is None or communities.empty:
        colors = [GREY] * len(colors)
    picture.draw_edges(widths_of(values), colors)
    picture.draw_nodes([PALETTE[group[n] % len(PALETTE)] for n in picture.nodes])
    if legend:
        names = {**_NAMES, "n_units": network.graph.get("unit", "unit") + "s"}
        what = (names.get(size, size), names.get(width, width))
        explain_sizes(picture.ax, amount, values, what, picture.scale)
    return picture.ax


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
        Which names to print; actors without an English name keep their Arabic one.
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
    amount = np.abs(_read_values(network.nodes, "difference"))
    picture = _open_picture(network, amount, labels, legend, ax)
    edges = picture.network.edges
    answers = [data.get("verdict", "undecided") for _, _, data in edges(data=True)]
    widths = widths_of(np.abs(_read_values(edges, "difference")))
    widths = np.where([answer == "undecided" for answer in answers], 0.6, np.maximum(widths, 1.2))
    picture.draw_edges(widths, [ANSWER_COLORS[answer] for answer in answers], fade=0.75)
    verdicts = (network.nodes[node].get("verdict", "undecided") for node in picture.nodes)
    picture.draw_nodes([ANSWER_COLORS[verdict] for verdict in verdicts])
    if legend:
        group, reference = network.graph.get("group", "group"), network.graph.get("reference", "")
        explain_answers(picture.ax, str(group), str(reference))
    return picture.ax


_NAMES = {
    "n_units": "units",
    "n_documents": "documents",
    "npmi": "NPMI",
    "jaccard": "Jaccard",
    "cosine": "cosine",
    "log_likelihood": "log-likelihood",
}


def _read_values(view: Any, attribute: str) -> np.ndarray:
    """Return an attribute of all nodes or edges, 0 where it is not there."""
    return np.array([float(data.get(attribute) or 0) for *_, data in view(data=True)])


def _open_picture(
    network: nx.Graph, amount: np.ndarray, labels: Labels, legend: bool, ax: Axes | None
) -> NetworkPicture:
    """Write the names, and give every node its place: that of the network, or a new one."""
    side = 5.5 + 0.075 * len(network)
    ax = prepare_axes(ax, size=(side * 1.12, side))
    if not all("x" in data and "y" in data for _, data in network.nodes(data=True)):
        network = layout_network(network)
    picture = NetworkPicture(ax, network, np.sqrt(areas_of(amount) / np.pi))
    picture.spread(labels, foot=34 if legend else 0)
    return picture


def _read_groups(network: nx.Graph, communities: pd.DataFrame | None) -> dict[str, int]:
    if communities is None:
        return dict.fromkeys(network, 0)
    check_columns(communities, ("actor_id", "community"), "find_communities()")
    known = dict(
        zip(
            communities["actor_id"].astype("str"), communities["community"].astype(int), strict=True
        )
    )
    return {node: known.get(node, len(PALETTE) - 1) for node in network}
