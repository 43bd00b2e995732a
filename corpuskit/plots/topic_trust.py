"""Pictures of what topics bear: effects, trends, stability, how many."""

from collections.abc import Sequence

import pandas as pd
from matplotlib import dates as mdates
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from corpuskit.errors import list_some
from corpuskit.plots.style import GREY, LIGHT, PALETTE, Labels, isolate, prepare_axes, styled
from corpuskit.plots.topic_parts import (
    ANSWERS,
    MOST_GROUPS,
    Names,
    check_table,
    draw_interval,
    explain_hollow,
    find_word,
    finish_lines,
    list_names,
    mark_unstable,
    name_topic,
    pick_topics,
    place_legend,
)


@styled
def plot_topic_effects(
    effects: pd.DataFrame,
    *,
    topics: Sequence[int] | None = None,
    labels: Labels = "ar",
    names: Names | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Show differences of topic shares with intervals, decided ones in colour.

    Parameters
    ----------
    effects : DataFrame
        From ``estimate_topic_effects``.
    topics : sequence of int, optional
        Which topics.
    labels : {"ar", "en", "both"}, default "ar"
        Language of the words around; ``"both"`` shows a topic's terms above its name.
    names : mapping of int to str, optional
        Names of topics by topic_id: the researcher's, or printed terms from ``label_topics``.
    ax : Axes, optional
        Where to draw; a new figure if not given.

    Returns
    -------
    Axes
        A line a comparison: blue more, orange less, grey undecided.

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
    >>> effects = pd.DataFrame({
    ...     "topic_id": [0], "label": ["هدنة، حلب"], "level": ["سانا"], "estimate": [0.1],
    ...     "low": [0.05], "high": [0.15], "verdict": ["more"],
    ... })
    >>> plot_topic_effects(effects, labels="en").get_xlabel()
    'Difference of share (percentage points)'
    """
    needed = ("topic_id", "label", "level", "estimate", "low", "high", "verdict")
    check_table(effects, needed, "estimate_topic_effects()", labels)
    table = pick_topics(effects, topics)
    ax = prepare_axes(ax, size=(7.0, 0.9 + 0.24 * len(table)))
    several = table["topic_id"].nunique() > 1
    ax.axvline(0, color=LIGHT, linewidth=1)
    texts = []
    for line, row in enumerate(table.to_dict("records")):
        drawn = pd.Series(
            {"share": row["estimate"], "low": row["low"], "high": row["high"]}, dtype="float64"
        )
        draw_interval(ax, drawn, line, ANSWERS[str(row["verdict"])])
        level = isolate(row["level"])
        topic = name_topic(row["topic_id"], row["label"], labels, names).replace("\n", " · ")
        topic += mark_unstable(row["topic_id"], table, labels)
        texts.append(f"{topic} · {level}" if several else level)
    finish_lines(ax, texts, "difference", labels)
    handles = [
        Line2D([], [], marker="o", color=color, linewidth=1.4, label=find_word(answer, labels))
        for answer, color in ANSWERS.items()
    ]
    place_legend(ax, handles + explain_hollow(table, labels))
    return ax


@styled
def plot_topic_trends(
    trends: pd.DataFrame,
    *,
    over: str = "published",
    topics: Sequence[int] | None = None,
    labels: Labels = "ar",
    names: Names | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Show the course of topics over time with bands.

    Parameters
    ----------
    trends : DataFrame
        From ``estimate_topic_trends``, or from ``measure_topic_shares`` by a date.
    over : str, default "published"
        The column that runs from left to right.
    topics : sequence of int, optional
        Which topics, at most 8; by default the 6 with the largest mean share.
    labels : {"ar", "en", "both"}, default "ar"
        Language of the words around; ``"both"`` shows a topic's terms above its name.
    names : mapping of int to str, optional
        Names of topics by topic_id: the researcher's, or printed terms from ``label_topics``.
    ax : Axes, optional
        Where to draw; a new figure if not given.

    Returns
    -------
    Axes
        A line is a share, its band the interval at each date by itself.

    Raises
    ------
    TableError
        If a column is absent.
    EmptyResultError
        If there is nothing to draw.
    ValueError
        If there are more than 8 topics, or ``labels`` is none of the three.

    Examples
    --------
    >>> import pandas as pd
    >>> trends = pd.DataFrame({
    ...     "topic_id": [0, 0], "label": ["هدنة، حلب"] * 2,
    ...     "published": pd.to_datetime(["2016-12-01", "2016-12-08"]),
    ...     "share": [0.3, 0.2], "low": [0.2, 0.1], "high": [0.4, 0.3],
    ... })
    >>> plot_topic_trends(trends, labels="en").get_ylabel()
    'Share of words (%)'
    """
    check_table(
        trends,
        ("topic_id", "label", over, "share", "low", "high"),
        "estimate_topic_trends()",
        labels,
    )
    if topics is None:
        order = trends.groupby("topic_id")["share"].mean().sort_values(ascending=False)
        topics = sorted(order.index[:6].tolist())
    if len(topics) > MOST_GROUPS:
        message = f"{len(topics)} topics do not fit in one picture; at most {MOST_GROUPS}."
        raise ValueError(message)
    table = pick_topics(trends, topics)
    ax = prepare_axes(ax, size=(7.2, 3.9))
    handles = []
    for place, (topic, rows) in enumerate(table.groupby("topic_id", sort=True)):
        color = PALETTE[place % len(PALETTE)]
        ax.plot(rows[over], 100 * rows["share"], color=color, linewidth=1.6)
        ax.fill_between(
            rows[over], 100 * rows["low"], 100 * rows["high"], color=color, alpha=0.14, linewidth=0
        )
        text = name_topic(topic, rows["label"].iloc[0], labels, names).replace("\n", " · ")
        text += mark_unstable(topic, rows, labels)
        handles.append(Line2D([], [], color=color, linewidth=2, label=text))
    if pd.api.types.is_datetime64_any_dtype(table[over]):
        ax.xaxis.set_major_locator(mdates.AutoDateLocator(minticks=3, maxticks=7))
        ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y-%m-%d"))
    ax.set_ylim(bottom=0)
    ax.margins(x=0.01)
    ax.grid(axis="y")
    ax.set_ylabel(find_word("share", labels))
    place_legend(ax, handles, columns=2)
    return ax


@styled
def plot_topic_stability(
    stability: pd.DataFrame,
    *,
    labels: Labels = "ar",
    names: Names | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Show how well each topic is found again.

    Parameters
    ----------
    stability : DataFrame
        From ``measure_stability``.
    labels : {"ar", "en", "both"}, default "ar"
        Language of the words around; ``"both"`` shows a topic's terms above its name.
    names : mapping of int to str, optional
        Names of topics by topic_id: the researcher's, or printed terms from ``label_topics``.
    ax : Axes, optional
        Where to draw; a new figure if not given.

    Returns
    -------
    Axes
        A dot is the mean overlap, a line the range over refits; unstable topics are grey and
        hollow, left of the dashed line.

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
    >>> stability = pd.DataFrame({
    ...     "topic_id": [0], "label": ["هدنة، حلب"], "jaccard": [0.8], "low": [0.7],
    ...     "high": [0.9], "stable": [True],
    ... })
    >>> plot_topic_stability(stability, labels="en").get_xlabel()
    'Overlap of top terms when refitted (Jaccard)'
    """
    needed = ("topic_id", "label", "jaccard", "low", "high", "stable")
    check_table(stability, needed, "measure_stability()", labels)
    table = stability.sort_values("jaccard", ascending=False, kind="stable")
    ax = prepare_axes(ax, size=(7.0, 0.9 + 0.27 * len(table)))
    ax.axvline(0.5, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)))
    for line, row in enumerate(table.to_dict("records")):
        color = PALETTE[0] if row["stable"] else GREY
        ax.plot([row["low"], row["high"]], [line, line], color=color, linewidth=1.4)
        face = color if row["stable"] else "white"
        ax.plot(row["jaccard"], line, "o", color=color, markerfacecolor=face, markersize=5.5)
    numbers = table["topic_id"].tolist()
    plain = table.drop(columns="stable")  # the dots say it
    finish_lines(ax, list_names(plain, numbers, labels, names), "overlap", labels)
    ax.set_xlim(-0.02, 1.02)
    return ax


@styled
def plot_topic_counts(
    counts: pd.DataFrame,
    *,
    measures: Sequence[str] = ("npmi", "exclusivity", "stability_start", "stability_documents"),
    labels: Labels = "ar",
    ax: Axes | None = None,
) -> Axes:
    """Show the measures of several numbers of topics side by side.

    Parameters
    ----------
    counts : DataFrame
        From ``compare_topic_counts``.
    measures : sequence of str
        Which measures; "held_out" is in bits, the others lie between 0 and 1.
    labels : {"ar", "en", "both"}, default "ar"
        Language of labels.
    ax : Axes, optional
        Where to draw; a new figure if not given.

    Returns
    -------
    Axes
        A line a measure with its interval at each number of topics.

    Raises
    ------
    TableError
        If a column is absent.
    EmptyResultError
        If there is nothing to draw.
    ValueError
        If a measure is not in the table, or ``labels`` is none of the three.

    Examples
    --------
    >>> import pandas as pd
    >>> counts = pd.DataFrame({
    ...     "n_topics": [5, 10], "measure": ["npmi"] * 2, "value": [0.3, 0.35],
    ...     "low": [0.28, 0.33], "high": [0.32, 0.37],
    ... })
    >>> plot_topic_counts(counts, measures=["npmi"], labels="en").get_xlabel()
    'Number of topics'
    """
    needed = ("n_topics", "measure", "value", "low", "high")
    check_table(counts, needed, "compare_topic_counts()", labels)
    absent = [name for name in measures if not (counts["measure"] == name).any()]
    if absent or not measures:
        allowed = list_some(counts["measure"].unique().tolist(), limit=10)
        message = f"no measure {list_some(absent)} in the table; allowed are {allowed}."
        raise ValueError(message)
    ax = prepare_axes(ax, size=(7.0, 3.9))
    span = float(counts["n_topics"].max() - counts["n_topics"].min()) or 1.0
    handles = []
    for place, name in enumerate(measures):
        rows = counts[counts["measure"] == name].sort_values("n_topics")
        color = PALETTE[place % len(PALETTE)]
        x = rows["n_topics"] + (place - (len(measures) - 1) / 2) * 0.008 * span
        ax.plot(x, rows["value"], "o-", color=color, markersize=4.5, linewidth=1.5)
        ax.vlines(x, rows["low"], rows["high"], color=color, linewidth=1.2)
        handles.append(Line2D([], [], marker="o", color=color, label=find_word(name, labels)))
    ax.set_xticks(sorted(counts["n_topics"].unique()))
    ax.set_xlabel(find_word("n_topics", labels))
    ax.set_ylabel(find_word(measures[0] if len(measures) == 1 else "value", labels))
    ax.grid(axis="y")
    if len(measures) > 1:
        place_legend(ax, handles, columns=2)
    return ax
