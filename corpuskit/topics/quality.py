"""How good topics are: coherence, exclusivity, diversity, and words foretold."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from corpuskit.errors import EmptyResultError
from corpuskit.statistics import npmi
from corpuskit.topics.describe import label_view
from corpuskit.topics.view import ModelView, view_model, weigh_units
from corpuskit.words.dtm import DocumentTermMatrix

_TINY = 1e-12
_SMOOTHING = 0.05


def measure_topics(model: Any, dtm: DocumentTermMatrix, *, n_terms: int = 10) -> pd.DataFrame:
    """Measure the size, coherence and exclusivity of each topic.

    Parameters
    ----------
    model : object
        A fitted topic model.
    dtm : DocumentTermMatrix
        The matrix in which co-occurrence is counted, by default the one of the fit.
    n_terms : int, default 10
        How many of the heaviest terms stand for a topic.

    Returns
    -------
    DataFrame
        One row a topic: topic_id; label; share (of all counted words, 0 to 1); n_units (in which
        it is the largest topic); npmi (mean over pairs of its terms, -1 to 1; a pair that never
        meets counts -1); exclusivity (mean of the terms' share in this topic divided by their
        shares in all, 0 to 1); diversity (share of its terms that are no other topic's).

    Raises
    ------
    TypeError
        If the model is of no known kind or ``dtm`` no document-term matrix.
    ValueError
        If the model has other terms than the matrix, or ``n_terms`` is below 2.

    Notes
    -----
    NPMI after G. Bouma, "Normalized (pointwise) mutual information in collocation extraction",
    2009, with a unit of the matrix as the window. It favours rare terms and is no substitute for
    reading: see ``find_exemplars``.

    Examples
    --------
    >>> from corpuskit.topics.models import fit_topics
    >>> from corpuskit.topics.simulate import simulate_topics
    >>> dtm = simulate_topics(n_topics=3).dtm
    >>> measure_topics(fit_topics(dtm, n_topics=3), dtm)["diversity"].tolist()
    [1.0, 1.0, 1.0]
    """
    if n_terms < 2:
        message = f"n_terms must be 2 or more, got {n_terms!r}."
        raise ValueError(message)
    view = view_model(model, dtm)
    top = list_top_terms(view, n_terms)
    weights = weigh_units(view, dtm)
    lengths = np.asarray(dtm.counts.sum(axis=1), dtype=np.float64).ravel()
    sums = weights.sum(axis=1)
    shares = weights[sums > 0] / sums[sums > 0, None]
    used = np.bincount(top.ravel(), minlength=len(dtm.terms))
    exclusive = view.shares / np.maximum(view.shares.sum(axis=0), _TINY)
    n_topics = len(top)
    return pd.DataFrame(
        {
            "topic_id": np.arange(n_topics),
            "label": pd.array(label_view(view, dtm.terms), dtype="str"),
            "share": (shares * lengths[sums > 0, None]).sum(axis=0)
            / max(float(lengths[sums > 0].sum()), _TINY),
            "n_units": np.bincount(shares.argmax(axis=1), minlength=n_topics)
            if len(shares)
            else np.zeros(n_topics, dtype=np.int64),
            "npmi": score_npmi(top, dtm.counts),
            "exclusivity": exclusive[np.arange(n_topics)[:, None], top].mean(axis=1),
            "diversity": (used[top] == 1).mean(axis=1),
        }
    )


def list_top_terms(view: ModelView, n_terms: int) -> NDArray[np.int64]:
    """Return the columns of each topic's heaviest terms, heaviest first; ties in term order."""
    return np.argsort(-view.components, axis=1, kind="stable")[:, :n_terms].astype(np.int64)


def score_npmi(top: NDArray[np.int64], counts: sparse.csr_array) -> NDArray[np.float64]:
    """Return for each row of columns their mean pairwise NPMI over the units of a matrix."""
    used = np.unique(top)
    held = sparse.csr_array(counts[:, used] > 0, dtype=np.float64)
    together = (held.T @ held).toarray()
    association = npmi(together, np.diag(together)[:, None], np.diag(together), counts.shape[0])
    place = np.searchsorted(used, top)
    first, second = np.triu_indices(top.shape[1], 1)
    return np.asarray(association[place[:, first], place[:, second]].mean(axis=1))


def measure_diversity(top: NDArray[np.int64]) -> float:
    """Return the share of distinct terms among the top terms of all topics."""
    return len(np.unique(top)) / max(top.size, 1)


def match_topics(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the Jaccard overlap of each topic's top terms with each other topic's.

    Parameters
    ----------
    one, other : ndarray of shape (n_topics, n_terms)
        Columns of top terms.

    Returns
    -------
    ndarray of shape (n_topics of one, n_topics of other)
        0 to 1.
    """
    n_columns = int(max(one.max(initial=0), other.max(initial=0))) + 1
    first, second = (np.zeros((len(top), n_columns)) for top in (one, other))
    np.put_along_axis(first, one, 1.0, axis=1)
    np.put_along_axis(second, other, 1.0, axis=1)
    shared = first @ second.T
    return shared / (first.sum(axis=1)[:, None] + second.sum(axis=1) - shared)


def foretell_words(
    model: Any, train: DocumentTermMatrix, test: DocumentTermMatrix, random_state: int
) -> NDArray[np.float64]:
    """Return for each unseen unit how well half of its words foretell the other half.

    Parameters
    ----------
    model : object
        A model fitted on ``train``.
    train, test : DocumentTermMatrix
        Units seen and unseen, with the same terms.
    random_state : int
        Decides which words are shown.

    Returns
    -------
    ndarray of shape (n_units,)
        Bits saved on each hidden word against its frequency in ``train``; missing where nothing
        is hidden or shown.

    Raises
    ------
    EmptyResultError
        If no unit has both shown and hidden words.

    Notes
    -----
    Document completion (H. Wallach et al., "Evaluation methods for topic models", ICML 2009): the
    foretold distribution is the topics' term shares mixed by the shares that the shown half
    gets, with five percent of the corpus frequencies mixed in so that no word is impossible.
    """
    random = np.random.default_rng(random_state)
    counts = sparse.csr_array(test.counts)
    whole = counts.data.astype(np.int64)
    shown = random.binomial(whole, 0.5)
    half = sparse.csr_array((shown, counts.indices.copy(), counts.indptr.copy()), counts.shape)
    hidden = (whole - shown).astype(np.float64)
    half.eliminate_zeros()
    view = view_model(model, train)
    weights = weigh_units(view, DocumentTermMatrix(half, test.units, test.terms))
    sums = weights.sum(axis=1)
    shares = weights / np.maximum(sums, _TINY)[:, None]
    phi = getattr(model, "term_shares_", view.shares)
    totals = np.asarray(train.counts.sum(axis=0), dtype=np.float64).ravel() + 0.5
    frequency = totals / totals.sum()
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    foretold = np.empty(len(whole))
    for start in range(0, len(whole), 200_000):
        at = slice(start, start + 200_000)
        foretold[at] = np.einsum("ij,ij->i", shares[rows[at]], phi[:, counts.indices[at]].T)
    base = frequency[counts.indices]
    bits = np.log2(((1 - _SMOOTHING) * foretold + _SMOOTHING * base) / base) * hidden
    n_units = counts.shape[0]
    n_hidden = np.bincount(rows, hidden, minlength=n_units)
    n_hidden[sums == 0] = 0
    if not n_hidden.any():
        message = "no held-out unit has both shown and hidden words; use longer units."
        raise EmptyResultError(message)
    with np.errstate(invalid="ignore", divide="ignore"):
        saved = np.bincount(rows, bits, minlength=n_units) / n_hidden
    return np.where(n_hidden > 0, saved, np.nan)
