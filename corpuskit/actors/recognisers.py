"""Mentions from the output of other programs: spans in, mentions out."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from corpuskit.actors.conditions import iterate_aliases
from corpuskit.actors.folding import fold
from corpuskit.actors.mentions import RULES
from corpuskit.errors import DataWarning, TableError, list_some
from corpuskit.tables import ACTORS, DOCUMENTS, check_table

KINDS = {
    "PER": "person",
    "PERS": "person",
    "PERSON": "person",
    "ORG": "organisation",
    "ORGANIZATION": "organisation",
    "LOC": "place",
    "LOCATION": "place",
    "GPE": "state",
}
"""Kinds of actors for the labels of common recognisers."""


def read_pipeline(
    output: Mapping[str, list[dict[str, Any]]], *, labels: Mapping[str, str] = KINDS
) -> pd.DataFrame:
    """Turn the output of a token-classification pipeline into a table of spans.

    Parameters
    ----------
    output : mapping of str to list of dict
        doc_id to entities. Understood are the dictionaries of a Hugging Face pipeline with an
        aggregation strategy (``start``, ``end``, ``entity_group``) or without
        (``entity``, "B-PERS"), and spaCy's ``doc.to_json()["ents"]`` (``start``, ``end``,
        ``label``). Offsets must be code points of ``documents.text``.
    labels : mapping of str to str
        The recogniser's labels to kinds of actors; other labels are left out.

    Returns
    -------
    DataFrame
        doc_id, start, end, kind; pieces of one entity (B-, I-) are joined.

    Raises
    ------
    ValueError
        If an entity has no offsets or no label.

    Examples
    --------
    >>> read_pipeline({"a": [
    ...     {"entity": "B-PERS", "start": 4, "end": 7}, {"entity": "I-PERS", "start": 8, "end": 12},
    ... ]})
      doc_id  start  end    kind
    0      a      4   12  person
    """
    rows: list[list[Any]] = []
    for doc_id, entities in output.items():
        open_row: list[Any] | None = None
        for entity in entities:
            tag = entity.get("entity_group") or entity.get("label") or entity.get("entity")
            if tag is None or entity.get("start") is None or entity.get("end") is None:
                message = f"An entity of document {doc_id!r} lacks start, end or a label: {entity}."
                raise ValueError(message)
            position, _, name = str(tag).rpartition("-")
            kind = labels.get(name.upper())
            start, end = int(entity["start"]), int(entity["end"])
            if position == "I" and open_row and open_row[3] == kind and start - open_row[2] <= 1:
                open_row[2] = end
                continue
            open_row = [doc_id, start, end, kind]
            if kind:
                rows.append(open_row)
    frame = pd.DataFrame(rows, columns=["doc_id", "start", "end", "kind"])
    return frame.astype({"doc_id": "str", "start": "int64", "end": "int64", "kind": "str"})


def read_iob(
    tokens: pd.DataFrame, tags: list[str], *, labels: Mapping[str, str] = KINDS
) -> pd.DataFrame:
    """Turn one tag a token, as CAMeL Tools' recogniser gives them, into a table of spans.

    Parameters
    ----------
    tokens : DataFrame
        The tokens that were tagged: doc_id, start, end.
    tags : list of str
        "O", "B-PERS", "I-PERS" and so on, one a token.
    labels : mapping of str to str
        The recogniser's labels to kinds of actors.

    Returns
    -------
    DataFrame
        doc_id, start, end, kind.

    Raises
    ------
    ValueError
        If there is not one tag a token.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": ["a", "a"], "start": [0, 4], "end": [3, 8]})
    >>> read_iob(tokens, ["O", "B-PERS"])
      doc_id  start  end    kind
    0      a      4    8  person
    """
    if len(tags) != len(tokens):
        message = f"There must be one tag a token, got {len(tags)} tags for {len(tokens)} tokens."
        raise ValueError(message)
    output: dict[str, list[dict[str, Any]]] = {}
    cells = zip(
        tokens["doc_id"].astype("str").tolist(),
        tokens["start"].tolist(),
        tokens["end"].tolist(),
        tags,
        strict=True,
    )
    for doc_id, start, end, tag in cells:
        entity = {"entity": tag, "start": start, "end": end}
        output.setdefault(doc_id, []).append(entity)
    return read_pipeline(output, labels={**labels, "O": ""})


def mentions_from_spans(
    spans: pd.DataFrame, documents: pd.DataFrame, actors: pd.DataFrame
) -> pd.DataFrame:
    """Turn spans that another program recognised into a mentions table.

    Parameters
    ----------
    spans : DataFrame
        doc_id, start, end (code points of ``documents.text``), and, if there is one, actor_id.
    documents : DataFrame
        A documents table.
    actors : DataFrame
        An actors table. Without a column actor_id a span belongs to the actor one of whose
        aliases it spells, with or without attached particles.

    Returns
    -------
    DataFrame
        A mentions table with rule "recogniser". Spans of no known actor are left out, with a
        warning; of overlapping spans the longest stays.

    Raises
    ------
    TableError
        If a table breaks its contract, or a span lies outside its document.

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({"a": "قال لافروف"})
    >>> actors = pd.DataFrame({
    ...     "actor_id": ["lavrov"], "kind": ["person"], "name_en": ["Lavrov"],
    ...     "name_ar": ["سيرغي لافروف"], "aliases": ["لافروف"],
    ... })
    >>> spans = pd.DataFrame({"doc_id": ["a"], "start": [4], "end": [10]})
    >>> mentions_from_spans(spans, documents, actors)[["start", "end", "actor_id"]]
       start  end actor_id
    0      4   10   lavrov
    """
    check_table(documents, DOCUMENTS)
    check_table(actors, ACTORS)
    lacking = {"doc_id", "start", "end"} - set(spans)
    if lacking:
        message = f"spans lacks {sorted(lacking)}; it needs doc_id, start and end."
        raise TableError(message)
    place = pd.Index(documents["doc_id"]).get_indexer(spans["doc_id"].astype("str"))
    texts = documents["text"].tolist()
    start = spans["start"].to_numpy(dtype=np.int64)
    end = spans["end"].to_numpy(dtype=np.int64)
    inside = [
        at >= 0 and 0 <= a < b <= len(texts[at])
        for at, a, b in zip(place.tolist(), start.tolist(), end.tolist(), strict=True)
    ]
    if not all(inside):
        wrong = spans[~np.array(inside)]
        first = list(zip(wrong["doc_id"], wrong["start"], wrong["end"], strict=True))
        message = (
            f"{len(wrong)} spans lie outside their documents, at {list_some(first)}. Offsets must "
            "be code points of documents.text."
        )
        raise TableError(message)
    printed = [
        texts[at][a:b]
        for at, a, b in zip(place.tolist(), start.tolist(), end.tolist(), strict=True)
    ]
    actor, cut = _assign(spans, printed, actors)
    keep = np.flatnonzero(actor >= 0)
    _warn_unknown(spans, actor, printed)
    order = keep[_part(place[keep], start[keep] + cut[keep], end[keep])]
    aliases = [printed[at][cut[at] :] for at in order.tolist()]
    rules = np.full(len(order), RULES.index("recogniser"))
    doc_ids = pd.Index(documents["doc_id"], dtype="str")
    actor_ids = pd.Index(actors["actor_id"], dtype="str")
    return pd.DataFrame(
        {
            "doc_id": pd.Categorical.from_codes(place[order], doc_ids),
            "start": start[order] + cut[order],
            "end": end[order],
            "actor_id": pd.Categorical.from_codes(actor[order], actor_ids),
            "alias": pd.Categorical(pd.array(aliases, dtype="str")),
            "rule": pd.Categorical.from_codes(rules, RULES),
        }
    )


def _assign(
    spans: pd.DataFrame, printed: list[str], actors: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray]:
    """Return the actor of each span, -1 where unknown, and how many letters to cut before it."""
    cut = np.zeros(len(printed), np.int64)
    if "actor_id" in spans:
        known = pd.Index(actors["actor_id"])
        return known.get_indexer(spans["actor_id"].astype("str")), cut
    owner: dict[str, int] = {}
    for row, alias, *_ in iterate_aliases(actors):
        owner.setdefault(" ".join(fold(alias).split()), row)
    actor = np.full(len(printed), -1, np.int64)
    for at, text in enumerate(printed):
        key = " ".join(fold(text).split())
        for letters in range(3):
            rest = key[letters:]
            whole = "ا" + rest if letters and key[:letters].endswith("ل") else rest
            name = owner.get(rest, owner.get(whole) if letters else None)
            if name is not None and all(char in "وفبكل" for char in key[:letters]):
                actor[at], cut[at] = name, letters
                break
    return actor, cut


def _warn_unknown(spans: pd.DataFrame, actor: np.ndarray, printed: list[str]) -> None:
    from warnings import warn

    unknown = [text for text, row in zip(printed, actor.tolist(), strict=True) if row < 0]
    if unknown:
        message = (
            f"{len(unknown)} of {len(spans)} spans name no actor of the table: "
            f"{list_some(dict.fromkeys(unknown))}. Add them as actors or aliases to keep them."
        )
        warn(message, DataWarning, stacklevel=3)


def _part(place: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return the positions that stay when the longest of overlapping spans wins, in order."""
    kept: list[int] = []
    by_document: dict[int, list[tuple[int, int]]] = {}
    for at in np.lexsort((start, start - end)).tolist():
        others = by_document.setdefault(int(place[at]), [])
        if all(end[at] <= a or start[at] >= b for a, b in others):
            others.append((int(start[at]), int(end[at])))
            kept.append(at)
    found = np.array(kept, np.int64)
    return found[np.lexsort((start[found], place[found]))]
