"""Read the line or the few words before an article: who wrote it, where, for whom, when."""

import re
from collections.abc import Iterator

from corpuskit.corpus.headpieces import DASH, DASHES, DIGIT, ROLE, Piece, classify
from corpuskit.corpus.names import NameBook

HEAD_LIMIT = 120
_HYPHEN = DASH.removesuffix("ـ")
# What stands between the pieces of a head. A dash counts with a blank on one side at least. The
# look-ahead is there for speed alone.
_SEPARATOR = re.compile(
    rf"(?=[\s؛،,|()•：:/{DASH}])\s*(?:[؛،,|()•：]|:(?![{DIGIT}])|(?<![{DIGIT}])[:/]|/(?![{DIGIT}])|(?<=\s)[{DASH}]+"
    rf"|(?<![{DIGIT}])[{_HYPHEN}]+|[{_HYPHEN}]+(?![{DIGIT}])|(?<=[)»\"”])[{DASH}]+)"
    rf"[\s:{DASH}/()|،,]*"
)
# Screens, for speed: what ends a head that is glued to an article; where a digit may stand.
_ENDS_HEAD = re.compile(rf"[:：){DASH}]")


def read_head(
    line: str, names: NameBook, *, author: str = "", alone: bool = False
) -> list[Piece] | None:
    """Read the byline, dateline and credit at the beginning of a line.

    Parameters
    ----------
    line : str
        The line, without blanks at its edges.
    names : NameBook
        Known names.
    author : str, default ""
        What is printed as author elsewhere; a head that repeats it is believed at once.
    alone : bool, default False
        Whether only a line that holds nothing else is looked for.

    Returns
    -------
    list of Piece or None
        The pieces from the beginning of the line on, without the separators between them; the
        separator behind the last one has the kind "blank". None if the line begins with none.

    Notes
    -----
    The line is cut at dashes, colons, commas, brackets and bars, and every piece up to the end of
    the head must be known as outlet, agency, place, date, or look like a name. The longest head
    wins. What decides is in ``_is_head``.

    Examples
    --------
    >>> from corpuskit.corpus.names import default_names
    >>> line = "الرياض - واس: أعلنت الوزارة عن بدء التسجيل في البرنامج"
    >>> [(line[p.start:p.end], p.part) for p in read_head(line, default_names())]
    [('الرياض', 'dateline'), ('واس', 'credit'), (': ', 'blank')]
    """
    if line[:1] in "*•#" or (alone and len(line) > HEAD_LIMIT):
        return None
    known = _author_end(line, author)
    if known < 0 and len(line) > HEAD_LIMIT and not _ENDS_HEAD.search(line, 0, HEAD_LIMIT):
        return None
    best: list[Piece] | None = None
    pieces: list[Piece] = []
    at = 0
    closed = False
    for cut_start, cut_end in _cuts(line):
        added = classify(line, at, cut_start, names)
        if added is None or (closed and any(piece.rule in _GUESSED for piece in added)):
            break
        pieces.extend(added)
        at = cut_end
        if alone and at < len(line):
            continue
        if _is_head(line, pieces, cut_start, cut_end, known, names):
            best = [*pieces, Piece(cut_start, cut_end, "blank", "separator")]
            # Behind a colon the article itself has begun: only known names may follow.
            closed = ":" in line[cut_start:cut_end]
    if best is None:
        return None if alone else _read_unclosed(line, names)
    head = [_settle(piece) for piece in _take_glued_name(line, best, names)]
    head = _join_datelines(line, head)
    return [
        piece._replace(part="byline", rule="role word")
        if piece.rule == "note"
        and after.part == "byline"
        and ROLE.match(f"{line[piece.start : piece.end]} ")
        else piece
        for piece, after in zip(head, [*head[1:], head[-1]], strict=True)
    ]


def may_hold_head(line: str, begin: int = 0) -> bool:
    """Say quickly whether a head may be glued to a line: whether anything could end it there."""
    return _ENDS_HEAD.search(line, begin, begin + HEAD_LIMIT) is not None


_GUESSED = frozenset(("name", "unknown"))


# What may follow the last dash of a head without a separator behind it.
_OPEN = {
    "outlet": ("place", "note", "agency"),
    "place": ("agency", "outlet"),
    "given name": ("place", "outlet"),
}
_UNCLOSED = re.compile(rf"([^{DASH}:،.؟!\d]{{5,40}}?)\s*[{DASH}]+\s+")


def _read_unclosed(line: str, names: NameBook) -> list[Piece] | None:
    """Read a writer's name and the known place or outlet behind a dash, glued to the article."""
    found = _UNCLOSED.match(line)
    if not found or not names.is_named(found.group(1)):
        return None
    name = Piece(*found.span(1), "byline", "given name")
    dash = Piece(found.end(1), found.end(), "blank", "separator")
    head = _take_glued_name(line, [name, dash], names)
    return None if head[-1] is dash else head


def _join_datelines(line: str, head: list[Piece]) -> list[Piece]:
    """Make one dateline of a place and a date that nothing but blanks keep apart."""
    joined: list[Piece] = []
    for piece in head:
        last = joined[-1] if joined else None
        if (
            last
            and piece.part == last.part == "dateline"
            and piece.rule in ("date", "time")
            and not line[last.end : piece.start].strip()
        ):
            rule = "place and date" if last.rule.startswith("place") else last.rule
            joined[-1] = last._replace(end=piece.end, rule=rule)
        else:
            joined.append(piece)
    return joined


def _take_glued_name(line: str, head: list[Piece], names: NameBook) -> list[Piece]:
    """Add the place or note that follows the last dash of a head without a separator."""
    start, end = head[-1].start, head[-1].end
    if end >= len(line) or not line[start:end].strip(" \u00a0") or ":" in line[start:end]:
        return head
    if not any(c in DASHES for c in line[start:end]) or head[-2].rule not in _OPEN:
        return head
    words = list(re.finditer(r"\S+", line[end : end + 60]))[:3]
    for last in reversed(words):
        stop = end + last.end()
        kind = names.kind_of(line[end:stop])
        if kind == "outlet" and names.is_common(line[end:stop]):
            continue
        if stop < len(line) and kind in _OPEN[head[-2].rule]:
            part = "dateline" if kind == "place" else "credit"
            gap = stop + len(line[stop:]) - len(line[stop:].lstrip())
            return [*head[:-1], Piece(end, stop, part, str(kind)), Piece(stop, gap, "blank", "")]
    return head


def _author_end(line: str, author: str) -> int:
    """Return where the author's field ends, if the line begins with it; else -1."""
    author = author.strip()
    if len(author) < 4 or not line.startswith(author):
        return -1
    return len(author)


def _cuts(line: str) -> Iterator[tuple[int, int]]:
    """Yield the separators near the beginning of a line; the end of a short line is one."""
    end = -1
    for found in _SEPARATOR.finditer(line, 0, min(len(line), HEAD_LIMIT)):
        end = found.end()
        yield found.span()
    if len(line) <= HEAD_LIMIT and end < len(line):
        yield len(line), len(line)


def _is_head(
    line: str,
    pieces: list[Piece],
    cut_start: int,
    cut_end: int,
    known: int,
    names: NameBook,
) -> bool:
    """Decide whether classified pieces are a head, by what they are and what follows.

    A line of its own needs an outlet, agency or date; a place with a name, or alone; or a role. A
    head glued to the article also needs a dash or colon behind it, or a bracket if nothing in it
    is guessed. Names alone are no head: they may be quoted or act. An outlet whose name is also a
    common word ("اليوم") counts only beside known names.
    """
    if not pieces:
        return False
    rules = {piece.rule for piece in pieces}
    if 0 <= known <= cut_end and known >= cut_start - 1:
        return True
    guessed = bool(rules & _GUESSED)
    strong = bool(rules & {"agency", "date"}) or any(
        piece.rule == "outlet" and not (guessed and names.is_common(line[piece.start : piece.end]))
        for piece in pieces
    )
    placed = "place" in rules or "place word" in rules
    named = bool(rules & {"name", "given name"})
    if "unknown" in rules and not strong and cut_end >= len(line):
        return [piece.rule for piece in pieces] == ["given name", "unknown"] and any(
            c in DASHES for c in line[pieces[0].end : pieces[1].start]
        )
    # A Hijri and a Gregorian date count as one piece.
    n_pieces = len(pieces) - max(0, [piece.rule for piece in pieces].count("date") - 1)
    if "unknown" in rules and (not strong or n_pieces > 4 or ("date" in rules and named)):
        return False
    if cut_end >= len(line):
        return (
            strong
            or bool(rules & {"role", "time"})
            or ("note" in rules and (named or placed))
            or ("place" in rules and (named or len(pieces) <= 3))
            or ("place word" in rules and "given name" in rules)
        )
    separator = line[cut_start:cut_end]
    if not any(c in ":：" or c in DASHES for c in separator):
        return ")" in separator and strong and not guessed and "date" not in rules
    if strong and ("date" not in rules or placed or bool(rules & {"agency", "outlet"})):
        return True
    if "note" in rules or "role" in rules:
        return "role" in rules or named or placed
    return "place" in rules and (
        len(pieces) == 1 or "given name" in rules or rules <= {"place", "place word"}
    )


def _settle(piece: Piece) -> Piece:
    """Return a piece of a head that was accepted with its final rule."""
    if piece.rule == "unknown":
        return piece._replace(rule="place by position")
    return piece
