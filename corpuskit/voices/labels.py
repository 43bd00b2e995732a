"""What people are called: labels, the quotation marks around them, and in whose voice they are."""

from dataclasses import dataclass
from os import PathLike
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.arabic.spelling import normalize
from corpuskit.corpus.spans import locate_spans
from corpuskit.corpus.tokens import find_tokens
from corpuskit.errors import ReadError, TableError, list_some
from corpuskit.tables import DOCUMENTS, LABEL_FORMS, SPEECH, TOKENS, check_table
from corpuskit.voices.layout import code_terms, sort_by_document
from corpuskit.voices.quotes import Quote, pair_quotes

# A quotation distances from a label if it holds at most this many words beside it.
_WORDS_BESIDE = 2
_PREFIXES = ("", "و", "ف")
_PARTICLES = ("", "ب", "ل", "ك", "س")


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
            words = _split(form)
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


def _split(form: str) -> tuple[str, ...]:
    return tuple(normalize(form).replace("-", " ").split())


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
    if tokens is None:
        tokens = find_tokens(documents)
    check_table(tokens, TOKENS)
    forms = _build_forms(label_forms)
    texts = documents["text"].tolist()
    codes, terms = code_terms(tokens)
    rows, order = sort_by_document(documents, tokens)
    codes = codes[order]
    starts = tokens["start"].to_numpy(dtype=np.int64)[order]
    ends = tokens["end"].to_numpy(dtype=np.int64)[order]
    hits = _match(forms, codes, terms, rows, starts, ends, texts)
    frame = _to_frame(documents, label_forms, hits)
    frame["quoted"] = _find_distance(frame, documents, texts)
    return _add_voice(frame, speech)


@dataclass(frozen=True)
class _Forms:
    """All forms as rows of word numbers."""

    words: dict[str, int]
    forms: dict[tuple[int, ...], int]
    beginnings: frozenset[tuple[int, ...]]
    longest: int


def _build_forms(label_forms: pd.DataFrame) -> _Forms:
    words: dict[str, int] = {}
    forms: dict[tuple[int, ...], int] = {}
    beginnings: set[tuple[int, ...]] = set()
    for row, cell in enumerate(label_forms["forms"].tolist()):
        for form in str(cell).split("|"):
            key = tuple(words.setdefault(word, len(words)) for word in _split(form))
            if key:
                forms.setdefault(key, row)
                beginnings.update(key[:size] for size in range(1, len(key) + 1))
    longest = max((len(key) for key in forms), default=0)
    return _Forms(words, forms, frozenset(beginnings), longest)


def _code_words(forms: _Forms, terms: list[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each term which word of a form it is, and how many letters stand before it."""
    firsts = {key[0] for key in forms.forms}
    word_of = np.full(len(terms), -1, dtype=np.int64)
    cut_of = np.zeros(len(terms), dtype=np.int64)
    written = [word for word, number in forms.words.items() if number in firsts]
    carried: dict[str, tuple[int, int]] = {}
    for word in written:
        number = forms.words[word]
        for prefix in _PREFIXES:
            for particle in _PARTICLES:
                if particle == "س":
                    continue
                attached = prefix + particle
                if particle == "ل" and word.startswith("ال"):
                    # للمدنيين: the alef of the article is not written.
                    carried.setdefault(f"{attached}{word[1:]}", (number, len(attached)))
                    if word.startswith("الل"):
                        continue
                carried.setdefault(attached + word, (number, len(attached)))
    for place, term in enumerate(terms):
        number = forms.words.get(term, -1)
        if number >= 0:
            word_of[place] = number
        elif term in carried:
            word_of[place], cut_of[place] = carried[term]
    return word_of, cut_of


def _match(
    forms: _Forms,
    codes: NDArray[np.int64],
    terms: list[str],
    rows: NDArray[np.int64],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    texts: list[str],
) -> list[tuple[int, int, int, int]]:
    """Return document, start, end and form of each label, the longest where several overlap."""
    word_of, cut_of = _code_words(forms, terms)
    firsts = np.zeros(len(forms.words) + 1, dtype=bool)
    firsts[[key[0] for key in forms.forms]] = True
    words = word_of[codes] if len(codes) else np.empty(0, dtype=np.int64)
    cuts = cut_of[codes] if len(codes) else np.empty(0, dtype=np.int64)
    candidates: list[tuple[int, int, int]] = []
    size = len(words)
    for at in np.flatnonzero(firsts[words]).tolist():
        key: tuple[int, ...] = (int(words[at]),)
        best = 1 if key in forms.forms else 0
        best_key = key
        behind = at + 1
        while behind < size and len(key) < forms.longest and key in forms.beginnings:
            row = rows[at]
            if words[behind] < 0 or cuts[behind] or rows[behind] != row:
                break
            if not texts[row][ends[behind - 1] : starts[behind]].isspace():
                break
            key = (*key, int(words[behind]))
            behind += 1
            if key in forms.forms:
                best, best_key = len(key), key
        if best:
            candidates.append((at, best, forms.forms[best_key]))
    kept = _keep_longest(candidates)
    hits = []
    for at, best, form in kept:
        row = int(rows[at])
        start = _skip_letters(texts[row], int(starts[at]), int(cuts[at]))
        hits.append((row, start, int(ends[at + best - 1]), form))
    return hits


def _keep_longest(candidates: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Drop what overlaps a longer form; of equal ones the first stays."""
    kept: list[tuple[int, int, int]] = []
    for found in candidates:
        while kept and kept[-1][0] + kept[-1][1] > found[0] and kept[-1][1] < found[1]:
            kept.pop()
        if kept and kept[-1][0] + kept[-1][1] > found[0]:
            continue
        kept.append(found)
    return kept


def _skip_letters(text: str, start: int, letters: int) -> int:
    """Return the offset behind some letters, and behind what is written on and between them."""
    while letters:
        if text[start].isalpha() and text[start] != "ـ":
            letters -= 1
        start += 1
        while start < len(text) and (not text[start].isalnum() or text[start] == "ـ"):
            start += 1
    return start


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
