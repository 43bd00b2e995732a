"""Tell quickly of the body of an article that no rule finds anything in it, as in most.

A screen may only say that nothing can be found, never what is found. It asks cheap questions that
nearly all lines answer with no (how long is the line, with which word does it begin, what stands
near its end), and otherwise the rules themselves.
"""

from functools import lru_cache

from corpuskit.corpus.briefs import cut_brief
from corpuskit.corpus.heads import HEAD_LIMIT, may_hold_head, read_head
from corpuskit.corpus.lines import (
    CAPTION_LIMIT,
    EDGE_LIMIT,
    Line,
    ends_with_stop,
    furniture_openers,
    is_caption,
    is_related_head,
    line_texts,
    may_be_furniture,
    name_edge,
    name_furniture,
    start_openers,
    start_phrase,
)
from corpuskit.corpus.names import NameBook, fold_name
from corpuskit.corpus.tails import LAST_LINE_LIMIT, find_tail

# What a line may be by its first word: furniture, the head of a brief, glued to furniture.
_FURNITURE, _BRIEF, _GLUED = 1, 2, 4
_ANYTHING = _FURNITURE | _BRIEF | _GLUED
_LONGEST_WORD = 20


class BodyScreen:
    """Finds the bodies in which nothing but the article stands.

    Parameters
    ----------
    names : NameBook
        Known names.
    """

    def __init__(self, names: NameBook) -> None:
        self._names = names
        self._kinds_of = lru_cache(maxsize=2**16)(self._judge_word)
        self._listed, self._glued = furniture_openers(), start_openers()

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
            if is_related_head(line) or self.may_be_named(line, above):
                return None
            above = line
        return "\n".join(lines)

    def _judge_word(self, word: str) -> int:
        """Say what a line may be that begins with a word."""
        folded = fold_name(word)
        if not folded or not word.isalpha() or len(word) > _LONGEST_WORD:
            return _ANYTHING
        kinds = _FURNITURE if folded in self._listed else 0
        if self._names.begins_name(word):
            kinds |= _BRIEF
        if folded in self._listed or word.startswith(self._glued):
            kinds |= _GLUED
        return kinds

    def may_begin(self, line: str, title: str, author: str) -> bool:
        """Say of the first line of a body whether it may be, or begin with, something else."""
        if len(line) <= HEAD_LIMIT or (title and line.startswith(title)):
            return True
        if self._kinds_of(line.split(None, 1)[0]) & _GLUED and start_phrase(line):
            return True
        if len(line) <= EDGE_LIMIT and name_edge(_line(line), self._names):
            return True
        if may_hold_head(line) or (author and line.startswith(author.strip())):
            return read_head(line, self._names, author=author) is not None
        return False

    def _may_end(self, line: str, n_lines: int, author: str) -> bool:
        """Say whether something may stand behind the article, or be glued to its end."""
        if n_lines > 1 and len(line) <= LAST_LINE_LIMIT:
            return True
        if len(line) <= EDGE_LIMIT and name_edge(_line(line), self._names):
            return True
        return find_tail(line, self._names, author) is not None

    def may_be_named(self, line: str, above: str) -> bool:
        """Say whether a line may be furniture wherever it stands, or begin with a brief's head."""
        word = line.split(None, 1)[0]
        kinds = self._kinds_of(word)
        if len(line) <= CAPTION_LIMIT:
            if (kinds & _FURNITURE or may_be_furniture(line)) and name_furniture(_line(line)):
                return True
            if is_caption(line, self._names):
                return True
        # What follows the first word decides too where it is no plain word.
        follower = line[len(word) + 1 : len(word) + 2]
        plain = follower.isalnum() and follower != "ـ"
        if kinds & _BRIEF or (follower and not plain) or (above and not ends_with_stop(above)):
            return bool(cut_brief(_line(line), above, self._names)[0])
        return False


def _line(text: str) -> Line:
    return Line(0, len(text), text, 0)
