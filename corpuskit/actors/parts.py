"""Names of persons that are part of a longer name: of a son, a street, a movement."""

import numpy as np
from numpy.typing import NDArray

from corpuskit.actors.defaults import read_context
from corpuskit.actors.folding import fold
from corpuskit.actors.reading import Reader, strip_particles
from corpuskit.actors.surroundings import look, look_among

Integers = NDArray[np.int64]
Marks = NDArray[np.bool_]
SON = fold("بن")


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


def _is_one(word: str, words: frozenset[str]) -> bool:
    return any(one in words for one in strip_particles(word))


def _is_relative(word: str) -> bool:
    return word.startswith("ال") and word.endswith("ي") and len(word) > 4
