"""Names that the lexicon lists or that are given, behind clitics and alone."""

from collections.abc import Mapping

from corpuskit.arabic.clitics import Split
from corpuskit.arabic.lexicon import Lexicon


class KnownNames:
    """Finds a listed name in a word.

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

    def find(self, word: str, splits: list[Split]) -> str | None:
        """Return the listed name that a word is, or has behind clitics.

        Parameters
        ----------
        word : str
            A folded word.
        splits : list of tuple
            Its splits, the whole word first.

        Returns
        -------
        str or None
            The name.
        """
        names = self.lexicon.names
        if word in names:
            return word
        least = self._shortest_name(word)
        for rest, article, clitics in splits[1:]:
            name = "ال" + rest if article else rest
            if name in names and self._is_oftener(word, name, clitics):
                return name
            defined = "ال" + name
            if "لل" in word[:3] and defined in names and not article:
                # للليكود is written لليكود.
                name = max(defined, name, key=lambda one: self.counts.get(one, 0))
            # كيوري is no ك before a name يوري that nobody names.
            rare = clitics[-1:] in ("ك", "ف") and not article and name not in self.counts
            if name in names and len(name) >= least and not clitics.endswith("س") and not rare:
                return name
            if not article and rest in self.lexicon.lemma_of:
                # وكبار is و before كبار, not وك before a name بار.
                least = max(least, 5)
        return None

    def _is_oftener(self, word: str, name: str, clitics: str) -> bool:
        """Tell whether the corpus has a name oftener than the other word that this may be."""
        lemma, often = self.lexicon.lemma_of.get(word), self.counts.get(name, 0)
        if lemma == word[:-1] and clitics in ("و", "ل", "ب"):
            return often > self.counts.get(lemma, 0) * (2 if clitics == "ب" else 1)
        return (
            clitics == "و"
            and len(name) > 3
            and (lemma != word or word not in self.lexicon.current)
            and often >= 2 * max(self.counts.get(word, 0), 1)
        )

    def _shortest_name(self, word: str) -> int:
        """Say how long a name must be for a clitic to be cut from a word that may be another."""
        lemma = self.lexicon.lemma_of.get(word)
        if lemma is None:
            return 2
        # لسانا may be the object لسان, and the agency سانا.
        return 4 if lemma == word[:-1] and not self.counts.get(lemma, 0) else 5

    def find_with_article(self, splits: list[Split]) -> str | None:
        """Find ال before what is only known as a name (العبدالله): that is another name.

        Parameters
        ----------
        splits : list of tuple
            The splits of a word.

        Returns
        -------
        str or None
            The name with ال.
        """
        for rest, article, _ in splits[1:]:
            if article and rest in self.lexicon.names and rest not in self.lexicon.lemma_of:
                return "ال" + rest
        return None


def find_given(splits: list[Split], names: frozenset[str]) -> str | None:
    """Return the first of some names that clitics stand before.

    Parameters
    ----------
    splits : list of tuple
        The splits of a word, the whole word first.
    names : frozenset of str
        Folded names.

    Returns
    -------
    str or None
        The name.
    """
    for rest, article, _ in splits[1:]:
        name = "ال" + rest if article else rest
        if name in names:
            return name
    return None
