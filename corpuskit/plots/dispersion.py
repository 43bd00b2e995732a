"""What is spread how far."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from corpuskit.errors import EmptyResultError, list_some
from corpuskit.plots.checks import check_columns, check_number
from corpuskit.plots.style import (
    GREY,
    INK,
    PALETTE,
    Labels,
    check_labels,
    figure_of,
    isolate,
    make_label,
    prepare_axes,
    styled,
)


@styled
def plot_dispersion(
    dispersion: pd.DataFrame,
    *,
    terms: Sequence[str] | None = None,
    n_terms: int = 12,
    labels: Labels = "both",
    ax: Axes | None = None,
) -> Axes:
    """Draw how often terms are used against how evenly they are spread.

    Parameters
    ----------
    dispersion : DataFrame
        From :func:`corpuskit.measure_dispersion`.
    terms : sequence of str, optional
        Terms that are named in the picture; by default the most used.
    n_terms : int, default 12
        How many terms are named, if ``terms`` is not given.
    labels : {"ar", "en", "both"}, default "both"
        Language of the axes. Terms are shown as they are.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        One dot a term: uses to the right (logarithmic), ``dp_norm`` upwards (0 spread as evenly
        as the words are, 1 all in one place). The named terms are dark.

    Raises
    ------
    EmptyResultError
        If the table is empty.
    TableError
        If the table lacks a column.
    ValueError
        If a term is not in the table, ``labels`` is not allowed, or ``n_terms`` is under 1.

    Examples
    --------
    >>> import pandas as pd
    >>> import corpuskit as ck
    >>> spread = pd.DataFrame(
    ...     {"term": ["حلب", "نظام"], "n_tokens": [41, 5], "dp_norm": [0.1, 0.8]}
    ... )
    >>> ax = ck.plots.plot_dispersion(spread)
    >>> ax.get_xscale()
    'log'
    """
    check_labels(labels)
    check_columns(dispersion, ("term", "n_tokens", "dp_norm"), "measure_dispersion()")
    check_number(n_terms, "n_terms")
    if not len(dispersion):
        message = "no term to draw: the table is empty. Lower min_count in its making."
        raise EmptyResultError(message)
    known = set(dispersion["term"])
    named = list(terms) if terms is not None else dispersion["term"].head(n_terms).tolist()
    absent = [term for term in named if term not in known]
    if absent:
        message = f"terms not in the table: {list_some(absent)}. They must be in its spelling."
        raise ValueError(message)
    ax = prepare_axes(ax, size=(6.4, 4.2))
    chosen = dispersion["term"].isin(named).to_numpy()
    x = dispersion["n_tokens"].to_numpy(dtype=float)
    y = dispersion["dp_norm"].to_numpy(dtype=float)
    ax.set_xscale("log")
    ax.set_xlim(max(x.min() / 1.5, 0.5), x.max() * 1.3)
    ax.set_ylim(np.floor(10 * np.nanmin(y)) / 10 - 0.03, 1.03)
    ax.scatter(x[~chosen], y[~chosen], s=9, color=GREY, alpha=0.35, linewidth=0, rasterized=True)
    ax.scatter(x[chosen], y[chosen], s=20, color=PALETTE[0], linewidth=0, zorder=3)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _place: f"{value:,.0f}"))
    _name_dots(ax, x[chosen], y[chosen], dispersion["term"][chosen].tolist())
    ax.grid(visible=True)
    ax.set_xlabel(make_label("عدد مرات الورود", "uses", labels, between="  "))
    words = ("التركز: 0 منتشر، 1 مجتمع", "concentration (DP): 0 even, 1 in one place")
    ax.set_ylabel(make_label(*words, labels, between="  "))
    return ax


def _name_dots(ax: Axes, x: np.ndarray, y: np.ndarray, names: list[str]) -> None:
    """Write names in a column at the right, in the order of the dots, with a line to each."""
    bottom, top = ax.get_ylim()
    order = np.lexsort((x, -y))
    up = (y[order] - bottom) / (top - bottom)
    step = min(0.23 / (0.75 * figure_of(ax).get_figheight()), 0.96 / max(len(names), 1))
    # Push names down until they stand apart, then up again from the lower edge.
    places = np.minimum(up, 0.98)
    for index in range(1, len(places)):
        places[index] = min(places[index], places[index - 1] - step)
    floor = 0.02
    for index in range(len(places) - 1, -1, -1):
        places[index] = max(places[index], floor)
        floor = places[index] + step
    for index, place in zip(order.tolist(), places.tolist(), strict=True):
        ax.annotate(
            isolate(names[index]),
            (x[index], y[index]),
            xytext=(1.03, place),
            textcoords="axes fraction",
            va="center",
            ha="left",
            fontsize=8,
            color=INK,
            arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.5, "shrinkB": 3},
        )
