"""Dates in Arabic text: Gregorian under every month name, Hijri, numeric, relative."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class FoundDate:
    """One date expression in a text.

    Parameters
    ----------
    start, end : int
        Where it stands: code-point offsets, ``text[start:end]`` is what was printed.
    date : datetime.date or None
        Its Gregorian value; None where it cannot be told. For a precision of a month or a year it
        is the first day; for a week, a day seven days away or the reference.
    rule : str
        How it was found.
    certain : bool
        Whether day, month and year are all printed and nothing contradicts them.
    precision : {"day", "week", "month", "year"}
        How exact the value is.
    inferred : bool
        Whether the value rests on something that is not printed there (a reference date, a year).
    """

    start: int
    end: int
    date: datetime.date | None
    rule: str
    certain: bool
    precision: str
    inferred: bool = False


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
    spans: tuple[tuple[int, int], ...]
    rule: str
    certain: bool
    candidates: tuple[datetime.date, ...] = ()


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
        First and last year that the dates may lie in; helps to find a missing year by weekday.

    Returns
    -------
    list of FoundDate
        In the order of the text, without overlap.
    """
    return []


def infer_published(
    text: str,
    *,
    reference: datetime.date | None = None,
    years: tuple[int, int] | None = None,
) -> Published:
    """Reason a document's own date from the dates in its text.

    Parameters
    ----------
    text : str
        The whole page as it was read (raw), with its lines.
    reference : datetime.date, optional
        A day near which the document is thought to have been published, such as the day on which
        it was collected or the dates of its neighbours.
    years : (int, int), optional
        First and last year in which it may have been published.

    Returns
    -------
    Published
        The date, its evidence, its rule, and whether it is certain.
    """
    return Published(None, (), "no date in the text", False)


def infer_all_published(
    texts: Sequence[str], *, years: tuple[int, int] | None = None
) -> list[Published]:
    """Reason the dates of the documents of one corpus, where each may help the others.

    Parameters
    ----------
    texts : sequence of str
        The whole pages.
    years : (int, int), optional
        First and last year in which they may have been published. By default a year that is
        missing is taken from the dates that other documents of the corpus are sure of.

    Returns
    -------
    list of Published
        One a text, in order.
    """
    return [infer_published(text, years=years) for text in texts]
