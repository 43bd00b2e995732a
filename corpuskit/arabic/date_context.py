"""What the words around a date expression say of it."""

import re

from corpuskit.arabic.date_words import load_word_list

_ARABIC = "\u0621-\u064a"
_SENTENCE = re.compile(r"[.\n؟!;]")
# "It is expected", or a verb of the future ("س" and a prefix), but not a noun like "سيارة".
_NOT_FUTURE = (
    "يار|ياس|ياح|ياد|ياق|يدات|يطر|يناري|يناء|يرغ|يرج|يول|يلا|يمن|يدني|يرت|يره|يفو|يتي|يسكو|تاند|تيف"
    "|توكه|تاد|تراتي|توديو|تار|تين|تون|تايل|تيني|نوات|نوي|ناتور"
)
_FUTURE = re.compile(
    rf"(?:^|[^{_ARABIC}])[وف]?(?:من ال(?:مقرر|متوقع|منتظر|مزمع|مرتقب)|المزمع|المقرر|المنتظر|سوف"
    r"|ي?توقع ان|يعتزم|تعتزم|بدءا من|اعتبارا من|ابتداء من|تنطلق|ينطلق|يبدا|تبدا|يستمر|تستمر"
    rf"|س(?!{_NOT_FUTURE})[ينتا][{_ARABIC}]{{3,}})(?![{_ARABIC}])"
)
_PRESENT = re.compile(rf"[وف]?[يت][{_ARABIC}]{{3,}}")
_TOLD = re.compile(rf"[وف]?(?:{'|'.join(load_word_list('told'))})(?:ت|وا|ا)?")
_LAST_WORD = re.compile(r"([\u0621-\u064a]+)[^\u0621-\u064a\n]{0,3}$")
NEXT_WORD = re.compile(r"[ \"(]{0,2}([\u0621-\u064a]+)")
_DAY_WORDS = re.compile(
    r"(?:(?<=[^\u0621-\u064a])|^)(?:(?:بعد |قبل |منتصف |قبيل )?(?:مساء|صباح|ظهر|فجر|عصر|مغرب|ضحي"
    r"|ليل|ليله|نهار|يوم|يومي|عشيه)[ \"(]{1,2}){1,2}$"
)


def take_day_words(text: str, start: int) -> int:
    """Take "يوم" and parts of the day into the span."""
    match = _DAY_WORDS.search(text[max(0, start - 30) : start])
    return start - len(match[0]) if match else start


def is_future(text: str, start: int) -> bool:
    """Tell whether the sentence so far speaks of what is still to come."""
    before = text[max(0, start - 80) : start]
    ends = list(_SENTENCE.finditer(before))
    return _FUTURE.search(before[ends[-1].end() :] if ends else before) is not None


def is_told(text: str, start: int, end: int, unit: str) -> bool:
    """Tell whether "two days later" is told of the past, by the verbs around it.

    Years are mostly told of, unless a verb of the present says otherwise.
    """
    ends = list(_SENTENCE.finditer(text, max(0, start - 60), start))
    before = text[ends[-1].end() if ends else max(0, start - 60) : start].split()[-5:]
    words = [*before, *re.findall(rf"[{_ARABIC}]+", text[end : end + 20])[:1]]
    if any(_TOLD.fullmatch(word) for word in words):
        return True
    return unit == "year" and bool(words) and not any(_PRESENT.fullmatch(w) for w in words)


def last_word(text: str, start: int) -> str:
    """Return the word before a place, over signs."""
    match = _LAST_WORD.search(text[max(0, start - 20) : start])
    return match[1] if match else ""


def next_word(text: str, end: int) -> str:
    """Return the word behind a place, over signs."""
    match = NEXT_WORD.match(text, end)
    return match[1] if match else ""


def is_adjective(text: str, start: int) -> bool:
    """Tell whether an ordinal belongs to the noun before it: "النصف الثاني"."""
    before = last_word(text, start)
    return before.startswith("ال") and before not in ("اليوم", "الليله", "الي", "الموافق")
