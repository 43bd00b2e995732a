"""Discs and lines of a network: how large for what, and the legend that says so."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from corpuskit.plots.style import LIGHT

#: Areas in square points, widths in points.
LARGEST_DISC, SMALLEST_DISC = 700.0, 45.0
WIDEST_LINE, THINNEST_LINE = 5.0, 0.4


def explain_sizes(
    ax: Axes, sizes: np.ndarray, values: np.ndarray, what: tuple[str, str], shrink: float
) -> None:
    """Write a legend of two discs and two lines."""
    handles: list[Line2D] = []
    for number in _round_steps(sizes):
        side = 2 * np.sqrt(area_of(number, sizes) / np.pi) / shrink
        handles.append(
            Line2D(
                [],
                [],
                ls="",
                marker="o",
                ms=side,
                color=LIGHT,
                mec="white",
                label=f"{_show(number)} {what[0]}",
            )
        )
    for number in _round_steps(values):
        handles.append(
            Line2D(
                [],
                [],
                lw=width_of(number, values) / shrink,
                color="#B9B9B9",
                label=f"{_show(number)} {what[1]}",
            )
        )
    if handles:
        ax.legend(
            handles=handles,
            loc="lower center",
            bbox_to_anchor=(0.5, 0.0),
            ncols=len(handles),
            frameon=False,
            fontsize=8,
            handletextpad=1.8,
            columnspacing=2.2,
            borderpad=0.2,
        )


def _round_steps(values: np.ndarray) -> list[float]:
    """Return the largest value and about a quarter of it, both round numbers."""
    top = float(values.max()) if len(values) else 0.0
    if top <= 0:
        return []
    steps = [_round_down(top), _round_down(top / 5)]
    return list(dict.fromkeys(steps))


def _round_down(value: float) -> float:
    power = 10.0 ** np.floor(np.log10(value))
    lead = next(step for step in (5, 2, 1) if value / power >= step - 1e-9)
    return float(lead * power)


def _show(number: float) -> str:
    return f"{number:,.0f}" if number >= 1 and number == int(number) else f"{number:g}"


def area_of(value: float, values: np.ndarray) -> float:
    """Return the area of the disc for one of some values."""
    top = values.max() if len(values) and values.max() > 0 else 1.0
    return float(np.maximum(LARGEST_DISC * value / top, SMALLEST_DISC))


def width_of(value: float, values: np.ndarray) -> float:
    """Return the width of the line for one of some values."""
    top = values.max() if len(values) and values.max() > 0 else 1.0
    return float(np.maximum(WIDEST_LINE * value / top, THINNEST_LINE))
