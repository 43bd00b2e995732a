"""What names ask of the dictionary, against the dictionary itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.actors.dictionary import (
    SOUND,
    is_broken_plural,
    is_dictionary_word,
    known_words,
    read_dictionary,
)
from corpuskit.actors.folding import fold, fold_terms
from corpuskit.actors.wordlist import Words
from corpuskit.arabic.lexicon import load_lexicon


@pytest.fixture(scope="module")
def folded():
    """Return each form of the dictionary with its lemma, in the spelling of names."""
    lemma_of = load_lexicon().lemma_of
    return list(zip(fold_terms(list(lemma_of)), fold_terms(list(lemma_of.values())), strict=True))


def test_all_words_of_the_dictionary(folded):
    words, broken, _ = read_dictionary()
    assert known_words() == {form for form, _ in folded}
    assert len(words) == len(known_words())
    plurals = {form for form, lemma in folded if form != lemma and not form.endswith(SOUND)}
    assert {word for word, one in zip(words, broken, strict=True) if one} == plurals


def test_every_thousandth_word_is_found_and_no_other(folded):
    known = known_words()
    for form, _ in folded[::1000]:
        assert is_dictionary_word(form)
        assert is_dictionary_word("ال" + form)
        assert is_dictionary_word(form + "خخ") == (form + "خخ" in known)
    assert is_broken_plural("حدود")
    assert not is_broken_plural("قوات")
    assert not is_broken_plural("لافروف")


def pack(words):
    return Words("".join(f"{word}\n" for word in words).encode())


SOME = st.text("ابتكيرf😀", max_size=3)


@given(st.lists(SOME), st.lists(SOME))
def test_packed_words_are_the_words(words, asked):
    packed = pack(words)
    again = Words(packed.arrays["text"].tobytes(), packed.arrays["keys"], packed.arrays["order"])
    for one in (packed, again):
        assert list(one) == words == [one[place] for place in range(len(one))]
        for word in [*words, *asked]:
            assert one.find(word) == [at for at, own in enumerate(words) if own == word]
            assert (word in one) == (word in words)
        many = dict.fromkeys([*asked, *words])
        assert one.find_all(many) == {word: one.find(word) for word in many if word in words}


def test_words_with_one_checksum_are_told_apart():
    # The two have the same CRC-32.
    packed = pack(["plumless", "buckeroo", "plumless"])
    assert (packed.find("plumless"), packed.find("buckeroo")) == ([0, 2], [1])
    assert "كيري" not in packed
    assert "\ud800" not in packed


def test_no_words():
    packed = Words(b"")
    assert (len(packed), list(packed), packed.find("كيري"), packed.find("")) == (0, [], [], [])


@given(st.lists(st.text("ابةئؤيهپگڤٷأ", max_size=4)))
def test_terms_are_folded_as_one_by_one(words):
    assert fold_terms(words) == [fold(word) for word in words]
