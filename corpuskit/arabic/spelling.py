"""Spelling: which differences of print count as the same word, one switch a decision.

A :class:`Spelling` says what is folded; three presets carry names:

``"light"``
    Only how the letters are drawn: marks, tatweel, presentation forms, code points of other
    keyboards, digits, invisible characters. Every letter that the writer chose stays. For
    reading and for close comparison of spellings.
``"standard"``
    What is counted everywhere in corpuskit: also the forms of alef, final alef maqsura and the
    case of Latin letters, because newsrooms differ in them (Egyptian papers print فى and كيرى,
    many leave out the hamza of أن). ta marbuta and hamza on waw or ya stay, because folding them
    joins different words (كرة with كره) more often than it joins spellings of one.
``"search"``
    For finding at any cost: also ta marbuta, the seats of hamza, letters of foreign sounds
    (ڤ پ چ گ), and every alef maqsura.

The letters are data, in ``corpuskit/data/folding.csv``; what Unicode itself knows (marks,
presentation forms, digits, invisible characters) is taken from Unicode.

In ``"standard"`` final ى becomes ي except in the function words of
``corpuskit/data/final_maqsura.csv``, alone or after و or ف: على stays apart from the name علي.
An alef maqsura inside a word is a ya whose dots are missing, and always becomes ي.
"""

import re
import unicodedata
from dataclasses import dataclass, fields
from functools import lru_cache

from corpuskit.arabic.characters import (
    COMPOSED,
    DAGGER_ALEF,
    MAQSURA,
    NUMBER_POINTS,
    YA,
    is_european,
    is_invisible,
    is_mark,
    plain_form,
)
from corpuskit.arabic.characters import (
    TATWEEL as TATWEEL,
)
from corpuskit.arabic.lists import read_rows


@dataclass(frozen=True)
class Spelling:
    """What is folded when words are compared; every switch defaults to ``"standard"``.

    Parameters
    ----------
    marks : bool, default True
        Delete vowel signs, shadda, Quranic signs and accents (مُحَمَّد → محمد).
    dagger_alef : bool, default True
        Delete the dagger alef (هٰذا → هذا).
    tatweel : bool, default True
        Delete the lengthening stroke (كـيـري → كيري).
    presentation_forms : bool, default True
        Replace presentation forms, ligatures and wide letters by plain letters (ﻻ → لا).
    letter_variants : bool, default True
        Replace code points of Persian and Urdu keyboards for Arabic letters (ی → ي, ک → ك).
    digits : bool, default True
        Replace Arabic-Indic and other digits by 0-9 (٢٠١٦ → 2016), and ٫ ٬ by . and ,
    invisible : bool, default True
        Delete zero-width characters, bidi controls, soft hyphens and variation selectors.
    alef_forms : bool, default True
        Replace أ إ آ ٱ by ا.
    alef_maqsura : bool, default True
        Replace ى by ي, except in على and its like (see the module).
    case : bool, default True
        Lower the case of Latin, Greek and Cyrillic letters.
    hamza_seats : bool, default False
        Replace ؤ by و and ئ by ي.
    ta_marbuta : bool, default False
        Replace ة by ه.
    foreign_letters : bool, default False
        Replace letters of foreign sounds by their neighbours (ڤ → ف, پ → ب).
    every_maqsura : bool, default False
        Replace ى by ي in على and its like, too. Needs ``alef_maqsura``.

    Examples
    --------
    >>> normalize("إلى الهيئة", Spelling(hamza_seats=True))
    'الى الهيية'
    """

    marks: bool = True
    dagger_alef: bool = True
    tatweel: bool = True
    presentation_forms: bool = True
    letter_variants: bool = True
    digits: bool = True
    invisible: bool = True
    alef_forms: bool = True
    alef_maqsura: bool = True
    case: bool = True
    hamza_seats: bool = False
    ta_marbuta: bool = False
    foreign_letters: bool = False
    every_maqsura: bool = False

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not isinstance(value, bool):
                raise ValueError(f"Spelling: {field.name} must be True or False, got {value!r}.")
        if self.every_maqsura and not self.alef_maqsura:
            raise ValueError("Spelling: every_maqsura=True needs alef_maqsura=True.")


PRESETS: dict[str, Spelling] = {
    "light": Spelling(alef_forms=False, alef_maqsura=False, case=False),
    "standard": Spelling(),
    "search": Spelling(hamza_seats=True, ta_marbuta=True, foreign_letters=True, every_maqsura=True),
}


def resolve_spelling(spelling: str | Spelling) -> Spelling:
    """Return the spelling that a name stands for.

    Parameters
    ----------
    spelling : {"light", "standard", "search"} or Spelling
        A preset, or a spelling of one's own.

    Returns
    -------
    Spelling
        The switches.

    Raises
    ------
    ValueError
        If there is no preset of that name.

    Examples
    --------
    >>> resolve_spelling("search").ta_marbuta
    True
    """
    if isinstance(spelling, Spelling):
        return spelling
    if isinstance(spelling, str) and spelling in PRESETS:
        return PRESETS[spelling]
    names = ", ".join(repr(name) for name in PRESETS)
    raise ValueError(f"spelling must be one of {names}, or a Spelling; got {spelling!r}.")


def normalize(text: str, preset: str | Spelling = "standard") -> str:
    """Write a text in one spelling.

    Parameters
    ----------
    text : str
        Any text. Punctuation, spaces and line breaks stay as they are.
    preset : {"light", "standard", "search"} or Spelling, default "standard"
        What is folded; see :class:`Spelling`.

    Returns
    -------
    str
        The text in that spelling. Normalising it again changes nothing.

    Raises
    ------
    ValueError
        If there is no preset of that name.

    Notes
    -----
    Offsets change where characters are deleted or written out. To find words in a text and keep
    their place, use :func:`corpuskit.find_tokens`.

    Examples
    --------
    >>> normalize("قالَ الرئيسُ أوبـاما إنّ ٣ ﻻجئين وصلوا إلى ألمانيا")
    'قال الرئيس اوباما ان 3 لاجئين وصلوا الى المانيا'
    >>> normalize("وزير الخارجية الأمريكى على", "search")
    'وزير الخارجيه الامريكي علي'
    >>> normalize("الأمريكى", "light")
    'الأمريكى'
    """
    spelling = resolve_spelling(preset)
    folded = _fold_text(text, spelling)
    # Where marks are kept, a letter that was folded may join a second sign that stood behind it.
    while not spelling.marks and (again := _fold_text(folded, spelling)) != folded:
        folded = again
    return folded


def _fold_text(text: str, spelling: Spelling) -> str:
    text = compose_hamza(text)
    text = text.translate(_translation(spelling))
    if spelling.alef_maqsura and MAQSURA in text:
        text = _fold_maqsura(text, every=spelling.every_maqsura)
    return text


def compose_hamza(text: str) -> str:
    """Join madda and hamza that stand as separate code points to the letter before them.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text with آ أ إ ؤ ئ as one code point each; vowel signs may stand between.

    Examples
    --------
    >>> len("\u0627\u0654"), compose_hamza("\u0627\u0654")
    (2, 'أ')
    """
    if not any(sign in text for sign in "\u0653\u0654\u0655"):
        return text
    return _hamza_pattern().sub(
        lambda found: COMPOSED.get((found[1], found[3]), found[1] + found[3]) + found[2], text
    )


def fold_character(char: str, spelling: Spelling) -> str:
    """Return what one character becomes: nothing, a letter, or several.

    Parameters
    ----------
    char : str
        One character.
    spelling : Spelling
        The switches.

    Returns
    -------
    str
        The folded character. Alef maqsura stays: it depends on the word.

    Examples
    --------
    >>> fold_character("ﷲ", PRESETS["standard"])
    'الله'
    """
    for _ in range(4):
        folded = "".join(_fold_once(one, spelling) for one in char)
        if folded == char:
            break
        char = folded
    return char


def _fold_once(char: str, spelling: Spelling) -> str:
    if "!" <= char <= "~":
        return char.lower() if spelling.case else char
    if char == TATWEEL:
        return "" if spelling.tatweel else char
    if char == DAGGER_ALEF:
        return "" if spelling.dagger_alef else char
    if is_mark(char):
        return "" if spelling.marks else char
    if is_invisible(char):
        return "" if spelling.invisible else char
    for switch, folded in _letters().get(char, ()):
        if getattr(spelling, switch):
            return folded
    if char in NUMBER_POINTS:
        return NUMBER_POINTS[char] if spelling.digits else char
    if unicodedata.category(char) == "Nd":
        return str(unicodedata.decimal(char)) if spelling.digits else char
    if spelling.presentation_forms:
        char = plain_form(char)
    if spelling.marks and is_european(char):
        char = "".join(one for one in unicodedata.normalize("NFD", char) if not is_mark(one))
    return char.lower() if spelling.case else char


@lru_cache(maxsize=1)
def _letters() -> dict[str, list[tuple[str, str]]]:
    letters: dict[str, list[tuple[str, str]]] = {}
    for row in read_rows("folding.csv"):
        letters.setdefault(row["printed"], []).append((row["switch"], row["folded"]))
    return letters


@lru_cache(maxsize=1)
def words_with_maqsura() -> tuple[str, ...]:
    """Return the words whose final alef maqsura stays, in every spelling of their alef.

    Returns
    -------
    tuple of str
        The words of ``final_maqsura.csv``, alone and after و and ف.

    Examples
    --------
    >>> "وعلى" in words_with_maqsura()
    True
    """
    words = [row["word"] for row in read_rows("final_maqsura.csv")]
    words += [word.replace("ا", "إ", 1) for word in words if word.startswith("ا")]
    return tuple(before + word for before in ("", "و", "ف") for word in words)


@lru_cache(maxsize=1)
def _hamza_pattern() -> re.Pattern[str]:
    return re.compile(f"([اويى])({_between_class()}*?)([\u0653-\u0655])")


@lru_cache(maxsize=1)
def _between_class() -> str:
    """Return a pattern for what may stand inside a word and is no letter."""
    blocks = [(0, 0x1000), (0x1800, 0x1900), (0x1AB0, 0x1B00), (0x1DC0, 0x1E00)]
    blocks += [(0x2000, 0x2100), (0xFE00, 0xFF00), (0xFFF0, 0x10000)]
    chars = [chr(code) for low, high in blocks for code in range(low, high)]
    inside = [char for char in chars if is_mark(char) or is_invisible(char)]
    return "[" + TATWEEL + re.escape("".join(inside)) + "]"


@lru_cache(maxsize=1)
def _maqsura_pattern() -> re.Pattern[str]:
    words = "|".join(sorted(words_with_maqsura(), key=len, reverse=True))
    letter, between = r"[^\W\d]", _between_class()
    before, after = f"(?<!{letter})(?<!{between})", f"(?!{letter}|{between})"
    return re.compile(f"{before}(?:{words}){after}|{MAQSURA}")


def _fold_maqsura(text: str, *, every: bool) -> str:
    if every:
        return text.replace(MAQSURA, YA)
    return _maqsura_pattern().sub(lambda hit: YA if hit[0] == MAQSURA else hit[0], text)


@lru_cache(maxsize=16)
def _translation(spelling: Spelling) -> "_Translation":
    return _Translation(spelling)


class _Translation(dict[int, str]):
    """A table for ``str.translate`` that learns each character when it first meets it."""

    def __init__(self, spelling: Spelling) -> None:
        super().__init__()
        self.spelling = spelling

    def __missing__(self, code: int) -> str:
        folded = fold_character(chr(code), self.spelling)
        self[code] = folded
        return folded
