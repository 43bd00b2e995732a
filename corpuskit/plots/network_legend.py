"""Discs and lines of a network: how large for what, and the legends that say so."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from corpuskit.plots.style import LIGHT, PALETTE, isolate

#: Areas in square points, widths in points.
LARGEST_DISC, SMALLEST_DISC = 700.0, 45.0
WIDEST_LINE, THINNEST_LINE = 5.0, 0.4
ANSWER_COLORS = {"more": PALETTE[0], "less": PALETTE[1], "undecided": "#C8C8C8"}


def explain_sizes(
    ax: Axes, sizes: np.ndarray, values: np.ndarray, what: tuple[str, str], shrink: float
) -> None:
    """Write a legend of two discs and two lines."""
    handles: list[Line2D] = []
    for number in _round_steps(sizes):
        side = 2 * np.sqrt(areas_of(number, sizes) / np.pi) / shrink
        text = f"{_show(number)} {what[0]}"
        disc = Line2D([], [], ls="", marker="o", ms=side, color=LIGHT, mec="white", label=text)
        handles.append(disc)
    for number in _round_steps(values):
        wide = widths_of(number, values) / shrink
        handles.append(Line2D([], [], lw=wide, color="#B9B9B9", label=f"{_show(number)} {what[1]}"))
    if handles:
        _place(ax, handles, fontsize=8, handletextpad=1.8, borderpad=0.2)


def explain_answers(ax: Axes, group: str, reference: str) -> None:
    """Write a legend of what the colours of differences mean."""
    words = {
        "more": f"more in {isolate(group)}",
        "less": f"more in {isolate(reference)}",
        "undecided": "undecided at this size",
    }
    handles = [
        Line2D([], [], marker="o", ms=8, lw=2.5, mec="white", color=ANSWER_COLORS[key], label=text)
        for key, text in words.items()
    ]
    _place(ax, handles)


def _place(ax: Axes, handles: list[Line2D], **settings: float) -> None:
    ax.legend(
        handles=handles,
        loc="lower center",
        bbox_to_anchor=(0.5, 0.0),
        ncols=len(handles),
        frameon=False,
        columnspacing=2.2,
        **settings,
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


def areas_of(numbers: np.ndarray | float, values: np.ndarray | None = None) -> np.ndarray:
    """Return the areas of the discs for numbers, the largest value having the largest disc."""
    return _scale(numbers, values, LARGEST_DISC, SMALLEST_DISC)


def widths_of(numbers: np.ndarray | float, values: np.ndarray | None = None) -> np.ndarray:
    """Return the widths of the lines for numbers, the largest value having the widest line."""
    return _scale(numbers, values, WIDEST_LINE, THINNEST_LINE)


def _scale(
    numbers: np.ndarray | float, values: np.ndarray | None, most: float, least: float
) -> np.ndarray:
    values = np.asarray(numbers if values is None else values)
    top = values.max() if len(values) and values.max() > 0 else 1.0
    return np.maximum(most * np.asarray(numbers) / top, least)
