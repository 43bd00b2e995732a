"""Turn the bytes of one file into articles: pages, tables, JSON, XML, Parquet, HTML."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import pandas as pd
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from corpuskit.arabic.encodings import decode, repair_mojibake
from corpuskit.arabic.mojibake import may_be_broken
from corpuskit.corpus.archives import TABLE_SUFFIXES
from corpuskit.corpus.cleaning import clean_field, clean_raw, is_missing, is_text
from corpuskit.corpus.records import OWN_FIELDS, Article, Problem, map_fields
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


def read_articles(path: str, data: bytes, form: Format) -> Iterator[Article | Problem]:
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
    Article or Problem
        In the order of the file; a problem in the place of a record that cannot be read.

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
    is_table = suffix in TABLE_SUFFIXES
    text, note = _decode(path, data, form, by_record=is_table)
    if suffix in (".html", ".htm", ".xhtml"):
        return iter((_read_html(path, text, note),))
    if suffix in (".csv", ".tsv"):
        return _from_records(path, _read_csv(path, text, suffix), form, note)
    if suffix in (".json", ".jsonl", ".ndjson"):
        return _from_records(path, _read_json(path, text), form, note)
    if suffix == ".xml":
        return _from_records(path, _read_xml(path, text, form), form, note)
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


def _decode(path: str, data: bytes, form: Format, *, by_record: bool) -> tuple[str, str]:
    """Decode a file; a table in UTF-8 is repaired record by record, where it needs to be."""
    if by_record and form.encoding is None and b"\x00" not in data[:4096]:
        try:
            return data.decode("utf-8-sig"), ""
        except UnicodeDecodeError:
            pass
    try:
        decoded = decode(data, encoding=form.encoding)
    except ReadError as error:
        message = f"{path}: {error}"
        raise ReadError(message) from error
    if "\x00" in decoded.text:
        message = f"{path} is no text: it holds NUL bytes. Take it out of the folder."
        raise ReadError(message)
    return decoded.text, decoded.note if decoded.repaired else ""


def articles_of_frame(frame: pd.DataFrame, form: Format) -> Iterator[Article | Problem]:
    """Yield the articles of a DataFrame, as those of a file of records.

    Parameters
    ----------
    frame : DataFrame
        One row an article.
    form : Format
        What the caller says about it.

    Yields
    ------
    Article or Problem
        In the order of the rows.

    Raises
    ------
    ReadError
        If two columns have one name, or none holds the text.
    """
    names = [str(name) for name in frame.columns]
    repeated = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if repeated:
        message = f"The DataFrame has two columns of one name: {list_some(repeated)}. Rename one."
        raise ReadError(message)
    columns = [frame.iloc[:, at].tolist() for at in range(len(names))]
    records = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    return _from_records("DataFrame", records, form, fields=names)


def _from_records(
    path: str,
    records: Iterable[dict[str, Any] | Problem],
    form: Format,
    note: str = "",
    fields: Iterable[str] | None = None,
) -> Iterator[Article | Problem]:
    """Yield records as articles, with their fields under the names of documents."""
    kept = list(records)
    names = fields or dict.fromkeys(n for r in kept if isinstance(r, dict) for n in r)
    if not kept:
        return
    if not names and all(isinstance(record, Problem) for record in kept):
        yield from (record for record in kept if isinstance(record, Problem))
        return
    mapping = map_fields(names, form.columns, where=path)
    targets = set(mapping.values())
    renamed = {
        name: f"source_{name}" if name in targets or name in OWN_FIELDS else name for name in names
    } | mapping
    stem = doc_id_of(path)
    text_name = next(name for name, target in renamed.items() if target == "text")
    kept.reverse()
    number = 0
    while kept:
        # Let go of the records once they are handed on.
        block = [kept.pop() for _ in range(min(len(kept), _RECORDS_AT_ONCE))]
        raws = [
            "" if isinstance(record, Problem) else clean_field(record.get(text_name)) or ""
            for record in block
        ]
        for record, raw, doubtful in zip(block, raws, may_be_broken(raws), strict=True):
            if isinstance(record, Problem):
                yield record
            else:
                fields = {renamed[name]: value for name, value in record.items()}
                where, doc_id = f"{path}#{number}", f"{stem}#{number}"
                yield _article(raw, fields, where, doc_id, note, doubtful=doubtful)
            number += 1


_RECORDS_AT_ONCE = 64


def _article(
    raw: str, fields: dict[str, object], where: str, doc_id: str, note: str, *, doubtful: bool
) -> Article | Problem:
    """Make an article of a record; only a doubtful text is looked at closely."""
    fields.pop("text", None)
    raw, repaired = repair_mojibake(raw) if doubtful else (raw, None)
    if repaired:
        note = f"{where}: {repaired}"
        fields = {n: repair_mojibake(v)[0] if isinstance(v, str) else v for n, v in fields.items()}
    given = fields.pop("doc_id", None)
    if not is_missing(given) and str(given).strip():
        doc_id = str(given).strip()
    texts = [value for value in fields.values() if isinstance(value, str)]
    if not is_text("\n".join((raw if doubtful else "", doc_id, *texts))):
        message = f"{where} holds half a character (a lone surrogate): it is damaged."
        return Problem(where, "unreadable", message)
    return Article(where, doc_id, raw, fields, is_page=False, note=note)


def _read_csv(path: str, text: str, suffix: str) -> Iterator[dict[str, Any] | Problem]:
    delimiter = "\t" if suffix == ".tsv" else _delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = next(reader, None)
        if not header or not any(name.strip() for name in header):
            message = f"{path} is empty: there is no line with the names of the columns."
            raise ReadError(message)
        repeated = [name for name in dict.fromkeys(header) if header.count(name) > 1]
        if repeated:
            message = f"{path} has two columns of one name: {list_some(repeated)}. Rename one."
            raise ReadError(message)
        for row in reader:
            if not row:
                continue
            if len(row) == len(header):
                yield dict(zip(header, row, strict=True))
                continue
            where = f"{path}, line {reader.line_num}"
            message = (
                f"{where}: {len(row)} cells where the first line names {len(header)} columns. "
                "Quote cells that hold the delimiter."
            )
            yield Problem(where, "unreadable", message)
    except csv.Error as error:
        where = f"{path}, line {reader.line_num}"
        message = f"{where}: no valid CSV from here on ({error})."
        yield Problem(where, "unreadable", message)


def _delimiter_of(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t|", key=lambda mark: (first.count(mark), mark == ","))


def _read_json(path: str, text: str) -> Iterator[dict[str, Any] | Problem]:
    """Yield the records of a JSON array, an object that holds one, or JSON lines."""
    stripped = text.strip()
    try:
        whole = json.loads(stripped)
    except RecursionError as error:
        message = f"{path} is nested too deeply to be read as JSON."
        raise ReadError(message) from error
    except ValueError as error:
        if not stripped.startswith("{") or "\n" not in stripped:
            message = f"{path} is no whole JSON: {error}."
            raise ReadError(message) from error
        yield from _read_json_lines(path, text)
        return
    if isinstance(whole, dict):
        lists = [value for value in whole.values() if isinstance(value, list)]
        inside = len(lists) == 1 and lists[0] and isinstance(lists[0][0], dict)
        whole = lists[0] if inside else [whole]
    if not isinstance(whole, list):
        message = f"{path} holds {type(whole).__name__}, not a list of records."
        raise ReadError(message)
    for number, record in enumerate(whole):
        yield _as_record(record, f"{path}#{number}")


def _as_record(record: Any, where: str) -> dict[str, Any] | Problem:
    if isinstance(record, dict):
        return record
    message = f"{where} is no record with named fields but {type(record).__name__}."
    return Problem(where, "unreadable", message)


def _read_json_lines(path: str, text: str) -> Iterator[dict[str, Any] | Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Problem(where, "unreadable", f"{where}: no JSON record ({error}).")
        else:
            yield _as_record(record, where)


def _read_parquet(path: str, data: bytes) -> list[dict[str, Any] | Problem]:
    try:
        frame = pd.read_parquet(io.BytesIO(data))
        # Damage inside a column shows only when its values are asked for.
        columns = [frame.iloc[:, at].tolist() for at in range(frame.shape[1])]
    except Exception as error:  # pyarrow raises many kinds, some of them bare
        message = f"{path} is no whole Parquet file: {error}."
        raise ReadError(message) from error
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def _read_xml(path: str, text: str, form: Format) -> Iterator[dict[str, Any] | Problem]:
    """Yield the records of an XML file: the elements with the tag that the caller named."""
    root = _parse_xml(path, _DECLARATION.sub("", text))
    tag = form.record
    records = [root] if tag is None and len(root) == 0 else list(root)
    if tag is not None:
        records = [e for e in root.iter() if _local(e.tag).casefold() == tag.casefold()]
        if not records:
            tags = dict.fromkeys(_local(e.tag) for e in root.iter())
            message = f"{path} has no element {tag!r} (has: {', '.join(tags)}). Correct record=."
            raise ReadError(message)
    for element in records:
        record: dict[str, Any] = dict(element.attrib)
        for child in element:
            name = _local(child.tag)
            content = "".join(child.itertext())
            record[name] = f"{record[name]}\n{content}" if name in record else content
        if len(element) == 0:
            record[_local(element.tag)] = element.text or ""
        yield record


def _parse_xml(path: str, text: str) -> Element:
    """Parse XML without entities; files of records without a common root are wrapped in one."""
    failure: Exception | None = None
    for candidate in (text, f"<records>{text}</records>"):
        try:
            root: Element = fromstring(candidate)
        except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
            failure = failure or error
            if isinstance(error, DefusedXmlException):
                break
        else:
            return root
    message = f"{path} cannot be read as XML: {type(failure).__name__}: {failure}."
    raise ReadError(message) from failure


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
    try:
        found = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False)
    except Exception as error:  # the extractor parses whatever is there, and may fail anyhow
        message = f"{path} cannot be read as a web page: {error}."
        raise ReadError(message) from error
    told: dict[str, Any] = {}
    if found is not None:
        told = found if isinstance(found, dict) else found.as_dict()
    if not told.get("text"):
        message = f"{path}: no article was found in this web page."
        raise ReadError(message)
    names = {"title": "title", "author": "author", "outlet": "sitename", "published": "date"}
    fields: dict[str, object] = {to: told.get(name) for to, name in names.items()}
    fields["url"] = told.get("url")
    return Article(path, doc_id_of(path), clean_raw(told["text"]), fields, False, note)
