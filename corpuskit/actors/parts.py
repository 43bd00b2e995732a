"""Names of persons that are part of a longer name: of a son, a street, a movement."""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpuskit.actors.defaults import PRONOUNS, read_context
from corpuskit.actors.dictionary import is_dictionary_word
from corpuskit.actors.folding import fold, fold_stop_words, read_given_names, read_titles
from corpuskit.actors.name_words import AFTER_NAMES, BINDERS, KUNYAS
from corpuskit.actors.reading import Reader, strip_particles
from corpuskit.actors.short_names import PATRONYMICS
from corpuskit.actors.surroundings import look, look_among, look_for, stands_beside

Integers = NDArray[np.int64]
Marks = NDArray[np.bool_]
SON, FAMILY = fold("بن"), fold("آل")
UNSURE = frozenset(
    map(
        fold,
        (
            *("أمل", "رضا", "وفاء", "جهاد", "نضال", "نصر", "عيد", "يزيد", "أمين", "صالح", "حياة"),
            *("فضل", "فرج", "عون", "حنان", "إيمان", "بشرى", "سماح", "دلال", "كمال", "جمال"),
            *("رجب", "رمضان", "شعبان", "عادل", "كامل", "مبارك", "كرم", "خلف", "شباب", "ظاهر"),
            *("أكرم", "أشرف", "أسعد", "حمد", "سعد", "مختار", "مساعد", "مشاعل", "سند", "سفر"),
            *("مطر", "مانع", "معين", "ثامر", "محسن", "مسلم", "مدى", "ندى", "هدى", "نوف"),
        ),
    )
)
"""Given names that stand beside names as ordinary words, too: جهاد الأسد, وفاء سلام."""


def is_part_of_name(reader: Reader, at: Integers, length: Integers, clitic: Integers) -> Marks:
    """Tell which names of persons are part of another's name.

    Parameters
    ----------
    reader : Reader
        The tokens and texts.
    at, length, clitic : ndarray of shape (n_hits,)
        First token, number of tokens and attached letters of each name.

    Returns
    -------
    ndarray of bool
        True behind بن (محمد بن *سلمان*), behind the site of a king's name (طريق الملك
        *عبدالعزيز*, جامعة *الملك سعود*), and for a name in ي behind the head of a movement
        (جماعة *الحوثي*).
    """
    royal = read_context("royal")
    found = np.zeros(len(at), np.bool_)
    first = reader.codes[at].astype(np.int64)
    near = look_among(
        reader,
        reader.codes[np.maximum(at - 1, 0)].astype(np.int64),
        royal | read_context("royal_site") | read_context("movement") | {SON},
    )
    rows = np.flatnonzero(near & (clitic == 0) & (at > 0))
    if len(rows) == 0:
        return found
    one = reader.neighbours(at[rows], 1)
    found[rows] = look_for(reader, one, SON)
    king = look_among(reader, one, royal)
    two = np.full(len(rows), -1, np.int64)
    two[king] = reader.neighbours(at[rows[king]] - 1, 1)
    found[rows] |= king & look(reader, two, _is_site)
    crowned = look_among(reader, first[rows], royal)
    found[rows] |= crowned & look(reader, one, _is_site)
    follower = look(reader, first[rows], _is_relative) & (length[rows] == 1)
    found[rows] |= follower & look(reader, one, _is_movement)
    return found


def is_part_of_others(
    reader: Reader,
    at: Integers,
    clitic: Integers,
    group: Integers,
    own: Callable[[int], tuple[frozenset[str], frozenset[str]]],
) -> Marks:
    """Tell which names of one word are part of the name of somebody else.

    Parameters
    ----------
    reader : Reader
        The tokens and texts.
    at, clitic, group : ndarray of shape (n_hits,)
        The token, the attached letters and the group of claims of each name.
    own : callable
        Returns the first words, and all words, of the names of those who claim a group.

    Returns
    -------
    ndarray of bool
        True for a surname behind another's given name (فايز *المالكي* is not نوري المالكي) or
        behind آل, and for a given name before another's names (*محمد* بن ناصر, *أحمد* العتيبي).
    """
    found = np.zeros(len(at), np.bool_)
    rows = np.flatnonzero((clitic == 0) & (at > 0))
    rows = rows[look(reader, reader.codes[at[rows] - 1].astype(np.int64), _is_given)]
    before = reader.neighbours(at[rows], 1)
    rows, before = rows[before >= 0], before[before >= 0]
    found[rows] = ~_ask_pairs(
        reader,
        group[rows],
        before,
        lambda claimed, word: _is_one(word, own(claimed)[1]),
    )
    rows = np.flatnonzero(~found)
    rows = rows[look(reader, reader.codes[at[rows]].astype(np.int64), _is_first)]
    after = reader.neighbours(at[rows], -1)
    rows, after = rows[after >= 0], after[after >= 0]
    royal = stands_beside(reader, at[rows], 1, read_context("royal"))
    goes_on, may = look(reader, after, _goes_on), look(reader, after, _may_go_on) & ~royal
    either = goes_on | may
    rows, after, goes_on = rows[either], after[either], goes_on[either]
    # سلمان بن حمد is not سلمان بن عبدالعزيز.
    father = reader.neighbours(at[rows], -2)
    son = look_for(reader, after, *PATRONYMICS) & (father >= 0)
    after = np.where(son, father, after)
    # محمد الفارس is not the محمد of the table; دعا صالح الأحزاب is صالح.
    known = goes_on | _ask_pairs(
        reader,
        group[rows],
        reader.codes[at[rows]].astype(np.int64),
        lambda claimed, word: strip_particles(word)[-1] in own(claimed)[0],
    )
    same = _ask_pairs(reader, group[rows], after, lambda claimed, word: word in own(claimed)[1])
    found[rows] = known & ~same
    return found | _is_function_word(reader, at)


def _ask_pairs(
    reader: Reader, group: Integers, codes: Integers, test: Callable[[int, str], bool]
) -> Marks:
    """Apply a test to groups of claims and the words of term codes, to each pair once."""
    pairs, back = np.unique(group * len(reader.words) + codes, return_inverse=True)
    passed = [
        test(pair // len(reader.words), reader.words[pair % len(reader.words)])
        for pair in pairs.tolist()
    ]
    return np.array(passed, np.bool_)[back]


def _is_function_word(reader: Reader, at: Integers) -> Marks:
    """Tell which names are printed with the hamza of a function word: بأن is not بان."""
    found = np.zeros(len(at), np.bool_)
    codes = reader.codes[at].astype(np.int64)
    rows = np.flatnonzero(look_among(reader, codes, fold_stop_words()))
    printed = reader.spans(at[rows], np.ones(len(rows), np.int64))
    found[rows] = [any(char in "أإآ" for char in word) for word in printed]
    return found


@cache
def _sure_names() -> frozenset[str]:
    return read_given_names() - UNSURE


@cache
def _is_first(word: str) -> bool:
    """Tell whether a folded word is a given name, or a title before names."""
    bare = strip_particles(word)[-1]
    return bare in read_given_names() or bare in read_titles("person") or bare in KUNYAS


@cache
def _is_given(word: str) -> bool:
    """Tell whether a folded word is آل, or a given name that is hardly an ordinary word."""
    return word == FAMILY or any(one in _sure_names() for one in strip_particles(word))


@cache
def _may_go_on(word: str) -> bool:
    """Tell whether a folded word behind a given name has the article and is no title."""
    if word in AFTER_NAMES or word in read_titles("person") or word in fold_stop_words():
        return False
    plain = not _is_feminine(word) and not word.endswith(("ين", "ون", "ات"))
    return word.startswith("ال") and plain


@cache
def _goes_on(word: str) -> bool:
    """Tell whether a folded word behind a given name is a further name of its bearer."""
    if word in BINDERS or word in _sure_names():
        return True
    if word in AFTER_NAMES or word in read_titles("person") or word in fold_stop_words():
        return False
    if word.startswith("ال"):
        return word.endswith("ي") or not (_is_feminine(word) or is_dictionary_word(word))
    if word.startswith("بال") and is_dictionary_word(word[1:]):
        return False  # الموالين لهادي بالعتاد
    # شاويش, باوزير; not وقال, بأنه, يلتقيان, قوله
    if len(word) < 4 or word[0] in "وفلكسيتن" or word.endswith(PRONOUNS):
        return False
    return not is_dictionary_word(word)


def _is_feminine(word: str) -> bool:
    """Tell whether a word is rather an adjective: وقوات صالح *الانقلابية*, صالح *المتمركزة*."""
    return word.endswith("يه") or (word.startswith("المت") and word.endswith("ه"))


def _is_one(word: str, words: frozenset[str]) -> bool:
    return any(one in words for one in strip_particles(word))


def _is_site(word: str) -> bool:
    return _is_one(word, read_context("royal_site"))


def _is_movement(word: str) -> bool:
    return _is_one(word, read_context("movement"))


def _is_relative(word: str) -> bool:
    return word.startswith("ال") and word.endswith("ي") and len(word) > 4
