"""Pictures of topics: their terms, their shares, their places."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from corpuskit.plots.style import (
    GREY,
    INK,
    LIGHT,
    PALETTE,
    Labels,
    color_names,
    figure_of,
    hide_frame,
    isolate,
    prepare_axes,
    styled,
)
from corpuskit.plots.topic_parts import (
    MOST_GROUPS,
    Names,
    check_table,
    draw_interval,
    explain_hollow,
    find_word,
    finish_lines,
    list_names,
    list_unstable,
    name_topic,
    pick_topics,
    place_legend,
)


@styled
def plot_topic_terms(
    terms: pd.DataFrame,
    stability: pd.DataFrame | None = None,
    *,
    n_terms: int = 8,
    labels: Labels = "ar",
    names: Names | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Show the terms of all topics at a glance, the heaviest at the right.

    Parameters
    ----------
    terms : DataFrame
        From ``describe_topics``; a column ``printed`` (from ``add_spelling``) is shown in place
        of ``term``.
    stability : DataFrame, optional
        From ``measure_stability``: unstable topics are marked and grey.
    n_terms : int, default 8
        How many terms a topic.
    labels : {"ar", "en", "both"}, default "ar"
        Language of the words around the terms.
    names : mapping of int to str, optional
        The researcher's names of topics by topic_id, shown in place of their numbers.
    ax : Axes, optional
        Where to draw; a new figure if not given.

    Returns
    -------
    Axes
        One line a topic; the darker the box, the larger the term's weight in its topic.

    Raises
    ------
    TableError
        If a column is absent.
    EmptyResultError
        If the table has no rows.
    ValueError
        If ``labels`` is none of the three.

    Examples
    --------
    >>> import pandas as pd
    >>> terms = pd.DataFrame({
    ...     "topic_id": [0, 0], "term": ["هدنة", "حلب"], "rank": [1, 2], "weight": [0.9, 0.4],
    ... })
    >>> len(plot_topic_terms(terms).texts)
    2
    """
    check_table(terms, ("topic_id", "term", "rank", "weight"), "describe_topics()", labels)
    shown = terms[terms["rank"] <= n_terms]
    topics = shown["topic_id"].drop_duplicates().tolist()
    width = int(shown["rank"].max())
    ax = prepare_axes(ax, size=(1.0 + 1.02 * width, 0.55 + 0.36 * len(topics)))
    unstable = list_unstable(terms, stability)
    for line, topic in enumerate(topics):
        rows = shown[shown["topic_id"] == topic]
        heaviest = float(rows["weight"].max()) or 1.0
        color = GREY if topic in unstable else PALETTE[0]
        words = rows["printed"].fillna(rows["term"]) if "printed" in rows else rows["term"]
        for rank, term, weight in zip(rows["rank"], words, rows["weight"], strict=True):
            place = (width - rank + 0.03, line - 0.42)
            alpha = 0.06 + 0.34 * float(weight) / heaviest
            # Unlike add_patch, this does not stretch limits that are set below anyway.
            ax.add_artist(Rectangle(place, 0.94, 0.84, color=color, alpha=alpha, linewidth=0))
            ax.text(
                width - rank + 0.5,
                line,
                isolate(term),
                ha="center",
                va="center",
                fontsize=_fit_size(str(term)),
                color=INK,
                in_layout=rank in (1, width),  # others are far from the edges
            )
    ax.set(xlim=(0, width), ylim=(len(topics) - 0.45, -0.55), xticks=[])
    ax.set_yticks(range(len(topics)))
    marks = [
        f" ○ {isolate(find_word('unstable', labels))}" if t in unstable else "" for t in topics
    ]
    ax.set_yticklabels(
        [
            name_topic(topic, None, labels, names) + mark
            for topic, mark in zip(topics, marks, strict=True)
        ]
    )
    ax.yaxis.tick_right()
    ax.tick_params(length=0)
    hide_frame(ax)
    return ax


@styled
def plot_topic_shares(
    shares: pd.DataFrame,
    *,
    by: str = "outlet",
    topics: Sequence[int] | None = None,
    labels: Labels = "ar",
    names: Names | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Show the share of topics in each group with intervals.

    Parameters
    ----------
    shares : DataFrame
        From ``measure_topic_shares``.
    by : str, default "outlet"
        The column of the groups.
    topics : sequence of int, optional
        Which topics; with one topic the groups are listed in order of its share.
    labels : {"ar", "en", "both"}, default "ar"
        Language of the words around; ``"both"`` shows a topic's terms above its name.
    names : mapping of int to str, optional
        Names of topics by topic_id: the researcher's, or printed terms from ``label_topics``.
    ax : Axes, optional
        Where to draw; a new figure if not given.

    Returns
    -------
    Axes
        A dot is a share, a line its interval; a dot without a line is a group too small for one.

    Raises
    ------
    TableError
        If a column is absent.
    EmptyResultError
        If there is nothing to draw.
    ValueError
        If there are more than 8 groups and more than one topic, or ``labels`` is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> shares = pd.DataFrame({
    ...     "topic_id": [0, 0], "label": ["هدنة، حلب"] * 2, "outlet": ["رويترز", "سانا"],
    ...     "share": [0.3, 0.2], "low": [0.2, 0.1], "high": [0.4, 0.3],
    ... })
    >>> plot_topic_shares(shares, labels="en").get_xlabel()
    'Share of words (%)'
    """
    check_table(shares, ("topic_id", by, "share", "low", "high"), "measure_topic_shares()", labels)
    table = pick_topics(shares, topics)
    groups = list(dict.fromkeys(table[by].astype("str")))
    numbers = table["topic_id"].drop_duplicates().tolist()
    if len(numbers) == 1:
        return _plot_one_topic(table, by, labels, names, ax)
    if len(groups) > MOST_GROUPS:
        message = (
            f"{len(groups)} groups do not fit beside each other; at most {MOST_GROUPS}. Show one "
            "topic (topics=[...]) or fewer groups."
        )
        raise ValueError(message)
    ax = prepare_axes(ax, size=(7.0, 1.0 + len(numbers) * (0.22 + 0.11 * len(groups))))
    colors = color_names(groups)
    step = 0.7 / max(len(groups), 1)
    for line, topic in enumerate(numbers):
        if line % 2:
            ax.axhspan(line - 0.5, line + 0.5, color="#F5F5F5", linewidth=0)
        rows = table[table["topic_id"] == topic]
        rows = rows.set_index(rows[by].astype("str").to_numpy())
        for place, group in enumerate(groups):
            if group in rows.index:
                height = line + (place - (len(groups) - 1) / 2) * step
                draw_interval(ax, rows.loc[group], height, colors[group])
    finish_lines(ax, list_names(table, numbers, labels, names), "share", labels)
    handles = [
        Line2D([], [], marker="o", color=colors[group], linewidth=1.4, label=isolate(group))
        for group in groups
    ]
    place_legend(ax, handles + explain_hollow(table, labels))
    return ax


@styled
def plot_topic_map(
    places: pd.DataFrame,
    stability: pd.DataFrame | None = None,
    *,
    labels: Labels = "ar",
    names: Names | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Show topics as discs in the plane, those with like words close together.

    Parameters
    ----------
    places : DataFrame
        From ``measure_topic_map``.
    stability : DataFrame, optional
        From ``measure_stability``: unstable topics are hollow and grey.
    labels : {"ar", "en", "both"}, default "ar"
        Language of the words around; ``"both"`` shows a topic's terms above its name.
    names : mapping of int to str, optional
        Names of topics by topic_id: the researcher's, or printed terms from ``label_topics``.
    ax : Axes, optional
        Where to draw; a new figure if not given.

    Returns
    -------
    Axes
        The area of a disc is the topic's share of words.

    Raises
    ------
    TableError
        If a column is absent.
    EmptyResultError
        If there is nothing to draw.
    ValueError
        If ``labels`` is none of the three.

    Examples
    --------
    >>> import pandas as pd
    >>> places = pd.DataFrame({
    ...     "topic_id": [0, 1], "label": ["هدنة، حلب", "نفط، سعر"], "share": [0.6, 0.4],
    ...     "x": [0.0, 1.0], "y": [0.0, 0.5],
    ... })
    >>> len(plot_topic_map(places).collections)
    2
    """
    check_table(places, ("topic_id", "label", "share", "x", "y"), "measure_topic_map()", labels)
    ax = prepare_axes(ax, size=(7.5, 6.2))
    unstable = list_unstable(places, stability)
    for row in places.sort_values("share", ascending=False, kind="stable").to_dict("records"):
        loose = row["topic_id"] in unstable
        ax.scatter(
            row["x"],
            row["y"],
            s=200 + 9000 * row["share"],
            facecolor="white" if loose else PALETTE[0],
            edgecolor=GREY if loose else PALETTE[0],
            alpha=0.45,
            linewidth=1.2,
        )
    ax.margins(0.16)
    ax.set(xticks=[], yticks=[])
    for spine in ax.spines.values():
        spine.set_color(LIGHT)
        spine.set_visible(True)
    texts = [
        ax.annotate(
            name_topic(row["topic_id"], row["label"], labels, names),
            (row["x"], row["y"]),
            ha="center",
            va="center",
            fontsize=8.5,
            path_effects=[patheffects.withStroke(linewidth=2.5, foreground="white")],
            xytext=(0, 0),
            textcoords="offset points",
        )
        for row in places.to_dict("records")
    ]
    if "explained" in places:
        held = f"{100 * float(places['explained'].iloc[0]):.0f}"
        ax.set_xlabel(find_word("map", labels).format(held), fontsize=8)
    _push_apart(ax, texts)
    return ax


def _push_apart(ax: Axes, texts: list[Any]) -> None:
    """Move labels up and down until none covers another."""
    figure = figure_of(ax)
    figure.draw_without_rendering()
    boxes = [text.get_window_extent().padded(1.5) for text in texts]
    up = [0] * len(texts)
    for _ in range(200):
        now = [box.translated(0, 2 * steps) for box, steps in zip(boxes, up, strict=True)]
        hits = [(i, j) for i, j in combinations(range(len(now)), 2) if now[i].overlaps(now[j])]
        for i, j in hits:
            higher = (now[i].y0 + now[i].y1, i) >= (now[j].y0 + now[j].y1, j)
            up[i] += 1 if higher else -1
            up[j] -= 1 if higher else -1
        if not hits:
            break
    for text, steps in zip(texts, up, strict=True):
        text.xyann = (0, steps * 2 * 72 / figure.dpi)


def _fit_size(term: str) -> float:
    return float(np.clip(10 - 0.42 * max(len(term) - 8, 0), 6.0, 10.0))


def _plot_one_topic(
    table: pd.DataFrame, by: str, labels: Labels, names: Names | None, ax: Axes | None
) -> Axes:
    rows = table.sort_values("share", ascending=False, kind="stable")
    ax = prepare_axes(ax, size=(6.5, 1.1 + 0.27 * len(rows)))
    for line, (_, row) in enumerate(rows.iterrows()):
        draw_interval(ax, row, line, PALETTE[0])
    finish_lines(ax, [isolate(group) for group in rows[by].astype("str")], "share", labels)
    ax.set_title(list_names(rows, [rows["topic_id"].iloc[0]], labels, names)[0])
    return ax
