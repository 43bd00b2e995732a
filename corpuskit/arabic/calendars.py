"""Calendar arithmetic: Hijri days, weekdays, and the year that a date leaves out."""

import datetime
from collections.abc import Iterator
from functools import lru_cache

from hijridate import Gregorian, Hijri

ONE_DAY = datetime.timedelta(days=1)
# The years of the Umm al-Qura tables.
FIRST_HIJRI_YEAR, LAST_HIJRI_YEAR = 1343, 1500
# A day without a year may lie this far after the day on which it was printed.
DAYS_AHEAD = 60


@lru_cache(maxsize=65536)
def make_date(calendar: str, year: int, month: int, day: int) -> datetime.date | None:
    """Return a day of a calendar as a Gregorian date.

    Parameters
    ----------
    calendar : {"gregorian", "hijri"}
        The calendar that the numbers belong to; Hijri is Umm al-Qura.
    year, month, day : int
        The day.

    Returns
    -------
    datetime.date or None
        None where the calendar has no such day, or its tables do not reach it.

    Examples
    --------
    >>> make_date("hijri", 1436, 10, 24)
    datetime.date(2015, 8, 9)
    >>> make_date("gregorian", 2015, 2, 29) is None
    True
    """
    if calendar == "hijri":
        if not (FIRST_HIJRI_YEAR <= year <= LAST_HIJRI_YEAR and 1 <= month <= 12):
            return None
        try:
            found = Hijri(year, month, day).to_gregorian()
        except (ValueError, OverflowError):
            return None
        return datetime.date(found.year, found.month, found.day)
    try:
        return datetime.date(year, month, day)
    except (ValueError, OverflowError):
        return None


def year_in(calendar: str, day: datetime.date) -> int:
    """Return the year of a calendar in which a Gregorian date lies.

    Parameters
    ----------
    calendar : {"gregorian", "hijri"}
        The calendar.
    day : datetime.date
        A Gregorian date.

    Returns
    -------
    int
        The year; outside the tables of the Hijri calendar it is estimated.
    """
    return month_in(calendar, day)[0]


def month_in(calendar: str, day: datetime.date) -> tuple[int, int]:
    """Return the year and the month of a calendar in which a Gregorian date lies.

    Parameters
    ----------
    calendar : {"gregorian", "hijri"}
        The calendar.
    day : datetime.date
        A Gregorian date.

    Returns
    -------
    (int, int)
        Year and month; outside the tables of the Hijri calendar they are estimated.
    """
    if calendar == "gregorian":
        return day.year, day.month
    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except (ValueError, OverflowError):
        return round((day.year - 622) * 33 / 32), 1
    return found.year, found.month


def each_year(
    calendar: str, month: int, day: int, years: Iterator[int] | range
) -> list[datetime.date]:
    """Return one day of the calendar in each of several years, where it exists.

    Parameters
    ----------
    calendar : {"gregorian", "hijri"}
        The calendar of month and day.
    month, day : int
        The day without its year.
    years : range
        Years of that calendar.

    Returns
    -------
    list of datetime.date
        Gregorian dates, in the order of the years.
    """
    found = (make_date(calendar, year, month, day) for year in years)
    return [date for date in found if date is not None]


def find_year(
    calendar: str,
    month: int,
    day: int,
    *,
    reference: datetime.date,
    direction: int | None = None,
    weekday: int | None = None,
    expect_future: bool = False,
) -> datetime.date | None:
    """Find the year of a day that was printed without one.

    Parameters
    ----------
    calendar : {"gregorian", "hijri"}
        The calendar of month and day.
    month, day : int
        What is printed.
    reference : datetime.date
        The day on which it was printed.
    direction : int, optional
        -1 if it is said to be past ("الماضي"), 0 if current ("الجاري"), 1 if coming ("المقبل").
    weekday : int, optional
        The printed day of the week, 0 for Monday.
    expect_future : bool, default False
        Whether the sentence speaks of what is still to come.

    Returns
    -------
    datetime.date or None
        None where no near year has such a day.

    Notes
    -----
    A weekday decides where it fits one of the three nearest years. Without it and without a
    direction, the latest year is taken that puts the day at most 60 days after the reference.

    Examples
    --------
    >>> find_year("gregorian", 12, 8, reference=datetime.date(2016, 12, 10), weekday=3)
    datetime.date(2016, 12, 8)
    """
    middle = year_in(calendar, reference)
    # February has 29 days once in four years, and the eight around a skipped leap year.
    around = each_year(calendar, month, day, range(middle - 8, middle + 9))
    if not around:
        return None
    near = sorted(around, key=lambda date: (abs(date - reference), date))
    if direction is not None and direction < 0:
        past = [date for date in around if date < reference]
        return past[-1] if past else None
    if direction is not None and direction > 0:
        coming = [date for date in around if date > reference]
        return coming[0] if coming else None
    if direction == 0:
        return near[0]
    if weekday is not None:
        fits = [date for date in near[:3] if date.weekday() == weekday]
        if fits:
            return fits[0]
    if expect_future:
        coming = [date for date in around if date >= reference]
        return coming[0] if coming else None
    limit = reference + datetime.timedelta(days=DAYS_AHEAD)
    past = [date for date in around if date <= limit]
    return past[-1] if past else None


def nearest_weekday(day: datetime.date, weekday: int) -> datetime.date:
    """Return the day of that name which is nearest: at most three days before or after.

    Parameters
    ----------
    day : datetime.date
        Where to look.
    weekday : int
        0 for Monday to 6 for Sunday.

    Returns
    -------
    datetime.date
        A day with that weekday.
    """
    return day + ((weekday - day.weekday() + 3) % 7 - 3) * ONE_DAY


def weekday_before(day: datetime.date, weekday: int) -> datetime.date:
    """Return the last day of that name before the day, one to seven days back.

    Parameters
    ----------
    day : datetime.date
        Where to look.
    weekday : int
        0 for Monday to 6 for Sunday.

    Returns
    -------
    datetime.date
        A day with that weekday.
    """
    return day - ((day.weekday() - weekday - 1) % 7 + 1) * ONE_DAY


def weekday_after(day: datetime.date, weekday: int) -> datetime.date:
    """Return the next day of that name after the day, one to seven days ahead.

    Parameters
    ----------
    day : datetime.date
        Where to look.
    weekday : int
        0 for Monday to 6 for Sunday.

    Returns
    -------
    datetime.date
        A day with that weekday.
    """
    return day + ((weekday - day.weekday() - 1) % 7 + 1) * ONE_DAY


def shift_month(
    calendar: str, day: datetime.date, months: int
) -> tuple[datetime.date, int, int] | None:
    """Return the first day of the month that lies some months from a day.

    Parameters
    ----------
    calendar : {"gregorian", "hijri"}
        Whose months are counted.
    day : datetime.date
        Where to start.
    months : int
        How many months on; negative is back.

    Returns
    -------
    (datetime.date, int, int) or None
        The first day, and the year and the month of that calendar; None beyond its tables.
    """
    year, month = month_in(calendar, day)
    year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
    first = make_date(calendar, year, month, 1)
    return None if first is None else (first, year, month)
