"""The words and numbers that dates are made of, found in folded text and chained.

Each word or number becomes one letter, each gap between two neighbours another; a chain such as
``"d g Y"`` (number, month, year) is then read by the grammar of `corpuskit.arabic.date_grammar`.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpuskit.arabic.date_folding import LETTER
from corpuskit.arabic.date_words import (
    build_trie_pattern,
    load_lexicon,
    load_numbers,
    load_word_list,
    read_year,
)

_TIME_NUMBERS = {word: value for word, value in load_numbers().items() if value > 2}
_TIME_UNITS = load_word_list("unit of time")
_TIME_TWOS = {"يومين": "day", "اسبوعين": "week", "شهرين": "month", "عامين": "year", "سنتين": "year"}
_TIME_SINGLE = {"اسبوع": "week", "شهر": "month", "عام": "year"}


@dataclass(frozen=True)
class Item:
    """One word or number of a date.

    Parameters
    ----------
    code : str
        Its letter in the grammar: ``d`` number to 31, ``z`` to 99, ``Y`` Gregorian year, ``H``
        Hijri year, ``O`` ordinal, ``g`` month, ``q`` month whose name is also another word, ``i``
        Hijri month, ``e`` Latin-script month, ``w`` weekday, ``r`` relative day, ``m`` past,
        current or coming, ``k`` week, ``c`` month and ``a`` year of that kind, ``t`` time ago.
    value : int
        Number, month, weekday (0 Monday), days, or direction.
    start, end : int
        Where it stands in the folded text.
    detail : str
        Unit of a time ago; ``"word"`` for a year with its word, ``"double"`` for two month names,
        the suffix of a year, or the word itself.
    """

    code: str
    value: int
    start: int
    end: int
    detail: str = ""


@dataclass
class Chain:
    """Neighbouring items and the gaps between them.

    Parameters
    ----------
    items : list of Item
        In the order of the text.
    gaps : list of str
        One code before each item; the first is empty.
    """

    items: list[Item] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)


def _time_pattern() -> str:
    number = "|".join(
        [
            *(word.replace(" ", " +") for word in sorted(_TIME_NUMBERS, key=len, reverse=True)),
            r"\d{1,3}",
        ]
    )
    many = "|".join(_TIME_UNITS)
    return (
        r"(?P<way>قبل|منذ|بعد) +(?:نحو +|حوالي +|قرابه +|اكثر +من +)?"
        rf"(?:(?P<two>{'|'.join(_TIME_TWOS)})"
        rf"|(?P<many>{number}) +(?P<unit>{many})"
        rf"|(?P<oneday>يوم) +واحد"
        rf"|(?P<one>{'|'.join(_TIME_SINGLE)})(?: +واحد\b| +تقريبا\b|(?= +من +الان\b)"
        r"|(?= *[.,;:)\n]|$)))"
        rf"(?![{LETTER}])(?:(?P<now> +من +الان\b)|(?! +(?:(?:فقط +|تقريبا +)?(?:من|علي)"
        r"|ونصف|وربع)\b))"
    )


_YEAR_WORDS = [f"{head}{word}" for head in ("", "ال", "لل", "ل") for word in ("عام", "سنه")]
_CLITICS = [first + second for first in ("", "و", "ف") for second in ("", "ب", "ل", "ك")]
_NOT_LETTER = rf"(?![{LETTER}])"
_GENERAL = re.compile(rf"(?:^|[^{LETTER}])[وف]?[بلك]?(?:{'|'.join(load_word_list('general'))}) +$")
# The maker of cars, where a car, its make or a firm is named before it: not the month of April.
_MADE = re.compile(
    rf"(?:^|[^{LETTER}])[وف]?[بل]?(?:ال)?"
    r"(?:سيار(?:ه|ات|ته|تها)|مركب(?:ه|ات)|طراز|ماركه|شركه|نوع) +$"
)
_UNIT_BEFORE = re.compile(r"(?:يوما?|عاما?|سنه|شهرا?|اسبوعا?) +$")
_SUFFIX = (
    r"(?: {0,2}(?P<suffix>ه|م|هجريه?|ميلاديه?|للهجره)(?: *\. *(?P<solar>ش))?" + _NOT_LETTER + ")?"
)


@lru_cache(maxsize=1)
def _word_pattern() -> re.Pattern[str]:
    words = build_trie_pattern(load_lexicon())
    number = "|".join(re.escape(word) for word in sorted(load_numbers(), key=len, reverse=True))
    hundreds = r"[ء-ي]{2,6} ?م(?:ا)?يه|م(?:ا)?يه|م(?:ا)?يتين"
    # "الفين" alone may also count what follows.
    spelled = (
        rf"الف(?:ين|ان)?(?:(?: +و ?(?:{hundreds}){_NOT_LETTER})(?: +و ?(?:{number}){_NOT_LETTER})?"
        rf"| +و ?(?:{number}){_NOT_LETTER}"
        rf"|(?= *(?:[^{LETTER} ]|$)| +(?:و[{LETTER}]+|م|ميلادي|ميلاديه|الي|حتي|في|من|كان|كانت)\b))"
    )
    year = (
        rf'(?P<yearword>{"|".join(_YEAR_WORDS)}) +["(]?(?:(?P<year>\d{{4}})(?!\d)'
        rf"|(?P<spelled>{spelled}){_NOT_LETTER})"
    )
    return re.compile(
        rf"(?P<clitic>[وف]?[بلك]?)(?:{year}{_SUFFIX}|(?P<time>{_time_pattern()})"
        rf"|(?P<word>{words}){_NOT_LETTER})"
    )


_NUMBER_PATTERN = re.compile(
    rf"(?P<ordinal>(?P<number>\d{{1,4}})(?!\d)(?:(?:st|nd|rd|th|er)(?![a-z]))?){_SUFFIX}"
)
_HEAD = 6  # letters that are looked at before the regular expression is
_GRAM_BITS = 18


def _letter_classes() -> NDArray[np.uint8]:
    """Give each letter of the folded text a number from 1; everything else has 0."""
    classes = np.zeros(0x10000, dtype=np.uint8)
    letters = re.findall(
        f"[{LETTER}]", "".join(map(chr, range(0x80))) + "".join(map(chr, range(0x600, 0x700)))
    )
    for number, letter in enumerate(letters):
        classes[ord(letter)] = min(number + 1, 63)
    return classes


_CLASSES = _letter_classes()


def _hash_pairs(classes: NDArray[np.uint8], starts: NDArray[np.int64]) -> NDArray[np.uint16]:
    """Give a number to the first two letters of the words that start there."""
    return classes[starts] | classes[starts + 1].astype(np.uint16) << np.uint16(6)


def _hash_heads(classes: NDArray[np.uint8], starts: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Hash the first letters of the words that start there (or all of a shorter word)."""
    gram = classes[starts].astype(np.uint64)
    inside = gram > 0
    for step in range(1, _HEAD):
        letter = classes[starts + step]
        inside &= letter > 0
        gram |= (letter * inside).astype(np.uint64) << np.uint64(6 * step)
    return (gram * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - _GRAM_BITS)


@lru_cache(maxsize=1)
def _known_heads() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Mark the first two, and the first six, letters of every word of dates."""
    pairs = np.zeros(1 << 12, dtype=bool)
    known = np.zeros(1 << _GRAM_BITS, dtype=bool)
    heads = {word.split()[0] for word in load_lexicon()} | {"قبل", "منذ", "بعد", *_YEAR_WORDS}
    first = np.zeros(1, np.int64)
    for head in sorted(heads):
        for clitic in _CLITICS:
            classes = _classify((clitic + head).encode("utf-16-le"))
            pairs[_hash_pairs(classes, first)] = True
            known[_hash_heads(classes, first)] = True
    return pairs, known


def _classify(encoded: bytes) -> NDArray[np.uint8]:
    codes = np.frombuffer(encoded, np.uint16)
    classes = np.zeros(len(codes) + _HEAD, np.uint8)
    np.take(_CLASSES, codes, out=classes[: len(codes)])
    return classes


def _find_candidates(text: str) -> list[int]:
    """Find where a word of dates may start, and every number: cheap, and never too few."""
    encoded = text.encode("utf-16-le", "replace")
    codes = np.frombuffer(encoded, np.uint16)
    classes = _classify(encoded)
    letter = classes[: len(codes)] > 0
    starts = letter.copy()
    starts[1:] &= ~letter[:-1]
    places = np.flatnonzero(starts)
    pairs, heads = _known_heads()
    places = places[pairs[_hash_pairs(classes, places)]]
    places = places[heads[_hash_heads(classes, places)]]
    digit = (codes - np.uint16(0x30)) <= 9
    number = digit.copy()
    number[1:] &= ~digit[:-1]
    found = np.concatenate([places, np.flatnonzero(number)])
    found.sort()
    return found.tolist()


_GAP_CODES = {"nothing": " ", "of": "1", "in": "f", "is": "=", "and": "2", "to": "3"}
_GAP_WORDS = {word: _GAP_CODES[value] for word, value in load_word_list("gap").items()}
_MAX_GAP = 20


@lru_cache(maxsize=4096)
def read_gap(gap: str) -> str:
    """Return the code of what stands between two items, or nothing where it parts them.

    Parameters
    ----------
    gap : str
        Folded text.

    Returns
    -------
    str
        ``" "`` nothing that matters, ``","``, ``"/"``, ``"-"``, ``"."``, ``"1"`` of, ``"2"`` and,
        ``"3"`` to, ``"="`` which is, ``"f"`` in; empty where the items do not belong together.
    """
    if "\n" in gap:
        return ""
    bare = re.sub(r'["(),]+', " ", gap).split()
    if not bare:
        return "," if "," in gap else " "
    joined = " ".join(bare)
    if joined in ("/", "-", "."):
        return joined
    joined = joined.strip("-:/ ")
    return _GAP_WORDS.get(joined, "")


def _read_number(match: re.Match[str], digits: str) -> tuple[str, int, str]:
    value, suffix = int(digits), match["suffix"] or ""
    lunar = suffix.startswith("ه") or suffix == "للهجره"
    if match["solar"]:
        return "n", value, ""
    if len(digits) == 4:
        if 1300 <= value <= 1500 and not suffix.startswith("م"):
            return "H", value, "lunar" if lunar else ""
        if 1500 < value <= 2100:
            return "Y", value, "solar" if suffix else ""
        return "n", value, ""
    if lunar and len(digits) == 2 and value > 31:
        return "H", 1400 + value, "short"
    if 1 <= value <= 31 and len(digits) <= 2:
        return "d", value, digits
    return ("z" if len(digits) == 2 else "n"), value, digits


def _read_time(match: re.Match[str]) -> tuple[str, int, str]:
    """Return the units that have passed, less than zero of those that are to come."""
    ahead = match["way"] == "بعد"
    sign = -1 if ahead else 1
    now = ", from now" if match["now"] else ""
    if match["two"]:
        return "t", 2 * sign, _TIME_TWOS[match["two"]] + now
    if match["oneday"]:
        return "t", sign, "day" + now
    if match["one"]:
        return "t", sign, _TIME_SINGLE[match["one"]] + now
    many = " ".join(match["many"].split())
    number = _TIME_NUMBERS[many] if many in _TIME_NUMBERS else int(many)
    return "t", number * sign, _TIME_UNITS[match["unit"]] + now


def _read_item(text: str, at: int) -> tuple[Item, int] | None:
    """Read the item that starts there, and say how long its clitic is."""
    if text[at] <= "9":
        match = _NUMBER_PATTERN.match(text, at)
        if match is None:
            return None
        code, value, detail = _read_number(match, match["number"])
        end = match.end("ordinal") if code in "dzn" else match.end()
        return Item(code, value, at, end, detail), 0
    match = _word_pattern().match(text, at)
    if match is None:
        return None
    start = match.end("clitic")
    word = match["word"]
    if word == "نيسان" and _MADE.search(text, max(0, start - 14), start):
        return None
    if word is not None:
        found = load_lexicon().get(word) or load_lexicon()[" ".join(word.split())]
        return Item(found[0], found[1], start, match.end("word"), found[2]), start - at
    if match["yearword"] == "عام" and _GENERAL.search(text, max(0, start - 14), start):
        return None  # "in general", "director general"
    if match["year"] is not None:
        code, value, _ = _read_number(match, match["year"])
        return Item(code, value, start, match.end(), "word"), start - at
    if match["spelled"] is not None:
        spelled = read_year(match["spelled"])
        if spelled is None or not (1300 <= spelled <= 1500 or 1500 < spelled <= 2100):
            return None
        code = "H" if spelled <= 1500 else "Y"
        return Item(code, spelled, start, match.end("spelled"), "word"), start - at
    if _UNIT_BEFORE.search(text, max(0, start - 12), start):
        return None  # "day after day"
    code, value, detail = _read_time(match)
    return Item(code, value, start, match.end("time"), detail), start - at


def find_chains(text: str) -> list[Chain]:
    """Find the words and numbers of dates, and chain those that belong together.

    Parameters
    ----------
    text : str
        Folded text.

    Returns
    -------
    list of Chain
        In the order of the text.
    """
    chains: list[Chain] = []
    chain = Chain()
    last_end = -1
    for at in _find_candidates(text):
        if at < last_end:
            continue
        read = _read_item(text, at)
        if read is None:
            continue
        item, clitic = read
        gap = ""
        if chain.items and at - last_end <= _MAX_GAP:
            gap = read_gap(text[last_end:at])
            if gap in (" ", ",") and clitic and text[at] == "و":
                gap = "2"
        if not gap or item.code == "n":
            chain = Chain()
            if item.code != "n":
                chains.append(chain)
        if item.code != "n":
            _append(chain, item, gap if chain.items else "")
            last_end = item.end
    return chains


def _append(chain: Chain, item: Item, gap: str) -> None:
    """Add an item; two names of one month become one."""
    last = chain.items[-1] if chain.items else None
    if (
        last is not None
        and gap in (" ", ",", "/", "-")
        and last.code in "gqi"
        and item.code in "gqi"
        and last.value == item.value
        and (last.code == "i") == (item.code == "i")
    ):
        code = "i" if item.code == "i" else "g"
        chain.items[-1] = Item(code, item.value, last.start, item.end, "double")
        return
    chain.items.append(item)
    chain.gaps.append(gap)
