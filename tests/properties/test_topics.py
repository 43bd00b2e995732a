import warnings

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse

from corpuskit.errors import DataWarning
from corpuskit.tables import TOPIC_SHARES, TOPIC_TERMS, check_table
from corpuskit.topics.describe import describe_topics, topic_shares
from corpuskit.topics.nmf import TopicNMF
from corpuskit.topics.quality import measure_topics
from corpuskit.topics.stability import measure_stability
from corpuskit.words.dtm import DocumentTermMatrix

matrices = (
    st.tuples(st.integers(2, 12), st.integers(2, 8))
    .flatmap(lambda shape: arrays(np.int64, shape, elements=st.sampled_from([0, 0, 0, 1, 2, 30])))
    .filter(lambda counts: counts.sum() > 0)
)


def label(counts):
    n_units, n_terms = counts.shape
    units = pd.DataFrame(
        {
            "doc_id": pd.array([f"d{i // 2}" for i in range(n_units)], dtype="str"),
            "unit": pd.Categorical(["paragraph"] * n_units),
            "unit_index": np.arange(n_units) % 2,
            "start": 0,
            "end": 1,
        }
    )
    return DocumentTermMatrix(
        sparse.csr_array(counts), units, pd.Index([f"كلمة{i}" for i in range(n_terms)])
    )


@settings(max_examples=30, deadline=None)
@given(matrices, st.integers(1, 4), st.integers(0, 3))
def test_any_counts_give_valid_tables(counts, n_topics, random_state):
    dtm = label(counts)
    before = counts.copy()
    model = TopicNMF(n_topics, random_state=random_state).fit(dtm.counts)
    again = TopicNMF(n_topics, random_state=random_state).fit(dtm.counts)
    np.testing.assert_array_equal(model.components_, again.components_)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        for by in (None, "document"):
            shares = topic_shares(model, dtm, by=by)
            check_table(shares, TOPIC_SHARES, deep=True)
            sums = shares.groupby(["doc_id", "unit_index"])["share"].sum(min_count=1).dropna()
            np.testing.assert_allclose(sums, 1)
        table = measure_topics(model, dtm, n_terms=2)
    check_table(describe_topics(model, dtm, n_terms=3), TOPIC_TERMS, deep=True)
    assert table["npmi"].between(-1, 1).all()
    np.testing.assert_array_equal(counts, before)


@settings(max_examples=15, deadline=None)
@given(matrices, st.integers(0, 3))
def test_overlap_lies_between_nothing_and_all(counts, random_state):
    dtm = label(counts)
    model = TopicNMF(2, random_state=0).fit(dtm.counts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        table = measure_stability(model, dtm, n_resamples=2, n_terms=2, random_state=random_state)
    assert table[["jaccard", "low", "high"]].stack().between(0, 1).all()


@settings(max_examples=25, deadline=None)
@given(matrices, st.randoms(use_true_random=False))
def test_shares_do_not_depend_on_the_order_of_units(counts, random):
    model = TopicNMF(2, random_state=0).fit(counts)
    order = list(range(len(counts)))
    random.shuffle(order)
    np.testing.assert_allclose(
        model.transform(counts)[order], model.transform(counts[order]), atol=1e-9
    )
