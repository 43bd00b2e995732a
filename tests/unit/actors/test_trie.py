"""All names found over term numbers, against a plain double loop."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.actors.reading import Reader
from corpuskit.actors.trie import build_trie, match_trie
from corpuskit.corpus.tokens import find_tokens
from corpuskit.testing import make_documents

WORDS = st.sampled_from(["كيري", "لافروف", "روسيا"])


def match(words, names):
    documents = make_documents({"a": " ".join(words)})
    reader = Reader(documents, find_tokens(documents))
    reader.learn(reader.words.find_all({word for name in names for word in name}))
    trie = build_trie(names, reader.number, reader.word_of)
    at, length, name, _ = match_trie(trie, reader)
    return list(zip(at.tolist(), length.tolist(), [names[one] for one in name], strict=True))


def search(words, names):
    return [
        (at, length, tuple(words[at : at + length]))
        for at in range(len(words))
        for length in range(len(words) - at, 0, -1)
        if tuple(words[at : at + length]) in names
    ]


@given(st.lists(WORDS, max_size=12), st.lists(st.lists(WORDS, min_size=1, max_size=4).map(tuple)))
def test_names_are_those_of_a_double_loop(words, names):
    names = list(dict.fromkeys(names))
    assert match(words, names) == search(words, names)


@pytest.mark.parametrize("depth", [1, 2, 3, 9])
def test_there_may_be_more_names_than_words(depth):
    words = ["كيري"] * 40
    names = [("كيري",) * size for size in range(1, depth + 1)]
    found = match(words, names)
    assert found == search(words, names)
    assert len(found) == sum(40 - size for size in range(depth))
