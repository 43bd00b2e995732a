"""How many topics: the same model at several sizes, measured side by side."""

import warnings
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.errors import DataWarning
from corpuskit.topics.models import Method, fit_topics
from corpuskit.topics.quality import (
    foretell_words,
    list_top_terms,
    match_topics,
    measure_diversity,
    score_npmi,
)
from corpuskit.topics.stability import refit_model, split_documents
from corpuskit.topics.view import Matrix, ModelView, view_model
from corpuskit.words.dtm import DocumentTermMatrix

_TINY = 1e-12
MEASURES = (
    "npmi",
    "exclusivity",
    "diversity",
    "held_out",
    "stability_start",
    "stability_documents",
)


def compare_topic_counts(
    dtm: DocumentTermMatrix,
    *,
    n_topics: Iterable[int],
    method: Method = "nmf",
    keywords: Mapping[str, Iterable[str]] | None = None,
    stories: pd.DataFrame | None = None,
    n_resamples: int = 10,
    held_out: float = 0.2,
    n_terms: int = 10,
    random_state: int = 0,
) -> pd.DataFrame:
    """Fit several numbers of topics and measure each, with intervals.

    Parameters
    ----------
    dtm : DocumentTermMatrix
        Counts, from ``build_dtm``.
    n_topics : iterable of int
        The numbers to compare.
    method, keywords
        As in ``fit_topics``.
    stories : DataFrame, optional
        Clusters of copies: whole stories are drawn in place of documents.
    n_resamples : int, default 10
        How often each is fitted anew, once from other starts and once on other documents.
    held_out : float, default 0.2
        Share of the documents that are kept from a fit, to be foretold by it.
    n_terms : int, default 10
        How many of the heaviest terms stand for a topic.
    random_state : int, default 0
        The number that fixes chance.

    Returns
    -------
    DataFrame
        One row a number of topics and measure: n_topics; measure; value; low; high. Measures:
        npmi (coherence, -1 to 1), exclusivity and diversity (0 to 1), mean and range over the
        refits on drawn documents; held_out (bits saved on each word of unseen documents against
        its frequency, after half of the document was read; below 0 the topics foretell worse than
        frequency does) with a 90 % interval over documents; stability_start and
        stability_documents (mean overlap of a topic's top terms with those of its best match in a
        refit, 0 to 1) with their range over the refits. Ranges go from the 5th to the 95th
        percentile.

    Raises
    ------
    TypeError
        If ``dtm`` is no document-term matrix.
    ValueError
        If an argument is out of range or the matrix is too small, as in ``fit_topics``.
    EmptyResultError
        If the matrix has no counts.

    Warns
    -----
    DataWarning
        As in ``fit_topics`` and ``measure_stability``.

    Notes
    -----
    No measure is best at the number that a reader would choose. Read topics at two or three
    numbers whose stability is high and whose held-out value has stopped rising.

    Examples
    --------
    >>> from corpuskit.topics.simulate import simulate_topics
    >>> dtm = simulate_topics(n_documents=100, n_topics=3, n_terms=60).dtm
    >>> table = compare_topic_counts(dtm, n_topics=[2, 3], n_resamples=3)
    >>> held_out = table[table["measure"] == "held_out"].set_index("n_topics")["value"]
    >>> bool(held_out[3] > held_out[2])
    True
    """
    sizes = [int(number) for number in n_topics]
    if not sizes or not 0 < held_out < 1 or n_resamples < 2:
        message = (
            "n_topics must hold at least one number, held_out lie between 0 and 1, and "
            f"n_resamples be 2 or more; got {sizes}, {held_out!r} and {n_resamples!r}."
        )
        raise ValueError(message)
    rows: list[dict[str, Any]] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", DataWarning)
        for size in sizes:
            settings: dict[str, Any] = {
                "n_topics": size,
                "method": method,
                "keywords": keywords,
                "random_state": random_state,
            }
            rows += _measure_size(dtm, settings, stories, n_resamples, held_out, n_terms)
    for text in dict.fromkeys(str(entry.message) for entry in caught):
        warnings.warn(text, DataWarning, stacklevel=2)
    return pd.DataFrame(rows).astype({"measure": "str"})


def _measure_size(
    dtm: DocumentTermMatrix,
    settings: dict[str, Any],
    stories: pd.DataFrame | None,
    n_resamples: int,
    held_out: float,
    n_terms: int,
) -> list[dict[str, Any]]:
    random_state = settings["random_state"]
    view = view_model(fit_topics(dtm, **settings), dtm)
    top = list_top_terms(view, n_terms)
    drawn: dict[str, list[float]] = {name: [] for name in MEASURES}
    for over in ("start", "documents"):
        for other in refit_model(view, dtm, over, stories, n_resamples, random_state):
            found = list_top_terms(other, n_terms)
            overlap = float(match_topics(top, found).max(axis=1).mean())
            drawn[f"stability_{over}"].append(overlap)
            if over == "documents":
                for name, value in _measure_terms(other, found, dtm).items():
                    drawn[name].append(value)
    bits = _measure_held_out(dtm, settings, held_out)
    rows = []
    for name in MEASURES:
        if name == "held_out":
            value, low, high = _average(bits, random_state)
        else:
            low, high = (float(limit) for limit in np.quantile(drawn[name], [0.05, 0.95]))
            value = float(np.mean(drawn[name]))
        rows.append(
            {
                "n_topics": settings["n_topics"],
                "measure": name,
                "value": value,
                "low": low,
                "high": high,
            }
        )
    return rows


def _measure_terms(
    view: ModelView, top: NDArray[np.int64], dtm: DocumentTermMatrix
) -> dict[str, float]:
    exclusive = view.shares / np.maximum(view.shares.sum(axis=0), _TINY)
    return {
        "npmi": float(score_npmi(top, dtm.counts).mean()),
        "exclusivity": float(exclusive[np.arange(len(top))[:, None], top].mean()),
        "diversity": measure_diversity(top),
    }


def _measure_held_out(dtm: DocumentTermMatrix, settings: dict[str, Any], held_out: float) -> Matrix:
    train, test = split_documents(dtm, held_out, settings["random_state"])
    model = fit_topics(train, **settings)
    bits = foretell_words(model, train, test, settings["random_state"])
    known = np.isfinite(bits)
    documents = pd.factorize(test.units["doc_id"][known])[0]
    if len(np.unique(documents)) < 2:
        return bits[known]
    return np.bincount(documents, bits[known]) / np.bincount(documents)


def _average(values: Matrix, random_state: int) -> tuple[float, float, float]:
    random = np.random.default_rng(random_state)
    drawn = values[random.integers(0, len(values), (499, len(values)))].mean(axis=1)
    low, high = np.quantile(drawn, [0.05, 0.95])
    return float(values.mean()), float(low), float(high)
