"""Which actor a name stands for, and whether it counts, by what stands around it."""

from itertools import zip_longest

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.actors.conditions import Condition, list_aliases
from corpuskit.actors.defaults import read_context
from corpuskit.actors.describing import (
    is_adjective,
    is_adjective_of_plural,
    is_described,
    is_indefinite,
    is_nationality,
    is_office,
)
from corpuskit.actors.folding import fold, fold_stop_words, read_given_names, read_titles
from corpuskit.actors.forms import Claim, Forms, split_names
from corpuskit.actors.gaps import CLOSING, OPENING, is_balanced
from corpuskit.actors.hits import Hits, drop_overlaps, extend_patronymics
from corpuskit.actors.parts import is_part_of_name, is_part_of_others
from corpuskit.actors.reading import Reader, strip_particles
from corpuskit.actors.sharing import Options, look_around
from corpuskit.actors.short_names import PATRONYMICS
from corpuskit.actors.surroundings import (
    has_title,
    is_number,
    is_outlet,
    is_place,
    look,
    look_among,
    look_attached,
    stands_beside,
)

Integers = NDArray[np.int64]
Marks = NDArray[np.bool_]
SHORT = ("surname", "short_name")


def choose_claims(
    reader: Reader,
    forms: Forms,
    actors: pd.DataFrame,
    at: Integers,
    length: Integers,
    name: Integers,
    marked: Marks,
) -> Hits:
    """Decide which hits count and for whom.

    Parameters
    ----------
    reader : Reader
        The tokens and texts.
    forms : Forms
        The compiled names.
    actors : DataFrame
        The actors table.
    at, length, name : ndarray of shape (n_hits,)
        First token, number of tokens and name of each hit, in the order of ``forms.by_words``;
        sorted by token, longest first.
    marked : ndarray of bool
        Whether quotation marks or brackets stand between the words of each hit.

    Returns
    -------
    Hits
        Accepted hits, without overlaps, sorted by token.
    """
    first = np.array([claims[0] for claims in forms.groups] or [0], np.int64)
    simple = np.array([_is_simple(forms, claims) for claims in forms.groups] or [True], np.bool_)
    values = np.array([*forms.by_words.values()], np.int64).reshape(-1, 3)
    group_of, clitic_of, tail_of = values.T.copy()
    kept = np.flatnonzero(_find_whole(reader, forms, actors, at, length, name, values, marked))
    if len(kept) < len(at):
        at, length, name, marked = at[kept], length[kept], name[kept], marked[kept]
    rows = np.flatnonzero(~simple[group_of][name]) if not simple.all() else kept[:0]
    if len(rows) == 0:
        kept = drop_overlaps(at, length)
        at, length, name, marked = at[kept], length[kept], name[kept], marked[kept]
    group, clitic = group_of[name], clitic_of[name]
    tail = tail_of[name] if tail_of.any() else np.zeros(len(at), np.int64)
    title = np.zeros(len(at), np.bool_)
    hits = Hits(at, length, clitic, tail, marked, first[group], title)
    if len(rows) == 0:
        return extend_patronymics(reader, forms, actors, hits)
    options = Options.of(forms, rows, group[rows])
    given = (
        _list_given_names(actors)
        if any(claim.rule in SHORT for claim in forms.claims)
        else frozenset()
    )
    options.allowed = _look_beside(reader, forms.claims, hits, options, given)
    alive = np.ones(len(at), np.bool_)
    alive[rows] = options.any_allowed()
    whole = _look_left(reader, forms.claims, hits, options)
    alive[whole] = True
    kept = np.flatnonzero(alive)
    if len(whole):
        kept = kept[np.lexsort((-length[kept], at[kept]))]
    kept = kept[drop_overlaps(hits.at[kept], hits.length[kept])]
    waiting = np.ones(len(at), np.bool_)
    waiting[whole] = False
    look_around(reader, forms.claims, hits, options, kept, waiting)
    hits = hits.keep(kept[hits.claim[kept] >= 0])
    return extend_patronymics(reader, forms, actors, hits)


def _find_whole(
    reader: Reader,
    forms: Forms,
    actors: pd.DataFrame,
    at: Integers,
    length: Integers,
    name: Integers,
    values: Integers,
    marked: Marks,
) -> Marks:
    """Tell which hits are no person's name inside a longer one, nor one over a bracket's end.

    (لويك) ريمي is not found as a whole; a mark may open inside if it closes directly behind.
    Nor are states' names that are printed as adjectives: لاجئاً نيجيرياً.
    """
    kinds = actors["kind"].tolist()
    kind_of = [{kinds[forms.claims[one].actor] for one in claims} for claims in forms.groups]
    keep = np.ones(len(at), np.bool_)
    if {"state"} in kind_of:
        states = np.array([some == {"state"} for some in kind_of])[values[:, 0]]
        rows = np.flatnonzero(states[name])
        keep[rows] = ~is_indefinite(reader, at[rows] + length[rows] - 1)
    if {"person"} not in kind_of:
        return keep
    persons = np.array([some == {"person"} for some in kind_of])[values[:, 0]]
    rows = np.flatnonzero(persons[name])
    group, clitic = values[name[rows], 0], values[name[rows], 1]
    keep[rows] = ~is_part_of_name(reader, at[rows], length[rows], clitic)
    listed = [all(forms.claims[one].rule not in SHORT for one in some) for some in forms.groups]
    alone = (length[rows] == 1) & keep[rows] & np.array(listed, np.bool_)[group]
    own = _OwnWords(forms, actors)
    keep[rows[alone]] = ~is_part_of_others(
        reader, at[rows[alone]], clitic[alone], group[alone], own
    )
    rows = rows[marked[rows] & keep[rows]]
    _, behind = reader.marks(at[rows], length[rows])
    keep[rows] = [
        is_balanced(text) or (code > 0 and is_balanced(text + chr(code)))
        for text, code in zip(reader.spans(at[rows], length[rows]), behind.tolist(), strict=True)
    ]
    return keep


class _OwnWords:
    """The words of all names of those who claim a group, the first words first; made when asked."""

    def __init__(self, forms: Forms, actors: pd.DataFrame) -> None:
        self._forms = forms
        self._names, self._aliases = actors["name_ar"], actors["aliases"]
        self._known: dict[int, tuple[frozenset[str], frozenset[str]]] = {}

    def __call__(self, group: int) -> tuple[frozenset[str], frozenset[str]]:
        if group not in self._known:
            claimed = {self._forms.claims[one].actor for one in self._forms.groups[group]}
            cells = [
                alias
                for actor in claimed
                for alias in list_aliases(self._aliases.iat[actor], self._names.iat[actor])
            ]
            names = fold("|".join(self._names.iat[actor] for actor in claimed)).split("|")
            first = frozenset(word for name in names for word in name.split()[:1])
            self._known[group] = first, frozenset(fold(" ".join(cells)).split())
        return self._known[group]


def _is_simple(forms: Forms, claims: list[int]) -> bool:
    return len(claims) == 1 and forms.claims[claims[0]].condition.is_empty


def _list_given_names(actors: pd.DataFrame) -> frozenset[str]:
    persons = (actors["kind"] == "person").to_numpy()
    names = split_names(actors["name_ar"][persons].tolist())
    own = {words[0] for words in names if len(words) > 1}
    return (read_given_names() | own) - read_titles("person")


def _look_beside(
    reader: Reader, claims: list[Claim], hits: Hits, options: Options, given: frozenset[str]
) -> Marks:
    """Tell which options the words directly beside the name allow."""
    cases: dict[tuple[Condition, bool], int] = {}
    case_of = np.array(
        [cases.setdefault((one.condition, one.rule in SHORT), len(cases)) for one in claims],
        np.int64,
    )
    case = case_of[options.claim]
    order = np.argsort(case, kind="stable")
    bounds = np.searchsorted(case[order], np.arange(len(cases) + 1))
    allowed = np.ones(len(case), np.bool_)
    for (condition, short), begin, stop in zip(cases, bounds[:-1], bounds[1:], strict=True):
        if begin < stop:
            part = order[begin:stop]
            rows = options.row[part]
            at, length, clitic = hits.at[rows], hits.length[rows], hits.clitic[rows]
            allowed[part] = _allow(reader, condition, at, length, clitic)
            if short:
                allowed[part] &= _stands_free(reader, at, length, clitic, given)
    return allowed


def _allow(
    reader: Reader, condition: Condition, at: Integers, length: Integers, clitic: Integers
) -> Marks:
    """Tell where the condition of an alias is met, as far as the words beside it tell."""
    allowed = np.ones(len(at), np.bool_)
    if condition.is_empty:
        return allowed
    last = at + length - 1
    if condition.not_after:
        allowed &= ~stands_beside(reader, at, 1, condition.not_after)
        allowed &= ~_has_particle(reader, at, clitic, condition.not_after)
    if condition.not_before:
        allowed &= ~stands_beside(reader, last, -1, condition.not_before)
        rows = np.flatnonzero(allowed)
        rows = rows[stands_beside(reader, last[rows], -2, condition.not_before)]
        between = reader.neighbours(last[rows], -1)
        allowed[rows] = ~look(reader, between, is_number)  # قطر 12 مترا
    if condition.decides and not condition.full_name:
        met = stands_beside(reader, at, 1, condition.after)
        met |= stands_beside(reader, last, -1, condition.before)
        met |= _has_particle(reader, at, clitic, condition.after)
        rest = np.flatnonzero(allowed & ~met)
        met[rest] = _looks_met(reader, condition, at[rest], length[rest], clitic[rest])
        allowed &= met
    if condition.capital:
        rest = np.flatnonzero(allowed)
        allowed[rest] = ~is_place(reader, at[rest], length[rest], clitic[rest])
    if condition.adjective:
        rest = np.flatnonzero(allowed)
        allowed[rest] = ~is_adjective(reader, at[rest], clitic[rest], owned=condition.office)
    if condition.indefinite:
        rest = np.flatnonzero(allowed)
        allowed[rest] = ~is_adjective_of_plural(reader, at[rest], clitic[rest])
    if condition.office:
        rest = np.flatnonzero(allowed)
        allowed[rest] = ~is_office(reader, at[rest], clitic[rest])
    if condition.described:
        rest = np.flatnonzero(allowed)
        allowed[rest] = ~is_described(reader, at[rest], length[rest], condition.described)
    if condition.nationality:
        rest = np.flatnonzero(allowed)
        allowed[rest] = ~is_nationality(reader, at[rest], clitic[rest])
    return allowed


def _stands_free(
    reader: Reader, at: Integers, length: Integers, clitic: Integers, given: frozenset[str]
) -> Marks:
    """Tell which surnames are no part of another name.

    ماهر الأسد is not بشار الأسد, صالح بن محمد not علي عبد الله صالح, and عائلة صالح nobody.
    """
    after = reader.neighbours(at + length - 1, -1)
    free = ~look_among(reader, after, frozenset(PATRONYMICS))
    rows = np.flatnonzero(free & (clitic == 0))
    before = reader.neighbours(at[rows], 1)
    names = given | frozenset(PATRONYMICS) | read_context("family")
    free[rows] = ~look_among(reader, before, names)
    return free


def _has_particle(reader: Reader, at: Integers, clitic: Integers, words: frozenset[str]) -> Marks:
    letters = "".join(word for word in words if len(word) == 1)
    return look_attached(reader, at, clitic, letters) if letters else np.zeros(len(at), np.bool_)


def _looks_met(
    reader: Reader, condition: Condition, at: Integers, length: Integers, clitic: Integers
) -> Marks:
    if condition.media:
        return is_outlet(reader, at, length, clitic)
    met = np.zeros(len(at), np.bool_)
    if condition.quotes:
        left, right = reader.marks(at, length)
        met = np.isin(left, [*map(ord, OPENING)]) & np.isin(right, [*map(ord, CLOSING)])
    return met | has_title(reader, at) if condition.title else met


def _look_left(reader: Reader, claims: list[Claim], hits: Hits, options: Options) -> Integers:
    """Let surnames take in the given name before them: خالد (محفوظ) بحاح; return their rows."""
    given = {at: claim.given for at, claim in enumerate(claims) if claim.given}
    if not given:
        return np.zeros(0, np.int64)
    surname = np.array([claim.rule == "surname" for claim in claims], np.bool_)
    rows = np.unique(options.row)
    rows = rows[surname[hits.claim[rows]] & (hits.clitic[rows] == 0) & (hits.at[rows] > 1)]
    number = {name: at for at, name in enumerate(sorted(set(given.values())))}
    number_of = np.full(len(claims), -2, np.int64)
    number_of[list(given)] = [number[name] for name in given.values()]
    chosen = np.flatnonzero(np.isin(options.row, rows) & (number_of[options.claim] >= 0))
    row, claim = options.row[chosen], options.claim[chosen]
    near = np.zeros(len(row), np.bool_)
    for step in (2, 3):
        # Cheap and too wide: what parts the words, and the documents, is looked at below.
        types, back = np.unique(reader.codes[hits.at[row] - step], return_inverse=True)
        bare = [strip_particles(reader.words[code]) for code in types.tolist()]
        for some in zip_longest(*bare, fillvalue=""):
            numbers = np.array([number.get(one, -1) for one in some], np.int64)
            near |= numbers[back] == number_of[claim]
    taken: dict[int, None] = {}
    for place, one in zip(row[near].tolist(), claim[near].tolist(), strict=True):
        length = 0 if place in taken else _reach_left(reader, int(hits.at[place]), given[one])
        if length:
            hits.at[place] -= length
            hits.length[place] += length
            hits.clitic[place] = len(reader.word(int(hits.at[place]))) - len(given[one])
            hits.claim[place] = one
            taken[place] = None
    return np.array(list(taken), np.int64)


def _reach_left(reader: Reader, at: int, given: str) -> int:
    """Return how many tokens before a surname the given name starts, 0 if it does not."""
    words: list[str] = []
    for place in range(at, max(at - 3, 0), -1):
        found = reader.before(place)
        if found is None or found[1].strip():
            return 0
        word = found[0]
        if words and given and given in strip_particles(word):
            before = reader.before(place - 1)
            if before is not None and before[0] == PATRONYMICS[0]:
                return 0  # محمد بن (سلمان بن عبدالعزيز آل سعود)
            middle = [one for one in words if one not in PATRONYMICS]
            return len(words) + 1 if len(middle) == 1 else 0
        if word in read_titles("person") or word in fold_stop_words() or _joins_name(word):
            return 0
        words.append(word)
    return 0


def _joins_name(word: str) -> bool:
    """Tell whether a folded word begins the name of another: راؤول *وفيدل* كاسترو."""
    names = read_given_names()
    return word.startswith("و") and word[1:] in names and word not in names
