"""Names that several actors claim, or that ask for the full name near: who is meant."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpuskit.actors.forms import Claim, Forms
from corpuskit.actors.hits import Hits
from corpuskit.actors.ordinary import is_doubtful, is_supported
from corpuskit.actors.reading import Reader
from corpuskit.actors.surroundings import has_title

Integers = NDArray[np.int64]
Marks = NDArray[np.bool_]


@dataclass
class Options:
    """The claims on the hits that must be judged: one row a hit and claim.

    Parameters
    ----------
    row, claim : ndarray of shape (n_options,)
        The hit, ascending, and the claim.
    first : ndarray of shape (n_judged + 1,)
        Where the options of each judged hit start.
    allowed : ndarray of bool
        Whether the words beside the name allow the claim.
    """

    row: Integers
    claim: Integers
    first: Integers
    allowed: Marks = field(default_factory=lambda: np.zeros(0, np.bool_))

    @classmethod
    def of(cls, forms: Forms, rows: Integers, group: Integers) -> "Options":
        """Return the options of some hits, whose groups of claims are given."""
        sizes = np.array([len(claims) for claims in forms.groups], np.int64)
        starts = np.cumsum(sizes) - sizes
        every = np.array([claim for claims in forms.groups for claim in claims], np.int64)
        size = sizes[group]
        first = np.concatenate([[0], np.cumsum(size)])
        step = np.arange(first[-1]) - np.repeat(first[:-1], size)
        return cls(np.repeat(rows, size), every[np.repeat(starts[group], size) + step], first)

    def any_allowed(self) -> Marks:
        """Tell for each judged hit whether any claim is allowed."""
        return np.logical_or.reduceat(self.allowed, self.first[:-1])

    def of_several(self) -> Integers:
        """Return the hits that had several claims before any was forbidden."""
        many = np.flatnonzero(np.diff(self.first) > 1)
        return self.row[self.first[many]]

    def among(self, rows: Marks) -> tuple[Integers, Integers]:
        """Return hit and claim of the allowed options of some hits."""
        chosen = self.allowed & rows[self.row]
        return self.row[chosen], self.claim[chosen]


def look_around(
    reader: Reader,
    claims: list[Claim],
    hits: Hits,
    options: Options,
    kept: Integers,
    waiting: Marks,
) -> None:
    """Choose a claim for each kept hit by who else is named in its document, or none (-1).

    Parameters
    ----------
    reader : Reader
        The tokens and texts.
    claims : list of Claim
        All claims.
    hits : Hits
        The hits; ``claim`` and ``by_title`` are written.
    options : Options
        The claims on the hits that must be judged.
    kept : ndarray
        The hits that overlap no longer one.
    waiting : ndarray of bool
        False for hits that are full names and need nothing else.
    """
    actor_of = np.array([claim.actor for claim in claims], np.int64)
    asks = np.array([claim.condition.full_name for claim in claims], np.bool_)
    titled = np.array([claim.condition.title for claim in claims], np.bool_)
    several = np.zeros(len(hits.at), np.bool_)
    several[options.of_several()] = True
    doubtful = _find_doubtful(reader, claims, hits, kept[~several[kept]])
    waits = ((asks[hits.claim] | several | doubtful) & waiting)[kept]
    firm = kept[~waits]
    row = reader.rows(hits.at[kept])
    key = row * (int(actor_of.max(initial=0)) + 1) + actor_of[hits.claim[kept]]
    single = waits & ~several[kept]
    lonely = kept[single][~np.isin(key[single], np.unique(key[~waits]))]
    before = hits.claim.copy()
    hopeful = lonely[titled[hits.claim[lonely]]]
    hits.claim[np.setdiff1d(lonely, hopeful)] = -1
    found = has_title(reader, hits.at[hopeful])
    hits.by_title[hopeful[found]] = True
    hits.claim[hopeful[~found]] = -1
    unsure = lonely[doubtful[lonely]]
    found = is_supported(reader, hits.at[unsure], hits.length[unsure])
    hits.claim[unsure[found]] = before[unsure[found]]
    shared = np.zeros(len(hits.at), np.bool_)
    shared[kept[waits & several[kept]]] = True
    if shared.any():
        _share(reader, claims, hits, options, shared, firm)


def _find_doubtful(reader: Reader, claims: list[Claim], hits: Hits, rows: Integers) -> Marks:
    """Tell which of some hits are rather ordinary words."""
    doubtful = np.zeros(len(hits.at), np.bool_)
    readings = sorted({claim.condition.ordinary for claim in claims} - {""})
    for reading in readings:
        own = np.array([claim.condition.ordinary == reading for claim in claims], np.bool_)
        chosen = rows[own[hits.claim[rows]]]
        doubtful[chosen] = is_doubtful(reader, hits.at[chosen], reading)
    return doubtful


def _share(
    reader: Reader,
    claims: list[Claim],
    hits: Hits,
    options: Options,
    shared: Marks,
    firm: Integers,
) -> None:
    """Give names that several actors claim to the one who is named nearest, before first."""
    decides = np.array([claim.condition.decides for claim in claims], np.bool_)
    asks = np.array([claim.condition.full_name for claim in claims], np.bool_)
    titled = np.array([claim.condition.title for claim in claims], np.bool_)
    actor_of = np.array([claim.actor for claim in claims], np.int64)
    row, claim = options.among(shared)
    hits.claim[shared] = -1

    free = np.zeros(len(shared), np.bool_)
    free[row[~decides[claim]]] = True
    near = np.flatnonzero(asks[claim])
    back, ahead = _distances(
        reader, hits.at[row[near]], actor_of[claim[near]], hits, firm, actor_of
    )
    later = (back < 0) & (ahead >= 0) & ~free[row[near]]
    known = (back >= 0) | later
    order = np.lexsort((claim[near], np.where(later, ahead, back), later, row[near]))
    order = order[known[order]]
    owners, place = np.unique(row[near[order]], return_index=True)
    hits.claim[owners] = claim[near[order[place]]]

    open_row = shared.copy()
    open_row[owners] = False
    for chosen in (decides[claim] & ~asks[claim], ~decides[claim]):
        ones, only = _find_only(row, claim, chosen & open_row[row])
        hits.claim[ones] = only
        open_row[ones] = False
    ones, only = _find_only(row, claim, titled[claim] & asks[claim] & open_row[row])
    found = has_title(reader, hits.at[ones])
    hits.claim[ones[found]] = only[found]
    hits.by_title[ones[found]] = True


def _find_only(row: Integers, claim: Integers, chosen: Marks) -> tuple[Integers, Integers]:
    """Return the hits that have one chosen claim, and this claim."""
    part = np.flatnonzero(chosen)
    ones, place, count = np.unique(row[part], return_index=True, return_counts=True)
    return ones[count == 1], claim[part[place[count == 1]]]


def _distances(
    reader: Reader,
    at: Integers,
    actor: Integers,
    hits: Hits,
    firm: Integers,
    actor_of: Integers,
) -> tuple[Integers, Integers]:
    """Return how many tokens before and after each place its actor is named, -1 where nowhere."""
    size = len(reader) + 1
    places = np.sort(actor_of[hits.claim[firm]] * size + hits.at[firm])
    found = []
    right = np.searchsorted(places, actor * size + at)
    for place in (right - 1, right):
        inside = (place >= 0) & (place < len(places))
        other = np.zeros(len(at), np.int64)
        other[inside] = places[place[inside]]
        same = inside & (other // size == actor)
        token = np.where(same, other % size, 0)
        same &= reader.doc_codes[token] == reader.doc_codes[at]
        found.append(np.where(same, np.abs(token - at), -1))
    return found[0], found[1]
