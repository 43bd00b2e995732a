"""Expressions that belong together: one day in two calendars, the ends of a range."""

from dataclasses import replace

from corpuskit.arabic.calendars import each_year, make_date, year_in
from corpuskit.arabic.date_expressions import PLAIN, Expression


def drop_habits(found: list[Expression]) -> list[Expression]:
    """Drop "from Sunday to Thursday": opening hours, not dates."""
    drop = set()
    for place, expression in enumerate(found):
        if expression.range_end and expression.kind == "weekday" and expression.direction is None:
            before = found[place - 1]
            if before.kind == "weekday" and before.direction is None:
                drop |= {place - 1, place}
    return [expression for place, expression in enumerate(found) if place not in drop]


def join_calendars(found: list[Expression], gaps: list[str]) -> list[Expression]:
    """Make one expression of a day that is given in two calendars."""
    joined: list[Expression] = []
    opens = [following.range_end for following in found[1:]] + [False] * bool(found)
    for expression, gap, opening in zip(found, gaps, opens, strict=True):
        last = joined[-1] if joined else None
        # "8-12 ذو القعدة الموافق 23-27 أغسطس" are two ranges.
        ranges = last is not None and last.range_end and opening
        if last is not None and gap and not ranges and _is_same_day(last, expression, gap):
            plain, other = (last, expression) if last.calendar == PLAIN else (expression, last)
            joined[-1] = replace(
                plain,
                start=last.start,
                end=expression.end,
                weekday=last.weekday if last.weekday is not None else expression.weekday,
                offset=last.offset if last.offset is not None else expression.offset,
                direction=plain.direction if plain.direction is not None else other.direction,
                other=other,
            )
        else:
            joined.append(expression)
    return joined


def _is_same_day(first: Expression, second: Expression, gap: str) -> bool:
    days = first.unit == second.unit == "day" and first.other is second.other is None
    if not days or first.month is None or second.month is None:
        return False
    if first.calendar == second.calendar:
        return False
    if gap == "=":
        return True
    if gap not in " ,-/":
        return False
    whole, part = (first, second) if first.year is not None else (second, first)
    if whole.year is None:
        return False
    day = make_date(whole.calendar, whole.year, whole.month or 0, whole.day or 0)
    if day is None:
        return False
    year = year_in(part.calendar, day)
    years = range(year - 1, year + 2) if part.year is None else range(part.year, part.year + 1)
    others = each_year(part.calendar, part.month or 0, part.day or 0, years)
    return any(abs((other - day).days) <= 2 for other in others)
