"""Dispersion: whether a term is spread over the corpus, or the affair of a few articles."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from corpuskit.tables import UNITS, check_table
from corpuskit.words.dtm import DocumentTermMatrix, build_dtm
from corpuskit.words.scores import Floats


@dataclass(frozen=True)
class Spread:
    """Measures of dispersion, one value a term."""

    n_uses: Floats
    n_parts: Floats
    dp: Floats
    dp_norm: Floats
    juilland_d: Floats


def measure_dispersion(
    tokens: pd.DataFrame | DocumentTermMatrix,
    *,
    units: pd.DataFrame | None = None,
    min_count: int = 1,
) -> pd.DataFrame:
    """Measure how evenly each term is spread over the articles, or over other parts.

    Parameters
    ----------
    tokens : DataFrame or DocumentTermMatrix
        Tokens, from ``find_tokens``, or counts, from ``build_dtm``: its rows are the parts.
    units : DataFrame, optional
        Units that are the parts, from ``find_units``; by default the articles. Not with a matrix.
    min_count : int, default 1
        Leave out terms used less often.

    Returns
    -------
    DataFrame
        One row a term, the most used first (ties by term): term; n_tokens (uses); n_parts (parts
        that hold it, the range); share_parts (of all parts that hold words); dp (deviation of
        proportions: 0 spread as the words are, near 1 all in one small part); dp_norm (the same,
        scaled so that 1 can be reached); juilland_d (1 spread evenly, 0 all in one part;
        missing where there is one part only).

    Raises
    ------
    TableError
        If a table breaks its contract.
    ValueError
        If units come with a matrix, the matrix holds weights, or min_count is under 1.

    Notes
    -----
    With ``s_i`` the share of all words that part i holds, and ``v_i`` the share of the term's
    uses in it: ``dp = sum(|s_i - v_i|) / 2`` and ``dp_norm = dp / (1 - min(s_i))`` (Gries 2008,
    International Journal of Corpus Linguistics 13(4); Lijffijt and Gries 2012). With ``r_i`` the
    rate of the term in part i, ``juilland_d = 1 - (sd(r) / mean(r)) / sqrt(n - 1)``, which takes
    parts of unlike size by their rates. Parts without words are left out.

    Examples
    --------
    >>> import pandas as pd
    >>> tokens = pd.DataFrame({
    ...     "doc_id": ["a", "a", "a", "b", "b", "b"],
    ...     "start": [0, 4, 9, 0, 4, 9], "end": [3, 8, 13, 3, 8, 13],
    ...     "term": ["حلب", "هدنه", "هدنه", "حلب", "وفد", "وفد"],
    ... })
    >>> measure_dispersion(tokens).round(2)
       term  n_tokens  n_parts  share_parts   dp  dp_norm  juilland_d
    0   حلب         2        2          1.0  0.0      0.0         1.0
    1  هدنه         2        1          0.5  0.5      1.0         0.0
    2   وفد         2        1          0.5  0.5      1.0         0.0
    """
    if min_count < 1:
        message = f"min_count must be 1 or more, got {min_count!r}."
        raise ValueError(message)
    if isinstance(tokens, DocumentTermMatrix):
        dtm = tokens
        if units is not None:
            message = "units cannot go with a matrix: its rows are the parts. Hand in the tokens."
            raise ValueError(message)
        if dtm.weighting != "count":
            message = f"the matrix must hold counts, got {dtm.weighting}."
            raise ValueError(message)
    else:
        if units is not None:
            check_table(units, UNITS)
        dtm = build_dtm(tokens, units=units)
    sizes = np.asarray(dtm.counts.sum(axis=1), dtype=float).ravel()
    filled = np.flatnonzero(sizes > 0)
    counts = sparse.csc_array(dtm.counts[filled])
    spread = spread_columns(counts, sizes[filled])
    table = pd.DataFrame(
        {
            "term": dtm.terms,
            "n_tokens": spread.n_uses.astype(np.int64),
            "n_parts": spread.n_parts.astype(np.int64),
            "share_parts": spread.n_parts / max(len(filled), 1),
            "dp": spread.dp,
            "dp_norm": spread.dp_norm,
            "juilland_d": spread.juilland_d,
        }
    )
    table = table[table["n_tokens"] >= min_count]
    order = np.argsort(-table["n_tokens"].to_numpy(), kind="stable")
    return table.iloc[order].reset_index(drop=True)


def spread_columns(counts: sparse.csc_array, sizes: Floats) -> Spread:
    """Return the measures of dispersion of each column over the rows; all sizes are over 0."""
    n_parts, n_terms = counts.shape
    total = sizes.sum()
    share = sizes / max(total, 1.0)
    column = np.repeat(np.arange(n_terms), np.diff(counts.indptr))
    data = counts.data.astype(float)
    uses = np.bincount(column, data, minlength=n_terms).astype(float)
    holding = np.bincount(column, data > 0, minlength=n_terms).astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        here = share[counts.indices]
        gap = np.abs(here - data / uses[column])
        covered = np.bincount(column, here, minlength=n_terms)
        dp = (np.bincount(column, gap, minlength=n_terms) + 1 - covered) / 2
        dp = np.where(uses > 0, np.clip(dp, 0.0, 1.0), np.nan)
        # Rounding leaves specks where the spread is perfect.
        dp = np.where(dp < 1e-12, 0.0, dp)
        smallest = share.min() if n_parts else 1.0
        dp_norm = np.where(smallest < 1, dp / (1 - smallest), 0.0)
        rate = data / sizes[counts.indices]
        mean = np.bincount(column, rate, minlength=n_terms) / n_parts
        square = np.bincount(column, (rate - mean[column]) ** 2, minlength=n_terms)
        deviation = np.sqrt((square + (n_parts - holding) * mean**2) / n_parts)
        if n_parts > 1:
            juilland = 1 - deviation / mean / np.sqrt(n_parts - 1)
        else:
            juilland = np.full(n_terms, np.nan)
        juilland = np.where(uses > 0, np.clip(juilland, 0.0, 1.0), np.nan)
    return Spread(uses, holding, dp, np.minimum(dp_norm, 1.0), juilland)
