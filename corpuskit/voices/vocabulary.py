"""What each word of a vocabulary is to a reader of speech, looked up once a word."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from simplemma import is_known

from corpuskit.arabic.spelling import normalize
from corpuskit.voices.lexicon import BIT, KINDS, ROLES, Cue, read_cues, read_kinds, read_set

_CONJUNCTIONS = "وف"
_KNOWN = (1 << len(KINDS)) - 1 - BIT["with_wa"] - BIT["addressee"]
_ATTACHED = BIT["with_bi"] | BIT["with_li"]


@dataclass(frozen=True)
class Vocabulary:
    """What each word of a vocabulary is.

    Parameters
    ----------
    terms : sequence of str
        The words, normalised.
    cue : ndarray of shape (n_terms,)
        Position of its cue; -1 for a word that is none.
    prefix : ndarray of shape (n_terms,)
        Number of letters before the cue that are not part of it (a conjunction): 0 or 1.
    number : ndarray of shape (n_terms,)
        Agreement of a cue: the code point of m, f, d or p; 0 where there is none.
    bits : ndarray of shape (n_terms,)
        The sum of the bits in ``BIT`` that hold for it.
    phrase_start : ndarray of shape (n_terms,)
        Whether a cue of several words begins with it.
    lemma : ndarray of shape (n_terms,)
        Equal numbers for words that differ in a conjunction, the article, or a dual ending.
    """

    terms: Sequence[str]
    cue: NDArray[np.int16]
    prefix: NDArray[np.int8]
    number: NDArray[np.int8]
    bits: NDArray[np.int64]
    phrase_start: NDArray[np.bool_]
    lemma: NDArray[np.int32]


def code_vocabulary(terms: Sequence[str]) -> Vocabulary:
    """Look every word of a vocabulary up once.

    Parameters
    ----------
    terms : sequence of str
        Normalised words, as in the categories of ``tokens.term``.

    Returns
    -------
    Vocabulary
        Arrays that are indexed by the number of a term.
    """
    cues, _, phrases = read_cues()
    firsts = frozenset(key[0] for key in phrases)
    size = len(terms)
    cue = np.full(size, -1, dtype=np.int16)
    prefix = np.zeros(size, dtype=np.int8)
    number = np.zeros(size, dtype=np.int8)
    bits = np.zeros(size, dtype=np.int64)
    phrase_start = np.zeros(size, dtype=bool)
    lemma = np.zeros(size, dtype=np.int32)
    lemmas: dict[str, int] = {}
    for place, term in enumerate(terms):
        if not term:
            continue
        if term == "ب":
            bits[place] = BIT["with_bi"]
            continue
        bare, cut, found = _find_cue(term, firsts)
        if found >= 0:
            cue[place], prefix[place] = found, cut
            number[place] = ord(agreement(bare, cues[found]))
        if bare in firsts:
            phrase_start[place], prefix[place] = True, cut
        bits[place], plain = _find_bits(term, bare, cut, found)
        lemma[place] = lemmas.setdefault(plain, len(lemmas))
    return Vocabulary(terms, cue, prefix, number, bits, phrase_start, lemma)


def _find_cue(term: str, firsts: frozenset[str]) -> tuple[str, int, int]:
    """Return a word without what is attached before a cue, how much that is, and the cue."""
    cues, words, _ = read_cues()
    kinds = read_kinds()
    found = words.get(term, -1)
    if found >= 0:
        return term, 0, found
    rest = term[1:]
    known = rest in words
    joined = term[0] in _CONJUNCTIONS and len(term) > 2 and not kinds.get(term, 0) & ROLES
    if joined and (known or rest in kinds or rest in firsts):
        return rest, 1, words.get(rest, -1)
    if known and term[0] == "ل" and rest[0] in "يت" and cues[words[rest]].name != "أبلغ":
        return rest, 1, words[rest]  # ليؤكد: so that he stresses
    if known and term[0] == "ب" and cues[words[rest]].part == "masdar":
        return rest, 1, words[rest]  # بقوله: the preposition is not part of the cue
    return term, 0, -1


def _find_bits(term: str, bare: str, cut: int, found: int) -> tuple[int, str]:
    """Return the bits of a word, and the word without conjunction, article and dual ending."""
    kinds = read_kinds()
    value = kinds.get(term, 0) or kinds.get(bare, 0)
    joined = term[0] in _CONJUNCTIONS and term[1:3] == "ال"
    spaced = term.startswith("وبال") and len(term) > 5
    if cut or spaced or (joined and not term.startswith("والد") and term not in kinds):
        value |= BIT["with_wa"]
    head = term[1:] if value & BIT["with_wa"] else term
    if head.startswith("ال") and head not in read_set("verbs_in_al"):
        value |= BIT["definite"]
    elif found < 0 and not value & _KNOWN:
        value |= _find_preposition(head)
    if head[-1] in "وي" and len(head) > 4 and not value & ROLES:
        value |= kinds.get(head + "ن", 0) & ROLES  # مفاوضو، مسؤولي, before a genitive
    if head.endswith("ين") and not value & ROLES:
        value |= kinds.get(head[:-2] + "ون", 0) & ROLES
    plain = head[2:] if head.startswith("ال") and len(head) > 4 else head
    if value & _ATTACHED:
        rest = "ال" + head[2:] if head.startswith("لل") else head[1:]
        role = kinds.get(rest, 0) & ROLES
        value |= role
        if role or head.startswith(("لل", "بال")):
            plain = rest.removeprefix("ال")
    if plain[-1] in "اي" and kinds.get(plain[:-1], 0) & BIT["person"]:
        plain = plain[:-1]
    return value, plain


def _find_preposition(head: str) -> int:
    """Return the bit of the preposition that is attached to a word, 0 if none is."""
    if head[0] == "ب" and len(head) > 3 and head not in read_set("radical_ba"):
        return BIT["with_bi"] if head[1:3] == "ال" or _is_word(head[1:]) else 0
    if head[0] == "ل" and len(head) > 2 and head not in read_set("radical_lam"):
        return BIT["with_li"]
    return 0


def _is_word(rest: str) -> bool:
    """Tell whether what stands behind a first ب is a word by itself, not the rest of a name."""
    # Looked up in a dictionary, not in the corpus: an article is read alike in any company.
    for pronoun in ("ها", "هم", "ه"):
        if rest.endswith(pronoun) and len(rest) > len(pronoun) + 4:
            rest = rest.removesuffix(pronoun)
            break
    if rest[0] == "ي" and len(rest) < 4:
        return rest in ("يد", "يوم")  # else a name (بينر) or a verb, which no ب governs
    if rest[0] == "ا":
        return any(is_known(alef + rest[1:], lang="ar") for alef in "اأإآ")
    return is_known(rest, lang="ar") or is_known(rest[:-1] + "ى", lang="ar")


def agreement(form: str, cue: Cue) -> str:
    """Return the gender and number that a form of a cue shows.

    Parameters
    ----------
    form : str
        A normalised form of the cue, without a conjunction.
    cue : Cue
        The cue that it is a form of.

    Returns
    -------
    str
        ``"m"``, ``"f"``, ``"d"`` (two) or ``"p"`` (more).

    Examples
    --------
    >>> [agreement(form, read_cues()[0][0]) for form in ("قال", "قالت", "تقول", "قالوا")]
    ['m', 'f', 'f', 'p']
    """
    if cue.part == "participle" and form.endswith("ة"):
        return "f"  # مطالبة is a cue of its own
    if form == normalize(cue.name):
        return "m"
    if cue.part == "verb":
        if form.endswith(("وا", "ون")):
            return "p"
        if form[0] in "يت" and not form.startswith(normalize(cue.name)[:2]):
            return "d" if form.endswith("ان") else ("m" if form[0] == "ي" else "f")
        if form.endswith(("ا", "ان")):
            return "d"
        return "f" if form.endswith("ت") else "m"
    if cue.part == "participle":
        return "f" if form.endswith("ة") else "p" if form.endswith("ين") else "m"
    return "f" if form.endswith("ها") else "p" if form.endswith("هم") else "m"
