"""One suggested actor as a row: its spellings, its score, and contexts to read."""

from collections import Counter
from typing import Any

import numpy as np

from corpuskit.actors.candidates import Found, Name
from corpuskit.actors.reading import Reader

Row = dict[str, Any]


def describe_candidate(
    group: list[tuple[Name, Found]], reader: Reader, n_contexts: int, width: int
) -> Row:
    """Return the row of one group of candidates."""
    places = sorted({place for _, c in group for place in c.places}, key=lambda p: (p[0], p[1]))
    signals: Counter[str] = Counter()
    for _, candidate in group:
        signals.update(candidate.signals)
    printed: Counter[str] = Counter()
    for name, candidate in group:
        for row, at, length in candidate.places:
            printed[_print(reader, row, at, length, name)] += 1 + 1000 * (len(name) > 1)
    spellings = sorted(printed, key=lambda text: (-printed[text], -text.count(" "), text))
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
        "contexts": show_contexts(reader, places, n_contexts, width),
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


def show_contexts(
    reader: Reader, places: list[tuple[int, int, int]], n_contexts: int, width: int
) -> str:
    """Return some places of a name with the text around it, one a line."""
    step = max(1, len(places) // max(n_contexts, 1))
    shown = []
    for row, at, length in places[::step][:n_contexts]:
        text = reader.text(row)
        begin, end = int(reader.start[at]), int(reader.end[at + length - 1])
        left, right = max(begin - width, 0), min(end + width, len(text))
        shown.append(" ".join(f"{text[left:begin]}[{text[begin:end]}]{text[end:right]}".split()))
    return "\n".join(shown)
