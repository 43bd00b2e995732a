"""Whether a word has an ordinary reading: a name often has none.

What is asked of the dictionary here is kept in the spelling of names
(:mod:`corpuskit.arabic.keeping`): the dictionary itself need not be loaded.
"""

from collections.abc import Iterator
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
WEAK_PREFIXES = ("ف", "ب", "ل", "ك", "س")
WEAK_SUFFIXES = ("ي", "ا", "ه", "ت", "ان", "ون", "ين")
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
def read_dictionary() -> tuple[Words, bytes, bytes]:
    """Return the forms of the dictionary in the spelling of names, and what they are.

    Returns
    -------
    words : Words
        The folded forms.
    broken : bytes
        1 for each form that is another word than its lemma, without the ending of a feminine, a
        sound plural, a dual or a nisba; else 0.
    current : bytes
        1 for each form that is a lemma that news uses, or a broken plural of one; else 0.
    """
    kept = load_or_make("name_words", SOURCES, fold_dictionary)
    words = Words(kept["text"].tobytes(), kept["keys"], kept["order"])
    return words, kept["broken"].tobytes(), kept["current"].tobytes()


def fold_dictionary() -> Arrays:
    """Make what :func:`read_dictionary` keeps.

    Returns
    -------
    mapping of str to ndarray
        The arrays of the words, ``broken`` and ``current``.
    """
    read = lexicon.read_lexicon()
    lemma_of = read.lemma_of
    folded = fold_terms(list(lemma_of))
    lemmas = fold_terms(list(lemma_of.values()))
    broken = dict.fromkeys(sorted(folded), False)
    current = dict(broken)
    used = map(read.current.__contains__, lemma_of.values())
    for form, lemma, is_used in zip(folded, lemmas, used, strict=True):
        if form != lemma and not form.endswith(SOUND):
            broken[form] = True
        if is_used and (form == lemma or not form.endswith(SOUND)):
            current[form] = True
    words = Words("".join(f"{word}\n" for word in broken).encode())
    flags = {"broken": broken, "current": current}
    return {
        **words.arrays,
        **{name: np.fromiter(kept.values(), np.uint8, len(kept)) for name, kept in flags.items()},
    }


def is_dictionary_word(word: str) -> bool:
    """Tell whether a folded word, with or without ال, is in the dictionary."""
    words, _, _ = read_dictionary()
    return word in words or (word.startswith("ال") and word[2:] in words)


def is_broken_plural(word: str) -> bool:
    """Tell whether a folded word is a form of another and has no ending that says so.

    Examples
    --------
    >>> is_broken_plural("حدود"), is_broken_plural("قوات")
    (True, False)
    """
    words, broken, _ = read_dictionary()
    return any(broken[place] for place in words.find(word))


def is_current(word: str) -> bool:
    """Tell whether a folded word is a lemma that news uses, or a broken plural of one.

    Examples
    --------
    >>> is_current("هدف"), is_current("جروح"), is_current("نيدي")
    (True, True, False)
    """
    words, _, current = read_dictionary()
    return any(current[place] for place in words.find(word))


@cache
def known_words() -> frozenset[str]:
    """Return the forms of the dictionary in the spelling of names, for many questions."""
    return frozenset(read_dictionary()[0])


def has_reading(word: str) -> bool:
    """Tell whether a folded word can be read as dictionary word with particles and endings.

    Examples
    --------
    >>> has_reading("وبوزارتهم"), has_reading("لافروف")
    (True, False)
    """
    return len(list_readings(word)) > 0


@cache
def list_readings(word: str) -> tuple[tuple[str, int], ...]:
    """Return how a folded word can be read as dictionary word with particles and endings.

    Parameters
    ----------
    word : str
        A folded word.

    Returns
    -------
    tuple of (str, int)
        The dictionary word of each reading, and how sure it is: 2 if what is taken off is more
        than a letter without the article or a short ending, which many foreign names seem to
        have; 1 if it is one of them; 0 if both or a س.

    Examples
    --------
    >>> list_readings("كنيدي")
    (('نيدي', 1), ('نيد', 0))
    """
    known = known_words()
    found: dict[tuple[str, int], None] = {}
    for prefix in PREFIXES:
        for article in ARTICLES if word.startswith(prefix) else ():
            if not word.startswith(prefix + article):
                continue
            rest = word[len(prefix) + len(article) :]
            if len(rest) < 2 or (article and prefix in ("س", "وس")):
                continue
            for base, suffix in _cut_endings(rest, known, bool(prefix or article)):
                opened = suffix == "ه" and rest[-2] in "تء"  # رحمته
                sure = 2 - (suffix in WEAK_SUFFIXES and not opened)
                if not article and prefix in WEAK_PREFIXES and (sure == 1 or not suffix):
                    sure -= 1
                found[base, 0 if prefix == "س" else sure] = None
    return tuple(found)


def _cut_endings(rest: str, known: frozenset[str], cut: bool) -> Iterator[tuple[str, str]]:
    """Yield the dictionary words that a word without its particles can be, and the endings."""
    if rest in known and (not cut or len(rest) > 2):
        yield rest, ""
    for suffix in SUFFIXES[1:]:
        stem = rest[: -len(suffix)]
        if rest.endswith(suffix) and len(stem) > 2:
            if stem in known:
                yield stem, suffix
            elif stem + "ه" in known:
                yield stem + "ه", suffix
            elif stem.endswith("ت") and stem[:-1] + "ه" in known:
                yield stem[:-1] + "ه", suffix
