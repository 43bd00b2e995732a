"""What must stand around an alias for it to count, as the columns of an actors table say it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from corpuskit.actors.folding import fold
from corpuskit.errors import TableError

TEXT_COLUMNS = ("needs", "not_after", "not_before")
NEEDS = ("full_name", "quotes", "title", "after", "before", "nothing")


@dataclass(frozen=True)
class Condition:
    """What must stand around an alias for it to count.

    Parameters
    ----------
    full_name, quotes, title : bool, default False
        The actor is also named by an alias without conditions in the same document; the alias
        stands between quotation marks; a title or role stands before it.
    after, before : frozenset of str, default empty
        One of these words must stand directly before (after) the alias.
    not_after, not_before : frozenset of str, default empty
        None of these words may stand directly before (after) the alias.
    media, capital, adjective, indefinite, office, nationality : bool, default False
        Set where the table says nothing: an outlet's name that is an ordinary word, a capital
        that may be a place, a state's or body's name that may be an adjective with or without
        article, a body's name that may end a minister's title, a person's name that is a
        nationality.
    described : str, default ""
        Set where the table says nothing about a group or regime: its folded Arabic name, whose
        adjectives may stand behind the noun; others make it another one (المعارضة التركية).
    ordinary : {"", "noun", "adjective", "club", "group"}, default ""
        Set where the table says nothing about a name that is also an ordinary word: which
        readings it has besides (see :mod:`corpuskit.actors.ordinary`).
    """

    full_name: bool = False
    quotes: bool = False
    title: bool = False
    after: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    media: bool = False
    capital: bool = False
    adjective: bool = False
    indefinite: bool = False
    office: bool = False
    nationality: bool = False
    described: str = ""
    ordinary: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the alias always counts."""
        looks = self.decides or self.capital or self.adjective or self.office or self.nationality
        words = self.not_after or self.not_before or self.described
        return not (looks or words or self.ordinary or self.indefinite)

    @property
    def decides(self) -> bool:
        """Whether the condition asks for something, so that two actors may share the alias."""
        looks = self.full_name or self.quotes or self.title or self.media
        return looks or bool(self.after or self.before)


NO_CONDITION = Condition()


def list_aliases(aliases: object, name_ar: str) -> list[str]:
    """Return the aliases of one actor: those of the cell and the Arabic name, each once."""
    cell = aliases if isinstance(aliases, str) else ""
    names = [part.strip() for part in cell.split("|")] + [name_ar.strip()]
    return list(dict.fromkeys(name for name in names if name))


def iterate_aliases(actors: pd.DataFrame) -> Iterator[tuple[int, str, Condition, bool]]:
    """Yield row, alias, condition, and whether the table says anything, for every alias."""
    columns = {name: actors[name].tolist() for name in TEXT_COLUMNS if name in actors}
    cells = zip(actors["aliases"].tolist(), actors["name_ar"].tolist(), strict=True)
    ids = actors["actor_id"].tolist()
    for row, (aliases, name_ar) in enumerate(cells):
        rules = {
            name: parse_cell(column[row], name, ids[row])
            for name, column in columns.items()
            if isinstance(column[row], str)
        }
        for alias in list_aliases(aliases, name_ar):
            yield row, alias, *_find_condition(alias, rules)


def parse_cell(cell: object, column: str, actor_id: str) -> dict[str, str]:
    """Return the conditions of one cell by folded alias; "" stands for every one-word alias."""
    found: dict[str, str] = {}
    if not isinstance(cell, str):
        return found
    for item in cell.split("|"):
        alias, separator, what = item.rpartition(":")
        what = what.strip()
        if not what:
            continue
        if column == "needs" and what.split()[0] not in NEEDS:
            message = (
                f"actors.needs of {actor_id!r} has {what!r}; allowed are full_name, quotes, "
                "title, 'after WORD', 'before WORD' and nothing, for instance "
                "'صالح: full_name|الوطن: after صحيفة'."
            )
            raise TableError(message)
        found[fold(alias.strip()) if separator else ""] = what
    return found


def _find_condition(alias: str, rules: dict[str, dict[str, str]]) -> tuple[Condition, bool]:
    """Return the condition of an alias, and whether there is a note on it at all."""
    if not any(rules.values()):
        return NO_CONDITION, False
    key = fold(alias)
    one_word = len(key.split()) == 1
    cells = {
        column: items.get(key, items.get("", "") if one_word else "")
        for column, items in rules.items()
    }
    needs = cells.get("needs", "").split()
    words = frozenset(fold(word) for word in needs[1:])
    kind = needs[0] if needs else "nothing"
    condition = Condition(
        full_name=kind == "full_name",
        quotes=kind == "quotes",
        title=kind == "title",
        after=words if kind == "after" else frozenset(),
        before=words if kind == "before" else frozenset(),
        not_after=frozenset(fold(word) for word in cells.get("not_after", "").split()),
        not_before=frozenset(fold(word) for word in cells.get("not_before", "").split()),
    )
    return condition, any(key in items or "" in items for items in rules.values())


def list_idle_notes(actors: pd.DataFrame) -> list[str]:
    """Return the conditions about names that their actor does not have, as "actor_id: name"."""
    idle = []
    ids, names = actors["actor_id"].tolist(), actors["name_ar"].tolist()
    for row, aliases in enumerate(actors["aliases"].tolist()):
        known = {"", *map(fold, list_aliases(aliases, names[row]))}
        for column in TEXT_COLUMNS:
            if column in actors:
                items = parse_cell(actors[column].iloc[row], column, ids[row])
                idle += [f"{ids[row]}: {key}" for key in items if key not in known]
    return idle
