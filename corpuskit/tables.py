"""What each table of corpuskit looks like, declared once, and the check at every border.

A table is a plain pandas DataFrame. A contract names its columns, their kinds, its key and who
makes it. Extra columns are always allowed and ride along.
"""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from corpuskit.errors import TableError, list_some

Kind = Literal["string", "category", "integer", "number", "boolean", "datetime"]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name : str
        Name of the column.
    kind : {"string", "category", "integer", "number", "boolean", "datetime"}
        What its cells hold. ``"category"`` is what our own functions make; plain strings are
        accepted wherever a category is asked for, and the other way round.
    missing : bool, default False
        Whether cells may be missing (NA).
    required : bool, default True
        Whether the table must have the column. An optional column is checked when it is there.
    allowed : tuple of str, default ()
        The only values allowed; empty means any.
    low, high : float or None, default None
        Inclusive range of a number.
    """

    name: str
    kind: Kind
    missing: bool = False
    required: bool = True
    allowed: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Contract:
    """The declaration of one table.

    Parameters
    ----------
    name : str
        What the table is called in messages and documentation.
    row : str
        What one row is.
    key : tuple of str
        Columns whose values together are unique.
    columns : tuple of Column
        The columns, key columns included.
    made_by : str
        The functions that make the table.
    ordered : tuple of (str, str), default ()
        Pairs of columns where the first must not exceed the second (spans: start, end).
    """

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    made_by: str
    ordered: tuple[tuple[str, str], ...] = ()


_DOC_ID = Column("doc_id", "string")
_START = Column("start", "integer", low=0)
_END = Column("end", "integer", low=0)
_SPAN = (("start", "end"),)

UNITS_ALLOWED = ("document", "paragraph", "sentence", "window")
ACTOR_KINDS = ("person", "organisation", "state", "group", "outlet", "place")
PART_KINDS = (
    "title",
    "repeat",
    "section",
    "byline",
    "dateline",
    "credit",
    "caption",
    "share",
    "tagline",
    "reading_time",
    "source",
    "related",
    "tags",
    "heading",
    "body",
    "furniture",
    "blank",
)

DOCUMENTS = Contract(
    "documents",
    "one article",
    ("doc_id",),
    (
        _DOC_ID,
        Column("text", "string"),
        Column("raw", "string", missing=True, required=False),
        Column("title", "string", missing=True, required=False),
        Column("outlet", "category", missing=True, required=False),
        Column("published", "datetime", missing=True, required=False),
        Column("author", "string", missing=True, required=False),
        Column("section", "string", missing=True, required=False),
        Column("agencies", "string", missing=True, required=False),
        Column("path", "string", missing=True, required=False),
    ),
    "read_corpus()",
)
PARTS = Contract(
    "parts",
    "one piece of a raw file",
    ("doc_id", "start"),
    (
        _DOC_ID,
        _START,
        _END,
        Column("part", "category", allowed=PART_KINDS),
        Column("rule", "string"),
    ),
    "find_parts()",
    _SPAN,
)
EVIDENCE = Contract(
    "evidence",
    "one metadata value of one article",
    ("doc_id", "field"),
    (
        _DOC_ID,
        Column("field", "category"),
        Column("value", "string", missing=True),
        Column("start", "integer", missing=True, low=0),
        Column("end", "integer", missing=True, low=0),
        Column("rule", "string"),
        Column("certain", "boolean"),
    ),
    "find_metadata()",
    _SPAN,
)
DATES = Contract(
    "dates",
    "one date in the text of an article",
    ("doc_id", "start"),
    (
        _DOC_ID,
        _START,
        _END,
        Column("value", "datetime", missing=True),
        Column("precision", "category", allowed=("day", "week", "month", "year")),
        Column("certain", "boolean"),
        Column("inferred", "boolean"),
        Column("rule", "category"),
    ),
    "find_dates()",
    _SPAN,
)
UNITS = Contract(
    "units",
    "one stretch of text",
    ("doc_id", "unit", "unit_index"),
    (
        _DOC_ID,
        Column("unit", "category", allowed=UNITS_ALLOWED),
        Column("unit_index", "integer", low=0),
        _START,
        _END,
    ),
    "find_units()",
    _SPAN,
)
TOKENS = Contract(
    "tokens",
    "one printed word",
    ("doc_id", "start"),
    (_DOC_ID, _START, _END, Column("term", "category")),
    "find_tokens()",
    _SPAN,
)
ACTORS = Contract(
    "actors",
    "one actor",
    ("actor_id",),
    (
        Column("actor_id", "string"),
        Column("kind", "category", allowed=ACTOR_KINDS),
        Column("name_en", "string"),
        Column("name_ar", "string"),
        Column("aliases", "string"),
        Column("wikidata", "string", missing=True, required=False),
        Column("needs", "string", missing=True, required=False),
        Column("not_after", "string", missing=True, required=False),
        Column("not_before", "string", missing=True, required=False),
    ),
    "read_actors()",
)
MENTIONS = Contract(
    "mentions",
    "one place where an actor is named",
    ("doc_id", "start"),
    (
        _DOC_ID,
        _START,
        _END,
        Column("actor_id", "category"),
        Column("alias", "string"),
        Column("rule", "string"),
    ),
    "find_mentions()",
    _SPAN,
)
COOCCURRENCES = Contract(
    "cooccurrences",
    "one unordered pair of actors",
    ("source", "target"),
    (
        Column("source", "category"),
        Column("target", "category"),
        Column("n_units", "number", low=0),
        Column("n_documents", "number", low=0),
        Column("n_source", "number", required=False, low=0),
        Column("n_target", "number", required=False, low=0),
        Column("expected", "number", missing=True, required=False, low=0),
        Column("npmi", "number", missing=True, required=False, low=-1, high=1),
        Column("jaccard", "number", missing=True, required=False, low=0, high=1),
        Column("cosine", "number", missing=True, required=False, low=0, high=1),
        Column("log_likelihood", "number", missing=True, required=False),
        Column("p_value", "number", missing=True, required=False, low=0, high=1),
        Column("p_adjusted", "number", missing=True, required=False, low=0, high=1),
        Column("low", "number", missing=True, required=False),
        Column("high", "number", missing=True, required=False),
    ),
    "count_cooccurrences()",
)
LABEL_FORMS = Contract(
    "label forms",
    "one label of one referent",
    ("referent", "label"),
    (
        Column("referent", "category"),
        Column("label", "category"),
        Column("forms", "string"),
    ),
    "read_labels()",
)
SPEECH = Contract(
    "speech",
    "one reported statement",
    ("doc_id", "cue_start"),
    (
        _DOC_ID,
        _START,
        _END,
        Column("cue_start", "integer", low=0),
        Column("cue_end", "integer", low=0),
        Column("cue", "category"),
        Column("speaker", "category", missing=True),
        Column("speaker_start", "integer", missing=True, low=0),
        Column("speaker_end", "integer", missing=True, low=0),
        Column("mode", "category", allowed=("direct", "indirect", "mixed")),
        Column("rule", "string"),
        Column("cue_class", "category", required=False),
        Column("nested", "boolean", required=False),
    ),
    "find_speech()",
    (("start", "end"), ("cue_start", "cue_end"), ("speaker_start", "speaker_end")),
)
LABELS = Contract(
    "labels",
    "one naming of a referent",
    ("doc_id", "start"),
    (
        _DOC_ID,
        _START,
        _END,
        Column("referent", "category"),
        Column("label", "category"),
        Column("quoted", "boolean"),
        Column("voice", "category", missing=True),
        Column("in_speech", "boolean", required=False),
    ),
    "find_labels()",
    _SPAN,
)
TOPIC_TERMS = Contract(
    "topic_terms",
    "one term in one topic",
    ("topic_id", "term"),
    (
        Column("topic_id", "integer", low=0),
        Column("term", "string"),
        Column("weight", "number", low=0),
        Column("share", "number", low=0, high=1),
        Column("rank", "integer", low=1),
        Column("frex", "number", missing=True),
    ),
    "describe_topics()",
)
TOPIC_SHARES = Contract(
    "topic shares",
    "one topic in one unit",
    ("doc_id", "unit_index", "topic_id"),
    (
        _DOC_ID,
        Column("unit_index", "integer", low=0),
        Column("topic_id", "integer", low=0),
        Column("weight", "number", low=0),
        Column("share", "number", missing=True, low=0, high=1),
    ),
    "topic_shares()",
)
STORIES = Contract(
    "stories",
    "one document in one cluster of copies",
    ("doc_id",),
    (
        _DOC_ID,
        Column("story_id", "string"),
        Column("n_copies", "integer", low=1),
        Column("weight", "number", low=0, high=1),
        Column("similarity", "number", missing=True, low=0, high=1),
    ),
    "find_stories()",
)
PASSAGES = Contract(
    "passages",
    "one passage that two documents share",
    ("doc_id_a", "start_a", "doc_id_b", "start_b"),
    (
        Column("doc_id_a", "string"),
        Column("start_a", "integer", low=0),
        Column("end_a", "integer", low=0),
        Column("doc_id_b", "string"),
        Column("start_b", "integer", low=0),
        Column("end_b", "integer", low=0),
        Column("similarity", "number", low=0, high=1),
    ),
    "find_shared_passages()",
    (("start_a", "end_a"), ("start_b", "end_b")),
)

CONTRACTS: dict[str, Contract] = {
    contract.name: contract
    for contract in (
        DOCUMENTS,
        PARTS,
        EVIDENCE,
        DATES,
        UNITS,
        TOKENS,
        ACTORS,
        MENTIONS,
        COOCCURRENCES,
        LABEL_FORMS,
        SPEECH,
        LABELS,
        TOPIC_TERMS,
        TOPIC_SHARES,
        STORIES,
        PASSAGES,
    )
}


def check_table(frame: pd.DataFrame, contract: Contract, *, deep: bool = False) -> pd.DataFrame:
    """Return the frame if it keeps its contract, or raise an error that says what to do.

    Parameters
    ----------
    frame : DataFrame
        The table to check. It is not changed.
    contract : Contract
        What the table must look like, for instance ``tables.TOKENS``.
    deep : bool, default False
        Also check every cell: missing values, ranges, allowed values, spans, and the key.
        Without it only columns and their kinds are checked, in constant time.

    Returns
    -------
    DataFrame
        The same object.

    Raises
    ------
    TableError
        If the table breaks its contract.

    Examples
    --------
    >>> import pandas as pd
    >>> from corpuskit.tables import DOCUMENTS, check_table
    >>> frame = pd.DataFrame({"doc_id": ["a"], "text": ["قال الوزير"]})
    >>> check_table(frame, DOCUMENTS, deep=True) is frame
    True
    """
    if not isinstance(frame, pd.DataFrame):
        message = (
            f"{contract.name} must be a pandas DataFrame ({contract.row} a row), got "
            f"{type(frame).__name__}. It is made by {contract.made_by}."
        )
        raise TableError(message)
    _check_columns(frame, contract)
    if deep:
        for column in contract.columns:
            if column.name in frame:
                _check_cells(frame, column, contract)
        _check_order(frame, contract)
        _check_key(frame, contract)
    return frame


def _check_columns(frame: pd.DataFrame, contract: Contract) -> None:
    repeated = frame.columns[frame.columns.duplicated()].tolist()
    if repeated:
        message = f"{contract.name} has two columns of one name: {list_some(repeated)}. Rename one."
        raise TableError(message)
    absent = [c.name for c in contract.columns if c.required and c.name not in frame]
    if absent:
        has = ", ".join(map(str, frame.columns)) or "no columns"
        message = (
            f"{contract.name} lacks {'columns' if len(absent) > 1 else 'column'} "
            f"{list_some(absent, limit=20)} (has: {has}).{_guess(frame, contract)} "
            f"{contract.name} is made by {contract.made_by}."
        )
        raise TableError(message)
    for column in contract.columns:
        if column.name in frame and not _has_kind(frame[column.name], column.kind):
            message = (
                f"{contract.name}.{column.name} must be {_KIND_WORDS[column.kind]}, got dtype "
                f"{frame[column.name].dtype}. {contract.name} is made by {contract.made_by}."
            )
            raise TableError(message)


def _guess(frame: pd.DataFrame, wanted: Contract) -> str:
    """Name the table that was probably handed in by mistake."""
    names = set(frame.columns)
    fits = [
        contract
        for contract in CONTRACTS.values()
        if contract is not wanted and {c.name for c in contract.columns if c.required} <= names
    ]
    if not fits:
        return ""
    best = max(fits, key=lambda contract: len(contract.columns))
    return f" It looks like a {best.name} table."


_KIND_WORDS: dict[str, str] = {
    "string": "text",
    "category": "a category (or text)",
    "integer": "whole numbers",
    "number": "numbers",
    "boolean": "true or false",
    "datetime": "dates (datetime64)",
}


def _has_kind(values: pd.Series, kind: Kind) -> bool:
    types = pd.api.types
    dtype = values.dtype
    if kind in ("string", "category"):
        if isinstance(dtype, pd.CategoricalDtype):
            categories = dtype.categories
            return len(categories) == 0 or types.is_string_dtype(categories.dtype)
        # An empty or all-missing column has no telling type.
        return types.is_string_dtype(dtype) or bool(values.isna().all())
    if kind == "integer":
        return types.is_integer_dtype(dtype)
    if kind == "number":
        return types.is_numeric_dtype(dtype) and not types.is_bool_dtype(dtype)
    if kind == "boolean":
        return types.is_bool_dtype(dtype)
    return types.is_datetime64_any_dtype(dtype)


def _check_cells(frame: pd.DataFrame, column: Column, contract: Contract) -> None:
    values = frame[column.name]
    absent = values.isna()
    if not column.missing and absent.any():
        _fail_rows(frame, absent, contract, f"{column.name} is missing")
    if column.allowed:
        wrong = ~absent & ~values.isin(column.allowed)
        if wrong.any():
            allowed = ", ".join(column.allowed)
            got = list_some(values[wrong].unique())
            _fail_rows(frame, wrong, contract, f"{column.name} has {got}; allowed are {allowed}")
    if column.low is not None and (values < column.low).any():
        _fail_rows(frame, values < column.low, contract, f"{column.name} is under {column.low}")
    if column.high is not None and (values > column.high).any():
        _fail_rows(frame, values > column.high, contract, f"{column.name} is over {column.high}")


def _check_order(frame: pd.DataFrame, contract: Contract) -> None:
    for first, second in contract.ordered:
        wrong = (frame[first] > frame[second]).fillna(False)
        if wrong.any():
            _fail_rows(frame, wrong, contract, f"{first} is greater than {second}")


def _check_key(frame: pd.DataFrame, contract: Contract) -> None:
    repeated = frame.duplicated(list(contract.key), keep=False)
    if repeated.any():
        key = ", ".join(contract.key)
        _fail_rows(frame, repeated, contract, f"({key}) must be unique and is repeated")


def _fail_rows(frame: pd.DataFrame, wrong: pd.Series, contract: Contract, what: str) -> None:
    rows = frame.loc[wrong.to_numpy(dtype=bool), list(contract.key)]
    first = [tuple(row) if len(row) > 1 else row[0] for row in rows.to_numpy().tolist()]
    message = (
        f"{contract.name}: {what}, in {len(rows)} of {len(frame)} rows, at "
        f"({', '.join(contract.key)}) = {list_some(first)}. "
        f"{contract.name} is made by {contract.made_by}."
    )
    raise TableError(message)
