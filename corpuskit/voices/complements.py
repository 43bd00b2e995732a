"""What a cue introduces: the words behind it at which the reported content begins."""

from corpuskit.arabic.spelling import normalize
from corpuskit.voices.article import Article
from corpuskit.voices.gaps import BREAK, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACKET, PAUSE
from corpuskit.voices.lexicon import (
    ANY_PREPOSITION,
    ANY_THAT,
    BIT,
    ROLES,
    Cue,
    read_cues,
    read_kinds,
    read_set,
)
from corpuskit.voices.objects import Complement, find_object, is_mind, is_object
from corpuskit.voices.phrases import phrase_after

_FAR = 45
_NEAR = 22
_QUOTE_WORDS = 4
_QUOTE_ONLY = frozenset({"quote"})
_PREPOSITIONS = ("على", "إلى", "عن", "من", "في")
_TAKES = {"الى": "إلى"}
_BI_CONTENT = 1 << 60
# أن behind these is part of them (بعد أن، دون أن), not of what is said.
_NOT_THAT_BEHIND = read_set("not_that_behind")
_NEVER_THAT_BEHIND = read_set("never_that_behind")


def find_complement(article: Article, last: int, cue: Cue, limit: int) -> Complement | None:
    """Find what a cue introduces behind it.

    Parameters
    ----------
    article : Article
        The article.
    last : int
        The last word of the cue.
    cue : Cue
        The cue.
    limit : int
        The word behind the sentence.

    Returns
    -------
    Complement or None
        None if the cue introduces nothing, which means that it is no cue here.
    """
    takes = cue.takes
    behind = last + 1
    if behind >= limit and not article.gap[min(behind, len(article.gap) - 1)] & COLON:
        return None
    if "with_bi" in takes and not article.prefix[last]:
        return None
    if (
        "bare_participle" in takes
        and is_object(article, behind)
        and not (article.bits[behind] & ANY_THAT or behind in article.quote_at)
    ):
        return Complement("bare", behind, behind)
    if "that_next" in takes and article.bits[behind] & BIT["that"] and behind + 1 < limit:
        return Complement("that", behind + 1, behind)
    far = _FAR if cue.part in ("verb", "phrase") else 14
    if cue.part == "participle" and "addressee" in takes:
        far = 25
    named = any(name.endswith("_named") for name in takes)
    if named:
        # تأكيد الرئيس أن: a noun of speech counts only where somebody is named behind it.
        takes = frozenset(name.removesuffix("_named") for name in takes)
        first, behind_name = phrase_after(article, behind, limit)
        if first != behind or first >= limit or first == behind_name:
            return None
        speaks = BIT["person"] | BIT["quantifier"]
        if cue.name != "دعوة":
            speaks |= BIT["organisation"]
        if first not in article.mention_at and not article.bits[first] & speaks:
            return None
        far = 25
    if takes == _QUOTE_ONLY or "عن_mind" in takes:
        far = 12
    if cue.name == "وجه":
        far = 8
    found = _scan(article, last, takes, cue, min(limit, behind + far))
    if found is not None:
        return found
    if behind >= limit:
        return _across_line(article, last, takes)
    return find_object(article, last, takes, limit)


def _across_line(article: Article, last: int, takes: frozenset[str]) -> Complement | None:
    """Return the line that a colon at the end of the line before it introduces."""
    behind = last + 1
    if "quote" in takes and behind < len(article.starts) and article.gap[behind] & COLON:
        return Complement("colon", behind, behind)
    return None


def _scan(
    article: Article, last: int, takes: frozenset[str], cue: Cue, limit: int
) -> Complement | None:
    """Look behind a cue, word by word, for what introduces a statement."""
    word = last + 1
    wanted = _wanted_bits(takes)
    thats = "that" in takes or "that_found" in takes
    relative = False
    while word < limit:
        if article.gap[word] & BREAK and not article.gap[word] & COLON:
            return None
        word = _behind_bracket(article, word, limit)
        gap, bits = article.gap[word], article.bits[word]
        if gap & COLON and "quote" in takes:
            first = word + 1 if bits & BIT["that"] and word + 1 < limit else word
            return Complement("quote" if word in article.quote_at else "colon", first, word)
        if gap & PAUSE and not bits & ANY_THAT:
            return None
        if word in article.quote_at:
            size = article.quote_at[word][0] - word
            if "quote" in takes and _is_content_quote(article, word, size, last, limit):
                return Complement("quote", word + 1 if bits & BIT["that"] else word, word)
            if size <= 6 and not bits & ANY_THAT:
                word += size
                continue
        if bits & ANY_THAT and thats and _is_that(article, word, last):
            first = word if bits & BIT["that_pronoun"] else word + 1
            return Complement("that", first, word) if first < limit else None
        other = article.cue[word] >= 0 and word > last + 1
        if other and (cue.part == "masdar" or _starts_clause(article, word, relative)):
            return None
        relative = relative or bool(bits & BIT["relative"])
        if _is_wanted(article, word, last, limit, takes, wanted):
            return _governed(article, word, limit, bits, cue)
        if bits & wanted & BIT["content"] and not _is_inside_phrase(article, word):
            return Complement("content", word, word)
        word += 1
    inside = word < len(article.starts) and word < limit + 1
    ends = inside and article.gap[word] & COLON and not article.gap[word] & PAUSE
    return Complement("colon", word, word) if ends and "quote" in takes else None


def _behind_bracket(article: Article, word: int, limit: int) -> int:
    """Return the word behind a bracket that opens before a word; the same if none does."""
    if not article.gap[word] & OPEN_BRACKET:
        return word
    for place in range(word + 1, min(limit, word + 13)):
        if article.gap[place] & CLOSE_BRACKET:
            return place
    return word


def _is_wanted(
    article: Article, word: int, last: int, limit: int, takes: frozenset[str], wanted: int
) -> bool:
    """Tell whether a word is a preposition that a cue governs: أشار إلى، طالب بـ."""
    bits = article.bits[word]
    found = bits & wanted & ~BIT["content"]
    if not found and not (wanted & _BI_CONTENT and _is_bi_content(article, word)):
        return False
    joined = bits & BIT["with_wa"] and not bits & (BIT["with_bi"] | BIT["with_li"])
    return (
        word - last <= _NEAR
        and not joined
        and not _is_adverbial(article, word, limit, takes)
        and not _belongs_to_subject(article, word, last, limit, takes)
    )


def _is_inside_phrase(article: Article, word: int) -> bool:
    """Tell whether a noun stands behind a preposition, or names a field: مدير صحة القصيم."""
    before = article.bits[word - 1]
    if before & ANY_PREPOSITION:
        return True
    office = before & BIT["person"] and not before & BIT["definite"]
    if not office or word - 1 in article.mention_at:
        return False
    return bool(article.bits[word + 1] & BIT["definite"])


def _belongs_to_subject(
    article: Article, word: int, last: int, limit: int, takes: frozenset[str]
) -> bool:
    """أفاد مدير التعليم بمحافظة ينبع أن: where أن follows, the preposition is the subject's."""
    if "that" not in takes or word < last + 2 or word + 1 >= limit:
        return False
    if not (article.bits[last + 1] & ROLES or last + 1 in article.mention_at):
        return False
    bits = article.bits[word]
    after = bits if bits & (BIT["with_bi"] | BIT["with_li"]) else article.bits[word + 1]
    if bits & ANY_THAT or after & (ANY_THAT | BIT["content"]):
        return False
    for place in range(word + 1, min(limit, word + 16)):
        bits = article.bits[place]
        if article.gap[place] & (COMMA | PAUSE | BREAK | COLON) and not bits & ANY_THAT:
            return False
        if bits & BIT["relative"] or (article.cue[place] >= 0):
            return False
        if bits & ANY_THAT and not bits & BIT["with_wa"]:
            previous = article.term(place - 1)
            return previous not in _NOT_THAT_BEHIND or previous in ("الى", "على")
    return False


def _is_adverbial(article: Article, word: int, limit: int, takes: frozenset[str]) -> bool:
    """Tell whether a preposition opens an adverbial (على هامش) and not what is said."""
    bits = article.bits[word]
    after = word + 1
    if bits & (BIT["with_bi"] | BIT["with_li"]):
        if word in article.mention_at and "addressee" not in takes:
            return True
        if bits & BIT["with_li"] and "الى" in takes:
            # دعا الشركة المشغلة للنفق إلى: the later إلى is meant.
            for place in range(after, min(limit, word + 9)):
                if article.gap[place] & (COMMA | BREAK | PAUSE):
                    break
                if article.bits[place] & BIT["إلى"]:
                    return True
        return False
    if after >= limit:
        return True
    if article.bits[after] & BIT["fixed"]:
        return True
    if "عن_mind" in takes:
        return not is_mind(article, after)
    return False


def _wanted_bits(takes: frozenset[str]) -> int:
    wanted = 0
    for name in takes:
        name = name.removesuffix("_mind")
        name = _TAKES.get(name, name)
        if name in _PREPOSITIONS:
            wanted |= BIT[name]
        elif name == "ب":
            wanted |= BIT["with_bi"]
        elif name == "ب_content":
            wanted |= _BI_CONTENT
        elif name == "ل":
            wanted |= BIT["with_li"]
        elif name == "content":
            wanted |= BIT["content"]
    return wanted


def _is_bi_content(article: Article, word: int) -> bool:
    """وذكّر الزوار بضرورة الالتزام: an attached ب before a word that only content begins with."""
    if not article.bits[word] & BIT["with_bi"]:
        return False
    text = article.text[article.starts[word] + 1 : article.ends[word]]
    return bool(read_kinds().get(normalize(text), 0) & BIT["content"])


def _governed(article: Article, word: int, limit: int, bits: int, cue: Cue) -> Complement | None:
    if bits & (BIT["with_bi"] | BIT["with_li"]):
        if cue.name in ("رحب", "مرحبا") and bits & BIT["person"]:
            return None
        return Complement("ب" if bits & BIT["with_bi"] else "ل", word, word)
    first = word + 1
    if first >= limit or article.gap[first] & (BREAK | COMMA):
        return None
    if article.bits[first] & BIT["that"]:
        first += 1
    elif article.bits[first] & BIT["condolence"]:
        return None
    elif cue.kind == "expressing":
        first = _behind_mind(article, first, limit)
    return Complement("preposition", first, word) if first < limit else None


def _behind_mind(article: Article, first: int, limit: int) -> int:
    """أعرب عن أمله في أن …: what is said begins behind أن."""
    for place in range(first + 1, min(limit, first + 3)):
        if article.bits[place] & BIT["that"]:
            return place + 1 if place + 1 < limit else first
        if article.bits[place] & BIT["that_pronoun"]:
            return place
        if not article.bits[place] & (BIT["في"] | BIT["من"] | BIT["على"]):
            break
    return first


def _is_content_quote(article: Article, word: int, size: int, last: int, limit: int) -> bool:
    """Tell whether a quotation holds what is said, and not the name of a thing or a speaker."""
    if _is_quoted_name(article, word, size, last, limit):
        return False
    if word in article.mention_at and size <= 3:
        return False
    if size >= _QUOTE_WORDS:
        return True
    behind = word + size
    gap = article.gap[behind] if behind < len(article.gap) else BREAK
    return size >= 2 and bool(gap & (BREAK | COMMA)) and word == last + 1


def _is_quoted_name(article: Article, word: int, size: int, last: int, limit: int) -> bool:
    """Tell whether a quotation right behind a verb names the speaker: كتبت «قوات الدفاع الشعبي»."""
    if word != last + 1 or size > 5 or article.gap[word] & COLON:
        return False
    for place in range(word + size, limit):
        quoted = article.quote_at.get(place)
        if quoted is not None and quoted[0] - place >= _QUOTE_WORDS:
            return True
        if article.bits[place] & ANY_THAT:
            return True
    return False


def _is_that(article: Article, word: int, last: int) -> bool:
    if word == last + 1:
        return True
    before = article.term(word - 1)
    if before in _NOT_THAT_BEHIND and not article.bits[word] & BIT["that_pronoun"]:
        return False
    return before not in _NEVER_THAT_BEHIND


def _starts_clause(article: Article, word: int, relative: bool) -> bool:
    cue = read_cues()[0][article.cue[word]]
    if cue.part == "preposition" or cue.part == "masdar":
        return False
    if cue.part == "participle":
        return True
    if article.prefix[word]:
        return True
    if (
        word
        and article.bits[word - 1] & BIT["subordinator"]
        and not article.bits[word - 1] & (BIT["relative"] | BIT["that"] | BIT["that_pronoun"])
    ):
        return True
    return not relative and bool(article.gap[word] & COMMA)
