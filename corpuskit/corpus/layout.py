"""Name the lines of a page: which are the article, and what the others are."""

import re
from typing import NamedTuple

from corpuskit.corpus.heads import DATE, Piece, read_head
from corpuskit.corpus.names import NameBook, fold_name

BODY_PARTS = ("body", "heading")
_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_LINE = re.compile(rf"[^\s{_INVISIBLE}](?:[^\n]*[^\s{_INVISIBLE}])?")
_STOP_AT_END = re.compile(r"[.!?؟…:،؛][\"'»”’)\]]*$")
_ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")
_SHARE = re.compile(
    r"^(?:انسخ الرابط|نسخ الرابط|رابط مختصر|الرابط المختصر|رابط الخبر|شارك\b|شاركها?\b|مشاركة\b|"
    r"اطبع\b|طباعة\b|أرسل لصديق|تابعنا على|تابعونا على|للمشاركة|share\b|tweet\b|print\b|"
    r"https?://\S+$|www\.\S+$)",
    re.IGNORECASE,
)
_READING = re.compile(
    r"^(?:\d+|[٠-٩]+|one)\s*(?:min(?:ute)?s?(?: read)?|دقيقة|دقائق)(?: قراءة| للقراءة)?$|"
    r"^(?:وقت|مدة|زمن) القراءة\b.{0,30}$",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"^(?:ال)?(?:مصدر|مصادر)\s*[:：/\-–—].{1,120}$")
_RELATED = re.compile(
    r"^(?:مقالات|مواضيع|موضوعات|أخبار|اخبار|مواد|قصص|تقارير)\s+(?:ذات صلة|ذات علاقة|مشابهة|متعلقة|"
    r"مرتبطة|أخرى|اخرى)|^(?:ذات صلة|اقرأ أيضا|اقرأ أيضاً|إقرأ أيضا|إقرأ أيضاً|اقرأ ايضا|اقرأ المزيد|"
    r"قد يهمك|قد يعجبك|المزيد من الأخبار|الأكثر قراءة|شاهد أيضا|شاهد أيضاً|لا تفوت|related\b|read also)",
    re.IGNORECASE,
)
_TAGS = re.compile(
    r"^(?:سمات|الوسوم|وسوم|الكلمات المفتاحية|كلمات مفتاحية|الكلمات الدالة|كلمات دلالية|"
    r"كلمات دليلية|العلامات|الدليلية|tags?)\s*[:：]?\s",
    re.IGNORECASE,
)
_CREDIT_IN_BRACKETS = re.compile(r"[(\[«]\s*([^()\[\]]{2,40}?)\s*[)\]»]\s*\.?$")
_PICTURE_CREDIT = re.compile(r"\b(?:REUTERS|AFP|AP|EPA|Getty|Photo|Anadolu)\b.{0,60}$")


class Line(NamedTuple):
    """One line that is not blank."""

    start: int
    end: int
    text: str
    block: int


def split_lines(raw: str) -> list[Line]:
    """Return the lines of a page that are not blank, without blanks at their edges.

    Parameters
    ----------
    raw : str
        The page.

    Returns
    -------
    list of Line
        ``block`` grows by one at each blank line.
    """
    lines: list[Line] = []
    block = 0
    for found in _LINE.finditer(raw):
        start, end = found.span()
        if lines and raw.count("\n", lines[-1].end, start) > 1:
            block += 1
        lines.append(Line(start, end, found.group(), block))
    return lines


class PageReader:
    """Names the parts of one page after another.

    Parameters
    ----------
    names : NameBook
        Known outlets, agencies and places.
    """

    def __init__(self, names: NameBook) -> None:
        self.names = names

    def read(self, raw: str, *, title: str = "", author: str = "") -> list[Piece]:
        """Name the parts of a page that holds a title, furniture and an article.

        Parameters
        ----------
        raw : str
            The page.
        title, author : str, default ""
            What is known of the article already.

        Returns
        -------
        list of Piece
            In order, without overlap; what lies between them is blank.
        """
        lines = split_lines(raw)
        pieces: list[Piece] = []
        first = self._read_top(lines, pieces, title)
        last, tail = self._read_tail(lines, first, pieces)
        self._read_middle(lines[first:last], pieces, author)
        pieces.extend(tail)
        return sorted(pieces)

    def read_body(self, raw: str, *, title: str = "", author: str = "") -> list[Piece]:
        """Name the parts of an article's body whose title stands elsewhere.

        Parameters
        ----------
        raw : str
            The body as its field holds it.
        title, author : str, default ""
            What the other fields hold.

        Returns
        -------
        list of Piece
            In order, without overlap; what lies between them is blank.
        """
        lines = split_lines(raw)
        pieces: list[Piece] = []
        first = 0
        while first < min(len(lines) - 1, 4):
            found = self._name_first_line(lines[first], title, author)
            if found is None:
                break
            pieces.extend(found)
            first += 1
        last, tail = self._read_tail(lines, first, pieces)
        self._read_middle(lines[first:last], pieces, author)
        pieces.extend(tail)
        return sorted(pieces)

    def _name_first_line(self, line: Line, title: str, author: str) -> list[Piece] | None:
        """Name a line before the article in a body, or return None where it begins."""
        if title and line.text == title:
            return [_piece(line, "repeat", "repeats the title")]
        head = read_head(line.text, self.names, author=author, alone=True)
        return _shift(head, line.start) if head else self._name_anywhere(line)

    def _read_top(self, lines: list[Line], pieces: list[Piece], title: str) -> int:
        """Name the title and what stands between it and the article; return where that begins."""
        if len(lines) < 2:
            return 0
        at = 0
        if _is_section_above(lines):
            pieces.append(_piece(lines[0], "section", "short line above the title"))
            at = 1
        heading = lines[at]
        if len(heading.text) > 220 or (
            len(heading.text) > 120 and _STOP_AT_END.search(heading.text)
        ):
            return at
        title = self._read_title(heading, lines[at + 1 : at + 8], pieces)
        at += 1
        seen_body = False
        while at < len(lines) and not seen_body:
            line = lines[at]
            found = self._name_top_line(line, lines, at, title)
            if found is None:
                seen_body = True
            else:
                pieces.extend(found)
                at += 1
        return at

    def _read_title(self, heading: Line, below: list[Line], pieces: list[Piece]) -> str:
        """Name the title; a line that repeats its beginning shows where a tagline starts."""
        for line in below:
            if len(line.text) >= 12 and heading.text.startswith(line.text):
                rest = heading.text[len(line.text) :]
                mark = re.match(r"\s*[-–—|:»•]+\s*", rest)
                if mark and len(rest) > mark.end():
                    cut = heading.start + len(line.text)
                    pieces.append(Piece(heading.start, cut, "title", "first line"))
                    pieces.append(
                        Piece(cut + mark.end(), heading.end, "tagline", "behind the title")
                    )
                    return line.text
        pieces.append(_piece(heading, "title", "first line"))
        return heading.text

    def _name_top_line(
        self, line: Line, lines: list[Line], at: int, title: str
    ) -> list[Piece] | None:
        """Name a line between title and article, or return None where the article begins."""
        text = line.text
        if text == title:
            return [_piece(line, "repeat", "repeats the title")]
        if len(title) >= 16 and text.startswith(title):
            cut = line.start + len(title)
            rest = cut + len(text) - len(title) - len(text[len(title) :].lstrip())
            return [
                Piece(line.start, cut, "repeat", "repeats the title"),
                Piece(rest, line.end, "caption", "glued to the repeated title"),
            ]
        head = read_head(text, self.names, alone=True)
        if head:
            return _shift(head, line.start)
        named = self._name_anywhere(line)
        if named:
            return named
        alone = at + 1 < len(lines) and lines[at + 1].block > line.block
        if (
            alone
            and lines[at - 1].block < line.block
            and len(text.split()) <= 5
            and not _STOP_AT_END.search(text)
            and not any(c.isdigit() for c in text)
        ):
            return [_piece(line, "section", "short line under the title")]
        return None

    def _name_anywhere(self, line: Line) -> list[Piece] | None:
        """Name a line whose own words say that it is furniture."""
        text = line.text
        if len(text) <= 200 and _SHARE.search(text):
            return [_piece(line, "share", "share link")]
        if _READING.search(text):
            return [_piece(line, "reading_time", "reading time")]
        if _SOURCE.search(text):
            return [_piece(line, "source", "source line")]
        if len(text) <= 60:
            date = DATE.search(text)
            if (
                date
                and len(_ARABIC_LETTER.findall(text)) - len(_ARABIC_LETTER.findall(date.group()))
                <= 12
            ):
                return [_piece(line, "dateline", "date line")]
        if len(text) <= 400 and self._is_caption(text):
            return [_piece(line, "caption", "caption with its credit")]
        return None

    def _is_caption(self, text: str) -> bool:
        if not _ARABIC_LETTER.search(text):
            return bool(_PICTURE_CREDIT.search(text)) or len(text.split()) >= 8
        found = _CREDIT_IN_BRACKETS.search(text)
        if not found or found.start() == 0 or text.endswith("."):
            return False
        kind = self.names.kind_of(found.group(1))
        return kind in ("agency", "outlet") or _is_doubled(text[: found.start()])

    def _read_tail(
        self, lines: list[Line], first: int, pieces: list[Piece]
    ) -> tuple[int, list[Piece]]:
        """Name the lines behind the article; return where it ends."""
        tail: list[Piece] = []
        last = len(lines)
        for at in range(first, len(lines)):
            if len(lines[at].text) <= 60 and _RELATED.search(lines[at].text):
                rest = lines[at:]
                if not any(len(line.text) > 160 for line in rest):
                    tail.extend(_piece(line, "related", "related headlines") for line in rest)
                    last = at
                    break
        while last > first:
            line = lines[last - 1]
            named = self._name_anywhere(line)
            if named is None and _TAGS.search(line.text):
                named = [_piece(line, "tags", "tags")]
            if named is None and last - first > 1 and self._is_name_line(lines, last - 1):
                named = [_piece(line, "byline", "name behind the article")]
            if named is None:
                break
            tail.extend(named)
            last -= 1
        return last, tail

    def _is_name_line(self, lines: list[Line], at: int) -> bool:
        text = lines[at].text
        if len(text) > 40 or not self.names.is_person(text) or len(text.split()) > 4:
            return False
        above = lines[at - 1].text
        return bool(_STOP_AT_END.search(above) or _SOURCE.search(above))

    def _read_middle(self, lines: list[Line], pieces: list[Piece], author: str) -> None:
        """Name the lines of the article itself."""
        above = ""
        for at, line in enumerate(lines):
            if at == 0:
                head = read_head(line.text, self.names, author=author)
                if head and head[-1].end < len(line.text):
                    pieces.extend(_shift(head, line.start))
                    cut = line.start + head[-1].end
                    pieces.append(Piece(cut, line.end, "body", "behind the head"))
                    above = line.text
                    continue
            named = self._name_anywhere(line)
            if named:
                pieces.extend(named)
                continue
            below = lines[at + 1].text if at + 1 < len(lines) else ""
            if _is_heading(above, line.text, below):
                pieces.append(_piece(line, "heading", "short line above text"))
            else:
                pieces.append(_piece(line, "body", "text"))
            above = line.text


def _piece(line: Line, part: str, rule: str) -> Piece:
    return Piece(line.start, line.end, part, rule)


def _shift(pieces: list[Piece], by: int) -> list[Piece]:
    return [
        piece._replace(start=piece.start + by, end=piece.end + by)
        for piece in pieces
        if piece.part != "blank" and piece.end > piece.start
    ]


def _is_section_above(lines: list[Line]) -> bool:
    """Say whether the first line is a section: short, alone, above a longer headline."""
    first, second = lines[0], lines[1]
    return (
        len(lines) > 2
        and len(first.text) <= 30
        and len(first.text.split()) <= 3
        and second.block > first.block
        and lines[2].block > second.block
        and len(first.text) * 2 <= len(second.text) <= 200
        and not _STOP_AT_END.search(second.text)
        and not _STOP_AT_END.search(first.text)
    )


def _is_heading(above: str, text: str, below: str) -> bool:
    """Say whether a line is a sub-heading: short, without a stop, between paragraphs."""
    return (
        len(text) <= 60
        and len(text.split()) <= 8
        and not _STOP_AT_END.search(text)
        and len(below) > 80
        and bool(_STOP_AT_END.search(above))
    )


def _is_doubled(text: str) -> bool:
    """Say whether a text is the same words twice, as captions with a title text are printed."""
    folded = fold_name(text)
    half = len(folded) // 2
    return len(folded) > 20 and folded[:half] == folded[half + 1 :]
