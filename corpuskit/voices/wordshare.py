"""How much of each article is whose words."""

from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse, stats

from corpuskit.corpus.spans import locate_spans
from corpuskit.corpus.tokens import find_tokens
from corpuskit.tables import DOCUMENTS, SPEECH, TOKENS, check_table
from corpuskit.voices.naming import place_rows

# Below this many documents resampling them says nothing.
_FEWEST_DOCUMENTS = 5


def measure_voice(
    speech: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    tokens: pd.DataFrame | None = None,
    by: str = "outlet",
    confidence: float = 0.95,
    n_resamples: int = 999,
    random_state: int = 0,
) -> pd.DataFrame:
    """Measure how many of the words are whose.

    Parameters
    ----------
    speech : DataFrame
        A speech table, from :func:`find_speech`.
    documents : DataFrame
        The documents of the speech table.
    tokens : DataFrame, optional
        Their tokens; made if not given.
    by : str, default "outlet"
        A column of ``documents``; ``"doc_id"`` gives one set of rows an article.
    confidence : float, default 0.95
        Of the intervals.
    n_resamples : int, default 999
        How often documents are drawn with replacement.
    random_state : int, default 0
        Fixes the draws.

    Returns
    -------
    DataFrame
        One row a value of ``by`` and voice: voice (``outlet``: the outlet's own; ``speaker``;
        ``unknown``: a speaker who is not in the actors table), speaker (actor_id or missing),
        n_words, total (words of all voices), share, low, high and n_documents. Shares of one
        value sum to 1. By value, own voice first, then most words first.

    Raises
    ------
    TableError
        If a table breaks its contract.
    ValueError
        If ``by`` is no column of ``documents``, or a number is not allowed.

    Notes
    -----
    A word belongs to the innermost statement that holds it. Cue and name of the speaker are the
    outlet's. Intervals are percentiles over resampled documents, because words of one document
    are not independent; they are widened for few documents as in Hesterberg (2015), The American
    Statistician 69, "expanded percentiles". With fewer than 5 documents they are missing: nothing
    can be told.

    Examples
    --------
    >>> from corpuskit import find_speech
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({"a": "قال الوزير إن العمل مستمر"}, outlets={"a": "x"})
    >>> measure_voice(find_speech(documents), documents)[["outlet", "voice", "n_words", "share"]]
      outlet    voice  n_words  share
    0      x   outlet        3    0.6
    1      x  unknown        2    0.4
    """
    check_table(speech, SPEECH)
    check_table(documents, DOCUMENTS)
    if tokens is None:
        tokens = find_tokens(documents)
    check_table(tokens, TOKENS)
    if not 0 < confidence < 1:
        message = f"confidence must be between 0 and 1, got {confidence!r}."
        raise ValueError(message)
    if n_resamples < 1:
        message = f"n_resamples must be at least 1, got {n_resamples!r}."
        raise ValueError(message)
    words, actors = _count_words(speech, documents, tokens, by)
    values = documents[by].astype("object").where(documents[by].notna(), None)
    codes, names = pd.factorize(values.map(str, na_action="ignore"), sort=True)
    order = np.argsort(codes, kind="stable")
    bounds = np.searchsorted(codes[order], np.arange(len(names) + 1))
    rng = np.random.default_rng(random_state)
    parts = [
        _summarise(words[order[low:high]], confidence, n_resamples, rng)
        for low, high in pairwise(bounds.tolist())
    ]
    return _to_frame(parts, [str(name) for name in names], actors, by)


def _count_words(
    speech: pd.DataFrame, documents: pd.DataFrame, tokens: pd.DataFrame, by: str
) -> tuple[sparse.csr_array, list[str]]:
    """Count words by document (rows) and voice: own, unknown, then each actor."""
    rows, _, _ = place_rows(tokens, documents, by, None)
    held_by = locate_spans(tokens, speech)
    speaker = speech["speaker"].astype("category")
    actors = speaker.cat.categories.tolist()
    voice_of = np.append(speaker.cat.codes.to_numpy().astype(np.int64) + 2, 0)
    voice_of[:-1][voice_of[:-1] == 1] = 1
    voices = voice_of[held_by]
    keep = rows >= 0
    shape = (len(documents), len(actors) + 2)
    counts = sparse.coo_array((np.ones(int(keep.sum())), (rows[keep], voices[keep])), shape=shape)
    return counts.tocsr(), actors


def _summarise(
    words: sparse.csr_array, confidence: float, n_resamples: int, rng: np.random.Generator
) -> dict[str, NDArray[np.generic]]:
    """Return the columns of the rows of one value: voices by number, own voice first."""
    sums = np.asarray(words.sum(axis=0)).ravel()
    total = float(sums.sum())
    n_documents = words.shape[0]
    kept = np.flatnonzero(sums > 0)
    kept = kept[np.lexsort((kept, -sums[kept], kept > 0))]
    low = high = np.full(len(kept), np.nan)
    if n_documents >= _FEWEST_DOCUMENTS and total:
        low, high = _resample(words, kept, confidence, n_resamples, rng)
    return {
        "voice": kept,
        "n_words": sums[kept].astype(np.int64),
        "total": np.full(len(kept), int(total), dtype=np.int64),
        "share": sums[kept] / total if total else np.zeros(len(kept)),
        "low": low,
        "high": high,
        "n_documents": np.full(len(kept), n_documents, dtype=np.int64),
    }


def _to_frame(
    parts: list[dict[str, NDArray[np.generic]]], values: list[str], actors: list[str], by: str
) -> pd.DataFrame:
    empty = _summarise(sparse.csr_array((0, len(actors) + 2)), 0.5, 1, np.random.default_rng(0))
    columns = {name: np.concatenate([part[name] for part in [*parts, empty]]) for name in empty}
    group = np.repeat(np.arange(len(parts)), [len(part["voice"]) for part in parts])
    voice = columns.pop("voice").astype(np.int64)
    speaker = np.array([None, None, *actors], dtype=object)
    frame = pd.DataFrame(
        {
            by: pd.Categorical.from_codes(group, categories=pd.Index(values, dtype="str")),
            "voice": pd.Categorical(
                np.array(["outlet", "unknown", *["speaker"] * len(actors)], dtype=object)[voice],
                categories=["outlet", "speaker", "unknown"],
            ),
            "speaker": pd.array(speaker[voice], dtype="str"),
            **columns,
        }
    )
    frame[by] = frame[by].cat.remove_unused_categories()
    return frame


def _resample(
    words: sparse.csr_array,
    kept: NDArray[np.int64],
    confidence: float,
    n_resamples: int,
    rng: np.random.Generator,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    n_documents = words.shape[0]
    columns = words[:, kept].T.tocsr()
    shares = np.empty((n_resamples, len(kept)))
    for draw in range(n_resamples):
        times = np.bincount(rng.integers(n_documents, size=n_documents), minlength=n_documents)
        drawn = columns @ times.astype(float)
        shares[draw] = drawn / max(drawn.sum(), 1.0)
    # Hesterberg (2015): plain percentiles are too narrow for few documents.
    t = stats.t.ppf(0.5 + confidence / 2, n_documents - 1)
    tail = stats.norm.cdf(-t * np.sqrt(n_documents / (n_documents - 1)))
    low, high = np.quantile(shares, [tail, 1 - tail], axis=0)
    return low, high
