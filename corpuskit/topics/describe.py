"""What a fitted topic model says: terms of topics, topics of units."""

import warnings
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from corpuskit.errors import DataWarning, list_some
from corpuskit.tables import TOPIC_TERMS, check_table
from corpuskit.topics.view import Matrix, ModelView, view_model, weigh_units
from corpuskit.words.dtm import DocumentTermMatrix

_TINY = 1e-12
_LABEL_TERMS = 3


def describe_topics(model: Any, dtm: DocumentTermMatrix, *, n_terms: int = 10) -> pd.DataFrame:
    """List the terms that make each topic.

    Parameters
    ----------
    model : object
        A fitted topic model, from ``fit_topics`` or of another library.
    dtm : DocumentTermMatrix
        The matrix that the model was fitted on.
    n_terms : int, default 10
        How many terms a topic.

    Returns
    -------
    DataFrame
        One row a term of a topic, by topic and rank: topic_id; label (the name the topic was
        given, else its three most telling terms); term; weight (in the model's own measure);
        share (of the topic's words, in other models of its weight; all terms together 1); rank
        (from 1, by weight); frex (frequent and exclusive: 0 to 1); lift (share in the topic
        divided by share in the corpus).

    Raises
    ------
    TypeError
        If the model is of no known kind or ``dtm`` no document-term matrix.
    ValueError
        If the model has other terms than the matrix, or ``n_terms`` is below 1.

    Notes
    -----
    FREX is the harmonic mean of two ranks of the term within the topic, scaled to 0..1: the rank
    of its share, and the rank of its exclusivity, its share in this topic divided by its shares
    in all (J. M. Bischof and E. M. Airoldi, "Summarizing topical content with word frequency and
    exclusivity", ICML 2012).

    Examples
    --------
    >>> from corpuskit.topics.simulate import simulate_topics
    >>> from corpuskit.topics.models import fit_topics
    >>> dtm = simulate_topics(n_topics=3).dtm
    >>> terms = describe_topics(fit_topics(dtm, n_topics=3), dtm, n_terms=2)
    >>> terms[["topic_id", "rank"]].to_numpy().tolist()
    [[0, 1], [0, 2], [1, 1], [1, 2], [2, 1], [2, 2]]
    """
    if n_terms < 1:
        message = f"n_terms must be 1 or more, got {n_terms!r}."
        raise ValueError(message)
    view = view_model(model, dtm)
    shares, frex = view.shares, measure_frex(view.shares)
    n_shown = min(n_terms, shares.shape[1])
    top = np.argsort(-view.components, axis=1, kind="stable")[:, :n_shown]
    topic = np.repeat(np.arange(len(shares)), n_shown)
    column = top.ravel()
    expected = view.totals / max(float(view.totals.sum()), _TINY)
    share = shares[topic, column]
    return pd.DataFrame(
        {
            "topic_id": topic,
            "label": _repeat_labels(label_view(view, dtm.terms), topic),
            "term": pd.array(dtm.terms.to_numpy(dtype=object)[column], dtype="str"),
            "weight": view.components[topic, column],
            "share": np.clip(share, 0, 1),
            "rank": np.tile(np.arange(1, n_shown + 1), len(shares)),
            "frex": frex[topic, column],
            "lift": share / np.maximum(expected[column], _TINY),
        }
    )


def label_topics(terms: pd.DataFrame, *, n_terms: int = 3) -> dict[int, str]:
    """Name each topic by its heaviest terms, as the articles print them if that is known.

    Parameters
    ----------
    terms : DataFrame
        From ``describe_topics``; with a column ``printed`` (from ``add_spelling``) that is used.
    n_terms : int, default 3
        How many terms make a label.

    Returns
    -------
    dict of int to str
        topic_id to label, for ``names=`` of the pictures.

    Raises
    ------
    TableError
        If the table breaks its contract.
    ValueError
        If ``n_terms`` is below 1.

    Examples
    --------
    >>> from corpuskit.topics.models import fit_topics
    >>> from corpuskit.topics.simulate import simulate_topics
    >>> dtm = simulate_topics(n_topics=2).dtm
    >>> terms = describe_topics(fit_topics(dtm, n_topics=2), dtm)
    >>> label_topics(terms, n_terms=1)[0] == terms["term"].iloc[0]
    True
    """
    check_table(terms, TOPIC_TERMS)
    if n_terms < 1:
        message = f"n_terms must be 1 or more, got {n_terms!r}."
        raise ValueError(message)
    rows = terms[terms["rank"] <= n_terms].sort_values(["topic_id", "rank"], kind="stable")
    words = rows["printed"].fillna(rows["term"]) if "printed" in rows else rows["term"]
    labels: dict[int, list[str]] = {}
    for topic, word in zip(rows["topic_id"].tolist(), words.tolist(), strict=True):
        labels.setdefault(int(topic), []).append(str(word))
    return {topic: "، ".join(parts) for topic, parts in labels.items()}


def measure_frex(shares: Matrix, *, weight: float = 0.5) -> Matrix:
    """Return the FREX of each term in each topic, 0 to 1."""
    exclusive = shares / np.maximum(shares.sum(axis=0), _TINY)
    n_terms = max(shares.shape[1], 1)
    by_share = rankdata(shares, axis=1) / n_terms
    by_exclusivity = rankdata(exclusive, axis=1) / n_terms
    return 1.0 / (weight / by_exclusivity + (1 - weight) / by_share)


def label_view(view: ModelView, terms: pd.Index) -> list[str]:
    """Return a short label for each topic: its name, or its three most telling terms.

    Telling is the weight times the square root of the exclusivity.
    """
    exclusive = np.sqrt(view.shares / np.maximum(view.shares.sum(axis=0), _TINY))
    names = terms.to_numpy(dtype=object)
    labels = []
    for topic, given in enumerate(view.names):
        telling = np.argsort(-view.components[topic] * exclusive[topic], kind="stable")[
            :_LABEL_TERMS
        ]
        labels.append(given if given is not None else "، ".join(names[telling]))
    return labels


def _repeat_labels(labels: list[str], topic: Any) -> pd.Categorical:
    """Return the label of each row as a category; equal labels get their topic's number."""
    seen: dict[str, int] = {}
    unique = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        unique.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return pd.Categorical.from_codes(np.asarray(topic, dtype=np.int64), categories=unique)


def topic_shares(model: Any, dtm: DocumentTermMatrix, *, by: str | None = None) -> pd.DataFrame:
    """Return how much of each topic each unit or document holds.

    Parameters
    ----------
    model : object
        A fitted topic model.
    dtm : DocumentTermMatrix
        The matrix that the model was fitted on, or another with the same terms.
    by : {None, "document"}, default None
        One row a unit and topic, or the units of each document together. For outlets and days
        see ``measure_topic_shares``.

    Returns
    -------
    DataFrame
        By unit and topic: doc_id; unit_index; topic_id; label; weight (how much of the topic the
        unit holds, in the model's own measure); share (of the unit's weight, 0 to 1; missing
        where the unit holds no term); n_terms (how many counted words the unit has).

    Raises
    ------
    TypeError
        If the model is of no known kind or ``dtm`` no document-term matrix.
    ValueError
        If the model has other terms than the matrix, or ``by`` is something else.

    Warns
    -----
    DataWarning
        If units hold none of the terms.

    Notes
    -----
    A document's share is the mean of the shares of its units, weighted by their counted words.

    Examples
    --------
    >>> from corpuskit.topics.simulate import simulate_topics
    >>> from corpuskit.topics.models import fit_topics
    >>> dtm = simulate_topics(n_topics=3).dtm
    >>> shares = topic_shares(fit_topics(dtm, n_topics=3), dtm)
    >>> shares.groupby("doc_id")["share"].sum().round(6).unique().tolist()
    [1.0]
    """
    if by not in (None, "document"):
        message = (
            f'by must be None (units) or "document", got {by!r}. Shares of outlets and days, with '
            "intervals, are made by measure_topic_shares(shares, documents, by=...)."
        )
        raise ValueError(message)
    view = view_model(model, dtm)
    weights = weigh_units(view, dtm)
    lengths = np.asarray(dtm.counts.sum(axis=1), dtype=np.float64).ravel()
    sums = weights.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = np.where(sums[:, None] > 0, weights / sums[:, None], np.nan)
    units = dtm.units[["doc_id", "unit_index"]].reset_index(drop=True)
    _warn_empty(units, sums)
    if by == "document":
        units, weights, shares, lengths = _join_units(units, weights, shares, lengths)
    n_topics = weights.shape[1]
    frame = units.loc[units.index.repeat(n_topics)].reset_index(drop=True)
    topic = np.tile(np.arange(n_topics), len(units))
    frame["topic_id"] = topic
    frame["label"] = _repeat_labels(label_view(view, dtm.terms), topic)
    frame["weight"] = weights.ravel()
    frame["share"] = shares.ravel()
    frame["n_terms"] = np.repeat(lengths, n_topics).astype(np.int64)
    return frame


def _warn_empty(units: pd.DataFrame, sums: Matrix) -> None:
    empty = units[sums == 0]
    if len(empty):
        ids = (empty["doc_id"].astype("str") + ":" + empty["unit_index"].astype("str")).tolist()
        warnings.warn(
            f"{len(empty)} of {len(units)} units hold no topic (their terms are unknown to the "
            f"model), so their share is missing: {list_some(ids)}.",
            DataWarning,
            stacklevel=3,
        )


def _join_units(
    units: pd.DataFrame, weights: Matrix, shares: Matrix, lengths: Matrix
) -> tuple[pd.DataFrame, Matrix, Matrix, Matrix]:
    """Put the units of each document together, documents in order of first appearance."""
    codes, _ = pd.factorize(units["doc_id"])
    n_documents = int(codes.max(initial=-1)) + 1
    first = np.flatnonzero(~units.duplicated("doc_id").to_numpy())
    held = np.where(np.isnan(shares).any(axis=1), 0.0, lengths)

    def total(values: Matrix) -> Matrix:
        columns = [np.bincount(codes, column, minlength=n_documents) for column in values.T]
        return np.stack(columns, axis=1) if columns else np.zeros((n_documents, 0))

    with np.errstate(invalid="ignore", divide="ignore"):
        mean = total(np.nan_to_num(shares) * held[:, None]) / total(held[:, None])
    joined = units.iloc[first].reset_index(drop=True).assign(unit_index=0)
    return joined, total(weights), mean, total(lengths[:, None]).ravel()
