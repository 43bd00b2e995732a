"""Who speaks: the words that stand for the speaker, and the actor they mean."""

from dataclasses import dataclass, field

from corpuskit.voices.article import (
    BREAK,
    CLOSE_BRACKET,
    COLON,
    COMMA,
    DASH,
    OPEN_BRACKET,
    PAUSE,
    Article,
)
from corpuskit.voices.lexicon import ANY_PREPOSITION, ANY_THAT, BIT

_SKIP = BIT["time"] | BIT["adverb"]
_NEVER = ANY_PREPOSITION | ANY_THAT | BIT["relative"] | BIT["negation"] | BIT["with_bi"]
_LEAD = BIT["auxiliary"] | BIT["adverb"] | BIT["time"] | BIT["subordinator"]
_HEADS = BIT["person"] | BIT["organisation"] | BIT["source"]
_INSIDE = BIT["في"] | BIT["إلى"] | BIT["من"] | BIT["على"]
_LONGEST = 24


@dataclass(slots=True)
class Speaker:
    """The words that stand for a speaker, and who it is.

    Parameters
    ----------
    first, behind : int
        First word, and the word behind the last; -1, -1 if no words stand for it.
    actor : str or None
        The actor, if a mention or an earlier introduction tells.
    rule : str
        How it was found.
    """

    first: int
    behind: int
    actor: str | None
    rule: str


@dataclass(slots=True)
class Introduced:
    """Who has been introduced in an article with which words, to resolve roles later."""

    words: list[frozenset[int]] = field(default_factory=list)
    heads: list[frozenset[int]] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)


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
        if bits & _SKIP and not bits & _HEADS and word not in article.mention_at:
            word += 1
        elif article.text[article.starts[word] : article.ends[word]].isdigit():
            word += 1
        elif (bits & BIT["with_li"]) or article.text[article.starts[word] : article.ends[word]] in (
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
                    and not article.bits[word] & (_HEADS | BIT["with_wa"])
                    and word not in article.mention_at
                    and not article.gap[word]
                ):
                    word += 1
        else:
            break
    return word


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
    return not (bits & BIT["subordinator"] and not bits & _HEADS)


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
        word += 1
    return word


def _in_name(article: Article, word: int) -> bool:
    """Tell whether a word for a time belongs to a name or a title (مدير عام، رئيس مجلس)."""
    return bool(article.bits[word] & _HEADS)


def _is_apposition(article: Article, word: int) -> bool:
    if word in article.mention_at:
        return True
    bits = article.bits[word]
    return bool(bits & BIT["person"]) and not bits & BIT["with_wa"]


def _inner_preposition(article: Article, first: int, word: int, limit: int, definite: bool) -> int:
    """Return the word behind a preposition that belongs to the phrase, or the same word."""
    bits = article.bits[word]
    head = article.bits[first]
    printed = article.text[article.starts[word] : article.ends[word]]
    if printed == "باسم" or (
        bits & (BIT["من"] | BIT["في"])
        and head & _HEADS
        and not definite
        and word + 1 < limit
        and not article.bits[word + 1] & (BIT["circumstance"] | BIT["time"])
    ):
        word += 1
        stop = min(limit, word + 6)
        while word < stop:
            inner = article.bits[word]
            if article.gap[word] & ~0x100 and word not in article.mention_at:
                break
            if inner & (_NEVER | BIT["time"] | BIT["subordinator"]) or article.cue[word] >= 0:
                break
            if inner & BIT["with_li"]:
                break
            word += 1
        return word
    if head & (BIT["person"] | BIT["organisation"]) and not bits & BIT["addressee"]:
        if bits & (BIT["with_li"] | BIT["with_bi"]) and not bits & BIT["circumstance"]:
            if not (bits & BIT["with_li"] and _is_mark(article, word)):
                return word + 1
        # المشرف على المسابقة, but not وعلق الوزير الروسي على ذلك
        away = bits & BIT["على"] and word > first + 1
        if bits & _INSIDE and not away and word + 2 < limit:
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
        if bits & ANY_PREPOSITION or bits & (BIT["with_bi"] | BIT["with_li"]):
            word = _behind_comma(article, word, verb)
        elif bits & _LEAD and not bits & _HEADS:
            word += 1
        else:
            break
    if word + 1 < verb and _looks_like_verb(article, word):
        word += 1
    if word >= verb or not _may_begin(article, word):
        return verb, verb
    return word, phrase_end(article, word, verb)


def _looks_like_verb(article: Article, word: int) -> bool:
    """A bare word before a name or الرئيس، that is no role itself, is the verb: أصدر الرئيس."""
    if word in article.mention_at or article.bits[word] & (BIT["definite"] | _HEADS):
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
    if first in article.mention_at:
        return True
    bits = article.bits[first]
    text = article.text[article.starts[first] : article.ends[first]]
    if text.endswith("ين") and not bits & BIT["person"]:
        return False
    number = chr(article.number[verb] or 109)
    if number == "m" and (text.endswith(("ة", "ات")) or (text in _PLURALS)):
        return False
    lone = article.gap[first + 1] or article.bits[first + 1] & (ANY_PREPOSITION | ANY_THAT)
    if text.startswith("ال") and text.endswith("ي") and number == "m":
        return True
    if not bits & (BIT["definite"] | _HEADS):
        return bool(lone) and not text.endswith(("ات", "ه", "ها", "هم"))
    if number == "f" and bits & BIT["person"] and not text.endswith(("ة", "ات", "ون", "اء")):
        return False
    return bool(bits & _HEADS)


_PLURALS = frozenset("الدول الأطراف الجهات الشركات كل جميع كافة الجميع المجتمع مجلس".split())


def resolve_phrase(
    article: Article, first: int, behind: int, introduced: Introduced, rule: str
) -> Speaker:
    """Say who a noun phrase means.

    Parameters
    ----------
    article : Article
        The article.
    first, behind : int
        The phrase.
    introduced : Introduced
        Who was introduced before.
    rule : str
        The rule that found the phrase.

    Returns
    -------
    Speaker
        With an actor if a mention names the head of the phrase or stands in apposition to it, or
        if the words of the phrase were used before of one that did.
    """
    mention = _own_mention(article, first, behind)
    if mention is not None:
        return Speaker(first, behind, mention, f"{rule}:mention")
    words = _content_words(article, first, behind)
    if words and article.bits[first] & (_HEADS | BIT["definite"] | BIT["with_li"]):
        head = article.lemma[first]
        for place in range(len(introduced.speakers) - 1, -1, -1):
            if head in introduced.heads[place] and words <= introduced.words[place]:
                known = introduced.speakers[place]
                return Speaker(first, behind, known.actor, f"{rule}:role")
    return Speaker(first, behind, None, f"{rule}:words")


def _own_mention(article: Article, first: int, behind: int) -> str | None:
    """Return the actor that a phrase names: its head, or the last name in apposition to it."""
    at = article.mention_at.get(first)
    if at is not None and article.mentions[at][0] <= first:
        return article.mentions[at][2]
    if first < behind and article.bits[first] & BIT["with_wa"] and at is not None:
        return article.mentions[at][2]
    found = None
    word = first + 1
    while word < behind:
        at = article.mention_at.get(word)
        if at is None:
            word += 1
            continue
        _, end, actor = article.mentions[at]
        before = article.bits[word - 1]
        introduced_by = (
            article.gap[word] & (COMMA | DASH)
            or before & BIT["definite"]
            or word - 1 in article.mention_at
            or before & BIT["person"]
            and word - 1 == first
            and before & BIT["definite"]
            or (
                article.bits[first] & (BIT["organisation"] | BIT["source"])
                and word - 1 == first
                and article.text[article.starts[first] : article.ends[first]].strip('«»“”"')
                in (
                    "وكالة",
                    "صحيفة",
                    "قناة",
                    "موقع",
                    "حركة",
                    "تنظيم",
                    "حزب",
                    "شركة",
                    "شبكة",
                    "منظمة",
                    "جماعة",
                )
            )
        )
        if introduced_by and not before & (ANY_PREPOSITION | BIT["with_bi"]):
            if not (before & BIT["with_wa"] and found):
                found = actor
        word = max(end, word + 1)
    return found


def _content_words(article: Article, first: int, behind: int) -> frozenset[int]:
    """Return the numbers of the words of a phrase, its article and function words left out."""
    words = set()
    for word in range(first, behind):
        bits = article.bits[word]
        if bits & (ANY_PREPOSITION | BIT["time"] | BIT["adverb"] | BIT["subordinator"]):
            if not bits & _HEADS:
                continue
        words.add(article.lemma[word])
    return frozenset(words)


def introduce(article: Article, introduced: Introduced, low: int, high: int) -> None:
    """Note who is introduced with which role in a stretch: وزير الخارجية الروسي سيرغي لافروف."""
    seen = -1
    for word in range(low, high):
        at = article.mention_at.get(word)
        if at is None or at == seen:
            continue
        seen = at
        begin, end, actor = article.mentions[at]
        if begin < low:
            continue
        _introduce_name(article, introduced, begin, end, actor)
        place = begin - 1
        if article.gap[begin] & ~(COMMA | DASH):
            place = -1
        while place >= low and begin - place <= 9:
            bits = article.bits[place]
            if bits & (ANY_THAT | BIT["relative"]) or article.cue[place] >= 0:
                break
            if bits & BIT["person"] and not bits & BIT["definite"]:
                # The outermost role of a chain (نائب وزير) is the head.
                while place - 1 >= low and article.bits[place - 1] & BIT["person"]:
                    place -= 1
                _note(article, introduced, place, end, actor)
                break
            if bits & BIT["person"] and bits & BIT["definite"]:
                _note(article, introduced, place, end, actor)
                break
            if article.gap[place] & (BREAK | COLON | PAUSE | COMMA):
                break
            place -= 1
        else:
            pass
        # The role may follow the name: ميخائيل بوغدانوف، نائب وزير الخارجية الروسي
        if end < high and article.gap[end] & COMMA and article.bits[end] & BIT["person"]:
            stop = end + 1
            while stop < high and stop - end < 7 and not article.gap[stop] & ~MARKLESS:
                inner = article.bits[stop]
                if inner & (ANY_THAT | ANY_PREPOSITION | BIT["relative"]) or (
                    article.cue[stop] >= 0
                ):
                    break
                stop += 1
            _note(article, introduced, end, stop, actor, also=(begin, end))


MARKLESS = 1 << 8


def _introduce_name(
    article: Article, introduced: Introduced, begin: int, end: int, actor: str
) -> None:
    """An institution is named by each of its words later: وزارة الخارجية، then الوزارة."""
    first = begin
    if begin and article.bits[begin - 1] & BIT["organisation"] and not article.gap[begin] & BREAK:
        first = begin - 1
    if end - first < 2 and not article.bits[first] & BIT["organisation"]:
        return
    if not article.bits[first] & BIT["organisation"]:
        return
    behind = end
    while (
        behind < len(article.starts)
        and behind - end < 2
        and article.bits[behind] & BIT["definite"]
        and not article.bits[behind] & (BIT["with_wa"] | _HEADS | BIT["time"])
        and behind not in article.mention_at
        and not article.gap[behind] & (BREAK | COMMA | COLON)
    ):
        behind += 1
    words = _content_words(article, first, behind)
    introduced.words.append(words)
    introduced.heads.append(words)
    introduced.speakers.append(Speaker(first, behind, actor, "introduced"))


def _note(
    article: Article,
    introduced: Introduced,
    first: int,
    behind: int,
    actor: str,
    also: tuple[int, int] = (0, 0),
) -> None:
    words = set(_content_words(article, *also))
    for word in range(first, behind):
        at = article.mention_at.get(word)
        if at is not None and article.mentions[at][2] != actor:
            continue
        after = article.mention_at.get(word + 1)
        if after is not None and word + 1 < behind and article.mentions[after][2] != actor:
            # وزيري الخارجية الروسي لافروف والأمريكي كيري: الروسي is not Kerry's.
            continue
        words |= _content_words(article, word, word + 1)
    introduced.words.append(frozenset(words))
    introduced.heads.append(_content_words(article, first, first + 1))
    introduced.speakers.append(Speaker(first, behind, actor, "introduced"))
