"""Whose words an outlet prints: its own, each speaker's, those of speakers nobody listed."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corpuskit.plots.checks import check_groups, check_number
from corpuskit.plots.style import (
    PALETTE,
    Labels,
    check_labels,
    isolate,
    make_label,
    prepare_axes,
    styled,
    text_on,
)
from corpuskit.plots.voice_parts import UNKNOWN, name_actors, show_percent

_OWN, _OTHERS = "#E4E4E4", "#9A9A9A"
# A narrower piece of a bar has no room for its number.
_LEAST_SHARE = 0.055


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
    check_groups(shares, by, ("voice", "speaker", "n_words"), "measure_voice()")
    check_number(n_speakers, "n_speakers", len(PALETTE))
    groups = sorted(shares[by].astype("str").unique())
    ax = prepare_axes(ax, size=(7.0, 1.3 + 0.5 * len(groups)))
    left = np.zeros(len(groups))
    for name, color, part in _cut_pieces(shares, name_actors(actors, labels), n_speakers, labels):
        sums = part.groupby(part[by].astype("str"))["share"].sum().reindex(groups).fillna(0.0)
        width = sums.to_numpy(dtype=float)
        ax.barh(groups, width, left=left, color=color, edgecolor="white", linewidth=0.8, label=name)
        for at, (low, wide) in enumerate(zip(left, width, strict=True)):
            if wide >= _LEAST_SHARE:
                _write_share(ax, low + wide / 2, at, wide, color)
        left = left + width
    ax.set_yticks(range(len(groups)), [isolate(group) for group in groups])
    ax.invert_yaxis()
    show_percent(ax, make_label("نسبة الكلمات", "share of words", labels, between=" · "))
    ax.legend(loc="upper left", bbox_to_anchor=(1.04, 1.02), handlelength=1.0, borderaxespad=0)
    return ax


def _cut_pieces(
    shares: pd.DataFrame, names: dict[str, str], n_speakers: int, labels: Labels
) -> list[tuple[str, str, pd.DataFrame]]:
    """Return the pieces of the bars, from the left: name, colour, rows."""
    named = shares[shares["voice"] == "speaker"]
    words = named.groupby("speaker")["n_words"].sum()
    order = sorted(words.index, key=lambda name: (-words[name], name))
    shown = order[:n_speakers]
    own = make_label("صوت الوسيلة نفسها", "outlet's own voice", labels)
    pieces = [(own, _OWN, shares[shares["voice"] == "outlet"])]
    for speaker, color in zip(shown, PALETTE, strict=False):
        part = named[named["speaker"] == speaker]
        pieces.append((names.get(speaker, isolate(speaker)), color, part))
    if len(order) > n_speakers:
        others = make_label("متكلمون آخرون", "other actors", labels)
        pieces.append((others, _OTHERS, named[~named["speaker"].isin(shown)]))
    unknown = make_label("متكلمون غير معروفين", "speakers not listed", labels)
    pieces.append((unknown, UNKNOWN, shares[shares["voice"] == "unknown"]))
    return pieces


def _write_share(ax: Axes, x: float, y: int, share: float, color: str) -> None:
    ink = text_on(color)
    ax.text(x, y, f"{share:.0%}", ha="center", va="center", color=ink, fontsize=7.5)
