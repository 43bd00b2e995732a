"""Networks of actors: build them, keep what the data can carry, lay them out."""

from collections.abc import Mapping
from typing import Any, Literal

import networkx as nx
import numpy as np
import pandas as pd

from corpuskit.errors import EmptyResultError, TableError, list_some
from corpuskit.tables import ACTORS, COOCCURRENCES, check_table

EDGE_COLUMNS = (
    "n_units",
    "n_documents",
    "expected",
    "npmi",
    "jaccard",
    "cosine",
    "log_likelihood",
    "p_value",
    "p_adjusted",
    "low",
    "high",
)


def build_network(
    pairs: pd.DataFrame,
    actors: pd.DataFrame | None = None,
    *,
    min_units: float = 1,
    positive: bool = False,
) -> nx.Graph:
    """Build the network of actors that are named together.

    Parameters
    ----------
    pairs : DataFrame
        A cooccurrences table, scored or not.
    actors : DataFrame, optional
        The actors table; gives the nodes their names and kinds.
    min_units : float, default 1
        Pairs named together in fewer units are left out.
    positive : bool, default False
        Leave out pairs that are named together less often than independent actors would be
        (needs ``npmi``).

    Returns
    -------
    Graph
        Nodes are actor_id, in alphabetical order, with label, name_ar, name_en, kind and n_units
        (units that name the actor; of a table without scores, the units shared with its busiest
        neighbour at least). Edges carry every number of the pairs and ``weight`` (n_units).

    Raises
    ------
    TableError
        If a table breaks its contract, an actor is not in the actors table, or ``positive`` is
        asked of pairs without npmi.

    Examples
    --------
    >>> import pandas as pd
    >>> pairs = pd.DataFrame({
    ...     "source": ["kerry"], "target": ["lavrov"], "n_units": [3], "n_documents": [2],
    ... })
    >>> build_network(pairs).edges["kerry", "lavrov"]["n_units"]
    3
    """
    check_table(pairs, COOCCURRENCES)
    keep = pairs["n_units"] >= min_units
    if positive:
        if "npmi" not in pairs:
            message = "positive=True needs the column npmi; score the pairs first."
            raise TableError(message)
        keep &= pairs["npmi"] > 0
    kept = pairs[keep]
    source = kept["source"].astype("str").tolist()
    target = kept["target"].astype("str").tolist()
    network = nx.Graph()
    if "unit" in pairs.attrs:
        network.graph["unit"] = str(pairs.attrs["unit"])
    nodes = _describe_nodes(kept, source, target, actors)
    network.add_nodes_from(sorted(nodes.items()))
    columns = [name for name in EDGE_COLUMNS if name in kept]
    values = [kept[name].tolist() for name in columns]
    order = sorted(range(len(source)), key=lambda i: (source[i], target[i]))
    for at in order:
        data: dict[str, Any] = {
            name: column[at] for name, column in zip(columns, values, strict=True)
        }
        network.add_edge(source[at], target[at], **data, weight=data["n_units"])
    return network


def _describe_nodes(
    pairs: pd.DataFrame, source: list[str], target: list[str], actors: pd.DataFrame | None
) -> dict[str, dict[str, Any]]:
    known: dict[str, float] = {}
    for ends, column in ((source, "n_source"), (target, "n_target")):
        counts = pairs[column if column in pairs else "n_units"].tolist()
        for name, count in zip(ends, counts, strict=True):
            known[name] = max(known.get(name, 0), count)
    return describe_nodes(known, actors)


def describe_nodes(
    counts: Mapping[str, float], actors: pd.DataFrame | None
) -> dict[str, dict[str, Any]]:
    """Return the attributes of nodes: names and kind from the actors table, and n_units."""
    nodes: dict[str, dict[str, Any]] = {
        name: {"label": name, "n_units": count} for name, count in counts.items()
    }
    if actors is None:
        return nodes
    check_table(actors, ACTORS)
    table = actors.drop_duplicates("actor_id").set_index("actor_id")
    strangers = sorted(set(nodes) - set(table.index))
    if strangers:
        message = (
            f"The actors table lacks {list_some(strangers)}. Give the table that the mentions "
            "were found with."
        )
        raise TableError(message)
    for name, data in nodes.items():
        row = table.loc[name]
        data["label"] = data["name_ar"] = str(row["name_ar"])
        data["name_en"] = str(row["name_en"])
        data["kind"] = str(row["kind"])
    return nodes


def backbone(
    network: nx.Graph,
    *,
    method: Literal["significance", "disparity", "strongest"] = "significance",
    alpha: float = 0.05,
    weight: str = "n_units",
    n_strongest: int = 4,
) -> nx.Graph:
    """Keep the edges of a network that the data can carry.

    Parameters
    ----------
    network : Graph
        From :func:`build_network`.
    method : {"significance", "disparity", "strongest"}, default "significance"
        ``"significance"`` keeps edges whose adjusted p-value is at most ``alpha``;
        ``"disparity"`` keeps edges that are stronger than an even spread of either end's weight
        would make them [1]_; ``"strongest"`` keeps the strongest edges of every actor.
    alpha : float, default 0.05
        The level of the test.
    weight : str, default "n_units"
        The edge attribute that ``"disparity"`` and ``"strongest"`` compare.
    n_strongest : int, default 4
        Edges kept an actor by ``"strongest"``.

    Returns
    -------
    Graph
        A new network without the other edges and without actors that lose all edges.

    Raises
    ------
    ValueError
        If an argument is not allowed, or the edges lack the attribute.

    References
    ----------
    .. [1] Serrano, M. A., Boguñá, M. and Vespignani, A. (2009). Extracting the multiscale
       backbone of complex weighted networks.

    Examples
    --------
    >>> import networkx as nx
    >>> network = nx.Graph()
    >>> network.add_edge("kerry", "lavrov", n_units=9, p_adjusted=0.001)
    >>> network.add_edge("kerry", "un", n_units=2, p_adjusted=0.4)
    >>> list(backbone(network).edges)
    [('kerry', 'lavrov')]
    """
    if method not in ("significance", "disparity", "strongest"):
        message = f"method must be 'significance', 'disparity' or 'strongest', got {method!r}."
        raise ValueError(message)
    if not 0 < alpha < 1:
        message = f"alpha must lie between 0 and 1, for instance 0.05, got {alpha}."
        raise ValueError(message)
    if n_strongest < 1:
        message = f"n_strongest must be 1 or more, got {n_strongest}."
        raise ValueError(message)
    need = "p_adjusted" if method == "significance" else weight
    check_edges(network, need)
    if method == "significance":
        kept = {(a, b) for a, b, p in network.edges(data=need) if p <= alpha}
    elif method == "disparity":
        kept = _filter_disparity(network, weight, alpha)
    else:
        kept = _pick_strongest(network, weight, n_strongest)
    smaller = nx.Graph(**network.graph)
    ends = {end for edge in kept for end in edge}
    smaller.add_nodes_from(
        (node, dict(data)) for node, data in network.nodes(data=True) if node in ends
    )
    smaller.add_edges_from(
        (a, b, dict(data)) for a, b, data in network.edges(data=True) if (a, b) in kept
    )
    return smaller


def check_edges(network: nx.Graph, attribute: str) -> None:
    """Raise an error if an edge lacks an attribute."""
    lacking = [(a, b) for a, b, value in network.edges(data=attribute) if value is None]
    if lacking:
        message = (
            f"{len(lacking)} edges lack {attribute!r}, for instance {list_some(lacking)}. Build "
            "the network from pairs of score_cooccurrences()."
        )
        raise ValueError(message)


def _filter_disparity(network: nx.Graph, weight: str, alpha: float) -> set[tuple[str, str]]:
    strength = dict(network.degree(weight=weight))
    degree = dict(network.degree())
    kept = set()
    for a, b, value in network.edges(data=weight):
        for end in (a, b):
            k = degree[end]
            share = value / strength[end] if strength[end] else 0.0
            if k > 1 and (1 - share) ** (k - 1) < alpha:
                kept.add((a, b))
    return kept


def _pick_strongest(network: nx.Graph, weight: str, n_strongest: int) -> set[tuple[str, str]]:
    kept = set()
    order = {edge: at for at, edge in enumerate(network.edges)}
    for node in network:
        edges = [(a, b) if (a, b) in order else (b, a) for a, b in network.edges(node)]
        edges.sort(key=lambda edge: (-network.edges[edge][weight], edge))
        kept.update(edges[:n_strongest])
    return kept


def layout_network(
    network: nx.Graph, *, weight: str = "n_units", random_state: int = 0
) -> nx.Graph:
    """Give every node a place: x and y, the same in every run.

    Parameters
    ----------
    network : Graph
        A network.
    weight : str, default "n_units"
        The edge attribute that draws nodes together.
    random_state : int, default 0
        Fixes chance.

    Returns
    -------
    Graph
        A copy whose nodes carry x and y, between -1 and 1, rounded to three decimals.

    Raises
    ------
    EmptyResultError
        If the network has no nodes.

    Notes
    -----
    Each connected part is laid out by Kamada and Kawai's method [1]_: stronger edges are shorter,
    by the logarithm of ``weight``. Parts are packed beside each other, the largest first.

    References
    ----------
    .. [1] Kamada, T. and Kawai, S. (1989). An algorithm for drawing general undirected graphs.
       Information Processing Letters 31(1).

    Examples
    --------
    >>> import networkx as nx
    >>> placed = layout_network(nx.Graph([("kerry", "lavrov")]))
    >>> sorted(placed.nodes["kerry"])
    ['x', 'y']
    """
    if len(network) == 0:
        message = "The network has no nodes to lay out. Lower min_units or alpha."
        raise EmptyResultError(message)
    parts = sorted(nx.connected_components(network), key=lambda part: (-len(part), min(part)))
    places: dict[str, tuple[float, float]] = {}
    left = 0.0
    for part in parts:
        nodes = sorted(part)
        sub = nx.Graph()
        sub.add_nodes_from(nodes)
        sub.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in network.subgraph(part).edges))
        for a, b in sub.edges:
            sub.edges[a, b]["distance"] = _distance(network.edges[a, b], weight)
        spots = _place_part(sub, random_state)
        size = np.sqrt(len(nodes) / len(network))
        for node, (x, y) in spots.items():
            places[node] = (left + size * (x + 1), size * y)
        left += 2 * size + 0.15
    return _write_places(network, places)


def _distance(data: Mapping[str, Any], weight: str) -> float:
    value = float(data.get(weight) or 1.0)
    return 1.0 / np.log1p(1 + max(value, 0.0))


def _place_part(part: nx.Graph, random_state: int) -> dict[str, tuple[float, float]]:
    if len(part) == 1:
        return dict.fromkeys(part, (0.0, 0.0))
    start = nx.spring_layout(part, seed=random_state, iterations=100, k=2.2 / np.sqrt(len(part)))
    if len(part) > 2:
        start = nx.kamada_kawai_layout(part, pos=start, weight="distance")
    spots = np.array([start[node] for node in part])
    spots -= (spots.max(axis=0) + spots.min(axis=0)) / 2
    spots /= max(np.abs(spots).max(), 1e-9)
    return {node: (float(x), float(y)) for node, (x, y) in zip(part, spots, strict=True)}


def _write_places(network: nx.Graph, places: dict[str, tuple[float, float]]) -> nx.Graph:
    spots = np.array([places[node] for node in network])
    spots -= (spots.max(axis=0) + spots.min(axis=0)) / 2
    spots /= max(np.abs(spots).max(), 1e-9)
    placed = network.copy()
    for node, (x, y) in zip(network, spots, strict=True):
        placed.nodes[node]["x"] = round(float(x), 3) + 0.0
        placed.nodes[node]["y"] = round(float(y), 3) + 0.0
    return placed
