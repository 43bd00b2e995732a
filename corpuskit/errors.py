"""The exceptions and the warning that corpuskit raises.

Every message says what is wrong, where, what was got, what is allowed and what to do.
"""


class CorpuskitError(Exception):
    """Base of every error that corpuskit raises on purpose."""


class TableError(CorpuskitError, ValueError):
    """A table breaks its contract: a column is missing, of another kind, or out of range."""


class ReadError(CorpuskitError, ValueError):
    """A file, a folder or its metadata cannot be read as asked."""


class EmptyResultError(CorpuskitError, ValueError):
    """Nothing is left to work on, for instance no term after filtering."""


class MissingExtraError(CorpuskitError, ImportError):
    """An optional package is not installed; the message holds the line that installs it."""


class DataWarning(UserWarning):
    """The data are unusual in a way that may change a result; says how many rows and which."""


def list_some(values: object, *, limit: int = 3) -> str:
    """Return the first few values as text, and how many more there are.

    Parameters
    ----------
    values : iterable
        What to list, in order.
    limit : int, default 3
        How many values are written out.

    Returns
    -------
    str
        For instance ``'a', 'b', 'c' and 7 more``.

    Examples
    --------
    >>> list_some(["a", "b", "c", "d"])
    "'a', 'b', 'c' and 1 more"
    """
    items = list(values)  # type: ignore[call-overload]
    shown = ", ".join(repr(item) for item in items[:limit])
    rest = len(items) - limit
    return f"{shown} and {rest} more" if rest > 0 else shown
