"""Turn the bytes of one file into articles: pages, tables, JSON, XML, Parquet, HTML."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import pandas as pd

from corpuskit.arabic.encodings import decode
from corpuskit.corpus.cleaning import clean_field, clean_raw
from corpuskit.corpus.records import Article, map_fields
from corpuskit.errors import MissingExtraError, ReadError, list_some

csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True)
class Format:
    """What the caller says about the files.

    Parameters
    ----------
    columns : mapping of str to str or None
        Column of documents to field of the source.
    encoding : str or None
        Encoding of the files, found by itself if None.
    record : str or None
        Tag of one record in XML.
    """

    columns: Mapping[str, str] | None = None
    encoding: str | None = None
    record: str | None = None


def read_articles(path: str, data: bytes, form: Format) -> Iterator[Article]:
    """Yield the articles in one file.

    Parameters
    ----------
    path : str
        Path of the file, whose suffix says what it is.
    data : bytes
        The file.
    form : Format
        What the caller says about it.

    Yields
    ------
    Article
        In the order of the file.

    Raises
    ------
    ReadError
        If the file cannot be read as what its suffix says.
    MissingExtraError
        If it is HTML and the extra that reads it is not installed.
    """
    suffix = PurePosixPath(path).suffix.casefold()
    if suffix in (".parquet", ".pq"):
        return _from_records(path, _read_parquet(path, data), form)
    text, note = _decode(path, data, form)
    if suffix in (".html", ".htm", ".xhtml"):
        return iter((_read_html(path, text, note),))
    if suffix in (".csv", ".tsv"):
        return _from_records(path, _read_csv(path, text, suffix), form, note)
    if suffix in (".json", ".jsonl", ".ndjson"):
        return _from_records(path, _read_json(path, text), form, note)
    if suffix == ".xml":
        return _from_records(path, _read_xml(path, data, text, form), form, note)
    return iter((Article(path, doc_id_of(path), clean_raw(text), note=note),))


def doc_id_of(path: str) -> str:
    """Return the id of the article that a file holds: its path without suffix.

    Parameters
    ----------
    path : str
        Path below what was asked for.

    Returns
    -------
    str
        Members of an archive are named by it, once where both bear one name.

    Examples
    --------
    >>> doc_id_of("2016/aleppo.txt"), doc_id_of("2015-07-21.zip/2015-07-21.json")
    ('2016/aleppo', '2015-07-21')
    """
    parts = [_stem(part) for part in PurePosixPath(path).parts]
    kept = [part for at, part in enumerate(parts) if at == 0 or part != parts[at - 1]]
    return "/".join(kept)


def _stem(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    known = {".zip", ".gz", ".txt", ".html", ".htm", ".xhtml", ".csv", ".tsv", ".json"}
    known |= {".jsonl", ".ndjson", ".parquet", ".pq", ".xml"}
    return name.removesuffix(suffix) if suffix.casefold() in known and suffix != name else name


def _decode(path: str, data: bytes, form: Format) -> tuple[str, str]:
    try:
        decoded = decode(data, encoding=form.encoding)
    except ReadError as error:
        message = f"{path}: {error}"
        raise ReadError(message) from error
    if "\x00" in decoded.text:
        message = f"{path} is no text: it holds NUL bytes. Take it out of the folder."
        raise ReadError(message)
    return decoded.text, decoded.note if decoded.repaired else ""


def articles_of_frame(frame: pd.DataFrame, form: Format) -> Iterator[Article]:
    """Yield the articles of a DataFrame, as those of a file of records."""
    records = frame.to_dict("records")
    return _from_records("DataFrame", [{str(k): v for k, v in r.items()} for r in records], form)


def _from_records(
    path: str, records: Iterable[Any], form: Format, note: str = ""
) -> Iterator[Article]:
    """Yield records as articles, with their fields under the names of documents."""
    mapping: dict[str, str] = {}
    seen: set[frozenset[str]] = set()
    stem = doc_id_of(path)
    for number, record in enumerate(records):
        where = f"{path}#{number}"
        if not isinstance(record, dict):
            message = f"{where} is no record with named fields but {type(record).__name__}."
            raise ReadError(message)
        shape = frozenset(record)
        if shape not in seen:
            seen.add(shape)
            mapping = map_fields(record, form.columns, where=where)
        fields: dict[str, object] = {}
        for name, value in record.items():
            fields[mapping.get(name, name)] = value
        raw = clean_field(fields.pop("text")) or ""
        given = fields.pop("doc_id", None)
        doc_id = f"{stem}#{number}" if given is None or given != given else str(given)
        yield Article(where, doc_id, raw, fields, is_page=False, note=note)


def _read_csv(path: str, text: str, suffix: str) -> Iterator[dict[str, Any]]:
    delimiter = "\t" if suffix == ".tsv" else _delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = next(reader, None)
        if header is None:
            message = f"{path} is empty: there is no line with the names of the columns."
            raise ReadError(message)
        repeated = [name for name in dict.fromkeys(header) if header.count(name) > 1]
        if repeated:
            message = f"{path} has two columns of one name: {list_some(repeated)}. Rename one."
            raise ReadError(message)
        for row in reader:
            if not row:
                continue
            if len(row) != len(header):
                message = (
                    f"{path}, line {reader.line_num}: {len(row)} cells where the first line "
                    f"names {len(header)} columns. Quote cells that hold the delimiter."
                )
                raise ReadError(message)
            yield dict(zip(header, row, strict=True))
    except csv.Error as error:
        message = f"{path}, line {reader.line_num}: no valid CSV ({error})."
        raise ReadError(message) from error


def _delimiter_of(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t|", key=lambda mark: (first.count(mark), mark == ","))


def _read_json(path: str, text: str) -> Iterator[Any]:
    """Yield the records of a JSON array, an object that holds one, or JSON lines."""
    stripped = text.lstrip()
    try:
        whole = json.loads(stripped)
    except RecursionError as error:
        message = f"{path} is nested too deeply to be read as JSON."
        raise ReadError(message) from error
    except json.JSONDecodeError as error:
        if not stripped.startswith("{") or "\n" not in stripped.strip():
            message = f"{path} is no whole JSON: {error}."
            raise ReadError(message) from error
        yield from _read_json_lines(path, text)
        return
    if isinstance(whole, dict):
        lists = [value for value in whole.values() if isinstance(value, list)]
        whole = (
            lists[0] if len(lists) == 1 and lists[0] and isinstance(lists[0][0], dict) else [whole]
        )
    if not isinstance(whole, list):
        message = f"{path} holds {type(whole).__name__}, not a list of records."
        raise ReadError(message)
    yield from whole


def _read_json_lines(path: str, text: str) -> Iterator[Any]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except (json.JSONDecodeError, RecursionError) as error:
                message = f"{path}, line {number}: no JSON record ({error})."
                raise ReadError(message) from error


def _read_parquet(path: str, data: bytes) -> list[dict[str, Any]]:
    try:
        frame = pd.read_parquet(io.BytesIO(data))
    except Exception as error:  # pyarrow raises many kinds
        message = f"{path} is no whole Parquet file: {error}."
        raise ReadError(message) from error
    return [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]


def _read_xml(path: str, data: bytes, text: str, form: Format) -> Iterator[dict[str, Any]]:
    """Yield the records of an XML file: the elements with the tag that the caller named."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data if text.lstrip().startswith("<?xml") else text)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        message = f"{path} cannot be read as XML: {type(error).__name__}: {error}."
        raise ReadError(message) from error
    tag = form.record
    records = [root] if tag is None and len(root) == 0 else list(root)
    if tag is not None:
        records = [e for e in root.iter() if _local(e.tag).casefold() == tag.casefold()]
        if not records:
            tags = dict.fromkeys(_local(e.tag) for e in root.iter())
            message = f"{path} has no element {tag!r} (has: {', '.join(tags)}). Correct record=."
            raise ReadError(message)
    for element in records:
        record: dict[str, Any] = {**element.attrib}
        for child in element:
            name = _local(child.tag)
            content = "".join(child.itertext())
            record[name] = f"{record[name]}\n{content}" if name in record else content
        if len(element) == 0:
            record[_local(element.tag)] = element.text or ""
        yield record


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _read_html(path: str, text: str, note: str) -> Article:
    try:
        import trafilatura
    except ImportError as error:
        message = (
            f"{path} is a saved web page; reading it needs an optional package. Install it with: "
            "pip install 'corpuskit[html]'"
        )
        raise MissingExtraError(message) from error
    found = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False)
    if found is None or not found.text:
        message = f"{path}: no article was found in this web page."
        raise ReadError(message)
    fields: dict[str, object] = {
        "title": clean_field(found.title),
        "author": clean_field(found.author),
        "outlet": clean_field(found.sitename),
        "published": found.date,
        "url": found.url,
    }
    return Article(path, doc_id_of(path), clean_raw(found.text), fields, is_page=False, note=note)
