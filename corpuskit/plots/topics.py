"""Pictures of topics: their terms, their shares, their trust."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import dates as mdates
from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from corpuskit.errors import EmptyResultError, TableError, list_some
from corpuskit.plots.style import (
    GREY,
    INK,
    LIGHT,
    PALETTE,
    Labels,
    check_labels,
    color_names,
    figure_of,
    isolate,
    make_label,
    prepare_axes,
    styled,
)

Names = Mapping[int, str]
ANSWERS = {"more": PALETTE[0], "less": PALETTE[1], "undecided": GREY}
_WORDS = {
    "share": ("حصة الموضوع من الكلمات (%)", "Share of words (%)"),
    "difference": ("الفرق في الحصة (نقاط مئوية)", "Difference of share (percentage points)"),
    "overlap": ("تطابق المفردات عند إعادة التقدير", "Overlap of top terms when refitted (Jaccard)"),
    "n_topics": ("عدد المواضيع", "Number of topics"),
    "value": ("القيمة", "Value"),
    "unstable": ("غير مستقر", "unstable"),
    "more": ("أكثر", "more"),
    "less": ("أقل", "less"),
    "undecided": ("غير محسوم", "undecided"),
    "no_interval": ("مقالات أقل من أن تعطي فاصل ثقة", "too few articles for an interval"),
    "map": (
        "القرب: تشابه المفردات؛ المساحة: حصة الكلمات؛ البعدان يحفظان {} % من الفروق",
        "Near: like words. Area: share of words. Two dimensions hold {} % of the differences",
    ),
    "npmi": ("الاتساق (NPMI)", "coherence (NPMI)"),
    "exclusivity": ("الانفراد بالمفردات", "exclusivity"),
    "diversity": ("تنوع المفردات", "diversity"),
    "held_out": ("ما يُتنبأ به (بت للكلمة)", "held-out gain (bits a word)"),
    "stability_start": ("الثبات لبداية أخرى", "stability: other starts"),
    "stability_documents": ("الثبات لوثائق أخرى", "stability: other documents"),
}
_MOST_GROUPS = 8


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
    """
    _check(terms, ("topic_id", "term", "rank", "weight"), "topic terms", labels)
    shown = terms[terms["rank"] <= n_terms]
    topics = shown["topic_id"].drop_duplicates().tolist()
    width = int(shown["rank"].max())
    ax = prepare_axes(ax, size=(1.0 + 1.02 * width, 0.55 + 0.36 * len(topics)))
    unstable = _list_unstable(stability)
    for line, topic in enumerate(topics):
        rows = shown[shown["topic_id"] == topic]
        heaviest = float(rows["weight"].max()) or 1.0
        color = GREY if topic in unstable else PALETTE[0]
        words = rows["printed"].fillna(rows["term"]) if "printed" in rows else rows["term"]
        for rank, term, weight in zip(rows["rank"], words, rows["weight"], strict=True):
            place = (width - rank + 0.03, line - 0.42)
            alpha = 0.06 + 0.34 * float(weight) / heaviest
            ax.add_patch(Rectangle(place, 0.94, 0.84, color=color, alpha=alpha, linewidth=0))
            ax.text(
                width - rank + 0.5,
                line,
                isolate(term),
                ha="center",
                va="center",
                fontsize=_fit_size(str(term)),
                color=INK,
            )
    ax.set(xlim=(0, width), ylim=(len(topics) - 0.45, -0.55), xticks=[])
    ax.set_yticks(range(len(topics)))
    marks = [f" ○ {isolate(_word('unstable', labels))}" if t in unstable else "" for t in topics]
    ax.set_yticklabels(
        [
            _name_topic(topic, None, labels, names) + mark
            for topic, mark in zip(topics, marks, strict=True)
        ]
    )
    ax.yaxis.tick_right()
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)
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
    """
    _check(shares, ("topic_id", by, "share", "low", "high"), "topic shares by group", labels)
    table = shares if topics is None else shares[shares["topic_id"].isin(topics)]
    if table.empty:
        message = f"no row of the table has a topic of {list(topics or [])}."
        raise EmptyResultError(message)
    groups = list(dict.fromkeys(table[by].astype("str")))
    numbers = table["topic_id"].drop_duplicates().tolist()
    if len(numbers) == 1:
        return _plot_one_topic(table, by, labels, names, ax)
    if len(groups) > _MOST_GROUPS:
        message = (
            f"{len(groups)} groups do not fit beside each other; at most {_MOST_GROUPS}. Show one "
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
                _draw_interval(ax, rows.loc[group], height, colors[group])
    _finish_lines(ax, _list_names(table, numbers, labels, names), "share", labels)
    handles = [
        Line2D([], [], marker="o", color=colors[group], linewidth=1.4, label=isolate(group))
        for group in groups
    ]
    _place_legend(ax, handles + _explain_hollow(table, labels))
    return ax


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
    """
    needed = ("topic_id", "label", "level", "estimate", "low", "high", "answer")
    _check(effects, needed, "topic effects", labels)
    table = effects if topics is None else effects[effects["topic_id"].isin(topics)]
    if table.empty:
        message = f"no row of the table has a topic of {list(topics or [])}."
        raise EmptyResultError(message)
    ax = prepare_axes(ax, size=(7.0, 0.9 + 0.24 * len(table)))
    several = table["topic_id"].nunique() > 1
    ax.axvline(0, color=LIGHT, linewidth=1)
    texts = []
    for line, row in enumerate(table.to_dict("records")):
        drawn = pd.Series(
            {"share": row["estimate"], "low": row["low"], "high": row["high"]}, dtype="float64"
        )
        _draw_interval(ax, drawn, line, ANSWERS[str(row["answer"])])
        level = isolate(row["level"])
        topic = _name_topic(row["topic_id"], row["label"], labels, names).replace("\n", " · ")
        texts.append(f"{topic} · {level}" if several else level)
    _finish_lines(ax, texts, "difference", labels)
    handles = [
        Line2D([], [], marker="o", color=color, linewidth=1.4, label=_word(answer, labels))
        for answer, color in ANSWERS.items()
    ]
    _place_legend(ax, handles + _explain_hollow(table, labels))
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
    """
    _check(trends, ("topic_id", "label", over, "share", "low", "high"), "topic trends", labels)
    if topics is None:
        order = trends.groupby("topic_id")["share"].mean().sort_values(ascending=False)
        topics = sorted(order.index[:6].tolist())
    if len(topics) > _MOST_GROUPS:
        message = f"{len(topics)} topics do not fit in one picture; at most {_MOST_GROUPS}."
        raise ValueError(message)
    table = trends[trends["topic_id"].isin(topics)]
    if table.empty:
        message = f"no row of the table has a topic of {list(topics)}."
        raise EmptyResultError(message)
    ax = prepare_axes(ax, size=(7.2, 3.9))
    handles = []
    for place, (topic, rows) in enumerate(table.groupby("topic_id", sort=True)):
        color = PALETTE[place % len(PALETTE)]
        ax.plot(rows[over], 100 * rows["share"], color=color, linewidth=1.6)
        ax.fill_between(
            rows[over], 100 * rows["low"], 100 * rows["high"], color=color, alpha=0.14, linewidth=0
        )
        text = _name_topic(topic, rows["label"].iloc[0], labels, names).replace("\n", " · ")
        handles.append(Line2D([], [], color=color, linewidth=2, label=text))
    if pd.api.types.is_datetime64_any_dtype(table[over]):
        ax.xaxis.set_major_locator(mdates.AutoDateLocator(minticks=3, maxticks=7))
        ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y-%m-%d"))
    ax.set_ylim(bottom=0)
    ax.margins(x=0.01)
    ax.grid(axis="y")
    ax.set_ylabel(_word("share", labels))
    _place_legend(ax, handles, columns=2)
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
    """
    needed = ("topic_id", "label", "jaccard", "low", "high", "stable")
    _check(stability, needed, "stability", labels)
    table = stability.sort_values("jaccard", ascending=False, kind="stable")
    ax = prepare_axes(ax, size=(7.0, 0.9 + 0.27 * len(table)))
    ax.axvline(0.5, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)))
    for line, row in enumerate(table.to_dict("records")):
        color = PALETTE[0] if row["stable"] else GREY
        ax.plot([row["low"], row["high"]], [line, line], color=color, linewidth=1.4)
        face = color if row["stable"] else "white"
        ax.plot(row["jaccard"], line, "o", color=color, markerfacecolor=face, markersize=5.5)
    numbers = table["topic_id"].tolist()
    _finish_lines(ax, _list_names(table, numbers, labels, names), "overlap", labels)
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
    """
    needed = ("n_topics", "measure", "value", "low", "high")
    _check(counts, needed, "comparison of topic counts", labels)
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
        handles.append(Line2D([], [], marker="o", color=color, label=_word(name, labels)))
    ax.set_xticks(sorted(counts["n_topics"].unique()))
    ax.set_xlabel(_word("n_topics", labels))
    ax.set_ylabel(_word(measures[0] if len(measures) == 1 else "value", labels))
    ax.grid(axis="y")
    if len(measures) > 1:
        _place_legend(ax, handles, columns=2)
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
    """
    _check(places, ("topic_id", "label", "share", "x", "y"), "topic map", labels)
    ax = prepare_axes(ax, size=(7.5, 6.2))
    unstable = _list_unstable(stability)
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
            _name_topic(row["topic_id"], row["label"], labels, names),
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
        ax.set_xlabel(_word("map", labels).format(held), fontsize=8)
    _push_apart(ax, texts)
    return ax


def _push_apart(ax: Axes, texts: list[Any]) -> None:
    """Move labels up and down until none covers another."""
    figure = figure_of(ax)
    figure.draw_without_rendering()
    scale = 72 / figure.dpi
    for _ in range(200):
        boxes = [text.get_window_extent().padded(1.5) for text in texts]
        moved = False
        for i, one in enumerate(boxes):
            for j in range(i + 1, len(boxes)):
                if one.overlaps(boxes[j]):
                    up = 1 if (one.y0 + one.y1, i) >= (boxes[j].y0 + boxes[j].y1, j) else -1
                    for text, sign in ((texts[i], up), (texts[j], -up)):
                        x, y = text.xyann
                        text.xyann = (x, y + sign * 2 * scale)
                    moved = True
        if not moved:
            return


def _check(table: pd.DataFrame, columns: tuple[str, ...], name: str, labels: str) -> None:
    check_labels(labels)
    absent = [column for column in columns if column not in table]
    if absent:
        has = ", ".join(map(str, table.columns))
        message = f"the table of {name} lacks {list_some(absent, limit=9)} (has: {has})."
        raise TableError(message)
    if table.empty:
        message = f"the table of {name} has no rows: there is nothing to draw."
        raise EmptyResultError(message)


def _word(key: str, labels: Labels) -> str:
    arabic, english = _WORDS[key]
    return isolate(arabic) if labels == "ar" else english


def _name_topic(topic: int, label: object, labels: Labels, names: Names | None) -> str:
    """Return the researcher's name, the terms, or both."""
    given = None if names is None else names.get(int(topic))
    if label is None:
        return isolate(given if given is not None else int(topic) + 1)
    if given is None or labels != "both":
        return isolate(label if given is None else given)
    return make_label(str(label), given, labels)


def _list_names(
    table: pd.DataFrame, topics: list[int], labels: Labels, names: Names | None
) -> list[str]:
    first = table.drop_duplicates("topic_id").set_index("topic_id")
    known = first["label"].astype("str") if "label" in first else first.index.astype("str")
    lookup = dict(zip(first.index.tolist(), list(known), strict=True))
    return [_name_topic(topic, lookup[topic], labels, names) for topic in topics]


def _list_unstable(stability: pd.DataFrame | None) -> set[int]:
    if stability is None:
        return set()
    return set(stability.loc[~stability["stable"].astype(bool), "topic_id"].tolist())


def _fit_size(term: str) -> float:
    return float(np.clip(10 - 0.42 * max(len(term) - 8, 0), 6.0, 10.0))


def _draw_interval(ax: Axes, row: pd.Series, height: float, color: str) -> None:
    known = bool(np.isfinite(row["low"]) and np.isfinite(row["high"]))
    if known:
        ends = [100 * row["low"], 100 * row["high"]]
        ax.plot(ends, [height, height], color=color, linewidth=1.4, solid_capstyle="butt")
    face = color if known else "white"
    ax.plot(100 * row["share"], height, "o", color=color, markerfacecolor=face, markersize=4.5)


def _explain_hollow(table: pd.DataFrame, labels: Labels) -> list[Line2D]:
    """Return a legend entry for groups without an interval, if there are any."""
    if table["low"].notna().all():
        return []
    text = _word("no_interval", labels)
    mark = Line2D([], [], marker="o", color=GREY, markerfacecolor="white", linewidth=0, label=text)
    return [mark]


def _plot_one_topic(
    table: pd.DataFrame, by: str, labels: Labels, names: Names | None, ax: Axes | None
) -> Axes:
    rows = table.sort_values("share", ascending=False, kind="stable")
    ax = prepare_axes(ax, size=(6.5, 1.1 + 0.27 * len(rows)))
    for line, (_, row) in enumerate(rows.iterrows()):
        _draw_interval(ax, row, line, PALETTE[0])
    _finish_lines(ax, [isolate(group) for group in rows[by].astype("str")], "share", labels)
    ax.set_title(_list_names(rows, [rows["topic_id"].iloc[0]], labels, names)[0])
    return ax


def _finish_lines(ax: Axes, texts: list[str], word: str, labels: Labels) -> None:
    ax.set_yticks(range(len(texts)))
    ax.set_yticklabels(texts)
    ax.set_ylim(len(texts) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x")
    ax.set_xlabel(_word(word, labels))
    ax.spines["left"].set_visible(False)


def _place_legend(ax: Axes, handles: list[Line2D], *, columns: int = 4) -> None:
    ax.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0, 1.01),
        ncols=min(columns, len(handles)),
        borderaxespad=0,
        columnspacing=1.4,
    )
