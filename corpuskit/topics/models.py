"""The one door to topic models: ``fit_topics``."""

import warnings
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from corpuskit.arabic.spelling import normalize
from corpuskit.corpus.columns import release_memory
from corpuskit.errors import DataWarning, EmptyResultError, list_some
from corpuskit.topics.nmf import TopicNMF
from corpuskit.topics.view import check_dtm
from corpuskit.words.dtm import DocumentTermMatrix

Method = Literal["nmf", "lda", "seeded"]

#: Below this many units with terms, ``fit_topics`` refuses.
MIN_UNITS = 20
#: Below this many units a topic, ``fit_topics`` warns.
UNITS_PER_TOPIC = 10
_ONLINE_FROM = 5_000


def fit_topics(
    dtm: DocumentTermMatrix,
    *,
    n_topics: int,
    method: Method = "nmf",
    keywords: Mapping[str, Iterable[str]] | None = None,
    random_state: int = 0,
) -> Any:
    """Find topics in a document-term matrix.

    Parameters
    ----------
    dtm : DocumentTermMatrix
        Counts, from ``build_dtm``. With few documents build it on paragraphs.
    n_topics : int
        Number of topics, named ones included.
    method : {"nmf", "lda", "seeded"}, default "nmf"
        Non-negative matrix factorisation of weighted counts; latent Dirichlet allocation
        (scikit-learn's); or the factorisation with some topics named by their keywords.
    keywords : mapping of str to iterable of str, optional
        Only for ``"seeded"``: name of a topic to the words it must be about, spelled in any way.
    random_state : int, default 0
        The number that fixes chance. The factorisation starts from singular vectors, so another
        number changes little; ``measure_stability`` shows what another sample would change.

    Returns
    -------
    TopicNMF or LatentDirichletAllocation
        A fitted scikit-learn model: ``components_`` (topics by terms), ``transform(counts)``.

    Raises
    ------
    TypeError
        If ``dtm`` is no document-term matrix.
    ValueError
        If an argument is out of range, there are fewer than 20 units with terms or more topics
        than units, or a named topic has no keyword in the matrix.
    EmptyResultError
        If the matrix has no counts.

    Warns
    -----
    DataWarning
        If there are fewer than 10 units a topic, units without terms, or unknown keywords.

    Examples
    --------
    >>> from corpuskit.topics.simulate import simulate_topics
    >>> dtm = simulate_topics(n_topics=3).dtm
    >>> model = fit_topics(dtm, n_topics=3)
    >>> model.components_.shape == (3, len(dtm.terms))
    True
    """
    check_dtm(dtm)
    if method not in ("nmf", "lda", "seeded"):
        message = f'method must be "nmf", "lda" or "seeded", got {method!r}.'
        raise ValueError(message)
    if (method == "seeded") != bool(keywords):
        message = (
            f'method="seeded" and keywords= go together, got method={method!r} and '
            f"keywords={keywords!r}. Name topics as keywords={{name: [words]}}."
        )
        raise ValueError(message)
    _check_size(dtm, n_topics)
    if method == "lda":
        # Half of scikit-learn comes with it: not for those who do not ask for it.
        from sklearn.decomposition import LatentDirichletAllocation

        online = dtm.counts.shape[0] >= _ONLINE_FROM
        lda = LatentDirichletAllocation(
            n_topics,
            learning_method="online" if online else "batch",
            batch_size=1024,
            max_iter=10 if online else 50,
            random_state=random_state,
        )
        with threadpool_limits(1):
            return lda.fit(dtm.counts)
    columns = _find_keywords(keywords, dtm.terms, n_topics) if keywords else None
    model = TopicNMF(n_topics, keywords=columns, random_state=random_state).fit(dtm.counts)
    release_memory()
    return model


def _check_size(dtm: DocumentTermMatrix, n_topics: int) -> None:
    if isinstance(n_topics, bool) or not isinstance(n_topics, (int, np.integer)) or n_topics < 1:
        message = f"n_topics must be a whole number from 1, got {n_topics!r}."
        raise ValueError(message)
    n_units, n_terms = dtm.counts.shape
    lengths = np.asarray(dtm.counts.sum(axis=1)).ravel()
    n_full = int((lengths > 0).sum())
    if not n_full:
        message = (
            f"the matrix has no counts ({n_units} units, {n_terms} terms): there is nothing to "
            "find topics in. Look at the tokens and the stop words it was built with."
        )
        raise EmptyResultError(message)
    kinds = dtm.units["unit"].astype("str").unique().tolist() if "unit" in dtm.units else []
    if kinds == ["document"]:
        advice = 'Build the matrix on paragraphs: units=find_units(documents, unit="paragraph").'
    else:
        advice = "Read the texts themselves (count_terms, find_concordance), or collect more."
    if n_full < MIN_UNITS:
        message = (
            f"{n_full} units with terms are too few for topics; at least {MIN_UNITS} are needed. "
            f"{advice}"
        )
        raise ValueError(message)
    if n_topics > min(n_full, n_terms):
        message = (
            f"n_topics={n_topics} is more than there are units with terms ({n_full}) or terms "
            f"({n_terms}). Ask for fewer; about one topic for {UNITS_PER_TOPIC} units at most."
        )
        raise ValueError(message)
    if n_full < n_units:
        rows = dtm.units[lengths == 0]
        ids = rows["doc_id"].astype("str") + ":" + rows["unit_index"].astype("str")
        warnings.warn(
            f"{n_units - n_full} of {n_units} units hold none of the terms and get no topic "
            f"share: {list_some(ids.tolist())}.",
            DataWarning,
            stacklevel=3,
        )
    if n_full < UNITS_PER_TOPIC * n_topics:
        warnings.warn(
            f"{n_topics} topics from {n_full} units are fewer than {UNITS_PER_TOPIC} units a "
            "topic: take them as a way to read these texts, not as a finding, and show "
            "measure_stability() beside them.",
            DataWarning,
            stacklevel=3,
        )


def _find_keywords(
    keywords: Mapping[str, Iterable[str]], terms: pd.Index, n_topics: int
) -> dict[str, list[int]]:
    if len(keywords) > n_topics:
        message = (
            f"keywords name {len(keywords)} topics, but n_topics is {n_topics}. Ask for at least "
            "as many topics as you name."
        )
        raise ValueError(message)
    columns: dict[str, list[int]] = {}
    unknown: list[str] = []
    for name, words in keywords.items():
        if isinstance(words, str):
            message = f"keywords[{name!r}] must be a list of words, got the text {words!r}."
            raise ValueError(message)
        given = list(words)
        found = terms.get_indexer([normalize(word, "standard") for word in given])
        if not (found >= 0).any():
            message = (
                f"no keyword of {name!r} is a term of the matrix: {list_some(given, limit=10)}. "
                "Use words as they stand in dtm.terms, prefixes included, or loosen "
                "min_documents."
            )
            raise ValueError(message)
        unknown += [word for word, at in zip(given, found, strict=True) if at < 0]
        columns[str(name)] = sorted({int(at) for at in found if at >= 0})
    if unknown:
        warnings.warn(
            f"{len(unknown)} keywords are no terms of the matrix and have no effect: "
            f"{list_some(unknown)}. Words count as they stand in dtm.terms, prefixes included.",
            DataWarning,
            stacklevel=4,
        )
    return columns
