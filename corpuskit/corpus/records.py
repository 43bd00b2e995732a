"""What a reader hands on: one article as a page or as named fields, or one thing that failed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from corpuskit.corpus.lists import read_list
from corpuskit.errors import ReadError, list_some

# Columns that the reader itself makes; a field of such a name gets "source_" before it.
OWN_FIELDS = ("doc_id", "text", "raw", "path")


@dataclass
class Article:
    """One article as it stands in a file.

    Parameters
    ----------
    path : str
        File (and member of an archive, and ``#`` with the number of the record).
    doc_id : str
        Its id, made from the path if no field holds one.
    raw : str
        The page, or the field that holds the body.
    fields : dict
        The other fields under the names of documents; further ones under their own.
    is_page : bool
        Whether ``raw`` is a whole page, that begins with its title.
    note : str, default ""
        What was repaired while decoding.
    """

    path: str
    doc_id: str
    raw: str
    fields: dict[str, object] = field(default_factory=dict)
    is_page: bool = True
    note: str = ""


class Value(NamedTuple):
    """One metadata value of one document, and where it was found.

    Parameters
    ----------
    field, value : str
        What is known; an empty value says that there is none.
    start, end : int
        Where it stands in the raw text; -1 if nowhere.
    rule : str
        How it was found.
    certain : bool
        Whether nothing had to be inferred.
    """

    field: str
    value: str
    start: int
    end: int
    rule: str
    certain: bool


@dataclass(frozen=True)
class Problem:
    """One thing that could not be read, or was not as expected.

    Parameters
    ----------
    path : str
        File, member and record.
    problem : str
        Its kind: see ``read_corpus``.
    message : str
        What is wrong, and what to do.
    doc_id : str or None, default None
        The document, where it was read nevertheless.
    """

    path: str
    problem: str
    message: str
    doc_id: str | None = None


def map_fields(
    available: Iterable[str], columns: Mapping[str, str] | None, *, where: str
) -> dict[str, str]:
    """Say which column of a source fills which column of documents.

    Parameters
    ----------
    available : iterable of str
        Names of the columns of the source.
    columns : mapping of str to str or None
        Column of documents to column of the source, as the user gave it.
    where : str
        File, for the message.

    Returns
    -------
    dict of str to str
        Column of the source to column of documents.

    Raises
    ------
    ReadError
        If a column that the user named is not there, or none holds the text.
    """
    names = list(available)
    wanted = dict(columns or {})
    absent = [source for source in wanted.values() if source not in names]
    if absent:
        message = (
            f"{where} has no column {list_some(absent)} (has: {', '.join(map(str, names))}). "
            "Correct columns=."
        )
        raise ReadError(message)
    mapping = {source: target for target, source in wanted.items()}
    by_fold = {str(name).strip().casefold(): name for name in reversed(names)}
    for row in read_list("field_names.csv"):
        target = row["column"]
        if target in wanted:
            continue
        for name in row["names"].split("|"):
            source = by_fold.get(name)
            if source is not None and source not in mapping:
                mapping[source] = target
                break
    if "text" not in mapping.values():
        message = (
            f"{where} has no column that is known to hold the text (has: "
            f"{', '.join(map(str, names))}). Name it: columns={{'text': ...}}."
        )
        raise ReadError(message)
    return mapping
