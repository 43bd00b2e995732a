"""Dates in Arabic text: Gregorian under every month name, Hijri, numeric, relative."""

import datetime
from dataclasses import replace

from corpuskit.arabic.date_expressions import HIJRI, Expression, FoundDate
from corpuskit.arabic.date_folding import FoldedText
from corpuskit.arabic.date_grammar import read_expressions
from corpuskit.arabic.date_values import resolve
from corpuskit.arabic.date_words import SAME
from corpuskit.arabic.publication import infer_all_published, infer_published
from corpuskit.arabic.stated_dates import Published

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
    named = _Named()
    for expression in expressions:
        if _says_same(expression):
            value: FoundDate | None = named.resolve(expression, reference)
        else:
            value = resolve(expression, reference=reference, years=years, not_before=before)
            named.note(expression, value)
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


def _says_same(expression: Expression) -> bool:
    return SAME in (expression.direction, expression.month_direction, expression.year_direction)


class _Named:
    """The month and the year that were named last, for "the same month"."""

    def __init__(self) -> None:
        self.month: datetime.date | None = None
        self.year: datetime.date | None = None

    def note(self, expression: Expression, value: FoundDate | None) -> None:
        """Remember what an expression names."""
        date = value.date if value is not None else None
        plain = expression.calendar != HIJRI
        if expression.month is not None:
            # A month of the other calendar, or one without its year, is no month to count from.
            self.month = date if plain else None
            self.year = date if plain else None
        elif expression.kind == "year" and plain:
            self.year = date

    def resolve(self, expression: Expression, reference: datetime.date | None) -> FoundDate:
        """Reckon a date in the month or year named last; it is never certain."""
        start, end = expression.start, expression.end
        if expression.direction == SAME and (expression.year or expression.year_direction):
            return self._in_other_year(expression, reference)
        same_year = expression.year_direction == SAME or (
            expression.direction == SAME and expression.unit == "year"
        )
        base = self.year if same_year else self.month
        unit = expression.unit
        if base is None:
            return FoundDate(start, end, None, f"the same {unit}, not named before", False, unit)
        current = replace(
            expression,
            direction=_current(expression.direction),
            month_direction=_current(expression.month_direction),
            year_direction=_current(expression.year_direction),
        )
        value = resolve(current, reference=base)
        if value is None or value.date is None:
            return FoundDate(start, end, None, "no such day", False, unit)
        rule = f"in the same {'year' if same_year else 'month'} as the date before"
        return FoundDate(start, end, value.date, rule, False, unit, True)

    def _in_other_year(self, e: Expression, reference: datetime.date | None) -> FoundDate:
        """Reckon "the same month of last year"."""
        year = e.year
        if year is None and reference is not None and e.year_direction != SAME:
            year = reference.year + (e.year_direction or 0)
        if self.month is None or year is None:
            return FoundDate(
                e.start, e.end, None, "the same month, not named before", False, e.unit
            )
        date = datetime.date(year, self.month.month, 1)
        return FoundDate(
            e.start, e.end, date, "the same month of another year", False, e.unit, True
        )


def _current(direction: int | None) -> int | None:
    return 0 if direction == SAME else direction


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
