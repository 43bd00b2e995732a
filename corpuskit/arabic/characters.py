"""Facts about characters that Unicode knows: marks, invisible signs, plain forms."""

import unicodedata

TATWEEL = "\u0640"
DAGGER_ALEF = "\u0670"
MAQSURA, YA = "\u0649", "\u064a"
# Madda, hamza above and hamza below that follow their letter as a separate code point.
COMPOSED = {
    ("ا", "\u0653"): "آ",
    ("ا", "\u0654"): "أ",
    ("ا", "\u0655"): "إ",
    ("و", "\u0654"): "ؤ",
    ("ي", "\u0654"): "ئ",
    ("ى", "\u0654"): "ئ",
}
# Signs that Unicode writes out as a phrase; they stay one sign and are no word.
PHRASE_SIGNS = frozenset("\ufdfa\ufdfb")
_MARK_RANGES = (
    (0x0300, 0x036F),
    (0x0483, 0x0489),
    (0x0591, 0x05C7),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x06D6, 0x06ED),
    (0x0897, 0x089F),
    (0x08CA, 0x08FF),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)
_MARKS = frozenset(
    char
    for low, high in (*_MARK_RANGES, (0x0670, 0x0670))
    for char in map(chr, range(low, high + 1))
    if unicodedata.category(char) in ("Mn", "Me")
)
NUMBER_POINTS = {"\u066b": ".", "\u066c": ","}
_NUMBER_SIGNS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2\u0890\u0891")


def is_mark(char: str) -> bool:
    """Tell whether a character is a vowel sign, accent or Quranic sign on a letter.

    Parameters
    ----------
    char : str
        One character.

    Returns
    -------
    bool
        True for marks. The vowel signs of Indic scripts are letters here.

    Examples
    --------
    >>> is_mark("ّ"), is_mark("ش")
    (True, False)
    """
    return char in _MARKS


def is_invisible(char: str) -> bool:
    """Tell whether a character prints nothing and parts nothing.

    Parameters
    ----------
    char : str
        One character.

    Returns
    -------
    bool
        True for zero-width characters, bidi controls, soft hyphens and variation selectors.

    Examples
    --------
    >>> is_invisible("\u200f"), is_invisible(" ")
    (True, False)
    """
    code = ord(char)
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or code == 0x034F:
        return True
    return unicodedata.category(char) == "Cf" and char not in _NUMBER_SIGNS


def plain_form(char: str) -> str:
    """Return the letters that a presentation form, ligature or wide letter stands for."""
    if char in PHRASE_SIGNS or not unicodedata.decomposition(char).startswith("<"):
        return char
    if unicodedata.category(char)[0] not in "LMN" or unicodedata.category(char) == "No":
        return char
    plain = unicodedata.normalize("NFKC", char).strip(" ")
    return char if " " in plain else plain


def is_european(char: str) -> bool:
    """Tell whether a character is an accented Latin or a Greek letter."""
    return len(char) == 1 and ("\u00c0" <= char <= "\u03ff" or "\u1e00" <= char <= "\u1fff")
