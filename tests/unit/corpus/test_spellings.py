"""How a counted term is shown: as the articles print it, without attached particles."""

import pandas as pd
import pytest

import corpuskit as ck


def spell(text: str, terms: list[str], form: str) -> list[str]:
    documents = ck.testing.make_documents({"a": text})
    tokens = ck.find_tokens(documents, form=form)
    return ck.add_spelling(pd.DataFrame({"term": terms}), tokens, documents)["printed"].tolist()


@pytest.mark.parametrize("form", ["stem", "lemma"])
@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("بتقديم بتقديم تقديم", "تقديم"),
        ("بتقديم وبتقديم", "تقديم"),
        ("التّقديم بالتّقديم", "تّقديم"),
        ("بتقديمٍ", "تقديمٍ"),
    ],
)
def test_a_particle_is_never_shown(text, printed, form):
    assert spell(text, ["تقديم"], form) == [printed]


def test_a_lemma_that_never_stands_alone_shows_its_commonest_form_without_particles():
    assert spell("بوزرائهم والوزراء والوزراء", ["وزير"], "lemma") == ["وزراء"]


@pytest.mark.parametrize("form", ["word", "stem", "lemma"])
def test_hamza_and_marks_come_back(form):
    assert spell("إرهاب إرهاب ارهاب", ["ارهاب"], form) == ["إرهاب"]


def test_words_keep_their_particles_and_unknown_terms_stay():
    assert spell("وبالإرهاب", ["وبالارهاب", "وقف اطلاق"], "word") == ["وبالإرهاب", "وقف اطلاق"]


def test_other_spellings_are_shown_as_printed():
    documents = ck.testing.make_documents({"a": "المدينة"})
    tokens = ck.find_tokens(documents, spelling="search")
    table = pd.DataFrame({"term": tokens["term"].astype("str")})
    assert ck.add_spelling(table, tokens, documents)["printed"].tolist() == ["المدينة"]


def test_nothing_in_nothing_out():
    documents = ck.testing.make_documents({"a": ""})
    table = pd.DataFrame({"term": pd.Series([], dtype="str")})
    assert ck.add_spelling(table, ck.find_tokens(documents), documents).columns.tolist() == [
        "term",
        "printed",
    ]
