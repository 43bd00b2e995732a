"""What is made once and kept on disk: read again, made again, never in the way."""

import os
import subprocess
import sys
from dataclasses import asdict

import numpy as np
import pytest

from corpuskit.arabic import keeping
from corpuskit.arabic.keeping import load_or_make
from corpuskit.arabic.lexicon import build_lexicon, load_lexicon, pack_lexicon, unpack_lexicon

SOURCES = ("arabic/lexicon.py",)


class Maker:
    """Makes small arrays and counts how often."""

    def __init__(self):
        self.calls = 0

    def __call__(self):
        self.calls += 1
        return {"text": np.frombuffer(b"abc", np.uint8), "numbers": np.arange(3, dtype=np.int32)}


@pytest.fixture
def make():
    return Maker()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "find_folder", lambda: tmp_path / "new")
    return tmp_path / "new"


def assert_made(arrays):
    assert {name: array.tolist() for name, array in arrays.items()} == {
        "text": [97, 98, 99],
        "numbers": [0, 1, 2],
    }


def test_made_once_and_read_again(folder, make):
    assert_made(load_or_make("some", SOURCES, make))
    kept = load_or_make("some", SOURCES, make)
    assert_made(kept)
    assert make.calls == 1
    assert kept["numbers"].dtype == np.int32
    assert [path.name for path in folder.iterdir()] == ["some.kept"]


def test_broken_files_are_made_again(folder, make):
    load_or_make("some", SOURCES, make)
    path = folder / "some.kept"
    whole = path.read_bytes()
    broken = [b"", whole[:40], whole[:-1], whole + b"x", b"\0" * len(whole)]
    for place in range(0, len(whole), 97):
        broken.append(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
    for number, data in enumerate(broken, 2):
        path.write_bytes(data)
        assert_made(load_or_make("some", SOURCES, make))
        assert make.calls == number
        assert path.read_bytes() == whole


@pytest.mark.parametrize("changed", ["__version__", "version", "sources"])
def test_other_versions_are_made_again(folder, make, monkeypatch, changed):
    load_or_make("some", SOURCES, make)
    if changed == "__version__":
        monkeypatch.setattr(keeping, "__version__", "99")
    elif changed == "version":
        monkeypatch.setattr(keeping, "version", lambda name: "99")
    sources = ("arabic/spelling.py",) if changed == "sources" else SOURCES
    assert_made(load_or_make("some", sources, make))
    assert_made(load_or_make("some", sources, make))
    assert make.calls == 2


def test_a_folder_that_cannot_be_written_to_is_no_error(tmp_path, make, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setattr(keeping, "find_folder", lambda: tmp_path / "file" / "new")
    for number in (1, 2):
        assert_made(load_or_make("some", SOURCES, make))
        assert make.calls == number


def test_nothing_stays_of_a_file_that_could_not_be_written_whole(folder, make, monkeypatch):
    def fail(self, target):
        raise PermissionError(target)

    monkeypatch.setattr("pathlib.Path.replace", fail)
    assert_made(load_or_make("some", SOURCES, make))
    assert list(folder.iterdir()) == []


def test_nothing_is_kept_where_nothing_is_compiled(make, monkeypatch):
    monkeypatch.setattr(keeping, "intern", lambda: None)
    assert keeping.find_folder() is None
    assert_made(load_or_make("some", SOURCES, make))


def test_kept_beside_the_compiled_code():
    assert keeping.find_folder().name == "__pycache__" or os.environ.get("NUMBA_CACHE_DIR")


def test_two_processes_at_once(tmp_path):
    code = "from corpuskit.arabic.lexicon import load_lexicon as f; print(len(f().lemma_of))"
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    running = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment)
        for _ in range(2)
    ]
    printed = {process.communicate()[0].strip() for process in running}
    assert printed == {str(len(load_lexicon().lemma_of)).encode()}
    assert [path.name for path in tmp_path.rglob("lexicon*")] == ["lexicon.kept"]


def test_the_kept_lexicon_is_the_built_one():
    built = build_lexicon()
    assert asdict(load_lexicon()) == asdict(built)
    again = unpack_lexicon(pack_lexicon(built))
    assert asdict(again) == asdict(built)
    assert list(again.lemma_of) == list(built.lemma_of)
    lemma = again.lemma_of["وزراء"]
    assert lemma is again.lemma_of["وزير"]  # one string, however often it is a lemma
