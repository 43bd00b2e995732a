"""Speakers who are not named beside the cue: carried on, governed, relayed, or before الذي."""

from corpuskit.voices.gaps import BREAK, COMMA, OPEN_BRACKET, PAUSE
from corpuskit.voices.lexicon import ANY_PREPOSITION, ANY_THAT, BIT, ROLES, Cue, read_cues, read_set
from corpuskit.voices.noun_first import phrase_before
from corpuskit.voices.objects import Complement
from corpuskit.voices.phrases import phrase_after, phrase_end
from corpuskit.voices.speakers import Speaker
from corpuskit.voices.state import ReaderState, Statement

_PAST_IN_TA = read_set("past_in_ta")
_BECAUSE = read_set("because")
_LOOK_ALIKES = ("عبر", "بين", "نقل", "أبلغ", "وجد")
_NOUNS = frozenset({"reject", "responsibility", "bare_count"})
_KANA = read_set("kana")
_GIVING = read_set("giving")
_DOCUMENTS = read_set("documents")
_ISSUED = read_set("issued")
_ISSUING = read_set("issuing")


class CarriedFinder(ReaderState):
    """Finds speakers who are named elsewhere than beside the cue."""

    def _carried(self, word: int) -> Speaker:
        """Return the subject of the sentence, or whoever spoke last, where none is named."""
        article = self.article
        start = article.sentence[word]
        before = article.term(word - 1)
        spoke = any(s.cue >= start and not s.nested for s in self.statements)
        spoke = spoke or (before in _BECAUSE and self.last is not None)
        if not spoke and start < word:
            subject = self._subject_of_sentence(start, word)
            if subject is not None:
                return subject
            if article.bits[word - 1] & BIT["clause"]:
                nearest = self._nearest_person(word)
                if nearest is not None:
                    return nearest
        if not spoke and start and start >= word - 1:
            subject = self._subject_of_last_sentence(start)
            if subject is not None:
                return subject
        if self.last is None:
            return self._nearest_person(word) or Speaker(-1, -1, None, "carried:nobody")
        return Speaker(self.last.first, self.last.behind, self.last.actor, "carried")

    def _nearest_person(self, word: int) -> Speaker | None:
        """ألقى الأستاذ فهد كلمة أشار فيها إلى: the last one before who can speak."""
        article = self.article
        lowest = max(article.sentence[word], word - 30)
        for place in range(word - 1, lowest - 1, -1):
            if article.gap[place + 1] & PAUSE:
                break
            at = article.mention_at.get(place)
            if at is None and not article.bits[place] & BIT["person"]:
                continue
            first = place if at is None else article.mentions[at][0]
            if at is None and article.bits[place] & BIT["preposition"]:
                continue  # أمام, not إمام
            to_whom = article.bits[first] & BIT["with_li"] or first in article.attached
            before = article.bits[first - 1] if first else 0
            if to_whom or before & BIT["في"] or article.term(first - 1) == "امام":
                continue  # كلمة للشباب، مؤتمر في الجزائر
            while first > lowest and article.bits[first - 1] & BIT["person"]:
                first -= 1
            first = self._named_with(first, lowest)
            behind = phrase_end(article, first, word)
            return self._resolve(first, behind, "nearest")
        return None

    def _named_with(self, first: int, lowest: int) -> int:
        """السيد تكاياسو شيما قائد المخيم: the title before the name that the role follows."""
        article = self.article
        for place in range(first - 1, max(lowest, first - 4) - 1, -1):
            bits = article.bits[place]
            if bits & BIT["person"] and bits & BIT["definite"] and place < first - 1:
                return place
            known = ANY_PREPOSITION | ANY_THAT | BIT["definite"] | BIT["with_bi"] | BIT["with_li"]
            if article.gap[place + 1] or article.cue[place] >= 0 or bits & known:
                break
        return first

    def _subject_of_sentence(self, start: int, word: int, *, loose: bool = False) -> Speaker | None:
        """Return who stands at the head of a sentence; loosely, behind a phrase without comma."""
        article = self.article
        place = start
        while place < word and article.bits[place] & (BIT["auxiliary"] | BIT["subordinator"]):
            place += 1
        if place >= word:
            return None
        if article.bits[place] & (ANY_PREPOSITION | BIT["with_bi"] | BIT["with_li"]):
            start = place
            while place < word and not article.gap[place + 1] & COMMA:
                place += 1
            near = place < start + 6 or not loose
            place = place + 1 if near else start + 2
            while not near and place + 1 < word and self._is_plain_definite(place):
                place += 1
        if place >= word:
            return None
        first = place
        if not article.names_someone(place, ROLES | BIT["definite"]):
            first = place + 1
        if first >= word:
            return None
        begin, behind = phrase_after(article, first, word)
        if (
            begin == behind
            or article.bits[begin] & BIT["first_person"]
            or not article.names_someone(begin, ROLES | BIT["definite"])
        ):
            return None
        return self._resolve(begin, behind, "subject")

    def _issued(self, first: int, limit: int, rule: str) -> Speaker | None:
        """بيان صادر عن وزير الدفاع، استطلاع أجرته الشركة: whoever issued the document speaks."""
        article = self.article
        if article.term(first) not in _DOCUMENTS:
            return None
        for place in range(first + 1, min(limit - 1, first + 7)):
            term = article.term(place)
            if article.gap[place] & (COMMA | BREAK | PAUSE):
                return None
            if term in _ISSUED and article.bits[place + 1] & BIT["عن"]:
                start = place + 2
            elif term in _ISSUING or (
                term.startswith("قام") and article.term(place + 1) in ("به", "بها")
            ):
                start = place + 1 if term in _ISSUING else place + 2
            else:
                continue
            begin, behind = phrase_after(article, start, limit)
            if begin == behind:
                return None
            issuer = self._resolve(begin, behind, rule)
            return Speaker(first, behind, issuer.actor, issuer.rule)
        return None

    def _may_govern(self, place: int) -> bool:
        """Tell whether a cue that introduces nothing is surely a verb: رفضت, but not رفض."""
        article = self.article
        cue = read_cues()[0][article.cue[place]]
        if cue.part != "verb" or cue.name in _LOOK_ALIKES or "object" in cue.takes:
            return False
        term = article.term(place)
        if term[:1] == "ل" and article.prefix[place]:
            return False
        opens = article.prefix[place] or article.gap[place] or place == article.sentence[place]
        return bool(opens) or not cue.takes & _NOUNS or term != cue.name

    def _is_plain_definite(self, word: int) -> bool:
        bits = self.article.bits[word]
        known = bits & ROLES or word in self.article.mention_at
        return bool(bits & BIT["definite"]) and not known

    def _subject_of_last_sentence(self, start: int) -> Speaker | None:
        """واستهل والد الشهيد حديثه بالحمد. وقال: he speaks, not who spoke before him."""
        article = self.article
        before = article.sentence[start - 1]
        if any(s.cue >= before for s in self.statements) or article.gap[start] & OPEN_BRACKET:
            return None
        first = before + 1
        if first >= start or before in article.mention_at:
            return None
        if article.bits[before] & (BIT["definite"] | ROLES | ANY_PREPOSITION | BIT["with_bi"]):
            return None
        begin, behind = phrase_after(article, first, start)
        if begin != first or begin == behind:
            return None
        if not article.names_someone(begin, BIT["person"]):
            return None
        return self._resolve(begin, behind, "subject-before")

    def _governor(self, word: int) -> Speaker:
        """Return the subject of the verb before a participle, which is its own."""
        article = self.article
        start = article.sentence[word]
        if article.number[word] == ord("p"):
            plural = self._plural_before(word, start)
            if plural is not None:
                return plural
        agreeing = self._agreeing_statement(word, start)
        if agreeing is not None:
            speaker = agreeing.speaker
            return Speaker(speaker.first, speaker.behind, speaker.actor, "participle")
        for place in range(word - 1, start - 1, -1):
            # A verb of speech that introduces nothing itself: وعلق الوزير على ذلك، قائلا إن
            if article.cue[place] >= 0 and self._may_govern(place):
                announced = self._announced_subject(place, start)
                if announced is not None:
                    return announced
                first, behind = phrase_after(article, place + 1, word)
                if first < behind and not article.gap[first] & COMMA:
                    return self._resolve(first, behind, "governor")
        subject = self._subject_of_sentence(start, word, loose=True) if start < word else None
        if subject is not None:
            return subject
        return self._carried(word)

    def _agreeing_statement(self, word: int, start: int) -> Statement | None:
        """Return the statement of a sentence that a participle goes with, by its gender first."""
        number = self.article.number
        spoken = [
            statement
            for statement in self.statements
            if statement.cue >= start and statement.name.part != "preposition"
        ]
        open_ones = [statement for statement in reversed(spoken) if not statement.nested]
        nested = [statement for statement in reversed(spoken) if statement.nested]
        if number[word] == ord("f"):
            # أضاف الوزير أن المملكة دعت الدول إلى التعاون، مطالبة: the kingdom demands.
            for statement in open_ones + nested:
                if number[statement.cue] == number[word]:
                    return statement
        return open_ones[0] if open_ones else None

    def _announced_subject(self, verb: int, lowest: int) -> Speaker | None:
        """وكانت الأمم المتحدة أعلنت: what stands between كان or أما and the verb speaks."""
        article = self.article
        if article.prefix[verb]:
            return None
        first, behind = phrase_before(article, verb, lowest)
        if first == behind or first == 0 or verb - behind > 3:
            return None
        if article.term(first - 1) not in _KANA:
            return None
        return self._resolve(first, behind, "noun-first")

    def _plural_before(self, word: int, start: int) -> Speaker | None:
        """ولجأ المرافقون إلى ذلك، مطالبين: who agrees with the participle."""
        article = self.article
        for statement in reversed(self.statements):
            if statement.cue < start:
                break
            if article.number[statement.cue] in (ord("p"), ord("d")):
                return None
        for endings in (("ون",), ("ين", "ات")):
            for place in range(word - 1, max(start, word - 25) - 1, -1):
                text = article.printed(place)
                if article.bits[place] & BIT["person"] and text.endswith(endings):
                    behind = phrase_end(article, place, word)
                    return self._resolve(place, behind, "agreement")
        return None

    def _speaker_of_masdar(
        self, word: int, cue: Cue, complement: Complement
    ) -> tuple[Speaker, bool]:
        article = self.article
        start = article.sentence[word]
        if cue.name == "قوله" and not article.prefix[word]:
            for place in range(word - 1, start - 1, -1):
                if article.bits[place] & BIT["عن"]:
                    first, behind = phrase_after(article, place + 1, word)
                    if first < behind:
                        speaker = self._resolve(first, behind, "chain")
                        return speaker, False
                if article.gap[place] & PAUSE:
                    break
        if any(name.endswith("_named") for name in cue.takes):
            first, behind = phrase_after(article, word + 1, complement.zone)
            inside = self._enclosing(word) is not None
            return self._resolve(first, behind, "noun"), inside
        if cue.name in ("مطالبات", "تعهدا"):
            low = word + 1
            for place in range(word - 1, start - 1, -1):
                if article.term(place).removeprefix("و") in _GIVING:
                    low = place + 1
                    break
            first, behind = phrase_after(article, low, complement.zone if low > word else word)
            if first < behind:
                return self._resolve(first, behind, "noun"), False
            subject = self._subject_of_sentence(start, word)
            if subject is not None:
                return subject, False
        return self._governor(word), self._enclosing(word) is not None

    def _speaker_of_phrase(self, last: int, complement: Complement) -> tuple[Speaker, bool]:
        """جاء في بيان للخارجية أن: the phrase behind the noun, its ل cut."""
        article = self.article
        place = last + 1
        if article.term(last) == "ايضا":
            return self._carried(last), False
        if (
            place < complement.zone
            and article.bits[place] & (BIT["with_li"] | ROLES | BIT["definite"])
        ) or place in article.mention_at:
            behind = phrase_end(article, place, complement.zone)
            return self._resolve(place, behind, "document"), False
        return Speaker(last, last + 1, None, "document:words"), False

    def _relayed(self, last: int, complement: Complement) -> Speaker | None:
        """ذكرت الوكالة نقلا عن مصدر أن: the nearest quoted party speaks."""
        article = self.article
        for place in range(last + 1, complement.zone - 1):
            if article.term(place) in ("نقلا", "نقلًا") and (article.bits[place + 1] & BIT["عن"]):
                first, behind = phrase_after(article, place + 2, complement.zone)
                if first < behind:
                    return self._resolve(first, behind, "chain")
        return None

    def _antecedent(self, relative: int, lowest: int) -> Speaker:
        """Who الذي stands for: the phrase before it."""
        article = self.article
        at = article.mention_at.get(relative - 1)
        if at is not None and article.mentions[at][0] >= lowest:
            begin = article.mentions[at][0]
            return self._resolve(begin, relative, "relative")
        first = relative
        while first > lowest and relative - first < 12:
            gap = article.gap[first]
            if gap & (BREAK | PAUSE) or (gap & COMMA and first < relative):
                break
            previous = article.bits[first - 1]
            if previous & (ANY_PREPOSITION | ANY_THAT) or article.cue[first - 1] >= 0:
                break
            first -= 1
        while first < relative and not (article.names_someone(first, ROLES | BIT["definite"])):
            first += 1
        if first == relative:
            return Speaker(-1, -1, None, "relative:words")
        found = self._resolve(first, relative, "relative")
        verb = article.term(relative + 1)
        present = verb[:1] in "يت" and verb not in _PAST_IN_TA
        if present and found.actor is None and not article.bits[first] & BIT["person"]:
            return Speaker(-1, -1, None, "relative:words")
        if found.actor is None and article.bits[first] & ROLES:
            found.rule = "relative:role"
        return found
