"""Which words may be parts of a personal name, and which may stand behind which."""

from corpuskit.actors.builtin import built_in_actors, read_adjectives
from corpuskit.actors.corpus_words import CorpusWords
from corpuskit.actors.dictionary import is_current, is_dictionary_word
from corpuskit.actors.folding import (
    fold,
    fold_stop_words,
    read_given_names,
    read_titles,
    read_words,
)
from corpuskit.actors.forms import split_names
from corpuskit.actors.name_words import (
    AFTER_NAMES,
    BEFORE_GOD,
    BINDERS,
    HONORIFICS,
    KUNYAS,
    ROLES,
    SERVANT,
)
from corpuskit.actors.reading import Reader
from corpuskit.arabic.stopwords import stop_words


class NameRules:
    """What the lists, the dictionary and the corpus tell of words in names.

    Parameters
    ----------
    reader : Reader
        The tokens and texts.
    """

    def __init__(self, reader: Reader) -> None:
        self.given = read_given_names() | read_words("given_names_rarer.csv")
        self.stops = fold_stop_words()
        self.titles = read_titles("person")
        self.roles = self.titles | ROLES
        self.verbs = frozenset(fold(word) for word in stop_words("reporting"))
        heads = (read_titles(kind) for kind in ("organisation", "group", "outlet"))
        self.never = AFTER_NAMES.union(self.stops, self.titles, self.verbs)
        self.heads = frozenset().union(*heads)
        states = built_in_actors("states")
        self.states = {
            word for words in split_names(states["name_ar"]) if len(words) == 1 for word in words
        }
        self.demonyms = {fold(word) for word in read_adjectives()}
        self.words = CorpusWords(reader)

    def find_given(self, word: str) -> str | None:
        """Return the given name that a word is, perhaps behind a particle."""
        if word in self.given:
            return word
        if len(word) > 4 and word[0] in "وفلب" and word[1:] in self.given:
            return word[1:]
        return None

    def may_start(self, word: str) -> bool:
        """Tell whether an ordinary word may be a given name, if its neighbours say so."""
        if len(word) < 3 or not is_bare(word) or word in self.never or word in self.heads:
            return False
        known = word in self.demonyms or word in self.states or word in HONORIFICS
        known = known or self.is_attached(word)
        return not known and not (word[0] in "وفبلك" and self.words.has_reading(word[1:]))

    def may_be_family(self, word: str) -> bool:
        """Tell whether a word has the article and is in no dictionary: الجبالي."""
        rest = word.removeprefix("ال")
        plain = len(rest) > 2 and rest != word and rest not in self.demonyms
        return plain and word not in self.titles and not is_dictionary_word(word)

    def is_unknown(self, word: str) -> bool:
        """Tell whether a word has no dictionary reading and is no state or function word."""
        return (
            len(word) > 2
            and is_bare(word)
            and word not in self.stops
            and word not in self.states
            and word not in HONORIFICS
            and not self.words.has_reading(word)
        )

    def may_follow(self, name: list[str], word: str, signals: set[str], token: int) -> bool:
        """Tell whether a word goes on a personal name in the text of a token."""
        last = name[-1]
        if last in BINDERS:
            return word not in self.stops or word in self.given
        if word in BINDERS:
            return True
        if word == "الله":
            return last in BEFORE_GOD or self.is_unknown(last)
        if word.startswith("وال") or self.is_attached(word):
            return False  # كيري والسعودي …, الأسد وتعاون
        if word in self.never:
            return False
        if word in self.given:
            return True
        if word in self.demonyms or word.removeprefix("ال") in self.demonyms:
            # أبو مصعب السوري, عبدالله بن عبدالمحسن التركي
            return word.startswith("ال") and (name[0] in KUNYAS or "بن" in name)
        if not "ء" <= word[0] <= "ي" or word.startswith("لل"):
            return False
        known = len(name) == 1 or last in self.given
        if not known and self.words.stands_alone(last, word, token):
            return False  # محمد مرسي المنتمي, and مرسي alone
        if word.startswith("ال") and len(word) > 4:
            return self._is_family(name, word, signals)
        if word[0] == "و" and (self.words.has_reading(word[1:]) or self.words.count(word[1:])):
            return False  # جون كيري وعاد
        if self.is_unknown(word):
            # فلاديمير بوتين يتجه: no dictionary has all forms of verbs
            return len(name) < 2 or word[0] not in "يت"
        if (len(name) > 2 and name[-2] != "بن") or name[0] not in self.given:
            together = self.words.count_couple(last, word)
            near = 2 * together >= self.words.count(word)
            if len(name) == 1 and self.words.clings(last, word):
                near |= "title" in signals
                together += bool(signals) and self.is_unknown(last)  # غرايم سميث
            return len(name) < 4 and not last.startswith("ال") and together >= 2 and near
        if self.words.clings(last, word):
            return True
        # محمد بخاري
        return bool(signals) and word.endswith("ي") and self.words.count(word + "ه") == 0

    def is_attached(self, word: str) -> bool:
        """Tell whether an ordinary word or title stands behind an attached و, ف, ب or ل."""
        if len(word) < 4 or word[0] not in "وفبل" or word in self.given:
            return False
        if word[1:] in self.given or word[1:] in self.titles or word[1:] in HONORIFICS:
            return word[0] == "و" or self.words.count(word[1:]) > 0  # not بريم
        return len(word) > 4 and self._is_word(word[1:]) and not is_dictionary_word(word)

    def _is_word(self, word: str) -> bool:
        """Tell whether a word of the dictionary is printed, or current."""
        return is_dictionary_word(word) and bool(self.words.count(word) or is_current(word))

    def _is_family(self, name: list[str], word: str, signals: set[str]) -> bool:
        """Tell whether a word with the article is the surname behind some words of a name."""
        if len(name) == 1 and self.is_rare_couple(name[0], word) and signals:
            return True
        known = name[0] in self.given or name[0] in KUNYAS
        if not known and not signals:
            return False
        rest = word[2:]
        if len(name) > 1 and name[-1].startswith("ال") and name[-1] not in ("الدين", "الله"):
            if name[-2] == SERVANT:
                return not rest.endswith("ه")  # عبد الرحيم الكيب
            # مختار الرحبي السكرتير
            return not self.words.has_reading(rest) or self.words.count_couple(name[-1], word) > 1
        if self.words.clings(name[-1], word):
            return True
        if rest.endswith("ه"):
            return False  # محمد حسنين هيكل المسيئة
        if not self.words.has_reading(rest) or (
            name[0] in self.given and not is_dictionary_word(rest)
        ):
            return True
        if name[0] not in self.given and "honorific" not in signals:
            return False
        if self.words.is_definite_only(word):
            return True
        return bool(signals) and rest.endswith("ي") and rest not in self.demonyms

    def is_rare_couple(self, first: str, word: str) -> bool:
        """Tell whether an ordinary word behind a reporting verb is a given name: رأفت الصباغ."""
        together = self.words.count_couple(first, word)
        return together >= 2 and together >= 0.5 * self.words.count(first) and len(word) > 4


def is_bare(word: str) -> bool:
    """Tell whether a word starts with a letter and has no article."""
    return "ء" <= word[0] <= "ي" and not word.startswith(("ال", "لل", "وال", "بال"))
