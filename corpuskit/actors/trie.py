"""Many names at once over term numbers: a trie, walked by compiled code."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpuskit.actors.gaps import character_kinds
from corpuskit.actors.reading import Reader
from corpuskit.arabic.matching import fill_table, match_names

Integers = NDArray[np.int64]
Name = tuple[str, ...]


@dataclass(frozen=True)
class Trie:
    """The names of a gazetteer as numbers of one vocabulary.

    Parameters
    ----------
    root : ndarray of shape (n_types,)
        The node that a first word leads to, by term number; -1 where none.
    word : ndarray of shape (n_types,)
        The number of the folded word of each term.
    edges : ndarray of shape (n_slots, 2)
        A hash table of ``node * n_words + word`` and the node that each leads to.
    nodes : ndarray of shape (n_nodes, 2)
        The name that ends at a node, -1 where none, and whether names go on.
    initials : ndarray of shape (n_names,)
        Whether full stops may part the words of a name: بي. بي. سي.
    """

    root: NDArray[np.int32]
    word: NDArray[np.int32]
    edges: Integers
    nodes: Integers
    initials: NDArray[np.bool_]
    n_words: int


def build_trie(names: list[Name], number: dict[str, int], word: NDArray[np.int32]) -> Trie:
    """Build the trie of the names that a vocabulary can spell.

    Parameters
    ----------
    names : list of tuple of str
        Folded words of each name.
    number : dict of str to int
        The number of each folded word.
    word : ndarray of shape (n_types,)
        The word number of each term number.

    Returns
    -------
    Trie
        Names with a word that the vocabulary lacks are left out.
    """
    n_words = max(len(number), 1)
    ends: list[int] = [-1] * n_words  # the first nodes are the words themselves
    nodes: dict[int, int] = {}
    for name, words in enumerate(names):
        try:
            path = [number[one] for one in words]
        except KeyError:
            continue
        node = path[0]
        for step in path[1:]:
            node = nodes.setdefault(node * n_words + step, len(ends))
            if node == len(ends):
                ends.append(-1)
        if ends[node] < 0:
            ends[node] = name
    keys = np.fromiter(nodes, np.int64, len(nodes))
    children = np.fromiter(nodes.values(), np.int64, len(nodes))
    end_of = np.array(ends, np.int64)
    leads = np.zeros(len(ends), np.bool_)
    leads[keys // n_words] = True
    first = np.arange(n_words, dtype=np.int32)
    first[~leads[:n_words] & (end_of[:n_words] < 0)] = -1
    return Trie(
        root=np.append(first, np.int32(-1))[word],
        word=word,
        edges=fill_table(keys, children, 1 << (2 * len(keys) + 1).bit_length()),
        nodes=np.stack([end_of, leads], axis=1),
        initials=np.fromiter(map(_are_initials, names), np.bool_, len(names)),
        n_words=n_words,
    )


def _are_initials(words: Name) -> bool:
    """Tell whether a name is made of words of one or two letters, the first with particles."""
    if len(words) < 2 or len(words[1]) > 2 or len(words[0]) > 4:
        return False
    return all(len(word) < 3 for word in words[2:])


def match_trie(
    trie: Trie, reader: Reader
) -> tuple[Integers, Integers, Integers, NDArray[np.bool_]]:
    """Find all names in the tokens of a reader.

    Parameters
    ----------
    trie : Trie
        The names.
    reader : Reader
        The tokens and texts.

    Returns
    -------
    at, length, name : ndarray
        For each hit its first token, its number of tokens and the name; sorted by token, longest
        first. Hits may overlap. The words of a hit are parted by spaces, quotation marks or one
        hyphen, those of initials also by full stops.
    marked : ndarray of bool
        Whether quotation marks or brackets stand between its words.
    """
    if len(reader) == 0 or len(trie.initials) == 0:
        empty = np.zeros(0, np.int64)
        return empty, empty, empty, np.zeros(0, np.bool_)
    at, length, name, marked = match_names(
        reader.codes,
        reader.doc_codes,
        reader.start,
        reader.end,
        reader.row_of_code,
        *reader.bytes,
        character_kinds(),
        trie.root,
        trie.word,
        trie.edges,
        trie.nodes,
        trie.initials,
        trie.n_words,
    )
    return at, length, name, marked
