"""The document-term matrix: how often each unit holds each term."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from corpuskit.arabic.stopwords import resolve_stop_words
from corpuskit.corpus.spans import locate_spans
from corpuskit.errors import EmptyResultError, list_some
from corpuskit.tables import TOKENS, UNITS, check_table
from corpuskit.words.coding import CodedTokens, Codes, PairCounter, code_tokens, sort_terms
from corpuskit.words.matrix import DocumentTermMatrix, Weighting
from corpuskit.words.ngrams import join_ngrams
from corpuskit.words.scores import Floats

__all__ = ["DocumentTermMatrix", "Weighting", "build_dtm"]


def build_dtm(
    tokens: pd.DataFrame,
    *,
    units: pd.DataFrame | None = None,
    stop_words: str | Iterable[str] | None = None,
    min_documents: int | float = 1,
    max_documents: int | float = 1.0,
    max_terms: int | None = None,
    ngrams: tuple[int, int] = (1, 1),
    weighting: Weighting = "count",
) -> DocumentTermMatrix:
    """Count the terms of each unit.

    Parameters
    ----------
    tokens : DataFrame
        Tokens, from ``find_tokens``.
    units : DataFrame, optional
        Units of one kind, from ``find_units``. Each is a row of the matrix, in their order, also
        where it holds no token; tokens outside them are not counted. Without it each document is
        a row: every category of ``tokens.doc_id`` if that is a category (as ``find_tokens``
        makes it), so that documents without tokens keep their row, else every doc_id present.
    stop_words : str or iterable of str, optional
        Terms that are not counted: the name of a list ("news", "function", ...) or your own
        words, in any spelling. They are compared in standard spelling, in which tokens are made
        by default. See ``corpuskit.arabic.stopwords``.
    min_documents, max_documents : int or float, default 1 and 1.0
        A term is kept if the number of documents that hold it lies in this range; whole numbers
        are documents, floats are shares of all documents. Documents count, not units: a word
        repeated in ten sentences of one article is one article's word.
    max_terms : int, optional
        Keep only this many terms, those with the highest totals; ties go to the lesser name.
    ngrams : (int, int), default (1, 1)
        Shortest and longest run of neighbouring words that is a term; the words are joined by
        one space. A run lies within one unit and holds no stop word; words are neighbours in
        ``tokens`` as given, so hand in all of them.
    weighting : {"count", "tfidf"}, default "count"
        Counts, or TF-IDF: count times ``ln((1 + n) / (1 + d)) + 1``, with n units of which d hold
        the term, each row then scaled to length 1.

    Returns
    -------
    DocumentTermMatrix
        Terms are sorted; rows are in the order of the units.

    Raises
    ------
    TableError
        If tokens or units break their contract.
    ValueError
        If an argument is out of range, or units are of several kinds.
    EmptyResultError
        If tokens were given and no term is left after stop words and document limits.

    Notes
    -----
    TF-IDF is the smoothed variant of scikit-learn's ``TfidfTransformer`` with its defaults.

    Examples
    --------
    >>> import pandas as pd
    >>> tokens = pd.DataFrame({
    ...     "doc_id": ["a", "a", "a", "b", "b"],
    ...     "start": [0, 4, 9, 0, 4], "end": [3, 8, 13, 3, 8],
    ...     "term": ["وقف", "اطلاق", "نار", "وقف", "حرب"],
    ... })
    >>> build_dtm(tokens, ngrams=(1, 2), min_documents=2).terms.tolist()
    ['وقف']
    >>> build_dtm(tokens, ngrams=(2, 2)).terms.tolist()
    ['اطلاق نار', 'وقف اطلاق', 'وقف حرب']
    """
    check_table(tokens, TOKENS)
    low, high = check_ngrams(ngrams)
    if weighting not in ("count", "tfidf"):
        message = f"weighting must be 'count' or 'tfidf', got {weighting!r}."
        raise ValueError(message)
    if max_terms is not None and max_terms < 1:
        message = f"max_terms must be 1 or more, or None for all, got {max_terms!r}."
        raise ValueError(message)
    coded = code_tokens(tokens, ordered=high > 1, narrow=True)
    rows, frame, row_doc = _place_tokens(coded, tokens, units)
    doc, term, names = coded.doc, coded.term, coded.vocabulary
    stopped = find_stopped(names, stop_words)
    if high > 1:
        rows, term, names = join_ngrams(rows, term, names, stopped, low, high)
        doc, stopped = row_doc[rows], np.zeros(len(names), dtype=bool)
    elif units is not None and (rows < 0).any():
        inside = rows >= 0
        rows, doc, term = rows[inside], doc[inside], term[inside]
    # Limits come first: only what is left of the terms is counted by row and sorted by name.
    n_documents = len(frame) if units is None else len(np.unique(row_doc))
    holding, totals = PairCounter(doc, term, (_count_codes(doc), len(names))).sum_columns()
    holding[stopped] = 0
    kept_terms = _select_terms(
        holding, totals, names, n_documents, min_documents, max_documents, max_terms
    )
    if len(tokens) and not len(kept_terms):
        message = (
            f"no term is left of {len(tokens):,} tokens in {n_documents:,} documents after "
            f"stop_words, min_documents={min_documents!r} and max_documents={max_documents!r}. "
            "Loosen one of them."
        )
        raise EmptyResultError(message)
    column_of = np.full(len(names), -1, dtype=np.int32)
    column_of[kept_terms] = np.arange(len(kept_terms), dtype=np.int32)
    counts = PairCounter(rows, term, (len(frame), len(names))).build(column_of)
    if weighting == "tfidf":
        counts = weigh_tfidf(counts)
    kept_names = pd.Index(names[kept_terms].to_numpy(dtype=object), dtype="str")
    return DocumentTermMatrix(counts, frame, kept_names, weighting)


def check_ngrams(ngrams: tuple[int, int]) -> tuple[int, int]:
    """Return (shortest, longest) or raise ValueError."""
    try:
        low, high = ngrams
    except (TypeError, ValueError):
        low, high = 0, 0
    if not 1 <= low <= high:
        message = (
            f"ngrams must be two whole numbers, shortest and longest, with 1 <= shortest <= "
            f"longest, got {ngrams!r}. For words and pairs of words use (1, 2)."
        )
        raise ValueError(message)
    return int(low), int(high)


def find_stopped(names: pd.Index, stop_words: str | Iterable[str] | None) -> NDArray[np.bool_]:
    """Return for each name whether it is a stop word."""
    if stop_words is None:
        return np.zeros(len(names), dtype=bool)
    return np.asarray(names.isin(list(resolve_stop_words(stop_words))), dtype=bool)


def weigh_tfidf(counts: sparse.csr_array) -> sparse.csr_array:
    """Return counts times smoothed inverse document frequency, rows scaled to length 1."""
    n_rows, n_terms = counts.shape
    holding = np.bincount(counts.indices, minlength=n_terms)
    idf = np.log((1.0 + n_rows) / (1.0 + holding)) + 1.0
    data = counts.data * idf[counts.indices]
    lengths = np.diff(counts.indptr)
    norms = np.sqrt(np.bincount(np.repeat(np.arange(n_rows), lengths), data**2, minlength=n_rows))
    norms[norms == 0] = 1.0
    data /= np.repeat(norms, lengths)
    return sparse.csr_array((data, counts.indices, counts.indptr), shape=counts.shape)


def _place_tokens(
    coded: CodedTokens, tokens: pd.DataFrame, units: pd.DataFrame | None
) -> tuple[Codes, pd.DataFrame, Codes]:
    """Return the row of each token (-1 = none), the rows' table, and the document of each row."""
    if units is None:
        n_rows = len(coded.documents)
        frame = pd.DataFrame(
            {
                "doc_id": pd.array(coded.documents.to_numpy(dtype=object), dtype="str"),
                "unit": pd.Categorical(["document"] * n_rows, categories=["document"]),
                "unit_index": np.zeros(n_rows, dtype=np.int64),
                "start": np.zeros(n_rows, dtype=np.int64),
                "end": _find_ends(coded),
            }
        )
        return coded.doc, frame, np.arange(n_rows, dtype=np.int64)
    check_table(units, UNITS)
    kinds = units["unit"].unique().tolist()
    if len(kinds) > 1:
        message = (
            f"units must be of one kind, got {list_some(kinds)}. "
            f'Keep one, for instance units[units["unit"] == {kinds[-1]!r}].'
        )
        raise ValueError(message)
    frame = units.reset_index(drop=True)
    rows = coded.arrange(locate_spans(tokens, frame))
    return rows, frame, pd.factorize(frame["doc_id"])[0].astype(np.int64)


def _find_ends(coded: CodedTokens) -> Codes:
    """Return where the last token of each document ends, 0 where there is none."""
    ends = np.zeros(len(coded.documents), dtype=np.int64)
    new = coded.doc[1:] != coded.doc[:-1]
    first = np.append(0, np.flatnonzero(new) + 1) if len(coded.doc) else np.empty(0, dtype=np.int64)
    # Documents mostly stand together; where one comes twice, the further end counts.
    np.maximum.at(ends, coded.doc[first], np.maximum.reduceat(coded.end, first))
    return ends


def _count_codes(codes: Codes) -> int:
    return int(codes.max(initial=-1)) + 1


def _limit(value: int | float, n_documents: int, name: str) -> float:
    """Return a limit as a number of documents."""
    if isinstance(value, (bool, np.bool_)) or value < 0 or (_is_share(value) and value > 1):
        message = (
            f"{name} must be a whole number of documents (0 or more) or a share between 0.0 and "
            f"1.0, got {value!r}."
        )
        raise ValueError(message)
    return value * n_documents if _is_share(value) else value


def _is_share(value: int | float) -> bool:
    return isinstance(value, (float, np.floating))


def _select_terms(
    holding: Codes,
    totals: Floats,
    names: pd.Index,
    n_documents: int,
    min_documents: int | float,
    max_documents: int | float,
    max_terms: int | None,
) -> Codes:
    """Return the numbers of the terms to keep, in the order of their names."""
    low = _limit(min_documents, n_documents, "min_documents")
    high = _limit(max_documents, n_documents, "max_documents")
    if high < low and n_documents:
        message = (
            f"max_documents={max_documents!r} is {high:g} documents, less than min_documents="
            f"{min_documents!r}, {low:g} documents, of {n_documents}."
        )
        raise ValueError(message)
    kept = np.flatnonzero((holding > 0) & (holding >= low) & (holding <= high))
    kept = kept[sort_terms(names[kept].tolist())]
    if max_terms is not None and len(kept) > max_terms:
        kept = kept[np.sort(np.argsort(-totals[kept], kind="stable")[:max_terms])]
    return kept
