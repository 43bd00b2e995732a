"""Where names of persons may stand: behind titles and reporting verbs, around بن and أبو."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpuskit.actors.folding import fold
from corpuskit.actors.gaps import HYPHENS, is_open_gap
from corpuskit.actors.name_rules import NameRules
from corpuskit.actors.name_words import (
    BINDERS,
    HONORIFICS,
    KUNYAS,
    PARTICLES,
    SERVANT,
)
from corpuskit.actors.reading import Reader
from corpuskit.actors.surroundings import LINKS

MOST_WORDS = 8
ABE = fold("أبي")  # also the surname in شينزو آبي
BASIM = fold("باسم")  # a given name, and "in the name of"
Integers = NDArray[np.int64]
Marks = NDArray[np.bool_]
Name = tuple[str, ...]


@dataclass
class Found:
    """One candidate: its places and what spoke for it."""

    places: list[tuple[int, int, int]] = field(default_factory=list)
    signals: Counter[str] = field(default_factory=Counter)
    kind: str = "person"

    def add(self, row: int, at: int, length: int, signals: set[str]) -> None:
        """Note one place: row of the document, first token, number of tokens."""
        self.places.append((row, at, length))
        self.signals.update(signals)


class Finder:
    """Reads tokens and collects candidates of names by their folded words."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.rules = NameRules(reader)
        self.cited: set[tuple[int, int]] = set()
        self.found: dict[tuple[str, ...], Found] = defaultdict(Found)

    def run(self) -> dict[tuple[str, ...], Found]:
        """Collect all candidates of persons."""
        self.cited = self._find_cited()
        for at, row in self._starts():
            self._try_person(at, row)
        return self.found

    def _starts(self) -> Iterator[tuple[int, int]]:
        """Yield tokens at which a personal name may start."""
        reader = self.reader
        flags = np.array(
            [
                self.rules.find_given(w) is not None
                or w in KUNYAS
                or w in PARTICLES
                or self.rules.is_unknown(w)
                for w in reader.words
            ],
            np.bool_,
        )
        at = np.flatnonzero(flags[reader.codes])
        rows = reader.rows(at)
        reader.fetch(rows)
        yield from zip(at.tolist(), rows.tolist(), strict=True)
        behind = self._behind(self._flag_verbs(), flags)
        for place, row in zip(behind.tolist(), reader.rows(behind).tolist(), strict=True):
            if self._may_be_given(place):
                yield place, row
        honoured = self._behind(np.array([w in HONORIFICS for w in reader.words], np.bool_), flags)
        for place, row in zip(honoured.tolist(), reader.rows(honoured).tolist(), strict=True):
            if self._may_be_honoured(place):
                yield place, row
        yield from self._before_families(behind, flags)
        couples = self.rules.words.start_couples()
        couples = np.setdiff1d(couples[~flags[reader.codes[couples]]], [*behind, *honoured])
        for place, row in zip(couples.tolist(), reader.rows(couples).tolist(), strict=True):
            if self.rules.may_start(reader.word(place)) and "title" in self._before(place):
                yield place, row

    def _behind(self, flags: Marks, other: Marks) -> Integers:
        """Return the tokens directly behind flagged words that are not of another kind."""
        reader = self.reader
        behind = np.flatnonzero(flags[reader.codes]) + 1
        new = reader.new_document[behind]
        return behind[~new & ~other[reader.codes[np.minimum(behind, len(reader) - 1)]]]

    def _may_be_honoured(self, at: int) -> bool:
        """Tell whether an ordinary word behind an honorific is a name: الفريق *صدقي* صبحي."""
        before = self.reader.before(at)
        plain = self.rules.may_start(self.reader.word(at))
        return plain and before is not None and is_open_gap(before[1])

    def _before_families(self, behind: Integers, flags: Marks) -> Iterator[tuple[int, int]]:
        """Yield words before a family name that a reporting verb of the document cites.

        وقال الجبالي makes حمادي الجبالي a name, though حمادي is an ordinary word.
        """
        reader = self.reader
        codes = np.unique([code for _, code in self.cited]).astype(np.int64)
        wanted = np.zeros(len(reader.words), np.bool_)
        wanted[codes] = True
        at = np.setdiff1d(np.flatnonzero(wanted[reader.codes]), behind)
        cells = zip(at.tolist(), reader.rows(at).tolist(), reader.codes[at].tolist(), strict=True)
        for place, row, code in cells:
            before = reader.before(place)
            if (row, code) in self.cited and before and not before[1].strip():
                word = before[0]
                plain = word not in self.rules.never and len(word) > 2
                if plain and not flags[reader.codes[place - 1]]:
                    yield place - 1, row

    def _find_cited(self) -> set[tuple[int, int]]:
        """Return row and term code of the family names that a reporting verb cites."""
        reader = self.reader
        behind = self._behind(self._flag_verbs(), np.zeros(len(reader.words), np.bool_))
        family = np.array([self.rules.may_be_family(word) for word in reader.words], np.bool_)
        cited = behind[family[reader.codes[behind]]]
        return set(zip(reader.rows(cited).tolist(), reader.codes[cited].tolist(), strict=True))

    def _flag_verbs(self) -> Marks:
        words = self.reader.words
        return np.array(
            [w in self.rules.verbs or w[1:] in self.rules.verbs for w in words], np.bool_
        )

    def _may_be_given(self, at: int) -> bool:
        """Tell whether an ordinary word between a reporting verb and a surname is a name."""
        word, following = self.reader.word(at), self.reader.after(at)
        if following is None or not is_open_gap(following[1]) or not self.rules.may_start(word):
            return False
        if following[0].startswith("ال"):
            return self.rules.is_rare_couple(word, following[0])
        return self.rules.is_unknown(following[0]) and not self.rules.is_attached(following[0])

    def _before(self, at: int) -> set[str]:
        """Return what stands before a name: a title or role, a reporting verb."""
        signals: set[str] = set()
        place = at
        for step in range(6):
            found = self.reader.before(place)
            if found is None or any(char in ".!؟?؛;\n" for char in found[1]):
                break
            word = found[0]
            bare = word[1:] if len(word) > 3 and word[0] in "وفلب" else word
            if step == 0 and (word in HONORIFICS or bare in HONORIFICS):
                signals |= {"title", "honorific"}
                break
            owner = bare.removesuffix("ها").removesuffix("ه")  # ورئيسه السابق
            if not self.rules.roles.isdisjoint((word, bare, owner)):
                signals.add("title")
                break
            if step == 0 and (word in self.rules.verbs or bare in self.rules.verbs):
                signals.add("verb")
            linked = (
                word.startswith(("ال", "لل"))
                or word in self.rules.states
                or word in LINKS
                or bare in LINKS
            )
            if not linked:
                break
            place -= 1
        return signals

    def _try_person(self, at: int, row: int) -> None:
        reader = self.reader
        if at and not reader.new_document[at]:
            earlier = reader.word(at - 1)
            gap = reader.before(at)
            if gap and is_open_gap(gap[1]) and (earlier in self.rules.given or earlier in BINDERS):
                return
        first = reader.word(at)
        if first in PARTICLES:
            at, first = self._start_of_particle(at)
            if not first:
                return
        given = self.rules.find_given(first)
        if given == BASIM and not self._goes_on(at):
            return
        name = [given or first]
        signals = self._before(at)
        place = at
        while len(name) < MOST_WORDS:
            following = reader.after(place)
            if following is None or not self._binds(following[1]):
                break
            word = following[0]
            cited = len(name) < 3 and (row, int(reader.codes[place + 1])) in self.cited
            if not cited and not self.rules.may_follow(name, word, signals, at):
                break
            name.append(word)
            place += 1
        while len(name) > 1 and name[-1] in BINDERS - {"الدين"}:
            if name[1:] == [ABE]:
                break
            name.pop()
        if "بن" in name or "ابن" in name:
            signals.add("patronymic")
        if name[0] in KUNYAS and len(name) > 1:
            signals.add("kunya")
        if given is None and name[0] not in KUNYAS:
            signals.add("no reading")
        if len(name) == 1 and (given is not None or not self._stands_alone(first, signals)):
            return
        if len(name) == 2 and name[0] == SERVANT:
            return  # عبد العزيز is no more than عبدالعزيز
        self.found[tuple(name)].add(row, at, len(name), signals)

    def _stands_alone(self, word: str, signals: set[str]) -> bool:
        """Tell whether one word without a reading is enough: behind a title, or often printed."""
        words = self.rules.words
        if not self.rules.is_unknown(word):
            return False
        if not signals & {"title", "verb"} and words.count(word) < 3:
            return False
        return word[0] not in "وفلبك" or words.count(word[1:]) <= words.count(word)

    def _start_of_particle(self, at: int) -> tuple[int, str]:
        """Return where a name with دي or فان before an unknown word starts, and its first word."""
        before, after = self.reader.before(at), self.reader.after(at)
        if after is None or not is_open_gap(after[1]) or not self.rules.is_unknown(after[0]):
            return at, ""
        if before is not None and is_open_gap(before[1]) and self.rules.may_start(before[0]):
            return at - 1, before[0]
        return at, self.reader.word(at)

    def _goes_on(self, at: int) -> bool:
        """Tell whether another name stands behind a token: باسم عوض الله, not باسم الحكومة."""
        after = self.reader.after(at)
        return after is not None and (
            after[0] in self.rules.given or self.rules.is_unknown(after[0])
        )

    def _binds(self, gap: str) -> bool:
        return not gap.strip() or (len(gap) == 1 and gap in HYPHENS)
