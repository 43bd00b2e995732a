"""Make the documents table of articles: parts, text, metadata from fields, text and sidecar."""

from collections.abc import Iterable
from functools import lru_cache
from textwrap import shorten

import pandas as pd

from corpuskit.corpus.cleaning import clean_field
from corpuskit.corpus.columns import TextColumn
from corpuskit.corpus.field_dates import FieldDates
from corpuskit.corpus.furniture import Furniture, read_furniture
from corpuskit.corpus.headpieces import Piece
from corpuskit.corpus.layout import PageReader
from corpuskit.corpus.metadata import add_dates, find_values, parse_date, values_in
from corpuskit.corpus.names import NameBook
from corpuskit.corpus.pages import join_body
from corpuskit.corpus.phrases import NO_PHRASES
from corpuskit.corpus.records import Article, Problem, Value
from corpuskit.corpus.repeats import Repeats
from corpuskit.corpus.sidecar import Sidecar, read_sidecar
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
    articles: Iterable[Article],
    names: NameBook,
    sidecar: Sidecar | None,
    furniture: pd.DataFrame | None,
    problems: list[Problem],
    errors: str,
    *,
    day_first: bool | None = None,
) -> tuple[pd.DataFrame, Repeats]:
    """Make the documents table of articles, one at a time: each is let go once it is in the table.

    Parameters
    ----------
    articles : iterable of Article
        What is read.
    names : NameBook
        Known names.
    sidecar : path, file in an archive, DataFrame or None
        What a person knows of them.
    furniture : DataFrame or None
        What repeats in an outlet and is furniture.
    problems : list of Problem
        Receives what is unusual.
    errors : {"raise", "report"}
        What to do with a sidecar that does not fit.
    day_first : bool, optional
        Whether numbers such as 8/12/2016 begin with the day, where that is known.

    Returns
    -------
    documents : DataFrame
        The documents table; without rows if there was no article.
    repeats : Repeats
        What was counted in their texts.
    """
    judged = None if furniture is None else read_furniture(furniture)
    table = _Table(names, judged, keep_values=sidecar is not None, day_first=day_first)
    for article in articles:
        table.add(article)
    table.infer_dates()
    problems += table.undatable
    if sidecar is not None and table.columns["doc_id"]:
        keys = pd.DataFrame({name: table.columns[name] for name in ("doc_id", "path")})
        try:
            _override(table, read_sidecar(sidecar, keys), problems)
        except ReadError as error:
            if errors == "raise":
                raise
            problems.append(Problem("metadata.csv", "metadata", str(error)))
    problems += table.unusual
    return table.build(), table.repeats


class _Table:
    """The documents table while it grows.

    Parameters
    ----------
    names : NameBook
        Known names.
    furniture : Furniture or None
        What repeats in an outlet.
    keep_values : bool
        Whether what the articles say of themselves will be compared with a sidecar.
    day_first : bool or None
        Whether numbers such as 8/12/2016 begin with the day, where that is known.
    """

    def __init__(
        self,
        names: NameBook,
        furniture: Furniture | None,
        *,
        keep_values: bool,
        day_first: bool | None,
    ) -> None:
        self.columns: dict[str, list[object]] = {
            name: [] for name in ("doc_id", "path", *_TEXT_FIELDS, "published")
        }
        self.extra: dict[str, list[object]] = {}
        self.values: list[list[Value]] | None = [] if keep_values else None
        self.undatable: list[Problem] = []
        self.unusual: list[Problem] = []
        self.texts, self.raws = TextColumn(), TextColumn()
        self._undated: list[tuple[int, str]] = []
        self._dates = FieldDates(day_first)
        self._names, self._furniture = names, furniture
        self._reader = PageReader(names)
        self.repeats = Repeats()
        # What the fields of authors say; the same ones return.
        self._said: dict[str, list[Value]] = {}

    def add(self, article: Article) -> None:
        """Read one article's parts and metadata and add its row."""
        row = len(self.columns["doc_id"])
        fields = {name: _clean(article.fields.get(name)) for name in _TEXT_FIELDS}
        text, found = self._read(article, fields)
        published = self._dates.read(row, article)
        if published is None:
            self._undated.append((row, article.raw))
        for value in found:
            if fields[value.field] is None:
                fields[value.field] = value.value or None
        if self.values is not None:
            self.values.append(found)
        own: dict[str, object] = {
            "doc_id": article.doc_id,
            "path": article.path,
            **fields,
            "published": published,
        }
        for name, cell in own.items():
            self.columns[name].append(cell)
        for name, cell in article.fields.items():
            if name not in own:
                column = self.extra.setdefault(name, [])
                column.extend([None] * (row - len(column)))
                column.append(cell)
        self.repeats.add(text)
        self.texts.append(text)
        self.raws.append(article.raw)
        self._note(article, text)

    def _read(self, article: Article, fields: dict[str, str | None]) -> tuple[str, list[Value]]:
        """Return the text of an article, and what it says of itself."""
        title, author = fields["title"] or "", fields["author"] or ""
        if not article.is_page and self._furniture is None:
            text = self._reader.screen.plain_text(article.raw, title=title, author=author)
            if text is not None:
                return text, list(self._values_in(author))
        pieces = self._name_parts(article, fields, fields["outlet"])
        said = self._values_in(author)
        found = find_values(article.raw, pieces, self._names, said=said)
        outlet = next((value.value for value in found if value.field == "outlet"), "")
        if self._furniture and outlet and fields["outlet"] is None:
            # The page itself has said which outlet it is of: read it again, knowing that.
            pieces = self._name_parts(article, fields, outlet)
        return join_body(article.raw, pieces), found

    def _values_in(self, author: str) -> list[Value]:
        """Return what the field of the author alone says."""
        if author not in self._said:
            self._said[author] = values_in(author, self._names)
        return self._said[author]

    def _name_parts(
        self, article: Article, fields: dict[str, str | None], outlet: str | None
    ) -> list[Piece]:
        title, author = fields["title"] or "", fields["author"] or ""
        phrases = self._furniture.of(outlet or "") if self._furniture else NO_PHRASES
        if article.is_page:
            return self._reader.read(article.raw, title=title, phrases=phrases)
        return self._reader.read_body(article.raw, title=title, author=author, phrases=phrases)

    def _note(self, article: Article, text: str) -> None:
        if not text and not article.raw.strip():
            message = f"{article.path} has no text."
            self.unusual.append(Problem(article.path, "empty text", message, article.doc_id))
        elif not text:
            message = f"{article.path} has no text besides {shorten(article.raw.strip(), 60)!r}."
            self.unusual.append(Problem(article.path, "no body", message, article.doc_id))
        if article.note:
            self.unusual.append(Problem(article.path, "repaired", article.note, article.doc_id))

    def infer_dates(self) -> None:
        """Settle the dates in fields, and reason those of the articles that have none there."""
        settled = self._dates.settle()
        for row, date in settled.items():
            self.columns["published"][row] = date
        self.undatable = self._dates.problems
        self._undated = [item for item in self._undated if item[0] not in settled]
        found: list[list[Value]] = [[] for _ in self._undated]
        add_dates(found, [raw for _, raw in self._undated], range(len(found)))
        for (row, _), values in zip(self._undated, found, strict=True):
            for value in values:
                self.columns["published"][row] = _as_cell(value)
            if self.values is not None:
                self.values[row].extend(values)
        self._undated.clear()

    def build(self) -> pd.DataFrame:
        """Return the table; this one is empty afterwards."""
        frame: dict[str, object] = {}
        for name in (*_ORDER, *(name for name in self.columns if name not in _ORDER)):
            if name in ("text", "raw"):
                frame[name] = (self.texts if name == "text" else self.raws).build()
            elif name == "published":
                dates = pd.to_datetime(pd.Series(self.columns[name], dtype="object"))
                frame[name] = dates.astype("datetime64[us]")
            else:
                texts = pd.array(self.columns[name], dtype="str")
                frame[name] = pd.Categorical(texts) if name == "outlet" else texts
        for name in list(self.extra):
            frame[name] = pd.Series(self.take_extra(name)).infer_objects()
        return pd.DataFrame(frame)

    def take_extra(self, name: str) -> list[object]:
        """Take out a further field of the source; missing everywhere where none has the name."""
        column = self.extra.pop(name, [])
        return column + [None] * (len(self.columns["doc_id"]) - len(column))


def _clean(value: object) -> str | None:
    """Return a field as it stands in the table; None if nothing is in it."""
    if value is None:
        return None
    # Short fields return: the names of papers, sections and writers.
    if isinstance(value, str) and len(value) <= 40:
        return _clean_short(value)
    return (clean_field(value) or "").strip() or None


@lru_cache(maxsize=2**12)
def _clean_short(value: str) -> str | None:
    return (clean_field(value) or "").strip() or None


def _as_cell(value: Value) -> object:
    if not value.value:
        return None
    return parse_date(value.value) if value.field == "published" else value.value


def _override(table: _Table, given: dict[str, list[Value]], problems: list[Problem]) -> None:
    """Let the sidecar have the last word, and report where it contradicts the text."""
    columns, values = table.columns, table.values or []
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
            if value.field not in columns:
                columns[value.field] = table.take_extra(value.field)
            columns[value.field][row] = cell
