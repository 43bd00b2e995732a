"""What one outlet has and another leaves out."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from corpuskit.errors import EmptyResultError
from corpuskit.plots.checks import check_groups
from corpuskit.plots.style import (
    LIGHT,
    PALETTE,
    Labels,
    check_labels,
    hide_frame,
    isolate,
    prepare_axes,
    styled,
    text_on,
)
from corpuskit.plots.voice_parts import name_actors

_KINDS = ("actor", "number", "statement")


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
    check_groups(coverage, by, ("event", "kind", "item", "speaker", "n"), "compare_coverage()")
    table = _pick_rows(coverage, kind, event)
    keys = list(zip(table["item"].astype("str"), table["speaker"].fillna(""), strict=True))
    order = list(dict.fromkeys(keys))[:n_items]
    columns = table[by].astype("str")
    groups = sorted(columns.unique())
    cells = pd.Series(table["n"].to_numpy(), index=pd.MultiIndex.from_arrays([keys, columns]))
    side = 2.4 if kind == "statement" else 1.2
    ax = prepare_axes(ax, size=(1.6 + 0.75 * len(groups) + side, 0.9 + 0.3 * len(order)))
    for row, key in enumerate(order):
        for column, group in enumerate(groups):
            _draw_cell(ax, column, row, int(cells.get((key, group), 0)))
    ax.set_xlim(-0.5, len(groups) - 0.5)
    ax.set_ylim(len(order) - 0.5, -0.5)
    ticks = [isolate(group) for group in groups]
    ax.set_xticks(range(len(groups)), ticks, rotation=40, ha="left")
    ax.xaxis.tick_top()
    names = name_actors(actors, labels)
    ax.set_yticks(range(len(order)), [_name_item(key, kind, names) for key in order])
    ax.tick_params(length=0)
    hide_frame(ax)
    return ax


def _pick_rows(coverage: pd.DataFrame, kind: str, event: str | None) -> pd.DataFrame:
    if kind not in _KINDS:
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
    return table


def _draw_cell(ax: Axes, column: int, row: int, n: int) -> None:
    color = PALETTE[0] if n else "white"
    corner = (column - 0.44, row - 0.42)
    ax.add_patch(Rectangle(corner, 0.88, 0.84, facecolor=color, edgecolor=LIGHT, linewidth=0.8))
    if n:
        ink = text_on(color)
        ax.text(column, row, str(n), ha="center", va="center", color=ink, fontsize=7)


def _name_item(key: tuple[str, str], kind: str, names: Mapping[str, str]) -> str:
    item, speaker = key
    if kind == "actor":
        return names.get(item, isolate(item)).replace("\n", " · ")
    if kind == "number":
        return isolate(item)
    words = item if len(item) <= 42 else item[:40].rsplit(" ", 1)[0] + "…"
    who = names.get(speaker, isolate(speaker)).split("\n")[0] if speaker else ""
    return isolate(f"{who}: {words}" if who else words)
