"""Terms to stems and lemmas: one look-up a distinct term, never one a token.

A **stem** is a term without attached و ف ب ك ل س and without ال. A **lemma** is its dictionary
form: also without suffixed pronouns and endings of number, gender and person. Both are cut only
where the rest is attested, in the lexicon (:mod:`corpuskit.arabic.lexicon`) or in the corpus
itself, often enough beside the joined form; so five articles and thirty thousand both work.
Names, given, listed or seen, stay whole: only و ف ب ك ل is cut before them.

The order of trust: protected names; the whole word in the lexicon; the whole word with a suffix
whose base is in the lexicon; the word after fewer clitics before the word after more; a rest that
only the corpus attests. What nothing attests stays as it is printed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from corpuskit.arabic.clitics import Clitics, Split
from corpuskit.arabic.evidence import Evidence
from corpuskit.arabic.inflection import Inflection
from corpuskit.arabic.known_names import KnownNames, find_given
from corpuskit.arabic.lexicon import load_lexicon
from corpuskit.arabic.spelling import normalize
from corpuskit.arabic.stopwords import stop_words
from corpuskit.arabic.tokenizer import tokenize

_ARABIC = re.compile("[ء-ي]+")
# A word of the lexicon is cut nevertheless where the rest is so many times as frequent.
_MUCH = 6.0


def change_form(
    terms: Sequence[str],
    counts: Sequence[int],
    *,
    form: str,
    protect: Iterable[str] = (),
    seen_names: Iterable[str] = (),
) -> list[str]:
    """Return the stem or the lemma of each term.

    Parameters
    ----------
    terms : sequence of str
        Distinct terms in the spelling ``"standard"``.
    counts : sequence of int
        How often the corpus has each.
    form : {"stem", "lemma"}
        What is wanted.
    protect : iterable of str, default ()
        Names that stay whole. Each word of a name of several words is protected.
    seen_names : iterable of str, default ()
        Terms that the corpus shows to be names (:mod:`corpuskit.arabic.seen_names`).

    Returns
    -------
    list of str
        One form a term, in the order of ``terms``.

    Examples
    --------
    >>> change_form(["والوزراء", "وكيري", "كيري"], [1, 1, 1], form="lemma")
    ['وزير', 'كيري', 'كيري']
    >>> change_form(["والوزراء", "وكيري", "كيري"], [1, 1, 1], form="stem")
    ['وزراء', 'كيري', 'كيري']
    """
    analyst = Analyst(dict(zip(terms, counts, strict=True)), protect, seen_names)
    place = 0 if form == "stem" else 1
    return [analyst.analyze(term)[place] for term in terms]


class Analyst:
    """Finds stem and lemma of one word after another, against one corpus vocabulary.

    Parameters
    ----------
    counts : mapping of str to int
        The terms of the corpus and how often it has them.
    protect : iterable of str, default ()
        Names that stay whole.
    seen_names : iterable of str, default ()
        Terms that the corpus shows to be names.

    Examples
    --------
    >>> Analyst({}, ["كيري"]).analyze("ولكيري")
    ('كيري', 'كيري')
    """

    def __init__(
        self,
        counts: Mapping[str, int],
        protect: Iterable[str] = (),
        seen_names: Iterable[str] = (),
    ) -> None:
        self.counts = counts
        self.lexicon = load_lexicon()
        self.inflection = Inflection(self.lexicon, counts)
        self.clitics = Clitics(self.lexicon, counts)
        self.names = KnownNames(self.lexicon, counts)
        self.evidence = Evidence(self.inflection, counts)
        self.function_words = stop_words("function")
        self.stop_words = stop_words("news")
        given = [protect] if isinstance(protect, str) else protect
        self.protected = frozenset(tokenize([normalize(name) for name in given]).terms)
        self.seen_names = frozenset(seen_names)

    def analyze(self, word: str) -> tuple[str, str]:
        """Return stem and lemma of a word.

        Parameters
        ----------
        word : str
            A term in the spelling ``"standard"``.

        Returns
        -------
        tuple of str
            Stem and lemma.
        """
        stem, lemma = self._analyze(word)
        if word not in self.stop_words:
            return stem, lemma
        return self._keep_stopped(word, stem), self._keep_stopped(word, lemma)

    def _keep_stopped(self, word: str, form: str) -> str:
        """Keep بشكل, a stop word, from becoming شكل, which is none."""
        if form in self.stop_words:
            return form
        return word[1:] if word[0] in "وف" and word[1:] in self.stop_words else word

    def _analyze(self, word: str) -> tuple[str, str]:
        if len(word) < 3 or not _ARABIC.fullmatch(word):
            return word, word
        if word in self.protected or word in self.seen_names:
            return word, word
        if self._stands_before_own_initial(word):
            return self._analyze(word[1:])
        splits = self.clitics.split(word)
        known = (
            find_given(splits, self.protected)
            or self.names.find(word, splits)
            or self.names.find_with_article(splits)
            or find_given(splits, self.seen_names)
        )
        if known:
            return known, known
        lemma = self.inflection.lemma(word)
        found = (
            self._before_unknown(splits, lemma)
            or self._by_lexicon(splits, lemma)
            or self._by_corpus(word, splits)
        )
        return found or (word, self._masculine(word))

    def _stands_before_own_initial(self, word: str) -> bool:
        """Tell whether و stands before a letter that is the word's own.

        وكازمير is و and كازمير, not وك and إزمير, where the corpus has لكازمير.
        """
        return (
            word[0] == "و"
            and len(word) > 5
            and word[1:] in self.counts
            and word not in self.lexicon.lemma_of
            and word not in self.lexicon.names
            and self.clitics.owns_initial(word[1:])
        )

    def _masculine(self, word: str) -> str:
        """Give an adjective in ي that no list knows the singular that the corpus has."""
        for ending, cut in (("ية", 1), ("يون", 2), ("يين", 2)):
            base = word[:-cut]
            if not word.endswith(ending) or len(base) < 4:
                continue
            if base in self.counts and base not in self.lexicon.names:
                return base
        return word

    def _before_unknown(self, splits: list[Split], derived: str | None) -> tuple[str, str] | None:
        """Cut a clitic before a word that only the corpus has: most likely a name.

        It goes before endings and before forms of words that the corpus has not: بسيلتيك is ب and
        سيلتيك where the corpus has that, and no form of بسيلة.
        """
        word = splits[0][0]
        own = self.lexicon.lemma_of.get(word)
        if own is not None and (own == word or own in self.counts):
            return None
        known, current = self.lexicon.lemma_of, self.lexicon.current
        for rest, article, clitics in splits[1:]:
            if clitics[-1:] in ("س", "") or len(rest) < 3:
                continue
            if word[-len(rest) - 1] == "ل" and self.clitics.is_of_lam(rest, article=article):
                continue
            whole = "ال" + rest if article else rest
            if not article and known.get(rest) in current:
                return None
            if not self.evidence.attests(word, whole, article=False, clitics=clitics):
                continue
            if derived in current and self.counts.get(derived, 0) >= self.counts[whole]:
                # وجهه is his face.
                return None
            if article and word not in known:
                # What و stands before is read as it is without و.
                return self._analyze(whole)
            if not article and self._is_whole(rest):
                return rest, rest
        return None

    def _is_whole(self, word: str) -> bool:
        return self._analyze(word) == (word, word)

    def _by_lexicon(self, splits: list[Split], lemma: str | None) -> tuple[str, str] | None:
        """Return what the dictionary and the endings say, fewer clitics before more.

        ``lemma`` is that of the whole word.
        """
        word = splits[0][0]
        if lemma is not None:
            return (
                self._cut_nevertheless(word, lemma, splits)
                or self._cut_before_known(word, lemma, splits)
                or (_bare(word, self.lexicon.lemma_of), lemma)
            )
        for rest, article, clitics in splits[1:]:
            if article and self.evidence.is_family_name(rest):
                continue
            if clitics[-1:] in ("ب", "ل", "ك") and rest[0] == "و" and rest in self.function_words:
                # بولو is no ب before ولو.
                continue
            lemma = self.inflection.lemma(rest, article=article, clitic=clitics[-1:])
            if lemma is None:
                continue
            split = rest, article, clitics
            if lemma in self.lexicon.current or self.evidence.supports(word, lemma, split):
                return _bare(rest, self.lexicon.lemma_of), lemma
        return None

    def _cut_nevertheless(
        self, word: str, lemma: str, splits: list[Split]
    ) -> tuple[str, str] | None:
        """Cut a word of the lexicon that the corpus shows to be another word with a clitic."""
        inflection, known = self.inflection, self.lexicon.lemma_of
        weak = inflection.is_weak(word)
        here = max(self.counts.get(word, 0), 1)
        # وعد is a promise, but ودعا is rarely the dual of ودع.
        inflected = lemma in self.lexicon.verbs and lemma != word and not weak
        for rest, article, clitics in splits[1:]:
            if article or clitics in ("س", "") or len(rest) < 3 or inflection.is_weak(rest):
                continue
            if rest not in known or rest in self.function_words:
                continue
            if clitics[-1] in "بك" and rest[-1] == "ت" and known[rest] in self.lexicon.verbs:
                # كادت is no ك before ادت.
                continue
            said = inflected and clitics[0] == "و" and inflection.is_past_singular(rest)
            cited = weak and clitics[0] in "وف" and inflection.is_past_singular(rest)
            often = self.counts.get(rest, 0) >= _MUCH * here and (
                lemma not in self.lexicon.verbs or inflected
            )
            if said or cited or often:
                found = inflection.lemma(rest, clitic=clitics[-1:])
                if found:
                    return rest, found
        return None

    def _cut_before_known(
        self, word: str, lemma: str, splits: list[Split]
    ) -> tuple[str, str] | None:
        """Prefer a clitic before a form of the lexicon (ب أسهم) to an ending (بأس هم)."""
        inflection, known = self.inflection, self.lexicon.lemma_of
        if word in known or word.endswith(("ت", "وا", "تا")):
            return None
        for rest, article, clitics in splits[1:]:
            if article or clitics in ("س", "ك", "") or len(rest) < 4 or rest not in known:
                continue
            found = inflection.lemma(rest, clitic=clitics[-1:])
            if found and self.counts.get(rest, 0) >= self.counts.get(lemma, 0):
                return rest, found
        return None

    def _by_corpus(self, word: str, splits: list[Split]) -> tuple[str, str] | None:
        for rest, article, clitics in splits[1:]:
            if len(rest) < 3 or clitics[:1] == "س" or rest in self.lexicon.imperfects:
                continue
            family = article and rest[-1] == "ي" and not self.evidence.is_adjective(rest)
            if not family and self.evidence.attests(word, rest, article=article, clitics=clitics):
                if not article and self.names.find(rest, self.clitics.split(rest)):
                    # بلهادي is no ب before لهادي, which is ل before a name.
                    continue
                return rest, rest
            joined = "ال" + rest
            if (
                article
                and clitics
                and self.evidence.attests(word, joined, article=False, clitics=clitics)
            ):
                return joined, joined
        return None


def _bare(word: str, known: Mapping[str, str]) -> str:
    if word.startswith("ال") and len(word) > 4 and known.get(word, word) != word:
        return word[2:]
    return word
