"""What the words between two separators of a head name: a place, a paper, a date, a writer."""

import re
from typing import NamedTuple

from corpuskit.corpus.names import NameBook, fold_name

DIGIT = "0-9٠-٩۰-۹"
DASHES = frozenset("-‐‑‒–—―−ـ")
DASH = r"\-‐‑‒–—―−ـ"
_PERHAPS_DIGIT = re.compile(r"[\d\xb2\xb3\xb9\u0f00-\u1fff\u2070-\u2bff\U00010000-\U0010ffff]")
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
    rf"(?:[{DIGIT}]{{1,3}}\s*[-–]?\s*(?:{_MONTHS})(?:\s*[/(]\s*(?:{_MONTHS}|[^()]{{0,24}}\)))*\)?"
    rf"\s*[،,-]?\s*(?:[{DIGIT}]{{4}})?"
    rf"|[{DIGIT}]{{1,4}}\s*[-/]\s*[{DIGIT}]{{1,2}}\s*[-/]\s*[{DIGIT}]{{2,4}})"
    rf"\s*(?:هـ|ه(?!\w)|م(?!\w))?(?:\s*(?:(?:ال|ل)?موافق|[-–/|،])\s*(?:لـ\s*|ل)?(?="
    rf"[{DIGIT}]{{1,3}}\s*(?:{_MONTHS}|[-/])))?"
)
TIME = re.compile(
    rf"(?:الساعة\s*)?[{DIGIT}]{{1,2}}\s*:\s*[{DIGIT}]{{2}}(?:\s*(?:ت\s*م|جمت|GMT|غرينتش|مساء|صباحا|[صم]))?",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"^\s*(?:رصد وتصوير|كتب وتصوير|شعر|نص|قصة|كتبت?|كتبها|كتبه|بقلم|إعداد|اعداد|"
    r"تقرير|تحقيق|حوار|حاورته|حاوره|ترجمة|تصوير|رصد|"
    r"تحرير|متابعة|أجرى الحوار)(\s*[:/\-–ـ])?\s+"
)
_PLACE_HEAD = frozenset(
    fold_name(w)
    for w in [
        "محافظة",
        "منطقة",
        "مركز",
        "قرية",
        "مدينة",
        "وادي",
        "رأس",
        "جبل",
        "حفر",
        "بئر",
        "أبو",
        "أم",
        "ظهران",
        "حوطة",
        "خميس",
        "ولاية",
        "ضاحية",
        "مخيم",
        "جزيرة",
        "سد",
        "بلدة",
        "ريف",
        "حي",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "معبر",
        "مطار",
        "الحدود",
    ]
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
    return ROLE.sub("", text).strip()


class Piece(NamedTuple):
    """One piece of a head: a span of its line, the kind of part, and why."""

    start: int
    end: int
    part: str
    rule: str


def classify(line: str, start: int, end: int, names: NameBook) -> list[Piece] | None:
    """Name the pieces between two separators; None if something there is no name."""
    start, end = _strip(line, start, end)
    if start >= end:
        return []
    segment = line[start:end]
    if _PERHAPS_DIGIT.search(segment) and any(c.isdigit() for c in segment):
        return _classify_date(line, start, end, names)
    kind = names.kind_of(segment)
    if kind in ("agency", "outlet", "note"):
        return [Piece(start, end, "credit", kind)]
    if kind == "place":
        return [Piece(start, end, "dateline", "place")]
    origin = _FROM.match(segment) if "من" in segment else None
    if origin:
        # "«القدس العربي» من رائد صالحة", "عادل الخنين من الرياض", and "من سليمان الخالدي" alone.
        left = classify(line, start, start + origin.end(1), names) if origin.group(1) else []
        right = classify(line, start + origin.start(2), end, names)
        known = {piece.rule for piece in (left or []) + (right or [])}
        if left is not None and right and known <= _FROM_RULES:
            return [*left, *(p._replace(rule="role") if p.part == "byline" else p for p in right)]
    split = _split_known(line, start, end, names)
    if split:
        return split
    role = ROLE.match(segment)
    if role:
        rest = segment[role.end() :]
        if names.is_person(rest) and (role.group(1) or names.is_named(rest)):
            return [Piece(start, end, "byline", "role")]
    if kind == "person":
        if fold_name(segment).split()[0] in _PLACE_HEAD:
            return [Piece(start, end, "dateline", "place word")]
        return [Piece(start, end, "byline", "given name" if names.is_named(segment) else "name")]
    if names.is_word(segment):
        return [Piece(start, end, "dateline", "unknown")]
    return None


_FROM = re.compile(r"^(?:(.*?)\s+)?من\s+(\S.*)$")
_FROM_RULES = frozenset(("outlet", "agency", "place", "given name"))
_KNOWN_KINDS = frozenset(("outlet", "agency", "place"))


def _split_known(line: str, start: int, end: int, names: NameBook) -> list[Piece] | None:
    """Name two known names that stand together without a separator ("سبق الطائف")."""
    words = list(re.finditer(r"\S+", line[start:end]))
    if not 2 <= len(words) <= 4 or not names.begins_known(line[start:end]):
        return None
    for word in words[1:]:
        cut = start + word.start()
        left = names.kind_of(line[start:cut])
        if left not in _KNOWN_KINDS:
            continue
        kinds = [left, names.kind_of(line[cut:end])]
        if kinds[1] in _KNOWN_KINDS and set(kinds) != {"place"}:
            first, last = _strip(line, start, cut), _strip(line, cut, end)
            return [
                Piece(*span, "dateline" if kind == "place" else "credit", str(kind))
                for span, kind in zip((first, last), kinds, strict=True)
            ]
    return None


def _classify_date(line: str, start: int, end: int, names: NameBook) -> list[Piece] | None:
    """Name a stretch with digits: a date or time with names around it."""
    segment = line[start:end]
    for pattern, rule in ((DATE, "date"), (TIME, "time")):
        found = pattern.search(segment)
        if found:
            before = classify(line, start, start + found.start(), names)
            after = classify(line, start + found.end(), end, names)
            if before is None or after is None:
                return None
            first, last = _strip(line, start + found.start(), start + found.end())
            return [*before, Piece(first, last, "dateline", rule), *after]
    return None


def _strip(line: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (line[start].isspace() or line[start] in _EDGE):
        start += 1
    while end > start and (line[end - 1].isspace() or line[end - 1] in _EDGE):
        end -= 1
    return start, end


_EDGE = "()[]|*•،,؛\u200b\u200e\u200f\u202a\u202b\u202c\ufeff"


def shift(pieces: list[Piece], by: int) -> list[Piece]:
    """Return the pieces of a line as pieces of its page, without blanks."""
    return [
        piece._replace(start=piece.start + by, end=piece.end + by)
        for piece in pieces
        if piece.part != "blank" and piece.end > piece.start
    ]
