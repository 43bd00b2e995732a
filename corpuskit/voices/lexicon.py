"""The words that report speech, and what each word of a vocabulary is among them."""

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

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


@lru_cache(maxsize=100_000)
def is_common_word(text: str) -> bool:
    """Tell whether a dictionary has a word, with or without a pronoun or a feminine ending."""
    stems = [text, text.removesuffix("ه"), text.removesuffix("ها"), text.removesuffix("هم")]
    stems += [stem[:-1] + "ة" for stem in stems if stem.endswith("ت")]
    return any(len(stem) > 1 and is_known(stem, lang="ar") for stem in stems)
