"""Shares of topics by outlet, by day, by any column of the documents, with intervals."""

import warnings

import numpy as np
import pandas as pd

from corpuskit.errors import DataWarning, list_some
from corpuskit.topics.bootstrap import bootstrap_contrasts
from corpuskit.topics.collect import MIN_DOCUMENTS, collect_shares


def measure_topic_shares(
    shares: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "outlet",
    every: str = "D",
    stories: pd.DataFrame | None = None,
    confidence: float = 0.95,
    n_resamples: int = 499,
    random_state: int = 0,
) -> pd.DataFrame:
    """Measure the mean share of each topic in each group of documents.

    Parameters
    ----------
    shares : DataFrame
        Topic shares of units or documents, from ``topic_shares``.
    documents : DataFrame
        What is known of the documents.
    by : str, default "outlet"
        Column of documents that makes the groups; dates make one group a day.
    every : str, default "D"
        Length of a group of dates, as pandas writes it: "D" day, "W" week, "M" month.
    stories : DataFrame, optional
        Clusters of copies: whole stories are resampled in place of documents.
    confidence : float, default 0.95
        Level of each interval, taken by itself.
    n_resamples : int, default 499
        Number of bootstrap samples.
    random_state : int, default 0
        The number that fixes chance.

    Returns
    -------
    DataFrame
        One row a topic and group: topic_id; label; the column ``by`` (the first day of a group of
        dates); share (mean over the group's documents, 0 to 1); low, high (limits of its
        interval, missing for fewer than 5 documents); n_documents; n_stories.

    Raises
    ------
    TableError
        If a table breaks its contract, or the column is absent.
    ValueError
        If ``every`` is unknown or a number is out of range.
    EmptyResultError
        If no document has both shares and a group.

    Warns
    -----
    DataWarning
        If documents are left out, or groups have fewer than 5 documents.

    Notes
    -----
    Intervals as in ``estimate_topic_effects``. Groups whose intervals overlap may still differ:
    ask ``estimate_topic_effects``.

    Examples
    --------
    >>> from corpuskit.topics.describe import topic_shares
    >>> from corpuskit.topics.models import fit_topics
    >>> from corpuskit.topics.simulate import simulate_topics
    >>> corpus = simulate_topics(n_topics=2)
    >>> shares = topic_shares(fit_topics(corpus.dtm, n_topics=2), corpus.dtm)
    >>> table = measure_topic_shares(shares, corpus.documents)
    >>> table[["topic_id", "outlet", "n_documents"]].to_numpy().tolist()
    [[0, 'outlet 0', 100], [0, 'outlet 1', 100], [1, 'outlet 0', 100], [1, 'outlet 1', 100]]
    """
    if not 0.5 <= confidence < 1:
        message = f"confidence must be from 0.5 to below 1, got {confidence!r}."
        raise ValueError(message)
    if n_resamples < 99:
        message = f"n_resamples must be 99 or more, got {n_resamples!r}."
        raise ValueError(message)
    collected = collect_shares(shares, documents, needed=[by], stories=stories)
    column = collected.documents[by]
    if pd.api.types.is_datetime64_any_dtype(column):
        column = _floor_dates(column, every)
    elif not pd.api.types.is_numeric_dtype(column):
        column = column.astype("str")
    codes, groups = pd.factorize(column, sort=True)
    sizes = np.bincount(codes, minlength=len(groups))
    design = np.eye(len(groups))[codes]
    found = bootstrap_contrasts(
        design,
        collected.values,
        np.eye(len(groups)),
        collected.clusters,
        n_resamples=n_resamples,
        confidence=confidence,
        random_state=random_state,
    )
    small = sizes < MIN_DOCUMENTS
    if small.any():
        named = [f"{groups[i]}: {sizes[i]}" for i in np.flatnonzero(small)]
        warnings.warn(
            f"{int(small.sum())} of {len(groups)} groups have fewer than {MIN_DOCUMENTS} "
            f"documents and get no interval: {list_some(named)}.",
            DataWarning,
            stacklevel=2,
        )
    pairs = pd.DataFrame({"group": codes, "story": collected.clusters}).drop_duplicates()
    n_stories = np.bincount(pairs["group"], minlength=len(groups))
    n_topics = len(collected.topic_ids)
    low, high = (np.where(small[:, None], np.nan, limit) for limit in (found.low, found.high))
    return pd.DataFrame(
        {
            "topic_id": np.repeat(collected.topic_ids, len(groups)),
            "label": pd.array(np.repeat(collected.labels, len(groups)).tolist(), dtype="str"),
            by: np.tile(np.asarray(groups), n_topics),
            "share": np.clip(found.estimate.T.ravel(), 0, 1),
            "low": np.clip(low.T.ravel(), 0, 1),
            "high": np.clip(high.T.ravel(), 0, 1),
            "n_documents": np.tile(sizes, n_topics),
            "n_stories": np.tile(n_stories, n_topics),
        }
    )


def _floor_dates(column: pd.Series, every: str) -> pd.Series:
    try:
        return column.dt.to_period(every).dt.start_time
    except ValueError as error:
        message = f'every must be a length such as "D", "W" or "M", got {every!r}: {error}.'
        raise ValueError(message) from error
