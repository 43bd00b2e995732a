"""A tokens table as arrays, and what is printed between and beside its tokens."""

from collections.abc import Hashable, Iterable
from functools import cache, cached_property
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpuskit.actors.gaps import character_kinds, is_balanced
from corpuskit.actors.textbytes import read_bytes
from corpuskit.actors.vocabulary import read_vocabulary
from corpuskit.arabic.matching import BLANK, NEW_LINE, OPEN, find_bytes, read_gaps, read_marks
from corpuskit.arabic.placing import place_names
from corpuskit.arabic.spelling import normalize
from corpuskit.errors import TableError, list_some

Integers = NDArray[np.int64]
Marks = NDArray[np.bool_]


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
        terms, ids = _categories(tokens["term"]), _categories(tokens["doc_id"])
        row_of = pd.Index(documents["doc_id"]).get_indexer(ids.categories)
        self.row_of_code = row_of.astype(np.int64)
        self.codes = _freeze(terms.codes)
        self.doc_codes = _freeze(ids.codes)
        self.start = _freeze(tokens["start"].to_numpy())
        self.end = _freeze(tokens["end"].to_numpy())
        self._vocabulary = read_vocabulary(terms.categories)
        self.words = self._vocabulary.words
        self.number: dict[str, int] = {}
        self._answers: WeakKeyDictionary[Hashable, NDArray[np.int8]] = WeakKeyDictionary()
        self.word_of = np.full(len(self.words), -1, np.int32)
        strangers = np.flatnonzero(row_of < 0)
        if len(strangers) and np.isin(self.doc_codes, strangers).any():
            message = (
                f"tokens has documents that the documents table lacks: "
                f"{list_some(ids.categories[strangers])}. Make them with find_tokens(documents)."
            )
            raise TableError(message)

    @cached_property
    def bytes(self) -> tuple[Integers, NDArray[np.uint8]]:
        """The bytes of all texts, and where each text starts."""
        return read_bytes(self._texts)

    @cached_property
    def new_document(self) -> Marks:
        """Whether each token, and the end of the table, is the first of a document."""
        new = np.ones(len(self) + 1, np.bool_)
        np.not_equal(self.doc_codes[1:], self.doc_codes[:-1], out=new[1:-1])
        return new

    def __len__(self) -> int:
        return len(self.codes)

    def learn(self, codes: dict[str, list[int]]) -> None:
        """Give numbers to the words that will be asked for, by their term codes; others are -1."""
        self.number = {word: number for number, word in enumerate(codes)}
        for number, some in enumerate(codes.values()):
            self.word_of[some] = number

    def find_codes(self, words: Iterable[str]) -> list[int]:
        """Return the term codes of some folded words, as far as the texts have them."""
        return [code for word in words for code in self.words.find(word)]

    def answers(self, question: Hashable) -> NDArray[np.int8]:
        """Return what is known of each term: 1 yes, 0 no, -1 not asked yet; no word (-1) is no.

        The array is kept as long as the question lives, and is to be written to.
        """
        known = self._answers.get(question)
        if known is None:
            known = self._answers[question] = np.full(len(self.words) + 1, -1, np.int8)
            known[-1] = 0
        return known

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

    def gaps(self, left: Integers) -> tuple[Marks, NDArray[np.uint8]]:
        """Return whether a token follows each token in its document, and what parts them.

        What parts them is a sum of the constants of :mod:`corpuskit.arabic.matching`, 0 where no
        token follows. A place before the first token is followed by none.
        """
        inside = (left >= 0) & (left + 1 < len(self))
        inside[inside] = self.doc_codes[left[inside]] == self.doc_codes[left[inside] + 1]
        found = np.zeros(len(left), np.uint8)
        at = left[inside]
        found[inside] = read_gaps(
            at, self.rows(at), self.start, self.end, *self.bytes, character_kinds()
        )
        return inside, found

    def marks(self, at: Integers, length: Integers) -> tuple[Integers, Integers]:
        """Return the code points before and after runs of tokens, -1 where the text ends."""
        last = self.end[at + length - 1]
        left, right = read_marks(self.rows(at), self.start[at], last, *self.bytes)
        return left, right

    def neighbours(self, at: Integers, step: int) -> Integers:
        """Return the term code ``step`` tokens before (after, if negative) each token.

        -1 where the document ends or punctuation stands between it and the next one.
        """
        left = at - step if step > 0 else at - step - 1
        _, gap = self.gaps(left)
        found = np.full(len(at), -1, np.int64)
        rows = np.flatnonzero(gap & OPEN)
        found[rows] = self.codes[at[rows] - step]
        return found

    def next_words(self, at: Integers) -> list[str]:
        """Return the folded word behind each token in the same line, if only spaces part them.

        Nothing where there is none, or no such token.
        """
        _, gap = self.gaps(at)
        beside = (gap & (BLANK | NEW_LINE)) == BLANK
        codes = self.codes[np.where(beside, at + 1, 0)] if len(self) else at
        found = zip(codes.tolist(), beside.tolist(), strict=True)
        return [self.words[code] if near else "" for code, near in found]

    def spans(self, at: Integers, length: Integers) -> list[str]:
        """Return the printed texts of runs of tokens."""
        return self.cut(self.rows(at), self.start[at], self.end[at + length - 1])

    def cut(
        self, rows: Integers, start: NDArray[np.integer], end: NDArray[np.integer]
    ) -> list[str]:
        """Return the text of half-open spans of documents."""
        offsets, data = self.bytes
        begin, stop = find_bytes(rows, start, end, offsets, data)
        view = data.data
        cuts = zip(begin.tolist(), stop.tolist(), strict=True)
        return [str(view[first:last], "utf-8") for first, last in cuts]

    def lack_closing(self, row: Integers, start: Integers, end: Integers) -> Marks:
        """Tell behind which spans the mark stands that closes one in them: مجموعة (5+1*)*."""
        found = [
            not is_balanced(printed[:-1]) and is_balanced(printed)
            for printed in self.cut(row, start, end + 1)
        ]
        return np.array(found, np.bool_)

    def has_marks(self, at: Integers) -> Marks:
        """Tell which tokens are printed with vowel marks or the like."""
        return self.end[at] - self.start[at] != self._vocabulary.lengths[self.codes[at]]

    def start_lines(self, at: Integers) -> Marks:
        """Tell which tokens are the first of their line."""
        inside, gap = self.gaps(at - 1)
        return ~inside | ((gap & NEW_LINE) > 0)

    def place_names(
        self, at: Integers, length: Integers, clitic: Integers, tail: Integers
    ) -> tuple[Integers, Integers, Integers]:
        """Return row, start and end of names, without the letters before and behind them."""
        row, start, end, odd = place_names(
            at,
            length,
            clitic,
            self.codes,
            self.doc_codes,
            self.start,
            self.end,
            self.row_of_code,
            self._vocabulary.lengths,
        )
        rows = np.flatnonzero(odd)
        words = self.spans(at[rows], np.ones(len(rows), np.int64))
        start[rows] += np.array(list(map(skip_letters, words, clitic[rows].tolist())), np.int64)
        rows = np.flatnonzero(tail > 0)
        last = at[rows] + length[rows] - 1
        words = self.spans(last, np.ones(len(rows), np.int64))
        sizes = [len(self.word(token)) for token in last.tolist()] - tail[rows]
        kept = list(map(skip_letters, words, sizes.tolist()))
        end[rows] = self.start[last] + np.array(kept, np.int64)
        return row, start, end

    def word(self, token: int) -> str:
        """Return the folded word of one token."""
        return self.words[self.codes[token]]

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


def _categories(column: pd.Series) -> pd.Categorical:
    """Return a column as a Categorical, itself if it is one."""
    values = column.array
    return values if isinstance(values, pd.Categorical) else pd.Categorical(column)


def _freeze(values: NDArray[np.integer]) -> NDArray[np.int32]:
    """Return whole numbers in the one form for which the loops are compiled."""
    frozen = np.ascontiguousarray(values, np.int32).view()
    frozen.flags.writeable = False
    return frozen


def skip_letters(printed: str, letters: int) -> int:
    """Return how many characters of a printed word hold its first letters, marks included.

    Examples
    --------
    >>> skip_letters("وَكيري", 1), skip_letters("لــلأمم", 1)
    (2, 3)
    """
    place = seen = 0
    while place < len(printed) and seen < letters:
        seen += _count_letters(printed[place])
        place += 1
    while place < len(printed) and not _count_letters(printed[place]):
        place += 1
    return place


@cache
def _count_letters(char: str) -> int:
    """Return how many letters one printed character is."""
    return len(normalize(char))


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
