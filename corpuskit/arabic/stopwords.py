"""Stop words for news: named lists that can be combined.

The base is the package arabic-stopwords, whose forms already carry their clitics. It was made for
search in general text; for news it is corrected, by lists in ``corpuskit/data``:

* forms that exist only through the interrogative أ are left out (أمن read as أ + من), and so are
  nouns with the suffix -ي (شرقي), because nearly all of them are content in news;
* stems that are content or stand inside names are left out (``stopwords_dropped.csv``);
* single words that must never be stopped are taken out last (``stopwords_never.csv``);
* function words that newspapers use and the base lacks are added (``stopwords_function.csv``).

Stop words are for counting. Actors and speech are found in the text before any word is stopped.
"""

import warnings
from collections.abc import Iterable
from functools import lru_cache

from corpuskit.arabic.lists import read_rows
from corpuskit.arabic.spelling import normalize

NAMES = ("function", "reporting", "time", "news")
# Suffixed -ي is a pronoun only after these; after nouns it makes an adjective.
_SPEAKER = frozenset(("لي", "بي", "مني", "عني", "إني", "أني", "معي", "عندي", "لدي", "لكني", "بأني"))


def stop_words(*names: str) -> frozenset[str]:
    """Return stop words: one named list, or several together.

    Parameters
    ----------
    *names : {"function", "reporting", "time", "news"}
        ``"function"``: particles, prepositions, pronouns, auxiliaries. ``"reporting"``: verbs of
        saying (قال، أكد). ``"time"``: words that point from the day of print (اليوم، الماضي) and
        the days of the week. ``"news"``: all three. Without a name: ``"news"``.

    Returns
    -------
    frozenset of str
        Words in the spelling ``"standard"``, as the column term of a tokens table has them.

    Raises
    ------
    ValueError
        If there is no list of that name.

    Notes
    -----
    Sets combine with ``|`` and ``-``: ``stop_words("news") - {"ضد"} | {"صحيفة"}``.

    Examples
    --------
    >>> "على" in stop_words("function"), "علي" in stop_words("function")
    (True, False)
    >>> sorted({"امن", "اهم", "ان", "كانت", "شمال"} & stop_words("news"))
    ['ان', 'كانت']
    """
    wrong = [name for name in names if name not in NAMES]
    if wrong:
        allowed = ", ".join(repr(name) for name in NAMES)
        raise ValueError(f"stop words: there is no list {wrong[0]!r}; the lists are {allowed}.")
    chosen = set(names or ("news",))
    if "news" in chosen:
        chosen |= {"function", "reporting", "time"}
    found: frozenset[str] = frozenset()
    for name, build in (("function", _function), ("reporting", _reporting), ("time", _time)):
        if name in chosen:
            found |= build()
    return found - _never()


def resolve_stop_words(stop_words_: str | Iterable[str] | None) -> frozenset[str]:
    """Return the stop words that an argument stands for.

    Parameters
    ----------
    stop_words_ : None, str or iterable of str
        None: no stop words. A string: the name of a list, see :func:`stop_words`. Words: these,
        in any spelling.

    Returns
    -------
    frozenset of str
        Words in the spelling ``"standard"``.

    Raises
    ------
    ValueError
        If there is no list of that name, or a word is no string.

    Examples
    --------
    >>> resolve_stop_words(["إلى", "أيضاً"]) == {"الى", "ايضا"}
    True
    >>> resolve_stop_words(None)
    frozenset()
    """
    if stop_words_ is None:
        return frozenset()
    if isinstance(stop_words_, str):
        return stop_words(stop_words_)
    words = list(stop_words_)
    wrong = [word for word in words if not isinstance(word, str)]
    if wrong:
        raise ValueError(f"stop words must be strings; got {wrong[0]!r}.")
    return frozenset(normalize(word) for word in words)


@lru_cache(maxsize=1)
def _function() -> frozenset[str]:
    dropped = {row["stem"] for row in read_rows("stopwords_dropped.csv")}
    listed = _read_words("stopwords_function.csv")
    words = {normalize(before + word) for word in listed for before in ("", "و", "ف")}
    for word, readings in _base().items():
        if word in _SPEAKER or any(_is_function(reading, dropped) for reading in readings):
            words.add(normalize(word))
    return frozenset(words)


def _is_function(reading: dict[str, str], dropped: set[str]) -> bool:
    if reading["procletic"].startswith("أ") or reading["stem"] in dropped:
        return False
    return reading["encletic"] not in ("-ي", "-يّ")


@lru_cache(maxsize=1)
def _reporting() -> frozenset[str]:
    words = _read_words("stopwords_reporting.csv")
    return frozenset(before + word for word in words for before in ("", "و", "ف"))


@lru_cache(maxsize=1)
def _time() -> frozenset[str]:
    words = _read_words("stopwords_time.csv")
    return frozenset(before + word for word in words for before in ("", "و"))


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    words = [normalize(row["word"]) for row in read_rows("stopwords_never.csv")]
    return frozenset(before + word for word in words for before in ("", "و", "ف"))


def _read_words(name: str) -> list[str]:
    return [normalize(word) for row in read_rows(name) for word in row["words"].split()]


@lru_cache(maxsize=1)
def _base() -> dict[str, list[dict[str, str]]]:
    """Return the forms of arabic-stopwords, each with its readings."""
    with warnings.catch_warnings():
        # Its sources hold backslashes that Python warns of when it compiles them.
        warnings.simplefilter("ignore")
        from arabicstopwords.stopwordsallforms import STOPWORDS
    return STOPWORDS
