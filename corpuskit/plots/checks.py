"""What every picture asks of its table before it draws."""

from collections.abc import Iterable

import pandas as pd

from corpuskit.errors import EmptyResultError, TableError, list_some


def check_columns(table: pd.DataFrame, columns: Iterable[str], made_by: str) -> None:
    """Raise if a table lacks a column.

    Parameters
    ----------
    table : DataFrame
        What shall be drawn.
    columns : iterable of str
        The columns that the picture reads.
    made_by : str
        The function that makes such tables, for instance ``"measure_keyness()"``.

    Raises
    ------
    TableError
        If a column is absent.
    """
    absent = [name for name in columns if name not in table]
    if absent:
        message = (
            f"the table lacks {list_some(absent, limit=9)} "
            f"(has: {', '.join(map(str, table.columns))}). It is made by {made_by}."
        )
        raise TableError(message)


def check_rows(table: pd.DataFrame, made_by: str) -> None:
    """Raise if a table has no rows.

    Parameters
    ----------
    table : DataFrame
        What shall be drawn.
    made_by : str
        The function that made it.

    Raises
    ------
    EmptyResultError
        If the table is empty.
    """
    if table.empty:
        message = f"the table of {made_by} has no rows: there is nothing to draw."
        raise EmptyResultError(message)


def check_number(value: int, name: str, most: int | None = None) -> None:
    """Raise if a number of things to draw is under 1, or over ``most``.

    Parameters
    ----------
    value : int
        The number.
    name : str
        The argument.
    most : int, optional
        The highest number allowed.

    Raises
    ------
    ValueError
        If it is out of its range.
    """
    if value < 1 or (most is not None and value > most):
        allowed = "1 or more" if most is None else f"1 to {most}"
        message = f"{name} must be {allowed}, got {value!r}."
        raise ValueError(message)


def check_groups(table: pd.DataFrame, by: str, columns: Iterable[str], made_by: str) -> None:
    """Raise if a table cannot be drawn by group: a column or all rows are absent.

    Parameters
    ----------
    table : DataFrame
        What shall be drawn.
    by : str
        The caller's column of groups.
    columns : iterable of str
        The other columns that the picture reads.
    made_by : str
        The function that makes such tables.

    Raises
    ------
    ValueError
        If ``by`` is no column.
    TableError
        If another column is absent.
    EmptyResultError
        If the table is empty.
    """
    if by not in table:
        message = f"by must be a column of the table ({', '.join(table.columns)}), got {by!r}."
        raise ValueError(message)
    check_columns(table, columns, made_by)
    check_rows(table, made_by)
