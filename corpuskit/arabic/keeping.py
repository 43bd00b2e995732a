"""Arrays that are made once and kept on disk, in the folder of the compiled code.

Numba finds that folder: ``NUMBA_CACHE_DIR`` where it is set, else the package's ``__pycache__``
where it is writable, else the user's cache. What is kept holds plain arrays, no code.
"""

import hashlib
import io
import unicodedata
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpuskit import __version__
from corpuskit.arabic.interning import intern

Arrays = Mapping[str, NDArray[Any]]


def load_or_make(name: str, sources: Sequence[str], make: Callable[[], Arrays]) -> Arrays:
    """Load arrays that an earlier process made, or make them and keep them.

    Parameters
    ----------
    name : str
        Name of the file, without ending.
    sources : sequence of str
        The modules that decide what the arrays hold, as paths in the package. Where one of them,
        a list in ``corpuskit/data``, or the version of the package or of what it takes words
        from has changed, the arrays are made anew.
    make : callable
        Returns the arrays by name.

    Returns
    -------
    mapping of str to ndarray
        The arrays. A file that is broken, or a folder that cannot be written to, costs the time
        of making them and is no error.
    """
    folder = find_folder()
    if folder is None:
        return make()
    path = folder / f"{name}.kept"
    stamp = _stamp(sources)
    kept = _read(path, stamp)
    if kept is None:
        kept = make()
        # Whoever cannot keep the arrays makes them again the next time.
        with suppress(OSError):
            _write(path, stamp, kept)
    return kept


def find_folder() -> Path | None:
    """Return the folder in which numba keeps the compiled code; None if it compiles nothing."""
    stats = getattr(intern, "stats", None)
    return Path(stats.cache_path) if stats is not None and stats.cache_path else None


def _stamp(sources: Sequence[str]) -> bytes:
    """Return a digest of all that decides what is kept."""
    package = resources.files("corpuskit")
    lists = [file for file in (package / "data").iterdir() if file.name.endswith(".csv")]
    lists.sort(key=lambda file: file.name)
    digest = hashlib.sha256()
    for file in [*lists, *(package.joinpath(*source.split("/")) for source in sources)]:
        data = file.read_bytes()
        digest.update(f"{file.name} {len(data)}\n".encode() + data)
    versions = (__version__, version("simplemma"), version("babel"), unicodedata.unidata_version)
    digest.update(" ".join(versions).encode())
    return digest.digest()


def _read(path: Path, stamp: bytes) -> Arrays | None:
    """Return the arrays of a file with this stamp; None if there is none, or it is broken."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    content = memoryview(data)[2 * len(stamp) :]
    if data[: 2 * len(stamp)] != stamp + hashlib.sha256(content).digest():
        return None
    with np.load(io.BytesIO(content), allow_pickle=False) as kept:
        return {name: kept[name] for name in kept.files}


def _write(path: Path, stamp: bytes, arrays: Arrays) -> None:
    """Write arrays to a file that is there as a whole or not at all."""
    content = io.BytesIO()
    np.savez(content, **arrays)  # type: ignore[arg-type]
    data = content.getvalue()
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f"{path.stem}-{uuid.uuid4().hex[:16]}.tmp")
    try:
        with written.open("xb") as file:
            file.write(stamp + hashlib.sha256(data).digest() + data)
        written.replace(path)
    finally:
        written.unlink(missing_ok=True)
