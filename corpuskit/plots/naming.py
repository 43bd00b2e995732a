"""What a referent is called, by outlet and voice."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from corpuskit.plots.checks import check_groups, check_number
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
)
from corpuskit.plots.voice_parts import UNKNOWN, show_percent

# Distancing quotation marks.
_HATCH = "////"
_NOTES = {"outlet": ("بصوتها", "own voice"), "speaker": ("على لسان غيرها", "speakers")}


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
    check_number(n_labels, "n_labels", len(PALETTE))
    check_groups(naming, by, ("referent", "label", "n", "total", "share"), "compare_naming()")
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
    colors = dict(zip(order[:n_labels], PALETTE, strict=False))
    ax = prepare_axes(ax, size=(7.0, 1.4 + 0.62 * len(groups)))
    height = 0.8 / len(voices)
    for row, group in enumerate(groups):
        for place, voice in enumerate(voices):
            part = table[(table[by].astype("str") == group) & (kinds == voice)]
            at = row - 0.4 + height * (place + 0.5)
            _draw_bar(ax, part, order, colors, at, height * 0.86)
            total = float(part["total"].iloc[0]) if len(part) else 0.0
            note = make_label(*_NOTES[voice], labels, between=" · ") if voice in _NOTES else ""
            _write_total(ax, at, note, total)
    ax.set_yticks(range(len(groups)), [isolate(group) for group in groups])
    ax.set_ylim(len(groups) - 0.45, -0.55)
    show_percent(ax, make_label("نسبة التسميات", "share of the labels", labels, between=" · "))
    ax.legend(
        handles=_explain_colors(table, colors, names or {}, labels, others=len(order) > n_labels),
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
        color = colors.get(name, UNKNOWN)
        ax.barh(at, share, height, left=left, color=color, edgecolor="white", linewidth=0.6)
        if quoted:
            ax.barh(
                at,
                quoted,
                height,
                left=left,
                color="none",
                edgecolor="white",
                hatch=_HATCH,
                linewidth=0.0,
            )
        left += share
    if left == 0.0:
        ax.barh(at, 1.0, height, color="none", edgecolor=LIGHT, linewidth=0.6)


def _write_total(ax: Axes, at: float, note: str, total: float) -> None:
    """Say at the right of a bar whose voice it is, and how many labels it rests on."""
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


def _explain_colors(
    table: pd.DataFrame,
    colors: Mapping[str, str],
    names: Mapping[str, str],
    labels: Labels,
    *,
    others: bool,
) -> list[Patch]:
    shown = [Patch(color=color, label=isolate(names.get(n, n))) for n, color in colors.items()]
    if others:
        text = make_label("تسميات أخرى", "other labels", labels, between=" · ")
        shown.append(Patch(color=UNKNOWN, label=text))
    if (table["n_quoted"] > 0).any():
        text = make_label("بين علامتي تنصيص", "in quotation marks", labels, between=" · ")
        shown.append(Patch(facecolor="white", edgecolor=INK, hatch=_HATCH, label=text))
    return shown
