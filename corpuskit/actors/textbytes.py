"""The bytes of a column of texts, without making strings of them."""

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray


def read_bytes(texts: pd.Series) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Return the UTF-8 bytes of a column of texts.

    Parameters
    ----------
    texts : Series
        Texts, none missing.

    Returns
    -------
    offsets : ndarray of shape (n_texts + 1,)
        Text ``i`` is ``data[offsets[i]:offsets[i + 1]]``.
    data : ndarray of uint8
        The bytes; not a copy where pandas keeps texts in Arrow's form.
    """
    column = pa.array(texts, type=pa.large_string())
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    if len(column) == 0:
        return np.zeros(1, np.int64), np.zeros(1, np.uint8)
    _, offsets, data = column.buffers()
    places = np.frombuffer(offsets, np.int64)[column.offset : column.offset + len(column) + 1]
    if data is None or data.size == 0:
        data = bytes(1)
    return places, np.frombuffer(data, np.uint8)
