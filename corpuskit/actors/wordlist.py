"""Many words in few bytes: texts have hundreds of thousands of terms, and few are asked for."""

from bisect import bisect_left
from collections.abc import Iterator
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corpuskit.arabic.keeping import Arrays


class Words:
    r"""A list of words that finds the places of a word, too.

    Parameters
    ----------
    text : bytes
        The words in UTF-8, a line break behind each.
    keys, order : ndarray of shape (n_words,), optional
        The checksums of the words in ascending order, and the place of each; made if not given.

    Examples
    --------
    >>> words = Words("كيري\nلافروف\nكيري\n".encode())
    >>> words[1], words.find("كيري"), "الأسد" in words
    ('لافروف', [0, 2], False)
    """

    def __init__(
        self,
        text: bytes,
        keys: NDArray[np.uint32] | None = None,
        order: NDArray[np.int32] | None = None,
    ) -> None:
        self._text = text
        ends = np.flatnonzero(np.frombuffer(text, np.uint8) == ord("\n"))
        self._first = np.concatenate([[0], ends + 1]).astype(np.int32).data
        if keys is None or order is None:
            found = np.fromiter(map(crc32, text.split(b"\n")[:-1]), np.uint32, len(ends))
            order = np.argsort(found).astype(np.int32)
            keys = found[order]
        # Most words that are asked for are not there: their checksums begin like no other.
        begun = np.zeros(1 << 22, np.uint8)
        begun[keys >> 10] = 1
        self._begun = begun.tobytes()
        # Their items are plain numbers, as bisection needs them to be fast.
        self._keys, self._order = keys.data, order.data

    @property
    def arrays(self) -> Arrays:
        """What the words are kept as: the arguments, by name."""
        text = np.frombuffer(self._text, np.uint8)
        return {"text": text, "keys": np.asarray(self._keys), "order": np.asarray(self._order)}

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, place: int) -> str:
        return self._text[self._first[place] : self._first[place + 1] - 1].decode()

    def __iter__(self) -> Iterator[str]:
        return iter(self._text.decode().split("\n")[:-1])

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        # Most questions end here, so this one is asked without another call.
        key = crc32(word.encode("utf-8", "surrogatepass"))
        return self._begun[key >> 10] > 0 and bool(self.find(word))

    def find(self, word: str) -> list[int]:
        """Return the places of a word, none if it is not among the words."""
        sought = word.encode("utf-8", "surrogatepass")
        key = crc32(sought)
        if not self._begun[key >> 10]:
            return []
        at = bisect_left(self._keys, key)
        found = []
        while at < len(self._keys) and self._keys[at] == key:
            place = self._order[at]
            if self._text[self._first[place] : self._first[place + 1] - 1] == sought:
                found.append(place)
            at += 1
        return sorted(found)
