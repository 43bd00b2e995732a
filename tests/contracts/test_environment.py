"""The environment is declared twice, for pip and for conda, and pinned once: all must agree."""

import re
import tomllib
from importlib.metadata import version

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ASKED_FOR = {"pandas", "matplotlib", "seaborn", "scikit-learn", "jupyterlab", "arabic-stopwords"}


@pytest.fixture(scope="module")
def declared(root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"]]


def read_lock(path):
    text = path.read_text("utf-8").replace("\\\n", " ")
    pins = []
    for line in filter(None, map(str.strip, text.splitlines())):
        spec, *hashes = line.split(" --hash=")
        pins.append((Requirement(spec.strip()), hashes))
    return pins


def test_users_packages_are_direct_dependencies(declared):
    assert {requirement.name for requirement in declared} >= ASKED_FOR


def test_conda_mirrors_pip(root, declared):
    conda = yaml.safe_load((root / "environment.yml").read_text("utf-8"))["dependencies"]
    names = [entry for entry in conda if isinstance(entry, str)]
    by_pip = next(entry["pip"] for entry in conda if isinstance(entry, dict))
    assert "-e ." in by_pip
    lines = [*names, *(line for line in by_pip if line != "-e .")]
    mirrored = {r.name: r.specifier for r in map(Requirement, lines) if r.name != "pip"}
    python = mirrored.pop("python")
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert python == project["requires-python"]
    assert mirrored == {r.name: r.specifier for r in declared}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_is_exact_hashed_and_without_addresses(root, name):
    assert not re.search(r"://|--index|--find-links|@ ", (root / name).read_text("utf-8"))
    pins = read_lock(root / name)
    assert len(pins) > 50
    for requirement, hashes in pins:
        assert [s.operator for s in requirement.specifier] == ["=="], requirement
        assert hashes
        assert all(h.strip().startswith("sha256:") for h in hashes), requirement


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_keeps_the_declared_bounds(root, declared, name):
    pinned = {}
    for requirement, _ in read_lock(root / name):
        marker = requirement.marker or Marker("python_version >= '0'")
        if marker.evaluate():
            pinned[canonicalize_name(requirement.name)] = next(iter(requirement.specifier)).version
    for requirement in declared:
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)])


def test_installed_versions_keep_the_declared_bounds(declared):
    for requirement in declared:
        assert requirement.specifier.contains(version(requirement.name)), requirement


def test_the_two_locks_agree(root):
    small = {str(r) for r, _ in read_lock(root / "requirements.lock")}
    assert small <= {str(r) for r, _ in read_lock(root / "requirements-dev.lock")}
