"""The only writer of figures: pictures, the numbers behind them, and the record of how.

Two runs with the same input, settings and versions write the same bytes.
"""

import hashlib
import json
import os
import platform
import tempfile
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from corpuskit.errors import ReadError, TableError
from corpuskit.plots.style import figure_of

FOLDER_VARIABLE = "CORPUSKIT_FIGURES"
_PACKAGES = ("corpuskit", "matplotlib", "networkx", "numpy", "pandas", "scikit-learn", "scipy")


def save_figure(
    figure: Figure | Axes,
    name: str,
    *,
    tables: pd.DataFrame | Mapping[str, pd.DataFrame],
    settings: Mapping[str, object] | None = None,
    inputs: str | Path | Iterable[str | Path] = (),
    folder: str | Path | None = None,
) -> list[Path]:
    """Write a figure as PNG and SVG, with the plotted table and a record of how it was made.

    Parameters
    ----------
    figure : Figure or Axes
        The picture.
    name : str
        Name of the files, without suffix: letters, digits, ``-`` and ``_``.
    tables : DataFrame or mapping of str to DataFrame
        The numbers that the picture shows. One table becomes ``name.csv``; several become
        ``name_key.csv``. UTF-8 with a byte-order mark, which spreadsheets need for Arabic;
        numbers are written with six significant digits.
    settings : mapping, optional
        What was chosen: thresholds, methods, ``random_state``.
    inputs : path or iterable of paths, default ()
        Files or folders that the numbers come from; the record holds the SHA-256 of each file.
    folder : path, optional
        Where to write. By default the folder that the environment variable
        ``CORPUSKIT_FIGURES`` names, else the nearest folder ``figures`` in the current folder or
        one above it, else a new ``figures`` in the current folder.

    Returns
    -------
    list of Path
        The files written: PNG, SVG, tables, record. All are written or none.

    Raises
    ------
    ValueError
        If the name holds other characters.
    TableError
        If there is no table.
    ReadError
        If an input does not exist.

    Examples
    --------
    >>> import tempfile
    >>> import matplotlib.pyplot as plt
    >>> import pandas as pd
    >>> figure, ax = plt.subplots()
    >>> counts = pd.DataFrame({"outlet": ["الجزيرة"], "n": [3]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     paths = save_figure(figure, "counts", tables=counts, folder=folder)
    >>> [path.name for path in paths]
    ['counts.png', 'counts.svg', 'counts.csv', 'counts.json']
    >>> plt.close(figure)
    """
    if not name or not all(c.isascii() and (c.isalnum() or c in "-_") for c in name):
        message = f"name may hold ASCII letters, digits, '-' and '_' only, got {name!r}."
        raise ValueError(message)
    named = {"": tables} if isinstance(tables, pd.DataFrame) else dict(tables)
    if not named:
        message = "tables is empty; hand over the table that the figure shows."
        raise TableError(message)
    target = Path(folder) if folder is not None else figures_folder()
    target.mkdir(parents=True, exist_ok=True)

    contents = _draw(figure_of(figure), name)
    table_records = {}
    for key, table in named.items():
        file_name = f"{name}_{key}.csv" if key else f"{name}.csv"
        contents[file_name] = _to_csv(table)
        table_records[file_name] = {"rows": len(table), "sha256": _sha256(contents[file_name])}
    record = {
        "figure": name,
        "settings": dict(settings or {}),
        "tables": table_records,
        "inputs": hash_inputs([inputs] if isinstance(inputs, str | Path) else inputs),
        "versions": _versions(),
    }
    text = json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True, default=str)
    contents[f"{name}.json"] = (text + "\n").encode()
    return _write_all(contents, target)


def figures_folder() -> Path:
    """Return the folder that figures go to by default.

    Returns
    -------
    Path
        See ``folder`` of :func:`save_figure`. The folder may not exist yet.
    """
    if chosen := os.environ.get(FOLDER_VARIABLE):
        return Path(chosen)
    here = Path.cwd()
    for parent in (here, *here.parents):
        if (parent / "figures").is_dir():
            return parent / "figures"
    return here / "figures"


def hash_inputs(inputs: Iterable[str | Path]) -> dict[str, str]:
    """Return the SHA-256 of each input file.

    Parameters
    ----------
    inputs : iterable of paths
        Files, or folders whose files are all taken (hidden ones left out).

    Returns
    -------
    dict of str to str
        ``folder/file`` to hash, in order of name; no absolute path, so that the record is the
        same on every machine.

    Raises
    ------
    ReadError
        If a path does not exist.
    """
    hashes = {}
    for path in map(Path, inputs):
        if not path.exists():
            message = f"The input {str(path)!r} does not exist, seen from {Path.cwd().name!r}."
            raise ReadError(message)
        root = path.resolve()
        files = [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.is_file())
        for file in files:
            relative = file.relative_to(root.parent)
            if not any(part.startswith(".") for part in relative.parts):
                hashes[relative.as_posix()] = _sha256(file.read_bytes())
    return dict(sorted(hashes.items()))


def _draw(figure: Figure, name: str) -> dict[str, bytes]:
    """Draw a figure into bytes that do not depend on the day or on chance."""
    # Ids in an SVG are hashed with a salt, which is random unless it is set.
    settings: dict[Any, Any] = {"svg.hashsalt": f"corpuskit {name}", "svg.fonttype": "path"}
    drawn = {}
    with mpl.rc_context(settings), tempfile.TemporaryDirectory() as folder:
        for suffix, facts in (
            ("png", {"Software": None}),
            ("svg", {"Date": None, "Creator": None}),
        ):
            path = Path(folder) / f"{name}.{suffix}"
            figure.savefig(path, metadata=facts, bbox_inches="tight", pad_inches=0.08, dpi=200)
            drawn[path.name] = path.read_bytes()
    return drawn


def _to_csv(table: pd.DataFrame) -> bytes:
    if not isinstance(table, pd.DataFrame):
        message = f"tables must hold pandas DataFrames, got {type(table).__name__}."
        raise TableError(message)
    keep_index = not isinstance(table.index, pd.RangeIndex)
    text = table.to_csv(index=keep_index, lineterminator="\n", float_format="%.6g")
    return ("\ufeff" + text).encode()


def _versions() -> dict[str, str]:
    versions = {package: metadata.version(package) for package in _PACKAGES}
    versions["python"] = ".".join(platform.python_version_tuple()[:2])
    return versions


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write_all(contents: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write every file beside its target first, and only then move them into place."""
    waiting: list[tuple[Path, Path]] = []
    try:
        for file_name, content in contents.items():
            target = folder / file_name
            draft = folder / f".{file_name}.{os.getpid()}.tmp"
            waiting.append((draft, target))
            draft.write_bytes(content)
        for draft, target in waiting:
            draft.replace(target)
    finally:
        for draft, _ in waiting:
            draft.unlink(missing_ok=True)
    return [target for _, target in waiting]
