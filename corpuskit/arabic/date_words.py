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
    words |= {"قبل الماضي": ("m", -2, ""), "بعد المقبل": ("m", 2, "")}
    for code, units in _UNITS.items():
        for unit in units:
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
