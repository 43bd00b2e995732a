"""The words that report speech, and what each word of a vocabulary is among them."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from simplemma import is_known

from corpuskit.arabic.spelling import normalize

# What a word can be, one bit each.
KINDS = (
    "that",
    "that_pronoun",
    "على",
    "إلى",
    "عن",
    "من",
    "في",
    "preposition",
    "time",
    "adverb",
    "relative",
    "clause",
    "subordinator",
    "auxiliary",
    "connective",
    "fixed",
    "content",
    "topic",
    "first_person",
    "circumstance",
    "addressee",
    "given",
    "generic",
    "quantifier",
    "condolence",
    "negation",
    "person",
    "organisation",
    "source",
    "definite",
    "with_bi",
    "with_li",
    "with_wa",
)
BIT = {kind: 1 << place for place, kind in enumerate(KINDS)}
ANY_PREPOSITION = BIT["على"] | BIT["إلى"] | BIT["عن"] | BIT["من"] | BIT["في"] | BIT["preposition"]
ANY_THAT = BIT["that"] | BIT["that_pronoun"]
ROLES = BIT["person"] | BIT["organisation"] | BIT["source"]
_CONJUNCTIONS = "وف"
_KNOWN = (1 << len(KINDS)) - 1 - BIT["with_wa"] - BIT["addressee"]


@dataclass(frozen=True)
class Cue:
    """One cue of speech.

    Parameters
    ----------
    name : str
        The form under which it is counted (a verb in the past, third person, masculine).
    kind : str
        What it does: neutral, certain, doubtful, directive, accusing, denying, announcing …
    part : {"verb", "participle", "masdar", "preposition", "phrase"}
        How it is built into a sentence.
    takes : frozenset of str
        What may follow it: that, quote, bare, content, addressee, or a preposition.
    """

    name: str
    kind: str
    part: str
    takes: frozenset[str]


@cache
def read_cues() -> tuple[tuple[Cue, ...], dict[str, int], dict[tuple[str, ...], int]]:
    """Read the shipped cues.

    Returns
    -------
    cues : tuple of Cue
        In the order of the file.
    words : dict of str to int
        Normalised one-word form to the position of its cue.
    phrases : dict of tuple of str to int
        Normalised words of longer forms to the position of their cue.
    """
    cues: list[Cue] = []
    words: dict[str, int] = {}
    phrases: dict[tuple[str, ...], int] = {}
    for row in _read_rows("cues.csv"):
        takes = frozenset(row["takes"].split("|"))
        place = len(cues)
        cues.append(Cue(row["cue"], row["class"], row["part"], takes))
        for form in row["forms"].split("|"):
            key = tuple(normalize(form).split())
            if len(key) == 1:
                words.setdefault(key[0], place)
            else:
                phrases.setdefault(key, place)
    _add_spellings(cues, words)
    return tuple(cues), words, phrases


def _add_spellings(cues: list[Cue], words: dict[str, int]) -> None:
    """Add قالو for قالوا, and what verbs look like with an object pronoun: أبلغه، وصفتها."""
    with_object = read_set("with_object")
    places: dict[str, int] = {}
    for form, place in list(words.items()):
        cue = cues[place]
        if cue.part != "verb":
            continue
        if form.endswith("وا") and len(form) > 4:
            words.setdefault(form[:-1], place)
        name = normalize(cue.name)
        if name not in with_object:
            continue
        if name not in places:
            takes = (cue.takes - {"bare", "bare_split", "content"}) | {"object", "ب"}
            places[name] = len(cues)
            cues.append(Cue(cue.name, cue.kind, "verb", takes))
        stem = form[:-1] if form.endswith("وا") else form
        if form[-1] == "ي" and form[0] not in "يت":
            stem = form[:-1] + "ا"  # نفاه
        for pronoun in ("ه", "ها", "هم", "هما", "ني", "نا"):
            words.setdefault(stem + pronoun, places[name])


@cache
def read_kinds() -> dict[str, int]:
    """Read what the shipped function words and role nouns are.

    Returns
    -------
    dict of str to int
        Normalised word to the sum of its bits in ``BIT``.
    """
    kinds: dict[str, int] = {}
    for row in _read_rows("speech_words.csv"):
        for word in row["words"].split():
            key = normalize(word)
            kinds[key] = kinds.get(key, 0) | BIT[row["kind"]]
    for row in _read_rows("roles.csv"):
        key = normalize(row["role"])
        for form in (key, "ال" + key):
            kinds[form] = kinds.get(form, 0) | BIT[row["kind"]]
    return kinds


@cache
def read_set(name: str) -> frozenset[str]:
    """Read one of the shipped sets of words that rules name.

    Parameters
    ----------
    name : str
        Its name in the file.

    Returns
    -------
    frozenset of str
        Normalised words; pairs of words are joined by an underscore.
    """
    rows = {row["name"]: row["words"] for row in _read_rows("speech_sets.csv")}
    return frozenset(
        "_".join(normalize(part) for part in word.split("_")) for word in rows[name].split()
    )


@cache
def read_months() -> frozenset[str]:
    """Read the first words of the names of months.

    Returns
    -------
    frozenset of str
        Normalised words.
    """
    return frozenset(normalize(row["name"].split()[0]) for row in _read_rows("months.csv"))


def _read_rows(name: str) -> list[dict[str, str]]:
    text = files("corpuskit.data").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@dataclass(frozen=True)
class Vocabulary:
    """What each word of a vocabulary is.

    Parameters
    ----------
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
    cues, words, phrases = read_cues()
    kinds = read_kinds()
    firsts = {key[0] for key in phrases}
    size = len(terms)
    cue = np.full(size, -1, dtype=np.int16)
    prefix = np.zeros(size, dtype=np.int8)
    number = np.zeros(size, dtype=np.int8)
    bits = np.zeros(size, dtype=np.int64)
    phrase_start = np.zeros(size, dtype=bool)
    lemma = np.zeros(size, dtype=np.int32)
    lemmas: dict[str, int] = {}
    in_al = read_set("verbs_in_al")
    bare_ba, bare_lam = read_set("radical_ba"), read_set("radical_lam")
    with_wa, with_bi, with_li = BIT["with_wa"], BIT["with_bi"], BIT["with_li"]
    for place, term in enumerate(terms):
        if not term:
            continue
        bare, cut = term, 0
        found = words.get(term, -1)
        if term[0] in _CONJUNCTIONS and len(term) > 2:
            rest = term[1:]
            if (
                found < 0
                and not kinds.get(term, 0) & ROLES
                and (rest in words or rest in kinds or rest in firsts)
            ):
                bare, cut = rest, 1
                found = words.get(rest, -1)
        if term == "ب":
            bits[place] = with_bi
            continue
        aim = term[0] == "ل" and term[1:2] in ("ي", "ت") and words.get(term[1:], -1)
        if found < 0 and aim and aim >= 0 and cues[aim].name != "أبلغ":
            # ليؤكد: so that he stresses
            bare, cut, found = term[1:], 1, words[term[1:]]
        if found < 0 and term[0] == "ب" and cues[words.get(term[1:], 0)].part == "masdar":
            # بقوله: the preposition is not part of the cue.
            bare, cut, found = term[1:], 1, words[term[1:]]
        if found >= 0:
            cue[place], prefix[place] = found, cut
            number[place] = ord(agreement(bare, cues[found]))
        if bare in firsts:
            phrase_start[place], prefix[place] = True, cut
        value = kinds.get(term, 0) or kinds.get(bare, 0)
        joined = term[0] in _CONJUNCTIONS and term[1:3] == "ال"
        spaced = term.startswith("وبال") and len(term) > 5
        if cut or spaced or (joined and not term.startswith("والد") and term not in kinds):
            value |= with_wa
        head = term[1:] if value & with_wa else term
        if head.startswith("ال") and head not in in_al:
            value |= BIT["definite"]
        elif found >= 0 or value & _KNOWN:
            pass
        elif head[0] == "ب" and len(head) > 3 and head not in bare_ba:
            value |= with_bi if head[1:3] == "ال" or _is_word(head[1:]) else 0
        elif head[0] == "ل" and len(head) > 2 and head not in bare_lam:
            value |= with_li
        if head[-1] in "وي" and len(head) > 4 and not value & ROLES:
            value |= kinds.get(head + "ن", 0) & ROLES  # مفاوضو، مسؤولي, before a genitive
        if head.endswith("ين") and not value & ROLES:
            value |= kinds.get(head[:-2] + "ون", 0) & ROLES
        plain = head[2:] if head.startswith("ال") and len(head) > 4 else head
        if value & (with_bi | with_li):
            rest = "ال" + head[2:] if head.startswith("لل") else head[1:]
            role = kinds.get(rest, 0) & ROLES
            if role:
                value |= role
            if role or head.startswith(("لل", "بال")):
                plain = rest.removeprefix("ال")
        bits[place] = value
        if plain[-1] in "اي" and kinds.get(plain[:-1], 0) & BIT["person"]:
            plain = plain[:-1]
        lemma[place] = lemmas.setdefault(plain, len(lemmas))
    return Vocabulary(cue, prefix, number, bits, phrase_start, lemma)


@lru_cache(maxsize=100_000)
def is_common_word(text: str) -> bool:
    """Tell whether a dictionary has a word, with or without a pronoun or a feminine ending."""
    stems = [text, text.removesuffix("ه"), text.removesuffix("ها"), text.removesuffix("هم")]
    stems += [stem[:-1] + "ة" for stem in stems if stem.endswith("ت")]
    return any(len(stem) > 1 and is_known(stem, lang="ar") for stem in stems)


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
