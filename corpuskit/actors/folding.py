"""The spelling in which names are compared, and the word lists that ship with the package."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from corpuskit.arabic.spelling import PRESETS, TATWEEL, Spelling, fold_character, normalize
from corpuskit.arabic.stopwords import stop_words

NAMES = Spelling(hamza_seats=True, ta_marbuta=True, foreign_letters=True)
"""All that the standard spelling folds, ta marbuta, the seats of hamza and foreign letters.

على and its like keep their alef maqsura, so that the preposition is never the name علي.
"""


def fold(text: str) -> str:
    """Return a text in the spelling in which names are compared."""
    return normalize(text, NAMES)


def fold_terms(terms: Sequence[str]) -> list[str]:
    """Return terms of a tokens table in the spelling of names, all at once.

    Parameters
    ----------
    terms : sequence of str
        Terms in the spelling ``"standard"``.

    Returns
    -------
    list of str
        As many, in the same order.
    """
    if not terms:
        return []
    return fold_lines("\n".join(terms)).split("\n")


def fold_lines(text: str) -> str:
    """Return terms of a tokens table, one a line, in the spelling of names.

    Parameters
    ----------
    text : str
        Terms in the spelling ``"standard"``.

    Returns
    -------
    str
        As many lines.
    """
    if any(char in text for char in "أإآٱ" + TATWEEL):
        return normalize(text, NAMES)
    for char, folded in _letters_of_names():
        if char in text:
            text = text.replace(char, folded)
    return text


@cache
def _letters_of_names() -> tuple[tuple[str, str], ...]:
    """Return the letters that names fold and the standard spelling does not."""
    letters = map(chr, [*range(0x600, 0x700), *range(0x750, 0x780), *range(0x8A0, 0x8C8)])
    pairs = ((char, fold_character(char, NAMES)) for char in letters)
    standard = PRESETS["standard"]
    return tuple((c, folded) for c, folded in pairs if folded != fold_character(c, standard))


@cache
def read_words(name: str) -> frozenset[str]:
    """Return the folded first column of a list that ships with the package."""
    text = files("corpuskit.data").joinpath(name).read_text(encoding="utf-8")
    rows = [line.split(",")[0].strip() for line in text.splitlines()[1:]]
    return frozenset(fold(row) for row in rows if row)


@cache
def read_given_names() -> frozenset[str]:
    """Return the folded given names, Arabic and foreign, that are no function words."""
    names = read_words("given_names.csv") | read_words("given_names_foreign.csv")
    return names - fold_stop_words()


@cache
def fold_stop_words() -> frozenset[str]:
    """Return the folded stop words of news."""
    return frozenset(fold_terms(sorted(stop_words("news"))))


@cache
def read_titles(kind: str) -> frozenset[str]:
    """Return the folded titles and heads that announce an actor of one kind."""
    text = files("corpuskit.data").joinpath("titles.csv").read_text(encoding="utf-8")
    rows = [line.split(",") for line in text.splitlines()[1:] if line.strip()]
    return frozenset(fold(row[0]) for row in rows if row[1] == kind)
