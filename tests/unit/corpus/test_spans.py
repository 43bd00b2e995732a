"""locate_spans: which span holds which."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import locate_spans
from corpuskit.corpus.spans import encode_documents


def spans(*rows):
    return pd.DataFrame(rows, columns=["doc_id", "start", "end"])


def test_disjoint_units():
    outer = spans(("a", 0, 9), ("a", 10, 20), ("b", 0, 5))
    inner = spans(("b", 0, 5), ("a", 12, 15), ("a", 8, 11), ("c", 0, 1))
    assert locate_spans(inner, outer).tolist() == [2, 1, -1, -1]


def test_innermost_of_nested_statements():
    outer = spans(("a", 0, 100), ("a", 10, 50), ("a", 20, 30), ("a", 60, 70))
    inner = spans(("a", 22, 25), ("a", 40, 45), ("a", 55, 58), ("a", 65, 69), ("a", 99, 101))
    assert locate_spans(inner, outer).tolist() == [2, 1, 0, 3, -1]


def test_same_start_the_shorter_wins():
    outer = spans(("a", 0, 10), ("a", 0, 4))
    assert locate_spans(spans(("a", 1, 3), ("a", 1, 6)), outer).tolist() == [1, 0]


def test_empty_tables():
    empty = spans().astype({"doc_id": "str", "start": int, "end": int})
    assert locate_spans(empty, spans(("a", 0, 1))).tolist() == []
    assert locate_spans(spans(("a", 0, 1)), empty).tolist() == [-1]


def test_categories_with_other_vocabularies():
    outer = spans(("a", 0, 9), ("b", 0, 9)).astype({"doc_id": "category"})
    inner = spans(("c", 1, 2), ("b", 1, 2)).astype({"doc_id": "category"})
    assert locate_spans(inner, outer).tolist() == [-1, 1]
    codes = encode_documents(outer, inner)
    assert codes[0][1] == codes[1][1]
    assert len({codes[0][0], codes[0][1], codes[1][0]}) == 3


rows = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 30), st.integers(0, 12)), max_size=25
)


@given(rows, rows)
def test_equals_a_plain_loop(inner_rows, outer_rows):
    inner = pd.DataFrame(
        [(d, s, s + n) for d, s, n in inner_rows], columns=["doc_id", "start", "end"]
    )
    outer = pd.DataFrame(
        [(d, s, s + n) for d, s, n in outer_rows], columns=["doc_id", "start", "end"]
    )
    if inner.empty or outer.empty:
        return
    for row, found in zip(inner.itertuples(), locate_spans(inner, outer), strict=True):
        holding = [
            (-o.start, o.end)
            for o in outer.itertuples()
            if o.doc_id == row.doc_id and o.start <= row.start and row.end <= o.end
        ]
        if found < 0:
            assert not holding
        else:
            best = outer.iloc[found]
            assert (-best.start, best.end) == min(holding)


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
def test_row_order_does_not_matter(order):
    outer = spans(("a", 0, 9), ("a", 10, 20), ("b", 0, 5)).iloc[order].reset_index(drop=True)
    found = locate_spans(spans(("a", 12, 15)), outer)
    assert outer.iloc[found[0]].start == 10
