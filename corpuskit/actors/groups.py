"""Actors and pairs counted by clusters of documents, the clusters in groups."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from corpuskit.actors.incidence import Incidence, Integers, Numbers
from corpuskit.errors import EmptyResultError, list_some


@dataclass(frozen=True)
class Features:
    """Actors and pairs by clusters of documents."""

    source: Integers
    target: Integers
    counts: sparse.csr_array
    units: Numbers
    group: Integers


def collect_groups(
    incidence: Incidence, documents: pd.DataFrame, by: str
) -> tuple[Features, dict[str, int]]:
    """Return the counts, and the number of each group that has units."""
    value_of = dict(zip(documents["doc_id"].tolist(), documents[by].tolist(), strict=True))
    values = [value_of.get(doc_id) for doc_id in incidence.doc_ids]
    known = [str(value) if not pd.isna(value) else None for value in values]
    has_units = incidence.units_of_document > 0
    names = sorted({k for k, has in zip(known, has_units, strict=True) if k is not None and has})
    if len(names) < 2:
        message = (
            f"compare_networks needs two groups with units; the column {by!r} has "
            f"{list_some(names) or 'none'}."
        )
        raise EmptyResultError(message)
    number = {name: at for at, name in enumerate(names)}
    group = np.array([number.get(k, -1) if k is not None else -1 for k in known], np.int64)
    # A story in two groups is one cluster in each.
    key = incidence.cluster * (len(names) + 1) + group + 1
    used, cluster = np.unique(key, return_inverse=True)
    weight = _weights_within(incidence, cluster)
    merge = sparse.coo_array(
        (weight, (np.arange(len(cluster)), cluster)), shape=(len(cluster), len(used))
    ).tocsr()
    codes, pairs = incidence.pairs_by_document()
    n = max(incidence.n_actors, 1)
    counts = sparse.vstack([incidence.by_document(), pairs]).tocsr() @ merge
    actors = np.arange(incidence.n_actors)
    features = Features(
        source=np.concatenate([actors, codes // n]),
        target=np.concatenate([np.full(len(actors), -1), codes % n]),
        counts=sparse.csr_array(counts),
        units=np.bincount(
            cluster, incidence.units_of_document * weight, minlength=len(used)
        ).astype(np.float64),
        group=used % (len(names) + 1) - 1,
    )
    return features, number


def _weights_within(incidence: Incidence, cluster: Integers) -> Numbers:
    """Return weights by which the copies of a story within one group count once."""
    if bool((incidence.weight == 1).all()):
        return incidence.weight
    total = np.bincount(cluster, incidence.weight)
    return incidence.weight / total[cluster]
