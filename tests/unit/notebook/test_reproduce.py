"""corpuskit reproduce: what it writes, and what it says when a notebook fails."""

import nbformat
import pytest

from corpuskit.cli import main
from corpuskit.notebook.reproduce import choose_notebooks

SAVE = """
import matplotlib.pyplot as plt, pandas as pd, corpuskit as ck
figure, ax = plt.subplots()
ck.save_figure(figure, "{name}", tables=pd.DataFrame({{"a": [1]}}))
"""


def write_notebook(folder, name, *cells):
    folder.mkdir(exist_ok=True)
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbformat.write(book, folder / f"{name}.ipynb")


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_help_is_useful(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["reproduce", "--help"])
    assert caught.value.code == 0
    text = capsys.readouterr().out
    assert "--only" in text
    assert "--out" in text
    assert "examples:" in text


def test_good_and_failing_notebook(project, capsys):
    notebooks = project / "notebooks"
    write_notebook(notebooks, "01_good", SAVE.format(name="good"))
    write_notebook(notebooks, "02_bad", SAVE.format(name="bad"), "1 / 0")
    (project / "figures").mkdir()
    (project / "figures" / "bad.csv").write_text("before")

    assert main(["reproduce"]) == 1

    printed = capsys.readouterr()
    assert "02_bad.ipynb failed in cell 2 of 2" in printed.err
    assert "ZeroDivisionError: division by zero" in printed.err
    assert "\x1b[" not in printed.err
    assert "01_good.ipynb: 1 figure" in printed.out
    names = {path.name for path in (project / "figures").iterdir()}
    assert names == {"good.png", "good.svg", "good.csv", "good.json", "bad.csv"}
    assert (project / "figures" / "bad.csv").read_text() == "before"
    assert {path.name for path in project.iterdir()} == {"notebooks", "figures"}


def test_only_and_out(project, capsys):
    notebooks = project / "notebooks"
    write_notebook(notebooks, "01_a", "raise SystemExit")
    write_notebook(notebooks, "02_b", SAVE.format(name="b"))
    assert main(["reproduce", "--only", "02", "--out", "paper"]) == 0
    assert "4 files in paper from 1 notebooks" in capsys.readouterr().out
    assert (project / "paper" / "b.svg").exists()


def test_no_notebooks(project, capsys):
    assert main(["reproduce"]) == 2
    assert "There is no folder 'notebooks'" in capsys.readouterr().err
    (project / "notebooks").mkdir()
    assert main(["reproduce"]) == 2
    assert "holds no notebook" in capsys.readouterr().err


def test_only_names_nothing(project, capsys):
    write_notebook(project / "notebooks", "01_a", "1")
    assert main(["reproduce", "--only", "zz"]) == 2
    assert "No notebook's name holds 'zz'. There are: 01_a." in capsys.readouterr().err


def test_not_a_notebook(project, capsys):
    (project / "notebooks").mkdir()
    (project / "notebooks" / "01_a.ipynb").write_text("{")
    assert main(["reproduce"]) == 2
    assert "cannot be read as a notebook" in capsys.readouterr().err


def test_checkpoints_are_left_out(project):
    write_notebook(project / "notebooks", "b", "1")
    write_notebook(project / "notebooks", ".a-checkpoint", "1")
    assert [path.stem for path in choose_notebooks(project / "notebooks")] == ["b"]
