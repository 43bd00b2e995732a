"""Where topics lie to each other."""

from typing import Any

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from corpuskit.topics.quality import measure_topics
from corpuskit.topics.view import Matrix, view_model
from corpuskit.words.dtm import DocumentTermMatrix

_TINY = 1e-12


def measure_topic_map(model: Any, dtm: DocumentTermMatrix) -> pd.DataFrame:
    """Place topics in the plane so that topics with like words lie close together.

    Parameters
    ----------
    model : object
        A fitted topic model.
    dtm : DocumentTermMatrix
        The matrix that the model was fitted on.

    Returns
    -------
    DataFrame
        One row a topic: topic_id; label; share (of all counted words, 0 to 1); x, y (position,
        without unit); explained (share of the squared distances that two dimensions hold).

    Raises
    ------
    TypeError
        If the model is of no known kind or ``dtm`` no document-term matrix.
    ValueError
        If the model has other terms than the matrix.

    Notes
    -----
    Classical scaling of the Jensen-Shannon distances between the topics' shares of terms. Where
    ``explained`` is low, nearness on the map says little.

    Examples
    --------
    >>> from corpuskit.topics.models import fit_topics
    >>> from corpuskit.topics.simulate import simulate_topics
    >>> dtm = simulate_topics(n_topics=3).dtm
    >>> measure_topic_map(fit_topics(dtm, n_topics=3), dtm)["topic_id"].tolist()
    [0, 1, 2]
    """
    view = view_model(model, dtm)
    table = measure_topics(model, dtm)[["topic_id", "label", "share"]]
    squares = _measure_divergence(view.shares)
    n_topics = len(squares)
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()
    with threadpool_limits(1):
        values, vectors = np.linalg.eigh(-centred / 2)
    keep = np.argsort(-values, kind="stable")[:2]
    places = np.zeros((n_topics, 2))
    places[:, : len(keep)] = vectors[:, keep] * np.sqrt(np.maximum(values[keep], 0))
    largest = np.abs(places).argmax(axis=0)
    places *= np.where(places[largest, [0, 1]] < 0, -1.0, 1.0)
    held = float(np.maximum(values[keep], 0).sum() / max(np.maximum(values, 0).sum(), _TINY))
    return table.assign(x=places[:, 0], y=places[:, 1], explained=held)


def _measure_divergence(shares: Matrix) -> Matrix:
    """Return the Jensen-Shannon divergence of each pair of rows, in bits."""

    def entropy(p: Matrix) -> Matrix:
        logs = np.log2(p, out=np.zeros_like(p), where=p > 0)
        return np.asarray(-(p * logs).sum(axis=-1))

    own = entropy(shares)
    rows = [entropy((row + shares) / 2) - (own[i] + own) / 2 for i, row in enumerate(shares)]
    divergence = np.maximum(np.vstack(rows), 0.0)
    np.fill_diagonal(divergence, 0.0)
    return (divergence + divergence.T) / 2
