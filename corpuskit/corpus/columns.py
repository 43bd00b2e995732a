"""Columns of documents: as plain lists, and while they grow."""

import ctypes
import sys
from collections.abc import Mapping, Sequence

import pandas as pd
import pyarrow as pa
from pandas.api.extensions import ExtensionArray

_CHARACTERS_AT_ONCE = 2**20


def texts_of(frame: pd.DataFrame, column: str) -> list[str]:
    """Return a text column as a list, with empty texts where it is missing.

    Parameters
    ----------
    frame : DataFrame
        Any table.
    column : str
        Name of a column; it need not be there.

    Returns
    -------
    list of str
        One text a row.
    """
    if column not in frame:
        return [""] * len(frame)
    return [value if isinstance(value, str) else "" for value in frame[column].tolist()]


def release_memory() -> None:
    """Give back what pyarrow, and on Linux the C library, keep of freed memory for later."""
    pa.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


class TextColumn:
    """A column of long texts while it grows.

    Texts are packed a block at a time, so that a corpus never stands in memory both as Python's
    strings and as the table's column.
    """

    def __init__(self) -> None:
        self._packed: list[pa.Array] = []
        self._open: list[str] = []
        self._size = 0

    def append(self, text: str) -> None:
        """Add the text of the next row."""
        self._open.append(text)
        self._size += len(text)
        if self._size >= _CHARACTERS_AT_ONCE:
            self._pack()

    def take(self, rows: Sequence[int]) -> list[str]:
        """Return the texts of some rows."""
        self._pack()
        texts: list[str] = (
            pa.chunked_array(self._packed).take(pa.array(rows, pa.int64())).to_pylist()
        )
        return texts

    def replace(self, texts: Mapping[int, str]) -> None:
        """Change the texts of some rows."""
        self._pack()
        first = 0
        for number, block in enumerate(self._packed):
            inside = [row for row in range(first, first + len(block)) if row in texts]
            if inside:
                changed = block.to_pylist()
                for row in inside:
                    changed[row - first] = texts[row]
                self._packed[number] = pa.array(changed, pa.large_string())
            first += len(block)

    def _pack(self) -> None:
        if self._open or not self._packed:
            # Encoded by themselves, which is quicker; a string would keep its bytes for later.
            data = pa.array([text.encode() for text in self._open], pa.large_binary())
            self._packed.append(data.view(pa.large_string()))
        self._open, self._size = [], 0

    def build(self) -> ExtensionArray:
        """Return the column; this one is empty afterwards."""
        self._pack()
        # Before the largest step: what reading took is not needed any more.
        release_memory()
        packed, self._packed = self._packed, []
        whole = pa.chunked_array(packed).combine_chunks()
        del packed
        # What the blocks took is otherwise kept for later blocks.
        release_memory()
        return pd.array(whole, dtype="str")
