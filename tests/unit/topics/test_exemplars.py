import pytest

from corpuskit.corpus.tokens import find_tokens
from corpuskit.corpus.units import find_units
from corpuskit.errors import TableError
from corpuskit.testing import make_documents
from corpuskit.topics.exemplars import find_exemplars
from corpuskit.topics.models import fit_topics
from corpuskit.words.dtm import build_dtm

WAR = ["قصف عنيف على حلب", "هدنة قصيرة في حلب", "اتفاق هدنة بعد قصف", "حلب تحت قصف عنيف"]
SPORT = ["مباراة الفريق اليوم", "هدف في مباراة مثيرة", "الفريق يسجل هدف", "مباراة مثيرة للفريق"]


@pytest.fixture(scope="module")
def documents():
    texts = {}
    for i in range(24):
        war, sport = WAR[i % 4], SPORT[i % 4]
        texts[f"d{i}"] = f"{war} {i}\n{war}" if i % 2 else f"{sport} {i}\nكلام آخر"
    return make_documents(texts)


def test_passages_are_what_is_printed(documents):
    tokens = find_tokens(documents)
    dtm = build_dtm(tokens, units=find_units(documents, unit="paragraph"), min_documents=2)
    model = fit_topics(dtm, n_topics=3)
    table = find_exemplars(model, dtm, documents, n=2)
    texts = documents.set_index("doc_id")["text"]
    assert table["topic_id"].nunique() == 3
    for row in table.to_dict("records"):
        assert texts[row["doc_id"]][row["start"] : row["end"]] == row["text"]
    assert not table.duplicated(["topic_id", "doc_id"]).any()
    assert not table.duplicated(["topic_id", "text"]).any()
    # All copies of the filler are one passage; the war and the match have several.
    assert table.groupby("topic_id")["rank"].agg(list).tolist().count([1, 2]) == 2


def test_whole_documents_are_cut_into_paragraphs(documents):
    dtm = build_dtm(find_tokens(documents), min_documents=2)
    table = find_exemplars(fit_topics(dtm, n_topics=2), dtm, documents, n=1)
    assert not table["text"].str.contains("\n").any()
    assert not table["text"].str.contains("كلام").any()


def test_wrong_documents_and_numbers(documents):
    dtm = build_dtm(find_tokens(documents), min_documents=2)
    model = fit_topics(dtm, n_topics=2)
    with pytest.raises(TableError, match="1 doc_id of the matrix are not in documents: 'd0'"):
        find_exemplars(model, dtm, documents.iloc[1:])
    with pytest.raises(ValueError, match="n must be"):
        find_exemplars(model, dtm, documents, n=0)
