import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.pipeline import make_pipeline

from corpuskit.errors import DataWarning
from corpuskit.tables import TOPIC_SHARES, TOPIC_TERMS, check_table
from corpuskit.topics.describe import (
    describe_topics,
    label_topics,
    measure_frex,
    topic_shares,
)
from corpuskit.topics.models import fit_topics
from corpuskit.words.dtm import DocumentTermMatrix


def test_terms_keep_their_contract(model, corpus):
    terms = describe_topics(model, corpus.dtm, n_terms=5)
    check_table(terms, TOPIC_TERMS, deep=True)
    assert len(terms) == 15
    assert terms.groupby("topic_id")["weight"].is_monotonic_decreasing.all()
    assert terms["lift"].gt(1).all()


def test_all_terms_together_are_the_topic(model, corpus):
    terms = describe_topics(model, corpus.dtm, n_terms=1000)
    assert len(terms) == 3 * 120
    np.testing.assert_allclose(terms.groupby("topic_id")["share"].sum(), 1)


def test_shares_keep_their_contract_and_find_the_truth(shares, corpus):
    check_table(shares, TOPIC_SHARES, deep=True)
    wide = shares.pivot(index="doc_id", columns="topic_id", values="share").to_numpy()
    np.testing.assert_allclose(wide.sum(axis=1), 1)
    correlation = np.corrcoef(wide.T, corpus.shares.T)[:3, 3:]
    assert correlation.max(axis=1).min() > 0.97


def test_documents_are_the_mean_of_their_units_by_length(model, corpus):
    units = corpus.dtm.units.assign(doc_id=[f"d{i // 2}" for i in range(120)])
    units["unit_index"] = np.arange(120) % 2
    dtm = DocumentTermMatrix(corpus.dtm.counts, units, corpus.dtm.terms)
    by_unit = topic_shares(model, dtm)
    by_document = topic_shares(model, dtm, by="document")
    first = by_unit[(by_unit["doc_id"] == "d3") & (by_unit["topic_id"] == 1)]
    expected = np.average(first["share"], weights=first["n_terms"])
    found = by_document[(by_document["doc_id"] == "d3") & (by_document["topic_id"] == 1)]
    assert found["share"].item() == pytest.approx(expected)
    assert found["n_terms"].item() == first["n_terms"].sum()
    check_table(by_document, TOPIC_SHARES, deep=True)


def test_units_without_terms_have_no_share(model, corpus):
    counts = sparse.csr_array(corpus.dtm.counts.toarray() * (np.arange(120) != 7)[:, None])
    dtm = DocumentTermMatrix(counts, corpus.dtm.units, corpus.dtm.terms)
    with pytest.warns(DataWarning, match="1 of 120 units hold no topic.*d00007:0"):
        shares = topic_shares(model, dtm)
    assert shares.loc[shares["doc_id"] == "d00007", "share"].isna().all()
    assert shares["share"].isna().sum() == 3


def test_named_topics_carry_their_name(corpus):
    names = {"الهدنة": [corpus.dtm.terms[0]]}
    model = fit_topics(corpus.dtm, n_topics=3, method="seeded", keywords=names)
    labels = describe_topics(model, corpus.dtm)["label"].cat.categories.tolist()
    assert labels[0] == "الهدنة"
    assert all("، " in label for label in labels[1:])


def test_other_models_are_described_alike(corpus):
    counts = corpus.dtm.counts
    lda = LatentDirichletAllocation(3, random_state=0).fit(counts)
    pipeline = make_pipeline(TfidfTransformer(), NMF(3, random_state=0)).fit(counts)
    for model in (lda, pipeline):
        check_table(describe_topics(model, corpus.dtm), TOPIC_TERMS, deep=True)
        shares = topic_shares(model, corpus.dtm)
        check_table(shares, TOPIC_SHARES, deep=True)
        wide = shares.pivot(index="doc_id", columns="topic_id", values="share").to_numpy()
        correlation = np.corrcoef(wide.T, corpus.shares.T)[:3, 3:]
        assert correlation.max(axis=1).min() > 0.8


def test_frex_is_high_for_frequent_exclusive_terms():
    shares = np.array([[0.5, 0.3, 0.2, 0.0], [0.0, 0.3, 0.2, 0.5]])
    frex = measure_frex(shares)
    assert frex[0].argmax() == 0
    assert frex[1].argmax() == 3
    # By hand: term 0 of topic 0 ranks 4 of 4 by share and by exclusivity.
    assert frex[0, 0] == pytest.approx(1.0)
    # Term 1 ranks 3 of 4 by share, and shares ranks 2 and 3 by exclusivity with term 2.
    assert frex[0, 1] == pytest.approx(1 / (0.5 / 0.625 + 0.5 / 0.75))


def test_wrong_matrix_and_arguments(model, corpus):
    dtm = corpus.dtm
    fewer = DocumentTermMatrix(dtm.counts[:, :50], dtm.units, dtm.terms[:50])
    with pytest.raises(ValueError, match="fitted on 120 terms, but dtm has 50"):
        describe_topics(model, fewer)
    with pytest.raises(ValueError, match="n_terms"):
        describe_topics(model, dtm, n_terms=0)
    with pytest.raises(ValueError, match="measure_topic_shares"):
        topic_shares(model, dtm, by="outlet")
    with pytest.raises(TypeError, match="fitted topic model"):
        describe_topics(NMF(3), dtm)
    with pytest.raises(TypeError, match="DocumentTermMatrix"):
        topic_shares(model, pd.DataFrame())


def test_labels_use_the_printed_spelling():
    terms = pd.DataFrame(
        {
            "topic_id": [0, 0, 0, 1],
            "term": ["ارهاب", "حلب", "هدنة", "نفط"],
            "weight": 1.0,
            "share": 0.1,
            "rank": [1, 2, 3, 1],
            "frex": 1.0,
        }
    )
    assert label_topics(terms, n_terms=2) == {0: "ارهاب، حلب", 1: "نفط"}
    printed = terms.assign(printed=["إرهاب", None, "هدنة", "نفط"])
    assert label_topics(printed) == {0: "إرهاب، حلب، هدنة", 1: "نفط"}
    with pytest.raises(ValueError, match="n_terms"):
        label_topics(terms, n_terms=0)
