"""Read articles from whatever holds them into one documents table."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, TypeAlias, overload

import pandas as pd
from tqdm.auto import tqdm

from corpuskit.corpus.archives import PAGE_SUFFIXES, TABLE_SUFFIXES, Blob, walk
from corpuskit.corpus.assemble import assemble
from corpuskit.corpus.columns import release_memory
from corpuskit.corpus.formats import Format, articles_of_frame, read_articles
from corpuskit.corpus.furniture import FurnitureChoice, check_choice
from corpuskit.corpus.names import NameBook, default_names
from corpuskit.corpus.records import Article, Problem
from corpuskit.corpus.save import read_saved
from corpuskit.corpus.second_look import look_again
from corpuskit.corpus.sidecar import SIDECAR_NAME, Sidecar
from corpuskit.errors import DataWarning, ReadError, list_some

Source: TypeAlias = str | Path | pd.DataFrame
PROBLEM_KINDS = (
    "unreadable",
    "duplicate id",
    "empty text",
    "no body",
    "repaired",
    "no date",
    "metadata",
    "skipped",
    "learned furniture",
)
# Kinds of files that often hold articles, but that are not read.
_OFFICE_SUFFIXES = frozenset(
    (
        ".pdf",
        ".doc",
        ".docx",
        ".rtf",
        ".odt",
        ".xls",
        ".xlsx",
        ".ods",
        ".mht",
        ".mhtml",
        ".rar",
        ".7z",
    )
)


@overload
def read_corpus(
    source: Source,
    *,
    columns: Mapping[str, str] | None = ...,
    metadata: str | Path | pd.DataFrame | None = ...,
    errors: Literal["raise"] = ...,
    encoding: str | None = ...,
    record: str | None = ...,
    furniture: FurnitureChoice = ...,
    names: NameBook | None = ...,
    progress: bool | None = ...,
    day_first: bool | None = ...,
) -> pd.DataFrame: ...


@overload
def read_corpus(
    source: Source,
    *,
    columns: Mapping[str, str] | None = ...,
    metadata: str | Path | pd.DataFrame | None = ...,
    errors: Literal["report"],
    encoding: str | None = ...,
    record: str | None = ...,
    furniture: FurnitureChoice = ...,
    names: NameBook | None = ...,
    progress: bool | None = ...,
    day_first: bool | None = ...,
) -> tuple[pd.DataFrame, pd.DataFrame]: ...


def read_corpus(
    source: Source,
    *,
    columns: Mapping[str, str] | None = None,
    metadata: str | Path | pd.DataFrame | None = "auto",
    errors: Literal["raise", "report"] = "raise",
    encoding: str | None = None,
    record: str | None = None,
    furniture: FurnitureChoice = "auto",
    names: NameBook | None = None,
    progress: bool | None = None,
    day_first: bool | None = None,
) -> pd.DataFrame | tuple[pd.DataFrame, pd.DataFrame]:
    """Read articles into a documents table.

    Parameters
    ----------
    source : path, glob or DataFrame
        A folder (read with its sub-folders), a file, a glob, or a DataFrame with one row an
        article. Read are ``.txt`` (one page each), ``.html`` (with the extra ``html``), ``.csv``,
        ``.tsv``, ``.json`` (array or lines), ``.jsonl``, ``.parquet``, ``.xml``, and each of them
        inside ``.zip`` and ``.gz``; and what ``save_corpus`` wrote, as it was. In a folder with
        pages, tables beside them are no articles.
    columns : mapping of str to str, optional
        Which field of the source fills which column: ``{"text": "content", "outlet": "source"}``.
        Usual names are recognised.
    metadata : "auto", path, DataFrame or None, default "auto"
        A table of what a person knows of the articles, whose values override what the text says:
        ``path, field, value`` and if wanted ``certain, evidence``, or ``path`` and one column a
        field. ``"auto"`` takes ``metadata.csv`` of the folder or archive, if it
        has one.
    errors : {"raise", "report"}, default "raise"
        Stop at the first thing that cannot be read, or read on and return a second table.
    encoding : str, optional
        Encoding of all files; found for each file if not given.
    record : str, optional
        Tag of one article in XML, for instance ``"DOC"``; the children of the root if not given.
    furniture : "auto", DataFrame or None, default "auto"
        What repeats in an outlet and is furniture. ``"auto"``: what is learned from these articles;
        ``suggest_furniture(documents)`` returns it as a table, with more that could be furniture.
        A table: ``suggest_furniture`` after a person's look. None (or False): nothing besides what
        the general rules name.
    names : NameBook, optional
        Names of outlets, agencies and places; the hand-kept lists by default.
    progress : bool, optional
        Whether to show a progress bar; by default only where a terminal or notebook shows it.
    day_first : bool, optional
        Whether dates in a field such as 8/12/2016 begin with the day. By default the other dates
        of the same file tell: if one can only begin with the day (25/12/2016) and none only with
        the month, all do, and the other way round. Where they do not tell, the date is left out
        and reported.

    Returns
    -------
    documents : DataFrame
        One row an article, in the order of the paths and of the records in each file: doc_id,
        text, raw, title, outlet, published, author, section, agencies, place, path, and all
        further fields of the source. Articles without text are kept, with an empty one.
    problems : DataFrame
        Only with ``errors="report"``: path, problem, message and doc_id (missing where nothing
        was read). Kinds of problem: "unreadable", "duplicate id" (the later one is left out),
        "metadata", "skipped" (a kind of file that is not read): not among the documents;
        "empty text", "no body" (nothing but furniture), "repaired" (wrong decoding undone), "no
        date" (a date that is none): among them. "learned furniture": a line or phrase that was
        taken for furniture, because it stands around different articles of an outlet.

    Raises
    ------
    ReadError
        With ``errors="raise"``, at the first file, record or line of the sidecar that cannot be
        read; always, if there is nothing at ``source`` or no article in it.
    MissingExtraError
        If a web page is to be read without the extra ``html``.
    ValueError
        If an argument has a value that is not allowed.

    Notes
    -----
    ``raw`` is the page, or the field that holds the body: in NFC, with newlines as line ends,
    without a byte order mark, and with HTML entities resolved in fields. ``text`` is made of its
    body parts (see ``find_parts``), joined by newlines. ``title``, ``outlet`` and the other
    columns come from the sidecar, else from fields, else from the page itself (see
    ``find_metadata`` for the evidence). A field that holds more than its name says ("رويترز -
    باريس" as author) is kept as it is; agency and place are read out of it.

    An archive that unpacks to more than 200 times its size (beyond 16 MB) or to more than 4 GB is
    refused, as are members whose path leaves their archive, archives nested more than three deep,
    and XML with entities.

    Warns
    -----
    DataWarning
        With ``errors="raise"``, if articles are empty or were repaired, if the sidecar
        contradicts what an article says for sure, or if files of other kinds were left out.

    Examples
    --------
    >>> documents = read_corpus(
    ...     pd.DataFrame({"headline": ["اتفاق قريب"], "body": ["قال الوزير إن الاتفاق قريب."]})
    ... )
    >>> documents[["doc_id", "title", "text"]]
            doc_id       title                         text
    0  DataFrame#0  اتفاق قريب  قال الوزير إن الاتفاق قريب.
    """
    if errors not in ("raise", "report"):
        message = f"errors must be 'raise' or 'report', got {errors!r}."
        raise ValueError(message)
    check_choice(furniture)
    if not isinstance(source, (str, Path, pd.DataFrame)):
        message = f"source must be a path or a DataFrame, got {type(source).__name__}."
        raise ValueError(message)
    saved = None if isinstance(source, pd.DataFrame) else read_saved(Path(source))
    if saved is not None:
        return saved if errors == "raise" else (saved, _problem_table([]))
    form = Format(columns, encoding, record)
    names = names or default_names()
    found = [] if isinstance(source, pd.DataFrame) else list(walk(source))
    sidecar, unused = _sidecar(source, metadata, found)
    told = _Told(errors == "raise", unused)
    read = told.keep_first(told.keep_articles(_collect(source, found, form, progress)))
    unusual: list[Problem] = []
    judged = furniture if isinstance(furniture, pd.DataFrame) else None
    documents, repeats = assemble(
        read, names, sidecar, judged, unusual, errors, day_first=day_first
    )
    if judged is None and furniture == "auto":
        documents, learned = look_again(documents, names, repeats)
        unusual += learned
    release_memory()
    problems = [*told.unread, *told.repeated, *unusual]
    if documents.empty:
        message = f"No article was read from {_name_of(source)}."
        if problems:
            message += f" The first of {len(problems)} problems: {problems[0].message}"
        else:
            message += " It holds no file of a kind that is read (.txt, .csv, .json, ...)."
        raise ReadError(message)
    table = _problem_table(problems)
    if errors == "report":
        return documents, table
    _warn(table)
    return documents


def _name_of(source: Source) -> str:
    return "the DataFrame" if isinstance(source, pd.DataFrame) else str(source)


class _Told:
    """What could not be read, as it is met; the first such thing stops where that is wanted.

    Parameters
    ----------
    stops : bool
        Whether to raise.
    unread : list of Problem
        What is known before.
    """

    def __init__(self, stops: bool, unread: list[Problem]) -> None:
        self.stops, self.unread = stops, unread
        self.repeated: list[Problem] = []

    def keep_articles(self, items: Iterable[Article | Problem]) -> Iterator[Article]:
        """Yield the articles, and note the problems between them."""
        for item in items:
            if isinstance(item, Article):
                yield item
            elif self.stops and item.problem != "skipped":
                raise ReadError(item.message)
            else:
                self.unread.append(item)

    def keep_first(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Yield the first article of each id, and note the later ones."""
        first: dict[str, str] = {}
        for article in articles:
            if article.doc_id not in first:
                first[article.doc_id] = article.path
                yield article
                continue
            message = (
                f"doc_id {article.doc_id!r} is repeated: {first[article.doc_id]} and "
                f"{article.path}. Ids must be unique; name another column as doc_id, or none."
            )
            if self.stops:
                raise ReadError(message)
            self.repeated.append(Problem(article.path, "duplicate id", message))


def _collect(
    source: Source, found: list[Blob | Problem], form: Format, progress: bool | None
) -> Iterator[Article | Problem]:
    """Yield every article, and every thing that could not be read."""
    if isinstance(source, pd.DataFrame):
        yield from _guard("DataFrame", lambda: articles_of_frame(source, form))
        return
    blobs, others = _choose(found, named=Path(source).is_file())
    yield from others
    hidden = None if progress is None else not progress
    for blob in tqdm(blobs, desc="read_corpus", unit="file", disable=hidden, leave=False):
        yield from _guard(blob.path, lambda blob=blob: read_articles(blob.path, blob.read(), form))


def _guard(path: str, read: object) -> Iterator[Article | Problem]:
    """Yield the articles of one file, and its failure as a problem."""
    try:
        yield from read()  # type: ignore[operator]
    except ReadError as error:
        yield Problem(path, "unreadable", str(error))
    except (OSError, MemoryError) as error:
        yield Problem(path, "unreadable", f"{path} cannot be read: {error}.")


def _choose(found: list[Blob | Problem], *, named: bool) -> tuple[list[Blob], list[Problem]]:
    """Say which files hold articles: pages, or tables where there are no pages."""
    problems = [item for item in found if isinstance(item, Problem)]
    blobs = [item for item in found if isinstance(item, Blob)]
    if named and len(blobs) == 1:
        return blobs, problems
    pages = [blob for blob in blobs if blob.suffix in PAGE_SUFFIXES]
    tables = [
        blob
        for blob in blobs
        if blob.suffix in TABLE_SUFFIXES and Path(blob.path).name != SIDECAR_NAME
    ]
    for blob in blobs:
        if blob.suffix in _OFFICE_SUFFIXES:
            message = f"{blob.path} was left out: files of the kind {blob.suffix} are not read."
            problems.append(Problem(blob.path, "skipped", message))
    return pages or tables, problems


def _sidecar(
    source: Source,
    metadata: str | Path | pd.DataFrame | None,
    found: list[Blob | Problem],
) -> tuple[Sidecar | None, list[Problem]]:
    """Return the sidecar, and a problem for each that lies elsewhere and is not used."""
    if isinstance(metadata, pd.DataFrame) or metadata is None:
        return metadata, []
    if metadata != "auto":
        return Path(metadata), []
    if isinstance(source, pd.DataFrame) or len(found) < 2:
        return None, []
    lying = [b for b in found if isinstance(b, Blob) and Path(b.path).name == SIDECAR_NAME]
    depth = min((blob.path.count("/") for blob in lying), default=0)
    nearest = [blob for blob in lying if blob.path.count("/") == depth]
    # In an archive, the folder that was packed often stands above the files.
    inside = Path(source).is_file() and len(nearest) == 1
    beside = Path(source).is_dir() and depth == 0 and nearest
    used: Sidecar | None = None
    if beside:
        used = Path(source) / SIDECAR_NAME
    elif inside:
        used = nearest[0]
    message = (
        "{} was not used: a sidecar is taken from the folder or archive that is read. Read that "
        "one alone, or give the sidecar: metadata=."
    )
    left = [blob for blob in lying if blob not in nearest or used is None]
    return used, [Problem(blob.path, "skipped", message.format(blob.path)) for blob in left]


def _problem_table(problems: list[Problem]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "path": pd.array([p.path for p in problems], dtype="str"),
            "problem": pd.Categorical([p.problem for p in problems], categories=PROBLEM_KINDS),
            "message": pd.array([p.message for p in problems], dtype="str"),
            "doc_id": pd.array([p.doc_id for p in problems], dtype="str"),
        }
    )


def _warn(problems: pd.DataFrame) -> None:
    """Warn once of all that was met but did not stop the reading."""
    told = []
    unusual = problems[problems["problem"] != "learned furniture"]
    for kind, rows in unusual.groupby("problem", observed=True, sort=False):
        first = rows["doc_id"].fillna(rows["path"]).tolist()
        told.append(f"{kind}: {len(rows)} ({list_some(first)})")
    if told:
        message = (
            f"Unusual while reading: {'; '.join(told)}. read_corpus(..., errors='report') returns "
            "a table that says what and why."
        )
        warnings.warn(message, DataWarning, stacklevel=3)
