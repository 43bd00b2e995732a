"""Find the parts of raw pages: title, byline, captions, furniture and the article's own text."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from corpuskit.corpus.columns import texts_of
from corpuskit.corpus.furniture import read_furniture
from corpuskit.corpus.heads import Piece
from corpuskit.corpus.layout import BODY_PARTS, PageReader
from corpuskit.corpus.lines import NO_PHRASES, Phrases
from corpuskit.corpus.names import NameBook, default_names
from corpuskit.tables import DOCUMENTS, PART_KINDS, check_table

Layout = Literal["auto", "page", "body"]
LAYOUTS = ("auto", "page", "body")


def find_parts(
    documents: pd.DataFrame,
    *,
    layout: Layout = "auto",
    furniture: pd.DataFrame | None = None,
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
    furniture : DataFrame, optional
        What repeats in an outlet and is furniture: ``suggest_furniture`` after a person's look.
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
    alone, comes with ``furniture``. Each part says by which rule it was named.

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
    reader = PageReader(names or default_names())
    raws = raw_texts(documents)
    titles = texts_of(documents, "title")
    authors = texts_of(documents, "author")
    bodies = _are_bodies(documents, layout)
    phrases = phrases_of(documents, furniture)
    rows = []
    for raw, title, author, is_body, known in zip(
        raws, titles, authors, bodies, phrases, strict=True
    ):
        pieces = (
            reader.read_body(raw, title=title, author=author, phrases=known)
            if is_body
            else reader.read(raw, title=title, phrases=known)
        )
        rows.append(cover(raw, pieces))
    return _build(documents["doc_id"], rows)


def phrases_of(documents: pd.DataFrame, furniture: pd.DataFrame | None) -> list[Phrases]:
    """Return the furniture of the outlet of each document."""
    known = read_furniture(furniture)
    if known is None:
        return [NO_PHRASES] * len(documents)
    return [known.of(outlet) for outlet in texts_of(documents, "outlet")]


def raw_texts(documents: pd.DataFrame) -> list[str]:
    """Return the raw text of each document, its text where no raw is known."""
    texts = texts_of(documents, "text")
    if "raw" not in documents:
        return texts
    raws = documents["raw"].tolist()
    return [raw if isinstance(raw, str) else text for raw, text in zip(raws, texts, strict=True)]


def _are_bodies(documents: pd.DataFrame, layout: str) -> list[bool]:
    if layout != "auto":
        return [layout == "body"] * len(documents)
    paths = texts_of(documents, "path")
    titles = texts_of(documents, "title")
    return ["#" in path if path else bool(title) for path, title in zip(paths, titles, strict=True)]


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


def join_body(raw: str, pieces: Sequence[Piece]) -> str:
    """Return the text of a document: its body parts, joined by newlines."""
    return "\n".join(raw[p.start : p.end] for p in pieces if p.part in BODY_PARTS)


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
