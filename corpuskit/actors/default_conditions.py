"""What must stand around a name that says nothing about it in its table."""

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files

from corpuskit.actors.builtin import read_adjectives, read_capitals
from corpuskit.actors.conditions import NO_CONDITION, Condition
from corpuskit.actors.defaults import (
    PARTICLES,
    feminine_adjectives,
    is_ordinary_noun,
    is_ordinary_outlet,
    read_context,
)
from corpuskit.actors.dictionary import is_broken_plural, is_dictionary_word
from corpuskit.actors.folding import (
    fold,
    fold_stop_words,
    read_given_names,
    read_titles,
    read_words,
)

AMMAN = fold("عمان")  # two names in one spelling: a capital, and a state of its own
KINGDOM = fold("المملكة")
WIDER = frozenset(map(fold, ("عربي", "خليجي", "إسلامي", "أوروبي", "إفريقي", "آسيوي")))
COLOURS = frozenset(map(fold, ("الأخضر", "الأحمر", "الأبيض", "الأزرق", "الأصفر", "الأسود")))
CABINET = (fold("مجلس الوزراء"), fold("مجلس وزراء"))


@cache
def read_idioms(key: str, side: str) -> frozenset[str]:
    """Return the words beside which a folded name is another thing: صلاة المغرب, قطر داخلي.

    Parameters
    ----------
    key : str
        A folded name.
    side : {"not_after", "not_before"}
        Whether the words stand before or after it.

    Returns
    -------
    frozenset of str
        The words, with attached prepositions where they stand before the name.
    """
    words = _idioms().get((key, side), frozenset())
    if side == "not_after":
        words |= {before + word for word in words for before in PARTICLES}
    return words


@cache
def _idioms() -> dict[tuple[str, str], frozenset[str]]:
    text = files("corpuskit.data").joinpath("name_idioms.csv").read_text(encoding="utf-8")
    found: dict[tuple[str, str], set[str]] = {}
    for line in text.splitlines()[1:]:
        if line.strip():
            name, side, word, _ = line.split(",")
            found.setdefault((fold(name), side), set()).add(fold(word))
    return {key: frozenset(words) for key, words in found.items()}


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
        body does not count in a minister's title (وزير الداخلية), a country not in the name of a
        sea; a group named by one noun does not count as an action (مرحلة المقاومة); no outlet,
        organisation or group counts in the name of a site (سوق عكاظ), and those named by a function
        word (أحد) only behind نادي and its like or between quotation marks.

    Examples
    --------
    >>> default_condition("الوطن", "outlet", "الوطن").media
    True
    >>> default_condition("رويترز", "outlet", "رويترز").decides
    False
    """
    key, name = " ".join(re.findall(r"\w+", fold(alias))), fold(name_ar)
    if kind == "outlet":
        condition = _expect_outlet(key)
    elif kind == "person":
        condition = _expect_person(key)
    elif kind == "state":
        condition = _expect_state(key, name)
    elif kind in ("organisation", "group"):
        condition = _expect_body(key, kind, name)
    else:
        return NO_CONDITION
    after, before = read_idioms(key, "not_after"), read_idioms(key, "not_before")
    if not after and not before:
        return condition
    return replace(
        condition,
        not_after=condition.not_after | after,
        not_before=condition.not_before | before,
    )


def _expect_outlet(key: str) -> Condition:
    if not is_ordinary_outlet(key):
        return Condition(not_after=read_context("site"))
    return Condition(
        media=True,
        after=read_context("media"),
        before=read_context("outlet_tail"),
        not_after=read_context("site"),
        not_before=read_context("common"),
    )


def _expect_person(key: str) -> Condition:
    if key.startswith("ال") and key.removeprefix("ال") in _nationalities() | WIDER:
        return Condition(nationality=True)
    if key in read_titles("person"):
        # الشيخ as a surname, not as the title before a name.
        others = read_given_names() | read_titles("person")
        return Condition(ordinary="noun", not_before=others)
    if key in fold_stop_words():
        return Condition(title=True, after=read_context("spoke"))
    ordinary = find_ordinary_reading(key)
    if key in read_words("ordinary_names.csv") and key not in read_given_names():
        ordinary = ordinary or "noun"  # اتفاق سلام
    return Condition(ordinary=ordinary) if ordinary else NO_CONDITION


def _expect_state(key: str, name: str) -> Condition:
    if (key in read_capitals() and key != name) or (key == AMMAN and AMMAN not in name.split()):
        return Condition(
            capital=True, not_after=read_context("place"), not_before=read_context("seat")
        )
    waters = read_context("waters")
    if key in feminine_adjectives():
        return Condition(adjective=True, not_after=waters)
    if f"ال{key}" in feminine_adjectives():
        return Condition(indefinite=True, not_after=waters)  # جنسيات سورية
    if key.startswith("ال") and key.endswith("ين"):
        return Condition(not_after=waters, not_before=read_context("seas"))  # البحرين الأحمر
    if key in read_context("regime"):
        return Condition(
            not_before=read_context("common"), described=name, ordinary="noun"
        )  # النظام القضائي
    if key == KINGDOM:
        return Condition(not_before=_adjectives_of_others(name))  # المملكة المغربية
    return Condition(not_after=waters)


def _expect_body(key: str, kind: str, name: str) -> Condition:
    site = read_context("site")
    if kind == "organisation":
        if key in read_capitals() and key != name:
            return Condition(capital=True, not_after=read_context("place"))
        if key in feminine_adjectives():
            return Condition(adjective=True)
        if key in COLOURS:
            return Condition(not_after=site, nationality=True)  # الاقتصاد الأخضر
        if key.startswith(CABINET):
            return Condition(not_after=read_context("cabinet"))
    if key in fold_stop_words():
        return Condition(quotes=True, after=read_context("club"))
    office = kind == "organisation" and key.startswith("ال")
    if is_ordinary_noun(key):
        # A word that opens the actor's own name (التحالف العربي) is short for it.
        heads = name.startswith(f"{key} ")
        listed = key in read_words("ordinary_names.csv") and (kind == "group" or not heads)
        # تحالف تقوده السعودية is the same body as التحالف, قاعدة العند not the same as القاعدة.
        listed &= key.removeprefix("ال") not in read_titles("group")
        return Condition(
            not_after=read_context("event") | site,
            not_before=read_context("common"),
            adjective=key.endswith("ه"),
            office=office,
            described=name if kind == "group" or key in read_titles("organisation") else "",
            ordinary=("group" if kind == "group" else "club") if listed else "",
        )
    if key in read_words("ordinary_names.csv") and not key.startswith("ال"):
        return Condition(not_after=site, ordinary="noun")  # فتح الباب
    if kind == "organisation" and key in read_titles("person"):
        return Condition(not_after=site, not_before=read_given_names(), ordinary="club")
    if kind == "group" and " " not in key and key.startswith("ال") and key.endswith("ي"):
        return Condition(not_after=site, nationality=True)  # الوجود الحوثي
    noun = kind == "organisation" and find_ordinary_reading(key) == "noun"
    noun = noun and key not in read_words("places.csv")  # سلامة للتأمين, not برشلونة
    plural = kind == "organisation" and key not in read_words("places.csv")
    if plural and not key.startswith("ال") and is_broken_plural(key):
        return Condition(not_after=site, ordinary="noun")  # كبرى مدن الجنوب
    return Condition(not_after=site, office=office, ordinary="club" if noun else "")


@cache
def _nationalities() -> frozenset[str]:
    return frozenset(map(fold, read_adjectives()))


@cache
def _adjectives_of_others(name: str) -> frozenset[str]:
    """Return the definite adjectives of nations, but for those in a folded name."""
    some = {f"ال{word}" for word in _nationalities()} | feminine_adjectives() | {"المتحده"}
    return frozenset(some - set(name.split()))


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
    if key.endswith("ه") or len(key) < 3:
        return "noun"
    return "adjective" if key.startswith("ال") and key not in read_given_names() else ""
