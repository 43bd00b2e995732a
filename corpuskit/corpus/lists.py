"""The hand-kept lists that come with the package, read once."""

import csv
import io
from functools import cache
from importlib.resources import files


@cache
def read_list(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a list in ``corpuskit/data`` as dictionaries.

    Parameters
    ----------
    name : str
        Name of the file, for instance ``"outlets.csv"``.

    Returns
    -------
    tuple of dict
        One dictionary a row, all values as text.

    Examples
    --------
    >>> read_list("outlets.csv")[0].keys() >= {"outlet", "name_ar", "domains", "spellings"}
    True
    """
    text = files("corpuskit").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))
