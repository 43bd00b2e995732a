"""Groups of actors that are named together, and how sure they are."""

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.actors.leiden import run_leiden
from corpuskit.actors.network import check_edges
from corpuskit.errors import EmptyResultError

METHODS = ("leiden", "louvain")
Labels = NDArray[np.int64]


def find_communities(
    network: nx.Graph,
    *,
    method: str = "leiden",
    weight: str = "n_units",
    resolution: float = 1.0,
    n_runs: int = 50,
    random_state: int = 0,
) -> pd.DataFrame:
    """Find communities by Leiden's or Louvain's method, and how sure each actor's place is.

    Parameters
    ----------
    network : Graph
        A network of actors.
    method : {"leiden", "louvain"}, default "leiden"
        Leiden's [1]_ finds communities that hang together, of modularity as high or higher;
        Louvain's [2]_, as networkx has it, is there to compare with earlier work.
    weight : str, default "n_units"
        The edge attribute that holds actors together; edges of zero or less are not used.
    resolution : float, default 1.0
        Over 1 favours smaller communities.
    n_runs : int, default 50
        Runs from different seeds. The run that agrees best with all others is returned.
    random_state : int, default 0
        Fixes the seeds.

    Returns
    -------
    DataFrame
        One row an actor, in the order of the network: actor_id, community (from 0, the largest
        first), stability (in what share of the other runs the actor's companions are the same:
        mean Jaccard overlap, 1 is always) and agreement (the mean adjusted Rand index of the
        returned run with the others, the same for all rows).

    Raises
    ------
    EmptyResultError
        If the network has no nodes.
    ValueError
        If an argument is out of its range, or edges lack the attribute.

    References
    ----------
    .. [1] Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to Leiden:
       guaranteeing well-connected communities.
    .. [2] Blondel, V. D. et al. (2008). Fast unfolding of communities in large networks.
    .. [3] Hubert, L. and Arabie, P. (1985). Comparing partitions (the adjusted Rand index).

    Examples
    --------
    >>> import networkx as nx
    >>> network = nx.Graph()
    >>> network.add_weighted_edges_from(
    ...     [("a", "b", 5), ("b", "c", 5), ("a", "c", 5), ("c", "x", 1), ("x", "y", 5)],
    ...     weight="n_units",
    ... )
    >>> find_communities(network)["community"].tolist()
    [0, 0, 0, 1, 1]
    """
    if len(network) == 0:
        message = "The network has no nodes to group. Lower min_units or alpha."
        raise EmptyResultError(message)
    if n_runs < 1 or resolution <= 0:
        message = f"n_runs must be 1 or more and resolution positive, got {n_runs}, {resolution}."
        raise ValueError(message)
    if method not in METHODS:
        message = f"method must be one of {', '.join(METHODS)}, got {method!r}."
        raise ValueError(message)
    check_edges(network, weight)
    nodes = sorted(network)
    plain = _copy_edges(network, nodes, weight)
    seeds = np.random.default_rng(random_state).integers(0, 2**31 - 1, n_runs).tolist()
    run = _run_leiden if method == "leiden" else _run_louvain
    runs = [np.array(run(plain, nodes, resolution, seed), np.int64) for seed in seeds]
    agreement = np.array([[_rand_index(one, two) for two in runs] for one in runs])
    best = int(np.argmax(np.round(agreement.sum(axis=1), 9)))
    others = [at for at in range(n_runs) if at != best] or [best]
    overlap = np.mean([_overlap(runs[best], runs[at]) for at in others], axis=0)
    labels = _number(runs[best], nodes)
    order = {node: at for at, node in enumerate(nodes)}
    places = [order[node] for node in network]
    return pd.DataFrame(
        {
            "actor_id": pd.array(list(network), dtype="str"),
            "community": labels[places],
            "stability": overlap[places],
            "agreement": float(agreement[best, others].mean()),
        }
    )


def _copy_edges(network: nx.Graph, nodes: list[str], weight: str) -> nx.Graph:
    """Return the edges that hold actors together, in an order that the names alone decide."""
    plain = nx.Graph()
    plain.add_nodes_from(nodes)
    edges = sorted((min(a, b), max(a, b), value) for a, b, value in network.edges(data=weight))
    plain.add_weighted_edges_from(
        (edge for edge in edges if edge[2] > 0 and edge[0] != edge[1]), weight="weight"
    )
    return plain


def _run_leiden(network: nx.Graph, nodes: list[str], resolution: float, seed: int) -> list[int]:
    number = {node: at for at, node in enumerate(nodes)}
    neighbours = [
        {number[other]: float(data["weight"]) for other, data in network.adj[node].items()}
        for node in nodes
    ]
    return run_leiden(neighbours, resolution, np.random.default_rng(seed))


def _run_louvain(network: nx.Graph, nodes: list[str], resolution: float, seed: int) -> list[int]:
    groups = nx.community.louvain_communities(
        network, weight="weight", resolution=resolution, seed=seed
    )
    label = {node: at for at, group in enumerate(groups) for node in group}
    return [label[node] for node in nodes]


def _cross(one: Labels, two: Labels) -> tuple[Labels, Labels, Labels, Labels]:
    """Return, for each node, its place in a table of two partitions, and the table's counts."""
    width = int(two.max()) + 1
    place = one * width + two
    return place, np.bincount(place), np.bincount(one), np.bincount(two)


def _rand_index(one: Labels, two: Labels) -> float:
    """Return the adjusted Rand index of two partitions."""
    total = len(one) * (len(one) - 1) / 2
    both, first, second = ((n * (n - 1) / 2).sum() for n in _cross(one, two)[1:])
    expected = first * second / total if total else 0.0
    highest = (first + second) / 2
    return 1.0 if highest == expected else float((both - expected) / (highest - expected))


def _overlap(one: Labels, two: Labels) -> NDArray[np.float64]:
    """Return for each node the Jaccard overlap of its companions in two partitions."""
    place, both, first, second = _cross(one, two)
    shared = both[place]
    overlap: NDArray[np.float64] = shared / (first[one] + second[two] - shared)
    return overlap


def _number(labels: np.ndarray, nodes: list[str]) -> np.ndarray:
    """Renumber groups, the largest first, ties by the first name."""
    sizes = np.bincount(labels)
    first: dict[int, str] = {}
    for node, label in sorted(zip(nodes, labels.tolist(), strict=True)):
        first.setdefault(label, node)
    ranked = sorted(first, key=lambda label: (-sizes[label], first[label]))
    new = {label: at for at, label in enumerate(ranked)}
    return np.array([new[label] for label in labels.tolist()], np.int64)
