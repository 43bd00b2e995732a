"""Objects of cues: what is said where neither أن nor a preposition nor a mark introduces it."""

from dataclasses import dataclass

from corpuskit.voices.article import Article
from corpuskit.voices.gaps import BREAK, COLON, COMMA, MARK, PAUSE
from corpuskit.voices.lexicon import ANY_PREPOSITION, ANY_THAT, BIT, ROLES, is_common_word, read_set
from corpuskit.voices.noun_first import phrase_before
from corpuskit.voices.phrases import phrase_after

_SPECIAL = frozenset({"responsibility", "reject", "bare_count"})
_RESPONSIBILITY = read_set("responsibility")
_OPENERS = read_set("openers")
_NO_OBJECT = read_set("no_object")
_CLAIMS = read_set("claims")
_HONORIFICS = read_set("honorifics")
_THESE = read_set("these")


@dataclass(slots=True)
class Complement:
    """Where what is said begins.

    Parameters
    ----------
    kind : str
        that, quote, colon, bare, content, or a preposition.
    first : int
        The first word of the statement.
    zone : int
        The word at which the zone of the speaker behind the cue ends.
    """

    kind: str
    first: int
    zone: int


def find_object(
    article: Article, last: int, takes: frozenset[str], limit: int
) -> Complement | None:
    """Find what a cue governs without أن or a preposition.

    Parameters
    ----------
    article : Article
        The article.
    last : int
        The last word of the cue.
    takes : frozenset of str
        What may follow the cue.
    limit : int
        The word behind the sentence.

    Returns
    -------
    Complement or None
        The object; None if there is none of a kind that says something.
    """
    behind = last + 1
    if "any" in takes and not article.gap[behind] & BREAK:
        return Complement("any", behind, behind)
    if "bare_participle" in takes and is_object(article, behind):
        return Complement("bare", behind, behind)
    if "bare" in takes:
        return _find_object(article, last, limit)
    if "opener" in takes:
        return _find_opener(article, last, limit)
    if takes & _SPECIAL:
        return _find_special(article, last, takes, limit)
    if "bare_split" in takes:
        found = _split_object(article, last, limit)
        if found is not None:
            return found
    if "content" in takes:
        # وأكدت الأمانة العامة ما للأقصى من مكانة
        _, ends = phrase_after(article, behind, limit)
        if behind < ends < limit and article.term(ends) == "ما":
            return Complement("bare", ends, ends)
    relative = last > 0 and article.bits[last - 1] & BIT["relative"]
    if "own" in takes and relative and is_object(article, behind) and is_mind(article, behind):
        return Complement("bare", behind, behind)
    if "own" in takes and article.prefix[last] and article.sentence[last] == last:
        # وبيّن إستراتيجية عملهم: whoever spoke before
        plain = not article.bits[behind] & (ROLES | BIT["definite"] | BIT["given"] | BIT["adverb"])
        if plain and behind not in article.mention_at and is_object(article, behind):
            known = not article.bits[behind] & (BIT["relative"] | BIT["negation"])
            text = article.printed(behind)
            known = known and (is_mind(article, behind) or is_common_word(text))
            if known and article.cue[behind] < 0 and not article.gap[behind] & MARK:
                return Complement("bare", behind, behind)
    return None


def _find_opener(article: Article, last: int, limit: int) -> Complement | None:
    """وقال الوزير لقد اتفقنا: somebody's words without a mark, known by how they begin."""
    _, behind = phrase_after(article, last + 1, limit)
    for word in (last + 1, behind):
        if word >= limit or article.gap[word] & (BREAK | PAUSE):
            continue
        if article.term(word) in _OPENERS:
            return Complement("colon", word, word)
    return None


def _find_special(
    article: Article, last: int, takes: frozenset[str], limit: int
) -> Complement | None:
    """Find objects that only some words make a statement: a number, a blame, a claim."""
    near = range(last + 1, min(limit, last + 20))
    for word in near:
        if article.gap[word] & (BREAK | PAUSE | COMMA) and word > last + 1:
            return None
        term = article.term(word)
        blamed = word > last + 1 and article.term(word - 1) not in _NO_OBJECT
        if "responsibility" in takes and term in _RESPONSIBILITY and blamed:
            return _find_object(article, last, limit)
        if "reject" in takes and term in _CLAIMS:
            return Complement("bare", word, word)
        if "bare_count" in takes and article.printed(word).lstrip("ب").isdigit():
            return _find_object(article, last, limit)
    return None


def _split_object(article: Article, last: int, limit: int) -> Complement | None:
    """أكدت وزارة العمل أحقية المقيمين: only where subject and object are told apart."""
    first, behind = phrase_after(article, last + 1, limit)
    if not (article.names_someone(first) if first < limit else 0):
        return None
    for word in range(first + 1, behind):
        if _parts_subject(article, first, word):
            return Complement("bare", word, word)
    word = behind
    while word < limit and article.bits[word] & BIT["time"] and not article.gap[word]:
        word += 1
    if word == behind or word >= limit or article.gap[word] or not is_object(article, word):
        return None
    other = ANY_THAT | BIT["with_wa"] | BIT["circumstance"] | BIT["relative"]
    # اعتبرت الوزارة اليوم استمرار البناء
    return None if article.bits[word] & other else Complement("bare", word, word)


def is_mind(article: Article, word: int) -> bool:
    """Tell whether a word is somebody's feeling or view: أمله، قلقها."""
    if article.bits[word] & BIT["content"]:
        return True
    for place in range(word, min(word + 2, len(article.starts))):
        text = article.printed(place)
        if len(text) > 3 and text.endswith(("ه", "ها", "هم", "هما")):
            return True
    return False


def _is_pronoun(article: Article, word: int) -> bool:
    """Tell whether ذلك, هذا stands alone, which says nothing; but هذا العمل."""
    if article.term(word) not in _NO_OBJECT:
        return False
    return bool(article.gap[word + 1]) or not article.bits[word + 1] & BIT["definite"]


def is_object(article: Article, word: int) -> bool:
    """Tell whether a word can be the first of an object."""
    bits = article.bits[word]
    if word >= len(article.starts) or article.gap[word] & (BREAK | COMMA | PAUSE | COLON):
        return False
    if _is_pronoun(article, word) or article.term(word) in _HONORIFICS:
        return False
    return not bits & (ANY_PREPOSITION | BIT["with_bi"] | BIT["with_li"] | BIT["time"])


def _find_object(article: Article, last: int, limit: int) -> Complement | None:
    """Find the object behind a verb and its subject: نفى المتحدث وجود خلاف."""
    first, behind = phrase_after(article, last + 1, limit)
    if first == behind:
        return None
    if _is_pronoun(article, first):
        return None
    if _has_subject_before(article, last, close=True):
        return Complement("object", first, first)
    for word in range(first + 1, behind):
        if _parts_subject(article, first, word):
            return Complement("bare", word, word)
    if _has_subject_before(article, last):
        return Complement("object", first, first)
    named = _behind_name(article, first, limit)
    if named > first:
        return Complement("bare", named, named)
    word = behind
    while word < limit and article.bits[word] & BIT["time"]:
        word += 1
    if word < limit and _is_pronoun(article, word):
        return None
    if word < limit and not article.gap[word] & (BREAK | PAUSE) and word - first < 20:
        plain = not article.bits[first] & (ROLES | BIT["definite"])
        if article.sentence[last] == last and not article.prefix[last]:
            plain = False
        if plain and first not in article.mention_at and behind - first > 1:
            return Complement("object", first, first)
        return Complement("bare", word, word)
    return Complement("object", first, first)


def _behind_name(article: Article, first: int, limit: int) -> int:
    """أعلن بلاتيني ترشحه: a word that no dictionary has is a name; the object begins behind it."""
    word = first
    while word < limit and word < first + 5 and not article.gap[word] & ~MARK:
        bits = article.bits[word]
        if bits & (ROLES | ANY_PREPOSITION | BIT["with_bi"] | BIT["with_li"] | BIT["with_wa"]):
            break
        if not bits & BIT["given"] and (word == first or not bits & BIT["definite"]):
            text = article.printed(word)
            if is_common_word(text) or (len(text) > 3 and text.endswith(("ه", "ها", "هم"))):
                break
        word += 1
    ends = word >= limit or word == first or article.gap[word] or article.bits[word] & ROLES
    return first if ends or not is_object(article, word) else word


def _has_subject_before(article: Article, verb: int, *, close: bool = False) -> bool:
    """Tell whether a phrase stands before a verb; closely, somebody named and nothing between."""
    if article.prefix[verb] or (close and article.gap[verb]):
        return False
    first, behind = phrase_before(article, verb, article.sentence[verb])
    if close:
        known = article.names_someone(first)
        return first < behind == verb and bool(known)
    return first < behind


def _parts_subject(article: Article, first: int, word: int) -> bool:
    """Tell whether an object begins inside a row of nouns: behind a name, or indefinite."""
    bits = article.bits[word]
    if bits & BIT["content"]:
        return True
    if article.term(word) in _THESE and article.bits[word + 1] & BIT["definite"]:
        return True  # اعتبر الناشط أنيس منصور تلك الخطوة
    if bits & (ANY_PREPOSITION | BIT["with_bi"] | BIT["with_li"]) or article.gap[word] & MARK:
        return False
    before_named = word - 1 in article.mention_at and word not in article.mention_at
    if before_named and not bits & (BIT["definite"] | BIT["with_wa"]):
        return True
    before = article.bits[word - 1]
    if before & BIT["person"] or bits & BIT["given"] or before & BIT["given"]:
        return False
    nearest = 1 if article.bits[first] & BIT["organisation"] else 2
    return bool(
        before & BIT["definite"]
        and not bits & (BIT["definite"] | BIT["with_wa"] | BIT["person"] | BIT["organisation"])
        and word not in article.mention_at
        and word - first >= nearest
    )
