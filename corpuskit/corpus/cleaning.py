"""Bring decoded text into one form without touching its words: NFC, line ends, entities."""

import html
import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_OTHER_LINE_ENDS = ("\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")


def clean_raw(text: str) -> str:
    """Return a text in NFC with newlines alone as line ends, and without a byte order mark.

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
    >>> clean_raw("\ufeffقال\\r\\nكيري")
    'قال\\nكيري'
    """
    if text.startswith("\ufeff"):
        text = text[1:]
    if any(mark in text for mark in _OTHER_LINE_ENDS):
        text = _LINE_ENDS.sub("\n", text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text


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
    if value is None or value != value:  # noqa: PLR0124
        return None
    text = value if isinstance(value, str) else str(value)
    if "&" in text:
        text = html.unescape(text)
    return clean_raw(text)
