"""The bytes of the texts of documents, block by block, without making strings of them."""

from collections.abc import Iterator
from itertools import accumulate

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

_ROWS_AT_ONCE = 256

Block = tuple[NDArray[np.int64], NDArray[np.uint8]]


def iterate_bytes(documents: pd.DataFrame) -> Iterator[Block]:
    """Yield the texts as UTF-8 bytes, a block of rows at a time.

    Parameters
    ----------
    documents : DataFrame
        A documents table.

    Yields
    ------
    offsets : ndarray of int64, shape (n_texts + 1,)
        Text ``i`` of the block is ``data[offsets[i]:offsets[i + 1]]``; empty where it is missing.
    data : ndarray of uint8
        The bytes; not a copy where pandas keeps texts in Arrow's form.
    """
    texts = documents["text"]
    for first in range(0, len(texts), _ROWS_AT_ONCE):
        rows = texts.iloc[first : first + _ROWS_AT_ONCE]
        packed = _pack(rows) if isinstance(rows.dtype, pd.StringDtype) else None
        yield _encode(rows.tolist()) if packed is None else packed


def _pack(rows: pd.Series) -> Block | None:
    """Return the buffers of a column that pandas keeps in Arrow's form, None of another."""
    column = pa.array(rows, from_pandas=True)
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    if column.null_count:
        column = column.fill_null("")
    if not pa.types.is_large_string(column.type):
        column = column.cast(pa.large_string())
    _, offsets, data = column.buffers()
    if data is None or not data.size:
        return None
    places = np.frombuffer(offsets, np.int64)[column.offset : column.offset + len(column) + 1]
    return places, np.frombuffer(data, np.uint8)


def _encode(texts: list[object]) -> Block:
    encoded = [
        text.encode("utf-8", "surrogatepass") if isinstance(text, str) else b"" for text in texts
    ]
    offsets = np.array([0, *accumulate(map(len, encoded))], dtype=np.int64)
    return offsets, np.frombuffer(b"".join(encoded) or b"\0", dtype=np.uint8)
