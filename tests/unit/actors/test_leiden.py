"""Communities by Leiden's method against what the paper promises and networkx measures."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpuskit as ck
from corpuskit.actors.communities import _overlap, _rand_index
from corpuskit.actors.leiden import run_leiden


def group(network, seed, resolution=1.0):
    """Return the communities of a network with nodes 0 to n - 1 as sets."""
    neighbours = [
        {other: data.get("weight", 1) for other, data in network.adj[node].items()}
        for node in sorted(network)
    ]
    labels = run_leiden(neighbours, resolution, np.random.default_rng(seed))
    found = {}
    for node, label in enumerate(labels):
        found.setdefault(label, set()).add(node)
    return list(found.values())


@settings(max_examples=80, deadline=None)
@given(
    st.integers(1, 24),
    st.lists(st.tuples(st.integers(0, 23), st.integers(0, 23), st.floats(0.1, 9)), max_size=80),
    st.sampled_from([0.3, 1.0, 2.0]),
    st.integers(0, 9),
)
def test_every_community_is_connected_and_no_merger_would_gain(n, edges, resolution, seed):
    network = nx.empty_graph(n)
    network.add_weighted_edges_from((a, b, w) for a, b, w in edges if a != b and max(a, b) < n)
    groups = group(network, seed, resolution)
    assert sorted(node for one in groups for node in one) == list(range(n))
    assert all(nx.is_connected(network.subgraph(one)) for one in groups)
    if network.number_of_edges() == 0:
        assert len(groups) == n
        return
    quality = nx.community.modularity(network, groups, resolution=resolution)
    for first in range(len(groups)):
        for second in range(first):
            rest = [g for at, g in enumerate(groups) if at not in (first, second)]
            merged = [*rest, groups[first] | groups[second]]
            other = nx.community.modularity(network, merged, resolution=resolution)
            assert other <= quality + 1e-9


NETWORKS = {
    "karate": nx.karate_club_graph(),
    "novel": nx.convert_node_labels_to_integers(nx.les_miserables_graph()),
    "random": nx.gnp_random_graph(80, 0.08, seed=1),
    "caves": nx.connected_caveman_graph(12, 6),
    "hubs": nx.barabasi_albert_graph(120, 3, seed=2),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_modularity_is_no_lower_than_louvains(name):
    network = NETWORKS[name]
    ours = [nx.community.modularity(network, group(network, seed)) for seed in range(8)]
    theirs = [
        nx.community.modularity(network, nx.community.louvain_communities(network, seed=seed))
        for seed in range(8)
    ]
    assert np.mean(ours) >= np.mean(theirs) - 1e-3
    assert max(ours) >= max(theirs) - 2e-3


def test_unit_of_the_weights_and_the_seed_alone_decide():
    network = nx.les_miserables_graph()
    network = nx.convert_node_labels_to_integers(network)
    large = network.copy()
    for _, _, data in large.edges(data=True):
        data["weight"] *= 1024
    assert group(network, 3) == group(large, 3) == group(network, 3)


def test_either_method_and_no_other():
    network = nx.relabel_nodes(nx.connected_caveman_graph(3, 5), str)
    nx.set_edge_attributes(network, 1, "n_units")
    one, two = (ck.find_communities(network, method=m, n_runs=5) for m in ("leiden", "louvain"))
    assert one["community"].tolist() == two["community"].tolist()
    with pytest.raises(ValueError, match="method must be one of leiden, louvain, got 'Leiden'"):
        ck.find_communities(network, method="Leiden")


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=20))
def test_agreement_of_partitions_as_by_pairs(cells):
    one, two = np.array(cells, np.int64).T
    same, also = one[:, None] == one, two[:, None] == two
    expected = (same & also).sum(axis=1) / (same | also).sum(axis=1)
    np.testing.assert_allclose(_overlap(one, two), expected)
    metrics = pytest.importorskip("sklearn.metrics")
    assert _rand_index(one, two) == pytest.approx(metrics.adjusted_rand_score(one, two))
