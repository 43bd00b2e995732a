"""What people are called: labels, the quotation marks around them, and in whose voice they are."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.corpus.spans import locate_spans
from corpuskit.tables import DOCUMENTS, LABEL_FORMS, SPEECH, check_table
from corpuskit.voices.label_match import find_forms
from corpuskit.voices.layout import order_tokens
from corpuskit.voices.quotes import Quote, pair_quotes

# A quotation distances from a label if it holds at most this many words beside it.
_WORDS_BESIDE = 2


def find_labels(
    documents: pd.DataFrame,
    label_forms: pd.DataFrame,
    *,
    speech: pd.DataFrame | None = None,
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find what referents are called, and in whose voice.

    Parameters
    ----------
    documents : DataFrame
        A documents table.
    label_forms : DataFrame
        A label forms table, from :func:`read_labels`.
    speech : DataFrame, optional
        A speech table of the same documents. Without it every voice is missing and ``in_speech``
        is False everywhere.
    tokens : DataFrame, optional
        The tokens of ``documents`` in "standard" spelling; made if not given.

    Returns
    -------
    DataFrame
        A labels table, by document and start, without overlaps: doc_id, start, end (the label
        alone, without attached particles), referent, label, quoted (whether it stands in
        quotation marks that distance), voice (the speaker of the innermost statement that holds
        it) and in_speech. A missing voice is the outlet's own where in_speech is False, and that
        of a speaker who is not in the actors table where it is True.

    Raises
    ------
    TableError
        If a table breaks its contract.

    Notes
    -----
    The longest form wins. Quotation marks distance if they hold the label and at most two more
    words; inside a longer quotation the words are the speaker's anyway.

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({"a": 'خروج "المسلحين" وللمدنيين ممر'})
    >>> forms = pd.DataFrame({
    ...     "referent": ["opposition", "civilians"], "label": ["militants", "civilians"],
    ...     "forms": ["المسلحين", "المدنيين"],
    ... })
    >>> labels = find_labels(documents, forms)
    >>> [documents.text[0][row.start : row.end] for row in labels.itertuples()]
    ['المسلحين', 'لمدنيين']
    >>> labels["quoted"].tolist()
    [True, False]
    """
    check_table(documents, DOCUMENTS)
    check_table(label_forms, LABEL_FORMS)
    if speech is not None:
        check_table(speech, SPEECH)
    texts = documents["text"].tolist()
    hits = find_forms(label_forms, order_tokens(documents, tokens), texts)
    frame = _to_frame(documents, label_forms, hits)
    frame["quoted"] = _find_distance(frame, documents, texts)
    return _add_voice(frame, speech)


def _to_frame(
    documents: pd.DataFrame, label_forms: pd.DataFrame, hits: list[tuple[int, int, int, int]]
) -> pd.DataFrame:
    found = np.asarray(hits, dtype=np.int64).reshape(-1, 4)
    doc_codes, doc_names = pd.factorize(documents["doc_id"].astype("str"))
    frame = pd.DataFrame(
        {
            "doc_id": pd.Categorical.from_codes(
                doc_codes[found[:, 0]], categories=pd.Index(doc_names, dtype="str")
            ),
            "start": found[:, 1].astype(np.int32),
            "end": found[:, 2].astype(np.int32),
        }
    )
    for column in ("referent", "label"):
        codes, names = pd.factorize(label_forms[column].astype("str"))
        frame[column] = pd.Categorical.from_codes(
            codes[found[:, 3]], categories=pd.Index(names, dtype="str")
        )
    return frame


def _find_distance(
    frame: pd.DataFrame, documents: pd.DataFrame, texts: list[str]
) -> NDArray[np.bool_]:
    """Tell which labels stand in quotation marks that hold little else."""
    quoted = np.zeros(len(frame), dtype=bool)
    if frame.empty:
        return quoted
    row_of = {doc_id: row for row, doc_id in enumerate(documents["doc_id"].astype("str"))}
    quotes: list[Quote] = []
    current: str | None = None
    text = ""
    spans = zip(frame["doc_id"].astype("str"), frame["start"], frame["end"], strict=True)
    for place, (doc_id, start, end) in enumerate(spans):
        if doc_id != current:
            current, text = doc_id, texts[row_of[doc_id]]
            quotes = pair_quotes(text)
        for quote in quotes:
            if quote.outer_start > start:
                break
            if quote.closed and quote.start <= start and end <= quote.end:
                beside = len(text[quote.start : start].split()) + len(text[end : quote.end].split())
                quoted[place] |= beside <= _WORDS_BESIDE
    return quoted


def _add_voice(frame: pd.DataFrame, speech: pd.DataFrame | None) -> pd.DataFrame:
    if speech is None or speech.empty:
        frame["voice"] = pd.Categorical([None] * len(frame), categories=pd.Index([], dtype="str"))
        frame["in_speech"] = False
        return frame
    held_by = locate_spans(frame, speech)
    speaker = speech["speaker"].astype("category")
    codes = np.append(speaker.cat.codes.to_numpy(), -1)[held_by]
    frame["voice"] = pd.Categorical.from_codes(codes, categories=speaker.cat.categories)
    frame["in_speech"] = held_by >= 0
    return frame
