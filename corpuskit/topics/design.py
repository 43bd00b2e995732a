"""From a formula to a design and to the comparisons that it answers."""

import ast
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from formulaic import Formula
from formulaic.errors import FormulaicError
from formulaic.parser.types import Factor
from numpy.typing import NDArray

from corpuskit.errors import list_some
from corpuskit.topics.collect import MIN_DOCUMENTS

Matrix = NDArray[np.float64]


class Contrast(NamedTuple):
    """One comparison: what with what, and how it is read off the coefficients.

    Attributes
    ----------
    variable, level, reference : str
        What is compared.
    weights : ndarray of shape (n_coefficients,)
        What the coefficients are multiplied with.
    n_documents : int
        Documents with that level.
    known : bool
        Whether there are enough of them for an answer.
    """

    variable: str
    level: str
    reference: str
    weights: Matrix
    n_documents: int
    known: bool


def read_variables(formula: str) -> list[str]:
    """Return the columns that a formula asks for, in their order."""
    names: list[str] = []
    if "~" in formula:
        message = (
            f"formula must be the right side only, got {formula!r}. Leave out what is left of ~."
        )
        raise ValueError(message)
    try:
        for term in Formula(formula):
            for factor in term.factors:
                if factor.eval_method is Factor.EvalMethod.LOOKUP:
                    names.append(factor.expr)
                elif factor.eval_method is Factor.EvalMethod.PYTHON:
                    names += _list_names(factor.expr)
    except (FormulaicError, SyntaxError, AttributeError, TypeError) as error:
        message = f'formula {formula!r} cannot be read: {error}. Write for instance "outlet".'
        raise ValueError(message) from error
    if not names:
        message = (
            f"formula must have at least one column of documents on its right side only, got "
            f'{formula!r}. Write for instance "outlet + published".'
        )
        raise ValueError(message)
    return list(dict.fromkeys(names))


def _list_names(expression: str) -> list[str]:
    """Return the plain names in a piece of Python, functions and modules left out."""
    tree = ast.parse(expression, mode="eval")
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    owners = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return [
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and id(node) not in called | owners
    ]


def prepare_covariates(documents: pd.DataFrame, needed: list[str]) -> pd.DataFrame:
    """Return the covariates: dates as days since the first, texts as categories."""
    data = {}
    for name in needed:
        column = documents[name]
        if pd.api.types.is_datetime64_any_dtype(column):
            data[name] = (column - column.min()) / pd.Timedelta(days=1)
        elif pd.api.types.is_bool_dtype(column) or not pd.api.types.is_numeric_dtype(column):
            data[name] = column.astype("str").astype("category")
        else:
            data[name] = column.astype("float64")
            if not np.isfinite(data[name]).all():
                message = f"documents.{name} must be finite numbers, got infinite ones."
                raise ValueError(message)
    return pd.DataFrame(data)


def build_design(formula: str, data: pd.DataFrame) -> tuple[Any, Matrix]:
    """Return the formula's specification and its matrix of regressors.

    Raises
    ------
    ValueError
        If the formula cannot be worked out, has nothing to compare, or too many coefficients.
    """
    single = [
        name
        for name in data
        if data[name].nunique() < 2 and not pd.api.types.is_numeric_dtype(data[name])
    ]
    if single:
        message = (
            f"{list_some(single)} of the formula {formula!r} has one value only in these "
            "documents: there is nothing to compare."
        )
        raise ValueError(message)
    try:
        matrix = Formula(formula).get_model_matrix(data)
    except FormulaicError as error:
        message = f"formula {formula!r} cannot be worked out on these documents: {error}."
        raise ValueError(message) from error
    design = np.asarray(matrix, dtype=np.float64)
    if design.shape[1] >= len(design):
        message = (
            f"formula {formula!r} has {design.shape[1]} coefficients for {len(design)} documents. "
            "Use a shorter formula, fewer degrees of freedom, or more documents."
        )
        raise ValueError(message)
    return matrix.model_spec, design


def predict_mean(spec: Any, data: pd.DataFrame, name: str, value: Any) -> Matrix:
    """Return the mean design row, had all documents this value."""
    changed = data.copy()
    if isinstance(data[name].dtype, pd.CategoricalDtype):
        changed[name] = pd.Categorical([value] * len(data), dtype=data[name].dtype)
    else:
        changed[name] = float(value)
    rows = np.asarray(spec.get_model_matrix(changed), dtype=np.float64)
    return np.asarray(rows.mean(axis=0))


def list_contrasts(
    spec: Any,
    data: pd.DataFrame,
    documents: pd.DataFrame,
    needed: list[str],
    reference: str | None,
) -> list[Contrast]:
    """Return one comparison a level, and one a number or date.

    Raises
    ------
    ValueError
        If the reference is no level.
    """
    contrasts: list[Contrast] = []
    levels_seen: list[str] = []
    for name in needed:
        if isinstance(data[name].dtype, pd.CategoricalDtype):
            levels = data[name].cat.categories.tolist()
            levels_seen += levels
            contrasts += _compare_levels(spec, data, name, levels, reference)
        elif data[name].nunique() > 1:
            contrasts.append(_compare_quartiles(spec, data, documents, name))
    if reference is not None and reference not in levels_seen:
        message = f"reference={reference!r} is no level; allowed are {list_some(levels_seen)}."
        raise ValueError(message)
    return contrasts


def _compare_levels(
    spec: Any, data: pd.DataFrame, name: str, levels: list[str], reference: str | None
) -> list[Contrast]:
    means = {level: predict_mean(spec, data, name, level) for level in levels}
    counts = data[name].value_counts()
    if reference in means:
        against, shown = means[reference], str(reference)
        levels = [level for level in levels if level != reference]
    else:
        against, shown = np.mean(list(means.values()), axis=0), f"mean of {len(levels)}"
    return [
        Contrast(
            name,
            level,
            shown,
            means[level] - against,
            int(counts[level]),
            int(counts[level]) >= MIN_DOCUMENTS
            and (reference not in means or int(counts[reference]) >= MIN_DOCUMENTS),
        )
        for level in levels
    ]


def _compare_quartiles(
    spec: Any, data: pd.DataFrame, documents: pd.DataFrame, name: str
) -> Contrast:
    lower, upper = np.quantile(data[name], [0.25, 0.75])
    if lower == upper:
        lower, upper = float(data[name].min()), float(data[name].max())
    column = documents[name]
    if pd.api.types.is_datetime64_any_dtype(column):
        days = [column.min() + pd.Timedelta(days=float(value)) for value in (lower, upper)]
        low_shown, high_shown = (f"{day:%Y-%m-%d}" for day in days)
    else:
        low_shown, high_shown = f"{lower:g}", f"{upper:g}"
    weights = predict_mean(spec, data, name, upper) - predict_mean(spec, data, name, lower)
    return Contrast(name, high_shown, low_shown, weights, len(data), len(data) >= MIN_DOCUMENTS)
