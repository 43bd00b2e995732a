"""Names of persons that are part of a longer name: of a son, a street, a movement."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpuskit.actors.defaults import read_context
from corpuskit.actors.dictionary import is_dictionary_word
from corpuskit.actors.folding import fold, fold_stop_words, read_given_names, read_titles
from corpuskit.actors.name_words import AFTER_NAMES, BINDERS
from corpuskit.actors.reading import Reader, strip_particles
from corpuskit.actors.surroundings import look, look_among

Integers = NDArray[np.int64]
Marks = NDArray[np.bool_]
SON = fold("بن")
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
    royal, sites, movements = map(read_context, ("royal", "royal_site", "movement"))
    found = np.zeros(len(at), np.bool_)
    first = reader.codes[at].astype(np.int64)
    near = look_among(
        reader,
        reader.codes[np.maximum(at - 1, 0)].astype(np.int64),
        royal | sites | movements | {SON},
    )
    rows = np.flatnonzero(near & (clitic == 0) & (at > 0))
    if len(rows) == 0:
        return found
    one = reader.neighbours(at[rows], 1)
    found[rows] = look(reader, one, lambda word: word == SON)
    king = look_among(reader, one, royal)
    two = np.full(len(rows), -1, np.int64)
    two[king] = reader.neighbours(at[rows[king]] - 1, 1)
    found[rows] |= king & look(reader, two, lambda word: _is_one(word, sites))
    crowned = look_among(reader, first[rows], royal)
    found[rows] |= crowned & look(reader, one, lambda word: _is_one(word, sites))
    follower = look(reader, first[rows], _is_relative) & (length[rows] == 1)
    found[rows] |= follower & look(reader, one, lambda word: _is_one(word, movements))
    return found


def is_part_of_others(
    reader: Reader, at: Integers, clitic: Integers, own: list[frozenset[str]]
) -> Marks:
    """Tell which names of one word are part of the name of somebody else.

    Parameters
    ----------
    reader : Reader
        The tokens and texts.
    at, clitic : ndarray of shape (n_hits,)
        The token and attached letters of each name.
    own : list of frozenset of str
        The words of all names of the person, for each name.

    Returns
    -------
    ndarray of bool
        True for a surname behind another's given name (فايز *المالكي* is not نوري المالكي) and
        for a given name before another's names (*محمد* بن ناصر, *أحمد* العتيبي).
    """
    given = read_given_names()
    before, after = reader.neighbours(at, 1), reader.neighbours(at, -1)
    behind = (clitic == 0) & look(reader, before, _is_given)
    first = look(reader, reader.codes[at].astype(np.int64), lambda word: _bare(word) in given)
    ahead = first & look(reader, after, _goes_on)
    found = np.zeros(len(at), np.bool_)
    for row in np.flatnonzero(behind | ahead).tolist():
        names = own[row]
        if behind[row] and reader.words[before[row]] not in names:
            one = reader.words[before[row]]
            found[row] = not any(word in names for word in strip_particles(one))
        if ahead[row]:
            found[row] |= reader.words[after[row]] not in names
    return found


@cache
def _sure_names() -> frozenset[str]:
    return read_given_names() - UNSURE


def _bare(word: str) -> str:
    return strip_particles(word)[-1]


def _is_given(word: str) -> bool:
    """Tell whether a folded word is a given name that is hardly an ordinary word."""
    return any(one in _sure_names() for one in strip_particles(word))


def _goes_on(word: str) -> bool:
    """Tell whether a folded word behind a given name is a further name of its bearer."""
    if word in BINDERS or word in _sure_names():
        return True
    if word in AFTER_NAMES or word in read_titles("person") or word in fold_stop_words():
        return False
    return word.startswith("ال") and not is_dictionary_word(word)


def _is_one(word: str, words: frozenset[str]) -> bool:
    return any(one in words for one in strip_particles(word))


def _is_relative(word: str) -> bool:
    return word.startswith("ال") and word.endswith("ي") and len(word) > 4
