"""Every picture says which column or row is not there, and who makes the table."""

import networkx as nx
import pandas as pd
import pytest

import corpuskit as ck

PICTURES = {
    "plot_timeline": ("measure_documents", {}),
    "plot_key_terms": ("measure_keyness", {}),
    "plot_keyness": ("measure_keyness", {}),
    "plot_collocations": ("measure_collocations", {}),
    "plot_dispersion": ("measure_dispersion", {}),
    "plot_actor_heatmap": ("count_mentions", {}),
    "plot_mentions_over_time": ("count_mentions", {}),
    "plot_topic_terms": ("describe_topics", {}),
    "plot_topic_shares": ("measure_topic_shares", {"by": "outlet"}),
    "plot_topic_effects": ("estimate_topic_effects", {}),
    "plot_topic_trends": ("estimate_topic_trends", {}),
    "plot_topic_stability": ("measure_stability", {}),
    "plot_topic_counts": ("compare_topic_counts", {}),
    "plot_topic_map": ("measure_topic_map", {}),
    "plot_voice_shares": ("measure_voice", {"by": "outlet"}),
    "plot_naming": ("compare_naming", {"by": "outlet", "referent": "assad"}),
    "plot_cues": ("compare_cues", {"by": "outlet"}),
    "plot_coverage": ("compare_coverage", {"by": "outlet"}),
}


@pytest.mark.parametrize("name", PICTURES)
def test_table_without_columns_names_its_maker(name):
    maker, options = PICTURES[name]
    table = pd.DataFrame({"outlet": ["أ"], "strange": [1]})
    with pytest.raises(ck.TableError, match=rf"lacks .*{maker}\(\)"):
        getattr(ck.plots, name)(table, **options)


def test_every_picture_of_a_table_is_asked():
    graphs = {"plot_network", "plot_difference_network"}
    assert {name for name in dir(ck.plots) if name.startswith("plot_")} == {*PICTURES, *graphs}


@pytest.mark.parametrize("name", ["plot_actor_heatmap", "plot_mentions_over_time"])
def test_number_of_actors_is_one_or_more(name):
    table = pd.DataFrame(columns=["actor_id", "group", "n_units", "share", "low", "high"])
    with pytest.raises(ValueError, match="n_actors must be 1 or more, got 0"):
        getattr(ck.plots, name)(table, n_actors=0)
    with pytest.raises(ck.EmptyResultError, match="no rows"):
        getattr(ck.plots, name)(table)


def test_network_asks_for_communities_of_the_right_form():
    network = nx.Graph()
    network.add_edge("a", "b", n_units=2)
    with pytest.raises(ck.TableError, match=r"'actor_id'.*find_communities\(\)"):
        ck.plots.plot_network(network, pd.DataFrame({"community": [1]}))
