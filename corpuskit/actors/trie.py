"""Many names at once over term numbers: a trie, walked with whole arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Trie:
    """The names of a gazetteer as numbers of one vocabulary.

    Parameters
    ----------
    root : ndarray of shape (n_types,)
        The node that a first word leads to, by term number; -1 where none.
    word : ndarray of shape (n_types,)
        The number of the folded word of each term.
    edges, children : ndarray
        Sorted ``node * n_words + word`` and the node that each leads to.
    follows : ndarray of shape (n_types,)
        Whether the term is ever a second or later word.
    ends : ndarray of shape (n_nodes,)
        The name that ends at a node, -1 where none.
    leads : ndarray of shape (n_nodes,)
        Whether names go on after a node.
    """

    root: NDArray[np.int32]
    word: NDArray[np.int32]
    edges: Integers
    children: Integers
    follows: NDArray[np.bool_]
    ends: Integers
    leads: NDArray[np.bool_]
    n_words: int


def build_trie(
    names: list[tuple[str, ...]], number: dict[str, int], word: NDArray[np.int32]
) -> Trie:
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
    nodes: dict[tuple[int, int], int] = {}
    ends: list[int] = []
    for name, words in enumerate(names):
        path = [number.get(one, -1) for one in words]
        if -1 in path:
            continue
        node = -1
        for step in path:
            child = nodes.get((node, step))
            if child is None:
                child = nodes[node, step] = len(ends)
                ends.append(-1)
            node = child
        if ends[node] < 0:
            ends[node] = name
    n_words = max(len(number), 1)
    root_of_word = np.full(n_words + 1, -1, np.int32)
    follows = np.zeros(n_words + 1, np.bool_)
    leads = np.zeros(len(ends), np.bool_)
    keys, children = [], []
    for (node, step), child in nodes.items():
        if node < 0:
            root_of_word[step] = child
        else:
            keys.append(node * n_words + step)
            children.append(child)
            follows[step] = True
            leads[node] = True
    order = np.argsort(np.array(keys, np.int64), kind="stable")
    return Trie(
        root=root_of_word[word],
        word=word,
        edges=np.array(keys, np.int64)[order],
        children=np.array(children, np.int64)[order],
        follows=follows[word],
        ends=np.array(ends, np.int64),
        leads=leads,
        n_words=n_words,
    )


def match_trie(
    trie: Trie, codes: NDArray[np.integer], new_document: NDArray[np.bool_]
) -> tuple[Integers, Integers, Integers]:
    """Find all names in a row of term numbers.

    Parameters
    ----------
    trie : Trie
        The names.
    codes : ndarray of shape (n_tokens,)
        The term number of each token.
    new_document : ndarray of shape (n_tokens + 1,)
        Whether a token is the first of its document.

    Returns
    -------
    at, length, name : ndarray
        For each hit its first token, its number of tokens and the name; sorted by token, longest
        first. Hits may overlap; punctuation between the words is not looked at.
    """
    empty = np.zeros(0, np.int64)
    if len(codes) == 0 or len(trie.ends) == 0:
        return empty, empty, empty
    at = np.flatnonzero((trie.root >= 0)[codes])
    node = trie.root[codes[at]].astype(np.int64)
    found: list[tuple[Integers, Integers, Integers]] = []
    length = 1
    while len(at):
        name = trie.ends[node]
        hit = name >= 0
        found.append((at[hit], np.full(int(hit.sum()), length), name[hit]))
        ahead = at + length
        go = trie.leads[node] & (ahead < len(codes))
        at, node, ahead = at[go], node[go], ahead[go]
        go = ~new_document[ahead] & trie.follows[codes[ahead]]
        at, node, ahead = at[go], node[go], ahead[go]
        key = node * trie.n_words + trie.word[codes[ahead]]
        place = np.searchsorted(trie.edges, key)
        place[place == len(trie.edges)] = 0
        go = trie.edges[place] == key if len(trie.edges) else np.zeros(len(key), np.bool_)
        at, node = at[go], trie.children[place[go]]
        length += 1
    ats, lengths, names = (np.concatenate(part) for part in zip(*found[::-1], strict=True))
    # Longer names stand first and each length is sorted: a stable sort merges them.
    order = np.argsort(ats, kind="stable")
    return ats[order], lengths[order], names[order]
