"""The value of a date expression, reckoned from what is printed and from the day of writing."""

import datetime
from dataclasses import replace

from corpuskit.arabic.calendars import (
    each_year,
    find_year,
    make_date,
    nearest_weekday,
    shift_month,
    year_in,
)
from corpuskit.arabic.date_expressions import HIJRI, Expression, FoundDate, found_date
from corpuskit.arabic.date_relative import resolve_day_of_month, resolve_relative


def resolve(
    expression: Expression,
    *,
    reference: datetime.date | None = None,
    years: tuple[int, int] | None = None,
    not_before: datetime.date | None = None,
) -> FoundDate | None:
    """Reckon the value of one date expression.

    Parameters
    ----------
    expression : Expression
        What is printed.
    reference : datetime.date, optional
        The day of writing.
    years : (int, int), optional
        First and last Gregorian year to choose from where there is no reference.
    not_before : datetime.date, optional
        Where the range begins that the expression ends.

    Returns
    -------
    FoundDate or None
        With the offsets of the folded text; None where the calendar has no such day.
    """
    try:
        if expression.month is not None or expression.kind == "day":
            value = _resolve_printed(expression, reference, years)
        elif expression.kind == "year":
            value = _resolve_year(expression)
        else:
            value = resolve_relative(expression, reference)
    except OverflowError:  # before the year 1 or after 9999
        return None
    if value is None or not expression.range_end or value.certain or expression.year is not None:
        return value
    if not_before is not None and value.date is not None and value.date < not_before:
        later = _one_year_on(expression, value.date)
        if later is not None and (later - not_before).days < 366:
            return replace(value, date=later)
    return value


def _one_year_on(expression: Expression, day: datetime.date) -> datetime.date | None:
    if expression.month is None:
        return None
    year = year_in(expression.calendar, day) + 1
    return make_date(expression.calendar, year, expression.month, expression.day or 1)


def _resolve_printed(
    expression: Expression, reference: datetime.date | None, years: tuple[int, int] | None
) -> FoundDate | None:
    """Reckon a day or a month of which something is printed besides its weekday."""
    e = expression
    if e.month is None:
        return resolve_day_of_month(e, reference)
    if e.kind == "event":
        return found_date(e, None, "a day that something is named after")
    if e.kind == "day and month":
        return _resolve_two_numbers(e, reference)
    if e.other is not None and e.other.year is not None and e.year is None:
        return _resolve_by_other(e, reference)
    if e.year is None:
        return _resolve_without_year(e, reference, years)
    date = make_date(e.calendar, e.year, e.month, e.day or 1)
    if date is None:
        return None if e.kind == "numeric" else found_date(e, None, f"no such day ({e.calendar})")
    name = "Hijri" if e.calendar == HIJRI else "Gregorian"
    if e.unit == "month":
        return found_date(e, date, f"{name} month and year", certain=e.year_direction is None)
    rule = f"{name} {'numbers' if e.kind == 'numeric' else 'day, month, year'}"
    certain = not e.ambiguous and e.year_direction is None
    if e.other is not None:
        return _check_calendars(e, date, certain)
    if e.weekday is not None:
        return _check_weekday(e, date, rule)
    return (
        found_date(e, date, rule, certain=certain)
        if certain
        else replace(
            found_date(
                e, date, rule + (", could be month first" if e.ambiguous else ", year from range")
            ),
            inferred=not e.ambiguous,
        )
    )


def _check_weekday(e: Expression, date: datetime.date, rule: str) -> FoundDate:
    """Hold a full date against its weekday."""
    assert e.weekday is not None
    if date.weekday() == e.weekday:
        return found_date(e, date, rule + ", weekday agrees", certain=e.year_direction is None)
    if e.ambiguous and e.year is not None and e.day is not None and e.month is not None:
        swapped = make_date(e.calendar, e.year, e.day, e.month)
        if swapped is not None and swapped.weekday() == e.weekday:
            return found_date(e, swapped, rule + ", month first by weekday")
    if e.calendar == HIJRI:
        moved = nearest_weekday(date, e.weekday)
        if abs((moved - date).days) == 1:
            return found_date(e, moved, rule + ", moved a day to its weekday")
    return found_date(e, date, rule + ", weekday disagrees")


def _check_calendars(e: Expression, date: datetime.date, certain: bool) -> FoundDate:
    """Hold a Gregorian date against the Hijri one beside it."""
    other = e.other
    assert other is not None
    if other.year is None:
        return (
            _check_weekday(e, date, "two calendars")
            if e.weekday is not None
            else found_date(e, date, "two calendars", certain=certain)
        )
    paired = make_date(other.calendar, other.year, other.month or 0, other.day or 0)
    apart = abs((paired - date).days) if paired is not None else 99
    if apart > 1 and e.ambiguous and e.year is not None and e.day is not None:
        swapped = make_date(e.calendar, e.year, e.day, e.month or 0)
        if swapped is not None and swapped == paired:
            return found_date(e, swapped, "two calendars, month first")
    if e.weekday is not None and date.weekday() != e.weekday:
        if paired is not None and paired.weekday() == e.weekday:
            return found_date(e, paired, "two calendars disagree, the Hijri one has the weekday")
        return found_date(e, date, "two calendars, weekday disagrees")
    if apart == 0:
        return found_date(e, date, "two calendars agree", certain=True)
    if apart == 1:
        # The month may have begun a day later by sight; or one of the two is a slip.
        return found_date(e, date, "two calendars a day apart", certain=e.weekday is not None)
    return found_date(e, date, "two calendars disagree")


def _resolve_by_other(e: Expression, reference: datetime.date | None) -> FoundDate:
    """Take the year of a Gregorian day from the Hijri date beside it."""
    other = e.other
    assert other is not None
    assert e.month is not None
    near = make_date(other.calendar, other.year or 0, other.month or 0, other.day or 0)
    if near is None:
        return _resolve_without_year(replace(e, other=None), reference, None)
    around = each_year(e.calendar, e.month, e.day or 1, range(near.year - 1, near.year + 2))
    fits = [date for date in around if abs((date - near).days) <= 1]
    if not fits:
        return found_date(e, near, "two calendars disagree")
    sure = fits[0] == near and e.weekday in (None, near.weekday())
    rule = "two calendars agree" if sure else "two calendars a day apart"
    return found_date(e, fits[0], rule, certain=sure)


def _resolve_without_year(
    e: Expression, reference: datetime.date | None, years: tuple[int, int] | None
) -> FoundDate:
    assert e.month is not None
    day = e.day or 1
    if reference is None:
        if years is None or e.weekday is None:
            return found_date(e, None, "no year printed")
        fits = days_in_years(e, years)
        if len(fits) == 1:
            return found_date(e, fits[0], "year from weekday")
        return found_date(e, None, f"no year printed, {len(fits)} years have that weekday")
    if e.year_direction is not None:
        year = year_in(e.calendar, reference) + e.year_direction
        date = make_date(e.calendar, year, e.month, day)
        return found_date(e, date, "year from reference, as printed")
    direction = e.direction if e.month_direction is None else 0
    start = reference
    if e.unit == "month" and direction:
        # A whole month that is past or coming is another month than this one.
        first = shift_month(e.calendar, reference, 0)
        start = first[0] if first is not None else reference
    date = find_year(
        e.calendar,
        e.month,
        day,
        reference=start,
        direction=direction,
        weekday=e.weekday,
        expect_future=e.future,
    )
    if date is None:
        return found_date(e, None, "no such day near the reference")
    rule = "year from reference"
    if e.weekday is not None:
        agrees = date.weekday() == e.weekday
        if e.calendar == HIJRI and not agrees:
            moved = nearest_weekday(date, e.weekday)
            if abs((moved - date).days) == 1:
                return found_date(e, moved, "year from reference, moved a day to its weekday")
        rule = "year from weekday" if agrees else "year from reference, weekday disagrees"
    return found_date(e, date, rule)


def _resolve_two_numbers(e: Expression, reference: datetime.date | None) -> FoundDate:
    """Reckon "الأحد 16/10": of either calendar, in either order, by its weekday."""
    if reference is None or e.month is None or e.day is None:
        return found_date(e, None, "two numbers without a year")
    orders = [(e.month, e.day)] + ([(e.day, e.month)] if e.day <= 12 else [])
    fits: list[datetime.date] = []
    for month, day in orders:
        if fits:
            break  # day first, if that fits
        for calendar in ("gregorian", HIJRI):
            date = find_year(calendar, month, day, reference=reference, weekday=e.weekday)
            if date is not None and e.weekday in (None, date.weekday()):
                fits.append(date)
    if not fits:
        return found_date(e, None, "two numbers that do not fit the weekday")
    best = min(fits, key=lambda date: (abs(date - reference), date))
    return found_date(e, best, "two numbers, by their weekday")


def days_in_years(expression: Expression, years: tuple[int, int]) -> list[datetime.date]:
    """List the days that a date without a year can be, by its weekday.

    Parameters
    ----------
    expression : Expression
        With day, month and perhaps a weekday.
    years : (int, int)
        First and last Gregorian year.

    Returns
    -------
    list of datetime.date
        In order.
    """
    e = expression
    if e.month is None:
        return []
    first, last = years
    if e.calendar == HIJRI:
        first = year_in(HIJRI, datetime.date(max(first, 1), 1, 1))
        last = year_in(HIJRI, datetime.date(min(last, 9999), 12, 31))
    dates = each_year(e.calendar, e.month, e.day or 1, range(first, last + 1))
    return [
        date
        for date in dates
        if years[0] <= date.year <= years[1] and e.weekday in (None, date.weekday())
    ]


def _resolve_year(e: Expression) -> FoundDate | None:
    assert e.year is not None
    date = make_date(e.calendar, e.year, 1, 1)
    return None if date is None else found_date(e, date, "year", certain=True)
