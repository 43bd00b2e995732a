"""Actors tables that ship with the package, to start from."""

from functools import cache
from importlib.resources import files
from typing import Literal

import pandas as pd
from babel import Locale

from corpuskit.actors.conditions import list_aliases
from corpuskit.actors.folding import fold
from corpuskit.actors.gazetteer import read_actors

BuiltIn = Literal["states", "organisations", "outlets"]
CAPITAL_PLACES = (
    "في إلى من ب ل مدينة العاصمة وسط قرب شمال جنوب شرق غرب مطار زار زيارة يزور غادر زيارته "
    "بمدينة لمدينة بالعاصمة"
)
"""Words before a capital that make it a place: في موسكو, العاصمة أنقرة."""


def built_in_actors(*names: BuiltIn, adjectives: bool = True) -> pd.DataFrame:
    """Return tables of actors to start from.

    Parameters
    ----------
    *names : {"states", "organisations", "outlets"}
        Which tables; all of them if none is named. ``"states"``: names of the Unicode CLDR with
        common other names, capitals and seats of government; ``"organisations"``: international
        organisations and known armed groups; ``"outlets"``: agencies, channels and newspapers.
    adjectives : bool, default True
        Give states the columns ``adjectives`` (روسي) and ``capital``.

    Returns
    -------
    DataFrame
        An actors table. States have their ISO 3166 code as actor_id. A capital counts where no
        word of place stands before it (في موسكو is a place); ordinary words count beside a word
        such as صحيفة only.

    Raises
    ------
    ValueError
        If there is no built-in table of that name.

    Examples
    --------
    >>> states = built_in_actors("states")
    >>> states.loc[states["actor_id"] == "RU", "aliases"].item()
    'روسيا|روسيا الاتحادية|الاتحاد الروسي|موسكو|الكرملين'
    """
    makers = {"states": _make_states, "organisations": _read_table, "outlets": _read_table}
    wrong = [name for name in names if name not in makers]
    if wrong:
        message = f"built_in_actors knows {', '.join(makers)}, got {wrong[0]!r}."
        raise ValueError(message)
    tables = [makers[name](name) for name in dict.fromkeys(names or makers)]
    table = pd.concat(tables, ignore_index=True)
    if not adjectives:
        table = table.drop(columns=["adjectives", "capital"], errors="ignore")
    return read_actors(table, ordinary="ignore")


@cache
def _read_rows(name: str) -> tuple[dict[str, str], ...]:
    text = files("corpuskit.data").joinpath(name).read_text(encoding="utf-8")
    header, *lines = (line.split(",") for line in text.splitlines() if line.strip())
    return tuple(dict(zip(header, line, strict=True)) for line in lines)


def _read_table(name: str) -> pd.DataFrame:
    frame = pd.DataFrame.from_records(list(_read_rows(f"{name}_actors.csv"))).astype("str")
    return frame.replace({column: {"": None} for column in ("needs", "not_after", "not_before")})


def _make_states(_: str) -> pd.DataFrame:
    arabic, english = Locale("ar").territories, Locale("en").territories
    records = []
    for row in _read_rows("states.csv"):
        code, capital = row["code"], row["capital"]
        cldr = arabic[code]
        extra = [part for part in row["aliases"].split("|") if part]
        name = row["name"] or cldr
        places = [part for part in (capital, *row["seats"].split("|")) if part]
        aliases = list_aliases("|".join([name, cldr, *extra, *places]), name)
        places_only = [f"{place}: {CAPITAL_PLACES}" for place in places[:1] if capital]
        not_after = "|".join([*places_only, *([row["not_after"]] if row["not_after"] else [])])
        ordinary = row["not_before"]
        records.append(
            {
                "actor_id": code,
                "kind": "state",
                "name_en": english[code],
                "name_ar": name,
                "aliases": "|".join(aliases),
                "needs": row["needs"] or None,
                "not_after": not_after or None,
                "not_before": ordinary or None,
                "adjectives": row["adjectives"],
                "capital": capital,
            }
        )
    return pd.DataFrame.from_records(records)


@cache
def read_capitals() -> frozenset[str]:
    """Return the folded capitals of states, other spellings of them included."""
    capitals = {row["capital"] for row in _read_rows("states.csv") if row["capital"]}
    return frozenset(fold(name) for name in capitals)


@cache
def read_adjectives() -> dict[str, str]:
    """Return the state of each nationality adjective, without ال: روسي to RU."""
    return {
        adjective: row["code"]
        for row in _read_rows("states.csv")
        for adjective in row["adjectives"].split("|")
        if adjective
    }
