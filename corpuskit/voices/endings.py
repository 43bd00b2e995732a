"""Where a statement ends, and how it is said."""

from bisect import bisect_left

from corpuskit.voices.article import Article
from corpuskit.voices.credits import CreditReader
from corpuskit.voices.gaps import BREAK, COMMA, LINE, PAUSE
from corpuskit.voices.lexicon import ANY_PREPOSITION, BIT, ROLES, read_set
from corpuskit.voices.state import Statement

_LEAD_WORDS = read_set("lead_words")
_CREDITS = read_set("credits")
_TRAILING = BIT["subordinator"] | BIT["auxiliary"]
_LEADS = read_set("leads")


class EndFinder(CreditReader):
    """Ends statements where others begin."""

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
        # Only nested statements overlap others.
        covered = -1
        for statement in sorted(self.statements, key=lambda one: (one.first, -one.behind)):
            if statement.nested:
                continue
            if statement.first < covered:
                statement.nested = True
            else:
                covered = max(covered, statement.behind)

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
            if end >= limit or self._ends_with_quote(end, end - statement.first):
                return min(end, limit) if end > statement.first else limit
        for place in range(statement.first + 2, limit):
            if statement.nested and article.gap[place] & COMMA and quote is None:
                # What is said inside a statement is short; the outer speaker goes on.
                limit = place
                break
            if article.gap[place] & COMMA or article.gap[place] & PAUSE:
                term = article.term(place)
                after = article.term(place + 1) if place + 1 < limit else ""
                if (
                    f"{term}_{after}" in _LEADS
                    or term in _LEAD_WORDS
                    or (term in _CREDITS and limit - place <= 7)
                ):
                    limit = place
                    break
            if article.term(place) in ("حسب", "بحسب", "وفق") and place > limit - 6:
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
        term = article.term(limit - 2)
        return bool(article.gap[limit - 1] & COMMA) or term in ("من", "ومن", "جهة", "ناحية")

    def _ends_with_quote(self, end: int, size: int) -> bool:
        """Tell whether what follows a quotation is not said by its speaker."""
        article = self.article
        if article.gap[end] & (COMMA | BREAK | PAUSE):
            return True
        return size >= 6 and bool(
            article.bits[end] & (ANY_PREPOSITION | BIT["subordinator"] | BIT["with_wa"])
            or article.cue[end] >= 0
        )


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
        if known.start == start or (start - known.start <= 1 and known.start <= start):
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
    if before & (ROLES & ~BIT["person"]):
        return False
    if size >= 2:
        return True
    text = article.printed(begin)
    return text.endswith(("ه", "هم", "ها")) and len(text) > 3
