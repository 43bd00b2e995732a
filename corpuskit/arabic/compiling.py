"""Compiling the loops of the pass."""

import warnings
from collections.abc import Callable
from functools import cache
from typing import Any

import numba

from corpuskit.errors import DataWarning


def compiled(function: Callable[..., Any]) -> Any:
    """Compile a function at its first call, and keep the machine code on disk for later processes.

    Parameters
    ----------
    function : callable
        A function of numbers and arrays.

    Returns
    -------
    callable
        The compiled function. Where no folder can be written to (a read-only container), nothing
        is kept: each process compiles anew, and the first function says so.
    """
    try:
        return numba.njit(cache=True, nogil=True)(function)
    except RuntimeError as error:
        if "no locator" not in str(error):
            raise
    _warn_once()
    return numba.njit(nogil=True)(function)


@cache
def _warn_once() -> None:
    message = (
        "No folder can be written to, so each session compiles its loops anew, which takes some "
        "seconds. Set the environment variable NUMBA_CACHE_DIR to a folder of yours."
    )
    warnings.warn(message, DataWarning, stacklevel=2)
