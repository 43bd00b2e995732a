"""Read metadata.csv: what a person knows of the articles in a folder."""

import io
from pathlib import Path, PurePosixPath
from typing import TypeAlias

import pandas as pd

from corpuskit.corpus.archives import Blob
from corpuskit.corpus.records import Value
from corpuskit.errors import ReadError, list_some

Sidecar: TypeAlias = str | Path | pd.DataFrame | Blob
SIDECAR_NAME = "metadata.csv"
_TRUE = frozenset(("true", "1", "yes", "نعم"))
_FALSE = frozenset(("false", "0", "no", "لا", ""))
_KEYS = ("path", "file", "filename", "doc_id")


def read_sidecar(source: Sidecar, documents: pd.DataFrame) -> dict[str, list[Value]]:
    """Read a sidecar and match its rows with documents.

    Parameters
    ----------
    source : path, file in an archive, or DataFrame
        Long (path, field, value, and if wanted certain and evidence) or wide (path and one column
        a field). ``doc_id`` may stand for ``path``.
    documents : DataFrame
        The documents; ``path`` is matched by the end of their paths.

    Returns
    -------
    dict of str to list of Value
        doc_id to what the sidecar says of it. An empty value says that there is none.

    Raises
    ------
    ReadError
        If it cannot be read, names a file that is not there, or misses one.
    """
    where, frame = _load(source)
    long = _melt(frame, where)
    by_key = _keys_of(documents)
    given: dict[str, list[Value]] = {}
    seen: set[tuple[str, str]] = set()
    unknown: dict[str, None] = {}
    for row in long.itertuples(index=False):
        doc_id = by_key.get(row.key)
        if doc_id is None:
            unknown[row.key] = None
            continue
        if (doc_id, row.field) in seen:
            message = f"{where} says {row.field!r} of {row.key!r} twice. Keep one row."
            raise ReadError(message)
        seen.add((doc_id, row.field))
        rule = f"{where}: {row.evidence}" if row.evidence else where
        given.setdefault(doc_id, []).append(Value(row.field, row.value, -1, -1, rule, row.certain))
    if unknown:
        message = (
            f"{where} names {list_some(unknown)}, which {'is' if len(unknown) == 1 else 'are'} "
            f"not among the {len(documents)} documents read. Correct the name, or take the row out."
        )
        raise ReadError(message)
    missed = [doc_id for doc_id in documents["doc_id"].tolist() if doc_id not in given]
    if missed:
        message = (
            f"{where} has no row for {list_some(missed)}. Add a row for each document (an empty "
            "value says that the article prints none), or read with metadata=None."
        )
        raise ReadError(message)
    return given


def _load(source: Sidecar) -> tuple[str, pd.DataFrame]:
    if isinstance(source, pd.DataFrame):
        frame = source.copy()
        for name in frame.columns:
            frame[name] = frame[name].astype("str")
        return "metadata", frame.fillna("")
    path = PurePosixPath(source.path) if isinstance(source, Blob) else Path(source)
    try:
        opened = io.BytesIO(source.read()) if isinstance(source, Blob) else path
        frame = pd.read_csv(opened, dtype="str", encoding="utf-8-sig", keep_default_na=False)
    except FileNotFoundError as error:
        message = f"There is no file {path}. Give the path of the sidecar, or metadata=None."
        raise ReadError(message) from error
    except (ValueError, OSError) as error:
        message = f"{path} cannot be read as CSV in UTF-8: {error}."
        raise ReadError(message) from error
    return path.name, frame


def _melt(frame: pd.DataFrame, where: str) -> pd.DataFrame:
    """Bring a sidecar into the columns key, field, value, certain, evidence."""
    key = next((name for name in _KEYS if name in frame.columns), None)
    if key is None:
        message = (
            f"{where} needs a column that names the article ({', '.join(_KEYS)}), has: "
            f"{', '.join(map(str, frame.columns))}."
        )
        raise ReadError(message)
    if {"field", "value"} <= set(frame.columns):
        long = pd.DataFrame({"key": frame[key], "field": frame["field"], "value": frame["value"]})
        for name in ("certain", "evidence"):
            long[name] = frame.get(name, "")
    else:
        fields = [name for name in frame.columns if name not in _KEYS]
        long = frame.melt(id_vars=[key], value_vars=fields, var_name="field", value_name="value")
        long = long.rename(columns={key: "key"}).assign(certain="", evidence="")
    told = long["certain"].str.strip().str.casefold()
    wrong = ~told.isin(_TRUE | _FALSE)
    if wrong.any():
        message = (
            f"{where} has {list_some(told[wrong].unique())} in its column certain; allowed are "
            "true and false."
        )
        raise ReadError(message)
    # A person's word without a note on certainty is taken as certain.
    long["certain"] = told.isin(_TRUE) | (told == "")
    long["key"] = long["key"].str.strip()
    return long


def _keys_of(documents: pd.DataFrame) -> dict[str, str]:
    """Return every name by which a sidecar may call a document, where only one bears it."""
    keys: dict[str, str | None] = {}
    paths = documents["path"].tolist() if "path" in documents else [None] * len(documents)
    for doc_id, path in zip(documents["doc_id"].tolist(), paths, strict=True):
        names = {doc_id}
        if isinstance(path, str):
            names |= {path, path.rpartition("/")[2]}
        for name in names:
            keys[name] = doc_id if keys.get(name, doc_id) == doc_id else None
    keys.update((doc_id, doc_id) for doc_id in documents["doc_id"].tolist())
    return {name: doc_id for name, doc_id in keys.items() if doc_id is not None}
