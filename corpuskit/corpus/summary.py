"""A first look at a corpus: how much of what, and from when to when."""

from collections.abc import Sequence

import pandas as pd

from corpuskit.errors import TableError, list_some
from corpuskit.tables import DOCUMENTS, TOKENS, check_table


def count_documents(
    documents: pd.DataFrame,
    *,
    by: str | Sequence[str] = "outlet",
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Count the documents of each outlet, and say from when to when they reach.

    Parameters
    ----------
    documents : DataFrame
        A documents table.
    by : str or list of str, default "outlet"
        Columns that group the documents. Where they are missing, the documents form a group of
        their own, with a missing name.
    tokens : DataFrame, optional
        Their tokens; adds the number of words.

    Returns
    -------
    DataFrame
        One row a group: the columns of ``by``, n_documents, n_empty (without text), n_words (if
        tokens are given), n_undated, first and last (date). Largest group first, ties by name.

    Raises
    ------
    TableError
        If a table breaks its contract, or ``documents`` has no such column.

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents(
    ...     {"a": "قال كيري", "b": "قال لافروف", "c": ""}, outlets={"a": "رويترز", "b": "رويترز"}
    ... )
    >>> count_documents(documents)[["outlet", "n_documents", "n_empty"]]
       outlet  n_documents  n_empty
    0  رويترز            2        0
    1     NaN            1        1
    """
    check_table(documents, DOCUMENTS)
    keys = [by] if isinstance(by, str) else list(by)
    absent = [key for key in keys if key not in documents]
    if absent or not keys:
        message = (
            f"documents has no column {list_some(absent)} to group by (has: "
            f"{', '.join(map(str, documents.columns))})."
        )
        raise TableError(message)
    counted = documents[keys].copy()
    counted["n_documents"] = 1
    counted["n_empty"] = (documents["text"].fillna("").str.len() == 0).astype("int64")
    if tokens is not None:
        check_table(tokens, TOKENS)
        words = tokens["doc_id"].value_counts()
        counted["n_words"] = documents["doc_id"].map(words).fillna(0).astype("int64")
    dates = pd.to_datetime(documents["published"]) if "published" in documents else pd.NaT
    counted["first"] = dates
    counted["last"] = dates
    counted["n_undated"] = counted["first"].isna().astype("int64")
    sums = {name: "sum" for name in ("n_documents", "n_empty", "n_words") if name in counted}
    table = (
        counted.groupby(keys, observed=True, dropna=False, sort=False)
        .agg({**sums, "n_undated": "sum", "first": "min", "last": "max"})
        .reset_index()
    )
    names = table[keys].astype("str").fillna("\U0010ffff")
    order = names.assign(_size=-table["n_documents"]).sort_values(["_size", *keys], kind="stable")
    return table.loc[order.index].reset_index(drop=True)
