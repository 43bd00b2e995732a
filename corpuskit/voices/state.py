"""What the reader of an article knows while it reads."""

from dataclasses import dataclass

from corpuskit.voices.article import Article
from corpuskit.voices.lexicon import BIT, Cue
from corpuskit.voices.quotes import Quote
from corpuskit.voices.speakers import Introduced, Speaker, introduce, resolve_phrase


@dataclass(slots=True)
class Statement:
    """One reported statement, in words, then in offsets.

    Parameters
    ----------
    cue, cue_last : int
        First and last word of the cue.
    name : Cue
        Which cue.
    speaker : Speaker
        Who speaks.
    first, behind : int
        First word of what is said, and the word behind it.
    kind : str
        What introduces it; "before" where it stands before its cue.
    rule : str
        Every rule that applied.
    nested : bool, default False
        Whether it stands inside another statement, which it does not end.
    quote : Quote, optional
        The quotation that it begins with.
    """

    cue: int
    cue_last: int
    name: Cue
    speaker: Speaker
    first: int
    behind: int
    kind: str
    rule: str
    nested: bool = False
    quote: Quote | None = None


class ReaderState:
    """What the reader of an article knows while it reads.

    Parameters
    ----------
    article : Article
        The article.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.introduced = Introduced()
        self.statements: list[Statement] = []
        self.last: Speaker | None = None
        self._introduced_to = 0

    def _introduce_up_to(self, word: int) -> None:
        low = self._introduced_to
        high = self.article.sentence_end(word)
        while low < high:
            end = self.article.sentence_end(low)
            introduce(self.article, self.introduced, low, end)
            low = end
        self._introduced_to = max(self._introduced_to, high)

    def _resolve(self, first: int, behind: int, rule: str) -> Speaker:
        """Say who a noun phrase means, by what was read so far."""
        return resolve_phrase(self.article, first, behind, self.introduced, rule)

    def _enclosing(self, word: int) -> Statement | None:
        """Return the open statement of the same sentence in which a word stands."""
        sentence = self.article.sentence[word]
        for statement in reversed(self.statements):
            if statement.cue < sentence:
                return None
            if statement.first <= word and statement.kind != "before":
                return statement
        return None


def find_quote(article: Article, first: int) -> Quote | None:
    """Return the longest quotation that begins at a word, or right before إن at it."""
    found = article.quote_at.get(first)
    if found is None and first > 0 and article.bits[first - 1] & BIT["that"]:
        found = article.quote_at.get(first - 1)
    return None if found is None else found[1]
