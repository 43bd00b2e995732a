"""Write documents to one Parquet file, whole or not at all, and know such a file again."""

import json
import os
import tempfile
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from corpuskit.errors import ReadError, TableError
from corpuskit.tables import DOCUMENTS, check_table

_MARK = {b"corpuskit": b"documents"}
_KINDS = b"corpuskit.kinds"


def save_corpus(documents: pd.DataFrame, path: str | Path) -> Path:
    """Write documents to a Parquet file, from which ``read_corpus`` reads them back equal.

    Parameters
    ----------
    documents : DataFrame
        A documents table.
    path : str or Path
        The file to write; its name must end in ``.parquet``. A file that is there is replaced.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    TableError
        If ``documents`` breaks its contract, or a column cannot be stored.
    ValueError
        If the name does not end in ``.parquet``.
    OSError
        If the file cannot be written; a file that was there is then untouched.

    Notes
    -----
    The file is written under another name in the same folder and takes its name at the end, so
    that no reader ever meets half of it. Columns, their kinds and their order are kept.

    Examples
    --------
    >>> from corpuskit.corpus.read import read_corpus
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({"a": "قال كيري"})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = save_corpus(documents, Path(folder) / "corpus.parquet")
    ...     read_corpus(path).equals(documents)
    True
    """
    check_table(documents, DOCUMENTS, deep=True)
    target = Path(path)
    if target.suffix.casefold() != ".parquet":
        message = f"path must end in .parquet, got {str(path)!r}."
        raise ValueError(message)
    try:
        table = pa.Table.from_pandas(documents)
    except (pa.ArrowException, TypeError) as error:
        message = (
            f"documents cannot be stored: {error}. Make each column hold values of one kind, for "
            "instance with .astype('str')."
        )
        raise TableError(message) from error
    # Parquet knows neither seconds nor categories without a member: the kinds are noted down.
    kinds = {str(name): _kind_of(documents[name]) for name in documents.columns}
    note = {**_MARK, _KINDS: json.dumps(kinds).encode()}
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), **note})
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    try:
        pq.write_table(table, name, compression="zstd")
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target


def _kind_of(column: pd.Series) -> str:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return f"category of {column.cat.categories.dtype}"
    return str(column.dtype)


def _restore(column: pd.Series, kind: str) -> pd.Series:
    if _kind_of(column) == kind:
        return column
    inner = kind.removeprefix("category of ")
    if inner == kind:
        return column.astype(kind)
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.set_categories(column.cat.categories.astype(inner))
    empty = pd.Categorical.from_codes([-1] * len(column), categories=pd.Index([], dtype=inner))
    return pd.Series(empty, index=column.index, name=column.name)


def read_saved(path: Path) -> pd.DataFrame | None:
    """Return the documents of a file that ``save_corpus`` wrote; None if it is another file.

    Parameters
    ----------
    path : Path
        Any file.

    Returns
    -------
    DataFrame or None
        The documents.

    Raises
    ------
    ReadError
        If it is damaged.
    """
    if path.suffix.casefold() != ".parquet" or not path.is_file():
        return None
    try:
        metadata = pq.read_schema(path).metadata or {}
    except (pa.ArrowException, OSError):
        return None
    if metadata.get(b"corpuskit") != _MARK[b"corpuskit"]:
        return None
    try:
        documents = pd.read_parquet(path)
        for name, kind in json.loads(metadata.get(_KINDS, b"{}")).items():
            documents[name] = _restore(documents[name], kind)
        return check_table(documents, DOCUMENTS, deep=True)
    except Exception as error:  # pyarrow raises many kinds, some of them bare
        message = f"{path} is damaged: {error}. Save it again."
        raise ReadError(message) from error
