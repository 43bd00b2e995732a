"""How long each document is, in words, sentences and paragraphs."""

import pandas as pd

from corpuskit.corpus.tokens import find_tokens
from corpuskit.corpus.units import find_units
from corpuskit.tables import DOCUMENTS, TOKENS, check_table


def measure_documents(
    documents: pd.DataFrame, *, tokens: pd.DataFrame | None = None
) -> pd.DataFrame:
    r"""Measure how long each document is.

    Parameters
    ----------
    documents : DataFrame
        One row an article.
    tokens : DataFrame, optional
        Its tokens; made with :func:`~corpuskit.find_tokens` if not given.

    Returns
    -------
    DataFrame
        One row a document, in the same order: doc_id, then title, outlet and published where the
        documents have them, n_words, n_sentences, n_paragraphs.

    Raises
    ------
    TableError
        If a table breaks its contract.

    Examples
    --------
    >>> import corpuskit as ck
    >>> documents = ck.testing.make_documents({"a": "قال كيري. قال لافروف.\nانتهى."})
    >>> ck.measure_documents(documents)[["doc_id", "n_words", "n_sentences", "n_paragraphs"]]
      doc_id  n_words  n_sentences  n_paragraphs
    0      a        5            3             2
    """
    check_table(documents, DOCUMENTS)
    if tokens is None:
        tokens = find_tokens(documents)
    check_table(tokens, TOKENS)
    facts = [name for name in ("title", "outlet", "published") if name in documents]
    measured = documents[["doc_id", *facts]].reset_index(drop=True)
    for name, spans in (
        ("n_words", tokens),
        ("n_sentences", find_units(documents, unit="sentence")),
        ("n_paragraphs", find_units(documents, unit="paragraph")),
    ):
        counts = spans["doc_id"].astype(str).value_counts()
        measured[name] = measured["doc_id"].map(counts).fillna(0).astype("int64")
    return measured
