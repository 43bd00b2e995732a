"""Suggest actors that a corpus names, for a person to judge."""

import numpy as np
import pandas as pd

from corpuskit.actors.builtin import built_in_actors
from corpuskit.actors.candidates import Finder
from corpuskit.actors.clustering import cluster_candidates, prune_candidates
from corpuskit.actors.folding import fold
from corpuskit.actors.gazetteer import read_actors
from corpuskit.actors.heads import HeadFinder
from corpuskit.actors.mentions import find_mentions
from corpuskit.actors.reading import Reader
from corpuskit.actors.suggestion import Row, describe_candidate, show_contexts
from corpuskit.corpus.tokens import find_tokens
from corpuskit.tables import ACTORS, DOCUMENTS, TOKENS, check_table


def suggest_actors(
    documents: pd.DataFrame,
    actors: pd.DataFrame | None = None,
    *,
    tokens: pd.DataFrame | None = None,
    min_mentions: int = 2,
    n_contexts: int = 3,
    width: int = 40,
) -> pd.DataFrame:
    """Suggest actors that the documents name and the actors table lacks.

    Parameters
    ----------
    documents : DataFrame
        A documents table.
    actors : DataFrame, optional
        Actors already known; what they cover is not suggested.
    tokens : DataFrame, optional
        The tokens of the documents; made if not given.
    min_mentions : int, default 2
        Names found fewer times are left out.
    n_contexts : int, default 3
        Places shown for each name.
    width : int, default 40
        Characters shown on either side.

    Returns
    -------
    DataFrame
        One row a suggestion, the most promising first: actor_id, kind (a guess), name_en, name_ar,
        aliases (its spellings as printed), n_mentions, n_documents, score, signals (what spoke
        for it) and contexts. Rows that a person keeps form an actors table for
        :func:`read_actors`.

    Raises
    ------
    TableError
        If a table breaks its contract.
    ValueError
        If ``min_mentions`` is under 1.

    Notes
    -----
    Candidates are known states, organisations and outlets; heads such as حزب or وزارة with the
    words that complete them, where these recur together; and persons. A person's name starts with
    a given name, a word without a reading that the texts support, a kunya, any word behind an
    honorific (الدكتور), or one of a couple of words that recurs behind a title. It goes on with
    such words, over بن, and with words that cling to it: a surname is hardly ever printed without
    its article, or stands mostly in the texts that have the full name. Spellings of one name and
    its surname alone are put together. The score grows with the mentions and with the number of
    signals.

    In two sets of 200 political articles that the code had not met, 81 in 100 of the persons named
    twice or more were suggested, and 95 and 93 of the first 100 suggestions were actors
    (``tests/golden/second_readers``).

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({
    ...     "a": "قال الوزير سيرغي لافروف إن المحادثات مستمرة. وأضاف لافروف أنها صعبة.",
    ... })
    >>> suggest_actors(documents)[["kind", "name_ar", "n_mentions"]]
         kind       name_ar  n_mentions
    0  person  سيرغي لافروف           2
    """
    check_table(documents, DOCUMENTS)
    if min_mentions < 1:
        message = f"min_mentions must be 1 or more, got {min_mentions}."
        raise ValueError(message)
    if actors is not None:
        check_table(actors, ACTORS)
    if tokens is None:
        tokens = find_tokens(documents)
    check_table(tokens, TOKENS)
    reader = Reader(documents, tokens)
    covered = _cover(reader, documents, tokens, actors)
    finder = Finder(reader)
    finder.run()
    HeadFinder(finder).run()
    groups = cluster_candidates(prune_candidates(finder.found, covered), reader)
    rows = [describe_candidate(group, reader, n_contexts, width) for group in groups]
    rows += _suggest_known(reader, documents, tokens, actors, n_contexts, width)
    rows = [row for row in _drop_nested(rows) if row["n_mentions"] >= min_mentions]
    rows.sort(key=lambda row: (-row["score"], row["name_ar"]))
    for at, row in enumerate(rows):
        row["actor_id"] = row["actor_id"] or f"suggested_{at + 1:04d}"
    columns = [
        "actor_id",
        "kind",
        "name_en",
        "name_ar",
        "aliases",
        "n_mentions",
        "n_documents",
        "score",
        "signals",
        "contexts",
    ]
    frame = pd.DataFrame(rows, columns=columns)
    text = [name for name in columns if name not in ("n_mentions", "n_documents", "score")]
    types = {
        **dict.fromkeys(text, "str"),
        "n_mentions": "int64",
        "n_documents": "int64",
        "score": "float64",
    }
    return frame.astype(types)


def _cover(
    reader: Reader, documents: pd.DataFrame, tokens: pd.DataFrame, actors: pd.DataFrame | None
) -> np.ndarray:
    """Return which tokens lie in a mention of a known actor."""
    known = [built_in_actors()] if actors is None else [built_in_actors(), actors]
    covered = np.zeros(len(reader), np.bool_)
    base = _place_tokens(reader)
    for table in known:
        mentions = find_mentions(documents, table, tokens=tokens, surnames=table is actors)
        rows = mentions["doc_id"].cat.codes.to_numpy().astype(np.int64)
        first = np.searchsorted(base, (rows << 32) + mentions["start"].to_numpy(), side="right") - 1
        last = np.searchsorted(base, (rows << 32) + mentions["end"].to_numpy(), side="left")
        for begin, stop in zip(first.tolist(), last.tolist(), strict=True):
            covered[begin:stop] = True
    return covered


def _place_tokens(reader: Reader) -> np.ndarray:
    rows = reader.row_of_code[reader.doc_codes]
    return (rows << 32) + reader.start.astype(np.int64)


def _suggest_known(
    reader: Reader,
    documents: pd.DataFrame,
    tokens: pd.DataFrame,
    actors: pd.DataFrame | None,
    n_contexts: int,
    width: int,
) -> list[Row]:
    """Suggest the states, organisations and outlets of the built-in tables that are named."""
    known = built_in_actors()
    if actors is not None:
        taken = {fold(name) for cell in actors["aliases"].fillna("") for name in cell.split("|")}
        taken |= {fold(name) for name in actors["name_ar"]}
        known = known[[fold(name) not in taken for name in known["name_ar"]]]
        known = read_actors(known, ordinary="ignore")
    mentions = find_mentions(documents, known, tokens=tokens)
    base = _place_tokens(reader)
    rows = mentions["doc_id"].cat.codes.to_numpy().astype(np.int64)
    first = np.searchsorted(base, (rows << 32) + mentions["start"].to_numpy(), side="right") - 1
    last = np.searchsorted(base, (rows << 32) + mentions["end"].to_numpy(), side="left")
    places: dict[int, list[tuple[int, int, int]]] = {}
    codes = mentions["actor_id"].cat.codes.tolist()
    cells = zip(codes, rows.tolist(), first.tolist(), last.tolist(), strict=True)
    for code, row, begin, stop in cells:
        places.setdefault(code, []).append((row, begin, stop - begin))
    records = known.to_dict("records")
    suggested = []
    for code, spots in sorted(places.items()):
        record = records[code]
        n_documents = len({row for row, _, _ in spots})
        score = 1.2 * float(np.log1p(len(spots)) + 0.5 * np.log1p(n_documents))
        suggested.append(
            {
                **{
                    name: record[name]
                    for name in ("actor_id", "kind", "name_en", "name_ar", "aliases")
                },
                "n_mentions": len(spots),
                "n_documents": n_documents,
                "score": round(score, 3),
                "signals": "built-in table",
                "contexts": show_contexts(reader, spots, n_contexts, width),
            }
        )
    return suggested


def _drop_nested(rows: list[Row]) -> list[Row]:
    """Leave out repeated names."""
    seen: set[str] = set()
    kept = []
    for row in sorted(rows, key=lambda row: (-float(str(row["score"])), str(row["name_ar"]))):
        key = fold(str(row["name_ar"]))
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return kept
