"""The terms that set each of several groups apart, at a glance."""

from collections.abc import Hashable
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from corpuskit.errors import EmptyResultError
from corpuskit.plots.checks import check_columns, check_number
from corpuskit.plots.style import (
    GREY,
    INK,
    Labels,
    check_labels,
    color_names,
    hide_frame,
    isolate,
    prepare_axes,
    styled,
)

_COLUMNS = ("target", "term", "n_target", "n_reference", "log_odds_z", "verdict")


@styled
def plot_key_terms(
    keyness: pd.DataFrame, *, n_terms: int = 7, labels: Labels = "en", ax: Axes | None = None
) -> Axes:
    """Draw the terms that set each group apart, one row a group, with the exact counts.

    Parameters
    ----------
    keyness : DataFrame
        From :func:`~corpuskit.measure_keyness`; a column ``printed`` (from
        :func:`~corpuskit.add_spelling`) is shown in place of ``term``.
    n_terms : int, default 7
        Terms a group, from the highest ``log_odds_z`` on, the first at the right.
    labels : {"ar", "en", "both"}, default "en"
        Language of the legend; ``"both"`` shows the English one.
    ax : Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Axes
        A box a term with its uses in the group and, behind the colon, in the reference. Filled
        boxes hold differences beyond chance, empty ones cannot be told from it at this size.

    Raises
    ------
    TableError
        If a column is not there.
    EmptyResultError
        If no group uses any term more than its reference.
    ValueError
        If ``n_terms`` is less than 1, or ``labels`` is none of the three.

    Examples
    --------
    >>> import pandas as pd
    >>> import corpuskit as ck
    >>> keyness = pd.DataFrame(
    ...     {"target": ["سانا"], "term": ["جيش"], "n_target": [4], "n_reference": [0],
    ...      "log_odds_z": [2.1], "verdict": ["undecided"]}
    ... )
    >>> ax = ck.plots.plot_key_terms(keyness)
    >>> [text.get_text().strip("\u2068\u2069") for text in ax.texts]
    ['جيش', '4 : 0']
    """
    check_labels(labels)
    check_number(n_terms, "n_terms")
    check_columns(keyness, _COLUMNS, "measure_keyness()")
    more = keyness[keyness["log_odds_z"] > 0].assign(target=keyness["target"].astype("str"))
    more = more.sort_values(
        ["target", "log_odds_z", "term"], ascending=[True, False, True], kind="stable"
    )
    shown = more.groupby("target", sort=True).head(n_terms)
    if shown.empty:
        message = "No group uses any term more than its reference, so there is nothing to draw."
        raise EmptyResultError(message)
    groups = shown["target"].drop_duplicates().tolist()
    ax = prepare_axes(ax, size=(1.2 + 0.95 * n_terms, 0.9 + 0.52 * len(groups)))
    colors = color_names(keyness["target"])
    for line, group in enumerate(groups):
        rows = shown[shown["target"] == group].to_dict("records")
        for place, row in enumerate(rows):
            _draw_term(ax, row, n_terms - 1 - place, line, colors[group])
    ax.set(xlim=(0, n_terms), ylim=(len(groups) - 0.5, -0.5), xticks=[])
    ax.set_yticks(range(len(groups)), [isolate(group) for group in groups])
    ax.tick_params(axis="y", length=0)
    hide_frame(ax)
    _explain(ax, labels)
    return ax


def _draw_term(ax: Axes, row: dict[Hashable, Any], column: int, line: int, color: str) -> None:
    decided = row["verdict"] != "undecided"
    printed = row.get("printed")
    word = str(row["term"] if printed is None or pd.isna(printed) else printed)
    ax.add_patch(
        Rectangle(
            (column + 0.04, line - 0.42),
            0.92,
            0.84,
            facecolor=(*to_rgb(color), 0.22) if decided else "white",
            edgecolor=color,
            linewidth=1.0 if decided else 0.7,
            linestyle="-" if decided else (0, (3, 2)),
        )
    )
    size = 9.5 if len(word) <= 9 else max(6.0, 9.5 * 9 / len(word))
    ax.text(column + 0.5, line - 0.1, isolate(word), ha="center", va="center", fontsize=size)
    counts = f"{row['n_target']:,} : {row['n_reference']:,}"
    ax.text(column + 0.5, line + 0.26, counts, ha="center", va="center", fontsize=7, color=INK)


def _explain(ax: Axes, labels: Labels) -> None:
    words = {
        "ar": ("يتجاوز الصدفة", "لا يمكن الجزم بهذا الحجم", "عدد المرات هنا : في البقية"),
        "en": ("beyond chance", "undecided at this size", "uses here : in the others"),
    }["ar" if labels == "ar" else "en"]
    box: dict[str, Any] = {"marker": "s", "linestyle": "", "markersize": 8}
    handles = [
        Line2D([], [], **box, color=GREY, alpha=0.6),
        Line2D([], [], **box, markerfacecolor="white", markeredgecolor=GREY),
        Line2D([], [], linestyle=""),
    ]
    ax.legend(
        handles,
        [isolate(word) for word in words],
        loc="upper right",
        bbox_to_anchor=(1.0, 0.0),
        ncols=3,
        handletextpad=0.3,
        columnspacing=1.5,
    )
