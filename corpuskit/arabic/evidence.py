"""What a corpus must have for a clitic to be cut: the rest alone, often enough."""

from collections.abc import Mapping

from corpuskit.arabic.clitics import Split
from corpuskit.arabic.inflection import Inflection

# How often the rest must stand alone, as a share of the joined form.
_SHARE = {"و": 0.04, "ف": 1.0, "ب": 0.5, "ك": 2.0, "ل": 0.5, "س": 1.0, "ال": 1.0}


class Evidence:
    """Judges what stands behind clitics by the vocabulary of a corpus.

    Parameters
    ----------
    inflection : Inflection
        Lemmas of words without clitics.
    counts : mapping of str to int
        The terms of the corpus and how often it has them.
    """

    def __init__(self, inflection: Inflection, counts: Mapping[str, int]) -> None:
        self.inflection = inflection
        self.lexicon = inflection.lexicon
        self.counts = counts

    def supports(self, word: str, lemma: str, split: Split) -> bool:
        """Tell whether the corpus supports a rare lemma of what stands behind clitics.

        Parameters
        ----------
        word : str
            The joined word.
        lemma : str
            The rare lemma.
        split : tuple
            The rest, whether an article was cut, the other clitics.

        Returns
        -------
        bool
            True if the clitics may be cut.
        """
        rest, article, clitics = split
        if rest != lemma:
            return lemma in self.counts or self.attests(
                word, rest, article=article, clitics=clitics
            )
        if article and clitics and "ال" + rest not in self.counts:
            return False
        return self.attests(word, rest, article=article, clitics=clitics)

    def attests(self, word: str, rest: str, *, article: bool, clitics: str) -> bool:
        """Tell whether the corpus has the rest, or its plural, often enough beside the word.

        Parameters
        ----------
        word : str
            The joined word.
        rest : str
            What stands behind the clitics.
        article : bool
            Whether ال was cut.
        clitics : str
            The other clitics.

        Returns
        -------
        bool
            True if the clitics may be cut.
        """
        if article and rest in self.lexicon.lemma_of and rest[-1] != "ي":
            stem = rest.removesuffix("ة")
            plurals = ("ال" + rest + "ين", rest + "ين", "ال" + stem + "ات", stem + "ات")
            if any(plural in self.counts for plural in plurals):
                return True
        share = max((_SHARE[one] for one in clitics), default=_SHARE["و"])
        if article and not self._is_ordinary(rest):
            share = _SHARE["ال"]
        return self.counts.get(rest, 0) >= max(share * self.counts.get(word, 0), 1)

    def _is_ordinary(self, rest: str) -> bool:
        """Tell whether what stands behind ال looks like a noun or an adjective, not like a name."""
        return (
            "ال" + rest in self.lexicon.lemma_of
            or rest.endswith(("ة", "ات"))
            or (rest[-1] == "ي" and self.is_adjective(rest))
            or self.inflection.is_pattern(rest)
        )

    def is_family_name(self, rest: str) -> bool:
        """Tell whether what stands behind ال ends like an adjective that has no feminine.

        Parameters
        ----------
        rest : str
            A word without ال.

        Returns
        -------
        bool
            True for عتيبي, if the corpus has no عتيبية.
        """
        return rest[-1:] == "ي" and rest not in self.lexicon.current and not self.is_adjective(rest)

    def is_adjective(self, word: str) -> bool:
        """Tell whether the corpus has the feminine of a word.

        Parameters
        ----------
        word : str
            A word without ال.

        Returns
        -------
        bool
            True if it has it, with ال or without.
        """
        return any(form in self.counts for form in (word + "ة", "ال" + word + "ة"))
