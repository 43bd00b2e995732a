import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from corpuskit.errors import EmptyResultError, TableError
from corpuskit.plots.collocations import plot_collocations
from corpuskit.plots.dispersion import plot_dispersion
from corpuskit.plots.keyness import plot_keyness


@pytest.fixture(autouse=True)
def close():
    yield
    plt.close("all")


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


def collocations():
    return pd.DataFrame(
        {
            "term": ["وقف", "اطلاق"],
            "collocate": ["اطلاق", "النار"],
            "n_pairs": [1200, 9],
            "log_likelihood": [10.0, 20.0],
            "npmi": [0.9, 0.8],
            "log_dice": [13.0, 12.0],
        }
    )


def test_collocations_in_the_order_of_the_score():
    ax = plot_collocations(collocations())
    assert texts(ax) == ["اطلاق النار", "وقف اطلاق"]
    assert [text.get_text() for text in ax.texts] == ["9", "1,200"]
    assert texts(plot_collocations(collocations(), score="npmi")) == ["وقف اطلاق", "اطلاق النار"]
    assert len(plot_collocations(collocations(), n_pairs=1).patches) == 1


def test_collocations_bad_arguments():
    with pytest.raises(ValueError, match="score must be"):
        plot_collocations(collocations(), score="pmi")
    with pytest.raises(EmptyResultError, match="Lower min_pairs"):
        plot_collocations(collocations().iloc[:0])
    with pytest.raises(TableError, match="lacks"):
        plot_collocations(collocations().drop(columns="term"))


def dispersion():
    table = pd.DataFrame({"term": [f"كلمة{n}" for n in range(40)]})
    return table.assign(n_tokens=range(400, 0, -10), dp_norm=np.linspace(0.3, 0.99, 40))


def test_dispersion_names_some_terms():
    ax = plot_dispersion(dispersion(), terms=["كلمة3", "كلمة0"])
    assert {text.get_text().strip("\u2068\u2069") for text in ax.texts} == {"كلمة3", "كلمة0"}
    assert len(ax.collections[0].get_offsets()) == 38
    assert ax.get_xscale() == "log"
    names = plot_dispersion(dispersion()).texts
    heights = sorted(text.xyann[1] for text in names)
    assert len(names) == 12
    assert np.diff(heights).min() > 0.04


def test_dispersion_bad_arguments():
    with pytest.raises(ValueError, match="not in the table: 'غائب'"):
        plot_dispersion(dispersion(), terms=["غائب"])
    with pytest.raises(EmptyResultError, match="Lower min_count"):
        plot_dispersion(dispersion().iloc[:0])
    with pytest.raises(TableError, match="lacks"):
        plot_dispersion(dispersion().drop(columns="dp_norm"))
