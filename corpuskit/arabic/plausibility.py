"""How much a string looks like Arabic text: which letters follow which."""

import csv
import unicodedata
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

# Punctuation that is common between Arabic words.
_PLAIN_MARKS = "،؛؟٪٫٬«»“”‘’‚„–—…•·×÷°©®™€£$§±\u00a0\u200c\u200d\u200e\u200f\u061c۔٭"
_FRENCH = "éèêëàâäçîïôöùûüœÉÈÊÀÂÇÎÔÙÛÜŒ"
# Classes of vowel marks and of the long line (tatweel), which stand between letters.
_MARK, _DOUBLING, _LINE = 250, 251, 252
_FIRST_MARK = _MARK
# What a mark costs, one where no mark can stand, and a Latin letter beside an Arabic one.
_MARK_COST, _WRONG_MARK_COST, _MIXED_COST = 3.5, 10.0, 6.0


@lru_cache(maxsize=1)
def _load_model() -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Load the class of every character, and the logarithm of how often one class follows another.

    Classes: 0 between words, then the 36 letters, then other Arabic letters, accented Latin
    letters, odd characters, and broken ones (controls, the replacement character).
    """
    letters = [chr(code) for code in (*range(0x621, 0x63B), *range(0x641, 0x64B))]
    size = len(letters) + 5
    counts = np.zeros((size, size))
    table = files("corpuskit").joinpath("data/letter_pairs.csv").read_text(encoding="utf-8")
    place = {"_": 0} | {letter: number for number, letter in enumerate(letters, 1)}
    for row in csv.DictReader(table.splitlines()):
        counts[place[row["first"]], place[row["second"]]] = float(row["per_million"])
    counts[: len(place), : len(place)] += 0.5
    logs = np.log(np.maximum(counts, 1e-9) / counts[: len(place)].sum())
    # A pair is weighed against the two letters on their own, and by what is usual for the first.
    first = np.log(np.maximum(counts.sum(axis=1), 1e-9) / counts.sum())[:, None]
    logs = logs - first
    for number, cost in enumerate((-5.0, -7.0, -9.0, -14.0), len(place)):
        logs[number, :] = logs[:, number] = cost
    logs[0, 0] = 0.0
    classes = np.full(0x10000, len(place) + 2, dtype=np.uint8)
    for code in range(0x10000):
        char = chr(code)
        kind = unicodedata.category(char)
        if char in place and char != "_":
            classes[code] = place[char]
        elif kind == "Mn" or char == "ـ":
            classes[code] = {"ـ": _LINE, "\u0651": _DOUBLING}.get(char, _MARK)
        elif (
            kind in ("Nd", "Zs")
            or char in _PLAIN_MARKS + "\t\n\r\x0c\x1a"
            or (code < 0x80 and kind != "Cc")
        ):
            classes[code] = 0
        elif kind in ("Cc", "Cs", "Cn", "Co") or code == 0xFFFD:
            classes[code] = len(place) + 3
        elif "ARABIC" in unicodedata.name(char, ""):
            classes[code] = len(place)
        elif char in _FRENCH:
            classes[code] = len(place) + 1
    return classes, logs.astype(np.float32)


def score_arabic(text: str) -> tuple[float, int]:
    """Score how much a text looks like Arabic.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    total : float
        Sum over neighbouring letters of the logarithm of their probability, with a penalty for
        characters that Arabic text does not have, for vowel marks, and for words of two scripts.
        Arabic news has about -3 a letter.
    n_characters : int
        Number of characters beyond ASCII.
    """
    classes, logs = _load_model()
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    kinds = classes[codes]
    cost = _score_marks(kinds) + _score_mixture(codes, kinds)
    kinds = kinds[kinds < _FIRST_MARK]
    kinds = np.concatenate([[0], kinds, [0]]).astype(np.intp)
    return float(logs[kinds[:-1], kinds[1:]].sum()) - cost, int((codes >= 0x80).sum())


def _score_marks(kinds: NDArray[np.uint8]) -> float:
    """Return the cost of vowel marks, and more where they follow no letter or each other."""
    marks = kinds >= _FIRST_MARK
    if not marks.any():
        return 0.0
    before = np.concatenate([[0], kinds[:-1]])
    vowels = (kinds == _MARK) | (kinds == _DOUBLING)
    no_letter = vowels & ((before == 0) | (before == _LINE))
    doubled = (kinds == _MARK) & (before == _MARK)
    wrong = int((no_letter | doubled).sum())
    return _MARK_COST * int(marks.sum()) + (_WRONG_MARK_COST - _MARK_COST) * wrong


def _score_mixture(codes: NDArray[np.uint16], kinds: NDArray[np.uint8]) -> float:
    """Return the cost of Latin letters that touch Arabic ones."""
    plain = (codes < 0x80) & (((codes | 0x20) >= 0x61) & ((codes | 0x20) <= 0x7A))
    arabic = kinds > 0
    touching = int((plain[:-1] & arabic[1:]).sum() + (arabic[:-1] & plain[1:]).sum())
    return _MIXED_COST * touching


def count_arabic_letters(text: str) -> int:
    """Count the letters of the Arabic alphabet in a text.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    int
        How many of its characters are one of the 36 letters.
    """
    classes, _ = _load_model()
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    kinds = classes[codes]
    return int(((kinds >= 1) & (kinds <= 36)).sum())
