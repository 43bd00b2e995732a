"""Whose subject a cue has: the phrase behind it, before it, or one that is left out."""

from corpuskit.voices.addressees import may_be_subject
from corpuskit.voices.carried import CarriedFinder
from corpuskit.voices.gaps import COMMA, PAUSE
from corpuskit.voices.lexicon import ANY_PREPOSITION, ANY_THAT, BIT, ROLES, Cue, read_set
from corpuskit.voices.noun_first import phrase_before
from corpuskit.voices.objects import Complement
from corpuskit.voices.phrases import phrase_after, phrase_end
from corpuskit.voices.speakers import Speaker
from corpuskit.voices.state import Statement

_PAST_IN_TA = read_set("past_in_ta")
_HELD_IN = read_set("held_in")
_PRONOUNS = read_set("pronouns")
_STILL = read_set("still")
_HONORIFICS = read_set("honorifics")
_NO_SPEAKERS = read_set("no_speakers")


class SubjectFinder(CarriedFinder):
    """Finds the speaker of verbs."""

    def _find_speaker(
        self, word: int, last: int, cue: Cue, complement: Complement
    ) -> tuple[Speaker, bool]:
        """Return who speaks, and whether inside another statement."""
        if cue.part == "phrase":
            return self._speaker_of_phrase(last, complement)
        if cue.part == "participle":
            return self._speaker_of_participle(word, complement)
        if cue.part == "masdar":
            return self._speaker_of_masdar(word, cue, complement)
        return self._speaker_of_verb(word, last, cue, complement)

    def _speaker_of_participle(self, word: int, complement: Complement) -> tuple[Speaker, bool]:
        article = self.article
        speaker = self._governor(word)
        if word + 1 < complement.zone and article.term(word + 1) in _HONORIFICS:
            # مؤكدا سموه أن: the words that stand for who is meant
            speaker = Speaker(word + 1, word + 2, speaker.actor, speaker.rule)
        agreeing = self._agreeing_statement(word, article.sentence[word])
        return speaker, agreeing is not None and agreeing.nested

    def _speaker_of_verb(
        self, word: int, last: int, cue: Cue, complement: Complement
    ) -> tuple[Speaker, bool]:
        article = self.article
        enclosing = self._enclosing(word)
        lowest = max(article.sentence[word], enclosing.first if enclosing else 0)
        told = self._relayed(last, complement) or self._announced_subject(word, lowest)
        if told is not None:
            return told, False
        named = self._named_before(word, last, lowest)
        if named is not None:
            return named, enclosing is not None and named.first >= enclosing.first
        behind = self._subject_behind(word, last, cue, complement)
        if behind is not None:
            return behind, False
        if word and article.bits[word - 1] & BIT["relative"]:
            nearest = self._nearest_person(word) if self._is_held_in(last) else None
            return nearest or self._antecedent(word - 1, lowest), nearest is None
        return (
            self._meant_by_pronoun(word, lowest, enclosing)
            or self._subject_before(word, last, complement, lowest)
            or self._left_out(word, last, enclosing)
        )

    def _subject_behind(
        self, word: int, last: int, cue: Cue, complement: Complement
    ) -> Speaker | None:
        if complement.kind == "object":
            return None
        first, behind = phrase_after(self.article, last + 1, complement.zone)
        if first == behind or self._is_addressee(word, cue, first) or self._is_thing(last, first):
            return None
        issued = self._issued(first, complement.zone, "verb-first")
        return issued or self._resolve(first, behind, "verb-first")

    def _meant_by_pronoun(
        self, word: int, lowest: int, enclosing: Statement | None
    ) -> tuple[Speaker, bool] | None:
        """وهو يقول، إنه يرى: whom the pronoun before a verb stands for."""
        article = self.article
        before = article.term(word - 1)
        if before in ("وهو", "وهي"):
            meant = self._phrase_meant(word - 1, lowest)
            if meant is not None:
                return meant, False
            if enclosing is not None and article.gap[word - 1] & COMMA:
                begin = enclosing.first
                if article.names_someone(begin, ROLES | BIT["definite"]):
                    end = phrase_end(article, begin, word - 1)
                    return self._resolve(begin, end, "pronoun"), True
        if self._behind_pronoun(word, before):
            return self._carried(word), False
        return None

    def _subject_before(
        self, word: int, last: int, complement: Complement, lowest: int
    ) -> tuple[Speaker, bool] | None:
        """الرئيس قال: the phrase before a verb, unless a comma parts them."""
        article = self.article
        if article.prefix[word]:
            return None
        enclosing = self._enclosing(word)
        first, behind = phrase_before(article, word, lowest)
        near = first < behind < word and article.bits[word - 1] & BIT["person"]
        if near and not article.gap[word]:
            first, behind = word - 1, word  # عشرات المكالمات من سكان يقولون
        apart = bool(article.gap[word] & COMMA) and not article.names_someone(first)
        apart = apart and any(article.cue[place] >= 0 for place in range(first, word))
        if enclosing is not None and first == enclosing.first:
            apart = apart or enclosing.kind in ("content", "bare")
        if first == behind or apart:
            return None
        if not self._may_speak(word, first, complement):
            if self._is_held_in(last):
                return self._nearest_person(word) or self._carried(word), False
            return Speaker(-1, -1, None, "nobody"), False
        speaker = self._resolve(first, behind, "noun-first")
        return speaker, enclosing is not None and first >= enclosing.first

    def _left_out(self, word: int, last: int, enclosing: Statement | None) -> tuple[Speaker, bool]:
        """وأضاف أن: nobody is named in the clause."""
        if self._is_held_in(last):
            nearest = self._nearest_person(word)
            if nearest is not None:
                return nearest, False
        number = self.article.number[word]
        if enclosing is not None and number in (ord("p"), ord("d")):
            return self._by_agreement(word, enclosing, number)
        return self._carried(word), False

    def _behind_pronoun(self, word: int, before: str) -> bool:
        """إنه يرى، لكنه قال، إنه ما زال يعتبر: a pronoun stands for who speaks."""
        at = word - 3 if before in _STILL and word > 2 else word - 1
        pronoun = at >= 0 and self.article.bits[at] & BIT["that_pronoun"]
        return bool(pronoun) or self.article.term(at) in _PRONOUNS

    def _is_thing(self, last: int, first: int) -> bool:
        """ما زال يعتبر الأمر خطيرا، أعلنت فيه تمكن الفريق: no speaker stands there."""
        if self.article.term(first) in _NO_SPEAKERS:
            return True
        known = self.article.names_someone(first)
        return self._is_held_in(last) and not known

    def _named_before(self, word: int, last: int, lowest: int) -> Speaker | None:
        """لكن الرئيس قال لبي بي سي إنه: what follows ل is told, who stands before tells."""
        article = self.article
        after = last + 1
        if article.prefix[word] or after >= len(article.starts):
            return None
        if not article.bits[after] & BIT["with_li"]:
            return None
        first, behind = phrase_before(article, word, lowest)
        if not first < behind == word or article.gap[word]:
            return None
        if article.names_someone(first):
            return self._resolve(first, behind, "noun-first")
        return None

    def _is_held_in(self, last: int) -> bool:
        """أصدر بيانا عبر فيه عن أسفه: whoever issued it speaks."""
        return self.article.term(last + 1) in _HELD_IN

    def _phrase_meant(self, pronoun: int, lowest: int) -> Speaker | None:
        """خامنئي المرشد الأعلى، وهو يقول إن: the phrase right before the pronoun."""
        article = self.article
        first = pronoun
        while first > lowest and pronoun - first < 12:
            previous = first - 1
            if first < pronoun and article.gap[first] & (COMMA | PAUSE):
                break
            if article.bits[previous] & (ANY_PREPOSITION & ~BIT["preposition"]):
                break
            if article.cue[previous] >= 0 or article.bits[previous] & ANY_THAT:
                break
            first = previous
        for place in range(first, pronoun):
            if article.names_someone(place, BIT["person"]):
                return self._resolve(place, pronoun, "pronoun")
        return None

    def _by_agreement(self, word: int, enclosing: Statement, number: int) -> tuple[Speaker, bool]:
        """Find the subject of a plural verb: that of an earlier plural, else of what is said."""
        article = self.article
        for statement in reversed(self.statements[-4:]):
            if article.number[statement.cue] == number and statement.name.part == "verb":
                speaker = statement.speaker
                return Speaker(speaker.first, speaker.behind, speaker.actor, "carried"), False
        first = enclosing.first
        text = article.printed(first)
        if not article.bits[first] & ROLES and not text.endswith(("ون", "ين", "ان")):
            return self._carried(word), False
        behind = phrase_end(article, first, word)
        return self._resolve(first, behind, "agreement"), True

    def _may_speak(self, verb: int, first: int, complement: Complement) -> bool:
        """Tell whether the phrase before a verb can be its subject, not a thing that shows."""
        article = self.article
        bits = article.bits[first]
        if first in article.mention_at or bits & (ROLES | BIT["quantifier"]):
            return True
        said = complement.kind in ("that", "quote", "colon")
        if said and complement.zone - verb <= 4:
            return True
        term = article.bare(verb)
        present = term[:1] in "يت" and term not in _PAST_IN_TA
        return bool(bits & BIT["definite"]) and (said or not present)

    def _is_addressee(self, word: int, cue: Cue, first: int) -> bool:
        """In noun-first order, the phrase behind a verb of asking is asked, not asking."""
        if "addressee" not in cue.takes:
            return False
        article = self.article
        text = article.printed(first)
        if text.endswith("ين") and not text.endswith("أمين") and first not in article.mention_at:
            return True  # المواطنين: no subject ends like this
        spoke = self.statements and self.statements[-1].cue >= article.sentence[word]
        surname = text.startswith("ال") and text.endswith("ي")
        told = spoke and article.prefix[word] and not article.bits[first] & ROLES and not surname
        if told and first not in article.mention_at and self.last is not None:
            return True  # وأكدت الوزارة كذا وحذرت الدولة من
        if self.last is not None and not may_be_subject(article, word, first):
            return True
        if article.prefix[word]:
            return False
        lowest = article.sentence[word]
        enclosing = self._enclosing(word)
        if enclosing is not None:
            lowest = max(lowest, enclosing.first)
        start, behind = phrase_before(article, word, lowest)
        return start < behind and behind == word
