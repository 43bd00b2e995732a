"""Verbs that take an addressee: whether the noun behind one asks or is asked."""

from corpuskit.voices.article import Article
from corpuskit.voices.lexicon import ANY_PREPOSITION, ANY_THAT, BIT, ROLES, read_set

_MASCULINE = read_set("masculine_ta")
_PLURALS = read_set("plurals")


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
    number = chr(article.number[verb] or ord("m"))
    if first in article.mention_at:
        if number == "m" and text.startswith("ال") and text.endswith("ة"):
            return False
        return not (number == "f" and bits & ROLES and not text.endswith(("ة", "ات", "ون")))
    if text.endswith("ين") and not text.endswith("أمين"):
        return False  # المواطنين: no subject ends like this
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
