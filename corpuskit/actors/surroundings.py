"""What stands around names, judged for all of them at once: outlets, places, titles, adjectives."""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpuskit.actors.builtin import read_capitals
from corpuskit.actors.defaults import (
    feminine_adjectives,
    read_context,
    towns,
)
from corpuskit.actors.folding import fold, read_titles
from corpuskit.actors.gaps import CLOSING, OPENING
from corpuskit.actors.reading import Reader, strip_particles
from corpuskit.arabic.matching import BLANK, DASHED, ENDS_SENTENCE, OPEN

Integers = NDArray[np.int64]
Marks = NDArray[np.bool_]
LINKS = frozenset(map(fold, ("باسم", "عام", "خارجية", "دفاع", "داخلية", "وزراء", "هيئة", "مجلس")))
OPENING_CODES, CLOSING_CODES = ([ord(char) for char in some] for some in (OPENING, CLOSING))
QUOTING_CODES = [code for code in OPENING_CODES if chr(code) not in "(["]
ALONE = (-1, ord("\n"))
TAGS, THAT = fold("سمات"), fold("إن")
REACH = 6
"""Words before a name among which its title is looked for."""


def look(reader: Reader, codes: Integers, test: Callable[[str], bool]) -> Marks:
    """Apply a test to the words of term codes, to each word once a reader; -1 never passes."""
    return _look(reader, codes, reader.answers(test), test)


def look_among(reader: Reader, codes: Integers, words: frozenset[str]) -> Marks:
    """Tell which term codes are one of some words, perhaps behind an attached و or ف."""
    return _look(
        reader,
        codes,
        reader.answers(words),
        lambda word: word in words or (word[0] in "وف" and word[1:] in words),
    )


def look_for(reader: Reader, codes: Integers, *words: str) -> Marks:
    """Tell which term codes are one of a few words."""
    return np.isin(codes, reader.find_codes(words))


def _look(
    reader: Reader, codes: Integers, answers: NDArray[np.int8], test: Callable[[str], bool]
) -> Marks:
    found = answers[codes]
    new = codes[found < 0]
    if len(new) == 0:
        return found > 0
    if 16 * len(new) < len(answers):
        types = np.unique(new)
    else:
        asked = np.zeros(len(answers), np.bool_)
        asked[new] = True
        types = np.flatnonzero(asked)
    answers[types] = [test(reader.words[code]) for code in types.tolist()]
    return answers[codes] > 0


def stands_beside(reader: Reader, at: Integers, step: int, words: frozenset[str]) -> Marks:
    """Tell ``step`` tokens before (after, if negative) which tokens one of some words stands.

    The words are looked at first, what parts them only where one is found.
    """
    place = at - step
    inside = np.flatnonzero((place >= 0) & (place < len(reader)))
    rows = inside[look_among(reader, reader.codes[place[inside]].astype(np.int64), words)]
    found = np.zeros(len(at), np.bool_)
    found[rows] = reader.neighbours(at[rows], step) >= 0
    return found


def look_attached(reader: Reader, at: Integers, clitic: Integers, letters: str) -> Marks:
    """Tell for which names the last attached letter is one of some letters."""
    found = np.zeros(len(at), np.bool_)
    rows = np.flatnonzero(clitic)
    if len(rows):
        keys = reader.codes[at[rows]].astype(np.int64) * 8 + clitic[rows]
        types, back = np.unique(keys, return_inverse=True)
        last = [reader.words[key // 8][key % 8 - 1] in letters for key in types.tolist()]
        found[rows] = np.array(last, np.bool_)[back]
    return found


def look_before(reader: Reader, at: Integers) -> tuple[Integers, NDArray[np.uint8]]:
    """Return the term code before each token, -1 where the document starts, and the gap."""
    inside, gap = reader.gaps(at - 1)
    return np.where(inside, reader.codes[at - 1], -1).astype(np.int64), gap


def is_outlet(reader: Reader, at: Integers, length: Integers, clitic: Integers) -> Marks:
    """Tell which ordinary words stand as outlets: «الوطن», نقلا عن الوطن, صحيفتي الوطن والحياة."""
    left, right = reader.marks(at, length)
    quoted = np.isin(left, OPENING_CODES) & np.isin(right, CLOSING_CODES)
    line = np.isin(left, ALONE) & np.isin(right, ALONE)
    one, gap = look_before(reader, at)
    two, gap_of_two = look_before(reader, np.maximum(at - 1, 0))
    near = (one >= 0) & ((gap & OPEN) > 0)
    to = look_attached(reader, at, clitic, "ل")
    spoken = near & to & look(reader, one, _is_spoken_to)
    near &= ~to
    word_from = near & (clitic == 0) & look_for(reader, one, "عن")
    cited = word_from & look(reader, two, _is_citation)
    apart = near & look_for(reader, one, "ل")  # لـ الوطن
    both = near & (clitic > 0) & ((gap_of_two & OPEN) > 0)
    both &= look_for(reader, two, *read_context("media"))
    free = ~look_among(reader, one, read_context("quoted"))
    free |= look_among(reader, two, read_context("obtained"))
    line |= is_byline(reader, at, length) | is_dateline(reader, at, length)
    line |= _is_tag(reader, at) | _is_addressed(reader, at, length, to)
    return np.where(quoted, free, line | spoken | cited | apart | both)


def _is_tag(reader: Reader, at: Integers) -> Marks:
    """Tell which names are among the first tags of an article: سمات *العربية* داعش."""
    found = np.zeros(len(at), np.bool_)
    heads = np.flatnonzero(np.isin(reader.codes, reader.find_codes([TAGS])))
    if len(heads) == 0:
        return found
    head = heads[np.maximum(np.searchsorted(heads, at) - 1, 0)]
    rows = np.flatnonzero((head < at) & (at - head <= REACH))
    place = at[rows]
    while len(rows):
        go = (reader.neighbours(place, 1) >= 0) & ~reader.start_lines(place)
        rows, place = rows[go], place[go] - 1
        done = place == head[rows]
        found[rows[done]] = True
        rows, place = rows[~done], place[~done]
    return found


def _is_addressed(reader: Reader, at: Integers, length: Integers, to: Marks) -> Marks:
    """Tell to which names something is said: قال مصدر قضائي ل*الأناضول*، إن."""
    found = np.zeros(len(at), np.bool_)
    rows = np.flatnonzero(to)
    inside, gap = reader.gaps(at[rows] + length[rows] - 1)
    rows = rows[inside & ((gap & ENDS_SENTENCE) == 0)]
    behind = reader.codes[at[rows] + length[rows]].astype(np.int64)
    rows = rows[look_for(reader, behind, THAT)]
    place = at[rows]
    for _ in range(REACH):
        before = reader.neighbours(place, 1)
        found[rows[look(reader, before, _is_spoken_to)]] = True
        rows, place = rows[before >= 0], place[before >= 0] - 1
    return found


def is_byline(reader: Reader, at: Integers, length: Integers) -> Marks:
    """Tell which names stand behind a dash at the head of a line: خالد أحمد - سبق - جدة."""
    before = reader.gaps(at - 1)[1]
    inside, after = reader.gaps(at + length - 1)
    ends = ~inside | ((after & (DASHED | ENDS_SENTENCE)) > 0)
    found = ((before & DASHED) > 0) & ends
    rows = np.flatnonzero(found)
    place, head = at[rows], np.zeros(len(rows), np.bool_)
    for _ in range(REACH):
        head |= reader.start_lines(place)
        place = np.maximum(place - 1, 0)
    found[rows] = head
    return found


def _is_spoken_to(word: str) -> bool:
    return any(one in read_context("spoke") for one in strip_particles(word))


def _is_citation(word: str) -> bool:
    return strip_particles(word)[-1].startswith("نقل")


def is_dateline(reader: Reader, at: Integers, length: Integers) -> Marks:
    """Tell which names open a line and are followed by a dash, a bracket or a date."""
    found = reader.start_lines(at)
    rows = np.flatnonzero(found)
    last = at[rows] + length[rows] - 1
    _, gap = reader.gaps(last)
    found[rows] = ((gap & DASHED) > 0) | look(reader, reader.neighbours(last, -1), is_number)
    return found


def has_title(reader: Reader, at: Integers) -> Marks:
    """Tell before which names a title or role stands: وزير الخارجية الروسي لافروف."""
    one, gap = look_before(reader, at)
    beside = np.where((gap & BLANK) > 0, one, -1)
    found = look(reader, beside, _is_owner)
    rows = np.flatnonzero(~found)
    place = at[rows]
    for _ in range(REACH):
        before, gap = look_before(reader, place)
        go = (before >= 0) & ((gap & ENDS_SENTENCE) == 0)
        rows, place, before = rows[go], place[go] - 1, before[go]
        title = look(reader, before, _is_title)
        found[rows[title]] = True
        go = ~title & look(reader, before, _is_link)
        rows, place = rows[go], place[go]
    return found


def _is_owner(word: str) -> bool:
    return any(one in read_context("owner") for one in strip_particles(word))


@cache
def _is_title(word: str) -> bool:
    return any(one in read_titles("person") for one in strip_particles(word))


def _is_link(word: str) -> bool:
    return word.startswith(("ال", "لل")) or word in LINKS


def is_place(reader: Reader, at: Integers, length: Integers, clitic: Integers) -> Marks:
    """Tell which capitals stand as places: بالقاهرة, من أثينا, في الرياض والقاهرة, عمان -.

    Places behind في and the other words of the list ``place`` are not looked for here.
    """

    def among(codes: Integers, role: str) -> Marks:
        return look_among(reader, codes, read_context(role))

    one = reader.neighbours(at, 1)
    has_b, has_l = (look_attached(reader, at, clitic, letter) for letter in "بل")
    place = has_b & ~among(one, "backed")
    place |= has_l & among(one, "went")
    place |= look_for(reader, one, "ل", "ول")  # قالوا لـ " الرياض " إنه
    rows = np.flatnonzero(among(one, "from") & (clitic == 0))
    place[rows] = ~among(reader.neighbours(at[rows] - 1, 1), "backed")
    # The second of two capitals is what the first one is.
    also = (clitic > 0) & ~has_b & ~has_l
    place |= also & look_among(reader, one, _capitals_with_b())
    rows = np.flatnonzero(also & look_among(reader, one, read_capitals()))
    place[rows] |= among(reader.neighbours(at[rows] - 1, 1), "place")
    # العاصمة البريطانية لندن
    two = reader.neighbours(at, 2)
    place |= look(reader, one, _is_feminine) & look(reader, two, _is_capital_city)
    # الرياض وجدة, بين الجوف والرياض
    rest = np.flatnonzero(~place)
    place[rest] = stands_beside(reader, at[rest] + length[rest] - 1, -1, _and_towns())
    rest = np.flatnonzero(also & ~place)
    place[rest] = look(reader, one[rest], _is_town)
    # «الرياض» alone in quotation marks is a newspaper.
    left, right = reader.marks(at, length)
    place |= np.isin(left, QUOTING_CODES) & np.isin(right, CLOSING_CODES)
    lines = is_dateline(reader, at, length) | is_byline(reader, at, length)
    return place | (lines & (clitic == 0))


def _is_feminine(word: str) -> bool:
    return word in feminine_adjectives()


def _is_town(word: str) -> bool:
    return word in towns()


def is_number(word: str) -> bool:
    """Tell whether a word is made of digits."""
    return word.isdigit()


def _is_capital_city(word: str) -> bool:
    return any(one in ("العاصمه", "عاصمه", "عاصمتها") for one in strip_particles(word))


@cache
def _and_towns() -> frozenset[str]:
    return frozenset(f"و{town}" for town in towns())


@cache
def _capitals_with_b() -> frozenset[str]:
    return frozenset("ب" + name for name in read_capitals())
