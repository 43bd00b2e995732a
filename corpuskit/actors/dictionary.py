"""Whether a word has an ordinary reading: a name often has none.

What is asked of the dictionary here is kept in the spelling of names
(:mod:`corpuskit.arabic.keeping`): the dictionary itself need not be loaded.
"""

from functools import cache

import numpy as np

from corpuskit.actors.folding import fold_terms
from corpuskit.actors.wordlist import Words
from corpuskit.arabic import lexicon
from corpuskit.arabic.keeping import Arrays, load_or_make

SOURCES = (*lexicon.SOURCES, "actors/dictionary.py", "actors/folding.py", "actors/wordlist.py")
SOUND = ("ه", "ات", "ون", "ين", "ان", "ي")

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


@cache
def read_dictionary() -> tuple[Words, bytes]:
    """Return the forms of the dictionary in the spelling of names, and 1 for broken plurals.

    Returns
    -------
    words : Words
        The folded forms.
    broken : bytes
        1 for each form that is another word than its lemma, without the ending of a feminine, a
        sound plural, a dual or a nisba; else 0.
    """
    kept = load_or_make("name_words", SOURCES, fold_dictionary)
    words = Words(kept["text"].tobytes(), kept["keys"], kept["order"])
    return words, kept["broken"].tobytes()


def fold_dictionary() -> Arrays:
    """Make what :func:`read_dictionary` keeps.

    Returns
    -------
    mapping of str to ndarray
        The arrays of the words, and ``broken``.
    """
    lemma_of = lexicon.read_lexicon().lemma_of
    folded = fold_terms(list(lemma_of))
    lemmas = fold_terms(list(lemma_of.values()))
    broken = dict.fromkeys(sorted(folded), False)
    for form, lemma in zip(folded, lemmas, strict=True):
        if form != lemma and not form.endswith(SOUND):
            broken[form] = True
    words = Words("".join(f"{word}\n" for word in broken).encode())
    return {**words.arrays, "broken": np.fromiter(broken.values(), np.uint8, len(broken))}


def is_dictionary_word(word: str) -> bool:
    """Tell whether a folded word, with or without ال, is in the dictionary."""
    words, _ = read_dictionary()
    return word in words or (word.startswith("ال") and word[2:] in words)


def is_broken_plural(word: str) -> bool:
    """Tell whether a folded word is a form of another and has no ending that says so.

    Examples
    --------
    >>> is_broken_plural("حدود"), is_broken_plural("قوات")
    (True, False)
    """
    words, broken = read_dictionary()
    return any(broken[place] for place in words.find(word))


@cache
def known_words() -> frozenset[str]:
    """Return the forms of the dictionary in the spelling of names, for many questions."""
    return frozenset(read_dictionary()[0])


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
