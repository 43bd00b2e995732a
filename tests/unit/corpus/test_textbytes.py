"""The bytes of texts, however pandas keeps them."""

from itertools import pairwise

import pandas as pd
import pyarrow as pa
import pytest

from corpuskit.corpus import textbytes
from corpuskit.corpus.textbytes import iterate_bytes

TEXTS = ["قال كيري", "", "لا 😀", None, "نعم"]
EXPECTED = ["قال كيري", "", "لا 😀", "", "نعم"]


def read_back(texts):
    found = []
    for offsets, data in iterate_bytes(pd.DataFrame({"text": texts})):
        cuts = pairwise(offsets)
        found += [data[a:b].tobytes().decode("utf-8", "surrogatepass") for a, b in cuts]
    return found


@pytest.mark.parametrize(
    "texts",
    [
        pd.Series(TEXTS, dtype="str"),
        pd.Series(TEXTS, dtype=object),
        pd.Series(["x", *TEXTS, "y"], dtype="str").iloc[1:-1],
        pd.concat([pd.Series(TEXTS[:2], dtype="str"), pd.Series(TEXTS[2:], dtype="str")]),
        pd.Series(TEXTS, dtype="string[python]"),
        pd.Series(pd.array(pa.array(TEXTS), dtype="string[pyarrow]")),
    ],
    ids=["str", "object", "slice", "chunks", "python", "pyarrow"],
)
@pytest.mark.parametrize(("rows", "size"), [(1024, 1 << 18), (2, 1), (1, 5), (3, 12)])
def test_texts_come_back_from_bytes(monkeypatch, texts, rows, size):
    monkeypatch.setattr(textbytes, "_ROWS_AT_ONCE", rows)
    monkeypatch.setattr(textbytes, "_BYTES_AT_ONCE", size)
    assert read_back(texts) == EXPECTED


def test_no_texts_and_nothing_but_empty_ones():
    assert read_back(pd.Series([], dtype="str")) == []
    assert read_back(pd.Series(["", None], dtype="str")) == ["", ""]
    assert read_back(pd.Series(["\ud800", 3.5], dtype=object)) == ["\ud800", ""]


def test_bytes_of_a_column_of_arrow_are_not_copied():
    texts = pd.Series(["قال كيري " * 50] * 20, dtype="str")
    held = pa.chunked_array([pa.array(texts)]).chunk(0).buffers()[2].address
    (_, data), *_ = iterate_bytes(pd.DataFrame({"text": texts}))
    assert data.ctypes.data == held
