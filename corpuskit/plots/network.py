"""Pictures of networks of actors, and of the differences between two outlets."""

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from corpuskit.actors.network import layout_network
from corpuskit.errors import EmptyResultError
from corpuskit.plots.checks import check_columns
from corpuskit.plots.network_legend import area_of, explain_sizes, width_of
from corpuskit.plots.network_picture import NetworkPicture
from corpuskit.plots.style import GREY, PALETTE, Labels, check_labels, isolate, prepare_axes, styled

MORE, LESS = "#0072B2", "#D55E00"


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
        Actors without an English name keep their Arabic one.
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
    radius = np.array([np.sqrt(area_of(value, amount) / np.pi) for value in amount])
    picture = NetworkPicture(ax, network, nodes, radius)
    picture.spread(labels, foot=34 if legend else 0)
    edges = list(network.edges)
    values = np.array([float(network.edges[e].get(width) or 0) for e in edges])
    widths = np.array([width_of(value, values) for value in values])
    colors = [
        PALETTE[group[a] % len(PALETTE)] if group[a] == group[b] else "#B9B9B9" for a, b in edges
    ]
    if not _has_rows(communities):
        colors = [GREY] * len(edges)
    picture.draw_edges(edges, widths, colors)
    picture.draw_nodes([PALETTE[group[n] % len(PALETTE)] for n in nodes])
    if legend:
        names = {**NAMES, "n_units": network.graph.get("unit", "unit") + "s"}
        what = (names.get(size, size), names.get(width, width))
        explain_sizes(ax, amount, values, what, picture.scale)
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
        Actors without an English name keep their Arabic one.
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
    radius = np.array([np.sqrt(area_of(value, amount) / np.pi) for value in amount])
    picture = NetworkPicture(ax, network, nodes, radius)
    picture.spread(labels, foot=34 if legend else 0)
    edges = list(network.edges)
    values = np.array([abs(float(network.edges[e].get("difference") or 0)) for e in edges])
    answers = [network.edges[e].get("verdict", "undecided") for e in edges]
    widths = np.array([width_of(value, values) for value in values])
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


NAMES = {
    "n_units": "units",
    "n_documents": "documents",
    "npmi": "NPMI",
    "jaccard": "Jaccard",
    "cosine": "cosine",
    "log_likelihood": "log-likelihood",
}


def _has_rows(communities: pd.DataFrame | None) -> bool:
    """Tell whether nodes have communities to colour."""
    return communities is not None and len(communities) > 0


def _place(network: nx.Graph) -> nx.Graph:
    placed = all("x" in data and "y" in data for _, data in network.nodes(data=True))
    return network if placed else layout_network(network)


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
