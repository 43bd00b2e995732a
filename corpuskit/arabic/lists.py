"""The hand-kept lists of the language, as they come with the package."""

import csv
from importlib import resources


def read_rows(name: str) -> list[dict[str, str]]:
    """Read one of the lists that come with the package.

    Parameters
    ----------
    name : str
        Name of a CSV file in ``corpuskit/data``.

    Returns
    -------
    list of dict
        One dictionary a row.

    Examples
    --------
    >>> read_rows("folding.csv")[0]["folded"]
    'ا'
    """
    path = resources.files("corpuskit") / "data" / name
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
