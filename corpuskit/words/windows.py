"""Pairs of words that stand near each other, by arithmetic on term numbers. Internal."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpuskit.words.coding import Codes

_AT_ONCE = 1 << 25


@dataclass(frozen=True)
class Positions:
    """Words in the order of the text.

    Parameters
    ----------
    row : ndarray of shape (n_tokens,)
        Number of the unit that holds each word; -1 where none does.
    term : ndarray of shape (n_tokens,)
        Number of its term; -1 where it is not counted. It still keeps its place.
    """

    row: Codes
    term: Codes

    def pairs(self, window: int) -> Iterator[tuple[Codes, Codes]]:
        """Yield, for each distance, the places of first and second word of all pairs."""
        for distance, near in enumerate(self.near(window), start=1):
            at = np.flatnonzero(near)
            yield at, at + distance

    def near(self, window: int) -> Iterator[NDArray[np.bool_]]:
        """Yield, for each distance, whether a word and the one so much later are a pair."""
        for distance in range(1, min(window, len(self.row) - 1) + 1):
            first, second = self.row[:-distance], self.row[distance:]
            near = (first == second) & (first >= 0)
            near &= (self.term[:-distance] >= 0) & (self.term[distance:] >= 0)
            yield near


@dataclass(frozen=True)
class PairCounts:
    """How often, and in how many documents, two terms meet.

    Parameters
    ----------
    first, second : ndarray of shape (n_pairs,)
        The terms: in the order of the text, or the lesser number first.
    n : ndarray of shape (n_pairs,)
        Meetings.
    n_forward : ndarray of shape (n_pairs,)
        Meetings in which ``first`` stands before ``second``.
    n_documents : ndarray of shape (n_pairs,)
        Documents in which they meet.
    n_first, n_second : ndarray of shape (n_terms,)
        Meetings of each term with any, as the first and as the second.
    total : int
        All meetings.
    """

    first: Codes
    second: Codes
    n: Codes
    n_forward: Codes
    n_documents: Codes
    n_first: Codes
    n_second: Codes
    total: int


def count_windows(
    positions: Positions,
    doc: Codes,
    window: int,
    n_terms: int,
    *,
    ordered: bool,
    min_pairs: int = 1,
    nodes: NDArray[np.bool_] | None = None,
) -> PairCounts:
    """Count the pairs of all windows that meet often enough, those that hold a node if there are.

    Without order each meeting is looked at from both its words, so the total doubles, and a term
    that meets itself is left out of the pairs.

    Terms, document and direction of a meeting are packed into one whole number. One sort then puts
    equal pairs together, and in them equal documents; it runs over a range of first terms at a
    time, so that no more than some 30 million meetings are held at once.
    """
    near = list(positions.near(window))
    ahead = np.zeros(len(doc), dtype=np.int32)
    behind = np.zeros(len(doc), dtype=np.int32)
    for distance, met in enumerate(near, start=1):
        ahead[:-distance] += met
        behind[distance:] += met
    n_first = _sum_by(positions.term, ahead, n_terms)
    n_second = _sum_by(positions.term, behind, n_terms)
    total = int(n_first.sum())
    if not ordered:
        n_first = n_second = n_first + n_second
        total *= 2
    ends = np.cumsum(n_first)
    last_doc = int(doc.max(initial=0))
    parts = [(np.empty(0, dtype=np.int64),) * 5]
    low = 0
    while low < n_terms:
        before = int(ends[low - 1]) if low else 0
        high = max(int(np.searchsorted(ends, before + _AT_ONCE, side="right")), low + 1)
        keys = _pack(positions, doc, near, (low, high), n_terms, ordered=ordered, nodes=nodes)
        parts.append(_count_keys(keys, low, n_terms, last_doc, min_pairs))
        low = high
    first, second, n, forward, documents = map(np.concatenate, zip(*parts, strict=True))
    return PairCounts(first, second, n, forward, documents, n_first, n_second, total)


def _sum_by(term: Codes, values: Codes, n_terms: int) -> Codes:
    """Return the sum of the values of each term; terms below 0 have none."""
    counted = term >= 0
    if not counted.all():
        term, values = term[counted], values[counted]
    return np.bincount(term, values, minlength=n_terms).astype(np.int64)


def _pack(
    positions: Positions,
    doc: Codes,
    near: list[NDArray[np.bool_]],
    terms: tuple[int, int],
    n_terms: int,
    *,
    ordered: bool,
    nodes: NDArray[np.bool_] | None,
) -> Codes:
    """Return the meetings whose first term lies in a range: terms, document, direction."""
    low, high = terms
    second_bits, doc_bits = _bits(n_terms - 1), _bits(int(doc.max(initial=0)))
    packed = [np.empty(0, dtype=np.int64)]
    for distance, met in enumerate(near, start=1):
        one, two = positions.term[:-distance], positions.term[distance:]
        leading = one if ordered else np.minimum(one, two)
        held = met & (leading >= low) & (leading < high)
        if not ordered:
            held &= one != two
        if nodes is not None:
            held &= nodes[one] | nodes[two]
        at = np.flatnonzero(held)
        first, second = one[at], two[at]
        forward = np.ones(len(at), dtype=bool) if ordered else first < second
        if not ordered:
            first, second = np.minimum(first, second), np.maximum(first, second)
        key = first.astype(np.int64) - low
        key = (key << second_bits) | second
        key = (key << doc_bits) | doc[at]
        packed.append((key << 1) | forward)
    return np.concatenate(packed)


def _count_keys(
    keys: Codes, low: int, n_terms: int, last_doc: int, min_pairs: int
) -> tuple[Codes, Codes, Codes, Codes, Codes]:
    """Sort packed meetings and return first, second, n, n_forward and n_documents of each pair."""
    keys.sort()
    second_bits, doc_bits = _bits(n_terms - 1), _bits(last_doc)
    change = keys[1:] ^ keys[:-1]
    begins = np.flatnonzero(np.append([True] * bool(len(keys)), change >> (doc_bits + 1)))
    ends = np.append(begins[1:], len(keys))[: len(begins)]
    kept = ends - begins >= min_pairs
    begins, ends = begins[kept], ends[kept]
    forward = _running(keys & 1)
    # Within a pair each other document is one change; the first of them is none.
    documents = _running((change >> 1) != 0)
    pair = keys[begins] >> (doc_bits + 1)
    return (
        (pair >> second_bits) + low,
        pair & ((1 << second_bits) - 1),
        ends - begins,
        forward[ends] - forward[begins],
        documents[ends - 1] - documents[begins] + 1,
    )


def _running(values: Codes | NDArray[np.bool_]) -> Codes:
    """Return the sums of the first 0, 1, 2, ... values."""
    sums = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, out=sums[1:])
    return sums


def _bits(largest: int) -> int:
    return max(largest, 1).bit_length()
