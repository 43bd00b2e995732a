"""What is furniture in one outlet alone, in the form in which pages are read with it."""

from dataclasses import dataclass, field

from corpuskit.corpus.names import fold_name

PLACES = ("line", "edge", "start", "end")
LEARNED = "repeats in this outlet"


@dataclass
class Phrases:
    """Furniture of one outlet, learned from its articles or judged by a person.

    Parameters
    ----------
    lines : dict of str to str
        Folded lines that are furniture wherever they stand, to their parts.
    edges : dict of str to str
        Folded lines that are furniture above and below an article, to their parts.
    starts, ends : list of (str, str)
        First and last words of articles, with their parts; longest first.
    """

    lines: dict[str, str] = field(default_factory=dict)
    edges: dict[str, str] = field(default_factory=dict)
    starts: list[tuple[str, str]] = field(default_factory=list)
    ends: list[tuple[str, str]] = field(default_factory=list)

    def add(self, phrase: str, place: str, part: str) -> None:
        """Take in one phrase; a blank one says nothing."""
        if not phrase.strip():
            return
        if place == "start":
            self.starts.append((phrase, part))
        elif place == "end":
            self.ends.append((phrase, part))
        else:
            (self.lines if place == "line" else self.edges)[fold_name(phrase)] = part

    def sort(self) -> None:
        """Bring the longest phrases to the front."""
        for listed in (self.starts, self.ends):
            listed.sort(key=lambda item: (-len(item[0]), item[0]))

    def at_start(self, text: str) -> tuple[int, str, str] | None:
        """Return how long the furniture at the beginning of a text is, its part and rule."""
        for phrase, part in self.starts:
            if text.startswith(phrase):
                return len(phrase), part, LEARNED
        return None

    def at_end(self, text: str) -> tuple[int, str, str] | None:
        """Return where the furniture at the end of a text begins, its part and rule."""
        for phrase, part in self.ends:
            if text.endswith(phrase):
                return len(text) - len(phrase), part, LEARNED
        return None


NO_PHRASES = Phrases()
