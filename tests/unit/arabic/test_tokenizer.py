"""The pass: shapes, order, generators, and the edges of its buffers."""

import numpy as np
import pytest

from corpuskit.arabic import tokenizer
from corpuskit.arabic.tokenizer import count_terms, tokenize


def test_arrays_are_small_and_in_order():
    found = tokenize(["قال كيري", "", "كيري"])
    assert found.document.tolist() == [0, 0, 2]
    assert found.start.tolist() == [0, 4, 0]
    assert found.end.tolist() == [3, 8, 4]
    assert found.code.tolist() == [0, 1, 1]
    assert found.terms == ["قال", "كيري"]
    assert found.n_each.tolist() == [2, 0, 1]
    for column in (found.document, found.start, found.end, found.code):
        assert column.dtype == np.int32


@pytest.mark.parametrize("texts", [[], [""], ["", " … "]])
def test_nothing_to_find(texts):
    found = tokenize(texts)
    assert len(found.code) == 0
    assert found.terms == []
    assert found.n_each.tolist() == [0] * len(texts)
    counts = count_terms(texts)
    assert counts.indptr.tolist() == [0] * (len(texts) + 1)
    assert len(counts.indices) == len(counts.counts) == 0


def test_texts_may_be_a_generator():
    texts = ["قال كيري", "لا"]
    assert tokenize(iter(texts)).terms == tokenize(texts).terms


def test_counts_are_summed_inside_a_text():
    counts = count_terms(["لا لا كيري لا", "كيري"])
    assert counts.terms == ["لا", "كيري"]
    assert counts.indptr.tolist() == [0, 2, 3]
    assert counts.indices.tolist() == [0, 1, 1]
    assert counts.counts.tolist() == [3, 1, 1]


def test_ignored_terms_are_no_columns():
    counts = count_terms(["قال كيري قال", "قال"], ignore=["قال", "قال", "غائب"])
    assert counts.terms == ["كيري"]
    assert counts.indptr.tolist() == [0, 1, 1]


def test_the_size_of_blocks_does_not_show(monkeypatch):
    texts = [f"قال كيري {n} 😀 مرة {'و' * (n % 23)} إنّ" for n in range(300)]
    whole, counted = tokenize(texts), count_terms(texts)
    for size in (1, 7, 1000):
        monkeypatch.setattr(tokenizer, "BLOCK_CHARS", size)
        parts, recounted = tokenize(texts), count_terms(texts)
        assert parts.terms == whole.terms == recounted.terms
        for name in ("document", "start", "end", "code"):
            assert np.array_equal(getattr(parts, name), getattr(whole, name))
        for name in ("indptr", "indices", "counts"):
            assert np.array_equal(getattr(recounted, name), getattr(counted, name))


def test_many_terms_and_long_terms_are_told_apart():
    words = ["".join(letters) for letters in _words(40_000)]
    long = ["ب" * size for size in range(1, 40)] + ["ت" * 11 + letter for letter in "ابت"]
    found = tokenize([" ".join(words + long), " ".join(reversed(words))])
    assert found.terms == list(dict.fromkeys(words + long))


def _words(count: int) -> list[str]:
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    made = []
    for number in range(count):
        word = ""
        while True:
            number, letter = divmod(number, len(letters))
            word += letters[letter]
            if not number:
                break
        made.append(word + "ل" * (len(made) % 9))
    return list(dict.fromkeys(made))


def test_offsets_count_characters_beyond_the_first_plane():
    text = "😀😀 كيري 𝐀 قال"
    found = tokenize([text])
    printed = [text[a:b] for a, b in zip(found.start.tolist(), found.end.tolist(), strict=True)]
    assert printed == ["كيري", "𝐀", "قال"]


def test_an_unknown_spelling_is_refused():
    with pytest.raises(ValueError, match="spelling must be one of"):
        tokenize(["قال"], "loose")
