"""Cues that stand behind or beside what is said: بحسب, على حد قوله, a headline colon."""

from corpuskit.voices.gaps import COLON, COMMA, DASH, LINE, PAUSE
from corpuskit.voices.lexicon import BIT, ROLES, Cue, read_cues, read_kinds, read_set
from corpuskit.voices.phrases import phrase_after, phrase_end
from corpuskit.voices.quotes import Quote
from corpuskit.voices.speakers import Speaker
from corpuskit.voices.state import Statement, find_quote
from corpuskit.voices.subjects import SubjectFinder

_WITNESSES = read_set("witnesses")
_RELAYS = read_set("relays")
_FA_INNA = read_set("fa_inna")
_CREDITS = read_set("credits")
_TRAILING = BIT["subordinator"] | BIT["auxiliary"]
_HEADLINE = read_cues()[0][-1]


class CreditReader(SubjectFinder):
    """Reads cues that stand behind or beside what is said."""

    def _credit(self, word: int, cue: Cue, limit: int) -> Statement | None:
        """كما أعلنت الحكومة، behind what she announced."""
        article = self.article
        if cue.name in ("تابع", "واصل"):
            return None
        before = article.term(word - 1)
        before = before if before in _CREDITS else before.removeprefix("و")
        low = word - 1
        if before in ("ما", "لما") and word > 1 and self._is_credit(word - 2):
            low = word - 2
        elif before not in ("كما", "حسبما", "بحسبما"):
            return None
        start = article.sentence[word]
        if low - start < 2 and before != "كما":
            first, behind = phrase_after(article, word + 1, limit)
            if first == behind:
                return None
            speaker = self._resolve(first, behind, "credit")
            return self._opening(word, cue, speaker, behind, limit)
        if low - start < 4 or not (article.gap[low] & (COMMA | DASH) or before != "كما"):
            return None
        if self._has_spoken(start):
            return None
        return self._closing_credit(word, cue, low, limit, as_told=before == "كما")

    def _closing_credit(
        self, word: int, cue: Cue, low: int, limit: int, *, as_told: bool
    ) -> Statement | None:
        article = self.article
        name = word + 1
        quoted = article.quote_at.get(name)
        if as_told and quoted is not None and quoted[0] - name <= 3:
            return None  # كما أشارت «عكاظ»: the outlet speaks of itself
        if name < limit and article.term(name) in ("به", "بها"):
            name += 1
        first, behind = phrase_after(article, name, limit)
        if "addressee" in cue.takes:
            # أبلغت مصادر محلية «عكاظ»: the paper is told.
            told = (word for word in range(first + 1, behind) if word in article.quote_at)
            behind = next(told, behind)
        if first == behind or (as_told and not self._is_closed(word, behind, limit)):
            return None
        speaker = self._resolve(first, behind, "credit")
        rule = f"verb>before>{speaker.rule}"
        start = article.sentence[word]
        return Statement(word, word, cue, speaker, start, low, "before", rule, nested=True)

    def _is_closed(self, verb: int, behind: int, limit: int) -> bool:
        """كما أبلغت مصادر «عكاظ»، وهو ما: tell whether little is said behind who told whom."""
        if limit - behind <= 8:
            return True
        article = self.article
        quoted = article.quote_at.get(behind)
        if quoted is not None and quoted[0] - behind <= 3:
            behind = quoted[0]
        # كما نشروا صورا: no subject stands behind a plural verb
        return bool(article.gap[behind] & COMMA) and article.number[verb] != ord("p")

    def _is_credit(self, word: int) -> bool:
        term = self.article.term(word)
        return term in _CREDITS or term.removeprefix("و") in _CREDITS

    def _has_spoken(self, start: int) -> bool:
        """Tell whether a sentence that begins at a word holds a statement already."""
        return any(statement.cue >= start for statement in self.statements)

    def _opening(
        self, word: int, cue: Cue, speaker: Speaker, behind: int, limit: int
    ) -> Statement | None:
        """وحسبما أعلنت الوزارة، فإن العمل مستمر: it is said behind the source."""
        begin = self._behind_source(behind, limit)
        if begin < 0:
            return None
        rule = f"{cue.part}>opening>{speaker.rule}"
        quote = find_quote(self.article, begin)
        return Statement(word, word, cue, speaker, begin, limit, "source", rule, quote=quote)

    def _headline(self, word: int) -> Statement | None:
        """لافروف: اتفاق قريب. The colon behind a name that opens a line is the cue."""
        article = self.article
        at = article.mention_at.get(word)
        if at is None:
            return None
        begin, behind, actor = article.mentions[at]
        size = len(article.starts)
        if begin != word or behind >= size or behind - word > 5:
            return None
        if not article.gap[behind] & COLON or article.gap[behind] & LINE:
            return None
        speaker = Speaker(word, behind, actor, "headline:mention")
        limit = behind
        while limit < size and not article.gap[limit] & LINE:
            limit += 1
        rule = f"colon>colon>{speaker.rule}"
        quote = find_quote(article, behind)
        return Statement(
            behind, behind - 1, _HEADLINE, speaker, behind, limit, "colon", rule, quote=quote
        )

    def _quote_before(self, word: int) -> Quote | None:
        """Return a quotation that ends right before a verb: «لن نوقع»، قال الوزير."""
        article = self.article
        if article.prefix[word] or word == 0:
            return None
        low, high = article.ends[word - 1], article.starts[word]
        for quote in article.quotes:
            if low <= quote.end <= high and quote.closed:
                size = word - article.word_at(quote.start)
                if size >= 4 and article.gap[word] & (COMMA | PAUSE):
                    return quote
        return None

    def _inverted(self, word: int, cue: Cue, quote: Quote, limit: int) -> Statement | None:
        """«لن نوقع»، قال الوزير."""
        if "quote" not in cue.takes:
            return None
        first, behind = phrase_after(self.article, word + 1, limit)
        if first == behind:
            return None
        speaker = self._resolve(first, behind, "quote-first")
        rule = f"verb>quote>{speaker.rule}"
        begin = self.article.word_at(quote.start)
        return Statement(word, word, cue, speaker, begin, word, "before", rule, quote=quote)

    def _distancing(self, word: int, last: int, cue: Cue) -> Statement | None:
        """على حد قوله: it speaks of the quotation before it, else of the clause."""
        article = self.article
        if word == 0:
            return None
        speaker = self._governor(word)
        if not article.term(last).endswith(("ه", "ها", "هم")):
            first, end = phrase_after(article, last + 1, article.sentence_end(word))
            if first < end:
                speaker = self._resolve(first, end, "distancing")
        begin = article.sentence[word]
        quote = None
        for statement in reversed(self.statements):
            if statement.first < word and statement.cue >= begin and statement.kind != "before":
                begin, quote = statement.first, statement.quote
                break
        if begin >= word:
            return None
        rule = f"phrase>before>{speaker.rule}"
        return Statement(word, last, cue, speaker, begin, word, "before", rule, True, quote)

    def _source(self, word: int, cue: Cue, limit: int) -> Statement | None:
        """بحسب المتحدث: counted where it opens a clause, or closes one that nobody else says."""
        article = self.article
        head = word + 1
        if cue.name == "نقلا" or head >= limit:
            return None
        opening = word == article.sentence[word] or article.prefix[word] > 0
        opening = opening or self._only_lead_before(word) or bool(article.gap[word] & PAUSE)
        named = article.names_someone(head) or self._governs_source(head)
        if opening and not named and not self._marks_content(head, limit):
            return None
        behind = phrase_end(article, head, limit)
        speaker = self._resolve(head, behind, "source")
        issued = self._issued(head, limit, "source")
        if issued is not None:
            speaker, behind = issued, issued.behind
        if opening:
            return self._opening(word, cue, speaker, behind, limit)
        return self._closing_source(word, cue, speaker)

    def _closing_source(self, word: int, cue: Cue, speaker: Speaker) -> Statement | None:
        """قتل ثلاثة، بحسب مسؤول: of a clause that nobody else says."""
        article = self.article
        start, head = article.sentence[word], word + 1
        if self._enclosing(word) is not None or start == word:
            return None
        term = article.term(head)
        person = article.bits[head] & BIT["person"] or self._spoke_before(speaker)
        if term in _RELAYS or not (person or term in _WITNESSES):
            return None
        if self._has_spoken(start) or word - start < 4:
            return None
        rule = f"{cue.part}>closing>{speaker.rule}"
        return Statement(word, word, cue, speaker, start, word, "before", rule, nested=True)

    def _spoke_before(self, speaker: Speaker) -> bool:
        """وفق عبد الرحمن: tell whether a bare name is that of somebody who spoke before."""
        article = self.article
        if article.bits[speaker.first] & (ROLES | BIT["definite"] | BIT["with_li"]):
            return False
        words = {article.lemma[word] for word in range(speaker.first, speaker.behind)}
        return any(
            words <= set(article.lemma[known.first : known.behind])
            for known in (statement.speaker for statement in self.statements)
            if known.first >= 0
        )

    def _governs_source(self, head: int) -> bool:
        """لمصدر، للوزارة: a source behind an attached ل."""
        term = self.article.term(head)
        if not term.startswith("ل"):
            return False
        kinds = read_kinds()
        rest = "ال" + term[2:] if term.startswith("لل") else term[1:]
        return bool(kinds.get(rest, 0) & ROLES)

    def _marks_content(self, head: int, limit: int) -> bool:
        """Tell whether فإن follows: بحسب الأمم المتحدة فإن …, whoever that is."""
        for place in range(head + 1, min(limit, head + 8)):
            if self.article.gap[place] & COMMA and place > head + 1:
                break
            if self.article.term(place) in _FA_INNA:
                return True
        return False

    def _only_lead_before(self, word: int) -> bool:
        article = self.article
        before = range(article.sentence[word], word)
        return all(article.bits[place] & _TRAILING for place in before)

    def _behind_source(self, behind: int, limit: int) -> int:
        """Return the first word of what a source says: behind a comma, or behind أن."""
        article = self.article
        for place in range(behind, min(limit, behind + 15)):
            bits = article.bits[place]
            if bits & BIT["that"]:
                return place + 1 if place + 1 < limit else -1
            if bits & BIT["that_pronoun"] or article.term(place) in _FA_INNA:
                return place
            if article.gap[place] & (COMMA | COLON) or place in article.quote_at:
                return place
        return -1
