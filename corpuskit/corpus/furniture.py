"""What repeats across the articles of one outlet: learned, suggested, judged by a person."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import pandas as pd

from corpuskit.corpus.columns import texts_of
from corpuskit.corpus.headpieces import Piece
from corpuskit.corpus.layout import PageReader
from corpuskit.corpus.learning import Learned, Seen, learn_outlet
from corpuskit.corpus.names import NameBook, default_names
from corpuskit.corpus.pages import join_body, pages_of, raw_texts, read_page
from corpuskit.corpus.phrases import PLACES, Phrases
from corpuskit.errors import TableError, list_some
from corpuskit.tables import DOCUMENTS, PART_KINDS, check_table

_SUGGESTED = ("line", "start", "end")
_MIN_WORDS = 3
_MAX_WORDS = 12
FurnitureChoice: TypeAlias = pd.DataFrame | Literal["auto", False] | None
_Row: TypeAlias = tuple[str, str, str, int, float, str, bool]


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
        One row a candidate: the group's column, phrase, place ("line": a whole line, "edge": a
        whole line above or below the article; "start" and "end": the first or last words of the
        texts), part (always "furniture", to be changed if another kind fits better), n_documents,
        share, doc_id (an article that has it), learned (whether ``read_corpus`` and ``find_parts``
        take it for furniture by themselves). Most frequent first within a group.

    Raises
    ------
    TableError
        If ``documents`` breaks its contract, or has no column ``by``.
    ValueError
        If a threshold is out of range.

    Notes
    -----
    What repeats need not be furniture: formulas that close a text, standing names, verses. What
    is learned is therefore much less than what is suggested: lines above or below at least 5
    articles and a tenth of the articles of their outlet, sentences there in 8 of 10, short lines
    between paragraphs in half of them, first or last words that a stop sets off in 3 of 10; and
    only if these articles are different, not versions of one story.

    To have it otherwise, delete the rows that belong to the articles, and hand the table on:
    ``read_corpus(..., furniture=table)``. Then nothing else is learned. A phrase is at least three
    words long, and is as long as at least half of the articles agree. Copies of one article count
    once. Of documents that were read, the text is taken as it was before anything was learned.

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
    first = first_look(documents)
    texts = [
        look.text if raw != text else text
        for look, raw, text in zip(
            first, raw_texts(documents), texts_of(documents, "text"), strict=True
        )
    ]
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for doc_id, group, text in zip(
        documents["doc_id"].tolist(), texts_of(documents, by), texts, strict=True
    ):
        if text:
            groups[group].setdefault(text, doc_id)
    learned = defaultdict(list)
    for row in learn_corpus(texts_of(documents, by), first):
        learned[row.outlet].append(row)
    rows = [
        (group, *row)
        for group in sorted(groups)
        for row in _suggest_group(groups[group], learned[group], min_documents, min_share)
    ]
    names = (by, "phrase", "place", "part", "n_documents", "share", "doc_id", "learned")
    frame = pd.DataFrame(rows, columns=list(names))
    kinds = dict.fromkeys((by, "phrase", "place", "part", "doc_id"), "str")
    return frame.astype({**kinds, "n_documents": "int64", "share": "float64", "learned": "bool"})


def first_look(documents: pd.DataFrame, names: NameBook | None = None) -> list[Seen]:
    """Return what the general rules leave of the pages of documents."""
    reader = PageReader(names or default_names())
    ids = documents["doc_id"].tolist()
    return [
        seen_in(doc_id, page.raw, read_page(reader, page))
        for doc_id, page in zip(ids, pages_of(documents), strict=True)
    ]


def seen_in(doc_id: str, raw: str, pieces: Sequence[Piece]) -> Seen:
    """Return an article as its parts show it."""
    titles = (raw[p.start : p.end] for p in pieces if p.rule == "first line")
    return Seen(doc_id, join_body(raw, pieces), next(titles, ""))


def learn_corpus(outlets: Sequence[str], articles: Sequence[Seen]) -> list[Learned]:
    """Learn what is furniture in each outlet."""
    groups: dict[str, list[Seen]] = defaultdict(list)
    for outlet, article in zip(outlets, articles, strict=True):
        groups[outlet].append(article)
    return [row for outlet in sorted(groups) for row in learn_outlet(outlet, groups[outlet])]


def find_holders(
    outlets: Sequence[str], articles: Sequence[Seen], learned: Iterable[Learned]
) -> list[int]:
    """Return the numbers of the articles that hold something that was learned for their outlet."""
    whole: dict[str, set[str]] = defaultdict(set)
    starts: dict[str, tuple[str, ...]] = defaultdict(tuple)
    ends: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in learned:
        if row.place in ("start", "end"):
            glued = starts if row.place == "start" else ends
            glued[row.outlet] += (row.phrase,)
        else:
            whole[row.outlet].add(row.phrase)
    return [
        number
        for number, (outlet, article) in enumerate(zip(outlets, articles, strict=True))
        if (outlet in whole and not whole[outlet].isdisjoint(article.lines()))
        or (outlet in starts and article.text.startswith(starts[outlet]))
        or (outlet in ends and article.text.endswith(ends[outlet]))
    ]


def _suggest_group(
    articles: Mapping[str, str], learned: Iterable[Learned], min_documents: int, min_share: float
) -> list[_Row]:
    """Return the candidates of one outlet."""
    needed = max(min_documents, min_share * len(articles))
    counts: dict[str, Counter[str]] = {place: Counter() for place in _SUGGESTED}
    first: dict[tuple[str, str], str] = {}
    for text, doc_id in articles.items():
        for place, phrase in _candidates(text):
            counts[place][phrase] += 1
            first.setdefault((place, phrase), doc_id)
    rows: dict[str, _Row] = {}
    for place in _SUGGESTED:
        kept = {phrase: n for phrase, n in counts[place].items() if n >= needed}
        if place != "line":
            kept = _longest(kept, at_start=place == "start")
            lines = {phrase for phrase, n in counts["line"].items() if n >= needed}
            kept = {phrase: n for phrase, n in kept.items() if phrase not in lines}
        for phrase, n in kept.items():
            doc_id = first[place, phrase]
            rows[phrase] = (phrase, place, "furniture", n, n / len(articles), doc_id, False)
    for row in learned:
        if row.n_documents >= needed:
            rows[row.phrase] = (
                row.phrase,
                row.place,
                "furniture",
                row.n_documents,
                row.share,
                row.doc_id,
                True,
            )
    return sorted(rows.values(), key=lambda row: (-row[3], PLACES.index(row[1]), row[0]))


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
    """Furniture of several outlets, ready for use.

    Parameters
    ----------
    by_outlet : dict of str to Phrases
        What holds for one outlet.
    everywhere : Phrases
        What holds for all.
    """

    by_outlet: dict[str, Phrases] = field(default_factory=dict)
    everywhere: Phrases = field(default_factory=Phrases)

    @classmethod
    def of_learned(cls, learned: Iterable[Learned]) -> "Furniture":
        """Make furniture of what was learned; for unknown outlets it does not hold elsewhere."""
        furniture = cls()
        for row in learned:
            phrases = furniture.by_outlet.setdefault(row.outlet, Phrases())
            phrases.add(row.phrase, row.place, "furniture")
        for phrases in furniture.by_outlet.values():
            phrases.sort()
        return furniture

    def of(self, outlet: str) -> Phrases:
        """Return the phrases that hold for an outlet."""
        return self.by_outlet.get(outlet, self.everywhere)


def check_choice(furniture: object) -> None:
    """Raise if an argument ``furniture`` is none of what is allowed."""
    if isinstance(furniture, pd.DataFrame) or furniture is None or furniture is False:
        return
    if furniture != "auto":
        message = f"furniture must be 'auto', a DataFrame, None or False, got {furniture!r}."
        raise ValueError(message)


def read_furniture(table: pd.DataFrame, *, by: str = "outlet") -> Furniture:
    """Check a table of furniture and bring it into the form in which it is used.

    Parameters
    ----------
    table : DataFrame
        As ``suggest_furniture`` makes it: phrase, place, part, and the outlet for which it holds
        (missing or no such column: for all).
    by : str, default "outlet"
        Column with the outlet.

    Returns
    -------
    Furniture
        What holds for each outlet.

    Raises
    ------
    TableError
        If a column is missing, or a place or part is none.
    """
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
    for outlet in sorted({"", *outlets}):
        phrases = Phrases()
        for holds_for, phrase, place, part in rows:
            if holds_for in ("", outlet):
                phrases.add(phrase, place, part)
        phrases.sort()
        if outlet:
            furniture.by_outlet[outlet] = phrases
        else:
            furniture.everywhere = phrases
    return furniture


def _check_values(name: str, values: list[str], allowed: tuple[str, ...]) -> None:
    wrong = [value for value in values if value not in allowed]
    if wrong:
        message = f"furniture.{name} has {list_some(wrong)}; allowed are {', '.join(allowed)}."
        raise TableError(message)
