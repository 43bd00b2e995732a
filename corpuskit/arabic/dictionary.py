"""What the dictionary says of a word, with its inconsistencies evened out.

The dictionary joins several sources: it knows words that news does not, gives some verbal nouns
their verb, some adjectives their feminine. Here each form gets one settled lemma.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from corpuskit.arabic.lexicon import Lexicon
from corpuskit.arabic.lists import read_rows

# Verbal nouns; the dictionary gives some of them their verb, which is another word.
_VERBAL_NOUN = re.compile("^(?:ت..ي.|ت...?ة|ا.ت.ا.|ا[دطزص]..ا.|ان..ا.|است.?.ا.ة?|ا..ا.|م.ا..ة)$")
_ONLY_VERBAL_NOUN = re.compile("^(?:ت..ي.|ا.ت.ا.|ا[زص][دط].ا.|ان..ا.|است.?.ا.|م.ا..ة)$")
_BROKEN_PLURAL = re.compile("^(?:ا..ا.|.وا.ي?.|..ا[ئي].|..ا.ي.)$")
_REGULAR_ENDINGS = ("ات", "ة", "تين", "تان", "ت", "وا", "ته")
_PRONOUNS = ("ه", "هم", "هن", "ك", "كم")
PLURAL_OR_VERBAL_NOUN = re.compile("^ا..ا.$")


class Dictionary:
    """Lemmas of the forms that the lexicon holds.

    Parameters
    ----------
    lexicon : Lexicon
        Known forms.
    counts : mapping of str to int
        The terms of the corpus and how often it has them.
    """

    def __init__(self, lexicon: Lexicon, counts: Mapping[str, int]) -> None:
        self.lexicon = lexicon
        self.known = lexicon.lemma_of
        self.counts = counts

    def is_weak(self, word: str) -> bool:
        """Tell whether the lexicon has a word only as itself: perhaps a form, not a lemma.

        Parameters
        ----------
        word : str
            A folded word.

        Returns
        -------
        bool
            True if it is its own lemma and has no other form.
        """
        return self.known.get(word) == word and self.lexicon.n_forms[word] == 1

    def is_past_singular(self, word: str) -> bool:
        """Tell whether a word is a verb as dictionaries and news print it most: he did.

        Parameters
        ----------
        word : str
            A folded word.

        Returns
        -------
        bool
            True for قال, false for يقول and قالت.
        """
        return word in self.lexicon.verbs and self.known.get(word) == word

    def is_pattern(self, word: str) -> bool:
        """Tell whether a word has the shape of a verbal noun, which no name has.

        Parameters
        ----------
        word : str
            A folded word.

        Returns
        -------
        bool
            True for تفتيش.
        """
        return bool(_ONLY_VERBAL_NOUN.match(word))

    def is_unusual(self, word: str) -> bool:
        """Tell whether a form is short or irregular and news hardly prints it.

        The dictionary gives whole paradigms: كلان is its dual of كلا, and in news it is a name.

        Parameters
        ----------
        word : str
            A form of the lexicon.

        Returns
        -------
        bool
            True for كلان, false for كتبا, which news prints, and for مسؤولان, which is regular.
        """
        lemma = self.known[word]
        if word == lemma or len(word) > 6 or word in _read_printed():
            return False
        if word in self.lexicon.imperfects or word in self.lexicon.corrected:
            return False
        if self._is_regular(word, lemma):
            return False
        # An ordinary noun is printed with the article and without, a dual in both cases.
        dual = word.endswith("ان") and lemma == word[:-2]
        other = word[:-2] + "ين" if dual else "ال" + word
        return word not in self.counts or other not in self.counts

    def _is_regular(self, word: str, lemma: str) -> bool:
        """Tell whether a form differs from its lemma as thousands do, and as few names do."""
        verb = lemma in self.lexicon.verbs
        if word.startswith("ال") or word.endswith(_REGULAR_ENDINGS):
            return True
        if word.endswith("تي") and word[:-2] + "ة" in self.known:
            return True
        if word.endswith(_PRONOUNS) and word[:2] == lemma[:2]:
            return True
        if word[0] in "ايتن" and (word[1:] == lemma or (verb and word[0] not in {"ا", lemma[0]})):
            return True
        if verb and word[2:3] == "ي" and lemma == word[:2] + "ا" + word[3:]:
            # أضيف, was added.
            return True
        if word.endswith(("ون", "ين")):
            return not verb or len(word) > 5 or self._has_article(word[:-2])
        if len(word) > 4 and (word.endswith("و") or (word[0] == "م" and word[-2:] != "ان")):
            return True
        if (word.endswith("ان") and len(word) > 5) or _BROKEN_PLURAL.match(word):
            return True
        # The accusative; and what is defective without the article (أغان).
        return word[-1] == "ا" or (not verb and self.known.get(word + "ي") == lemma)

    def may_be_verbal_noun(self, word: str) -> bool:
        """Tell whether a word has a shape that verbal nouns and others have.

        Parameters
        ----------
        word : str
            A folded word.

        Returns
        -------
        bool
            True for رقابة.
        """
        return bool(_VERBAL_NOUN.match(word))

    def believes(self, word: str, lemma: str) -> bool:
        """Tell whether news uses a lemma, or the corpus has it as often as the form itself.

        Parameters
        ----------
        word : str
            A form.
        lemma : str
            What it may be a form of.

        Returns
        -------
        bool
            False for كرز as the lemma of كروز: the dictionary knows words that news does not.
        """
        # A plural is often commoner than its singular.
        share = 0.05 if word.endswith(("ات", "ون", "ين")) else 1.0
        return lemma in self.lexicon.current or self._attested(lemma, word, share)

    def _attested(self, base: str, word: str, share: float = 1.0) -> bool:
        return self.counts.get(base, 0) >= max(share * self.counts.get(word, 0), 1)

    def _has_article(self, word: str) -> bool:
        return "ال" + word in self.known or "ال" + word in self.counts

    def _is_surely_verbal_noun(self, word: str) -> bool:
        if word in self.lexicon.hamza_above or (
            word.endswith("ية") and self.known.get(word) == word[:-1]
        ):
            return False
        return bool(_ONLY_VERBAL_NOUN.match(word))

    def _has_hamza(self, word: str) -> bool:
        return word in self.lexicon.hamza_above or word in self.lexicon.hamza_below

    def _plural_or_verbal_noun(self, word: str, lemma: str) -> str:
        """Choose between the plural أسعار and the verbal noun إرسال, which fold alike."""
        root = word[1:3] + word[4]
        below = word in self.lexicon.hamza_below
        # أمطار, where the dictionary has the verb أمطر.
        hidden = lemma == "ا" + root and "ال" + root in self.known and self._has_hamza(word)
        plural = word in self.lexicon.hamza_above and (lemma == root or hidden or not below)
        if plural and self._strong(root):
            return root if lemma in (root, word) or lemma in self.lexicon.verbs else lemma
        if lemma in (root, "ا" + root) and below:
            return word
        return lemma.removeprefix("ال") if word == lemma.removeprefix("ال") else lemma

    def _is_verbal_noun(self, word: str) -> bool:
        bare = bare_of(word)
        if bare.endswith("ان") and len(bare) > 4:
            # فيضان is no dual of فاض.
            return bare[:-2] != self.known[word]
        if bare.endswith("ات") or (bare[-1] == "ت" and bare[:-1] == self.known[word]):
            # منحت is she granted, منتجات are products.
            return bare[0] != "م" and bool(_VERBAL_NOUN.match(bare))
        if bare.endswith("ة") or (bare[0] == "م" and len(bare) > 3):
            # قضاة is a plural, رقابة a verbal noun; مفاوض is who negotiates.
            return not bare.endswith("اة")
        return bool(_VERBAL_NOUN.match(bare_of(word))) and word not in self.lexicon.hamza_above

    def _singular(self, bare: str, feminine: str) -> str:
        """Choose between قرار and قرارة as the singular of قرارات."""
        if not self._is_noun(bare) or self.known[bare] in self.lexicon.verbs:
            return feminine
        often, other = self.counts.get(bare, 0), self.counts.get(feminine, 0)
        if max(often, other) >= 10:
            return bare if often > 20 * other else feminine
        return feminine

    def _masculine(self, lemma: str) -> str:
        whole = lemma in self.lexicon.verbs or _ONLY_VERBAL_NOUN.match(lemma)
        if lemma.startswith("ال") and self._strong(lemma[2:]) and not whole:
            lemma = lemma if self._has_hamza(lemma) else lemma[2:]
        if lemma.endswith("ية") and (
            self.known.get("ال" + lemma) == lemma[:-1]
            or (lemma not in self.lexicon.current and lemma[:-1] in self.known)
        ):
            return lemma[:-1]
        return lemma

    def _strong(self, word: str) -> bool:
        return len(word) > 2 and word in self.known and not self.is_weak(word)

    def _is_noun(self, word: str) -> bool:
        return self._strong(word) and word not in self.lexicon.imperfects

    def _seen(self, word: str) -> bool:
        return word in self.known or word in self.counts


def bare_of(word: str) -> str:
    """Return a word without ال."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


@lru_cache(maxsize=1)
def _read_printed() -> frozenset[str]:
    """Return the short and irregular forms that news prints, as 31,030 articles have them."""
    rows = read_rows("forms_printed.csv")
    return frozenset(form for row in rows for form in row["forms"].split())
