"""Suggest actors that a corpus names, for a person to judge."""

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
from rapidfuzz import fuzz

from corpuskit.actors.builtin import built_in_actors
from corpuskit.actors.candidates import BINDERS, Finder, Found
from corpuskit.actors.folding import fold
from corpuskit.actors.gazetteer import read_actors
from corpuskit.actors.mentions import find_mentions
from corpuskit.actors.reading import Reader
from corpuskit.corpus.tokens import find_tokens
from corpuskit.tables import ACTORS, DOCUMENTS, TOKENS, check_table

Name = tuple[str, ...]
Row = dict[str, Any]


def suggest_actors(
    documents: pd.DataFrame,
    actors: pd.DataFrame | None = None,
    *,
    tokens: pd.DataFrame | None = None,
    min_mentions: int = 2,
    n_contexts: int = 3,
    width: int = 40,
) -> pd.DataFrame:
    """Suggest actors that the documents name and the actors table lacks.

    Parameters
    ----------
    documents : DataFrame
        A documents table.
    actors : DataFrame, optional
        Actors already known; what they cover is not suggested.
    tokens : DataFrame, optional
        The tokens of the documents; made if not given.
    min_mentions : int, default 2
        Names found fewer times are left out.
    n_contexts : int, default 3
        Places shown for each name.
    width : int, default 40
        Characters shown on either side.

    Returns
    -------
    DataFrame
        One row a suggestion, the most promising first: actor_id, kind (a guess), name_en, name_ar,
        aliases (its spellings as printed), n_mentions, n_documents, score, signals (what spoke
        for it) and contexts. Rows that a person keeps form an actors table for
        :func:`read_actors`.

    Raises
    ------
    TableError
        If a table breaks its contract.
    ValueError
        If ``min_mentions`` is under 1.

    Notes
    -----
    Candidates are known states, organisations and outlets; sequences of given names, of words
    without a dictionary reading, and of the words that cohere with them, around بن and أبو or
    behind a title or reporting verb; and heads such as حزب or وزارة with the words that complete
    them, where these recur together. Spellings of one name and its surname alone are put
    together. The score grows with the mentions and with the number of signals.

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({
    ...     "a": "قال الوزير سيرغي لافروف إن المحادثات مستمرة. وأضاف لافروف أنها صعبة.",
    ... })
    >>> suggest_actors(documents)[["kind", "name_ar", "n_mentions"]]
         kind       name_ar  n_mentions
    0  person  سيرغي لافروف           2
    """
    check_table(documents, DOCUMENTS)
    if min_mentions < 1:
        message = f"min_mentions must be 1 or more, got {min_mentions}."
        raise ValueError(message)
    if actors is not None:
        check_table(actors, ACTORS)
    if tokens is None:
        tokens = find_tokens(documents)
    check_table(tokens, TOKENS)
    reader = Reader(documents, tokens)
    covered = _cover(reader, documents, tokens, actors)
    groups = _cluster(_prune(Finder(reader).run(), covered), reader)
    rows = [_describe(group, reader, n_contexts, width) for group in groups]
    rows += _suggest_known(reader, documents, tokens, actors, n_contexts, width)
    rows = [row for row in _drop_nested(rows) if row["n_mentions"] >= min_mentions]
    rows.sort(key=lambda row: (-row["score"], row["name_ar"]))
    for at, row in enumerate(rows):
        row["actor_id"] = row["actor_id"] or f"suggested_{at + 1:04d}"
    columns = [
        "actor_id",
        "kind",
        "name_en",
        "name_ar",
        "aliases",
        "n_mentions",
        "n_documents",
        "score",
        "signals",
        "contexts",
    ]
    frame = pd.DataFrame(rows, columns=columns)
    text = [name for name in columns if name not in ("n_mentions", "n_documents", "score")]
    types = {
        **dict.fromkeys(text, "str"),
        "n_mentions": "int64",
        "n_documents": "int64",
        "score": "float64",
    }
    return frame.astype(types)


def _cover(
    reader: Reader, documents: pd.DataFrame, tokens: pd.DataFrame, actors: pd.DataFrame | None
) -> np.ndarray:
    """Return which tokens lie in a mention of a known actor."""
    known = [built_in_actors()] if actors is None else [built_in_actors(), actors]
    covered = np.zeros(len(reader), np.bool_)
    base = _place_tokens(reader)
    for table in known:
        mentions = find_mentions(documents, table, tokens=tokens, surnames=table is actors)
        rows = mentions["doc_id"].cat.codes.to_numpy().astype(np.int64)
        first = np.searchsorted(base, (rows << 32) + mentions["start"].to_numpy(), side="right") - 1
        last = np.searchsorted(base, (rows << 32) + mentions["end"].to_numpy(), side="left")
        for begin, stop in zip(first.tolist(), last.tolist(), strict=True):
            covered[begin:stop] = True
    return covered


def _place_tokens(reader: Reader) -> np.ndarray:
    rows = reader.row_of_code[reader.doc_codes]
    return (rows << 32) + reader.start.astype(np.int64)


def _prune(found: dict[Name, Found], covered: np.ndarray) -> dict[Name, Found]:
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


def _cluster(found: dict[Name, Found], reader: Reader) -> list[list[tuple[Name, Found]]]:
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
        owner = owners.get(name[0])
        if owner is None:
            alone.append([(name, candidate)])
        else:
            groups[owner].append((name, candidate))
    _add_surnames(groups, owners, reader)
    others = [[(name, c)] for name, c in found.items() if c.kind != "person"]
    return groups + alone + others


def _find_owners(groups: list[list[tuple[Name, Found]]]) -> dict[str, int]:
    """Return the group of each surname: the one with most places."""
    owners: dict[str, int] = {}
    for at, group in enumerate(groups):
        for name, _ in group:
            if name[-1] not in BINDERS and len(name[-1]) > 2:
                owners.setdefault(name[-1], at)
    return owners


def _add_surnames(
    groups: list[list[tuple[Name, Found]]], owners: dict[str, int], reader: Reader
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
        owner = owners[surname]
        if token not in taken and row in documents[owner]:
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
    if len(first) == len(second):
        return all(
            _skeleton(a) == _skeleton(b) or fuzz.ratio(a, b) >= 85
            for a, b in zip(first, second, strict=True)
        )
    short, long = sorted((first, second), key=len)
    if len(short) < 2:
        return False
    ends = short[0] == long[0] and short[-1] == long[-1]
    return ends or short == long[: len(short)]


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


def _describe(group: list[tuple[Name, Found]], reader: Reader, n_contexts: int, width: int) -> Row:
    places = sorted({place for _, c in group for place in c.places}, key=lambda p: (p[0], p[1]))
    signals: Counter[str] = Counter()
    for _, candidate in group:
        signals.update(candidate.signals)
    printed: Counter[str] = Counter()
    for name, candidate in group:
        for row, at, length in candidate.places:
            printed[_print(reader, row, at, length, name)] += 1 + 1000 * (len(name) > 1)
    spellings = [text for text, _ in sorted(printed.items(), key=lambda item: (-item[1], item[0]))]
    name = group[0][0]
    kind = group[0][1].kind
    n_documents = len({row for row, _, _ in places})
    if kind == "person" and len(name) > 1 and not any(signals.values()):
        score = 0.4
    elif kind == "person" and len(name) == 1:
        kind = "group" if signals["title"] == 0 and signals["verb"] == 0 else "person"
        score = 0.35
    else:
        score = 1.0
    if kind == "person":
        score += 0.6 * bool(signals["title"]) + 0.3 * bool(signals["verb"])
        score += 0.3 * bool(signals["patronymic"]) + 0.2 * bool(signals["kunya"])
    else:
        score *= 0.8
    score *= float(np.log1p(len(places)) + 0.5 * np.log1p(n_documents))
    return {
        "actor_id": "",
        "kind": kind,
        "name_en": spellings[0],
        "name_ar": spellings[0],
        "aliases": "|".join(spellings),
        "n_mentions": len(places),
        "n_documents": n_documents,
        "score": round(score, 3),
        "signals": ", ".join(sorted(signal for signal in signals if signals[signal])),
        "contexts": _show(reader, places, n_contexts, width),
    }


def _print(reader: Reader, row: int, at: int, length: int, name: Name) -> str:
    """Return a name as printed, without the particle before it."""
    text = reader.text(row)
    printed = " ".join(text[int(reader.start[at]) : int(reader.end[at + length - 1])].split())
    word = reader.word(at)
    extra = len(word) - len(name[0])
    if extra > 0 and word.endswith(name[0]):
        return printed[extra:]
    return printed


def _show(reader: Reader, places: list[tuple[int, int, int]], n_contexts: int, width: int) -> str:
    step = max(1, len(places) // max(n_contexts, 1))
    shown = []
    for row, at, length in places[::step][:n_contexts]:
        text = reader.text(row)
        begin, end = int(reader.start[at]), int(reader.end[at + length - 1])
        left, right = max(begin - width, 0), min(end + width, len(text))
        shown.append(" ".join(f"{text[left:begin]}[{text[begin:end]}]{text[end:right]}".split()))
    return "\n".join(shown)


def _suggest_known(
    reader: Reader,
    documents: pd.DataFrame,
    tokens: pd.DataFrame,
    actors: pd.DataFrame | None,
    n_contexts: int,
    width: int,
) -> list[Row]:
    """Suggest the states, organisations and outlets of the built-in tables that are named."""
    known = built_in_actors()
    if actors is not None:
        taken = {fold(name) for cell in actors["aliases"].fillna("") for name in cell.split("|")}
        taken |= {fold(name) for name in actors["name_ar"]}
        known = known[[fold(name) not in taken for name in known["name_ar"]]]
        known = read_actors(known, ordinary="ignore")
    mentions = find_mentions(documents, known, tokens=tokens)
    base = _place_tokens(reader)
    rows = mentions["doc_id"].cat.codes.to_numpy().astype(np.int64)
    first = np.searchsorted(base, (rows << 32) + mentions["start"].to_numpy(), side="right") - 1
    last = np.searchsorted(base, (rows << 32) + mentions["end"].to_numpy(), side="left")
    places: dict[int, list[tuple[int, int, int]]] = {}
    codes = mentions["actor_id"].cat.codes.tolist()
    cells = zip(codes, rows.tolist(), first.tolist(), last.tolist(), strict=True)
    for code, row, begin, stop in cells:
        places.setdefault(code, []).append((row, begin, stop - begin))
    records = known.to_dict("records")
    suggested = []
    for code, spots in sorted(places.items()):
        record = records[code]
        n_documents = len({row for row, _, _ in spots})
        score = 1.2 * float(np.log1p(len(spots)) + 0.5 * np.log1p(n_documents))
        suggested.append(
            {
                **{
                    name: record[name]
                    for name in ("actor_id", "kind", "name_en", "name_ar", "aliases")
                },
                "n_mentions": len(spots),
                "n_documents": n_documents,
                "score": round(score, 3),
                "signals": "built-in table",
                "contexts": _show(reader, spots, n_contexts, width),
            }
        )
    return suggested


def _drop_nested(rows: list[Row]) -> list[Row]:
    """Leave out repeated names."""
    seen: set[str] = set()
    kept = []
    for row in sorted(rows, key=lambda row: (-float(str(row["score"])), str(row["name_ar"]))):
        key = fold(str(row["name_ar"]))
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return kept
