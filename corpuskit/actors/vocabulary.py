"""The terms of a tokens table in the spelling of names."""

import weakref
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from corpuskit.actors.folding import fold_lines
from corpuskit.actors.textbytes import read_bytes
from corpuskit.actors.wordlist import Words
from corpuskit.errors import TableError, list_some


@dataclass(frozen=True)
class Vocabulary:
    """The folded terms of a tokens table, by their codes, and the lengths of the terms."""

    words: Words
    lengths: NDArray[np.int64]


_KNOWN: dict[int, tuple[weakref.ref[pd.Index], Vocabulary]] = {}


def read_vocabulary(categories: pd.Index) -> Vocabulary:
    """Return the folded vocabulary of a tokens table; made once as long as the table lives.

    Parameters
    ----------
    categories : Index
        The terms.

    Returns
    -------
    Vocabulary
        Several terms may be one folded word.

    Raises
    ------
    TableError
        If a term holds a line break.
    """
    known = _KNOWN.get(id(categories))
    if known is not None and known[0]() is categories:
        return known[1]
    terms = pd.Series(categories)
    offsets, data = read_bytes(terms)
    # A line break behind each term.
    text = np.insert(data[offsets[0] : offsets[-1]], offsets[1:] - offsets[0], ord("\n"))
    words = Words(fold_lines(text.tobytes().decode()).encode())
    if len(words) != len(terms):
        broken = list_some(terms[terms.str.contains("\n")])
        message = (
            f"tokens has terms with a line break: {broken}. Make them with find_tokens(documents)."
        )
        raise TableError(message)
    lengths = pc.utf8_length(pa.array(terms, type=pa.large_string())).to_numpy(zero_copy_only=False)
    vocabulary = Vocabulary(words, lengths.astype(np.int64))
    key = id(categories)
    _KNOWN[key] = (weakref.ref(categories, lambda _: _KNOWN.pop(key, None)), vocabulary)
    return vocabulary
