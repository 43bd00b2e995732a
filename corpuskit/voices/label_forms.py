"""The forms of labels: what referents are called, read from a table that a person keeps."""

from os import PathLike
from pathlib import Path

import pandas as pd

from corpuskit.arabic.spelling import normalize
from corpuskit.errors import ReadError, TableError, list_some
from corpuskit.tables import LABEL_FORMS, check_table


def read_labels(source: str | PathLike[str] | pd.DataFrame) -> pd.DataFrame:
    """Read and check a table of labels: what referents are called.

    Parameters
    ----------
    source : path or DataFrame
        A CSV file in UTF-8, or a table, with ``referent``, ``label`` and ``forms``: the spellings
        of the label, with their cases and numbers, with and without the article, joined by ``|``.
        Attached و ف ب ل ك need not be listed. Further columns ride along.

    Returns
    -------
    DataFrame
        One row a label of a referent, in the order of the source.

    Raises
    ------
    ReadError
        If the file cannot be read as CSV in UTF-8.
    TableError
        If a column is missing or wrong, a label of a referent is repeated, a label has no form,
        or a form is claimed twice.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "referent": ["opposition"], "label": ["rebels"], "forms": ["المتمردون|المتمردين"],
    ... })
    >>> len(read_labels(frame))
    1
    """
    frame = source.copy() if isinstance(source, pd.DataFrame) else _read_csv(Path(source))
    check_table(frame, LABEL_FORMS)
    frame = frame.reset_index(drop=True)
    check_table(frame, LABEL_FORMS, deep=True)
    claimed: dict[tuple[str, ...], str] = {}
    for row in frame.itertuples():
        name = f"{row.referent}: {row.label}"
        forms = [form.strip() for form in str(row.forms).split("|")]
        if not any(forms):
            message = f"label forms: {name} has no form. Write at least one into column forms."
            raise TableError(message)
        for form in forms:
            words = split_form(form)
            if not words:
                message = (
                    f"label forms: {name} has an empty form in {row.forms!r}. Remove the extra '|'."
                )
                raise TableError(message)
            other = claimed.setdefault(words, name)
            if other != name:
                message = (
                    f"label forms: {form!r} is claimed by {list_some([other, name])}; as it is "
                    "printed nobody could tell which is meant. Keep it in one of them."
                )
                raise TableError(message)
    for column in ("referent", "label"):
        frame[column] = frame[column].astype("category")
    return frame


def _read_csv(path: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(
            path, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8-sig"
        )
    except FileNotFoundError as error:
        message = f"There is no labels file {path}. Give the path of a CSV file."
        raise ReadError(message) from error
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8 (byte {error.start}). Save the sheet as 'CSV UTF-8'."
        raise ReadError(message) from error
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        message = f"{path} is not a CSV table: {error}"
        raise ReadError(message) from error


def split_form(form: str) -> tuple[str, ...]:
    """Return the words of a form, normalised."""
    return tuple(normalize(form).replace("-", " ").split())
