"""What holds of every text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpuskit.arabic.forms import Analyst
from corpuskit.arabic.spelling import PRESETS, Spelling, normalize
from corpuskit.arabic.tokenizer import tokenize

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ"
ODD = "\u064b\u0651\u0654\u0640\u0670\u200b\u200f\ufeff٠1.,_#@«»&<> \nAé😀ﻻﷺ"
TEXTS = st.one_of(st.text(), st.text(alphabet=LETTERS + ODD, max_size=60))
WORDS = st.text(alphabet=LETTERS, min_size=1, max_size=9).map(normalize)
PRESET = st.sampled_from(sorted(PRESETS))
SPELLINGS = st.one_of(
    PRESET,
    st.lists(st.booleans(), min_size=13, max_size=13).map(lambda switches: Spelling(*switches)),
)


@settings(max_examples=400, deadline=None)
@example("\u0622\u0653", Spelling(marks=False))  # a second madda behind a folded letter
@given(TEXTS, SPELLINGS)
def test_twice_is_once(text, spelling):
    once = normalize(text, spelling)
    assert normalize(once, spelling) == once


@settings(max_examples=200, deadline=None)
@given(TEXTS, PRESET)
def test_a_term_is_its_printed_word_normalised(text, preset):
    found = tokenize([text], preset)
    spans = zip(found.start.tolist(), found.end.tolist(), found.code.tolist(), strict=True)
    last = 0
    for start, end, code in spans:
        assert last <= start < end <= len(text)
        assert normalize(text[start:end], preset) == found.terms[code]
        last = end


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=LETTERS + " ", max_size=60))
def test_no_letter_is_lost(text):
    found = tokenize([text])
    covered = sum((found.end - found.start).tolist())
    assert covered == len(text.replace(" ", ""))


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, max_size=6))
def test_texts_do_not_touch_each_other(texts):
    together = tokenize(texts)
    for number, text in enumerate(texts):
        alone = tokenize([text])
        rows = together.document == number
        assert together.start[rows].tolist() == alone.start.tolist()
        terms = [together.terms[code] for code in together.code[rows]]
        assert terms == [alone.terms[code] for code in alone.code]


@settings(max_examples=300, deadline=None)
@given(WORDS, st.lists(WORDS, max_size=3))
def test_stems_and_lemmas_are_words(word, protect):
    stem, lemma = Analyst({word: 1}, protect).analyze(word)
    assert stem
    assert lemma
    assert stem in word
    if word in protect:
        assert stem == lemma == word
