"""Bytes of Arabic text files to text: the encoding is found, or the bytes are refused."""

import codecs
import re
from dataclasses import dataclass

import numpy as np

from corpuskit.arabic.mojibake import LostLettersError, undo_mojibake
from corpuskit.arabic.plausibility import count_arabic_letters, score_arabic
from corpuskit.errors import ReadError

# In this order; where two give the same text, the first is named.
CODE_PAGES = ("windows-1256", "iso-8859-6", "cp720", "mac_arabic")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Bytes that are weighed; the whole file is decoded, and must fit, in any case.
_SAMPLE = 60_000
# Mean logarithm a byte under which no text is taken for Arabic, and the least distance of the
# total to the second best (a factor of e**10, about 22,000).
_LOWEST = -4.0
_MARGIN = 10.0
# Under so many bytes beyond ASCII the distance must be half as large again.
_FEW = 40
_HINT = "If you know the encoding, give it: encoding='windows-1256', for instance."
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x19\x1c-\x1f\x7f]")
_PLAUSIBLE = re.compile(
    "[\t\n\r\x1a -~\u00a0-\u024f\u0370-\u052f\u060c-\u06ff\u200b-\u206f\u20a0-\u20bf\ufb50-\ufefe]"
)


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
        If the bytes do not fit the encoding, if no encoding makes Arabic of them or two do, or if
        an earlier wrong decoding has lost letters.

    Notes
    -----
    In this order: byte order mark; UTF-16 and UTF-32 without one, by their zero bytes and those of
    the Arabic block; strict UTF-8; then windows-1256, iso-8859-6, cp720 and MacArabic, each scored
    by how usual its neighbouring letters are in Arabic news. A code page is taken only where it
    is plausible in itself and far better than every other one that gives another text.

    Examples
    --------
    >>> decode("قال الوزير".encode("utf-8-sig")).text
    'قال الوزير'
    >>> decode("قال وزير الخارجية الروسي".encode("cp1256")).encoding
    'windows-1256'
    """
    if encoding is not None:
        return _finish(_decode_as(data, encoding), encoding, "as given")
    for mark, name in _BOMS:
        if data.startswith(mark):
            text = _decode_as(data, name)
            # The mark of UTF-16 and two zero characters are also the mark of UTF-32.
            return _finish(text, name, "byte order mark")
    if not data.isascii() or b"\0" in data or b"\x06" in data:
        wide = _decode_wide(data)
        if wide is not None:
            return _finish(*wide, "no byte order mark")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_code_page(data, error)
    _refuse_binary(text, "utf-8")
    return _finish(text, "utf-8", "valid UTF-8" if not data.isascii() else "ASCII")


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
        What had gone wrong, for instance ``"utf-8 read as cp1252"``; None where nothing had, or
        where letters were lost so that it cannot be repaired.

    Examples
    --------
    >>> repair_mojibake("قال كيري للصحفيين".encode("utf-8").decode("cp1256"))
    ('قال كيري للصحفيين', 'utf-8 read as cp1256')
    >>> repair_mojibake("قال كيري: “à bientôt”")
    ('قال كيري: “à bientôt”', None)
    """
    try:
        return undo_mojibake(text)
    except LostLettersError:
        return text, None


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        codecs.lookup(encoding)
        return data.decode(encoding)
    except LookupError as error:
        message = f"Python has no text encoding named {encoding!r}. {_HINT}"
        raise ReadError(message) from error
    except (UnicodeError, ValueError) as error:
        at = getattr(error, "start", None)
        where = f"byte {at} does not fit" if at is not None else str(error)
        message = f"The bytes are not {encoding}: {where} (of {len(data)} bytes)."
        raise ReadError(message) from error


def _finish(text: str, encoding: str, note: str) -> Decoded:
    """Repair what had been decoded wrongly before."""
    try:
        fixed, kind = undo_mojibake(text)
    except LostLettersError as error:
        message = (
            f"The text was decoded wrongly once before ({error}), and letters were lost then. "
            "Take the file from its source again."
        )
        raise ReadError(message) from error
    if kind is not None:
        note = f"{note}; repaired: {kind}"
    return Decoded(fixed, encoding, kind is not None, note)


def _refuse_binary(text: str, encoding: str) -> None:
    sample = text[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    if controls > max(2, len(sample) // 100) or "\0" in text:
        zeros = text.count("\0")
        message = (
            f"This is not text: read as {encoding}, {controls} of the first {len(sample)} "
            f"characters are control characters, and {zeros} are zero bytes. {_HINT}"
        )
        raise ReadError(message)


def _decode_wide(data: bytes) -> tuple[str, str] | None:
    """Decode UTF-16 or UTF-32 without a byte order mark, if the bytes look like it."""
    sample = np.frombuffer(data[:_SAMPLE], np.uint8)
    if len(data) % 2 or len(data) < 4:
        return None
    # Every second byte, and every fourth, is from a small set in these encodings.
    high = (sample == 0) | (sample == 6) | (sample == 0x20) | (sample == 0x21) | (sample == 0xFE)
    choices = []
    if len(data) % 4 == 0:
        zero = sample == 0
        quarter = [float(zero[place::4].mean()) for place in range(4)]
        if min(quarter[2], quarter[3]) > 0.99:
            choices.append("utf-32-le")
        if min(quarter[0], quarter[1]) > 0.99:
            choices.append("utf-32-be")
    if float(high[1::2].mean()) > 0.9:
        choices.append("utf-16-le")
    if float(high[0::2].mean()) > 0.9:
        choices.append("utf-16-be")
    texts = []
    for name in choices:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        part = text[: _SAMPLE // 2]
        good = len(_PLAUSIBLE.findall(part)) / len(part)
        letters = sum(char.isalpha() for char in part)
        if good > 0.97 and letters >= len(part) / 4:
            texts.append((good, name, text))
    if not texts:
        return None
    texts.sort(key=lambda one: -one[0])
    if len(texts) > 1 and texts[0][0] == texts[1][0]:
        return None
    return texts[0][2], texts[0][1]


def _utf8_share(data: bytes) -> float:
    """Return the share of the bytes beyond ASCII that are in whole UTF-8 characters."""
    high = len(data) - len(re.sub(rb"[\x80-\xff]", b"", data))
    whole = data.decode("utf-8", "ignore").encode("utf-8")
    kept = len(whole) - len(re.sub(rb"[\x80-\xff]", b"", whole))
    return kept / high if high else 1.0


def _sample_bytes(data: bytes) -> bytes:
    """Return the parts of a large file that are weighed: its head, its middle and its tail."""
    if len(data) <= _SAMPLE:
        return data
    third, middle = _SAMPLE // 3, len(data) // 2
    return data[:third] + b" " + data[middle : middle + third] + b" " + data[-third:]


def _tell_macintosh(
    best: tuple[float, str, str], scored: list[tuple[float, str, str]], sample: bytes
) -> tuple[float, str, str]:
    """Choose between MacArabic and iso-8859-6, which share their letters, by their spaces."""
    pair = {one[1]: one for one in scored if one[1] in ("mac_arabic", "iso-8859-6")}
    if best[1] not in pair or len(pair) < 2 or b"\xa0" not in sample:
        return best
    # The first writes its spaces between Arabic words as 0xA0; the second has but few there.
    mac = sample.count(b"\xa0") > sample.count(b" ")
    return pair["mac_arabic" if mac else "iso-8859-6"]


def _decode_code_page(data: bytes, error: UnicodeDecodeError) -> Decoded:
    sample = _sample_bytes(data)
    share = _utf8_share(sample)
    if share > 0.8:
        cut = error.end == len(data) and "unexpected end" in error.reason
        what = "it ends in the middle of a character" if cut else f"byte {error.start} does not fit"
        message = f"The bytes are UTF-8, but {what}: the file is cut or damaged. {_HINT}"
        raise ReadError(message)
    n_high = sum(byte >= 0x80 for byte in sample)
    scored = []
    for page in CODE_PAGES:
        try:
            text = sample.decode(page)
        except UnicodeDecodeError:
            continue
        total, _ = score_arabic(text)
        # MacArabic has its own copies of ASCII signs, which say nothing.
        ascii_signs = sum(char < "\x80" for char in text) - (len(sample) - n_high)
        total -= 4.0 * ascii_signs
        scored.append((total, page, text))
    scored.sort(key=lambda one: (-one[0], CODE_PAGES.index(one[1])))
    enough = [
        one
        for one in scored
        if one[0] / n_high > _LOWEST and count_arabic_letters(one[2]) > max(5, n_high / 2)
    ]
    if not enough:
        message = (
            f"The bytes are neither UTF-8 (byte {error.start} does not fit) nor Arabic in "
            f"{', '.join(CODE_PAGES)}. {_HINT}"
        )
        raise ReadError(message)
    best = _tell_macintosh(enough[0], scored, sample)
    # MacArabic and iso-8859-6 have their letters in the same places.
    same = {"mac_arabic", "iso-8859-6"} if best[1] in ("mac_arabic", "iso-8859-6") else {best[1]}
    rivals = [one for one in scored if one[1] not in same]
    margin = _MARGIN * (2 if "mac_arabic" in same else 1) * (1.5 if n_high < _FEW else 1)
    if rivals and best[0] - rivals[0][0] < margin:
        message = (
            f"The {len(data)} bytes could be {best[1]} or {rivals[0][1]}, and are too few to tell. "
            f"{_HINT}"
        )
        raise ReadError(message)
    text = _decode_as(data, best[1])
    _refuse_binary(text, best[1])
    return _finish(text, best[1], "by its letters")
