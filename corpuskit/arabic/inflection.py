"""One word without clitics to its lemma: the dictionary first, then endings with a known base.

Every rule asks for evidence: the base must be a form of the lexicon, or the corpus must have
another member of the same paradigm. A word that no rule explains has no lemma here (None).
"""

import re
from collections.abc import Iterator

from corpuskit.arabic.dictionary import PLURAL_OR_VERBAL_NOUN, Dictionary, bare_of

# Not ك: news addresses nobody, and many a name ends so.
_PRONOUNS = ("كما", "هما", "هم", "هن", "ها", "كم", "نا", "ه")
_PARTICIPLE = re.compile("^(?:م.{3,}|.ا..|.+ي)$")
_BROKEN_IN_ALEF = re.compile("^..ا.ي$")
_PAST_ENDINGS = ("وا", "ت", "تا", "ا")
_PRESENT_ENDINGS = ("ون", "وا", "ان")


class Inflection(Dictionary):
    """Lemmas of words that carry no clitic before them.

    Parameters
    ----------
    lexicon : Lexicon
        Known forms.
    counts : mapping of str to int
        The terms of the corpus and how often it has them.
    """

    def lemma(self, word: str, *, article: bool = False, clitic: str = "") -> str | None:
        """Return the lemma of a word, or None if nothing attests one.

        Parameters
        ----------
        word : str
            A folded word without clitics before it.
        article : bool, default False
            Whether ال was cut: then it is no verb and carries no pronoun.
        clitic : str, default ""
            The clitic that was cut last: nouns follow ب ك, verbs follow س.

        Returns
        -------
        str or None
            The folded lemma.
        """
        noun_only = article or clitic in ("ب", "ك")
        cut = article or bool(clitic)
        if clitic == "س":
            if word[0] not in "يتن":
                return None
            if word.endswith("نا") and word not in self.counts:
                # سيلينا is no future of لان.
                return self._of_verb(word)
            return self._of_verb(word) or self._verb_with_pronoun(word)
        if clitic in ("ك", "ف") and not self._is_common(word, clitic, article=article):
            return None
        if word in self.known:
            if self._is_unlikely(word, clitic, noun_only):
                return None
            if self.is_unusual(word):
                return None if clitic and not article else word
            lemma = self._settle(word)
            if word.endswith("ين") and lemma not in self.lexicon.current:
                # مطارين are airports, and bishops hardly.
                lemma = self._dual(word) or lemma
            if (
                noun_only
                and word[0] in "يتن"
                and lemma[0] != word[0]
                and lemma in self.lexicon.verbs
            ):
                return None
            if lemma.startswith("ال") and len(word) > 4 and lemma not in self.lexicon.current:
                return None
            if self.believes(word, lemma) and not self._is_name_like(word, lemma):
                return lemma
            return None if cut else word
        if word.startswith("ال") and len(word) > 4:
            if not word.startswith("الت"):
                return None
            return self._past(word) or self._verb_with_pronoun(word)
        found = None
        if article or clitic in ("", "و", "ك") or word in self.counts:
            found = None if noun_only else self._of_verb(word)
            found = found or self._of_noun(word, article=article, cut=cut)
        found = found or self._dual(word, article=article)
        if found is None and not article:
            found = self._accusative(word) or self._without_pronoun(word, noun_only=noun_only)
        return found

    def _settle(self, word: str) -> str:
        """Return the lemma of a form of the lexicon, with its inconsistencies evened out."""
        if word in self.lexicon.corrected:
            return self.known[word]
        if word.endswith("ية") and self.known.get("ال" + word) == word[:-1]:
            return word[:-1]
        feminine = bare_of(word[:-3] if word.endswith(("تان", "تين")) else word[:-2]) + "ة"
        if word.endswith(("تان", "تين")) and self.known.get(feminine) == feminine:
            return self._settle(feminine)
        bare = bare_of(feminine)
        if word.endswith("يات") and self.known.get(bare) == bare:
            return self._settle(bare)
        if word.endswith("ات") and bare in self.known and self.is_pattern(bare):
            return bare
        if word.endswith("ات") and self.known[word] == bare[:-1] and self.known.get(bare) == bare:
            often, other = self.counts.get(bare, 0), self.counts.get(bare[:-1], 0)
            if often > other:
                return bare
        if word.endswith("انات") and word[:-2] in self.known and bare not in self.known:
            return self._settle(word[:-2])
        if self._is_surely_verbal_noun(word):
            return word
        if word.startswith("الت") and self._past(word):
            return self._past(word) or word
        if word.startswith("ال") and self._strong(word[2:]) and not self._has_hamza(word):
            word = word[2:]
            if self._is_surely_verbal_noun(word):
                return word
        lemma = self.known[word]
        if word[-2:] == "وا" and self.is_past_singular(word[:-2]):
            lemma = word[:-2]
        elif len(word) == 4 and word[1] == "ا" and lemma == word[0] + word[2:]:
            # Who does it is another word than what is done.
            lemma = word
        elif PLURAL_OR_VERBAL_NOUN.match(bare_of(word)):
            lemma = self._plural_or_verbal_noun(bare_of(word), lemma)
        elif _BROKEN_IN_ALEF.match(word) and lemma == word[:-1]:
            # قدامى is no قدام of mine.
            lemma = self.known.get("ال" + word, lemma)
        elif self.is_weak(word):
            defined = self.known.get("ال" + word, lemma)
            if defined != lemma and not defined.startswith("ال"):
                lemma = defined
            else:
                lemma = self._of_verb(word) or self._of_noun(word) or lemma
        elif lemma in self.lexicon.verbs and lemma != word and self._is_verbal_noun(word):
            lemma = bare_of(word)
        if word.endswith("ات") and lemma == word[:-2] + "ة":
            lemma = self._singular(word[:-2], lemma)
        return self._masculine(lemma)

    def _accusative(self, word: str) -> str | None:
        """Find the participle متجه in متجها where it, and not متج, is a word of the corpus."""
        base = word[:-1]
        if word[-2:] not in ("ها", "نا") or not re.match("^م..[^ت]?.$", base):
            return None
        return base if base in self.counts and not self._seen(word[:-2]) else None

    def _is_common(self, word: str, clitic: str, *, article: bool) -> bool:
        """Tell whether ك or ف, which news rarely attaches, may stand before a word."""
        if word in self.counts or (article and "ال" + word in self.counts):
            return True
        if article:
            return not self.counts
        if clitic == "ف":
            return self.known.get(word) in self.lexicon.verbs
        return self._is_ordinary(word) or self._dual(word) is not None

    def _is_ordinary(self, word: str) -> bool:
        """Tell whether a word is a noun of the news, and with ك before it no other word (كفيلة)."""
        if len(word) < (5 if word[0] == "ا" or word[-1] == "ي" else 3):
            return False
        if word not in self.known:
            regular = word.endswith("ات")
            if word.endswith(("ين", "ون")):
                regular = bool(_PARTICIPLE.match(word[:-2]))
            return regular and self._is_noun_of_news(word[:-2])
        if word in self.lexicon.names or word in self.lexicon.imperfects or self.is_weak(word):
            return False
        lemma, joined = self._settle(word), "ك" + word
        if word.endswith(("ين", "ون")) and len(word) < 6:
            return False
        for ending in ("ية", "ة", "ات", "ين", "ون"):
            base = joined[: -len(ending)]
            if joined.endswith(ending) and self.known.get(base) in self.lexicon.current:
                return False
        return lemma in self.lexicon.current and (
            lemma not in self.lexicon.verbs or self._is_also_noun(word)
        )

    def _is_also_noun(self, verb: str) -> bool:
        """Tell whether what may be a verb has an article or a broken plural (وفد، وفود)."""
        if "ال" + verb in self.known:
            return True
        plurals = ("ا" + verb[:2] + "ا" + verb[2:], verb[:2] + "و" + verb[2:])
        return len(verb) == 3 and any(self.known.get(plural) == verb for plural in plurals)

    def _dual(self, word: str, *, article: bool = False) -> str | None:
        """Return the noun of the news that a word is the dual of, whether the corpus has it or not.

        Names end so, too (برقين, سلمان): the shorter the noun, the more is asked of it.
        """
        stem, ending = word[:-2], word[-2:]
        if ending not in ("ين", "ان") or len(stem) < 3 or self.is_pattern(word):
            return None
        feminine = stem[:-1] + "ة"
        if stem[-1] == "ت" and self._is_noun_of_news(feminine):
            return self._settle(feminine)
        if _PARTICIPLE.match(stem) and stem[-1] != "ي" and stem[0] != "و":
            # باحثان are two who search; few names are so long.
            return stem if self._is_noun_of_news(stem) else None
        if ending == "ان" and len(stem) < 5 and self.known.get(word) != stem:
            return None
        sure = article or self.known.get(word) == stem
        if stem in self.lexicon.verbs and not (sure and self._is_also_noun(stem)):
            return None
        return stem if self._is_noun_of_news(stem) else None

    def _is_noun_of_news(self, word: str) -> bool:
        """Tell whether a word is the singular of a noun that news uses, and no name."""
        lemma = self.known.get(word)
        if word in self.lexicon.imperfects or lemma not in self.lexicon.current:
            return False
        if self.is_pattern(word):
            return self._settle(word) == word
        return (
            lemma == word
            and not self.is_weak(word)
            and (word not in self.lexicon.names or "ال" + word in self.known)
            and (word.endswith("ية") or self._settle(word) == word)
        )

    def _is_name_like(self, word: str, lemma: str) -> bool:
        """Tell whether a form of the lexicon is more likely a name: my something, they both did."""
        if word[-1] == "ا" and word[-2] != "و" and word not in self.lexicon.corrected:
            pronoun = word[-2:] in ("ها", "نا") and word[:-2] in self.known
            short = len(word) < 5 or lemma in self.lexicon.verbs
            seen = self._attested(word[:-1], word) or self._attested(lemma, word)
            return lemma != word and short and not pronoun and not seen
        return (
            word[-1] == "ي"
            and lemma == word[:-1]
            and word not in self.lexicon.corrected
            and "ال" + word not in self.known
            and not self._seen(lemma + "ين")
        )

    def _is_unlikely(self, word: str, clitic: str, noun_only: bool) -> bool:
        """Tell whether a form of the lexicon is too rare to be what a clitic was put before."""
        if noun_only and word in self.lexicon.imperfects:
            return True
        if clitic in ("ب", "ك"):
            noun = self._has_article(word) or self._is_also_noun(word)
            if self.is_past_singular(word) and not noun:
                return True
            if word.endswith("وا") and word[0] not in "يتن":
                return True
        if not clitic or word in self.counts or word in self.lexicon.imperfects:
            return False
        if self.known[word] == word:
            return self.is_weak(word) and word.endswith(("ان", "ون", "ين"))
        if self._dual(word) == self._settle(word):
            return False
        if clitic == "ك":
            return not self._is_ordinary(word)
        return len(word) < 6 and word.endswith(("ان", "ون", "ين"))

    def _of_noun(self, word: str, *, article: bool = False, cut: bool = False) -> str | None:
        for base in self._noun_bases(word, article=article):
            if base not in self.known or base in self.lexicon.imperfects or len(base) < 3:
                continue
            if base in self.lexicon.names and self._is_foreign(word, base):
                continue
            if not (self.is_weak(base) or self._settle(base) == base):
                continue
            rare = self.is_weak(base) and base not in self.lexicon.current
            if self._attested(base, word) if rare else self.believes(word, base):
                return self._masculine(base)
        if word.endswith("ية") and word[:-1] in self.known and len(word) > 4:
            return word[:-1]
        if word.endswith(("يون", "يين")) and len(word) > 5:
            known = self.counts if cut else self.known
            return word[:-2] if word[:-2] in known and not self._is_rare(word[:-2]) else None
        return None

    def _is_rare(self, word: str) -> bool:
        return word in self.known and self.is_unusual(word)

    def _is_foreign(self, word: str, name: str) -> bool:
        """Tell whether a name is no Arabic adjective, whose feminine and plural are words."""
        regular = word.endswith(("ات", "ة")) or _PARTICIPLE.match(name)
        return name not in self.lexicon.current and not regular

    def _noun_bases(self, word: str, *, article: bool) -> Iterator[str]:
        """Yield the words of which this may be the plural, dual, feminine or accusative."""
        stem, ending = word[:-2], word[-2:]
        if ending == "ات" and self.is_pattern(stem + "ة"):
            yield stem + "ة"
        elif ending == "ات":
            yield stem + "ة"
            yield stem
        elif ending in ("ون", "ين", "ان") and len(stem) > 2:
            others = {"ون": ("ين",), "ين": ("ون", "ات", "ان"), "ان": ("ين",)}[ending]
            if ending != "ان" and _PARTICIPLE.match(stem):
                yield stem
            seen = self._seen if len(stem) > 3 else self.known.__contains__
            if any(seen(stem + other) for other in others):
                yield stem
            if stem.endswith("ت") and ending != "ون":
                yield stem[:-1] + "ة"
        elif word.endswith("ة"):
            if not self.may_be_verbal_noun(word) and _PARTICIPLE.match(word[:-1]):
                yield word[:-1]
        elif word.endswith("ا") and len(word) > 4 and not article:
            for base in (word[:-1], word[:-1] + "ة"):
                if self._attested(base, word) or (len(base) > 3 and base in self.lexicon.current):
                    yield base
        elif (
            word[-1] in "وي"
            and not article
            and len(word) > 4
            and self._seen(word[:-1] + "ين")
            and _PARTICIPLE.match(word[:-1])
        ):
            yield word[:-1]

    def _of_verb(self, word: str) -> str | None:
        found = self._verb(word)
        return found if found and self.believes(word, found) else None

    def _verb(self, word: str) -> str | None:
        if word in self.lexicon.imperfects:
            return self.known[word]
        if len(word) < 4:
            return None
        if word[0] in "يتنا":
            for core in _without(word[1:], _PRESENT_ENDINGS):
                for form in (word[0] + core, "ي" + core):
                    if form in self.lexicon.imperfects and not self._is_misread(word, form):
                        return self.known[form]
                hollow = "ا" + core[:-2] + "ا" + core[-1]
                if len(core) > 3 and core[-2] == "ي" and self.is_past_singular(hollow):
                    return hollow
                if word[0] == "ي" or self._seen("ي" + core):
                    for lemma in (core, "ا" + core):
                        if len(core) > 2 and self._strong(lemma) and self.known[lemma] == lemma:
                            return lemma
        return self._past(word)

    def _is_misread(self, word: str, third: str) -> bool:
        """Tell whether the plural of a third person is taken for another person (تولون, Toulon)."""
        plural = third.endswith("ون") and self.known[third][-1] != "ن"
        return plural and word[0] != "ي" and (word[0] != "ت" or len(word) < 6)

    def _past(self, word: str) -> str | None:
        for core in _without(word, _PAST_ENDINGS):
            if (
                core != word
                and self.is_past_singular(core)
                and (word[len(core) :] in ("وا", "ت") or self._seen(core + "ت"))
            ):
                return core
        if word.endswith("وا"):
            for core in (word[:-2] + "ا", word[:-2] + "ي"):
                if self.is_past_singular(core):
                    return core
        return None

    def _verb_with_pronoun(self, word: str) -> str | None:
        found = self._without_pronoun(word, noun_only=False)
        return found if found in self.lexicon.verbs else None

    def _without_pronoun(self, word: str, *, noun_only: bool) -> str | None:
        for pronoun in _PRONOUNS:
            rest = word[: -len(pronoun)]
            if not word.endswith(pronoun) or len(rest) < (2 if len(pronoun) > 1 else 3):
                continue
            speaker = pronoun == "نا"
            for base in sorted(_repairs(rest), key=lambda one: -self.counts.get(one, 0)):
                if speaker and (
                    (noun_only and base not in self.counts)
                    or (base != rest and not rest.endswith("ت"))
                ):
                    continue
                if base not in self.known or (noun_only and base in self.lexicon.imperfects):
                    continue
                if self.is_unusual(base) and base not in self.counts:
                    continue
                lemma = self._settle(base)
                if base == rest == lemma + "ا" and lemma not in self.lexicon.verbs:
                    # Nunation and a pronoun exclude each other: جرمانا is no جرما and نا.
                    continue
                if speaker and lemma != base and not self._attested(lemma, word, 3.0):
                    plural = lemma not in self.lexicon.verbs and base[-2:] not in ("ين", "ان")
                    plural = plural and min(len(base), len(lemma)) > 2
                    if not (plural and self._attested(base, word, 0.5)):
                        continue
                if self.believes(word, lemma):
                    return lemma
            if not speaker:
                whole = rest + "ن" if rest[-1] in "وي" else rest
                found = self._of_noun(whole) or (None if noun_only else self._of_verb(rest))
                if found:
                    return found
        return None


def _without(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    yield word
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            yield word[: -len(ending)]


def _repairs(rest: str) -> Iterator[str]:
    """Yield how a word may be written when no pronoun follows."""
    if rest.endswith("ت"):
        yield rest[:-1] + "ة"
    yield rest
    if rest[-1] in "ئؤ":
        yield rest[:-1] + "ء"
    if rest.endswith("ا"):
        yield rest[:-1] + "ي"
    if rest.endswith("و"):
        yield rest + "ا"
        yield rest + "ن"
    if rest.endswith("ي"):
        yield rest + "ن"
