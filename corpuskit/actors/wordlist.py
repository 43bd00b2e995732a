"""Many words in few bytes: texts have hundreds of thousands of terms, and few are asked for."""

from collections.abc import Iterable, Iterator
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
    >>> words.find_all(["الأسد", "لافروف"])
    {'لافروف': [1]}
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
        # Where the checksums with each first 18 bits begin: mostly there is one, or none.
        counts = np.bincount(keys >> 14, minlength=1 << 18)
        self._begin = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32).data
        # Their items are plain numbers, not arrays', which are slow to compare.
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
        return isinstance(word, str) and bool(self.find(word))

    def find(self, word: str) -> list[int]:
        """Return the places of a word, none if it is not among the words."""
        sought = _encode(word)
        return self._look(sought, crc32(sought))

    def find_all(self, words: Iterable[str]) -> dict[str, list[int]]:
        """Return the places of those of many distinct words that are among the words."""
        listed = list(words)
        encoded = list(map(_encode, listed))
        asked = np.fromiter(map(crc32, encoded), np.uint32, len(encoded))
        keys = np.asarray(self._keys)
        places = np.searchsorted(keys, asked)
        near = np.flatnonzero(places < len(keys))
        near = near[keys[places[near]] == asked[near]]
        found: dict[str, list[int]] = {}
        for at, key in zip(near.tolist(), asked[near].tolist(), strict=True):
            if some := self._look(encoded[at], key):
                found[listed[at]] = some
        return found

    def _look(self, sought: bytes, key: int) -> list[int]:
        """Return the places of a word with its checksum."""
        keys, found = self._keys, []
        for at in range(self._begin[key >> 14], self._begin[(key >> 14) + 1]):
            if keys[at] == key:
                place = self._order[at]
                if self._text[self._first[place] : self._first[place + 1] - 1] == sought:
                    found.append(place)
        return sorted(found) if len(found) > 1 else found


def _encode(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")
