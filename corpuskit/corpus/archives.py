"""Walk folders, globs, zip and gz files, and hand on the bytes of each file inside."""

import glob
import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

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


class _Archives:
    """Keeps the zip file that is being read open, and no other."""

    def __init__(self) -> None:
        self._key = ""
        self._archive: zipfile.ZipFile | None = None

    def open(self, key: str, source: Callable[[], Path | IO[bytes]]) -> zipfile.ZipFile:
        if self._archive is None or self._key != key:
            self.close()
            self._archive, self._key = zipfile.ZipFile(source()), key
        return self._archive

    def close(self) -> None:
        if self._archive is not None:
            self._archive.close()
        self._archive, self._key = None, ""


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
        root, files = path, [p for p in path.rglob("*") if p.is_file()]
        if not files:
            message = f"The folder {path} holds no file. Give a folder with articles."
            raise ReadError(message)
    elif path.exists():
        root, files = path.parent, [path]
    else:
        found = glob.glob(str(source), recursive=True) if _is_glob(str(source)) else []
        files = [Path(name) for name in found if Path(name).is_file()]
        if not files:
            message = f"There is nothing at {source}: no file, no folder, and no file fits it."
            raise ReadError(message)
        root = _root_of(str(source))
    opened = _Archives()
    named = {file.relative_to(root).as_posix(): file for file in files}
    for relative in sorted(named):
        if not any(part.startswith(".") for part in PurePosixPath(relative).parts):
            yield from _open(relative, named[relative], 0, opened)
    opened.close()


def _is_glob(source: str) -> bool:
    return any(mark in source for mark in "*?[")


def _root_of(pattern: str) -> Path:
    parts = Path(pattern).parts
    fixed = next(at for at, part in enumerate(parts) if _is_glob(part))
    return Path(*parts[:fixed]) if fixed else Path()


def _open(
    path: str, source: Path | Callable[[], bytes], depth: int, opened: _Archives
) -> Iterator[Blob | Problem]:
    """Yield a file, or what an archive holds."""

    def read() -> bytes:
        return source.read_bytes() if isinstance(source, Path) else source()

    suffix = PurePosixPath(path).suffix.casefold()
    if suffix not in ARCHIVE_SUFFIXES:
        yield Blob(path, read)
        return
    if depth >= MAX_DEPTH:
        message = f"{path}: archives are nested more than {MAX_DEPTH} deep. Unpack it first."
        yield Problem(path, "unreadable", message)
        return
    if suffix == ".gz":
        yield from _open(path[:-3], lambda: _gunzip(path, read()), depth + 1, opened)
        return

    def unpack() -> Path | IO[bytes]:
        return source if isinstance(source, Path) else io.BytesIO(read())

    try:
        members = sorted(opened.open(path, unpack).infolist(), key=lambda one: one.filename)
    except (*_DAMAGE, ReadError) as error:
        message = f"{path} is no whole zip file: {error}. Copy or download it again."
        yield Problem(path, "unreadable", message)
        return
    for member in members:
        if not member.filename.endswith("/"):
            yield from _open_member(path, member, unpack, depth, opened)


def _open_member(
    path: str,
    member: zipfile.ZipInfo,
    unpack: Callable[[], Path | IO[bytes]],
    depth: int,
    opened: _Archives,
) -> Iterator[Blob | Problem]:
    """Yield a member of a zip file, unless its path leaves the archive."""
    inner = PurePosixPath(member.filename.replace("\\", "/"))
    where = f"{path}/{inner.as_posix()}"
    if (
        not inner.parts
        or inner.is_absolute()
        or ".." in inner.parts
        or ":" in "".join(inner.parts[:1])
    ):
        message = (
            f"{path} holds a file whose path leaves the archive ({member.filename!r}); it was "
            "not read. Do not trust this archive."
        )
        yield Problem(where, "unreadable", message)
        return
    if any(part.startswith((".", "__MACOSX")) for part in inner.parts):
        return

    def read() -> bytes:
        _check_ratio(where, member.file_size, member.compress_size)
        try:
            with opened.open(path, unpack).open(member) as file:
                return _read_bounded(file, where, member.compress_size)
        except ReadError:
            raise
        except _DAMAGE as error:
            message = f"{where} is damaged: {error}. Copy or download the archive again."
            raise ReadError(message) from error
        except RuntimeError as error:
            message = f"{where} cannot be unpacked: {error}. Unpack it yourself first."
            raise ReadError(message) from error

    yield from _open(where, read, depth + 1, opened)


# What the standard library raises on damaged archives; struct.error on cut headers.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    NotImplementedError,
)


def _gunzip(path: str, data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            return _read_bounded(cast("IO[bytes]", file), path, len(data))
    except ReadError:
        raise
    except _DAMAGE as error:
        message = f"{path} is no whole gz file: {error}. Copy or download it again."
        raise ReadError(message) from error


def _read_bounded(file: IO[bytes], where: str, packed: int) -> bytes:
    """Read a packed file piece by piece, and stop when it grows beyond reason."""
    chunks: list[bytes] = []
    size = 0
    while chunk := file.read(2**20):
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
