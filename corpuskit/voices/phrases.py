"""Noun phrases: where the words that stand for a speaker begin and end."""

from corpuskit.voices.article import Article
from corpuskit.voices.gaps import (
    BREAK,
    CLOSE_BRACKET,
    COLON,
    COMMA,
    DASH,
    MARK,
    OPEN_BRACKET,
    PAUSE,
)
from corpuskit.voices.lexicon import (
    ANY_PREPOSITION,
    ANY_THAT,
    BIT,
    ROLES,
    is_common_word,
    read_set,
)

_SKIP = BIT["time"] | BIT["adverb"]
_NEVER = ANY_PREPOSITION | ANY_THAT | BIT["relative"] | BIT["negation"] | BIT["with_bi"]
_INSIDE = BIT["في"] | BIT["إلى"] | BIT["من"] | BIT["على"]
_NO_OWNER = BIT["person"] | BIT["definite"] | ANY_THAT
_LONGEST = 24
_TOTALS = read_set("totals")
_WHICH_TIME = read_set("which_time")
_BACK = read_set("pointing_back")


def phrase_after(article: Article, first: int, limit: int) -> tuple[int, int]:
    """Find the noun phrase behind a verb.

    Parameters
    ----------
    article : Article
        The article.
    first : int
        The word behind the verb.
    limit : int
        The word at which what is said begins; the phrase ends before it.

    Returns
    -------
    first, behind : int
        The phrase; equal if there is none.
    """
    word = _skip_lead(article, first, limit)
    if word >= limit or not may_begin(article, word):
        return word, word
    return word, phrase_end(article, word, limit)


def _skip_lead(article: Article, word: int, limit: int) -> int:
    """Skip days, adverbs, and to whom it was said, before the subject."""
    while word < limit:
        behind = _behind_bracket(article, word, limit)
        if behind == word:
            behind = _behind_lead(article, word, limit)
        if behind == word:
            break
        word = behind
    return word


def _behind_lead(article: Article, word: int, limit: int) -> int:
    """Return the word behind one word or phrase that leads to a subject; the same if none does."""
    bits, text = article.bits[word], article.printed(word)
    if (bits & _SKIP and not article.names_someone(word)) or text.isdigit():
        named = bits & BIT["time"] and word + 1 < limit
        # الشهر الماضي
        return word + 2 if named and article.term(word + 1) in _WHICH_TIME else word + 1
    if bits & BIT["من"] and word < limit - 1 and _counts(article, word):
        return word + 1  # 53 % فقط من الشركات
    if text in _BACK and word + 1 < limit and article.names_someone(word + 1):
        return word + 1  # ما حذر منه موقع «إكسبريس»
    if bits & BIT["with_li"] or text in ("ل", "لـ"):
        return _behind_addressee(article, word, limit)
    return word


def _behind_addressee(article: Article, word: int, limit: int) -> int:
    """Return the word behind whom something is said to: لـ «عكاظ»، للصحافة الروسية."""
    bits, behind = article.bits[word], word + 1
    if behind in article.quote_at and article.quote_at[behind][0] - behind <= 3:
        return article.quote_at[behind][0]
    if _is_lone_li(article, word):
        return behind + 1
    owner = behind < limit and not article.bits[behind] & _NO_OWNER
    if owner and bits & (BIT["organisation"] | BIT["source"]):
        behind += 1
    # للصحافة الروسية: the adjective belongs to it.
    while (
        behind < limit
        and article.bits[behind] & BIT["definite"]
        and not article.bits[behind] & BIT["with_wa"]
        and not article.names_someone(behind)
        and not article.gap[behind]
    ):
        behind += 1
    return behind


def _counts(article: Article, word: int) -> bool:
    """Tell whether a number stands right before من: how many of them speak."""
    before = word - 1
    if before > 0 and article.bits[before] & BIT["adverb"]:
        before -= 1
    text = article.printed(before) if before >= 0 else ""
    return text.isdigit() and not article.gap[word] & (COMMA | PAUSE | BREAK)


def _behind_bracket(article: Article, word: int, limit: int) -> int:
    """Return the word behind a bracket that opens before a word; the same if none does."""
    if not article.gap[word] & OPEN_BRACKET:
        return word
    for place in range(word + 1, min(limit + 1, word + 8)):
        if article.gap[place] & CLOSE_BRACKET:
            return place
    return word


def may_begin(article: Article, word: int) -> bool:
    """Tell whether a noun phrase can begin at a word."""
    if word in article.mention_at:
        return word not in article.attached
    bits = article.bits[word]
    if bits & _NEVER or article.cue[word] >= 0:
        return False
    text = article.printed(word)
    plain = not bits & (ROLES | BIT["definite"])
    if plain and text.endswith("نا") and len(text) > 4 and is_common_word(text[:-2]):
        return False  # هدفنا: our aim says nothing
    return not (bits & BIT["subordinator"] and not bits & ROLES)


def phrase_end(article: Article, first: int, limit: int) -> int:
    """Return the word behind a noun phrase that begins at a word."""
    word = first + 1
    limit = min(limit, first + _LONGEST)
    commas = 0
    definite = bool(article.bits[first] & BIT["definite"]) or first in article.mention_at
    while word < limit:
        gap = article.gap[word]
        bits = article.bits[word]
        if gap & (BREAK | PAUSE | COLON):
            break
        behind = _behind_bracket(article, word, limit)
        if behind > word:
            word = behind
            continue
        if gap & (COMMA | DASH):
            commas += 1
            if commas > 2 or not _is_apposition(article, word):
                break
            word += 1
            continue
        if word in article.mention_at and word not in article.attached:
            word += 1
            continue
        if _opens_clause(article, word):
            break
        if bits & (ANY_PREPOSITION | BIT["with_bi"] | BIT["with_li"]):
            behind = _inner_preposition(article, first, word, limit, definite)
            if behind == word:
                break
            word = behind
            continue
        if _is_beside(article, word, definite):
            break
        word += 1
    return word


def _opens_clause(article: Article, word: int) -> bool:
    """Tell whether أن, الذي, a cue or a day stands there; a title may hold a word for a time."""
    bits = article.bits[word]
    if bits & (ANY_THAT | BIT["relative"]) or article.cue[word] >= 0:
        return True
    return bool(bits & BIT["time"]) and not bits & ROLES


def _is_beside(article: Article, word: int, definite: bool) -> bool:
    """Tell whether a word belongs to what is said or how, and not to the phrase before it."""
    bits = article.bits[word]
    if bits & (BIT["subordinator"] | BIT["adverb"]):
        return True
    if bits & BIT["circumstance"] and article.ends_in(word, ("ته", "تها")):
        return True  # ألقى القائد كلمته
    # دعت الخارجية كل الأطراف
    return bool(bits & BIT["quantifier"]) and definite and article.printed(word) in _TOTALS


def _is_apposition(article: Article, word: int) -> bool:
    if word in article.mention_at:
        return True
    bits = article.bits[word]
    behind = article.printed(word + 1) if (word + 1 < len(article.starts)) else ""
    if behind == "بن" and not article.gap[word + 1]:
        return True  # الباحث الفلكي، ملهم بن محمد
    return bool(bits & BIT["person"]) and not bits & BIT["with_wa"]


def _inner_preposition(article: Article, first: int, word: int, limit: int, definite: bool) -> int:
    """Return the word behind a preposition that belongs to the phrase, or the same word."""
    bits = article.bits[word]
    head = article.bits[first]
    if head & BIT["given"] and not article.gap[first + 1]:
        head |= article.bits[first + 1] & BIT["person"]  # مساعد مدير: here no name
    printed = article.printed(word)
    if printed == "باسم" or (
        bits & (BIT["من"] | BIT["في"])
        and head & (ROLES | BIT["quantifier"])
        and not definite
        and word + 1 < limit
        and not article.bits[word + 1] & (BIT["circumstance"] | BIT["time"])
    ):
        word += 1
        stop = min(limit, word + 6)
        while word < stop:
            inner = article.bits[word]
            if article.gap[word] & ~MARK and word not in article.mention_at:
                break
            if inner & (_NEVER | BIT["time"] | BIT["subordinator"]) or article.cue[word] >= 0:
                break
            if inner & BIT["with_li"]:
                break
            word += 1
        return word
    if head & (BIT["person"] | BIT["organisation"]) and not bits & BIT["addressee"]:
        attached = bits & (BIT["with_li"] | BIT["with_bi"]) and not bits & BIT["circumstance"]
        if attached and not (bits & BIT["with_li"] and _is_lone_li(article, word)):
            return word + 1
        # المشرف العام على المسابقة, but not وعلق الوزير الروسي على ذلك
        if bits & _INSIDE and word + 2 < limit:
            after = article.bits[word + 1]
            blocked = BIT["circumstance"] | BIT["time"] | BIT["fixed"] | ANY_THAT | ANY_PREPOSITION
            if not after & blocked and article.cue[word + 1] < 0 and not article.gap[word + 1]:
                return word + 2
    return word


def _is_lone_li(article: Article, word: int) -> bool:
    """Tell whether an attached ل stands alone before a quoted name: لـ «عكاظ»."""
    return article.ends[word] - article.starts[word] <= 2
