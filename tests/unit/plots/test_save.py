"""save_figure: same bytes twice, whole or not at all, and a record that tells how."""

import json

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from corpuskit import ReadError, TableError, save_figure
from corpuskit.plots import save


@pytest.fixture
def table():
    return pd.DataFrame({"outlet": ["الجزيرة", "بلدي"], "share": [1 / 3, 2 / 3], "n": [1, 2]})


def make_figure():
    figure, ax = plt.subplots()
    ax.bar(["الجزيرة", "بلدي"], [1, 2])
    return figure


def test_two_runs_write_the_same_bytes(tmp_path, table):
    written = []
    for run in "ab":
        paths = save_figure(
            make_figure(), "x", tables=table, settings={"n": 3}, folder=tmp_path / run
        )
        written.append({path.name: path.read_bytes() for path in paths})
    assert written[0] == written[1]
    assert sorted(written[0]) == ["x.csv", "x.json", "x.png", "x.svg"]


def test_the_table_reads_back(tmp_path, table):
    save_figure(make_figure(), "x", tables=table, folder=tmp_path)
    back = pd.read_csv(tmp_path / "x.csv")
    pd.testing.assert_frame_equal(back, table, rtol=1e-5)
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_meaningful_index_is_kept(tmp_path, table):
    save_figure(make_figure(), "x", tables=table.set_index("outlet"), folder=tmp_path)
    assert "outlet" in pd.read_csv(tmp_path / "x.csv")


def test_several_tables_have_names(tmp_path, table):
    paths = save_figure(make_figure(), "x", tables={"a": table, "b": table}, folder=tmp_path)
    assert {"x_a.csv", "x_b.csv"} <= {path.name for path in paths}


def test_record(tmp_path, table):
    source = tmp_path / "seeds"
    source.mkdir()
    (source / "a.txt").write_text("قال", "utf-8")
    (source / ".hidden").write_text("x")
    save_figure(
        make_figure(), "x", tables=table, settings={"random_state": 0}, inputs=source,
        folder=tmp_path,
    )  # fmt: skip
    record = json.loads((tmp_path / "x.json").read_text("utf-8"))
    assert record["settings"] == {"random_state": 0}
    assert list(record["inputs"]) == ["seeds/a.txt"]
    assert record["tables"]["x.csv"]["rows"] == 2
    assert "matplotlib" in record["versions"]
    assert str(tmp_path) not in (tmp_path / "x.json").read_text("utf-8")


def test_svg_has_neither_day_nor_maker(tmp_path, table):
    save_figure(make_figure(), "x", tables=table, folder=tmp_path)
    svg = (tmp_path / "x.svg").read_text("utf-8")
    assert "<dc:date>" not in svg
    assert "الجزيرة" in svg, "the label stays greppable as a comment"


def test_nothing_is_left_when_the_last_file_fails(tmp_path, table, monkeypatch):
    def fail(*_args, **_kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(save.Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        save_figure(make_figure(), "x", tables=table, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "a/b", "../x", "صورة", "a b"])
def test_bad_names(tmp_path, table, name):
    with pytest.raises(ValueError, match="ASCII letters"):
        save_figure(make_figure(), name, tables=table, folder=tmp_path)


def test_bad_tables_and_inputs(tmp_path, table):
    with pytest.raises(TableError, match="tables is empty"):
        save_figure(make_figure(), "x", tables={}, folder=tmp_path)
    with pytest.raises(TableError, match="got list"):
        save_figure(make_figure(), "x", tables={"a": [1]}, folder=tmp_path)
    with pytest.raises(ReadError, match="does not exist"):
        save_figure(make_figure(), "x", tables=table, inputs="nowhere", folder=tmp_path)
    assert not list(tmp_path.glob("x*"))


def test_where_figures_go(tmp_path, monkeypatch):
    monkeypatch.delenv(save.FOLDER_VARIABLE, raising=False)
    inner = tmp_path / "project" / "notebooks"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    (tmp_path / "project" / "figures").mkdir()
    assert save.figures_folder() == tmp_path / "project" / "figures"
    monkeypatch.setenv(save.FOLDER_VARIABLE, str(tmp_path / "other"))
    assert save.figures_folder() == tmp_path / "other"
