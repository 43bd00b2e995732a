"""Find outlet, date, author, section, agencies and place of articles, each with its evidence."""

import datetime
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from corpuskit.arabic.dates import infer_all_published, parse_dates
from corpuskit.corpus.columns import texts_of
from corpuskit.corpus.headpieces import DATE, Piece, strip_role
from corpuskit.corpus.names import NameBook, default_names, fold_name
from corpuskit.corpus.pages import raw_texts
from corpuskit.corpus.records import Value
from corpuskit.corpus.sidecar import read_sidecar
from corpuskit.tables import DOCUMENTS, PARTS, check_table

# No article is longer; in a book the date of writing stands in front.
DATE_LIMIT = 60_000
FIELDS = ("title", "outlet", "published", "author", "section", "agencies", "place")
_HOST = re.compile(r"(?:https?://|www\.)([\w.-]+(?:/\w+)?)", re.IGNORECASE)
_SOURCE_WORD = re.compile(r"^\s*(?:ال)?(?:مصدر|مصادر)\s*[:：/\-–—]\s*")
_QUOTED = re.compile(r"[«“\"]([^«»“”\"]{2,40})[»”\"]")
# Bylines that hold no name of a writer.
_NO_NAME = frozenset(("about the writer", "editors", "role word", "photographer"))
_SPLIT = re.compile(r"\s*[+،,/|؛;()]\s*|\s+[-–—]\s+|\s+و(?=[\u0621-\u064a])")


def find_metadata(
    documents: pd.DataFrame,
    parts: pd.DataFrame,
    *,
    metadata: str | Path | pd.DataFrame | None = None,
    names: NameBook | None = None,
) -> pd.DataFrame:
    r"""Find what the articles themselves say of their outlet, date, author, section and agencies.

    Parameters
    ----------
    documents : DataFrame
        A documents table.
    parts : DataFrame
        Its parts, from ``find_parts``.
    metadata : path or DataFrame, optional
        A sidecar in the form of ``metadata.csv``; its values take the place of those found.
    names : NameBook, optional
        Names of outlets, agencies and places; the hand-kept lists by default.

    Returns
    -------
    DataFrame
        An evidence table, one row a value: doc_id, field, value, start, end (where in raw it
        stands; NA where it was inferred or comes from a sidecar), rule, certain. Several agencies
        or places of one document are joined by ``|``; the span reaches from the first to the
        last.

    Raises
    ------
    TableError
        If a table breaks its contract.
    ReadError
        If the sidecar cannot be read or does not fit the documents.

    Notes
    -----
    The date of a page is reasoned from all dates in it, and from the other documents where the
    year is missing (``corpuskit.arabic.dates``). For a record with a date in a field of its own,
    only the date in its dateline is looked for. Dates behind the first 60,000 characters are not
    looked at.

    Examples
    --------
    >>> from corpuskit.corpus.anatomy import find_parts
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({"a": "اتفاق قريب\n\nأعلن الوزير الاتفاق.\nالمصدر: رويترز"})
    >>> find_metadata(documents, find_parts(documents))[["field", "value", "certain"]]
          field       value  certain
    0     title  اتفاق قريب     True
    1  agencies      رويترز     True
    """
    check_table(documents, DOCUMENTS)
    check_table(parts, PARTS)
    names = names or default_names()
    raws = raw_texts(documents)
    authors = texts_of(documents, "author")
    pieces_by_row = pieces_of(documents, parts)
    rows = [
        find_values(raw, pieces, names, author)
        for raw, pieces, author in zip(raws, pieces_by_row, authors, strict=True)
    ]
    dated = _dated_records(documents)
    add_dates(rows, raws, [row for row in range(len(raws)) if not dated[row]])
    for row in range(len(raws)):
        if dated[row]:
            _add_dateline(rows[row], raws[row], pieces_by_row[row])
    given = read_sidecar(metadata, documents) if metadata is not None else {}
    return build_evidence(documents["doc_id"].tolist(), rows, given)


def _dated_records(documents: pd.DataFrame) -> list[bool]:
    """Say which documents are records whose date stands in a field of their own."""
    if "published" not in documents:
        return [False] * len(documents)
    known = documents["published"].notna().tolist()
    return [
        date and "#" in path for date, path in zip(known, texts_of(documents, "path"), strict=True)
    ]


def _add_dateline(values: list[Value], raw: str, pieces: Sequence[Piece]) -> None:
    """Add the date that stands in the dateline of an article, if it is whole."""
    for start, end, part, rule in pieces:
        if part == "dateline" and rule in ("date", "date line", "place and date"):
            for found in parse_dates(raw[start:end]):
                if found.certain and found.date is not None:
                    where = (start + found.start, start + found.end)
                    day = found.date.isoformat()
                    values.append(Value("published", day, *where, "dateline", True))
                    return


def pieces_of(documents: pd.DataFrame, parts: pd.DataFrame) -> list[list[Piece]]:
    """Return the parts of each document, in the order of the documents, without blanks."""
    row_of = {doc_id: row for row, doc_id in enumerate(documents["doc_id"].tolist())}
    pieces: list[list[Piece]] = [[] for _ in row_of]
    kept = parts[parts["part"] != "blank"]
    columns = [kept[name].tolist() for name in ("doc_id", "start", "end", "part", "rule")]
    for doc_id, start, end, part, rule in zip(*columns, strict=True):
        if doc_id in row_of:
            pieces[row_of[doc_id]].append(Piece(start, end, part, rule))
    return pieces


def find_values(
    raw: str,
    pieces: Sequence[Piece],
    names: NameBook,
    author: str = "",
    *,
    said: Iterable[Value] | None = None,
) -> list[Value]:
    """Find the metadata values of one article in its parts, without its date.

    Parameters
    ----------
    raw : str
        The page.
    pieces : sequence of Piece
        Its parts.
    names : NameBook
        Known names.
    author : str, default ""
        The field of the author, which often holds the agency and the place ("رويترز - باريس").
    said : iterable of Value, optional
        What ``values_in`` returns for that field, where it is known already.

    Returns
    -------
    list of Value
        At most one a field.
    """
    found: dict[str, list[Value]] = {}

    def add(field: str, value: str | None, start: int, end: int, rule: str, certain: bool) -> None:
        if value:
            found.setdefault(field, []).append(Value(field, value, start, end, rule, certain))

    for start, end, part, rule in pieces:
        if part in ("body", "heading", "caption", "related", "blank"):
            continue
        text = raw[start:end]
        if part in ("title", "section"):
            add(part, text, start, end, rule, True)
        elif part == "byline" and rule not in _NO_NAME:
            add("author", strip_role(text), start, end, rule, True)
        elif part == "dateline" and rule.startswith("place"):
            date = DATE.search(text) if rule == "place and date" else None
            named = text[: date.start()].rstrip() if date else text
            add("place", named, start, start + len(named), rule, True)
        elif part == "share":
            for host in _HOST.finditer(text):
                add(
                    "outlet",
                    names.outlet_of(host.group(1)),
                    start + host.start(1),
                    start + host.end(1),
                    "host of the share link",
                    True,
                )
        elif part in ("credit", "source"):
            spans = _QUOTED if rule == "service" else None
            for name_start, name_end in _names_in(text, spans):
                name = text[name_start:name_end]
                kind = "agency" if names.agency_named(name) else names.kind_of(name)
                where = (start + name_start, start + name_end)
                words = "source line" if part == "source" else "opening credit"
                if kind == "outlet":
                    add("outlet", names.outlet_named(name), *where, words, True)
                elif kind == "agency":
                    add("agencies", names.agency_named(name), *where, words, True)
    for value in values_in(author, names) if said is None else said:
        found.setdefault(value.field, [value])
    return [_join(field, found[field]) for field in FIELDS if field in found]


def values_in(author: str, names: NameBook) -> list[Value]:
    """Find the agency and the place in the field of the author ("رويترز - باريس")."""
    found: dict[str, list[Value]] = {}
    for segment in _segments(author, names) if author else ():
        for field, known in (("agencies", names.agency_named), ("place", names.place_named)):
            name = known(segment)
            if name:
                value = Value(field, name, -1, -1, "field of the author", True)
                found.setdefault(field, []).append(value)
    return [_join(field, found[field]) for field in FIELDS if field in found]


def _segments(author: str, names: NameBook) -> list[str]:
    """Return the names in the field of the author, without an outlet that only sounds like a place.

    "المدينة - جدة" is the paper and where it writes from: a short name of a place that is also a
    paper's gives way to another place.
    """
    segments = _FIELD_CUT.split(author)
    places = [segment for segment in segments if names.place_named(segment)]
    if len(places) > 1:
        doubtful = [
            segment
            for segment in places
            if names.outlet_named(segment)
            and fold_name(names.place_named(segment) or "") != fold_name(segment)
        ]
        if len(doubtful) < len(places):
            segments = [segment for segment in segments if segment not in doubtful]
    return segments


_FIELD_CUT = re.compile(r"[:|،,/()«»\"“”]+|\s*[-‐‑–—]\s*|\s+ـ+\s+")


def _names_in(text: str, quoted: re.Pattern[str] | None) -> Iterable[tuple[int, int]]:
    """Return the spans of the names in a credit or source line."""
    if quoted:
        yield from (found.span(1) for found in quoted.finditer(text))
        return
    word = _SOURCE_WORD.match(text)
    at = word.end() if word else 0
    for cut in _SPLIT.finditer(text, at):
        if cut.start() > at:
            yield at, cut.start()
        at = cut.end()
    if at < len(text):
        yield at, len(text)


def _join(field: str, values: list[Value]) -> Value:
    """Make one value of those found for a field."""
    if field in ("title", "section", "outlet"):
        return values[0]
    separator = "، " if field == "author" else "|"
    joined = separator.join(dict.fromkeys(value.value for value in values))
    first, last = values[0], values[-1]
    end = max(last.end, first.end)
    return Value(field, joined, first.start, end, first.rule, all(v.certain for v in values))


def add_dates(rows: list[list[Value]], raws: Sequence[str], wanted: Iterable[int]) -> None:
    """Reason the dates of some documents and add them to their values.

    Parameters
    ----------
    rows : list of list of Value
        The values of each document, to which its date is added.
    raws : sequence of str
        The page of each document.
    wanted : iterable of int
        Which documents.
    """
    numbers = list(wanted)
    found = infer_all_published([raws[number][:DATE_LIMIT] for number in numbers])
    for number, published in zip(numbers, found, strict=True):
        if published.date is not None:
            start, end = published.spans[0] if published.spans else (-1, -1)
            value = Value(
                "published",
                published.date.isoformat(),
                start,
                end,
                published.rule,
                published.certain,
            )
            rows[number].append(value)


def build_evidence(
    ids: Sequence[str],
    rows: Sequence[Sequence[Value]],
    given: dict[str, list[Value]],
) -> pd.DataFrame:
    """Build the evidence table; given values take the place of found ones."""
    order = {field: place for place, field in enumerate(FIELDS)}
    flat: list[tuple[str, Value]] = []
    for doc_id, values in zip(ids, rows, strict=True):
        sidecar = given.get(doc_id, [])
        told = {value.field for value in sidecar}
        merged = [*sidecar, *(value for value in values if value.field not in told)]
        merged.sort(key=lambda value: (order.get(value.field, len(order)), value.field))
        flat.extend((doc_id, value) for value in merged)
    starts = np.fromiter((value.start for _, value in flat), np.int64, len(flat))
    ends = np.fromiter((value.end for _, value in flat), np.int64, len(flat))
    nowhere = starts < 0
    return pd.DataFrame(
        {
            "doc_id": pd.array([doc_id for doc_id, _ in flat], dtype="str"),
            "field": pd.Categorical([value.field for _, value in flat]),
            "value": pd.array([value.value or None for _, value in flat], dtype="str"),
            "start": pd.arrays.IntegerArray(starts, nowhere),
            "end": pd.arrays.IntegerArray(ends, nowhere.copy()),
            "rule": pd.array([value.rule for _, value in flat], dtype="str"),
            "certain": np.fromiter((value.certain for _, value in flat), bool, len(flat)),
        }
    )


def parse_date(value: object) -> datetime.datetime | None:
    """Return a date in ISO form as a datetime, or None."""
    try:
        return datetime.datetime.fromisoformat(str(value).strip())
    except ValueError:
        return None
