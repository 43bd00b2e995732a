"""Reported statements of one article: cues, what they introduce, who speaks, where it ends."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from corpuskit.arabic.spelling import normalize
from corpuskit.voices.article import (
    BREAK,
    COLON,
    COMMA,
    DASH,
    LINE,
    OPEN_BRACKET,
    PAUSE,
    STOP,
    Article,
)
from corpuskit.voices.complements import Complement, find_complement
from corpuskit.voices.lexicon import ANY_PREPOSITION, ANY_THAT, BIT, Cue, read_cues
from corpuskit.voices.quotes import Quote
from corpuskit.voices.speakers import (
    Introduced,
    Speaker,
    introduce,
    may_be_subject,
    phrase_after,
    phrase_before,
    phrase_end,
    resolve_phrase,
)

_TRAILING = BIT["subordinator"] | BIT["auxiliary"]
_HEADS = BIT["person"] | BIT["organisation"] | BIT["source"]
_WITNESSES = frozenset(
    "مصدر مصادر المصدر المصادر شهود الشهود لمصدر لمصادر للمصدر للمصادر لشهود".split()
)
_RELAYS = frozenset("وكالة الوكالة صحيفة الصحيفة موقع قناة شبكة إذاعة مجلة رويترز سبوتنيك".split())
_OUTLETS = BIT["organisation"]


@dataclass(slots=True)
class Statement:
    """One reported statement, in words, then in offsets.

    Parameters
    ----------
    cue, cue_last : int
        First and last word of the cue.
    name : Cue
        Which cue.
    speaker : Speaker
        Who speaks.
    first, behind : int
        First word of what is said, and the word behind it.
    nested : bool
        Whether it stands inside another statement, which it does not end.
    kind : str
        What introduces it.
    quote : Quote or None
        The quotation that it begins with.
    rule : str
        Every rule that applied.
    """

    cue: int
    cue_last: int
    name: Cue
    speaker: Speaker
    first: int
    behind: int
    nested: bool
    kind: str
    quote: Quote | None
    rule: str


class StatementReader:
    """Reads one article from its first sentence to its last.

    Parameters
    ----------
    article : Article
        The article.
    terms : sequence of str
        The words of the vocabulary, to match cues of several words.
    codes : list of int
        The number of the term of each word.
    """

    def __init__(self, article: Article, terms: Sequence[str], codes: list[int]) -> None:
        self.article = article
        self.terms = terms
        self.codes = codes
        self.introduced = Introduced()
        self.statements: list[Statement] = []
        self.last: Speaker | None = None
        self.last_number = ord("m")
        self._introduced_to = 0

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

    def _introduce_up_to(self, word: int) -> None:
        low = self._introduced_to
        high = self.article.sentence_end(word)
        while low < high:
            end = self.article.sentence_end(low)
            introduce(self.article, self.introduced, low, end)
            low = end
        self._introduced_to = max(self._introduced_to, high)

    def _keep(self, found: Statement) -> None:
        self.statements.append(found)
        if not found.nested and found.speaker.first >= 0 and found.name.part != "preposition":
            self.last = found.speaker
            self.last_number = self.article.number[found.cue] or self.last_number

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

    def _credit(self, word: int, cue: Cue, limit: int) -> Statement | None:
        """كما أعلنت الحكومة، behind what she announced."""
        article = self.article
        before = self.terms[self.codes[word - 1]] if word else ""
        low = word - 1
        if before == "ما" and word > 1 and self.terms[self.codes[word - 2]] in _CREDITS:
            low = word - 2
        elif before not in ("كما", "حسبما", "بحسبما"):
            return None
        start = article.sentence[word]
        if low - start < 4 or not (article.gap[low] & (COMMA | DASH) or before != "كما"):
            return None
        if any(s.cue >= start for s in self.statements):
            return None
        first, behind = phrase_after(article, word + 1, limit)
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

    def _is_no_cue(self, word: int, cue: Cue) -> bool:
        """Tell whether a cue is used impersonally, or as another word of the same letters."""
        article = self.article
        term = self.terms[self.codes[word]][article.prefix[word] :]
        after = article.bits[word + 1] if word + 1 < len(article.bits) else 0
        before = self.terms[self.codes[word - 1]] if word else ""
        if term in _IMPERSONAL and after & (ANY_THAT | BIT["إلى"] | BIT["with_bi"]):
            return not (word and self._subject_before(word))
        if term in _NOUN_LIKE and cue.part == "verb":
            previous = article.bits[word - 1] if word else 0
            joined = article.prefix[word] or article.gap[word]
            if not joined and previous & (ANY_PREPOSITION | BIT["with_bi"] | BIT["with_li"]):
                return not previous & BIT["subordinator"]
        if term == "بين" and not article.prefix[word] and word != article.sentence[word]:
            led = article.bits[word - 1] & (BIT["connective"] | BIT["adverb"])
            led = led and article.gap[word] & COMMA
            if not led and (
                not article.bits[word - 1] & BIT["subordinator"]
                or article.bits[word - 1] & ANY_THAT
            ):
                return True
        if before in _NEGATIONS or before == "هل":
            return True
        printed = article.text[article.starts[word] : article.ends[word]].lstrip("وف")
        if cue.part == "verb" and printed[:1] == "أ" and cue.name[0] == "ا":
            return True  # أعتقد: the first person
        if cue.name == "رد" and article.prefix[word] and after & BIT["في"]:
            return True  # ورد في
        if cue.name == "قوله" and word + 1 < len(self.codes):
            if self.terms[self.codes[word + 1]] in ("تعالى", "تعالي", "سبحانه", "صلى"):
                return True
        if cue.part == "participle" and before in _BEING:
            return True
        if cue.name[0] == "آ" and printed[:1] != "آ":
            return True  # أملا, the noun
        if word and self.statements and self.statements[-1].cue == word - 1:
            return True  # وتابع يقول
        if word and cue.part == "verb":
            # What a speaker says of himself inside his own statement is none of its own.
            at = word - 2 if before == "لا" and word > 1 else word - 1
            contrast = at > 0 and self.terms[self.codes[at - 1]] in _CONTRAST
            if (article.bits[at] & BIT["that_pronoun"] and not contrast) or self.terms[
                self.codes[at]
            ] in _BECAUSE:
                if self._enclosing(word) is not None:
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
        if enclosing is not None and enclosing.kind in ("colon", "quote"):
            if word == enclosing.first and not article.prefix[word]:
                return True
        return before in ("أن", "ان") and term[:1] in "يت" and cue.part == "verb"

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
            article_quote(article, behind),
            "colon>colon>headline:mention",
        )

    # Who speaks

    def _build(
        self, word: int, last: int, cue: Cue, complement: Complement, limit: int
    ) -> Statement | None:
        speaker, nested = self._find_speaker(word, last, cue, complement)
        enclosing = self._enclosing(word)
        if enclosing is not None and speaker.rule.startswith("carried") and enclosing.quote:
            inside = enclosing.quote.start <= self.article.starts[word] < enclosing.quote.end
            if inside and enclosing.quote.closed:
                return None
        if speaker.rule in ("relative:words", "nobody"):
            return None
        if not self.article.prefix[word] and complement.kind in ("that", "preposition"):
            # Another cue of the sentence has claimed what follows: منظمة تتابع الحوادث بأن
            if (
                any(
                    s.first == complement.first and s.cue >= self.article.sentence[word]
                    for s in self.statements[-3:]
                )
                and cue.part == "verb"
            ):
                return None
        if complement.kind == "any" and "chain" not in speaker.rule and cue.name == "قوله":
            return None
        if complement.kind == "bare" and cue.part == "verb" and speaker.actor is None:
            term = self.terms[self.codes[word]][self.article.prefix[word] :]
            if term[:1] in "يت" and term not in _PAST_IN_TA:
                if speaker.first < 0 or not self.article.bits[speaker.first] & _HEADS:
                    return None
        if cue.name in _THOUGHT and (
            speaker.rule.startswith("carried")
            or (speaker.first >= 0 and self.article.bits[speaker.first] & BIT["generic"])
        ):
            return None
        if speaker.rule.startswith("carried") and cue.part == "verb":
            term = self.terms[self.codes[word]][self.article.prefix[word] :]
            present = term[:1] in "يت" and term not in _PAST_IN_TA
            if present and complement.kind not in ("that", "quote", "colon"):
                return None
        if speaker.first < 0 and complement.zone > last + 2 and complement.kind != "quote":
            return None
        first = complement.first
        if complement.kind == "object":
            complement.kind = "bare"
        quote = article_quote(self.article, first)
        rule = f"{_ORDER.get(speaker.rule.split(':')[0], speaker.rule.split(':')[0])}"
        full = f"{cue.part}>{complement.kind}>{rule}" + (
            ":" + speaker.rule.split(":", 1)[1] if ":" in speaker.rule else ""
        )
        return Statement(
            word, last, cue, speaker, first, limit, nested, complement.kind, quote, full
        )

    def _find_speaker(
        self, word: int, last: int, cue: Cue, complement: Complement
    ) -> tuple[Speaker, bool]:
        article = self.article
        if cue.part == "phrase":
            return self._speaker_of_phrase(last, complement)
        if cue.part == "participle":
            return self._governor(word), False
        if cue.part == "masdar":
            return self._speaker_of_masdar(word, cue, complement)
        enclosing = self._enclosing(word)
        lowest = max(article.sentence[word], enclosing.first if enclosing else 0)
        relayed = self._relayed(last, complement)
        if relayed is not None:
            return relayed, False
        if complement.kind != "object":
            first, behind = phrase_after(article, last + 1, complement.zone)
            if first < behind and not self._is_addressee(word, cue, first):
                speaker = resolve_phrase(article, first, behind, self.introduced, "verb-first")
                return speaker, False
        if word and article.bits[word - 1] & BIT["relative"]:
            return self._antecedent(word - 1, lowest), True
        before = self.terms[self.codes[word - 1]] if word else ""
        if before in ("وهو", "وهي"):
            meant = self._meant(word - 1, lowest)
            if meant is not None:
                return meant, False
        if word and article.bits[word - 1] & BIT["that_pronoun"] or before in _PRONOUNS:
            return self._carried(word), False
        if not article.prefix[word]:
            first, behind = phrase_before(article, word, lowest)
            if first < behind:
                if not self._may_speak(word, first, complement):
                    return Speaker(-1, -1, None, "nobody"), False
                speaker = resolve_phrase(article, first, behind, self.introduced, "noun-first")
                inside = enclosing is not None and first >= enclosing.first
                return speaker, inside
        number = article.number[word]
        if enclosing is not None and number in (ord("p"), ord("d")):
            return self._by_agreement(word, enclosing, number)
        return self._carried(word), False

    def _meant(self, pronoun: int, lowest: int) -> Speaker | None:
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
            if place in article.mention_at or article.bits[place] & BIT["person"]:
                return resolve_phrase(article, place, pronoun, self.introduced, "pronoun")
        return None

    def _by_agreement(self, word: int, enclosing: Statement, number: int) -> tuple[Speaker, bool]:
        """A plural verb without a subject: that of an earlier plural, else of what is said."""
        article = self.article
        for statement in reversed(self.statements[-4:]):
            if article.number[statement.cue] == number and statement.name.part == "verb":
                speaker = statement.speaker
                return Speaker(speaker.first, speaker.behind, speaker.actor, "carried"), False
        first = enclosing.first
        text = article.text[article.starts[first] : article.ends[first]]
        if not article.bits[first] & _HEADS and not text.endswith(("ون", "ين", "ان")):
            return self._carried(word), False
        behind = phrase_end(article, first, word)
        return resolve_phrase(article, first, behind, self.introduced, "agreement"), True

    def _may_speak(self, verb: int, first: int, complement: Complement) -> bool:
        """Tell whether the phrase before a verb can be its subject, not a thing that shows."""
        article = self.article
        bits = article.bits[first]
        if first in article.mention_at or bits & (_HEADS | BIT["quantifier"]):
            return True
        said = complement.kind in ("that", "quote", "colon")
        if said and complement.zone - verb <= 4:
            return True
        term = self.terms[self.codes[verb]][article.prefix[verb] :]
        present = term[:1] in "يت" and term not in _PAST_IN_TA
        return bool(bits & BIT["definite"]) and (said or not present)

    def _is_addressee(self, word: int, cue: Cue, first: int) -> bool:
        """In noun-first order, the phrase behind a verb of asking is asked, not asking."""
        if "addressee" not in cue.takes:
            return False
        if self.last is not None and not may_be_subject(self.article, word, first):
            return True
        if self.article.prefix[word]:
            return False
        lowest = self.article.sentence[word]
        enclosing = self._enclosing(word)
        if enclosing is not None:
            lowest = max(lowest, enclosing.first)
        start, behind = phrase_before(self.article, word, lowest)
        return start < behind and behind == word

    def _enclosing(self, word: int) -> Statement | None:
        """Return the open statement of the same sentence in which a word stands."""
        sentence = self.article.sentence[word]
        for statement in reversed(self.statements):
            if statement.cue < sentence:
                return None
            if statement.first <= word and statement.kind != "before":
                return statement
        return None

    def _carried(self, word: int) -> Speaker:
        """The subject is left out: it is that of the sentence, or whoever spoke last."""
        article = self.article
        start = article.sentence[word]
        spoke = any(s.cue >= start and not s.nested for s in self.statements)
        if not spoke and start < word:
            subject = self._subject_of_sentence(start, word)
            if subject is not None:
                return subject
        if not spoke and start and start >= word - 1:
            subject = self._subject_of_last_sentence(start)
            if subject is not None:
                return subject
        if self.last is None:
            return Speaker(-1, -1, None, "carried:nobody")
        return Speaker(self.last.first, self.last.behind, self.last.actor, "carried")

    def _subject_of_sentence(self, start: int, word: int) -> Speaker | None:
        article = self.article
        place = start
        while place < word and article.bits[place] & (BIT["auxiliary"] | BIT["subordinator"]):
            place += 1
        if place >= word:
            return None
        if article.bits[place] & (ANY_PREPOSITION | BIT["with_bi"] | BIT["with_li"]):
            while place < word and not article.gap[place + 1] & COMMA:
                place += 1
            place += 1
        if place >= word:
            return None
        first = place
        if not (place in article.mention_at or article.bits[place] & (_HEADS | BIT["definite"])):
            first = place + 1
        if first >= word:
            return None
        begin, behind = phrase_after(article, first, word)
        if begin == behind or not (
            begin in article.mention_at or article.bits[begin] & (_HEADS | BIT["definite"])
        ):
            return None
        return resolve_phrase(article, begin, behind, self.introduced, "subject")

    def _subject_of_last_sentence(self, start: int) -> Speaker | None:
        """واستهل والد الشهيد حديثه بالحمد. وقال: he speaks, not who spoke before him."""
        article = self.article
        before = article.sentence[start - 1]
        if any(s.cue >= before for s in self.statements) or article.gap[start] & OPEN_BRACKET:
            return None
        first = before + 1
        if first >= start or before in article.mention_at:
            return None
        if article.bits[before] & (BIT["definite"] | _HEADS | ANY_PREPOSITION | BIT["with_bi"]):
            return None
        begin, behind = phrase_after(article, first, start)
        if begin != first or begin == behind:
            return None
        if not (begin in article.mention_at or article.bits[begin] & BIT["person"]):
            return None
        return resolve_phrase(article, begin, behind, self.introduced, "subject-before")

    def _governor(self, word: int) -> Speaker:
        """A participle has the subject of the verb before it."""
        article = self.article
        start = article.sentence[word]
        for statement in reversed(self.statements):
            if statement.cue < start:
                break
            if statement.nested or statement.name.part == "preposition":
                continue
            speaker = statement.speaker
            return Speaker(speaker.first, speaker.behind, speaker.actor, "participle")
        for place in range(word - 1, start - 1, -1):
            # A verb of speech that introduces nothing itself: وعلق الوزير على ذلك، قائلا إن
            cue = read_cues()[0][article.cue[place]]
            if article.cue[place] >= 0 and cue.part == "verb" and cue.name not in ("عبر", "بين"):
                first, behind = phrase_after(article, place + 1, word)
                if first < behind:
                    return resolve_phrase(article, first, behind, self.introduced, "governor")
        subject = self._subject_of_sentence(start, word) if start < word else None
        if subject is not None:
            return subject
        return self._carried(word)

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
                        speaker = resolve_phrase(article, first, behind, self.introduced, "chain")
                        return speaker, False
                if article.gap[place] & PAUSE:
                    break
        if any(name.endswith("_named") for name in cue.takes):
            first, behind = phrase_after(article, word + 1, complement.zone)
            return resolve_phrase(article, first, behind, self.introduced, "noun"), False
        if cue.name in ("مطالبات", "تعهدا"):
            low = word + 1
            for place in range(word - 1, start - 1, -1):
                if self.terms[self.codes[place]].lstrip("و").startswith(_GIVING):
                    low = place + 1
                    break
            first, behind = phrase_after(article, low, complement.zone if low > word else word)
            if first < behind:
                return resolve_phrase(article, first, behind, self.introduced, "noun"), False
            subject = self._subject_of_sentence(start, word)
            if subject is not None:
                return subject, False
        return self._governor(word), self._enclosing(word) is not None

    def _speaker_of_phrase(self, last: int, complement: Complement) -> tuple[Speaker, bool]:
        """جاء في بيان للخارجية أن: the phrase behind the noun, its ل cut."""
        article = self.article
        place = last + 1
        if (
            place < complement.zone
            and article.bits[place]
            & (BIT["with_li"] | BIT["person"] | BIT["organisation"] | BIT["definite"])
            or place in article.mention_at
        ):
            behind = phrase_end(article, place, complement.zone)
            return resolve_phrase(article, place, behind, self.introduced, "document"), False
        return Speaker(last, last + 1, None, "document:words"), False

    def _relayed(self, last: int, complement: Complement) -> Speaker | None:
        """ذكرت الوكالة نقلا عن مصدر أن: the nearest quoted party speaks."""
        article = self.article
        for place in range(last + 1, complement.zone - 1):
            if self.terms[self.codes[place]] in ("نقلا", "نقلًا") and (
                article.bits[place + 1] & BIT["عن"]
            ):
                first, behind = phrase_after(article, place + 2, complement.zone)
                if first < behind:
                    return resolve_phrase(article, first, behind, self.introduced, "chain")
        return None

    def _antecedent(self, relative: int, lowest: int) -> Speaker:
        """Who الذي stands for: the phrase before it."""
        article = self.article
        first = relative
        while first > lowest and relative - first < 12:
            gap = article.gap[first]
            if gap & (BREAK | PAUSE) or (gap & COMMA and first < relative):
                break
            previous = article.bits[first - 1]
            if previous & (ANY_PREPOSITION | ANY_THAT) or article.cue[first - 1] >= 0:
                break
            first -= 1
        while first < relative and not (
            first in article.mention_at or article.bits[first] & (_HEADS | BIT["definite"])
        ):
            first += 1
        if first == relative:
            return Speaker(-1, -1, None, "relative:words")
        found = resolve_phrase(article, first, relative, self.introduced, "relative")
        verb = self.terms[self.codes[relative + 1]]
        if verb[:1] in "يت" and verb not in _PAST_IN_TA and found.actor is None:
            if not article.bits[first] & BIT["person"]:
                return Speaker(-1, -1, None, "relative:words")
        if found.actor is None and article.bits[first] & _HEADS:
            found.rule = "relative:role"
        return found

    # Cues that follow, or stand beside, what is said

    def _quote_before(self, word: int) -> Quote | None:
        """Return a quotation that ends right before a verb: «لن نوقع»، قال الوزير."""
        article = self.article
        if article.prefix[word] or word == 0:
            return None
        low, high = article.ends[word - 1], article.starts[word]
        for quote in article.quotes:
            if low <= quote.end <= high and quote.closed:
                size = word - article.word_at(quote.start)
                if size >= 4 and article.gap[word] & (COMMA | STOP | PAUSE):
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
                last = last if first > last else last
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
        if article.bits[first] & BIT["with_li"] and cue.name == "وفقا":
            head = first
        else:
            head = first
        bits = article.bits[head]
        named = head in article.mention_at or self._governs_source(head)
        if not named and not bits & _HEADS:
            return None
        behind = phrase_end(article, head, limit)
        opening = word == article.sentence[word] or article.prefix[word] > 0
        opening = opening or self._only_lead_before(word) or bool(article.gap[word] & PAUSE)
        speaker = resolve_phrase(article, head, behind, self.introduced, "source")
        if opening:
            begin = self._behind_source(behind, limit)
            if begin < 0:
                return None
            quote = article_quote(article, begin)
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
        from corpuskit.voices.lexicon import read_kinds

        kinds = read_kinds()
        rest = "ال" + term[2:] if term.startswith("لل") else term[1:]
        return bool(kinds.get(rest, 0) & _HEADS)

    def _only_lead_before(self, word: int) -> bool:
        article = self.article
        for place in range(article.sentence[word], word):
            if not article.bits[place] & _TRAILING:
                return False
        return True

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

    # Where it ends

    def _close(self) -> None:
        """Let each statement end where the next one of its level begins."""
        for place, statement in enumerate(self.statements):
            if statement.kind == "before":
                continue
            self._extend(statement, place)
            limit = statement.behind
            for other in self.statements[place + 1 :]:
                if other.cue >= limit:
                    break
                if other.nested or other.cue < statement.first:
                    continue
                limit = other.cue
            statement.behind = self._trim_end(statement, limit)

    def _extend(self, statement: Statement, place: int) -> None:
        """Carry what is said over the end of a sentence: a long quotation, or first person."""
        article = self.article
        quote = statement.quote
        if quote is not None and quote.closed:
            end = article.word_at(quote.end)
            if end > statement.behind:
                statement.behind = end
            return
        if statement.kind != "colon":
            return
        following = self.statements[place + 1].cue if place + 1 < len(self.statements) else None
        end = max(statement.behind, article.sentence_end(statement.first))
        statement.behind = end
        while end < len(article.starts) and not article.gap[end] & LINE:
            behind = article.sentence_end(end)
            if following is not None and following < behind:
                break
            if not any(article.bits[w] & BIT["first_person"] for w in range(end, behind)):
                break
            end = behind
        statement.behind = end

    def _trim_end(self, statement: Statement, limit: int) -> int:
        """Cut what leads over to the next clause, and what only credits."""
        article = self.article
        quote = statement.quote
        if quote is not None and quote.closed:
            end = article.word_at(quote.end)
            if end >= limit or self._ends_with_quote(end, limit, end - statement.first):
                return min(end, limit) if end > statement.first else limit
        for place in range(statement.first + 2, limit):
            if statement.nested and article.gap[place] & COMMA and quote is None:
                # What is said inside a statement is short; the outer speaker goes on.
                limit = place
                break
            if article.gap[place] & COMMA or article.gap[place] & PAUSE:
                term = self.terms[self.codes[place]]
                after = self.terms[self.codes[place + 1]] if place + 1 < limit else ""
                if (
                    (term, after) in _LEADS
                    or term in _LEAD_WORDS
                    or (term in _CREDITS and limit - place <= 7)
                ):
                    limit = place
                    break
            if self.terms[self.codes[place]] in ("حسب", "بحسب", "وفق") and place > limit - 6:
                limit = place
                break
        if limit < len(article.starts) and article.cue[limit] >= 0:
            while limit - 1 > statement.first and (
                article.bits[limit - 1] & _TRAILING or self._is_connective(limit)
            ):
                limit -= 1
        return max(limit, statement.first + 1)

    def _is_connective(self, limit: int) -> bool:
        """من جانبه، من جهة أخرى، في السياق: leads to the next statement."""
        article = self.article
        if not article.bits[limit - 1] & BIT["connective"]:
            return False
        term = self.terms[self.codes[limit - 2]] if limit >= 2 else ""
        return bool(article.gap[limit - 1] & COMMA) or term in ("من", "ومن", "جهة", "ناحية")

    def _ends_with_quote(self, end: int, limit: int, size: int) -> bool:
        if end >= limit:
            return True
        article = self.article
        if article.gap[end] & (COMMA | BREAK | PAUSE):
            return True
        return size >= 6 and bool(
            article.bits[end] & (ANY_PREPOSITION | BIT["subordinator"] | BIT["with_wa"])
            or article.cue[end] >= 0
        )


_HEADLINE = read_cues()[0][-1]


def article_quote(article: Article, first: int) -> Quote | None:
    """Return the longest quotation that begins at a word, or right before إن at it."""
    found = article.quote_at.get(first)
    if found is None and first > 0 and article.bits[first - 1] & BIT["that"]:
        found = article.quote_at.get(first - 1)
    return None if found is None else found[1]


def to_offsets(article: Article, statement: Statement) -> tuple[int, int, str]:
    """Return start and end of a statement in the text, and its mode."""
    first, behind = statement.first, max(statement.behind, statement.first + 1)
    start, end = article.starts[first], article.ends[behind - 1]
    quote = statement.quote
    if quote is not None and quote.closed and abs(quote.end - end) <= 3 and quote.end >= end:
        return start, end, "direct"
    if quote is not None and not quote.closed and statement.kind in ("quote", "that"):
        return start, end, "direct" if end >= quote.end - 3 else "mixed"
    mode = "indirect"
    if statement.kind == "colon" and any(
        article.bits[word] & BIT["first_person"] for word in range(first, behind)
    ):
        mode = "direct"
    at = bisect_left(article.quotes, start - 8, key=lambda known: known.outer_start)
    for known in article.quotes[at:]:
        if known.outer_start >= end:
            break
        if known.end <= start or not known.closed:
            continue
        if known.start == start or start - known.start <= 1 and known.start <= start:
            start = known.outer_start
        if known.start >= start and abs(known.end - end) <= 2:
            end = known.outer_end
        begin = article.word_at(known.start)
        size = article.word_at(known.end) - begin
        if begin >= first and mode == "indirect" and _speaks(article, begin, size):
            mode = "mixed"
    return start, end, mode


def _speaks(article: Article, begin: int, size: int) -> bool:
    """Tell whether quoted words are somebody's words, not the name of a thing."""
    if begin in article.mention_at or size < 1:
        return False
    before = article.bits[begin - 1] if begin else 0
    if before & (_HEADS & ~BIT["person"]):
        return False
    if size >= 2:
        return True
    text = article.text[article.starts[begin] : article.ends[begin]]
    return text.endswith(("ه", "هم", "ها")) and len(text) > 3


_ORDER = {"carried": "carried", "participle": "governor"}
_FA_INNA = frozenset({"فان", "فانه", "فانها", "فانهم"})
_PAST_IN_TA = frozenset(
    "تحدث تابع تساءل توقع تكهن تنبا تمنى تمني تعهد توعد تاسف تذمر تذرع توهم".split()
)
_GIVING = ("تقديم", "قدم", "قطع", "اعط", "يقدم", "تقدم")
_CONTRAST = frozenset("غير الا رغم بيد كما مع سيما حتى".split())
_BEING = frozenset("يكن كان كانت يكون تكن تكون ليس ليست وكان".split())
_THOUGHT = frozenset("اعتقد ظن أمل تمنى أسف توهم أيقن".split())
_BECAUSE = frozenset({"لانه", "لانها", "لانهم"})
_NEGATIONS = frozenset("لم لن".split())
_IMPERSONAL = frozenset(
    normalize(w) for w in "يذكر يشار يقال يعتقد يعتبر تعتبر يلاحظ يتوقع يرجح يستبعد يرى".split()
)
_NOUN_LIKE = frozenset(
    normalize(w) for w in "قول رد بين علق كتب ذكر وعد طلب وصف سأل نصح حذر أمل لمح روى شرح".split()
)
_LEADS = frozenset(
    (normalize(a), normalize(b))
    for a, b in (
        ("وذلك", "بعد"),
        ("وذلك", "في"),
        ("وذلك", "خلال"),
        ("وذلك", "على"),
        ("وذلك", "ردا"),
        ("وذلك", "عقب"),
        ("في", "إشارة"),
        ("في", "حين"),
        ("في", "الوقت"),
        ("على", "حد"),
        ("من", "جهة"),
        ("من", "جانب"),
        ("جاء", "ذلك"),
    )
)
_LEAD_WORDS = frozenset({"فيما", "بينما"})
_CREDITS = frozenset({"حسب", "بحسب", "وفق", "وفقا", "حسبما", "نقلا"})
_PRONOUNS = frozenset({"لكنه", "لكنها", "ولكنه", "ولكنها", "وهو", "وهي", "لكنهم"})
assert COLON and STOP
