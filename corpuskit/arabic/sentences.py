"""Where lines and sentences begin and end, in compiled code.

Arguments are plain arrays of code points; :func:`corpuskit.corpus.units.find_units` says what ends
a sentence. The functions are compiled at first use and kept on disk, until this file changes.
"""

# ruff: noqa: ANN001, ANN202, SIM110
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpuskit.arabic.compiling import compiled

# What one character is; several may hold.
SPACE, INVISIBLE, LINE_END, STOP, CLOSER = 1, 2, 4, 8, 16
OPENING_BRACKET, CLOSING_BRACKET, COMMA, BREAK, ARABIC = 32, 64, 128, 256, 512
OPENS_WORD, CLOSES_WORD, DIGIT, DECIMAL, ALPHA = 1024, 2048, 4096, 8192, 16384
_BLANK = SPACE | INVISIBLE
# Marks that print nothing: a span never begins or ends with one.
_INVISIBLE = (
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060"
    "\u2066\u2067\u2068\u2069\ufeff"
)
_SIGNS = {
    INVISIBLE | BREAK: _INVISIBLE,
    LINE_END: "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029",
    STOP: ".!?؟…۔",
    CLOSER: "\"'»”’›）)]}",
    OPENING_BRACKET: "([{（",
    CLOSING_BRACKET: ")]}）",
    COMMA: "،؛,:",
    BREAK: "([«“\"'‘/،؛:–—-",
    OPENS_WORD: '"«“‘(',
    CLOSES_WORD: '"»”)',
}
_ARABIC_RANGES = ((0x0621, 0x063A), (0x0641, 0x0652), (0x0670, 0x06D3))
# No character from here on is a letter, a digit or a blank.
_N_KINDS = 0x33480
_ONE = np.uint64(1)
_DOT, _TATWEEL = np.uint32(ord(".")), np.uint32(0x0640)
# Spelled-out host names ("دوت.كوم") keep their dots.
_HOST_ENDINGS = ("كوم", "نت", "أورغ", "اورج")
# How far back the word before a full stop is looked for, and what no abbreviation is longer than.
_REACH, _LONG = 24, 5


@lru_cache(maxsize=1)
def character_kinds() -> NDArray[np.uint16]:
    """Return what each character is, by its code point.

    Returns
    -------
    ndarray of uint16
        Sums of ``SPACE``, ``STOP`` and the like; characters beyond its end are nothing.
    """
    kinds = np.zeros(_N_KINDS, dtype=np.uint16)
    chars = "".join(map(chr, range(_N_KINDS)))
    alphabetic = np.fromiter(map(str.isalpha, chars), dtype=bool, count=_N_KINDS)
    kinds[alphabetic] = ALPHA
    for code in np.flatnonzero(~alphabetic).tolist():
        char = chars[code]
        if char.isspace():
            kinds[code] = SPACE | BREAK
        elif char.isdigit():
            kinds[code] = DIGIT | DECIMAL if char.isdecimal() else DIGIT
    for kind, signs in _SIGNS.items():
        kinds[[ord(sign) for sign in signs]] |= np.uint16(kind)
    for low, high in _ARABIC_RANGES:
        kinds[low : high + 1] |= np.uint16(ARABIC)
    return kinds


def pack_words(words: Iterable[str]) -> NDArray[np.uint32]:
    """Return the code points of short words, a row each, with zeros behind them.

    Raises
    ------
    ValueError
        If a word has five letters or more, or none.
    """
    listed = sorted(set(words))
    rows = np.zeros((len(listed), _LONG), dtype=np.uint32)
    for row, word in zip(rows, listed, strict=True):
        if not 0 < len(word) < _LONG:
            raise ValueError(f"abbreviations must have 1 to {_LONG - 1} letters, got {word!r}.")
        row[: len(word)] = [ord(letter) for letter in word]
    return rows


def find_spans(
    points: NDArray[np.uint32],
    ends: NDArray[np.int64],
    abbreviations: NDArray[np.uint32],
    *,
    lines: bool,
    sentences: bool,
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Cut texts into lines, and lines into sentences, without blanks at their edges.

    Parameters
    ----------
    points, ends : ndarray
        The texts, from :func:`corpuskit.arabic.codepoints.decode`.
    abbreviations : ndarray
        Words after which a full stop ends no sentence, from :func:`pack_words`.
    lines, sentences : bool
        Whether line ends part spans, and whether the ends of sentences do.

    Returns
    -------
    counts : ndarray of int64
        How many spans each text has; a text that is not cut into lines has one, be it empty.
    spans : ndarray of int32, shape (2, n_spans)
        Offsets of the spans in their texts: where they start, where they end.

    Examples
    --------
    >>> from corpuskit.arabic.codepoints import decode
    >>> data = "قال. ثم غاب".encode()
    >>> texts = decode(np.array([0, len(data)]), np.frombuffer(data, dtype=np.uint8))
    >>> counts, spans = find_spans(*texts, pack_words([]), lines=True, sentences=True)
    >>> counts.tolist(), spans.tolist()
    ([2], [[0, 5], [4, 11]])
    """
    counts = np.empty(len(ends), dtype=np.int64)
    spans = np.empty((2, len(points)), dtype=np.int32)
    kinds, hosts = character_kinds(), pack_words(_HOST_ENDINGS)
    n_spans = _cut_texts(
        points, ends, kinds, abbreviations, hosts, lines, sentences, counts, spans[0], spans[1]
    )
    return counts, spans[:, :n_spans].copy()


@compiled
def _cut_texts(  # type: ignore[no-untyped-def]
    points, ends, kinds, abbreviations, hosts, lines, sentences, counts, first, last
):
    used = 0
    origin = 0
    for text in range(len(ends)):
        stop = ends[text]
        before = used
        place = origin
        while place < stop:
            begin = place
            place = _skip_to(points, place, stop, kinds, LINE_END) if lines else stop
            start, end = _trim(points, begin, place, kinds)
            if sentences and start < end:
                used = _cut_line(
                    points, start, end, origin, kinds, abbreviations, hosts, first, last, used
                )
            elif start < end:
                first[used], last[used] = start - origin, end - origin
                used += 1
            place += 1
        if not lines and used == before:
            first[used] = last[used] = 0
            used += 1
        counts[text] = used - before
        origin = stop + 1
    return used


@compiled
def _is(points, place, kinds, kind):  # type: ignore[no-untyped-def]
    point = points[place]
    return point < len(kinds) and kinds[point] & kind != 0


@compiled
def _skip_to(points, place, stop, kinds, kind):  # type: ignore[no-untyped-def]
    """Return where the next character of a kind stands, or the stop."""
    where, end = np.uint64(place), np.uint64(stop)
    while where < end:
        point = points[where]
        if point < len(kinds) and kinds[point] & kind:
            break
        where += _ONE
    return np.int64(where)


@compiled
def _trim(points, start, end, kinds):  # type: ignore[no-untyped-def]
    """Shrink a span until no blank stands at its edges."""
    while start < end and _is(points, start, kinds, _BLANK):
        start += 1
    while start < end and _is(points, end - 1, kinds, _BLANK):
        end -= 1
    return start, end


@compiled
def _cut_line(  # type: ignore[no-untyped-def]
    points, begin, stop, origin, kinds, abbreviations, hosts, first, last, used
):
    """Write the sentences of one line and return how many spans there are now."""
    start = begin
    place = _skip_to(points, begin, stop, kinds, STOP)
    while place < stop:
        mark = place
        while place < stop and _is(points, place, kinds, STOP):
            place += 1
        closers = place
        while place < stop and _is(points, place, kinds, CLOSER):
            place += 1
        if place < stop and _ends_sentence(
            points, mark, closers, place, begin, stop, kinds, abbreviations, hosts
        ):
            left, right = _trim(points, start, place, kinds)
            if left < right:
                first[used], last[used] = left - origin, right - origin
                used += 1
            start = place
        place = _skip_to(points, place, stop, kinds, STOP)
    left, right = _trim(points, start, stop, kinds)
    if left < right:
        first[used], last[used] = left - origin, right - origin
        used += 1
    return used


@compiled
def _ends_sentence(  # type: ignore[no-untyped-def]
    points, mark, closers, after, begin, stop, kinds, abbreviations, hosts
):
    """Decide whether a run of stops inside a line, and what closes behind it, ends a sentence."""
    one_dot = closers == mark + 1 and points[mark] == _DOT
    if closers == mark + 2 and points[mark] == _DOT and points[mark + 1] == _DOT:
        return False
    if after > closers and _is(points, closers, kinds, CLOSING_BRACKET):
        return False
    if mark > begin and _is(points, mark - 1, kinds, OPENING_BRACKET):
        return False
    if not _is(points, after, kinds, _BLANK):
        return one_dot and _is_glued_end(points, mark, after, begin, stop, kinds, hosts)
    following = after
    while following < stop and _is(points, following, kinds, _BLANK):
        following += 1
    if following == stop:
        return True
    if _is(points, following, kinds, COMMA | CLOSING_BRACKET):
        return False
    if not one_dot:
        return True
    if _is(points, following, kinds, DIGIT) and not _is(points, after, kinds, SPACE):
        return False
    return not _is_abbreviation(points, mark, begin, kinds, abbreviations)


@compiled
def _are_arabic(points, start, stop, kinds):  # type: ignore[no-untyped-def]
    for place in range(start, stop):
        if not _is(points, place, kinds, ARABIC):
            return False
    return True


@compiled
def _is_glued_end(points, mark, after, begin, stop, kinds, hosts):  # type: ignore[no-untyped-def]
    """Say whether a stop without a blank behind it stands between two whole words."""
    word = after + 1 if _is(points, after, kinds, OPENS_WORD) else after
    if word + 3 > stop or not _are_arabic(points, word, word + 3, kinds):
        return False
    for row in range(len(hosts)):
        size = 0
        while hosts[row, size] and after + size < stop and hosts[row, size] == points[after + size]:
            size += 1
        if not hosts[row, size]:
            return False
    if mark - 3 >= begin and _are_arabic(points, mark - 3, mark, kinds):
        return True
    closed = mark - 4 >= begin and _is(points, mark - 1, kinds, CLOSES_WORD)
    return closed and _are_arabic(points, mark - 4, mark - 1, kinds)


@compiled
def _is_abbreviation(points, dot, begin, kinds, abbreviations):  # type: ignore[no-untyped-def]
    """Say whether the word before a full stop is an initial, a title or a list number."""
    word = dot
    while word > max(begin, dot - _REACH) and not _is(points, word - 1, kinds, BREAK):
        word -= 1
    last = dot
    letters = decimals = tatweels = 0
    while last > word and points[last - 1] != _DOT:
        last -= 1
        decimals += _is(points, last, kinds, DECIMAL)
        tatweels += points[last] == _TATWEEL
        letters += _is(points, last, kinds, ALPHA)
    size = dot - last
    if size and decimals == size:
        return size <= 2 and last == begin
    if letters == 1 and not tatweels and not decimals:
        before = word
        while before > begin and _is(points, before - 1, kinds, SPACE):
            before -= 1
        return not (before > begin and _is(points, before - 1, kinds, DECIMAL))
    if size >= _LONG:
        return False
    for row in range(len(abbreviations)):
        same = True
        for step in range(_LONG):
            letter = points[last + step] if step < size else np.uint32(0)
            same = same and abbreviations[row, step] == letter
        if same:
            return size > 0
    return False
