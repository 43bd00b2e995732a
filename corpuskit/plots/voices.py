"""Pictures of voices: who speaks, what people are called, by which verbs, what is left out."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from corpuskit.errors import EmptyResultError
from corpuskit.plots.checks import check_columns, check_number, check_rows
from corpuskit.plots.style import (
    GREY,
    INK,
    LIGHT,
    PALETTE,
    Labels,
    check_labels,
    isolate,
    make_label,
    prepare_axes,
    styled,
    text_on,
)

_OWN, _UNKNOWN, _OTHERS = "#E4E4E4", "#BDBDBD", "#9A9A9A"
_STANCES = {"endorsing": PALETTE[0], "neutral": GREY, "distancing": PALETTE[1]}
_STANCES_AR = {"endorsing": "تأييد", "neutral": "حياد", "distancing": "تحفظ"}


@styled
def plot_voice_shares(
    shares: pd.DataFrame,
    *,
    actors: pd.DataFrame | None = None,
    by: str = "outlet",
    n_speakers: int = 6,
    labels: Labels = "both",
    ax: Axes | None = None,
) -> Axes:
    """Draw how much of each outlet's words are whose, as one bar an outlet.

    Parameters
    ----------
    shares : DataFrame
        From :func:`corpuskit.measure_voice`.
    actors : DataFrame, optional
        An actors table; gives speakers their names, else their ids are shown.
    by : str, default "outlet"
        The column whose values are the bars.
    n_speakers : int, default 6
        How many speakers have a colour of their own, those with the most words; at most 8.
    labels : {"ar", "en", "both"}, default "both"
        Script of the names.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        The picture.

    Raises
    ------
    EmptyResultError
        If the table is empty.
    ValueError
        If ``labels`` or ``n_speakers`` is not allowed, or ``by`` is no column.

    Examples
    --------
    >>> import pandas as pd
    >>> shares = pd.DataFrame({
    ...     "outlet": ["الجزيرة"] * 2, "voice": ["outlet", "speaker"], "speaker": [None, "كيري"],
    ...     "n_words": [60, 40], "share": [0.6, 0.4],
    ... })
    >>> ax = plot_voice_shares(shares, labels="en")
    >>> [text.get_text() for text in ax.texts]
    ['60%', '40%']
    """
    check_labels(labels)
    _check_table(shares, by, ("voice", "speaker", "n_words"), "measure_voice()")
    check_number(n_speakers, "n_speakers", len(PALETTE))
    groups = sorted(shares[by].astype("str").unique())
    named = shares[shares["voice"] == "speaker"]
    words = named.groupby("speaker")["n_words"].sum()
    order = sorted(words.index, key=lambda name: (-words[name], name))
    shown = order[:n_speakers]
    names = _name_actors(actors, labels)
    pieces: list[tuple[str, str, pd.DataFrame]] = [
        (_in("صوت الوسيلة نفسها", "outlet's own voice", labels), _OWN, _of(shares, "outlet"))
    ]
    for place, speaker in enumerate(shown):
        part = named[named["speaker"] == speaker]
        pieces.append((names.get(speaker, isolate(speaker)), PALETTE[place], part))
    if len(order) > n_speakers:
        part = named[~named["speaker"].isin(shown)]
        pieces.append((_in("متكلمون آخرون", "other actors", labels), _OTHERS, part))
    pieces.append(
        (
            _in("متكلمون غير معروفين", "speakers not listed", labels),
            _UNKNOWN,
            _of(shares, "unknown"),
        )
    )
    ax = prepare_axes(ax, size=(7.0, 1.3 + 0.5 * len(groups)))
    left = np.zeros(len(groups))
    for name, color, part in pieces:
        sums = part.groupby(part[by].astype("str"))["share"].sum().reindex(groups).fillna(0.0)
        width = sums.to_numpy(dtype=float)
        ax.barh(groups, width, left=left, color=color, edgecolor="white", linewidth=0.8, label=name)
        for at, (low, wide) in enumerate(zip(left, width, strict=True)):
            if wide >= 0.055:
                ax.text(
                    low + wide / 2,
                    at,
                    f"{wide:.0%}",
                    ha="center",
                    va="center",
                    color=text_on(color),
                    fontsize=7.5,
                )
        left = left + width
    _finish_bars(ax, groups, _in("نسبة الكلمات", "share of words", labels))
    ax.legend(loc="upper left", bbox_to_anchor=(1.04, 1.02), handlelength=1.0, borderaxespad=0)
    return ax


@styled
def plot_naming(
    naming: pd.DataFrame,
    referent: str,
    *,
    by: str = "outlet",
    names: Mapping[str, str] | None = None,
    n_labels: int = 7,
    labels: Labels = "both",
    ax: Axes | None = None,
) -> Axes:
    """Draw what a referent is called, by outlet and voice, as stacked bars.

    Parameters
    ----------
    naming : DataFrame
        From :func:`corpuskit.compare_naming` with ``voice="kind"`` or ``"all"``.
    referent : str
        Which referent.
    by : str, default "outlet"
        The column whose values are compared.
    names : mapping of str to str, optional
        Label to what the legend shows instead, for instance its Arabic form.
    n_labels : int, default 7
        How many labels have a colour of their own, the most frequent; at most 8.
    labels : {"ar", "en", "both"}, default "both"
        Script of the words that the picture adds.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        The picture. Each value of ``by`` has a bar for its own voice and one for its speakers,
        with how many labels it rests on; hatched is what stands in distancing quotation marks.

    Raises
    ------
    EmptyResultError
        If the table is empty.
    ValueError
        If ``labels`` or ``n_labels`` is not allowed, ``by`` is no column, or the referent does
        not occur.

    Examples
    --------
    >>> import pandas as pd
    >>> naming = pd.DataFrame({
    ...     "referent": ["fighters"] * 2, "voice": ["outlet", "speaker"], "outlet": ["الجزيرة"] * 2,
    ...     "label": ["rebels", "terrorists"], "n": [3.0, 1.0], "n_quoted": [0.0, 1.0],
    ...     "total": [3.0, 1.0], "share": [1.0, 1.0],
    ... })
    >>> len(plot_naming(naming, "fighters").texts)
    2
    """
    check_labels(labels)
    if not 1 <= n_labels <= len(PALETTE):
        message = f"n_labels must be 1 to {len(PALETTE)}, got {n_labels!r}."
        raise ValueError(message)
    _check_table(naming, by, ("referent", "label", "n", "total", "share"), "compare_naming()")
    table = naming[naming["referent"].astype("str") == referent]
    if table.empty:
        known = ", ".join(sorted(naming["referent"].astype("str").unique()))
        message = f"referent must be one of {known}, got {referent!r}."
        raise ValueError(message)
    voices = ["outlet", "speaker"] if "voice" in table else ["all"]
    kinds = table["voice"].astype("str") if "voice" in table else pd.Series("all", table.index)
    groups = sorted(table[by].astype("str").unique())
    found = table[table["n"] > 0].groupby("label", observed=True)["n"].sum()
    order = sorted(found.index.astype("str"), key=lambda name: (-found[name], name))
    colors = {name: PALETTE[i] for i, name in enumerate(order[:n_labels])}
    ax = prepare_axes(ax, size=(7.0, 1.4 + 0.62 * len(groups)))
    height = 0.8 / len(voices)
    for row, group in enumerate(groups):
        for place, voice in enumerate(voices):
            part = table[(table[by].astype("str") == group) & (kinds == voice)]
            at = row - 0.4 + height * (place + 0.5)
            _draw_bar(ax, part, order, colors, at, height * 0.86)
            total = float(part["total"].iloc[0]) if len(part) else 0.0
            note = {
                "outlet": _in("بصوتها", "own voice", labels),
                "speaker": _in("على لسان غيرها", "speakers", labels),
                "all": "",
            }[voice].replace("\n", " · ")
            ax.text(
                1.015,
                at,
                f"{note}  {isolate(f'n = {total:g}')}",
                va="center",
                ha="left",
                fontsize=7.5,
                color=INK if total else GREY,
                transform=ax.get_yaxis_transform(),
            )
    ax.set_yticks(range(len(groups)), [isolate(group) for group in groups])
    ax.set_ylim(len(groups) - 0.45, -0.55)
    _percent_axis(ax, _in("نسبة التسميات", "share of the labels", labels))
    shown = [Patch(color=colors[n], label=isolate((names or {}).get(n, n))) for n in colors]
    if len(order) > n_labels:
        others = _in("تسميات أخرى", "other labels", labels).replace("\n", " · ")
        shown.append(Patch(color=_UNKNOWN, label=others))
    if (table["n_quoted"] > 0).any():
        quoted = _in("بين علامتي تنصيص", "in quotation marks", labels).replace("\n", " · ")
        shown.append(Patch(facecolor="white", edgecolor=INK, hatch="////", label=quoted))
    ax.legend(
        handles=shown,
        loc="upper center",
        bbox_to_anchor=(0.5, -0.16 - 0.14 / len(groups)),
        ncols=3,
        handlelength=1.0,
    )
    return ax


def _draw_bar(
    ax: Axes,
    part: pd.DataFrame,
    order: list[str],
    colors: Mapping[str, str],
    at: float,
    height: float,
) -> None:
    rows = part.assign(label=part["label"].astype("str")).set_index("label")
    left = 0.0
    for name in order:
        if name not in rows.index or rows.loc[name, "n"] == 0:
            continue
        share = float(rows.loc[name, "share"])
        quoted = share * float(rows.loc[name, "n_quoted"]) / float(rows.loc[name, "n"])
        color = colors.get(name, _UNKNOWN)
        ax.barh(at, share, height, left=left, color=color, edgecolor="white", linewidth=0.6)
        if quoted:
            ax.barh(
                at,
                quoted,
                height,
                left=left,
                color="none",
                edgecolor="white",
                hatch="////",
                linewidth=0.0,
            )
        left += share
    if left == 0.0:
        ax.barh(at, 1.0, height, color="none", edgecolor=LIGHT, linewidth=0.6)


@styled
def plot_cues(
    cues: pd.DataFrame,
    *,
    by: str = "outlet",
    labels: Labels = "both",
    ax: Axes | None = None,
) -> Axes:
    """Draw the shares of endorsing, neutral and distancing cues with their intervals.

    Parameters
    ----------
    cues : DataFrame
        From :func:`corpuskit.compare_cues` with ``what="stance"``.
    by : str, default "outlet"
        The column whose values are compared.
    labels : {"ar", "en", "both"}, default "both"
        Script of the words that the picture adds.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        The picture. A filled mark differs from all others by the test, an open one does not.

    Raises
    ------
    EmptyResultError
        If the table is empty.
    ValueError
        If ``labels`` is not allowed, or ``by`` or ``stance`` is no column.

    Examples
    --------
    >>> import pandas as pd
    >>> cues = pd.DataFrame({
    ...     "outlet": ["الجزيرة"], "stance": ["endorsing"], "share": [0.4], "low": [0.2],
    ...     "high": [0.6], "total": [20.0], "verdict": ["undecided"],
    ... })
    >>> plot_cues(cues, labels="en").get_xlabel().strip("\u2068\u2069")
    'share of the reporting verbs'
    """
    check_labels(labels)
    needed = ("stance", "share", "low", "high", "total", "verdict")
    _check_table(cues, by, needed, "compare_cues()")
    groups = sorted(cues[by].astype("str").unique())
    ax = prepare_axes(ax, size=(7.0, 1.2 + 0.5 * len(groups)))
    stances = [stance for stance in _STANCES if stance in set(cues["stance"].astype("str"))]
    for place, stance in enumerate(stances):
        color = _STANCES[stance]
        part = cues[cues["stance"].astype("str") == stance].copy()
        part.index = pd.Index(part[by].astype("str"))
        part = part.reindex(groups)
        at = np.arange(len(groups)) + (place - (len(stances) - 1) / 2) * 0.2
        ax.hlines(at, part["low"], part["high"], color=color, linewidth=1.4)
        decided = (part["verdict"].astype("object") != "undecided").to_numpy(dtype=bool)
        fill = [color if one else "white" for one in decided]
        ax.scatter(part["share"], at, s=30, c=fill, edgecolors=color, linewidths=1.3, zorder=3)
        name = _in(_STANCES_AR[stance], stance, labels).replace("\n", " · ")
        ax.scatter([], [], s=30, c=color, label=name)
    totals = cues.groupby(cues[by].astype("str"))["total"].first()
    ticks = [f"{isolate(group)}\n{isolate(f'n = {totals[group]:g}')}" for group in groups]
    ax.set_yticks(range(len(groups)), ticks)
    ax.set_ylim(len(groups) - 0.5, -0.5)
    _percent_axis(ax, _in("نسبة أفعال القول", "share of the reporting verbs", labels))
    ax.grid(axis="x")
    ax.legend(loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=3, handletextpad=0.2)
    return ax


@styled
def plot_coverage(
    coverage: pd.DataFrame,
    *,
    kind: str = "actor",
    event: str | None = None,
    by: str = "outlet",
    n_items: int = 25,
    actors: pd.DataFrame | None = None,
    labels: Labels = "both",
    ax: Axes | None = None,
) -> Axes:
    """Draw which items each outlet has and which it leaves out, as a matrix.

    Parameters
    ----------
    coverage : DataFrame
        From :func:`corpuskit.compare_coverage`.
    kind : {"actor", "number", "statement"}, default "actor"
        Which items.
    event : str, optional
        Which event; needed if the table has several.
    by : str, default "outlet"
        The column whose values are the columns of the matrix.
    n_items : int, default 25
        How many items are shown, those that most outlets have first.
    actors : DataFrame, optional
        An actors table; gives actors their names.
    labels : {"ar", "en", "both"}, default "both"
        Script of the names.
    ax : Axes, optional
        Where to draw.

    Returns
    -------
    Axes
        The picture; the number in a cell says how often the item occurs.

    Raises
    ------
    EmptyResultError
        If nothing of that kind is in the table.
    ValueError
        If an argument is not allowed, or ``event`` is needed and not given.

    Examples
    --------
    >>> import pandas as pd
    >>> coverage = pd.DataFrame({
    ...     "event": ["all"] * 2, "kind": ["number"] * 2, "item": ["150"] * 2,
    ...     "speaker": [None] * 2, "outlet": ["الجزيرة", "سانا"], "n": [2, 0],
    ... })
    >>> [text.get_text() for text in plot_coverage(coverage, kind="number").texts]
    ['2']
    """
    check_labels(labels)
    _check_table(coverage, by, ("event", "kind", "item", "speaker", "n"), "compare_coverage()")
    if kind not in ("actor", "number", "statement"):
        message = f"kind must be 'actor', 'number' or 'statement', got {kind!r}."
        raise ValueError(message)
    events = sorted(coverage["event"].astype("str").unique())
    if event is None and len(events) > 1:
        message = (
            f"coverage has {len(events)} events; name one as event, for instance {events[0]!r}."
        )
        raise ValueError(message)
    if event is not None and event not in events:
        message = f"event must be one of {', '.join(events[:10])}, got {event!r}."
        raise ValueError(message)
    table = coverage[coverage["kind"].astype("str") == kind]
    if event is not None:
        table = table[table["event"].astype("str") == event]
    if table.empty:
        message = (
            f"coverage has no {kind}: no document has one, or compare_coverage() did not get the "
            "table that holds them (mentions, speech or tokens)."
        )
        raise EmptyResultError(message)
    keys = list(zip(table["item"].astype("str"), table["speaker"].fillna(""), strict=True))
    order = list(dict.fromkeys(keys))[:n_items]
    groups = sorted(table[by].astype("str").unique())
    cells = pd.Series(
        table["n"].to_numpy(), index=pd.MultiIndex.from_arrays([keys, table[by].astype("str")])
    )
    names = _name_actors(actors, labels)
    ax = prepare_axes(
        ax,
        size=(
            1.6 + 0.75 * len(groups) + (2.4 if kind == "statement" else 1.2),
            0.9 + 0.3 * len(order),
        ),
    )
    for row, key in enumerate(order):
        for column, group in enumerate(groups):
            n = int(cells.get((key, group), 0))
            color = PALETTE[0] if n else "white"
            ax.add_patch(_square(column, row, color))
            if n:
                ax.text(
                    column, row, str(n), ha="center", va="center", color=text_on(color), fontsize=7
                )
    ax.set_xlim(-0.5, len(groups) - 0.5)
    ax.set_ylim(len(order) - 0.5, -0.5)
    ticks = [isolate(group) for group in groups]
    ax.set_xticks(range(len(groups)), ticks, rotation=40, ha="left")
    ax.xaxis.tick_top()
    ax.set_yticks(range(len(order)), [_name_item(key, kind, names) for key in order])
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)
    return ax


def _square(column: int, row: int, color: str) -> Patch:
    return Rectangle(
        (column - 0.44, row - 0.42), 0.88, 0.84, facecolor=color, edgecolor=LIGHT, linewidth=0.8
    )


def _name_item(key: tuple[str, str], kind: str, names: Mapping[str, str]) -> str:
    item, speaker = key
    if kind == "actor":
        return names.get(item, isolate(item)).replace("\n", " · ")
    if kind == "number":
        return isolate(item)
    words = item if len(item) <= 42 else item[:40].rsplit(" ", 1)[0] + "…"
    who = names.get(speaker, isolate(speaker)).split("\n")[0] if speaker else ""
    return isolate(f"{who}: {words}" if who else words)


def _name_actors(actors: pd.DataFrame | None, labels: Labels) -> dict[str, str]:
    if actors is None:
        return {}
    rows = zip(actors["actor_id"], actors["name_ar"], actors["name_en"], strict=True)
    return {str(i): make_label(str(ar), str(en), labels) for i, ar, en in rows}


def _in(arabic: str, english: str, labels: Labels) -> str:
    return make_label(arabic, english, labels)


def _of(shares: pd.DataFrame, voice: str) -> pd.DataFrame:
    return shares[shares["voice"] == voice]


def _check_table(table: pd.DataFrame, by: str, columns: tuple[str, ...], made_by: str) -> None:
    if by not in table:
        message = f"by must be a column of the table ({', '.join(table.columns)}), got {by!r}."
        raise ValueError(message)
    check_columns(table, columns, made_by)
    check_rows(table, made_by)


def _finish_bars(ax: Axes, groups: list[str], title: str) -> None:
    ax.set_yticks(range(len(groups)), [isolate(group) for group in groups])
    ax.invert_yaxis()
    _percent_axis(ax, title)


def _percent_axis(ax: Axes, title: str) -> None:
    ax.set_xlim(0, 1)
    ax.set_xticks(np.linspace(0, 1, 5), ["0 %", "25 %", "50 %", "75 %", "100 %"])
    ax.set_xlabel(title.replace("\n", " · "))
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
