"""Pictures of a corpus: when each outlet wrote, and how much."""

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from corpuskit.errors import EmptyResultError
from corpuskit.plots.checks import check_columns
from corpuskit.plots.style import INK, color_names, isolate, prepare_axes, styled

_MOST_LABELS = 30


@styled
def plot_timeline(
    lengths: pd.DataFrame, *, length: str = "n_words", ax: Axes | None = None
) -> Axes:
    """Draw when each outlet wrote and how long its articles are.

    Parameters
    ----------
    lengths : DataFrame
        One row an article with outlet, published and its length, as
        :func:`~corpuskit.measure_documents` makes it. Where it has a column ``certain``, articles
        whose date is not certain are drawn hollow.
    length : str, default "n_words"
        The column that the area of the marks is proportional to.
    ax : Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    Axes
        One row an outlet, in the order of their first article; up to thirty articles are
        labelled with their date and length.

    Raises
    ------
    TableError
        If a column is not there.
    EmptyResultError
        If no article has both an outlet and a date.

    Examples
    --------
    >>> import pandas as pd
    >>> import corpuskit as ck
    >>> lengths = pd.DataFrame(
    ...     {"outlet": ["الجزيرة"], "published": pd.to_datetime(["2016-12-03"]), "n_words": [410]}
    ... )
    >>> ax = ck.plots.plot_timeline(lengths)
    >>> ax.get_yticklabels()[0].get_text().strip("\u2068\u2069")
    'الجزيرة'
    """
    check_columns(lengths, ("outlet", "published", length), "measure_documents()")
    dated = lengths.dropna(subset=["outlet", "published"])
    if dated.empty:
        message = "No article has both an outlet and a date, so there is no timeline."
        raise EmptyResultError(message)
    dated = dated.assign(outlet=dated["outlet"].astype(str))
    first = dated.groupby("outlet")["published"].min().reset_index()
    outlets = first.sort_values(["published", "outlet"], kind="stable")["outlet"].tolist()
    ax = prepare_axes(ax, size=(7.0, 0.9 + 0.55 * len(outlets)))
    colors = color_names(outlets)
    rows = dated["outlet"].map({name: i for i, name in enumerate(outlets)}).to_numpy()
    certain = dated["certain"].to_numpy(dtype=bool) if "certain" in dated else np.ones(len(dated))
    areas = 260 * dated[length].to_numpy(dtype=float) / max(float(dated[length].max()), 1.0)
    faces = [
        colors[name] if sure else "white"
        for name, sure in zip(dated["outlet"], certain, strict=True)
    ]
    ax.scatter(
        dated["published"],
        rows,
        s=areas,
        c=faces,
        edgecolors=[colors[name] for name in dated["outlet"]],
        linewidths=1.4,
        alpha=0.9 if len(dated) <= _MOST_LABELS else 0.4,
        zorder=3,
    )
    if len(dated) <= _MOST_LABELS:
        _label_articles(ax, dated, rows, areas, length)
    ax.set_yticks(range(len(outlets)), [isolate(name) for name in outlets])
    ax.set_ylim(len(outlets) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="y")
    _date_axis(ax, dated["published"])
    return ax


def _label_articles(
    ax: Axes, dated: pd.DataFrame, rows: np.ndarray, areas: np.ndarray, length: str
) -> None:
    """Write date and length beside each mark, on the side where there is room."""
    middle = dated["published"].min() + (dated["published"].max() - dated["published"].min()) / 2
    unit = length.removeprefix("n_")
    for (_, article), row, area in zip(dated.iterrows(), rows, areas, strict=True):
        published: pd.Timestamp = article["published"]
        left = published > middle
        text = f"{published.day} {published:%b %Y}, {article[length]:,.0f} {unit}"
        ax.annotate(
            text,
            (mdates.date2num(published), row),
            xytext=((-1 if left else 1) * (4 + np.sqrt(area) / 2), 0),
            textcoords="offset points",
            ha="right" if left else "left",
            va="center",
            color=INK,
            fontsize=8,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
        )


def _date_axis(ax: Axes, published: pd.Series) -> None:
    span = published.max() - published.min()
    margin = max(span * 0.05, pd.Timedelta(days=1))
    ax.set_xlim(published.min() - margin, published.max() + margin)
    locator = mdates.AutoDateLocator(minticks=3, maxticks=8)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    ax.set_xlabel("published")
