"""A screen may only say that nothing can be found: with and without it, all results are equal."""

import os

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import corpuskit as ck
from corpuskit.corpus import lines, tails
from corpuskit.corpus.briefs import cut_brief
from corpuskit.corpus.cleaning import clean_raw
from corpuskit.corpus.columns import texts_of
from corpuskit.corpus.layout import PageReader
from corpuskit.corpus.learning import Seen, learn_outlet
from corpuskit.corpus.names import default_names
from corpuskit.corpus.openings import EDGE, FURNITURE, GLUED, RELATED, first_word, kinds_of
from corpuskit.corpus.pages import join_body
from corpuskit.corpus.repeats import Repeats

NAMES = default_names()
PIECES = (
    *("قال كيري إن الهدنة قريبة", "وأضاف أن القافلة وصلت إلى حلب", "الرياض", "واس", "رويترز"),
    *("محمد الأحمد", "المصدر", "وكالات", "سمات", "رابط الخبر", "للتواصل مع الكاتب", "سبق", "من"),
    *("مقالات ذات صلة", "اقرأ أيضا", "تصوير: علي حسن", "(رويترز)", "كاتب وباحث", "يتبع", "12:33"),
    *("@writer", "a@b.com", "\x1a", "*", "•", "- ", " - ", ": ", ".", "؟", "!", "،", "»", "«", ")"),
    *("(", "\n", "\n\n", " ", "\xa0", "\u200f", "ـ", "2016", "8 ديسمبر", "الجمعة", "هاتف", "SMS"),
)
long = st.sampled_from([" ".join(["كلمة"] * n) for n in (3, 12, 30, 50, 80)])
articles = st.lists(st.sampled_from(PIECES) | long | st.text(max_size=4), max_size=25).map("".join)
many = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


class NoScreen:
    """Lets every line through to the rules."""

    def may_begin(self, line, title, author):
        return True

    def may_be_named(self, line, above):
        return True


def _unscreened(raw, title="", author=""):
    """Read a body by the rules alone."""
    reader = PageReader(NAMES)
    reader.screen = NoScreen()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "may_be_edge", lambda text: True)
        patch.setattr(lines, "kinds_of", lambda word: -1)
        patch.setattr(tails, "may_hold_tail", lambda text, author: True)
        patch.setattr(tails, "may_be_last", lambda text: True)
        return reader.read_body(raw, title=title, author=author)


def _screened(raw, title="", author=""):
    reader = PageReader(NAMES)
    plain = reader.screen.plain_text(raw, title=title, author=author)
    return plain, reader.read_body(raw, title=title, author=author)


@many
@given(articles.map(clean_raw), st.sampled_from(["", "قال كيري", "رابط"]), st.sampled_from(PIECES))
def test_screened_and_unscreened_parts_are_equal(raw, title, author):
    plain, parts = _screened(raw, title, author)
    expected = _unscreened(raw, title, author)
    assert parts == expected
    if plain is not None:
        assert {part.part for part in expected} <= {"body", "heading"}
        assert plain == join_body(raw, expected)


@given(st.text() | articles)
def test_lines_are_the_same_both_ways(raw):
    assert lines.line_texts(raw) == [line.text for line in lines.split_lines(raw)]


def _matching(*patterns):
    """Draw lines that a pattern matches."""
    return st.sampled_from(patterns).flatmap(st.from_regex).map(lambda text: text.split("\n")[0])


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    _matching(
        *(lines._READ_ALSO, lines._COUNTER, lines._PICTURE_LINE, lines._SHARE, lines._READING),
        *(lines._RELATED, lines._TAGS, lines._SOURCE, lines._UPDATED, lines.SERVICE),
        *(lines._CONTACT,),
    ),
    st.sampled_from(["", " قناتنا", ": حلب", " في حلب 8 ديسمبر 2016"]),
)
@example("رابط الخبر بصحيفة كذا:", "")
def test_what_a_rule_names_is_let_through(text, rest):
    text = f"{text}{rest}".strip(lines._BLANKS)
    assume(text)
    kinds = kinds_of(first_word(text))
    if any(p.match(text) for p in (lines._READ_ALSO, lines._COUNTER, lines._PICTURE_LINE)):
        assert kinds & FURNITURE
    if lines._SHARE.match(text) or lines._READING.match(text) or lines._is_share(text):
        assert kinds & FURNITURE
    if lines._RELATED.match(text):
        assert kinds & RELATED
    if lines.start_phrase(text):
        assert kinds & GLUED
    if lines._TAGS.match(text) or lines._SOURCE.match(text) or lines.SERVICE.match(text):
        assert kinds & (EDGE | FURNITURE)
    if lines._CONTACT.search(text) or (lines._UPDATED.match(text) and lines.DATE.search(text)):
        assert lines.may_be_edge(text)


@many
@given(articles.map(clean_raw), articles.map(clean_raw))
def test_no_brief_and_no_caption_is_passed_over(raw, above):
    screen = PageReader(NAMES).screen
    over = next(iter(lines.line_texts(above)), "")
    for line in lines.split_lines(raw):
        if not screen.may_be_named(line.text, over):
            assert lines.name_furniture(line) is None
            assert not lines.is_caption(line.text, NAMES)
            assert cut_brief(line, over, NAMES) == ([], line)
        over = line.text


lessons = st.lists(
    st.tuples(
        st.sampled_from(["", "بوابة النبأ"]), st.lists(st.sampled_from("ابجدهوز"), max_size=3)
    ),
    max_size=30,
)


@many
@given(lessons, st.sampled_from(["تابعوا قناتنا الجديدة", "خاص بنا. ", " (خاص بالموقع الجديد)"]))
def test_what_is_learned_was_expected(drawn, phrase):
    repeats, seen = Repeats(), []
    for number, (title, words) in enumerate(drawn):
        text = "\n".join([*(f"{word} {number}." * 3 for word in words), phrase][: len(words) + 1])
        text = text if number % 5 else ""
        repeats.add(text)
        seen.append(Seen(str(number), text, title))
    if learn_outlet("x", seen):
        assert repeats.may_teach(range(len(seen)), [one.title for one in seen])


@given(st.lists(st.sampled_from("بلا\u064e\u0651\u0650\u0670\u0653\u0654é\u0301ﷺ"), max_size=30))
def test_marks_are_put_in_order_as_in_the_whole_text(letters):
    import unicodedata

    text = "".join(letters)
    assert clean_raw(text) == unicodedata.normalize("NFC", text)


@pytest.mark.corpus
def test_screened_and_unscreened_parts_of_a_large_corpus_are_equal():
    folder = os.environ.get("CORPUSKIT_SAUDINEWSNET")
    if not folder:
        pytest.skip("CORPUSKIT_SAUDINEWSNET names no folder")
    documents, _ = ck.read_corpus(folder, errors="report", progress=False)
    columns = (texts_of(documents, name) for name in ("raw", "title", "author", "text"))
    for raw, title, author, text in list(zip(*columns, strict=True))[::10]:
        expected = _unscreened(raw, title, author)
        assert _screened(raw, title, author)[1] == expected
        assert text == join_body(raw, expected)
