import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pandas as pd
import pytest

import corpuskit as ck
from corpuskit.plots.network_picture import separate_boxes


def make_network(n=20, random_state=0):
    network = nx.connected_watts_strogatz_graph(n, 4, 0.3, seed=random_state)
    network = nx.relabel_nodes(network, {at: f"n{at:02d}" for at in network})
    for at, (_, data) in enumerate(network.nodes(data=True)):
        data.update(
            name_ar=f"الفاعل رقم {at} الطويل", name_en=f"Actor number {at}", n_units=10 + at
        )
    for at, (a, b) in enumerate(network.edges):
        network.edges[a, b].update(n_units=1 + at % 7, difference=0.1 * (at % 3 - 1))
        network.edges[a, b]["verdict"] = ("less", "undecided", "more")[at % 3]
    return network


def boxes_of_texts(ax):
    ax.figure.draw_without_rendering()
    return [text.get_window_extent() for text in ax.texts]


@pytest.mark.parametrize("labels", ["ar", "en", "both"])
@pytest.mark.parametrize("n", [15, 60])
def test_no_label_covers_another_or_leaves_the_page(labels, n):
    ax = ck.plots.plot_network(make_network(n), labels=labels)
    boxes = boxes_of_texts(ax)
    assert len(boxes) == n * (2 if labels == "both" else 1)
    page = ax.get_window_extent()
    for box in boxes:
        assert box.x0 >= page.x0 - 1
        assert box.x1 <= page.x1 + 1
        assert box.y0 >= page.y0 - 1
    step = 2 if labels == "both" else 1
    tops = boxes[::step]
    for at, one in enumerate(tops):
        for other in tops[at + 1 :]:
            width = min(one.x1, other.x1) - max(one.x0, other.x0)
            height = min(one.y1, other.y1) - max(one.y0, other.y0)
            assert width <= 1 or height <= 1
    plt.close("all")


def test_two_drawings_are_the_same_and_the_network_is_not_changed():
    network = make_network()
    before = {node: dict(data) for node, data in network.nodes(data=True)}
    pictures = []
    for _ in range(2):
        ax = ck.plots.plot_network(network)
        ax.figure.canvas.draw()
        pictures.append(np.asarray(ax.figure.canvas.buffer_rgba()).copy())
        plt.close("all")
    assert np.array_equal(*pictures)
    assert {node: dict(data) for node, data in network.nodes(data=True)} == before


def test_communities_colour_the_nodes_and_the_legend_explains_width_and_size():
    network = make_network()
    communities = ck.find_communities(network, n_runs=3)
    ax = ck.plots.plot_network(network, communities)
    colors = {tuple(color) for color in ax.collections[-1].get_facecolors().round(3)}
    assert len(colors) == communities["community"].nunique()
    words = [text.get_text() for text in ax.get_legend().get_texts()]
    assert len(words) == 4
    assert all(word.endswith("units") for word in words)
    assert ck.plots.plot_network(network, legend=False).get_legend() is None


def test_given_axes_are_used_and_returned():
    _, ax = plt.subplots(figsize=(6, 6))
    assert ck.plots.plot_network(make_network(), ax=ax) is ax


def test_one_node_and_no_edge_is_drawn():
    network = nx.Graph()
    network.add_node("kerry", name_ar="كيري", name_en="Kerry", n_units=3)
    assert len(ck.plots.plot_network(network).texts) == 2


def test_network_refuses():
    with pytest.raises(ck.EmptyResultError, match="no nodes"):
        ck.plots.plot_network(nx.Graph())
    with pytest.raises(ValueError, match="labels"):
        ck.plots.plot_network(make_network(), labels="fr")
    with pytest.raises(ck.TableError, match="lacks 'actor_id', 'community'"):
        ck.plots.plot_network(make_network(), pd.DataFrame({"x": [1]}))


def test_difference_network_shows_three_answers():
    network = make_network()
    network.graph.update(group="aawsat", reference="okaz")
    ax = ck.plots.plot_difference_network(network, labels="en")
    words = [text.get_text() for text in ax.get_legend().get_texts()]
    assert "aawsat" in words[0]
    assert "okaz" in words[1]
    assert words[2].startswith("undecided")
    assert len({tuple(color) for color in ax.collections[0].get_colors()}) == 3
    with pytest.raises(ck.EmptyResultError):
        ck.plots.plot_difference_network(nx.Graph())


COUNTS = pd.DataFrame(
    {
        "actor_id": ["kerry"] * 3 + ["un"] * 3,
        "group": ["2016-10", "2016-11", "2016-12"] * 2,
        "n_units": [1, 2, 3, 5, 5, 5],
        "n_total": 10,
        "share": [0.1, 0.2, 0.3, 0.5, 0.5, 0.5],
        "low": [0.0, 0.1, 0.2, 0.4, 0.4, 0.4],
        "high": [0.2, 0.3, 0.4, 0.6, 0.6, 0.6],
    }
)
ACTORS = pd.DataFrame(
    {"actor_id": ["kerry", "un"], "name_ar": ["كيري", "الأمم المتحدة"], "name_en": ["Kerry", "UN"]}
)


def test_heat_map_shows_every_share_the_most_named_actor_first():
    ax = ck.plots.plot_actor_heatmap(COUNTS, ACTORS)
    assert [text.get_text() for text in ax.texts] == ["50.0"] * 3 + ["10.0", "20.0", "30.0"]
    assert "الأمم المتحدة" in ax.get_yticklabels()[0].get_text()
    ax = ck.plots.plot_actor_heatmap(COUNTS, value="n_units", n_actors=1)
    assert [text.get_text() for text in ax.texts] == ["5"] * 3


def test_time_line_has_a_line_and_a_name_for_each_actor():
    ax = ck.plots.plot_mentions_over_time(COUNTS, ACTORS)
    assert len(ax.lines) == 2
    assert ax.lines[1].get_ydata().tolist() == [10, 20, 30]
    assert any("كيري" in text.get_text() for text in ax.texts)


def test_weeks_are_named_by_their_first_day():
    weeks = COUNTS.assign(group=COUNTS["group"].astype("str") + "/2016-12-31")
    ax = ck.plots.plot_mentions_over_time(weeks, ACTORS)
    assert not any("/" in label.get_text() for label in ax.get_xticklabels())
    assert ax.get_xlabel() == "weeks, by their first day"


@pytest.mark.parametrize("name", ["plot_actor_heatmap", "plot_mentions_over_time"])
def test_tables_are_checked(name):
    plot = getattr(ck.plots, name)
    with pytest.raises(ck.TableError, match="count_mentions"):
        plot(COUNTS.drop(columns="share"))
    with pytest.raises(ck.EmptyResultError):
        plot(COUNTS.iloc[:0])
    with pytest.raises(ValueError, match="labels"):
        plot(COUNTS, labels="fr")


def test_boxes_are_parted():
    rng = np.random.default_rng(0)
    place = rng.normal(size=(40, 2)) * 30
    boxes = np.tile(np.array([[-25.0, -12.0], [25.0, 6.0]]), (40, 1, 1))
    parted = separate_boxes(place, boxes)
    low, high = parted + boxes[:, 0], parted + boxes[:, 1]
    overlap = np.minimum(high[:, None], high[None]) - np.maximum(low[:, None], low[None])
    hit = (overlap > 0).all(axis=2)
    assert hit.sum() == 40  # each with itself


def test_legend_of_a_network_names_its_unit():
    mentions = pd.DataFrame(
        {
            "doc_id": "a",
            "start": [0, 6, 20, 26],
            "end": [5, 10, 25, 30],
            "actor_id": pd.Categorical(["kerry", "lavrov", "kerry", "lavrov"]),
            "alias": "",
            "rule": "alias",
        }
    )
    units = pd.DataFrame(
        {
            "doc_id": "a",
            "unit": "sentence",
            "unit_index": [0, 1],
            "start": [0, 20],
            "end": [12, 40],
        }
    )
    pairs = ck.count_cooccurrences(mentions, units)
    network = ck.build_network(ck.score_cooccurrences(pairs, mentions, units))
    legend = ck.plots.plot_network(network).get_legend()
    assert {text.get_text().split()[1] for text in legend.get_texts()} == {"sentences"}
    network.graph.clear()
    legend = ck.plots.plot_network(network).get_legend()
    assert {text.get_text().split()[1] for text in legend.get_texts()} == {"units"}


def test_actor_without_english_name_keeps_its_arabic_one():
    network = nx.Graph()
    network.add_node("kerry", name_ar="كيري", name_en="كيري", n_units=4)
    network.add_node("lavrov", name_ar="لافروف", n_units=4)
    for labels in ("en", "both"):
        ax = ck.plots.plot_network(network, labels=labels, legend=False)
        shown = [text.get_text() for text in ax.texts]
        assert sum("كيري" in text for text in shown) == 1
        assert any("لافروف" in text for text in shown)
