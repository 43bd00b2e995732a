"""Where what is known of articles contradicts what they say themselves."""

import pandas as pd

from corpuskit.corpus.cleaning import is_missing
from corpuskit.tables import DOCUMENTS, EVIDENCE, check_table


def find_disagreements(
    documents: pd.DataFrame, evidence: pd.DataFrame, *, certain: bool = True
) -> pd.DataFrame:
    r"""Find where the documents table says something else than the articles themselves.

    Parameters
    ----------
    documents : DataFrame
        A documents table, whose metadata may come from fields, a sidecar or a person.
    evidence : DataFrame
        What the articles say, from ``find_metadata`` (without a sidecar).
    certain : bool, default True
        Whether only what the articles say for certain is compared.

    Returns
    -------
    DataFrame
        One row a disagreement: doc_id, field, given (in documents, missing if none), found, rule,
        certain. Dates are compared by day.

    Raises
    ------
    TableError
        If a table breaks its contract.

    Examples
    --------
    >>> from corpuskit.corpus.anatomy import find_parts
    >>> from corpuskit.corpus.metadata import find_metadata
    >>> from corpuskit.testing import make_documents
    >>> raw = "اتفاق قريب\n\nأعلن الوزير الاتفاق.\nالمصدر: رويترز"
    >>> documents = make_documents({"a": raw}, agencies=["سانا"])
    >>> evidence = find_metadata(documents, find_parts(documents))
    >>> find_disagreements(documents, evidence)[["field", "given", "found"]]
          field given   found
    0  agencies  سانا  رويترز
    """
    check_table(documents, DOCUMENTS)
    check_table(evidence, EVIDENCE)
    rows = evidence[evidence["certain"]] if certain else evidence
    given = {
        name: dict(zip(documents["doc_id"].tolist(), _cells(documents[name]), strict=True))
        for name in rows["field"].unique()
        if name in documents
    }
    names = ("doc_id", "field", "value", "rule", "certain")
    found = [
        (doc_id, name, given[name][doc_id], None if is_missing(value) else value, rule, sure)
        for doc_id, name, value, rule, sure in zip(
            *(rows[column].tolist() for column in names), strict=True
        )
        if name in given and doc_id in given[name]
    ]
    frame = pd.DataFrame(
        [row for row in found if row[2] != row[3]],
        columns=["doc_id", "field", "given", "found", "rule", "certain"],
    )
    kinds = dict.fromkeys(("doc_id", "field", "given", "found", "rule"), "str")
    return frame.astype({**kinds, "certain": "bool"})


def _cells(column: pd.Series) -> list[str | None]:
    """Return a column as texts, dates as days."""
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        column = column.dt.strftime("%Y-%m-%d")
    return [None if is_missing(cell) else str(cell) for cell in column.tolist()]
