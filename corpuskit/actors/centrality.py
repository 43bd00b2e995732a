"""How central each actor is, with intervals over the documents."""

from collections.abc import Callable, Sequence

import networkx as nx
import numpy as np
import pandas as pd

from corpuskit.actors.bootstrap import draw_weights, select_pairs
from corpuskit.actors.cooccurrence import check_resampling, locate_pairs
from corpuskit.actors.incidence import Incidence, Integers, Numbers, build_incidence
from corpuskit.errors import EmptyResultError

MEASURES = ("degree", "strength", "betweenness", "closeness", "eigenvector")


def measure_centrality(
    network: nx.Graph,
    mentions: pd.DataFrame | None = None,
    units: pd.DataFrame | None = None,
    *,
    stories: pd.DataFrame | None = None,
    measures: Sequence[str] = MEASURES,
    n_resamples: int = 200,
    level: float = 0.95,
    random_state: int | np.random.Generator | None = 0,
) -> pd.DataFrame:
    """Measure how central each actor is, with bootstrap intervals if the mentions are given.

    Parameters
    ----------
    network : Graph
        From :func:`build_network`.
    mentions, units : DataFrame, optional
        What the network was counted from; needed for intervals.
    stories : DataFrame, optional
        A stories table: copies of one story are drawn together.
    measures : sequence of str, default all
        Of "degree" (neighbours), "strength" (shared units), "betweenness", "closeness" (both over
        distances 1 / n_units) and "eigenvector" (weighted).
    n_resamples : int, default 200
        Bootstrap resamples of the documents; 0 makes no interval.
    level : float, default 0.95
        Coverage of the intervals.
    random_state : int, Generator or None, default 0
        Fixes the resamples.

    Returns
    -------
    DataFrame
        One row an actor and measure, in the order of the network: actor_id, measure, value, rank
        (1 is the most central), and low, high where intervals were made.

    Raises
    ------
    EmptyResultError
        If the network has no nodes.
    TableError
        If a table breaks its contract.
    ValueError
        If a measure is not known or an argument out of its range.

    Notes
    -----
    In each resample the edges of the network are weighed anew; an edge whose units were not drawn
    is gone, and edges that the network lacks stay out. A resample can only lose edges, so the
    degree is reflected about its observed value (basic bootstrap); the others are percentiles.

    Examples
    --------
    >>> import networkx as nx
    >>> network = nx.Graph()
    >>> network.add_edge("kerry", "lavrov", n_units=2)
    >>> network.add_edge("lavrov", "un", n_units=1)
    >>> measure_centrality(network, measures=["strength"])
      actor_id   measure  value  rank
    0    kerry  strength    2.0     2
    1   lavrov  strength    3.0     1
    2       un  strength    1.0     3
    """
    if len(network) == 0:
        message = "The network has no nodes to measure. Lower min_units or alpha."
        raise EmptyResultError(message)
    check_resampling(n_resamples, level)
    wrong = [name for name in measures if name not in MEASURES]
    if wrong:
        message = f"measures must be of {', '.join(MEASURES)}, got {wrong[0]!r}."
        raise ValueError(message)
    nodes = list(network)
    place = {node: at for at, node in enumerate(nodes)}
    ends = np.array([(place[a], place[b]) for a, b in network.edges], np.int64).reshape(-1, 2)
    weights = np.array([w for _, _, w in network.edges(data="n_units", default=1)], np.float64)
    values = {name: _measure(name, len(nodes), ends, weights) for name in measures}
    frame = pd.DataFrame(
        {
            "actor_id": pd.array(nodes * len(measures), dtype="str"),
            "measure": pd.Categorical(np.repeat(list(measures), len(nodes)), list(measures)),
            "value": np.concatenate([values[name] for name in measures]),
            "rank": np.concatenate([_rank(values[name], nodes) for name in measures]),
        }
    )
    if mentions is None or units is None or n_resamples == 0:
        return frame
    incidence = build_incidence(mentions, units, stories)
    drawn = _draw_edges(network, incidence, n_resamples, random_state)
    tails = [(1 - level) / 2, (1 + level) / 2]
    low, high = [], []
    for name in measures:
        runs = np.array([_measure(name, len(nodes), ends, column) for column in drawn.T])
        below, above = np.quantile(runs, tails, axis=0)
        if name == "degree":
            below, above = 2 * values[name] - above, 2 * values[name] - below
        low.append(below)
        high.append(above)
    frame["low"], frame["high"] = np.concatenate(low), np.concatenate(high)
    return frame


def _draw_edges(
    network: nx.Graph,
    incidence: Incidence,
    n_resamples: int,
    random_state: int | np.random.Generator | None,
) -> Numbers:
    edges = pd.DataFrame(list(network.edges), columns=["source", "target"], dtype="str")
    source, target = locate_pairs(edges, incidence)
    pairs = incidence.to_clusters(select_pairs(incidence, source, target))
    weights = draw_weights(len(incidence.cluster_units()), n_resamples, random_state)
    return np.asarray(pairs @ weights)


def _measure(name: str, n_nodes: int, ends: Integers, weights: Numbers) -> Numbers:
    live = weights > 0
    if name in ("degree", "strength"):
        amount = live.astype(np.float64) if name == "degree" else weights
        both = np.concatenate([ends[:, 0], ends[:, 1]])
        total = np.bincount(both, np.concatenate([amount, amount]), minlength=n_nodes)
        return total.astype(np.float64)
    graph = nx.Graph()
    graph.add_nodes_from(range(n_nodes))
    for (a, b), weight in zip(ends[live].tolist(), weights[live].tolist(), strict=True):
        graph.add_edge(a, b, weight=weight, distance=1 / weight)
    values = _GRAPH[name](graph)
    return np.array([values[node] for node in range(n_nodes)])


def _eigenvector(graph: nx.Graph) -> dict[int, float]:
    matrix = nx.to_numpy_array(graph, nodelist=range(len(graph)), weight="weight")
    vector = np.ones(len(graph)) / np.sqrt(len(graph))
    for _ in range(500):
        # One added on the diagonal makes the iteration converge on bipartite networks too.
        new = matrix @ vector + matrix.max(initial=1.0) * vector
        new /= np.linalg.norm(new)
        if np.abs(new - vector).max() < 1e-10:
            break
        vector = new
    return dict(enumerate(vector.tolist()))


_GRAPH: dict[str, Callable[[nx.Graph], dict[int, float]]] = {
    "betweenness": lambda graph: nx.betweenness_centrality(graph, weight="distance"),
    "closeness": lambda graph: nx.closeness_centrality(graph, distance="distance"),
    "eigenvector": _eigenvector,
}


def _rank(values: Numbers, nodes: list[str]) -> Integers:
    order = sorted(range(len(nodes)), key=lambda at: (-round(float(values[at]), 9), nodes[at]))
    rank = np.empty(len(nodes), np.int64)
    rank[order] = np.arange(1, len(nodes) + 1)
    return rank
