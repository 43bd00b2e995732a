"""Dates in the articles of a corpus, as spans with their values."""

import datetime

import numpy as np
import pandas as pd

from corpuskit.arabic.dates import FoundDate, parse_dates
from corpuskit.tables import DOCUMENTS, check_table


def find_dates(
    documents: pd.DataFrame,
    *,
    text: str = "text",
    reference: str | datetime.date | None = "published",
) -> pd.DataFrame:
    """Find every date that the articles print, and what day it is.

    Parameters
    ----------
    documents : DataFrame
        A documents table.
    text : str, default "text"
        The column to look in; ``start`` and ``end`` are offsets into it.
    reference : str or date or None, default "published"
        The day from which "yesterday", "Tuesday" and missing years are counted: a column of dates,
        or one day for all articles. Where it is missing such dates are found without a value.

    Returns
    -------
    DataFrame
        One row a date: doc_id, start, end, value (the day; of a month or a year its first day),
        precision (day, week, month, year), certain (all of it is printed and nothing contradicts
        it), inferred (the value rests on something that is not printed there), rule.

    Raises
    ------
    TableError
        If ``documents`` is not a documents table.
    ValueError
        If ``text`` or ``reference`` is not one of its columns.

    Notes
    -----
    The rules are those of `corpuskit.arabic.dates.parse_dates`. A relative date has a value only
    by its reference, and is never certain.

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> articles = make_documents({"a": "قال أمس الجمعة"}, published=pd.to_datetime(["2016-12-03"]))
    >>> found = find_dates(articles)
    >>> found[["start", "end", "value", "certain", "inferred"]]
       start  end      value  certain  inferred
    0      4   14 2016-12-02    False      True
    """
    check_table(documents, DOCUMENTS)
    if text not in documents:
        message = f"text= must be a column of documents, got {text!r}; it has: {_names(documents)}."
        raise ValueError(message)
    texts = documents[text].tolist()
    found: list[FoundDate] = []
    rows: list[int] = []
    for row, (one, day) in enumerate(zip(texts, _references(documents, reference), strict=True)):
        if isinstance(one, str):
            dates = parse_dates(one, reference=day)
            found += dates
            rows += [row] * len(dates)
    return _tabulate(documents, found, rows)


def _names(frame: pd.DataFrame) -> str:
    return ", ".join(map(str, frame.columns))


def _references(
    documents: pd.DataFrame, reference: str | datetime.date | None
) -> list[datetime.date | None]:
    """Return the day of writing of each article."""
    if reference is None:
        return [None] * len(documents)
    if isinstance(reference, datetime.datetime):
        reference = reference.date()
    if isinstance(reference, datetime.date):
        return [reference] * len(documents)
    if not isinstance(reference, str) or (reference != "published" and reference not in documents):
        message = (
            "reference= must be a column of documents, a date or None, got "
            f"{reference!r}; documents has: {_names(documents)}."
        )
        raise ValueError(message)
    if reference not in documents:
        return [None] * len(documents)
    values = documents[reference]
    if not pd.api.types.is_datetime64_any_dtype(values.dtype) and not values.isna().all():
        message = (
            f"documents.{reference} must hold dates (datetime64) to count from, got dtype "
            f"{values.dtype}. Convert it with pandas.to_datetime, or give reference=None."
        )
        raise ValueError(message)
    return [None if pd.isna(value) else value.date() for value in values]


def _tabulate(documents: pd.DataFrame, found: list[FoundDate], rows: list[int]) -> pd.DataFrame:
    ids = pd.Index(documents["doc_id"].astype("str"))
    categories = pd.Index(ids.unique())
    codes = categories.get_indexer(ids)[np.asarray(rows, dtype=np.int64)]
    values = np.array([one.date for one in found], dtype="datetime64[D]").astype("datetime64[us]")
    precision = pd.CategoricalDtype(["day", "week", "month", "year"])
    rules = [one.rule for one in found]
    return pd.DataFrame(
        {
            "doc_id": pd.Categorical.from_codes(codes, categories=categories),
            "start": np.array([one.start for one in found], dtype=np.int64),
            "end": np.array([one.end for one in found], dtype=np.int64),
            "value": values,
            "precision": pd.Categorical([one.precision for one in found], dtype=precision),
            "certain": np.array([one.certain for one in found], dtype=bool),
            "inferred": np.array([one.inferred for one in found], dtype=bool),
            "rule": pd.Categorical(rules, categories=pd.Index(sorted(set(rules)), dtype="str")),
        }
    )
