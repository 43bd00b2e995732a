"""Which columns of counted terms are kept, and their matrix. Internal."""

from numbers import Integral

import numpy as np
from scipy import sparse

from corpuskit.words.coding import Codes, sort_rows, sort_terms

Parts = tuple[Codes, Codes, Codes]  # indptr, indices and counts of a matrix, rows unsorted


def choose_columns(
    parts: Parts,
    terms: list[str],
    min_documents: float,
    max_documents: float,
    max_terms: int | None,
) -> Codes:
    """Return the columns whose terms lie within the limits, sorted by term.

    Raises
    ------
    ValueError
        If there is no term, or none is left. The words are scikit-learn's.
    """
    indptr, indices, counts = parts
    if not terms:
        message = "empty vocabulary; perhaps the documents only contain stop words"
        raise ValueError(message)
    n_documents = len(indptr) - 1
    holding = np.bincount(indices, minlength=len(terms))
    limits = (min_documents, max_documents)
    low, high = (n if isinstance(n, Integral) else n * n_documents for n in limits)
    if float(high) < float(low):
        message = "max_df corresponds to < documents than min_df"
        raise ValueError(message)
    inside = np.flatnonzero((holding >= float(low)) & (holding <= float(high)))
    whole = len(inside) == len(terms)
    kept = inside[sort_terms(terms if whole else [terms[column] for column in inside])]
    if not len(kept):
        message = "After pruning, no terms remain. Try a lower min_df or a higher max_df."
        raise ValueError(message)
    if max_terms is not None and len(kept) > max_terms:
        totals = np.bincount(indices, counts, minlength=len(terms))[kept]
        kept = kept[np.sort(np.argsort(-totals, kind="stable")[:max_terms])]
    return kept


def assemble_rows(parts: Parts, rank: Codes, n_terms: int) -> sparse.csr_array:
    """Return the matrix with columns renumbered and rows sorted; a rank of -1 drops a column."""
    indptr, indices, counts = parts
    indices = rank[indices]
    if len(rank) and rank.min() < 0:
        kept = indices >= 0
        before = np.zeros(len(kept) + 1, dtype=np.int64)
        np.cumsum(kept, out=before[1:])
        indptr, indices, counts = before[indptr], indices[kept], counts[kept]
    small = np.int32 if len(indices) < 2**31 else np.int64
    shape = (len(indptr) - 1, n_terms)
    return sort_rows(sparse.csr_array((counts, indices, indptr.astype(small)), shape=shape))
