"""The tokens table."""

import pandas as pd
import pytest

from corpuskit.arabic.spelling import Spelling
from corpuskit.corpus.tokens import find_tokens
from corpuskit.errors import TableError
from corpuskit.tables import TOKENS, check_table
from corpuskit.testing import make_documents


def test_a_row_is_a_printed_word():
    documents = make_documents({"b": "قالَ كيرى: «لا»", "a": "كيري، لا!"})
    before = documents.copy(deep=True)
    tokens = find_tokens(documents)
    check_table(tokens, TOKENS, deep=True)
    pd.testing.assert_frame_equal(documents, before)
    texts = documents.set_index("doc_id")["text"]
    printed = [texts[row.doc_id][row.start : row.end] for row in tokens.itertuples()]
    assert printed == ["قالَ", "كيرى", "لا", "كيري", "لا"]
    assert tokens["term"].tolist() == ["قال", "كيري", "لا", "كيري", "لا"]
    assert tokens["doc_id"].cat.categories.tolist() == ["b", "a"]
    assert tokens["start"].dtype == tokens["end"].dtype == "int32"
    assert tokens.index.equals(pd.RangeIndex(5))


def test_no_documents_and_empty_documents():
    empty = find_tokens(make_documents({}))
    assert list(empty.columns) == ["doc_id", "start", "end", "term"]
    assert empty.dtypes.astype(str).tolist() == ["category", "int32", "int32", "category"]
    assert len(find_tokens(make_documents({"a": "", "b": "…"}))) == 0
    assert len(find_tokens(make_documents({}), form="lemma")) == 0


def test_categories_of_text_columns_do_not_matter():
    documents = make_documents({"a": "قال", "b": "لا"})
    as_category = documents.astype({"doc_id": "category", "text": "object"})
    pd.testing.assert_frame_equal(find_tokens(documents), find_tokens(as_category))


def test_other_spellings():
    documents = make_documents({"a": "إلى الهيئة"})
    assert find_tokens(documents, spelling="light")["term"].tolist() == ["إلى", "الهيئة"]
    assert find_tokens(documents, spelling="search")["term"].tolist() == ["الي", "الهييه"]
    own = Spelling(ta_marbuta=True)
    assert find_tokens(documents, spelling=own)["term"].tolist() == ["الى", "الهيئه"]


def test_stems_and_lemmas_keep_the_printed_word_in_reach():
    text = "والوزراء والوزير ولافروف"
    documents = make_documents({"a": text})
    words = find_tokens(documents)
    for form, terms in (("stem", ["وزراء", "وزير"]), ("lemma", ["وزير", "وزير"])):
        tokens = find_tokens(documents, form=form, protect=["سيرغي لافروف"])
        check_table(tokens, TOKENS, deep=True)
        assert tokens["term"].tolist() == [*terms, "لافروف"]
        assert tokens["start"].tolist() == words["start"].tolist()
        assert tokens["end"].tolist() == words["end"].tolist()


def test_what_is_refused():
    documents = make_documents({"a": "قال"})
    with pytest.raises(ValueError, match="form must be one of 'word', 'stem', 'lemma'"):
        find_tokens(documents, form="root")
    with pytest.raises(ValueError, match="form='lemma' needs spelling='standard'; got 'search'"):
        find_tokens(documents, form="lemma", spelling="search")
    with pytest.raises(ValueError, match="spelling must be one of"):
        find_tokens(documents, spelling="loose")
    with pytest.raises(TableError, match="documents"):
        find_tokens(documents.drop(columns="text"))
