import math

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from corpuskit.words.dispersion import measure_dispersion
from corpuskit.words.dtm import DocumentTermMatrix, build_dtm

# Parts of 10, 10 and 20 words; "x" is used 3, 1 and 0 times.
COUNTS = [[3, 7], [1, 9], [0, 20]]


def matrix(counts, weighting="count"):
    rows = len(counts)
    units = pd.DataFrame({"doc_id": [f"d{n}" for n in range(rows)], "unit": "document"})
    units = units.assign(unit_index=0, start=0, end=1)
    terms = pd.Index([chr(120 + n) for n in range(len(counts[0]))], dtype="str")
    return DocumentTermMatrix(sparse.csr_array(np.array(counts)), units, terms, weighting)


def test_hand_worked_table():
    row = measure_dispersion(matrix(COUNTS)).set_index("term").loc["x"]
    assert row["n_tokens"] == 4
    assert row["n_parts"] == 2
    assert row["share_parts"] == pytest.approx(2 / 3)
    # Words 1/4 1/4 1/2, uses 3/4 1/4 0: gaps 1/2 + 0 + 1/2, half of them 1/2; 1 - 1/4 = 3/4.
    assert row["dp"] == pytest.approx(0.5)
    assert row["dp_norm"] == pytest.approx(0.5 / 0.75)
    rates = np.array([0.3, 0.1, 0.0])
    want = 1 - rates.std() / rates.mean() / math.sqrt(2)
    assert row["juilland_d"] == pytest.approx(want)


def test_extremes():
    table = measure_dispersion(matrix([[5, 5, 0], [5, 5, 0], [5, 0, 5]])).set_index("term")
    assert table.loc["x", ["dp", "dp_norm", "juilland_d"]].tolist() == [0, 0, 1]
    assert table.loc["z", ["dp_norm", "juilland_d"]].tolist() == pytest.approx([1, 0])


def test_one_part_tells_nothing_of_spread():
    table = measure_dispersion(matrix([[3, 7]]))
    assert table["dp"].tolist() == [0, 0]
    assert table["juilland_d"].isna().all()


def test_tokens_order_and_min_count():
    tokens = pd.DataFrame(
        {
            "doc_id": pd.array(["a", "a", "b", "b"], dtype="str"),
            "start": [0, 5, 0, 5],
            "end": [3, 8, 3, 8],
            "term": pd.array(["وفد", "حلب", "حلب", "جيش"], dtype="str"),
        }
    )
    assert measure_dispersion(tokens)["term"].tolist() == ["حلب", "جيش", "وفد"]
    assert measure_dispersion(tokens, min_count=2)["term"].tolist() == ["حلب"]
    assert measure_dispersion(tokens.iloc[:0]).dtypes["n_tokens"] == np.int64
    units = pd.DataFrame(
        {"doc_id": ["a", "a", "b"], "unit": "sentence", "unit_index": [0, 1, 0]}
    ).assign(start=[0, 5, 0], end=[4, 9, 9])
    parts = measure_dispersion(tokens, units=units).set_index("term")
    assert parts.loc["حلب", "share_parts"] == pytest.approx(2 / 3)
    with pytest.raises(ValueError, match="min_count"):
        measure_dispersion(tokens, min_count=0)
    with pytest.raises(ValueError, match="cannot go with a matrix"):
        measure_dispersion(build_dtm(tokens), units=units)
    with pytest.raises(ValueError, match="must hold counts"):
        measure_dispersion(build_dtm(tokens, weighting="tfidf"))
