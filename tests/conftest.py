"""What all tests share: the seeds, the big corpus where it is at hand, and closed figures."""

import os
import warnings
from pathlib import Path

import pytest
from hypothesis import settings

# Machines that run tests are shared: a slow example is no failure. On CI the examples are the same
# every time, so that a change is judged by itself; elsewhere new ones are tried at every run.
settings.register_profile("corpuskit", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("corpuskit")

# arabic-stopwords depends on a package whose source has invalid escapes; Python says so when it
# compiles it for the first time. Ours is imported with warnings as errors, so do it here once.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import arabicstopwords.arabicstopwords  # noqa: F401

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root():
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def seeds():
    """The documents table of the five seed articles."""
    import corpuskit as ck

    return ck.read_corpus(ROOT / "seeds")


@pytest.fixture(scope="session")
def saudinewsnet():
    """The folder of the 31,030 articles, if there is one."""
    folder = os.environ.get("CORPUSKIT_SAUDINEWSNET")
    if not folder:
        pytest.skip("CORPUSKIT_SAUDINEWSNET does not name the folder of the 31,030 articles")
    return Path(folder)


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    import sys

    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
