"""Columns of documents: as plain lists, and while they grow."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
import pyarrow as pa
from pandas.api.extensions import ExtensionArray

_ROWS_AT_ONCE = 1024
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


def iterate_texts(documents: pd.DataFrame) -> Iterator[str]:
    """Yield the texts, a block of rows at a time: a million texts never stand there twice.

    Parameters
    ----------
    documents : DataFrame
        A documents table.

    Yields
    ------
    str
        The text of each document, empty where it is missing.
    """
    texts = documents["text"]
    for first in range(0, len(texts), _ROWS_AT_ONCE):
        for text in texts.iloc[first : first + _ROWS_AT_ONCE].tolist():
            yield text if isinstance(text, str) else ""


def release_memory() -> None:
    """Give back what pyarrow keeps of freed columns for later ones."""
    pa.default_memory_pool().release_unused()


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
        packed, self._packed = self._packed, []
        whole = pa.chunked_array(packed).combine_chunks()
        del packed
        # What the blocks took is otherwise kept for later blocks.
        release_memory()
        return pd.array(whole, dtype="str")
