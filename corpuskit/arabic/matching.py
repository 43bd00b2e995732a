"""Names over term numbers, and what is printed beside tokens, in compiled code.

Arguments are plain arrays; nothing here knows a name or a text. A text is a run of UTF-8 bytes
between two ``offsets`` of ``data``; a character is found in it by counting the bytes that start
one, forward from the last character asked for, so tokens are best asked for in their order.
:mod:`corpuskit.arabic.placing` chooses among the names found and places them. The functions are
compiled at first use and kept on disk, until this file changes.
"""

# ruff: noqa: ANN001, ANN201, ANN202

import numpy as np

from corpuskit.arabic.compiling import compiled

# What one character is; several may hold.
SPACE_OR_QUOTE, HYPHEN, FULL_STOP, LINE_END, SENTENCE_END, WHITE, DASH = (
    1 << at for at in range(7)
)
# What stands between two tokens; several may hold.
JOINS = 1  # spaces and quotation marks, or one hyphen: both may be words of one name
JOINS_INITIALS = 2  # the same with one full stop
OPEN = 4  # spaces and quotation marks: they stand beside each other
NEW_LINE = 8
ENDS_SENTENCE = 16  # some mark that ends a sentence, a line or a clause
BLANK = 32  # white space alone
DASHED = 64  # a dash, bracket or bar is the first sign
MARKED = 128  # quotation marks or brackets are among the signs

_MIX = np.uint64(0x9E3779B97F4A7C15)
_SPACE = 32
_LANES = 8  # bytes that are counted at once


@compiled
def _advance(data, stop, byte, char, target):  # type: ignore[no-untyped-def]
    """Return the byte at which a character starts, from a byte that starts an earlier one."""
    while True:
        size = min(target - char, stop - byte) & -_LANES  # characters to pass are as many bytes
        if size <= 0:
            break
        for value in data[byte : byte + size]:
            char += (value & 0xC0) != 0x80
        byte += size
    while byte < stop:
        if (data[byte] & 0xC0) != 0x80:
            if char == target:
                break
            char += 1
        byte += 1
    return byte


@compiled
def _decode(data, byte):  # type: ignore[no-untyped-def]
    """Return the code point that starts at a byte, and the byte after it."""
    lead = np.int64(data[byte])
    if lead < 0x80:
        return lead, byte + 1
    if lead < 0xE0:
        return ((lead & 0x1F) << 6) | (data[byte + 1] & 0x3F), byte + 2
    if lead < 0xF0:
        high = ((lead & 0x0F) << 12) | ((np.int64(data[byte + 1]) & 0x3F) << 6)
        return high | (data[byte + 2] & 0x3F), byte + 3
    high = ((lead & 0x07) << 18) | ((np.int64(data[byte + 1]) & 0x3F) << 12)
    return high | ((np.int64(data[byte + 2]) & 0x3F) << 6) | (data[byte + 3] & 0x3F), byte + 4


@compiled
def _read_gap(data, stop, byte, size, kinds):  # type: ignore[no-untyped-def]
    """Return what stands in ``size`` characters from a byte on."""
    if size == 1 and byte < stop and data[byte] == _SPACE:
        return JOINS | JOINS_INITIALS | OPEN | BLANK
    hyphens = stops = others = lines = ends = blanks = first = marks = 0
    for _ in range(size):
        if byte >= stop:
            break
        char, byte = _decode(data, byte)
        kind = kinds[char] if char < len(kinds) else 0
        blank = (kind & WHITE) != 0
        if not first and not blank:
            first = DASHED if kind & DASH else -1
        hyphens += (kind & HYPHEN) != 0
        stops += (kind & FULL_STOP) != 0
        others += (kind & (SPACE_OR_QUOTE | HYPHEN | FULL_STOP)) == 0
        lines += (kind & LINE_END) != 0
        ends += (kind & SENTENCE_END) != 0
        blanks += blank
        marks += (kind & SPACE_OR_QUOTE) != 0 and not blank
    gap = max(first, 0)
    if not others and stops < 2 and (hyphens == 0 or (hyphens == 1 and size == 1 + stops)):
        gap |= JOINS_INITIALS
        if not stops:
            gap |= JOINS
            if not hyphens:
                gap |= OPEN
    if marks:
        gap |= MARKED
    if lines:
        gap |= NEW_LINE
    if ends:
        gap |= ENDS_SENTENCE
    if blanks >= size:
        gap |= BLANK
    return gap


@compiled
def read_gaps(at, row, start, end, offsets, data, kinds):  # type: ignore[no-untyped-def]
    """Return what stands between each token and the next one of its text.

    Parameters
    ----------
    at, row : ndarray of shape (n,)
        Tokens, and the number of the text of each.
    start, end : ndarray of shape (n_tokens,)
        Offsets of all tokens.
    offsets, data : ndarray
        The bytes of text ``i`` are ``data[offsets[i]:offsets[i + 1]]``.
    kinds : ndarray of uint8
        What each character is, by its code point.

    Returns
    -------
    ndarray of uint8
        Sums of ``JOINS``, ``OPEN`` and the like.
    """
    found = np.empty(len(at), np.uint8)
    text, byte, char = -1, np.int64(0), np.int64(0)
    for place in range(len(at)):
        token = at[place]
        first = np.int64(end[token])
        if row[place] != text or char > first:
            text, byte, char = row[place], offsets[row[place]], np.int64(0)
        stop = offsets[text + 1]
        byte = _advance(data, stop, byte, char, first)
        char = first
        found[place] = _read_gap(data, stop, byte, start[token + 1] - first, kinds)
    return found


@compiled
def read_marks(row, first, last, offsets, data):  # type: ignore[no-untyped-def]
    """Return the code points before and after some spans, -1 where the text ends.

    Parameters
    ----------
    row : ndarray of shape (n,)
        The number of the text of each span.
    first, last : ndarray of shape (n,)
        Half-open offsets of each span.
    offsets, data : ndarray
        The bytes of the texts.

    Returns
    -------
    left, right : ndarray of int64
    """
    begin, behind = find_bytes(row, first - (first > 0), last, offsets, data)
    left, right = np.full(len(row), -1, np.int64), np.full(len(row), -1, np.int64)
    for place in range(len(row)):
        stop = offsets[row[place] + 1]
        if first[place] > 0 and begin[place] < stop:
            left[place] = _decode(data, begin[place])[0]
        if behind[place] < stop:
            right[place] = _decode(data, behind[place])[0]
    return left, right


@compiled
def find_bytes(row, first, last, offsets, data):  # type: ignore[no-untyped-def]
    """Return the bytes of ``data`` at which some spans start and end.

    Parameters
    ----------
    row, first, last : ndarray of shape (n,)
        The number of the text of each span, and its half-open offsets in characters.
    offsets, data : ndarray
        The bytes of the texts.

    Returns
    -------
    begin, stop : ndarray of int64
    """
    begin, stop = np.empty(len(row), np.int64), np.empty(len(row), np.int64)
    text, byte, char = -1, np.int64(0), np.int64(0)
    for place in range(len(row)):
        target = np.int64(first[place])
        if row[place] != text or char > target:
            text, byte, char = row[place], offsets[row[place]], np.int64(0)
        byte = _advance(data, offsets[text + 1], byte, char, target)
        char = target
        begin[place] = byte
        stop[place] = _advance(data, offsets[text + 1], byte, char, np.int64(last[place]))
    return begin, stop


@compiled
def _find_slot(table, key):  # type: ignore[no-untyped-def]
    """Return the row of a table that holds a key, or the free row where it belongs."""
    mask = len(table) - 1
    slot = np.int64((np.uint64(key) * _MIX) >> np.uint64(20)) & mask
    while table[slot, 0] >= 0 and table[slot, 0] != key:
        slot = (slot + 1) & mask
    return slot


@compiled
def fill_table(keys, values, size):  # type: ignore[no-untyped-def]
    """Return a table of ``size`` rows, a power of two, that holds distinct keys with values."""
    table = np.full((size, 2), -1, np.int64)
    for place in range(len(keys)):
        slot = _find_slot(table, keys[place])
        table[slot, 0], table[slot, 1] = keys[place], values[place]
    return table


@compiled
def match_names(  # type: ignore[no-untyped-def]
    codes,
    document,
    start,
    end,
    row_of,
    offsets,
    data,
    kinds,
    root,
    word,
    edges,
    nodes,
    initials,
    n_words,
):
    """Find all names of a trie in a row of tokens.

    Parameters
    ----------
    codes, document, start, end : ndarray of shape (n_tokens,)
        Term number, document number and offsets of each token.
    row_of : ndarray
        The number of the text of each document.
    offsets, data, kinds : ndarray
        As for :func:`read_gaps`.
    root, word : ndarray of shape (n_types,)
        The node to which each term leads as a first word, and its word number; -1 where none.
    edges : ndarray of shape (n_slots, 2)
        A table of ``node * n_words + word`` and the node it leads to, from :func:`fill_table`.
    nodes : ndarray of shape (n_nodes, 2)
        The name that ends at a node, -1 where none, and 1 where names go on, else 0.
    initials : ndarray of shape (n_names,)
        Whether full stops may part the words of a name.
    n_words : int
        How many word numbers there are.

    Returns
    -------
    at, length, name : ndarray of int64
        First token, number of tokens and name of each hit, sorted by token, longest first. Hits
        may overlap.
    inner : ndarray of bool
        Whether quotation marks or brackets stand between the words of the hit.
    """
    # What is not written of these takes no memory.
    hits, inner = np.empty((3, len(codes) + 1), np.int64), np.empty(len(codes) + 1, np.bool_)
    token = used = 0
    while True:
        token, used = _walk(
            token,
            used,
            hits,
            inner,
            codes,
            document,
            start,
            end,
            row_of,
            offsets,
            data,
            kinds,
            root,
            word,
            edges,
            nodes,
            initials,
            n_words,
        )
        if token == len(codes):
            return hits[0, :used], hits[1, :used], hits[2, :used], inner[:used]
        hits, inner = _grow(hits, inner, used)


@compiled
def _walk(  # type: ignore[no-untyped-def]
    token,
    used,
    hits,
    inner,
    codes,
    document,
    start,
    end,
    row_of,
    offsets,
    data,
    kinds,
    root,
    word,
    edges,
    nodes,
    initials,
    n_words,
):
    """Write down what is found from a token on; return the token that had no room, and how many."""
    text, byte, char = np.int64(-1), np.int64(0), np.int64(0)
    for at in range(token, len(codes)):
        node = np.int64(root[codes[at]])
        if node < 0:
            continue
        first, strict, marked, last = used, True, False, at
        while True:
            name = nodes[node, 0]
            if name >= 0 and (strict or initials[name]):
                if used == len(inner):
                    return at, first
                hits[0, used], hits[1, used], hits[2, used] = at, last + 1 - at, name
                inner[used] = marked
                used += 1
            ahead = last + 1
            if not nodes[node, 1] or ahead >= len(codes) or document[ahead] != document[at]:
                break
            step = word[codes[ahead]]
            if step < 0:
                break
            slot = _find_slot(edges, node * n_words + step)
            if edges[slot, 0] < 0:
                break
            target = np.int64(end[last])
            row = row_of[document[at]]
            if row != text or char > target:
                text, byte, char = row, offsets[row], np.int64(0)
            stop = offsets[row + 1]
            byte = _advance(data, stop, byte, char, target)
            char = target
            gap = _read_gap(data, stop, byte, start[ahead] - target, kinds)
            if not gap & JOINS_INITIALS:
                break
            strict = strict and (gap & JOINS) != 0
            marked = marked or (gap & MARKED) != 0
            node = edges[slot, 1]
            last = ahead
        _reverse(hits, inner, first, used - 1)
    return len(codes), used


@compiled
def _reverse(hits, inner, first, last):  # type: ignore[no-untyped-def]
    """Turn round what was found from one token, so that the longest name stands first."""
    while first < last:
        for row in (1, 2):
            hits[row, first], hits[row, last] = hits[row, last], hits[row, first]
        inner[first], inner[last] = inner[last], inner[first]
        first += 1
        last -= 1


@compiled
def _grow(hits, inner, used):  # type: ignore[no-untyped-def]
    """Return twice the room, with what is written."""
    wider, longer = np.empty((3, 2 * len(inner)), hits.dtype), np.empty(2 * len(inner), np.bool_)
    wider[:, :used], longer[:used] = hits[:, :used], inner[:used]
    return wider, longer
