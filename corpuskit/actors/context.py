"""Which actor a name stands for, and whether it counts, by what stands around it."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.actors.folding import fold, read_titles, read_words
from corpuskit.actors.forms import PATRONYMICS, Forms, split_names
from corpuskit.actors.gazetteer import Condition
from corpuskit.actors.reading import (
    CLOSING,
    OPENING,
    Reader,
    is_open_gap,
    strip_conjunction,
)

Integers = NDArray[np.int64]
LINKS = frozenset(map(fold, ("باسم", "عام", "خارجية", "دفاع", "داخلية", "وزراء", "هيئة", "مجلس")))
FAMILY = "ال"  # آل, folded


@dataclass
class Hits:
    """Names found: first token, number of tokens, attached letters, claim, accepted rule."""

    at: Integers
    length: Integers
    clitic: Integers
    claim: Integers
    by_title: NDArray[np.bool_]

    def keep(self, rows: NDArray[np.bool_] | Integers) -> "Hits":
        """Return some of the hits."""
        return Hits(
            self.at[rows],
            self.length[rows],
            self.clitic[rows],
            self.claim[rows],
            self.by_title[rows],
        )


def choose_claims(
    reader: Reader,
    forms: Forms,
    actors: pd.DataFrame,
    at: Integers,
    length: Integers,
    group: Integers,
    clitic: Integers,
) -> Hits:
    """Decide which hits count and for whom.

    Parameters
    ----------
    reader : Reader
        The tokens and texts.
    forms : Forms
        The compiled names; ``group`` holds numbers of its groups.
    actors : DataFrame
        The actors table.
    at, length, group, clitic : ndarray of shape (n_hits,)
        First token, number of tokens, claim group and attached letters of each hit.

    Returns
    -------
    Hits
        Accepted hits, without overlaps, sorted by token.
    """
    judge = _Judge(reader, forms, actors)
    simple = np.array([judge.is_simple(claims) for claims in forms.groups] or [True], np.bool_)
    first = np.array([claims[0] for claims in forms.groups] or [0], np.int64)
    open_ = ~simple[group] if len(group) else np.zeros(0, np.bool_)
    hits = Hits(at, length, clitic, first[group], np.zeros(len(at), np.bool_))
    live = np.ones(len(at), np.bool_)
    options: dict[int, list[int]] = {}
    for row in np.flatnonzero(open_).tolist():
        allowed = judge.filter_local(
            forms.groups[group[row]], int(at[row]), int(length[row]), int(clitic[row])
        )
        live[row] = bool(allowed)
        options[row] = allowed
    rows = np.flatnonzero(live)
    rows = rows[drop_overlaps(at[rows], length[rows])]
    pending = [row for row in rows.tolist() if row in options]
    firm = rows[~open_[rows]]
    judge.settle(hits, pending, options, firm)
    accepted = hits.claim[rows] >= 0
    hits = hits.keep(rows[accepted])
    return _extend_patronymics(reader, forms, actors, hits)


class _Judge:
    def __init__(self, reader: Reader, forms: Forms, actors: pd.DataFrame) -> None:
        self.reader = reader
        self.forms = forms
        self.titles = titles = read_titles("person")
        given = set(read_words("given_names.csv"))
        persons = (actors["kind"] == "person").to_numpy()
        for words in split_names(actors["name_ar"][persons].tolist()):
            if len(words) > 1:
                given.add(words[0])
        self.given = given - titles

    def is_simple(self, claims: list[int]) -> bool:
        return len(claims) == 1 and self.forms.claims[claims[0]].condition == Condition()

    def filter_local(self, claims: list[int], at: int, length: int, clitic: int) -> list[int]:
        """Return the claims that the words beside the name allow, or that other names may."""
        last = at + length - 1
        before = self._beside(self.reader.before(at))
        after = self._beside(self.reader.after(last))
        prefix = self.reader.word(at)[:clitic]
        allowed = []
        for number in claims:
            claim = self.forms.claims[number]
            condition = claim.condition
            if condition.not_after and self._has(before, prefix, condition.not_after):
                continue
            if condition.not_before and self._has(after, "", condition.not_before):
                continue
            if claim.rule == "surname" and not self._may_be_surname(at, before, after, clitic):
                continue
            if condition.decides and not condition.full_name:
                if not self._local(condition, at, last, before, after, prefix):
                    continue
            allowed.append(number)
        return allowed

    def _beside(self, found: tuple[str, str] | None) -> str:
        return found[0] if found and is_open_gap(found[1]) else ""

    def _has(self, word: str, prefix: str, words: frozenset[str]) -> bool:
        if prefix and prefix[-1] in words:
            return True
        return bool(word) and any(one in words for one in strip_conjunction(word))

    def _local(
        self, condition: Condition, at: int, last: int, before: str, after: str, prefix: str
    ) -> bool:
        if condition.quotes:
            left, right = self.reader.marks(at, last)
            if left and right and left in OPENING and right in CLOSING:
                return True
        if condition.title and self.has_title(at):
            return True
        if condition.after and self._has(before, prefix, condition.after):
            return True
        return bool(condition.before) and self._has(after, "", condition.before)

    def _may_be_surname(self, at: int, before: str, after: str, clitic: int) -> bool:
        # ماهر الأسد is not بشار الأسد, and صالح بن محمد is not علي عبد الله صالح.
        if after in PATRONYMICS:
            return False
        return bool(clitic) or not (before in self.given or before in PATRONYMICS)

    def has_title(self, at: int) -> bool:
        """Tell whether a title or role stands before a name: وزير الخارجية الروسي لافروف."""
        for place in range(at, max(at - 6, 0), -1):
            found = self.reader.before(place)
            if found is None or any(char in ".!؟?؛;:\n" for char in found[1]):
                return False
            word = found[0]
            if any(one in self.titles for one in strip_conjunction(word)) or (
                len(word) > 4 and word[0] in "لبك" and word[1:] in self.titles
            ):
                return True
            if not (word.startswith(("ال", "لل")) or word in LINKS):
                return False
        return False

    def settle(
        self, hits: Hits, pending: list[int], options: dict[int, list[int]], firm: Integers
    ) -> None:
        """Choose a claim for each open hit, or none, and write it into the hits."""
        actor_of = [claim.actor for claim in self.forms.claims]
        named: dict[tuple[int, int], list[int]] = {}
        firm_actors = np.array(actor_of, np.int64)[hits.claim[firm]] if len(firm) else firm
        rows = self.reader.rows(hits.at[firm])
        needed = {actor_of[claim] for row in pending for claim in options[row]}
        keep = np.isin(firm_actors, list(needed)) if needed else np.zeros(len(firm), np.bool_)
        for row, actor, place in zip(
            rows[keep].tolist(),
            firm_actors[keep].tolist(),
            hits.at[firm][keep].tolist(),
            strict=True,
        ):
            named.setdefault((row, actor), []).append(place)
        document = self.reader.rows(hits.at[pending]).tolist() if pending else []
        waiting = []
        for row, doc in zip(pending, document, strict=True):
            # A condition that the words beside the name have met is as firm as none.
            met = [c for c in options[row] if self._is_met(c)]
            if len(met) == 1 and self.forms.claims[met[0]].condition.decides:
                hits.claim[row] = met[0]
                named.setdefault((doc, actor_of[met[0]]), []).append(int(hits.at[row]))
            else:
                waiting.append((row, doc))
        for row, doc in waiting:
            self._settle_one(hits, row, doc, options[row], named, actor_of)

    def _is_met(self, claim: int) -> bool:
        condition = self.forms.claims[claim].condition
        return not condition.full_name and condition.decides

    def _settle_one(
        self,
        hits: Hits,
        row: int,
        doc: int,
        options: list[int],
        named: dict[tuple[int, int], list[int]],
        actor_of: list[int],
    ) -> None:
        place = int(hits.at[row])
        near: list[tuple[int, int, int]] = []
        for number in options:
            condition = self.forms.claims[number].condition
            places = named.get((doc, actor_of[number]), [])
            if condition.full_name and places:
                before = [place - other for other in places if other < place]
                after = [other - place for other in places if other > place]
                near.append((0, min(before), number) if before else (1, min(after), number))
        if near:
            hits.claim[row] = min(near)[2]
            return
        free = [c for c in options if not self.forms.claims[c].condition.full_name]
        titled = [c for c in options if self.forms.claims[c].condition.title]
        if len(free) == 1:
            hits.claim[row] = free[0]
        elif len(titled) == 1 and self.has_title(place):
            hits.claim[row] = titled[0]
            hits.by_title[row] = True
        else:
            hits.claim[row] = -1


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
    if len(at) == 0:
        return np.zeros(0, np.int64)
    end = at + length
    furthest = np.maximum.accumulate(end)
    new = np.ones(len(at), np.bool_)
    new[1:] = at[1:] >= furthest[:-1]
    firsts = np.flatnonzero(new)
    stops = np.append(firsts[1:], len(at))
    width = furthest[stops - 1] - at[firsts]
    # In most clusters the first and longest name holds all others.
    covers = length[firsts] == width
    keep = firsts[covers].tolist()
    for number in np.flatnonzero(~covers).tolist():
        rows = range(int(firsts[number]), int(stops[number]))
        keep.extend(_pick_longest(rows, at, end))
    return np.sort(np.array(keep, np.int64))


def _pick_longest(rows: Iterable[int], at: Integers, end: Integers) -> list[int]:
    kept: list[int] = []
    for row in sorted(rows, key=lambda r: (at[r] - end[r], at[r])):
        if all(end[row] <= at[other] or at[row] >= end[other] for other in kept):
            kept.append(row)
    return kept


def _extend_patronymics(reader: Reader, forms: Forms, actors: pd.DataFrame, hits: Hits) -> Hits:
    """Let the full names of persons run on over بن and آل: محمد بن نايف (بن عبد العزيز آل سعود)."""
    if len(hits.at) == 0:
        return hits
    person = (actors["kind"] == "person").to_numpy()[
        np.array([claim.actor for claim in forms.claims], np.int64)
    ]
    goes_on = np.array([word in PATRONYMICS or word == FAMILY for word in reader.words], np.bool_)
    last = hits.at + hits.length
    inside = ~reader.new_document[last]
    candidate = person[hits.claim] & (hits.length > 1) & inside
    candidate[candidate] = goes_on[reader.codes[last[candidate]]]
    for row in np.flatnonzero(candidate).tolist():
        hits.length[row] = _run_on(reader, int(hits.at[row]), int(hits.length[row]))
    free = np.ones(len(hits.at), np.bool_)
    reach = np.maximum.accumulate(hits.at + hits.length)
    free[1:] = hits.at[1:] >= reach[:-1]
    return hits.keep(free)


def _run_on(reader: Reader, at: int, length: int) -> int:
    while True:
        last = at + length - 1
        particle = reader.after(last)
        if not particle or not is_open_gap(particle[1]):
            return length
        if particle[0] not in PATRONYMICS and particle[0] != FAMILY:
            return length
        name = reader.after(last + 1)
        if not name or not is_open_gap(name[1]):
            return length
        length += 2
        if name[0] in ("عبد", "ابو", "ابي"):
            length += 1 if reader.after(last + 2) else 0
        if particle[0] == FAMILY:
            return length
