"""Names that no list knows, by what a corpus prints before them: a given name, a town's kind.

In عبدالرحمن العبيد and in محافظة المذنب the second word is a name, whatever a dictionary says of
it. A word that often stands so is one everywhere: then العبيد is no plural of عبد, and والعبيد and
للعبيد meet it.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpuskit.arabic.lexicon import Lexicon, load_lexicon
from corpuskit.arabic.lists import read_rows
from corpuskit.arabic.spelling import normalize

_KINDS = (
    *("مدينة", "مدينتي", "بلدة", "بلدتي", "قرية", "قريتي", "بلدية", "محافظة", "مديرية", "ناحية"),
    *("هجرة", "حي", "وادي", "قبيلة"),
)
# How often a word must stand behind one of them, and as what share of all its tokens.
_EVIDENCE = ((2, 0.3), (3, 0.2))
# The same for الفارس, a knight.
_EVIDENCE_OF_WORDS = ((5, 0.25),)
_JOINED = ("و", "لل", "بال", "فال", "كال")
_CLITICS = "بلكفس"
_PRONOUNS = ("ه", "ها", "هم", "هما")
_ENDINGS = ("ية", "ات", "ين", "وا")


def find_seen_names(
    terms: Sequence[str],
    code: NDArray[np.int32],
    counts: Sequence[int],
    n_each: NDArray[np.int64],
) -> frozenset[str]:
    """Return the terms that the corpus shows to be names of families and places.

    Parameters
    ----------
    terms : sequence of str
        Distinct terms in the spelling ``"standard"``.
    code : numpy.ndarray
        The number of each token's term, in the order of the text.
    counts : sequence of int
        How often the corpus has each term.
    n_each : numpy.ndarray
        How many tokens each document has.

    Returns
    -------
    frozenset of str
        The names.

    Examples
    --------
    >>> terms = ["عبدالرحمن", "العبيد", "قال"]
    >>> code = np.array([0, 1, 2, 0, 1])
    >>> sorted(find_seen_names(terms, code, [2, 2, 1], np.array([5])))
    ['العبيد']
    """
    lexicon = load_lexicon()
    heads = _heads()
    is_head = np.fromiter((term in heads for term in terms), bool, len(terms))
    behind = np.flatnonzero(is_head[code[:-1]]) + 1
    behind = behind[~np.isin(behind, np.cumsum(n_each))]
    often = np.bincount(code[behind], minlength=len(terms))
    some = np.flatnonzero(often >= 2).tolist()
    found = {terms[one]: (int(often[one]), counts[one]) for one in some}
    found = {
        term: (seen, count)
        for term, (seen, count) in found.items()
        if _has_shape(term, lexicon) and _is_enough(term, seen, count, lexicon)
    }
    # لمبعوث is no name where the corpus has مبعوث oftener.
    rests = {term[1:] for term in found if term[0] in _CLITICS}
    words = rests & (lexicon.lemma_of.keys() | lexicon.names)
    alone = {term: count for term, count in zip(terms, counts, strict=True) if term in words}
    return frozenset(
        term
        for term, (_, count) in found.items()
        if term[0] not in _CLITICS or alone.get(term[1:], 0) < count
    )


def _has_shape(term: str, lexicon: Lexicon) -> bool:
    """Tell whether a term is no joined word, no verb and no word that news uses."""
    if len(term) < 4 or not "ء" <= term[0] <= "ي":
        return False
    if term.startswith(_JOINED) or term.endswith(_ENDINGS):
        return False
    if term[0] in "يتنس" and term.endswith(_PRONOUNS):
        return False
    return term not in lexicon.imperfects and term not in lexicon.current


def _is_enough(term: str, seen: int, count: int, lexicon: Lexicon) -> bool:
    """Tell whether a term stands often enough behind a head, as a share of its tokens."""
    ordinary = term.startswith("ال") and term[2:] in lexicon.current
    return any(
        seen >= least and seen >= share * count
        for least, share in (_EVIDENCE_OF_WORDS if ordinary else _EVIDENCE)
    )


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    """Return given names that are no other word, kinds of places, and what stands before a clan."""
    lexicon = load_lexicon()
    rows = read_rows("given_names.csv") + read_rows("given_names_foreign.csv")
    names = {normalize(row["name"]) for row in rows}
    alone = {
        name
        for name in names
        if name not in lexicon.lemma_of
        or (lexicon.lemma_of[name] == name and name not in lexicon.current)
    }
    kinds = {before + kind for kind in _KINDS for before in ("", "و", "ب", "ل", "وب")}
    return frozenset(alone - {normalize("علي")} | kinds | {"بن", "ال"})
