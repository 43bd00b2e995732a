"""Dates in Arabic text: Gregorian under every month name, Hijri, numeric, relative."""

import datetime
from dataclasses import replace

from corpuskit.arabic.date_folding import FoldedText
from corpuskit.arabic.date_grammar import Expression, read_expressions
from corpuskit.arabic.date_values import FoundDate, resolve
from corpuskit.arabic.publication import Published, infer_all_published, infer_published

__all__ = ["FoundDate", "Published", "infer_all_published", "infer_published", "parse_dates"]


def parse_dates(
    text: str,
    *,
    reference: datetime.date | None = None,
    years: tuple[int, int] | None = None,
) -> list[FoundDate]:
    """Find the dates in a text.

    Parameters
    ----------
    text : str
        Any text.
    reference : datetime.date, optional
        The day on which the text was published: relative days and missing years are counted from
        it. Without it they are found, but have no value.
    years : (int, int), optional
        First and last Gregorian year that the dates may lie in; where there is no reference, a
        weekday and a day of the month name the year if only one year of these has them.

    Returns
    -------
    list of FoundDate
        In the order of the text, without overlap.

    Notes
    -----
    A date is certain only where day, month and year are printed (or month and year, or the year,
    for these precisions), its weekday agrees if there is one, and day and month cannot be
    exchanged. Numbers are read day first, or year first. Hijri days are those of the Umm al-Qura
    calendar; a weekday that is one day off moves them, and they are no longer certain.

    Examples
    --------
    >>> [(found.date.isoformat(), found.certain) for found in parse_dates("في 24 شوال 1436")]
    [('2015-08-09', True)]
    >>> day = datetime.date(2016, 12, 3)
    >>> parse_dates("قال أمس الجمعة", reference=day)[0].date
    datetime.date(2016, 12, 2)
    """
    folded = FoldedText(text)
    found: list[FoundDate] = []
    expressions = _share_years(read_expressions(folded.text))
    before: datetime.date | None = None
    for expression in expressions:
        value = resolve(expression, reference=reference, years=years, not_before=before)
        if value is None:
            before = None
            continue
        start, end = folded.span(expression.start, expression.end)
        found.append(
            FoundDate(
                start,
                end,
                value.date,
                value.rule,
                value.certain,
                value.precision,
                value.inferred,
            )
        )
        before = value.date
    return found


def _share_years(expressions: list[Expression]) -> list[Expression]:
    """Give the first day of a range the year of its last day."""
    shared = list(expressions)
    for place in range(len(shared) - 1, 0, -1):
        last, first = shared[place], shared[place - 1]
        if not last.range_end or first.month is None or first.year is not None:
            continue
        if last.month is None or last.year is None or first.calendar != last.calendar:
            continue
        wraps = (first.month, first.day or 0) > (last.month, last.day or 0)
        shared[place - 1] = replace(first, year=last.year - wraps, year_direction=0)
    return shared
