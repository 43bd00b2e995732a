"""The scanner: what the compiled loops need from block to block of one run over texts.

It turns strings or bytes into code points, makes room for what the loops find, and keeps the
vocabulary. :mod:`corpuskit.arabic.tokenizer` says what a token is and is the door to it.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpuskit.arabic.codepoints import decode
from corpuskit.arabic.interning import count, intern, rehash
from corpuskit.arabic.letters import (
    LONGEST_LIGATURE,
    build_table,
    composed_pairs,
    entry_of,
    maqsura_words,
    pack_ligatures,
    packed_codes,
    packed_exceptions,
    split_ligatures,
)
from corpuskit.arabic.scan import scan
from corpuskit.arabic.spelling import Spelling


class Column:
    """A column while it grows, in one piece: small pieces leave holes in memory when freed."""

    def __init__(self) -> None:
        self.whole = np.empty(0, dtype=np.int32)
        self.used = 0

    def add(self, piece: NDArray[np.int32]) -> None:
        """Write a piece behind the others."""
        end = self.used + len(piece)
        if end > len(self.whole):
            self.whole = _grow(self.whole, self.used, 2 * end)
        self.whole[self.used : end] = piece
        self.used = end

    def close(self) -> NDArray[np.int32]:
        """Return the column; what was kept ready behind it is given back."""
        whole, self.whole = self.whole, np.empty(0, dtype=np.int32)
        whole.resize(self.used, refcheck=False)
        return whole


class Scanner:
    """The vocabulary and the buffers of one run over texts.

    After each block its tokens stand in ``starts``, ``stops`` and ``numbers``, after
    :meth:`count` its cells in ``starts`` (their columns) and ``counts``.

    Parameters
    ----------
    spelling : Spelling
        How terms are written.
    ignore : sequence of str, default ()
        Terms that :meth:`count` leaves out.
    """

    def __init__(self, spelling: Spelling, ignore: Sequence[str] = ()) -> None:
        self.spelling = spelling
        self.table, self.ligature_bounds, self.ligatures = build_table(spelling)
        self.codes = packed_codes(self.table, spelling)
        self.whole_words = packed_exceptions(spelling)
        self.composed = composed_pairs(spelling)
        self.exceptions = maqsura_words(spelling)
        self.astral: dict[int, int] = {}
        self._clear()
        self._ignore([term for term in ignore if term and "\n" not in term])
        self.n_ignored = int(self.state[0])

    def _clear(self) -> None:
        # The vocabulary: letters of all terms, where each begins, and the hash table.
        self.pool = np.zeros(0, dtype=np.uint16)
        self.bounds = np.zeros(1, dtype=np.int64)
        self.slots = np.zeros(0, dtype=np.uint64)
        self.marks = np.zeros(0, dtype=np.int64)
        # Number of terms, number of texts counted.
        self.state = np.zeros(2, dtype=np.int64)
        self._make_buffers(0)

    def _ignore(self, terms: Sequence[str]) -> None:
        """Give some terms the first numbers, by which they are known."""
        letters = "".join(terms).encode("utf-16-le", "surrogatepass")
        sizes = [len(term.encode("utf-16-le", "surrogatepass")) // 2 for term in terms]
        n_units = len(letters) // 2
        self._reserve(n_units)
        self.letters[:n_units] = np.frombuffer(letters, dtype=np.uint16)
        self.cuts[: len(terms) + 1] = [0, *accumulate(sizes)]
        self.keys[: len(terms)] = 0
        self._intern(len(terms))

    def _reserve(self, n_chars: int) -> None:
        """Make room for as many tokens and new terms as so many characters can hold."""
        n_terms = int(self.state[0])
        if len(self.keys) < n_chars + 1:
            self._make_buffers(n_chars + 1)
        most = n_terms + n_chars + 2
        if len(self.bounds) < most:
            self.bounds = _grow(self.bounds, n_terms + 1, most * 3 // 2)
            self.marks = _grow(self.marks, n_terms, most * 3 // 2)
        room = int(self.bounds[n_terms]) + len(self.letters) + len(self.keys)
        if len(self.pool) < room:
            self.pool = _grow(self.pool, int(self.bounds[n_terms]), room * 3 // 2)
        if len(self.slots) < 3 * most:
            size = 1 << (3 * most // 2).bit_length()
            self.slots = rehash(self.pool, self.bounds, n_terms, size)

    def _make_buffers(self, size: int) -> None:
        self.letters = np.empty(size * LONGEST_LIGATURE, dtype=np.uint16)
        self.cuts = np.empty(size + 1, dtype=np.int32)
        self.keys = np.empty(size, dtype=np.uint64)
        self.starts, self.stops, self.numbers, self.counts = (
            np.empty(size, dtype=np.int32) for _ in range(4)
        )

    def _intern(self, n_tokens: int) -> None:
        intern(
            self.letters,
            self.cuts,
            self.keys,
            n_tokens,
            self.slots,
            self.pool,
            self.bounds,
            self.state,
            self.numbers,
        )

    def scan(self, block: list[str]) -> tuple[int, NDArray[np.int64]]:
        """Cut and number the tokens of a block; return how many, in all and in each text."""
        ends = np.array(list(accumulate(len(text) + 1 for text in block)), dtype=np.int64) - 1
        joined = "\n".join([*block, ""])
        units = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
        if len(units) == len(joined):
            return self._scan(units, ends)
        points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        return self._scan(self._number_astral(points), ends)

    def scan_bytes(
        self, offsets: NDArray[np.int64], data: NDArray[np.uint8]
    ) -> tuple[int, NDArray[np.int64]]:
        """Cut and number the tokens of a block of bytes; return as :meth:`scan`."""
        points, ends = decode(offsets, data)
        return self._scan(self._number_astral(points), ends)

    def _scan(
        self, units: NDArray[np.uint16] | NDArray[np.uint32], ends: NDArray[np.int64]
    ) -> tuple[int, NDArray[np.int64]]:
        self._reserve(len(units))
        n_each = np.zeros(len(ends), dtype=np.int64)
        n_tokens = scan(
            units,
            ends,
            self.codes,
            self.whole_words,
            self.table,
            self.ligature_bounds,
            self.ligatures,
            self.composed,
            self.exceptions,
            self.letters,
            self.cuts,
            self.keys,
            self.starts,
            self.stops,
            n_each,
        )
        self._intern(n_tokens)
        return n_tokens, n_each

    def count(self, n_each: NDArray[np.int64]) -> tuple[int, NDArray[np.int64]]:
        """Sum the tokens of the last block; indices replace starts, return as :meth:`scan`."""
        n_cells = np.zeros_like(n_each)
        n_rows = count(
            self.numbers,
            n_each,
            self.n_ignored,
            self.marks,
            self.state,
            self.starts,
            self.counts,
            n_cells,
        )
        return n_rows, n_cells

    def _number_astral(self, points: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Give each character beyond the first plane a place of its own in the table."""
        if points.max(initial=0) <= 0xFFFF:
            return points
        beyond = points > 0xFFFF
        codes, places = np.unique(points[beyond], return_inverse=True)
        for code in codes.tolist():
            if code not in self.astral:
                self.astral[code] = len(self.table)
                self._add_entry(chr(code))
        points = points.copy()
        points[beyond] = np.array([self.astral[code] for code in codes.tolist()])[places]
        return points

    def _add_entry(self, char: str) -> None:
        ligatures = split_ligatures(self.ligature_bounds, self.ligatures)
        entry = entry_of(char, self.spelling, ligatures)
        self.ligature_bounds, self.ligatures = pack_ligatures(ligatures)
        self.table = np.append(self.table, np.uint32(entry))
        self.codes = packed_codes(self.table, self.spelling)

    def close(self) -> list[str]:
        """Return the terms; the vocabulary and the buffers are given back."""
        n_terms, n_ignored = int(self.state[0]), self.n_ignored
        letters = self.pool[: self.bounds[n_terms]].tobytes()
        self._clear()
        return letters.decode("utf-16-le", "surrogatepass").split("\n")[n_ignored:n_terms]


def _grow(array: NDArray[Any], used: int, size: int) -> NDArray[Any]:
    larger = np.zeros(size, dtype=array.dtype)
    larger[:used] = array[:used]
    return larger
