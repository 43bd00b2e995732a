"""Names that a corpus shows by what they stand behind."""

import numpy as np

from corpuskit.arabic.seen_names import find_seen_names
from corpuskit.arabic.tokenizer import tokenize


def see(*texts: str) -> set[str]:
    found = tokenize(list(texts))
    return set(find_seen_names(found.terms, found.code, found.document))


def test_what_stands_behind_given_names_is_a_name():
    texts = ["قال عبدالرحمن العبيد", "عبدالعزيز العبيد وسافر", "العبيد في المدينة", "آل نهيان"]
    assert see(*texts, "آل نهيان") == {"العبيد", "نهيان"}


def test_once_is_not_enough_nor_a_small_share():
    assert see("عبدالرحمن العبيد") == set()
    assert see("عبدالرحمن العبيد", "عبدالعزيز العبيد", *["العبيد"] * 20) == set()


def test_a_name_does_not_reach_into_the_next_document():
    assert see("عبدالرحمن", "العبيد", "عبدالعزيز", "العبيد") == set()


def test_joined_words_verbs_and_words_of_the_news_are_no_names():
    words = ["وزوجته", "للعبيد", "يقول", "الرئيس", "لمبعوث", "يرحمه", "التعيينات"]
    texts = [f"عبدالرحمن {word}" for word in words] * 3
    assert see(*texts, *["مبعوث"] * 9) == set()


def test_nothing_is_seen_in_nothing():
    empty = np.zeros(0, dtype=np.int32)
    assert find_seen_names([], empty, empty) == frozenset()
