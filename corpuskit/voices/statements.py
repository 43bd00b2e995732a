"""Reported statements of one article: cues, what they introduce, who speaks, where it ends."""

from corpuskit.arabic.spelling import normalize
from corpuskit.voices.article import COMMA, LINE
from corpuskit.voices.complements import find_complement
from corpuskit.voices.endings import EndFinder
from corpuskit.voices.lexicon import ANY_PREPOSITION, ANY_THAT, BIT, ROLES, Cue, read_cues, read_set
from corpuskit.voices.objects import Complement
from corpuskit.voices.phrases import phrase_before
from corpuskit.voices.speakers import Speaker
from corpuskit.voices.state import Statement, find_quote

_PAST_IN_TA = read_set("past_in_ta")
_CONTRAST = read_set("contrast")
_BEING = read_set("being")
_THOUGHT = read_set("thought")
_BECAUSE = read_set("because")
_NEGATIONS = read_set("negations")
_CREDITS = read_set("credits")
_ALSO_NOUNS = read_set("also_nouns")
_SAID = ("that", "quote", "colon", "preposition")
_IMPERSONAL = read_set("impersonal")
_NOUN_LIKE = read_set("noun_like")


class StatementReader(EndFinder):
    """Reads one article from its first sentence to its last."""

    def read(self) -> list[Statement]:
        """Return the statements, in the order of their cues."""
        article = self.article
        size = len(article.starts)
        word = 0
        while word < size:
            if article.gap[word] & LINE:
                headline = self._headline(word)
                if headline is not None:
                    self._introduce_up_to(word)
                    self.statements.append(headline)
            if article.cue[word] >= 0 or article.phrase[word]:
                self._introduce_up_to(word)
                found = self._try(word)
                if found is not None:
                    self._keep(found)
                    word = found.cue_last + 1
                    continue
            word += 1
        self._close()
        return self.statements

    def _keep(self, found: Statement) -> None:
        if not self._settle(found):
            return
        self.statements.append(found)
        if not found.nested and found.speaker.first >= 0 and found.name.part != "preposition":
            self.last = found.speaker
            self.introduced.last = found.speaker.actor
            self.last_number = self.article.number[found.cue] or self.last_number

    def _settle(self, found: Statement) -> bool:
        """Give each statement one cue; tell whether the new one stays."""
        if not self.statements:
            return True
        known = self.statements[-1]
        if known.cue < self.article.sentence[found.cue]:
            return True
        if found.kind == "before":
            return found.name.part == "phrase" or known.first != found.first
        if known.kind != "before" and known.first == found.first:
            joined = found.name.part != "verb" or found.rule.endswith("carried")
            if (joined and not self.article.prefix[found.cue]) or found.name.part == "masdar":
                # وعلق الوزير بقوله، وأضاف الوزير يقول: the second is the cue.
                if not found.rule.endswith("chain"):
                    found.speaker = known.speaker
                self.statements.pop()
                return True
            return False
        if found.cue < known.first:
            found.nested = True
        return True

    def _try(self, word: int) -> Statement | None:
        article = self.article
        cues = read_cues()[0]
        if article.phrase[word]:
            found = self._try_phrase(word)
            if found is not None:
                return found
        if article.cue[word] < 0:
            return None
        cue = cues[article.cue[word]]
        limit = article.sentence_end(word)
        if cue.part == "preposition":
            return self._source(word, cue, limit)
        if self._is_no_cue(word, cue):
            return None
        complement = find_complement(article, word, cue, limit)
        if cue.part == "verb" and (complement is None or complement.kind in ("bare", "object")):
            credited = self._credit(word, cue, limit)
            if credited is not None:
                return credited
        if complement is None and cue.part == "verb":
            before = self._quote_before(word)
            return None if before is None else self._inverted(word, cue, before, limit)
        if complement is None:
            return None
        return self._build(word, word, cue, complement, limit)

    def _is_no_cue(self, word: int, cue: Cue) -> bool:
        """Tell whether a cue is used impersonally, or as another word of the same letters."""
        article = self.article
        term = self.terms[self.codes[word]][article.prefix[word] :]
        after = article.bits[word + 1] if word + 1 < len(article.bits) else 0
        before = self.terms[self.codes[word - 1]] if word else ""
        governs = after & (ANY_THAT | BIT["إلى"] | BIT["with_bi"])
        if term in _IMPERSONAL and governs and not (word and self._subject_before(word)):
            return True
        if term in _NOUN_LIKE and cue.part == "verb":
            previous = article.bits[word - 1] if word else 0
            joined = article.prefix[word] or article.gap[word]
            if not joined and previous & (ANY_PREPOSITION | BIT["with_bi"] | BIT["with_li"]):
                return not previous & BIT["subordinator"]
        if term == "بين" and "ّ" in article.text[article.starts[word] : article.ends[word]]:
            pass  # بيّن: the printed mark tells
        elif term == "بين" and not article.prefix[word] and word != article.sentence[word]:
            led = article.bits[word - 1] & (BIT["connective"] | BIT["adverb"])
            led = (led or after & (BIT["person"] | BIT["that"])) and article.gap[word] & COMMA
            if not led and (
                not article.bits[word - 1] & BIT["subordinator"]
                or article.bits[word - 1] & ANY_THAT
                or before in _BEING
            ):
                return True
        relative = word > 0 and article.bits[word - 1] & BIT["relative"]
        earlier = self.terms[self.codes[word - 2]] if word > 1 else ""
        if term == "تبين" and (not after & ROLES or after & BIT["with_li"]):
            return True  # it became clear; but تبين دراسة
        if "object" in cue.takes and (relative or before in ("ما", "لما")):
            # ما وصفه بالخطوة، القرارات التي أعلنها; but ما أعلنه الوزير من أن، حسب ما قاله
            return earlier not in _CREDITS and not self._specified(word)
        if before == "مما" or (relative and (earlier == "الامر" or term in _IMPERSONAL)):
            return True  # الأمر الذي دعا إلى: no speaker, a cause
        if before in _NEGATIONS or before == "هل":
            return True
        printed = article.text[article.starts[word] : article.ends[word]].lstrip("وف")
        if cue.part == "verb" and printed[:1] == "أ" and cue.name[0] == "ا":
            return True  # أعتقد: the first person
        if cue.name == "رد" and article.prefix[word] and after & BIT["في"]:
            return True  # ورد في
        following = self.terms[self.codes[word + 1]] if word + 1 < len(self.codes) else ""
        if cue.name == "قوله" and following in ("تعالى", "تعالي", "سبحانه", "صلى"):
            return True
        if cue.part == "participle" and before in _BEING:
            return True
        if term in _ALSO_NOUNS and not article.prefix[word] and not article.gap[word]:
            return cue.part == "participle" and self._is_noun_here(word)
        if cue.name[0] == "آ" and printed[:1] != "آ":
            return True  # أملا, the noun
        if word and self.statements and self.statements[-1].cue == word - 1:
            return True  # وتابع يقول
        if word and cue.part == "verb":
            # What a speaker says of himself inside his own statement is none of its own.
            at = word - 2 if before == "لا" and word > 1 else word - 1
            contrast = at > 0 and self.terms[self.codes[at - 1]] in _CONTRAST
            own = article.bits[at] & BIT["that_pronoun"] and not contrast
            own = own or self.terms[self.codes[at]] in _BECAUSE
            if own and self._enclosing(word) is not None:
                return True
            previous = article.bits[word - 1]
            plain = not article.prefix[word] and not article.gap[word]
            if (
                plain
                and previous & ANY_PREPOSITION
                and not previous & (BIT["subordinator"] | BIT["clause"])
            ):
                return term == normalize(cue.name) and before not in ("كما", "حيث")
        enclosing = self._enclosing(word)
        opened = enclosing is not None and enclosing.kind in ("colon", "quote")
        if opened and enclosing and word == enclosing.first and not article.prefix[word]:
            return True
        future = term[:1] in "يت" or (term[:1] == "ا" and self._stands_free(word))
        return before in ("أن", "ان") and future and cue.part == "verb"

    def _is_noun_here(self, word: int) -> bool:
        """24 متهما، أضواء كاشفة: no verb governs it, or a number does."""
        article = self.article
        before = article.text[article.starts[word - 1] : article.ends[word - 1]] if word else ""
        return before.isdigit() or not any(
            article.cue[place] >= 0 for place in range(article.sentence[word], word)
        )

    def _stands_free(self, word: int) -> bool:
        """أن أعرب: the first person, unless the أن belongs to بعد أن، منذ أن، إلى أن."""
        term = self.terms[self.codes[word - 2]] if word > 1 else ""
        return term not in ("بعد", "منذ", "الى", "سبق", "قبل", "وبعد", "على", "الا", "غير", "رغم")

    def _specified(self, word: int) -> bool:
        """ما أعلنه الرئيس من أن: من أن says what."""
        bits = self.article.bits
        limit = min(self.article.sentence_end(word) - 1, word + 12)
        return any(
            bits[place] & BIT["من"] and bits[place + 1] & ANY_THAT for place in range(word, limit)
        )

    def _subject_before(self, word: int) -> bool:
        article = self.article
        if article.prefix[word]:
            return False
        first, behind = phrase_before(article, word, article.sentence[word])
        return first < behind

    def _try_phrase(self, word: int) -> Statement | None:
        article = self.article
        phrases = read_cues()[2]
        cut = article.prefix[word]
        first = self.terms[self.codes[word]][cut:]
        for size in (4, 3, 2):
            if word + size > len(article.starts):
                continue
            key = (first, *(self.terms[self.codes[word + k]] for k in range(1, size)))
            if key not in phrases:
                continue
            cue = read_cues()[0][phrases[key]]
            limit = article.sentence_end(word)
            if "after" in cue.takes:
                return self._distancing(word, word + size - 1, cue)
            complement = find_complement(article, word + size - 1, cue, limit)
            if complement is not None:
                return self._build(word, word + size - 1, cue, complement, limit)
        return None

    def _build(
        self, word: int, last: int, cue: Cue, complement: Complement, limit: int
    ) -> Statement | None:
        speaker, nested = self._find_speaker(word, last, cue, complement)
        if self._is_unlikely(word, last, cue, complement, speaker):
            return None
        kind = "bare" if complement.kind == "object" else complement.kind
        source, _, proof = speaker.rule.partition(":")
        source = "governor" if source == "participle" else source
        rule = f"{cue.part}>{kind}>{source}" + (f":{proof}" if proof else "")
        quote = find_quote(self.article, complement.first)
        return Statement(
            word, last, cue, speaker, complement.first, limit, nested, kind, quote, rule
        )

    def _is_unlikely(
        self, word: int, last: int, cue: Cue, complement: Complement, speaker: Speaker
    ) -> bool:
        """Tell whether what was found is hardly a reported statement."""
        article = self.article
        kind = complement.kind
        carried = speaker.rule.startswith(("carried", "nearest"))
        if speaker.rule == "nobody" or (
            speaker.rule == "relative:words" and (speaker.first < 0 or kind not in _SAID)
        ):
            return True
        enclosing = self._enclosing(word)
        if carried and enclosing is not None and enclosing.quote and enclosing.quote.closed:
            # Inside a quotation, a verb without a subject is the quoted one's own.
            quote = enclosing.quote
            if quote.start <= article.starts[word] < quote.end:
                return True
        if cue.name == "اتهامه" and complement.zone == last + 1:
            return True  # اتهامه بالانضمام: the pronoun is the accused
        named = speaker.actor is not None or (
            speaker.first >= 0 and article.bits[speaker.first] & ROLES
        )
        if kind == "colon" and complement.zone > last + 10 and not named:
            return True
        if kind == "any" and "chain" not in speaker.rule and cue.name == "قوله":
            return True
        if cue.part == "verb":
            return self._is_unlikely_verb(word, last, cue, complement, speaker)
        return speaker.first < 0 and complement.zone > last + 2 and kind != "quote"

    def _is_unlikely_verb(
        self, word: int, last: int, cue: Cue, complement: Complement, speaker: Speaker
    ) -> bool:
        article = self.article
        kind = complement.kind
        carried = speaker.rule.startswith(("carried", "nearest"))
        start = article.sentence[word]
        if not article.prefix[word] and kind in ("that", "preposition"):
            # Another cue of the sentence has claimed what follows: منظمة تتابع الحوادث بأن
            claims = (s for s in self.statements[-3:] if s.cue >= start)
            if any(s.first == complement.first for s in claims):
                return True
        term = self.terms[self.codes[word]][article.prefix[word] :]
        present = term[:1] in "يت" and term not in _PAST_IN_TA
        named = speaker.first >= 0 and article.bits[speaker.first] & ROLES
        if present and kind == "bare" and speaker.actor is None and not named:
            return True
        noun = carried and not article.prefix[word] and term in _NOUN_LIKE
        if noun and kind not in ("that", "quote", "colon"):
            return True
        if cue.name == "هدد" and kind == "ب" and complement.zone > last + 1:
            ends = article.ends[complement.first]
            if article.text.endswith(("هم", "ها", "ه"), 0, ends):
                return True  # وهددوا بسلاحهم
        if present and carried and kind not in ("that", "quote", "colon"):
            return True
        thing = speaker.first >= 0 and not named and speaker.rule.endswith(":words")
        shows = thing and cue.kind in ("explaining", "certain", "announcing")
        if present and shows and speaker.rule.startswith(("noun-first", "subject")):
            return True  # النتائج تشير إلى أن: what shows does not speak
        generic = speaker.first >= 0 and article.bits[speaker.first] & BIT["generic"]
        if cue.name in _THOUGHT and (carried or generic):
            return True
        if term in ("يعتبر", "تعتبر"):
            # ما يحدث يعتبر إهمالا، خصوصا أن: it is considered.
            text = article.text[article.starts[word + 1] : article.ends[word + 1]]
            if text.endswith(("ا", "اً")) or complement.zone > word + 14:
                return True
        return speaker.first < 0 and complement.zone > last + 2 and kind != "quote"
