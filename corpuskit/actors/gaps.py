"""What the characters between and beside words mean for names."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpuskit.arabic import matching

SPACES = frozenset(
    " \t\u00a0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
)
QUOTES = frozenset("\"'“”„«»‘’‹›＂`´()[]")
OPENING = frozenset("\"'“”„«‘‹＂`([")
CLOSING = frozenset("\"'”“»’›＂`´)]")
PAIRS = {")": "(", "]": "[", "”": "“„", "»": "«", "’": "‘", "›": "‹"}
HYPHENS = frozenset("-‐‑‒–ـ_")
PLUS = frozenset("+")  # 5+1, 5 + 1
LINE_ENDS = frozenset("\n\r")
SENTENCE_ENDS = frozenset(".!؟?؛;:\n")
DASHES = frozenset("-–—ـ(/|")
LAST = 0xFFFF
"""The last code point of the table; those beyond part words."""


@cache
def character_kinds() -> NDArray[np.uint8]:
    """Return what each character is, by its code point, for :mod:`corpuskit.arabic.matching`."""
    kinds = np.zeros(LAST + 1, np.uint8)
    white = [char for char in map(chr, range(LAST + 1)) if char.isspace()]
    for chars, kind in (
        (SPACES | QUOTES | PLUS, matching.SPACE_OR_QUOTE),
        (HYPHENS, matching.HYPHEN),
        (".", matching.FULL_STOP),
        (LINE_ENDS, matching.LINE_END),
        (SENTENCE_ENDS, matching.SENTENCE_END),
        (white, matching.WHITE),
        (DASHES, matching.DASH),
    ):
        kinds[[ord(char) for char in chars]] |= kind
    return kinds


def joins_words(gap: str) -> bool:
    """Tell whether two words of one name may be parted so: spaces, quotation marks, a hyphen.

    Examples
    --------
    >>> joins_words(" "), joins_words("-"), joins_words("، ")
    (True, True, False)
    """
    if any(char not in SPACES | QUOTES | PLUS | HYPHENS for char in gap):
        return False
    hyphens = sum(char in HYPHENS for char in gap)
    return hyphens == 0 or (hyphens == 1 and len(gap) == 1)


def is_balanced(text: str) -> bool:
    """Tell whether all brackets and quotation marks in a text have their partner in it.

    Examples
    --------
    >>> is_balanced("جو «كيري»"), is_balanced("لويك) ريمي"), is_balanced('جون "كيري')
    (True, False, False)
    """
    waiting: list[str] = []
    for char in text:
        if char in PAIRS:
            if not waiting or waiting.pop() not in PAIRS[char]:
                return False
        elif char in '"＂':
            if char in waiting:
                waiting.remove(char)
            else:
                waiting.append(char)
        elif char in "([«“„‹‘":
            waiting.append(char)
    return not waiting


def joins_initials(gap: str) -> bool:
    """Tell whether two initials of one name may be parted so: also by a full stop."""
    return joins_words(gap.replace(".", "", 1))


def is_open_gap(gap: str) -> bool:
    """Tell whether two words stand beside each other: spaces or quotation marks between."""
    return all(char in SPACES or char in QUOTES for char in gap)
