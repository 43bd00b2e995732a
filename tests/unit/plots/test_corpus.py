"""The timeline: rows in the order of time, hollow marks for inferred dates."""

import matplotlib.colors as mcolors
import pandas as pd
import pytest

from corpuskit import EmptyResultError, TableError
from corpuskit.plots import plot_timeline


@pytest.fixture
def lengths():
    return pd.DataFrame(
        {
            "outlet": pd.Categorical(["ب", "أ", "ب"]),
            "published": pd.to_datetime(["2016-12-03", "2016-12-08", "2016-05-03"]),
            "n_words": [100, 400, 200],
        }
    )


def names(ax):
    return [label.get_text().strip("\u2068\u2069") for label in ax.get_yticklabels()]


def test_outlets_stand_in_the_order_of_their_first_article(lengths):
    assert names(plot_timeline(lengths)) == ["ب", "أ"]


def test_area_is_proportional_to_length(lengths):
    sizes = plot_timeline(lengths).collections[0].get_sizes()
    assert sizes[1] == pytest.approx(4 * sizes[0])


def test_uncertain_dates_are_hollow(lengths):
    ax = plot_timeline(lengths.assign(certain=[True, False, True]))
    faces = ax.collections[0].get_facecolor()
    assert mcolors.to_hex(faces[1]) == "#ffffff"
    assert mcolors.to_hex(faces[0]) != "#ffffff"


def test_labels_only_when_few(lengths):
    assert len(plot_timeline(lengths).texts) == 3
    assert "3 Dec 2016, 100 words" in [text.get_text() for text in plot_timeline(lengths).texts]
    many = pd.concat([lengths] * 20, ignore_index=True)
    assert len(plot_timeline(many).texts) == 0


def test_missing_dates_and_columns(lengths):
    with pytest.raises(EmptyResultError, match="no timeline"):
        plot_timeline(lengths.assign(published=pd.NaT))
    with pytest.raises(TableError, match="lacks 'published'"):
        plot_timeline(lengths.drop(columns="published"))


def test_draws_on_the_given_axes(lengths):
    import matplotlib.pyplot as plt

    _, ax = plt.subplots()
    assert plot_timeline(lengths, ax=ax) is ax
