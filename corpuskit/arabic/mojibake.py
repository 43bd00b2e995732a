"""Arabic text that was decoded wrongly once before, and its repair."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpuskit.arabic.plausibility import count_arabic_letters, score_arabic

_LOST = "\ufffd"
# Repairs may be nested: wrongly decoded, saved, and wrongly decoded again.
_ROUNDS = 3
_ENOUGH = 4


class LostLettersError(ValueError):
    """The wrong decoding lost letters, so that it cannot be undone."""


def _reverse_table(encoding: str) -> dict[str, int]:
    """Map characters to the bytes they came from, undefined bytes passed through as they are."""
    table = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0x100):
        char = bytes([byte]).decode(encoding, "replace")
        if char != _LOST:
            table[char] = byte
    return table


_FROM_1252 = _reverse_table("cp1252")
_FROM_1256 = {
    char: byte
    for char, byte in _reverse_table("cp1256").items()
    if bytes([byte]).decode("cp1256") == char
}


def _run_pattern(table: dict[str, int]) -> re.Pattern[str]:
    chars = re.escape("".join(sorted(table)))
    return re.compile(f"[\x00-\x7f{chars}]+")


_RUNS_1252 = _run_pattern(_FROM_1252)
_RUNS_1256 = _run_pattern(_FROM_1256)


def _tell_pattern(leads: str, table: dict[str, int]) -> re.Pattern[str]:
    """Match a lead byte of Arabic in UTF-8, as a code page shows it, and what may follow it."""
    follow = "".join(char for char, byte in sorted(table.items()) if byte < 0xC0)
    # What follows may have been lost.
    return re.compile(f"[{leads}](?:[{re.escape(follow)}{_LOST}]|(?=[{leads}]))")


_TELL_1252 = _tell_pattern("ÃØÙÚÛ", _FROM_1252)
_TELL_1256 = re.compile(_tell_pattern("طظعغ", _FROM_1256).pattern.replace("|(?=[طظعغ])", ""))
_ONLY_1252 = re.compile("[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


_BLOCK = 64
_CHUNK = _BLOCK * 16_384


def _flag_characters() -> NDArray[np.uint8]:
    """Mark the characters that mojibake is made of: leads, what follows them, Latin letters."""
    flags = np.zeros(0x10000, dtype=np.uint8)
    for bit, leads, table in ((0, "ÃØÙÚÛ", _FROM_1252), (2, "طظعغ", _FROM_1256)):
        for char in leads:
            flags[ord(char)] |= 1 << bit
        for char in (*(char for char, byte in table.items() if byte < 0xC0), _LOST):
            flags[ord(char)] |= 2 << bit
    for char, byte in _FROM_1252.items():
        if byte >= 0xC0 or byte < 0xA0:
            flags[ord(char)] |= 16
    return flags


_FLAGS = _flag_characters()
# Flags of a character to those of a lead before it: a follower's bit is the lead's, shifted.
_FOLLOWED = ((np.arange(256) >> 1 & 0b101) | np.arange(256) & 16).astype(np.uint8)


def _suspect(text: str) -> tuple[bool, bool, bool]:
    """Tell quickly which of the kinds a text could be: most texts are none.

    A stretch of 64 characters with four pairs of lead and follower is suspect (sound text has one
    or two, as in "موضوع، "); so is a text with pairs of accented Latin letters, if they are not
    few beside its Arabic ones.
    """
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    suspects = [False, False]
    pairs_latin = latin = arabic = 0
    for at in range(0, len(codes), _CHUNK):
        flags = _FLAGS[codes[at : at + _CHUNK + 1]]
        first, second = flags[:-1], flags[1:] >> 1
        for place, bit in ((0, 1), (1, 4)):
            pairs = first & second & bit
            if not suspects[place] and np.count_nonzero(pairs) >= _ENOUGH:
                starts = np.arange(0, len(pairs), _BLOCK)
                suspects[place] = bool((np.add.reduceat(pairs != 0, starts) >= _ENOUGH).any())
        pairs_latin += int(np.count_nonzero(first & flags[1:] & 16))
        latin += int(np.count_nonzero(first & 16))
        arabic += int(np.count_nonzero(codes[at : at + _CHUNK] >= 0x600))
    return suspects[0], suspects[1], pairs_latin >= 2 and 3 * latin >= arabic


def may_be_broken(texts: Sequence[str]) -> list[bool]:
    """Tell of many texts at once, and quickly, which cannot have been decoded wrongly before.

    Parameters
    ----------
    texts : sequence of str
        Any texts.

    Returns
    -------
    list of bool
        False for a text that :func:`undo_mojibake` returns as it is, and that holds no half
        characters. True for others, and for some sound ones.

    Examples
    --------
    >>> may_be_broken(["قال كيري", "ظ‚ط§ظ„ ظƒظٹط±ظٹ"])
    [False, True]
    """
    sizes = [len(text) + 1 for text in texts]
    if not texts or sum(sizes) > _CHUNK * 4:
        return [True] * len(texts)
    codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-16-le", "surrogatepass"), np.uint16)
    if len(codes) != sum(sizes):
        sizes = [len(text.encode("utf-16-le", "surrogatepass")) // 2 + 1 for text in texts]
    bounds = np.cumsum(sizes)
    # Differences wrap around: each line asks whether a code lies in a stretch from its number on.
    # The leads of windows-1256 follow each other; what cp1252 has beyond ASCII lies below the
    # Arabic block and among the signs from U+2000 on.
    leads = (codes - np.uint16(0x637)) < 4
    leads |= (codes - np.uint16(0x80)) < 0x580
    leads |= (codes - np.uint16(0x2000)) < 0x200
    places = np.flatnonzero(leads[:-1])
    kinds = _FLAGS[codes[places]] & _FOLLOWED[_FLAGS[codes[places + 1]]]
    broken = np.zeros(len(texts), dtype=np.bool_)
    for bit in (1, 4):
        found = places[kinds & bit != 0]
        near = found[_ENOUGH - 1 :] - found[: 1 - _ENOUGH] < _BLOCK
        broken[np.searchsorted(bounds, found[: 1 - _ENOUGH][near], side="right")] = True
    pairs = np.searchsorted(bounds, places[kinds & 16 != 0], side="right")
    broken |= np.bincount(pairs, minlength=len(texts)) >= 2
    halves = np.flatnonzero((codes - np.uint16(0xD800)) < 0x800)
    broken[np.searchsorted(bounds, halves, side="right")] = True
    return broken.tolist()


def undo_mojibake(text: str) -> tuple[str, str | None]:
    """Repair text that was decoded wrongly before, as often as that was done.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    text : str
        The repaired text, or the same text.
    kind : str or None
        What had gone wrong.

    Raises
    ------
    LostLettersError
        If it was decoded wrongly, and the characters that stand for lost bytes do not tell which.
    """
    kinds: list[str] = []
    for _ in range(_ROUNDS):
        fixed, kind = _undo_once(text)
        if kind is None:
            break
        text = fixed
        kinds.append(kind)
    return text, ", then ".join(kinds) or None


def _undo_once(text: str) -> tuple[str, str | None]:
    if text.isascii():
        return text, None
    broken_1252, broken_1256, latin_pairs = _suspect(text)
    if not (broken_1252 or broken_1256 or latin_pairs):
        return text, None
    latin = "latin-1" if _ONLY_1252.search(text) is None else "cp1252"
    for name, suspect, tell, runs, table in (
        (f"utf-8 read as {latin}", broken_1252, _TELL_1252, _RUNS_1252, _FROM_1252),
        ("utf-8 read as cp1256", broken_1256, _TELL_1256, _RUNS_1256, _FROM_1256),
    ):
        if not suspect:
            continue
        fixed = _undo_utf8(text, name, tell, runs, table)
        if fixed is not None:
            return fixed, name
    if latin_pairs:
        fixed = _undo_1256(text, f"windows-1256 read as {latin}")
        if fixed is not None:
            return fixed, f"windows-1256 read as {latin}"
    return text, None


def _to_bytes(run: str, table: dict[str, int]) -> bytes:
    return bytes(ord(char) if char < "\x80" else table[char] for char in run)


def _undo_utf8(
    text: str, name: str, tell: re.Pattern[str], runs: re.Pattern[str], table: dict[str, int]
) -> str | None:
    """Undo UTF-8 that was read as a code page, run by run; None if that is not what it is."""
    signs = len(tell.findall(text))
    if signs < _ENOUGH:
        return None
    gained = 0

    def fix(match: re.Match[str]) -> str:
        nonlocal gained
        run = match[0]
        if run.isascii():
            return run
        try:
            fixed = _to_bytes(run, table).decode("utf-8")
        except UnicodeDecodeError:
            return run
        # Text that was broken twice is still broken after one repair.
        gained += count_arabic_letters(fixed) + len(_TELL_1252.findall(fixed))
        return fixed

    fixed_lines = []
    left = 0
    for line in text.split("\n"):
        before = gained
        fixed = runs.sub(fix, line)
        # A line of sound Arabic that quotes a few broken words is left alone.
        if table is _FROM_1252 and count_arabic_letters(line) > gained - before:
            gained, fixed = before, line
        left += len(tell.findall(line)) if fixed == line else signs * (_LOST in fixed)
        fixed_lines.append(fixed)
    fixed = "\n".join(fixed_lines)
    beyond_ascii = sum(char >= "\x80" for char in text)
    if signs > beyond_ascii / 4 and left > signs / 20:
        kept = b"".join(_to_bytes(run, table) for run in runs.findall(text))
        if count_arabic_letters(kept.decode("utf-8", "ignore")) > signs / 2:
            raise LostLettersError(name)
    return fixed if gained >= _ENOUGH else None


def _undo_1256(text: str, name: str) -> str | None:
    """Undo windows-1256 that was read as latin-1 or cp1252; None if that is not what it is."""

    def fix(match: re.Match[str]) -> str:
        run = match[0]
        return run if run.isascii() else _to_bytes(run, _FROM_1252).decode("cp1256")

    fixed = _RUNS_1252.sub(fix, text)
    letters = sum(char.isalpha() for char in text)
    plain = sum("a" <= char <= "z" or "A" <= char <= "Z" for char in text)
    gained = count_arabic_letters(fixed) - count_arabic_letters(text)
    if gained < 6 or gained < (letters - plain) / 2 or not letters:
        return None
    changed = "".join(a for a, b in zip(fixed, text, strict=True) if b >= "\x80" or b.isspace())
    total, count = score_arabic(changed)
    if not count or total / count < -4.0:
        return None
    if _LOST in text:
        raise LostLettersError(name)
    return fixed
