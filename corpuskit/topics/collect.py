"""From shares of units to one row a document, beside what is known of the documents."""

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.errors import DataWarning, EmptyResultError, TableError, list_some
from corpuskit.tables import DOCUMENTS, STORIES, TOPIC_SHARES, check_table

Matrix = NDArray[np.float64]

#: Below this many documents a group gets no interval and no answer.
MIN_DOCUMENTS = 5


@dataclass(frozen=True, eq=False)
class Collected:
    """Shares of topics, one row a document.

    Attributes
    ----------
    values : ndarray of shape (n_documents, n_topics)
        Shares.
    documents : DataFrame
        The rows of the documents table, in the same order.
    topic_ids : ndarray of shape (n_topics,)
        Their numbers.
    labels : list of str
        Their labels.
    clusters : ndarray of shape (n_documents,)
        Number of the story of each document; of the document itself if no stories are known.
    """

    values: Matrix
    documents: pd.DataFrame
    topic_ids: NDArray[np.int64]
    labels: list[str]
    clusters: NDArray[np.int64]


def collect_shares(
    shares: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    needed: list[str],
    stories: pd.DataFrame | None,
) -> Collected:
    """Put shares, covariates and stories side by side, one row a document.

    Parameters
    ----------
    shares : DataFrame
        From ``topic_shares``, of units or documents.
    documents : DataFrame
        What is known of the documents.
    needed : list of str
        Columns of documents that must not be missing.
    stories : DataFrame or None
        Clusters of copies.

    Returns
    -------
    Collected
        Documents in the order of the documents table.

    Raises
    ------
    TableError
        If a table breaks its contract, a document of the shares is unknown, or a needed column
        is absent.
    EmptyResultError
        If no document is left.

    Warns
    -----
    DataWarning
        If documents are left out because a share or a needed value is missing.
    """
    check_table(shares, TOPIC_SHARES)
    check_table(documents, DOCUMENTS)
    absent = [name for name in needed if name not in documents]
    if absent:
        message = (
            f"documents lacks {list_some(absent)} (has: {', '.join(map(str, documents.columns))})."
        )
        raise TableError(message)
    if len(shares) == 0:
        message = "the table of topic shares is empty: there is nothing to compare."
        raise EmptyResultError(message)
    table = join_units(shares)
    ids = documents["doc_id"].astype("str")
    unknown = table.index.difference(pd.Index(ids))
    if len(unknown):
        message = (
            f"{len(unknown)} doc_id of the topic shares are not in documents: "
            f"{list_some(unknown.tolist())}. Hand in the documents that the matrix was built from."
        )
        raise TableError(message)
    rows = documents[ids.isin(table.index)].reset_index(drop=True)
    values = table.loc[rows["doc_id"].astype("str")].to_numpy(dtype=np.float64)
    missing = np.isnan(values).any(axis=1) | rows[needed].isna().any(axis=1).to_numpy()
    if missing.any():
        warnings.warn(
            f"{int(missing.sum())} of {len(rows)} documents are left out because their topic "
            f"share or one of {needed} is missing: "
            f"{list_some(rows.loc[missing, 'doc_id'].astype('str').tolist())}.",
            DataWarning,
            stacklevel=3,
        )
        rows, values = rows[~missing].reset_index(drop=True), values[~missing]
    if not len(rows):
        message = f"no document is left that has topic shares and values of {needed}."
        raise EmptyResultError(message)
    return Collected(
        values,
        rows,
        table.columns.to_numpy(dtype=np.int64),
        label_topics(shares, table.columns),
        _number_stories(rows, stories),
    )


def join_units(shares: pd.DataFrame) -> pd.DataFrame:
    """Return documents by topics: the mean share of a document's units by their length."""
    length = shares["n_terms"] if "n_terms" in shares else pd.Series(1.0, index=shares.index)
    length = length.astype("float64").where(shares["share"].notna(), 0.0)
    keys = [shares["doc_id"].astype("str"), shares["topic_id"]]
    mass = (shares["share"].fillna(0.0) * length).groupby(keys, sort=True).sum()
    total = length.groupby(keys, sort=True).sum()
    return (mass / total.where(total > 0)).unstack("topic_id")


def label_topics(shares: pd.DataFrame, topic_ids: pd.Index) -> list[str]:
    """Return the label of each topic, its number where the table has none."""
    if "label" not in shares:
        return [str(topic) for topic in topic_ids]
    first = shares.drop_duplicates("topic_id").set_index("topic_id")["label"].astype("str")
    return first.reindex(topic_ids).tolist()


def _number_stories(rows: pd.DataFrame, stories: pd.DataFrame | None) -> NDArray[np.int64]:
    ids = rows["doc_id"].astype("str")
    if stories is None:
        return np.arange(len(rows), dtype=np.int64)
    check_table(stories, STORIES)
    known = stories.assign(doc_id=stories["doc_id"].astype("str")).set_index("doc_id")["story_id"]
    story = ids.map(known).astype(object)
    alone = story.isna()
    # A document without a story is a story of its own; the mark keeps it from meeting a story_id.
    story[alone] = "\x00" + ids[alone].astype(object)
    return pd.factorize(story)[0].astype(np.int64)
