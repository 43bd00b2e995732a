"""What is known of Arabic words before any corpus is read: forms, lemmas, names.

Forms and lemmas come from simplemma (its dictionary joins open sources), names from Unicode's CLDR
by way of babel and from ``names_whole.csv``; all are folded to the spelling ``"standard"``. The
corrections in ``lemmas.csv`` go before the dictionary. ``lemmas_current.csv`` names the lemmas of
the dictionary that news uses: those printed 30 times or more, in any form, in 31,030 articles.

Joining all that takes seconds; it is done once and kept (:mod:`corpuskit.arabic.keeping`).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, compress

import numpy as np

from corpuskit.arabic.conjugation import fill_paradigms
from corpuskit.arabic.keeping import Arrays, load_or_make
from corpuskit.arabic.lists import read_rows
from corpuskit.arabic.spelling import normalize

SOURCES = (
    *("arabic/lexicon.py", "arabic/conjugation.py"),
    *("arabic/spelling.py", "arabic/characters.py"),
)
"""The modules that decide what the lexicon holds."""
_SETS = ("verbs", "imperfects", "hamza_above", "hamza_below", "corrected", "names", "current")


@dataclass(frozen=True)
class Lexicon:
    """Folded forms with their lemmas.

    Parameters
    ----------
    lemma_of : dict of str to str
        Form to lemma.
    n_forms : dict of str to int
        Lemma to the number of its forms.
    verbs : frozenset of str
        Lemmas that have a form of the imperfect (يقول).
    imperfects : frozenset of str
        Forms of the imperfect.
    hamza_above : frozenset of str
        Forms that may be printed with أ or آ: أهداف is a plural.
    hamza_below : frozenset of str
        Forms that may be printed with إ: إرسال is a verbal noun.
    corrected : frozenset of str
        Forms whose lemma was corrected by hand.
    names : frozenset of str
        Names of persons and places, one word each.
    current : frozenset of str
        Lemmas that news uses; the others ask for evidence of the corpus.
    """

    lemma_of: dict[str, str]
    n_forms: dict[str, int]
    verbs: frozenset[str]
    imperfects: frozenset[str]
    hamza_above: frozenset[str]
    hamza_below: frozenset[str]
    corrected: frozenset[str]
    names: frozenset[str]
    current: frozenset[str]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Load the lexicon once a process.

    Returns
    -------
    Lexicon
        About 200,000 forms.

    Examples
    --------
    >>> load_lexicon().lemma_of["وزراء"]
    'وزير'
    """
    return read_lexicon()


def read_lexicon() -> Lexicon:
    """Read the lexicon that is kept on disk, or build it and keep it.

    Returns
    -------
    Lexicon
        A lexicon of the caller's own, for those who need it once; see :func:`load_lexicon`.
    """
    return unpack_lexicon(load_or_make("lexicon", SOURCES, lambda: pack_lexicon(build_lexicon())))


def pack_lexicon(lexicon: Lexicon) -> Arrays:
    """Return a lexicon as arrays: its words, the lemma of each form, the sets of each word.

    Parameters
    ----------
    lexicon : Lexicon
        Any lexicon.

    Returns
    -------
    mapping of str to ndarray
        What :func:`unpack_lexicon` takes.
    """
    sets = [sorted(getattr(lexicon, name)) for name in _SETS]
    words = list(dict.fromkeys(chain(lexicon.lemma_of, lexicon.lemma_of.values(), *sets)))
    number = dict(zip(words, range(len(words)), strict=True))
    marks = np.zeros(len(words), np.uint8)
    for bit, members in enumerate(sets):
        marks[[number[word] for word in members]] |= np.uint8(1 << bit)
    lemmas = np.array([number[lemma] for lemma in lexicon.lemma_of.values()], np.int32)
    text = np.frombuffer("\n".join(words).encode(), np.uint8)
    return {"text": text, "lemmas": lemmas, "marks": marks}


def unpack_lexicon(arrays: Arrays) -> Lexicon:
    """Return the lexicon that arrays hold.

    Parameters
    ----------
    arrays : mapping of str to ndarray
        What :func:`pack_lexicon` returned.

    Returns
    -------
    Lexicon
        An equal lexicon; each word is one string, however many parts hold it.
    """
    words = arrays["text"].tobytes().decode().split("\n")
    lemmas = [words[number] for number in arrays["lemmas"].tolist()]
    marks = arrays["marks"]
    return Lexicon(
        dict(zip(words[: len(lemmas)], lemmas, strict=True)),
        dict(Counter(lemmas)),
        **{
            name: frozenset(compress(words, (marks & np.uint8(1 << bit)).tolist()))
            for bit, name in enumerate(_SETS)
        },
    )


def build_lexicon() -> Lexicon:
    """Join the sources to a lexicon, in a second or two.

    Returns
    -------
    Lexicon
        What :func:`load_lexicon` keeps.
    """
    printed, lemma_of = _read_dictionary()
    corrected = {
        normalize(form): normalize(row["lemma"])
        for row in read_rows("lemmas.csv")
        for form in row["forms"].split()
    }
    lemma_of.update(corrected)
    imperfects, verbs = _find_verbs(lemma_of)
    spoken = [
        form
        for form, lemma in lemma_of.items()
        if form[0] in "به" and lemma[0] not in "به" and lemma in verbs and form not in corrected
    ]
    for form in spoken:
        # Spoken Arabic puts ب and ه before the imperfect; newspapers do not.
        del lemma_of[form]
    names = _names()
    current = frozenset(_read_current()) | frozenset(corrected.values())
    weak = fill_paradigms(lemma_of, verbs, current, names | corrected.keys())
    lemma_of.update(weak)
    imperfects |= {form for form, lemma in weak.items() if form[0] in "يت" and lemma[0] != form[0]}
    return Lexicon(
        lemma_of,
        dict(Counter(lemma_of.values())),
        verbs,
        imperfects,
        _fold_initial(printed, "أآ"),
        _fold_initial(printed, "إ"),
        frozenset(corrected),
        names,
        current,
    )


def _read_dictionary() -> tuple[list[str], dict[str, str]]:
    """Return the forms of the dictionary as printed, and the lemmas of the folded forms."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    entries = list(DefaultDictionaryFactory().get_dictionary("ar").items())
    printed = _join(form for form, _ in entries)
    # Many forms share a lemma: each is folded once.
    lemmas = list(dict.fromkeys(lemma for _, lemma in entries))
    folded_lemma = dict(zip(lemmas, normalize(_join(lemmas)).split("\n"), strict=True))
    lemma_of: dict[str, str] = {}
    forms, folds = printed.split("\n"), normalize(printed).split("\n")
    for form, folded, (_, value) in zip(forms, folds, entries, strict=True):
        lemma = folded_lemma[value]
        if not ("ء" <= form[:1] <= "ي") or " " in form or not lemma:
            continue
        # Where two spellings fold into one, the one that is printed so comes first.
        if folded not in lemma_of or form == folded:
            lemma_of[folded] = lemma
    return forms, lemma_of


def _join(words: Iterable[str | bytes]) -> str:
    """Return words, one a line: all of them are folded in one pass."""
    return b"\n".join(word if isinstance(word, bytes) else word.encode() for word in words).decode()


def _find_verbs(lemma_of: dict[str, str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the forms of the imperfect, and the lemmas that are verbs."""
    imperfects = frozenset(
        form
        for form, lemma in lemma_of.items()
        if form[0] in "يت"
        and lemma[0] != form[0]
        and len(form) > 2
        and not form.endswith("ة")
        and _shares_root(form[1:], lemma)
        and (form[0] == "ي" or "ي" + form[1:] in lemma_of)
    )
    verbs = {lemma_of[form] for form in imperfects if form[0] == "ي"}
    verbs |= {
        form
        for form, lemma in lemma_of.items()
        if form == lemma and form + "ت" in lemma_of and form + "وا" in lemma_of
    }
    return imperfects, frozenset(verbs)


def _fold_initial(printed: Iterable[str], letters: str) -> frozenset[str]:
    """Return the forms, folded, that are printed with one of some letters first or after ال."""
    initials = (*letters, *("ال" + letter for letter in letters))
    found = [form.removeprefix("ال") for form in printed if form.startswith(initials)]
    return frozenset(normalize("\n".join(found)).split("\n"))


def _read_current() -> list[str]:
    return [lemma for row in read_rows("lemmas_current.csv") for lemma in row["lemmas"].split()]


def _shares_root(rest: str, lemma: str) -> bool:
    weak = "اويىءئؤ"
    return bool({*rest} - {*weak} & {*lemma}) or len({*lemma} - {*weak}) < 2


def _names() -> frozenset[str]:
    from babel import Locale

    arabic = Locale("ar")
    kept = [name for row in read_rows("names_whole.csv") for name in row["names"].split()]
    names = [
        # Numbers stand for the world and its parts, and the world is a word.
        name
        for code, name in arabic.territories.items()
        if code.isalpha() and " " not in name
    ]
    for zone in arabic.time_zones.values():
        city = zone.get("city", "")
        # العيون is a city, and eyes.
        names += [city] if " " not in city and not city.startswith("ال") else []
    folded = {normalize(name) for name in names if len(name) > 2}
    folded |= {normalize(name) for name in kept}
    return frozenset(name for name in folded if "ء" <= name[0] <= "ي")
