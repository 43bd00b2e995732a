"""Passages that show what a topic is about, so that it is read and not guessed."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from corpuskit.corpus.spans import locate_spans
from corpuskit.corpus.tokens import find_tokens
from corpuskit.corpus.units import find_units
from corpuskit.errors import TableError, list_some
from corpuskit.tables import DOCUMENTS, check_table
from corpuskit.topics.describe import label_view
from corpuskit.topics.view import Matrix, ModelView, view_model, weigh_units
from corpuskit.words.dtm import DocumentTermMatrix

_DOUBT = 20.0
_SAME = 0.8
_CANDIDATES = 10
_FEW_DOCUMENTS = 20


def find_exemplars(
    model: Any, dtm: DocumentTermMatrix, documents: pd.DataFrame, *, n: int = 3
) -> pd.DataFrame:
    r"""Find the passages that are most about each topic.

    Parameters
    ----------
    model : object
        A fitted topic model.
    dtm : DocumentTermMatrix
        The matrix that the model was fitted on.
    documents : DataFrame
        The documents that the matrix was built from.
    n : int, default 3
        How many passages a topic, at most.

    Returns
    -------
    DataFrame
        One row a passage, by topic and rank: topic_id; label; rank (from 1); doc_id; start, end
        (offsets into the document's text); share (of the topic in the passage, 0 to 1); n_terms
        (counted words in the passage); text (what is printed there).

    Raises
    ------
    TableError
        If documents break their contract, or do not hold a doc_id of the matrix.
    TypeError
        If the model is of no known kind or ``dtm`` no document-term matrix.
    ValueError
        If the model has other terms than the matrix, or ``n`` is below 1.

    Notes
    -----
    Units are ranked by the topic's weight divided by all weight plus twenty words, so that a line
    of three words is not the purest passage. If the units are whole documents, the best paragraph
    of each of the ten best documents stands for it. Of passages with nearly the same words
    (cosine of counts from 0.8) the first is kept; from 20 documents on, one passage a document.

    Examples
    --------
    >>> from corpuskit.corpus.tokens import find_tokens
    >>> from corpuskit.testing import make_documents
    >>> from corpuskit.topics.models import fit_topics
    >>> from corpuskit.words.dtm import build_dtm
    >>> texts = {f"a{i}": "هدنة حلب قصف" for i in range(10)}
    >>> texts |= {f"b{i}": "مباراة فريق هدف\nثم كلام آخر" for i in range(10)}
    >>> documents = make_documents(texts)
    >>> dtm = build_dtm(find_tokens(documents), min_documents=2)
    >>> model = fit_topics(dtm, n_topics=2)
    >>> find_exemplars(model, dtm, documents, n=1)[["doc_id", "start", "end", "text"]]
      doc_id  start  end             text
    0     b0      0   15  مباراة فريق هدف
    1     a0      0   12     هدنة حلب قصف
    """
    check_table(documents, DOCUMENTS)
    if n < 1:
        message = f"n must be 1 or more, got {n!r}."
        raise ValueError(message)
    view = view_model(model, dtm)
    texts = dict(zip(documents["doc_id"].astype("str"), documents["text"].tolist(), strict=True))
    ids = dtm.units["doc_id"].astype("str")
    unknown = sorted(set(ids) - set(texts))
    if unknown:
        message = (
            f"{len(unknown)} doc_id of the matrix are not in documents: {list_some(unknown)}. Hand "
            "in the documents that the matrix was built from."
        )
        raise TableError(message)
    weights = weigh_units(view, dtm)
    if (dtm.units["unit"].astype("str") == "document").all():
        dtm = _cut_paragraphs(_rank_units(weights, _CANDIDATES * n), dtm, documents)
        weights = weigh_units(view, dtm)
    alone = dtm.units["doc_id"].nunique() >= _FEW_DOCUMENTS
    chosen = [
        (topic, rank, row)
        for topic in range(weights.shape[1])
        for rank, row in enumerate(_choose(topic, weights, dtm, n, alone), start=1)
    ]
    return _tabulate(chosen, view, dtm, weights, texts)


def _score(weights: Matrix) -> Matrix:
    return weights / (weights.sum(axis=1, keepdims=True) + _DOUBT)


def _rank_units(weights: Matrix, n: int) -> NDArray[np.int64]:
    """Return the best rows of each topic, in their order."""
    best = np.argsort(-_score(weights), axis=0, kind="stable")[:n]
    return np.unique(best).astype(np.int64)


def _cut_paragraphs(
    rows: NDArray[np.int64], dtm: DocumentTermMatrix, documents: pd.DataFrame
) -> DocumentTermMatrix:
    """Return the matrix of the paragraphs of some documents, in the same terms."""
    wanted = set(dtm.units["doc_id"].astype("str").iloc[rows])
    some = documents[documents["doc_id"].astype("str").isin(wanted)].reset_index(drop=True)
    units = find_units(some, unit="paragraph")
    tokens = find_tokens(some)
    place = locate_spans(tokens, units)
    column = dtm.terms.get_indexer(pd.Index(tokens["term"].astype("str")))
    held = (place >= 0) & (column >= 0)
    counts = sparse.coo_array(
        (np.ones(int(held.sum()), dtype=np.int64), (place[held], column[held])),
        shape=(len(units), len(dtm.terms)),
    )
    return DocumentTermMatrix(sparse.csr_array(counts), units, dtm.terms)


def _choose(topic: int, weights: Matrix, dtm: DocumentTermMatrix, n: int, alone: bool) -> list[int]:
    """Return the rows of a topic's best passages, no two alike."""
    score = _score(weights)[:, topic]
    taken: list[int] = []
    ids = dtm.units["doc_id"].astype("str").to_numpy(dtype=object)
    seen: set[str] = set()
    for row in np.argsort(-score, kind="stable")[: 50 * n].tolist():
        if score[row] <= 0 or len(taken) == n:
            break
        if alone and ids[row] in seen:
            continue
        if any(_measure_likeness(dtm.counts, row, other) >= _SAME for other in taken):
            continue
        taken.append(row)
        seen.add(ids[row])
    return taken


def _measure_likeness(counts: sparse.csr_array, one: int, other: int) -> float:
    first, second = counts[[one]], counts[[other]]
    shared = float((first @ second.T).sum())
    return shared / max(float(np.sqrt((first**2).sum() * (second**2).sum())), 1e-12)


def _tabulate(
    chosen: list[tuple[int, int, int]],
    view: ModelView,
    dtm: DocumentTermMatrix,
    weights: Matrix,
    texts: dict[str, str],
) -> pd.DataFrame:
    topic, rank, row = np.array(chosen, dtype=np.int64).reshape(-1, 3).T
    units = dtm.units.iloc[row]
    ids = units["doc_id"].astype("str").tolist()
    starts, ends = (units[name].astype("int64").tolist() for name in ("start", "end"))
    lengths = np.asarray(dtm.counts.sum(axis=1)).ravel().astype(np.int64)
    labels = np.array(label_view(view, dtm.terms), dtype=object)
    passages = [texts[name][start:end] for name, start, end in zip(ids, starts, ends, strict=True)]
    return pd.DataFrame(
        {
            "topic_id": topic,
            "label": pd.array(labels[topic].tolist(), dtype="str"),
            "rank": rank,
            "doc_id": pd.array(ids, dtype="str"),
            "start": np.array(starts, dtype=np.int64),
            "end": np.array(ends, dtype=np.int64),
            "share": weights[row, topic] / np.maximum(weights[row].sum(axis=1), 1e-12),
            "n_terms": lengths[row],
            "text": pd.array(passages, dtype="str"),
        }
    )
