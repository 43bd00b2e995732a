import csv
import xml.etree.ElementTree as ElementTree

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import corpuskit as ck

PAIRS = pd.DataFrame(
    {
        "source": ["kerry", "kerry", "lavrov", "un"],
        "target": ["lavrov", "un", "un", "who"],
        "n_units": [9, 3, 2, 1],
        "n_documents": [3, 2, 1, 1],
        "npmi": [0.8, 0.2, -0.1, 0.9],
        "p_adjusted": [0.001, 0.2, 0.9, 0.04],
        "n_source": [10, 10, 9, 4],
        "n_target": [9, 4, 4, 1],
    }
)
ACTORS = pd.DataFrame(
    {
        "actor_id": ["kerry", "lavrov", "un", "who"],
        "kind": ["person", "person", "organisation", "organisation"],
        "name_en": ["John Kerry", "Sergei Lavrov", "United Nations", "WHO"],
        "name_ar": ["جون كيري", "سيرغي لافروف", "الأمم المتحدة", "منظمة الصحة العالمية"],
        "aliases": "",
    }
)


def test_nodes_and_edges_carry_what_the_tables_know():
    network = ck.build_network(PAIRS, ACTORS)
    assert list(network) == ["kerry", "lavrov", "un", "who"]
    assert network.nodes["kerry"] == {
        "label": "جون كيري",
        "n_units": 10,
        "name_ar": "جون كيري",
        "name_en": "John Kerry",
        "kind": "person",
    }
    assert network.edges["kerry", "lavrov"]["npmi"] == 0.8
    assert network.edges["kerry", "lavrov"]["weight"] == 9
    assert len(ck.build_network(PAIRS, min_units=2).edges) == 3
    assert len(ck.build_network(PAIRS, positive=True).edges) == 3
    assert len(ck.build_network(PAIRS.iloc[:0], ACTORS)) == 0


def test_strangers_and_unscored_pairs_are_errors():
    with pytest.raises(ck.TableError, match="lacks 'who'"):
        ck.build_network(PAIRS, ACTORS.iloc[:3])
    with pytest.raises(ck.TableError, match="npmi"):
        ck.build_network(PAIRS.drop(columns="npmi"), positive=True)


def test_backbones():
    network = ck.build_network(PAIRS, ACTORS)
    assert set(ck.backbone(network).edges) == {("kerry", "lavrov"), ("un", "who")}
    assert ck.backbone(network).nodes["kerry"]["kind"] == "person"
    one = ck.backbone(network, method="strongest", n_strongest=1)
    assert set(one.edges) == {("kerry", "lavrov"), ("kerry", "un"), ("un", "who")}
    # kerry-lavrov holds 9 of lavrov's 11 units: (1 - 9/11) ** 1 = 0.18.
    assert list(ck.backbone(network, method="disparity", alpha=0.2).edges) == [("kerry", "lavrov")]
    assert len(network.edges) == 4


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"method": "magic"}, "method must be"),
        ({"alpha": 0}, "alpha must lie"),
        ({"method": "strongest", "n_strongest": 0}, "n_strongest"),
        ({"method": "disparity", "weight": "love"}, "edges lack 'love'"),
    ],
)
def test_backbone_refuses(options, message):
    with pytest.raises(ValueError, match=message):
        ck.backbone(ck.build_network(PAIRS), **options)


def test_layout_repeats_and_is_rounded():
    network = ck.build_network(PAIRS, ACTORS)
    network.add_edge("x", "y", n_units=1)
    one, two = ck.layout_network(network), ck.layout_network(network)
    assert dict(one.nodes(data=True)) == dict(two.nodes(data=True))
    places = np.array([[data["x"], data["y"]] for _, data in one.nodes(data=True)])
    assert np.array_equal(places, places.round(3))
    assert np.abs(places).max() <= 1
    assert len(np.unique(places, axis=0)) == len(network)
    assert "x" not in network.nodes["kerry"]
    with pytest.raises(ck.EmptyResultError):
        ck.layout_network(nx.Graph())


def test_layout_draws_stronger_edges_shorter():
    network = nx.Graph()
    network.add_edge("lavrov", "kerry", n_units=40, share=0.1)
    network.add_edge("kerry", "assad", n_units=1, share=0.9)
    placed = ck.layout_network(network).nodes
    turned = ck.layout_network(network, weight="share").nodes

    def distance(nodes, one, other):
        places = [(nodes[node]["x"], nodes[node]["y"]) for node in (one, other)]
        return np.hypot(*np.subtract(*places))

    assert distance(placed, "lavrov", "kerry") < 0.6 * distance(placed, "kerry", "assad")
    assert distance(turned, "lavrov", "kerry") > distance(turned, "kerry", "assad")


def test_communities_of_two_clear_groups_are_stable():
    network = nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(5))
    network = nx.relabel_nodes(network, {at: f"n{at:02d}" for at in network})
    nx.set_edge_attributes(network, 5, "n_units")
    network.add_edge("n00", "n10", n_units=1)
    found = ck.find_communities(network, n_runs=10)
    assert found["community"].tolist() == [0] * 6 + [1] * 5
    assert (found["stability"] == 1).all()
    assert (found["agreement"] == 1).all()
    with pytest.raises(ck.EmptyResultError):
        ck.find_communities(nx.Graph())
    with pytest.raises(ValueError, match="n_runs"):
        ck.find_communities(network, n_runs=0)


def test_communities_of_an_even_ring_are_not_stable():
    network = nx.relabel_nodes(nx.cycle_graph(16), str)
    nx.set_edge_attributes(network, 1, "n_units")
    assert ck.find_communities(network, n_runs=20)["stability"].mean() < 0.99


def test_centrality_has_intervals_when_the_mentions_are_given():
    rows = [(f"d{at}", place, actor) for at in range(12) for place, actor in [(0, "a"), (5, "b")]]
    rows += [(f"d{at}", 9, "c") for at in range(0, 12, 3)]
    mentions = pd.DataFrame(rows, columns=["doc_id", "start", "actor_id"])
    mentions = mentions.assign(end=mentions["start"] + 2, alias="x", rule="alias")
    units = pd.DataFrame(
        {"doc_id": [f"d{at}" for at in range(12)], "unit": "document", "unit_index": 0}
    ).assign(start=0, end=20)
    network = ck.build_network(ck.count_cooccurrences(mentions, units))
    table = ck.measure_centrality(network, mentions, units, n_resamples=100)
    strength = table[table["measure"] == "strength"].set_index("actor_id")
    assert strength.loc["a", "value"] == 16
    assert strength.loc["a", "low"] <= 16 <= strength.loc["a", "high"]
    assert strength.loc["a", "low"] < strength.loc["a", "high"]
    assert "low" not in ck.measure_centrality(network)
    with pytest.raises(ValueError, match="measures must be"):
        ck.measure_centrality(network, measures=["fame"])
    with pytest.raises(ck.EmptyResultError):
        ck.measure_centrality(nx.Graph())


@pytest.mark.parametrize("suffix", [".gexf", ".graphml"])
def test_exports_are_read_back_whole(tmp_path, suffix):
    network = ck.layout_network(ck.build_network(PAIRS, ACTORS))
    network.nodes["kerry"]["missing"] = float("nan")
    (path,) = ck.save_network(network, tmp_path / f"actors{suffix}")
    reader = nx.read_gexf if suffix == ".gexf" else nx.read_graphml
    back = reader(path)
    assert set(back.nodes) == set(network.nodes)
    assert {frozenset(edge) for edge in back.edges} == {frozenset(e) for e in network.edges}
    assert back.nodes["kerry"]["label"] == "جون كيري"
    assert back.nodes["un"]["name_en"] == "United Nations"
    assert "missing" not in back.nodes["kerry"]
    assert back.edges["kerry", "lavrov"]["npmi"] == 0.8
    first = path.read_bytes()
    ck.save_network(network, path)
    assert path.read_bytes() == first


def test_gexf_follows_the_schema_that_gephi_reads(tmp_path):
    (path,) = ck.save_network(
        ck.layout_network(ck.build_network(PAIRS, ACTORS)), tmp_path / "actors.gexf"
    )
    root = ElementTree.parse(path).getroot()
    space = {"g": "http://www.gexf.net/1.2draft", "v": "http://www.gexf.net/1.2draft/viz"}
    assert root.tag == "{http://www.gexf.net/1.2draft}gexf"
    graph = root.find("g:graph", space)
    assert graph.get("defaultedgetype") == "undirected"
    declared = {
        (attributes.get("class"), attribute.get("id")): attribute.get("type")
        for attributes in graph.findall("g:attributes", space)
        for attribute in attributes.findall("g:attribute", space)
    }
    assert set(declared.values()) <= {"string", "double", "long", "integer", "boolean", "float"}
    ids = set()
    for node in graph.find("g:nodes", space):
        ids.add(node.get("id"))
        assert node.get("label")
        assert node.find("v:position", space) is not None
        for value in node.iterfind("g:attvalues/g:attvalue", space):
            assert ("node", value.get("for")) in declared
    for edge in graph.find("g:edges", space):
        assert {edge.get("source"), edge.get("target")} <= ids
        assert float(edge.get("weight")) > 0


def test_csv_has_the_columns_that_gephi_imports(tmp_path):
    nodes, edges = ck.save_network(ck.build_network(PAIRS, ACTORS), tmp_path / "actors.csv")
    rows = list(csv.DictReader(nodes.read_text(encoding="utf-8").splitlines()))
    assert rows[0]["Id"] == "kerry"
    assert rows[0]["Label"] == "جون كيري"
    rows = list(csv.DictReader(edges.read_text(encoding="utf-8").splitlines()))
    assert (rows[0]["Source"], rows[0]["Target"], rows[0]["Type"]) == (
        "kerry",
        "lavrov",
        "Undirected",
    )
    assert rows[0]["Weight"] == "9"


def test_other_suffixes_are_an_error(tmp_path):
    with pytest.raises(ValueError, match="path must end in"):
        ck.save_network(nx.Graph(), tmp_path / "actors.xlsx")
