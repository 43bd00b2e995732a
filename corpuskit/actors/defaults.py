"""What must stand around a name that says nothing about it in its table."""

import re
from functools import cache
from importlib.resources import files

from corpuskit.actors.builtin import read_adjectives, read_capitals
from corpuskit.actors.conditions import NO_CONDITION, Condition
from corpuskit.actors.dictionary import is_broken_plural, is_dictionary_word
from corpuskit.actors.folding import fold, fold_stop_words, read_given_names, read_words

HEADS = frozenset(map(fold, ("مدينة", "محافظة", "منطقة", "شركة", "جامعة", "هيئة")))
PARTICLES = ("", "ب", "ل", "ك")


@cache
def read_context(role: str) -> frozenset[str]:
    """Return the folded words of one role, also with attached prepositions.

    Parameters
    ----------
    role : str
        ``"media"``, ``"spoke"``, ``"outlet_tail"``, ``"quoted"``, ``"place"``, ``"from"``,
        ``"backed"``, ``"went"``, ``"event"``, ``"common"``, ``"site"``, ``"club"``,
        ``"royal"``, ``"royal_site"``, ``"movement"``, ``"seas"``, ``"sport"``, ``"owner"`` or
        ``"family"``.

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


@cache
def default_condition(alias: str, kind: str, name_ar: str) -> Condition:
    """Return the condition of an alias that its table leaves without one.

    Parameters
    ----------
    alias : str
        The alias.
    kind, name_ar : str
        Kind and Arabic name of its actor.

    Returns
    -------
    Condition
        An outlet named by an ordinary word needs a word such as صحيفة, a verb of reporting or
        quotation marks; the capital of a state does not count as a place (في القاهرة); a state
        that is also an adjective (السعودية) does not count behind a noun that it agrees with; a
        group named by one noun does not count as an action (مرحلة المقاومة); no outlet,
        organisation or group counts in the name of a site (سوق عكاظ), and those named by a function
        word (أحد) only behind نادي and its like or between quotation marks.

    Examples
    --------
    >>> default_condition("الوطن", "outlet", "الوطن").media
    True
    >>> default_condition("رويترز", "outlet", "رويترز").decides
    False
    """
    key = " ".join(re.findall(r"\w+", fold(alias)))
    if kind == "outlet":
        if is_ordinary_outlet(key):
            return Condition(
                media=True,
                after=read_context("media"),
                before=read_context("outlet_tail"),
                not_after=read_context("site"),
                not_before=read_context("common"),
            )
    elif kind in ("state", "organisation"):
        if key in read_capitals() and key != fold(name_ar):
            return Condition(capital=True, not_after=read_context("place"))
        if key in feminine_adjectives():
            return Condition(adjective=True)
        if kind == "state" and key.startswith("ال") and key.endswith("ين"):
            return Condition(not_before=read_context("seas"))  # البحرين الأحمر والمتوسط
    elif kind == "person":
        ordinary = find_ordinary_reading(key)
        return Condition(ordinary=ordinary) if ordinary else NO_CONDITION
    if kind in ("group", "organisation") and key in fold_stop_words():
        return Condition(quotes=True, after=read_context("club"))
    if kind in ("group", "organisation") and is_ordinary_noun(key):
        event = read_context("event") | read_context("site")
        # A word that opens the actor's own name (التحالف العربي) is short for it.
        heads = fold(name_ar).startswith(f"{key} ")
        listed = key in read_words("ordinary_names.csv") and (kind == "group" or not heads)
        return Condition(
            not_after=event,
            not_before=read_context("common"),
            adjective=key.endswith("ه"),
            ordinary=("group" if kind == "group" else "club") if listed else "",
        )
    if kind in ("outlet", "organisation", "group"):
        noun = kind == "organisation" and find_ordinary_reading(key) == "noun"
        noun = noun and key not in read_words("places.csv")  # سلامة للتأمين, not برشلونة
        return Condition(not_after=read_context("site"), ordinary="club" if noun else "")
    return NO_CONDITION


def find_ordinary_reading(key: str) -> str:
    """Return which ordinary reading the folded name of a person has: سلامة, الشريف, or none.

    Examples
    --------
    >>> find_ordinary_reading("سلامه"), find_ordinary_reading("الشريف")
    ('noun', 'adjective')
    >>> find_ordinary_reading("لافروف")
    ''
    """
    if " " in key or not is_dictionary_word(key):
        return ""
    if key.endswith("ه"):
        return "noun"
    return "adjective" if key.startswith("ال") and key not in read_given_names() else ""


def is_ordinary_outlet(key: str) -> bool:
    """Tell whether the folded name of an outlet is also an ordinary word, place or adjective."""
    if key in read_words("ordinary_names.csv") or key in feminine_adjectives():
        return True
    if key in read_words("places.csv") or key in read_capitals():
        return True
    return is_ordinary_noun(key)


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
    if len(bare) == 4 and bare.endswith("ون"):
        return True  # شؤون and the like; no sound plural has two letters before ون
    return is_broken_plural(bare)


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
