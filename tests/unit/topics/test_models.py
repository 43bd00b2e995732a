import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from corpuskit.errors import DataWarning, EmptyResultError
from corpuskit.topics.models import fit_topics
from corpuskit.topics.simulate import simulate_topics
from corpuskit.words.dtm import DocumentTermMatrix


def make_dtm(counts, unit="document"):
    counts = sparse.csr_array(np.asarray(counts, dtype=np.int64))
    n_units, n_terms = counts.shape
    units = pd.DataFrame(
        {
            "doc_id": [f"d{i}" for i in range(n_units)],
            "unit": [unit] * n_units,
            "unit_index": [0] * n_units,
            "start": [0] * n_units,
            "end": [1] * n_units,
        }
    ).astype({"doc_id": "str", "unit": "str"})
    return DocumentTermMatrix(counts, units, pd.Index([f"كلمة{i}" for i in range(n_terms)]))


def test_methods_give_models_of_the_scikit_learn_kind(corpus):
    for settings in (
        {"method": "nmf"},
        {"method": "lda"},
        {"method": "seeded", "keywords": {"اسم": [corpus.dtm.terms[0]]}},
    ):
        model = fit_topics(corpus.dtm, n_topics=3, **settings)
        assert model.components_.shape == (3, 120)
        assert model.transform(corpus.dtm.counts).shape == (120, 3)


def test_planted_topics_are_found(corpus, model):
    found = model.term_shares_ / np.linalg.norm(model.term_shares_, axis=1, keepdims=True)
    truth = corpus.term_shares / np.linalg.norm(corpus.term_shares, axis=1, keepdims=True)
    assert (truth @ found.T).max(axis=1).mean() > 0.98


def test_seeded_topics_keep_their_names(corpus):
    # Only terms that are the topic's own tell topics apart.
    own = corpus.term_shares / corpus.term_shares.sum(axis=0)
    words = {
        f"topic {k}": corpus.dtm.terms[
            np.argsort(-np.where(own[k] > 0.99, corpus.term_shares[k], 0), kind="stable")[:3]
        ].tolist()
        for k in (2, 1)
    }
    model = fit_topics(corpus.dtm, n_topics=3, method="seeded", keywords=words)
    found = model.term_shares_ / np.linalg.norm(model.term_shares_, axis=1, keepdims=True)
    truth = corpus.term_shares / np.linalg.norm(corpus.term_shares, axis=1, keepdims=True)
    cosine = found @ truth.T
    assert cosine[0].argmax() == 2
    assert cosine[1].argmax() == 1
    assert cosine.max(axis=1).min() > 0.9


def test_keywords_are_matched_in_the_standard_spelling():
    counts = np.tile([[3, 1, 0], [0, 1, 3]], (20, 1))
    dtm = make_dtm(counts)
    dtm = DocumentTermMatrix(dtm.counts, dtm.units, pd.Index(["اتفاق", "حلب", "هدنة"]))
    model = fit_topics(dtm, n_topics=2, method="seeded", keywords={"deal": ["إتّفاق"]})
    assert model.topic_names_[0] == "deal"
    assert model.components_[0].argmax() == 0


def test_no_counts():
    with pytest.raises(EmptyResultError, match="no counts"):
        fit_topics(make_dtm(np.zeros((30, 3))), n_topics=2)
    with pytest.raises(EmptyResultError, match="no counts"):
        fit_topics(make_dtm(np.zeros((0, 3))), n_topics=2)


def test_one_document_is_refused_with_advice():
    with pytest.raises(ValueError, match=r'find_units\(documents, unit="paragraph"\)'):
        fit_topics(make_dtm([[1, 2, 3]]), n_topics=2)
    with pytest.raises(ValueError, match="Read the texts"):
        fit_topics(make_dtm([[1, 2, 3]], unit="paragraph"), n_topics=2)


def test_more_topics_than_units():
    with pytest.raises(ValueError, match="more than there are units"):
        fit_topics(make_dtm(np.ones((25, 50))), n_topics=26)


@pytest.mark.parametrize("n_topics", [0, -1, 2.5, True, "3"])
def test_bad_number_of_topics(n_topics, corpus):
    with pytest.raises(ValueError, match="n_topics"):
        fit_topics(corpus.dtm, n_topics=n_topics)


def test_unknown_method_and_lone_keywords(corpus):
    with pytest.raises(ValueError, match='"nmf", "lda" or "seeded"'):
        fit_topics(corpus.dtm, n_topics=2, method="plsa")
    with pytest.raises(ValueError, match="go together"):
        fit_topics(corpus.dtm, n_topics=2, method="seeded")
    with pytest.raises(ValueError, match="go together"):
        fit_topics(corpus.dtm, n_topics=2, keywords={"a": ["b"]})


def test_unknown_keywords(corpus):
    known = corpus.dtm.terms[0]
    with pytest.warns(DataWarning, match="1 keywords are no terms"):
        fit_topics(corpus.dtm, n_topics=2, method="seeded", keywords={"a": [known, "غائبة"]})
    with pytest.raises(ValueError, match="no keyword of 'a'"):
        fit_topics(corpus.dtm, n_topics=2, method="seeded", keywords={"a": ["غائبة"]})
    with pytest.raises(ValueError, match="must be a list of words"):
        fit_topics(corpus.dtm, n_topics=2, method="seeded", keywords={"a": "هدنة"})


def test_empty_units_are_told():
    counts = np.tile([[3, 1, 0], [0, 1, 3]], (20, 1))
    counts[5] = 0
    with pytest.warns(DataWarning, match="1 of 40 units hold none of the terms.*d5:0"):
        fit_topics(make_dtm(counts), n_topics=2)


def test_few_units_a_topic_are_told():
    with pytest.warns(DataWarning, match="fewer than 10 units a topic"):
        fit_topics(make_dtm(np.eye(30, 30) + 1), n_topics=4)


def test_weights_and_other_things_are_refused(corpus):
    dtm = corpus.dtm
    with pytest.raises(ValueError, match="topic models need counts"):
        fit_topics(DocumentTermMatrix(dtm.counts, dtm.units, dtm.terms, "tfidf"), n_topics=2)
    with pytest.raises(TypeError, match="DocumentTermMatrix"):
        fit_topics(dtm.counts, n_topics=2)
    counts = dtm.counts.astype(float)
    counts.data[0] = np.nan
    with pytest.raises(ValueError, match="1 cells that are not"):
        fit_topics(DocumentTermMatrix(counts, dtm.units, dtm.terms), n_topics=2)


SCRIPT = """
import hashlib
from corpuskit.topics.models import fit_topics
from corpuskit.topics.simulate import simulate_topics
dtm = simulate_topics(n_documents=1500, n_topics=6, n_terms=3000, length=80).dtm
model = fit_topics(dtm, n_topics=6, random_state=3)
found = model.components_.tobytes() + model.transform(dtm.counts).tobytes()
print(hashlib.sha256(found).hexdigest())
"""


def test_same_bytes_across_processes_and_thread_counts():
    seen = set()
    for threads in ("1", "3"):
        names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            capture_output=True,
            text=True,
            check=True,
            env={**dict.fromkeys(names, threads), "PYTHONHASHSEED": threads},
        )
        seen.add(done.stdout)
    assert len(seen) == 1


def test_large_enough_for_the_krylov_start_is_stable_over_random_states():
    dtm = simulate_topics(n_documents=1500, n_topics=6, n_terms=3000, length=80).dtm
    first, second = (fit_topics(dtm, n_topics=6, random_state=seed) for seed in (0, 1))
    tops = [np.argsort(-m.components_, axis=1)[:, :10] for m in (first, second)]
    overlap = [len(set(a) & set(b)) / len(set(a) | set(b)) for a, b in zip(*tops, strict=True)]
    assert np.mean(overlap) > 0.85
