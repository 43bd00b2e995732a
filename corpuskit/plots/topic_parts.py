"""What the pictures of topics share: words in two languages, names, intervals, legends."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from corpuskit.errors import EmptyResultError
from corpuskit.plots.checks import check_columns, check_rows
from corpuskit.plots.style import GREY, PALETTE, Labels, check_labels, isolate, make_label

Names = Mapping[int, str]
ANSWERS = {"more": PALETTE[0], "less": PALETTE[1], "undecided": GREY}
WORDS = {
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
MOST_GROUPS = 8


def check_table(table: pd.DataFrame, columns: tuple[str, ...], made_by: str, labels: str) -> None:
    """Raise if the table lacks a column or rows, or ``labels`` is unknown.

    Raises
    ------
    TableError
        If a column is absent.
    EmptyResultError
        If the table has no rows.
    """
    check_labels(labels)
    check_columns(table, columns, made_by)
    check_rows(table, made_by)


def pick_topics(table: pd.DataFrame, topics: Sequence[int] | None) -> pd.DataFrame:
    """Return the rows of some topics, of all by default.

    Raises
    ------
    EmptyResultError
        If there are none.
    """
    if topics is None:
        return table
    picked = table[table["topic_id"].isin(topics)]
    if picked.empty:
        message = f"no row of the table has a topic of {list(topics)}."
        raise EmptyResultError(message)
    return picked


def find_word(key: str, labels: Labels) -> str:
    """Return a word of the picture in Arabic or English."""
    arabic, english = WORDS[key]
    return isolate(arabic) if labels == "ar" else english


def name_topic(topic: int, label: object, labels: Labels, names: Names | None) -> str:
    """Return the researcher's name, the terms, or both."""
    given = None if names is None else names.get(int(topic))
    if label is None:
        return isolate(given if given is not None else int(topic) + 1)
    if given is None or labels != "both":
        return isolate(label if given is None else given)
    return make_label(str(label), given, labels)


def list_names(
    table: pd.DataFrame, topics: list[int], labels: Labels, names: Names | None
) -> list[str]:
    """Return the label of each topic."""
    first = table.drop_duplicates("topic_id").set_index("topic_id")
    known = first["label"].astype("str") if "label" in first else first.index.astype("str")
    lookup = dict(zip(first.index.tolist(), list(known), strict=True))
    return [
        name_topic(topic, lookup[topic], labels, names) + mark_unstable(topic, table, labels)
        for topic in topics
    ]


def list_unstable(*tables: pd.DataFrame | None) -> set[int]:
    """Return the topics that ``measure_stability`` calls unstable, by the tables that say so."""
    loose: set[int] = set()
    for table in tables:
        if table is not None and "stable" in table:
            loose |= set(table.loc[~table["stable"].astype(bool), "topic_id"].tolist())
    return loose


def mark_unstable(topic: int, table: pd.DataFrame, labels: Labels) -> str:
    """Return what is set behind the name of an unstable topic; nothing for others."""
    if topic not in list_unstable(table):
        return ""
    return f" ○ {isolate(find_word('unstable', labels))}"


def draw_interval(ax: Axes, row: pd.Series, height: float, color: str) -> None:
    """Draw a share and its interval, in percent; hollow where there is none."""
    known = bool(np.isfinite(row["low"]) and np.isfinite(row["high"]))
    if known:
        ends = [100 * row["low"], 100 * row["high"]]
        ax.plot(ends, [height, height], color=color, linewidth=1.4, solid_capstyle="butt")
    face = color if known else "white"
    ax.plot(100 * row["share"], height, "o", color=color, markerfacecolor=face, markersize=4.5)


def explain_hollow(table: pd.DataFrame, labels: Labels) -> list[Line2D]:
    """Return a legend entry for groups without an interval, if there are any."""
    if table["low"].notna().all():
        return []
    text = find_word("no_interval", labels)
    mark = Line2D([], [], marker="o", color=GREY, markerfacecolor="white", linewidth=0, label=text)
    return [mark]


def finish_lines(ax: Axes, texts: list[str], word: str, labels: Labels) -> None:
    """Name the lines of a dot plot, from the top down."""
    ax.set_yticks(range(len(texts)))
    ax.set_yticklabels(texts)
    ax.set_ylim(len(texts) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x")
    ax.set_xlabel(find_word(word, labels))
    ax.spines["left"].set_visible(False)


def place_legend(ax: Axes, handles: list[Line2D], *, columns: int = 4) -> None:
    """Put the legend above the picture."""
    ax.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0, 1.01),
        ncols=min(columns, len(handles)),
        borderaxespad=0,
        columnspacing=1.4,
    )
