"""The pass: from texts to words, term numbers and offsets, in one compiled loop.

Three doors, all deterministic and independent of block size:

``tokenize(texts, spelling="standard") -> Tokenized``
    every token as ``start, end, code`` (int32 arrays), how many each text has, and the list
    ``terms``;
``tokenize_bytes(blocks, spelling="standard") -> Tokenized``
    the same from UTF-8 bytes, as Arrow keeps them, without a string for each text;
``count_terms(texts, spelling="standard", ignore=()) -> TermCounts``
    the counts of each term in each document as CSR parts ``indptr, indices, counts`` and the
    list ``terms``, summed inside the pass: no array of all tokens is ever made.

``texts`` is any iterable of str and is read in blocks, so it may be a generator. ``terms`` are in
the order in which they are first seen.

Token policy
------------
A token is a word or a number; everything else parts tokens.

* A word is a run of letters. Marks, tatweel and invisible characters inside it (vowel signs,
  zero-width characters, bidi controls, soft hyphens) do not part it. The span runs from the first
  letter to the last letter, mark or tatweel: ``لـ«داعش»`` is ``لـ`` and ``داعش``. A mark or a
  tatweel that follows no letter is no token.
* Arabic letters, on one side, and other letters and digits, on the other, are parted where they
  meet: ``عام2016`` is ``عام`` and ``2016``, ``الـBBC`` is ``الـ`` and ``BBC``. Other letters and
  digits stay together: ``F16``, ``3D``.
* In a number, a point or comma between two digits belongs to it: ``1,500``, ``3.5``, ``٣٫٥``.
  Slashes, colons, hyphens and the Arabic comma part numbers: ``12/3/2016`` is three tokens.
* An underscore between letters or digits joins them (``#حلب_تحترق`` is ``حلب_تحترق``). The signs #
  and @ are not part of the token; they stand before its span.
* An address that begins with http://, https:// or www. is one token up to white space, a quotation
  mark, an angle bracket or an Arabic letter; punctuation at its end is left out. E-mail addresses
  are cut at their punctuation.
* Hyphens, apostrophes, slashes, points, ellipses, all quotation marks and all brackets part words,
  glued or not: ``كي-مون`` is two tokens, ``حلب...وقال`` too.
* Character entities (``&quot;``) and tags (``<br>``) are not words and part words.
* Other scripts follow the same rules; vowel signs of Indic scripts count as letters. Signs that
  Unicode spells out as a phrase (ﷺ), symbols, emoji and superscripts are no words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
from corpuskit.arabic.spelling import Spelling, resolve_spelling

BLOCK_CHARS = 1 << 17


@dataclass(frozen=True)
class Tokenized:
    """The tokens of some texts, in the order of the texts.

    Parameters
    ----------
    n_each : ndarray of int64
        How many tokens each text has.
    start, end : ndarray of int32
        Half-open code-point offsets into that text.
    code : ndarray of int32
        Position of its term in ``terms``.
    terms : list of str
        The distinct terms in the order in which they are first seen.
    """

    n_each: NDArray[np.int64]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    code: NDArray[np.int32]
    terms: list[str]

    @property
    def document(self) -> NDArray[np.int32]:
        """Which text each token stands in, counted from 0; never decreases."""
        return np.repeat(np.arange(len(self.n_each), dtype=np.int32), self.n_each)


@dataclass(frozen=True)
class TermCounts:
    """How often each term stands in each text, as the parts of a sparse matrix in CSR form.

    Parameters
    ----------
    indptr : ndarray of int64
        The row of text ``i`` is ``indptr[i]:indptr[i + 1]``.
    indices : ndarray of int32
        Columns, each once a row, in the order in which the text first shows them.
    counts : ndarray of int32
        How often.
    terms : list of str
        The names of the columns, in the order in which they are first seen.
    """

    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]
    counts: NDArray[np.int32]
    terms: list[str]


def tokenize(texts: Iterable[str], spelling: str | Spelling = "standard") -> Tokenized:
    """Cut texts into tokens, number their terms and keep their offsets.

    Parameters
    ----------
    texts : iterable of str
        The texts, in order.
    spelling : {"light", "standard", "search"} or Spelling, default "standard"
        How terms are written.

    Returns
    -------
    Tokenized
        One entry a token, in the order of the texts.

    Raises
    ------
    ValueError
        If there is no spelling of that name.

    Examples
    --------
    >>> found = tokenize(["قال كيري: لا، كيرى لم يقل."])
    >>> [found.terms[code] for code in found.code]
    ['قال', 'كيري', 'لا', 'كيري', 'لم', 'يقل']
    >>> found.start.tolist()
    [0, 4, 10, 14, 19, 22]
    """
    scanner = _Scanner(resolve_spelling(spelling))
    return _collect(scanner, (scanner.scan(block) for block in _blocks(texts)))


def tokenize_bytes(
    blocks: Iterable[tuple[NDArray[np.int64], NDArray[np.uint8]]],
    spelling: str | Spelling = "standard",
) -> Tokenized:
    """Cut texts that are given as bytes into tokens; see :func:`tokenize`.

    Parameters
    ----------
    blocks : iterable of (offsets, data)
        Some texts each: text ``i`` of a block is ``data[offsets[i]:offsets[i + 1]]``, in UTF-8.
    spelling : {"light", "standard", "search"} or Spelling, default "standard"
        How terms are written.

    Returns
    -------
    Tokenized
        One entry a token, in the order of the texts.

    Raises
    ------
    ValueError
        If there is no spelling of that name.

    Examples
    --------
    >>> data = np.frombuffer("قال كيري".encode(), dtype=np.uint8)
    >>> found = tokenize_bytes([(np.array([0, 6, 15]), data)])
    >>> found.terms, found.n_each.tolist(), found.start.tolist()
    (['قال', 'كيري'], [1, 1], [0, 1])
    """
    scanner = _Scanner(resolve_spelling(spelling))
    return _collect(scanner, (scanner.scan_bytes(*block) for block in blocks))


def _collect(scanner: "_Scanner", scanned: Iterable[tuple[int, NDArray[np.int64]]]) -> Tokenized:
    """Return what a scanner finds, block by block."""
    starts, ends, codes = _Column(), _Column(), _Column()
    per_document = [np.zeros(0, dtype=np.int64)]
    for n_tokens, n_each in scanned:
        starts.add(scanner.starts[:n_tokens])
        ends.add(scanner.stops[:n_tokens])
        codes.add(scanner.numbers[:n_tokens])
        per_document.append(n_each)
    columns = starts.close(), ends.close(), codes.close()
    return Tokenized(np.concatenate(per_document), *columns, scanner.close())


def count_terms(
    texts: Iterable[str],
    spelling: str | Spelling = "standard",
    *,
    ignore: Iterable[str] = (),
) -> TermCounts:
    """Count the terms of each text, without an array of all tokens.

    Parameters
    ----------
    texts : iterable of str
        The texts, in order; one text a row.
    spelling : {"light", "standard", "search"} or Spelling, default "standard"
        How terms are written.
    ignore : iterable of str, default ()
        Terms that are not counted (stop words), in the same spelling. They are no columns.

    Returns
    -------
    TermCounts
        The parts of the matrix.

    Raises
    ------
    ValueError
        If there is no spelling of that name.

    Examples
    --------
    >>> found = count_terms(["قال كيري وقال لافروف", "كيري كيري"], ignore=["قال", "وقال"])
    >>> found.terms, found.indptr.tolist(), found.indices.tolist(), found.counts.tolist()
    (['كيري', 'لافروف'], [0, 2, 3], [0, 1, 0], [1, 1, 2])
    """
    scanner = _Scanner(resolve_spelling(spelling), ignore=tuple(dict.fromkeys(ignore)))
    indices, counts = _Column(), _Column()
    per_document = [np.zeros(0, dtype=np.int64)]
    for block in _blocks(texts):
        _, n_each = scanner.scan(block)
        n_rows, n_cells = scanner.count(n_each)
        indices.add(scanner.starts[:n_rows])
        counts.add(scanner.counts[:n_rows])
        per_document.append(n_cells)
    each = np.concatenate(per_document)
    indptr = np.zeros(len(each) + 1, dtype=np.int64)
    np.cumsum(each, out=indptr[1:])
    return TermCounts(indptr, indices.close(), counts.close(), scanner.close())


def _blocks(texts: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    size = 0
    for text in texts:
        block.append(text)
        size += len(text)
        if size >= BLOCK_CHARS:
            yield block
            block, size = [], 0
    if block:
        yield block


class _Column:
    """A column while it grows, in one piece: small pieces leave holes in memory when freed."""

    def __init__(self) -> None:
        self.whole = np.empty(0, dtype=np.int32)
        self.used = 0

    def add(self, piece: NDArray[np.int32]) -> None:
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


class _Scanner:
    """The vocabulary and the buffers of one run over texts."""

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
