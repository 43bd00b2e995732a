"""Where forms of labels stand among tokens: the longest, behind attached particles too."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.voices.label_forms import split_form
from corpuskit.voices.layout import OrderedTokens

# What may be attached to a form: a conjunction, then a preposition.
_ATTACHED = tuple(before + behind for before in ("", "و", "ف") for behind in ("", "ب", "ل", "ك"))


@dataclass(frozen=True)
class _Forms:
    """All forms as rows of word numbers, each with its row in the table."""

    words: dict[str, int]
    rows: dict[tuple[int, ...], int]
    beginnings: frozenset[tuple[int, ...]]
    longest: int


def _build_forms(label_forms: pd.DataFrame) -> _Forms:
    words: dict[str, int] = {}
    rows: dict[tuple[int, ...], int] = {}
    beginnings: set[tuple[int, ...]] = set()
    for row, cell in enumerate(label_forms["forms"].tolist()):
        for form in str(cell).split("|"):
            key = tuple(words.setdefault(word, len(words)) for word in split_form(form))
            if key:
                rows.setdefault(key, row)
                beginnings.update(key[:size] for size in range(1, len(key) + 1))
    longest = max((len(key) for key in rows), default=0)
    return _Forms(words, rows, frozenset(beginnings), longest)


def _code_words(forms: _Forms, terms: list[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each term which word of a form it is, and how many letters stand before it."""
    carried: dict[str, tuple[int, int]] = {}
    firsts = {key[0] for key in forms.rows}
    for word, number in forms.words.items():
        if number not in firsts:
            continue
        for attached in _ATTACHED:
            if attached.endswith("ل") and word.startswith("ال"):
                # للمدنيين: the alef of the article is not written.
                carried.setdefault(attached + word[1:], (number, len(attached)))
                if word.startswith("الل"):
                    continue
            carried.setdefault(attached + word, (number, len(attached)))
    carried.update((word, (number, 0)) for word, number in forms.words.items())
    found = np.array([carried.get(term, (-1, 0)) for term in terms], dtype=np.int64)
    word_of, cut_of = found.reshape(-1, 2).T
    return word_of, cut_of


def find_forms(
    label_forms: pd.DataFrame, tokens: OrderedTokens, texts: list[str]
) -> list[tuple[int, int, int, int]]:
    """Find the forms of labels, the longest where several overlap.

    Parameters
    ----------
    label_forms : DataFrame
        A label forms table.
    tokens : OrderedTokens
        The tokens of the texts.
    texts : list of str
        One text a document.

    Returns
    -------
    list of (int, int, int, int)
        Row of the document, start, end, and row of the form, by document and start.
    """
    forms = _build_forms(label_forms)
    word_of, cut_of = _code_words(forms, tokens.terms)
    # The last place is that of -1, a word of no form.
    firsts = np.zeros(len(forms.words) + 1, dtype=bool)
    firsts[[key[0] for key in forms.rows]] = True
    words, cuts = word_of[tokens.codes], cut_of[tokens.codes]
    candidates: list[tuple[int, int, int]] = []
    for at in np.flatnonzero(firsts[words]).tolist():
        longest = _longest_at(forms, tokens, words, cuts, texts, at)
        if longest:
            candidates.append((at, len(longest), forms.rows[longest]))
    hits = []
    for at, size, form in _keep_longest(candidates):
        row = int(tokens.rows[at])
        start = _skip_letters(texts[row], int(tokens.starts[at]), int(cuts[at]))
        hits.append((row, start, int(tokens.ends[at + size - 1]), form))
    return hits


def _longest_at(
    forms: _Forms,
    tokens: OrderedTokens,
    words: NDArray[np.int64],
    cuts: NDArray[np.int64],
    texts: list[str],
    at: int,
) -> tuple[int, ...]:
    """Return the longest form that begins at a token; nothing if none does."""
    key: tuple[int, ...] = (int(words[at]),)
    longest = key if key in forms.rows else ()
    row = tokens.rows[at]
    for behind in range(at + 1, min(at + forms.longest, len(words))):
        if words[behind] < 0 or cuts[behind] or tokens.rows[behind] != row:
            break
        if not texts[row][tokens.ends[behind - 1] : tokens.starts[behind]].isspace():
            break
        key = (*key, int(words[behind]))
        if key in forms.rows:
            longest = key
        elif key not in forms.beginnings:
            break
    return longest


def _keep_longest(candidates: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Drop what overlaps a longer form; of equal ones the first stays."""
    kept: list[tuple[int, int, int]] = []
    for found in candidates:
        while kept and kept[-1][0] + kept[-1][1] > found[0] and kept[-1][1] < found[1]:
            kept.pop()
        if kept and kept[-1][0] + kept[-1][1] > found[0]:
            continue
        kept.append(found)
    return kept


def _skip_letters(text: str, start: int, letters: int) -> int:
    """Return the offset behind some letters, and behind what is written on and between them."""
    while letters:
        if text[start].isalpha() and text[start] != "ـ":
            letters -= 1
        start += 1
        while start < len(text) and (not text[start].isalnum() or text[start] == "ـ"):
            start += 1
    return start
