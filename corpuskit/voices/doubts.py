"""Statements that are hardly reported: an adjective, what shows but does not speak, a claim."""

from corpuskit.voices.gaps import BREAK, COMMA, PAUSE
from corpuskit.voices.lexicon import BIT, ROLES, Cue, read_set
from corpuskit.voices.lookalikes import LookAlikeFinder
from corpuskit.voices.objects import Complement
from corpuskit.voices.phrases import phrase_after
from corpuskit.voices.speakers import Speaker

_CREDITED = read_set("pointing_back") - read_set("held_in")
_SURVEYS = ("مسح", "استطلاع", "دراسة", "تقرير", "الدراسة", "التقرير", "الاستطلاع", "المسح")
_DATA = read_set("data")
_PLAIN = ("قال", "أضاف", "أوضح", "أكد", "صرح", "ذكر")
_STUDIES = ("الدراس", "التقرير", "البيان")
_MEETINGS = read_set("meetings")
_CLAUSE_END = BREAK | COMMA | PAUSE
_NOUN_LIKE = read_set("noun_like")
_PAST_IN_TA = read_set("past_in_ta")
_AFTERWARDS = ("لما", "ولما", "عندما", "وعندما", "بعدما", "حين")
_SAID = ("that", "quote", "colon")
_SHOWING = ("explaining", "certain", "announcing")
_THOUGHT = read_set("thought")


class StatementDoubts(LookAlikeFinder):
    """Tells what was found and is hardly a reported statement."""

    def _is_unlikely(
        self, word: int, last: int, cue: Cue, complement: Complement, speaker: Speaker
    ) -> bool:
        """Tell whether what was found is hardly a reported statement."""
        kind, rule = complement.kind, speaker.rule
        lone = speaker.first < 0
        if rule == "nobody":
            return True
        if rule == "relative:words" and (lone or kind not in (*_SAID, "preposition")):
            return True
        if self._is_quoted_own(word, speaker):
            return True
        if cue.part == "participle" and self._is_adjective(word, last, cue, complement):
            return True
        short = cue.part == "phrase" and last == word + 1
        if short and (kind == "colon" or complement.zone > last + 9):
            return True  # جاء في المركز الثاني
        if cue.name == "اتهامه" and complement.zone == last + 1:
            return True  # اتهامه بالانضمام: the pronoun is the accused
        known = speaker.actor is not None or self._has_role(speaker)
        plain = cue.name in _PLAIN
        if kind == "colon" and complement.zone > last + 10 and not known and not plain:
            return True
        if kind == "any" and "chain" not in rule and cue.name == "قوله":
            return True
        if cue.part == "verb" and self._is_unlikely_verb(word, last, cue, complement, speaker):
            return True
        between = phrase_after(self.article, last + 1, complement.zone)[0]
        return lone and complement.zone > max(last + 2, between) and kind != "quote"

    def _has_role(self, speaker: Speaker) -> bool:
        return speaker.first >= 0 and bool(self.article.bits[speaker.first] & ROLES)

    def _is_quoted_own(self, word: int, speaker: Speaker) -> bool:
        """Inside a quotation, a verb without a subject is the quoted one's own."""
        enclosing = self._enclosing(word)
        if enclosing is None or enclosing.quote is None or not enclosing.quote.closed:
            return False
        if not speaker.rule.startswith(("carried", "nearest")):
            return False
        return enclosing.quote.start <= self.article.starts[word] < enclosing.quote.end

    def _is_adjective(self, word: int, last: int, cue: Cue, complement: Complement) -> bool:
        """إجراءات مشددة، أمرا مستهجنا: it agrees with the noun right before it."""
        article = self.article
        if cue.name == "عادا" and complement.zone > last + 1:
            return True  # عادا من الدوحة: both came back
        if word == 0 or article.prefix[word] or article.gap[word]:
            return False
        ends = article.ends[word - 1]
        if article.text.endswith(("اً", "ًا"), 0, ends):
            return True
        plural = article.text.endswith("ات", 0, ends) and not article.bits[word - 1] & ROLES
        if plural and complement.zone > last + 1 and not article.bits[word - 1] & BIT["definite"]:
            return article.term(word).endswith("ة")  # إجراءات مشددة لمن يشتبه أنهم
        if complement.kind in _SAID or word - 1 in article.mention_at:
            return False
        if article.bits[word - 1] & (ROLES | BIT["definite"]):
            return False
        feminine = article.term(word).endswith("ة")
        return feminine and article.text.endswith(("ات", "ة"), 0, ends)

    def _is_unlikely_verb(
        self, word: int, last: int, cue: Cue, complement: Complement, speaker: Speaker
    ) -> bool:
        article = self.article
        kind = complement.kind
        carried = speaker.rule.startswith(("carried", "nearest"))
        if not article.prefix[word] and kind in ("that", "preposition"):
            # Another cue of the sentence has claimed what follows: منظمة تتابع الحوادث بأن
            start = article.sentence[word]
            claims = (s for s in self.statements[-3:] if s.cue >= start)
            if any(s.first == complement.first for s in claims):
                return True
        term = article.bare(word)
        if (
            term in _NOUN_LIKE
            and not article.prefix[word]
            and kind == "colon"
            and (complement.zone > last + 4 and not self._has_role(speaker))
        ):
            return True  # خدمة تواصل تستقبل الطلبات عبر الموقع التالي:
        if carried and not article.prefix[word] and term in _NOUN_LIKE and kind not in _SAID:
            return True
        relative = word and article.bits[word - 1] & BIT["relative"]
        if relative and kind not in _SAID and article.term(last + 1) in _CREDITED:
            return True  # النظام الذي أعلن عنه الوزير
        if self._is_other_sense(word, last, cue, complement, speaker):
            return True
        if term[:1] in "يت" and term not in _PAST_IN_TA:
            return self._is_unlikely_present(word, cue, complement, speaker)
        after = article.term(word - 1) in _AFTERWARDS  # ولما أيقنت أن
        return cue.name in _THOUGHT and (carried or after or self._is_generic(speaker))

    def _is_generic(self, speaker: Speaker) -> bool:
        return speaker.first >= 0 and bool(self.article.bits[speaker.first] & BIT["generic"])

    def _is_other_sense(
        self, word: int, last: int, cue: Cue, complement: Complement, speaker: Speaker
    ) -> bool:
        """وهددوا بسلاحهم، وجد في منزله أن، انتقادات وجهت."""
        if cue.name == "وجه":
            before = self.article.term(word - 1)
            return speaker.rule.startswith("noun-first") and before not in ("قد", "وقد")
        if cue.name == "طلب" and complement.kind == "preposition":
            bare = self.article.bare(word) == "طلب" and not self.article.prefix[word]
            return bare and speaker.actor is None and not self._has_role(speaker)
        if cue.name == "أظهر":
            return speaker.first < 0 or self.article.term(speaker.first) not in _SURVEYS
        if cue.name == "نشر":
            known = speaker.actor is not None or self._has_role(speaker)
            return not known and complement.kind == "that"
        if cue.name == "وجد":
            return not self._has_role(speaker) or complement.zone > last + 7
        if cue.name in ("تطرق", "تناول") and self.article.term(last + 1) in _MEETINGS:
            return True
        if (
            cue.name in ("اختتم", "ختم")
            and complement.kind == "that"
            and complement.zone > last + 4
        ):
            return speaker.actor is None and not self._has_role(speaker)
        if cue.name in ("رحب", "أشاد") and complement.kind == "ب":
            # رحب بالحضور: a greeting without content
            end = complement.first + 1
            while end < complement.first + 4 and not self.article.gap[end] & _CLAUSE_END:
                end += 1
            return bool(self.article.gap[end] & _CLAUSE_END) and end <= complement.first + 2
        if cue.name == "تطرق" and speaker.actor is None and speaker.first >= 0:
            spoken = self.article.bits[speaker.first] & (ROLES | BIT["definite"] | BIT["given"])
            return not spoken and not speaker.rule.startswith("carried")
        if cue.name == "شدد" and complement.zone > last + 1:
            ends = self.article.ends[last + 1]
            role = self.article.bits[last + 1] & ROLES
            return not role and self.article.text.endswith(("اتها", "اته", "اتهم"), 0, ends)
        if cue.name == "هدد" and complement.kind == "ب" and complement.zone > last + 1:
            ends = self.article.ends[complement.first]
            return self.article.text.endswith(("هم", "ها", "ه"), 0, ends)
        return False

    def _is_unlikely_present(
        self, word: int, cue: Cue, complement: Complement, speaker: Speaker
    ) -> bool:
        """النتائج تشير إلى أن، ويشير هذا القرار إلى: what shows does not speak."""
        article = self.article
        kind = complement.kind
        carried = speaker.rule.startswith(("carried", "nearest"))
        role = self._has_role(speaker)
        if (kind == "bare" and speaker.actor is None and not role) or (
            carried and kind not in _SAID and not self._is_held_in(word)
        ):
            return True
        if speaker.first >= 0:
            at = article.starts[speaker.first]
            if article.text.startswith(("هذا", "هذه"), at) and not article.term(
                speaker.first + 1
            ).startswith(_STUDIES):
                return True
            if article.term(speaker.first) in _DATA and cue.kind in _SHOWING:
                return True  # وتشير الإحصاءات إلى
            thing = not role and speaker.rule.endswith(":words") and cue.kind in _SHOWING
            if thing and speaker.rule.startswith(("noun-first", "subject")):
                return True
        if cue.name in _THOUGHT and (carried or self._is_generic(speaker)):
            return True
        if cue.name in _THOUGHT and article.gap[word + 1]:
            return True  # بعمق وتأمل، فنحن ندرك أن
        if article.bare(word) not in ("يعتبر", "تعتبر"):
            return False
        # ما يحدث يعتبر إهمالا، خصوصا أن: it is considered.
        at = complement.first if kind == "bare" else word + 1  # تعتبر اليونان اقتصادا صغيرا
        text = article.printed(at)
        return text.endswith(("ا", "اً")) or complement.zone > word + 14
