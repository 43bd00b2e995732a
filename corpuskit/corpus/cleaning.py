"""Bring decoded text into one form without touching its words: NFC, line ends, entities."""

import html
import math
import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_OTHER_LINE_ENDS = ("\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
# Vowel marks on one letter, which are often typed in another order than Unicode's.
_VOWEL_MARKS = re.compile("[\u064b-\u0652\u0670]{2,}")


def clean_raw(text: str) -> str:
    r"""Return a text in NFC with newlines alone as line ends, and without a byte order mark.

    Parameters
    ----------
    text : str
        Any decoded text.

    Returns
    -------
    str
        The raw text of documents.

    Examples
    --------
    >>> clean_raw("\ufeffقال\r\nكيري")
    'قال\nكيري'
    """
    if text.startswith("\ufeff"):
        text = text[1:]
    if text.isascii() and "\r" not in text and "\x0b" not in text and "\x0c" not in text:
        return text
    for mark in _OTHER_LINE_ENDS:
        if mark in text:
            text = _LINE_ENDS.sub("\n", text)
            break
    if not unicodedata.is_normalized("NFC", text):
        # Most often that is all, and the rest of a long text need not be looked at.
        text = _VOWEL_MARKS.sub(lambda marks: unicodedata.normalize("NFC", marks[0]), text)
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
    return text


def is_missing(value: object) -> bool:
    """Say whether a cell of a record is empty: None, NaN, NA or NaT.

    Parameters
    ----------
    value : object
        The cell.

    Returns
    -------
    bool
        False for an empty text, which is a text.
    """
    return not isinstance(value, str) and (
        value is None
        or type(value).__name__ in ("NAType", "NaTType")
        or (isinstance(value, float) and math.isnan(value))
    )


def is_text(text: str) -> bool:
    """Say whether a string is text that can be written: it holds no half characters.

    Parameters
    ----------
    text : str
        Any string.

    Returns
    -------
    bool
        False if it holds a lone surrogate.
    """
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def clean_field(value: object) -> str | None:
    """Return the text of one field of a record: entities resolved, then as ``clean_raw``.

    Parameters
    ----------
    value : object
        The field; numbers become text.

    Returns
    -------
    str or None
        None where the field is missing.

    Examples
    --------
    >>> clean_field("&quot;كيري&quot; &amp; لافروف")
    '"كيري" & لافروف'
    """
    if isinstance(value, str):
        text = value
    elif is_missing(value):
        return None
    else:
        text = str(value)
    if "&" in text:
        text = html.unescape(text)
    return clean_raw(text)
