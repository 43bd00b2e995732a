"""Make the documents table of articles: parts, text, metadata from fields, text and sidecar."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from textwrap import shorten

import pandas as pd

from corpuskit.arabic.dates import parse_dates
from corpuskit.corpus.anatomy import join_body
from corpuskit.corpus.cleaning import clean_field, is_missing
from corpuskit.corpus.furniture import Furniture, read_furniture
from corpuskit.corpus.heads import Piece
from corpuskit.corpus.layout import PageReader
from corpuskit.corpus.lines import NO_PHRASES
from corpuskit.corpus.metadata import add_dates, find_values, parse_date
from corpuskit.corpus.names import NameBook
from corpuskit.corpus.records import Article, Problem, Value
from corpuskit.corpus.sidecar import read_sidecar
from corpuskit.errors import ReadError

_TEXT_FIELDS = ("title", "outlet", "author", "section", "agencies", "place")
_ORDER = (
    "doc_id",
    "text",
    "raw",
    "title",
    "outlet",
    "published",
    "author",
    "section",
    "agencies",
    "place",
    "path",
)


def assemble(
    articles: Sequence[Article],
    names: NameBook,
    sidecar: Path | pd.DataFrame | None,
    furniture: pd.DataFrame | None,
    problems: list[Problem],
    errors: str,
) -> tuple[pd.DataFrame, list[list[Piece]]]:
    """Make the documents table of articles that were read.

    Parameters
    ----------
    articles : sequence of Article
        What was read.
    names : NameBook
        Known names.
    sidecar : path, DataFrame or None
        What a person knows of them.
    furniture : DataFrame or None
        What repeats in an outlet and is furniture.
    problems : list of Problem
        Receives what is unusual.
    errors : {"raise", "report"}
        What to do with a sidecar that does not fit.

    Returns
    -------
    documents : DataFrame
        The documents table.
    pieces : list of list of Piece
        The parts of each document, without blanks.
    """
    columns: dict[str, list[object]] = {
        "doc_id": [a.doc_id for a in articles],
        "raw": [a.raw for a in articles],
        "path": [a.path for a in articles],
    }
    for name in _TEXT_FIELDS:
        columns[name] = [_strip(clean_field(a.fields.get(name))) for a in articles]
    columns["published"] = _dates_of(articles, problems)
    reader = PageReader(names)
    known = read_furniture(furniture)
    pieces: list[list[Piece]] = []
    values: list[list[Value]] = []
    for row, article in enumerate(articles):
        found = _read_one(reader, article, columns, row, known)
        pieces.append(found)
        values.append(find_values(article.raw, found, names, _text(columns["author"][row])))
        outlet = next((v.value for v in values[row] if v.field == "outlet"), "")
        if known and outlet and columns["outlet"][row] is None:
            # The page itself has said which outlet it is of: read it again, knowing that.
            pieces[row] = _read_one(reader, article, columns, row, known, outlet)
    columns["text"] = [join_body(a.raw, p) for a, p in zip(articles, pieces, strict=True)]
    undated = [row for row, date in enumerate(columns["published"]) if date is None]
    add_dates(values, [a.raw for a in articles], undated)
    _fill(columns, values)
    keys = pd.DataFrame({"doc_id": columns["doc_id"], "path": columns["path"]})
    if sidecar is not None:
        try:
            _override(columns, read_sidecar(sidecar, keys), values, problems)
        except ReadError as error:
            if errors == "raise":
                raise
            problems.append(Problem("metadata.csv", "metadata", str(error)))
    _report(articles, columns["text"], problems)
    return _build(columns, articles), pieces


def _read_one(
    reader: PageReader,
    article: Article,
    columns: dict[str, list[object]],
    row: int,
    known: Furniture | None,
    outlet: str = "",
) -> list[Piece]:
    outlet = outlet or _text(columns["outlet"][row])
    phrases = known.of(outlet) if known else NO_PHRASES
    title, author = _text(columns["title"][row]), _text(columns["author"][row])
    if article.is_page:
        return reader.read(article.raw, title=title, phrases=phrases)
    return reader.read_body(article.raw, title=title, author=author, phrases=phrases)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _strip(text: str | None) -> str | None:
    stripped = text.strip() if text else None
    return stripped or None


def _dates_of(articles: Sequence[Article], problems: list[Problem]) -> list[object]:
    known: dict[str, datetime.datetime | None] = {}
    dates: list[object] = []
    for article in articles:
        value = article.fields.get("published")
        if is_missing(value) or value == "":
            dates.append(None)
            continue
        key = str(value)
        if key not in known:
            known[key] = _parse(value)
        dates.append(known[key])
        if known[key] is None:
            message = f"{article.path}: {value!r} could not be read as a date."
            problems.append(Problem(article.path, "no date", message, article.doc_id))
    return dates


def _parse(value: object) -> datetime.datetime | None:
    if isinstance(value, pd.Timestamp):
        value = value.to_pydatetime()
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=None)
    parsed = parse_date(value)
    if parsed is not None:
        return parsed.replace(tzinfo=None)
    certain = [found for found in parse_dates(str(value)) if found.certain and found.date]
    if len(certain) == 1 and certain[0].date:
        return datetime.datetime.combine(certain[0].date, datetime.time())
    return None


def _fill(columns: dict[str, list[object]], values: Sequence[Sequence[Value]]) -> None:
    """Fill what no field says with what the text says."""
    for row, found in enumerate(values):
        for value in found:
            if columns[value.field][row] is None:
                columns[value.field][row] = _as_cell(value)


def _as_cell(value: Value) -> object:
    if not value.value:
        return None
    return parse_date(value.value) if value.field == "published" else value.value


def _override(
    columns: dict[str, list[object]],
    given: dict[str, list[Value]],
    values: Sequence[Sequence[Value]],
    problems: list[Problem],
) -> None:
    """Let the sidecar have the last word, and report where it contradicts the text."""
    for row, doc_id in enumerate(columns["doc_id"]):
        found = {value.field: value for value in values[row]}
        for value in given.get(str(doc_id), []):
            cell = _as_cell(value)
            if value.field == "published" and value.value and cell is None:
                message = f"metadata.csv: {value.value!r} of {doc_id!r} is no date (YYYY-MM-DD)."
                raise ReadError(message)
            other = found.get(value.field)
            if other is not None and other.certain and other.value != value.value:
                message = (
                    f"{doc_id}: {value.field} is {value.value!r} in the sidecar, but the text says "
                    f"{other.value!r} ({other.rule}). The sidecar was believed."
                )
                path = str(columns["path"][row])
                problems.append(Problem(path, "metadata", message, str(doc_id)))
            columns.setdefault(value.field, [None] * len(columns["doc_id"]))[row] = cell


def _report(articles: Sequence[Article], texts: Sequence[object], problems: list[Problem]) -> None:
    for article, text in zip(articles, texts, strict=True):
        if not text and not article.raw.strip():
            message = f"{article.path} has no text."
            problems.append(Problem(article.path, "empty text", message, article.doc_id))
        elif not text:
            message = f"{article.path} has no text besides {shorten(article.raw.strip(), 60)!r}."
            problems.append(Problem(article.path, "no body", message, article.doc_id))
        if article.note:
            problems.append(Problem(article.path, "repaired", article.note, article.doc_id))


def _build(columns: dict[str, list[object]], articles: Sequence[Article]) -> pd.DataFrame:
    frame: dict[str, object] = {}
    for name in (*_ORDER, *(name for name in columns if name not in _ORDER)):
        values = columns[name]
        if name == "published":
            frame[name] = pd.to_datetime(pd.Series(values, dtype="object")).astype("datetime64[us]")
        elif name == "outlet":
            frame[name] = pd.Categorical(pd.array(values, dtype="str"))
        else:
            frame[name] = pd.array(values, dtype="str")
    extra = dict.fromkeys(name for a in articles for name in a.fields if name not in frame)
    for name in extra:
        frame[name] = pd.Series([a.fields.get(name) for a in articles]).infer_objects()
    return pd.DataFrame(frame)
