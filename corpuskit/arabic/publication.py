"""The date of a document, reasoned from the dates that it prints and the days that it names."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from corpuskit.arabic.calendars import ONE_DAY, weekday_after
from corpuskit.arabic.date_expressions import Expression
from corpuskit.arabic.date_values import days_in_years
from corpuskit.arabic.stated_dates import (
    DatedPage,
    Published,
    from_date_line,
    from_dateline,
    full_date,
    line_of,
    read_page,
    weekday_of_writing,
)

# Years among which the candidates of a date without a year are listed.
_ALL_YEARS = (2000, 2035)


def infer_published(
    text: str,
    *,
    reference: datetime.date | None = None,
    years: tuple[int, int] | None = None,
) -> Published:
    r"""Reason a document's own date from the dates in its text.

    Parameters
    ----------
    text : str
        The whole page as it was read (raw), with its lines.
    reference : datetime.date, optional
        A day near which the document is thought to have been published, such as the day on which
        it was collected. A year that is missing is chosen nearest to it, and a weekday alone
        ("اليوم الثلاثاء") is taken as the last such day up to it.
    years : (int, int), optional
        First and last year in which it may have been published.

    Returns
    -------
    Published
        The date, its evidence, its rule, and whether it is certain.

    Notes
    -----
    In this order: a date line in the head of the page (certain, if it is the only date there and
    neither its weekday nor the text contradicts it); the dateline of the first paragraph (certain,
    if two calendars agree and an agency or a dash closes it); "today" or "yesterday" with its
    date; a full date in the head or a caption, tied to the weekday that relative days give ("أمس
    الجمعة" says that the text is of a Saturday); the latest day that is printed with weekday and
    month but without a year, if the text names that weekday or the one before once more. Weekday
    and day fit one year in five or six: such a date is open, with its candidates, unless
    ``reference``, ``years`` or a full date in the text leaves one of them, and is never certain.

    Examples
    --------
    >>> page = "عنوان الخبر\n5 كانون الأول (ديسمبر - دجنبر)، 2016\n"
    >>> infer_published(page).date
    datetime.date(2016, 12, 5)
    >>> news = "وقال الخميس، 8 ديسمبر، بعد لقاء مساء الأربعاء"
    >>> infer_published(news, years=(2015, 2017)).date
    datetime.date(2016, 12, 8)
    """
    page = read_page(text)
    for infer in (from_date_line, from_dateline):
        found = infer(page)
        if found is not None:
            return found
    return _reason(page, reference, years)


def infer_all_published(
    texts: Sequence[str], *, years: tuple[int, int] | None = None
) -> list[Published]:
    r"""Reason the dates of the documents of one corpus, where each may help the others.

    Parameters
    ----------
    texts : sequence of str
        The whole pages.
    years : (int, int), optional
        First and last year in which they may have been published. By default a year that is
        missing is taken from the dates of the other documents, if only one candidate lies within
        a year of them.

    Returns
    -------
    list of Published
        One a text, in order.

    Examples
    --------
    >>> pages = ["عنوان\n5 ديسمبر 2016\n", "وقال الخميس، 8 ديسمبر، بعد لقاء مساء الأربعاء"]
    >>> [found.date.isoformat() for found in infer_all_published(pages)]
    ['2016-12-05', '2016-12-08']
    """
    found = [infer_published(text, years=years) for text in texts]
    known = sorted(one.date.toordinal() for one in found if one.date is not None)
    if not known:
        return found
    # A few documents may be dated wrongly: they do not widen the window.
    few = len(known) // 20
    low, high = known[few] - 366, known[-1 - few] + 366
    for place, one in enumerate(found):
        near = [date for date in one.candidates if low <= date.toordinal() <= high]
        if one.date is None and len(near) == 1:
            rule = f"{one.rule.partition(';')[0]}; year from the other documents"
            found[place] = replace(one, date=near[0], rule=rule)
    return found


def _reason(
    page: DatedPage, reference: datetime.date | None, years: tuple[int, int] | None
) -> Published:
    """Reason from the days that the text names."""
    told = _with_own_date(page, reference, years)
    if told is not None and told.date is not None:
        return told
    weekday, witnesses = weekday_of_writing(page)
    tied = _from_tied_date(page, weekday, witnesses)
    if tied is not None:
        return tied
    if told is not None:
        return told
    dated = _from_dated_weekday(page, weekday, witnesses, reference, years)
    if dated is not None:
        return dated
    if weekday is None:
        return Published(None, (), "no day in the text fixes its date", False)
    spans = page.spans(*witnesses)
    if reference is None:
        return Published(None, spans, "only the weekday is known", False)
    date = weekday_after(reference - 7 * ONE_DAY, weekday)
    return Published(date, spans, "last such weekday up to the reference", False)


def _with_own_date(
    page: DatedPage, reference: datetime.date | None, years: tuple[int, int] | None
) -> Published | None:
    """Reason from "اليوم الاثنين 5 ديسمبر" or "أمس الجمعة 2 ديسمبر 2016"."""
    for e in page.expressions:
        if e.offset is None or e.month is None or e.unit != "day" or e.day is None:
            continue
        value = full_date(e)
        if value is not None and value.date is not None:
            date = value.date - e.offset * ONE_DAY
            return Published(date, page.spans(e), "a relative day with its date", False)
    for e in page.expressions:
        if e.offset is None or e.month is None or e.unit != "day" or e.day is None:
            continue
        return _choose_year(page, e, [], e.offset, "a relative day with its date", reference, years)
    return None


def _choose_year(
    page: DatedPage,
    main: Expression,
    witnesses: list[Expression],
    offset: int,
    rule: str,
    reference: datetime.date | None,
    years: tuple[int, int] | None,
    weekday: int | None = None,
) -> Published:
    """Choose the year of a date without one, or leave it open with the years that fit."""
    spans = page.spans(main, *witnesses)

    def written(day: datetime.date) -> datetime.date:
        day -= offset * ONE_DAY
        return day if weekday is None else weekday_after(day - ONE_DAY, weekday)

    if years is not None:
        fits = [written(day) for day in days_in_years(main, years)]
        if len(fits) == 1:
            return Published(fits[0], spans, f"{rule}; year from those allowed", False)
    else:
        fits = [written(day) for day in days_in_years(main, _ALL_YEARS)]
    if reference is not None:
        near = [day for day in fits if abs((day - reference).days) <= 366]
        if near:
            best = min(near, key=lambda day: (abs(day - reference), day))
            return Published(best, spans, f"{rule}; year nearest to the reference", False)
        fits = [day for day in fits if day <= reference] or fits
    past = [v.date for e in page.expressions if (v := full_date(e)) is not None and v.date]
    if past and main.weekday is not None:
        latest = max(past)
        soon = [day for day in fits if 0 <= (day - latest).days <= 366]
        if len(soon) == 1:
            return Published(soon[0], spans, f"{rule}; year from a full date in the text", False)
    limit = fits if main.weekday is not None else []
    return Published(None, spans, f"{rule}; its year is open", False, tuple(limit))


def _from_tied_date(
    page: DatedPage, weekday: int | None, witnesses: list[Expression]
) -> Published | None:
    """Tie the weekday of writing to a full date in the head or in a caption."""
    if weekday is None:
        return None
    named = {e.weekday for e in witnesses}
    for e in reversed(page.expressions):
        value = full_date(e)
        if value is None or value.date is None or e.future or e.offset is not None:
            continue
        if not (e.start < page.head_end or _is_caption(page, e)):
            continue
        if value.date.weekday() in named or value.date.weekday() == weekday:
            date = weekday_after(value.date - ONE_DAY, weekday)
            rule = "weekday of writing, from relative days, next after a full date"
            return Published(date, page.spans(e, *witnesses), rule, False)
    return None


def _is_caption(page: DatedPage, expression: Expression) -> bool:
    """Tell whether the line of a date is in Latin script, as credits of pictures are."""
    first, last = line_of(page.folded.text, expression.start, expression.end)
    line = page.folded.text[first:last]
    latin = sum("a" <= char <= "z" for char in line)
    arabic = sum("\u0621" <= char <= "\u064a" for char in line)
    return latin > arabic


def _from_dated_weekday(
    page: DatedPage,
    weekday: int | None,
    witnesses: list[Expression],
    reference: datetime.date | None,
    years: tuple[int, int] | None,
) -> Published | None:
    """Reason from "الخميس، 8 ديسمبر": the day of the news, if the text names it once more.

    A day that is named only once may be any day. Where the weekday alone, or the one before it,
    is named besides ("صدر الخميس", "مساء الأربعاء"), the text speaks of days that its reader knows.
    """
    days = [
        e
        for e in page.expressions
        if (e.kind, e.unit, e.calendar) == ("day", "day", "gregorian")
        and e.weekday is not None
        and e.month is not None
        and (e.year, e.offset, e.direction, e.other) == (None, None, None, None)
        and not (e.future or e.range_end)
    ]
    if not days:
        return None
    main = max(days, key=lambda e: (e.month or 0, e.day or 0, -e.start))
    assert main.weekday is not None
    near = (main.weekday, (main.weekday - 1) % 7)
    echoes = [
        e
        for e in page.expressions
        if e.kind == "weekday" and e.weekday in near and e.direction is None and not e.future
    ]
    if not echoes:
        return None
    rule = "latest day of the news that has weekday and month"
    told = [*echoes, *witnesses]
    return _choose_year(page, main, told, 0, rule, reference, years, weekday)
