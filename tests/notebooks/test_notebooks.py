"""The notebooks: thin, stored without outputs, and the figures they save are those in figures/."""

import ast
import subprocess
import sys
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from matplotlib.testing.compare import compare_images

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
IDS = [path.stem for path in NOTEBOOKS]
MOST_LINES = 10
MOST_CELLS = 15


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(path):
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def test_there_are_notebooks():
    assert [name[:2] for name in IDS[:4]] == ["01", "02", "03", "04"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_stored_without_outputs(path):
    for cell in code_cells(path):
        assert cell.outputs == []
        assert cell.execution_count is None
    assert read(path).metadata.kernelspec.name == "python3"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_thin(path):
    cells = code_cells(path)
    assert len(cells) <= MOST_CELLS
    for cell in cells:
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert len(lines) <= MOST_LINES, cell.source
        kinds = {type(node) for node in ast.walk(ast.parse(cell.source))}
        assert not kinds & {ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_explains_itself(path):
    cells = read(path).cells
    assert cells[0].cell_type == "markdown"
    assert cells[0].source.startswith("# ")
    assert cells[-1].cell_type == "markdown", "a notebook ends with what the result does not show"
    words = " ".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert "five articles" in words


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_lines_are_short(path):
    for cell in code_cells(path):
        assert max(map(len, cell.source.splitlines())) <= 100


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory):
    """The folders of two runs from the command line, side by side."""
    folders = [tmp_path_factory.mktemp("run") / "figures" for _ in range(2)]
    command = [sys.executable, "-m", "corpuskit", "reproduce", "--out"]
    runs = [
        subprocess.Popen(
            [*command, str(folder)], cwd=ROOT, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for folder in folders
    ]  # fmt: skip
    for run in runs:
        out, err = run.communicate(timeout=900)
        assert run.returncode == 0, out + err
    return folders


@pytest.mark.slow
def test_two_runs_write_the_same_bytes(two_runs):
    first, second = ({p.name: p.read_bytes() for p in folder.iterdir()} for folder in two_runs)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.slow
def test_committed_figures_are_those_that_a_run_makes(two_runs):
    fresh = two_runs[0]
    names = {path.name for path in fresh.iterdir()}
    kept = {path.name for path in (ROOT / "figures").iterdir() if path.suffix != ".md"}
    assert kept == names
    for path in sorted(fresh.glob("*.csv")):
        pd.testing.assert_frame_equal(
            pd.read_csv(path), pd.read_csv(ROOT / "figures" / path.name), rtol=1e-4, atol=1e-6
        )
    for path in sorted(fresh.glob("*.png")):
        difference = compare_images(str(ROOT / "figures" / path.name), str(path), tol=3)
        assert difference is None, difference


@pytest.mark.slow
def test_each_figure_has_picture_numbers_and_record(two_runs):
    pictures = {path.stem for path in two_runs[0].glob("*.png")}
    assert len(pictures) >= 8
    for stem in pictures:
        assert (two_runs[0] / f"{stem}.svg").exists()
        assert (two_runs[0] / f"{stem}.json").exists()
        assert list(two_runs[0].glob(f"{stem}*.csv"))
