"""Where و ف ب ك ل س and ال may be cut off a word, before anybody asks what the rest is."""

from collections.abc import Iterator, Mapping

from corpuskit.arabic.lexicon import Lexicon

# The rest, whether ال was cut, and the other clitics.
Split = tuple[str, bool, str]

_WORDS_IN_LAM = (
    *("لجن", "لجان", "لقاء", "لغة", "لغات", "لغوي", "لاجئ", "لاعب", "لحظ", "لون", "ليل"),
    *("لواء", "لحم", "لقب", "لوح", "لائح", "لبن", "ليب"),
)
# A share that misprints do not reach; a rest so common that a misprint is likelier.
_OWN = 0.1
_MORE, _FAR_MORE = 2.0, 20.0


class Clitics:
    """Splits words, as far as spelling and the vocabulary of a corpus allow.

    Parameters
    ----------
    lexicon : Lexicon
        Known forms and names.
    counts : mapping of str to int
        The terms of the corpus and how often it has them.
    """

    def __init__(self, lexicon: Lexicon, counts: Mapping[str, int]) -> None:
        self.lexicon = lexicon
        self.counts = counts

    def split(self, word: str) -> list[Split]:
        """Return each way to cut clitics off, the whole word first.

        Parameters
        ----------
        word : str
            A folded word of three letters or more.

        Returns
        -------
        list of tuple
            The rest, whether an article was cut, the other clitics.
        """
        splits = list(self._splits(word))
        return splits[:1] if len(splits) > 1 and self.owns_initial(word) else splits

    def owns_initial(self, word: str) -> bool:
        """Tell whether the corpus puts ب ل ك before a word: none of them goes before a clitic.

        Parameters
        ----------
        word : str
            A folded word.

        Returns
        -------
        bool
            True for ونيس where the corpus has لونيس.
        """
        if word[0] not in "وفبلك":
            return False
        # لل is ل before the article.
        before = "بك" if word[0] == "ل" else "بكل"
        attached = sum(
            self.counts.get(one + word, 0) + self.counts.get("و" + one + word, 0) for one in before
        )
        if not attached:
            return False
        often, alone = self.counts.get(word, 0), self.counts.get(word[1:], 0)
        if attached >= max(often, 2):
            return True
        known = self.lexicon.lemma_of.get(word[1:]) in self.lexicon.current
        if word[1:] in self.lexicon.names or alone > (_MORE if known else _FAR_MORE) * often:
            return False
        return attached >= _OWN * often

    def _splits(self, word: str) -> Iterator[Split]:
        """Yield each way to cut clitics off: the rest, whether an article was cut, the clitics."""
        yield word, False, ""
        if word[0] in "وف" and (len(word) > 3 or word[1:] in self.lexicon.names):
            yield word[1:], False, word[0]
        yield from self._inner_splits(word, "")
        if word[0] in "وف" and len(word) > 4:
            yield from self._inner_splits(word[1:], word[0])

    def _inner_splits(self, word: str, before: str) -> Iterator[Split]:
        if len(word) < 4 and word[1:] not in self.lexicon.names:
            return
        if word.startswith("ال"):
            yield word[2:], True, before
        elif word.startswith("لل"):
            # ل and ال melt together, also before a word that begins with ل itself.
            ways = [(word[2:], True, before + "ل"), (word[1:], False, before + "ل")]
            yield from reversed(ways) if self._begins_with_lam(word[1:], word[2:]) else ways
            yield word[1:], True, before + "ل"
        elif word[0] in "بكل":
            yield word[1:], False, before + word[0]
            if word[1:3] == "ال" and len(word) > 5:
                yield word[3:], True, before + word[0]
        elif word[0] == "س" and word[1] in "يتنا":
            yield word[1:], False, before + "س"

    def is_of_lam(self, rest: str, *, article: bool) -> bool:
        """Tell whether the ل before a rest, or the one that it begins with, belongs elsewhere.

        Parameters
        ----------
        rest : str
            What stands behind ل.
        article : bool
            Whether ال was cut before it.

        Returns
        -------
        bool
            True if another cut fits better.
        """
        if article:
            return self._begins_with_lam("ل" + rest, rest)
        if rest[0] != "ل":
            return False
        others = rest[1:], "ال" + rest[1:]
        if any(one in self.counts for one in others):
            return True
        return rest not in self.counts and any(one in self.lexicon.lemma_of for one in others)

    def _begins_with_lam(self, longer: str, shorter: str) -> bool:
        often, other = self.counts.get(longer, 0), self.counts.get(shorter, 0)
        if max(often, other) >= 10:
            return often >= other
        if often and not other and "ال" + shorter not in self.counts:
            return True
        return longer.startswith(_WORDS_IN_LAM)
