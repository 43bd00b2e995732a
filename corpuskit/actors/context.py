"""Which actor a name stands for, and whether it counts, by what stands around it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.actors.builtin import read_capitals
from corpuskit.actors.defaults import (
    agrees,
    is_definite,
    is_head,
    list_default_words,
    may_be_name,
    read_context,
    stands_alone,
)
from corpuskit.actors.folding import fold, read_given_names, read_titles
from corpuskit.actors.forms import PATRONYMICS, Forms, split_names
from corpuskit.actors.gazetteer import Condition
from corpuskit.actors.reading import (
    CLOSING,
    OPENING,
    Reader,
    is_open_gap,
    strip_particles,
    with_conjunctions,
)
from corpuskit.arabic.stopwords import stop_words

Integers = NDArray[np.int64]
LINKS = frozenset(map(fold, ("باسم", "عام", "خارجية", "دفاع", "داخلية", "وزراء", "هيئة", "مجلس")))
DATELINE = ("-", "–", "—", "(", "/", "|")
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
    first = np.array([claims[0] for claims in forms.groups] or [0], np.int64)
    hits = Hits(at, length, clitic, first[group], np.zeros(len(at), np.bool_))
    simple = np.array([_is_simple(forms, claims) for claims in forms.groups] or [True], np.bool_)
    judge = Judge(reader, forms, actors, hits, group, np.flatnonzero(~simple[group]))
    judge.look_beside()
    rows = np.flatnonzero(judge.live)
    if judge.look_left():
        rows = np.flatnonzero(judge.live)
        rows = rows[np.lexsort((-length[rows], at[rows]))]
    whole = len(rows) == len(at) and bool((rows[1:] > rows[:-1]).all())
    rows = drop_overlaps(at, length) if whole else rows[drop_overlaps(at[rows], length[rows])]
    judge.look_around(rows)
    hits = hits.keep(rows[hits.claim[rows] >= 0])
    return extend_patronymics(reader, forms, actors, hits)


def _is_simple(forms: Forms, claims: list[int]) -> bool:
    return len(claims) == 1 and forms.claims[claims[0]].condition.is_empty


class Judge:
    """Decides about the hits whose claims have conditions, or are several."""

    def __init__(
        self,
        reader: Reader,
        forms: Forms,
        actors: pd.DataFrame,
        hits: Hits,
        group: Integers,
        open_rows: Integers,
    ) -> None:
        self.reader, self.forms, self.hits, self.group = reader, forms, hits, group
        self.live = np.ones(len(hits.at), np.bool_)
        self.order = open_rows[np.argsort(group[open_rows], kind="stable")]
        self.options: dict[int, list[int]] = {}
        self.whole = np.zeros(len(hits.at), np.bool_)
        self.stops = frozenset(fold(word) for word in stop_words("news"))
        self.titles = read_titles("person")
        self.given = _list_given_names(actors) - self.titles
        self._numbers: dict[frozenset[str], Integers] = {}

    def numbers(self, words: frozenset[str]) -> Integers:
        """Return the word numbers of some words, also with an attached conjunction."""
        if words not in self._numbers:
            found = [self.reader.number.get(word) for word in with_conjunctions(words)]
            self._numbers[words] = np.array([n for n in found if n is not None], np.int64)
        return self._numbers[words]

    def look_beside(self) -> None:
        """Drop claims that the words directly beside the name forbid."""
        rows = self.order
        if len(rows) == 0:
            return
        at, clitic = self.hits.at[rows], self.hits.clitic[rows]
        before = self.reader.beside(at, -1)
        after = self.reader.beside(at + self.hits.length[rows] - 1, 1)
        cuts = np.flatnonzero(np.diff(self.group[rows])) + 1
        for part in np.split(np.arange(len(rows)), cuts):
            claims = self.forms.groups[self.group[rows[part[0]]]]
            masks = [
                self._allow(claim, rows[part], before[part], after[part], clitic[part])
                for claim in claims
            ]
            self.live[rows[part]] = np.logical_or.reduce(masks)
            if len(claims) > 1:
                for place, row in enumerate(rows[part].tolist()):
                    kept = [c for c, mask in zip(claims, masks, strict=True) if mask[place]]
                    self.options[row] = kept

    def _allow(
        self, number: int, rows: Integers, before: Integers, after: Integers, clitic: Integers
    ) -> NDArray[np.bool_]:
        claim = self.forms.claims[number]
        condition = claim.condition
        allowed = np.ones(len(rows), np.bool_)
        if condition.not_after:
            allowed &= ~np.isin(before, self.numbers(condition.not_after))
            allowed &= ~self._has_particle(rows, clitic, condition.not_after)
        if condition.not_before:
            allowed &= ~np.isin(after, self.numbers(condition.not_before))
        if claim.rule in ("surname", "short_name"):
            # ماهر الأسد is not بشار الأسد, صالح بن محمد is not علي عبد الله صالح, and
            # عائلة صالح is nobody.
            names = self.numbers(frozenset(self.given | set(PATRONYMICS)) | read_context("family"))
            allowed &= (clitic > 0) | ~np.isin(before, names)
            allowed &= ~np.isin(after, self.numbers(frozenset(PATRONYMICS)))
        if condition.decides and not condition.full_name:
            met = np.isin(before, self.numbers(condition.after))
            met |= np.isin(after, self.numbers(condition.before))
            met |= self._has_particle(rows, clitic, condition.after)
            for place in np.flatnonzero(allowed & ~met).tolist():
                met[place] = self._looks_met(condition, int(rows[place]))
            allowed &= met
        if condition.capital:
            allowed &= ~self._is_place(rows, before, clitic, condition)
        if condition.adjective:
            allowed &= ~is_adjective(self.reader, self.hits.at[rows], clitic)
        return allowed

    def _is_place(
        self, rows: Integers, before: Integers, clitic: Integers, condition: Condition
    ) -> NDArray[np.bool_]:
        """Tell which capitals stand as places: بالقاهرة, من أثينا, في الرياض والقاهرة."""
        at = self.hits.at[rows]
        has_b, has_l = (self._has_particle(rows, clitic, frozenset(one)) for one in "بل")
        backed = self.numbers(read_context("backed"))
        place = has_b & ~np.isin(before, backed)
        place |= has_l & np.isin(before, self.numbers(read_context("went")))
        come = np.flatnonzero(np.isin(before, self.numbers(read_context("from"))) & (clitic == 0))
        if len(come):
            place[come] = ~np.isin(self.reader.beside(at[come] - 1, -1), backed)
        # The second of two capitals is what the first one is.
        capitals = read_capitals()
        also = (clitic > 0) & ~has_b & ~has_l
        place |= also & np.isin(before, self.numbers(frozenset("ب" + name for name in capitals)))
        pairs = np.flatnonzero(also & np.isin(before, self.numbers(capitals)))
        if len(pairs):
            further = self.reader.beside(at[pairs] - 1, -1)
            place[pairs] |= np.isin(further, self.numbers(condition.not_after))
        for row in np.flatnonzero(self.reader.start_lines(at) & (clitic == 0)).tolist():
            after = self.reader.after(int(at[row]) + int(self.hits.length[rows[row]]) - 1)
            place[row] |= after is not None and after[1].lstrip()[:1] in DATELINE
        return place

    def _has_particle(
        self, rows: Integers, clitic: Integers, words: frozenset[str]
    ) -> NDArray[np.bool_]:
        found = np.zeros(len(rows), np.bool_)
        if any(len(word) == 1 for word in words):
            for place in np.flatnonzero(clitic).tolist():
                word = self.reader.word(int(self.hits.at[rows[place]]))
                found[place] = word[clitic[place] - 1] in words
        return found

    def _looks_met(self, condition: Condition, row: int) -> bool:
        at = int(self.hits.at[row])
        if condition.media:
            return self._is_outlet(row)
        if condition.quotes:
            left, right = self.reader.marks(at, at + int(self.hits.length[row]) - 1)
            if left and right and left in OPENING and right in CLOSING:
                return True
        return condition.title and self.has_title(at)

    def _is_outlet(self, row: int) -> bool:
        """Tell whether an ordinary word stands as an outlet: «الوطن», نقلا عن الوطن."""
        at, length = int(self.hits.at[row]), int(self.hits.length[row])
        clitic = int(self.hits.clitic[row])
        left, right = self.reader.marks(at, at + length - 1)
        one = self.reader.before(at)
        word = one[0] if one else ""
        if right in CLOSING and right and left in OPENING and left:
            return word not in read_context("quoted")
        if left in ("", "\n") and right in ("", "\n"):
            return True  # alone on its line
        if one is None or not is_open_gap(one[1]):
            return False
        if clitic and "ل" in self.reader.word(at)[:clitic]:
            return any(one in read_context("spoke") for one in strip_particles(word))
        if word == "ل":
            return True  # لـ الوطن
        two = self.reader.before(at - 1)
        if word == "عن" and not clitic:
            return two is not None and strip_particles(two[0])[-1].startswith("نقل")
        # صحيفتي الوطن والحياة
        both = clitic > 0 and two is not None and is_open_gap(two[1])
        return both and two is not None and two[0] in read_context("media")

    def has_title(self, at: int) -> bool:
        """Tell whether a title or role stands before a name: وزير الخارجية الروسي لافروف."""
        beside = self.reader.before(at)
        if beside is not None and not beside[1].strip():
            owners = read_context("owner")
            if any(one in owners for one in strip_particles(beside[0])):
                return True
        for place in range(at, max(at - 6, 0), -1):
            found = self.reader.before(place)
            if found is None or any(char in ".!؟?؛;:\n" for char in found[1]):
                return False
            word = found[0]
            if any(one in self.titles for one in strip_particles(word)):
                return True
            if not (word.startswith(("ال", "لل")) or word in LINKS):
                return False
        return False

    def look_left(self) -> bool:
        """Let a surname take in the given name before it: خالد (محفوظ) بحاح; tell if one did."""
        hits, claims = self.hits, self.forms.claims
        surname = np.array([claim.rule == "surname" for claim in claims] or [False], np.bool_)
        rows = np.flatnonzero(surname[hits.claim] & (hits.clitic == 0))
        rows = rows[hits.at[rows] > 1]
        if len(rows) == 0:
            return False
        given = {at: claim.given for at, claim in enumerate(claims) if claim.given}
        known = self.numbers(frozenset(given.values()))
        back = np.array([self.reader.word_of[self.reader.codes[hits.at[rows] - n]] for n in (2, 3)])
        near = np.isin(back, known).any(axis=0)
        for row in rows[near].tolist():
            for number in self.options.get(row, [int(hits.claim[row])]):
                length = self._reach_left(int(hits.at[row]), given.get(number, ""))
                if length:
                    hits.at[row] -= length
                    hits.length[row] += length
                    hits.clitic[row] = len(self.reader.word(int(hits.at[row]))) - len(given[number])
                    hits.claim[row] = number
                    self.options.pop(row, None)
                    self.live[row] = self.whole[row] = True
                    break
        return bool(near.any())

    def _reach_left(self, at: int, given: str) -> int:
        """Return how many tokens before a surname the given name starts, 0 if it does not."""
        words: list[str] = []
        for place in range(at, max(at - 3, 0), -1):
            found = self.reader.before(place)
            if found is None or found[1].strip():
                return 0
            word = found[0]
            if words and given and given in strip_particles(word):
                middle = [one for one in words if one not in PATRONYMICS]
                return len(words) + 1 if len(middle) == 1 else 0
            if word in self.titles or word in self.stops:
                return 0
            words.append(word)
        return 0

    def look_around(self, kept: Integers) -> None:
        """Choose a claim for each kept hit by who else is named in its document, or none."""
        hits, claims = self.hits, self.forms.claims
        if len(kept) == 0 or len(self.order) == 0:
            return
        actor_of = np.array([claim.actor for claim in claims], np.int64)
        asks = np.array([claim.condition.full_name for claim in claims], np.bool_)
        several = np.zeros(len(hits.at), np.bool_)
        several[list(self.options)] = True
        pending = (asks[hits.claim] | several) & ~self.whole
        n_actors = int(actor_of.max()) + 1
        document = self.reader.rows(hits.at[kept])
        waits = pending[kept]
        firm = kept[~waits]
        key = document * n_actors + actor_of[hits.claim[kept]]
        firm_keys = np.unique(key[~waits])
        single = waits & ~several[kept]
        lonely = kept[single][~np.isin(key[single], firm_keys)]
        for row in lonely.tolist():
            titled = claims[hits.claim[row]].condition.title
            if titled and self.has_title(int(hits.at[row])):
                hits.by_title[row] = True
            else:
                hits.claim[row] = -1
        shared = [row for row in kept.tolist() if several[row]] if several.any() else []
        if shared:
            self._share(shared, firm, actor_of)

    def _share(self, shared: list[int], firm: Integers, actor_of: Integers) -> None:
        """Give names that several actors claim to the one who is named nearest, before first."""
        hits = self.hits
        wanted = {int(actor_of[claim]) for row in shared for claim in self.options[row]}
        named: dict[tuple[int, int], list[int]] = {}
        actors = actor_of[hits.claim[firm]]
        some = np.isin(actors, list(wanted))
        places = hits.at[firm][some]
        for doc, actor, place in zip(
            self.reader.rows(places).tolist(), actors[some].tolist(), places.tolist(), strict=True
        ):
            named.setdefault((doc, actor), []).append(place)
        documents = self.reader.rows(hits.at[shared]).tolist()
        for row, doc in zip(shared, documents, strict=True):
            hits.claim[row] = self._choose(row, doc, named, actor_of)

    def _choose(
        self,
        row: int,
        doc: int,
        named: dict[tuple[int, int], list[int]],
        actor_of: Integers,
    ) -> int:
        place = int(self.hits.at[row])
        conditions = {claim: self.forms.claims[claim].condition for claim in self.options[row]}
        free = [c for c, condition in conditions.items() if not condition.decides]
        near: list[tuple[int, int, int]] = []
        for number, condition in conditions.items():
            places = named.get((doc, int(actor_of[number])), [])
            if condition.full_name and places:
                before = [place - other for other in places if other < place]
                after = [other - place for other in places if other > place]
                if before:
                    near.append((0, min(before), number))
                elif not free:
                    near.append((1, min(after), number))
        if near:
            return min(near)[2]
        met = [
            c
            for c, condition in conditions.items()
            if condition.decides and not condition.full_name
        ]
        titled = [
            c for c, condition in conditions.items() if condition.title and condition.full_name
        ]
        for group in (met, free):
            if len(group) == 1:
                return group[0]
        if len(titled) == 1 and self.has_title(place):
            self.hits.by_title[row] = True
            return titled[0]
        return -1


def list_context_words(forms: Forms, actors: pd.DataFrame) -> set[str]:
    """Return the words beside names that decide about them."""
    words = {*PATRONYMICS, FAMILY}
    if any(claim.condition.capital or claim.condition.media for claim in forms.claims):
        words |= list_default_words()
    for claim in forms.claims:
        condition = claim.condition
        words |= condition.after | condition.before | condition.not_after | condition.not_before
    if any(claim.rule in ("surname", "short_name") for claim in forms.claims):
        words |= read_context("family")
        words |= _list_given_names(actors)
    return set(with_conjunctions(words))


def is_adjective(reader: Reader, at: Integers, clitic: Integers) -> NDArray[np.bool_]:
    """Tell which names of states describe the noun before them: الحدود الجنوبية السعودية.

    Parameters
    ----------
    reader : Reader
        The tokens and texts.
    at, clitic : ndarray of shape (n_hits,)
        First token and attached letters of each name, a definite feminine adjective in form.

    Returns
    -------
    ndarray of bool
        True behind a definite noun or adjective that agrees with a feminine, behind a genitive
        whose head does (وسائل الإعلام السعودية), and behind a proper name with a head (صحيفة
        عكاظ السعودية); not in المملكة العربية السعودية.
    """
    first = reader.neighbours(at, 1)
    second = np.where(first >= 0, reader.neighbours(at, 2), -1)

    def look(codes: Integers, test: Callable[[str], bool]) -> NDArray[np.bool_]:
        types, back = np.unique(codes, return_inverse=True)
        known = [code >= 0 and test(reader.words[code]) for code in types.tolist()]
        return np.array(known, np.bool_)[back] if len(codes) else codes > 0

    definite, fits = look(first, is_definite), look(first, agrees)
    genitive = definite & ~fits & look(first, lambda word: not word.endswith(("ي", "ون", "ين")))
    construct = look(second, lambda word: not is_definite(word) and agrees(word))
    named = ~definite & look(first, may_be_name) & look(second, is_head)
    kingdom = look(first, lambda word: word == "العربيه") & look(
        second, lambda word: word.endswith("مملكه")
    )
    found = (definite & fits & ~look(first, stands_alone)) | (genitive & construct) | named
    return found & ~kingdom & (clitic == 0)


def _list_given_names(actors: pd.DataFrame) -> set[str]:
    given = set(read_given_names())
    persons = (actors["kind"] == "person").to_numpy()
    for words in split_names(actors["name_ar"][persons].tolist()):
        if len(words) > 1:
            given.add(words[0])
    return given


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
    furthest = np.maximum.accumulate(at + length)
    new = np.ones(len(at), np.bool_)
    new[1:] = at[1:] >= furthest[:-1]
    firsts = np.flatnonzero(new)
    stops = np.append(firsts[1:], len(at))
    width = furthest[stops - 1] - at[firsts]
    # In most clusters the first and longest name holds all others.
    covers = length[firsts] == width
    keep = np.zeros(len(at), np.bool_)
    keep[firsts[covers]] = True
    rest = np.repeat(~covers, stops - firsts)
    if rest.any():
        # Number only the tokens of the open clusters.
        begin = np.cumsum(np.where(covers, 0, width)) - width
        shift = np.repeat(begin - at[firsts], stops - firsts)
        rows = np.flatnonzero(rest)
        keep[rows[_pick_longest(at[rows] + shift[rows], length[rows])]] = True
    return np.flatnonzero(keep)


def _pick_longest(at: Integers, length: Integers) -> Integers:
    """Return the rows that win, round by round, where every overlap goes to the longer name."""
    order = np.lexsort((at, -length))
    taken = np.zeros(int((at + length).max()), np.bool_)
    kept: list[Integers] = []
    while len(order):
        # Written from the weakest to the strongest, each token keeps its strongest name.
        strongest = np.full(len(taken), -1, np.int64)
        reversed_order = order[::-1]
        size = length[reversed_order]
        rows = np.repeat(reversed_order, size)
        step = np.arange(len(rows)) - np.repeat(np.cumsum(size) - size, size)
        tokens = at[rows] + step
        strongest[tokens] = rows
        wins = np.ones(len(at), np.bool_)
        wins[rows[strongest[tokens] != rows]] = False
        winners = order[wins[order]]
        kept.append(winners)
        won = np.zeros(len(at), np.bool_)
        won[winners] = True
        taken[tokens[won[rows]]] = True
        blocked = np.zeros(len(at), np.bool_)
        blocked[rows[taken[tokens]]] = True
        order = order[~blocked[order]]
    return np.concatenate(kept)


def extend_patronymics(reader: Reader, forms: Forms, actors: pd.DataFrame, hits: Hits) -> Hits:
    """Let the full names of persons run on over بن and آل: محمد بن نايف (بن عبد العزيز آل سعود)."""
    if len(hits.at) == 0:
        return hits
    person = (actors["kind"] == "person").to_numpy()[
        np.array([claim.actor for claim in forms.claims], np.int64)
    ]
    if not person.any():
        return hits
    particles = [reader.number.get(word, -2) for word in (*PATRONYMICS, FAMILY)]
    goes_on = np.isin(reader.word_of, particles)
    last = hits.at + hits.length
    inside = ~reader.new_document[last]
    candidate = person[hits.claim] & (hits.length > 1) & inside
    candidate[candidate] = goes_on[reader.codes[last[candidate]]]
    if not candidate.any():
        return hits
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
        if not particle or particle[1].strip():
            return length
        if particle[0] not in PATRONYMICS and particle[0] != FAMILY:
            return length
        name = reader.after(last + 1)
        if not name or name[1].strip():
            return length
        length += 2
        if name[0] in ("عبد", "ابو", "ابي"):
            length += 1 if reader.after(last + 2) else 0
        if particle[0] == FAMILY:
            return length
