"""The shared statistics against scipy, and on tables worked by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from corpuskit.statistics import adjust_p_values, exact_interval, log_likelihood, npmi

p_lists = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@given(p_lists)
def test_bh_is_scipys(p_values):
    np.testing.assert_allclose(
        adjust_p_values(p_values), stats.false_discovery_control(p_values), atol=1e-12
    )


@given(p_lists, st.integers(0, 20))
def test_tests_that_are_not_listed_count(p_values, more):
    full = adjust_p_values([*p_values, *[1.0] * more])[: len(p_values)]
    part = adjust_p_values(p_values, n_tests=len(p_values) + more)
    np.testing.assert_allclose(part, full, atol=1e-12)


def test_holm_by_hand():
    adjusted = adjust_p_values([[0.01, 0.04], [0.03, np.nan]], method="holm")
    np.testing.assert_allclose(adjusted, [[0.03, 0.06], [0.06, np.nan]])


@given(st.lists(st.integers(1, 60), min_size=4, max_size=4))
def test_log_likelihood_is_scipys(cells):
    table = np.array(cells).reshape(2, 2)
    expected = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    score = log_likelihood(table[0, 0], table[0].sum(), table[:, 0].sum(), table.sum())
    assert float(score) == pytest.approx(expected, abs=1e-9)


@given(st.integers(1, 60), st.data())
def test_interval_is_scipys(n, data):
    k = data.draw(st.integers(0, n))
    level = data.draw(st.sampled_from([0.9, 0.95, 0.99]))
    expected = stats.binomtest(k, n).proportion_ci(level, method="exact")
    low, high = exact_interval(k, n, level=level)
    assert (float(low), float(high)) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_interval_without_trials_is_everything():
    low, high = exact_interval([0], [0])
    assert (low.tolist(), high.tolist()) == ([0.0], [1.0])


def test_npmi_at_its_ends():
    assert npmi([0, 5, 2, 8], [3, 5, 4, 8], [3, 5, 4, 8], 8).tolist()[:2] == [-1.0, 1.0]
    assert float(npmi(2, 4, 4, 8)) == pytest.approx(0.0)
    assert float(npmi(8, 8, 8, 8)) == 1.0
