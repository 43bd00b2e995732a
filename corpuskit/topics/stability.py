"""How topics stand other articles and other starts."""

import warnings
from collections.abc import Iterator
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import clone
from threadpoolctl import threadpool_limits
from tqdm.auto import tqdm

from corpuskit.errors import DataWarning, TableError, list_some
from corpuskit.tables import STORIES, check_table
from corpuskit.topics.describe import label_view
from corpuskit.topics.nmf import TopicNMF
from corpuskit.topics.quality import list_top_terms, match_topics
from corpuskit.topics.view import ModelView, view_model
from corpuskit.words.dtm import DocumentTermMatrix

Over = Literal["documents", "start"]
Matrix = NDArray[np.float64]

#: Below this many documents (or stories) units are resampled in place of documents.
MIN_RESAMPLED = 20
#: A topic whose mean overlap with its best match is below this is marked unstable.
STABLE_FROM = 0.5
_TINY = 1e-12


def measure_stability(
    model: Any,
    dtm: DocumentTermMatrix,
    *,
    over: Over = "documents",
    stories: pd.DataFrame | None = None,
    n_resamples: int = 20,
    n_terms: int = 10,
    random_state: int = 0,
) -> pd.DataFrame:
    """Measure how well each topic is found again when the model is fitted anew.

    Parameters
    ----------
    model : object
        A fitted scikit-learn-like topic model, from ``fit_topics`` for instance.
    dtm : DocumentTermMatrix
        The matrix that the model was fitted on.
    over : {"documents", "start"}, default "documents"
        What changes: the documents (drawn with replacement, all units of a document together), or
        only the random numbers from which the search starts.
    stories : DataFrame, optional
        Clusters of copies: whole stories are drawn in place of documents.
    n_resamples : int, default 20
        How often the model is fitted anew.
    n_terms : int, default 10
        How many of the heaviest terms stand for a topic.
    random_state : int, default 0
        The number that fixes chance.

    Returns
    -------
    DataFrame
        One row a topic: topic_id; label; jaccard (mean over the refits of the overlap of its top
        terms with those of the best match, 0 to 1); low, high (from the 5th to the 95th percentile
        of the refits); cosine (mean similarity to the best match over all terms); stable (whether
        jaccard is 0.5 or more: about seven of ten terms return); n_resamples; over.

    Raises
    ------
    TypeError
        If the model cannot be fitted anew (tomotopy, BERTopic), or is of no known kind.
    TableError
        If stories break their contract.
    ValueError
        If the model has other terms than the matrix, or an argument is out of range.

    Warns
    -----
    DataWarning
        If there are fewer than 20 documents or stories, so that units are drawn in their place.

    Notes
    -----
    ``TopicNMF`` starts from singular vectors, which hides how many solutions there are;
    ``over="start"`` therefore refits it from random numbers.

    Examples
    --------
    >>> from corpuskit.topics.models import fit_topics
    >>> from corpuskit.topics.simulate import simulate_topics
    >>> dtm = simulate_topics(n_topics=3, n_terms=60).dtm
    >>> table = measure_stability(fit_topics(dtm, n_topics=3), dtm, n_resamples=5)
    >>> table["stable"].tolist()
    [True, True, True]
    """
    if over not in ("documents", "start"):
        message = f'over must be "documents" or "start", got {over!r}.'
        raise ValueError(message)
    if n_resamples < 2 or n_terms < 1:
        message = (
            f"n_resamples must be 2 or more and n_terms 1 or more, got {n_resamples!r} and "
            f"{n_terms!r}."
        )
        raise ValueError(message)
    view = view_model(model, dtm)
    top = list_top_terms(view, n_terms)
    overlaps, cosines = [], []
    for other in refit_model(view, dtm, over, stories, n_resamples, random_state):
        overlaps.append(match_topics(top, list_top_terms(other, n_terms)).max(axis=1))
        cosines.append(_measure_cosine(view.components, other.components).max(axis=1))
    jaccard = np.vstack(overlaps)
    low, high = np.quantile(jaccard, [0.05, 0.95], axis=0)
    return pd.DataFrame(
        {
            "topic_id": np.arange(len(top)),
            "label": pd.array(label_view(view, dtm.terms), dtype="str"),
            "jaccard": jaccard.mean(axis=0),
            "low": low,
            "high": high,
            "cosine": np.vstack(cosines).mean(axis=0),
            "stable": jaccard.mean(axis=0) >= STABLE_FROM,
            "n_resamples": n_resamples,
            "over": pd.array([over] * len(top), dtype="str"),
        }
    )


def add_stability(table: pd.DataFrame, stability: pd.DataFrame) -> pd.DataFrame:
    """Mark in a table of topics which of them are stable.

    Parameters
    ----------
    table : DataFrame
        Any table with a topic_id: terms, shares, effects, trends, passages.
    stability : DataFrame
        From ``measure_stability``.

    Returns
    -------
    DataFrame
        The same rows with the columns jaccard and stable; pictures mark what is not stable.

    Raises
    ------
    TableError
        If a column is absent, or a topic of the table is not among the measured ones.

    Examples
    --------
    >>> import pandas as pd
    >>> terms = pd.DataFrame({"topic_id": [0, 1], "term": ["هدنة", "نفط"]})
    >>> measured = pd.DataFrame(
    ...     {"topic_id": [0, 1], "jaccard": [0.8, 0.2], "stable": [True, False]}
    ... )
    >>> add_stability(terms, measured)["stable"].tolist()
    [True, False]
    """
    for frame, name, needed in (
        (table, "table", ["topic_id"]),
        (stability, "stability", ["topic_id", "jaccard", "stable"]),
    ):
        absent = [column for column in needed if column not in frame]
        if absent:
            message = (
                f"{name} lacks {list_some(absent)} (has: {', '.join(map(str, frame.columns))})."
            )
            raise TableError(message)
    known = stability.set_index("topic_id")
    unknown = sorted(set(table["topic_id"]) - set(known.index))
    if unknown:
        message = (
            f"topics {list_some(unknown)} of the table are not in stability. Measure the model "
            "that the table comes from."
        )
        raise TableError(message)
    found = known.loc[table["topic_id"]]
    return table.assign(jaccard=found["jaccard"].to_numpy(), stable=found["stable"].to_numpy())


def refit_model(
    view: ModelView,
    dtm: DocumentTermMatrix,
    over: str,
    stories: pd.DataFrame | None,
    n_resamples: int,
    random_state: int,
) -> Iterator[ModelView]:
    """Fit the model anew, each time on other documents or from another start.

    Parameters
    ----------
    view : ModelView
        The fitted model.
    dtm : DocumentTermMatrix
        What it was fitted on.
    over : {"documents", "start"}
        What changes.
    stories : DataFrame or None
        Clusters of copies.
    n_resamples : int
        How often.
    random_state : int
        The number that fixes chance.

    Yields
    ------
    ModelView
        The new models, in the terms of the matrix.

    Raises
    ------
    TypeError
        If the model cannot be fitted anew.
    """
    if not hasattr(view.model, "get_params") or hasattr(view.model, "c_tf_idf_"):
        message = (
            f"a {type(view.model).__name__} cannot be fitted anew here; allowed are scikit-learn "
            "models. Fit it yourself on resampled texts and compare describe_topics() tables."
        )
        raise TypeError(message)
    random = np.random.default_rng(random_state)
    clusters = _number_clusters(dtm, stories) if over == "documents" else None
    for number in tqdm(range(n_resamples), desc="refits", unit="fit", disable=None, leave=False):
        seed = int(random.integers(2**31 - 1))
        model = clone(view.model)
        names = [name for name in model.get_params() if name.endswith("random_state")]
        model.set_params(**dict.fromkeys(names, seed))
        if over == "start" and isinstance(model, TopicNMF):
            model.set_params(start="random")
        counts = dtm.counts
        if clusters is not None:
            counts = counts[_draw_rows(clusters, np.random.default_rng([random_state, number]))]
        with threadpool_limits(1):
            model.fit(counts)
        yield view_model(model, dtm)


def _number_clusters(dtm: DocumentTermMatrix, stories: pd.DataFrame | None) -> NDArray[np.int64]:
    """Return for each unit the number of what is drawn together."""
    ids = dtm.units["doc_id"].astype("str")
    if stories is not None:
        check_table(stories, STORIES)
        known = stories.assign(doc_id=stories["doc_id"].astype("str")).set_index("doc_id")
        story = ids.map(known["story_id"]).astype(object)
        ids = story.where(story.notna(), "\x00" + ids.astype(object))
    clusters = pd.factorize(ids)[0].astype(np.int64)
    n_clusters = int(clusters.max(initial=-1)) + 1
    if n_clusters < MIN_RESAMPLED and len(clusters) > n_clusters:
        warnings.warn(
            f"{n_clusters} documents are too few to be resampled (at least {MIN_RESAMPLED}), so "
            "their units are: topics of one article look more stable than they are.",
            DataWarning,
            stacklevel=4,
        )
        return np.arange(len(clusters), dtype=np.int64)
    return clusters


def _draw_rows(clusters: NDArray[np.int64], random: np.random.Generator) -> NDArray[np.int64]:
    """Draw clusters with replacement and return the rows of all of them."""
    order = np.argsort(clusters, kind="stable")
    sizes = np.bincount(clusters)
    ends = np.cumsum(sizes)
    drawn = np.sort(random.integers(0, len(sizes), len(sizes)))
    starts = np.repeat(ends[drawn] - sizes[drawn], sizes[drawn])
    within = np.arange(len(starts)) - np.repeat(
        np.cumsum(sizes[drawn]) - sizes[drawn], sizes[drawn]
    )
    return order[starts + within]


def _measure_cosine(one: Matrix, other: Matrix) -> Matrix:
    one = one / np.maximum(np.linalg.norm(one, axis=1, keepdims=True), _TINY)
    other = other / np.maximum(np.linalg.norm(other, axis=1, keepdims=True), _TINY)
    return one @ other.T


def split_documents(
    dtm: DocumentTermMatrix, share: float, random_state: int
) -> tuple[DocumentTermMatrix, DocumentTermMatrix]:
    """Split a matrix into two by documents; by units where documents are few.

    Parameters
    ----------
    dtm : DocumentTermMatrix
        What is split.
    share : float
        Share of the documents in the second part.
    random_state : int
        The number that fixes chance.

    Returns
    -------
    (DocumentTermMatrix, DocumentTermMatrix)
        To fit on, and to judge by.
    """
    clusters = pd.factorize(dtm.units["doc_id"])[0]
    if clusters.max(initial=-1) + 1 < MIN_RESAMPLED:
        clusters = np.arange(len(clusters))
    n_clusters = int(clusters.max(initial=-1)) + 1
    n_held = max(1, round(share * n_clusters))
    random = np.random.default_rng(random_state)
    held = np.isin(clusters, random.permutation(n_clusters)[:n_held])

    def keep(rows: NDArray[np.bool_]) -> DocumentTermMatrix:
        counts = sparse.csr_array(dtm.counts[np.flatnonzero(rows)])
        return DocumentTermMatrix(counts, dtm.units[rows].reset_index(drop=True), dtm.terms)

    return keep(~held), keep(held)
