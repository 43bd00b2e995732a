"""What the pictures of voices share: names of speakers, an axis of shares."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corpuskit.plots.style import Labels, make_label

#: What is counted and has no colour of its own.
UNKNOWN = "#BDBDBD"


def name_actors(
    actors: pd.DataFrame | None, labels: Labels, *, between: str = "\n"
) -> dict[str, str]:
    """Return the label of each actor; none without a table."""
    if actors is None:
        return {}
    rows = zip(actors["actor_id"], actors["name_ar"], actors["name_en"], strict=True)
    return {str(i): make_label(str(ar), str(en), labels, between=between) for i, ar, en in rows}


def show_percent(ax: Axes, title: str) -> None:
    """Let bars or dots of shares run from 0 to 100 %."""
    ax.set_xlim(0, 1)
    ax.set_xticks(np.linspace(0, 1, 5), ["0 %", "25 %", "50 %", "75 %", "100 %"])
    ax.set_xlabel(title)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
