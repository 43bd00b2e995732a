"""How long documents are, and how terms are printed."""

import pandas as pd
import pytest

import corpuskit as ck
from corpuskit import TableError


@pytest.fixture
def documents():
    return ck.testing.make_documents(
        {"b": "قال كيري. رد لافروف!\nالإرهاب والارهاب، الإرهاب", "a": ""}, outlets={"b": "رويترز"}
    )


def test_measure_documents(documents):
    measured = ck.measure_documents(documents)
    assert measured["doc_id"].tolist() == ["b", "a"]
    assert measured["n_words"].tolist() == [7, 0]
    assert measured["n_sentences"].tolist() == [3, 0]
    assert measured["n_paragraphs"].tolist() == [2, 0]
    assert measured["outlet"].astype(str)[0] == "رويترز"


def test_measure_documents_takes_tokens(documents):
    tokens = ck.find_tokens(documents).head(2)
    assert ck.measure_documents(documents, tokens=tokens)["n_words"].tolist() == [2, 0]


def test_spellings_of_a_term(documents):
    tokens = ck.find_tokens(documents)
    spellings = ck.count_spellings(tokens, documents, terms=pd.Series(["الارهاب"]))
    assert spellings.to_numpy().tolist() == [["الارهاب", "الإرهاب", 2]]


def test_the_commonest_spelling_wins_and_ties_go_by_name():
    documents = ck.testing.make_documents({"a": "إن أن أن", "b": "آب أب"})
    tokens = ck.find_tokens(documents)
    printed = ck.add_spelling(pd.DataFrame({"term": ["ان", "اب", "حلب"]}), tokens, documents)
    assert printed["printed"].tolist() == ["أن", "آب", "حلب"]


def test_spelling_needs_terms_and_the_same_documents(documents):
    tokens = ck.find_tokens(documents)
    with pytest.raises(TableError, match="no column term"):
        ck.add_spelling(pd.DataFrame({"x": [1]}), tokens, documents)
    with pytest.raises(TableError, match="documents lack doc_id 'b'"):
        ck.count_spellings(tokens, documents.iloc[1:])
