"""The words that dates are made of, from the hand-kept tables."""

import csv
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any

from corpuskit.arabic.date_folding import fold_word


@lru_cache(maxsize=1)
def _read_word_lists() -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = {}
    table = files("corpuskit").joinpath("data/date_words.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        lists.setdefault(row["list"], {})[row["word"]] = row["value"]
    return lists


def load_word_list(name: str) -> dict[str, str]:
    """Load one of the hand-kept lists of words around dates.

    Parameters
    ----------
    name : str
        A value of the column ``list`` in ``data/date_words.csv``.

    Returns
    -------
    dict of str to str
        Folded word to its value.

    Examples
    --------
    >>> load_word_list("relative day")["امس"]
    '-1'
    """
    return _read_word_lists()[name]


# In the place of a direction: the month or year that was named before.
SAME = 99
_UNITS = {
    "k": ("الاسبوع", "هذا الاسبوع"),
    "c": ("الشهر", "هذا الشهر"),
    "a": ("العام", "هذا العام", "السنه", "هذه السنه"),
}
ONES = [
    *("الاول", "الثاني", "الثالث", "الرابع", "الخامس"),
    *("السادس", "السابع", "الثامن", "التاسع", "العاشر"),
]


def _ordinals() -> dict[str, int]:
    found = {name: number for number, name in enumerate(ONES, 1)}
    teens = ["الحادي", *ONES[1:9]]
    for number, name in enumerate(teens, 1):
        found[f"{name} عشر"] = 10 + number
        for tens in ("عشرين", "عشرون"):
            found[f"{name} وال{tens}"] = 20 + number
    for name in ("العشرين", "العشرون"):
        found[name] = 20
    for name in ("الثلاثين", "الثلاثون"):
        found[name] = 30
        found[f"الحادي وال{name[2:]}"] = 31
    return found | {"فاتح": 1, "غره": 1, "اول": 1}


_TEENS = ("احد", "احدي", "اثنا", "اثني", "اثنتا", "اثنتي")
_TENS = ("عشر", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع")


@lru_cache(maxsize=1)
def load_numbers() -> dict[str, int]:
    """Load the numbers from 1 to 99 in words.

    Returns
    -------
    dict of str to int
        Folded words, in both genders and cases; from 11 on they hold blanks.

    Examples
    --------
    >>> load_numbers()["خمسه وعشرين"]
    25
    """
    ones = {word: int(value) for word, value in load_word_list("number").items()}
    low = {"واحد": 1, "واحده": 1, "احدي": 1, "اثنين": 2, "اثنان": 2, "اثنتين": 2, "ثمان": 8} | ones
    numbers = dict(low)
    for ten in ("عشر", "عشره"):
        for word in _TEENS:
            numbers[f"{word} {ten}"] = 11 if word.startswith("احد") else 12
        for word, value in low.items():
            if 2 < value < 10:
                numbers[f"{word} {ten}"] = 10 + value
    for place, stem in enumerate(_TENS, 2):
        for tens in (f"{stem}ين", f"{stem}ون"):
            numbers[tens] = 10 * place
            for word, value in low.items():
                if value < 10:
                    numbers[f"{word} و{tens}"] = 10 * place + value
    return numbers


def read_year(words: str) -> int | None:
    """Return the year that words name: "الف وتسعمايه وثمانيه واربعين".

    Parameters
    ----------
    words : str
        Folded words, joined by "و".

    Returns
    -------
    int or None
        None if they name no number from 1000 to 2999.
    """
    parts = re.split(r"\s+و\s*", " ".join(words.split()))
    thousands = {"الف": 1000, "الفين": 2000, "الفان": 2000}
    year = thousands.get(parts[0])
    if year is None:
        return None
    rest = parts[1:]
    hundreds = (
        re.fullmatch(r"(مايه|ميه|مايتين|ميتين|[ء-ي]{2,6}?)\s?(مايه|ميه)?", rest[0])
        if rest
        else None
    )
    if hundreds and hundreds[0] in ("مايه", "ميه"):
        year, rest = year + 100, rest[1:]
    elif hundreds and hundreds[0] in ("مايتين", "ميتين"):
        year, rest = year + 200, rest[1:]
    elif hundreds and hundreds[2]:
        times = load_numbers().get(hundreds[1])
        if times is None or times > 9:
            return None
        year, rest = year + 100 * times, rest[1:]
    if not rest:
        return year
    number = load_numbers().get(" و".join(rest))
    return None if number is None else year + number


@lru_cache(maxsize=1)
def load_lexicon() -> dict[str, tuple[str, int, str]]:
    """Load the words of dates.

    Returns
    -------
    dict of str to (str, int, str)
        Folded word to its code, value and detail; months come from ``data/months.csv``.
    """
    words: dict[str, tuple[str, int, str]] = {}
    table = files("corpuskit").joinpath("data/months.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        latin = row["region"] in ("English", "French")
        code = "e" if latin else "i" if row["calendar"] == "hijri" else "g"
        if row["use"] == "ambiguous" and code == "g":
            code = "q"
        name = fold_word(row["name"])
        # Where the sign of "آ" is left out, "اب" may also be a father.
        words[name.replace("آ", "ا")] = (code, int(row["month"]), "")
        words[name] = ("g" if name == "آب" else code, int(row["month"]), "")
    for name, day in load_word_list("weekday").items():
        words[name] = ("w", int(day), "")
        if name.startswith("ال"):
            words["لل" + name[2:]] = ("w", int(day), "")
    for name, days in load_word_list("relative day").items():
        words[name] = ("r", int(days), name)
    for name, number in _ordinals().items():
        words[name] = ("O", number, "")
        if name.startswith("ال"):
            words["لل" + name[2:]] = ("O", number, "")
    for name, direction in load_word_list("direction").items():
        words[name] = ("m", int(direction), name)
        for code, units in _UNITS.items():
            for unit in units:
                words[f"{unit} {name}"] = (code, int(direction), "")
    for late in ("الماضي", "الماضيه"):
        words[f"قبل {late}"] = ("m", -2, "")
    for early in ("المقبل", "المقبله", "القادم", "القادمه"):
        words[f"بعد {early}"] = ("m", 2, "")
    for code, units in _UNITS.items():
        for unit in units:
            if code in "ca" and not unit.startswith("هذ"):
                for same in load_word_list("same"):
                    words[f"{unit} {same}"] = (code, SAME, "")
                for same in ("نفس", "ذات"):
                    words[f"{same} {unit}"] = (code, SAME, "")
            if unit.startswith("هذ"):
                words[unit] = (code, 0, "")
            else:
                words[f"{unit} قبل الماضي"] = (code, -2, "")
    return words


def build_trie_pattern(words: Iterable[str]) -> str:
    """Write a regular expression that matches the longest of many words, sharing their heads.

    Parameters
    ----------
    words : iterable of str
        Words; a space in them matches one or more spaces.

    Returns
    -------
    str
        The expression.

    Examples
    --------
    >>> build_trie_pattern(["امس", "امس الاول"])
    'امس(?: +الاول)?'
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _write_trie(tree)


def _write_trie(node: dict[str, Any]) -> str:
    ends = "" in node
    branches = [
        (" +" if char == " " else re.escape(char)) + _write_trie(node[char])
        for char in sorted(node)
        if char
    ]
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if ends else "")
