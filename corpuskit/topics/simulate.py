"""Corpora with a planted truth, to see what a topic model and its intervals find again."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from corpuskit.words.dtm import DocumentTermMatrix

Matrix = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PlantedCorpus:
    """A made-up corpus and the truth it was made from.

    Attributes
    ----------
    dtm : DocumentTermMatrix
        Counts, one row a document.
    documents : DataFrame
        doc_id, text (empty), outlet, published.
    term_shares : ndarray of shape (n_topics, n_terms)
        The true share of each term in each topic.
    shares : ndarray of shape (n_documents, n_topics)
        The true share of each topic in each document.
    outlet_shares : ndarray of shape (n_outlets, n_topics)
        The true mean share of each topic in each outlet.
    """

    dtm: DocumentTermMatrix
    documents: pd.DataFrame
    term_shares: Matrix
    shares: Matrix
    outlet_shares: Matrix


def simulate_topics(
    *,
    n_documents: int = 200,
    n_topics: int = 5,
    n_terms: int = 500,
    n_outlets: int = 2,
    effect: float = 0.0,
    length: float = 200.0,
    concentration: float = 1.0,
    background: float = 0.3,
    random_state: int = 0,
) -> PlantedCorpus:
    """Draw a corpus from known topics and known differences between outlets.

    Parameters
    ----------
    n_documents, n_topics, n_terms, n_outlets : int, default 200, 5, 500, 2
        Sizes.
    effect : float, default 0.0
        How much higher the first outlet's mean share of topic 0 is than that of the other
        outlets; its other topics are lower by as much in all.
    length : float, default 200.0
        Mean number of words a document (Poisson).
    concentration : float, default 1.0
        Sum of the Dirichlet parameters of a document's shares: the smaller, the more a document
        is about one topic.
    background : float, default 0.3
        Share of each topic's words drawn from words that all topics use alike.
    random_state : int, default 0
        The number that fixes chance.

    Returns
    -------
    PlantedCorpus
        The corpus and its truth.

    Notes
    -----
    Half of the terms belong to one topic each, in turn, half to all; within both, frequencies
    fall as in Zipf's law. Outlets take turns by document; days are drawn evenly from sixty.

    Examples
    --------
    >>> corpus = simulate_topics(n_documents=50, n_topics=3, effect=0.2)
    >>> (corpus.outlet_shares[0] - corpus.outlet_shares[1]).round(2).tolist()
    [0.2, -0.1, -0.1]
    """
    random = np.random.default_rng(random_state)
    term_shares = _plant_topics(n_topics, n_terms, background, random)
    mean = np.full((n_outlets, n_topics), 1.0 / n_topics)
    if n_topics > 1 and n_outlets > 1:
        mean[0, 0] += effect
        mean[0, 1:] -= effect / (n_topics - 1)
    outlet = np.arange(n_documents) % n_outlets
    gamma = random.standard_gamma(concentration * mean[outlet]) + 1e-12
    shares = gamma / gamma.sum(axis=1, keepdims=True)
    lengths = random.poisson(length, n_documents)
    counts = random.multinomial(lengths, shares @ term_shares)
    ids = [f"d{i:05d}" for i in range(n_documents)]
    documents = pd.DataFrame(
        {
            "doc_id": pd.array(ids, dtype="str"),
            "text": pd.array([""] * n_documents, dtype="str"),
            "outlet": pd.Categorical([f"outlet {i}" for i in outlet]),
            "published": pd.Timestamp("2016-12-01")
            + pd.to_timedelta(random.integers(0, 60, n_documents), unit="D"),
        }
    )
    units = pd.DataFrame(
        {
            "doc_id": documents["doc_id"],
            "unit": pd.Categorical(["document"] * n_documents),
            "unit_index": np.zeros(n_documents, dtype=np.int64),
            "start": np.zeros(n_documents, dtype=np.int64),
            "end": np.zeros(n_documents, dtype=np.int64),
        }
    )
    terms = pd.Index([f"كلمه{i:04d}" for i in range(n_terms)], dtype="str")
    dtm = DocumentTermMatrix(sparse.csr_array(counts), units, terms)
    return PlantedCorpus(dtm, documents, term_shares, shares, mean)


def _plant_topics(
    n_topics: int, n_terms: int, background: float, random: np.random.Generator
) -> Matrix:
    owner = np.arange(n_terms) % (2 * n_topics)
    common = np.where(owner >= n_topics, _zipf(n_terms, random), 0.0)
    common /= max(float(common.sum()), 1e-12)
    rows = []
    for topic in range(n_topics):
        own = np.where(owner == topic, _zipf(n_terms, random), 0.0)
        rows.append((1 - background) * own / own.sum() + background * common)
    return np.vstack(rows)


def _zipf(n_terms: int, random: np.random.Generator) -> Matrix:
    return random.permutation(1.0 / (5.0 + np.arange(n_terms)))
