"""Cues that stand behind or beside what is said: بحسب, على حد قوله, a headline colon."""

from corpuskit.voices.article import COLON, COMMA, DASH, LINE, PAUSE
from corpuskit.voices.lexicon import BIT, ROLES, Cue, read_cues, read_kinds, read_set
from corpuskit.voices.phrases import phrase_after, phrase_end
from corpuskit.voices.quotes import Quote
from corpuskit.voices.speakers import Speaker, resolve_phrase
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
        before = self.terms[self.codes[word - 1]] if word else ""
        before = before if before in _CREDITS else before.removeprefix("و")
        low = word - 1
        if before in ("ما", "لما") and word > 1 and self._is_credit(word - 2):
            low = word - 2
        elif before not in ("كما", "حسبما", "بحسبما"):
            return None
        start = article.sentence[word]
        if low - start < 2 and before != "كما":
            return self._opening_credit(word, cue, limit)
        if low - start < 4 or not (article.gap[low] & (COMMA | DASH) or before != "كما"):
            return None
        if any(s.cue >= start for s in self.statements):
            return None
        start_of_name = word + 1
        quoted = article.quote_at.get(start_of_name)
        if before == "كما" and quoted is not None and quoted[0] - start_of_name <= 3:
            return None  # كما أشارت «عكاظ»: the outlet speaks of itself
        if start_of_name < limit and self.terms[self.codes[start_of_name]] in ("به", "بها"):
            start_of_name += 1
        first, behind = phrase_after(article, start_of_name, limit)
        if first == behind or (behind < limit and before == "كما" and limit - behind > 8):
            return None
        speaker = resolve_phrase(article, first, behind, self.introduced, "credit")
        return Statement(
            word,
            word,
            cue,
            speaker,
            start,
            low,
            True,
            "before",
            None,
            f"verb>before>{speaker.rule}",
        )

    def _is_credit(self, word: int) -> bool:
        term = self.terms[self.codes[word]]
        return term in _CREDITS or term.removeprefix("و") in _CREDITS

    def _opening_credit(self, word: int, cue: Cue, limit: int) -> Statement | None:
        """وحسبما أعلنت الوزارة، فإن العمل مستمر."""
        article = self.article
        first, behind = phrase_after(article, word + 1, limit)
        begin = self._behind_source(behind, limit) if first < behind else -1
        if begin < 0:
            return None
        speaker = resolve_phrase(article, first, behind, self.introduced, "credit")
        return Statement(
            word,
            word,
            cue,
            speaker,
            begin,
            limit,
            False,
            "source",
            find_quote(article, begin),
            f"verb>opening>{speaker.rule}",
        )

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
        return Statement(
            behind,
            behind - 1,
            _HEADLINE,
            speaker,
            behind,
            limit,
            False,
            "colon",
            find_quote(article, behind),
            "colon>colon>headline:mention",
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
        article = self.article
        if "quote" not in cue.takes:
            return None
        first, behind = phrase_after(article, word + 1, limit)
        if first == behind:
            return None
        speaker = resolve_phrase(article, first, behind, self.introduced, "quote-first")
        return Statement(
            word,
            word,
            cue,
            speaker,
            article.word_at(quote.start),
            word,
            False,
            "before",
            quote,
            f"verb>quote>{speaker.rule}",
        )

    def _distancing(self, word: int, last: int, cue: Cue) -> Statement | None:
        """على حد قوله: it speaks of the quotation before it, else of the clause."""
        article = self.article
        if word == 0:
            return None
        bare = self.terms[self.codes[last]]
        speaker = self._governor(word)
        behind = last + 1
        if not bare.endswith(("ه", "ها", "هم")):
            first, end = phrase_after(article, behind, article.sentence_end(word))
            if first < end:
                speaker = resolve_phrase(article, first, end, self.introduced, "distancing")
        begin = article.sentence[word]
        quote = None
        for statement in reversed(self.statements):
            if statement.first < word and statement.cue >= begin and statement.kind != "before":
                begin, quote = statement.first, statement.quote
                break
        if begin >= word:
            return None
        return Statement(
            word,
            last,
            cue,
            speaker,
            begin,
            word,
            True,
            "before",
            quote,
            f"phrase>before>{speaker.rule}",
        )

    def _source(self, word: int, cue: Cue, limit: int) -> Statement | None:
        """بحسب المتحدث: counted where it opens a clause, or closes one that nobody else says."""
        article = self.article
        first = word + 1
        if cue.name == "نقلا" or first >= limit:
            return None
        head = first
        bits = article.bits[head]
        named = head in article.mention_at or self._governs_source(head)
        opening = word == article.sentence[word] or article.prefix[word] > 0
        opening = opening or self._only_lead_before(word) or bool(article.gap[word] & PAUSE)
        if not named and not bits & ROLES and not (opening and self._marks_content(head, limit)):
            return None
        behind = phrase_end(article, head, limit)
        speaker = resolve_phrase(article, head, behind, self.introduced, "source")
        issued = self._issued(head, limit, "source")
        if issued is not None:
            speaker, behind = issued, issued.behind
        if opening:
            begin = self._behind_source(behind, limit)
            if begin < 0:
                return None
            quote = find_quote(article, begin)
            return Statement(
                word,
                word,
                cue,
                speaker,
                begin,
                limit,
                False,
                "source",
                quote,
                f"preposition>opening>{speaker.rule}",
            )
        if self._enclosing(word) is not None or article.sentence[word] == word:
            return None
        term = self.terms[self.codes[head]]
        if term in _RELAYS or not (bits & BIT["person"] or term in _WITNESSES):
            return None
        start = article.sentence[word]
        if any(s.cue >= start for s in self.statements) or word - start < 4:
            return None
        return Statement(
            word,
            word,
            cue,
            speaker,
            start,
            word,
            True,
            "before",
            None,
            f"preposition>closing>{speaker.rule}",
        )

    def _governs_source(self, head: int) -> bool:
        """لمصدر، للوزارة: a source behind an attached ل."""
        term = self.terms[self.codes[head]]
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
            if self.terms[self.codes[place]] in _FA_INNA:
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
            if bits & BIT["that_pronoun"] or self.terms[self.codes[place]] in _FA_INNA:
                return place
            if article.gap[place] & (COMMA | COLON) or place in article.quote_at:
                return place
        return -1
