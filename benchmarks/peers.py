"""What a careful user of other tools writes to get the same words as corpuskit.

One spelling for all: ``Spelling(every_maqsura=True)``, the standard spelling with ى always
written ي, because that is what plain replacements can do. Each variant folds and cuts in the
fastest way that its tool offers and that keeps vocalised words whole.
"""

import re
import unicodedata

ARABIC = "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc"
MARKS = (
    "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u061c\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
)
DELETED = re.compile(f"[{MARKS}]+")
DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
RARE = re.compile(
    "[&<\u0300-\u036f\u0653-\u0655\u06a9\u06cc\ufb50-\ufdff\ufe70-\ufefc\uff00-\uffef]"
)
ENTITY = re.compile(r"&#?[0-9A-Za-z]{2,8};|<[/!A-Za-z][^<>]{0,298}>")
_ADDRESS = f"(?:https?://|www\\.)[^\\s\"'«»<>{ARABIC}]*[^\\W_]"
_WORD = f"[{ARABIC}]+(?:_+[{ARABIC}]+)*"
_OTHER = f"[^\\W_{ARABIC}]"
TOKEN_PATTERN = f"{_WORD}|{_ADDRESS}|{_OTHER}+(?:(?:(?<=\\d)[.,](?=\\d)|_+){_OTHER}+)*"
# For engines without look-behind; differs where a letter precedes the point of a number.
TOKEN_PATTERN_RE2 = f"{_WORD}|{_ADDRESS}|\\d+(?:[.,]\\d+)+|{_OTHER}+(?:_+{_OTHER}+)*"
TOKEN = re.compile(TOKEN_PATTERN)
TO_DIGIT = {0x0660 + n: str(n) for n in range(10)} | {0x06F0 + n: str(n) for n in range(10)}


def fold(text: str) -> str:
    """Write a text in the common spelling by replacements, the fastest way in plain Python."""
    if RARE.search(text):
        text = ENTITY.sub(" ", text)
        text = unicodedata.normalize("NFKC", text).replace("ک", "ك").replace("ی", "ي")
    text = text.replace("أ", "ا").replace("إ", "ا").replace("آ", "ا").replace("ٱ", "ا")
    text = DELETED.sub("", text.replace("ى", "ي"))
    if DIGITS.search(text):
        text = text.translate(TO_DIGIT)
    return text.lower()
