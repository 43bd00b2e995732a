import numpy as np
import pandas as pd
import pytest

from corpuskit.errors import EmptyResultError, TableError
from corpuskit.plots.dispersion import plot_dispersion


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
