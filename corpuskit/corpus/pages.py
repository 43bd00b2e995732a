"""The pages of a documents table, as they are handed to the reader of pages."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from corpuskit.corpus.columns import texts_of
from corpuskit.corpus.headpieces import Piece
from corpuskit.corpus.layout import BODY_PARTS, PageReader
from corpuskit.corpus.phrases import NO_PHRASES, Phrases


class Page(NamedTuple):
    """One raw text and what fields of its own say of it."""

    raw: str
    title: str
    author: str
    is_body: bool


def pages_of(documents: pd.DataFrame, layout: str = "auto") -> Iterator[Page]:
    """Yield the page of each document."""
    columns = (
        raw_texts(documents),
        texts_of(documents, "title"),
        texts_of(documents, "author"),
        are_bodies(documents, layout),
    )
    for values in zip(*columns, strict=True):
        yield Page(*values)


def read_page(reader: PageReader, page: Page, phrases: Phrases = NO_PHRASES) -> list[Piece]:
    """Name the parts of a page."""
    if page.is_body:
        return reader.read_body(page.raw, title=page.title, author=page.author, phrases=phrases)
    return reader.read(page.raw, title=page.title, phrases=phrases)


def raw_texts(documents: pd.DataFrame) -> list[str]:
    """Return the raw text of each document, its text where no raw is known."""
    texts = texts_of(documents, "text")
    if "raw" not in documents:
        return texts
    raws = documents["raw"].tolist()
    return [raw if isinstance(raw, str) else text for raw, text in zip(raws, texts, strict=True)]


def are_bodies(documents: pd.DataFrame, layout: str = "auto") -> list[bool]:
    """Say of each document whether its raw text is the body of an article alone."""
    if layout != "auto":
        return [layout == "body"] * len(documents)
    paths = texts_of(documents, "path")
    titles = texts_of(documents, "title")
    return ["#" in path if path else bool(title) for path, title in zip(paths, titles, strict=True)]


def join_body(raw: str, pieces: Sequence[Piece]) -> str:
    """Return the text of a document: its body parts, joined by newlines."""
    return "\n".join(raw[p.start : p.end] for p in pieces if p.part in BODY_PARTS)


def read_like(reader: PageReader, page: Page, first: list[Piece], text: str) -> list[Piece]:
    """Name the parts of a page so that its body is a text that was read from it before.

    Parameters
    ----------
    reader : PageReader
        The reader of pages.
    page : Page
        The page.
    first : list of Piece
        Its parts by the general rules.
    text : str
        The text.

    Returns
    -------
    list of Piece
        The parts by the general rules, where no furniture explains the text.

    Notes
    -----
    What the general rules leave and the text lacks was furniture when the text was read. So the
    parts of a document do not depend on the other documents of the table.
    """
    headings = [page.raw[p.start : p.end] for p in first if p.rule == "first line"]
    if page.title in headings or f"\n{page.title}\n" not in page.raw:
        headings = []
    if not headings and join_body(page.raw, first) == text:
        return first
    kept = text.split("\n")
    known = {*kept, page.title}
    lines = [page.raw[p.start : p.end] for p in first if p.part in BODY_PARTS]
    absent = [line for line in (*headings, *lines) if line not in known]
    for place in ("edge", "line"):
        phrases = Phrases()
        for line in absent:
            inner = max((one for one in kept if one in line), key=len, default="")
            if not inner:
                phrases.add(line, place, "furniture")
            elif line.endswith(inner):
                phrases.add(line[: -len(inner)].rstrip(), "start", "furniture")
            elif line.startswith(inner):
                phrases.add(line[len(inner) :].lstrip(), "end", "furniture")
        phrases.sort()
        second = read_page(reader, page, phrases)
        if join_body(page.raw, second) == text:
            return second
    return first
