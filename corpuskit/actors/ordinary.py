"""Names that are also ordinary words: where they count only if something speaks for them."""

from collections.abc import Set
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpuskit.actors.defaults import is_definite, read_context
from corpuskit.actors.dictionary import is_dictionary_word
from corpuskit.actors.folding import fold_stop_words, read_given_names, read_titles
from corpuskit.actors.reading import Reader, strip_particles
from corpuskit.actors.surroundings import (
    CLOSING_CODES,
    OPENING_CODES,
    has_title,
    look,
    look_among,
)

Integers = NDArray[np.int64]
Marks = NDArray[np.bool_]


def is_doubtful(reader: Reader, at: Integers, reading: str) -> Marks:
    """Tell which names, as they stand, are rather the ordinary word.

    Parameters
    ----------
    reader : Reader
        The tokens and texts.
    at : ndarray of shape (n_hits,)
        The token of each name.
    reading : {"noun", "adjective", "club", "group"}
        "noun": a person's name as سلامة, doubtful everywhere. "adjective": a person's name as
        الشريف, doubtful behind a noun with the article (الخلق الشريف). "club": an organisation
        as الشباب, doubtful in documents without a word of sport. "group": a group as القاعدة,
        doubtful where the document has the noun without the article (قاعدة العند).

    Returns
    -------
    ndarray of bool
        True where the full name in the document, or a word beside the name, is needed.
    """
    if reading == "adjective":
        return look(reader, reader.neighbours(at, 1), _takes_adjective)
    if reading == "club":
        return ~_share_document(reader, at, read_context("sport"))
    if reading == "group":
        nouns = {strip_particles(word)[-1].removeprefix("ال") for word in _words(reader, at)}
        attached = {before + noun for noun in nouns for before in ("", *"وفبل")}
        return _share_document(reader, at, attached - _words(reader, at))
    return np.ones(len(at), np.bool_)


def is_supported(reader: Reader, at: Integers, length: Integers) -> Marks:
    """Tell beside which names stands a title, a verb of speech, نادي and its like, or quotes."""
    before, after = reader.neighbours(at, 1), reader.neighbours(at + length - 1, -1)
    spoke = read_context("spoke")
    found = look_among(reader, before, spoke | read_context("club") | read_context("loyal"))
    found |= look_among(reader, after, spoke)
    left, right = reader.marks(at, length)
    found |= np.isin(left, OPENING_CODES) & np.isin(right, CLOSING_CODES)
    return found | has_title(reader, at)


def _takes_adjective(word: str) -> bool:
    """Tell whether a folded word is a noun with the article that is nobody's title or name."""
    if not is_definite(word) or any(one in _known_nouns() for one in strip_particles(word)):
        return False
    return any(is_dictionary_word(one) for one in strip_particles(word))


@cache
def _known_nouns() -> frozenset[str]:
    return read_titles("person") | read_given_names() | fold_stop_words()


def _words(reader: Reader, at: Integers) -> set[str]:
    return {reader.words[code] for code in np.unique(reader.codes[at]).tolist()}


def _share_document(reader: Reader, at: Integers, words: Set[str]) -> Marks:
    """Tell which names stand in a document that holds one of some folded words."""
    if len(at) == 0:
        return np.zeros(0, np.bool_)
    passed = np.zeros(len(reader.words), np.bool_)
    passed[reader.find_codes(words)] = True
    documents = np.zeros(int(reader.doc_codes.max(initial=0)) + 1, np.bool_)
    documents[reader.doc_codes[passed[reader.codes]]] = True
    return documents[reader.doc_codes[at]]
