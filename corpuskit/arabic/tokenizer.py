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

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpuskit.arabic.scanner import Column, Scanner
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
    scanner = Scanner(resolve_spelling(spelling))
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
    scanner = Scanner(resolve_spelling(spelling))
    return _collect(scanner, (scanner.scan_bytes(*block) for block in blocks))


def _collect(scanner: Scanner, scanned: Iterable[tuple[int, NDArray[np.int64]]]) -> Tokenized:
    """Return what a scanner finds, block by block."""
    starts, ends, codes = Column(), Column(), Column()
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
    scanner = Scanner(resolve_spelling(spelling), ignore=tuple(dict.fromkeys(ignore)))
    indices, counts = Column(), Column()
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
