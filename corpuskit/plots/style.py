"""How the pictures look: the Arabic font, the colours, the direction of labels.

matplotlib 3.11 joins and orders Arabic letters by itself, so labels are plain strings in reading
order. Nothing here changes a global setting, except :func:`use_theme`, which a user calls for that.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, wraps
from importlib import resources
from typing import Any, Literal, ParamSpec, cast

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from cycler import cycler
from matplotlib import font_manager, ft2font
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from corpuskit.errors import MissingExtraError

Labels = Literal["ar", "en", "both"]
P = ParamSpec("P")

#: Okabe and Ito's colours, told apart by colour-blind readers too.
PALETTE = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#E69F00",
    "#56B4E9",
    "#8C6D46",
    "#5F5F5F",
)
INK = "#222222"
GREY = "#8A8A8A"
LIGHT = "#D9D9D9"
#: Colour map of counts and shares: white is nothing.
SEQUENTIAL = "Blues"

_FSI, _PDI, _LRM = "\u2068", "\u2069", "\u200e"


@cache
def _font_families() -> list[str]:
    """Register the Arabic font that comes with the install and name the families to use."""
    if not hasattr(ft2font, "__libraqm_version__"):
        message = (
            f"matplotlib {mpl.__version__} was built without text shaping, so Arabic labels would "
            "be printed unjoined and reversed. Install the official build: "
            "pip install --force-reinstall 'matplotlib>=3.11'"
        )
        raise MissingExtraError(message)
    files = resources.files("fontpkg_ibm_plex_sans_arabic") / "files"
    for weight in ("Regular", "SemiBold", "Bold"):
        with resources.as_file(files / f"IBMPlexSansArabic-{weight}.ttf") as path:
            font_manager.fontManager.addfont(str(path))
    return ["IBM Plex Sans Arabic", "DejaVu Sans"]


def theme_settings() -> dict[Any, Any]:
    """Return the matplotlib settings (rcParams) of corpuskit's pictures.

    Returns
    -------
    dict
        Names and values of rcParams, to be used with ``matplotlib.rc_context``.

    Raises
    ------
    MissingExtraError
        If matplotlib was built without text shaping.
    """
    return {
        "font.family": _font_families(),
        "font.size": 9,
        "axes.titlesize": 11,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.labelsize": 9,
        "axes.edgecolor": GREY,
        "axes.labelcolor": INK,
        "axes.linewidth": 0.8,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.prop_cycle": cycler(color=PALETTE),
        "axes.unicode_minus": True,
        "grid.color": "#E6E6E6",
        "grid.linewidth": 0.7,
        "legend.frameon": False,
        "legend.fontsize": 8,
        "text.color": INK,
        "text.parse_math": False,  # "$" is a dollar; mathtext would not join the letters
        "xtick.color": INK,
        "ytick.color": INK,
        "xtick.labelsize": 8.5,
        "ytick.labelsize": 8.5,
        "figure.dpi": 110,
        "savefig.dpi": 200,
    }


def use_theme() -> None:
    """Give the rest of this session's matplotlib and seaborn pictures the look of corpuskit's.

    Changes matplotlib's global settings, as ``seaborn.set_theme`` does; no function of corpuskit
    needs it.

    Raises
    ------
    MissingExtraError
        If matplotlib was built without text shaping.
    """
    import seaborn as sns

    sns.set_theme(style="ticks", rc=theme_settings())


def styled(function: Callable[P, Axes]) -> Callable[P, Axes]:
    """Run a plot function under corpuskit's settings and leave the global ones alone.

    Parameters
    ----------
    function : callable
        Draws on one Axes and returns it.

    Returns
    -------
    callable
        The same function; fonts also hold for tick labels that are made later.

    Raises
    ------
    MissingExtraError
        If matplotlib was built without text shaping.
    """

    @wraps(function)
    def draw(*args: P.args, **kwargs: P.kwargs) -> Axes:
        with mpl.rc_context(theme_settings()):
            ax = function(*args, **kwargs)
            ax.tick_params(labelfontfamily=_font_families())
            for label in [*ax.get_xticklabels(), *ax.get_yticklabels()]:
                label.set_parse_math(False)
            interactive = mpl.is_interactive()
        # A notebook's backend switches interactive figures on when the first figure is made, which
        # is inside the context: kept, or only the first figure of a notebook would be shown.
        mpl.interactive(interactive)
        return ax

    return draw


def prepare_axes(ax: Axes | None, *, size: tuple[float, float] = (7.0, 4.0)) -> Axes:
    """Return the Axes to draw on: the given one, or that of a new figure.

    Parameters
    ----------
    ax : Axes or None
        The caller's Axes.
    size : (float, float), default (7.0, 4.0)
        Width and height of a new figure, in inches; 7 inches are two columns of a journal.

    Returns
    -------
    Axes
        Where to draw.
    """
    if ax is not None:
        return ax
    _, new = plt.subplots(figsize=size, layout="constrained")
    return new


def figure_of(picture: Figure | Axes) -> Figure:
    """Return the figure that holds an Axes, or the figure itself.

    Parameters
    ----------
    picture : Figure or Axes
        What a plot function returned.

    Returns
    -------
    Figure
        The whole figure.
    """
    return picture if isinstance(picture, Figure) else cast(Figure, picture.get_figure(root=True))


def isolate(text: object) -> str:
    """Wrap text so that its direction does not disturb what stands beside it.

    Parameters
    ----------
    text : object
        A name or a phrase, in any script.

    Returns
    -------
    str
        The text between the invisible marks FSI and PDI (Unicode Bidirectional Algorithm, UAX 9).

    Examples
    --------
    >>> "Actors: " + isolate("كيري") + ", " + isolate("لافروف") == (
    ...     "Actors: \u2068كيري\u2069, \u2068لافروف\u2069"
    ... )
    True
    """
    return f"{_FSI}{text}{_PDI}"


def make_label(name_ar: str, name_en: str, labels: Labels, *, between: str = "\n") -> str:
    """Return the label of something that has an Arabic and an English name.

    Parameters
    ----------
    name_ar, name_en : str
        The two names.
    labels : {"ar", "en", "both"}
        Which to show.
    between : str, default line feed
        What stands between the two names of ``"both"``: the Arabic one is above, or first.

    Returns
    -------
    str
        The label, each name isolated.

    Raises
    ------
    ValueError
        If ``labels`` is none of the three.
    """
    check_labels(labels)
    if labels == "ar":
        return isolate(name_ar)
    if labels == "en":
        return isolate(name_en)
    return f"{isolate(name_ar)}{between}{isolate(name_en)}"


def check_labels(labels: str) -> None:
    """Raise if ``labels`` is not one of the three that pictures know.

    Parameters
    ----------
    labels : str
        What the caller asked for.

    Raises
    ------
    ValueError
        If it is none of ``"ar"``, ``"en"``, ``"both"``.
    """
    if labels not in ("ar", "en", "both"):
        message = f'labels must be "ar", "en" or "both", got {labels!r}.'
        raise ValueError(message)


def color_names(names: Iterable[object]) -> Mapping[str, str]:
    """Give each name a colour that depends on its rank among the names, not on their order.

    Parameters
    ----------
    names : iterable
        For instance the outlets of a table; repeats and missing values are ignored.

    Returns
    -------
    mapping of str to str
        Name to colour (hex); after eight names the colours repeat.
    """
    known = sorted({str(name) for name in names if name == name and name is not None})
    return {name: PALETTE[i % len(PALETTE)] for i, name in enumerate(known)}


def hide_frame(ax: Axes) -> None:
    """Draw no lines around a picture that is a grid of boxes.

    Parameters
    ----------
    ax : Axes
        The picture.
    """
    for spine in ax.spines.values():
        spine.set_visible(False)


def text_on(color: object) -> str:
    """Return black or white, whichever reads better on a colour.

    Parameters
    ----------
    color : matplotlib colour
        The background.

    Returns
    -------
    str
        ``"#222222"`` or ``"white"``.
    """
    red, green, blue = mpl.colors.to_rgb(color)  # type: ignore[arg-type]
    luminance = float(np.dot([0.299, 0.587, 0.114], [red, green, blue]))
    return INK if luminance > 0.55 else "white"
