"""References such as نظيره الروسي: the colleague of another country, named in the document."""

import numpy as np
import pandas as pd

from corpuskit.actors.builtin import read_adjectives
from corpuskit.actors.dictionary import has_reading
from corpuskit.actors.folding import fold, read_given_names, read_titles
from corpuskit.actors.gaps import is_open_gap
from corpuskit.actors.reading import Reader

COUNTERPARTS = frozenset(
    map(fold, ("نظيره", "نظيرها", "نظيرته", "نظيرتها", "نظيريه", "نظيرهما", "نظيرهم"))
)
ATTACHED = frozenset(particle + word for particle in "وفبل" for word in COUNTERPARTS)
REACH = 5
"""Words before a name in which its country's adjective may stand: وزير الخارجية الروسي سيرغي …"""


def find_counterparts(reader: Reader, actors: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the counterpart references that one named person of the document answers.

    Parameters
    ----------
    reader : Reader
        Tokens and texts.
    actors : DataFrame
        The actors table; a column ``country`` (ISO code), if there is one, goes before the
        adjectives found in the text.
    mentions : DataFrame
        The mentions found so far.

    Returns
    -------
    DataFrame
        New rows of a mentions table, with rule "counterpart". References directly followed by the
        name, and those that no person or several persons answer, give no row.
    """
    adjectives = {}
    for word, code in read_adjectives().items():
        for form in (word, word + "ه"):
            adjectives["ال" + fold(form)] = code
    wanted = np.zeros(len(reader.words), np.bool_)
    wanted[reader.find_codes(COUNTERPARTS | ATTACHED)] = True
    at = np.flatnonzero(wanted[reader.codes])
    # Only who is named in the documents of these references can answer them.
    mentions = mentions[np.isin(mentions["doc_id"].cat.codes, reader.rows(at))]
    countries = _find_countries(reader, actors, mentions, adjectives)
    taken = {
        (row, start)
        for row, start in zip(
            mentions["doc_id"].cat.codes.tolist(), mentions["start"].tolist(), strict=True
        )
    }
    names = mentions["actor_id"].cat.categories
    rows = []
    for token in at.tolist():
        following = reader.after(token)
        if following is None or not is_open_gap(following[1]) or following[0] not in adjectives:
            continue
        row = int(reader.rows(np.array([token]))[0])
        last = token + 1
        if _name_follows(reader, last, row, taken):
            continue
        country = adjectives[following[0]]
        office = _read_office(reader, token)
        persons = {
            actor
            for actor, held in countries.get((row, country), {}).items()
            if not office or not held or office & held
        }
        if len(persons) != 1:
            continue
        text = reader.text(row)
        begin = int(reader.start[token]) + len(reader.word(token)) - len(_bare(reader.word(token)))
        end = int(reader.end[last])
        rows.append((row, begin, end, names.get_loc(next(iter(persons))), text[begin:end]))
    return pd.DataFrame(rows, columns=["row", "start", "end", "actor", "alias"])


def _bare(word: str) -> str:
    return next((word[cut:] for cut in (0, 1, 2) if word[cut:] in COUNTERPARTS), word)


def _is_counterpart(word: str) -> bool:
    return word in COUNTERPARTS or word in ATTACHED


def _name_follows(reader: Reader, last: int, row: int, taken: set[tuple[int, int]]) -> bool:
    """Tell whether the name stands behind, perhaps after a comma: نظيره الروسي، سيرغي لافروف."""
    gap = reader.after(last)
    if gap is None or any(char not in ' ،,\u00a0"“«(' for char in gap[1]):
        return False
    if (row, int(reader.start[last + 1])) in taken:
        return True
    return not gap[1].strip() and (gap[0] in read_given_names() or not has_reading(gap[0]))


OFFICES = {
    particle + word: office
    for office in ("وزير", "رييس", "ملك", "امير", "سفير")
    for word in (office, "ال" + office, "لل" + office)
    for particle in ("", "و", "ل", "ب")
}
"""Offices, folded, by the words that print them."""


def _read_office(reader: Reader, token: int) -> frozenset[str]:
    """Return the office of the one whose counterpart is meant: the last one before, if any."""
    place = token
    for _ in range(25):
        before = reader.before(place)
        if before is None or any(char in ".!؟?؛;\n" for char in before[1]):
            break
        if before[0] in OFFICES:
            return frozenset((OFFICES[before[0]],))
        place -= 1
    return frozenset()


def _find_countries(
    reader: Reader, actors: pd.DataFrame, mentions: pd.DataFrame, adjectives: dict[str, str]
) -> dict[tuple[int, str], dict[str, frozenset[str]]]:
    """Return, by document and country, the persons of that country and their offices there."""
    ids = actors["actor_id"].tolist()
    kinds = dict(zip(ids, actors["kind"].astype("str").tolist(), strict=True))
    listed = dict(zip(ids, actors["country"].tolist(), strict=True)) if "country" in actors else {}
    titles = read_titles("person")
    rows = mentions["doc_id"].cat.codes.to_numpy().astype(np.int64)
    tokens = np.flatnonzero(np.isin(reader.row_of_code, rows)[reader.doc_codes])
    places = (reader.rows(tokens) << 32) + reader.start[tokens]
    order = np.argsort(places)
    sought = (rows << 32) + mentions["start"].to_numpy()
    first = tokens[order[np.searchsorted(places, sought, side="right", sorter=order) - 1]]
    found: dict[tuple[int, str], dict[str, frozenset[str]]] = {}
    cells = zip(rows.tolist(), first.tolist(), mentions["actor_id"].tolist(), strict=True)
    for row, token, actor in cells:
        if kinds.get(actor) != "person":
            continue
        country, office = _read_country(reader, token, titles, adjectives)
        known = listed.get(actor)
        country = known if isinstance(known, str) else country
        if country:
            offices = found.setdefault((row, country), {})
            offices[actor] = offices.get(actor, frozenset()) | office
    return found


def _read_country(
    reader: Reader, token: int, titles: frozenset[str], adjectives: dict[str, str]
) -> tuple[str | None, frozenset[str]]:
    """Return the country and office with which a name is introduced."""
    country = None
    place = token
    for _ in range(REACH):
        before = reader.before(place)
        if before is None or any(char in ".!؟?؛;\n" for char in before[1]):
            break
        word = before[0]
        country = country or adjectives.get(word)
        bare = word[1:] if len(word) > 3 and word[0] in "وفلب" else word
        if word in titles or bare in titles or _is_counterpart(word):
            office = OFFICES.get(word)
            return country, frozenset((office,) if office else ())
        place -= 1
    return None, frozenset()
