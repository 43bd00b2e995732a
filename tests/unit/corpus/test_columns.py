"""Columns while they grow."""

import pandas as pd
import pytest

from corpuskit.corpus import columns
from corpuskit.corpus.columns import TextColumn


@pytest.mark.parametrize("at_once", [1, 4, 1000])
def test_texts_are_packed_taken_and_replaced(monkeypatch, at_once):
    monkeypatch.setattr(columns, "_CHARACTERS_AT_ONCE", at_once)
    column = TextColumn()
    for text in ("حلب", "", "دمشق"):
        column.append(text)
    assert column.take([2, 0]) == ["دمشق", "حلب"]
    column.append("حمص")
    column.replace({1: "إدلب", 3: ""})
    built = column.build()
    assert built.tolist() == ["حلب", "إدلب", "دمشق", ""]
    assert built.dtype == pd.Series(["a"]).dtype


def test_a_column_without_rows():
    assert TextColumn().take([]) == []
    assert TextColumn().build().tolist() == []
