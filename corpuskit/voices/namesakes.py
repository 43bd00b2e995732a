"""Names whose letters are those of a particle: علي is no على where both are printed."""

from bisect import bisect_left
from collections.abc import Iterator

from corpuskit.voices.lexicon import ANY_THAT, BIT

# What no word of a name is, whatever its letters look like.
NO_NAME = ANY_THAT | BIT["على"] | BIT["في"] | BIT["من"]


def unmask_namesakes(
    text: str,
    starts: list[int],
    ends: list[int],
    terms: list[str],
    gap: list[int],
    bits: list[int],
) -> None:
    """Take from words that are names here the bits of the particles that they look like.

    Parameters
    ----------
    text : str
        The text of an article.
    starts, ends, terms, gap : list
        Its words, as in ``article.Article``.
    bits : list of int
        What each word is; changed.
    """
    if "على" in text:
        for word in _starting(text, starts, "علي"):
            if bits[word] & BIT["على"] and ends[word] - starts[word] == 3:
                bits[word] = bits[word] & ~BIT["على"] | BIT["given"]
    if " فان " in text and "أن" in text:
        for word in _starting(text, starts, "فان"):
            if ends[word] - starts[word] == 3:
                bits[word] = 0  # where hamza is printed: فان جال
    for word in _starting(text, starts, "آن"):
        if bits[word] & BIT["that"]:
            bits[word] = 0
    for title in ("إمام", "وإمام"):
        for word in _starting(text, starts, title):
            if ends[word] - starts[word] == len(title):
                bits[word] &= ~BIT["preposition"]  # not أمام
    _unmask_behind_given(text, starts, terms, gap, bits)
    for word in range(len(starts) - 1) if "إن." in text else ():
        if text.startswith("إن.", ends[word] - 2) and starts[word + 1] == ends[word] + 1:
            bits[word] = 0  # إن.بي.سي
    for word in _starting(text, starts, "بان كي"):
        if ends[word + 1] - starts[word] == len("بان كي"):
            bits[word] &= ~(NO_NAME | BIT["with_bi"] | BIT["subordinator"] | BIT["auxiliary"])


def _starting(text: str, starts: list[int], letters: str) -> Iterator[int]:
    """Yield the words that begin with some letters, as they are printed."""
    at = text.find(letters)
    while at >= 0:
        word = bisect_left(starts, at)
        if word < len(starts) and starts[word] == at:
            yield word
        at = text.find(letters, at + 1)


def _unmask_behind_given(
    text: str, starts: list[int], terms: list[str], gap: list[int], bits: list[int]
) -> None:
    """Read محمد بارباع as a name, and بارباع wherever it stands."""
    given, attached = BIT["given"], BIT["with_bi"]
    names = {
        terms[word]
        for word in range(1, len(terms))
        if bits[word] & attached
        and bits[word - 1] & given
        and not gap[word]
        and not text.startswith("بال", starts[word])
    }
    if names:
        for word, term in enumerate(terms):
            if term in names:
                bits[word] &= ~attached
