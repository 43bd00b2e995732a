"""Tokens and spans in the order of their documents."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.corpus.spans import encode_documents


def code_terms(tokens: pd.DataFrame) -> tuple[NDArray[np.int64], list[str]]:
    """Return the number of the term of each token, and the terms.

    Parameters
    ----------
    tokens : DataFrame
        A tokens table.

    Returns
    -------
    codes : ndarray of shape (n_tokens,)
        Positions in ``terms``.
    terms : list of str
        The vocabulary.
    """
    terms = tokens["term"]
    if isinstance(terms.dtype, pd.CategoricalDtype):
        return terms.cat.codes.to_numpy(dtype=np.int64), terms.cat.categories.tolist()
    codes, values = pd.factorize(terms)
    return codes.astype(np.int64), list(values)


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
    if spans.empty:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    document_codes, span_codes = encode_documents(documents, spans)
    size = max(int(document_codes.max(initial=-1)), int(span_codes.max(initial=-1))) + 2
    row_of = np.full(size, -1, dtype=np.int64)
    row_of[document_codes] = np.arange(len(documents))
    rows = row_of[span_codes]
    key = (rows << 32) + spans["start"].to_numpy(dtype=np.int64)
    unsorted = bool(np.any(key[1:] < key[:-1]))
    order = np.argsort(key, kind="stable") if unsorted else np.arange(len(key))
    order = order[rows[order] >= 0]
    return rows[order], order
