"""Walk folders, globs, zip and gz files, and hand on the bytes of each file inside."""

import glob
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from corpuskit.corpus.records import Problem
from corpuskit.errors import ReadError

PAGE_SUFFIXES = frozenset((".txt", ".html", ".htm", ".xhtml"))
TABLE_SUFFIXES = frozenset(
    (".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".parquet", ".pq", ".xml")
)
ARCHIVE_SUFFIXES = frozenset((".zip", ".gz"))
# A file of gigabytes that unpacks from kilobytes is an attack or an accident, not news.
MAX_RATIO = 200
RATIO_FLOOR = 16 * 2**20
MAX_BYTES = 4 * 2**30
MAX_DEPTH = 3


@dataclass(frozen=True)
class Blob:
    """One file, wherever it lies.

    Parameters
    ----------
    path : str
        Its path below what was asked for, with the members of archives as folders.
    read : callable
        Returns its bytes.
    """

    path: str
    read: Callable[[], bytes]

    @property
    def suffix(self) -> str:
        """Suffix of the file, in small letters."""
        return PurePosixPath(self.path).suffix.casefold()


def walk(source: str | Path) -> Iterator[Blob | Problem]:
    """Yield every file that a path or a glob stands for, sorted by path.

    Parameters
    ----------
    source : str or Path
        A file, a folder (read with its sub-folders), or a glob.

    Yields
    ------
    Blob or Problem
        A file to read, or an archive that could not be opened.

    Raises
    ------
    ReadError
        If there is nothing at the path.
    """
    path = Path(source)
    if path.is_dir():
        root, files = path, sorted(p for p in path.rglob("*") if p.is_file())
        if not files:
            message = f"The folder {path} holds no file. Give a folder with articles."
            raise ReadError(message)
    elif path.exists():
        root, files = path.parent, [path]
    else:
        found = sorted(glob.glob(str(source), recursive=True)) if _is_glob(str(source)) else []
        files = [Path(name) for name in found if Path(name).is_file()]
        if not files:
            message = f"There is nothing at {source}: no file, no folder, and no file fits it."
            raise ReadError(message)
        root = _root_of(str(source))
    for file in files:
        relative = file.relative_to(root)
        if not any(part.startswith(".") for part in relative.parts):
            yield from _open(relative.as_posix(), file.read_bytes, 0)


def _is_glob(source: str) -> bool:
    return any(mark in source for mark in "*?[")


def _root_of(pattern: str) -> Path:
    parts = Path(pattern).parts
    fixed = next(at for at, part in enumerate(parts) if _is_glob(part))
    return Path(*parts[:fixed]) if fixed else Path()


def _open(path: str, read: Callable[[], bytes], depth: int) -> Iterator[Blob | Problem]:
    """Yield a file, or what an archive holds."""
    suffix = PurePosixPath(path).suffix.casefold()
    if suffix not in ARCHIVE_SUFFIXES:
        yield Blob(path, read)
        return
    if depth >= MAX_DEPTH:
        message = f"{path}: archives are nested more than {MAX_DEPTH} deep. Unpack it first."
        yield Problem(path, "unreadable", message)
        return
    if suffix == ".gz":
        yield from _open(path[:-3], lambda: _gunzip(path, read()), depth + 1)
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(read()))
        members = sorted(archive.infolist(), key=lambda member: member.filename)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        message = f"{path} is no whole zip file: {error}. Copy or download it again."
        yield Problem(path, "unreadable", message)
        return
    for member in members:
        if member.is_dir():
            continue
        inner = PurePosixPath(member.filename.replace("\\", "/"))
        if inner.is_absolute() or ".." in inner.parts or ":" in inner.parts[0]:
            message = (
                f"{path} holds a file whose path leaves the archive ({member.filename!r}); it was "
                "not read. Do not trust this archive."
            )
            yield Problem(f"{path}/{member.filename}", "unreadable", message)
            continue
        if any(part.startswith((".", "__MACOSX")) for part in inner.parts):
            continue
        yield from _open(f"{path}/{inner.as_posix()}", _member(archive, member, path), depth + 1)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str) -> Callable[[], bytes]:
    def read() -> bytes:
        where = f"{path}/{member.filename}"
        _check_ratio(where, member.file_size, member.compress_size)
        try:
            with archive.open(member) as file:
                return _read_bounded(file, where, member.compress_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            message = f"{where} is damaged: {error}. Copy or download the archive again."
            raise ReadError(message) from error
        except RuntimeError as error:
            message = f"{where} cannot be unpacked: {error}. Unpack it yourself first."
            raise ReadError(message) from error

    return read


def _gunzip(path: str, data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            return _read_bounded(file, path, len(data))
    except (OSError, EOFError, zlib.error) as error:
        message = f"{path} is no whole gz file: {error}. Copy or download it again."
        raise ReadError(message) from error


def _read_bounded(file: io.BufferedIOBase | object, where: str, packed: int) -> bytes:
    """Read a packed file piece by piece, and stop when it grows beyond reason."""
    chunks: list[bytes] = []
    size = 0
    while chunk := file.read(2**20):  # type: ignore[attr-defined]
        size += len(chunk)
        _check_ratio(where, size, packed)
        chunks.append(chunk)
    return b"".join(chunks)


def _check_ratio(where: str, size: int, packed: int) -> None:
    if size > MAX_BYTES or (size > RATIO_FLOOR and size > MAX_RATIO * max(packed, 1)):
        message = (
            f"{where} unpacks to {size} bytes or more from {packed}, beyond {MAX_RATIO} to 1 or "
            f"{MAX_BYTES} bytes: it looks like a bomb and was not read. Unpack it yourself if you "
            "trust it."
        )
        raise ReadError(message)
