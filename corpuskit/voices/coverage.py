"""What one outlet has and another leaves out: actors, numbers and statements of one event."""

from collections import Counter

import numpy as np
import pandas as pd

from corpuskit.errors import TableError
from corpuskit.tables import DOCUMENTS, MENTIONS, SPEECH, STORIES, check_table
from corpuskit.voices.layout import OrderedTokens, find_rows, order_tokens, sort_by_document
from corpuskit.voices.lexicon import ROLES, read_kinds, read_months

_WITHIN = ("all", "day", "story")
_KINDS = ("actor", "number", "statement")
_LABEL_LETTERS = 60


def compare_coverage(
    documents: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
    *,
    speech: pd.DataFrame | None = None,
    tokens: pd.DataFrame | None = None,
    by: str = "outlet",
    within: str = "all",
    stories: pd.DataFrame | None = None,
    similarity: float = 0.4,
) -> pd.DataFrame:
    """Compare which actors, numbers and statements each outlet has, within one event.

    Parameters
    ----------
    documents : DataFrame
        A documents table.
    mentions : DataFrame, optional
        A mentions table; gives the actors.
    speech : DataFrame, optional
        A speech table; gives the statements.
    tokens : DataFrame, optional
        Tokens of the documents; made if not given. They give the numbers.
    by : str, default "outlet"
        The column of ``documents`` whose values are compared.
    within : {"all", "day", "story"}, default "all"
        What an event is: all documents together, those of one day of publication, or those of
        one story.
    stories : DataFrame, optional
        A stories table, needed for ``within="story"``.
    similarity : float, default 0.4
        Two statements of one speaker are the same if they share at least this part of the
        content words of the shorter one and half this part of the longer one's, and three words
        (all, if there are fewer). Each is compared with the first of those found so far.

    Returns
    -------
    DataFrame
        One row an event, item and value of ``by``, for events that at least two values cover:
        event, kind (actor, number, statement), item, speaker (of a statement), the value, n (how
        often), has, n_having and n_covering (how many values have the item, of how many that
        cover the event). By event and kind, then what most have first.

    Raises
    ------
    TableError
        If a table breaks its contract, or ``within`` is ``"story"`` and ``stories`` is lacking.
    ValueError
        If ``by`` is no column of ``documents``, or another value is not allowed.

    Notes
    -----
    That an item is not there does not show that it was kept out: a shorter article has less of
    everything. Numbers are those of two digits or more, years and days of a month left out. A
    statement without a known speaker is compared with the others without one.

    Examples
    --------
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents(
    ...     {"a": "مقتل 150 شخصا", "b": "مقتل 150 شخصا وجرح 320"}, outlets={"a": "x", "b": "y"}
    ... )
    >>> table = compare_coverage(documents)
    >>> table[["kind", "item", "outlet", "has", "n_having"]]
         kind item outlet    has  n_having
    0  number  150      x   True         2
    1  number  150      y   True         2
    2  number  320      x  False         1
    3  number  320      y   True         1
    """
    check_table(documents, DOCUMENTS)
    if within not in _WITHIN:
        message = f"within must be one of {', '.join(_WITHIN)}, got {within!r}."
        raise ValueError(message)
    if not 0 < similarity <= 1:
        message = f"similarity must be above 0 and at most 1, got {similarity!r}."
        raise ValueError(message)
    if by not in documents:
        columns = ", ".join(map(str, documents.columns))
        message = f"by must be a column of documents ({columns}), got {by!r}."
        raise ValueError(message)
    ordered = order_tokens(documents, tokens)
    events = _name_events(documents, within, stories)
    items = [_find_numbers(ordered)]
    if mentions is not None:
        check_table(mentions, MENTIONS)
        items.append(_find_actors(documents, mentions))
    if speech is not None:
        check_table(speech, SPEECH)
        items.append(_find_statements(documents, speech, ordered, events, similarity))
    found = pd.concat(items, ignore_index=True)
    return _cross(documents, found, events, by)


def _name_events(documents: pd.DataFrame, within: str, stories: pd.DataFrame | None) -> pd.Series:
    """Return the event of each document, missing where it has none."""
    if within == "all":
        return pd.Series(["all"] * len(documents), dtype="str")
    if within == "day":
        if "published" not in documents:
            message = (
                "documents lacks column 'published', which within='day' needs. Use within='all'."
            )
            raise TableError(message)
        days = documents["published"].dt.strftime("%Y-%m-%d")
        return days.astype("str").reset_index(drop=True)
    if stories is None:
        message = "within='story' needs stories, a table made by find_stories()."
        raise TableError(message)
    check_table(stories, STORIES)
    story_of = dict(
        zip(stories["doc_id"].astype("str"), stories["story_id"].astype("str"), strict=True)
    )
    named = [story_of.get(doc_id) for doc_id in documents["doc_id"].astype("str")]
    return pd.Series(pd.array(named, dtype="str"))


def _find_numbers(tokens: OrderedTokens) -> pd.DataFrame:
    codes, rows, terms = tokens.codes, tokens.rows, tokens.terms
    numbers = np.array([_is_number(term) for term in terms], dtype=bool)
    months = np.array([term in read_months() for term in terms], dtype=bool)
    kept = numbers[codes]
    # 12 ديسمبر is a day, no number of people.
    kept[:-1] &= ~(months[codes[1:]] & (rows[1:] == rows[:-1]))
    return pd.DataFrame(
        {
            "row": rows[kept],
            "kind": "number",
            "item": pd.array([terms[code] for code in codes[kept]], dtype="str"),
            "speaker": pd.array([None] * int(kept.sum()), dtype="str"),
        }
    )


def _is_number(term: str) -> bool:
    digits = term.replace(".", "").replace(",", "").replace("٫", "")
    if not digits.isdecimal() or len(digits) < 2:
        return False
    return not (len(term) == 4 and term[:2] in ("19", "20", "14"))


def _find_actors(documents: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    rows = find_rows(documents, mentions)
    kept = rows >= 0
    return pd.DataFrame(
        {
            "row": rows[kept],
            "kind": "actor",
            "item": mentions["actor_id"].astype("str").array[kept],
            "speaker": pd.array([None] * int(kept.sum()), dtype="str"),
        }
    )


def _find_statements(
    documents: pd.DataFrame,
    speech: pd.DataFrame,
    tokens: OrderedTokens,
    events: pd.Series,
    similarity: float,
) -> pd.DataFrame:
    """Put statements of one speaker and event together that say the same."""
    rows, order = sort_by_document(documents, speech)
    speech = speech.iloc[order]
    texts = documents["text"].tolist()
    contents = _content_of(speech, rows, tokens)
    speakers = [None if pd.isna(s) else str(s) for s in speech["speaker"]]
    known: dict[tuple[object, str | None], _Known] = {}
    out_rows, items, names = [], [], []
    spans = zip(speech["start"].tolist(), speech["end"].tolist(), strict=True)
    for place, (start, end) in enumerate(spans):
        row, content = int(rows[place]), contents[place]
        if len(content) < 2 or pd.isna(events.iloc[row]):
            continue
        group = known.setdefault((events.iloc[row], speakers[place]), _Known())
        name = group.find(content, similarity)
        if name is None:
            name = " ".join(texts[row][start:end].split())[:_LABEL_LETTERS]
            group.add(content, name)
        out_rows.append(row)
        items.append(name)
        names.append(speakers[place])
    return pd.DataFrame(
        {
            "row": np.asarray(out_rows, dtype=np.int64),
            "kind": "statement",
            "item": pd.array(items, dtype="str"),
            "speaker": pd.array(names, dtype="str"),
        }
    )


class _Known:
    """The statements of one speaker so far, found by their words."""

    def __init__(self) -> None:
        self._contents: list[frozenset[int]] = []
        self._names: list[str] = []
        self._holding: dict[int, list[int]] = {}

    def add(self, content: frozenset[int], name: str) -> None:
        for word in content:
            self._holding.setdefault(word, []).append(len(self._contents))
        self._contents.append(content)
        self._names.append(name)

    def find(self, content: frozenset[int], similarity: float) -> str | None:
        """Return the name of the first statement that says the same."""
        shared = Counter(place for word in content for place in self._holding.get(word, ()))
        for place in sorted(place for place, times in shared.items() if times > 1):
            if _say_the_same(content, self._contents[place], similarity):
                return self._names[place]
        return None


def _say_the_same(one: frozenset[int], other: frozenset[int], similarity: float) -> bool:
    """Tell whether two statements share enough content words, and not only because one is short."""
    small, large = sorted((len(one), len(other)))
    shared = len(one & other)
    return shared >= max(similarity * small, min(3, small)) and 2 * shared >= similarity * large


def _content_of(
    speech: pd.DataFrame, rows: np.ndarray, tokens: OrderedTokens
) -> list[frozenset[int]]:
    """Return the numbers of the content words of each statement."""
    kinds = read_kinds()
    plain = np.array(
        [len(t) > 2 and (t not in kinds or bool(kinds[t] & ROLES)) for t in tokens.terms],
        dtype=bool,
    )
    key = (tokens.rows << 32) + tokens.starts
    low = np.searchsorted(key, (rows << 32) + speech["start"].to_numpy(dtype=np.int64))
    high = np.searchsorted(key, (rows << 32) + speech["end"].to_numpy(dtype=np.int64))
    contents = []
    for first, behind in zip(low.tolist(), high.tolist(), strict=True):
        words = tokens.codes[first:behind]
        contents.append(frozenset(words[plain[words]].tolist()))
    return contents


def _cross(
    documents: pd.DataFrame, found: pd.DataFrame, events: pd.Series, by: str
) -> pd.DataFrame:
    """Cross items with all values of ``by`` that cover their event."""
    values = documents[by].astype("object").to_numpy()
    cover = pd.DataFrame({"event": events.to_numpy(), by: values}).dropna().drop_duplicates()
    cover[by] = cover[by].astype("str")
    n_covering = cover.groupby("event")[by].size()
    cover = cover[cover["event"].map(n_covering) >= 2].sort_values(["event", by])
    rows = found["row"].to_numpy(dtype=np.int64)
    found = found.assign(event=events.to_numpy()[rows], value=values[rows]).drop(columns="row")
    found = found[found["event"].isin(set(cover["event"])) & found["value"].notna()]
    found["value"] = found["value"].astype("str")
    found["speaker"] = found["speaker"].fillna("")
    item = ["event", "kind", "item", "speaker"]
    counts = found.groupby([*item, "value"], sort=False).size().rename("n").reset_index()
    having = counts.groupby(item, sort=False).size().rename("n_having").reset_index()
    full = having.merge(cover, on="event")
    full = full.merge(counts.rename(columns={"value": by}), on=[*item, by], how="left", sort=False)
    full["n"] = full["n"].fillna(0).astype(np.int64)
    full["has"] = full["n"] > 0
    full["n_covering"] = full["event"].map(n_covering).astype(np.int64)
    full["total"] = full.groupby(item, sort=False)["n"].transform("sum")
    full = full.sort_values(
        ["event", "kind", "n_having", "total", "item", "speaker", by],
        ascending=[True, True, False, False, True, True, True],
        kind="stable",
    ).reset_index(drop=True)
    full["speaker"] = full["speaker"].where(full["speaker"] != "")
    full["kind"] = pd.Categorical(full["kind"], categories=list(_KINDS))
    full[by] = full[by].astype("category")
    columns = ["event", "kind", "item", "speaker", by, "n", "has", "n_having", "n_covering"]
    return full[columns]
