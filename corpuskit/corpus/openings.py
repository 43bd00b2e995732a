"""With which words lines begin that are no part of an article.

Screens, for speed: a line that begins with another plain word is none of what the rules of
``lines`` name. The same few words begin most lines, so that each is judged once.
"""

import re
from functools import cache, lru_cache

from corpuskit.corpus.lists import read_list
from corpuskit.corpus.names import fold_name

# What a line may be by its first word: furniture anywhere, glued to furniture, above a list of
# other articles, furniture above and below an article.
FURNITURE, GLUED, RELATED, EDGE = 1, 2, 4, 8
ANYTHING = FURNITURE | GLUED | RELATED | EDGE
LONGEST_WORD = 20
_BEGINNINGS = {
    FURNITURE: r"[إا]قر[أا]|شاهد|انظر|طالع|عدد$|(?:ال)?(?:مشاهدات|قراءات|زيارات|تعليقات|مشاركات)|"
    r"مصدر$|حقوق$|التعليق$|تعليق$|صورة$|الصورة$|انسخ$|نسخ$|رابط$|الرابط$|تابعنا$|تابعونا$|"
    r"وقت$|مدة$|زمن$",
    RELATED: r"(?:مقالات|مواضيع|موضوعات|أخبار|اخبار|مواد|قصص|تقارير|ذات|قد|المزيد|الأكثر|لا)$|"
    r"[إأا]قر[أا]$|شاهد$|انظر$|طالع$",
    EDGE: r"(?:ال)?(?:مصدر|مصادر)$|نقلاً?$|سمات$|(?:ال)?وسوم$|(?:ال)?كلمات$|العلامات$|"
    r"خدمة$|خاص$|(?:بالاتفاق|بالتعاون|بالاشتراك|الوحدة|وحدة|قسم)$|"
    r"(?:تويتر|[إا]يميل|بريد|فاكس|هاتف|جوال|ت|ص|صب|الاتصالات|موبايلي|زين)$|"
    r"[آاأ]خر$|ن\u064f?شر$|نشرت$|تاريخ$|تم$|التاريخ$|حرر$|أضيف$",
}
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _BEGINNINGS.items()}
_PLAIN_WORD = re.compile(r"[\u0621-\u063a\u0641-\u064a][\u0621-\u063a\u0641-\u0652]*")
_BEFORE_CONTACT = re.compile(r"[@＠]|[sSſ][mM]|الرمز")
_DIGIT = re.compile(r"\d")
_DATE_LIMIT = 60


@lru_cache(maxsize=2**14)
def kinds_of(word: str) -> int:
    """Say what a line may be that begins with a word: all of it up to the first blank.

    What is no plain Arabic word may be anything.
    """
    word = word.removesuffix("،")
    if not _PLAIN_WORD.fullmatch(word) or len(word) > LONGEST_WORD:
        return ANYTHING
    kinds = sum(kind for kind, pattern in _PATTERNS.items() if pattern.match(word))
    if fold_name(word) in _listed():
        kinds |= FURNITURE | GLUED
    if any(word.startswith(phrase.split()[0]) for phrase, _ in start_phrases()):
        kinds |= GLUED
    return kinds


def first_word(text: str) -> str:
    """Return a line up to its first blank."""
    return text.split(None, 1)[0] if text else ""


def may_be_edge(text: str) -> bool:
    """Say quickly whether a line may be furniture above or below an article."""
    if kinds_of(first_word(text)) & (EDGE | FURNITURE) or _BEFORE_CONTACT.search(text):
        return True
    return len(text) <= _DATE_LIMIT and _DIGIT.search(text) is not None


@cache
def line_phrases() -> dict[str, str]:
    """Return the folded lines that are listed as furniture, to their parts."""
    rows = read_list("furniture.csv")
    return {fold_name(row["phrase"]): row["part"] for row in rows if row["place"] == "line"}


@cache
def start_phrases() -> tuple[tuple[str, str], ...]:
    """Return the first words of lines that are listed as furniture, and their parts."""
    rows = read_list("furniture.csv")
    return tuple((row["phrase"], row["part"]) for row in rows if row["place"] == "start")


@cache
def share_words() -> frozenset[str]:
    """Return the folded words of share buttons."""
    return frozenset(fold_name(row["word"]) for row in read_list("share_words.csv"))


@cache
def _listed() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in line_phrases()) | share_words()
