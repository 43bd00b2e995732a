"""Intervals cover planted truth and tests keep their promise: small runs of the benchmark."""

import importlib.util
from pathlib import Path

import pytest

PATH = Path(__file__).parents[2] / "benchmarks" / "actors_statistics.py"


@pytest.fixture(scope="module")
def simulation():
    spec = importlib.util.spec_from_file_location("actors_statistics", PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_intervals_cover_planted_truth(simulation):
    tied, other = simulation.measure_coverage(
        "npmi", runs=25, n_documents=200, tie=0.4, n_resamples=200
    )
    # 25 runs: wider than the 92 to 98 % that 200 runs of the benchmark keep.
    assert 0.88 <= tied <= 1
    assert 0.9 <= other <= 0.99


def test_independent_actors_are_rarely_called_significant(simulation):
    plain, adjusted, any_ = simulation.measure_null(runs=30, n_documents=100, share=0.05)
    assert plain <= 0.06
    assert adjusted <= 0.01
    assert any_ <= 0.2


def test_equal_outlets_are_undecided_and_a_planted_difference_is_found(simulation):
    decided, _, _ = simulation.measure_halves(runs=8, n_documents=200, planted=False)
    assert decided <= 0.05
    _, any_, found = simulation.measure_halves(runs=4, n_documents=300, planted=True)
    assert any_ == 1
    assert found >= 0.6
