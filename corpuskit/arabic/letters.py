"""The table of the pass: what class each character is of, and what it becomes.

One entry a character, of 32 bits: the class in the upper eight, the folded letter (or the number of
a ligature) in the lower 21. Built from :mod:`corpuskit.arabic.spelling` and Unicode at first use.
"""

import unicodedata
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from corpuskit.arabic.characters import COMPOSED, MAQSURA, PHRASE_SIGNS, is_invisible, is_mark
from corpuskit.arabic.spelling import Spelling, fold_character, words_with_maqsura

# Classes of characters, in the upper bits of the table; the lower 21 bits hold the folded letter.
SEPARATOR, EXTEND, INVISIBLE, MARKUP, JOINER, HAMZA, SOFT = 0, 1, 2, 3, 4, 5, 6
ARABIC, OTHER, DIGIT = 8, 9, 10
CLASS_SHIFT = 24
VALUE = (1 << 21) - 1
LIGATURE = 1 << 23
MAQSURA_FLAG = 1 << 22
# Letters of the Arabic block take six bits each; ten fit into a key of 64 bits.
BEFORE_LETTERS, LAST_PACKED, MOST_PACKED = 0x0620, 62, 10
MAQSURA_CODE = 0x80
LONGEST_LIGATURE = 8
_SOFT_IN_ADDRESS = frozenset("-/?#%=+~!$*;@()[]'|{}^")
_JOINERS = frozenset(".,:_\u066b\u066c")
# Long runs of characters that are letters and fold to nothing else: no need to look at each.
_PLAIN_LETTERS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3))
_NEVER_WORDS = ((0xD800, 0xF8FF),)


@lru_cache(maxsize=16)
def build_table(
    spelling: Spelling,
) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.uint16]]:
    """Return the table of a spelling, and the bounds and letters of its ligatures."""
    codes = np.arange(0x10000, dtype=np.uint32)
    table = np.zeros(0x10000, dtype=np.uint32)
    known = np.zeros(0x10000, dtype=bool)
    for low, high in _PLAIN_LETTERS:
        table[low : high + 1] = codes[low : high + 1] | (OTHER << CLASS_SHIFT)
        known[low : high + 1] = True
    for low, high in _NEVER_WORDS:
        known[low : high + 1] = True
    ligatures: list[str] = []
    for code in np.flatnonzero(~known).tolist():
        table[code] = entry_of(chr(code), spelling, ligatures)
    bounds, units = pack_ligatures(ligatures)
    return table, bounds, units


def entry_of(char: str, spelling: Spelling, ligatures: list[str]) -> int:
    """Return the entry of one character; a ligature is added to the list."""
    kind = _classify(char)
    if kind == SEPARATOR:
        return 0
    folded = fold_character(char, spelling)
    if not folded:
        return (INVISIBLE if kind == INVISIBLE else max(kind % 8, EXTEND)) << CLASS_SHIFT
    if kind in (ARABIC, OTHER) and not char.isascii():
        kind = ARABIC if _is_arabic(folded[0]) else OTHER
    flag = MAQSURA_FLAG if MAQSURA in folded and kind == ARABIC else 0
    if len(folded) == 1:
        return kind << CLASS_SHIFT | flag | ord(folded)
    ligatures.append(folded)
    return kind << CLASS_SHIFT | flag | LIGATURE | len(ligatures) - 1


@lru_cache(maxsize=1 << 16)
def _classify(char: str) -> int:
    if char in _JOINERS:
        return JOINER
    if char in "&<":
        return MARKUP
    if char in _SOFT_IN_ADDRESS:
        return SOFT
    if char in "\u0653\u0654\u0655":
        return HAMZA
    if _is_extension(char):
        return EXTEND
    if is_invisible(char):
        return INVISIBLE
    category = unicodedata.category(char)
    if "\ufb50" <= char <= "\ufefe":
        # A vowel sign drawn alone or on a tatweel.
        plain = unicodedata.normalize("NFKC", char).strip()
        if plain != char and all(map(_is_extension, plain)):
            return EXTEND
    if category == "Nd":
        return DIGIT
    if char in PHRASE_SIGNS or (category[0] not in "LM" and category != "Nl"):
        return SEPARATOR
    return ARABIC if _is_arabic(char) else OTHER


def _is_extension(char: str) -> bool:
    return char in "\u0640ۥۦ" or is_mark(char)


def _is_arabic(char: str) -> bool:
    code = ord(char)
    return (
        0x0600 <= code <= 0x06FF
        or 0x0750 <= code <= 0x077F
        or 0x0870 <= code <= 0x08FF
        or 0xFB50 <= code <= 0xFDFF
        or 0xFE70 <= code <= 0xFEFE
        or 0x1EE00 <= code <= 0x1EEFF
    )


def pack_ligatures(ligatures: list[str]) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
    """Return where each ligature begins, and the letters of all."""
    encoded = [ligature.encode("utf-16-le") for ligature in ligatures]
    bounds = np.array([0, *accumulate(len(one) // 2 for one in encoded)], dtype=np.int64)
    return bounds, np.frombuffer(b"".join(encoded) or b"\0\0", dtype=np.uint16)


def split_ligatures(bounds: NDArray[np.int64], units: NDArray[np.uint16]) -> list[str]:
    """Undo :func:`pack_ligatures`."""
    pairs = zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
    return [units[a:b].tobytes().decode("utf-16-le") for a, b in pairs]


def packed_codes(table: NDArray[np.uint32], spelling: Spelling) -> NDArray[np.uint8]:
    """Return the six bits of each character that folds to one plain Arabic letter, else 0.

    Where alef maqsura is folded, it carries the mark MAQSURA_CODE besides its six bits.
    """
    plain = table & ~np.uint32(MAQSURA_FLAG)
    step = plain - np.uint32(ARABIC << CLASS_SHIFT | BEFORE_LETTERS)
    codes = np.where((step >= 1) & (step <= LAST_PACKED), step, 0).astype(np.uint8)
    if spelling.alef_maqsura:
        codes[codes == ord(MAQSURA) - BEFORE_LETTERS] |= MAQSURA_CODE
    return codes


@lru_cache(maxsize=16)
def packed_exceptions(spelling: Spelling) -> NDArray[np.uint64]:
    """Return the keys of the words whose final alef maqsura stays."""
    words = words_with_maqsura() if spelling.alef_maqsura and not spelling.every_maqsura else ()
    keys = []
    for word in words:
        key = 0
        for letter in word:
            key = key << 6 | ord(letter) - BEFORE_LETTERS
        keys.append(key)
    return np.array(keys, dtype=np.uint64)


@lru_cache(maxsize=16)
def composed_pairs(spelling: Spelling) -> NDArray[np.uint32]:
    """Return letter, following sign and the folded letter that both make, a row each."""
    rows = [
        (ord(letter), ord(sign), ord(fold_character(whole, spelling)))
        for (letter, sign), whole in COMPOSED.items()
    ]
    return np.array(rows, dtype=np.uint32)


@lru_cache(maxsize=16)
def maqsura_words(spelling: Spelling) -> NDArray[np.uint16]:
    """Return the words whose final alef maqsura stays, a row each: length, then letters."""
    if not spelling.alef_maqsura:
        return np.zeros((0, 1), dtype=np.uint16)
    words = [] if spelling.every_maqsura else list(words_with_maqsura())
    rows = np.zeros((len(words) + 1, 9), dtype=np.uint16)
    for row, word in zip(rows, words, strict=False):
        row[0] = len(word)
        row[1 : len(word) + 1] = [ord(letter) for letter in word]
    return rows
