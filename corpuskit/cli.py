"""The command line: ``corpuskit reproduce`` runs the notebooks and writes the figures."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from corpuskit import __version__
from corpuskit.errors import CorpuskitError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words behind ``corpuskit``; those of the process by default.

    Returns
    -------
    int
        0 when all went well, 1 when a notebook failed, 2 when the call cannot be carried out.
    """
    options = _build_parser().parse_args(arguments)
    return _reproduce(options)


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="corpuskit",
        description="Analysis of Arabic news: reproduce the figures of the notebooks.",
    )
    parser.add_argument("--version", action="version", version=f"corpuskit {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    reproduce = commands.add_parser(
        "reproduce",
        help="run the notebooks and write their figures",
        description=(
            "Run every notebook from a clean kernel, in order of name, and write the figures that "
            "it saves: each as PNG and SVG, with the plotted table as CSV and a record (JSON) of "
            "settings, hashes of the input and versions. The notebooks are not changed. The same "
            "input and versions give the same bytes."
        ),
        epilog=(
            "examples:\n"
            "  corpuskit reproduce                  all notebooks, figures into figures/\n"
            "  corpuskit reproduce --only 03        only the notebooks whose name holds 03\n"
            "  corpuskit reproduce --out /my/paper  into another folder\n\n"
            "If a notebook fails, the command stops with the cell and the error, and that\n"
            "notebook's figures are left as they were."
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reproduce.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="NAME",
        help="part of a notebook's name, for instance 03; may be given several times",
    )
    reproduce.add_argument(
        "--out",
        type=Path,
        default=Path("figures"),
        metavar="FOLDER",
        help="where the figures go (default: %(default)s)",
    )
    reproduce.add_argument(
        "--notebooks",
        type=Path,
        default=Path("notebooks"),
        metavar="FOLDER",
        help="where the notebooks are (default: %(default)s)",
    )
    return parser


def _reproduce(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from corpuskit.notebook.reproduce import (
        NotebookError,
        choose_notebooks,
        count_cells,
        run_notebook,
    )

    started = time.monotonic()
    written = []
    status = 0
    try:
        notebooks = choose_notebooks(options.notebooks, options.only)
        # Shown in files too: a run takes a minute, and silence looks like a hang.
        with tqdm(total=count_cells(notebooks), unit="cell", file=sys.stderr) as bar:
            for notebook in notebooks:
                bar.set_description(notebook.stem)
                written.append(run_notebook(notebook, options.out, on_cell=lambda: bar.update()))
    except NotebookError as error:
        print(f"\n{error}\n", file=sys.stderr)
        status = 1
    except (CorpuskitError, OSError) as error:
        print(f"corpuskit: {error}", file=sys.stderr)
        return 2
    for result in written:
        pictures = sum(path.suffix == ".png" for path in result.files)
        print(f"{result.notebook.name}: {pictures} figure{'' if pictures == 1 else 's'}")
        for path in result.files:
            print(f"  {path}")
    n_files = sum(len(result.files) for result in written)
    seconds = time.monotonic() - started
    print(f"{n_files} files in {options.out} from {len(written)} notebooks, {seconds:.0f} s.")
    if status:
        print("A notebook failed (see above); its figures were not touched.", file=sys.stderr)
    return status
