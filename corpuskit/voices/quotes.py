"""Quotation marks of every kind, paired, also where they are nested or one of a pair is lacking."""

import re
from dataclasses import dataclass

_MARKS = re.compile(r"&quot;|''|\(\(|\)\)|[«»“”„‟‹›\"″＂{}]")
_OPENING = frozenset(("«", "“", "„", "‟", "‹", "((", "{"))
_CLOSING = frozenset(("»", "”", "›", "))", "}"))
_STRAIGHT = frozenset(('"', "&quot;", "″", "''", "＂"))
_PARTNERS = {
    "«": "»",
    "“": "”",
    "„": "”",
    "‟": "”",
    "‹": "›",
    "((": "))",
    "{": "}",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """One stretch between quotation marks.

    Parameters
    ----------
    outer_start, outer_end : int
        The stretch with its marks.
    start, end : int
        The stretch without them.
    closed : bool
        Whether a closing mark was printed; without one the quote runs to the end of its line.
    """

    outer_start: int
    start: int
    end: int
    outer_end: int
    closed: bool


def pair_quotes(text: str) -> list[Quote]:
    """Pair the quotation marks of a text, line by line.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of Quote
        By start, outer before inner. Quotes nest but never cross, and none leaves its line.

    Notes
    -----
    A straight mark closes if one is open, else it opens. A mark that closes with nothing open
    opens if the next mark closes too (papers print ”…” for “…”), else it is ignored. A mark that
    opens, but stands behind a letter and before a blank while its like is open, closes. What is
    never closed runs to the end of its line, unless another mark follows it, which means that
    the lone mark tells nothing.

    Examples
    --------
    >>> text = "«لن «نوقع» أبدا»"
    >>> [text[quote.start : quote.end] for quote in pair_quotes(text)]
    ['لن «نوقع» أبدا', 'نوقع']
    """
    marks = list(_MARKS.finditer(text))
    if not marks:
        return []
    quotes: list[Quote] = []
    open_marks: list[tuple[int, int, str]] = []
    line_end = -1
    for place, mark in enumerate(marks):
        start, end, sign = mark.start(), mark.end(), mark.group()
        if start > line_end:
            _leave_open(open_marks, line_end, quotes)
            line_end = text.find("\n", start)
            if line_end < 0:
                line_end = len(text)
        if _opens(text, marks, place, open_marks, line_end):
            open_marks.append((start, end, sign))
            continue
        partner = _find_partner(sign, open_marks)
        if partner < 0:
            continue
        opened = open_marks[partner]
        del open_marks[partner:]
        quotes.append(Quote(opened[0], opened[1], start, end, True))
    _leave_open(open_marks, line_end, quotes)
    quotes.sort(key=lambda quote: (quote.outer_start, -quote.outer_end))
    return quotes


def _opens(
    text: str,
    marks: list[re.Match[str]],
    place: int,
    open_marks: list[tuple[int, int, str]],
    line_end: int,
) -> bool:
    mark = marks[place]
    sign = mark.group()
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    if sign in _STRAIGHT:
        return _find_partner(sign, open_marks) < 0
    if sign == "“" and open_marks and open_marks[-1][2] == "„":
        return False  # „German“
    if sign in _OPENING:
        looks_closing = (
            not after.isalnum()
            and after not in "(["
            and (not before.isspace() or not after.isspace())
        )
        same = any(opened[2] == sign for opened in open_marks)
        return not (looks_closing and same)
    if _find_partner(sign, open_marks) >= 0:
        return False
    following = marks[place + 1] if place + 1 < len(marks) else None
    return following is not None and following.start() < line_end and following.group() == sign


def _find_partner(sign: str, open_marks: list[tuple[int, int, str]]) -> int:
    """Return the place of the innermost open mark that a sign can close; -1 if there is none."""
    for place in range(len(open_marks) - 1, -1, -1):
        opened = open_marks[place][2]
        if opened == sign or _PARTNERS.get(opened) == sign:
            return place
        if sign == "“" and opened == "„":
            return place
        # Papers mix the signs of a pair; the innermost open mark is meant.
        if sign in '”"' and opened in '“"”„' and place == len(open_marks) - 1:
            return place
    return -1


def _leave_open(open_marks: list[tuple[int, int, str]], line_end: int, quotes: list[Quote]) -> None:
    if len(open_marks) == 1 and not any(quote.outer_start > open_marks[0][0] for quote in quotes):
        start, end, _ = open_marks[0]
        quotes.append(Quote(start, end, max(end, line_end), max(end, line_end), False))
    open_marks.clear()
