"""Tokens and spans in the order of their documents."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.corpus.spans import encode_documents
from corpuskit.corpus.tokens import find_tokens
from corpuskit.tables import TOKENS, check_table


@dataclass(frozen=True, slots=True)
class OrderedTokens:
    """The tokens of some documents, by document and start.

    Parameters
    ----------
    terms : list of str
        The vocabulary.
    codes : ndarray of shape (n_tokens,)
        Positions in ``terms``.
    rows : ndarray of shape (n_tokens,)
        The row of the document of each token, ascending.
    starts, ends : ndarray of shape (n_tokens,)
        The span of each token.
    """

    terms: list[str]
    codes: NDArray[np.int64]
    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def order_tokens(documents: pd.DataFrame, tokens: pd.DataFrame | None) -> OrderedTokens:
    """Put tokens in the order of their documents, leaving out those of other documents.

    Parameters
    ----------
    documents : DataFrame
        A documents table, which sets the order.
    tokens : DataFrame or None
        A tokens table; made if not given.

    Returns
    -------
    OrderedTokens
        The tokens.

    Raises
    ------
    TableError
        If ``tokens`` breaks its contract.
    """
    if tokens is None:
        tokens = find_tokens(documents)
    check_table(tokens, TOKENS)
    terms = tokens["term"]
    if isinstance(terms.dtype, pd.CategoricalDtype):
        codes, names = terms.cat.codes.to_numpy(dtype=np.int64), terms.cat.categories.tolist()
    else:
        numbers, values = pd.factorize(terms)
        codes, names = numbers.astype(np.int64), list(values)
    rows, order = sort_by_document(documents, tokens)
    starts = tokens["start"].to_numpy(dtype=np.int64)[order]
    ends = tokens["end"].to_numpy(dtype=np.int64)[order]
    return OrderedTokens(names, codes[order], rows, starts, ends)


def sort_by_document(
    documents: pd.DataFrame, spans: pd.DataFrame
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the order of spans by document and start, leaving out those of other documents.

    Parameters
    ----------
    documents : DataFrame
        A documents table; it sets the order.
    spans : DataFrame
        A table with doc_id and start.

    Returns
    -------
    rows : ndarray
        The row of the document of each span that is kept, ascending.
    order : ndarray
        The positions of those spans in ``spans``.
    """
    rows = find_rows(documents, spans)
    key = (rows << 32) + spans["start"].to_numpy(dtype=np.int64)
    unsorted = bool(np.any(key[1:] < key[:-1]))
    order = np.argsort(key, kind="stable") if unsorted else np.arange(len(key))
    order = order[rows[order] >= 0]
    return rows[order], order


def find_rows(documents: pd.DataFrame, spans: pd.DataFrame) -> NDArray[np.int64]:
    """Return the row of the document of each span.

    Parameters
    ----------
    documents, spans : DataFrame
        A documents table, and a table with doc_id.

    Returns
    -------
    ndarray of shape (n_spans,)
        -1 for a span of none of the documents.
    """
    document_codes, span_codes = encode_documents(documents, spans)
    size = max(document_codes.max(initial=-1), span_codes.max(initial=-1)) + 2
    row_of = np.full(size, -1, dtype=np.int64)
    row_of[document_codes] = np.arange(len(documents))
    return row_of[span_codes]
