"""Where names of persons may stand: behind titles and reporting verbs, around بن and أبو."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpuskit.actors.builtin import built_in_actors, read_adjectives
from corpuskit.actors.dictionary import has_reading, is_dictionary_word
from corpuskit.actors.folding import fold, fold_stop_words, read_given_names, read_titles
from corpuskit.actors.forms import split_names
from corpuskit.actors.gaps import HYPHENS, is_open_gap
from corpuskit.actors.name_words import AFTER_NAMES, BEFORE_GOD, BINDERS, KUNYAS
from corpuskit.actors.reading import Reader
from corpuskit.actors.surroundings import LINKS
from corpuskit.arabic.stopwords import stop_words

MOST_WORDS = 6
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
        self.given = read_given_names()
        self.titles = read_titles("person")
        self.heads = {
            word for kind in ("organisation", "group", "outlet") for word in read_titles(kind)
        }
        self.stops = fold_stop_words()
        self.verbs = frozenset(fold(word) for word in stop_words("reporting"))
        states = built_in_actors("states")
        self.states = {
            word for words in split_names(states["name_ar"]) if len(words) == 1 for word in words
        }
        self.demonyms = {fold(word) for word in read_adjectives()}
        self.counts = Counter(
            dict(enumerate(np.bincount(reader.codes, minlength=len(reader.words))))
        )
        self.word_counts: Counter[str] = Counter()
        for code, word in enumerate(reader.words):
            self.word_counts[word] += int(self.counts[code])
        self.cited: set[tuple[int, int]] = set()
        self.found: dict[tuple[str, ...], Found] = defaultdict(Found)
        self.code_of = {word: code for code, word in reversed(list(enumerate(reader.words)))}
        self._pair_keys, self._pair_counts = self._count_pairs()

    def _count_pairs(self) -> tuple[np.ndarray, np.ndarray]:
        """Count pairs of neighbouring terms."""
        codes = self.reader.codes.astype(np.int64)
        inside = ~self.reader.new_document[1:-1]
        keys = (codes[:-1] * max(len(self.reader.words), 1) + codes[1:])[inside]
        return np.unique(keys, return_counts=True)

    def count_pair(self, first: str, second: str) -> int:
        """Return how often one word stands before the other."""
        one, two = self.code_of.get(first, -1), self.code_of.get(second, -1)
        if one < 0 or two < 0:
            return 0
        key = one * len(self.reader.words) + two
        at = int(np.searchsorted(self._pair_keys, key))
        found = at < len(self._pair_keys) and self._pair_keys[at] == key
        return int(self._pair_counts[at]) if found else 0

    def _bare_given(self, word: str) -> str | None:
        """Return the given name that a word is, perhaps behind a particle."""
        if word in self.given:
            return word
        if len(word) > 4 and word[0] in "وفلب" and word[1:] in self.given:
            return word[1:]
        return None

    def run(self) -> dict[tuple[str, ...], Found]:
        """Collect all candidates of persons."""
        for at, row in self._starts():
            self._try_person(at, row)
        return self.found

    def _starts(self) -> Iterator[tuple[int, int]]:
        """Yield tokens at which a personal name may start."""
        reader = self.reader
        flags = np.array(
            [
                self._bare_given(w) is not None or w in KUNYAS or self.is_unknown(w)
                for w in reader.words
            ],
            np.bool_,
        )
        at = np.flatnonzero(flags[reader.codes])
        rows = reader.rows(at)
        reader.fetch(rows)
        yield from zip(at.tolist(), rows.tolist(), strict=True)
        verbs = np.array([w in self.verbs or w[1:] in self.verbs for w in reader.words], np.bool_)
        behind = np.flatnonzero(verbs[reader.codes]) + 1
        behind = behind[
            ~reader.new_document[behind] & ~flags[reader.codes[np.minimum(behind, len(reader) - 1)]]
        ]
        for place, row in zip(behind.tolist(), reader.rows(behind).tolist(), strict=True):
            if self._may_be_given(place):
                yield place, row
        yield from self._before_families(behind, flags)

    def _before_families(self, behind: Integers, flags: Marks) -> Iterator[tuple[int, int]]:
        """Yield words before a family name that a reporting verb of the document cites.

        وقال الجبالي makes حمادي الجبالي a name, though حمادي is an ordinary word.
        """
        reader = self.reader
        family = np.array([self._may_be_family(word) for word in reader.words], np.bool_)
        cited = behind[family[reader.codes[behind]]]
        self.cited = set(
            zip(reader.rows(cited).tolist(), reader.codes[cited].tolist(), strict=True)
        )
        wanted = np.zeros(len(reader.words), np.bool_)
        wanted[reader.codes[cited]] = True
        at = np.setdiff1d(np.flatnonzero(wanted[reader.codes]), cited)
        cells = zip(at.tolist(), reader.rows(at).tolist(), reader.codes[at].tolist(), strict=True)
        for place, row, code in cells:
            before = reader.before(place)
            if (row, code) in self.cited and before and not before[1].strip():
                word = before[0]
                plain = word not in self.stops | self.titles | self.verbs | AFTER_NAMES
                if plain and len(word) > 2 and not flags[reader.codes[place - 1]]:
                    yield place - 1, row

    def _may_be_family(self, word: str) -> bool:
        """Tell whether a word has the article and is in no dictionary: الجبالي."""
        rest = word.removeprefix("ال")
        plain = len(rest) > 2 and rest != word and rest not in self.demonyms
        return plain and word not in self.titles and not is_dictionary_word(word)

    def _may_be_given(self, at: int) -> bool:
        """Tell whether an ordinary word between a reporting verb and a surname is a name."""
        word, following = self.reader.word(at), self.reader.after(at)
        if following is None or not is_open_gap(following[1]) or word.startswith(("ال", "لل")):
            return False
        plain = word not in self.stops and word not in self.titles and word not in self.heads
        return (
            plain
            and word not in self.verbs
            and following[0].startswith("ال")
            and self._is_rare_couple(word, following[0])
        )

    def is_unknown(self, word: str) -> bool:
        """Tell whether a word has no dictionary reading and is no state or function word."""
        return (
            len(word) > 2
            and "ء" <= word[0] <= "ي"
            and not word.startswith(("ال", "لل", "وال", "بال"))
            and word not in self.stops
            and word not in self.states
            and not has_reading(word)
        )

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
            if word in self.titles or bare in self.titles:
                signals.add("title")
                break
            if step == 0 and (word in self.verbs or bare in self.verbs):
                signals.add("verb")
            linked = (
                word.startswith(("ال", "لل"))
                or word in self.states
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
            if gap and is_open_gap(gap[1]) and (earlier in self.given or earlier in BINDERS):
                return
        first = reader.word(at)
        given = self._bare_given(first)
        name = [given or first]
        signals = self._before(at)
        place = at
        while len(name) < MOST_WORDS:
            following = reader.after(place)
            if following is None or not self._binds(following[1]):
                break
            word = following[0]
            cited = len(name) < 3 and (row, int(reader.codes[place + 1])) in self.cited
            if not cited and not self._may_follow(name, word, bool(signals)):
                break
            name.append(word)
            place += 1
        while len(name) > 1 and name[-1] in BINDERS - {"الدين"}:
            name.pop()
        real = [word for word in name if word not in BINDERS]
        if "بن" in name or "ابن" in name:
            signals.add("patronymic")
        if name[0] in KUNYAS and len(name) > 1:
            signals.add("kunya")
        if given is None and name[0] not in KUNYAS:
            signals.add("no reading")
        if len(real) < 2 and "kunya" not in signals and len(name) < 2:
            if given is not None or (
                not signals & {"title", "verb"} and self.word_counts[first] < 3
            ):
                return
            if (
                given is None
                and first[0] in "وفلبك"
                and self.word_counts[first[1:]] > self.word_counts[first]
            ):
                return
        self.found[tuple(name)].add(row, at, len(name), signals)

    def _binds(self, gap: str) -> bool:
        return is_open_gap(gap) or (len(gap) == 1 and gap in HYPHENS)

    def _may_follow(self, name: list[str], word: str, trusted: bool) -> bool:
        """Tell whether a word goes on a personal name."""
        last = name[-1]
        if last in BINDERS:
            return word not in self.stops or word in self.given
        if word in BINDERS or (word == "الله" and last in BEFORE_GOD):
            return True
        if word.startswith("وال") or self._is_attached(word):
            return False  # كيري والسعودي …, الأسد وتعاون
        if word in self.stops or word in self.titles or word in AFTER_NAMES or word in self.verbs:
            return False
        if word in self.given:
            return True
        if word in self.demonyms or word.removeprefix("ال") in self.demonyms:
            return False
        if not "ء" <= word[0] <= "ي":
            return False
        if word.startswith("لل"):
            return False
        if word.startswith("ال") and len(word) > 4:
            return self._is_family(name, word, trusted)
        if self.is_unknown(word):
            return True
        return self._coheres(last, word) and len(name) < 3

    def _is_attached(self, word: str) -> bool:
        """Tell whether an ordinary word stands behind an attached و, ف, ب or ل."""
        plain = len(word) > 4 and word[0] in "وفبل" and word not in self.given
        return plain and is_dictionary_word(word[1:]) and not is_dictionary_word(word)

    def _is_family(self, name: list[str], word: str, trusted: bool) -> bool:
        if len(name) == 1 and self._is_rare_couple(name[0], word) and trusted:
            return True
        if name[0] not in self.given and name[0] not in KUNYAS and not trusted:
            return False
        rest = word[2:]
        if not has_reading(rest) or (name[0] in self.given and not is_dictionary_word(rest)):
            return True
        if self._coheres(name[-1], word):
            return True
        return (
            trusted and rest.endswith("ي") and rest not in self.demonyms and name[0] in self.given
        )

    def _coheres(self, first: str, word: str) -> bool:
        together = self.count_pair(first, word)
        return together >= 2 and together >= 0.15 * self.word_counts[word]

    def _is_rare_couple(self, first: str, word: str) -> bool:
        """Tell whether an ordinary word behind a reporting verb is a given name: رأفت الصباغ."""
        together = self.count_pair(first, word)
        return together >= 2 and together >= 0.5 * self.word_counts[first] and len(word) > 4
