"""Dates that stand in a field of their own, the same way in all records of a file."""

import datetime
import re
from collections import defaultdict
from typing import NamedTuple

import pandas as pd

from corpuskit.arabic.dates import parse_dates
from corpuskit.corpus.cleaning import is_missing
from corpuskit.corpus.metadata import parse_date
from corpuskit.corpus.records import Article, Problem

# Day and month in either order, a Gregorian year, and perhaps a time.
_NUMBERS = re.compile(
    r"\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})"
    r"(?:[\sT،,]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*"
)


class _Numbers(NamedTuple):
    """A date in numbers, whose first two are day and month in an order not yet known."""

    row: int
    article: Article
    first: int
    second: int
    year: int
    time: datetime.time

    def read(self, *, day_first: bool) -> datetime.datetime | None:
        """Return the date in one order, None if there is no such day."""
        day, month = (self.first, self.second) if day_first else (self.second, self.first)
        try:
            return datetime.datetime.combine(datetime.date(self.year, month, day), self.time)
        except ValueError:
            return None


class FieldDates:
    """Reads the dates in the fields of articles; those in numbers when all of a file are known.

    Parameters
    ----------
    day_first : bool or None
        Whether numbers such as 8/12/2016 begin with the day; seen from the others of their file
        if None.
    """

    def __init__(self, day_first: bool | None) -> None:
        self.problems: list[Problem] = []
        self._day_first = day_first
        self._known: dict[str, datetime.datetime | None] = {}
        self._numbers: dict[str, list[_Numbers]] = defaultdict(list)

    def read(self, row: int, article: Article) -> datetime.datetime | None:
        """Return the date of an article, None where it has none or its order is not known yet."""
        value = article.fields.get("published")
        if is_missing(value) or value == "":
            return None
        key = str(value)
        if isinstance(value, str):
            numbers = _read_numbers(row, article, key)
            if numbers is not None:
                self._numbers[article.path.partition("#")[0]].append(numbers)
                return None
        if key not in self._known:
            self._known[key] = _parse(value)
        if self._known[key] is None:
            self._tell(article, "could not be read as a date.")
        return self._known[key]

    def settle(self) -> dict[int, datetime.datetime]:
        """Return the dates in numbers by row, and note those that can be two days."""
        found: dict[int, datetime.datetime] = {}
        for dates in self._numbers.values():
            order = self._day_first
            if order is None:
                order = _order_of(dates)
            for date in dates:
                read = [date.read(day_first=first) for first in (True, False)]
                choice = read if order is None else [read[0 if order else 1]]
                days = dict.fromkeys(day for day in choice if day is not None)
                if len(days) == 1:
                    found[date.row] = next(iter(days))
                elif days:
                    one, other = (f"{day:%Y-%m-%d}" for day in days)
                    self._tell(
                        date.article,
                        f"can be {one} or {other}, and the other dates of its file do not tell. "
                        "Pass day_first=True or day_first=False.",
                    )
                else:
                    self._tell(date.article, "could not be read as a date.")
        self._numbers.clear()
        return found

    def _tell(self, article: Article, what: str) -> None:
        value = article.fields.get("published")
        message = f"{article.path}: {value!r} {what}"
        self.problems.append(Problem(article.path, "no date", message, article.doc_id))


def _read_numbers(row: int, article: Article, text: str) -> _Numbers | None:
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return None
    # int() reads the digits of every script.
    first, second, year = (int(found.group(at)) for at in (1, 2, 3))
    if not 1800 <= year < 2200:
        return None
    hour, minute, second_of = (int(part or 0) for part in found.group(4, 5, 6))
    try:
        time = datetime.time(hour, minute, second_of)
    except ValueError:
        return None
    return _Numbers(row, article, first, second, year, time)


def _order_of(dates: list[_Numbers]) -> bool | None:
    """Say whether the dates of one file begin with the day; None if they do not tell, or differ."""
    days = {
        day_first
        for date in dates
        for day_first in (True, False)
        if date.read(day_first=day_first) and not date.read(day_first=not day_first)
    }
    return days.pop() if len(days) == 1 else None


def _parse(value: object) -> datetime.datetime | None:
    if isinstance(value, pd.Timestamp):
        value = value.to_pydatetime()
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=None)
    parsed = parse_date(value)
    if parsed is not None:
        return parsed.replace(tzinfo=None)
    certain = [found for found in parse_dates(str(value)) if found.certain and found.date]
    if len(certain) == 1 and certain[0].date:
        return datetime.datetime.combine(certain[0].date, datetime.time())
    return None
