"""Actors tables: read them, check them, put them together."""

import re
from os import PathLike
from pathlib import Path
from warnings import warn

import pandas as pd

from corpuskit.actors.conditions import (
    TEXT_COLUMNS,
    Condition,
    iterate_aliases,
    list_aliases,
    list_idle_notes,
)
from corpuskit.actors.folding import fold, read_words
from corpuskit.errors import DataWarning, ReadError, TableError, list_some
from corpuskit.tables import ACTORS, check_table


def read_actors(
    source: str | PathLike[str] | pd.DataFrame, *, ordinary: str = "warn"
) -> pd.DataFrame:
    """Read and check a table of actors.

    Parameters
    ----------
    source : path or DataFrame
        A CSV file in UTF-8, or a table, with the columns of ``tables.ACTORS``: ``actor_id``,
        ``kind``, ``name_en``, ``name_ar``, ``aliases`` (plain spellings without attached
        particles, joined by ``|``), and, if wanted, ``wikidata``, ``needs``, ``not_after`` and
        ``not_before``. Without ``aliases``, or in its empty cells, only the Arabic name is looked
        for; without ``name_en`` the Arabic name stands there. Further columns ride along.
    ordinary : {"warn", "raise", "ignore"}, default "warn"
        What to do with an alias that is also an ordinary word (صالح، فتح، القاعدة) and has no
        condition: those of a list that ships with the package.

    Returns
    -------
    DataFrame
        One row an actor, in the order of the source.

    Raises
    ------
    ReadError
        If the file cannot be read as CSV in UTF-8.
    TableError
        If a column is missing or wrong, an actor_id is repeated, an alias is empty, an alias is
        claimed by two actors without a condition that tells them apart, or a condition cannot be
        understood; with ``ordinary="raise"`` also if an ordinary word has no condition.
    ValueError
        If ``ordinary`` is none of the three.

    Notes
    -----
    ``name_ar`` is always an alias. A condition is written ``alias: what`` and several are joined
    by ``|``; without ``alias:`` it holds for every alias of one word.

    - ``needs``: ``full_name`` (the actor is also named otherwise in the same document),
      ``quotes``, ``title``, ``after WORD WORD``, ``before WORD WORD``, or ``nothing`` (looked at
      and found unambiguous);
    - ``not_after``, ``not_before``: words that may not stand beside the alias.

    Where the table says nothing about an alias, :func:`find_mentions` judges by default, and any
    condition of the alias, ``nothing`` included, overrules it:

    - the alias of an outlet that is also an ordinary word, a place or a nationality (الوطن،
      الرياض، الفرنسية) counts only behind a word such as صحيفة or ذكرت, before نت, between
      quotation marks or brackets, alone on its line, or between dashes in a byline;
    - a capital (القاهرة) of a state or organisation with another Arabic name does not count as a
      place: behind في، إلى، مدينة، اجتماع and their like, with ب, or at the head of a dateline;
    - a state's name that is also an adjective (السعودية) does not count behind a definite noun
      that it agrees with (وسائل الإعلام السعودية), save in المملكة العربية السعودية;
    - a group or organisation named by one ordinary noun (المقاومة، القاعدة) does not count as an
      action or thing (مرحلة المقاومة، القاعدة الجوية) or adjective (الشؤون الداخلية);
    - a club or firm named by one ordinary word (الشباب، سلامة) counts in documents with a word of
      sport, a group so named (القاعدة) not in documents with the noun alone (قاعدة العند), a person
      so named (سلامة) or so named like an adjective behind a noun (الخلق الشريف) not at all: unless
      the document has another name of the actor, or a title, a verb of speech, a head such as نادي
      or تنظيم, or quotation marks stand beside the name;
    - an outlet, organisation or group does not count in the name of a site (سوق عكاظ), and one
      named by a function word (أحد) only behind نادي and its like or between quotation marks.

    Whatever the table says, a person's name does not count as part of another name: behind بن
    (محمد بن *سلمان*), in the name of a site (طريق الملك *عبدالعزيز*) or of a movement (جماعة
    *الحوثي*).

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "actor_id": ["saleh"], "kind": ["person"], "name_en": ["Ali Abdullah Saleh"],
    ...     "name_ar": ["علي عبد الله صالح"], "aliases": ["علي عبدالله صالح|صالح"],
    ...     "needs": ["صالح: full_name"],
    ... })
    >>> read_actors(frame)[["actor_id", "kind", "needs"]]
      actor_id    kind            needs
    0    saleh  person  صالح: full_name
    """
    if ordinary not in ("warn", "raise", "ignore"):
        message = f"ordinary must be 'warn', 'raise' or 'ignore', got {ordinary!r}."
        raise ValueError(message)
    frame = source.copy() if isinstance(source, pd.DataFrame) else _read_csv(Path(source))
    frame = _fill_names(frame)
    check_table(frame, ACTORS)
    for column in ("aliases", *TEXT_COLUMNS):
        if column in frame:
            frame[column] = frame[column].astype("str")
    frame["aliases"] = frame["aliases"].fillna("").astype("str")
    frame["kind"] = frame["kind"].astype("category")
    frame = frame.reset_index(drop=True)
    check_table(frame, ACTORS, deep=True)
    _check_aliases(frame, ordinary)
    return frame


def _fill_names(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with the columns that the Arabic names can fill: name_en and aliases."""
    if "name_ar" not in frame:
        return frame
    if "name_en" not in frame:
        frame["name_en"] = frame["name_ar"]
    elif pd.api.types.is_string_dtype(frame["name_en"].dropna()):
        frame["name_en"] = frame["name_en"].astype("str").fillna(frame["name_ar"])
    if "aliases" not in frame:
        frame["aliases"] = ""
    return frame


def _read_csv(path: Path) -> pd.DataFrame:
    try:
        frame = pd.read_csv(
            path, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8-sig"
        )
    except FileNotFoundError as error:
        message = f"There is no actors file {path}. Give the path of a CSV file."
        raise ReadError(message) from error
    except (IsADirectoryError, PermissionError) as error:
        message = (
            f"{path} cannot be read as a file ({error.strerror}). Give the path of a CSV file."
        )
        raise ReadError(message) from error
    except UnicodeDecodeError as error:
        message = (
            f"{path} is not UTF-8 (byte {error.start}). Save the sheet as 'CSV UTF-8' and try "
            "again."
        )
        raise ReadError(message) from error
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        message = f"{path} is not a CSV table: {error}"
        raise ReadError(message) from error
    for sign, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(frame.columns) == 1 and sign in str(frame.columns[0]):
            message = f"{path} has {name} between its columns. Save the sheet with commas."
            raise ReadError(message)
    return frame


def _check_aliases(actors: pd.DataFrame, ordinary: str) -> None:
    ids = actors["actor_id"].tolist()
    cells = zip(ids, actors["aliases"].tolist(), actors["name_ar"].tolist(), strict=True)
    bare_ids = [one for one, aliases, name in cells if not list_aliases(aliases, name)]
    if bare_ids:
        message = f"actors: {list_some(bare_ids)} has neither name_ar nor an alias; give one."
        raise TableError(message)
    claims: dict[str, dict[int, Condition]] = {}
    looked_at = set()
    for row, alias, condition, noted in iterate_aliases(actors):
        key = " ".join(re.findall(r"\w+", fold(alias)))
        if not key:
            message = f"actors: {ids[row]!r} has the alias {alias!r}, which holds no letter."
            raise TableError(message)
        if any(sign in alias for sign in "،,؛;\n"):
            message = (
                f"actors: {ids[row]!r} has the alias {alias!r} with a comma, semicolon or line "
                "end, across which no name is found. Part aliases by |."
            )
            raise TableError(message)
        claims.setdefault(key, {})[row] = condition
        if noted:
            looked_at.add(key)
    for key, rows in claims.items():
        if len(rows) > 1 and sum(not condition.decides for condition in rows.values()) > 1:
            names = list_some([ids[row] for row in rows])
            message = (
                f"actors: the alias {key!r} is claimed by {names}. Delete it from all but one, or "
                f"tell them apart in the column needs, for instance '{key}: full_name'."
            )
            raise TableError(message)
    idle = list_idle_notes(actors)
    if idle:
        message = (
            f"{len(idle)} conditions are about names that are no alias of their actor, so they do "
            f"nothing: {list_some(idle)}. Correct them, or add the aliases."
        )
        warn(message, DataWarning, stacklevel=3)
    bare = [key for key in claims if key in read_words("ordinary_names.csv") - looked_at]
    if bare and ordinary != "ignore":
        message = (
            f"{len(bare)} aliases are also ordinary words: {list_some(bare)}. Say in the column "
            f"needs, not_after or not_before when they count, for instance '{bare[0]}: full_name', "
            f"or '{bare[0]}: nothing' if they always do."
        )
        if ordinary == "raise":
            raise TableError(message)
        warn(message, DataWarning, stacklevel=3)


def combine_actors(*tables: pd.DataFrame) -> pd.DataFrame:
    """Put actors tables together; where they disagree, the earlier one counts.

    Parameters
    ----------
    *tables : DataFrame
        Actors tables, your own first.

    Returns
    -------
    DataFrame
        One row an actor. An actor whose actor_id or Arabic name an earlier table has already
        keeps the row of that table and gains the aliases of the later one; an alias that an
        earlier table gives to another actor is dropped.

    Raises
    ------
    TableError
        If a table breaks its contract or the result would.
    ValueError
        If no table is given.

    Examples
    --------
    >>> from corpuskit.actors.builtin import built_in_actors
    >>> states = built_in_actors("states")
    >>> len(combine_actors(states, states)) == len(states)
    True
    """
    if not tables:
        message = "combine_actors needs at least one actors table, got none."
        raise ValueError(message)
    for table in tables:
        check_table(table, ACTORS)
    owners: dict[str, str] = {}
    rows: dict[str, dict[str, object]] = {}
    for table in tables:
        taken = dict(owners)
        for record in table.to_dict("records"):
            name_ar = str(record["name_ar"])
            actor_id = taken.get(fold(name_ar), str(record["actor_id"]))
            names = list_aliases(record["aliases"], name_ar)
            free = [name for name in names if taken.get(fold(name), actor_id) == actor_id]
            for name in free:
                owners.setdefault(fold(name), actor_id)
            row = rows.setdefault(actor_id, {**record, "aliases": ""})
            kept = [part for part in str(row["aliases"]).split("|") if part]
            row["aliases"] = "|".join(dict.fromkeys(kept + free))
    return read_actors(pd.DataFrame.from_records(list(rows.values())), ordinary="ignore")
