"""Subjects that stand before their verb, the noun-first order: الرئيس قال."""

from corpuskit.voices.article import Article
from corpuskit.voices.gaps import COLON, COMMA, PAUSE
from corpuskit.voices.lexicon import ANY_PREPOSITION, ANY_THAT, BIT, ROLES
from corpuskit.voices.phrases import may_begin, phrase_end

_LEAD = BIT["auxiliary"] | BIT["adverb"] | BIT["time"] | BIT["subordinator"]
_GOVERNED = ANY_PREPOSITION | BIT["with_bi"] | BIT["with_li"]


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
    every = verb > lowest and article.bits[verb - 1] & BIT["quantifier"] and not article.gap[verb]
    if every and article.ends_in(verb - 1, ("هم", "هما")):
        return verb - 1, verb  # وجميعهم أكدوا
    word = _behind_lead(article, _first_of_clause(article, verb, lowest), verb)
    if word + 1 < verb and _looks_like_verb(article, word):
        word += 1
    if word >= verb or not may_begin(article, word):
        return verb, verb
    if article.bits[verb - 1] & BIT["clause"] and verb > lowest and not article.names_someone(word):
        return verb, verb  # حيث أكد: whoever it is stands in the clause before
    return word, phrase_end(article, word, verb)


def _first_of_clause(article: Article, verb: int, lowest: int) -> int:
    """Return the first word of the clause of a verb."""
    for word in range(verb - 1, lowest - 1, -1):
        bits = article.bits[word]
        if bits & ANY_THAT:
            return word if bits & BIT["that_pronoun"] else word + 1
        opens = word == lowest or article.gap[word] & COMMA or bits & BIT["with_wa"]
        joins = bits & BIT["clause"] or (bits & BIT["auxiliary"] and opens)
        if word + 1 < verb and (joins or article.gap[word + 1] & (PAUSE | COLON)):
            return word + 1
    return lowest


def _behind_lead(article: Article, word: int, verb: int) -> int:
    """Return the word behind what leads to the subject: an auxiliary, an adverbial phrase."""
    while word < verb and word not in article.mention_at:
        bits = article.bits[word]
        if bits & _GOVERNED or article.ends_in(word, ("اً", "ًا")):
            word = _behind_comma(article, word, verb)
        elif bits & _LEAD and not bits & ROLES:
            word += 1
        else:
            break
    return word


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
