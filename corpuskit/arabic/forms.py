"""Terms to stems and lemmas: one look-up a distinct term, never one a token.

A **stem** is a term without attached و ف ب ك ل س and without ال. A **lemma** is its dictionary
form: also without suffixed pronouns and endings of number, gender and person. Both are cut only
where the rest is attested, in the lexicon (:mod:`corpuskit.arabic.lexicon`) or in the corpus
itself, often enough beside the joined form; so five articles and thirty thousand both work.
Names, given or known, stay whole: only و ف ب ك ل is cut before them.

The order of trust: protected names; the whole word in the lexicon; the whole word with a suffix
whose base is in the lexicon; the word after fewer clitics before the word after more; a rest that
only the corpus attests. What nothing attests stays as it is printed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpuskit.arabic.inflection import Inflection
from corpuskit.arabic.lexicon import load_lexicon
from corpuskit.arabic.spelling import normalize
from corpuskit.arabic.stopwords import stop_words
from corpuskit.arabic.tokenizer import tokenize

# How often the rest must stand alone, as a share of the joined form.
_SHARE = {"و": 0.04, "ف": 1.0, "ب": 0.5, "ك": 2.0, "ل": 0.5, "س": 1.0, "ال": 1.0}
_WORDS_IN_LAM = (
    *("لجن", "لجان", "لقاء", "لغة", "لغات", "لغوي", "لاجئ", "لاعب", "لحظ", "لون", "ليل"),
    *("لواء", "لحم", "لقب", "لوح", "لائح", "لبن", "ليب"),
)
# A share that misprints do not reach; a rest so common that a misprint is likelier.
_OWN = 0.1
_MORE, _FAR_MORE = 2.0, 20.0
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
        if len(word) < 3 or not all("ء" <= letter <= "ي" for letter in word):
            return word, word
        if word in self.protected or word in self.seen_names:
            return word, word
        splits = list(self._splits(word))
        if len(splits) > 1 and self._owns_initial(word):
            del splits[1:]
        known = (
            _find(splits, self.protected)
            or self._known_name(word, splits)
            or self._name_with_article(splits)
            or _find(splits, self.seen_names)
        )
        if known:
            return known, known
        found = (
            self._before_unknown(word, splits)
            or self._by_lexicon(splits)
            or self._by_corpus(word, splits)
        )
        return found or (word, self._masculine(word))

    def _owns_initial(self, word: str) -> bool:
        """Tell whether the corpus puts ب ل ك before a word: none of them goes before a clitic."""
        if word[0] not in "وفبلك":
            return False
        often, alone = self.counts.get(word, 0), self.counts.get(word[1:], 0)
        known = self.lexicon.lemma_of.get(word[1:]) in self.lexicon.current
        if alone > (_MORE if known else _FAR_MORE) * often:
            return False
        # لل is ل before the article.
        before = "بك" if word[0] == "ل" else "بكل"
        attached = sum(
            self.counts.get(one + word, 0) + self.counts.get("و" + one + word, 0) for one in before
        )
        return attached >= max((1.0 if word[1:] in self.lexicon.names else _OWN) * often, 1)

    def _masculine(self, word: str) -> str:
        """Give an adjective in ي that no list knows the singular that the corpus has."""
        for ending, cut in (("ية", 1), ("يون", 2), ("يين", 2)):
            base = word[:-cut]
            if word.endswith(ending) and base in self.counts and base not in self.lexicon.names:
                return word[:-cut]
        return word

    def _known_name(self, word: str, splits: list[tuple[str, bool, str]]) -> str | None:
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

    def _name_with_article(self, splits: list[tuple[str, bool, str]]) -> str | None:
        """Find ال before what is only known as a name (العبدالله): that is another name."""
        for rest, article, _ in splits[1:]:
            if article and rest in self.lexicon.names and rest not in self.lexicon.lemma_of:
                return "ال" + rest
        return None

    def _before_unknown(
        self, word: str, splits: list[tuple[str, bool, str]]
    ) -> tuple[str, str] | None:
        """Cut a clitic before a word that only the corpus has: most likely a name.

        It goes before endings and before forms of words that the corpus has not: بسيلتيك is ب and
        سيلتيك where the corpus has that, and no form of بسيلة.
        """
        own = self.lexicon.lemma_of.get(word)
        if own is not None and (own == word or own in self.counts):
            return None
        known, current = self.lexicon.lemma_of, self.lexicon.current
        derived = self.inflection.lemma(word)
        for rest, article, clitics in splits[1:]:
            if clitics[-1:] in ("س", "") or len(rest) < 3:
                continue
            if word[-len(rest) - 1] == "ل" and self._is_of_lam(rest, article=article):
                continue
            whole = "ال" + rest if article else rest
            if not article and known.get(rest) in current:
                return None
            if not self._is_attested(word, whole, article=False, clitics=clitics):
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

    def _is_of_lam(self, rest: str, *, article: bool) -> bool:
        """Tell whether the ل before a rest, or the one that it begins with, belongs elsewhere."""
        if article:
            return self._begins_with_lam("ل" + rest, rest)
        if rest[0] != "ل":
            return False
        return any(
            one in self.counts or one in self.lexicon.lemma_of
            for one in (rest[1:], "ال" + rest[1:])
        )

    def _is_whole(self, word: str) -> bool:
        return self._analyze(word) == (word, word)

    def _by_lexicon(self, splits: list[tuple[str, bool, str]]) -> tuple[str, str] | None:
        for order, (rest, article, clitics) in enumerate(splits):
            if article and self._is_family_name(rest):
                continue
            if clitics[-1:] in ("ب", "ل", "ك") and rest[0] == "و" and rest in self.function_words:
                # بولو is no ب before ولو.
                continue
            lemma = self.inflection.lemma(rest, article=article, clitic=clitics[-1:])
            if lemma is None:
                continue
            if order == 0:
                cut = self._cut_nevertheless(rest, lemma, splits) or self._cut_before_known(
                    rest, lemma, splits
                )
                if cut:
                    return cut
            elif lemma not in self.lexicon.current and not self._is_supported(
                splits[0][0], lemma, splits[order]
            ):
                continue
            return _bare(rest, self.lexicon.lemma_of), lemma
        return None

    def _is_supported(self, word: str, lemma: str, split: tuple[str, bool, str]) -> bool:
        """Tell whether the corpus supports a rare lemma of what stands behind clitics."""
        rest, article, clitics = split
        if rest != lemma:
            return lemma in self.counts or self._is_attested(
                word, rest, article=article, clitics=clitics
            )
        if article and clitics and "ال" + rest not in self.counts:
            return False
        return self._is_attested(word, rest, article=article, clitics=clitics)

    def _is_attested(self, word: str, rest: str, *, article: bool, clitics: str) -> bool:
        """Tell whether the corpus has the rest, or its plural, often enough beside the word."""
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
            or (rest[-1] == "ي" and self._is_adjective(rest))
            or self.inflection.is_pattern(rest)
        )

    def _cut_nevertheless(
        self, word: str, lemma: str, splits: list[tuple[str, bool, str]]
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

    def _is_family_name(self, rest: str) -> bool:
        """Tell whether what stands behind ال ends like an adjective that has no feminine."""
        return (
            rest[-1:] == "ي" and rest not in self.lexicon.current and not self._is_adjective(rest)
        )

    def _is_adjective(self, word: str) -> bool:
        return any(form in self.counts for form in (word + "ة", "ال" + word + "ة"))

    def _cut_before_known(
        self, word: str, lemma: str, splits: list[tuple[str, bool, str]]
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

    def _by_corpus(self, word: str, splits: list[tuple[str, bool, str]]) -> tuple[str, str] | None:
        for rest, article, clitics in splits[1:]:
            if len(rest) < 3 or clitics[:1] == "س" or rest in self.lexicon.imperfects:
                continue
            family = article and rest[-1] == "ي" and not self._is_adjective(rest)
            if not family and self._is_attested(word, rest, article=article, clitics=clitics):
                if not article and self._known_name(rest, list(self._splits(rest))):
                    # بلهادي is no ب before لهادي, which is ل before a name.
                    continue
                return rest, rest
            joined = "ال" + rest
            if (
                article
                and clitics
                and self._is_attested(word, joined, article=False, clitics=clitics)
            ):
                return joined, joined
        return None

    def _splits(self, word: str) -> Iterator[tuple[str, bool, str]]:
        """Yield each way to cut clitics off: the rest, whether an article was cut, the clitics."""
        yield word, False, ""
        if word[0] in "وف" and (len(word) > 3 or word[1:] in self.lexicon.names):
            yield word[1:], False, word[0]
        yield from self._inner_splits(word, "")
        if word[0] in "وف" and len(word) > 4:
            yield from self._inner_splits(word[1:], word[0])

    def _inner_splits(self, word: str, before: str) -> Iterator[tuple[str, bool, str]]:
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

    def _begins_with_lam(self, longer: str, shorter: str) -> bool:
        often, other = self.counts.get(longer, 0), self.counts.get(shorter, 0)
        if max(often, other) >= 10:
            return often >= other
        return longer.startswith(_WORDS_IN_LAM)


def _find(splits: list[tuple[str, bool, str]], names: frozenset[str]) -> str | None:
    """Return the first of some names that clitics stand before."""
    for rest, article, _ in splits[1:]:
        name = "ال" + rest if article else rest
        if name in names:
            return name
    return None


def _bare(word: str, known: Mapping[str, str]) -> str:
    if word.startswith("ال") and len(word) > 4 and known.get(word, word) != word:
        return word[2:]
    return word
