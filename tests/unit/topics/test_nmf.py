import numpy as np
import pytest
from scipy import sparse
from sklearn.utils.estimator_checks import parametrize_with_checks

from corpuskit.topics.nmf import TopicNMF
from corpuskit.topics.simulate import simulate_topics

BLOCKS = np.array([[3, 2, 0, 0], [2, 4, 0, 0], [0, 0, 3, 1], [0, 0, 2, 2], [0, 0, 0, 0]])


@pytest.mark.filterwarnings("ignore:Skipping check")
@parametrize_with_checks([TopicNMF(), TopicNMF(3, start="random")])
def test_scikit_learn_checks(estimator, check):
    check(estimator)


def test_weights_are_words_of_each_topic():
    model = TopicNMF(2, random_state=0).fit(BLOCKS)
    weights = model.transform(BLOCKS)
    np.testing.assert_allclose(weights.sum(axis=1), BLOCKS.sum(axis=1), atol=0.5)
    assert (weights[4] == 0).all()
    np.testing.assert_allclose(model.term_shares_.sum(axis=1), 1)


def test_topics_come_largest_first_and_named_ones_before():
    counts = simulate_topics(n_topics=3, random_state=4).dtm.counts
    free = TopicNMF(3, random_state=0).fit(counts)
    smallest = int(free.transform(counts).sum(axis=0).argmin())
    column = int(free.components_[smallest].argmax())
    named = TopicNMF(3, keywords={"small": [column]}, random_state=0).fit(counts)
    assert named.topic_names_ == ["small", None, None]
    assert named.components_[:, column].argmax() == 0


def test_sparse_and_dense_and_row_order_agree():
    counts = simulate_topics(n_documents=40, n_terms=50).dtm.counts
    model = TopicNMF(3, random_state=0).fit(counts)
    dense = TopicNMF(3, random_state=0).fit(counts.toarray())
    np.testing.assert_array_equal(model.components_, dense.components_)
    alone = model.transform(counts[[7]])
    np.testing.assert_allclose(model.transform(counts)[[7]], alone)


def test_more_topics_than_the_matrix_has_rank():
    model = TopicNMF(6, random_state=0).fit(BLOCKS)
    assert np.isfinite(model.components_).all()
    assert np.isfinite(model.transform(BLOCKS)).all()


def test_input_is_not_changed():
    counts = sparse.csr_array(BLOCKS)
    before = counts.data.copy()
    TopicNMF(2).fit_transform(counts)
    np.testing.assert_array_equal(counts.data, before)


def test_random_start_depends_on_random_state_and_default_does_not():
    counts = simulate_topics(n_topics=8, n_terms=300, random_state=1).dtm.counts
    first, second = (TopicNMF(5, random_state=seed).fit(counts).components_ for seed in (0, 1))
    np.testing.assert_array_equal(first, second)
    first, second = (
        TopicNMF(5, start="random", random_state=seed).fit(counts).components_ for seed in (0, 1)
    )
    assert not np.array_equal(first, second)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"n_topics": 0}, "n_topics"),
        ({"n_topics": 1, "keywords": {"a": [0], "b": [1]}}, "name 2 topics"),
        ({"n_topics": 2, "keywords": {"a": [9]}}, "column numbers from 0 to 3"),
        ({"n_topics": 2, "keywords": {"a": []}}, "column numbers"),
        ({"start": "nndsvd"}, "start"),
    ],
)
def test_bad_settings(settings, message):
    with pytest.raises(ValueError, match=message):
        TopicNMF(**settings).fit(BLOCKS)


def test_negative_counts_are_refused():
    with pytest.raises(ValueError, match="Negative"):
        TopicNMF(2).fit(-BLOCKS)
