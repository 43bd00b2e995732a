"""Tell names of outlets, agencies, places and people apart in bylines and datelines."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Literal

import pandas as pd

from corpuskit.corpus.lists import read_list
from corpuskit.errors import TableError

NameKind = Literal["outlet", "agency", "place", "note", "person"]

_FOLD = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ئ": "ي",
        "ؤ": "و",
        **dict.fromkeys("ـ\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff", ""),
        **dict.fromkeys(map(chr, range(0x64B, 0x653)), ""),
        **dict.fromkeys("«»“”\"'‘’()[]{}|،,؛;:*•؟!…", " "),
        **dict.fromkeys("\u00a0-–—/\\_", " "),
    }
)
_SPECIAL = re.compile(r"^(?:خاص |مكتب |موقع |صحيفه |جريده |خاص ب ?)(?=\S)")
_MARKS = dict.fromkeys(
    (*range(0x64B, 0x653), 0x640, *range(0x200B, 0x2010), *range(0x202A, 0x202F))
)
_LETTERS = re.compile(r"[\u0621-\u064a\u0671-\u06d3]+(?:\.(?=\s|$))?")


def fold_name(text: str) -> str:
    """Fold a name for look-up: no marks, no quotation marks, one alef, one blank between words.

    Parameters
    ----------
    text : str
        A name as printed.

    Returns
    -------
    str
        What is compared.

    Examples
    --------
    >>> fold_name(" «الشرق الأوسط» ")
    'الشرق الاوسط'
    """
    # The words of names and short lines are few, and return.
    return " ".join(filter(None, map(_fold_word, text.split())))


@lru_cache(maxsize=2**14)
def _fold_word(word: str) -> str:
    """Fold a word; signs in it part it, one of nothing but signs is empty."""
    return " ".join(word.translate(_FOLD).split()).casefold()


@lru_cache(maxsize=2**14)
def _fold_part(word: str) -> str | None:
    """Fold a word of a person's name; None if it can be no such word."""
    plain = word.strip('"«»“”،,.*:').translate(_MARKS)
    return fold_name(plain) if plain != "على" and _LETTERS.fullmatch(plain) else None


class NameBook:
    """What short names in bylines and datelines stand for.

    Parameters
    ----------
    outlets, agencies : sequence of mapping or DataFrame, default ()
        Rows that the user adds to the hand-kept lists in ``corpuskit/data/outlets.csv`` and
        ``agencies.csv``: ``outlet`` or ``agency`` (the name to be given), and if wanted
        ``name_ar``, ``name_en``, ``domains`` and ``spellings`` (joined by ``|``).

    Raises
    ------
    TableError
        If a row does not name its outlet or agency.

    Examples
    --------
    >>> names = NameBook(outlets=[{"outlet": "Halab News", "spellings": "حلب نيوز|أخبار حلب"}])
    >>> names.outlet_named("حلب نيوز")
    'Halab News'
    """

    def __init__(
        self,
        outlets: Iterable[Mapping[str, str]] | pd.DataFrame = (),
        agencies: Iterable[Mapping[str, str]] | pd.DataFrame = (),
    ) -> None:
        self.outlets: dict[str, str] = {}
        self.agencies: dict[str, str] = {}
        self.domains: dict[str, str] = {}
        for row in (*read_list("outlets.csv"), *_rows(outlets, "outlet")):
            for name in (row["outlet"], *_split(row.get("name_ar")), *_split(row.get("spellings"))):
                self.outlets[fold_name(name)] = row["outlet"]
            for domain in _split(row.get("domains")):
                self.domains[domain.casefold()] = row["outlet"]
        for row in (*read_list("agencies.csv"), *_rows(agencies, "agency")):
            for name in (row["agency"], *_split(row.get("name_en")), *_split(row.get("spellings"))):
                self.agencies[fold_name(name)] = row["agency"]
        self.places: dict[str, str] = {}
        for row in read_list("places.csv"):
            for name in (row["place"], *_split(row.get("spellings"))):
                folded = fold_name(name)
                self.places[folded] = row["place"]
                self.places.setdefault(folded.replace(" ", ""), row["place"])
        self.given = frozenset(fold_name(row["name"]) for row in read_list("given_names.csv"))
        self.notes = frozenset(fold_name(row["note"]) for row in read_list("credit_notes.csv"))
        words = [row["word"] for row in read_list("not_names.csv")]
        # "على" (on) folds to the name Ali: it is told apart by its last letter.
        self.not_names = frozenset(map(fold_name, words)) - {fold_name("علي")}

        names = (*self.outlets, *self.agencies, *self.places)
        self._first_words = frozenset(name.split()[0] for name in names if name) | _OPENERS

    def begins_name(self, line: str) -> bool:
        """Say quickly whether a line may begin with a known outlet, agency or place, or a date."""
        first = fold_name(line[:24]).split(" ", 1)
        if not first[0][:1].isalnum() or (len(first) < 2 and len(line) > 24):
            return True
        return first[0] in self._first_words or first[0][:1].isdigit()

    def begins_known(self, segment: str) -> bool:
        """Say quickly whether a piece of text may begin with a known outlet, agency or place."""
        return fold_name(segment).split(" ", 1)[0] in self._first_words

    def outlet_of(self, host: str) -> str | None:
        """Return the outlet of a web address's host and path, or None."""
        host = host.casefold().removeprefix("www.")
        name, _, path = host.partition("/")
        first = path.partition("/")[0]
        parts = name.split(".")
        for start in range(len(parts) - 1):
            tail = ".".join(parts[start:])
            for candidate in (f"{tail}/{first}", tail):
                if candidate in self.domains:
                    return self.domains[candidate]
        return None

    def outlet_named(self, name: str) -> str | None:
        """Return the outlet that a name stands for, or None."""
        return self.outlets.get(_SPECIAL.sub("", fold_name(name)))

    def agency_named(self, name: str) -> str | None:
        """Return the agency that a name stands for, or None."""
        return self.agencies.get(fold_name(name))

    def place_named(self, name: str) -> str | None:
        """Return the place that a name stands for, or None."""
        return self.places.get(fold_name(name))

    def kind_of(self, segment: str) -> NameKind | None:
        """Say what one piece of a byline or dateline names, or None if it is no name."""
        folded = fold_name(segment)
        if not folded:
            return None
        special = _SPECIAL.match(folded)
        if special and folded[special.end() :] in self.outlets:
            return "outlet"
        if folded in self.agencies:
            return "agency"
        if folded in self.outlets:
            return "place" if folded in self.places and not _is_quoted(segment) else "outlet"
        if folded in self.places:
            return "place"
        if folded in self.notes:
            return "note"
        return "person" if self.is_person(segment) else None

    def is_person(self, segment: str) -> bool:
        """Say whether a piece of text can be the name of one to three people."""
        words = segment.split() if len(segment) <= 60 else []
        if not 2 <= len(words) <= 6:
            return False
        folded = [part for word in words if (part := _fold_part(word)) is not None]
        if len(folded) < len(words) or not self.not_names.isdisjoint(folded):
            return False
        return len(words) <= 4 or self._starts_given(folded)

    def _starts_given(self, folded: list[str]) -> bool:
        """Say whether folded words begin with a given name, behind titles."""
        words = list(folded)
        while len(words) > 2 and words[0].rstrip(".") in _TITLES:
            words = words[1:]
        return words[0] in self.given or words[0].startswith("عبدال")

    def is_named(self, segment: str) -> bool:
        """Say whether a piece of text is a name whose first word is a known given name."""
        return self.is_person(segment) and self._starts_given(fold_name(segment).split())

    def is_common(self, segment: str) -> bool:
        """Say whether an outlet's name, printed without quotation marks, is a common word too."""
        folded = fold_name(segment)
        return not _is_quoted(segment) and (folded in self.not_names or folded in self.places)

    def is_word(self, segment: str) -> bool:
        """Say whether a piece of text is one or two plain words that begin no sentence."""
        words = segment.split()
        return (
            1 <= len(words) <= 2
            and "على" not in words
            and all(_LETTERS.fullmatch(word.translate(_MARKS)) for word in words)
            and not any(fold_name(word) in self.not_names for word in words)
        )


# Words that stand before a name or date in a head.
_OPENERS = frozenset(
    fold_name(word)
    for word in (
        *("خاص", "مكتب", "موقع", "صحيفة", "جريدة", "من", "يوم", "الساعة", "السبت", "الأحد"),
        *("الإثنين", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة"),
    )
)
_TITLES = frozenset(
    fold_name(t)
    for t in ("د", "أ", "م", "أ.د", "الدكتور", "دكتور", "الأستاذ", "المهندس", "الشيخ", "الأمير")
)


def _rows(
    given: Iterable[Mapping[str, str]] | pd.DataFrame, key: str
) -> Iterable[Mapping[str, str]]:
    rows = given.to_dict("records") if isinstance(given, pd.DataFrame) else list(given)
    for row in rows:
        if not isinstance(row, Mapping) or not isinstance(row.get(key), str) or not row[key]:
            message = f"Each row needs {key!r}, the name to be given; got {row!r}."
            raise TableError(message)
    return rows


def _split(values: object) -> list[str]:
    if not isinstance(values, str):
        return []
    return [value.strip() for value in values.split("|") if value.strip()]


def _is_quoted(segment: str) -> bool:
    stripped = segment.strip()
    return len(stripped) > 2 and stripped[0] in '«“"(' and stripped[-1] in '»”")'


@cache
def default_names() -> NameBook:
    """Return the names of the hand-kept lists alone, read once."""
    return NameBook()
