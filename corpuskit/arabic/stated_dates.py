"""The date that a document states itself: on a date line, or in its dateline."""

import datetime
import re
from collections import Counter
from dataclasses import dataclass

from corpuskit.arabic.calendars import ONE_DAY
from corpuskit.arabic.date_expressions import Expression, FoundDate
from corpuskit.arabic.date_folding import FoldedText
from corpuskit.arabic.date_grammar import read_expressions
from corpuskit.arabic.date_values import resolve
from corpuskit.arabic.date_words import load_word_list

Span = tuple[int, int]
# Lines before the first long one are the head of the page; so many of them at most.
_HEAD_LINES = 10
_LONG_LINE = 150
# What may stand on a line beside its date.
_LINE_WORDS = load_word_list("on a date line").keys()
_UPDATE_WORDS = load_word_list("update").keys()
_NO_PLACE = frozenset(("في", "يوم", "من", "منذ", "بتاريخ", "وفي", "حتي", "الي", "تاريخ", "عام"))
# A dateline ends in the sign of an agency, a dash, a bracket or its line.
_AFTER_DATELINE = re.compile(
    r"[ )]*(?:م )?(?:[-(:\n]|$|(?:واس|سانا|وام|كونا|بنا|قنا|بترا|وفا|واج|وات|سونا|رويترز|ا ف ب"
    r"|د ب ا|اش ا|نينا|الاناضول)(?![\u0621-\u064a]))"
)
_WORD = re.compile(r"[a-z\u0621-\u064a]+")


@dataclass(frozen=True)
class Published:
    """The date of a document, reasoned from the dates that it mentions.

    Parameters
    ----------
    date : datetime.date or None
        The date; None where the text leaves it open.
    spans : tuple of (int, int)
        The places in the text that it rests on, the main one first.
    rule : str
        How it was reasoned; where the date is open, why.
    certain : bool
        True only where the text states its own date, as on a date line.
    candidates : tuple of datetime.date
        Where the date is open for want of a year: the days that would fit.
    """

    date: datetime.date | None
    spans: tuple[Span, ...]
    rule: str
    certain: bool
    candidates: tuple[datetime.date, ...] = ()


@dataclass(frozen=True)
class DatedPage:
    """A page with its date expressions."""

    folded: FoldedText
    expressions: tuple[Expression, ...]
    head_end: int

    def spans(self, *expressions: Expression) -> tuple[Span, ...]:
        """Return where expressions stand in the page."""
        return tuple(self.folded.span(e.start, e.end) for e in expressions)


def read_page(text: str) -> DatedPage:
    """Read the expressions of a page, and where its head ends."""
    folded = FoldedText(text)
    plain = folded.text
    end = count = at = 0
    for line in plain.split("\n"):
        if len(line) >= _LONG_LINE or count == _HEAD_LINES:
            break
        at += len(line) + 1
        count += bool(line.strip())
        end = at
    return DatedPage(folded, tuple(read_expressions(plain)), end)


def full_date(expression: Expression) -> FoundDate | None:
    """Return the value of an expression that prints day, month and year."""
    years = expression.year, expression.other.year if expression.other else None
    if expression.unit != "day" or years == (None, None) or expression.month is None:
        return None
    value = resolve(expression)
    return value if value is not None and value.date is not None else None


def line_of(text: str, start: int, end: int) -> Span:
    """Return the line around a span."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return first, len(text) if last < 0 else last


def from_date_line(page: DatedPage) -> Published | None:
    """Find a line in the head of the page that holds a date and nothing else."""
    text = page.folded.text
    found: list[tuple[Expression, FoundDate, bool]] = []
    for expression in page.expressions:
        if expression.start >= page.head_end:
            break
        value = full_date(expression)
        if value is None:
            continue
        first, last = line_of(text, expression.start, expression.end)
        rest = f"{text[first : expression.start]} {text[expression.end : last]}"
        words = set(_WORD.findall(rest))
        if words <= _LINE_WORDS | _UPDATE_WORDS:
            found.append((expression, value, bool(words & _UPDATE_WORDS)))
    stated = [one for one in found if not one[2]] or found
    if not stated:
        return None
    main, value, updated = stated[0]
    spans = page.spans(main, *(e for e, _, _ in stated[1:]))
    if len({value.date for _, value, _ in stated}) > 1:
        return Published(value.date, spans, "the first of several date lines", False)
    if updated:
        return Published(value.date, spans, "date line of an update", False)
    note = "" if value.certain else f" ({value.rule})"
    against = _contradiction(page, value)
    if against:
        note += f", but {against}"
    return Published(value.date, spans, f"date line{note}", value.certain and not against)


def _contradiction(page: DatedPage, stated: FoundDate) -> str:
    """Say what in the text speaks against the date that the page states, or nothing."""
    assert stated.date is not None
    for e in page.expressions:
        value = full_date(e) if e.offset is not None else None
        if value is not None and value.certain and value.date is not None and e.offset is not None:
            written = value.date - e.offset * ONE_DAY
            if 1 < (written - stated.date).days < 60:
                return "a later day is called today or yesterday"
    weekday, _ = weekday_of_writing(page)
    # A page may go online on the day after it was written, or be read on the day before.
    if weekday is not None and (stated.date.weekday() - weekday) % 7 not in (0, 1, 6):
        return "the text was written on another weekday"
    return ""


def from_dateline(page: DatedPage) -> Published | None:
    """Find the date in the dateline of the first paragraph: "الرياض 24 شوال 1436 هـ الموافق"."""
    text = page.folded.text
    for expression in page.expressions:
        if expression.start > page.head_end + 60:
            return None
        value = full_date(expression)
        if value is None or expression.future:
            continue
        first, _ = line_of(text, expression.start, expression.end)
        place = _WORD.findall(text[first : expression.start])
        dual = expression.other is not None and expression.weekday is None
        if dual and 1 <= len(place) <= 3 and not _NO_PLACE.intersection(place):
            against = _contradiction(page, value)
            rule = f"dateline, but {against}" if against else "dateline"
            sure = value.certain and not against and first <= page.head_end
            sure = sure and _AFTER_DATELINE.match(text, expression.end) is not None
            return Published(value.date, page.spans(expression), rule, sure)
    return None


def weekday_of_writing(page: DatedPage) -> tuple[int | None, list[Expression]]:
    """Tell the weekday of the text from "اليوم الاثنين", "أمس الجمعة", "غدا الأحد"."""
    votes: Counter[int] = Counter()
    witnesses: dict[int, list[Expression]] = {}
    for e in page.expressions:
        if e.offset is None or e.weekday is None:
            continue
        day = (e.weekday - e.offset) % 7
        votes[day] += 1
        witnesses.setdefault(day, []).append(e)
    if not votes:
        return None, []
    (day, count), *others = votes.most_common()
    if others and others[0][1] * 2 > count:
        return None, []
    return day, witnesses[day]
