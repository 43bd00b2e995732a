import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from corpuskit.errors import EmptyResultError, TableError
from corpuskit.plots.keyness import plot_keyness


def keyness():
    return pd.DataFrame(
        {
            "target": ["سانا"] * 4 + ["رويترز"],
            "term": ["إرهابيين", "الجيش", "حلب", "النظام", "المعارضة"],
            "log_ratio": [3.0, 2.0, 0.1, -2.0, 1.0],
            "low": [1.0, np.nan, -1.0, -3.0, 0.5],
            "high": [5.0, np.nan, 1.2, -1.0, 1.5],
            "log_odds_z": [4.0, 3.0, 0.2, -4.0, 2.0],
            "verdict": ["more", "undecided", "undecided", "less", "more"],
        }
    )


def texts(ax):
    return [label.get_text().strip("\u2068\u2069") for label in ax.get_yticklabels()]


def test_keyness_shows_one_row_a_term():
    ax = plot_keyness(keyness(), target="سانا", labels="ar")
    assert texts(ax) == ["إرهابيين", "الجيش", "حلب"]
    full, empty = ax.collections[1], ax.collections[2]
    assert full.get_offsets().tolist() == [[3.0, 0.0]]
    assert empty.get_offsets().tolist() == [[2.0, -1.0], [0.1, -2.0]]
    assert ax.get_title(loc="left").strip("\u2068\u2069") == "سانا"
    ax.figure.canvas.draw()
    assert "×1" in [label.get_text() for label in ax.get_xticklabels()]


def test_keyness_can_show_what_is_used_less():
    ax = plot_keyness(keyness(), target="سانا", n_terms=1, less=True, legend=False)
    assert texts(ax) == ["إرهابيين", "النظام"]
    assert ax.get_legend() is None


def test_keyness_draws_on_the_axes_it_is_given():
    _, grid = plt.subplots(1, 2)
    before = dict(mpl.rcParams)
    assert plot_keyness(keyness(), target="رويترز", ax=grid[1]) is grid[1]
    assert not grid[0].collections
    assert dict(mpl.rcParams) == before


def test_one_target_need_not_be_named():
    table = keyness().iloc[:4]
    assert texts(plot_keyness(table)) == ["إرهابيين", "الجيش", "حلب"]
    missing = table.assign(low=np.nan, high=np.nan)
    assert len(plot_keyness(missing).collections) == 3


@pytest.mark.parametrize(
    ("settings", "match"),
    [
        ({}, "target must be one of 'سانا', 'رويترز', got None"),
        ({"target": "x"}, "target must be"),
        ({"target": "سانا", "n_terms": 0}, "n_terms must be"),
        ({"target": "سانا", "labels": "fr"}, "labels must be"),
    ],
)
def test_keyness_bad_arguments(settings, match):
    with pytest.raises(ValueError, match=match):
        plot_keyness(keyness(), **settings)


def test_keyness_with_nothing_to_draw():
    with pytest.raises(EmptyResultError):
        plot_keyness(keyness().iloc[:0])
    with pytest.raises(EmptyResultError, match="uses no term more"):
        plot_keyness(keyness().iloc[[3]])
    with pytest.raises(TableError, match="lacks 'low'"):
        plot_keyness(keyness().drop(columns="low"))
