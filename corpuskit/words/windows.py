"""Pairs of words that stand near each other, by arithmetic on term numbers. Internal."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpuskit.words.coding import Codes


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
        for distance in range(1, window + 1):
            if distance >= len(self.row):
                return
            first, second = self.row[:-distance], self.row[distance:]
            near = (first == second) & (first >= 0)
            near &= (self.term[:-distance] >= 0) & (self.term[distance:] >= 0)
            at = np.flatnonzero(near)
            yield at, at + distance


@dataclass(frozen=True)
class PairCounts:
    """How often two terms meet, in order: the first stands before the second.

    Parameters
    ----------
    first, second : ndarray of shape (n_pairs,)
        The terms.
    n : ndarray of shape (n_pairs,)
        Meetings.
    n_first, n_second : ndarray of shape (n_terms,)
        Meetings of each term with any, as the first and as the second word.
    total : int
        All meetings.
    """

    first: Codes
    second: Codes
    n: Codes
    n_first: Codes
    n_second: Codes
    total: int


def count_windows(
    positions: Positions, window: int, n_terms: int, *, nodes: NDArray[np.bool_] | None
) -> PairCounts:
    """Count the ordered pairs of all windows; keep those that hold a node, if there are any."""
    n_first = np.zeros(n_terms, dtype=np.int64)
    n_second = np.zeros(n_terms, dtype=np.int64)
    keys, counts = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    for one, two in positions.pairs(window):
        first, second = positions.term[one], positions.term[two]
        n_first += np.bincount(first, minlength=n_terms)
        n_second += np.bincount(second, minlength=n_terms)
        if nodes is not None:
            held = nodes[first] | nodes[second]
            first, second = first[held], second[held]
        pair = first * np.int64(n_terms) + second
        pair.sort()
        begins = np.flatnonzero(np.append(True, pair[1:] != pair[:-1])) if len(pair) else pair
        new, found = pair[begins], np.diff(np.append(begins, len(pair)))
        keys, counts = _merge(keys, counts, new, found)
    size = max(n_terms, 1)
    return PairCounts(keys // size, keys % size, counts, n_first, n_second, int(n_first.sum()))


def _merge(keys: Codes, counts: Codes, new: Codes, found: Codes) -> tuple[Codes, Codes]:
    """Add the counts of two sorted lists of keys."""
    if not len(keys) or not len(new):
        return (new, found) if len(new) else (keys, counts)
    both = np.concatenate([keys, new])
    order = np.argsort(both)
    both = both[order]
    begins = np.flatnonzero(np.append(True, both[1:] != both[:-1]))
    return both[begins], np.add.reduceat(np.concatenate([counts, found])[order], begins)


def fold_order(pairs: PairCounts) -> PairCounts:
    """Return the pairs without order: the lesser number first, both marginals the same.

    Each meeting is looked at from both its words, so the total doubles; a term that meets itself
    is left out.
    """
    size = np.int64(max(len(pairs.n_first), 1))
    apart = pairs.first != pairs.second
    low = np.minimum(pairs.first, pairs.second)[apart]
    high = np.maximum(pairs.first, pairs.second)[apart]
    keys, places = np.unique(low * size + high, return_inverse=True)
    counts = np.bincount(places, pairs.n[apart], minlength=len(keys)).astype(np.int64)
    either = pairs.n_first + pairs.n_second
    return PairCounts(keys // size, keys % size, counts, either, either, 2 * pairs.total)
