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
_LEAD = BIT["auxiliary"] | BIT["adverb"] | BIT["time"] | BIT["subordinator"]
_INSIDE = BIT["في"] | BIT["إلى"] | BIT["من"] | BIT["على"]
_LONGEST = 24
_MASCULINE = read_set("masculine_ta")
_TOTALS = read_set("totals")
_PLURALS = read_set("plurals")
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
    if word >= limit or not _may_begin(article, word):
        return word, word
    return word, phrase_end(article, word, limit)


def _skip_lead(article: Article, word: int, limit: int) -> int:
    """Skip days, adverbs, and to whom it was said, before the subject."""
    while word < limit:
        bits = article.bits[word]
        if article.gap[word] & OPEN_BRACKET:
            behind = _behind_bracket(article, word, limit)
            if behind > word:
                word = behind
                continue
        text = article.printed(word)
        if (bits & _SKIP and not bits & ROLES and word not in article.mention_at) or text.isdigit():
            word += 1
            if bits & BIT["time"] and word < limit and article.term(word) in _WHICH_TIME:
                word += 1  # الشهر الماضي
        elif bits & BIT["من"] and word < limit - 1 and _counts(article, word):
            word += 1  # 53 % فقط من الشركات
        elif text in _BACK and word + 1 < limit and article.names_someone(word + 1):
            word += 1  # ما حذر منه موقع «إكسبريس»
        elif (bits & BIT["with_li"]) or article.printed(word) in (
            "ل",
            "لـ",
        ):
            lone = article.ends[word] - article.starts[word] <= 2
            word += 1
            if word in article.quote_at and article.quote_at[word][0] - word <= 3:
                word = article.quote_at[word][0]
            elif lone:
                word += 1
            else:
                if (
                    bits & (BIT["organisation"] | BIT["source"])
                    and word < limit
                    and not (article.bits[word] & (BIT["person"] | BIT["definite"] | ANY_THAT))
                ):
                    word += 1
                # للصحافة الروسية: the adjective belongs to it.
                while (
                    word < limit
                    and article.bits[word] & BIT["definite"]
                    and not article.bits[word] & (ROLES | BIT["with_wa"])
                    and word not in article.mention_at
                    and not article.gap[word]
                ):
                    word += 1
        else:
            break
    return word


def _counts(article: Article, word: int) -> bool:
    """Tell whether a number stands right before من: how many of them speak."""
    before = word - 1
    if before > 0 and article.bits[before] & BIT["adverb"]:
        before -= 1
    text = article.printed(before) if before >= 0 else ""
    return text.isdigit() and not article.gap[word] & (COMMA | PAUSE | BREAK)


def _behind_bracket(article: Article, word: int, limit: int) -> int:
    for place in range(word + 1, min(limit + 1, word + 8)):
        if article.gap[place] & CLOSE_BRACKET:
            return place
    return word


def _may_begin(article: Article, word: int) -> bool:
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
        covered = word in article.mention_at
        if gap & (BREAK | PAUSE | COLON):
            break
        if gap & OPEN_BRACKET:
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
        if covered and word not in article.attached:
            word += 1
            continue
        if bits & ANY_THAT or bits & BIT["relative"] or article.cue[word] >= 0:
            break
        if bits & BIT["time"] and not _in_name(article, word):
            break
        if bits & (ANY_PREPOSITION | BIT["with_bi"] | BIT["with_li"]):
            behind = _inner_preposition(article, first, word, limit, definite)
            if behind == word:
                break
            word = behind
            continue
        if bits & BIT["subordinator"] or bits & BIT["adverb"]:
            break
        if bits & BIT["circumstance"] and article.text.endswith(
            ("ته", "تها"), 0, article.ends[word]
        ):
            break  # ألقى القائد كلمته
        if bits & BIT["quantifier"] and definite and _is_total(article, word):
            break  # دعت الخارجية كل الأطراف
        word += 1
    return word


def _is_total(article: Article, word: int) -> bool:
    return article.printed(word) in _TOTALS


def _in_name(article: Article, word: int) -> bool:
    """Tell whether a word for a time belongs to a name or a title (مدير عام، رئيس مجلس)."""
    return bool(article.bits[word] & ROLES)


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
        if attached and not (bits & BIT["with_li"] and _is_mark(article, word)):
            return word + 1
        # المشرف العام على المسابقة, but not وعلق الوزير الروسي على ذلك
        if bits & _INSIDE and word + 2 < limit:
            after = article.bits[word + 1]
            blocked = BIT["circumstance"] | BIT["time"] | BIT["fixed"] | ANY_THAT | ANY_PREPOSITION
            if not after & blocked and article.cue[word + 1] < 0 and not article.gap[word + 1]:
                return word + 2
    return word


def _is_mark(article: Article, word: int) -> bool:
    """Tell whether a word is a lone ل before a quoted name: لـ «عكاظ»."""
    return article.ends[word] - article.starts[word] <= 2


def phrase_before(article: Article, verb: int, lowest: int) -> tuple[int, int]:
    """Find the noun phrase before a verb, the subject of noun-first order.

    Parameters
    ----------
    article : Article
        The article.
    verb : int
        The verb.
    lowest : int
        The first word that may belong to the phrase.

    Returns
    -------
    first, behind : int
        The phrase; equal if there is none.
    """
    low = lowest
    every = verb > lowest and article.bits[verb - 1] & BIT["quantifier"] and not article.gap[verb]
    if every and article.text.endswith(("هم", "هما"), 0, article.ends[verb - 1]):
        return verb - 1, verb  # وجميعهم أكدوا
    for word in range(verb - 1, lowest - 1, -1):
        if article.bits[word] & ANY_THAT:
            low = word if article.bits[word] & BIT["that_pronoun"] else word + 1
            break
        opens = word == lowest or article.gap[word] & COMMA or article.bits[word] & BIT["with_wa"]
        if word < verb - 1 and (
            article.bits[word] & BIT["clause"] or (article.bits[word] & BIT["auxiliary"] and opens)
        ):
            low = word + 1
            break
        if article.gap[word + 1] & (PAUSE | COLON) and word + 1 < verb:
            low = word + 1
            break
    word = low
    while word < verb:
        bits = article.bits[word]
        if word in article.mention_at:
            break
        adverbial = article.text.endswith(("اً", "ًا"), 0, article.ends[word])
        if adverbial or bits & ANY_PREPOSITION or bits & (BIT["with_bi"] | BIT["with_li"]):
            word = _behind_comma(article, word, verb)
        elif bits & _LEAD and not bits & ROLES:
            word += 1
        else:
            break
    if word + 1 < verb and _looks_like_verb(article, word):
        word += 1
    if word >= verb or not _may_begin(article, word):
        return verb, verb
    if article.bits[verb - 1] & BIT["clause"] and verb > lowest:
        known = article.names_someone(word)
        if not known:
            return verb, verb  # حيث أكد: whoever it is stands in the clause before
    return word, phrase_end(article, word, verb)


def _looks_like_verb(article: Article, word: int) -> bool:
    """Tell whether a bare word before a name or الرئيس is a verb: أصدر الرئيس."""
    if word in article.mention_at or article.bits[word] & (BIT["definite"] | ROLES):
        return False
    after = article.bits[word + 1]
    if article.gap[word + 1]:
        return False
    if after & BIT["person"] and after & BIT["definite"]:
        return True
    at = article.mention_at.get(word + 1)
    return at is not None and article.mentions[at][0] == word + 1


def _behind_comma(article: Article, word: int, verb: int) -> int:
    for place in range(word + 1, verb):
        if article.gap[place] & COMMA:
            return place
    return verb


def may_be_subject(article: Article, verb: int, first: int) -> bool:
    """Tell whether a noun behind a verb that also takes an addressee agrees with the verb.

    Parameters
    ----------
    article : Article
        The article.
    verb, first : int
        The verb, and the first word of the phrase behind it.

    Returns
    -------
    bool
        False where the noun is rather the one who is asked: ودعا الحكومة إلى، وطالب الدول بـ.
    """
    bits = article.bits[first]
    text = article.printed(first)
    if first in article.mention_at:
        number = chr(article.number[verb] or 109)
        if number == "m" and text.startswith("ال") and text.endswith("ة"):
            return False
        return not (number == "f" and bits & ROLES and not text.endswith(("ة", "ات", "ون")))
    if text.endswith("ين") and not text.endswith("أمين"):
        return False  # المواطنين: no subject ends like this
    number = chr(article.number[verb] or 109)
    if number == "m" and article.term(first) in _MASCULINE:
        return True
    if number == "m" and (text.endswith(("ة", "ات")) or article.term(first) in _PLURALS):
        return False
    if number == "f" and text.startswith("ال") and text.endswith("ة"):
        return True
    lone = article.gap[first + 1] or article.bits[first + 1] & (ANY_PREPOSITION | ANY_THAT)
    if text.startswith("ال") and text.endswith("ي") and number == "m":
        return True
    if not bits & (BIT["definite"] | ROLES):
        return bool(lone) and not text.endswith(("ات", "ه", "ها", "هم"))
    if number == "f" and bits & BIT["person"] and not text.endswith(("ة", "ات", "ون", "اء")):
        return False
    return bool(bits & ROLES)
