"""Forms of weak verbs by rule: what the dictionary lacks or has only as words of their own.

Hollow verbs (باع، أصاب، اختار), defective ones (دعا، روى، أعطى) and doubled ones (رد) follow rules;
the dictionary gives many of them only a part of their forms, and lists the others (يبيع، يصيب،
يروون) as if each were a lemma. A form is given to a verb only if no other verb that news uses may
have it and no name and no other word of the news is written so.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache

from corpuskit.arabic.lists import read_rows

_HOLLOW = re.compile("^[^اويء]ا[^اويءؤئه]$")
_HOLLOW_FOURTH = re.compile("^ا[^اويء]ا[^اويءؤئ]$")
# اختار, انقاد, استعاد keep ا or take ي in the imperfect.
_HOLLOW_LONGER = re.compile("^ا(?:[^اوي]ت|ن[^اوي]|ست[^اوي])ا[^اويءؤئ]$")
_DEFECTIVE = re.compile("^(?:[^ا]..*ا|..+ي)$")


def conjugate(verb: str) -> list[str]:
    """Return the forms of a weak verb that news prints: he, she, they; passive.

    Parameters
    ----------
    verb : str
        The past (he did), folded.

    Returns
    -------
    list of str
        Folded forms; none if the verb is not weak.

    Examples
    --------
    >>> conjugate("باع")
    ['باعت', 'باعوا', 'يبيع', 'تبيع', 'يبيعون']
    >>> conjugate("دعا")
    ['دعت', 'دعوا', 'يدعو', 'تدعو', 'يدعون']
    """
    if _HOLLOW.match(verb):
        middle = _middle_letters().get(verb, "و")
        return [*_past(verb), *_present(verb[0] + middle + verb[2])]
    if _HOLLOW_FOURTH.match(verb):
        passive = verb[:2] + "ي" + verb[3]
        present = _present(verb[1] + "ي" + verb[3])
        return [*_past(verb), *present, passive, *_past(passive), "ي" + verb[1:], "ت" + verb[1:]]
    if _HOLLOW_LONGER.match(verb):
        stem = verb[1:]
        if verb.startswith("است"):
            stem = stem[:-2] + "ي" + stem[-1]
        return [*_past(verb), *_present(stem)]
    if verb in _doubled():
        return [*_past(verb), *_present(verb)]
    if _DEFECTIVE.match(verb):
        core, last = verb[:-1], "و" if verb[-1] == "ا" else "ي"
        stem = core[1:] if core[0] == "ا" and len(core) > 2 else core
        return [*_past(core), "ي" + stem + last, "ت" + stem + last, "ي" + stem + "ون"]
    return []


def _past(stem: str) -> list[str]:
    return [stem + "ت", stem + "وا"]


def _present(stem: str) -> list[str]:
    return ["ي" + stem, "ت" + stem, "ي" + stem + "ون"]


def _conjugate_otherwise(verb: str, lemma_of: Mapping[str, str]) -> Iterator[str]:
    """Yield what may be a form of a verb, though :func:`conjugate` does not vouch for it."""
    if any(shape.match(verb) for shape in (_HOLLOW, _HOLLOW_FOURTH, _HOLLOW_LONGER)):
        # قلت, I said; لم يقل, he did not say; يقال, is said.
        short = verb[:-2] + verb[-1]
        # Of يرد the doubled رد is the commoner verb.
        stems = [stem for stem in (short.removeprefix("ا"), verb) if stem not in _doubled()]
        yield from (short + "ت", *(one + stem for stem in stems for one in "يت"))
    elif _DEFECTIVE.match(verb):
        short = verb[1:-1] if verb[0] == "ا" else verb[:-1]
        yield from ("ي" + short, "ت" + short)
    elif len(verb) == 3 or (
        len(verb) > 3 and verb in (lemma_of.get(verb + "ت"), lemma_of.get("ي" + verb))
    ):
        if verb[1] == "ي" and _middle_letters().get(verb[0] + "ا" + verb[2:]) == "ي":
            # بيع is the passive of باع, no verb of its own.
            return
        yield from (*_past(verb), *_present(verb))
        if verb[0] == "ا" and len(verb) > 3:
            yield from _present(verb[1:])
    if verb[0] == "و" and lemma_of.get("ي" + verb[1:]) == verb:
        yield from _present(verb[1:])


def fill_paradigms(
    lemma_of: Mapping[str, str], verbs: Set[str], current: Set[str], kept: Set[str]
) -> dict[str, str]:
    """Return forms of weak verbs that the dictionary lacks or keeps apart, with their verbs.

    Parameters
    ----------
    lemma_of : mapping of str to str
        The dictionary: form to lemma.
    verbs : set of str
        The lemmas that are verbs.
    current : set of str
        The lemmas that news uses.
    kept : set of str
        Names and corrected forms, which are left alone.

    Returns
    -------
    dict of str to str
        Form to lemma.

    Examples
    --------
    >>> known = {"باع": "باع", "يبيع": "يبيع", "باعت": "باعت"}
    >>> found = fill_paradigms(known, {"باع"}, {"باع"}, set())
    >>> [form for form in found if form in known]
    ['باعت', 'يبيع']
    """
    family = Counter(lemma_of.values())
    found: dict[str, str] = {}
    taken: set[str] = set()
    for group in (verbs & current, verbs - current):
        owners: defaultdict[str, set[str]] = defaultdict(set)
        regular: dict[str, str] = {}
        for verb in sorted(group):
            if lemma_of.get(verb) == verb and (verb in current or _is_sure(verb, lemma_of)):
                weak = conjugate(verb)
                if _HOLLOW.match(verb) and _is_noun(verb, weak, lemma_of):
                    continue
                if verb[0] == "ا" and verb[-1] == "ي" and verb[1:] in current:
                    # يسمي is of سمى, which the dictionary takes for a noun, not of اسمى.
                    weak = [form for form in weak if form[0] == "ا"]
                regular |= dict.fromkeys(weak, verb)
                for form in (*weak, *_conjugate_otherwise(verb, lemma_of)):
                    owners[form].add(verb)
        found |= {
            form: verb
            for form, verb in regular.items()
            if form not in taken
            and len(owners[form]) == 1
            and form not in kept
            and "ال" + form not in lemma_of
            and (verb in current or not form.endswith("ون"))
            and _is_free(form, lemma_of.get(form), family, current)
        }
        taken |= owners.keys()
    return found


def _is_noun(verb: str, forms: Sequence[str], lemma_of: Mapping[str, str]) -> bool:
    """Tell whether جار is a neighbour rather than who does wrong: it has ال, and no present."""
    present = any(lemma_of.get(form) == verb for form in forms if form[0] == "ي")
    return "ال" + verb in lemma_of and not present and verb not in _middle_letters()


def _is_sure(verb: str, lemma_of: Mapping[str, str]) -> bool:
    """Tell whether a verb that news hardly uses shares its forms with no shorter one."""
    return len(verb) > 3 and verb.removeprefix("ا") not in lemma_of


def _is_free(form: str, lemma: str | None, family: Counter[str], current: Set[str]) -> bool:
    """Tell whether the dictionary has nothing better for a form."""
    present = form[0] in "يت"
    if lemma is None or (len(form) < 4 and not present):
        return lemma is None and len(form) > 4
    if lemma == form:
        # News prints many a form 30 times; what looks like the past may be another word then.
        return family[form] == 1 and (present or form not in current)
    return present and lemma not in current


@lru_cache(maxsize=1)
def _middle_letters() -> dict[str, str]:
    """Return the hollow verbs whose imperfect has ي or ا in the middle: no rule tells it."""
    letters = {"hollow with ya": "ي", "hollow with alef": "ا"}
    return {
        verb: letters[row["kind"]]
        for row in read_rows("weak_verbs.csv")
        if row["kind"] in letters
        for verb in row["verbs"].split()
    }


@lru_cache(maxsize=1)
def _doubled() -> frozenset[str]:
    """Return the doubled verbs of the news; the dictionary takes many a pair of letters for one."""
    rows = [row for row in read_rows("weak_verbs.csv") if row["kind"] == "doubled"]
    return frozenset(verb for row in rows for verb in row["verbs"].split())
