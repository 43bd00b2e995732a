"""Columns of documents as plain lists."""

import pandas as pd


def texts_of(frame: pd.DataFrame, column: str) -> list[str]:
    """Return a text column as a list, with empty texts where it is missing.

    Parameters
    ----------
    frame : DataFrame
        Any table.
    column : str
        Name of a column; it need not be there.

    Returns
    -------
    list of str
        One text a row.
    """
    if column not in frame:
        return [""] * len(frame)
    return [value if isinstance(value, str) else "" for value in frame[column].tolist()]
