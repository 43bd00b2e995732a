"""Which candidates are one actor: spellings of one name, and its surname alone."""

import numpy as np
from rapidfuzz import fuzz

from corpuskit.actors.candidates import Found, Name
from corpuskit.actors.name_words import BINDERS
from corpuskit.actors.reading import Reader


def prune_candidates(found: dict[Name, Found], covered: np.ndarray) -> dict[Name, Found]:
    """Leave out places that known actors cover, and heads that do not recur whole."""
    kept: dict[Name, Found] = {}
    for name, candidate in found.items():
        places = [p for p in candidate.places if not covered[p[1] : p[1] + p[2]].any()]
        if places:
            candidate.places = places
            kept[name] = candidate
    for name in [name for name, c in kept.items() if c.kind != "person"]:
        n = len(kept[name].places)
        longer = [len(kept[other].places) for other in kept if other[:-1] == name] if n > 1 else []
        if n < 2 or (longer and max(longer) >= 0.6 * n):
            kept[name].signals["nested"] = 1
    return {name: c for name, c in kept.items() if not c.signals["nested"]}


def cluster_candidates(found: dict[Name, Found], reader: Reader) -> list[list[tuple[Name, Found]]]:
    """Put spellings of one name, and its surname alone, into one group."""
    persons = [(name, c) for name, c in found.items() if c.kind == "person" and len(name) > 1]
    persons.sort(key=lambda item: (-len(item[1].places), -len(item[0]), item[0]))
    groups: list[list[tuple[Name, Found]]] = []
    by_last: dict[str, list[int]] = {}
    by_first: dict[str, list[int]] = {}
    for name, candidate in persons:
        first, last = _ends(name)
        options = {*by_last.get(last, []), *by_first.get(first, [])}
        home = next((at for at in sorted(options) if _same_name(name, groups[at][0][0])), None)
        if home is None:
            home = len(groups)
            groups.append([])
            by_last.setdefault(last, []).append(home)
            by_first.setdefault(first, []).append(home)
        groups[home].append((name, candidate))
    singles = [(name, c) for name, c in found.items() if c.kind == "person" and len(name) == 1]
    owners = _find_owners(groups)
    alone: list[list[tuple[Name, Found]]] = []
    for name, candidate in singles:
        if name[0] in owners:
            groups[owners[name[0]][0]].append((name, candidate))
        else:
            alone.append([(name, candidate)])
    _add_surnames(groups, owners, reader)
    others = [[(name, c)] for name, c in found.items() if c.kind != "person"]
    return groups + alone + others


def _find_owners(groups: list[list[tuple[Name, Found]]]) -> dict[str, list[int]]:
    """Return the groups of each surname, those with most places first."""
    owners: dict[str, list[int]] = {}
    for at, group in enumerate(groups):
        for name, _ in group:
            if name[-1] not in BINDERS and len(name[-1]) > 2 and name[-1] != "الله":
                some = owners.setdefault(name[-1], [])
                if at not in some:
                    some.append(at)
    return owners


def _add_surnames(
    groups: list[list[tuple[Name, Found]]], owners: dict[str, list[int]], reader: Reader
) -> None:
    """Add the places where a surname stands alone in a document that has the full name."""
    taken = {
        token
        for group in groups
        for _, candidate in group
        for _, at, length in candidate.places
        for token in range(at, at + length)
    }
    wanted: dict[str, str] = {}
    for surname in owners:
        for particle in ("", "و", "ف", "ل", "ب"):
            wanted.setdefault(particle + surname, surname)
        if surname.startswith("ال"):
            wanted.setdefault("ل" + surname[1:], surname)
    codes = [code for code, word in enumerate(reader.words) if word in wanted]
    flags = np.zeros(len(reader.words), np.bool_)
    flags[codes] = True
    documents = [{row for _, c in group for row, _, _ in c.places} for group in groups]
    at = np.flatnonzero(flags[reader.codes])
    for token, row in zip(at.tolist(), reader.rows(at).tolist(), strict=True):
        surname = wanted[reader.word(token)]
        owner = next((one for one in owners[surname] if row in documents[one]), None)
        if token not in taken and owner is not None:
            group = groups[owner]
            home = next((c for name, c in group if name == (surname,)), None)
            if home is None:
                home = Found()
                group.append(((surname,), home))
            home.places.append((row, token, 1))


def _skeleton(word: str) -> str:
    """Return the consonants by which spellings of one name are found: سيرغي and سيرجي."""
    word = word.removeprefix("ال")
    same = str.maketrans(
        {"غ": "ج", "ق": "ك", "ط": "ت", "ص": "س", "ث": "ت", "ذ": "ز", "ض": "د", "ظ": "ز"}
    )
    short = "".join(char for char in word.translate(same) if char not in "اويهء")
    return short or word


def _ends(name: Name) -> tuple[str, str]:
    words = _real_words(name) or list(name)
    return _skeleton(words[0]), _skeleton(words[-1])


def _same_name(one: Name, other: Name) -> bool:
    """Tell whether two names of persons are likely one: spelling variants, or one in the other."""
    first, second = _real_words(one), _real_words(other)
    if not first or not second:
        return False
    if one == other[-len(one) :] or other == one[-len(other) :]:
        return True  # (أحمد) أبو زيد
    if len(first) == len(second):
        return all(
            _skeleton(a) == _skeleton(b) or fuzz.ratio(a, b) >= 85
            for a, b in zip(first, second, strict=True)
        )
    short, long = sorted((first, second), key=len)
    if len(short) < 2:
        return False
    ends = short[0] == long[0] and short[-1] == long[-1]
    return ends or short == long[: len(short)] or short == long[-len(short) :]


def _real_words(name: Name) -> list[str]:
    """Return the words of a name without بن and its like; عبد الله becomes عبدالله."""
    words: list[str] = []
    servant = False
    for word in name:
        if servant:
            words.append("عبد" + word)
        elif word not in BINDERS:
            words.append(word)
        servant = word == "عبد"
    return words
