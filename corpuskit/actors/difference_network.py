"""The network of differences between two groups of documents."""

import networkx as nx
import pandas as pd

from corpuskit.actors.network import describe_nodes


def build_difference_network(
    comparison: pd.DataFrame, actors: pd.DataFrame | None = None, *, decided: bool = False
) -> nx.Graph:
    """Build the network of differences between two groups.

    Parameters
    ----------
    comparison : DataFrame
        One comparison of :func:`compare_networks` (one group, one reference).
    actors : DataFrame, optional
        The actors table; gives the nodes their names and kinds.
    decided : bool, default False
        Keep only pairs whose answer is "more" or "less".

    Returns
    -------
    Graph
        Nodes and edges carry difference, low, high and verdict; nodes also n_units, the units of
        both groups that name the actor. The graph carries group and reference.

    Raises
    ------
    ValueError
        If the table holds several comparisons, or none.
    TableError
        If an actor is not in the actors table.

    Examples
    --------
    >>> comparison = pd.DataFrame({
    ...     "group": "أ", "reference": "ب", "source": ["kerry", "un", "kerry"],
    ...     "target": [None, None, "un"], "n_group": [5.0, 4.0, 3.0],
    ...     "n_reference": [1.0, 4.0, 0.0], "difference": [0.4, 0.0, 0.3], "low": [0.1, -0.2, 0.1],
    ...     "high": [0.7, 0.2, 0.5], "verdict": ["more", "undecided", "more"],
    ... })
    >>> build_difference_network(comparison).edges["kerry", "un"]["verdict"]
    'more'
    """
    sides = comparison[["group", "reference"]].drop_duplicates()
    if len(sides) != 1:
        message = (
            f"comparison must hold one group and one reference, got {len(sides)} comparisons. "
            "Choose one, for instance comparison[comparison['group'] == 'aawsat']."
        )
        raise ValueError(message)
    single = comparison["target"].isna()
    pairs = comparison[~single]
    if decided:
        pairs = pairs[pairs["verdict"] != "undecided"]
    source, target = pairs["source"].astype("str").tolist(), pairs["target"].astype("str").tolist()
    nodes = describe_nodes(dict.fromkeys([*source, *target], 0), actors)
    rows = {str(row["source"]): row for row in comparison[single].to_dict("records")}
    network = nx.Graph(group=str(sides["group"].iloc[0]), reference=str(sides["reference"].iloc[0]))
    for name in sorted(nodes):
        row = rows.get(name)
        network.add_node(name, **nodes[name])
        network.nodes[name].update(_facts(row) if row else {"verdict": "undecided"})
        if row:
            network.nodes[name]["n_units"] = row["n_group"] + row["n_reference"]
    for a, b, row in zip(source, target, pairs.to_dict("records"), strict=True):
        n_units = row["n_group"] + row["n_reference"]
        network.add_edge(a, b, **_facts(row), n_units=n_units, weight=n_units)
    return network


def _facts(row: dict[str, object]) -> dict[str, object]:
    facts = {name: row[name] for name in ("difference", "low", "high")}
    return {**facts, "verdict": str(row["verdict"])}
