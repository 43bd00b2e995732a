"""Names that a corpus shows by what they stand behind."""

import numpy as np

from corpuskit.arabic.seen_names import find_seen_names
from corpuskit.arabic.tokenizer import tokenize
from corpuskit.corpus.tokens import find_tokens
from corpuskit.testing import make_documents


def see(*texts: str) -> set[str]:
    found = tokenize(list(texts))
    counts = np.bincount(found.code, minlength=len(found.terms)).tolist()
    return set(find_seen_names(found.terms, found.code, counts, found.n_each))


def test_what_stands_behind_given_names_is_a_name():
    texts = ["قال عبدالرحمن العبيد", "عبدالعزيز العبيد وسافر", "العبيد في المدينة", "آل نهيان"]
    assert see(*texts, "آل نهيان") == {"العبيد", "نهيان"}


def test_what_stands_behind_kinds_of_places_is_a_name():
    texts = ["بلدية محافظة القوارة", "بمدينة السيح", "حي السيح وقرية القوارة", "حي المذنب"] * 2
    assert see(*texts) == {"القوارة", "السيح"}


def test_once_is_not_enough_nor_a_small_share():
    assert see("عبدالرحمن العبيد") == set()
    assert see("عبدالرحمن العبيد", "عبدالعزيز العبيد", *["العبيد"] * 20) == set()


def test_a_name_does_not_reach_into_the_next_document():
    assert see("عبدالرحمن", "العبيد", "عبدالعزيز", "العبيد") == set()
    assert see("", "عبدالرحمن", "", "العبيد", "عبدالعزيز", "العبيد", "") == set()


def test_joined_words_verbs_and_words_of_the_news_are_no_names():
    words = ["وزوجته", "للعبيد", "يقول", "الرئيس", "لمبعوث", "يرحمه", "التعيينات"]
    texts = [f"عبدالرحمن {word}" for word in words] * 3
    assert see(*texts, *["مبعوث"] * 9) == set()


def test_nothing_is_seen_in_nothing():
    empty = np.zeros(0, dtype=np.int32)
    assert find_seen_names([], empty, [], np.zeros(1, dtype=np.int64)) == frozenset()


def test_tokens_of_a_seen_name_keep_it():
    texts = {"a": "قال عبدالرحمن العبيد", "b": "عبدالعزيز العبيد وسافر", "c": "سافر والعبيد"}
    lemmas = find_tokens(make_documents(texts), form="lemma")["term"].tolist()
    assert lemmas.count("العبيد") == 3
