"""Cut texts into documents, paragraphs and sentences: the stretches in which naming counts."""

from functools import cache
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.arabic.codepoints import decode
from corpuskit.arabic.sentences import find_spans, pack_words
from corpuskit.corpus.columns import release_memory
from corpuskit.corpus.lists import read_list
from corpuskit.corpus.textbytes import iterate_bytes
from corpuskit.tables import DOCUMENTS, UNITS_ALLOWED, check_table

Unit = Literal["document", "paragraph", "sentence"]
# Whether line ends part the spans of each unit, and whether the ends of sentences do.
_PARTED_BY = {"document": (False, False), "paragraph": (True, False), "sentence": (True, True)}


def find_units(documents: pd.DataFrame, *, unit: Unit = "sentence") -> pd.DataFrame:
    """Find the sentences, paragraphs or whole texts of documents, as spans.

    Parameters
    ----------
    documents : DataFrame
        A documents table.
    unit : {"sentence", "paragraph", "document"}, default "sentence"
        How large a stretch is. A paragraph is a line that is not blank. A document is the
        whole text, one row even where the text is empty.

    Returns
    -------
    DataFrame
        A units table: doc_id (category, in the order of ``documents``), unit, unit_index (from
        0 within the document), start, end. Spans have no blanks at their edges and do not
        overlap; only blanks stand between them.

    Raises
    ------
    TableError
        If ``documents`` breaks its contract.
    ValueError
        If ``unit`` is not one of the three.

    Notes
    -----
    A sentence ends at the end of a line, with or without a stop, and at ``.``, ``!``, ``?``,
    ``؟``, ``۔``, three or more dots and ``…``; quotation marks that close behind the stop belong
    to it. It does not end

    - at ``؛``, nor at exactly two dots, which Arabic papers print as a pause;
    - inside a number or date (3.5, 8.12.2016), after the number of a list item at the start of a
      line ("1. "), nor at a stop inside round or square brackets;
    - after a single letter, which is an initial or a title (د. أحمد، أ.ف.ب.، ص.ب)، unless the
      letter follows a number (2016م.); nor after the abbreviations of
      ``corpuskit/data/abbreviations.csv``.

    A stop glued to the next word ("الجاري.وأضاف") ends a sentence if three letters stand on both
    of its sides.

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({"a": "قال د. سعيد: «لن نوقع.» وأضاف أن 3.5 مليون عادوا"})
    >>> sentences = find_units(documents)
    >>> [documents.text[0][s:e] for s, e in zip(sentences.start, sentences.end)]
    ['قال د. سعيد: «لن نوقع.»', 'وأضاف أن 3.5 مليون عادوا']
    """
    check_table(documents, DOCUMENTS)
    if unit not in _PARTED_BY:
        message = f"unit must be one of {', '.join(_PARTED_BY)}, got {unit!r}."
        raise ValueError(message)
    lines, sentences = _PARTED_BY[unit]
    pieces = [(np.zeros(0, np.int64), np.zeros((2, 0), np.int32))]
    for block in iterate_bytes(documents):
        points, ends = decode(*block)
        pieces.append(
            find_spans(points, ends, _read_abbreviations(), lines=lines, sentences=sentences)
        )
    n_each = np.concatenate([counts for counts, _ in pieces])
    start, end = np.concatenate([spans for _, spans in pieces], axis=1)
    rows = np.repeat(np.arange(len(documents)), n_each)
    first = np.repeat(np.cumsum(n_each) - n_each, n_each)
    return pd.DataFrame(
        {
            "doc_id": _as_category(documents["doc_id"], rows),
            "unit": pd.Categorical.from_codes(
                np.full(len(rows), UNITS_ALLOWED.index(unit), dtype=np.int8),
                categories=pd.Index(UNITS_ALLOWED, dtype="str"),
            ),
            "unit_index": (np.arange(len(rows)) - first).astype(np.int32),
            "start": start,
            "end": end,
        }
    )


def _as_category(ids: pd.Series, rows: np.ndarray) -> pd.Categorical:
    """Repeat doc_ids as a category whose categories keep the order of the documents."""
    codes, categories = pd.factorize(ids.astype("str"))
    release_memory()
    return pd.Categorical.from_codes(codes[rows], categories=pd.Index(categories, dtype="str"))


@cache
def _read_abbreviations() -> NDArray[np.uint32]:
    return pack_words(row["abbreviation"] for row in read_list("abbreviations.csv"))
