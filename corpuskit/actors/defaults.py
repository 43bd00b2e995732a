"""What words are to the names beside them: lists by role, and forms told by their ending."""

import re
from functools import cache
from importlib.resources import files

from corpuskit.actors.builtin import read_adjectives, read_capitals
from corpuskit.actors.dictionary import is_broken_plural, is_dictionary_word
from corpuskit.actors.folding import fold, read_words

HEADS = frozenset(map(fold, ("مدينة", "محافظة", "منطقة", "شركة", "جامعة", "هيئة")))
PARTICLES = ("", "ب", "ل", "ك")
CITY_STATES = frozenset(map(fold, ("عمان", "الكويت", "تونس", "الجزائر", "جيبوتي", "القدس")))
FEMININE = frozenset(map(fold, ("سوق", "حرب", "أرض", "دار", "شمس", "نفس", "كأس")))
GREATER = frozenset(map(fold, ("أخرى", "كبرى", "صغرى", "عظمى", "أولى")))
PRONOUNS = ("هما", "ها", "هم", "هن", "نا", "كم", "ه")


@cache
def read_context(role: str) -> frozenset[str]:
    """Return the folded words of one role, also with attached prepositions.

    Parameters
    ----------
    role : str
        ``"media"``, ``"spoke"``, ``"outlet_tail"``, ``"quoted"``, ``"obtained"``, ``"place"``,
        ``"from"``, ``"backed"``, ``"went"``, ``"seat"``, ``"waters"``, ``"event"``, ``"common"``,
        ``"site"``, ``"club"``, ``"royal"``, ``"royal_site"``, ``"movement"``, ``"seas"``,
        ``"minister"``, ``"cabinet"``, ``"regime"``, ``"rank"``, ``"sport"``, ``"owner"``,
        ``"loyal"`` or ``"family"``.

    Returns
    -------
    frozenset of str
        The words.
    """
    text = files("corpuskit.data").joinpath("name_contexts.csv").read_text(encoding="utf-8")
    rows = [line.split(",") for line in text.splitlines()[1:] if line.strip()]
    words = {fold(row[0]) for row in rows if row[1] == role}
    attached = {before + word for word in words if len(word) > 2 for before in PARTICLES}
    return frozenset(words | attached | {"لل" + w[2:] for w in words if w.startswith("ال")})


def is_ordinary_outlet(key: str) -> bool:
    """Tell whether the folded name of an outlet is also an ordinary word, place or adjective."""
    if key in read_words("ordinary_names.csv") or key in feminine_adjectives():
        return True
    if key in read_words("places.csv") or key in read_capitals() or key in _first_words():
        return True
    return is_ordinary_noun(key)


@cache
def _first_words() -> frozenset[str]:
    """Return the first words of places with a name of two: مكة المكرمة."""
    return frozenset(place.split()[0] for place in read_words("places.csv") if " " in place)


@cache
def towns() -> frozenset[str]:
    """Return the folded places of one word that are no capitals, also behind an attached و."""
    names = {place for place in read_words("places.csv") | _first_words() if " " not in place}
    return frozenset(names - read_capitals() - CITY_STATES)


def is_ordinary_noun(key: str) -> bool:
    """Tell whether a folded name is one noun of the dictionary with the article: المقاومة."""
    return " " not in key and key.startswith("ال") and is_dictionary_word(key)


@cache
def feminine_adjectives() -> frozenset[str]:
    """Return the folded definite feminine of each nationality adjective: السعوديه."""
    return frozenset(f"ال{fold(word)}ه" for word in read_adjectives())


@cache
def agrees(word: str) -> bool:
    """Tell whether a feminine adjective can describe a folded noun, with or without article.

    So do feminines, plurals in ات and broken plurals: الحكومه, القوات, الحدود.

    Examples
    --------
    >>> agrees("الحدود"), agrees("القوات"), agrees("الرئيس")
    (True, True, False)
    """
    bare = without_article(word)
    if bare.endswith(("ه", "ات")):
        return True
    if bare in GREATER or bare in FEMININE or re.fullmatch(r"\w\wا\wي", bare):
        return True  # الأراضي, النواحي
    if len(bare) == 4 and bare.endswith("ون"):
        return True  # شؤون and the like; no sound plural has two letters before ون
    return is_broken_plural(bare)


@cache
def owns(word: str) -> bool:
    """Tell whether a folded word is a noun with a pronoun that agrees with a feminine: شؤونها.

    Examples
    --------
    >>> owns("شوونها"), owns("سياستها"), owns("رئيسها"), owns("اعلنتها")
    (True, True, False, False)
    """
    for suffix in PRONOUNS:
        bare = word.removesuffix(suffix)
        if bare == word or len(bare) < 4:
            continue
        if bare.endswith("ات"):
            return True
        if bare.endswith("ت"):
            return is_dictionary_word(bare[:-1] + "ه")
        return bare[0] not in "يت" and agrees(bare)  # تتخذها is a verb
    return False


def without_article(word: str) -> str:
    """Return a folded word without particles and article, where it has the article."""
    found = re.fullmatch(r"[وف]?(?:[بك]?ال|لل)(\w{2,})", word)
    return found.group(1) if found else word


def is_definite(word: str) -> bool:
    """Tell whether a folded word seems to have the article."""
    return without_article(word) != word


@cache
def is_head(word: str) -> bool:
    """Tell whether a folded word is the head of a feminine proper name: مدينة جدة السعودية."""
    return word in read_context("media") or word in HEADS


@cache
def may_be_name(word: str) -> bool:
    """Tell whether a folded word may be a proper name: a place, or in no dictionary."""
    return word in read_words("places.csv") or not is_dictionary_word(word)


@cache
def stands_alone(word: str) -> bool:
    """Tell whether a folded definite word is a state's name or ends one: الولايات المتحدة."""
    return word in read_capitals() or without_article(word) == "متحده"
