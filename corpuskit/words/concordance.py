"""Concordance: every place of a word or a phrase, with the words around it."""

import re
from collections.abc import Iterable, Sequence
from fnmatch import translate
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.arabic.spelling import normalize
from corpuskit.corpus.spans import locate_spans
from corpuskit.corpus.tokens import Form, find_tokens
from corpuskit.errors import TableError, list_some
from corpuskit.tables import DOCUMENTS, TOKENS, UNITS, check_table
from corpuskit.words.coding import CodedTokens, Codes, code_tokens

Valuetype = Literal["glob", "regex", "fixed"]
Sort = Literal["text", "left", "right", "keyword"]
_VALUETYPES = ("glob", "regex", "fixed")
_SORTS = ("text", "left", "right", "keyword")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]+")


def find_concordance(
    documents: pd.DataFrame,
    pattern: str | Iterable[str],
    *,
    valuetype: Valuetype = "glob",
    window: int | tuple[int, int] = 5,
    by: str | Sequence[str] | None = None,
    sort: Sort = "text",
    tokens: pd.DataFrame | None = None,
    form: Form = "word",
    units: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find every place of a word or phrase and show the words around it.

    Parameters
    ----------
    documents : DataFrame
        Documents.
    pattern : str or iterable of str
        What to look for, in any spelling. Words parted by spaces are a phrase: neighbours in the
        text, whatever stands between them on paper.
    valuetype : {"glob", "regex", "fixed"}, default "glob"
        How each word of a pattern is read. ``"glob"``: ``*`` is any letters, ``?`` is one, and
        the whole term must fit. ``"regex"``: a regular expression that must fit somewhere in the
        term (anchor it with ``^`` and ``$``). ``"fixed"``: the term itself. Terms are in standard
        spelling, and Arabic letters of the pattern are folded likewise.
    window : int or (int, int), default 5
        Words shown before and after.
    by : str or sequence of str, optional
        Columns of ``documents`` to show beside each place ("outlet", for instance).
    sort : {"text", "left", "right", "keyword"}, default "text"
        Order of the rows: of the text; of the words before (the nearest first); of the words
        after; of the words found. Ties keep the order of the text.
    tokens : DataFrame, optional
        Tokens of these documents, from ``find_tokens``; made if not given.
    form : {"word", "stem", "lemma"}, default "word"
        Form in which tokens are made, and the pattern understood. Not with ``tokens``.
    units : DataFrame, optional
        Units, from ``find_units``: phrases and contexts stay within one; places outside them are
        left out.

    Returns
    -------
    DataFrame
        One row a place: doc_id, start, end (what was found, exactly as printed); left (what is
        printed before), keyword, right (what is printed after), line breaks shown as spaces;
        pattern; then the columns of ``by``. On paper, Arabic that comes before stands to the
        right.

    Raises
    ------
    TableError
        If a table breaks its contract, lacks a column of ``by``, or tokens are of other documents.
    ValueError
        If a pattern is empty or no regular expression, or an argument is none of those allowed.

    Notes
    -----
    The pattern is matched against the distinct terms, not the text: a corpus of nine million
    words takes as long as its vocabulary. To look for lemmas, hand in ``form="lemma"``; the place
    found is the printed word all the same.

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents(
    ...     {"a": "اتفق الطرفان على وقف إطلاق النار في حلب", "b": "خرق وقفَ اطلاق النار أمس"},
    ...     outlets={"a": "رويترز", "b": "سانا"})
    >>> found = find_concordance(documents, "وقف إطلاق", window=2, by="outlet")
    >>> found[["doc_id", "start", "end", "left", "keyword", "right", "outlet"]]
      doc_id  start  end         left     keyword      right  outlet
    0      a     17   26  الطرفان على   وقف إطلاق   النار في  رويترز
    1      b      4   14          خرق  وقفَ اطلاق  النار أمس    سانا
    """
    check_table(documents, DOCUMENTS)
    columns = _check_columns(documents, by)
    before, after = _check_window(window)
    if valuetype not in _VALUETYPES:
        message = f"valuetype must be one of {', '.join(_VALUETYPES)}, got {valuetype!r}."
        raise ValueError(message)
    if sort not in _SORTS:
        message = f"sort must be one of {', '.join(_SORTS)}, got {sort!r}."
        raise ValueError(message)
    patterns = _check_patterns(pattern)
    if tokens is None:
        tokens = find_tokens(documents, form=form)
    else:
        check_table(tokens, TOKENS)
        if form != "word":
            message = f"form={form!r} cannot go with tokens: hand in tokens made with that form."
            raise ValueError(message)
    coded = code_tokens(tokens, ordered=True)
    row = _place(coded, tokens, units)
    firsts, lasts, numbers = _match_phrases(coded, row, patterns, valuetype)
    order = np.lexsort((numbers, lasts, firsts))
    firsts, lasts, numbers = firsts[order], lasts[order], numbers[order]
    if sort != "text":
        order = _sort_places(coded, row, firsts, lasts, sort, before, after)
        firsts, lasts, numbers = firsts[order], lasts[order], numbers[order]
    edges = _find_edges(row, firsts, lasts, before, after)
    return _show(documents, coded, firsts, lasts, edges, [patterns[n] for n in numbers], columns)


def _check_columns(documents: pd.DataFrame, by: str | Sequence[str] | None) -> list[str]:
    columns = [] if by is None else [by] if isinstance(by, str) else list(by)
    absent = [name for name in columns if name not in documents]
    if absent:
        message = (
            f"documents has no column {list_some(absent)} (has: "
            f"{', '.join(map(str, documents.columns))})."
        )
        raise TableError(message)
    return columns


def _check_window(window: int | tuple[int, int]) -> tuple[int, int]:
    sides = tuple(window) if isinstance(window, (tuple, list)) else (window, window)
    whole = all(isinstance(side, (int, np.integer)) for side in sides)
    if len(sides) != 2 or not whole or min(sides) < 0:
        message = f"window must be a number of words or (before, after), 0 or more, got {window!r}."
        raise ValueError(message)
    return int(sides[0]), int(sides[1])


def _check_patterns(pattern: str | Iterable[str]) -> list[str]:
    patterns = list(pattern) if isinstance(pattern, Iterable) else [pattern]
    patterns = [pattern] if isinstance(pattern, str) else patterns
    wrong = [one for one in patterns if not isinstance(one, str) or not one.split()]
    if wrong or not patterns:
        message = (
            f"pattern must be a word, a phrase, or several of them, got {list_some(wrong) or '[]'}."
        )
        raise ValueError(message)
    return list(dict.fromkeys(patterns))


def _place(coded: CodedTokens, tokens: pd.DataFrame, units: pd.DataFrame | None) -> Codes:
    """Return the unit, or the document, of each word; -1 where no unit holds it."""
    if units is None:
        return coded.doc
    check_table(units, UNITS)
    return coded.arrange(locate_spans(tokens, units.reset_index(drop=True)))


def _match_phrases(
    coded: CodedTokens, row: Codes, patterns: list[str], valuetype: str
) -> tuple[Codes, Codes, Codes]:
    """Return first word, last word and pattern of each place."""
    names = coded.vocabulary.tolist()
    known: dict[str, NDArray[np.bool_]] = {}
    firsts, lasts, numbers = [], [], []
    for number, pattern in enumerate(patterns):
        words = pattern.split()
        n_places = len(row) - len(words) + 1
        if n_places <= 0:
            continue
        fits = row[:n_places] >= 0
        for step, word in enumerate(words):
            if word not in known:
                known[word] = _match_terms(names, word, valuetype)
            fits &= known[word][coded.term[step : step + n_places]]
            fits &= row[:n_places] == row[step : step + n_places]
        first = np.flatnonzero(fits)
        firsts.append(first)
        lasts.append(first + len(words) - 1)
        numbers.append(np.full(len(first), number, dtype=np.int64))
    empty = np.empty(0, dtype=np.int64)
    return tuple(np.concatenate([empty, *parts]) for parts in (firsts, lasts, numbers))  # type: ignore[return-value]


def _match_terms(names: list[str], word: str, valuetype: str) -> NDArray[np.bool_]:
    """Return which terms one word of a pattern fits."""
    if valuetype == "fixed":
        wanted = {word, normalize(word)}
        return np.fromiter((name in wanted for name in names), dtype=bool, count=len(names))
    folded = _ARABIC.sub(lambda match: normalize(match[0]), word)
    if valuetype == "glob":
        # Latin letters of terms are lower-case; in a glob no sign depends on case.
        fit = re.compile(translate(folded.lower())).match
    else:
        try:
            fit = re.compile(folded, re.IGNORECASE).search
        except re.error as error:
            message = f"pattern {word!r} is no regular expression: {error}."
            raise ValueError(message) from error
    return np.fromiter((fit(name) is not None for name in names), dtype=bool, count=len(names))


def _sort_places(
    coded: CodedTokens,
    row: Codes,
    firsts: Codes,
    lasts: Codes,
    sort: str,
    before: int,
    after: int,
) -> Codes:
    """Return the order of the places by their words; a missing word comes first."""
    names = coded.vocabulary.to_numpy(dtype=object)
    rank = np.empty(len(names), dtype=np.int64)
    rank[np.argsort(names, kind="stable")] = np.arange(len(names))
    if sort == "keyword":
        longest = int((lasts - firsts).max(initial=0)) + 1
        places = [np.where(firsts + n <= lasts, firsts + n, -1) for n in range(longest)]
    elif sort == "left":
        places = [firsts - n for n in range(1, before + 1)]
    else:
        places = [lasts + n for n in range(1, after + 1)]
    keys = []
    for place in places:
        inside = (place >= 0) & (place < len(row))
        at = np.where(inside, place, 0)
        inside &= row[at] == row[firsts]
        keys.append(np.where(inside, rank[coded.term[at]], -1))
    return np.lexsort(keys[::-1]) if keys else np.arange(len(firsts))


def _find_edges(
    row: Codes, firsts: Codes, lasts: Codes, before: int, after: int
) -> tuple[Codes, Codes]:
    """Return the first and the last word of each context, within its unit."""
    low, high = firsts.copy(), lasts.copy()
    for _ in range(before):
        step = np.maximum(low - 1, 0)
        low = np.where(row[step] == row[firsts], step, low)
    for _ in range(after):
        step = np.minimum(high + 1, len(row) - 1)
        high = np.where(row[step] == row[firsts], step, high)
    return low, high


def _show(
    documents: pd.DataFrame,
    coded: CodedTokens,
    firsts: Codes,
    lasts: Codes,
    edges: tuple[Codes, Codes],
    patterns: list[str],
    columns: list[str],
) -> pd.DataFrame:
    """Return the table, with printed text around each place."""
    doc = coded.doc[firsts]
    ids = coded.documents.astype("str")
    used, place = np.unique(doc, return_inverse=True)
    index = pd.Index(documents["doc_id"].astype("str"))
    at = index.get_indexer(ids[used])
    if (at < 0).any():
        absent = ids[used][at < 0]
        message = (
            f"tokens are of other documents: {list_some(absent)} are not in documents. Hand in "
            "the documents that the tokens were made from."
        )
        raise TableError(message)
    texts = documents["text"].iloc[at].tolist()
    start, end = coded.start[firsts], coded.end[lasts]
    left, right = coded.start[edges[0]], coded.end[edges[1]]
    bounds = np.stack([place, left, start, end, right], axis=1).tolist()
    shown = [
        (_one_line(texts[n][a:b]), texts[n][b:c], _one_line(texts[n][c:d]))
        for n, a, b, c, d in bounds
    ]
    table = pd.DataFrame(
        {
            "doc_id": pd.Categorical.from_codes(doc, categories=ids),
            "start": start,
            "end": end,
            "left": pd.array([row[0] for row in shown], dtype="str"),
            "keyword": pd.array([row[1] for row in shown], dtype="str"),
            "right": pd.array([row[2] for row in shown], dtype="str"),
            "pattern": pd.array(patterns, dtype="str"),
        }
    )
    for name in columns:
        table[name] = documents[name].iloc[at[place]].array
    return table


def _one_line(text: str) -> str:
    return " ".join(text.split())
