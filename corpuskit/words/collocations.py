"""Collocations: words that stand together more often than chance would have it."""

from collections.abc import Iterable
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.arabic.spelling import normalize
from corpuskit.corpus.spans import locate_spans
from corpuskit.errors import TableError, list_some
from corpuskit.statistics import log_likelihood, npmi
from corpuskit.tables import TOKENS, UNITS, check_table
from corpuskit.words.coding import CodedTokens, Codes, code_tokens
from corpuskit.words.dtm import find_stopped
from corpuskit.words.scores import log_dice
from corpuskit.words.windows import Positions, count_windows

SortBy = Literal["log_likelihood", "npmi", "log_dice", "n_pairs"]
_SORTS = ("log_likelihood", "npmi", "log_dice", "n_pairs")


def measure_collocations(
    tokens: pd.DataFrame,
    *,
    node: str | Iterable[str] | None = None,
    window: int = 1,
    ordered: bool | None = None,
    units: pd.DataFrame | None = None,
    stop_words: str | Iterable[str] | None = None,
    min_pairs: int = 5,
    min_documents: int = 1,
    sort_by: SortBy = "log_likelihood",
) -> pd.DataFrame:
    """Measure how strongly words attract each other.

    Parameters
    ----------
    tokens : DataFrame
        Tokens, from ``find_tokens``; all of them, because words that are not counted still keep
        others apart.
    node : str or iterable of str, optional
        Words whose company is asked for, in any spelling; all pairs without it.
    window : int, default 1
        Words up to this far apart meet; 1 means neighbours.
    ordered : bool, optional
        Whether "a b" and "b a" are two pairs; by default only where ``window`` is 1 and there is
        no node.
    units : DataFrame, optional
        Units, from ``find_units``, that no meeting crosses (sentences, for instance); without
        them no meeting crosses documents.
    stop_words : str or iterable of str, optional
        Words that are left out but keep their place.
    min_pairs : int, default 5
        Leave out pairs that meet less often.
    min_documents : int, default 1
        Leave out pairs that meet in fewer documents.
    sort_by : {"log_likelihood", "npmi", "log_dice", "n_pairs"}, default "log_likelihood"
        Highest first; ties by term and collocate.

    Returns
    -------
    DataFrame
        One row a pair: term, collocate (the node first, if there is one; else in order of print
        where ``ordered``, else by name); n_pairs (meetings); n_documents; n_term, n_collocate
        (meetings of each with any word); n_before, n_after (meetings in which the collocate
        stands before, after the term); expected (meetings by chance); log_likelihood, npmi,
        log_dice.

    Raises
    ------
    TableError
        If a table breaks its contract.
    ValueError
        If a number is out of range, or sort_by is unknown.

    Notes
    -----
    A meeting is a pair of places in one unit at most ``window`` words apart, the first before the
    second. All scores come from one table of two by two: meetings of both, of the term, of the
    collocate, and all meetings. Unordered pairs look at each meeting from both its words, so the
    table sums to twice the meetings, and a word does not meet itself. Chance is
    ``expected = n_term * n_collocate / all``. With a wide window a word in one sentence meets
    many; that is why the totals are meetings, not words. Log-likelihood is high where there is
    much evidence (also of avoidance: see whether n_pairs is above expected), NPMI where words
    stick together, logDice likewise and without regard to the size of the corpus.

    Words come in articles: rank by these scores, and look at n_documents before you conclude.

    References: Dunning (1993); Bouma (2009); Rychlý (2008).

    Examples
    --------
    >>> from corpuskit import find_tokens
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({
    ...     "a": "وقف إطلاق النار في حلب", "b": "خرق وقف إطلاق النار", "c": "حلب بعد وقف القصف"})
    >>> found = measure_collocations(find_tokens(documents), min_pairs=2)
    >>> found[["term", "collocate", "n_pairs", "n_documents", "npmi"]].round(2)
        term collocate  n_pairs  n_documents  npmi
    0  اطلاق     النار        2            2  1.00
    1    وقف     اطلاق        2            2  0.75
    """
    check_table(tokens, TOKENS)
    _check_arguments(window, min_pairs, min_documents, sort_by)
    ordered = window == 1 and node is None if ordered is None else ordered
    coded = code_tokens(tokens, ordered=True)
    n_terms = len(coded.vocabulary)
    nodes = None if node is None else _find_nodes(coded.vocabulary, node)
    positions = _place(coded, tokens, units, stop_words, nodes)
    pairs = count_windows(
        positions, coded.doc, window, n_terms, ordered=ordered, min_pairs=min_pairs, nodes=nodes
    )
    kept = pairs.n_documents >= min_documents
    one, two, n = pairs.first[kept], pairs.second[kept], pairs.n[kept]
    n_one, n_two = pairs.n_first[one], pairs.n_second[two]
    after, before = pairs.n_forward[kept], (pairs.n - pairs.n_forward)[kept]
    if nodes is not None:
        # The node is the term; two nodes stay as they are.
        turn = nodes[two] & ~nodes[one]
        one, two = np.where(turn, two, one), np.where(turn, one, two)
        n_one, n_two = np.where(turn, n_two, n_one), np.where(turn, n_one, n_two)
        after, before = np.where(turn, before, after), np.where(turn, after, before)
    names = coded.vocabulary.astype("str")
    table = pd.DataFrame(
        {
            "term": names[one],
            "collocate": names[two],
            "n_pairs": n,
            "n_documents": pairs.n_documents[kept],
            "n_term": n_one,
            "n_collocate": n_two,
            "n_before": before,
            "n_after": after,
            "expected": n_one * n_two / max(pairs.total, 1),
            "log_likelihood": log_likelihood(n, n_one, n_two, pairs.total),
            "npmi": npmi(n, n_one, n_two, pairs.total),
            "log_dice": log_dice(n, n_one, n_two),
        }
    )
    table = table.sort_values(
        [sort_by, "term", "collocate"], ascending=[False, True, True], kind="stable"
    )
    return table.reset_index(drop=True)


def find_collocations(
    tokens: pd.DataFrame,
    collocations: pd.DataFrame,
    *,
    window: int = 1,
    ordered: bool | None = None,
    units: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find the places where the words of collocations meet.

    Parameters
    ----------
    tokens : DataFrame
        Tokens, from ``find_tokens``.
    collocations : DataFrame
        Pairs with the columns term and collocate: rows of ``measure_collocations``.
    window, ordered, units
        As they were given to ``measure_collocations``; where a collocate was counted on both
        sides of its node, hand in ``ordered=False``.

    Returns
    -------
    DataFrame
        One row a meeting: doc_id, start, end (from the first letter of the first word to the
        last letter of the second), term, collocate, distance (in words). Sorted by document,
        then start, then end.

    Raises
    ------
    TableError
        If a table breaks its contract, or collocations lacks a column.
    ValueError
        If window is under 1.

    Examples
    --------
    >>> from corpuskit import find_tokens
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({"a": "خرق وقف إطلاق النار", "b": "وقف إطلاق النار"})
    >>> tokens = find_tokens(documents)
    >>> found = measure_collocations(tokens, min_pairs=2)
    >>> find_collocations(tokens, found.head(1))
      doc_id  start  end   term collocate  distance
    0      a      8   19  اطلاق     النار         1
    1      b      4   15  اطلاق     النار         1
    """
    check_table(tokens, TOKENS)
    _check_arguments(window, 1, 1, "n_pairs")
    absent = [name for name in ("term", "collocate") if name not in collocations]
    if absent:
        message = (
            f"collocations lacks the column {list_some(absent)} (has: "
            f"{', '.join(map(str, collocations.columns))}). It is made by measure_collocations()."
        )
        raise TableError(message)
    ordered = window == 1 if ordered is None else ordered
    coded = code_tokens(tokens, ordered=True)
    size = np.int64(max(len(coded.vocabulary), 1))
    one = coded.vocabulary.get_indexer(collocations["term"])
    two = coded.vocabulary.get_indexer(collocations["collocate"])
    known = (one >= 0) & (two >= 0)
    one, two = one[known].astype(np.int64), two[known].astype(np.int64)
    wanted = one * size + two if ordered else np.concatenate([one * size + two, two * size + one])
    turned = np.zeros(len(wanted), dtype=bool)
    turned[len(one) :] = True
    order = np.argsort(wanted, kind="stable")
    wanted, turned = wanted[order], turned[order]
    positions = _place(coded, tokens, units, None, None)
    firsts, seconds, flips = [], [], []
    for first, second in positions.pairs(window):
        key = positions.term[first] * size + positions.term[second]
        place, hit = _match(wanted, key)
        firsts.append(first[hit])
        seconds.append(second[hit])
        flips.append(turned[place[hit]])
    return _span_table(coded, tokens, firsts, seconds, flips)


def _match(keys: Codes, wanted: Codes) -> tuple[Codes, NDArray[np.bool_]]:
    """Return the place of each wanted number among sorted keys, and whether it is there."""
    if not len(keys):
        return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=bool)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return place, keys[place] == wanted


def _check_arguments(window: int, min_pairs: int, min_documents: int, sort_by: str) -> None:
    for name, value in (
        ("window", window),
        ("min_pairs", min_pairs),
        ("min_documents", min_documents),
    ):
        if not isinstance(value, (int, np.integer)) or value < 1:
            message = f"{name} must be a whole number, 1 or more, got {value!r}."
            raise ValueError(message)
    if sort_by not in _SORTS:
        message = f"sort_by must be one of {', '.join(map(repr, _SORTS))}, got {sort_by!r}."
        raise ValueError(message)


def _find_nodes(vocabulary: pd.Index, node: str | Iterable[str]) -> NDArray[np.bool_]:
    words = [node] if isinstance(node, str) else list(node)
    names = {*words, *map(normalize, words)}
    return np.asarray(vocabulary.isin(list(names)), dtype=bool)


def _place(
    coded: CodedTokens,
    tokens: pd.DataFrame,
    units: pd.DataFrame | None,
    stop_words: str | Iterable[str] | None,
    nodes: NDArray[np.bool_] | None,
) -> Positions:
    """Return the words with the unit that holds each; stop words that are no node become -1."""
    if units is None:
        row = coded.doc
    else:
        check_table(units, UNITS)
        row = coded.arrange(locate_spans(tokens, units.reset_index(drop=True)))
    stopped = find_stopped(coded.vocabulary, stop_words)
    if nodes is not None:
        stopped &= ~nodes
    term = np.where(stopped[coded.term], -1, coded.term) if stopped.any() else coded.term
    return Positions(row, term)


def _span_table(
    coded: CodedTokens,
    tokens: pd.DataFrame,
    firsts: list[Codes],
    seconds: list[Codes],
    flips: list[NDArray[np.bool_]],
) -> pd.DataFrame:
    empty = np.empty(0, dtype=np.int64)
    first = np.concatenate([empty, *firsts])
    second = np.concatenate([empty, *seconds])
    flip = np.concatenate([np.empty(0, dtype=bool), *flips])
    order = np.lexsort((second, first))
    first, second, flip = first[order], second[order], flip[order]
    rows = first if coded.order is None else coded.order[first]
    doc_id = tokens["doc_id"].iloc[rows].reset_index(drop=True)
    names = coded.vocabulary.astype("str")
    one, two = coded.term[first], coded.term[second]
    return pd.DataFrame(
        {
            "doc_id": doc_id,
            "start": coded.start[first],
            "end": coded.end[second],
            "term": names[np.where(flip, two, one)],
            "collocate": names[np.where(flip, one, two)],
            "distance": second - first,
        }
    )
