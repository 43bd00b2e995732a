"""Words that look like cues and are none: other words of the same letters, impersonal uses."""

from corpuskit.arabic.spelling import normalize
from corpuskit.voices.endings import EndFinder
from corpuskit.voices.gaps import COMMA
from corpuskit.voices.lexicon import ANY_PREPOSITION, ANY_THAT, BIT, ROLES, Cue, read_set
from corpuskit.voices.noun_first import phrase_before

_ACTS = read_set("acts")
_KEPT = read_set("kept_back")
_OWN_NAME = read_set("own_name")
_ALSO_NOUNS = read_set("also_nouns")
_BECAUSE = read_set("because")
_BEING = read_set("being")
_CONTRAST = read_set("contrast")
_CREDITS = read_set("credits")
_DEITY = read_set("deity")
_HELD_IN = read_set("held_in")
_IMPERSONAL = read_set("impersonal")
_NEGATIONS = read_set("negations")
_NO_SPEAKERS = read_set("no_speakers")
_NOUN_LIKE = read_set("noun_like")
_SCRIPTURE = read_set("scripture")
_BEFORE_PAST = read_set("before_past")


class LookAlikeFinder(EndFinder):
    """Tells words that only look like cues."""

    def _is_no_cue(self, word: int, cue: Cue) -> bool:
        """Tell whether a cue is used impersonally, or as another word of the same letters."""
        judges = (self._judge_noun, self._judge_letters, self._judge_clause, self._judge_part)
        for judge in judges:
            verdict = judge(word, cue)
            if verdict is not None:
                return verdict
        return self._is_own(word, cue)

    def _judge_noun(self, word: int, cue: Cue) -> bool | None:
        """يذكر أن: nobody says it; بعد قول: a noun behind a preposition."""
        article = self.article
        term = article.bare(word)
        governs = article.bits[word + 1] & (ANY_THAT | BIT["إلى"] | BIT["with_bi"])
        if term in _IMPERSONAL and governs and not (word and self._has_subject_before(word)):
            return True
        if term not in _NOUN_LIKE or cue.part != "verb":
            return None
        previous = article.bits[word - 1] if word else 0
        joined = article.prefix[word] or article.gap[word]
        if not joined and previous & (ANY_PREPOSITION | BIT["with_bi"] | BIT["with_li"]):
            return not previous & BIT["subordinator"]
        other = BIT["definite"] | BIT["relative"] | BIT["subordinator"] | BIT["connective"]
        plain = not previous & (other | ROLES)
        governed = word > 1 and article.bits[word - 2] & (BIT["من"] | BIT["على"] | BIT["إلى"])
        if not joined and plain and governed and word - 1 not in article.mention_at:
            return not article.gap[word - 1] or None  # من قبول طلب الرئيس
        return None

    def _judge_letters(self, word: int, cue: Cue) -> bool | None:
        """بين, which is mostly a preposition; وجه, a face; تبين, it became clear."""
        article = self.article
        term, after = article.bare(word), article.bits[word + 1]
        if term == "بين" and self._is_between(word):
            return True
        if cue.name == "وجه":
            at = word + 2 if article.term(word + 1) in _HELD_IN else word + 1
            called = article.bits[min(at, len(article.bits) - 1)] & (ROLES | BIT["with_bi"])
            if not (called or at in article.mention_at) or article.gap[word + 1]:
                return True  # وجه, the face; وجهت تهم, the passive
        if term == "نفي" and "على" in article.text:
            printed = article.printed(word)
            if printed.endswith("ي"):
                return True  # the noun, where ى is printed
        if cue.name == "قدر" and article.term(word + 1) in ("الامكان", "المستطاع"):
            return True
        if cue.name == "أعلن" and article.term(word + 1) in _ACTS:
            return True  # أعلن الحرب على المملكة
        if cue.name in ("طلب", "رفض", "فضل", "اشترط") and self._is_anonymity(word):
            return True
        if term == "متابعة" and not article.gap[word] and not after & (ANY_THAT | BIT["that"]):
            return True
        if term == "تبين" and (not after & ROLES or after & BIT["with_li"]):
            return True  # but تبين دراسة
        return None

    def _is_anonymity(self, word: int) -> bool:
        """مسؤول طلب عدم نشر اسمه: nothing is said but that."""
        near = [self.article.term(place) for place in range(word + 1, word + 5)]
        kept = not _KEPT.isdisjoint(near[:2])
        return kept and not _OWN_NAME.isdisjoint(near)

    def _is_between(self, word: int) -> bool:
        article = self.article
        if "ّ" in article.printed(word):
            return False  # بيّن: the printed mark tells
        if article.prefix[word]:
            low = max(article.sentence[word], word - 10)
            return any(article.term(place) == "بين" for place in range(low, word))
        if word == article.sentence[word]:
            return False
        previous = article.bits[word - 1]
        led = previous & (BIT["connective"] | BIT["adverb"])
        led = led or article.bits[word + 1] & (BIT["person"] | BIT["that"])
        if led and article.gap[word] & COMMA:
            return False
        if previous & BIT["connective"] and article.bits[word + 1] & BIT["person"]:
            near = range(word + 2, min(word + 8, article.sentence_end(word)))
            if any(article.bits[place] & ANY_THAT for place in near):
                return False  # وفي السياق نفسه بين المهندس السيد أنه
        told = previous & BIT["subordinator"] and not previous & ANY_THAT
        return not told or article.term(word - 1) in _BEING

    def _judge_clause(self, word: int, cue: Cue) -> bool | None:
        """الأمر الذي دعا إلى: a cause, no speaker; لم يقل; ما وصفه بالخطوة."""
        article = self.article
        before, earlier = article.term(word - 1), article.term(word - 2)
        relative = word > 0 and article.bits[word - 1] & BIT["relative"]
        if cue.name == "قال" and "object" in cue.takes and before != "ما":
            return True
        if "object" in cue.takes and (relative or before in ("ما", "لما", "عما", "بما", "مما")):
            # القرارات التي أعلنها; but ما أعلنه الوزير من أن، حسب ما قاله
            return earlier not in _CREDITS and not self._specified(word)
        if before == "مما" or (
            relative and (earlier == "الامر" or article.bare(word) in _IMPERSONAL)
        ):
            return True
        return True if before in _NEGATIONS or before == "هل" else None

    def _judge_part(self, word: int, cue: Cue) -> bool | None:
        """أعتقد, the first person; ورد في; قوله تعالى; participles that are nouns here."""
        article = self.article
        printed = article.printed(word).lstrip("وف")
        if cue.part == "verb" and printed[:1] == "أ" and cue.name[0] == "ا":
            return True
        if cue.name in ("دعا", "طلب", "كتب") and article.term(word + 1) in _NO_SPEAKERS:
            return True  # إذا دعت الحاجة، تطلب الأمر
        if cue.name in ("دعا", "داعيا", "راجيا") and article.term(word + 1) in _DEITY:
            return True  # a prayer
        if cue.name == "رد" and article.prefix[word] and article.bits[word + 1] & BIT["في"]:
            return True
        if cue.name == "قوله" and article.term(word + 1) in _SCRIPTURE:
            return True
        if cue.part == "participle" and article.term(word - 1) in _BEING:
            return True
        if article.bare(word) in _ALSO_NOUNS and not article.prefix[word] and not article.gap[word]:
            return cue.part == "participle" and self._is_noun_here(word)
        if cue.name[0] == "آ" and printed[:1] != "آ":
            return True  # أملا, the noun
        if word and self.statements and self.statements[-1].cue == word - 1:
            return True  # وتابع يقول
        return None

    def _is_own(self, word: int, cue: Cue) -> bool:
        """Tell whether a verb is what a speaker says of himself inside his own statement."""
        article = self.article
        term, before = article.bare(word), article.term(word - 1)
        enclosing = self._enclosing(word)
        if word and cue.part == "verb":
            at = word - 2 if before == "لا" and word > 1 else word - 1
            contrast = at > 0 and article.term(at - 1) in _CONTRAST
            own = article.bits[at] & BIT["that_pronoun"] and not contrast
            if (own or article.term(at) in _BECAUSE) and enclosing is not None:
                return True
            previous = article.bits[word - 1]
            plain = not article.prefix[word] and not article.gap[word]
            clause = previous & (BIT["subordinator"] | BIT["clause"])
            if plain and previous & ANY_PREPOSITION and not clause:
                return term == normalize(cue.name) and before not in ("كما", "حيث")
        opened = enclosing is not None and enclosing.kind in ("colon", "quote")
        if opened and enclosing and word == enclosing.first and not article.prefix[word]:
            return True
        first_person = term[:1] == "ا" and term == normalize(cue.name)
        future = term[:1] in "يت" or (first_person and article.term(word - 2) not in _BEFORE_PAST)
        return before in ("أن", "ان") and future and cue.part == "verb"

    def _is_noun_here(self, word: int) -> bool:
        """24 متهما، أضواء كاشفة: no verb governs it, or a number does."""
        article = self.article
        before = article.printed(word - 1) if word else ""
        return before.isdigit() or not any(
            article.cue[place] >= 0 for place in range(article.sentence[word], word)
        )

    def _specified(self, word: int) -> bool:
        """ما أعلنه الرئيس من أن: من أن says what."""
        bits = self.article.bits
        limit = min(self.article.sentence_end(word) - 1, word + 12)
        return any(
            bits[place] & BIT["من"] and bits[place + 1] & ANY_THAT for place in range(word, limit)
        )

    def _has_subject_before(self, word: int) -> bool:
        article = self.article
        if article.prefix[word]:
            return False
        first, behind = phrase_before(article, word, article.sentence[word])
        return first < behind
