"""Days counted from the day of writing: yesterday, last Tuesday, two weeks ago."""

import datetime

from corpuskit.arabic.calendars import (
    ONE_DAY,
    make_date,
    nearest_weekday,
    shift_month,
    weekday_after,
    weekday_before,
)
from corpuskit.arabic.date_expressions import HIJRI, Expression, FoundDate, found_date


def resolve_day_of_month(e: Expression, reference: datetime.date | None) -> FoundDate:
    """Reckon "the second of this month"."""
    if reference is None or e.month_direction is None or e.day is None:
        return found_date(e, None, "day of a month that is not named")
    found = shift_month("gregorian", reference, e.month_direction)
    date = make_date("gregorian", found[1], found[2], e.day) if found is not None else None
    if e.weekday is not None and (date is None or date.weekday() != e.weekday):
        hijri = shift_month(HIJRI, reference, e.month_direction)
        other = make_date(HIJRI, hijri[1], hijri[2], e.day) if hijri is not None else None
        if other is not None and other.weekday() == e.weekday:
            return found_date(e, other, "day of the Hijri month, by its weekday")
    return found_date(e, date, "day of the month, from reference")


def resolve_relative(e: Expression, reference: datetime.date | None) -> FoundDate | None:
    """Reckon what is counted from the day of writing."""
    rules = {"relative": "relative day", "weekday": "weekday", "ago": "time ago"}
    rule = rules.get(e.kind, f"{e.unit} from reference")
    if e.amount < 0:
        rule = "time to come"
    if e.kind == "later":
        return found_date(e, None, "time after something else")
    if reference is None:
        return found_date(e, None, f"{rule}, no reference")
    if e.kind == "relative":
        date = reference + (e.offset or 0) * ONE_DAY
        if e.weekday is None:
            return found_date(e, date, rule)
        named = nearest_weekday(date, e.weekday)
        if (e.offset or 0) <= 0 and named > date + ONE_DAY:
            # What is said of today or yesterday does not lie ahead of the reference.
            named -= 7 * ONE_DAY
        agrees = "agrees" if named == date else "decides"
        return found_date(e, named, f"{rule}, weekday {agrees}")
    if e.kind == "weekday":
        assert e.weekday is not None
        return found_date(e, _find_weekday(e, reference), rule)
    units = -e.amount if e.kind == "ago" else (e.direction or 0)
    if e.unit == "day":
        return found_date(e, reference + units * ONE_DAY, rule)
    if e.unit == "week":
        return found_date(e, reference + 7 * units * ONE_DAY, rule)
    if e.unit == "month":
        month = shift_month("gregorian", reference, units)
        return found_date(e, month[0] if month is not None else None, rule)
    return found_date(e, make_date("gregorian", reference.year + units, 1, 1), rule)


def _find_weekday(e: Expression, reference: datetime.date) -> datetime.date:
    assert e.weekday is not None
    if e.direction is not None and e.direction < 0:
        return weekday_before(reference, e.weekday) + 7 * (e.direction + 1) * ONE_DAY
    if e.direction is not None and e.direction > 0:
        return weekday_after(reference, e.weekday) + 7 * (e.direction - 1) * ONE_DAY
    if e.direction == 0:
        return nearest_weekday(reference, e.weekday)
    if e.future:
        return weekday_after(reference - ONE_DAY, e.weekday)
    return weekday_before(reference + ONE_DAY, e.weekday)
