"""One view of every topic model: ours, scikit-learn's, tomotopy's, BERTopic's.

The descriptions in this package know a model only through ``view_model``.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from threadpoolctl import threadpool_limits

from corpuskit.errors import list_some
from corpuskit.words.dtm import DocumentTermMatrix

Matrix = NDArray[np.float64]
_TINY = 1e-12


@dataclass(frozen=True, eq=False)
class ModelView:
    """What every description needs to know of a fitted topic model.

    Attributes
    ----------
    components : ndarray of shape (n_topics, n_terms)
        Weight of each term in each topic, in the model's own measure.
    shares : ndarray of shape (n_topics, n_terms)
        Share of each term in each topic; rows sum to 1. Of the topic's words if the model knows
        it, else of its weight.
    totals : ndarray of shape (n_terms,)
        Weight of each term in the whole corpus, in the measure of the shares.
    names : list of str or None
        Name of each topic, if it was named beforehand.
    model : object
        The fitted model.
    """

    components: Matrix
    shares: Matrix
    totals: Matrix
    names: list[str | None]
    model: Any


def check_dtm(dtm: DocumentTermMatrix) -> DocumentTermMatrix:
    """Return the matrix if it holds counts with labels, or raise an error that says what to do.

    Raises
    ------
    TypeError
        If it is no document-term matrix.
    ValueError
        If it holds weights in place of counts, or a cell is negative or missing.
    """
    if not all(hasattr(dtm, name) for name in ("counts", "units", "terms")):
        message = (
            f"dtm must be a DocumentTermMatrix, got {type(dtm).__name__}. It is made by "
            "build_dtm(tokens)."
        )
        raise TypeError(message)
    if getattr(dtm, "weighting", "count") != "count":
        message = (
            f"dtm holds weights (weighting={dtm.weighting!r}); topic models need counts and weigh "
            'them themselves. Use build_dtm(..., weighting="count").'
        )
        raise ValueError(message)
    data = dtm.counts.data
    if len(data) and not (np.isfinite(data).all() and data.min() >= 0):
        wrong = int((~np.isfinite(data) | (data < 0)).sum())
        message = f"dtm.counts must be counts (0 or more), got {wrong} cells that are not."
        raise ValueError(message)
    return dtm


def view_model(model: Any, dtm: DocumentTermMatrix) -> ModelView:
    """Look at a fitted model through the terms of a matrix.

    Parameters
    ----------
    model : object
        A fitted scikit-learn-like topic model (``components_`` and ``transform``), a pipeline
        that ends in one, a tomotopy model, or a BERTopic.
    dtm : DocumentTermMatrix
        The matrix whose terms are the columns of the view.

    Returns
    -------
    ModelView
        Components in the order of ``dtm.terms``.

    Raises
    ------
    TypeError
        If the model is of no known kind, or is not fitted.
    ValueError
        If the model was fitted on another number of terms.
    """
    check_dtm(dtm)
    if hasattr(model, "get_topic_word_dist") and hasattr(model, "used_vocabs"):
        components = _align(
            np.vstack([model.get_topic_word_dist(k) for k in range(model.k)]),
            list(model.used_vocabs),
            dtm.terms,
        )
        return _checked(model, components, _sum_terms(dtm.counts), None, dtm)
    if hasattr(model, "c_tf_idf_") and hasattr(model, "vectorizer_model"):
        outliers = int(getattr(model, "_outliers", -1 in set(model.topics_)))
        rows = sparse.csr_array(model.c_tf_idf_).toarray()[outliers:]
        terms = list(model.vectorizer_model.get_feature_names_out())
        components = _align(np.maximum(rows, 0.0), terms, dtm.terms)
        return _checked(model, components, _sum_terms(dtm.counts), None, dtm)
    last = model[-1] if hasattr(model, "steps") else model
    if not hasattr(last, "components_") or not hasattr(model, "transform"):
        message = (
            f"model must be a fitted topic model (components_ and transform; or tomotopy, or "
            f"BERTopic), got {type(model).__name__}. Fit it first, or use fit_topics()."
        )
        raise TypeError(message)
    components = np.asarray(last.components_, dtype=np.float64)
    return _checked(
        model, components, _weigh_totals(model, dtm), getattr(last, "topic_names_", None), dtm
    )


def _checked(
    model: Any,
    components: Matrix,
    totals: Matrix,
    names: list[str | None] | None,
    dtm: DocumentTermMatrix,
) -> ModelView:
    if components.shape[1] != len(dtm.terms):
        message = (
            f"model was fitted on {components.shape[1]:,} terms, but dtm has "
            f"{len(dtm.terms):,}. Hand in the matrix that the model was fitted on, or one with "
            "the same terms."
        )
        raise ValueError(message)
    if (components < 0).any():
        message = (
            f"components of {type(model).__name__} are negative in places; allowed are models of "
            "non-negative topics (NMF, LDA and their kin)."
        )
        raise ValueError(message)
    shares = getattr(model, "term_shares_", None)
    if shares is None:
        shares = components / np.maximum(components.sum(axis=1, keepdims=True), _TINY)
    return ModelView(components, shares, totals, names or [None] * len(components), model)


def _align(rows: Matrix, terms: list[str], wanted: pd.Index) -> Matrix:
    """Put columns named by ``terms`` into the order of ``wanted``; unknown terms weigh 0."""
    found = wanted.get_indexer(pd.Index(terms))
    if not (found >= 0).any():
        message = f"the model and dtm share no term; the model has {list_some(terms)}."
        raise ValueError(message)
    aligned = np.zeros((len(rows), len(wanted)))
    aligned[:, found[found >= 0]] = rows[:, found >= 0]
    return aligned


def _sum_terms(counts: Any) -> Matrix:
    return np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()


def _weigh_totals(model: Any, dtm: DocumentTermMatrix) -> Matrix:
    """Sum each term over the corpus in the measure in which the model sees it."""
    if hasattr(model, "steps") and len(model.steps) > 1:
        return _sum_terms(model[:-1].transform(dtm.counts))
    return _sum_terms(dtm.counts)


def weigh_units(view: ModelView, dtm: DocumentTermMatrix) -> Matrix:
    """Return how much of each topic each unit holds; divided by its sum, a share.

    Parameters
    ----------
    view : ModelView
        The model.
    dtm : DocumentTermMatrix
        Units to look at, in the terms of the view.

    Returns
    -------
    ndarray of shape (n_units, n_topics)
        Weights, 0 or more; all 0 for a unit without terms.

    Raises
    ------
    ValueError
        If the model keeps the shares of its own units only, and these are others.
    """
    model = view.model
    if hasattr(model, "make_doc") and hasattr(model, "infer"):
        weights = _infer_tomotopy(model, dtm)
    elif hasattr(model, "c_tf_idf_"):
        weights = _read_bertopic(model, dtm, len(view.components))
    else:
        with threadpool_limits(1):
            weights = np.array(model.transform(dtm.counts), dtype=np.float64)
        proportions = len(weights) and np.allclose(weights.sum(axis=1), 1.0, atol=1e-3)
        if not proportions and not hasattr(model, "term_shares_"):
            weights *= view.components.sum(axis=1)
    weights[np.diff(dtm.counts.indptr) == 0] = 0.0
    return np.maximum(weights, 0.0)


def _infer_tomotopy(model: Any, dtm: DocumentTermMatrix) -> Matrix:
    names = dtm.terms.to_numpy(dtype=object)
    known = np.asarray(dtm.terms.isin(list(model.used_vocabs)))
    counts = dtm.counts
    weights = np.zeros((counts.shape[0], model.k))
    rows, documents = [], []
    for row in range(counts.shape[0]):
        at = slice(counts.indptr[row], counts.indptr[row + 1])
        columns = counts.indices[at]
        use = known[columns]
        words = np.repeat(names[columns[use]], counts.data[at][use].astype(np.int64)).tolist()
        if words:
            rows.append(row)
            documents.append(model.make_doc(words))
    if documents:
        found, _ = model.infer(documents, workers=1)
        weights[rows] = np.asarray(found, dtype=np.float64)
    return weights


def _read_bertopic(model: Any, dtm: DocumentTermMatrix, n_topics: int) -> Matrix:
    assigned = np.asarray(model.topics_, dtype=np.int64)
    if len(assigned) != dtm.counts.shape[0]:
        message = (
            f"the BERTopic model knows the topics of the {len(assigned):,} texts it was fitted "
            f"on, but dtm has {dtm.counts.shape[0]:,} units. Hand in those units, in their order."
        )
        raise ValueError(message)
    probabilities = getattr(model, "probabilities_", None)
    if probabilities is not None and np.shape(probabilities) == (len(assigned), n_topics):
        return np.array(probabilities, dtype=np.float64)
    weights = np.zeros((len(assigned), n_topics))
    held = np.flatnonzero(assigned >= 0)
    weights[held, assigned[held]] = 1.0
    return weights
