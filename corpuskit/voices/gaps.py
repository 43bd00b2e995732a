"""What stands between the words of an article: commas, stops, lines, brackets, marks."""

import re

import numpy as np
from numpy.typing import NDArray

# What can stand before a word, one bit each.
COMMA, COLON, PAUSE, STOP, LINE, OPEN_BRACKET, CLOSE_BRACKET, DASH, MARK = (
    1 << place for place in range(9)
)
BREAK = STOP | LINE
_STOPS = re.compile(r"[.!?؟۔…]")
_TWO_DOTS = re.compile(r"(?<![.])\.\.(?![.])")
_QUOTES = re.compile(r"&quot;|''|[«»“”„‟‹›\"″＂{}]")


def find_gaps(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> list[int]:
    """Say what stands before each word.

    Parameters
    ----------
    text : str
        A text.
    starts, ends : ndarray of shape (n_words,)
        Its words; at least one.

    Returns
    -------
    list of int
        The sum of the bits above for each word, and for what stands behind the last one.
    """
    size = len(starts)
    gap = [0] * (size + 1)
    # Most often it is one blank, which is nothing.
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    width = starts[1:] - ends[:-1]
    plain = (width == 1) & (points[ends[:-1]] == 32)
    for word in (np.flatnonzero(~plain) + 1).tolist():
        low, high = int(ends[word - 1]), int(starts[word])
        gap[word] = _classify(text, low, high)
        if gap[word] & STOP and not gap[word] & LINE:
            sizes = low - int(starts[word - 1]), int(ends[word]) - high
            if _is_inner_stop(text, low, high, sizes):
                gap[word] &= ~STOP
    gap[0] = LINE | (_classify(text, 0, int(starts[0])) & ~BREAK)
    gap[size] = LINE | _classify(text, int(ends[-1]), len(text))
    return gap


def _is_inner_stop(text: str, low: int, high: int, sizes: tuple[int, int]) -> bool:
    """Tell whether a stop abbreviates (د. سعيد) or stands inside a number or an address."""
    between = text[low:high]
    if between == "." and (text[high].isascii() or text[high].isdigit() or min(sizes) < 3):
        return True
    return sizes[0] == 1 and between.strip() == "." and not text[low - 1].isdigit()


def _classify(text: str, start: int, end: int) -> int:
    between = text[start:end]
    value = 0
    if between.isspace():
        return LINE if "\n" in between or "\r" in between else 0
    if "،" in between or "," in between:
        value |= COMMA
    if ":" in between:
        clock = text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()
        value |= 0 if clock else COLON
    if "\n" in between or "\r" in between:
        value |= LINE
    if "(" in between or "[" in between:
        value |= OPEN_BRACKET
    if ")" in between or "]" in between:
        value |= CLOSE_BRACKET
    if "-" in between or "–" in between or "—" in between or "ـ" in between:
        value |= DASH
    if _QUOTES.search(between):
        value |= MARK
    if _TWO_DOTS.search(between) or "؛" in between or ";" in between:
        value |= PAUSE
    elif _STOPS.search(between):
        value |= STOP
    return value
