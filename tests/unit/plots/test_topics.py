import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from corpuskit.errors import EmptyResultError, TableError
from corpuskit.plots.style import isolate
from corpuskit.plots.topic_trust import (
    plot_topic_counts,
    plot_topic_effects,
    plot_topic_stability,
    plot_topic_trends,
)
from corpuskit.plots.topics import plot_topic_map, plot_topic_shares, plot_topic_terms

LABELS = ["هدنة، حلب، قصف", "نفط، سعر، دولار"]

TERMS = pd.DataFrame(
    {
        "topic_id": [0, 0, 1, 1],
        "label": np.repeat(LABELS, 2),
        "term": ["هدنة", "حلب", "نفط", "سعر"],
        "weight": [2.0, 1.0, 3.0, 1.5],
        "rank": [1, 2, 1, 2],
    }
)
STABILITY = pd.DataFrame(
    {
        "topic_id": [0, 1],
        "label": LABELS,
        "jaccard": [0.3, 0.8],
        "low": [0.1, 0.7],
        "high": [0.5, 0.9],
        "stable": [False, True],
    }
)
SHARES = pd.DataFrame(
    {
        "topic_id": [0, 0, 1, 1],
        "label": np.repeat(LABELS, 2),
        "outlet": ["رويترز", "سانا"] * 2,
        "share": [0.2, 0.4, 0.8, 0.6],
        "low": [0.1, np.nan, 0.7, np.nan],
        "high": [0.3, np.nan, 0.9, np.nan],
    }
)
EFFECTS = pd.DataFrame(
    {
        "topic_id": [0, 0],
        "label": LABELS[:1] * 2,
        "level": ["رويترز", "سانا"],
        "estimate": [0.1, -0.1],
        "low": [0.05, np.nan],
        "high": [0.15, np.nan],
        "verdict": ["more", "undecided"],
    }
)
TRENDS = pd.DataFrame(
    {
        "topic_id": np.repeat([0, 1], 3),
        "label": np.repeat(LABELS, 3),
        "published": pd.to_datetime(["2016-12-01", "2016-12-05", "2016-12-09"] * 2),
        "share": [0.2, 0.3, 0.25, 0.8, 0.7, 0.75],
        "low": [0.1, 0.2, 0.15, 0.7, 0.6, 0.65],
        "high": [0.3, 0.4, 0.35, 0.9, 0.8, 0.85],
    }
)
COUNTS = pd.DataFrame(
    {
        "n_topics": [2, 2, 4, 4],
        "measure": ["npmi", "held_out"] * 2,
        "value": [0.2, 1.0, 0.3, 1.2],
        "low": [0.1, 0.9, 0.2, 1.1],
        "high": [0.3, 1.1, 0.4, 1.3],
    }
)
MAP = pd.DataFrame(
    {
        "topic_id": [0, 1],
        "label": LABELS,
        "share": [0.4, 0.6],
        "x": [0.0, 0.01],
        "y": [0.0, 0.0],
        "explained": [0.5, 0.5],
    }
)
EVERY = [
    (plot_topic_terms, TERMS),
    (plot_topic_shares, SHARES),
    (plot_topic_effects, EFFECTS),
    (plot_topic_trends, TRENDS),
    (plot_topic_stability, STABILITY),
    (plot_topic_counts, COUNTS),
    (plot_topic_map, MAP),
]


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def draw(plot, table, **settings):
    if plot is plot_topic_counts:
        settings.setdefault("measures", ["npmi"])
    return plot(table, **settings)


@pytest.mark.parametrize(("plot", "table"), EVERY)
@pytest.mark.parametrize("labels", ["ar", "en", "both"])
def test_draws_on_the_given_axes_and_leaves_settings_alone(plot, table, labels):
    before, frame = dict(mpl.rcParams), table.copy()
    _, ax = plt.subplots()
    assert draw(plot, table, labels=labels, ax=ax) is ax
    ax.figure.canvas.draw()
    assert dict(mpl.rcParams) == before
    pd.testing.assert_frame_equal(table, frame)


@pytest.mark.parametrize(("plot", "table"), EVERY)
def test_wrong_tables_are_told(plot, table):
    with pytest.raises(TableError, match="lacks"):
        draw(plot, table.drop(columns=table.columns[-2 if plot is plot_topic_map else -1]))
    with pytest.raises(EmptyResultError, match="nothing to draw"):
        draw(plot, table.iloc[:0])
    with pytest.raises(ValueError, match="labels must be"):
        draw(plot, table, labels="fr")


def test_heaviest_term_stands_at_the_right_and_is_isolated():
    ax = plot_topic_terms(TERMS)
    places = {text.get_text(): text.get_position() for text in ax.texts}
    assert places[isolate("هدنة")][0] > places[isolate("حلب")][0]
    assert places[isolate("هدنة")][1] == places[isolate("حلب")][1] == 0


def test_printed_spelling_is_shown_where_there_is_one():
    ax = plot_topic_terms(TERMS.assign(printed=["هُدنة", None, "نفط", "سعر"]))
    shown = [text.get_text() for text in ax.texts]
    assert isolate("هُدنة") in shown
    assert isolate("حلب") in shown


def test_unstable_topics_are_marked():
    ax = plot_topic_terms(TERMS, STABILITY, labels="en")
    marks = [label.get_text() for label in ax.get_yticklabels()]
    assert "unstable" in marks[0]
    assert "unstable" not in marks[1]


def test_names_of_the_researcher():
    ax = plot_topic_stability(STABILITY, labels="both", names={0: "truce"})
    texts = [label.get_text() for label in ax.get_yticklabels()]
    assert texts[1] == f"{isolate(LABELS[0])}\n{isolate('truce')}"
    ax = plot_topic_stability(STABILITY, labels="en", names={0: "truce"})
    assert ax.get_yticklabels()[1].get_text() == isolate("truce")


def test_groups_without_an_interval_are_hollow_and_explained():
    ax = plot_topic_shares(SHARES, labels="en")
    hollow = [line for line in ax.lines if line.get_markerfacecolor() == "white"]
    assert len(hollow) == 2
    entries = [text.get_text() for text in ax.get_legend().get_texts()]
    assert "too few articles for an interval" in entries
    full = SHARES.assign(low=SHARES["share"] - 0.1, high=SHARES["share"] + 0.1)
    entries = plot_topic_shares(full, labels="en").get_legend().get_texts()
    assert len(entries) == 2


def test_one_topic_lists_groups_by_share():
    ax = plot_topic_shares(SHARES, topics=[0])
    texts = [label.get_text() for label in ax.get_yticklabels()]
    assert texts == [isolate("سانا"), isolate("رويترز")]


def test_shares_are_where_the_table_says():
    ax = plot_topic_shares(SHARES, topics=[1])
    dots = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "o"]
    assert dots == [80, 60]


def test_too_many_groups_and_topics_are_refused():
    many = pd.concat([SHARES.assign(outlet=f"o{i}") for i in range(9)])
    with pytest.raises(ValueError, match="at most 8"):
        plot_topic_shares(many)
    with pytest.raises(ValueError, match="at most 8"):
        plot_topic_trends(TRENDS, topics=range(9))
    with pytest.raises(EmptyResultError, match="no row"):
        plot_topic_shares(SHARES, topics=[7])


def test_unknown_measure():
    with pytest.raises(ValueError, match="no measure 'bits'"):
        plot_topic_counts(COUNTS, measures=["bits"])


def test_labels_of_the_map_do_not_cover_each_other():
    ax = plot_topic_map(MAP)
    figure = ax.figure
    figure.canvas.draw()
    first, second = (text.get_window_extent() for text in ax.texts)
    assert not first.overlaps(second)


@pytest.mark.parametrize(("plot", "table"), [EVERY[1], EVERY[2], EVERY[3]])
def test_unstable_topics_are_marked_in_every_picture(plot, table):
    ax = draw(plot, table.assign(stable=table["topic_id"] != 0), labels="en")
    shown = [label.get_text() for label in ax.get_yticklabels()]
    shown += [text.get_text() for text in ax.get_legend().get_texts()]
    if plot is plot_topic_effects:
        both = pd.concat([table, table.assign(topic_id=1)])
        ax = draw(plot, both.assign(stable=both["topic_id"] != 0), labels="en")
        shown = [label.get_text() for label in ax.get_yticklabels()]
        assert sum("unstable" in text for text in shown) == 2
    else:
        assert sum("unstable" in text for text in shown) == 1


def test_long_terms_are_inside_the_page_that_is_saved():
    terms = pd.DataFrame(
        {"topic_id": 0, "term": ["مستشفيات" * 6] * 5, "rank": range(1, 6), "weight": 0.2}
    )
    ax = plot_topic_terms(terms)
    ax.figure.draw_without_rendering()
    page = ax.get_tightbbox()
    for text in ax.texts:
        box = text.get_window_extent()
        assert page.x0 <= box.x0 + 1e-6
        assert box.x1 <= page.x1 + 1e-6
