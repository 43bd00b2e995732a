"""Text folded for the search of dates, and the way back to its offsets."""

import unicodedata

import numpy as np
from numpy.typing import NDArray

# Letters of the folded text: Latin small letters and Arabic ones.
LETTER = "a-z\u0621-\u064a\u066e-\u06d3"
_KEPT = {"\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n"}
_FOLDED_TO = {
    "ا": "أإٱ",  # not آ: "آب" is August, "إب" a town
    "ي": "ىی",
    "ك": "ک",
    "ه": "ةۀہ",
    "(": "[{（﴾",
    ")": "]}）﴿",
    '"': "«»“”„‟‹›'‘’‚`″′",
    "-": "‐‑‒–—―−",
    "/": "\\⁄∕؍",
    ",": "،٬",
    ".": "٫",
    ";": "؛",
}


def _build_fold() -> NDArray[np.uint16]:
    table = np.arange(0x10000, dtype=np.uint16)
    named = {old: new for new, olds in _FOLDED_TO.items() for old in olds} | _KEPT
    for code in range(0x10000):
        char = chr(code)
        if char in named:
            table[code] = ord(named[char])
            continue
        kind = unicodedata.category(char)
        if kind in ("Mn", "Cf") or char == "ـ":
            table[code] = 0
        elif kind in ("Zs", "Cc", "Cs"):
            table[code] = 0x20
        elif kind == "Nd":
            table[code] = ord(str(unicodedata.digit(char)))
        elif code >= 0x80 or kind == "Lu":
            plain = unicodedata.normalize("NFKD", char)
            plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
            if len(plain) == 1 and ord(plain) < 0x10000 and code != ord(plain):
                plain = named.get(plain, plain)
                table[code] = ord(plain)
    return table


_FOLD = _build_fold()
_TATWEEL = ord("ـ")


class FoldedText:
    """A text with its letters folded, and the way back to its offsets.

    Parameters
    ----------
    text : str
        Any text.
    """

    def __init__(self, text: str) -> None:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        folded = _FOLD[np.minimum(codes, 0xFFFF)]
        gone = folded == 0
        self.original = text
        self._kept: NDArray[np.int64] | None = None
        if gone.any():
            self._rescue_dashes(codes, folded, gone)
            self._kept = np.flatnonzero(~gone)
            folded = folded[self._kept]
        self.text = folded.tobytes().decode("utf-16-le", "replace")

    @staticmethod
    def _rescue_dashes(
        codes: NDArray[np.uint32], folded: NDArray[np.uint16], gone: NDArray[np.bool_]
    ) -> None:
        """Read a tatweel between two digits as a dash."""
        for at in np.flatnonzero(codes == _TATWEEL).tolist():
            if 0 < at < len(codes) - 1:
                before, after = int(folded[at - 1]), int(folded[at + 1])
                if 0x30 <= before <= 0x39 and 0x30 <= after <= 0x39:
                    folded[at], gone[at] = 0x2D, False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original text of a span of the folded text.

        Parameters
        ----------
        start, end : int
            A span of at least one character.

        Returns
        -------
        (int, int)
            Half-open; marks on the last letter are included.
        """
        if self._kept is None:
            return start, end
        first, last = int(self._kept[start]), int(self._kept[end - 1]) + 1
        text = self.original
        while last < len(text) and (unicodedata.combining(text[last]) or text[last] == "ـ"):
            last += 1
        return first, last


def fold_word(word: str) -> str:
    """Fold a word as texts are folded before dates are looked for.

    Parameters
    ----------
    word : str
        Any word.

    Returns
    -------
    str
        Its folded letters.

    Examples
    --------
    >>> fold_word("أغسطسـ")
    'اغسطس'
    """
    return FoldedText(word).text
