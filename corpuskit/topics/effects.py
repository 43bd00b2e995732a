"""Who writes more about what: differences of topic shares with intervals."""

import warnings
from typing import Any

import numpy as np
import pandas as pd

from corpuskit.errors import DataWarning, list_some
from corpuskit.statistics import Correction, adjust_p_values
from corpuskit.topics.bootstrap import Contrasts, bootstrap_contrasts
from corpuskit.topics.collect import MIN_DOCUMENTS, Collected, collect_shares
from corpuskit.topics.design import (
    Contrast,
    build_design,
    list_contrasts,
    predict_mean,
    prepare_covariates,
    read_variables,
)


def estimate_topic_effects(
    shares: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    formula: str = "outlet",
    reference: str | None = None,
    stories: pd.DataFrame | None = None,
    correction: Correction | None = "holm",
    confidence: float = 0.95,
    n_resamples: int = 999,
    random_state: int = 0,
) -> pd.DataFrame:
    """Say by how much the shares of topics differ with what is known of the documents.

    Parameters
    ----------
    shares : DataFrame
        Topic shares of units or documents, from ``topic_shares``.
    documents : DataFrame
        What is known of the documents: one row a doc_id, covariates as columns.
    formula : str, default "outlet"
        Right side of a formula over columns of documents, for instance ``"outlet + published"``
        or ``"outlet + bs(published, df=4)"`` for a smooth course of time. Dates count as days.
    reference : str, optional
        Level that each other level of its variable is compared with; by default each level is
        compared with the mean of all levels.
    stories : DataFrame, optional
        Clusters of copies: whole stories are resampled in place of documents.
    correction : {"holm", "bh", None}, default "holm"
        Correction of the p-values for the number of comparisons in the table.
    confidence : float, default 0.95
        Level of each interval, taken by itself.
    n_resamples : int, default 999
        Number of bootstrap samples.
    random_state : int, default 0
        The number that fixes chance.

    Returns
    -------
    DataFrame
        One row a topic and comparison: topic_id; label; variable; level and reference (what is
        compared); estimate (difference of the mean share of words, -1 to 1); low, high (limits
        of its interval, missing where the data cannot tell); p_value, p_adjusted; verdict
        ("more", "less", or "undecided" where ``p_adjusted`` is above ``1 - confidence``, the
        level has fewer than 5 documents, or the design cannot tell); n_documents (with that
        level).

    Raises
    ------
    TableError
        If a table breaks its contract, or a column of the formula is absent.
    ValueError
        If the formula cannot be read, an argument is out of range, ``reference`` is no level, or
        there are more coefficients than documents.
    EmptyResultError
        If no document has both shares and covariates.

    Warns
    -----
    DataWarning
        If documents are left out, or levels are too small for an answer.

    Notes
    -----
    Least squares of document shares on the design. A level is compared through the mean
    prediction over all documents, had they that level (so the other variables are held equal); a
    number or date through the mean predictions at its upper and lower quartile. Intervals are
    studentised bootstrap intervals over documents or stories (see ``bootstrap_contrasts``). The
    topics themselves are taken as given: their own uncertainty is not in the intervals; see
    ``measure_stability``.

    Examples
    --------
    >>> from corpuskit.topics.describe import topic_shares
    >>> from corpuskit.topics.models import fit_topics
    >>> from corpuskit.topics.simulate import simulate_topics
    >>> corpus = simulate_topics(n_topics=2, effect=0.3)
    >>> shares = topic_shares(fit_topics(corpus.dtm, n_topics=2), corpus.dtm)
    >>> effects = estimate_topic_effects(shares, corpus.documents, formula="outlet")
    >>> effects[["topic_id", "level", "verdict"]]
       topic_id     level verdict
    0         0  outlet 0   more
    1         0  outlet 1   less
    2         1  outlet 0   less
    3         1  outlet 1   more
    """
    _check_arguments(correction, confidence, n_resamples)
    needed = read_variables(formula)
    collected = collect_shares(shares, documents, needed=needed, stories=stories)
    data = prepare_covariates(collected.documents, needed)
    spec, design = build_design(formula, data)
    contrasts = list_contrasts(spec, data, collected.documents, needed, reference)
    _warn_small(contrasts)
    found = bootstrap_contrasts(
        design,
        collected.values,
        np.vstack([contrast.weights for contrast in contrasts]),
        collected.clusters,
        n_resamples=n_resamples,
        confidence=confidence,
        random_state=random_state,
    )
    return _tabulate(collected, contrasts, found, correction, 1 - confidence)


def estimate_topic_trends(
    shares: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    formula: str = "bs(published, df=4)",
    over: str = "published",
    n_points: int = 50,
    stories: pd.DataFrame | None = None,
    confidence: float = 0.95,
    n_resamples: int = 999,
    random_state: int = 0,
) -> pd.DataFrame:
    """Estimate the course of each topic's share over time, or over another number.

    Parameters
    ----------
    shares, documents, stories, confidence, n_resamples, random_state
        As in ``estimate_topic_effects``.
    formula : str, default "bs(published, df=4)"
        Right side of a formula with ``over`` in it: ``bs`` and ``cr`` are cubic splines.
    over : str, default "published"
        The column whose course is shown; other variables stay as they are.
    n_points : int, default 50
        At how many evenly spaced values.

    Returns
    -------
    DataFrame
        One row a topic and value: topic_id; label; the column ``over``; share (0 to 1); low, high
        (limits of the interval at each value by itself, cut at 0 and 1).

    Raises
    ------
    TableError
        If a table breaks its contract, or a column of the formula is absent.
    ValueError
        If the formula cannot be read or lacks ``over``, an argument is out of range, or there are
        more coefficients than documents.
    EmptyResultError
        If no document has both shares and covariates.

    Warns
    -----
    DataWarning
        If documents are left out.

    Examples
    --------
    >>> from corpuskit.topics.describe import topic_shares
    >>> from corpuskit.topics.models import fit_topics
    >>> from corpuskit.topics.simulate import simulate_topics
    >>> corpus = simulate_topics(n_topics=2)
    >>> shares = topic_shares(fit_topics(corpus.dtm, n_topics=2), corpus.dtm)
    >>> estimate_topic_trends(shares, corpus.documents, n_points=3).columns.tolist()
    ['topic_id', 'label', 'published', 'share', 'low', 'high']
    """
    _check_arguments(None, confidence, n_resamples)
    needed = read_variables(formula)
    if over not in needed:
        message = f"over={over!r} must be a variable of formula {formula!r}, which has {needed}."
        raise ValueError(message)
    if n_points < 2:
        message = f"n_points must be 2 or more, got {n_points!r}."
        raise ValueError(message)
    collected = collect_shares(shares, documents, needed=needed, stories=stories)
    data = prepare_covariates(collected.documents, needed)
    if not pd.api.types.is_numeric_dtype(data[over]):
        message = f"over={over!r} must be a date or a number, got dtype {documents[over].dtype}."
        raise ValueError(message)
    spec, design = build_design(formula, data)
    grid = np.linspace(float(data[over].min()), float(data[over].max()), n_points)
    found = bootstrap_contrasts(
        design,
        collected.values,
        np.vstack([predict_mean(spec, data, over, value) for value in grid]),
        collected.clusters,
        n_resamples=n_resamples,
        confidence=confidence,
        random_state=random_state,
    )
    column = collected.documents[over]
    shown: Any = grid
    if pd.api.types.is_datetime64_any_dtype(column):
        shown = column.min() + pd.to_timedelta(grid, unit="D")
    n_topics = len(collected.topic_ids)
    return pd.DataFrame(
        {
            "topic_id": np.repeat(collected.topic_ids, n_points),
            "label": np.repeat(np.array(collected.labels, dtype=object), n_points),
            over: np.tile(np.asarray(shown), n_topics),
            "share": np.clip(found.estimate.T.ravel(), 0, 1),
            "low": np.clip(found.low.T.ravel(), 0, 1),
            "high": np.clip(found.high.T.ravel(), 0, 1),
        }
    ).astype({"label": "str"})


def _check_arguments(correction: str | None, confidence: float, n_resamples: int) -> None:
    if correction not in ("holm", "bh", None):
        message = f'correction must be "holm", "bh" or None, got {correction!r}.'
        raise ValueError(message)
    if not 0.5 <= confidence < 1:
        message = f"confidence must be from 0.5 to below 1, got {confidence!r}."
        raise ValueError(message)
    if n_resamples < 99:
        message = f"n_resamples must be 99 or more, got {n_resamples!r}."
        raise ValueError(message)


def _warn_small(contrasts: list[Contrast]) -> None:
    small = [contrast for contrast in contrasts if not contrast.known]
    if small:
        named = [f"{c.variable} {c.level}: {c.n_documents}" for c in small]
        warnings.warn(
            f"{len(small)} of {len(contrasts)} comparisons rest on fewer than {MIN_DOCUMENTS} "
            f"documents, get no interval and stay undecided: {list_some(named)}.",
            DataWarning,
            stacklevel=3,
        )


def _tabulate(
    collected: Collected,
    contrasts: list[Contrast],
    found: Contrasts,
    correction: Correction | None,
    alpha: float,
) -> pd.DataFrame:
    n_topics, n_contrasts = len(collected.topic_ids), len(contrasts)
    known = np.array([contrast.known for contrast in contrasts], dtype=bool)[:, None]
    low, high, p_value = (
        np.where(known, values, np.nan) for values in (found.low, found.high, found.p_value)
    )
    adjusted = p_value if correction is None else adjust_p_values(p_value, method=correction)
    decided = np.nan_to_num(adjusted, nan=1.0) < alpha
    answer = np.where(~decided, "undecided", np.where(found.estimate > 0, "more", "less"))
    frame = pd.DataFrame(
        {
            "topic_id": np.repeat(collected.topic_ids, n_contrasts),
            "label": np.repeat(np.array(collected.labels, dtype=object), n_contrasts),
            "variable": [c.variable for c in contrasts] * n_topics,
            "level": [c.level for c in contrasts] * n_topics,
            "reference": [c.reference for c in contrasts] * n_topics,
            "estimate": found.estimate.T.ravel(),
            "low": low.T.ravel(),
            "high": high.T.ravel(),
            "p_value": p_value.T.ravel(),
            "p_adjusted": adjusted.T.ravel(),
            "verdict": answer.T.ravel(),
            "n_documents": [c.n_documents for c in contrasts] * n_topics,
        }
    )
    texts = dict.fromkeys(("label", "variable", "level", "reference", "verdict"), "str")
    return frame.astype(texts)
