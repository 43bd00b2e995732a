"""The public door: its names, what importing it costs, and how its functions are documented."""

import ast
import importlib
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import corpuskit
import corpuskit.plots

PACKAGE = Path(corpuskit.__file__).parent


def public_functions():
    for module in (corpuskit, corpuskit.plots):
        for name in module.__all__:
            item = getattr(module, name)
            if inspect.isfunction(item) or (inspect.isclass(item) and not is_error(item)):
                yield pytest.param(item, id=name)


def is_error(item):
    return issubclass(item, BaseException)


FUNCTIONS = list(public_functions())


@pytest.mark.parametrize("module", [corpuskit, corpuskit.plots], ids=["corpuskit", "plots"])
def test_every_public_name_resolves(module):
    assert len(module.__all__) == len(set(module.__all__))
    for name in module.__all__:
        assert getattr(module, name) is not None


def test_import_is_fast_and_light():
    code = (
        "import time, sys; start = time.perf_counter(); import corpuskit; "
        "seconds = time.perf_counter() - start; "
        "heavy = {'matplotlib', 'jupyterlab', 'dask', 'sklearn', 'numba'} & set(sys.modules); "
        "print(seconds, sorted(heavy))"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(3)
    ]
    seconds = min(float(run.stdout.split()[0]) for run in runs)
    assert seconds < 1
    assert all(run.stdout.split(maxsplit=1)[1].strip() == "[]" for run in runs)


def test_reading_and_counting_never_import_pictures(root):
    code = (
        "import sys, corpuskit as ck\n"
        f"documents = ck.read_corpus({str(root / 'seeds')!r})\n"
        "tokens = ck.find_tokens(documents)\n"
        "ck.build_dtm(tokens)\n"
        "print('matplotlib' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@pytest.mark.parametrize("item", FUNCTIONS)
def test_docstring_says_what_goes_in_and_out(item):
    text = inspect.getdoc(item)
    assert text
    summary = text.splitlines()[0]
    assert summary.endswith("."), summary
    parameters = [
        name
        for name in inspect.signature(item).parameters
        if name not in ("self", "args", "kwargs")
    ]
    _, _, rest = text.partition("Parameters\n---")
    if parameters:
        section = rest.split("\n\n")
        documented = "\n\n".join(section)
        for name in parameters:
            assert name in documented, f"{name} is not documented"


def declared_raises(text):
    _, _, rest = (text or "").partition("Raises\n------\n")
    return {
        line.strip()
        for line in rest.splitlines()
        if line and not line.startswith(" ") and line.strip().isidentifier()
    }


@pytest.mark.parametrize("item", FUNCTIONS)
def test_raised_exceptions_are_documented(item):
    if inspect.isclass(item):
        pytest.skip("a class raises in its methods")
    function = inspect.unwrap(item)
    tree = ast.parse(inspect.getsource(function).lstrip())
    raised = {
        node.exc.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and isinstance(node.exc.func, ast.Name)
    }
    assert raised <= declared_raises(inspect.getdoc(item))


@pytest.mark.parametrize("item", FUNCTIONS)
def test_public_functions_are_typed(item):
    function = inspect.unwrap(item) if inspect.isfunction(item) else item.__init__
    hints = getattr(function, "__annotations__", {})
    for name in inspect.signature(function).parameters:
        if name not in ("self", "args", "kwargs"):
            assert name in hints, f"{name} has no type"


@pytest.mark.parametrize("item", FUNCTIONS)
def test_every_public_function_has_an_example(item):
    if item.__module__ == "corpuskit.plots.style":
        pytest.skip("changes the look of the session")
    assert ">>> " in inspect.getdoc(item)


def test_every_module_has_a_subject():
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        assert ast.get_docstring(tree), path


def test_stub_names_only_modules_that_exist():
    for name in ("errors", "tables", "testing"):
        importlib.import_module(f"corpuskit.{name}")
