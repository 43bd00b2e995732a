"""Run the notebooks from a clean kernel and collect the figures they save."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from traitlets import default

from corpuskit.errors import CorpuskitError, ReadError

#: The variable that `save_figure` looks at; the plots room owns it.
_FIGURES_VARIABLE = "CORPUSKIT_FIGURES"
_CELL_SECONDS = 1800
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class NotebookError(CorpuskitError, RuntimeError):
    """A cell of a notebook failed; the message holds the notebook, the cell and the error."""


@dataclass(frozen=True)
class Written:
    """What one notebook wrote.

    Parameters
    ----------
    notebook : Path
        The notebook that ran.
    files : tuple of Path
        The files that it saved, in order of name.
    """

    notebook: Path
    files: tuple[Path, ...]


class _OwnKernelSpec(KernelSpecManager):
    """Know one kernel: the Python that runs this, whatever kernels a user has installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002
        return KernelSpec(resource_dir="", **get_kernel_dict())


class _OwnKernel(AsyncKernelManager):
    """Start every kernel with the Python that runs this."""

    @default("kernel_spec_manager")
    def _own_kernel_spec(self) -> KernelSpecManager:
        return _OwnKernelSpec()


def choose_notebooks(folder: Path, only: Sequence[str] = ()) -> list[Path]:
    """Return the notebooks to run, in order of name.

    Parameters
    ----------
    folder : Path
        Where the notebooks are.
    only : sequence of str, default ()
        Beginnings or parts of names; empty means all.

    Returns
    -------
    list of Path
        The notebooks.

    Raises
    ------
    ReadError
        If the folder is not there or holds no notebook, or a part names none.
    """
    if not folder.is_dir():
        message = (
            f"There is no folder {str(folder)!r}. Run this where the project was cloned to, or "
            "name the folder of the notebooks with --notebooks."
        )
        raise ReadError(message)
    found = sorted(p for p in folder.glob("*.ipynb") if not p.name.startswith("."))
    if not found:
        message = f"The folder {str(folder)!r} holds no notebook (*.ipynb)."
        raise ReadError(message)
    unmatched = [part for part in only if not any(part in path.stem for path in found)]
    if unmatched:
        names = ", ".join(path.stem for path in found)
        message = f"No notebook's name holds {', '.join(map(repr, unmatched))}. There are: {names}."
        raise ReadError(message)
    return [p for p in found if not only or any(part in p.stem for part in only)]


def count_cells(notebooks: Sequence[Path]) -> int:
    """Return how many code cells the notebooks have, for a progress bar.

    Parameters
    ----------
    notebooks : sequence of Path
        The notebooks.

    Returns
    -------
    int
        The number of code cells.

    Raises
    ------
    ReadError
        If a file is not a notebook.
    """
    return sum(
        cell.cell_type == "code" for path in notebooks for cell in _read_notebook(path).cells
    )


def run_notebook(
    notebook: Path, out: Path, *, on_cell: Callable[[], None] = lambda: None
) -> Written:
    """Run one notebook from a clean kernel and move the figures that it saved to a folder.

    Parameters
    ----------
    notebook : Path
        The notebook; it is not changed.
    out : Path
        The folder of the figures. Files of the same name are replaced.
    on_cell : callable, optional
        Called after every code cell.

    Returns
    -------
    Written
        What was written.

    Raises
    ------
    ReadError
        If the file is not a notebook.
    NotebookError
        If a cell fails; then nothing is written.
    """
    content = _read_notebook(notebook)
    out.mkdir(parents=True, exist_ok=True)
    # Beside the target, so that moving a finished file into place is one step of the file system.
    with tempfile.TemporaryDirectory(dir=out.resolve().parent, prefix=".figures-") as name:
        staging = Path(name)
        client = NotebookClient(
            content,
            timeout=_CELL_SECONDS,
            kernel_manager_class=_OwnKernel,
            extra_arguments=["--log-level=ERROR"],
            resources={"metadata": {"path": str(notebook.parent)}},
            on_cell_executed=lambda **_: on_cell(),
        )
        environment = {**os.environ, _FIGURES_VARIABLE: str(staging), "PYTHONHASHSEED": "0"}
        try:
            client.execute(env=environment)
        except CellExecutionError as error:
            raise NotebookError(_explain(notebook, content, str(error))) from None
        except (CellTimeoutError, DeadKernelError) as error:
            raise NotebookError(_explain(notebook, content, str(error))) from error
        files = []
        for draft in sorted(path for path in staging.rglob("*") if path.is_file()):
            target = out / draft.relative_to(staging)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(draft, target)
            files.append(target)
    return Written(notebook, tuple(files))


def _read_notebook(path: Path) -> nbformat.NotebookNode:
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.reader.NotJSONError) as error:
        message = f"{str(path)!r} cannot be read as a notebook: {error}"
        raise ReadError(message) from error


def _explain(notebook: Path, content: nbformat.NotebookNode, error: str) -> str:
    """Say which cell failed: the last code cell that was started."""
    started = [
        i
        for i, cell in enumerate(content.cells, start=1)
        if cell.cell_type == "code" and ("execution" in cell.metadata or cell.outputs)
    ]
    place = f"cell {started[-1]} of {len(content.cells)}" if started else "before its first cell"
    return f"{notebook} failed in {place}.\n{_COLOUR.sub('', error).rstrip()}"
