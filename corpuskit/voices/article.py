"""One article as lists of whole numbers: its words, what stands between them, its quotations."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpuskit.voices.gaps import BREAK, find_gaps
from corpuskit.voices.lexicon import BIT, ROLES
from corpuskit.voices.namesakes import NO_NAME, unmask_namesakes
from corpuskit.voices.quotes import Quote, pair_quotes
from corpuskit.voices.vocabulary import Vocabulary

_ATTACHED = BIT["with_bi"] | BIT["with_li"] | BIT["with_wa"]


@dataclass(slots=True)
class Article:
    """What the reader of speech looks at.

    Parameters
    ----------
    text : str
        The text itself.
    starts, ends : list of int
        Span of each word.
    terms : list of str
        Each word, normalised.
    cue, prefix, number, bits : list of int
        What each word is, see ``vocabulary.Vocabulary``; ``cue`` and ``bits`` end with one more,
        so that looking one word ahead is safe.
    phrase : list of bool
        Whether a cue of several words may begin with each word.
    lemma : list of int
        The number of each word without conjunction, article and dual ending.
    gap : list of int
        What stands before each word, as the sum of bits of ``gaps``; one more than there are
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
    terms: list[str]
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
    mentions: list[tuple[int, int, str]] = field(default_factory=list)
    mention_at: dict[int, int] = field(default_factory=dict)
    attached: set[int] = field(default_factory=set)
    mention_starts: list[int] = field(default_factory=list)

    def sentence_end(self, word: int) -> int:
        """Return the word behind the last of the sentence of a word."""
        return bisect_right(self.sentence, self.sentence[word])

    def word_at(self, offset: int) -> int:
        """Return the first word that starts at an offset or behind it."""
        return bisect_left(self.starts, offset)

    def printed(self, word: int) -> str:
        """Return a word as it is printed."""
        return self.text[self.starts[word] : self.ends[word]]

    def term(self, word: int) -> str:
        """Return a word, normalised; nothing where the article has no such word."""
        return self.terms[word] if 0 <= word < len(self.terms) else ""

    def bare(self, word: int) -> str:
        """Return a word, normalised, without the conjunction before a cue: قال of وقال."""
        return self.terms[word][self.prefix[word] :]

    def names_someone(self, word: int, kinds: int = ROLES) -> bool:
        """Tell whether a word belongs to a mention or is of some kinds, such as a role."""
        return word in self.mention_at or bool(self.bits[word] & kinds)

    def ends_in(self, word: int, endings: tuple[str, ...]) -> bool:
        """Tell whether a word is printed with one of these endings."""
        return self.text.endswith(endings, self.starts[word], self.ends[word])


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
    gap = find_gaps(text, starts, ends)
    quotes = pair_quotes(text)
    start_list: list[int] = starts.tolist()
    article = Article(
        text=text,
        starts=start_list,
        ends=ends.tolist(),
        terms=[vocabulary.terms[code] for code in codes.tolist()],
        cue=[*vocabulary.cue[codes].tolist(), -1],
        prefix=vocabulary.prefix[codes].tolist(),
        number=vocabulary.number[codes].tolist(),
        bits=[*vocabulary.bits[codes].tolist(), 0],
        phrase=vocabulary.phrase_start[codes].tolist(),
        lemma=vocabulary.lemma[codes].tolist(),
        gap=gap,
        sentence=_find_sentences(gap),
        quotes=quotes,
        quote_at=_place_quotes(quotes, start_list),
    )
    unmask_namesakes(text, start_list, article.ends, article.terms, gap, article.bits)
    for start, end, actor in mentions:
        _place_mention(article, start, end, actor)
    return article


def _find_sentences(gap: list[int]) -> list[int]:
    sentence: list[int] = []
    first = 0
    for word, before in enumerate(gap[:-1]):
        if before & BREAK:
            first = word
        sentence.append(first)
    return sentence


def _place_quotes(quotes: list[Quote], starts: list[int]) -> dict[int, tuple[int, Quote]]:
    quote_at: dict[int, tuple[int, Quote]] = {}
    for quote in quotes:
        begin = bisect_left(starts, quote.start)
        behind = bisect_left(starts, quote.end)
        if behind > begin and (begin not in quote_at or quote_at[begin][0] < behind):
            quote_at[begin] = (behind, quote)
    return quote_at


def _place_mention(article: Article, start: int, end: int, actor: str) -> None:
    """Say which words a mention covers, and that they are no cues or particles."""
    begin = bisect_right(article.starts, start) - 1
    behind = bisect_left(article.starts, end)
    if begin < 0 or behind <= begin:
        return
    bits, begins_at = article.bits, article.starts[begin]
    for word in range(begin, behind):
        article.mention_at[word] = len(article.mentions)
        article.cue[word] = -1
        bits[word] &= ~NO_NAME
        # What looks like a particle is the name's own letter, unless the name begins later.
        if word > begin or start == begins_at:
            bits[word] &= ~_ATTACHED
        elif article.text[begins_at] in "بلكوف":
            bits[word] = _attach(bits[word], article.text[begins_at:start])
            if bits[word] & (BIT["with_bi"] | BIT["with_li"]):
                article.attached.add(begin)
    article.mentions.append((begin, behind, actor))
    article.mention_starts.append(start)


def _attach(bits: int, letters: str) -> int:
    bits &= ~_ATTACHED
    if letters[0] in "وف":
        bits |= BIT["with_wa"]
    if "ب" in letters:
        bits |= BIT["with_bi"]
    if "ل" in letters or "ك" in letters:
        bits |= BIT["with_li"]
    return bits
