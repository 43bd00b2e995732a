"""The compiled search for lines and sentences against a slow, readable one in plain Python."""

import re
import sys
from collections.abc import Iterator

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpuskit as ck
from corpuskit.arabic.sentences import character_kinds, pack_words
from corpuskit.corpus.lists import read_list
from corpuskit.testing import make_documents

ABBREVIATIONS = frozenset(row["abbreviation"] for row in read_list("abbreviations.csv"))
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
    found = _EDGES.search(text, start, end)
    return found.span() if found else None


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
    return last in ABBREVIATIONS


_CUTS = {"document": _cut_document, "paragraph": _cut_lines, "sentence": _cut_sentences}


PIECES = [
    "قال", "د", "أ", "ـ", "هـ", "محمد", "كوم", "نت", "أورغ", "Mr", "No", "vs", "U", "a", "2", "12",
    "٣", "2016", "²", "𝟏", "𠀀", "😀", ".", ".", "..", "...", "…", "؟", "!", "۔", "،", "؛", ":",
    "(", ")", "[", "]", "«", "»", '"', "”", "’", "-", "–", "/", " ", " ", "\n", "\r", "\x85",
    "\u2028", "\xa0", "\u200f", "\u2003", "\u3000", "\ufeff", "\u064e", "\u0670", "\t",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)


def found(documents: pd.DataFrame, unit: str) -> list[tuple[str, int, int]]:
    units = ck.find_units(documents, unit=unit)
    return list(zip(units["doc_id"].astype(str), units["start"], units["end"], strict=True))


def expected(documents: pd.DataFrame, unit: str) -> list[tuple[str, int, int]]:
    pairs = zip(documents["doc_id"], documents["text"], strict=True)
    return [(doc_id, *span) for doc_id, text in pairs for span in _CUTS[unit](text)]


@pytest.mark.parametrize("unit", ["document", "paragraph", "sentence"])
@given(st.lists(texts, max_size=3))
def test_units_equal_the_plain_search(unit, many):
    # Lone surrogates can stand in a column of Python's own strings only.
    documents = make_documents({str(number): "" for number in range(len(many))})
    documents["text"] = pd.Series(many, dtype=object)
    assert found(documents, unit) == expected(documents, unit)


def test_no_character_beyond_the_table_is_a_letter_a_digit_or_a_blank():
    beyond = map(chr, range(len(character_kinds()), sys.maxunicode + 1))
    assert not any(char.isalnum() or char.isspace() for char in beyond)


def test_abbreviations_are_short():
    with pytest.raises(ValueError, match="abbreviations must have 1 to 4 letters, got 'Messrs'"):
        pack_words(["Messrs"])


@pytest.mark.corpus
def test_the_big_corpus_has_the_same_sentences(saudinewsnet):
    documents, _ = ck.read_corpus(saudinewsnet, errors="report", progress=False)
    for unit in _CUTS:
        assert found(documents, unit) == expected(documents, unit)
