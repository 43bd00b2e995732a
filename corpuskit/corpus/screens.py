"""Tell quickly of the body of an article that no rule finds anything in it, as in most.

A screen may only say that nothing can be found, never what is found. It asks cheap questions that
nearly all lines answer with no (how long is the line, with which word does it begin, what stands
near its end), and otherwise the rules themselves.
"""

from functools import lru_cache

from corpuskit.corpus.briefs import cut_brief
from corpuskit.corpus.heads import HEAD_LIMIT, may_hold_head, read_head
from corpuskit.corpus.lines import (
    CLOSING,
    STOPS,
    Line,
    is_caption,
    is_related_head,
    line_texts,
    name_edge,
    name_furniture,
    start_phrase,
)
from corpuskit.corpus.names import NameBook
from corpuskit.corpus.openings import ANYTHING, FURNITURE, GLUED, RELATED, first_word, kinds_of
from corpuskit.corpus.tails import find_tail, may_be_last

# One kind more of what a line may be by its first word: the head of a brief.
_BRIEF = 2 * ANYTHING
_INSIDE = FURNITURE | _BRIEF


class BodyScreen:
    """Finds the bodies in which nothing but the article stands.

    Parameters
    ----------
    names : NameBook
        Known names.
    """

    def __init__(self, names: NameBook) -> None:
        self._names = names
        self._kinds_of = lru_cache(maxsize=2**14)(self._judge_word)
        # Asked again when the rules read what is not plain.
        self.may_begin = lru_cache(maxsize=1)(self._may_begin)

    def plain_text(self, raw: str, *, title: str = "", author: str = "") -> str | None:
        """Return the text of a body without furniture.

        Parameters
        ----------
        raw : str
            The body as its field holds it.
        title, author : str, default ""
            What the other fields hold.

        Returns
        -------
        str or None
            The lines joined by newlines, as ``PageReader.read_body`` would find them to be body
            or heading; None if it could find something else.
        """
        lines = line_texts(raw)
        if not lines or self.may_begin(lines[0], title, author):
            return None
        if self._may_end(lines[-1], len(lines), author):
            return None
        above = ""
        for line in lines:
            if above and self.may_be_named(line, above):
                return None
            if kinds_of(first_word(line)) & RELATED and is_related_head(line):
                return None
            above = line
        return "\n".join(lines)

    def _judge_word(self, word: str) -> int:
        kinds = kinds_of(word)
        may_begin = kinds == ANYTHING or self._names.begins_name(word)
        return kinds | _BRIEF if may_begin else kinds

    def _may_begin(self, line: str, title: str, author: str) -> bool:
        """Say of the first line of a body whether it may be, or begin with, something else."""
        if len(line) <= HEAD_LIMIT or (title and line.startswith(title)) or line[0] in "*•":
            return True
        if is_caption(line, self._names):
            return True
        if kinds_of(first_word(line)) & GLUED and start_phrase(line):
            return True
        if name_edge(_line(line), self._names):
            return True
        if may_hold_head(line) or (author and line.startswith(author.strip())):
            return read_head(line, self._names, author=author) is not None
        return False

    def _may_end(self, line: str, n_lines: int, author: str) -> bool:
        """Say whether something may stand behind the article, or be glued to its end."""
        if n_lines > 1 and may_be_last(line):
            return True
        if name_edge(_line(line), self._names):
            return True
        return find_tail(line, self._names, author) is not None

    def may_be_named(self, line: str, above: str) -> bool:
        """Say whether a line may be furniture wherever it stands, or begin with a brief's head."""
        word = line.split(None, 1)[0]
        # The second word decides too where it is no plain word.
        second = line[len(word) + 1 : len(word) + 2]
        if (
            not self._kinds_of(word) & _INSIDE
            and line[-1:] not in CLOSING
            and (not above or above[-1] in STOPS)
            and (not second or (second.isalnum() and second != "ـ"))
        ):
            return False
        return (
            name_furniture(_line(line)) is not None
            or is_caption(line, self._names)
            or bool(cut_brief(_line(line), above, self._names)[0])
        )


def _line(text: str) -> Line:
    return Line(0, len(text), text, 0)
