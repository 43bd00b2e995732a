"""Name the lines of a page: which are the article, and what the others are."""

import re

from corpuskit.corpus.briefs import cut_brief
from corpuskit.corpus.headpieces import Piece, shift
from corpuskit.corpus.heads import read_head
from corpuskit.corpus.lines import (
    STOP_AT_END,
    Line,
    is_caption,
    is_prose,
    is_related_head,
    name_edge,
    name_furniture,
    rest_of,
    split_lines,
    start_phrase,
    whole,
)
from corpuskit.corpus.names import NameBook, fold_name
from corpuskit.corpus.phrases import LEARNED, NO_PHRASES, Phrases
from corpuskit.corpus.positions import (
    is_heading,
    is_section_above,
    is_section_below,
    is_title,
    title_at_picture,
)
from corpuskit.corpus.screens import BodyScreen
from corpuskit.corpus.tails import find_tail, name_last_line

BODY_PARTS = ("body", "heading")
_TOP_LIMIT = 8
_MARK = re.compile(r"\s*[-–—|:»•]+\s*")
_OF_A_PAPER = frozenset(("outlet", "agency", "date", "place and date"))
_NAME_MARK = re.compile(r"^[\s*\-–—•(]+|[\s*\-–—•):.،]+$")
# What is only furniture if an article follows.
_NEEDS_TEXT = frozenset(("byline", "repeat", "caption", "heading"))


class PageReader:
    """Names the parts of one page after another.

    Parameters
    ----------
    names : NameBook
        Known outlets, agencies and places.
    """

    def __init__(self, names: NameBook) -> None:
        self.names = names
        self.screen = BodyScreen(names)
        self._phrases = NO_PHRASES

    def read(self, raw: str, *, title: str = "", phrases: Phrases = NO_PHRASES) -> list[Piece]:
        """Name the parts of a page that holds a title, furniture and an article.

        Parameters
        ----------
        raw : str
            The page.
        title : str, default ""
            The title, where the page does not begin with it.
        phrases : Phrases, optional
            Furniture of its outlet.

        Returns
        -------
        list of Piece
            In order, without overlap; what lies between them is blank.
        """
        self._phrases = phrases
        pieces: list[Piece] = []
        lines = self._take_repeated(split_lines(raw), pieces)
        at = 0
        if len(lines) > 1:
            above = read_head(lines[0].text, self.names, alone=True)
            if above and any(piece.rule in _OF_A_PAPER for piece in above):
                pieces.extend(shift(above, lines[0].start))
                at = 1
            elif is_section_above(lines):
                pieces.extend(whole(lines[0], "section", "short line above the title"))
                at = 1
            if is_title(lines[at].text):
                title = self._read_title(lines[at], lines[at + 1 : at + 8], pieces)
                at += 1
        return self._read_from(lines, at, pieces, title, "", is_page=True)

    def read_body(
        self, raw: str, *, title: str = "", author: str = "", phrases: Phrases = NO_PHRASES
    ) -> list[Piece]:
        """Name the parts of an article's body whose title stands elsewhere.

        Parameters
        ----------
        raw : str
            The body as its field holds it.
        title, author : str, default ""
            What the other fields hold.
        phrases : Phrases, optional
            Furniture of its outlet.

        Returns
        -------
        list of Piece
            In order, without overlap; what lies between them is blank.
        """
        self._phrases = phrases
        pieces: list[Piece] = []
        lines = self._take_repeated(split_lines(raw), pieces)
        return self._read_from(lines, 0, pieces, title, author, is_page=False)

    def _take_repeated(self, lines: list[Line], pieces: list[Piece]) -> list[Line]:
        """Name the lines that repeat in the outlet; return the others, if any are left."""
        anywhere, edges = self._phrases.lines, self._phrases.edges
        if not (anywhere or edges):
            return lines
        folded = [fold_name(line.text) for line in lines]
        own = [at for at, key in enumerate(folded) if key not in anywhere and key not in edges]
        inside = [at for at in own if is_prose(lines[at].text)]
        if not inside and own:
            inside = [max(own, key=lambda at: len(lines[at].text))]
        kept = []
        for at, (line, key) in enumerate(zip(lines, folded, strict=True)):
            outside = not inside or at < inside[0] or at > inside[-1]
            part = anywhere.get(key) or (edges.get(key) if outside else None)
            if part is None:
                kept.append(line)
            else:
                pieces.extend(whole(line, part, LEARNED))
        return kept

    def _read_from(
        self,
        lines: list[Line],
        at: int,
        pieces: list[Piece],
        title: str,
        author: str,
        *,
        is_page: bool,
    ) -> list[Piece]:
        """Name all lines from one on: top, tail, and what lies between them."""
        lines = list(lines)
        is_bare = not is_page and self._phrases is NO_PHRASES and lines
        if not is_bare or self.screen.may_begin(lines[0].text, title, author):
            at = self._read_top(lines, at, pieces, title, author, is_page)
        last = self._read_tail(lines, at, pieces, author, is_page)
        self._read_middle(lines[at:last], pieces)
        return sorted(pieces)

    def _read_title(self, heading: Line, below: list[Line], pieces: list[Piece]) -> str:
        """Name the title; a line that repeats its beginning shows where a tagline starts."""
        for line in below:
            if len(line.text) >= 12 and heading.text.startswith(line.text):
                mark = _MARK.match(heading.text, len(line.text))
                if mark and mark.end() < len(heading.text):
                    cut = heading.start + len(line.text)
                    pieces.append(Piece(heading.start, cut, "title", "first line"))
                    begin = heading.start + mark.end()
                    pieces.append(Piece(begin, heading.end, "tagline", "behind the title"))
                    return line.text
        pieces.extend(whole(heading, "title", "first line"))
        return heading.text

    def _read_top(
        self,
        lines: list[Line],
        at: int,
        pieces: list[Piece],
        title: str,
        author: str,
        is_page: bool,
    ) -> int:
        """Name what stands before the article; return the line where that begins.

        A line of which only the beginning is furniture is replaced by its rest.
        """
        first = at
        while at < len(lines) and at - first < _TOP_LIMIT:
            line = lines[at]
            glued = (
                start_phrase(line.text)
                or self._phrases.at_start(line.text)
                or title_at_picture(line.text, title)
            )
            if glued:
                length, part, rule = glued
                pieces.append(Piece(line.start, line.start + length, part, rule))
                rest = rest_of(line, length)
                if rest is None:
                    at += 1
                    continue
                lines[at] = rest
                continue
            found = self._name_top_line(line, title, author)
            if found and at + 1 == len(lines) and found[0].part in _NEEDS_TEXT:
                found = None
            if found is None and is_page and is_section_below(lines, at):
                found = whole(line, "section", "short line under the title")
            if found is None and self._is_line_above_head(lines, at, author):
                found = whole(line, "heading", "short line above the byline")
            if found is None:
                break
            pieces.extend(found)
            at += 1
        if at < len(lines):
            cut = self._cut_head(lines, at, pieces, author)
            line = lines[at]
            short = len(line.text) <= 120 and not STOP_AT_END.search(line.text)
            if not cut and short and at + 1 < len(lines):
                # A second title of its own line stands between the title and the head.
                self._cut_head(lines, at + 1, pieces, author)
            glued = self._phrases.at_start(lines[at].text) if cut else None
            rest = rest_of(lines[at], glued[0]) if glued else None
            if glued and rest is not None:
                start = lines[at].start
                pieces.append(Piece(start, start + glued[0], glued[1], glued[2]))
                lines[at] = rest
        return at

    def _name_top_line(self, line: Line, title: str, author: str) -> list[Piece] | None:
        """Name a line between title and article, or return None where the article begins."""
        text = line.text
        if title and text == title:
            return whole(line, "repeat", "repeats the title")
        if len(title) >= 16 and len(title.split()) >= 4 and text.startswith(title):
            rest = rest_of(line, len(title))
            repeat = Piece(line.start, line.start + len(title), "repeat", "repeats the title")
            if rest is not None and len(rest.text) <= 250 and not STOP_AT_END.search(text):
                caption = Piece(rest.start, rest.end, "caption", "glued to the repeated title")
                return [repeat, caption]
        head = read_head(text, self.names, author=author, alone=True)
        if head:
            return shift(head, line.start)
        if self._is_byline(text, title, author):
            if author and text not in author:
                return whole(line, "caption", "name under a picture")
            return whole(line, "byline", "name above the article")
        found = name_edge(line, self.names)
        if found is None and is_caption(text, self.names):
            return whole(line, "caption", "caption with its credit")
        return found

    def _is_byline(self, text: str, title: str, author: str) -> bool:
        """Say whether a line is nothing but a writer's name."""
        if len(text) > 50 or STOP_AT_END.search(text.rstrip(":")):
            return False
        name = _NAME_MARK.sub("", text)
        if not self.names.is_person(name) or len(name.split()) > 5:
            return False
        return name in (author, title) or title.startswith(name) or self.names.is_named(name)

    def _is_line_above_head(self, lines: list[Line], at: int, author: str) -> bool:
        """Say whether a short line stands above a byline of its own line: a second title."""
        if at + 2 >= len(lines) or len(lines[at].text) > 120 or STOP_AT_END.search(lines[at].text):
            return False
        below = lines[at + 1].text
        if len(below) > 80:
            return False
        return bool(read_head(below, self.names, author=author, alone=True))

    def _cut_head(self, lines: list[Line], at: int, pieces: list[Piece], author: str) -> bool:
        """Name a head that is glued to the first line of the article; say whether one was."""
        line = lines[at]
        head = read_head(line.text, self.names, author=author)
        if head and head[-1].end < len(line.text):
            rest = rest_of(line, head[-1].end)
            if rest is not None:
                pieces.extend(shift(head, line.start))
                lines[at] = rest
                return True
        return False

    def _read_tail(
        self, lines: list[Line], first: int, pieces: list[Piece], author: str, is_page: bool
    ) -> int:
        """Name what stands behind the article; return the line where it ends."""
        last = len(lines)
        for at in range(first, len(lines)):
            if is_related_head(lines[at].text) and not any(
                is_prose(line.text) for line in lines[at + 1 :]
            ):
                for line in lines[at:]:
                    pieces.extend(whole(line, "related", "related headlines"))
                last = at
                break
        while last > first:
            line = lines[last - 1]
            named = name_edge(line, self.names)
            if named is None and last - first > 1:
                named = name_last_line(lines, last - 1, self.names, is_page=is_page)
            if named is None:
                if not self._cut_tail(lines, last - 1, pieces, author):
                    break
                if not lines[last - 1].text:
                    last -= 1
                continue
            pieces.extend(named)
            last -= 1
        return last

    def _cut_tail(self, lines: list[Line], at: int, pieces: list[Piece], author: str) -> bool:
        """Name what is glued to the end of the last line; say whether anything was."""
        line = lines[at]
        found = find_tail(line.text, self.names, author) or self._phrases.at_end(line.text)
        if found is None:
            return False
        begin, part, rule = found
        pieces.append(Piece(line.start + begin, line.end, part, rule))
        kept = line.text[:begin].rstrip()
        lines[at] = line._replace(end=line.start + len(kept), text=kept)
        return True

    def _read_middle(self, lines: list[Line], pieces: list[Piece]) -> None:
        """Name the lines of the article itself."""
        above = ""
        for at, line in enumerate(lines):
            if self.screen.may_be_named(line.text, above):
                named = name_furniture(line)
                if named is None and is_caption(line.text, self.names):
                    named = whole(line, "caption", "caption with its credit")
                if named:
                    pieces.extend(named)
                    continue
                brief, line = cut_brief(line, above, self.names)
                pieces.extend(brief)
            below = lines[at + 1].text if at + 1 < len(lines) else ""
            if len(below) > len(line.text) and is_heading(above, line.text, below):
                pieces.append(Piece(line.start, line.end, "heading", "short line above text"))
            else:
                pieces.append(Piece(line.start, line.end, "body", "text"))
            above = line.text
