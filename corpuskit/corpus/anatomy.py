"""Find the parts of raw pages: title, byline, captions, furniture and the article's own text."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from corpuskit.corpus.columns import texts_of
from corpuskit.corpus.furniture import (
    Furniture,
    FurnitureChoice,
    check_choice,
    find_holders,
    learn_corpus,
    read_furniture,
    seen_in,
)
from corpuskit.corpus.headpieces import Piece
from corpuskit.corpus.layout import PageReader
from corpuskit.corpus.names import NameBook, default_names
from corpuskit.corpus.pages import Page, pages_of, read_like, read_page
from corpuskit.tables import DOCUMENTS, PART_KINDS, check_table

Layout = Literal["auto", "page", "body"]
LAYOUTS = ("auto", "page", "body")


def find_parts(
    documents: pd.DataFrame,
    *,
    layout: Layout = "auto",
    furniture: FurnitureChoice = "auto",
    names: NameBook | None = None,
) -> pd.DataFrame:
    r"""Find the parts of which the raw pages of documents consist.

    Parameters
    ----------
    documents : DataFrame
        A documents table; ``raw`` is read where it is there, else ``text``.
    layout : {"auto", "page", "body"}, default "auto"
        Whether a raw text is a whole page that begins with its title, or the body of an article
        whose title stands in a field of its own. ``"auto"`` decides for each document: a record
        of a file (``path`` has a ``#``) is a body, another file a page; without a path, a
        document with a title is a body.
    furniture : "auto", DataFrame or None, default "auto"
        What repeats in an outlet and is furniture. ``"auto"``: what was learned when the documents
        were read, or, for documents that were not, what is learned from them (the table that
        ``suggest_furniture`` returns says what that is). A table holds ``suggest_furniture`` after
        a person's look. None (or False): only what the general rules name.
    names : NameBook, optional
        Names of outlets, agencies and places; the hand-kept lists by default.

    Returns
    -------
    DataFrame
        A parts table: doc_id, start, end (offsets into raw), part, rule. The parts of a document
        cover its raw text without gap or overlap. The text of a document is made of its parts
        "body" and "heading", joined by newlines.

    Raises
    ------
    TableError
        If ``documents`` or ``furniture`` breaks its contract.
    ValueError
        If ``layout`` is not one of the three.

    Notes
    -----
    A part is a whole line, or a part of one: where a byline, dateline or credit is glued to the
    first words of an article, or tags, links or a credit to its last ones, the line is cut there,
    and the text is made of whole body parts. Nothing is taken out of the middle of a line.

    General rules name the lines of a page from its top and its end; they know the names of
    outlets, agencies and places. What they cannot know, because it is furniture in one outlet
    alone, is learned from what repeats around its articles (rule "repeats in this outlet"). Each
    part says by which rule it was named.

    Where documents were read from files, their parts make up their texts: what a text lacks was
    learned as furniture when it was read, whichever other documents are in the table.

    The offsets of a text are carried back to its page by ``map_to_raw``.

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> raw = "اتفاق قريب في حلب\n\nأعلن الوزير اليوم أن الاتفاق قريب.\nالمصدر: وكالات"
    >>> parts = find_parts(make_documents({"a": raw}))
    >>> parts.loc[parts.part != "blank", "part"].tolist()
    ['title', 'body', 'source']
    """
    check_table(documents, DOCUMENTS)
    if layout not in LAYOUTS:
        message = f"layout must be one of {', '.join(LAYOUTS)}, got {layout!r}."
        raise ValueError(message)
    check_choice(furniture)
    reader = PageReader(names or default_names())
    pages = list(pages_of(documents, layout))
    rows = _read_pages(documents, pages, reader, furniture)
    return _build(
        documents["doc_id"],
        [cover(page.raw, pieces) for page, pieces in zip(pages, rows, strict=True)],
    )


def _read_pages(
    documents: pd.DataFrame,
    pages: list[Page],
    reader: PageReader,
    furniture: FurnitureChoice,
) -> list[list[Piece]]:
    """Name the parts of all pages, with the furniture of their outlets."""
    outlets = texts_of(documents, "outlet")
    if isinstance(furniture, pd.DataFrame):
        known = read_furniture(furniture)
        return [
            read_page(reader, page, known.of(outlet))
            for page, outlet in zip(pages, outlets, strict=True)
        ]
    rows = [read_page(reader, page) for page in pages]
    if furniture != "auto":
        return rows
    if "raw" in documents and "path" in documents:
        # The documents were read: what was furniture then is what their texts lack.
        texts = texts_of(documents, "text")
        return [
            read_like(reader, page, pieces, text) if path else pieces
            for page, pieces, text, path in zip(
                pages, rows, texts, texts_of(documents, "path"), strict=True
            )
        ]
    ids = documents["doc_id"].tolist()
    seen = [
        seen_in(doc_id, page.raw, pieces)
        for doc_id, page, pieces in zip(ids, pages, rows, strict=True)
    ]
    learned = learn_corpus(outlets, seen)
    known = Furniture.of_learned(learned)
    for row in find_holders(outlets, seen, learned):
        rows[row] = read_page(reader, pages[row], known.of(outlets[row]))
    return rows


def cover(raw: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Fill the gaps between pieces with blank ones, so that they cover the raw text.

    Parameters
    ----------
    raw : str
        The raw text.
    pieces : sequence of Piece
        In order, without overlap.

    Returns
    -------
    list of Piece
        Pieces from 0 to ``len(raw)`` without a gap.
    """
    covered: list[Piece] = []
    at = 0
    for piece in pieces:
        if piece.start > at:
            covered.append(Piece(at, piece.start, "blank", "blank"))
        covered.append(piece)
        at = piece.end
    if at < len(raw):
        covered.append(Piece(at, len(raw), "blank", "blank"))
    return covered


def _build(ids: pd.Series, rows: list[list[Piece]]) -> pd.DataFrame:
    codes, categories = pd.factorize(ids.astype("str"))
    flat = [piece for row in rows for piece in row]
    kinds = {kind: code for code, kind in enumerate(PART_KINDS)}
    return pd.DataFrame(
        {
            "doc_id": pd.Categorical.from_codes(
                np.repeat(codes, [len(row) for row in rows]),
                categories=pd.Index(categories, dtype="str"),
            ),
            "start": np.fromiter((p.start for p in flat), np.int32, len(flat)),
            "end": np.fromiter((p.end for p in flat), np.int32, len(flat)),
            "part": pd.Categorical.from_codes(
                np.fromiter((kinds[p.part] for p in flat), np.int8, len(flat)),
                categories=pd.Index(PART_KINDS, dtype="str"),
            ),
            "rule": pd.Categorical([p.rule for p in flat]),
        }
    )
