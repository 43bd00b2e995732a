"""Stop words: what is stopped, and above all what never is."""

import csv
import os
from pathlib import Path

import pytest

from corpuskit.arabic.forms import change_form
from corpuskit.arabic.spelling import normalize
from corpuskit.arabic.stopwords import NAMES, resolve_stop_words, stop_words
from corpuskit.arabic.tokenizer import count_terms, tokenize

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "arabic"


@pytest.mark.parametrize("name", ["content_words.txt", "names.txt"])
def test_content_and_names_are_never_stopped(name):
    words = set((GOLDEN / name).read_text(encoding="utf-8").split())
    assert len(words) >= 50
    stopped = {word for word in words if normalize(word) in stop_words("news")}
    assert stopped == set()


def test_there_are_three_hundred_content_words():
    assert len(set((GOLDEN / "content_words.txt").read_text(encoding="utf-8").split())) >= 300


def test_no_name_of_the_actors_table_is_stopped():
    with (ROOT / "seeds" / "actors.csv").open(encoding="utf-8", newline="") as file:
        names = [name for row in csv.DictReader(file) for name in row["aliases"].split("|")]
    assert len(names) > 50
    for name in names:
        left = [term for term in tokenize([name]).terms if term not in stop_words("news")]
        assert left, name
        if len(name.split()) <= 2:
            assert left == tokenize([name]).terms, name


FUNCTION_WORDS = (
    "ان أن إن الى إلى على في فى التى كانت كانوا يكون تم يتم سيتم وكان هذه ولكن أيضاً بعد"
    " بشأن بسبب رغم ضد عدم كافة عبر خلال لدى حتى وقد لقد والتي عليها ومنها أخرى آخر"
)


@pytest.mark.parametrize("word", FUNCTION_WORDS.split())
def test_function_words_are_stopped(word):
    assert normalize(word) in stop_words("function")


def test_lists_are_named_and_combine():
    assert stop_words() == stop_words("news")
    assert stop_words("function", "reporting", "time") == stop_words("news")
    assert "وقال" in stop_words("reporting")
    assert "وقال" not in stop_words("function", "time")
    assert "الماضي" in stop_words("time")
    assert set(NAMES) == {"function", "reporting", "time", "news"}
    assert all(normalize(word) == word for word in stop_words())


def test_an_unknown_list_is_refused():
    with pytest.raises(ValueError, match=r"no list 'arabic'; the lists are 'function'"):
        stop_words("arabic")
    with pytest.raises(ValueError, match="no list 'في'"):
        resolve_stop_words("في")
    with pytest.raises(ValueError, match="must be strings; got 3"):
        resolve_stop_words(["في", 3])


def test_words_are_taken_in_any_spelling():
    assert resolve_stop_words(["إلى", "أيضاً", "فى"]) == {"الى", "ايضا", "في"}
    assert resolve_stop_words("time") == stop_words("time")
    assert resolve_stop_words(None) == resolve_stop_words([]) == frozenset()


@pytest.mark.corpus
def test_a_quarter_of_the_corpus_is_stopped():
    folder = os.environ.get("CORPUSKIT_SAUDINEWSNET")
    if not folder:
        pytest.skip("CORPUSKIT_SAUDINEWSNET does not name the folder of the 31,030 articles")
    import json
    import zipfile

    texts = []
    for path in sorted(Path(folder).glob("*.zip"))[:4]:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                rows = json.loads(archive.read(name).decode("utf-8-sig"))
                texts += [row.get("content") or "" for row in rows]
    every = count_terms(texts).counts.sum()
    left = count_terms(texts, ignore=stop_words("news")).counts.sum()
    assert left <= 0.75 * every


@pytest.mark.parametrize("form", ["stem", "lemma"])
def test_a_stop_word_is_one_as_stem_and_as_lemma(form):
    printed = "بشكل وبشكل وكان فإن لدى بشأن الماضي المقبلة الجمعة بالنسبة أنه وأن يجب مشيرا الحالي"
    words = [normalize(word) for word in printed.split()]
    changed = change_form(words, [1] * len(words), form=form)
    assert [word for word in changed if word not in stop_words("news")] == []
    assert "شكل" not in changed
    assert change_form(["شكل", "الشكل"], [1, 1], form=form) == ["شكل", "شكل"]
