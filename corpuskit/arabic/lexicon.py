"""What is known of Arabic words before any corpus is read: forms, lemmas, names.

Forms and lemmas come from simplemma (its dictionary joins open sources), names from Unicode's CLDR
by way of babel and from ``names_whole.csv``; all are folded to the spelling ``"standard"``. The
corrections in ``lemmas.csv`` go before the dictionary. ``lemmas_current.csv`` names the lemmas of
the dictionary that news uses: those printed 30 times or more, in any form, in 31,030 articles.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpuskit.arabic.spelling import normalize, read_rows

_INITIAL_ABOVE = re.compile("(?:ال)?[أآ]")
_INITIAL_BELOW = re.compile("(?:ال)?إ")


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
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    dictionary = DefaultDictionaryFactory().get_dictionary("ar")
    printed, folds = _fold(dictionary)
    # Many forms share a lemma: each is folded once.
    lemmas = dict.fromkeys(dictionary.values())
    folded_lemma = dict(zip(lemmas, _fold(lemmas)[1], strict=True))
    lemma_of: dict[str, str] = {}
    for form, folded, value in zip(printed, folds, dictionary.values(), strict=True):
        lemma = folded_lemma[value]
        if not ("ء" <= form[:1] <= "ي") or " " in form or not lemma:
            continue
        # Where two spellings fold into one, the one that is printed so comes first.
        if folded not in lemma_of or form == folded:
            lemma_of[folded] = lemma
    corrected = {
        normalize(form): normalize(row["lemma"])
        for row in read_rows("lemmas.csv")
        for form in row["forms"].split()
    }
    lemma_of.update(corrected)
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
    spoken = [
        form
        for form, lemma in lemma_of.items()
        if form[0] in "به" and lemma[0] not in "به" and lemma in verbs and form not in corrected
    ]
    for form in spoken:
        # Spoken Arabic puts ب and ه before the imperfect; newspapers do not.
        del lemma_of[form]
    above = {normalize(form.removeprefix("ال")) for form in printed if _INITIAL_ABOVE.match(form)}
    below = {normalize(form.removeprefix("ال")) for form in printed if _INITIAL_BELOW.match(form)}
    return Lexicon(
        lemma_of,
        dict(Counter(lemma_of.values())),
        frozenset(verbs),
        imperfects,
        frozenset(above),
        frozenset(below),
        frozenset(corrected),
        _names(),
        frozenset(_read_current()) | frozenset(corrected.values()),
    )


def _read_current() -> list[str]:
    return [lemma for row in read_rows("lemmas_current.csv") for lemma in row["lemmas"].split()]


def _fold(words: Iterable[str | bytes]) -> tuple[list[str], list[str]]:
    """Return words as printed and folded, all of them in one pass."""
    joined = b"\n".join(word if isinstance(word, bytes) else word.encode() for word in words)
    text = joined.decode()
    return text.split("\n"), normalize(text).split("\n")


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
