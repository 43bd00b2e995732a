"""Words on the seed articles, read by eye."""

import re
from pathlib import Path

import pytest

import corpuskit as ck

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(scope="module")
def documents():
    return ck.read_corpus(SEEDS)


@pytest.fixture(scope="module")
def tokens(documents):
    return ck.find_tokens(documents)


def test_ceasefire_in_its_contexts(documents, tokens):
    table = ck.find_concordance(documents, "*وقف إطلاق النار", window=3, by="outlet", tokens=tokens)
    plain = sum(len(re.findall("وقف [إا]طلاق النار", text)) for text in documents["text"])
    assert len(table) == plain == 10
    first = table.iloc[0]
    assert (first["left"], first["right"]) == ("الروسية الأمريكية حول", "في حلب شهدت")
    texts = documents.set_index("doc_id")["text"]
    for row in table.itertuples():
        assert texts[row.doc_id][row.start : row.end] == row.keyword


def test_what_stands_together_in_several_articles(documents, tokens):
    table = ck.measure_collocations(
        tokens,
        units=ck.find_units(documents, unit="sentence"),
        stop_words="news",
        min_pairs=4,
        min_documents=3,
    )
    pairs = set(zip(table["term"], table["collocate"], strict=True))
    assert {
        *(("وزير", "الخارجية"), ("اطلاق", "النار"), ("سيرغي", "لافروف")),
        *(("جون", "كيري"), ("الامم", "المتحدة")),
    } <= pairs


def test_five_articles_by_five_outlets_tell_no_difference(documents, tokens):
    dtm = ck.build_dtm(tokens, stop_words="news")
    table = ck.measure_keyness(dtm, documents, min_documents=1)
    assert set(table["verdict"]) == {"undecided"}
    assert table["p_value"].isna().all()


def test_every_article_is_about_aleppo(tokens):
    table = ck.measure_dispersion(ck.build_dtm(tokens, stop_words="news"))
    assert table["term"].iloc[0] == "حلب"
    assert table["n_parts"].iloc[0] == 5
    assert table["dp_norm"].iloc[0] < 0.1
