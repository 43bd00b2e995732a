"""Actors and the words around them: which term stands in an actor's units more than elsewhere."""

from collections.abc import Iterable

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from corpuskit.actors.association import measure_exact_p
from corpuskit.actors.incidence import Incidence, build_incidence
from corpuskit.actors.network import describe_nodes
from corpuskit.arabic.stopwords import resolve_stop_words
from corpuskit.corpus.spans import locate_spans
from corpuskit.errors import TableError
from corpuskit.statistics import adjust_p_values, log_likelihood, npmi
from corpuskit.tables import TOKENS, check_table


def count_actor_terms(
    mentions: pd.DataFrame,
    tokens: pd.DataFrame,
    units: pd.DataFrame,
    *,
    terms: Iterable[str] | None = None,
    stop_words: str | Iterable[str] | None = "news",
    min_units: int = 5,
    stories: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Count in how many units a term stands together with an actor, and score it.

    Parameters
    ----------
    mentions, tokens, units : DataFrame
        Tables of the same documents; units of one kind.
    terms : iterable of str, optional
        Count these terms only, in the spelling of the tokens.
    stop_words : str, iterable of str or None, default "news"
        Terms never counted; see ``corpuskit.stop_words``.
    min_units : int, default 5
        Terms of fewer units, and pairs that share fewer, are left out.
    stories : DataFrame, optional
        A stories table: a document counts its weight.

    Returns
    -------
    DataFrame
        One row an actor and term: actor_id, term, n_units, n_actor, n_term, npmi,
        log_likelihood, p_value (exact, more than independent) and p_adjusted. Strongest
        log-likelihood first within an actor. Words inside mentions are not counted.

    Raises
    ------
    TableError
        If a table breaks its contract.
    ValueError
        If ``min_units`` is under 1.

    Examples
    --------
    >>> from corpuskit.corpus.tokens import find_tokens
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({"a": "كيري هدنة", "b": "كيري هدنة", "c": "معارك"})
    >>> units = pd.DataFrame({
    ...     "doc_id": ["a", "b", "c"], "unit": "document", "unit_index": 0, "start": 0, "end": 9,
    ... })
    >>> mentions = pd.DataFrame({
    ...     "doc_id": ["a", "b"], "start": 0, "end": 4, "actor_id": "kerry", "alias": "كيري",
    ...     "rule": "alias",
    ... })
    >>> tokens = find_tokens(documents)
    >>> pairs = count_actor_terms(mentions, tokens, units, min_units=1)
    >>> pairs[["actor_id", "term", "n_units", "npmi"]]
      actor_id  term  n_units  npmi
    0    kerry  هدنة        2   1.0
    """
    check_table(tokens, TOKENS)
    if min_units < 1:
        message = f"min_units must be 1 or more, got {min_units}."
        raise ValueError(message)
    actors = build_incidence(mentions, units, stories)
    words = _place_terms(mentions, tokens, units, terms, stop_words, stories)
    n_units = len(units)
    weight = actors.weight
    rows = _matrix(actors, n_units)
    columns = _matrix(words, n_units)
    unit_weight = np.zeros(n_units)
    unit_weight[actors.unit] = weight[actors.document]
    unit_weight[words.unit] = words.weight[words.document]
    n_actor, n_term = actors.count_actors(), words.count_actors()
    together = (rows.T @ sparse.diags_array(unit_weight) @ columns).tocoo()
    first, second = together.coords
    both = together.data.astype(np.float64)
    keep = np.flatnonzero((both >= min_units) & (n_term[second] >= min_units))
    first, second, both = first[keep].astype(np.int64), second[keep].astype(np.int64), both[keep]
    one, other, total = n_actor[first], n_term[second], actors.n_units
    p_value = measure_exact_p(both, one, other, total)
    n_tests = int((n_actor > 0).sum() * (n_term >= min_units).sum())
    frame = pd.DataFrame(
        {
            "actor_id": pd.Categorical.from_codes(first, actors.actors),
            "term": pd.Categorical.from_codes(second, words.actors),
            "n_units": both if stories is not None else both.astype(np.int64),
            "n_actor": one,
            "n_term": other,
            "npmi": npmi(both, one, other, total),
            "log_likelihood": log_likelihood(both, one, other, total),
            "p_value": p_value,
            "p_adjusted": adjust_p_values(p_value, n_tests=max(n_tests, len(p_value))),
        }
    )
    more = np.where(frame["npmi"] > 0, frame["log_likelihood"], -frame["log_likelihood"])
    order = np.lexsort((frame["term"].astype("str"), -more, first))
    return frame.iloc[order].reset_index(drop=True)


def _place_terms(
    mentions: pd.DataFrame,
    tokens: pd.DataFrame,
    units: pd.DataFrame,
    terms: Iterable[str] | None,
    stop_words: str | Iterable[str] | None,
    stories: pd.DataFrame | None,
) -> Incidence:
    """Return terms by units, as actors are."""
    category = tokens["term"].astype("category")
    known = category.cat.categories
    wanted = np.ones(len(known), np.bool_) if terms is None else known.isin(list(terms))
    wanted &= ~known.isin(resolve_stop_words(stop_words))
    wanted &= known.str.len().to_numpy() > 1
    chosen = tokens[wanted[category.cat.codes.to_numpy()]]
    outside = locate_spans(chosen[["doc_id", "start", "end"]], _widen(mentions, tokens)) < 0
    chosen = chosen[outside]
    spans = pd.DataFrame(
        {
            "doc_id": chosen["doc_id"],
            "start": chosen["start"],
            "end": chosen["end"],
            "actor_id": chosen["term"].astype("category").cat.remove_unused_categories(),
            "alias": "",
            "rule": "",
        }
    )
    return build_incidence(spans, units, stories)


def _widen(mentions: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Return mentions with the particles before them, so that they hold their whole tokens."""
    spans = mentions[["doc_id", "start", "end"]].reset_index(drop=True)
    point = spans.assign(end=spans["start"] + 1)
    token = locate_spans(point, tokens)
    starts = tokens["start"].to_numpy()[token]
    return spans.assign(start=np.where(token >= 0, starts, spans["start"]))


def _matrix(incidence: Incidence, n_units: int) -> sparse.csr_array:
    ones = np.ones(len(incidence.unit))
    shape = (n_units, incidence.n_actors)
    return sparse.coo_array((ones, (incidence.unit, incidence.actor)), shape=shape).tocsr()


def build_two_mode_network(
    pairs: pd.DataFrame,
    actors: pd.DataFrame | None = None,
    *,
    alpha: float = 0.05,
    n_terms: int = 10,
) -> nx.Graph:
    """Build the network of actors and the terms that are typical of their units.

    Parameters
    ----------
    pairs : DataFrame
        From :func:`count_actor_terms`.
    actors : DataFrame, optional
        The actors table; gives the actors their names and kinds.
    alpha : float, default 0.05
        Highest adjusted p-value of an edge.
    n_terms : int, default 10
        Terms kept an actor, by log-likelihood.

    Returns
    -------
    Graph
        Nodes carry ``bipartite`` (0 an actor, 1 a term), kind ("term" for terms), label and
        n_units. The nodes of terms are named ``term:WORD``.

    Raises
    ------
    TableError
        If ``pairs`` lacks columns or an actor is not in the actors table.
    ValueError
        If ``alpha`` or ``n_terms`` is out of its range.

    Examples
    --------
    >>> pairs = pd.DataFrame({
    ...     "actor_id": ["kerry"], "term": ["هدنة"], "n_units": [9], "n_actor": [12],
    ...     "n_term": [20], "npmi": [0.4], "log_likelihood": [30.0], "p_adjusted": [0.001],
    ... })
    >>> list(build_two_mode_network(pairs).edges)
    [('kerry', 'term:هدنة')]
    """
    lacking = {"actor_id", "term", "n_units", "npmi", "log_likelihood", "p_adjusted"} - set(pairs)
    if lacking:
        message = f"pairs lacks {sorted(lacking)}; it is made by count_actor_terms()."
        raise TableError(message)
    if not 0 < alpha <= 1 or n_terms < 1:
        message = f"alpha must lie in (0, 1] and n_terms be 1 or more, got {alpha} and {n_terms}."
        raise ValueError(message)
    kept = pairs[(pairs["p_adjusted"] <= alpha) & (pairs["npmi"] > 0)]
    kept = kept.assign(actor_id=kept["actor_id"].astype("str"), term=kept["term"].astype("str"))
    kept = kept.sort_values(["actor_id", "log_likelihood", "term"], ascending=[True, False, True])
    kept = kept.groupby("actor_id", sort=False).head(n_terms)
    network = nx.Graph()
    counts = dict(zip(kept["actor_id"], kept["n_actor"], strict=True))
    for name, data in sorted(describe_nodes(counts, actors).items()):
        network.add_node(name, **data, bipartite=0)
    for term, count in sorted(dict(zip(kept["term"], kept["n_term"], strict=True)).items()):
        data = {"label": term, "name_ar": term, "name_en": term, "kind": "term"}
        network.add_node(f"term:{term}", **data, n_units=count, bipartite=1)
    for row in kept.to_dict("records"):
        facts = {name: row[name] for name in ("n_units", "npmi", "log_likelihood", "p_adjusted")}
        network.add_edge(row["actor_id"], f"term:{row['term']}", **facts, weight=row["n_units"])
    return network
