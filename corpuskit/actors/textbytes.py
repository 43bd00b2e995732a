"""Single characters of many texts at once, without making strings of the texts."""

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

Integers = NDArray[np.int64]
CHUNK = 1 << 24


class TextBytes:
    """The UTF-8 bytes of a column of texts, and where its characters start.

    Parameters
    ----------
    texts : Series
        Texts, none missing.

    Notes
    -----
    One bit a byte says whether a character starts there; a running count of the bits finds any
    character by its number. Takes an eighth of the size of the texts.
    """

    def __init__(self, texts: pd.Series) -> None:
        column = pa.array(texts, type=pa.large_string())
        if isinstance(column, pa.ChunkedArray):
            column = column.combine_chunks()
        _, offsets, data = column.buffers()
        self.offsets = np.frombuffer(offsets, np.int64)[
            column.offset : column.offset + len(column) + 1
        ]
        self.data = np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)
        self.bits = _mark_starts(self.data)
        counts = np.bitwise_count(self.bits).astype(np.int64)
        self.before = np.concatenate([[0], np.cumsum(counts)])
        self.base = self._rank(self.offsets[:-1])

    def _rank(self, place: Integers) -> Integers:
        """Return how many characters start before each byte."""
        block = place >> 6
        inside = np.append(self.bits, np.uint64(0))[block]
        mask = (np.uint64(1) << (place & 63).astype(np.uint64)) - np.uint64(1)
        return self.before[block] + np.bitwise_count(inside & mask)

    def read(self, row: Integers, place: Integers) -> NDArray[np.uint8]:
        """Return the first byte of one character of each text.

        Parameters
        ----------
        row, place : ndarray of shape (n,)
            The text and the code-point offset of each character; it must lie inside.

        Returns
        -------
        ndarray of shape (n,)
            An ASCII code, or 128 and above for other characters.
        """
        number = self.base[row] + place
        block = np.searchsorted(self.before, number, side="right") - 1
        left = number - self.before[block]
        word = self.bits[block]
        at = np.zeros(len(word), np.uint64)
        for width in (32, 16, 8, 4, 2, 1):
            mask = np.uint64((1 << width) - 1)
            count = np.bitwise_count((word >> at) & mask)
            beyond = left >= count
            left = left - np.where(beyond, count, 0)
            at += np.where(beyond, np.uint64(width), np.uint64(0))
        return self.data[block * 64 + at.astype(np.int64)]


def _mark_starts(data: NDArray[np.uint8]) -> NDArray[np.uint64]:
    size = -(-len(data) // 64) * 8
    bits = np.zeros(size, np.uint8)
    signed = data.view(np.int8)
    for first in range(0, len(data), CHUNK):
        # Bytes 0x80 to 0xBF go on a character; as signed numbers they are under -64.
        packed = np.packbits(signed[first : first + CHUNK] > -65, bitorder="little")
        bits[first // 8 : first // 8 + len(packed)] = packed
    return bits.view(np.uint64)
