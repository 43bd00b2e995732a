"""Read the line or the few words before an article: who wrote it, where, for whom, when."""

import re
from typing import NamedTuple

from corpuskit.corpus.names import NameBook, fold_name

HEAD_LIMIT = 120
_DIGIT = "0-9٠-٩۰-۹"
_DASHES = frozenset("-‐‑‒–—―−ـ")
_DASH = r"\-‐‑‒–—―−ـ"
_HYPHEN = _DASH.removesuffix("ـ")
# What stands between the pieces of a head. A dash counts with a blank on one side at least.
_SEPARATOR = re.compile(
    rf"\s*(?:[:：؛،,|/()•]|(?<=\s)[{_DASH}]+|[{_HYPHEN}]+(?=[\s(«\"“|]|$)|(?<=[)»\"”])[{_DASH}]+)"
    rf"[\s:{_DASH}/()|،,]*"
)
_MONTHS = (
    "يناير|فبراير|مارس|أبريل|إبريل|ابريل|مايو|يونيو|يونية|يوليو|يولية|أغسطس|اغسطس|سبتمبر|"
    "أكتوبر|اكتوبر|نوفمبر|ديسمبر|كانون الثاني|كانون الأول|كانون الاول|شباط|آذار|اذار|نيسان|"
    "أيار|ايار|حزيران|تموز|آب|أيلول|ايلول|تشرين الأول|تشرين الاول|تشرين الثاني|"
    "محرم|صفر|ربيع الأول|ربيع الأولى|ربيع الاول|ربيع الآخر|ربيع الاخر|ربيع الثاني|"
    "جمادى الأولى|جمادى الاولى|جمادى الآخرة|جمادى الاخرة|جمادى الثانية|رجب|شعبان|رمضان|شوال|"
    "ذو القعدة|ذي القعدة|ذو الحجة|ذي الحجة|"
    "جانفي|فيفري|أفريل|ماي|جوان|جويلية|أوت|شتنبر|نونبر|دجنبر|غشت|يوليوز"
)
_WEEKDAYS = "السبت|الأحد|الاحد|الإثنين|الاثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة"
DATE = re.compile(
    rf"(?:يوم\s+)?(?:(?:{_WEEKDAYS})\s*[،,]?\s*)?"
    rf"(?:[{_DIGIT}]{{1,2}}\s*[-–]?\s*(?:{_MONTHS})(?:\s*[/(]\s*(?:{_MONTHS}|[^()]{{0,24}}\)))*\)?"
    rf"\s*[،,-]?\s*(?:[{_DIGIT}]{{4}})?"
    rf"|[{_DIGIT}]{{1,4}}\s*[-/]\s*[{_DIGIT}]{{1,2}}\s*[-/]\s*[{_DIGIT}]{{2,4}})"
    rf"\s*(?:هـ|ه\b|م\b)?(?:\s*(?:الموافق|[-–/|،])\s*(?:لـ\s*|ل)?(?="
    rf"[{_DIGIT}]{{1,2}}\s*(?:{_MONTHS}|[-/])))?"
)
_TIME = re.compile(
    rf"(?:الساعة\s*)?[{_DIGIT}]{{1,2}}\s*:\s*[{_DIGIT}]{{2}}(?:\s*(?:ت\s*م|جمت|GMT|غرينتش|مساء|صباحا|[صم]))?",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^\s*(?:كتبت?|كتبها|كتبه|بقلم|إعداد|اعداد|تقرير|تحقيق|حوار|حاورته|حاوره|ترجمة|تصوير|رصد|"
    r"تحرير|متابعة|أجرى الحوار|من)\s*[:/\-–ـ]?\s+"
)
_PLACE_HEAD = frozenset(
    fold_name(w)
    for w in (
        "محافظة منطقة مركز قرية مدينة وادي رأس جبل حفر بئر أبو أم ظهران حوطة خميس ولاية ضاحية "
        "مخيم جزيرة سد بلدة ريف حي شمال جنوب شرق غرب معبر مطار الحدود"
    ).split()
)


def strip_role(text: str) -> str:
    """Return a byline without the word before the name.

    Parameters
    ----------
    text : str
        A byline.

    Returns
    -------
    str
        The name.

    Examples
    --------
    >>> strip_role("كتب: محمد الأحمد")
    'محمد الأحمد'
    """
    return _ROLE.sub("", text).strip()


class Piece(NamedTuple):
    """One piece of a head: a span of its line, the kind of part, and why."""

    start: int
    end: int
    part: str
    rule: str


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

    Examples
    --------
    >>> from corpuskit.corpus.names import default_names
    >>> line = "الرياض - واس: أعلنت الوزارة عن بدء التسجيل في البرنامج"
    >>> [(line[p.start:p.end], p.part) for p in read_head(line, default_names())]
    [('الرياض', 'dateline'), ('واس', 'credit'), (': ', 'blank')]
    """
    cuts = _cuts(line)
    best: list[Piece] | None = None
    pieces: list[Piece] = []
    at = 0
    for cut_start, cut_end in cuts:
        added = _classify(line, at, cut_start, names)
        if added is None:
            break
        pieces.extend(added)
        at = cut_end
        whole = at >= len(line)
        if alone and not whole:
            continue
        if _is_head(line, pieces, cut_start, cut_end, author):
            best = [*pieces, Piece(cut_start, cut_end, "blank", "separator")]
    return best


def _cuts(line: str) -> list[tuple[int, int]]:
    """Return the separators near the beginning of a line; the end of a short line is one."""
    limit = min(len(line), HEAD_LIMIT)
    cuts = [found.span() for found in _SEPARATOR.finditer(line, 0, limit)]
    if len(line) <= HEAD_LIMIT and not (cuts and cuts[-1][1] == len(line)):
        cuts.append((len(line), len(line)))
    return cuts


def _classify(line: str, start: int, end: int, names: NameBook) -> list[Piece] | None:
    """Name the pieces between two separators; None if something there is no name."""
    start, end = _strip(line, start, end)
    if start >= end:
        return []
    segment = line[start:end]
    for pattern, rule in ((DATE, "date"), (_TIME, "time")):
        found = pattern.search(segment)
        if found:
            before = _classify(line, start, start + found.start(), names)
            after = _classify(line, start + found.end(), end, names)
            if before is None or after is None:
                return None
            piece = Piece(start + found.start(), start + found.end(), "dateline", rule)
            return [*before, piece, *after]
    kind = names.kind_of(segment)
    if kind in ("agency", "outlet", "note"):
        return [Piece(start, end, "credit", kind)]
    if kind == "place":
        return [Piece(start, end, "dateline", "place")]
    role = _ROLE.match(segment)
    if role and names.is_person(segment[role.end() :]):
        return [Piece(start, end, "byline", "role")]
    if kind == "person":
        if fold_name(segment).split()[0] in _PLACE_HEAD:
            return [Piece(start, end, "dateline", "place word")]
        return [Piece(start, end, "byline", "name")]
    return None


def _strip(line: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (line[start].isspace() or line[start] in _EDGE):
        start += 1
    while end > start and (line[end - 1].isspace() or line[end - 1] in _EDGE):
        end -= 1
    return start, end


_EDGE = "()[]|*•،,؛\u200b\u200e\u200f\u202a\u202b\u202c\ufeff"


def _is_head(line: str, pieces: list[Piece], cut_start: int, cut_end: int, author: str) -> bool:
    """Decide whether classified pieces are a head, by what they are and what follows."""
    if not pieces:
        return False
    rules = {piece.rule for piece in pieces}
    if author and fold_name(line[:cut_start]) == fold_name(author):
        return True
    if cut_end >= len(line):
        return bool(rules & {"agency", "outlet", "date", "role", "note"}) or (
            "place" in rules and ("name" in rules or len(pieces) == 1)
        )
    separator = line[cut_start:cut_end]
    if not any(c in ":：)|" or c in _DASHES for c in separator):
        return False
    if rules & {"agency", "outlet", "date"}:
        return True
    if ":" in separator or any(c in _DASHES for c in separator):
        return bool(rules & {"role"}) or (
            "place" in rules and rules <= {"place", "name", "place word"}
        )
    return False
