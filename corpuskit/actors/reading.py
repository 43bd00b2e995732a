"""A tokens table as arrays, and what is printed between and beside its tokens."""

import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.actors.folding import fold_terms
from corpuskit.actors.textbytes import TextBytes
from corpuskit.arabic.spelling import normalize
from corpuskit.errors import TableError, list_some

Integers = NDArray[np.int64]
#: From so many gaps on, characters are read from the bytes of all texts at once.
MANY = 20_000

SPACES = frozenset(
    " \t\u00a0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
)
QUOTES = frozenset("\"'“”„«»‘’‹›＂`´()[]")
OPENING = frozenset("\"'“”„«‘‹＂`([")
CLOSING = frozenset("\"'”“»’›＂`´)]")
HYPHENS = frozenset("-‐‑‒–ـ_")


def joins_words(gap: str) -> bool:
    """Tell whether two words of one name may be parted so: spaces, quotation marks, a hyphen."""
    if any(char not in SPACES and char not in QUOTES and char not in HYPHENS for char in gap):
        return False
    hyphens = sum(char in HYPHENS for char in gap)
    return hyphens == 0 or (hyphens == 1 and len(gap) == 1)


def joins_initials(gap: str) -> bool:
    """Tell whether two initials of one name may be parted so: also by a full stop."""
    return joins_words(gap.replace(".", "", 1))


def is_open_gap(gap: str) -> bool:
    """Tell whether two words stand beside each other: spaces or quotation marks between."""
    return all(char in SPACES or char in QUOTES for char in gap)


def starts_new_line(gap: str) -> bool:
    """Tell whether a line ends between two words."""
    return "\n" in gap or "\r" in gap


@dataclass(frozen=True)
class Vocabulary:
    """The terms of a tokens table, folded, with the numbers of each folded word."""

    terms: list[str]
    words: list[str]
    code_of: dict[str, int]
    doubles: dict[str, list[int]]


_KNOWN: dict[int, tuple[weakref.ref[pd.Index], Vocabulary]] = {}


def read_vocabulary(categories: pd.Index) -> Vocabulary:
    """Return the folded vocabulary of a tokens table; made once as long as the table lives."""
    known = _KNOWN.get(id(categories))
    if known is not None and known[0]() is categories:
        return known[1]
    terms: list[str] = categories.tolist()
    words = fold_terms(terms)
    code_of = dict(zip(words, range(len(words)), strict=True))
    doubles: dict[str, list[int]] = {}
    if len(code_of) < len(words):
        for code, word in enumerate(words):
            if code_of[word] != code:
                doubles.setdefault(word, []).append(code)
    vocabulary = Vocabulary(terms, words, code_of, doubles)
    key = id(categories)
    _KNOWN[key] = (weakref.ref(categories, lambda _: _KNOWN.pop(key, None)), vocabulary)
    return vocabulary


class Reader:
    """The tokens of some documents, and the print around them.

    Parameters
    ----------
    documents, tokens : DataFrame
        A documents table and the tokens of (some of) its documents.

    Raises
    ------
    TableError
        If tokens belong to documents that the documents table lacks.
    """

    def __init__(self, documents: pd.DataFrame, tokens: pd.DataFrame) -> None:
        self._texts = documents["text"]
        self._read: dict[int, str] = {}
        terms = tokens["term"].astype("category").cat
        ids = tokens["doc_id"].astype("category").cat
        row_of = pd.Index(documents["doc_id"]).get_indexer(ids.categories)
        self.row_of_code = row_of.astype(np.int64)
        self.codes = terms.codes.to_numpy()
        self.doc_codes = ids.codes.to_numpy()
        self.start = tokens["start"].to_numpy()
        self.end = tokens["end"].to_numpy()
        self._vocabulary = read_vocabulary(terms.categories)
        self.terms, self.words = self._vocabulary.terms, self._vocabulary.words
        self.vocabulary = self._vocabulary.code_of
        self._bytes: TextBytes | None = None
        self.number: dict[str, int] = {}
        self.word_of = np.full(len(self.words), -1, np.int32)
        self.new_document = np.ones(len(tokens) + 1, np.bool_)
        np.not_equal(self.doc_codes[1:], self.doc_codes[:-1], out=self.new_document[1:-1])
        strangers = np.flatnonzero(row_of < 0)
        if len(strangers) and np.isin(self.doc_codes, strangers).any():
            message = (
                f"tokens has documents that the documents table lacks: "
                f"{list_some(ids.categories[strangers])}. Make them with find_tokens(documents)."
            )
            raise TableError(message)

    def __len__(self) -> int:
        return len(self.codes)

    def learn(self, words: Iterable[str]) -> None:
        """Give numbers to the words that will be asked for; all others are -1."""
        code_of, doubles = self._vocabulary.code_of, self._vocabulary.doubles
        known: dict[str, int] = {}
        for word in sorted({word for word in words if word in code_of}):
            number = known[word] = len(known)
            codes = [code_of[word], *doubles.get(word, ())]
            self.word_of[codes] = number
        self.number = known

    def rows(self, at: Integers) -> Integers:
        """Return the row of the document of each token."""
        return self.row_of_code[self.doc_codes[at]]

    def text(self, row: int) -> str:
        """Return the text of one document."""
        if row not in self._read:
            self._read[row] = str(self._texts.iat[row])
        return self._read[row]

    def fetch(self, rows: Integers) -> None:
        """Read the texts of some documents at once."""
        wanted = [row for row in np.unique(rows).tolist() if row not in self._read]
        if wanted:
            self._read.update(zip(wanted, self._texts.iloc[wanted].tolist(), strict=True))

    def gaps(self, at: Integers) -> list[str]:
        """Return what stands between each token and the next one, in one document."""
        rows = self.rows(at)
        self.fetch(rows)
        cells = zip(rows.tolist(), self.end[at].tolist(), self.start[at + 1].tolist(), strict=True)
        texts = self._read
        return [texts[row][end:start] for row, end, start in cells]

    def are_joined(
        self, at: Integers, length: Integers, initials: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """Tell for each run of tokens whether only spaces, marks and hyphens part its words.

        Where ``initials`` is true, full stops may, too: بي. بي. سي.
        """
        joined = np.ones(len(at), np.bool_)
        longest = int(length.max()) if len(length) else 0
        for step in range(longest - 1):
            rows = np.flatnonzero(joined & (length > step + 1))
            for marked, test in ((False, joins_words), (True, joins_initials)):
                part = rows[initials[rows] == marked]
                joined[part] = self._test_gaps(at[part] + step, test)
        return joined

    def _test_gaps(self, at: Integers, test: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Apply a test to what stands between each token and the next one."""
        passed = np.zeros(len(at), np.bool_)
        slow = np.ones(len(at), np.bool_)
        if len(at) > MANY:
            if self._bytes is None:
                self._bytes = TextBytes(self._texts)
            single = np.flatnonzero(self.start[at + 1] - self.end[at] == 1)
            byte = self._bytes.read(self.rows(at[single]), self.end[at[single]].astype(np.int64))
            table = np.array([test(chr(code)) if code < 128 else False for code in range(256)])
            passed[single] = table[byte]
            slow[single] = byte >= 128
        rest = np.flatnonzero(slow)
        gaps = self.gaps(at[rest])
        known = {gap: test(gap) for gap in set(gaps)}
        passed[rest] = np.fromiter((known[gap] for gap in gaps), np.bool_, len(gaps))
        return passed

    def name_starts(self, at: Integers, clitic: Integers) -> Integers:
        """Return where each name starts: behind its attached particles."""
        starts = self.start[at].astype(np.int64)
        rows = np.flatnonzero(clitic)
        tokens = at[rows]
        types, back = np.unique(self.codes[tokens], return_inverse=True)
        letters = np.array([len(self.terms[code]) for code in types.tolist()], np.int64)
        plain = self.end[tokens] - self.start[tokens] == letters[back] if len(rows) else rows > 0
        starts[rows[plain]] += clitic[rows[plain]]
        for hit in rows[~plain].tolist():
            token = int(at[hit])
            text = self.text(int(self.rows(at[hit : hit + 1])[0]))
            printed = text[int(self.start[token]) : int(self.end[token])]
            starts[hit] += skip_letters(printed, int(clitic[hit]))
        return starts

    def word(self, token: int) -> str:
        """Return the folded word of one token."""
        return self.words[self.codes[token]]

    def beside(self, at: Integers, step: int) -> Integers:
        """Return the word number before (step -1) or after (step 1) each token.

        -1 where the document ends or punctuation stands between.
        """
        left = at - 1 if step < 0 else at
        inside = ~self.new_document[left + 1] & (left >= 0)
        found = np.full(len(at), -1, np.int64)
        rows = np.flatnonzero(inside)
        rows = rows[self._test_gaps(left[rows], is_open_gap)]
        found[rows] = self.word_of[self.codes[at[rows] + step]]
        return found

    def neighbours(self, at: Integers, step: int) -> Integers:
        """Return the term code ``step`` tokens before each token, -1 where none stands beside."""
        found = np.full(len(at), -1, np.int64)
        left = at - step
        inside = (left >= 0) & ~self.new_document[np.maximum(left + 1, 0)]
        rows = np.flatnonzero(inside)
        rows = rows[self._test_gaps(left[rows], is_open_gap)]
        found[rows] = self.codes[left[rows]]
        return found

    def start_lines(self, at: Integers) -> NDArray[np.bool_]:
        """Tell which tokens are the first of their line."""
        first = self.new_document[at]
        rows = np.flatnonzero(~first)
        first[rows] = self._test_gaps(at[rows] - 1, starts_new_line)
        return first

    def before(self, token: int) -> tuple[str, str] | None:
        """Return the word before a token and the gap between them, in the same document."""
        if token == 0 or self.new_document[token]:
            return None
        return self.word(token - 1), self._gap(token - 1)

    def after(self, token: int) -> tuple[str, str] | None:
        """Return the word after a token and the gap between them, in the same document."""
        if self.new_document[token + 1]:
            return None
        return self.word(token + 1), self._gap(token)

    def _gap(self, token: int) -> str:
        text = self.text(int(self.row_of_code[self.doc_codes[token]]))
        return text[int(self.end[token]) : int(self.start[token + 1])]

    def marks(self, first: int, last: int) -> tuple[str, str]:
        """Return the characters directly before and after a run of tokens."""
        text = self.text(int(self.row_of_code[self.doc_codes[first]]))
        begin, end = int(self.start[first]), int(self.end[last])
        return text[max(begin - 1, 0) : begin], text[end : end + 1]


def skip_letters(printed: str, letters: int) -> int:
    """Return how many characters of a printed word hold its first letters, marks included.

    Examples
    --------
    >>> skip_letters("وَكيري", 1), skip_letters("لــلأمم", 1)
    (2, 3)
    """
    place = seen = 0
    while place < len(printed) and seen < letters:
        seen += len(normalize(printed[place]))
        place += 1
    while place < len(printed) and not normalize(printed[place]):
        place += 1
    return place


def with_conjunctions(words: Iterable[str]) -> list[str]:
    """Return words as they are and with an attached و or ف."""
    return [before + word for word in words for before in ("", "و", "ف")]


def strip_particles(word: str) -> list[str]:
    """Return a word as it is and without an attached particle: للرئيس, وللرئيس, الرئيس."""
    found = [word]
    if len(word) > 3 and word[0] in "وف":
        word = word[1:]
        found.append(word)
    if word.startswith("لل") and len(word) > 4:
        found.append("ال" + word[2:])
    elif len(word) > 3 and word[0] in "بلك":
        found.append(word[1:])
    return found
