"""How often each group of documents names an actor."""

import numpy as np
import pandas as pd

from corpuskit.actors.incidence import Incidence, Integers, Numbers, build_incidence
from corpuskit.actors.periods import name_groups
from corpuskit.statistics import effective_sizes, exact_interval
from corpuskit.tables import DOCUMENTS, check_table


def count_mentions(
    mentions: pd.DataFrame,
    units: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "outlet",
    freq: str = "M",
    stories: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Count in how many units of each group an actor is named, and what share that is.

    Parameters
    ----------
    mentions, units : DataFrame
        A mentions table and the units of one kind.
    documents : DataFrame
        A documents table with the column ``by``.
    by : str, default "outlet"
        The column that makes the groups.
    freq : str, default "M"
        Period of a column of dates: "D", "W", "M", "Q" or "Y".
    stories : DataFrame, optional
        A stories table: a document counts its weight, and the copies of a story are one cluster.

    Returns
    -------
    DataFrame
        One row an actor and group, also where the count is 0: actor_id, group, n_units, n_total
        (all units of the group), n_effective, share, low and high (95 % interval of the share).

    Raises
    ------
    TableError
        If a table breaks its contract or ``documents`` lacks the column.

    Notes
    -----
    Sentences of one document are alike: who is named once is named again. The interval of Clopper
    and Pearson is therefore taken with the units' effective number: their number by the design
    effect of documents [1]_. Where each document is one unit, that is its plain interval.

    References
    ----------
    .. [1] Korn, E. L. and Graubard, B. I. (1998). Confidence intervals for proportions with small
       expected number of positive counts estimated from survey data. Survey Methodology 24(2).

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({"a": "", "b": ""}, outlets={"a": "رويترز", "b": "سانا"})
    >>> units = pd.DataFrame({
    ...     "doc_id": ["a", "b"], "unit": "document", "unit_index": 0, "start": 0, "end": 20,
    ... })
    >>> mentions = pd.DataFrame({
    ...     "doc_id": ["a"], "start": [0], "end": [4], "actor_id": ["kerry"], "alias": "كيري",
    ...     "rule": "alias",
    ... })
    >>> count_mentions(mentions, units, documents)[["actor_id", "group", "n_units", "share"]]
      actor_id   group  n_units  share
    0    kerry  رويترز        1    1.0
    1    kerry    سانا        0    0.0
    """
    check_table(documents, DOCUMENTS)
    incidence = build_incidence(mentions, units, stories)
    names, group = _number_groups(incidence, documents, by, freq)
    n_actors = incidence.n_actors
    tables = [_count_group(incidence, group == at) for at in range(len(names))]
    by_group = {
        name: np.array([table[name] for table in tables]).reshape(len(names), n_actors).T.ravel()
        for name in ("n_units", "n_total", "n_effective", "share", "low", "high")
    }
    if bool((incidence.weight == 1).all()):
        for name in ("n_units", "n_total"):
            by_group[name] = by_group[name].astype(np.int64)
    labels = {
        "actor_id": pd.Categorical.from_codes(
            np.repeat(np.arange(n_actors), len(names)), incidence.actors
        ),
        "group": pd.Categorical.from_codes(np.tile(np.arange(len(names)), n_actors), names),
    }
    return pd.DataFrame({**labels, **by_group})


def _number_groups(
    incidence: Incidence, documents: pd.DataFrame, by: str, freq: str
) -> tuple[pd.Index, Integers]:
    """Return the names of the groups, sorted, and each document's number, -1 if it has none."""
    groups = name_groups(documents, by, freq)
    of = pd.Series(groups.to_numpy(), index=documents["doc_id"].tolist(), dtype="object")
    codes, names = pd.factorize(of.reindex(incidence.doc_ids), sort=True)
    return pd.Index(names, dtype="str"), codes.astype(np.int64)


def _count_group(incidence: Incidence, inside: np.ndarray) -> dict[str, Numbers]:
    """Count the units of some documents for all actors."""
    n_actors = incidence.n_actors
    cluster, n_clusters = incidence.cluster, int(incidence.cluster.max(initial=-1)) + 1
    units = incidence.units_of_document * incidence.weight * inside
    sizes = np.bincount(cluster, units, minlength=n_clusters)
    entries = inside[incidence.document]
    documents = incidence.document[entries]
    key = incidence.actor[entries] * n_clusters + cluster[documents]
    cells, place = np.unique(key, return_inverse=True)
    named = np.bincount(place, incidence.weight[documents], minlength=len(cells))
    actor, of = cells // max(n_clusters, 1), cells % max(n_clusters, 1)
    counts = np.bincount(actor, named, minlength=n_actors)
    total = sizes.sum()
    share = counts / total if total > 0 else np.zeros(n_actors)
    # The sum over all clusters of (named - share * size) squared, from those that name the actor.
    expected = share[actor] * sizes[of]
    change = np.bincount(actor, (named - expected) ** 2 - expected**2, minlength=n_actors)
    deviations = change + share**2 * (sizes**2).sum()
    n_effective = effective_sizes(share, np.maximum(deviations, 0), sizes[sizes > 0])
    low, high = exact_interval(share * n_effective, n_effective)
    return {
        "n_units": counts.astype(np.float64),
        "n_total": np.full(n_actors, total),
        "n_effective": n_effective,
        "share": share,
        "low": low,
        "high": high,
    }
