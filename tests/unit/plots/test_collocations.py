import pandas as pd
import pytest

from corpuskit.errors import EmptyResultError, TableError
from corpuskit.plots.collocations import plot_collocations


def texts(ax):
    return [label.get_text().strip("\u2068\u2069") for label in ax.get_yticklabels()]


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
