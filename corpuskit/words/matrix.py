"""The document-term matrix as a thing: counts with labels on both sides."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy import sparse

Weighting = Literal["count", "tfidf"]

_DENSE_CELLS = 50_000_000


@dataclass(frozen=True, eq=False, repr=False)
class DocumentTermMatrix:
    """How often each unit holds each term, with labels on both sides.

    Parameters
    ----------
    counts : csr_array of shape (n_units, n_terms)
        Counts (int64), or weights (float64) if ``weighting`` is not ``"count"``.
    units : DataFrame
        One row a row of ``counts``: doc_id, unit, unit_index, start, end.
    terms : Index of str
        One term a column of ``counts``, sorted.
    weighting : {"count", "tfidf"}, default "count"
        What the numbers are.

    Examples
    --------
    >>> import pandas as pd
    >>> from corpuskit import build_dtm
    >>> tokens = pd.DataFrame({
    ...     "doc_id": ["a", "a", "b"], "start": [0, 5, 0], "end": [4, 9, 4],
    ...     "term": ["هدنه", "حلب", "حلب"],
    ... })
    >>> dtm = build_dtm(tokens)
    >>> dtm
    DocumentTermMatrix: 2 documents x 2 terms, 3 cells filled (75.0 %), count
      terms: حلب (2), هدنه (1)
    >>> dtm.to_frame()
                       حلب  هدنه
    doc_id unit_index
    a      0             1     1
    b      0             1     0
    """

    counts: sparse.csr_array
    units: pd.DataFrame
    terms: pd.Index
    weighting: Weighting = "count"

    def __post_init__(self) -> None:
        """Refuse labels that do not fit the matrix."""
        labels = (len(self.units), len(self.terms))
        if self.counts.shape != labels:
            message = (
                f"counts has shape {self.counts.shape}, but units and terms have lengths "
                f"{labels}. Build the matrix with build_dtm()."
            )
            raise ValueError(message)

    def __repr__(self) -> str:
        n_units, n_terms = self.shape
        kinds = [str(kind) for kind in self.units["unit"].unique()]
        kind = kinds[0] + "s" if len(kinds) == 1 else "units"
        filled = 100 * self.counts.nnz / max(n_units * n_terms, 1)
        head = (
            f"DocumentTermMatrix: {n_units:,} {kind} x {n_terms:,} terms, "
            f"{self.counts.nnz:,} cells filled ({filled:.1f} %), {self.weighting}"
        )
        totals = np.asarray(self.counts.sum(axis=0)).ravel()
        top = np.argsort(-totals, kind="stable")[:8]
        form = "{} ({:,})" if self.weighting == "count" else "{} ({:.2f})"
        listed = [form.format(self.terms[i], totals[i]) for i in top]
        more = ", ..." if n_terms > len(top) else ""
        return f"{head}\n  terms: {', '.join(listed) or 'none'}{more}"

    @property
    def shape(self) -> tuple[int, int]:
        """Number of units and of terms."""
        n_units, n_terms = self.counts.shape
        return int(n_units), int(n_terms)

    def to_frame(self) -> pd.DataFrame:
        """Return the matrix as a dense table to look at.

        Returns
        -------
        DataFrame of shape (n_units, n_terms)
            Indexed by doc_id and unit_index; one column a term.

        Raises
        ------
        ValueError
            If the table would have more than 50 million cells.
        """
        n_units, n_terms = self.shape
        if n_units * n_terms > _DENSE_CELLS:
            message = (
                f"a dense table of {n_units:,} x {n_terms:,} cells is too big; allowed are "
                f"{_DENSE_CELLS:,}. Use .counts (sparse), or build the matrix with max_terms=."
            )
            raise ValueError(message)
        index = pd.MultiIndex.from_arrays(
            [self.units["doc_id"].astype("str"), self.units["unit_index"]],
            names=["doc_id", "unit_index"],
        )
        return pd.DataFrame(self.counts.toarray(), index=index, columns=self.terms)
