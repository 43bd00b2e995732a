from types import SimpleNamespace

import numpy as np
import pytest
from scipy import sparse

from corpuskit.topics.describe import describe_topics, topic_shares
from corpuskit.topics.stability import measure_stability


class FakeBERTopic:
    """What a BERTopic leaves behind after fitting."""

    def __init__(self, counts, terms, topics):
        self.topics_ = topics
        rows = [counts[np.array(topics) == k].sum(axis=0) for k in sorted(set(topics))]
        self.c_tf_idf_ = sparse.csr_matrix(np.vstack(rows))
        self.vectorizer_model = SimpleNamespace(get_feature_names_out=lambda: np.array(terms))
        self.probabilities_ = None

    def get_params(self):
        return {}


@pytest.fixture
def bertopic(corpus):
    topics = corpus.shares.argmax(axis=1).tolist()
    topics[0] = -1
    terms = corpus.dtm.terms[::-1].tolist()
    return FakeBERTopic(corpus.dtm.counts.toarray()[:, ::-1], terms, topics)


def test_bertopic_is_described(bertopic, corpus):
    terms = describe_topics(bertopic, corpus.dtm, n_terms=3)
    assert terms["topic_id"].nunique() == 3
    wanted = corpus.dtm.counts[np.array(bertopic.topics_) == 1].sum(axis=0).argmax()
    assert (
        terms.loc[(terms["topic_id"] == 1) & (terms["rank"] == 1), "term"].item()
        == (corpus.dtm.terms[wanted])
    )


@pytest.mark.filterwarnings("ignore:1 of 120 units hold no topic")
def test_bertopic_outliers_have_no_share(bertopic, corpus):
    shares = topic_shares(bertopic, corpus.dtm)
    assert shares.loc[shares["doc_id"] == "d00000", "share"].isna().all()
    best = shares[shares["share"] == 1].set_index("doc_id")["topic_id"]
    assert best["d00005"] == bertopic.topics_[5]


def test_bertopic_of_other_texts_is_refused(bertopic, corpus):
    bertopic.topics_ = bertopic.topics_[:10]
    with pytest.raises(ValueError, match="the 10 texts it was fitted on"):
        topic_shares(bertopic, corpus.dtm)


def test_bertopic_cannot_be_refitted(bertopic, corpus):
    with pytest.raises(TypeError, match="cannot be fitted anew"):
        measure_stability(bertopic, corpus.dtm)


def test_tomotopy_is_described(corpus):
    tomotopy = pytest.importorskip("tomotopy")
    model = tomotopy.LDAModel(k=3, seed=1)
    counts, names = corpus.dtm.counts, corpus.dtm.terms.to_numpy(dtype=object)
    for row in range(counts.shape[0]):
        at = slice(counts.indptr[row], counts.indptr[row + 1])
        model.add_doc(np.repeat(names[counts.indices[at]], counts.data[at]).tolist())
    model.train(200, workers=1)
    assert describe_topics(model, corpus.dtm)["topic_id"].nunique() == 3
    shares = topic_shares(model, corpus.dtm)
    wide = shares.pivot(index="doc_id", columns="topic_id", values="share").to_numpy()
    assert np.corrcoef(wide.T, corpus.shares.T)[:3, 3:].max(axis=1).min() > 0.9
