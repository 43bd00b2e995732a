"""The shorter names that news use for a person whose full name is known."""

from collections.abc import Iterator
from functools import cache

from corpuskit.actors.folding import read_given_names

# Words that writers join to the next one, or part from it, as they like.
JOINERS = (
    "عبد",
    "ابو",
    "ابي",
    "ابا",
    "ابن",
    "بن",
    "ام",
    "ال",
    "دي",
    "دو",
    "دا",
    "فان",
    "فون",
    "ذو",
    "ولد",
)
PATRONYMICS = ("بن", "ابن", "بنت", "ولد")


@cache
def joined_given_names() -> frozenset[str]:
    """Return the given names as one word: الملك عبدالعزيز is not خالد عبد العزيز."""
    return frozenset(name.replace(" ", "") for name in read_given_names())


def shorten_name(name: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the shorter names that news use for a person, each with its rule.

    Parameters
    ----------
    name : tuple of str
        The folded words of the full name.

    Yields
    ------
    tuple of (tuple of str, str)
        The shorter name, and "surname" or "short_name".
    """
    if len(name) == 2 and name[0] == "بن":
        yield name[1:], "surname"  # بن رودس
    parts = _group_particles(name)
    heads = [part for part in parts if part[0] not in PATRONYMICS]
    if len(parts) < 2:
        return
    last = parts[-1]
    plain = tuple(word for word in name[1:] if word != "بن")
    if len(plain) > 1 and len(plain) < len(name) - 1:
        yield (name[0], *plain), "short_name"  # محمد (بن) حسين (بن) مسعد
    if len(parts) > 2 and parts[1][0] not in PATRONYMICS and last[0] in PATRONYMICS:
        # عبد الله الثاني بن الحسين: the name before the first patronymic is enough.
        before = next(part for part in parts if part[0] in PATRONYMICS)
        yield _flatten(parts[: parts.index(before)]), "short_name"
    if len(parts) > 2 and parts[1][0] in PATRONYMICS:
        # محمد بن نايف بن عبد العزيز: the name and the first patronymic are enough.
        yield parts[0] + parts[1], "short_name"
    if last[0] in PATRONYMICS:
        if len(parts) == 2 and len(last) == 2:
            yield last, "surname"
        return
    yield last, "surname"
    if len(parts) > 2:
        yield parts[0] + last, "short_name"
        if last[0] == "ال":
            yield _flatten(parts[:-1]), "short_name"
        if len(heads) == len(parts):
            yield _flatten(parts[1:]), "short_name"


def _flatten(parts: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(word for part in parts for word in part)


def _group_particles(name: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Cut a name into parts: عبد ربه, بن علي, دي ميستورا are one part each."""
    parts: list[list[str]] = []
    for word in name:
        if parts and parts[-1][-1] in JOINERS:
            parts[-1].append(word)
        else:
            parts.append([word])
    return [tuple(part) for part in parts]
