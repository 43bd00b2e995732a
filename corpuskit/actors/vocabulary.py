"""The terms of a tokens table in the spelling of names."""

import weakref
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.actors.folding import fold_terms


@dataclass(frozen=True)
class Vocabulary:
    """The terms of a tokens table, folded, with the numbers of each folded word."""

    terms: list[str]
    words: list[str]
    code_of: dict[str, int]
    doubles: dict[str, list[int]]
    lengths: NDArray[np.int64]


_KNOWN: dict[int, tuple[weakref.ref[pd.Index], Vocabulary]] = {}


def read_vocabulary(categories: pd.Index) -> Vocabulary:
    """Return the folded vocabulary of a tokens table; made once as long as the table lives."""
    known = _KNOWN.get(id(categories))
    if known is not None and known[0]() is categories:
        return known[1]
    terms: list[str] = categories.tolist()
    words = fold_terms(terms)
    code_of = dict(zip(words, range(len(words)), strict=True))
    doubles: dict[str, list[int]] = {}
    if len(code_of) < len(words):
        for code, word in enumerate(words):
            if code_of[word] != code:
                doubles.setdefault(word, []).append(code)
    lengths = np.fromiter(map(len, terms), np.int64, len(terms))
    vocabulary = Vocabulary(terms, words, code_of, doubles, lengths)
    key = id(categories)
    _KNOWN[key] = (weakref.ref(categories, lambda _: _KNOWN.pop(key, None)), vocabulary)
    return vocabulary
