"""Cut texts into documents, paragraphs and sentences: the stretches in which naming counts."""

import re
from array import array
from collections.abc import Iterator
from functools import cache
from typing import Literal

import numpy as np
import pandas as pd

from corpuskit.corpus.columns import iterate_texts
from corpuskit.corpus.lists import read_list
from corpuskit.tables import DOCUMENTS, UNITS_ALLOWED, check_table

Unit = Literal["document", "paragraph", "sentence"]

# Blanks, and the marks that print nothing: a span never begins or ends with one.
_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_BLANK = rf"\s{_INVISIBLE}"
_LINE_END = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_LINES = re.compile(rf"[^{_LINE_END}]+")
_EDGES = re.compile(rf"[^{_BLANK}](?:.*[^{_BLANK}])?", re.DOTALL)
_NOT_BLANK = re.compile(rf"[^{_BLANK}]")
# A run of stops and whatever closes behind it.
_STOPS = re.compile(r"[.!?؟…۔]+[\"'»”’›）)\]}]*")
_CLOSING_BRACKETS = frozenset(")]}）")
_OPENING = frozenset("([{（")
_ARABIC = "\u0621-\u063a\u0641-\u064a\u064b-\u0652\u0670\u0671-\u06d3"
_GLUED_NEXT = re.compile(rf"[\"«“‘(]?[{_ARABIC}]{{3}}")
_GLUED_LAST = re.compile(rf"[{_ARABIC}]{{3}}[\"»”)]?$")
_WORD_BEFORE = re.compile(rf"[^{_BLANK}(\[«“\"'‘/،؛:–—-]+$")
# Spelled-out host names ("دوت.كوم") keep their dots.
_HOST_ENDINGS = ("كوم", "نت", "أورغ", "اورج")


def find_units(documents: pd.DataFrame, *, unit: Unit = "sentence") -> pd.DataFrame:
    """Find the sentences, paragraphs or whole texts of documents, as spans.

    Parameters
    ----------
    documents : DataFrame
        A documents table.
    unit : {"sentence", "paragraph", "document"}, default "sentence"
        How large a stretch is. A paragraph is a line that is not blank. A document is the
        whole text, one row even where the text is empty.

    Returns
    -------
    DataFrame
        A units table: doc_id (category, in the order of ``documents``), unit, unit_index (from
        0 within the document), start, end. Spans have no blanks at their edges and do not
        overlap; only blanks stand between them.

    Raises
    ------
    TableError
        If ``documents`` breaks its contract.
    ValueError
        If ``unit`` is not one of the three.

    Notes
    -----
    A sentence ends at the end of a line, with or without a stop, and at ``.``, ``!``, ``?``,
    ``؟``, ``۔``, three or more dots and ``…``; quotation marks that close behind the stop belong
    to it. It does not end

    - at ``؛``, nor at exactly two dots, which Arabic papers print as a pause;
    - inside a number or date (3.5, 8.12.2016), after the number of a list item at the start of a
      line ("1. "), nor at a stop inside round or square brackets;
    - after a single letter, which is an initial or a title (د. أحمد، أ.ف.ب.، ص.ب)، unless the
      letter follows a number (2016م.); nor after the abbreviations of
      ``corpuskit/data/abbreviations.csv``.

    A stop glued to the next word ("الجاري.وأضاف") ends a sentence if three letters stand on both
    of its sides.

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({"a": "قال د. سعيد: «لن نوقع.» وأضاف أن 3.5 مليون عادوا"})
    >>> sentences = find_units(documents)
    >>> [documents.text[0][s:e] for s, e in zip(sentences.start, sentences.end)]
    ['قال د. سعيد: «لن نوقع.»', 'وأضاف أن 3.5 مليون عادوا']
    """
    check_table(documents, DOCUMENTS)
    if unit not in _CUTS:
        message = f"unit must be one of {', '.join(_CUTS)}, got {unit!r}."
        raise ValueError(message)
    cut = _CUTS[unit]
    starts, ends = array("i"), array("i")
    counts = np.zeros(len(documents), dtype=np.int64)
    for row, text in enumerate(iterate_texts(documents)):
        before = len(starts)
        for start, end in cut(text):
            starts.append(start)
            ends.append(end)
        counts[row] = len(starts) - before
    rows = np.repeat(np.arange(len(documents)), counts)
    first = np.repeat(np.cumsum(counts) - counts, counts)
    return pd.DataFrame(
        {
            "doc_id": _as_category(documents["doc_id"], rows),
            "unit": pd.Categorical.from_codes(
                np.full(len(rows), UNITS_ALLOWED.index(unit), dtype=np.int8),
                categories=pd.Index(UNITS_ALLOWED, dtype="str"),
            ),
            "unit_index": (np.arange(len(rows)) - first).astype(np.int32),
            "start": np.array(starts, dtype=np.int32),
            "end": np.array(ends, dtype=np.int32),
        }
    )


def _as_category(ids: pd.Series, rows: np.ndarray) -> pd.Categorical:
    """Repeat doc_ids as a category whose categories keep the order of the documents."""
    codes, categories = pd.factorize(ids.astype("str"))
    return pd.Categorical.from_codes(codes[rows], categories=pd.Index(categories, dtype="str"))


def _cut_document(text: str) -> Iterator[tuple[int, int]]:
    span = _trim(text, 0, len(text))
    yield span or (0, 0)


def _cut_lines(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINES.finditer(text):
        span = _trim(text, line.start(), line.end())
        if span:
            yield span


def _cut_sentences(text: str) -> Iterator[tuple[int, int]]:
    for line_start, line_end in _cut_lines(text):
        start = line_start
        for stop in _STOPS.finditer(text, line_start, line_end):
            at = stop.end()
            if at < line_end and _ends_sentence(text, stop, line_start, line_end):
                span = _trim(text, start, at)
                if span:
                    yield span
                start = at
        span = _trim(text, start, line_end)
        if span:
            yield span


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Shrink a span until no blank stands at its edges; None if nothing is left."""
    if (
        start < end
        and text[start] > "\xad"
        and text[end - 1] in _PLAIN_END
        and not ("\u200b" <= text[start] <= "\u206f" or text[start] in "\u061c\ufeff")
    ):
        return (start, end)
    found = _EDGES.search(text, start, end)
    return found.span() if found else None


_PLAIN_END = frozenset('.،؛:؟!?"»”)') | frozenset(map(chr, range(0x621, 0x64B)))


def _ends_sentence(text: str, stop: re.Match[str], line_start: int, line_end: int) -> bool:
    """Decide whether a run of stops inside a line ends a sentence."""
    start, end = stop.span()
    run = stop.group()
    closers = run.lstrip(".!?؟…۔")
    mark = run[: len(run) - len(closers)]
    if mark == "..":
        return False
    if (closers and closers[0] in _CLOSING_BRACKETS) or (
        start > line_start and text[start - 1] in _OPENING
    ):
        return False
    after = text[end]
    if not (after.isspace() or after in _ZERO_WIDTH):
        return mark == "." and _is_glued_end(text, start, end, line_start, line_end)
    rest = _NOT_BLANK.search(text, end, line_end)
    if rest is None:
        return True
    following = text[rest.start()]
    if following in "،؛,:" or (following in _CLOSING_BRACKETS):
        return False
    if mark != ".":
        return True
    if following.isdigit() and not after.isspace():
        return False
    return not _is_abbreviation(text, start, line_start)


_ZERO_WIDTH = frozenset("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff") | frozenset(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)


def _is_glued_end(text: str, start: int, end: int, line_start: int, line_end: int) -> bool:
    """Say whether a stop without a blank behind it stands between two whole words."""
    if not _GLUED_NEXT.match(text, end, line_end):
        return False
    if text.startswith(_HOST_ENDINGS, end):
        return False
    return bool(_GLUED_LAST.search(text, max(line_start, start - 4), start))


def _is_abbreviation(text: str, dot: int, line_start: int) -> bool:
    """Say whether the word before a full stop is an initial, a title or a list number."""
    # Most words are longer than any abbreviation: no need to look for where they begin.
    begin = dot - _longest_abbreviation() - 1
    if begin >= line_start and text[begin:dot].isalpha():
        return False
    found = _WORD_BEFORE.search(text, max(line_start, dot - 24), dot)
    if found is None:
        return False
    word = found.group()
    last = word.rpartition(".")[2]
    if last.isdecimal():
        return len(last) <= 2 and last == word and found.start() == line_start
    letters = "".join(c for c in last if c.isalpha() and c != "ـ")
    if len(letters) == 1 and "ـ" not in last and not any(c.isdecimal() for c in last):
        before = text[line_start : found.start()].rstrip()
        return not (before and before[-1].isdecimal())
    return last in _read_abbreviations()


_CUTS = {"document": _cut_document, "paragraph": _cut_lines, "sentence": _cut_sentences}


@cache
def _longest_abbreviation() -> int:
    return max(map(len, _read_abbreviations()))


@cache
def _read_abbreviations() -> frozenset[str]:
    return frozenset(row["abbreviation"] for row in read_list("abbreviations.csv"))
