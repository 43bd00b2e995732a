"""Learn what repeats across the articles of one outlet, and use it once a person has judged it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pandas as pd

from corpuskit.corpus.columns import texts_of
from corpuskit.corpus.lines import Phrases
from corpuskit.corpus.names import fold_name
from corpuskit.errors import TableError, list_some
from corpuskit.tables import DOCUMENTS, PART_KINDS, check_table

PLACES = ("line", "start", "end")
_MIN_WORDS = 3
_MAX_WORDS = 12


def suggest_furniture(
    documents: pd.DataFrame,
    *,
    by: str = "outlet",
    min_documents: int = 5,
    min_share: float = 0.01,
) -> pd.DataFrame:
    r"""Suggest what is furniture, because it repeats across the articles of one outlet.

    Parameters
    ----------
    documents : DataFrame
        A documents table.
    by : str, default "outlet"
        Column that groups the articles.
    min_documents : int, default 5
        In how many articles of a group a line or phrase must stand.
    min_share : float, default 0.01
        In which share of the articles of a group it must stand.

    Returns
    -------
    DataFrame
        One row a candidate: the group's column, phrase, place ("line": a whole line; "start" and
        "end": the first or last words of the texts), part (always "furniture", to be changed if
        another kind fits better), n_documents, share, doc_id (an article that has it). Most
        frequent first within a group.

    Raises
    ------
    TableError
        If ``documents`` breaks its contract, or has no column ``by``.
    ValueError
        If a threshold is out of range.

    Notes
    -----
    What repeats need not be furniture: formulas that close a text, standing names, verses. Look
    at the table, delete the rows that belong to the articles, and hand it on:
    ``find_parts(documents, furniture=table)`` or ``read_corpus(..., furniture=table)``. A phrase
    is at least three words long, and is as long as at least half of the articles agree. Copies of
    one article count once.

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> texts = {str(n): f"خبر رقم {n} عن حلب.\nتابعونا على قناتنا الجديدة" for n in range(6)}
    >>> documents = make_documents(texts, outlets=dict.fromkeys(texts, "موقع"))
    >>> suggest_furniture(documents)[["phrase", "place", "n_documents"]]
                           phrase place  n_documents
    0  تابعونا على قناتنا الجديدة  line            6
    """
    check_table(documents, DOCUMENTS)
    if by not in documents:
        message = f"documents has no column {by!r} (has: {', '.join(map(str, documents.columns))})."
        raise TableError(message)
    if min_documents < 2 or not 0 <= min_share <= 1:
        message = (
            "min_documents must be at least 2 and min_share from 0 to 1, got "
            f"{min_documents} and {min_share}."
        )
        raise ValueError(message)
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    seen: set[str] = set()
    for doc_id, group, text in zip(
        documents["doc_id"].tolist(),
        texts_of(documents, by),
        texts_of(documents, "text"),
        strict=True,
    ):
        if text and text not in seen:
            seen.add(text)
            groups[group].append((doc_id, text))
    rows = [
        (group, *row)
        for group in sorted(groups)
        for row in _suggest_group(groups[group], min_documents, min_share)
    ]
    names = (by, "phrase", "place", "part", "n_documents", "share", "doc_id")
    frame = pd.DataFrame(rows, columns=list(names))
    kinds = dict.fromkeys((by, "phrase", "place", "part", "doc_id"), "str")
    return frame.astype({**kinds, "n_documents": "int64", "share": "float64"})


def _suggest_group(
    articles: list[tuple[str, str]], min_documents: int, min_share: float
) -> list[tuple[str, str, str, int, float, str]]:
    """Return the candidates of one outlet."""
    needed = max(min_documents, min_share * len(articles))
    counts: dict[str, Counter[str]] = {place: Counter() for place in PLACES}
    first: dict[tuple[str, str], str] = {}
    for doc_id, text in articles:
        for place, phrase in _candidates(text):
            counts[place][phrase] += 1
            first.setdefault((place, phrase), doc_id)
    rows = []
    for place in PLACES:
        kept = {phrase: n for phrase, n in counts[place].items() if n >= needed}
        if place != "line":
            kept = _longest(kept, at_start=place == "start")
            lines = {phrase for phrase, n in counts["line"].items() if n >= needed}
            kept = {phrase: n for phrase, n in kept.items() if phrase not in lines}
        for phrase, n in kept.items():
            row = (phrase, place, "furniture", n, n / len(articles), first[place, phrase])
            rows.append(row)
    return sorted(rows, key=lambda row: (-row[3], PLACES.index(row[1]), row[0]))


def _candidates(text: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of a text, and its first and last words in growing number."""
    lines = [line for line in text.split("\n") if line.strip()]
    for line in dict.fromkeys(lines):
        if len(line) <= 200 and any(c.isalpha() for c in line):
            yield "line", line
    first = _word_ends(lines[0])
    for end in first[_MIN_WORDS - 1 : _MAX_WORDS]:
        yield "start", lines[0][:end]
    last = _word_starts(lines[-1])
    for start in last[::-1][_MIN_WORDS - 1 : _MAX_WORDS]:
        yield "end", lines[-1][start:]


def _word_ends(line: str) -> list[int]:
    return [
        at for at in range(1, len(line) + 1) if _breaks(line, at) and not line[at - 1].isspace()
    ]


def _word_starts(line: str) -> list[int]:
    return [
        at
        for at in range(len(line))
        if (at == 0 or line[at - 1].isspace()) and not line[at].isspace()
    ]


def _breaks(line: str, at: int) -> bool:
    return at == len(line) or line[at].isspace()


def _longest(kept: dict[str, int], *, at_start: bool) -> dict[str, int]:
    """Keep of nested phrases the longest that at least half of the articles share."""
    best: dict[str, int] = {}
    for phrase in sorted(kept, key=len, reverse=True):
        covered = any(
            (longer.startswith(phrase) if at_start else longer.endswith(phrase))
            and 2 * n >= kept[phrase]
            for longer, n in best.items()
        )
        if not covered:
            best[phrase] = kept[phrase]
    return best


@dataclass
class Furniture:
    """Judged furniture, ready for use.

    Parameters
    ----------
    by_outlet : dict of str to Phrases
        What holds for one outlet.
    everywhere : Phrases
        What holds for all.
    """

    by_outlet: dict[str, Phrases] = field(default_factory=dict)
    everywhere: Phrases = field(default_factory=Phrases)

    def of(self, outlet: str) -> Phrases:
        """Return the phrases that hold for an outlet."""
        return self.by_outlet.get(outlet, self.everywhere)


def read_furniture(table: pd.DataFrame | None, *, by: str = "outlet") -> Furniture | None:
    """Check a table of furniture and bring it into the form in which it is used.

    Parameters
    ----------
    table : DataFrame or None
        As ``suggest_furniture`` makes it: phrase, place, part, and the outlet for which it holds
        (missing or no such column: for all).
    by : str, default "outlet"
        Column with the outlet.

    Returns
    -------
    Furniture or None
        None if there is no table.

    Raises
    ------
    TableError
        If a column is missing, or a place or part is none.
    """
    if table is None:
        return None
    absent = [name for name in ("phrase", "place") if name not in table]
    if absent:
        message = (
            f"furniture lacks {list_some(absent)} (has: {', '.join(map(str, table.columns))}). It "
            "is made by suggest_furniture()."
        )
        raise TableError(message)
    places = table["place"].tolist()
    parts = table["part"].tolist() if "part" in table else ["furniture"] * len(table)
    _check_values("place", places, PLACES)
    _check_values("part", parts, PART_KINDS)
    outlets = texts_of(table, by)
    furniture = Furniture()
    rows = list(zip(outlets, table["phrase"].tolist(), places, parts, strict=True))
    furniture.everywhere = _phrases(row for row in rows if not row[0])
    for outlet in sorted({row[0] for row in rows if row[0]}):
        furniture.by_outlet[outlet] = _phrases(row for row in rows if row[0] in ("", outlet))
    return furniture


def _check_values(name: str, values: list[str], allowed: tuple[str, ...]) -> None:
    wrong = [value for value in values if value not in allowed]
    if wrong:
        message = f"furniture.{name} has {list_some(wrong)}; allowed are {', '.join(allowed)}."
        raise TableError(message)


def _phrases(rows: Iterable[tuple[str, str, str, str]]) -> Phrases:
    phrases = Phrases()
    for _, phrase, place, part in rows:
        if place == "line":
            phrases.lines[fold_name(phrase)] = part
        elif place == "start":
            phrases.starts.append((phrase, part))
        else:
            phrases.ends.append((phrase, part))
    for listed in (phrases.starts, phrases.ends):
        listed.sort(key=lambda item: (-len(item[0]), item[0]))
    return phrases
