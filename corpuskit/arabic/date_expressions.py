"""A date expression: what is printed of a day, and which day that is."""

import datetime
from dataclasses import dataclass

PLAIN, HIJRI = "gregorian", "hijri"


@dataclass(frozen=True)
class Expression:
    """What one date expression says.

    Parameters
    ----------
    start, end : int
        Span in the folded text.
    kind : str
        ``"day"``, ``"numeric"``, ``"day and month"`` (two numbers), ``"month"``, ``"weekday"``,
        ``"relative"``, ``"period"`` (week, month or year that is past, current or coming),
        ``"ago"``, ``"later"`` (counted from something else),
        ``"year"``, ``"event"`` (a day without a year that something is named after).
    calendar : {"gregorian", "hijri"}
        What day, month and year belong to.
    day, month, year : int or None
        What is printed of them.
    weekday : int or None
        Printed day of the week, 0 for Monday.
    offset : int or None
        Days from the day of writing: -1 for "أمس".
    direction : int or None
        -1 past, 0 current, 1 coming, as printed; `SAME` for the month or year named before.
    year_direction, month_direction : int or None
        The same, said of the year or of the month alone ("من العام الماضي").
    unit : {"day", "week", "month", "year"}
        How exact it is.
    amount : int
        Units ago, less than zero for units to come.
    ambiguous : bool
        Whether day and month could be exchanged, or the year has two digits.
    future : bool
        Whether the sentence speaks of what is still to come.
    range_end : bool
        Whether it closes a range that the expression before it opens.
    other : Expression or None
        The same day in the other calendar.
    """

    start: int
    end: int
    kind: str
    calendar: str = PLAIN
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    offset: int | None = None
    direction: int | None = None
    year_direction: int | None = None
    month_direction: int | None = None
    unit: str = "day"
    amount: int = 0
    ambiguous: bool = False
    future: bool = False
    range_end: bool = False
    other: "Expression | None" = None


@dataclass(frozen=True)
class FoundDate:
    """One date expression in a text.

    Parameters
    ----------
    start, end : int
        Where it stands: code-point offsets, ``text[start:end]`` is what was printed.
    date : datetime.date or None
        Its Gregorian value; None where it cannot be told. For a precision of a month or a year it
        is the first day; for a week, a day seven days away or the reference.
    rule : str
        How it was found.
    certain : bool
        Whether day, month and year are all printed and nothing contradicts them.
    precision : {"day", "week", "month", "year"}
        How exact the value is.
    inferred : bool
        Whether the value rests on something that is not printed there (a reference date, a year).
    """

    start: int
    end: int
    date: datetime.date | None
    rule: str
    certain: bool
    precision: str
    inferred: bool = False


def found_date(
    expression: Expression,
    date: datetime.date | None,
    rule: str,
    *,
    certain: bool = False,
    precision: str | None = None,
) -> FoundDate:
    """Return an expression with its day, which is inferred where it is not certain."""
    sure = certain and date is not None
    unit = precision or expression.unit
    inferred = date is not None and not certain
    return FoundDate(expression.start, expression.end, date, rule, sure, unit, inferred)
