"""What the words of a single line say about it: share links, captions, tags, contact lines."""

import re
from typing import NamedTuple

from corpuskit.corpus.headpieces import DATE, TIME, Piece
from corpuskit.corpus.names import NameBook, fold_name
from corpuskit.corpus.openings import (
    FURNITURE,
    first_word,
    kinds_of,
    line_phrases,
    may_be_edge,
    share_words,
    start_phrases,
)

_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_LINE = re.compile(rf"[^\s{_INVISIBLE}](?:[^\n]*[^\s{_INVISIBLE}])?")
_BLANKS = "".join(filter(re.compile(rf"[\s{_INVISIBLE}]").match, map(chr, range(0x10000))))
STOP_AT_END = re.compile(r"[.!?؟…:،؛][\"'»”’)\]]*$")
STOPS, _CLOSERS = frozenset(".!?؟…:،؛"), "\"'»”’)]"
ARABIC_LETTER = re.compile(r"[\u0621-\u064a\ufb50-\ufdff\ufe70-\ufefc]")
_URL = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
PICTURE = re.compile(r"https?://\S+\.(?:jpe?g|png|gif|webp)(?:\?\S*)?(?!\S)", re.IGNORECASE)
_SHARE = re.compile(
    r"^(?:انسخ الرابط|نسخ الرابط|رابط مختصر|الرابط المختصر|تابعنا على|تابعونا على|"
    r"رابط (?:الخبر|المقال|الموضوع|المادة)\b.{0,40}:)"
)
_READING = re.compile(
    r"^(?:[\d٠-٩]+|one)\s*(?:min(?:ute)?s?(?: read)?|دقيقة|دقائق|دقيقتان)(?: قراءة| للقراءة)?$|"
    r"^(?:وقت|مدة|زمن) القراءة\b.{0,30}$",
    re.IGNORECASE,
)
_READ_ALSO = re.compile(
    r"^(?:[إا]قر[أا]|شاهد|انظر|طالع)\s*(?:أيضا|ايضا|أيضاً|ايضاً|المزيد)\s*[:：.]?"
)
_COUNTER = re.compile(
    r"^(?:عدد )?(?:ال)?(?:مشاهدات|قراءات|زيارات|تعليقات|مشاركات)\s*[:：(]?\s*[\d٠-٩,.]*\s*\)?$"
    r"|^[\d٠-٩,.]+\s*(?:مشاهدة|مشاهدات|تعليق|تعليقات|قراءة|مشاركة|مشاركات|زيارة)$"
)
_PICTURE_LINE = re.compile(
    r"^(?:مصدر الصورة|حقوق الصورة|التعليق على الصورة|تعليق الصورة|صورة أرشيفية|الصورة\s*:|image )",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"^(?:آخر تحديث|اخر تحديث|أخر تحديث|نشر في|نشرت في|نُشر في|تاريخ النشر|تم النشر|نشر بتاريخ|"
    r"نشر|التاريخ|حرر في|أضيف في|published|updated)\s*[:：-]?\s",
    re.IGNORECASE,
)
EDITORS = re.compile(
    r"[\s\u00a0]*[-–—]?\s*\(\s*(?:إعداد|اعداد|تحرير|شارك في|شاركت في|تغطية صحفية|"
    r"ترجمة)\b[^()]{3,160}\)\s*\.?$"
)
_SOURCE = re.compile(
    r"^(?:(?:ال)?(?:مصدر|مصادر)\s*[:：/\-–—]\s*(\S.{1,110})|\*?\s*(?:نقلا|نقلاً) عن ([^.]{3,50}))$"
)
_RELATED = re.compile(
    r"^(?:مقالات|مواضيع|موضوعات|أخبار|اخبار|مواد|قصص|تقارير)\s+(?:ذات صلة|ذات علاقة|مشابهة|متعلقة|"
    r"مرتبطة|أخرى|اخرى)|^(?:ذات صلة|اقرأ أيضا|اقرأ أيضاً|إقرأ أيضا|إقرأ أيضاً|اقرأ ايضا|اقرأ المزيد|"
    r"قد يهمك|قد يعجبك|المزيد من الأخبار|الأكثر قراءة|شاهد أيضا|شاهد أيضاً|"
    r"مقالات أخرى لل?كاتب|انظر أيضا|انظر ايضا|طالع أيضا|إقرأ المزيد|لا تفوت|related\b|"
    r"read also)",
    re.IGNORECASE,
)
_TAGS = re.compile(
    r"^(?:سمات|الوسوم|وسوم|الكلمات المفتاحية|كلمات مفتاحية|الكلمات الدالة|كلمات دلالية|"
    r"كلمات دليلية|العلامات|tags?)\s*[:：]?\s",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^(?:[\w.+-]+@[\w-]+\.[\w.]+|[@＠]\w+|\w+[@＠]|\d{4,7}\s*-\s*[a-z]+)\W*$"
    r"|(?:[\w.+-]+@[\w-]+\.\w[\w.]*).{0,12}$|\bرسالة SMS\b"
    r"|^\W*(?:تويتر|ت|إيميل|ايميل|بريد)\s*[:/]?\s*@"
    r"|^\W*(?:تويتر|twitter|T|إيميل|ايميل|e-?mail)(?:\s*[:/]\s*[@＠]?|\s*[@＠])[a-z][\w.]{2,}[@＠]?$"
    r"|^[a-z][\w.]+[@＠]\s?[a-z][\w-]*\.[a-z.]{2,}$"
    r"|تبدأ بالرمز|^\W*(?:فاكس|هاتف|جوال|ت|ص\.? ?ب)\W*[\d\s\-–/]{5,}\W*$|^\[email\s*protected\]"
    r"|(?:أرسل|ارسل|رسالة)\s+sms\b|^\W*(?:الاتصالات|موبايلي|زين)\s*[،,:]?\s*\d{5,6}",
    re.IGNORECASE,
)
# A screen, for speed: every line that _CONTACT matches has one of these.
_PERHAPS_CONTACT = re.compile(r"[@＠\d\[A-Za-zſ\u212a]|[\s\-–/]{5}")
SERVICE = re.compile(
    rf"^[*•\s{_INVISIBLE}]*(?:خدمة\s*:?\s*[«\"“]|خاص بـ?\s*[«\"“]|بـ?[«\"“]|"
    r"(?:بالاتفاق|بالتعاون|بالاشتراك) مع\s+[«\"“]|"
    r"الوحدة الاقتصادية|وحدة التقارير|وحدة أبحاث|قسم الترجمة)"
)
_CREDIT_IN_BRACKETS = re.compile(r"[(\[«]\s*([^()\[\]]{2,40}?)\s*[)\]»]\s*\.?$")
_PICTURE_CREDIT = re.compile(r"\b(?:REUTERS|AFP|AP|EPA|Getty|Photo|Anadolu)\b.{0,60}$")


CLOSING = frozenset(")]»")
# Longer lines are part of the article, wherever they stand.
EDGE_LIMIT, CAPTION_LIMIT = 240, 260


def ends_with_stop(text: str) -> bool:
    """Say of a line whether STOP_AT_END is found in it, without looking through all of it."""
    return text.rstrip(_CLOSERS)[-1:] in STOPS


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


def line_texts(raw: str) -> list[str]:
    """Return the texts of what ``split_lines`` returns, quickly."""
    return [text for line in raw.split("\n") if (text := line.strip(_BLANKS))]


def rest_of(line: Line, length: int) -> Line | None:
    """Return what a line holds behind its first characters; None if that is nothing."""
    text = line.text[length:]
    kept = text.lstrip()
    if not kept:
        return None
    return line._replace(start=line.end - len(kept), text=kept)


def whole(line: Line, part: str, rule: str) -> list[Piece]:
    """Return a line as one piece."""
    return [Piece(line.start, line.end, part, rule)]


def is_prose(text: str) -> bool:
    """Say whether a line is a paragraph rather than a headline, a link or furniture."""
    return len(text) > 160 or (len(text) > 60 and text.endswith("."))


def name_furniture(line: Line) -> list[Piece] | None:
    """Name a line whose own words say that it is furniture, wherever it stands.

    Parameters
    ----------
    line : Line
        The line.

    Returns
    -------
    list of Piece or None
        None if it can be part of the article.
    """
    text = line.text
    if len(text) > EDGE_LIMIT or not kinds_of(first_word(text)) & FURNITURE:
        return None
    listed = line_phrases().get(fold_name(text).strip(". ")) if len(text) <= 40 else None
    if listed:
        return whole(line, listed, "list of furniture")
    if _READ_ALSO.match(text) and not STOP_AT_END.search(text.rstrip(":")):
        return whole(line, "related", "link to another article")
    if _COUNTER.match(text):
        return whole(line, "furniture", "counter")
    if _PICTURE_LINE.match(text):
        return whole(line, "caption", "caption by its first words")
    if _SHARE.match(text) or _is_share(text):
        return whole(line, "share", "share link")
    if _READING.match(text):
        return whole(line, "reading_time", "reading time")
    return None


def name_edge(line: Line, names: NameBook) -> list[Piece] | None:
    """Name a line that is furniture above or below an article.

    Parameters
    ----------
    line : Line
        The line.
    names : NameBook
        Known names.

    Returns
    -------
    list of Piece or None
        None if it can be part of the article.
    """
    text = line.text
    if len(text) > EDGE_LIMIT or not may_be_edge(text):
        return None
    source = _SOURCE.match(text)
    if source and (len(text) <= 60 or names.kind_of(source.group(1) or "")):
        return whole(line, "source", "source line")
    if _TAGS.match(text) and not STOP_AT_END.search(text):
        return whole(line, "tags", "tags")
    if is_link(text):
        return whole(line, "share", "link")
    if SERVICE.match(text) and len(text) <= 60:
        return whole(line, "credit", "service")
    if (_PERHAPS_CONTACT.search(text) or "الرمز" in text) and _CONTACT.search(text):
        return whole(line, "furniture", "contact")
    if _UPDATED.match(text) and len(text) <= 140 and DATE.search(text):
        return whole(line, "dateline", "date line")
    if EDITORS.fullmatch(text):
        return whole(line, "byline", "editors")
    if len(text) <= 60:
        for pattern, rule in ((DATE, "date line"), (TIME, "time")):
            found = pattern.search(text)
            if found and _letters(text) - _letters(found.group()) <= 12:
                return whole(line, "dateline", rule)
    return name_furniture(line)


def _letters(text: str) -> int:
    return len(ARABIC_LETTER.findall(text))


def is_caption(text: str, names: NameBook) -> bool:
    """Say whether a line is the caption of a picture, by the credit at its end or its script."""
    if len(text) > CAPTION_LIMIT or (text[-1:] not in CLOSING and "ء" <= text[:1] <= "ي"):
        return False
    if not ARABIC_LETTER.search(text):
        return bool(_PICTURE_CREDIT.search(text))
    if text.rstrip(". ")[-1:] not in CLOSING:
        return False
    found = _CREDIT_IN_BRACKETS.search(text)
    if not found or found.start() == 0 or text.endswith("."):
        return False
    before = text[: found.start()].rstrip()
    if STOP_AT_END.search(before):
        return False
    return names.kind_of(found.group(1)) in ("agency", "outlet") or _is_doubled(before)


def is_related_head(text: str) -> bool:
    """Say whether a line stands above a list of other articles, or is one."""
    return bool(_RELATED.match(text)) and (
        len(text) <= 60
        or text.startswith("مقالات أخرى ل")
        or (len(text) <= 400 and not STOP_AT_END.search(text))
    )


def start_phrase(text: str) -> tuple[int, str, str] | None:
    """Return how long the furniture glued to the beginning of a line is, its part and rule."""
    for phrase, part in start_phrases():
        if text.startswith(phrase):
            return len(phrase), part, "list of furniture"
    picture = PICTURE.match(text)
    if picture:
        return picture.end(), "furniture", "address of a picture"
    end = _share_run(text)
    return (end, "share", "share words") if end else None


def _is_share(text: str) -> bool:
    """Say whether a line holds nothing but words of share buttons and links."""
    known = share_words()
    first = text.split(maxsplit=1)[0] if text else ""
    if first.isalpha() and fold_name(first) not in known:
        return False
    n_words = 0
    for word in text.replace("|", " ").split():
        if any(c.isalpha() for c in word):
            if fold_name(word) not in known:
                return False
            n_words += 1
    return 2 <= n_words <= 24


def is_link(text: str) -> bool:
    """Say whether a line is nothing but a web address."""
    if "/" not in text and "w." not in text and "W." not in text:
        return False
    return not any(c.isalpha() for c in _URL.sub(" ", text)) and bool(_URL.search(text))


def _share_run(text: str) -> int:
    """Return how far a run of at least four share words reaches from the beginning of a line."""
    known = share_words()
    end = count = 0
    for found in re.finditer(r"\S+", text[:160]):
        if fold_name(found.group()) not in known:
            break
        end, count = found.end(), count + 1
    return end if count >= 4 else 0


def _is_doubled(text: str) -> bool:
    """Say whether a text is the same words twice, as captions with a title text are printed."""
    folded = fold_name(text)
    half = len(folded) // 2
    return len(folded) > 20 and folded[:half] == folded[half + 1 :]
