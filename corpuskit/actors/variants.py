"""Common other spellings of foreign names: أمريكا and أميركا, سيرغي and سيرجي."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from corpuskit.actors.folding import fold

MOST = 24
"""Most other spellings made of one name."""


@cache
def _read_rules() -> tuple[tuple[re.Pattern[str], str, int, bool], ...]:
    """Return the rules of ``transliterations.csv``: pattern, replacement, fewest letters, sure."""
    text = files("corpuskit.data").joinpath("transliterations.csv").read_text(encoding="utf-8")
    rows = [line.split(",") for line in text.splitlines()[1:] if line.strip()]
    return tuple((re.compile(row[0]), row[1], int(row[2]), row[3] == "1") for row in rows)


@cache
def vary_word(word: str, *, sure: bool = False) -> tuple[str, ...]:
    """Return the other spellings of one word, at most one rule applied.

    Parameters
    ----------
    word : str
        A folded word.
    sure : bool, default False
        Only by rules that never make an ordinary word.

    Returns
    -------
    tuple of str
        Other spellings, without the word itself.

    Examples
    --------
    >>> "اميركا" in vary_word("امريكا")
    True
    """
    found: dict[str, None] = {}
    for pattern, replacement, letters, is_sure in _read_rules():
        if len(word) >= letters and (is_sure or not sure):
            other = fold(pattern.sub(replacement, word))
            if other != word:
                found.setdefault(other)
    return tuple(found)


def vary_words(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield other spellings of a name: one word changed, or every word by its first rule.

    Parameters
    ----------
    name : tuple of str
        The folded words of the name.

    Yields
    ------
    tuple of str
        The words of another spelling.
    """
    options = [[word, *vary_word(word)] for word in name]
    made: dict[tuple[str, ...], None] = {}
    for at, words in enumerate(options):
        for other in words[1:]:
            made.setdefault((*name[:at], other, *name[at + 1 :]))
    for first, words in enumerate(options):
        for second in range(first + 1, len(options)):
            for one in words[1:]:
                for two in options[second][1:]:
                    changed = list(name)
                    changed[first], changed[second] = one, two
                    made.setdefault(tuple(changed))
    yield from list(made)[:MOST]
