"""Compiled loops work where nothing can be kept on disk, too."""

import pytest
from numba.core.caching import CacheImpl

from corpuskit.arabic import compiling
from corpuskit.errors import DataWarning


def double(number):
    return 2 * number


def test_machine_code_is_kept():
    assert compiling.compiled(double).stats.cache_path


def test_without_a_folder_it_compiles_and_says_once_what_to_do(monkeypatch):
    monkeypatch.setattr(CacheImpl, "_locator_classes", [])
    compiling._warn_once.cache_clear()
    with pytest.warns(DataWarning, match="NUMBA_CACHE_DIR"):
        function = compiling.compiled(double)
    assert function(21) == 42
    assert compiling.compiled(double)(4) == 8
