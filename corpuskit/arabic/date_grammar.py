"""From chains of words and numbers to date expressions: what is printed, before it is reckoned."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpuskit.arabic.date_context import (
    NEXT_WORD,
    is_adjective,
    is_future,
    is_told,
    last_word,
    next_word,
    take_day_words,
)
from corpuskit.arabic.date_expressions import HIJRI, PLAIN, Expression
from corpuskit.arabic.date_joining import drop_habits, join_calendars
from corpuskit.arabic.date_lexer import Chain, Item, find_chains
from corpuskit.arabic.date_words import ONES, SAME, load_word_list

# A chain is written with one letter an item, one an gap: "w d/d/H=d/d/Y".
_MONTH = "[gqie]"
_LEAD = r"(?P<lead>(?:r[ ,=1])?(?:w[ ,=/\-1](?:m[ ,=])?(?:r[ ,=])?)?)"
_YEAR = r"(?:[ ,1/\-.](?P<year>[YH])|[ 1f](?P<yearsaid>a))?"
_RULES = [
    (name, re.compile(pattern))
    for name, pattern in (
        ("numeric", rf"(?:(?P<from>d)[23\-])?{_LEAD}"
            r"(?P<day>d)(?P<sep>[/.\-])(?P<month>d)(?P=sep)(?P<year>[YHzd])",
        ),
        ("numeric", rf"{_LEAD}(?P<year>[YH])(?P<sep>[/.\-])(?P<month>d)(?P=sep)(?P<day>d)"),
        (
            "day",
            rf"(?:(?P<from>[dO])[23\-])?{_LEAD}(?P<day>[dO])[ 1/\-.](?P<month>{_MONTH}){_YEAR}"
            r"(?:[ ](?P<said>m))?(?:[ 1](?P<monthsaid>c))?",
        ),
        ("day", rf"{_LEAD}(?P<month>[eg])[ .](?P<day>d)(?:[ ,.](?P<year>Y))"),
        ("day", rf"{_LEAD}(?P<month>e)[ .](?P<day>d)"),
        ("day", rf"{_LEAD}(?P<year>[YH])(?P<sep>[/\-])(?P<month>{_MONTH})(?P=sep)(?P<day>d)"),
        ("day", rf"(?:(?P<from>[dO])[23\-])?{_LEAD}(?P<day>[dO])[ 1](?P<monthsaid>c)"),
        ("this month", rf"(?:(?P<from>[dO])[23\-])?{_LEAD}(?P<day>d)[ 1](?P<said>m)"),
        ("day of month", r"(?P<lead>(?:r[ ,=])?w[ ,=](?:r[ ,=])?)(?P<day>d)/(?P<month>d)"),
        ("month", rf"(?P<month>{_MONTH})(?:[ ,1/\-.](?P<year>[YH])|[ 1f](?P<yearsaid>a))"
                  r"(?:[ ](?P<said>m))?"),
        ("month", rf"(?P<month>{_MONTH})(?:[ ](?P<said>m))?"),
        ("relative", r"(?P<rel>r)[ ,](?P<weekday>w)"),
        ("relative", r"(?P<weekday>w)[ ,](?:m[ ,])?(?P<rel>r)"),
        ("relative", r"(?P<rel>r)"),
        ("weekday", r"(?P<weekday>w)(?:[ ](?P<said>m))?"),
        ("ago", r"(?P<ago>t)"),
        ("period", r"(?P<period>c)(?:[ 1f](?P<yearsaid>a)|[ 1](?P<year>Y))"),
        ("period", r"(?P<period>[kca])"),
        ("year", r"(?P<year>[YH])"),
    )
]  # fmt: skip
_STARTS = {
    "numeric": "drwYH",
    "day": "dOrwgeYH",
    "this month": "dOrw",
    "day of month": "rw",
    "month": _MONTH,
    "relative": "rw",
    "weekday": "w",
    "ago": "t",
    "period": "kca",
    "year": "YH",
}
# The rules for an item, and for one that nothing follows.
_RULES_FOR = {
    code: [rule for rule in _RULES if code in _STARTS[rule[0]]] for code in "dzYHOgqiewrmkcat"
}
_RULES_ALONE = {
    code: [rule for rule in rules if rule[1].fullmatch(code)] for code, rules in _RULES_FOR.items()
}

_DECIMAL = re.compile(r"\d[.,]$")
_NOT_WEEKDAY_AFTER = load_word_list("not a weekday after").keys()
_NOT_TODAY_AFTER = load_word_list("not today after").keys()
_NOT_TODAY_BEFORE = load_word_list("not today before").keys() | set(ONES)
_MONTH_AFTER = load_word_list("month after").keys()
_NOT_WITH_A_DAY = load_word_list("not with a day").keys()
_NUMBERED = load_word_list("numbered").keys()
_EVENTS = load_word_list("named after a day").keys()


def read_expressions(text: str) -> list[Expression]:
    """Read the date expressions of a folded text.

    Parameters
    ----------
    text : str
        Folded by `corpuskit.arabic.date_folding.FoldedText`.

    Returns
    -------
    list of Expression
        In the order of the text, without overlap.
    """
    found: list[Expression] = []
    for chain in find_chains(text):
        first = chain.items[0]
        if len(chain.items) > 1 or first.code not in "dzOmHY" or first.detail == "word":
            found += _read_chain(chain, text)
    return found


def _read_chain(chain: Chain, text: str) -> list[Expression]:
    written = "".join(gap + item.code for gap, item in zip(chain.gaps, chain.items, strict=True))
    found: list[Expression] = []
    gaps: list[str] = []  # what stands before each expression, where it joins the one before
    at, last = 0, -2
    while at < len(chain.items):
        read = _read_at(chain, written, at, text, last == at)
        if read is None:
            at += 1
            continue
        expressions, at_end = read
        for place, expression in enumerate(expressions):
            joined = place == 0 and last == at and found
            gap = chain.gaps[at] if joined else ""
            gaps.append(gap)
            found.append(replace(expression, range_end=True) if gap == "3" else expression)
        at = last = at_end
    return drop_habits(join_calendars(found, gaps))


def _read_at(
    chain: Chain, written: str, at: int, text: str, joined: bool
) -> tuple[list[Expression], int] | None:
    """Read the longest expression that begins with that item, by the first rule that fits."""
    item = chain.items[at]
    tail = bool(at) and chain.gaps[at] in "/.-" and chain.items[at - 1].code in "dzYH"
    decimal = _DECIMAL.search(text[item.start - 2 : item.start]) if item.start > 1 else None
    alone = at + 1 == len(chain.items)
    for name, rule in (_RULES_ALONE if alone else _RULES_FOR)[item.code]:
        if not joined and (decimal or (tail and name == "numeric")):
            continue  # the tail of a longer number
        match = rule.match(written, 2 * at)
        if match is None:
            continue
        here = {
            group: chain.items[match.start(group) // 2]
            for group, value in match.groupdict().items()
            if value and group not in ("lead", "sep")
        }
        if match.groupdict().get("lead"):
            first = match.start("lead") // 2
            lead = chain.items[first : match.end("lead") // 2]
        else:
            lead = []
        last = (match.end() - 1) // 2
        span = (chain.items[at].start, chain.items[last].end)
        expressions = list(_build(name, here, lead, span, text))
        if expressions:
            return expressions, last + 1
    return None


def _build(
    name: str, here: dict[str, Item], lead: list[Item], span: tuple[int, int], text: str
) -> Iterator[Expression]:
    """Make the expressions of one match, or none where its words mean something else."""
    start, end = span
    start = take_day_words(text, start)
    opened = text.count("(", start, end) > text.count(")", start, end)
    end += opened and text[end : end + 1] == ")"
    led: dict[str, int | None] = {"weekday": None, "offset": None, "direction": None}
    for item in lead:
        field = {"w": "weekday", "r": "offset", "m": "direction"}[item.code]
        if item.detail != "اليوم" or last_word(text, item.start) not in _NOT_TODAY_AFTER:
            led[field] = item.value  # not "ذلك اليوم"
    if "said" in here:
        led["direction"] = here["said"].value
    draft = Expression(start, end, name, future=is_future(text, start), **led)  # type: ignore[arg-type]
    if name in ("numeric", "day", "this month", "day of month"):
        for day in _build_day(name, here, draft, text):
            if "from" in here:
                yield from _open_range(here["from"], here["day"], day, text)
            else:
                yield day
    elif name == "month":
        yield from _build_month(here, draft, text)
    elif name in ("relative", "weekday"):
        yield from _build_relative(here, draft, text)
    elif name == "ago":
        item = here["ago"]
        unit, _, now = item.detail.partition(", ")
        # In a tale "two days later" counts from what was told before.
        told = item.value < 0 and not (now or draft.future) and is_told(text, start, end, unit)
        yield replace(draft, amount=item.value, unit=unit, kind="later" if told else "ago")
    elif name == "period":
        item = here["period"]
        unit = {"k": "week", "c": "month", "a": "year"}[item.code]
        draft = replace(draft, direction=item.value, unit=unit)
        if len(here) == 1:
            yield draft
        elif item.value == SAME and "year" in here:
            yield replace(draft, year=here["year"].value)
        elif item.value == SAME:
            yield replace(draft, year_direction=here["yearsaid"].value)
    elif here["year"].detail == "word":
        item = here["year"]
        calendar = HIJRI if item.code == "H" else PLAIN
        yield replace(draft, year=item.value, calendar=calendar, unit="year")


def _build_day(
    name: str, here: dict[str, Item], draft: Expression, text: str
) -> Iterator[Expression]:
    day = here["day"]
    if day.code == "O" and draft.weekday is None and is_adjective(text, day.start):
        return
    draft = replace(draft, day=day.value, offset=None if day.code == "O" else draft.offset)
    if "monthsaid" in here:
        draft = replace(draft, month_direction=here["monthsaid"].value)
    if name == "this month":
        said = here["said"]
        if said.detail in _NOT_WITH_A_DAY or abs(said.value) > 1:
            return
        yield replace(draft, kind="day", direction=None, month_direction=said.value)
        return
    if name == "day of month":
        second = here["month"].value
        if second <= 12:
            yield replace(draft, kind="day and month", month=second)
        elif day.value <= 12:
            yield replace(draft, kind="day and month", day=second, month=day.value)
        return
    if "month" not in here:
        yield draft
        return
    month = here["month"]
    draft = replace(draft, month=month.value, calendar=HIJRI if month.code == "i" else PLAIN)
    bare = here.keys() == {"day", "month"} and name == "day" and draft.weekday is None
    if bare and last_word(text, draft.start) in _EVENTS:
        draft = replace(draft, kind="event")  # "ثورة 25 يناير"
    if "year" in here:
        draft = _with_year(draft, here["year"], numeric=name == "numeric")
    if "yearsaid" in here:
        draft = replace(draft, year_direction=here["yearsaid"].value)
    if name == "numeric":
        if (
            last_word(text, here["day" if here["day"].start < here["year"].start else "year"].start)
            in _NUMBERED
        ):
            return  # "number 12/5/2014"
        draft = _order_numbers(draft, here) if draft.month is not None else draft
        if draft.month is None:
            return
    yield draft


def _open_range(begin: Item, here: Item, draft: Expression, text: str) -> Iterator[Expression]:
    """Make two days of a range whose month is printed once: "من 4 إلى 15 أغسطس"."""
    start = take_day_words(text, begin.start)
    day = begin.value
    yield replace(draft, start=start, end=begin.end, day=day, weekday=None, offset=None)
    yield replace(draft, start=take_day_words(text, here.start), range_end=True)


def _with_year(draft: Expression, item: Item, *, numeric: bool = False) -> Expression:
    """Add the year; a year of the other calendar than its month is not the year of that date."""
    if item.code in "YH":
        calendar = HIJRI if item.code == "H" else PLAIN
        if numeric or calendar == draft.calendar:
            return replace(draft, year=item.value, calendar=calendar)
        return draft
    if len(item.detail) != 2 or 31 < item.value < 70:
        return replace(draft, month=None)
    century = 2000 if item.value < 70 else 1900
    return replace(draft, year=century + item.value, ambiguous=True)


def _order_numbers(draft: Expression, here: dict[str, Item]) -> Expression:
    """Tell day from month in a numeric date: day first, unless the numbers forbid it."""
    day, month = here["day"].value, here["month"].value
    year_first = here["year"].start < here["day"].start
    unclear_year = here["year"].code == "H" and here["year"].value < 1420
    if unclear_year and not here["year"].detail:
        draft = replace(draft, ambiguous=True)  # the Iranian calendar counts years alike
    if month > 12 and day <= 12:
        day, month = month, day
        return replace(draft, day=day, month=month, ambiguous=year_first or draft.ambiguous)
    if month > 12:
        return replace(draft, month=None)
    unsure = day <= 12 and day != month and not year_first
    return replace(draft, ambiguous=draft.ambiguous or unsure)


def _build_month(here: dict[str, Item], draft: Expression, text: str) -> Iterator[Expression]:
    month = here["month"]
    calendar = HIJRI if month.code == "i" else PLAIN
    draft = replace(draft, month=month.value, calendar=calendar, unit="month", kind="month")
    said = "said" in here
    if "year" in here:
        draft = _with_year(draft, here["year"])
        if draft.year is None:
            return
    elif "yearsaid" in here:
        if month.code == "q" and month.value == 8 and last_word(text, draft.start) != "شهر":
            return  # "إب" is a town
        draft = replace(draft, year_direction=here["yearsaid"].value)
    elif not said:
        before = last_word(text, draft.start)
        plural_month = before in ("شهر", "لشهر", "بشهر", "وشهر", "شهري")
        if month.code == "e" or (before not in _MONTH_AFTER and month.detail != "double"):
            return
        if month.code in "qi" and not plural_month and month.detail != "double":
            return
    elif month.code == "i" and month.value < 7 and last_word(text, draft.start) not in _MONTH_AFTER:
        return  # "محرم" and "صفر" are also other words
    yield draft


def _build_relative(here: dict[str, Item], draft: Expression, text: str) -> Iterator[Expression]:
    weekday = here.get("weekday")
    relative = here.get("rel")
    before = last_word(text, draft.start)
    if weekday is not None:
        draft = replace(draft, weekday=weekday.value)
    if relative is None:
        # "يوم" or a part of the day has been taken into the span already.
        bare = weekday is not None and draft.start == weekday.start
        if before in _NOT_WEEKDAY_AFTER and (bare or before == "كل"):
            return
        yield draft
        return
    if relative.detail == "اليوم" and weekday is None:
        if before == "في":
            return  # a day: "برميل في اليوم"
        after = NEXT_WORD.match(text, relative.end)
        if before in _NOT_TODAY_AFTER and draft.start == relative.start:
            return
        if after is not None and after[1] in _NOT_TODAY_BEFORE:
            return
        quoted = text[max(0, relative.start - 1) : relative.start] == '"'
        if quoted and text[relative.end : relative.end + 1] == '"':
            return
    if relative.detail == "الامس" and next_word(text, relative.end) == "القريب":
        return
    yield replace(draft, offset=relative.value, direction=None)
