"""UTF-8 bytes to code points, in compiled code: how texts enter the compiled loops.

A text is a run of bytes between two ``offsets`` of ``data``, as Arrow keeps a column of texts: no
string is made of it. The function is compiled at first use and kept on disk, until this file
changes.
"""

# ruff: noqa: ANN001, ANN202

import numpy as np
from numpy.typing import NDArray

from corpuskit.arabic.compiling import compiled

LINE_BREAK = 10


def decode(
    offsets: NDArray[np.int64], data: NDArray[np.uint8]
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    r"""Return the code points of some texts, a line break behind each.

    Parameters
    ----------
    offsets : ndarray of int64, shape (n_texts + 1,)
        The bytes of text ``i`` are ``data[offsets[i]:offsets[i + 1]]``.
    data : ndarray of uint8
        UTF-8; surrogates may stand alone.

    Returns
    -------
    points : ndarray of uint32
        The texts, one after another.
    ends : ndarray of int64
        Where in ``points`` each text ends; its line break stands there.

    Examples
    --------
    >>> data = np.frombuffer("لاa".encode(), dtype=np.uint8)
    >>> points, ends = decode(np.array([0, 4, 5]), data)
    >>> [chr(point) for point in points], ends.tolist()
    (['ل', 'ا', '\n', 'a', '\n'], [2, 4])
    """
    most = int(offsets[-1] - offsets[0]) + len(offsets) - 1
    points = np.empty(most, dtype=np.uint32)
    ends = np.empty(len(offsets) - 1, dtype=np.int64)
    return points[: _decode(offsets, data, points, ends)], ends


@compiled
def _decode(offsets, data, points, ends):  # type: ignore[no-untyped-def]
    used = np.uint64(0)
    one, two, three, four = np.uint64(1), np.uint64(2), np.uint64(3), np.uint64(4)
    for text in range(len(ends)):
        byte, stop = np.uint64(offsets[text]), np.uint64(offsets[text + 1])
        while byte < stop:
            lead = np.uint32(data[byte])
            if lead < 0x80:
                points[used] = lead
                byte += one
            elif lead < 0xE0:
                points[used] = ((lead & 0x1F) << 6) | (data[byte + one] & 0x3F)
                byte += two
            elif lead < 0xF0:
                high = ((lead & 0x0F) << 12) | (np.uint32(data[byte + one] & 0x3F) << 6)
                points[used] = high | (data[byte + two] & 0x3F)
                byte += three
            else:
                high = ((lead & 0x07) << 18) | (np.uint32(data[byte + one] & 0x3F) << 12)
                low = (np.uint32(data[byte + two] & 0x3F) << 6) | (data[byte + three] & 0x3F)
                points[used] = high | low
                byte += four
            used += one
        ends[text] = used
        points[used] = LINE_BREAK
        used += one
    return np.int64(used)
