"""What the README promises: its figure, its two commands, its example, its links."""

import re
import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def readme(root):
    return (root / "README.md").read_text("utf-8")


def test_a_figure_comes_first(readme, root):
    first = re.search(r"!\[.+\]\((.+?)\)", readme)
    assert readme.index(first[0]) < 200
    assert (root / first[1]).exists()


def test_links_lead_somewhere(readme, root):
    for target in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (root / target).exists(), target


def test_each_command_is_one_line_and_uses_the_lock(readme):
    for name, lock, ending in (
        ("reproduce", "requirements.lock", ".venv/bin/corpuskit reproduce"),
        ("test", "requirements-dev.lock", "pytest -q -n 2"),
    ):
        block = re.search(rf"<!-- command: {name} -->\n```sh\n(.+?)```", readme, re.DOTALL)[1]
        assert block.count("\n") == 1
        assert lock in block
        assert block.strip().endswith(ending)


def test_ci_runs_the_readmes_command(root):
    assert "command: test" in (root / ".ci" / "run").read_text("utf-8")


def test_the_example_runs_as_written(readme, root):
    example = re.search(r"```python\n(.+?)```", readme, re.DOTALL)[1]
    assert len(example.strip().splitlines()) <= 11
    run = subprocess.run(
        [sys.executable, "-c", "import matplotlib; matplotlib.use('agg')\n" + example],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "HTML" in run.stdout
