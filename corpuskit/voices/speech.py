"""Reported speech: what is said, by which word it is reported, and by whom."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.tables import DOCUMENTS, MENTIONS, check_table
from corpuskit.voices.article import Article, open_article
from corpuskit.voices.endings import to_offsets
from corpuskit.voices.layout import order_tokens, sort_by_document
from corpuskit.voices.lexicon import BIT, read_cues
from corpuskit.voices.state import Statement
from corpuskit.voices.statements import StatementReader
from corpuskit.voices.vocabulary import code_vocabulary

MODES = ("direct", "indirect", "mixed")


def find_speech(
    documents: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
    *,
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find the statements that articles report, and who makes them.

    Parameters
    ----------
    documents : DataFrame
        A documents table.
    mentions : DataFrame, optional
        A mentions table; it gives speakers their ``actor_id``. Without it every speaker is
        missing, and the words that stand for it are still found.
    tokens : DataFrame, optional
        The tokens of ``documents`` in "standard" spelling; made if not given.

    Returns
    -------
    DataFrame
        A speech table, by document, then by cue: doc_id, start, end (what is said), cue_start,
        cue_end, cue (category, the verb in the past), cue_class (category), speaker (category,
        an actor_id or missing), speaker_start, speaker_end (the words that stand for the
        speaker, missing if there are none), mode, rule (which rules found cue, statement and
        speaker) and nested (whether it is said inside another statement).

    Raises
    ------
    TableError
        If a table breaks its contract.

    Notes
    -----
    A cue counts where it introduces something: أن or one of its forms, a quotation, a colon, the
    preposition it governs (أشار إلى، شدد على، دعا إلى), or for some verbs an object. Where the
    subject is left out (وأضاف أن) the rule says ``carried``, and the words are those of the
    speaker who is carried on. A phrase is one actor's if a mention is its head or stands in
    apposition to it, or if all of its words were used before to introduce one ("role").
    Statements of one document may nest; see ``nested``.

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({"a": "قال الوزير إن العمل مستمر، مؤكدا أن الهدنة قريبة."})
    >>> speech = find_speech(documents)
    >>> [documents.text[0][row.start : row.end] for row in speech.itertuples()]
    ['العمل مستمر', 'الهدنة قريبة']
    >>> speech["cue"].tolist()
    ['قال', 'مؤكدا']
    """
    check_table(documents, DOCUMENTS)
    if mentions is not None:
        check_table(mentions, MENTIONS)
    rows = _Rows()
    texts = documents["text"].tolist()
    ordered = order_tokens(documents, tokens)
    vocabulary = code_vocabulary(ordered.terms)
    bounds = np.searchsorted(ordered.rows, np.arange(len(documents) + 1))
    hot = (vocabulary.cue >= 0) | vocabulary.phrase_start
    named = _mentions_by_document(documents, mentions)
    # Articles without any cue need no reading.
    for row in np.unique(ordered.rows[hot[ordered.codes]]).tolist():
        words = slice(bounds[row], bounds[row + 1])
        article = open_article(
            texts[row],
            ordered.starts[words],
            ordered.ends[words],
            ordered.codes[words],
            vocabulary,
            named.get(row, []),
        )
        for statement in StatementReader(article).read():
            rows.add(row, article, statement)
    return rows.to_frame(documents)


def _mentions_by_document(
    documents: pd.DataFrame, mentions: pd.DataFrame | None
) -> dict[int, list[tuple[int, int, str]]]:
    named: dict[int, list[tuple[int, int, str]]] = {}
    if mentions is None or len(mentions) == 0:
        return named
    rows, order = sort_by_document(documents, mentions)
    starts = mentions["start"].to_numpy()[order].tolist()
    ends = mentions["end"].to_numpy()[order].tolist()
    actors = mentions["actor_id"].astype("str").to_numpy()[order].tolist()
    for row, start, end, actor in zip(rows.tolist(), starts, ends, actors, strict=True):
        named.setdefault(row, []).append((start, end, actor))
    return named


class _Rows:
    """Collects the columns of a speech table."""

    def __init__(self) -> None:
        self.row: list[int] = []
        self.spans: list[tuple[int, int, int, int]] = []
        self.speakers: list[tuple[int, int]] = []
        self.actors: list[str | None] = []
        self.cues: list[int] = []
        self.modes: list[int] = []
        self.rules: list[str] = []
        self.nested: list[bool] = []
        self._places = {id(cue): place for place, cue in enumerate(read_cues()[0])}

    def add(self, row: int, article: Article, statement: Statement) -> None:
        start, end, mode = to_offsets(article, statement)
        cue_start = article.starts[statement.cue]
        cut = article.prefix[statement.cue]
        if cut:
            cue_start += 1
            while not article.text[cue_start].isalpha():
                cue_start += 1
        cue_end = article.ends[statement.cue_last]
        if statement.cue_last < statement.cue:
            # A colon stands between two words.
            cue_start = article.text.index(":", cue_end)
            cue_end = cue_start + 1
        self.row.append(row)
        self.spans.append((start, end, cue_start, cue_end))
        speaker = statement.speaker
        if speaker.first < 0:
            self.speakers.append((-1, -1))
        else:
            self.speakers.append(
                (_own_start(article, speaker.first), article.ends[speaker.behind - 1])
            )
        self.actors.append(speaker.actor)
        self.cues.append(self._places[id(statement.name)])
        self.modes.append(MODES.index(mode))
        self.rules.append(statement.rule)
        self.nested.append(statement.nested)

    def to_frame(self, documents: pd.DataFrame) -> pd.DataFrame:
        cues = read_cues()[0]
        spans = np.asarray(self.spans, dtype=np.int32).reshape(-1, 4)
        speakers = np.asarray(self.speakers, dtype=np.int32).reshape(-1, 2)
        names = list(dict.fromkeys(cue.name for cue in cues))
        kinds = sorted({cue.kind for cue in cues})
        name_code = np.array([names.index(cue.name) for cue in cues], dtype=np.int16)
        kind_code = np.array([kinds.index(cue.kind) for cue in cues], dtype=np.int8)
        cue_codes = np.asarray(self.cues, dtype=np.int64)
        ids = documents["doc_id"].astype("str")
        doc_codes, doc_names = pd.factorize(ids)
        actors = sorted({actor for actor in self.actors if actor is not None})
        lone = speakers[:, 0] < 0
        frame = pd.DataFrame(
            {
                "doc_id": _category(doc_codes[np.asarray(self.row, dtype=np.int64)], doc_names),
                "start": spans[:, 0],
                "end": spans[:, 1],
                "cue_start": spans[:, 2],
                "cue_end": spans[:, 3],
                "cue": _category(name_code[cue_codes], names),
                "cue_class": _category(kind_code[cue_codes], kinds),
                "speaker": pd.Categorical(self.actors, categories=pd.Index(actors, dtype="str")),
                "speaker_start": pd.array(np.where(lone, 0, speakers[:, 0]), dtype="Int32"),
                "speaker_end": pd.array(np.where(lone, 0, speakers[:, 1]), dtype="Int32"),
                "mode": _category(np.asarray(self.modes, dtype=np.int8), list(MODES)),
                "rule": pd.array(self.rules, dtype="str"),
                "nested": np.asarray(self.nested, dtype=bool),
            }
        )
        frame.loc[lone, ["speaker_start", "speaker_end"]] = pd.NA
        order = np.lexsort((spans[:, 3], spans[:, 2], np.asarray(self.row, dtype=np.int64)))
        return frame.iloc[order].reset_index(drop=True)


def _own_start(article: Article, word: int) -> int:
    """Return where the first word of a phrase begins behind attached particles."""
    start = article.starts[word]
    at = article.mention_at.get(word)
    if at is not None and article.mentions[at][0] == word:
        return article.mention_starts[at]
    letters = 0
    if article.bits[word] & BIT["with_wa"]:
        letters += 1
    if article.bits[word] & BIT["with_li"]:
        letters += 1
    while letters:
        start += 1
        if article.text[start].isalpha():
            letters -= 1
    return start


def _category(codes: NDArray[np.integer], names: object) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, categories=pd.Index(names, dtype="str"))
