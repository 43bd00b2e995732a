"""Count in how many units two actors are named together, and score how much that is."""

from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.actors.association import measure_cosine, measure_exact_p, measure_jaccard
from corpuskit.actors.bootstrap import resample_pairs
from corpuskit.actors.incidence import Incidence, build_incidence
from corpuskit.errors import TableError, list_some
from corpuskit.statistics import adjust_p_values, log_likelihood, npmi
from corpuskit.tables import COOCCURRENCES, check_table

Numbers = NDArray[np.float64]
Measure = Literal["npmi", "jaccard", "cosine", "n_units"]
MEASURES: tuple[str, ...] = get_args(Measure)


def count_cooccurrences(
    mentions: pd.DataFrame,
    units: pd.DataFrame,
    *,
    stories: pd.DataFrame | None = None,
    min_units: int = 1,
) -> pd.DataFrame:
    """Count the units in which each pair of actors is named.

    Parameters
    ----------
    mentions : DataFrame
        A mentions table. A mention belongs to the unit in which it starts; several mentions of
        an actor in one unit count once.
    units : DataFrame
        The units of one kind: documents, paragraphs or sentences of :func:`find_units`, or
        windows of :func:`find_windows`.
    stories : DataFrame, optional
        A stories table: a document counts its weight, so that copies count as one.
    min_units : int, default 1
        Pairs that are named together in fewer units, copies included, are left out.

    Returns
    -------
    DataFrame
        One row a pair, most units first, ties by name: source, target, n_units, n_documents (in
        how many documents they share a unit). Counts are whole numbers without stories.
        ``attrs["unit"]`` says what the units are.

    Raises
    ------
    TableError
        If a table breaks its contract, units are of several kinds, or a document of the mentions
        has no unit.
    ValueError
        If ``min_units`` is under 1.

    Notes
    -----
    The cost grows with the pairs inside units: for n actors in a unit, n (n - 1) / 2.

    Examples
    --------
    >>> import pandas as pd
    >>> mentions = pd.DataFrame({
    ...     "doc_id": ["a", "a", "a"], "start": [0, 10, 40], "end": [6, 14, 44],
    ...     "actor_id": ["lavrov", "kerry", "kerry"], "alias": ["لافروف", "كيري", "كيري"],
    ...     "rule": "alias",
    ... })
    >>> units = pd.DataFrame({
    ...     "doc_id": ["a", "a"], "unit": "sentence", "unit_index": [0, 1],
    ...     "start": [0, 30], "end": [29, 60],
    ... })
    >>> count_cooccurrences(mentions, units)
      source  target  n_units  n_documents
    0  kerry  lavrov        1            1
    """
    if min_units < 1:
        message = f"min_units must be 1 or more, got {min_units}."
        raise ValueError(message)
    return count_pairs(build_incidence(mentions, units, stories), min_units=min_units)


def count_pairs(incidence: Incidence, *, min_units: float = 1) -> pd.DataFrame:
    """Return the cooccurrences table of an incidence."""
    codes, table = incidence.pairs_by_document()
    whole = bool((incidence.weight == 1).all())
    n_units = table @ incidence.weight
    keep = np.flatnonzero(table @ np.ones(table.shape[1]) >= min_units)
    table.data = np.ones(len(table.data))
    n_documents = table @ incidence.weight
    if whole:
        n_units, n_documents = n_units.astype(np.int64), n_documents.astype(np.int64)
    n = max(incidence.n_actors, 1)
    source, target = codes[keep] // n, codes[keep] % n
    names = incidence.actors
    swap = _rank(names)[source] > _rank(names)[target]
    source, target = np.where(swap, target, source), np.where(swap, source, target)
    rank = _rank(names)
    order = np.lexsort((rank[target], rank[source], -n_units[keep]))
    pairs = pd.DataFrame(
        {
            "source": pd.Categorical.from_codes(source[order], names),
            "target": pd.Categorical.from_codes(target[order], names),
            "n_units": n_units[keep][order],
            "n_documents": n_documents[keep][order],
        }
    )
    pairs.attrs["unit"] = incidence.kind
    return pairs


def _rank(names: pd.Index) -> NDArray[np.int64]:
    rank = np.empty(len(names), np.int64)
    rank[np.argsort(names.to_numpy(dtype=object), kind="stable")] = np.arange(len(names))
    return rank


def score_cooccurrences(
    pairs: pd.DataFrame,
    mentions: pd.DataFrame,
    units: pd.DataFrame,
    *,
    stories: pd.DataFrame | None = None,
    measure: Measure = "npmi",
    n_resamples: int = 1000,
    level: float = 0.95,
    random_state: int | np.random.Generator | None = 0,
) -> pd.DataFrame:
    """Score how strongly each pair is associated, with an exact test and intervals.

    Parameters
    ----------
    pairs : DataFrame
        A cooccurrences table of the same mentions, units and stories.
    mentions, units, stories
        As in :func:`count_cooccurrences`.
    measure : {"npmi", "jaccard", "cosine", "n_units"}, default "npmi"
        What ``low`` and ``high`` are the interval of.
    n_resamples : int, default 1000
        Bootstrap resamples of the documents (of the stories, if given); 0 makes no interval.
    level : float, default 0.95
        Coverage of the interval.
    random_state : int, Generator or None, default 0
        Fixes the resamples.

    Returns
    -------
    DataFrame
        The pairs with further columns: n_source and n_target (units that name each), expected
        (units together if they were independent), npmi, jaccard, cosine, log_likelihood, p_value,
        p_adjusted, low, high.

    Raises
    ------
    TableError
        If a table breaks its contract or pairs do not belong to the mentions.
    ValueError
        If an argument is out of its range.

    Notes
    -----
    With ``a``, ``b``, ``ab`` of ``N`` units naming the one, the other, both: NPMI is
    ``ln(ab N / (a b)) / -ln(ab / N)`` [1]_; Jaccard ``ab / (a + b - ab)``; cosine
    ``ab / sqrt(a b)``; log-likelihood is G² of the two-by-two table [2]_. ``p_value`` is the
    upper tail of the hypergeometric distribution: how often independent actors with these unit
    counts would meet as often or more often. ``p_adjusted`` controls the false discovery rate
    [3]_ over all pairs of named actors, also those that never meet. Intervals are percentiles of
    the bootstrap over documents; copies of one story are drawn together. Sentences of one
    document are not independent: the interval knows this, the p-value does not.

    References
    ----------
    .. [1] Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction.
    .. [2] Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    .. [3] Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate.

    Examples
    --------
    >>> import pandas as pd
    >>> mentions = pd.DataFrame({
    ...     "doc_id": ["a", "a"], "start": [0, 10], "end": [6, 14],
    ...     "actor_id": ["lavrov", "kerry"], "alias": ["لافروف", "كيري"], "rule": "alias",
    ... })
    >>> units = pd.DataFrame({
    ...     "doc_id": ["a", "a"], "unit": "sentence", "unit_index": [0, 1],
    ...     "start": [0, 30], "end": [29, 60],
    ... })
    >>> pairs = count_cooccurrences(mentions, units)
    >>> score_cooccurrences(pairs, mentions, units, n_resamples=0)[["npmi", "jaccard", "p_value"]]
       npmi  jaccard  p_value
    0   1.0      1.0      0.5
    """
    check_table(pairs, COOCCURRENCES)
    check_resampling(n_resamples, level)
    if measure not in MEASURES:
        message = f"measure must be one of {', '.join(MEASURES)}, got {measure!r}."
        raise ValueError(message)
    incidence = build_incidence(mentions, units, stories)
    source, target = locate_pairs(pairs, incidence)
    counts = incidence.count_actors()
    both = pairs["n_units"].to_numpy(dtype=np.float64)
    one, other, total = counts[source], counts[target], incidence.n_units
    scored = pairs.copy()
    scored["n_source"], scored["n_target"] = (
        _as_counts(one, incidence),
        _as_counts(other, incidence),
    )
    scored["expected"] = one * other / total if total else one
    scored["npmi"] = npmi(both, one, other, total)
    scored["jaccard"] = measure_jaccard(both, one, other)
    scored["cosine"] = measure_cosine(both, one, other)
    scored["log_likelihood"] = log_likelihood(both, one, other, total)
    scored["p_value"] = measure_exact_p(both, one, other, total)
    n_named = int((counts > 0).sum())
    n_tests = max(n_named * (n_named - 1) // 2, len(pairs))
    scored["p_adjusted"] = adjust_p_values(scored["p_value"].to_numpy(), n_tests=n_tests)
    if n_resamples:
        low, high = resample_pairs(
            incidence,
            source,
            target,
            measure=measure,
            n_resamples=n_resamples,
            level=level,
            random_state=random_state,
        )
        scored["low"], scored["high"] = low, high
    return scored


def check_resampling(n_resamples: int, level: float) -> None:
    """Raise an error unless resamples and level are in their range."""
    if n_resamples < 0 or 0 < n_resamples < 100:
        message = f"n_resamples must be 0 or at least 100, got {n_resamples}."
        raise ValueError(message)
    if not 0 < level < 1:
        message = f"level must lie between 0 and 1, for instance 0.95, got {level}."
        raise ValueError(message)


def locate_pairs(
    pairs: pd.DataFrame, incidence: Incidence
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the actor numbers of the pairs, or raise an error if one is not mentioned."""
    ends = []
    for column in ("source", "target"):
        place = incidence.actors.get_indexer(pairs[column].astype("str"))
        if (place < 0).any():
            names = pairs[column][place < 0].unique()
            message = (
                f"cooccurrences has actors that the mentions lack: {list_some(names)}. Count the "
                "pairs of the same mentions with count_cooccurrences()."
            )
            raise TableError(message)
        ends.append(place.astype(np.int64))
    return ends[0], ends[1]


def _as_counts(values: Numbers, incidence: Incidence) -> NDArray[np.generic]:
    whole = bool((incidence.weight == 1).all())
    return values.astype(np.int64) if whole else values
