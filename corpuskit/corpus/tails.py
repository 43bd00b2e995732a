"""Read the line or the few words behind an article: tags, credits, notes on its writer."""

import re
from functools import cache

from corpuskit.corpus.headpieces import Piece, shift
from corpuskit.corpus.heads import read_head
from corpuskit.corpus.lines import (
    ARABIC_LETTER,
    EDITORS,
    SERVICE,
    STOP_AT_END,
    Line,
    ends_with_stop,
    is_prose,
    name_edge,
    whole,
)
from corpuskit.corpus.lists import read_list
from corpuskit.corpus.names import NameBook, fold_name

Found = tuple[int, str, str]
_FULL_STOPS, _CLOSERS = ".؟!", ')»”"'
_BEHIND = r"(?:(?<=[.!?؟…])|(?<=[.!?؟…][»”\"')}\]]))[\s\u00a0]*"
_NAME_MARK = re.compile(r"^[\s*\-–—•(]+|[\s*\-–—•):.،]+$")
# U+001A is what is left of a lost sign before a note on the writer.
_ABOUT_WRITER = re.compile(r"(?:\x1a[\s\u00a0]*)+[^.؟!\x1a]{0,90}\.?$")
_TAG_WORDS = ("سمات", "وسوم", "كلمات", "العلامات")
_GALLERY = r"(?:Next Previous|Previous Next)"
_TAGS_BEHIND_STOP = re.compile(
    r"(?:[.!?؟…:»”\")]|//|[@＠]\w+|\.com|\w[@＠]|https?://\S+)[\s\u00a0\u200e\u200f\u202a-\u202e]*"
    rf"((?:{_GALLERY}[\s\u00a0]*)?(?:سمات|الوسوم:?|وسوم:?|"
    r"كلمات مفتاحية:?|الكلمات المفتاحية:?|كلمات دلالية:?|العلامات:?)[\s\u00a0][^.!?؟]{1,300})$"
    rf"|({_GALLERY}[\s\u00a0]*سمات[\s\u00a0][^.!?؟]{{1,300}})$"
)
_END_CREDIT = re.compile(
    r"[.!?؟»”\"][\s\u00a0]*([-–—]?\s*[(«“\"]\s*([^()«»“”\"]{2,30}?)\s*[)»”\"]\s*\.?)$"
)
_HANDLE = r"(?:[@＠][A-Za-z]\w{2,}|[A-Za-z]\w{2,}[@＠])"
_MAIL = r"(?<![A-Za-z0-9][.+-])[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
# An address that is glued to an Arabic letter has lost the line break before it.
_CONTACT_AT_END = re.compile(
    rf"(?:{_BEHIND}|(?<=[\u0621-\u064a])(?={_MAIL}))((?:(?:تويتر|twitter|[إا]يميل|بريد|e-?mail)"
    rf"\s*[:/]?\s*)?(?:{_HANDLE}|{_MAIL})(?:\s*ص\s*\.?\s*ب\b[^.!؟]{{0,60}})?\W*)$"
    r"|(\[email\s*protected\][\s/*]*)$",
    re.IGNORECASE,
)
_PHOTOGRAPHER = r"\(?\s*(?:تصوير|عدسة)\s*[:/\-–]\s*[^.!؟:()]{3,40}\)?\s*\.?"
# What stops set off at the end of an article: its pattern, part and rule.
_SET_OFF = tuple(
    (re.compile(f"{_BEHIND}({pattern})$"), part, rule)
    for pattern, part, rule in (
        (_PHOTOGRAPHER, "byline", "photographer"),
        (r"(?:الصور|صور|الصورة) من\s*[«(“\"][^«»()“”\"]{2,30}[»)”\"]\s*\.?", "credit", "pictures"),
        (r"(?:نقلا|نقلاً) عن [^.!؟:]{3,50}", "source", "source line"),
        (
            r"\(?\s*(?:التفاصيل|تفاصيل|طالع|البقية|تتمة)\s*[:،\-]?\s*(?:ص|صفحة)\s*\d+\s*\)?",
            "related",
            "link to another page",
        ),
        (r"(?://\s*)?(?:يتبع|انتهى)(?:\s*//)?\s*\.?", "furniture", "list of furniture"),
    )
)
# A screen, for speed: every text that one of these matches holds one of these words.
_SET_OFF_WORDS = (
    *("تصوير", "عدسة", "صور", "نقلا", "تفاصيل", "طالع", "البقية", "تتمة", "يتبع", "انتهى"),
)
_CLICK = re.compile(r"(?:[أاإ]نقر|[أاإ]ضغط)(?:وا)?\s+(?:على الرابط|هـ*نـ*ا)\W*$")
_NEXT_PART = re.compile(
    r"^(?:السبت|الأحد|الاحد|الإثنين|الاثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|غدا|غداً)"
    r"\s*(?:\.{2,}|…|:)\s*\S.{2,30}$"
)
_STARRED = re.compile(rf"{_BEHIND}([*•]\s*[^*•.!؟]{{5,120}})$")
_DASHED = re.compile(rf"{_BEHIND}([-–—]\s*[^-–—.!؟]{{5,50}})$")


def find_tail(text: str, names: NameBook, author: str = "") -> Found | None:
    """Return where the furniture glued to the end of an article begins, its part and rule.

    Parameters
    ----------
    text : str
        The last line of an article.
    names : NameBook
        Known names.
    author : str, default ""
        The author, where a field of its own names one.

    Returns
    -------
    tuple of (int, str, str) or None
        Where it begins, its part and its rule.
    """
    if not may_hold_tail(text, author):
        return None
    found = _known_tail(text)
    if found is None:
        credit = _END_CREDIT.search(text, max(0, len(text) - 60))
        if credit and names.kind_of(credit.group(2)) == "agency":
            return credit.start(1), "credit", "agency"
        found = _set_off(text)
    return found or _writer_at_end(text, names, author)


def may_hold_tail(text: str, author: str) -> bool:
    """Say quickly whether anything may be glued to the end of an article.

    Where a stop ends the text that no bracket or quotation mark stands before, only what has a
    sign or word of its own can be found, or the author's name.
    """
    if text[-1:] not in _FULL_STOPS or text[-2:-1] in _CLOSERS or text[-2:-1].isspace():
        return True
    tail = text[-160:]
    for word in _SET_OFF_WORDS:
        if word in tail:
            return True
    tail = text[-400:]
    for word in _far_words():
        if word in tail:
            return True
    return bool(author) and text.endswith(_bare_name(author))


def _bare_name(author: str) -> str:
    return author.strip(" *•-–—:()")


def _known_tail(text: str) -> Found | None:
    """Find what the words themselves show: listed phrases, notes on the writer, editors, tags."""
    best: Found | None = None
    for phrase, part in _end_phrases():
        at = text.rfind(phrase, max(0, len(text) - 320))
        if at > 0 and (best is None or at < best[0]):
            best = (at, part, "list of furniture")
    near_end = max(0, len(text) - 400)
    tail = text[near_end:]
    about = _ABOUT_WRITER.search(text, near_end) if "\x1a" in tail else None
    if about:
        rule = "about the writer" if ARABIC_LETTER.search(about.group()) else "leftover"
        best = (about.start(), "byline" if rule == "about the writer" else "furniture", rule)
    editors = EDITORS.search(text, near_end) if "(" in tail else None
    if editors and editors.start() > 0:
        begin = editors.end() - len(editors.group().lstrip())
        best = (begin, "byline", "editors")
    if best is None:
        stop = max(text.rfind(mark) for mark in _FULL_STOPS)
        rest = text[stop + 1 :]
        if 0 < stop < len(text) - 1 and rest[:1].isspace() and is_about_writer(rest.strip()):
            begin = len(text) - len(rest.lstrip())
            best = (begin, "byline", "about the writer")
    perhaps = any(word in tail for word in _TAG_WORDS)
    found = _TAGS_BEHIND_STOP.search(text, near_end) if perhaps else None
    if found and (best is None or found.start(found.lastindex or 0) < best[0]):
        best = (found.start(found.lastindex or 0), "tags", "tags behind the last stop")
    return best


def _set_off(text: str) -> Found | None:
    """Find a contact, photographer, source or link that a stop sets off from the article."""
    near_end = max(0, len(text) - 160)
    tail = text[near_end:]
    found = None
    if "@" in tail or "＠" in tail or "[" in tail:
        found = _CONTACT_AT_END.search(text, near_end)
    if found and found.start() > 0:
        return found.start(found.lastindex or 0), "furniture", "contact"
    if not any(word in tail for word in _SET_OFF_WORDS):
        return None
    for pattern, part, rule in _SET_OFF:
        found = pattern.search(text, near_end)
        if found and found.start(1) > 0:
            return found.start(1), part, rule
    return None


def _writer_at_end(text: str, names: NameBook, author: str) -> Found | None:
    """Find the writer's name, or a note on the writer, behind the last stop."""
    near_end = max(0, len(text) - 160)
    tail = text[near_end:]
    starred = _STARRED.search(text, near_end) if "*" in tail or "•" in tail else None
    if starred and starred.start(1) > 0 and len(re.findall(r"[*•]", text)) == 1:
        if SERVICE.match(starred.group(1)):
            return starred.start(1), "credit", "service"
        return starred.start(1), "byline", "about the writer"
    last = max(tail.rfind(dash) for dash in "-–—")
    short = last >= 0 and len(tail) - last > 5 and len(tail[last + 1 :].lstrip()) <= 50
    dashed = _DASHED.search(text, near_end) if short else None
    if dashed and dashed.start(1) > 0:
        words = _NAME_MARK.sub("", dashed.group(1))
        if names.is_named(words):
            return dashed.start(1), "byline", "name behind the article"
        if is_about_writer(words, marked=True):
            return dashed.start(1), "byline", "about the writer"
    name = _bare_name(author)
    if len(name.split()) >= 2 and text.endswith(name) and len(text) > len(name) + 40:
        begin = len(text) - len(name)
        if STOP_AT_END.search(text[:begin].rstrip()):
            return begin, "byline", "name behind the article"
    return None


def may_be_last(text: str) -> bool:
    """Say quickly whether ``name_last_line`` may name a line: a short one."""
    if len(text) > 140:
        return False
    return len(text) <= 60 or not ends_with_stop(text) or _CLICK.search(text) is not None


def name_last_line(
    lines: list[Line], at: int, names: NameBook, *, is_page: bool = False
) -> list[Piece] | None:
    """Name a credit, a writer's name or a caption that stands alone behind the article.

    Parameters
    ----------
    lines : list of Line
        The lines of the page.
    at : int
        Which is the last one.
    names : NameBook
        Known names.
    is_page : bool, default False
        Whether the lines are those of a whole page, where a last line is rarely a caption.

    Returns
    -------
    list of Piece or None
        None if it is part of the article.
    """
    line, above = lines[at], lines[at - 1].text
    if not may_be_last(line.text):
        return None
    ended, stops = ends_with_stop(above), ends_with_stop(line.text)
    starred = bool(re.match(r"\(?\*\s*[^\W\d]|\x1a", line.text)) and len(line.text.split()) >= 2
    if is_about_writer(line.text) and ended:
        return whole(line, "byline", "about the writer")
    listed = above[:1] == line.text[0] and not is_about_writer(line.text, marked=True)
    if starred and not stops and ended and not listed:
        return whole(line, "byline", "about the writer")
    if _CLICK.search(line.text) and len(line.text) <= 80:
        return whole(line, "related", "link to another article")
    if len(line.text) <= 60:
        named = _name_short_line(line, above, names)
        if named is None and name_edge(lines[at - 1], names) is not None:
            named = _name_signature(line, names)
        if named:
            return named
    if not is_page and _is_caption_behind(line, lines[at - 1]):
        return whole(line, "caption", "short line behind the article")
    return None


def _name_short_line(line: Line, above: str, names: NameBook) -> list[Piece] | None:
    """Name a short last line by what it names."""
    head = read_head(line.text, names, alone=True)
    if head and any(
        piece.rule in ("agency", "role")
        or (piece.rule == "outlet" and (len(head) > 2 or not names.is_common(line.text)))
        for piece in head
    ):
        return shift(head, line.start)
    if head and {piece.rule for piece in head[:-1]} in (
        {"given name", "place"},
        {"given name", "place word"},
    ):
        return shift(head, line.start)
    if re.fullmatch(_PHOTOGRAPHER, line.text):
        return whole(line, "byline", "photographer")
    ended = bool(STOP_AT_END.search(above)) and not above.endswith((":", "،", "؛"))
    if _NEXT_PART.match(line.text) and ended:
        return whole(line, "related", "next part")
    if STOP_AT_END.search(line.text) and not line.text.endswith((".", ":")):
        return None
    marked = line.text[0] in "*-–—•("
    name = _NAME_MARK.sub("", line.text)
    dashed = line.text[0] in "-–—" and above[:1] not in tuple("-–—")
    if dashed and ended and is_about_writer(name, marked=True):
        return whole(line, "byline", "about the writer")
    if not (2 <= len(name.split()) <= 5 and names.is_named(name)):
        return None
    if ended or marked or len(above) > 120:
        return whole(line, "byline", "name behind the article")
    return None


def _name_signature(line: Line, names: NameBook) -> list[Piece] | None:
    """Name what can be a name, under a line that is furniture itself."""
    name = _NAME_MARK.sub("", line.text)
    stops = STOP_AT_END.search(line.text) and not line.text.endswith((".", ":"))
    if stops or not (2 <= len(name.split()) <= 4 and names.is_person(name)):
        return None
    return whole(line, "byline", "name behind the article")


def _is_caption_behind(line: Line, above: Line) -> bool:
    """Say whether a last line is a caption: in a block of its own, short, without a stop."""
    return (
        line.block > above.block
        and is_prose(above.text)
        and bool(STOP_AT_END.search(above.text))
        and not STOP_AT_END.search(line.text)
        and len(line.text) < 100
        and 2 <= len(line.text.split()) <= 14
        and bool(ARABIC_LETTER.match(line.text.lstrip("=. ")[:1]))
        and not line.text.startswith("و")
    )


def is_about_writer(text: str, *, marked: bool = False) -> bool:
    """Say whether a short text describes a writer: "كاتب وباحث في الشأن الدولي".

    Parameters
    ----------
    text : str
        The text.
    marked : bool, default False
        Whether a dash before it shows already that it is no headline: then it may begin with the
        word for an office ("رئيس المركز").
    """
    first = text.strip("*•-–— \u00a0").split()[:1]
    if not first or len(text) > 80 or STOP_AT_END.search(text):
        return False
    word = fold_name(first[0])
    return word in _writer_words() or (marked and word in _writer_words("office"))


@cache
def _writer_words(kind: str = "writer") -> frozenset[str]:
    rows = read_list("writer_words.csv")
    return frozenset(fold_name(row["word"]) for row in rows if row["kind"] == kind)


@cache
def _far_words() -> tuple[str, ...]:
    """Return what a text holds near its end in which listed phrases, tags or contacts stand."""
    openings = dict.fromkeys(phrase.split()[0] for phrase, _ in _end_phrases())
    return (*openings, *_TAG_WORDS, "@", "＠", "[", "\x1a")


@cache
def _end_phrases() -> tuple[tuple[str, str], ...]:
    rows = read_list("furniture.csv")
    return tuple((row["phrase"], row["part"]) for row in rows if row["place"] == "end")
