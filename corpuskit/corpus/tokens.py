"""Documents to tokens: every printed word with its place and its counted form."""

from collections.abc import Iterable
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.arabic.forms import change_form
from corpuskit.arabic.seen_names import find_seen_names
from corpuskit.arabic.spelling import PRESETS, Spelling, resolve_spelling
from corpuskit.arabic.tokenizer import Tokenized, tokenize_bytes
from corpuskit.corpus.columns import release_memory
from corpuskit.corpus.textbytes import iterate_bytes
from corpuskit.tables import DOCUMENTS, check_table

Form = Literal["word", "stem", "lemma"]
FORMS = ("word", "stem", "lemma")


def find_tokens(
    documents: pd.DataFrame,
    *,
    spelling: str | Spelling = "standard",
    form: Form = "word",
    protect: Iterable[str] = (),
) -> pd.DataFrame:
    """Find every word and number of the documents.

    Parameters
    ----------
    documents : DataFrame
        A documents table.
    spelling : {"light", "standard", "search"} or Spelling, default "standard"
        How terms are written; see :class:`corpuskit.arabic.spelling.Spelling`.
    form : {"word", "stem", "lemma"}, default "word"
        What is counted: the printed word; the word without attached و ف ب ك ل س and ال; or its
        dictionary form. The span is always that of the printed word.
    protect : iterable of str, default ()
        Names that stems and lemmas must keep whole.

    Returns
    -------
    DataFrame
        A tokens table: doc_id (category), start and end (int32 code-point offsets into the text),
        term (category; all documents share one vocabulary, in the order in which terms are first
        seen). Sorted by document, then start.

    Raises
    ------
    TableError
        If ``documents`` is not a documents table.
    ValueError
        If ``spelling`` or ``form`` is none of the values allowed, or a stem or lemma is asked for
        in another spelling than ``"standard"``.

    Notes
    -----
    What a token is, is written in :mod:`corpuskit.arabic.tokenizer`, how stems and lemmas are found
    in :mod:`corpuskit.arabic.forms`; a term that often stands behind given names or kinds of places
    is taken for a name (:mod:`corpuskit.arabic.seen_names`). Stop words are tokens. Categories that
    stems and lemmas join keep the order in which their first form is seen.

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({"a": "قال كيرى: «لا اتفاق»", "b": "كيري ولافروف"})
    >>> find_tokens(documents)
      doc_id  start  end    term
    0      a      0    3     قال
    1      a      4    8    كيري
    2      a     11   13      لا
    3      a     14   19   اتفاق
    4      b      0    4    كيري
    5      b      5   12  ولافروف
    >>> find_tokens(documents, form="lemma", protect=["لافروف"])["term"].tolist()
    ['قال', 'كيري', 'لا', 'اتفاق', 'كيري', 'لافروف']
    """
    check_table(documents, DOCUMENTS)
    if form not in FORMS:
        raise ValueError(f"form must be one of 'word', 'stem', 'lemma'; got {form!r}.")
    if form != "word" and resolve_spelling(spelling) != PRESETS["standard"]:
        raise ValueError(f"form={form!r} needs spelling='standard'; got {spelling!r}.")
    found = tokenize_bytes(iterate_bytes(documents), spelling)
    terms, codes = found.terms, found.code
    if form != "word":
        terms, codes = _change_form(found, form=form, protect=protect)
    ids = pd.Index(documents["doc_id"].astype(str), dtype="str")
    rows = pd.Categorical.from_codes(np.arange(len(ids)), categories=ids)
    columns = {
        "doc_id": pd.Categorical.from_codes(
            np.repeat(rows.codes, found.n_each), dtype=rows.dtype, validate=False
        ),
        "start": found.start,
        "end": found.end,
        "term": pd.Categorical.from_codes(codes, categories=_index_terms(terms), validate=False),
    }
    release_memory()
    # The columns are nobody else's: no need to copy them into one block.
    return pd.DataFrame(columns, copy=False)


def _index_terms(terms: list[str]) -> pd.Index:
    index = pd.Index(terms, dtype="str")
    # pandas would make and keep a hash table to see whether they are distinct, 25 MB for 250,000.
    index._cache["is_unique"] = True
    return index


def _change_form(
    found: Tokenized, *, form: str, protect: Iterable[str]
) -> tuple[list[str], NDArray[np.int32]]:
    """Replace terms by stems or lemmas; forms that meet share one number."""
    terms, codes = found.terms, found.code
    counts = np.bincount(codes, minlength=len(terms)).tolist()
    names = find_seen_names(terms, codes, counts, found.n_each)
    changed = change_form(terms, counts, form=form, protect=protect, seen_names=names)
    places = {term: place for place, term in enumerate(dict.fromkeys(changed))}
    renumber = np.array([places[term] for term in changed], dtype=np.int32)
    return list(places), renumber[codes] if len(codes) else codes
