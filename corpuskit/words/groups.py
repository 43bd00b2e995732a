"""Counts of articles in groups: outlets, months, sections. Internal."""

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from corpuskit.errors import DataWarning, TableError, list_some
from corpuskit.words.coding import Codes, code_column
from corpuskit.words.dtm import DocumentTermMatrix
from corpuskit.words.scores import Floats


@dataclass(frozen=True)
class GroupedCounts:
    """How often each article (or story of a group) uses each term, and its group.

    Parameters
    ----------
    counts : csr_array of shape (n_clusters, n_terms)
        Uses; means over the copies if stories were given.
    sizes : ndarray of shape (n_clusters,)
        Words of each, over 0.
    group : ndarray of shape (n_clusters,)
        Number of the group.
    names : list of str
        Names of the groups.
    terms : Index of str
        Names of the columns of ``counts``.
    """

    counts: sparse.csr_array
    sizes: Floats
    group: Codes
    names: list[str]
    terms: pd.Index


def group_counts(
    dtm: DocumentTermMatrix, documents: pd.DataFrame, *, by: str, stories: pd.DataFrame | None
) -> GroupedCounts:
    """Return the counts of each article with words, in its group.

    Raises
    ------
    TableError
        If ``by`` is no column of documents, or an article is not in documents or stories.
    ValueError
        If the matrix holds weights, not counts.
    """
    if dtm.weighting != "count":
        message = (
            f"the matrix holds weights ({dtm.weighting}), but uses must be counted. Build it with "
            'weighting="count".'
        )
        raise ValueError(message)
    if by not in documents:
        message = (
            f"documents has no column {by!r} to group by (has: "
            f"{', '.join(map(str, documents.columns))})."
        )
        raise TableError(message)
    filled = np.flatnonzero(np.diff(dtm.counts.indptr))
    units = dtm.units["doc_id"].iloc[filled].astype("str")
    doc, doc_ids = code_column(units)
    values = _match(doc_ids, documents, by, "documents")
    labels = values.astype(object).where(values.notna(), None).map(_as_text)
    group_all, names = pd.factorize(labels, sort=True)
    missing = np.flatnonzero(group_all < 0)
    if len(missing):
        ids = list_some(doc_ids[missing])
        message = f"{len(missing)} articles have no {by} and are left out: {ids}."
        warnings.warn(message, DataWarning, stacklevel=3)
    cluster_of = np.where(group_all >= 0, np.arange(len(doc_ids)), -1)
    if stories is not None:
        story = pd.factorize(_match(doc_ids, stories, "story_id", "stories"))[0]
        key = story.astype(np.int64) * (len(names) + 1) + group_all
        cluster_of = np.where(group_all >= 0, pd.factorize(key)[0], -1)
    return _sum_clusters(
        dtm, dtm.counts[filled], doc, cluster_of, group_all.astype(np.int64), [*names]
    )


def _sum_clusters(
    dtm: DocumentTermMatrix,
    rows: sparse.csr_array,
    doc: Codes,
    cluster_of: Codes,
    group_all: Codes,
    names: list[str],
) -> GroupedCounts:
    """Add the rows of one article, take the mean over the copies of a story, drop empty ones."""
    row_cluster = cluster_of[doc]
    kept = np.flatnonzero(row_cluster >= 0)
    n_clusters = int(cluster_of.max(initial=-1)) + 1
    documents = np.unique(doc[kept])
    copies = np.bincount(cluster_of[documents], minlength=n_clusters)
    plain = bool((copies <= 1).all())
    weight = np.ones(len(kept)) if plain else 1.0 / copies[row_cluster[kept]]
    adder = sparse.csr_array((weight, (row_cluster[kept], kept)), shape=(n_clusters, rows.shape[0]))
    counts = sparse.csr_array(adder @ rows)
    sizes = np.asarray(counts.sum(axis=1), dtype=float).ravel()
    group = np.full(n_clusters, -1, dtype=np.int64)
    group[cluster_of[documents]] = group_all[documents]
    filled = np.flatnonzero((sizes > 0) & (group >= 0))
    return GroupedCounts(counts[filled], sizes[filled], group[filled], names, dtm.terms)


def _match(doc_ids: pd.Index, table: pd.DataFrame, column: str, name: str) -> pd.Series:
    """Return a column of a table for each doc_id."""
    values = table.drop_duplicates("doc_id").set_index("doc_id")[column]
    values.index = values.index.astype("str")
    at = values.index.get_indexer(doc_ids.astype("str"))
    if (at < 0).any():
        absent = doc_ids[at < 0]
        message = (
            f"{name} lacks {len(absent)} of {len(doc_ids)} articles that have words: "
            f"{list_some(absent)}. Hand in the table that the tokens were made from."
        )
        raise TableError(message)
    return values.iloc[at].reset_index(drop=True)


def _as_text(value: object) -> str | None:
    return None if value is None else str(value)
