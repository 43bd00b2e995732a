"""Whether a word has an ordinary reading: a name often has none."""

from collections.abc import Iterator
from functools import cache

from corpuskit.actors.folding import fold_terms
from corpuskit.arabic.lexicon import load_lexicon

PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "س", "وب", "ول", "وك", "وس", "فب", "فل", "لل", "ولل")
ARTICLES = ("", "ال")
SUFFIXES = (
    "",
    "ه",
    "ها",
    "هم",
    "هن",
    "هما",
    "نا",
    "كم",
    "ي",
    "ا",
    "ان",
    "ين",
    "ون",
    "ات",
    "وا",
    "ت",
)


def fold_lexicon() -> Iterator[tuple[str, str]]:
    """Yield each form of the dictionary in the spelling of names, and the form as it was."""
    forms = list(load_lexicon().lemma_of)
    for form, folded in zip(forms, fold_terms(forms), strict=True):
        # Equal strings are kept once: half of the memory.
        yield (form if form == folded else folded), form


@cache
def known_words() -> frozenset[str]:
    """Return the forms of the dictionary in the spelling of names."""
    return frozenset(folded for folded, _ in fold_lexicon())


def is_dictionary_word(word: str) -> bool:
    """Tell whether a folded word, with or without ال, is in the dictionary."""
    known = known_words()
    return word in known or word.removeprefix("ال") in known


@cache
def has_reading(word: str) -> bool:
    """Tell whether a folded word can be read as dictionary word with particles and endings.

    Examples
    --------
    >>> has_reading("وبوزارتهم"), has_reading("لافروف")
    (True, False)
    """
    known = known_words()
    for prefix in PREFIXES:
        if not word.startswith(prefix):
            continue
        for article in ARTICLES:
            if not word.startswith(prefix + article):
                continue
            rest = word[len(prefix) + len(article) :]
            if len(rest) < 2 or (article and prefix in ("س", "وس")):
                continue
            if _reads(rest, known, bool(prefix or article)):
                return True
    return False


def _reads(rest: str, known: frozenset[str], cut: bool) -> bool:
    if rest in known and (not cut or len(rest) > 2):
        return True
    for suffix in SUFFIXES[1:]:
        stem = rest[: -len(suffix)]
        if rest.endswith(suffix) and len(stem) > 2:
            if stem in known or stem + "ه" in known:
                return True
            if stem.endswith("ت") and stem[:-1] + "ه" in known:
                return True
    return False
