"""Read the heads of briefs, several of which stand in one article."""

import re

from corpuskit.corpus.headpieces import Piece, shift
from corpuskit.corpus.heads import may_hold_head, read_head
from corpuskit.corpus.lines import Line, ends_with_stop, rest_of
from corpuskit.corpus.names import NameBook

_MARK = re.compile(r"[*•]\s*")
_PLACES = ("place", "place and date", "place by position")
_RULES = frozenset((*_PLACES, "outlet", "agency", "date"))


def cut_brief(line: Line, above: str, names: NameBook) -> tuple[list[Piece], Line]:
    """Read the head of a brief.

    It must name a place and a paper or agency; where the place is not known, it stands behind a
    star or under a heading.

    Parameters
    ----------
    line : Line
        A line inside an article.
    above : str
        The line above it, empty if there is none.
    names : NameBook
        Known names.

    Returns
    -------
    pieces : list of Piece
        The head; empty if there is none.
    rest : Line
        What follows it; the line itself if there is none.
    """
    mark = _MARK.match(line.text)
    begin = mark.end() if mark else 0
    under = bool(above) and not ends_with_stop(above)
    if not may_hold_head(line.text, begin):
        return [], line
    if not (mark or under or names.begins_name(line.text)):
        return [], line
    head = read_head(line.text[begin:], names)
    rest = rest_of(line, begin + head[-1].end) if head else None
    if not head or rest is None:
        return [], line
    rules = {piece.rule for piece in head[:-1]}
    places = _PLACES if mark or under else _PLACES[:2]
    if not (rules & {"outlet", "agency"} and rules & set(places) and rules <= _RULES):
        return [], line
    return shift(head, line.start + begin), rest
