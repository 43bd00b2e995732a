"""What outlets call the same people, and with which verbs they report what is said."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.tables import DOCUMENTS, LABELS, SPEECH, STORIES, check_table
from corpuskit.voices.layout import find_rows
from corpuskit.voices.lexicon import read_cues
from corpuskit.voices.shares import compare_shares

# What a class of cues tells about the reporter's stance.
STANCES = {
    "certain": "endorsing",
    "explaining": "endorsing",
    "admitting": "endorsing",
    "doubtful": "distancing",
    "distancing": "distancing",
}
_VOICES = ("kind", "all", "speaker")
_CUES = ("stance", "class", "cue")


def compare_naming(
    labels: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "outlet",
    voice: str = "kind",
    stories: pd.DataFrame | None = None,
    confidence: float = 0.95,
    alpha: float = 0.05,
    n_permutations: int = 1999,
    random_state: int = 0,
) -> pd.DataFrame:
    """Compare what each referent is called between outlets, voice by voice.

    Parameters
    ----------
    labels : DataFrame
        A labels table, from :func:`find_labels`.
    documents : DataFrame
        The documents; they have the column ``by``.
    by : str, default "outlet"
        The column of ``documents`` whose values are compared. Documents without one are left out.
    voice : {"kind", "speaker", "all"}, default "kind"
        Within what shares are counted: the outlet's own voice and that of speakers apart; each
        speaker apart; or all together.
    stories : DataFrame, optional
        A stories table: each label then counts by the weight of its document, so that ten copies
        of one story count once.
    confidence : float, default 0.95
        Of the intervals.
    alpha : float, default 0.05
        A difference is decided where its adjusted p-value is not above this.
    n_permutations : int, default 1999
        How many rearrangements of documents are drawn; with up to 7 documents all are tried.
    random_state : int, default 0
        Fixes the draws.

    Returns
    -------
    DataFrame
        One row a referent, voice, value of ``by`` and label, also those that never occur: n,
        n_quoted (in distancing quotation marks), total (all labels of the referent there),
        n_documents, n_effective, share, low, high, difference (to the share in all other
        values), p_value, p_adjusted and verdict: more, less or undecided.

    Raises
    ------
    TableError
        If a table breaks its contract.
    ValueError
        If ``by`` is no column of ``documents``, or another value is not allowed.

    Notes
    -----
    Labels cluster: an article repeats its words. Intervals are those of Clopper and Pearson for
    the effective size (Korn and Graubard 1998), which with one article is one: what it says of
    its outlet is next to nothing, and the interval says so. Tests rearrange whole documents among
    the values of ``by``; p-values are adjusted over the whole table (Benjamini and Hochberg).

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({"a": "المسلحون", "b": "الثوار"}, outlets={"a": "x", "b": "y"})
    >>> labels = pd.DataFrame({
    ...     "doc_id": ["a", "b"], "start": [0, 0], "end": [8, 6], "referent": ["fighters"] * 2,
    ...     "label": ["militants", "rebels"], "quoted": [False, False], "voice": [None, None],
    ... })
    >>> table = compare_naming(labels, documents)
    >>> table.loc[table["n"] > 0, ["outlet", "label", "share", "low", "verdict"]].round(3)
      outlet      label  share    low    verdict
    0      x  militants    1.0  0.025  undecided
    3      y     rebels    1.0  0.025  undecided
    """
    check_table(labels, LABELS)
    check_table(documents, DOCUMENTS)
    _check_numbers(confidence, alpha, n_permutations)
    if voice not in _VOICES:
        message = f"voice must be one of {', '.join(_VOICES)}, got {voice!r}."
        raise ValueError(message)
    rows, groups, weights = place_rows(labels, documents, by, stories)
    frame = pd.DataFrame(
        {
            "cluster": rows,
            "weight": weights,
            by: groups,
            "referent": labels["referent"].astype("str").to_numpy(),
            "label": labels["label"].astype("str").to_numpy(),
            "quoted": labels["quoted"].to_numpy(dtype=bool),
        }
    )
    strata = ["referent"]
    if voice != "all":
        frame["voice"] = name_voices(labels, each=voice == "speaker")
        strata.append("voice")
    frame = frame[frame[by].notna()]
    table = compare_shares(
        frame,
        group=by,
        category="label",
        strata=strata,
        confidence=confidence,
        alpha=alpha,
        n_permutations=n_permutations,
        random_state=random_state,
    )
    keys = [*strata, by, "label"]
    quoted = frame[frame["quoted"]].groupby(keys, observed=True)["weight"].sum()
    found = pd.MultiIndex.from_frame(table[keys].astype("str"))
    place = table.columns.get_loc("n")
    assert isinstance(place, int)
    table.insert(place + 1, "n_quoted", quoted.reindex(found).fillna(0.0).to_numpy())
    return table


def compare_cues(
    speech: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "outlet",
    what: str = "stance",
    speakers: bool = False,
    stories: pd.DataFrame | None = None,
    confidence: float = 0.95,
    alpha: float = 0.05,
    n_permutations: int = 1999,
    random_state: int = 0,
) -> pd.DataFrame:
    """Compare with which verbs outlets report what is said.

    Parameters
    ----------
    speech : DataFrame
        A speech table, from :func:`find_speech`.
    documents : DataFrame
        The documents; they have the column ``by`` unless it is ``"speaker"``.
    by : str, default "outlet"
        The column of ``documents`` whose values are compared, or ``"speaker"``.
    what : {"stance", "class", "cue"}, default "stance"
        What is counted: endorsing, neutral and distancing cues; the classes of cues; or each cue.
    speakers : bool, default False
        Compare within each speaker: who makes Lavrov "claim" and who makes him "stress".
    stories : DataFrame, optional
        A stories table; each cue then counts by the weight of its document.
    confidence, alpha, n_permutations, random_state
        As in :func:`compare_naming`.

    Returns
    -------
    DataFrame
        One row a value of ``by`` (within each speaker, if asked) and stance, class or cue, with
        the columns of :func:`compare_naming`.

    Raises
    ------
    TableError
        If a table breaks its contract.
    ValueError
        If ``by`` is no column of ``documents``, or another value is not allowed.

    Examples
    --------
    >>> from corpuskit import find_speech
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents(
    ...     {"a": "أكد الوزير أن الهدنة قريبة.", "b": "زعم الوزير أن الهدنة قريبة."},
    ...     outlets={"a": "x", "b": "y"},
    ... )
    >>> table = compare_cues(find_speech(documents), documents)
    >>> table.loc[table["n"] > 0, ["outlet", "stance", "n", "verdict"]]
      outlet      stance    n    verdict
    1      x   endorsing  1.0  undecided
    2      y  distancing  1.0  undecided
    """
    check_table(speech, SPEECH)
    check_table(documents, DOCUMENTS)
    _check_numbers(confidence, alpha, n_permutations)
    if what not in _CUES:
        message = f"what must be one of {', '.join(_CUES)}, got {what!r}."
        raise ValueError(message)
    if by == "speaker" and speakers:
        message = "speakers=True compares within each speaker; then by must be something else."
        raise ValueError(message)
    rows, groups, weights = place_rows(
        speech, documents, "outlet" if by == "speaker" else by, stories, needed=by != "speaker"
    )
    speaker = speech["speaker"].astype("object").to_numpy()
    frame = pd.DataFrame(
        {
            "cluster": rows,
            "weight": weights,
            by: speaker if by == "speaker" else groups,
            what: _name_cues(speech, what),
        }
    )
    strata = []
    if speakers:
        frame["speaker"] = speaker
        frame = frame[frame["speaker"].notna()]
        strata = ["speaker"]
    frame = frame[frame[by].notna()]
    return compare_shares(
        frame,
        group=by,
        category=what,
        strata=strata,
        confidence=confidence,
        alpha=alpha,
        n_permutations=n_permutations,
        random_state=random_state,
    )


def _name_cues(speech: pd.DataFrame, what: str) -> NDArray[np.object_]:
    names = speech["cue"].astype("str")
    if what == "cue":
        return names.to_numpy(dtype=object)
    kinds = {cue.name: cue.kind for cue in read_cues()[0]}
    classes = names.map(kinds).fillna("neutral")
    if what == "class":
        return classes.to_numpy(dtype=object)
    return classes.map(STANCES).fillna("neutral").to_numpy(dtype=object)


def name_voices(labels: pd.DataFrame, *, each: bool) -> NDArray[np.object_]:
    """Name the voice of each label: outlet, speaker, or which speaker.

    Parameters
    ----------
    labels : DataFrame
        A labels table.
    each : bool
        Name each speaker instead of all as one.

    Returns
    -------
    ndarray of shape (n_labels,)
        ``"outlet"``, ``"speaker"``, or the speaker's actor_id (``"unknown"`` if missing).
    """
    speaker = labels["voice"].astype("object").to_numpy()
    known = ~pd.isna(speaker)
    inside = labels["in_speech"].to_numpy(dtype=bool) if "in_speech" in labels else known
    if each:
        named = np.where(known, speaker, "unknown")
        return np.where(inside | known, named, "outlet").astype(object)
    return np.where(inside | known, "speaker", "outlet").astype(object)


def place_rows(
    spans: pd.DataFrame,
    documents: pd.DataFrame,
    by: str,
    stories: pd.DataFrame | None,
    *,
    needed: bool = True,
) -> tuple[NDArray[np.int64], NDArray[np.object_], NDArray[np.float64]]:
    """Return the document, the group and the weight of each row of a span table.

    Parameters
    ----------
    spans, documents : DataFrame
        The rows, and their documents.
    by : str
        The column of ``documents`` that groups.
    stories : DataFrame or None
        Weights of documents.
    needed : bool, default True
        Whether the column must be there.

    Returns
    -------
    rows : ndarray of int
        Row of the document; -1 if it is none of these documents.
    groups : ndarray of object
        Value of ``by``, or None.
    weights : ndarray of float
        1, or the weight in ``stories``.

    Raises
    ------
    ValueError
        If ``by`` is no column of ``documents``.
    TableError
        If ``stories`` breaks its contract.
    """
    if needed and by not in documents:
        columns = ", ".join(map(str, documents.columns))
        message = f"by must be a column of documents ({columns}), got {by!r}."
        raise ValueError(message)
    rows = find_rows(documents, spans)
    values = documents[by].astype("object").to_numpy() if by in documents else None
    groups = np.full(len(spans), None, dtype=object)
    if values is not None and len(values):
        groups[rows >= 0] = values[rows[rows >= 0]]
    weights = np.ones(len(spans))
    if stories is not None:
        check_table(stories, STORIES)
        known = dict(zip(stories["doc_id"].astype("str"), stories["weight"], strict=True))
        of_document = np.array([known.get(i, 1.0) for i in documents["doc_id"].astype("str")])
        weights[rows >= 0] = of_document[rows[rows >= 0]]
    return rows, groups, weights


def _check_numbers(confidence: float, alpha: float, n_permutations: int) -> None:
    for name, value in (("confidence", confidence), ("alpha", alpha)):
        if not 0 < value < 1:
            message = f"{name} must be between 0 and 1, got {value!r}."
            raise ValueError(message)
    if n_permutations < 1:
        message = f"n_permutations must be at least 1, got {n_permutations!r}."
        raise ValueError(message)
