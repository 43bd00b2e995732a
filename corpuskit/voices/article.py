"""One article as lists of whole numbers: its words, what stands between them, its quotations."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpuskit.voices.lexicon import ANY_THAT, BIT
from corpuskit.voices.quotes import Quote, pair_quotes
from corpuskit.voices.vocabulary import Vocabulary

# What can stand before a word, one bit each.
COMMA, COLON, PAUSE, STOP, LINE, OPEN_BRACKET, CLOSE_BRACKET, DASH, MARK = (
    1 << place for place in range(9)
)
BREAK = STOP | LINE
_STOPS = re.compile(r"[.!?؟۔…]")
_TWO_DOTS = re.compile(r"(?<![.])\.\.(?![.])")
_NO_NAME = ANY_THAT | BIT["على"] | BIT["في"] | BIT["من"]
_QUOTES = re.compile(r"&quot;|''|[«»“”„‟‹›\"″＂{}]")


@dataclass(slots=True)
class Article:
    """What the reader of speech looks at.

    Parameters
    ----------
    text : str
        The text itself.
    starts, ends : list of int
        Span of each word.
    cue, prefix, number, bits : list of int
        What each word is, see ``vocabulary.Vocabulary``; ``cue`` and ``bits`` end with one more.
    phrase : list of bool
        Whether a cue of several words may begin with each word.
    lemma : list of int
        The number of each word without conjunction, article and dual ending.
    gap : list of int
        What stands before each word, as the sum of the bits above; one more than there are
        words, the last for what stands behind the last word.
    sentence : list of int
        Position of the first word of each word's sentence.
    quotes : list of Quote
        Quotations, by start.
    quote_at : dict of int to (int, Quote)
        First word of a quotation to the word behind it and the quotation; the longest wins.
    mentions : list of (int, int, str)
        First word, word behind the last, and actor of each mention, by start.
    mention_at : dict of int to int
        Word to the position of the mention that covers it.
    attached : set of int
        Words whose mention begins behind an attached particle (للجزيرة).
    mention_starts : list of int
        Offset at which each mention begins.
    """

    text: str
    starts: list[int]
    ends: list[int]
    cue: list[int]
    prefix: list[int]
    number: list[int]
    bits: list[int]
    phrase: list[bool]
    lemma: list[int]
    gap: list[int]
    sentence: list[int]
    quotes: list[Quote]
    quote_at: dict[int, tuple[int, Quote]]
    mentions: list[tuple[int, int, str]]
    mention_at: dict[int, int]
    attached: set[int]
    mention_starts: list[int]

    def sentence_end(self, word: int) -> int:
        """Return the word behind the last of the sentence of a word."""
        return bisect_right(self.sentence, self.sentence[word])

    def word_at(self, offset: int) -> int:
        """Return the first word that starts at an offset or behind it."""
        return bisect_left(self.starts, offset)


def open_article(
    text: str,
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    codes: NDArray[np.int64],
    vocabulary: Vocabulary,
    mentions: list[tuple[int, int, str]],
) -> Article:
    """Lay one article out.

    Parameters
    ----------
    text : str
        Its text.
    starts, ends, codes : ndarray of shape (n_tokens,)
        Its tokens, by start; ``codes`` are numbers of terms of the vocabulary.
    vocabulary : Vocabulary
        What each term is.
    mentions : list of (int, int, str)
        Start, end (offsets) and actor of the mentions, by start.

    Returns
    -------
    Article
        The article, ready to be read.
    """
    start_list: list[int] = starts.tolist()
    end_list: list[int] = ends.tolist()
    gap = _find_gaps(text, starts, ends)
    sentence: list[int] = []
    first = 0
    for word in range(len(start_list)):
        if gap[word] & BREAK:
            first = word
        sentence.append(first)
    quotes = pair_quotes(text)
    quote_at: dict[int, tuple[int, Quote]] = {}
    for quote in quotes:
        begin = bisect_left(start_list, quote.start)
        behind = bisect_left(start_list, quote.end)
        if behind > begin and (begin not in quote_at or quote_at[begin][0] < behind):
            quote_at[begin] = (behind, quote)
    named: list[tuple[int, int, str]] = []
    mention_at: dict[int, int] = {}
    attached: set[int] = set()
    mention_starts: list[int] = []
    # One more than there are words, so that looking one word ahead is safe.
    bits: list[int] = [*vocabulary.bits[codes].tolist(), 0]
    cue: list[int] = [*vocabulary.cue[codes].tolist(), -1]
    if "علي" in text and "على" in text:
        # Where على is printed with its own last letter, علي is a name.
        for word in range(len(start_list)):
            if bits[word] & BIT["على"] and text[start_list[word] : end_list[word]] == "علي":
                bits[word] = bits[word] & ~BIT["على"] | BIT["given"]
    if " فان " in text and "أن" in text:
        for word in range(len(start_list)):
            if text[start_list[word] : end_list[word]] == "فان":
                bits[word] = 0  # where hamza is printed: فان جال, a name
    if "آن" in text:
        for word in range(len(start_list)):
            if bits[word] & BIT["that"] and text[start_list[word]] == "آ":
                bits[word] = 0  # آن, a name
    if "إمام" in text:
        for word in range(len(start_list)):
            if text[start_list[word] : end_list[word]] in ("إمام", "وإمام"):
                bits[word] &= ~BIT["preposition"]
    _name_behind_given(text, start_list, codes.tolist(), bits, gap)
    if "إن." in text:
        for word in range(len(start_list) - 1):
            behind = end_list[word]
            if text.startswith("إن.", behind - 2) and start_list[word + 1] == behind + 1:
                bits[word] = 0  # إن.بي.سي, a name
    if "بان كي" in text:
        for word in range(len(start_list) - 1):
            if text[start_list[word] : end_list[word + 1]] == "بان كي":
                bits[word] &= ~(_NO_NAME | BIT["with_bi"] | BIT["subordinator"] | BIT["auxiliary"])
    for start, end, actor in mentions:
        begin = bisect_right(start_list, start) - 1
        behind = bisect_left(start_list, end)
        if begin < 0 or behind <= begin:
            continue
        for word in range(begin, behind):
            mention_at[word] = len(named)
            cue[word] = -1
            bits[word] &= ~_NO_NAME
            # What looks like a particle is the name's own letter, unless the name begins later.
            if word > begin or start == start_list[begin]:
                bits[word] &= ~(BIT["with_bi"] | BIT["with_li"] | BIT["with_wa"])
            elif text[start_list[begin]] in "بلكوف":
                bits[word] = _attach(bits[word], text[start_list[begin] : start])
                if bits[word] & (BIT["with_bi"] | BIT["with_li"]):
                    attached.add(begin)
        named.append((begin, behind, actor))
        mention_starts.append(start)
    return Article(
        text,
        start_list,
        end_list,
        cue,
        vocabulary.prefix[codes].tolist(),
        vocabulary.number[codes].tolist(),
        bits,
        vocabulary.phrase_start[codes].tolist(),
        vocabulary.lemma[codes].tolist(),
        gap,
        sentence,
        quotes,
        quote_at,
        named,
        mention_at,
        attached,
        mention_starts,
    )


def _name_behind_given(
    text: str, starts: list[int], codes: list[int], bits: list[int], gap: list[int]
) -> None:
    """Read محمد بارباع as a name, and بارباع wherever it stands."""
    given, attached = BIT["given"], BIT["with_bi"]
    names = {
        codes[word]
        for word in range(1, len(codes))
        if bits[word] & attached
        and bits[word - 1] & given
        and not gap[word]
        and not text.startswith("بال", starts[word])
    }
    if names:
        for word, code in enumerate(codes):
            if code in names:
                bits[word] &= ~attached


def _attach(bits: int, letters: str) -> int:
    bits &= ~(BIT["with_bi"] | BIT["with_li"] | BIT["with_wa"])
    if letters[0] in "وف":
        bits |= BIT["with_wa"]
    if "ب" in letters:
        bits |= BIT["with_bi"]
    if "ل" in letters or "ك" in letters:
        bits |= BIT["with_li"]
    return bits


def _find_gaps(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> list[int]:
    """Classify what stands before each word; most often it is one blank, which is nothing."""
    size = len(starts)
    gap = [0] * (size + 1)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    width = starts[1:] - ends[:-1]
    plain = (width == 1) & (points[ends[:-1]] == 32)
    for word in (np.flatnonzero(~plain) + 1).tolist():
        gap[word] = _classify(text, int(ends[word - 1]), int(starts[word]))
    gap[0] = LINE | (_classify(text, 0, int(starts[0])) & ~BREAK)
    gap[size] = LINE | _classify(text, int(ends[-1]), len(text))
    for word in range(1, size):
        # A stop behind a single letter is an abbreviation (د. سعيد), inside a number it is none.
        if gap[word] & STOP and not gap[word] & LINE:
            before = int(ends[word - 1] - starts[word - 1])
            between = text[ends[word - 1] : starts[word]]
            if (
                between.lstrip()[:1] == "."
                and "\n" not in between
                and (
                    (
                        before == 1
                        and between.strip() == "."
                        and not _is_digit(text, ends[word - 1] - 1)
                    )
                    or (
                        between == "."
                        and (
                            _is_ascii(text, starts[word])
                            or before < 3
                            or int(ends[word] - starts[word]) < 3
                        )
                    )
                )
            ):
                gap[word] &= ~STOP
    return gap


def _is_ascii(text: str, at: int) -> bool:
    return text[at].isascii() or text[at].isdigit()


def _is_digit(text: str, at: int) -> bool:
    return text[at].isdigit()


def _classify(text: str, start: int, end: int) -> int:
    between = text[start:end]
    value = 0
    if between.isspace():
        return LINE if "\n" in between or "\r" in between else 0
    if "،" in between or "," in between:
        value |= COMMA
    if ":" in between:
        clock = text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()
        value |= 0 if clock else COLON
    if "\n" in between or "\r" in between:
        value |= LINE
    if "(" in between or "[" in between:
        value |= OPEN_BRACKET
    if ")" in between or "]" in between:
        value |= CLOSE_BRACKET
    if "-" in between or "–" in between or "—" in between or "ـ" in between:
        value |= DASH
    if _QUOTES.search(between):
        value |= MARK
    if _TWO_DOTS.search(between) or "؛" in between or ";" in between:
        value |= PAUSE
    elif _STOPS.search(between):
        value |= STOP
    return value
