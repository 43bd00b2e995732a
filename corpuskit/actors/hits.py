"""Names found in tokens: which of overlapping ones stay, and how far the kept ones run on."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.actors.folding import fold, read_given_names
from corpuskit.actors.forms import Forms
from corpuskit.actors.reading import Reader
from corpuskit.actors.short_names import PATRONYMICS
from corpuskit.actors.surroundings import look_for
from corpuskit.arabic.placing import pick_longest

Integers = NDArray[np.int64]
FAMILY = "ال"  # آل, folded
RUN_ON = (*PATRONYMICS, FAMILY)
KIN = ("ابن", "بنت", "ولد")  # also ordinary words: بشار الأسد ابن عم …


@dataclass
class Hits:
    """Names found.

    First token, number of tokens, attached letters, letters behind, whether marks stand between
    its words, claim, accepted rule.
    """

    at: Integers
    length: Integers
    clitic: Integers
    tail: Integers
    marked: NDArray[np.bool_]
    claim: Integers
    by_title: NDArray[np.bool_]

    def keep(self, rows: NDArray[np.bool_] | Integers) -> "Hits":
        """Return some of the hits."""
        return Hits(
            self.at[rows],
            self.length[rows],
            self.clitic[rows],
            self.tail[rows],
            self.marked[rows],
            self.claim[rows],
            self.by_title[rows],
        )


def drop_overlaps(at: Integers, length: Integers) -> Integers:
    """Return the rows that stay when of overlapping names the longest wins, then the first.

    Parameters
    ----------
    at, length : ndarray of shape (n_hits,)
        First token and number of tokens, sorted by first token, longest first.

    Returns
    -------
    ndarray
        Positions of the kept hits, in order.

    Examples
    --------
    >>> import numpy as np
    >>> drop_overlaps(np.array([0, 0, 1, 5]), np.array([3, 1, 4, 1]))
    array([1, 2, 3])
    """
    return np.flatnonzero(pick_longest(at, length))


def extend_patronymics(reader: Reader, forms: Forms, actors: pd.DataFrame, hits: Hits) -> Hits:
    """Let the full names of persons run on over بن and آل: محمد بن نايف (بن عبد العزيز آل سعود)."""
    if len(hits.at) == 0:
        return hits
    person = (actors["kind"] == "person").to_numpy()[
        np.array([claim.actor for claim in forms.claims], np.int64)
    ]
    if not person.any():
        return hits
    last = hits.at + hits.length
    rows = np.flatnonzero(person[hits.claim] & (hits.length > 1) & (last < len(reader)))
    rows = rows[look_for(reader, reader.codes[last[rows]], *RUN_ON)]
    if len(rows) == 0:
        return hits
    named = last[rows] - 1
    ran = _run_on(reader, named)
    families = [split_last(forms.claims[claim].alias) for claim in hits.claim[rows].tolist()]
    reached = _reach_family(reader, ran, families)
    hits.length[rows] += ran - named + np.where(ran > named, reached, 0)
    hits.tail[rows[ran > named]] = 0
    free = np.ones(len(hits.at), np.bool_)
    reach = np.maximum.accumulate(hits.at + hits.length)
    free[1:] = hits.at[1:] >= reach[:-1]
    return hits.keep(free)


def _run_on(reader: Reader, last: Integers) -> Integers:
    """Return the last token of each name with all fathers and the family behind it."""
    last = last.copy()
    rows = np.arange(len(last))
    while len(rows):
        words = [reader.next_words(last[rows] + step) for step in range(3)]
        steps = np.array([_count_words(*three) for three in zip(*words, strict=True)], np.int64)
        last[rows] += steps
        rows = rows[(steps > 0) & (np.array(words[0]) != FAMILY)]
    return last


def _count_words(particle: str, name: str, rest: str) -> int:
    """Return how many words behind a name are one father's: بن نايف, بن عبد العزيز."""
    if particle not in RUN_ON or not name or (particle in KIN and name not in read_given_names()):
        return 0
    return 3 if name in ("عبد", "ابو", "ابي") and rest else 2


@cache
def split_last(alias: str) -> str:
    """Return the folded last word of an alias, if it has the article, else nothing."""
    words = fold(alias).split()
    return words[-1] if len(words) > 1 and words[-1].startswith("ال") else ""


def _reach_family(reader: Reader, last: Integers, families: list[str]) -> Integers:
    """Return how many words lead from each last father to the family name, 0 if none do.

    At most one other name in ال stands between: ماجد بن فهد بن فهيد (الصميلي السبيعي).
    """
    first, second = reader.next_words(last), reader.next_words(last + 1)
    found = np.zeros(len(last), np.int64)
    for at, family in enumerate(families):
        if family and first[at] == family:
            found[at] = 1
        elif family and first[at].startswith("ال") and second[at] == family:
            found[at] = 2
    return found
