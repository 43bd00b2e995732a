"""Names behind heads such as حزب, وزارة and صحيفة."""

import numpy as np

from corpuskit.actors.candidates import Finder
from corpuskit.actors.folding import read_titles
from corpuskit.actors.gaps import is_open_gap

HEADS = ("organisation", "group", "outlet")


class HeadFinder:
    """Adds to the candidates of a finder those behind heads."""

    def __init__(self, finder: Finder) -> None:
        self.finder = finder
        self.heads = {word: kind for kind in HEADS for word in read_titles(kind)}

    def run(self) -> None:
        """Collect heads such as حزب or وزارة with the words that complete the name."""
        reader = self.finder.reader
        kinds = [self._head_kind(word) for word in reader.words]
        flags = np.array([kind is not None for kind in kinds], np.bool_)
        at = np.flatnonzero(flags[reader.codes])
        rows = reader.rows(at)
        reader.fetch(rows)
        for place, row in zip(at.tolist(), rows.tolist(), strict=True):
            head = self._bare_head(reader.word(place))
            name = [head]
            last = place
            while len(name) < 5:
                following = reader.after(last)
                if following is None or not is_open_gap(following[1]):
                    break
                word = following[0]
                if not self._completes(name, word):
                    break
                name.append(word)
                last += 1
            for length in range(2, len(name) + 1):
                found = self.finder.found[tuple(name[:length])]
                found.kind = self.heads[head]
                found.add(row, place, length, {"head"})

    def _bare_head(self, word: str) -> str:
        return word if word in self.heads else word[1:]

    def _head_kind(self, word: str) -> str | None:
        if word.startswith("ال"):
            return None
        if word in self.heads:
            return self.heads[word]
        return self.heads.get(word[1:]) if len(word) > 3 and word[0] in "وفلب" else None

    def _completes(self, name: list[str], word: str) -> bool:
        rules = self.finder.rules
        if word in rules.never:
            return False
        if word.startswith(("ال", "وال", "لل")):
            return True
        if len(name) == 1:
            return rules.is_unknown(word) or word in rules.states
        return False
