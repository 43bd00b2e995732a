"""Learn by itself what is furniture in an outlet: lines that stand around different articles."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from corpuskit.corpus.lines import is_prose

# In how many articles of an outlet, and in which share of them, a line or phrase must stand.
_NEEDED = {
    "edge": (5, 0.1),
    "title": (5, 0.3),
    "closing": (10, 0.8),
    "sentence": (20, 0.8),
    "line": (10, 0.5),
    "start": (10, 0.3),
    "end": (10, 0.3),
}
# What ends so may be said by the writer; a colon leads on to the article's own words.
_SENTENCE_END = re.compile(r"[.!?؟…:][\"'»”’)\]]*$")
_OPENING = re.compile(r"[^.:!؟…|»\"”)\-–—]{3,80}(?:[.!؟…|]+|\s[-–—])(?=\s)")
_CLOSING = re.compile(r"(?<=[.!؟…»”\")])\s+([^.!؟…]{8,150}[.!؟…]*)$")
_SAMPLE = 40
LONGEST_LINE = 300
# No opening and no closing is shorter.
SHORTEST_START, SHORTEST_END = 4, 8
# From which share of common word pairs on two texts are taken for copies of one story.
_COPY = 0.4


@dataclass
class Seen:
    """One article as the general rules leave it.

    Parameters
    ----------
    doc_id : str
        The article.
    text : str
        Its text.
    title : str, default ""
        The first line of a page, taken for its title.
    """

    doc_id: str
    text: str
    title: str = ""

    def lines(self) -> list[str]:
        """Return the title and the lines of the text."""
        return [self.title, *self.text.split("\n")]


class Learned(NamedTuple):
    """One line or phrase that was learned."""

    outlet: str
    phrase: str
    place: str
    n_documents: int
    share: float
    doc_id: str


def learn_outlet(outlet: str, articles: Iterable[Seen]) -> list[Learned]:
    """Learn what is furniture in one outlet.

    Parameters
    ----------
    outlet : str
        The outlet, empty if unknown.
    articles : iterable of Seen
        Its articles.

    Returns
    -------
    list of Learned
        Most frequent first.

    Notes
    -----
    A line is furniture if it stands above or below (place "edge") at least 5 articles and a tenth
    of the articles of its outlet. A standing title must head 3 articles in 10, a sentence close 8
    in 10, and a short line stand between the paragraphs of half of them (place "line"), before it
    is believed. First and last words (places "start" and "end") must be set off by a stop and
    stand in 3 articles in 10, or be a sentence in 8. The articles must be different: where
    two share two fifths of their word pairs besides what repeats, they count as one story. So a
    story that an outlet printed several times, or in several versions, teaches nothing.
    """
    different = {(article.title, article.text): article for article in articles if article.text}
    if len(different) < min(documents for documents, _ in _NEEDED.values()):
        return []
    return _learn(outlet, list(different.values()))


def needed(kind: str, n_articles: int) -> int:
    """Return in how many articles of an outlet something must stand to be learned."""
    documents, share = _NEEDED[kind]
    return max(documents, math.ceil(share * n_articles))


def _learn(outlet: str, articles: Sequence[Seen]) -> list[Learned]:
    """Learn from different articles of one outlet."""
    split = [article.text.split("\n") for article in articles]
    counts: Counter[str] = Counter()
    openings: Counter[str] = Counter()
    closings: Counter[str] = Counter()
    for article, lines in zip(articles, split, strict=True):
        counts.update({*lines, article.title})
        openings.update(_glued(_OPENING.match(lines[0]), 0, lines[0]))
        closings.update(_glued(_CLOSING.search(lines[-1], max(0, len(lines[-1]) - 160)), 1, ""))
    least = needed("edge", len(articles))
    frequent = frozenset(
        line
        for line, n in counts.items()
        if n >= least and len(line) <= LONGEST_LINE and any(c.isalpha() for c in line)
    )
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, (article, lines) in enumerate(zip(articles, split, strict=True)):
        if frequent and not frequent.isdisjoint((*lines, article.title)):
            for line, place in _placed(article.title, lines, frequent).items():
                holders[line, place].append(row)
    for place, found in (("start", openings), ("end", closings)):
        often = {phrase for phrase, n in found.items() if n >= needed(place, len(articles))}
        for phrase in sorted(often - frequent):
            for row, lines in enumerate(split):
                line = lines[0 if place == "start" else -1]
                if line.startswith(phrase) if place == "start" else line.endswith(phrase):
                    holders[phrase, place].append(row)
    texts = _Residues(split, frequent)
    learned = [
        Learned(outlet, line, place, len(rows), len(rows) / len(articles), articles[rows[0]].doc_id)
        for line, place, rows in _decide(holders, len(articles), texts)
    ]
    return sorted(learned, key=lambda row: (-row.n_documents, row.phrase))


def _glued(found: re.Match[str] | None, group: int, line: str) -> tuple[str, ...]:
    """Return the first or last words of a line that a stop sets off, if there are any."""
    if found is None or found.group(group) == line:
        return ()
    return (found.group(group),)


def _placed(title: str, lines: Sequence[str], frequent: frozenset[str]) -> dict[str, str]:
    """Say of each frequent line of an article whether it stands around or inside it."""
    own = [at for at, line in enumerate(lines) if line not in frequent]
    if not own:
        return {}
    longest = max(own, key=lambda at: len(lines[at]))
    inside = [at for at in own if at == longest or is_prose(lines[at])]
    places = {
        line: "edge" if at < inside[0] or at > inside[-1] else "line"
        for at, line in enumerate(lines)
        if line in frequent
    }
    if title in frequent and inside[0] > 0:
        # Something that can be the title itself stands between this line and the article.
        places.setdefault(title, "title")
    return places


def _decide(
    holders: dict[tuple[str, str], list[int]], n_articles: int, texts: "_Residues"
) -> Iterable[tuple[str, str, list[int]]]:
    """Yield the lines that stand often enough around different articles, with their place."""
    for line in dict.fromkeys(line for line, _ in holders):
        for place in ("start", "end"):
            rows = holders.get((line, place), [])
            said = place == "end" and _SENTENCE_END.search(line)
            if texts.count(rows) >= needed("sentence" if said else place, n_articles):
                yield line, place, rows
        edge, inside = holders.get((line, "edge"), []), holders.get((line, "line"), [])
        heads = holders.get((line, "title"), [])
        kind = "edge"
        if _SENTENCE_END.search(line) or len(line) > 120:
            kind = "closing" if len(line) <= 60 and not line.endswith(":") else "sentence"
        if texts.count(edge) >= needed(kind, n_articles) or (
            kind == "edge" and texts.count([*heads, *edge]) >= needed("title", n_articles)
        ):
            often = texts.count([*inside, *edge]) >= needed("line", n_articles)
            yield line, "line" if len(inside) > len(edge) and often else "edge", [*heads, *edge]
        elif kind == "edge" and len(line) <= 60:
            rows = sorted([*inside, *edge])
            if texts.count(rows) >= needed("line", n_articles):
                yield line, "line", rows


def _are_copies(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    return len(one & other) >= _COPY * min(len(one), len(other))


class _Residues:
    """What articles hold besides lines that repeat, to tell different articles from copies."""

    def __init__(self, split: Sequence[Sequence[str]], frequent: frozenset[str]) -> None:
        self._split = split
        self._frequent = frequent
        self._pairs: dict[int, frozenset[tuple[str, str]]] = {}

    def count(self, rows: Sequence[int]) -> float:
        """Return about how many different stories some articles are."""
        if not rows:
            return 0
        step = max(1, len(rows) // _SAMPLE)
        sample = rows[::step][:_SAMPLE]
        kept: list[frozenset[tuple[str, str]]] = []
        for row in sample:
            pairs = self._pairs_of(row)
            if pairs and not any(_are_copies(pairs, other) for other in kept):
                kept.append(pairs)
        return len(rows) * len(kept) / len(sample)

    def _pairs_of(self, row: int) -> frozenset[tuple[str, str]]:
        if row not in self._pairs:
            lines = self._split[row]
            words = " \n ".join(line for line in lines if line not in self._frequent).split()
            self._pairs[row] = frozenset(pairwise(words))
        return self._pairs[row]
