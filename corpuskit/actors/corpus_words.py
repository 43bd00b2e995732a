"""How often words and couples of words are printed in a corpus, and whether they cling together."""

import numpy as np
from numpy.typing import NDArray

from corpuskit.actors.dictionary import is_current, list_readings
from corpuskit.actors.reading import Reader

Integers = NDArray[np.int64]


class CorpusWords:
    """The folded words of some texts with their places.

    Parameters
    ----------
    reader : Reader
        The tokens and texts.
    """

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._number: dict[str, int] = {}
        of_code = [self._number.setdefault(word, len(self._number)) for word in reader.words]
        self.words = np.array(of_code or [0], np.int64)[reader.codes]
        self._order = np.argsort(self.words, kind="stable")
        self._first = np.searchsorted(self.words[self._order], np.arange(len(self._number) + 1))
        self._pairs: dict[tuple[str, str], Integers] = {}
        self._clinging: dict[tuple[str, str], bool] = {}
        self.documents = reader.doc_codes
        self._texts = np.flatnonzero(reader.new_document)

    def places(self, word: str) -> Integers:
        """Return the tokens that are a word."""
        number = self._number.get(word, -1)
        if number < 0:
            return np.zeros(0, np.int64)
        return self._order[self._first[number] : self._first[number + 1]]

    def count(self, word: str) -> int:
        """Return how often a word is printed."""
        number = self._number.get(word, -1)
        return int(self._first[number + 1] - self._first[number]) if number >= 0 else 0

    def _couple(self, first: str, second: str) -> Integers:
        """Return the places of a word behind another one in the same text."""
        if (first, second) not in self._pairs:
            one, two = self.places(first), self.places(second)
            if len(one) < len(two):
                one = one[one + 1 < len(self.words)]
                two = one[self.words[one + 1] == self._number.get(second, -1)] + 1
            else:
                two = two[two > 0]
                two = two[self.words[two - 1] == self._number.get(first, -1)]
            same = self.documents[two] == self.documents[two - 1]
            self._pairs[first, second] = two[same]
        return self._pairs[first, second]

    def count_couple(self, first: str, second: str) -> int:
        """Return how often one word stands directly before the other."""
        return len(self._couple(first, second))

    def clings(self, first: str, second: str) -> bool:
        """Tell whether a word stands mostly behind another, or else in texts that have both so."""
        if (first, second) not in self._clinging:
            self._clinging[first, second] = self._cling(first, second)
        return self._clinging[first, second]

    def _cling(self, first: str, second: str) -> bool:
        couple, places = self._couple(first, second), self.places(second)
        if len(couple) >= 2 and len(couple) >= 0.15 * len(places):
            return True
        if len(couple) == 0 or len(places) < 2:
            return False
        return bool(np.isin(self.documents[places], self.documents[couple]).mean() > 0.5)

    def stands_alone(self, first: str, second: str, token: int) -> bool:
        """Tell whether a word also stands without another one behind it in the text of a token."""
        text = int(np.searchsorted(self._texts, token, side="right"))
        bounds = self._texts[text - 1 : text + 1]
        places, couples = self.places(first), self._couple(first, second)
        return bool(
            np.diff(np.searchsorted(places, bounds)) > np.diff(np.searchsorted(couples, bounds))
        )

    def start_couples(self) -> Integers:
        """Return the first tokens of couples of words that recur and are most of the first word."""
        new = self.documents[1:] != self.documents[:-1]
        keys = self.words[:-1] * (len(self._number) + 1) + self.words[1:]
        keys[new] = -1
        pairs, back, counts = np.unique(keys, return_inverse=True, return_counts=True)
        places = np.diff(self._first)
        often = (counts >= 2) & (pairs >= 0)
        first = np.where(often, pairs // (len(self._number) + 1), 0)
        often &= counts >= 0.6 * places[first]
        return np.flatnonzero(often[back])

    def is_definite_only(self, word: str) -> bool:
        """Tell whether a word in ال is hardly ever printed without it, as surnames are not.

        Of a word that news uses, two places are too few to tell.
        """
        places = self.count(word)
        rare = places > 2 or not is_current(word[2:])
        return rare and self.count(word[2:]) <= 0.2 * places

    def has_reading(self, word: str) -> bool:
        """Tell whether a folded word can be read as an ordinary word that fits these texts.

        A reading that rests on one attached letter or a short ending (كنيدي as ك and نيدي) counts
        only if the word without it is current or printed, too; one that rests on both, only if it
        is printed.
        """
        return any(
            sure == 2 or self.count(base) or (sure and is_current(base))
            for base, sure in list_readings(word)
        )
