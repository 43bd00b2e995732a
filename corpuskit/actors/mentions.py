"""Find the places where actors are named."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.actors.counterparts import find_counterparts
from corpuskit.actors.forms import Forms, build_forms
from corpuskit.actors.hits import Hits
from corpuskit.actors.judging import choose_claims
from corpuskit.actors.reading import Reader
from corpuskit.actors.surroundings import CLOSING_CODES
from corpuskit.actors.trie import build_trie, match_trie
from corpuskit.corpus.tokens import find_tokens
from corpuskit.tables import ACTORS, DOCUMENTS, TOKENS, check_table

RULES = (
    "alias",
    "spacing",
    "spelling",
    "variant",
    "short_name",
    "surname",
    "title_surname",
    "counterpart",
    "recogniser",
)


def find_mentions(
    documents: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    tokens: pd.DataFrame | None = None,
    surnames: bool = False,
    variants: bool = True,
    counterparts: bool = False,
) -> pd.DataFrame:
    """Find every place where an actor is named.

    Parameters
    ----------
    documents : DataFrame
        A documents table.
    actors : DataFrame
        An actors table, from :func:`read_actors`.
    tokens : DataFrame, optional
        The tokens of the documents in their printed form; made if not given.
    surnames : bool, default False
        Also find persons by shorter names than those listed: given name and surname, or the
        surname alone, in a document that holds a full name or behind a title (see Notes).
    variants : bool, default True
        Also find other spacings (عبدالله, عبد الله, and شتاينمايرعن for شتاينماير عن) and common
        other spellings of foreign names (أمريكا, أميركا) where no other alias claims them.
    counterparts : bool, default False
        Also find نظيره الروسي and its like, where the document names one minister or president
        of that country.

    Returns
    -------
    DataFrame
        One row a mention, sorted by document and start, without overlaps: doc_id, start, end
        (the name alone, without attached particles), actor_id, alias (as listed) and rule:
        "alias", "spacing", "spelling", "variant", "short_name", "surname", "title_surname" or
        "counterpart".

    Raises
    ------
    TableError
        If a table breaks its contract, or tokens belong to other documents.

    Notes
    -----
    Names are compared in the standard spelling with ta marbuta, hamza seats and foreign letters
    folded. Attached particles are the legal chains of و ف, ب ك ل س and, before ال, لل. The
    longest name wins. The words of a name may be parted by spaces, one hyphen or quotation
    marks, not by a line end or other punctuation; initials also by full stops (بي. بي. سي), and
    any by a plus sign. A mark that opens inside a name and closes behind it belongs to the name:
    مجموعة (5+1). A state's name with tanwin is an adjective (لاجئاً نيجيرياً) and left out; لصالح is
    a person behind الموالية and its like.

    Aliases without conditions count everywhere but for five kinds, judged by the words beside
    them: outlets named by ordinary words (الوطن), capitals as places (في القاهرة), states' names
    as adjectives (الحدود السعودية), groups named by one noun (مرحلة المقاومة) and names of sites
    (سوق عكاظ). The rules, and how a table overrules them, for instance with ``الوطن: nothing`` in
    the column ``needs``, are in the notes of :func:`read_actors`.

    A surname counts behind a title or such words as قوات and حكومة without the full name. علي
    and one more name printed with على count behind a title only.

    Linear in the tokens; the number of aliases hardly matters.

    Examples
    --------
    >>> import pandas as pd
    >>> from corpuskit.testing import make_documents
    >>> documents = make_documents({"a": "التقى لافروف وكيري في روما"})
    >>> actors = pd.DataFrame({
    ...     "actor_id": ["kerry", "lavrov"], "kind": ["person", "person"],
    ...     "name_en": ["John Kerry", "Sergei Lavrov"], "name_ar": ["جون كيري", "سيرغي لافروف"],
    ...     "aliases": ["كيري", "لافروف"],
    ... })
    >>> find_mentions(documents, actors)
      doc_id  start  end actor_id   alias   rule
    0      a      6   12   lavrov  لافروف  alias
    1      a     14   18    kerry    كيري  alias
    """
    check_table(documents, DOCUMENTS)
    check_table(actors, ACTORS)
    if tokens is None:
        tokens = find_tokens(documents)
    check_table(tokens, TOKENS)
    reader = Reader(documents, tokens)
    with _without_collection():
        forms = build_forms(actors, reader.words, surnames=surnames, variants=variants)
        names = list(forms.by_words)
        reader.learn(forms.codes)
        trie = build_trie(names, reader.number, reader.word_of)
    hits = choose_claims(reader, forms, actors, *match_trie(trie, reader))
    mentions = _make_table(reader, documents, actors, forms, hits)
    if counterparts:
        mentions = _add_counterparts(mentions, find_counterparts(reader, actors, mentions))
    return mentions


@contextmanager
def _without_collection() -> Iterator[None]:
    """Pause the search for garbage: forms are very many small objects, of which none is."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _add_counterparts(mentions: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    if len(found) == 0:
        return mentions
    added = pd.DataFrame(
        {
            "doc_id": _make_category(found["row"].to_numpy(), mentions["doc_id"].cat.categories),
            "start": found["start"].to_numpy(dtype=np.int64),
            "end": found["end"].to_numpy(dtype=np.int64),
            "actor_id": _make_category(
                found["actor"].to_numpy(), mentions["actor_id"].cat.categories
            ),
            "alias": pd.Categorical(found["alias"].astype("str")),
            "rule": _make_category(
                np.full(len(found), RULES.index("counterpart")), mentions["rule"].cat.categories
            ),
        }
    )
    aliases = mentions["alias"].cat.categories.union(added["alias"].cat.categories, sort=False)
    both = pd.concat(
        [
            mentions.assign(alias=mentions["alias"].cat.set_categories(aliases)),
            added.assign(alias=added["alias"].cat.set_categories(aliases)),
        ],
        ignore_index=True,
    )
    order = np.lexsort((both["start"], both["doc_id"].cat.codes))
    return both.iloc[order].reset_index(drop=True)


def _make_table(
    reader: Reader, documents: pd.DataFrame, actors: pd.DataFrame, forms: Forms, hits: Hits
) -> pd.DataFrame:
    claims = forms.claims
    aliases = pd.Index(dict.fromkeys(claim.alias for claim in claims), dtype="str")
    alias_of = aliases.get_indexer(pd.Index([claim.alias for claim in claims], dtype="str"))
    actor_of = np.array([claim.actor for claim in claims], np.int32)
    rule_of = np.array([RULES.index(claim.rule) for claim in claims], np.int8)
    rule = rule_of[hits.claim] if len(claims) else hits.claim
    rule[hits.by_title] = RULES.index("title_surname")
    row, start, end = reader.place_names(hits.at, hits.length, hits.clitic, hits.tail)
    rows = np.flatnonzero(hits.marked)
    rows = rows[np.isin(reader.marks(hits.at[rows], hits.length[rows])[1], CLOSING_CODES)]
    end[rows] += reader.lack_closing(row[rows], start[rows], end[rows])
    frame = pd.DataFrame(
        {
            "doc_id": _make_category(row, pd.Index(documents["doc_id"], dtype="str")),
            "start": start,
            "end": end,
            "actor_id": _make_category(
                actor_of[hits.claim] if len(claims) else hits.claim,
                pd.Index(actors["actor_id"], dtype="str"),
            ),
            "alias": _make_category(alias_of[hits.claim] if len(claims) else hits.claim, aliases),
            "rule": _make_category(rule, pd.Index(RULES, dtype="str")),
        },
        copy=False,
    )
    if bool((row[1:] >= row[:-1]).all()):
        return frame
    return frame.iloc[np.lexsort((start, row))].reset_index(drop=True)


def _make_category(codes: NDArray[np.integer], categories: pd.Index) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, categories, validate=False)
