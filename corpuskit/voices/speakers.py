"""Who speaks: the actor that the words for a speaker mean."""

from dataclasses import dataclass, field

from corpuskit.voices.article import Article
from corpuskit.voices.gaps import BREAK, COLON, COMMA, DASH, MARK, PAUSE
from corpuskit.voices.lexicon import ANY_PREPOSITION, ANY_THAT, BIT, ROLES, read_set

_OWN_NAME_HEADS = read_set("own_name_heads")
_FUNCTION = ANY_PREPOSITION | BIT["time"] | BIT["adverb"] | BIT["subordinator"]


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
    last: str | None = None


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
    if words and article.bits[first] & (ROLES | BIT["definite"] | BIT["with_li"]):
        head = article.lemma[first]
        fitting = [
            introduced.speakers[place].actor
            for place in range(len(introduced.speakers) - 1, -1, -1)
            if head in introduced.heads[place] and words <= introduced.words[place]
        ]
        if fitting:
            # Who spoke last goes before who was introduced last.
            actor = introduced.last if introduced.last in fitting else fitting[0]
            return Speaker(first, behind, actor, f"{rule}:role")
    return Speaker(first, behind, None, f"{rule}:words")


def _own_mention(article: Article, first: int, behind: int) -> str | None:
    """Return the actor that a phrase names: its head, or the last name in apposition to it."""
    at = article.mention_at.get(first)
    if at is not None:
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
            or (
                article.bits[first] & (BIT["organisation"] | BIT["source"])
                and word - 1 == first
                and article.term(first) in _OWN_NAME_HEADS
            )
        )
        governed = before & (ANY_PREPOSITION | BIT["with_bi"])
        if introduced_by and not governed and not (before & BIT["with_wa"] and found):
            found = actor
        word = max(end, word + 1)
    return found


def _content_words(article: Article, first: int, behind: int) -> frozenset[int]:
    """Return the numbers of the words of a phrase, its article and function words left out."""
    words = set()
    for word in range(first, behind):
        bits = article.bits[word]
        if bits & _FUNCTION and not bits & ROLES:
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
        role = _role_before(article, begin, low)
        if role >= 0:
            _note(article, introduced, role, end, actor)
        behind = _behind_role_after(article, end, high)
        if behind > end:
            _note(article, introduced, end, behind, actor, also=(begin, end))


def _role_before(article: Article, name: int, low: int) -> int:
    """Return the first word of the role before a name, which it stands in apposition to, or -1."""
    if article.gap[name] & ~(COMMA | DASH) or _is_governed(article, name):
        return -1
    for place in range(name - 1, max(low, name - 9) - 1, -1):
        bits = article.bits[place]
        if bits & (ANY_THAT | BIT["relative"]) or article.cue[place] >= 0:
            return -1
        if bits & BIT["person"]:
            # The outermost role of a chain (نائب وزير) is the head.
            while not bits & BIT["definite"] and place > low:
                if not article.bits[place - 1] & BIT["person"]:
                    break
                place -= 1
            return place
        if article.gap[place] & (BREAK | COLON | PAUSE | COMMA):
            return -1
    return -1


def _behind_role_after(article: Article, end: int, high: int) -> int:
    """Return the word behind a role that follows a name: بوغدانوف، نائب وزير الخارجية الروسي."""
    if end >= high or not article.gap[end] & COMMA or not article.bits[end] & BIT["person"]:
        return end
    stop = end + 1
    while stop < high and stop - end < 7 and not article.gap[stop] & ~MARK:
        if article.bits[stop] & (ANY_THAT | ANY_PREPOSITION | BIT["relative"]):
            break
        if article.cue[stop] >= 0:
            break
        stop += 1
    return stop


def _is_governed(article: Article, begin: int) -> bool:
    """Tell whether a name stands in the genitive of what is before it: سفير موسكو."""
    if begin == 0 or article.gap[begin] & (COMMA | DASH) or begin - 1 in article.mention_at:
        return False
    short = article.ends[begin - 1] - article.starts[begin - 1] <= 2  # د. سعيد
    return not article.bits[begin - 1] & BIT["definite"] and not short


def _introduce_name(
    article: Article, introduced: Introduced, begin: int, end: int, actor: str
) -> None:
    """Note an institution, which each of its words names later: وزارة الخارجية، then الوزارة."""
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
        and not article.bits[behind] & (BIT["with_wa"] | ROLES | BIT["time"])
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
