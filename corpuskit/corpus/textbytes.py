"""The bytes of the texts of documents, block by block, without making strings of them."""

from collections.abc import Iterator
from itertools import accumulate

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

_ROWS_AT_ONCE = 1024
_BYTES_AT_ONCE = 1 << 18

Block = tuple[NDArray[np.int64], NDArray[np.uint8]]


def iterate_bytes(documents: pd.DataFrame) -> Iterator[Block]:
    """Yield the texts as UTF-8 bytes, some texts at a time.

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
        offsets, data = _encode(rows.tolist()) if packed is None else packed
        yield from ((offsets[a : b + 1], data) for a, b in _part(offsets))


def _part(offsets: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Part texts into blocks of a size that the processor's cache holds."""
    first = 0
    while first < len(offsets) - 1:
        last = int(np.searchsorted(offsets, offsets[first] + _BYTES_AT_ONCE))
        last = min(max(last, first + 1), len(offsets) - 1)
        yield first, last
        first = last


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
