"""Count quickly, while articles pass, what could repeat in their outlets."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

from corpuskit.corpus.learning import LONGEST_LINE, SHORTEST_END, SHORTEST_START, needed

_LETTERS = 20
_NO_LINES = hash((0,))


class Repeats:
    """Hashes of the last letters of lines, and of the first and last letters of texts.

    Where none of them comes often enough in an outlet, nothing can be learned of it: its texts
    need not be looked at again.
    """

    def __init__(self) -> None:
        self._texts, self._starts, self._ends = array("q"), array("q"), array("q")
        self._lines, self._bounds = array("q"), array("q", [0])

    def add(self, text: str) -> None:
        """Take in the text of the next article."""
        lines = text.split("\n") if text else []
        hashes = [hash(line[-_LETTERS:]) for line in lines]
        self._texts.append(hash((len(text), *hashes)))
        self._starts.append(hash(text[:SHORTEST_START]))
        self._ends.append(hash(text[-SHORTEST_END:]))
        self._lines.extend(
            [one for one, line in zip(hashes, lines, strict=True) if len(line) <= LONGEST_LINE]
        )
        self._bounds.append(len(self._lines))

    def may_teach(self, rows: Sequence[int], titles: Iterable[str]) -> bool:
        """Say whether something may be learned of an outlet.

        Parameters
        ----------
        rows : sequence of int
            Its articles.
        titles : iterable of str
            What was taken for their titles, where that was a line of theirs.

        Returns
        -------
        bool
            False only if nothing can.
        """
        full = [row for row in rows if self._texts[row] != _NO_LINES]
        n_articles = len({self._texts[row] for row in full})
        lines = Counter(hash(title[-_LETTERS:]) for title in titles if title)
        for row in full:
            lines.update(self._lines[self._bounds[row] : self._bounds[row + 1]])
        counts = {
            "edge": lines,
            "start": Counter(self._starts[row] for row in full),
            "end": Counter(self._ends[row] for row in full),
        }
        return any(
            max(found.values(), default=0) >= needed(kind, n_articles)
            for kind, found in counts.items()
        )
