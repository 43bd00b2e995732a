"""Which actor is named in which unit, as arrays; the base of all co-occurrence."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from corpuskit.corpus.spans import encode_documents, locate_spans
from corpuskit.errors import TableError, list_some
from corpuskit.tables import MENTIONS, STORIES, UNITS, check_table

Integers = NDArray[np.int64]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Incidence:
    """Actors by units, counted once a unit.

    Parameters
    ----------
    actors : Index
        The actor_id of each actor number: the categories of the mentions.
    unit, actor, document : ndarray of shape (n_entries,)
        Each actor of each unit once, sorted by unit, then actor; and the unit's document.
    doc_ids : Index
        The doc_id of each document number.
    units_of_document : ndarray of shape (n_documents,)
        How many units each document has, with and without mentions.
    weight : ndarray of shape (n_documents,)
        What each document counts: 1, or the weight of its copies.
    cluster : ndarray of shape (n_documents,)
        Documents of one number are resampled together: copies of one story.
    kind : str
        What the units are: "sentence", "document" and so on.
    """

    actors: pd.Index
    unit: Integers
    actor: Integers
    document: Integers
    doc_ids: pd.Index
    units_of_document: Integers
    weight: Numbers
    cluster: Integers
    kind: str

    @property
    def n_actors(self) -> int:
        """The number of actors."""
        return len(self.actors)

    @property
    def n_units(self) -> float:
        """The weighted number of units."""
        return float(self.units_of_document @ self.weight)

    def count_actors(self) -> Numbers:
        """Return the weighted number of units that name each actor."""
        counts = np.bincount(self.actor, self.weight[self.document], minlength=self.n_actors)
        return counts.astype(np.float64)

    def by_document(self) -> sparse.csr_array:
        """Return actors by documents: in how many units of a document an actor is named."""
        ones = np.ones(len(self.actor))
        shape = (self.n_actors, len(self.doc_ids))
        return sparse.coo_array((ones, (self.actor, self.document)), shape=shape).tocsr()

    def pairs_by_document(self) -> tuple[Integers, sparse.csr_array]:
        """Return the pairs that co-occur, and pairs by documents: in how many units.

        Returns
        -------
        codes : ndarray of shape (n_pairs,)
            ``source * n_actors + target``, source under target, sorted.
        counts : csr_array of shape (n_pairs, n_documents)
            In how many units of a document both are named.
        """
        n = self.n_actors
        m = len(self.unit)
        stops = np.searchsorted(self.unit, self.unit, side="right")
        later = stops - np.arange(m) - 1
        total = int(later.sum())
        left = np.repeat(np.arange(m), later)
        right = np.arange(total) - np.repeat(np.cumsum(later) - later, later) + left + 1
        codes = self.actor[left] * n + self.actor[right]
        if n * n <= max(4 * total, 1_000_000):
            row, known = codes, None
            n_rows = n * n
        else:
            known, row = np.unique(codes, return_inverse=True)
            n_rows = len(known)
        table = sparse.coo_array(
            (np.ones(total), (row, self.document[left])), shape=(n_rows, len(self.doc_ids))
        ).tocsr()
        if known is None:
            known = np.flatnonzero(np.diff(table.indptr))
            indptr = np.append(table.indptr[known], table.nnz)
            table = sparse.csr_array(
                (table.data, table.indices, indptr), shape=(len(known), len(self.doc_ids))
            )
        return known.astype(np.int64), table

    def to_clusters(self, table: sparse.csr_array) -> sparse.csr_array:
        """Return a table by documents as one by clusters, weighted."""
        n_clusters = int(self.cluster.max()) + 1 if len(self.cluster) else 0
        if n_clusters == len(self.doc_ids) and bool((self.weight == 1).all()):
            return table
        merge = sparse.coo_array(
            (self.weight, (np.arange(len(self.cluster)), self.cluster)),
            shape=(len(self.cluster), n_clusters),
        ).tocsr()
        return sparse.csr_array(table @ merge)

    def cluster_units(self) -> Numbers:
        """Return the weighted number of units of each cluster."""
        counts = np.bincount(self.cluster, self.units_of_document * self.weight)
        return counts.astype(np.float64)


def build_incidence(
    mentions: pd.DataFrame, units: pd.DataFrame, stories: pd.DataFrame | None
) -> Incidence:
    """Place mentions in units.

    Parameters
    ----------
    mentions, units : DataFrame
        A mentions table and the units of one kind.
    stories : DataFrame or None
        A stories table; documents that it lacks count 1.

    Returns
    -------
    Incidence
        The arrays.

    Raises
    ------
    TableError
        If a table breaks its contract, units are of several kinds, or a document of the mentions
        has no unit.
    """
    check_table(mentions, MENTIONS)
    check_table(units, UNITS)
    kinds = units["unit"].unique().tolist()
    if len(kinds) > 1:
        message = (
            f"units holds several kinds of units: {list_some(kinds)}. Choose one, for instance "
            "units[units['unit'] == 'sentence']."
        )
        raise TableError(message)
    unit_document, mention_document = encode_documents(units, mentions)
    _check_documents(mentions, unit_document, mention_document)
    where = _locate(mentions, units, mention_document, unit_document)
    doc_ids = _list_documents(units)
    n_documents = len(doc_ids)
    ids = mentions["actor_id"].astype("category").cat
    n = len(ids.categories)
    inside = (where >= 0) & (ids.codes.to_numpy() >= 0)
    # Units in the order of documents, so that pairs come out sorted by document.
    order = _sort_units(unit_document, units["start"].to_numpy(dtype=np.int64))
    rank = np.empty(len(units), np.int64)
    rank[order] = np.arange(len(units))
    key = np.sort(rank[where[inside]] * max(n, 1) + ids.codes.to_numpy()[inside])
    key = key[np.concatenate([[True], key[1:] != key[:-1]])] if len(key) else key
    unit = key // max(n, 1)
    weight, cluster = _weigh(doc_ids, stories)
    return Incidence(
        actors=ids.categories,
        unit=unit,
        actor=key % max(n, 1),
        document=unit_document[order][unit],
        doc_ids=doc_ids,
        units_of_document=np.bincount(unit_document, minlength=n_documents).astype(np.int64),
        weight=weight,
        kind=str(kinds[0]) if kinds else "unit",
        cluster=cluster,
    )


def _sort_units(document: Integers, start: Integers) -> Integers:
    """Return the order of units by document and start; most tables have it already."""
    key = (document << 32) + start
    if bool((key[1:] >= key[:-1]).all()):
        return np.arange(len(key))
    return np.argsort(key, kind="stable")


def _locate(
    mentions: pd.DataFrame,
    units: pd.DataFrame,
    mention_document: Integers,
    unit_document: Integers,
) -> Integers:
    """Return the unit in which each mention starts, -1 where none."""
    start = mentions["start"].to_numpy(dtype=np.int64)
    first, last = units["start"].to_numpy(dtype=np.int64), units["end"].to_numpy(dtype=np.int64)
    key, stop = (unit_document << 32) + first, (unit_document << 32) + last
    if bool((key[1:] >= stop[:-1]).all()) and len(key):
        # Sorted units that do not overlap: one binary search is enough.
        wanted = (mention_document << 32) + start
        place = np.searchsorted(key, wanted, side="right") - 1
        return np.where((place >= 0) & (wanted < stop[place]), place, -1)
    point = pd.DataFrame(
        {
            "doc_id": mentions["doc_id"],
            "start": start,
            "end": start + (mentions["end"].to_numpy() > start),
        }
    )
    return locate_spans(point, units)


def _list_documents(units: pd.DataFrame) -> pd.Index:
    ids = units["doc_id"]
    if isinstance(ids.dtype, pd.CategoricalDtype):
        return ids.cat.categories
    return pd.Index(pd.factorize(ids)[1])


def _check_documents(
    mentions: pd.DataFrame, unit_document: Integers, mention_document: Integers
) -> None:
    has_units = np.zeros(max(unit_document.max(initial=-1), mention_document.max(initial=-1)) + 2)
    has_units[unit_document] = 1
    strangers = has_units[mention_document] == 0
    if strangers.any():
        ids = mentions["doc_id"][strangers].unique()
        message = (
            f"mentions has documents without units: {list_some(ids)}. Make units and mentions "
            "from the same documents."
        )
        raise TableError(message)


def _weigh(doc_ids: pd.Index, stories: pd.DataFrame | None) -> tuple[Numbers, Integers]:
    if stories is None:
        return np.ones(len(doc_ids)), np.arange(len(doc_ids))
    check_table(stories, STORIES)
    place = pd.Index(stories["doc_id"]).get_indexer(doc_ids)
    weights = np.append(stories["weight"].to_numpy(dtype=np.float64), 1.0)
    codes, known = pd.factorize(stories["story_id"])
    cluster = np.append(codes, -1)[place]
    alone = cluster < 0
    cluster[alone] = len(known) + np.arange(int(alone.sum()))
    return weights[place], np.unique(cluster, return_inverse=True)[1].astype(np.int64)
