"""The look of the pictures: joined letters, directions, and no trace left behind."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from corpuskit.plots import style


@pytest.fixture
def font():
    return FontProperties(family=style.theme_settings()["font.family"])


def width(text, font):
    return TextPath((0, 0), text, size=20, prop=font).get_extents().width


def draw(text, settings):
    with mpl.rc_context(settings):
        figure = plt.figure(figsize=(3, 0.5))
        figure.text(0.1, 0.3, text, fontsize=16)
        figure.canvas.draw()
        return np.asarray(figure.canvas.buffer_rgba())[..., 0]


def test_letters_are_joined(font):
    apart = "\u200c".join("سبب")
    assert width("سبب", font) < 0.85 * width(apart, font)


def test_arabic_runs_from_right_to_left():
    """The tall alef is the first letter, so its ink must stand on the right."""
    image = draw("اسس", style.theme_settings())
    dark = image < 128
    heights = dark.sum(axis=0)
    columns = np.flatnonzero(heights)
    middle = (columns[0] + columns[-1]) / 2
    tallest = max(columns, key=lambda x: np.flatnonzero(dark[:, x])[-1] - np.argmax(dark[:, x]))
    assert tallest > middle


def test_the_arabic_font_comes_with_the_install(font):
    from matplotlib.font_manager import fontManager

    assert "IBMPlexSansArabic" in fontManager.findfont(font)


def test_a_dollar_is_a_dollar():
    @style.styled
    def plot(ax=None):
        ax = style.prepare_axes(ax)
        ax.set_xticks([0, 1], ["5$ و 6$", "ب"])
        ax.set_title("من $1 إلى $2")
        return ax

    ax = plot()
    assert not ax.title.get_parse_math()
    assert not any(label.get_parse_math() for label in ax.get_xticklabels())


def test_styled_leaves_global_settings_alone():
    before = dict(mpl.rcParams)

    @style.styled
    def plot(ax=None):
        return style.prepare_axes(ax)

    ax = plot()
    assert dict(mpl.rcParams) == before
    assert ax.get_xticklabels()[0].get_fontfamily()[0] == "IBM Plex Sans Arabic"


def test_use_theme_keeps_the_font():
    with mpl.rc_context():
        style.use_theme()
        assert mpl.rcParams["font.family"][0] == "IBM Plex Sans Arabic"
        assert mpl.rcParams["text.parse_math"] is False


def test_labels():
    assert style.make_label("كيري", "Kerry", "ar") == "\u2068كيري\u2069"
    assert style.make_label("كيري", "Kerry", "both") == "\u2068كيري\u2069\n\u2068Kerry\u2069"
    with pytest.raises(ValueError, match='must be "ar", "en" or "both", got \'fr\''):
        style.make_label("كيري", "Kerry", "fr")


def test_colours_do_not_depend_on_order():
    names = ["ج", "أ", "ب", None, "أ"]
    assert style.color_names(names) == style.color_names(reversed(names))
    assert len(set(style.color_names(names).values())) == 3


def test_text_on_dark_and_light():
    assert style.text_on("#003366") == "white"
    assert style.text_on("#ffffcc") == style.INK


def test_old_matplotlib_is_refused(monkeypatch):
    from matplotlib import ft2font

    from corpuskit import MissingExtraError

    monkeypatch.delattr(ft2font, "__libraqm_version__")
    style._font_families.cache_clear()
    try:
        with pytest.raises(MissingExtraError, match=r"without text shaping.*pip install"):
            style.theme_settings()
    finally:
        monkeypatch.undo()
        style._font_families.cache_clear()
