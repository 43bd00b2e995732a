"""From aliases to the printed forms in which they can stand: particles, spacing, spelling."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import pandas as pd

from corpuskit.actors.conditions import Condition, iterate_aliases
from corpuskit.actors.default_conditions import default_condition
from corpuskit.actors.defaults import read_context
from corpuskit.actors.dictionary import is_dictionary_word
from corpuskit.actors.folding import fold_terms, read_titles, read_words
from corpuskit.actors.short_names import JOINERS, PATRONYMICS, joined_given_names, shorten_name
from corpuskit.actors.variants import vary_word, vary_words
from corpuskit.actors.wordlist import Words
from corpuskit.corpus.tokens import find_tokens

UNJOINED = "ادذرزو"
"""Letters behind which a missing space is hardly seen."""
CONJUNCTIONS = ("", "و", "ف")
PREPOSITIONS = ("", "ب", "ك", "ل")
CHAINS = tuple(one + two for one in CONJUNCTIONS for two in PREPOSITIONS)


@dataclass(frozen=True)
class Claim:
    """One alias of one actor, and the rule by which a form of it was made."""

    actor: int
    alias: str
    rule: str
    condition: Condition
    given: str = ""
    person: bool = False


@dataclass
class Forms:
    """All printed forms: folded words to claims, with the numbers of letters before and behind.

    ``codes`` are those of the words of the forms, as far as the texts have them.
    """

    claims: list[Claim] = field(default_factory=list)
    groups: list[list[int]] = field(default_factory=list)
    by_words: dict[tuple[str, ...], tuple[int, int, int]] = field(default_factory=dict)
    codes: dict[str, list[int]] = field(default_factory=dict)


def split_names(names: Iterable[str]) -> list[list[str]]:
    """Return the folded words of each name, cut as texts are cut."""
    listed = list(names)
    frame = pd.DataFrame(
        {
            "doc_id": pd.array([str(i) for i in range(len(listed))], dtype="str"),
            "text": pd.array(listed, dtype="str"),
        }
    )
    words: list[list[str]] = [[] for _ in listed]
    if not listed:
        return words
    tokens = find_tokens(frame)
    folded = fold_terms(tokens["term"].cat.categories.tolist())
    cells = zip(tokens["doc_id"].cat.codes.tolist(), tokens["term"].cat.codes.tolist(), strict=True)
    for name, code in cells:
        words[name].append(folded[code])
    return words


def attach_particles(word: str) -> dict[str, int]:
    """Return the word behind every legal chain of attached particles, and the chain's length."""
    found = {chain + word: len(chain) for chain in CHAINS}
    if word.startswith("ال") and len(word) > 3:
        # ل + ال = لل, and one lam less before a lam (للجنة).
        rests = (word[1:], word[2:]) if word.startswith("الل") else (word[1:],)
        for before in CONJUNCTIONS:
            for rest in rests:
                found.setdefault(f"{before}ل{rest}", len(before) + 1)
    if len(word) > 3:
        found["س" + word] = 1
    return found


def space_words(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the other spacings of a name: two words printed as one, or one as two."""
    for at in range(len(words) - 1):
        if not words[at + 1].isdigit():  # 5+1 is not 51
            yield (*words[:at], words[at] + words[at + 1], *words[at + 2 :])
    if len(words) > 1:
        yield ("_".join(words),)  # as in hashtags
    if len(words) > 2:
        yield ("".join(words),)
        joined = _join_all(words)
        if len(joined) < len(words):
            yield joined
    for at, word in enumerate(words):
        for joiner in JOINERS:
            if joiner in ("ال", "ام", "بن", "دا", "دو", "ذو", "ولد"):
                continue
            rest = word[len(joiner) :]
            if word.startswith(joiner) and len(rest) > (2 if rest.startswith("ال") else 3):
                yield (*words[:at], joiner, rest, *words[at + 1 :])


def _join_all(words: tuple[str, ...]) -> tuple[str, ...]:
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in JOINERS:
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


def build_forms(
    actors: pd.DataFrame, vocabulary: Words, *, surnames: bool, variants: bool
) -> Forms:
    """Compile an actors table to the printed forms of all aliases.

    Parameters
    ----------
    actors : DataFrame
        A checked actors table.
    vocabulary : Words
        The folded words of the texts; other spellings that it lacks are not kept.
    surnames : bool
        Also the shorter names of persons: given name and surname, surname alone.
    variants : bool
        Also common other spellings of foreign names, and other spacings.

    Returns
    -------
    Forms
        Earlier rules win: as listed, shorter names, other spacing, other spelling.
    """
    listed = _add_defaults(actors)
    words = [tuple(found) for found in split_names(alias for _, alias, _ in listed)]
    taken: dict[tuple[str, ...], set[int]] = {}
    entries: list[tuple[tuple[str, ...], Claim]] = []
    persons = (actors["kind"] == "person").tolist()
    for (actor, alias, condition), name in zip(listed, words, strict=True):
        if name and actor not in taken.get(name, ()):
            claim = Claim(actor, alias, "alias", condition, person=persons[actor])
            entries.append((name, claim))
            taken.setdefault(name, set()).add(actor)
    if surnames:
        entries.extend(
            _shorten(list(entries), actors["kind"].tolist(), actors["name_ar"].tolist(), taken)
        )
    if variants:
        entries.extend(_vary(entries, taken, vocabulary))
    forms = _expand(entries, vocabulary)
    if variants:
        _run_together(forms, vocabulary)
    return forms


def _add_defaults(actors: pd.DataFrame) -> list[tuple[int, str, Condition]]:
    """Return rows, aliases and conditions, the default ones where the table is silent."""
    kinds, names = actors["kind"].tolist(), actors["name_ar"].tolist()
    listed: list[tuple[int, str, Condition]] = []
    for row, alias, condition, noted in iterate_aliases(actors):
        if not noted:
            condition = default_condition(alias, kinds[row], names[row])
        listed.append((row, alias, condition))
    return listed


def _vary(
    entries: list[tuple[tuple[str, ...], Claim]],
    taken: dict[tuple[str, ...], set[int]],
    vocabulary: Words,
) -> list[tuple[tuple[str, ...], Claim]]:
    """Return other spacings and spellings that the texts hold and no other alias is."""
    found: list[tuple[tuple[str, ...], Claim]] = []
    for make, rule in (
        (space_words, "spacing"),
        (spell_words, "spelling"),
        (vary_words, "variant"),
    ):
        for name, claim in entries:
            for other in make(name):
                if other in taken or any(word not in vocabulary for word in other[1:]):
                    continue
                if not any(word in vocabulary for word in attach_particles(other[0])):
                    continue
                if rule == "variant" and len(other) == 1 and _is_doubtful(name[0], other[0]):
                    continue
                taken[other] = {claim.actor}
                made = rule if claim.rule == "alias" else claim.rule
                condition = claim.condition
                if rule == "spelling" and len(other) == 2:
                    condition = Condition(title=True)  # رد على السيستاني
                found.append((other, Claim(claim.actor, claim.alias, made, condition, claim.given)))
    return found


def _is_doubtful(word: str, other: str) -> bool:
    """Tell whether another spelling of a one-word name is an ordinary word."""
    # No foreign name: القاعدة, of which القعدة is no spelling.
    arabic = word.startswith("ال") and is_dictionary_word(word)
    return (arabic or is_dictionary_word(other)) and other not in vary_word(word, sure=True)


def spell_words(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the name with علي printed as على, where another word of the name follows."""
    if "علي" in name[:-1]:
        yield tuple("على" if word == "علي" else word for word in name)


def _expand(entries: list[tuple[tuple[str, ...], Claim]], vocabulary: Words) -> Forms:
    forms = Forms()
    group_of: dict[tuple[str, ...], int] = {}
    for name, claim in entries:
        group = group_of.get(name)
        if group is None:
            group = group_of[name] = len(forms.groups)
            forms.groups.append([])
        forms.groups[group].append(len(forms.claims))
        forms.claims.append(claim)
    # A word that is a name by itself is never read as particle and name.
    plain = {name: (group, 0, 0) for name, group in group_of.items()}
    blocked = read_words("ordinary_names.csv") | read_words("particle_lookalikes.csv")
    longer: dict[tuple[str, ...], tuple[int, int, int]] = {}
    attached = {first: attach_particles(first) for first in {name[0] for name in group_of}}
    known = forms.codes = vocabulary.find_all(set().union(*attached.values(), *group_of))
    printed = {
        first: [(word, clitic) for word, clitic in made.items() if clitic and word in known]
        for first, made in attached.items()
    }
    for name, group in group_of.items():
        first, rest = name[0], name[1:]
        if not all(word in known for word in rest):
            continue
        for word, clitic in printed[first]:
            key = (word, *rest)
            if key in plain or (key in longer and clitic >= longer[key][1]):
                continue
            if rest or not (word in blocked or _is_word(first, word)):
                longer[key] = (group, clitic, 0)
            elif word == f"ل{first}" and (found := _add_loyal(forms, group)):
                longer[key] = (found, clitic, 0)
    forms.by_words = {**longer, **plain}
    return forms


def _add_loyal(forms: Forms, group: int) -> int:
    """Add a group of the persons who count behind الموالية: القوات الموالية لصالح; 0 if none."""
    condition = Condition(after=read_context("loyal"))
    claims = (forms.claims[number] for number in forms.groups[group])
    listed = [claim for claim in claims if claim.rule == "alias" and claim.person]
    return _add_group(forms, [replace(claim, condition=condition) for claim in listed])


def _add_group(forms: Forms, claims: list[Claim]) -> int:
    """Add claims and return the number of their group, 0 if there are none."""
    if not claims:
        return 0
    forms.groups.append([*range(len(forms.claims), len(forms.claims) + len(claims))])
    forms.claims.extend(claims)
    return len(forms.groups) - 1


def _run_together(forms: Forms, vocabulary: Words) -> None:
    """Add the forms that lack the space behind them: شتاينمايرعن, after letters that end."""
    tails = read_words("words_run_on.csv")
    ends = {name[-1] for name in forms.by_words}
    ends = {word for word in ends if len(word) > 4 and word[-1] in UNJOINED}
    ends = {word for word in ends if not is_dictionary_word(word)}
    codes = vocabulary.find_all(word + tail for word in ends for tail in tails)
    forms.codes.update(codes)
    for name, (group, clitic, _) in list(forms.by_words.items()) if codes else ():
        for tail in tails if name[-1] in ends else ():
            if name[-1] + tail in codes:
                claims = [forms.claims[number] for number in forms.groups[group]]
                listed = [replace(one, rule="spacing") for one in claims if one.rule == "alias"]
                added = _add_group(forms, listed)
                if added:
                    key = (*name[:-1], name[-1] + tail)
                    forms.by_words.setdefault(key, (added, clitic, len(tail)))


def _is_word(name: str, word: str) -> bool:
    """Tell whether a short name behind particles is rather another word: كبرى, not ك and بري.

    Behind و and ف only if it has two letters: ولي العهد, not و and لي.
    """
    short = len(name) < (3 if word.startswith(("و", "ف")) else 4)
    return short and is_dictionary_word(word)


def _shorten(
    entries: list[tuple[tuple[str, ...], Claim]],
    kinds: list[str],
    names: list[str],
    taken: dict[tuple[str, ...], set[int]],
) -> list[tuple[tuple[str, ...], Claim]]:
    """Return the shorter names of persons, which count where a full name is near."""
    found: dict[tuple[tuple[str, ...], int], Claim] = {}
    titles = read_titles("person")
    first: dict[int, tuple[str, ...]] = {}
    for name, claim in reversed(entries):
        # The Arabic name stands last among the aliases of an actor, unless it is listed.
        if claim.alias == names[claim.actor]:
            first.setdefault(claim.actor, name)
    for name, claim in entries:
        if kinds[claim.actor] != "person" or len(name) < 2 or claim.condition.decides:
            continue
        full = first.get(claim.actor, name)
        if name[0] != full[0] and name[-1] != full[-1]:
            continue  # خادم الحرمين الشريفين is a title, not a name with a surname.
        # Only a name, not a title, is looked for before a surname.
        given = name[0] if name == full and name[0] not in titles else ""
        for short, rule in shorten_name(name):
            if claim.actor in taken.get(short, set()):
                continue
            if len(short) > 1 and short in taken:
                continue  # جلال الطالباني is himself, not his son قوباد جلال الطالباني.
            # Three words (محمد بن نايف) are enough; fewer need the full name or a title.
            few = len(short) < 3
            alone = rule == "surname"
            titled = few and (alone or short != name[1:])
            royal = alone and "".join(short) in joined_given_names()
            not_after = read_context("royal") if royal else frozenset()
            condition = Condition(full_name=few, title=titled, not_after=not_after)
            before = given if alone and short[0] not in PATRONYMICS else ""
            made = Claim(claim.actor, claim.alias, rule, condition, before)
            found.setdefault((short, claim.actor), made)
    for short, actor in found:
        taken.setdefault(short, set()).add(actor)
    return [(short, claim) for (short, _), claim in found.items()]
