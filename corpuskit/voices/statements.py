"""Reported statements of one article: cues, what they introduce, who speaks, where it ends."""

from corpuskit.voices.complements import find_complement
from corpuskit.voices.doubts import StatementDoubts
from corpuskit.voices.gaps import LINE
from corpuskit.voices.lexicon import Cue, read_cues
from corpuskit.voices.objects import Complement
from corpuskit.voices.state import Statement, find_quote

_WHAT = ("ما", "مما", "بما", "عما", "لما")


class StatementReader(StatementDoubts):
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
        if (
            not found.nested
            and found.speaker.first >= 0
            and found.name.part != "preposition"
            and (found.name.name != "مفاده")
        ):
            self.last = found.speaker
            self.introduced.last = found.speaker.actor

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

    def _try_phrase(self, word: int) -> Statement | None:
        article = self.article
        phrases = read_cues()[2]
        first = article.bare(word)
        for size in (4, 3, 2):
            if word + size > len(article.starts):
                continue
            key = (first, *article.terms[word + 1 : word + size])
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
        if cue.part == "verb" and self._enclosing(word) is not None:
            # ما حذر منه الموقع, inside what somebody says
            nested = nested or (
                self.article.term(word - 1) in _WHAT and not self.article.prefix[word]
            )
        kind = "bare" if complement.kind == "object" else complement.kind
        source, _, proof = speaker.rule.partition(":")
        source = "governor" if source == "participle" else source
        rule = f"{cue.part}>{kind}>{source}" + (f":{proof}" if proof else "")
        quote = find_quote(self.article, complement.first)
        return Statement(
            word, last, cue, speaker, complement.first, limit, kind, rule, nested, quote
        )
