"""Read pages a second time, knowing what repeats in their outlet."""

from collections.abc import Iterable, Iterator
from textwrap import shorten

import pandas as pd

from corpuskit.corpus.columns import texts_of
from corpuskit.corpus.furniture import Furniture, find_holders
from corpuskit.corpus.layout import PageReader
from corpuskit.corpus.learning import Learned, Seen, learn_outlet
from corpuskit.corpus.metadata import find_values
from corpuskit.corpus.names import NameBook
from corpuskit.corpus.pages import Page, are_bodies, join_body, pages_of, read_page
from corpuskit.corpus.phrases import Phrases
from corpuskit.corpus.records import Problem
from corpuskit.corpus.repeats import Repeats


def look_again(
    documents: pd.DataFrame, names: NameBook, repeats: Repeats
) -> tuple[pd.DataFrame, list[Problem]]:
    """Take what repeats in an outlet out of the texts that the general rules left.

    Parameters
    ----------
    documents : DataFrame
        What was read by the general rules.
    names : NameBook
        Known names.
    repeats : Repeats
        What was counted in their texts.

    Returns
    -------
    documents : DataFrame
        The same documents; ``text``, and what the page itself says of title, outlet, author,
        section, agencies and place, are those of the second look.
    learned : list of Problem
        What was learned, one row a line or phrase, with an article that has it.
    """
    learned: list[Learned] = []
    columns: dict[str, list[object]] = {}
    outlets = pd.Series(texts_of(documents, "outlet"))
    reader = PageReader(names)
    # One outlet at a time, so that the texts of a large corpus are never all unpacked at once.
    for outlet, rows in sorted(outlets.groupby(outlets).indices.items()):
        if not repeats.may_teach(rows.tolist(), _headings(documents[["title", "path"]].iloc[rows])):
            continue
        seen = _as_read(documents[["doc_id", "text", "title", "path"]].iloc[rows])
        found = learn_outlet(str(outlet), seen)
        learned += found
        held = rows[find_holders([str(outlet)] * len(seen), seen, found)]
        phrases = Furniture.of_learned(found).of(str(outlet))
        pages = pages_of(documents.iloc[held])
        for row, page in zip(held.tolist(), pages, strict=True):
            _change(documents, columns, row, _reread(reader, page, phrases))
    if not columns:
        return documents, []
    problems = _report(documents, learned)
    second_table = documents.copy(deep=False)
    for field, values in columns.items():
        texts = pd.array(values, dtype="str")
        second_table[field] = pd.Categorical(texts) if field == "outlet" else texts
    return second_table, problems


def _report(documents: pd.DataFrame, learned: Iterable[Learned]) -> list[Problem]:
    """Say what was learned."""
    paths = dict(zip(documents["doc_id"].tolist(), texts_of(documents, "path"), strict=True))
    return [
        Problem(
            paths[row.doc_id],
            "learned furniture",
            f"{shorten(row.phrase, 80)!r} ({row.place}) repeats in {row.n_documents} articles "
            f"({row.share:.0%}) of {row.outlet or 'unknown outlets'} and was taken for furniture. "
            "suggest_furniture(documents) returns the whole list; furniture= overrules it.",
            row.doc_id,
        )
        for row in learned
    ]


def _reread(
    reader: PageReader, page: Page, phrases: Phrases
) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the columns of a page with their values at the first and at the second look."""
    before, after = (
        {
            "text": join_body(page.raw, pieces),
            **{v.field: v.value for v in find_values(page.raw, pieces, reader.names, page.author)},
        }
        for pieces in (read_page(reader, page), read_page(reader, page, phrases))
    )
    for name in {**before, **after}:
        yield name, before.get(name), after.get(name)


def _change(
    documents: pd.DataFrame,
    columns: dict[str, list[object]],
    row: int,
    values: Iterable[tuple[str, str | None, str | None]],
) -> None:
    """Put what was found at the second look where what was found at the first one stands."""
    for name, before, after in values:
        if before == after:
            continue
        column = columns[name] if name in columns else documents[name].tolist()
        if column[row] == before or not isinstance(column[row], str):
            column[row] = after
            columns[name] = column


def _as_read(documents: pd.DataFrame) -> list[Seen]:
    columns = (documents["doc_id"].tolist(), texts_of(documents, "text"), _headings(documents))
    return [Seen(*values) for values in zip(*columns, strict=True)]


def _headings(documents: pd.DataFrame) -> list[str]:
    """Return the titles that are lines of their pages."""
    titles = texts_of(documents, "title")
    return [
        "" if is_body else title
        for title, is_body in zip(titles, are_bodies(documents), strict=True)
    ]
