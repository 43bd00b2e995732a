"""The compiled loop over the letters of all texts.

Arguments are plain arrays; nothing here knows a string. :mod:`corpuskit.arabic.tokenizer` says what
the loop must do, :mod:`corpuskit.arabic.letters` makes its tables. The functions are compiled at
first use and the machine code is kept on disk, until this file changes.
"""

# ruff: noqa: ANN001, ANN201, ANN202, SIM109

import numpy as np

from corpuskit.arabic.characters import MAQSURA
from corpuskit.arabic.compiling import compiled
from corpuskit.arabic.letters import (
    ARABIC,
    BEFORE_LETTERS,
    CLASS_SHIFT,
    DIGIT,
    EXTEND,
    HAMZA,
    INVISIBLE,
    JOINER,
    LIGATURE,
    MAQSURA_CODE,
    MAQSURA_FLAG,
    MARKUP,
    MOST_PACKED,
    OTHER,
    SEPARATOR,
    SOFT,
    VALUE,
)

_SHAPE, _LAST_UNIT = np.uint32(VALUE | LIGATURE), np.uint32(0xFFFF)
_NOTHING = np.uint32(0)
_YA, _MAQSURA = np.uint16(0x064A), np.uint16(ord(MAQSURA))
_FREE, _ONE = np.uint64(0), np.uint64(1)
_FIRST_LETTER = np.uint32(ARABIC << CLASS_SHIFT)
_SIX = np.uint64(6)
_SIX_BITS = np.uint64(63)
_MAQSURA_BITS = np.uint64(ord(MAQSURA) - BEFORE_LETTERS)


@compiled
def _write(pool, used, entry, ligature_bounds, ligatures):  # type: ignore[no-untyped-def]
    """Append the folded letters of one character to the pool and return its new end."""
    value = entry & np.uint32(VALUE)
    if entry & np.uint32(LIGATURE):
        for place in range(ligature_bounds[value], ligature_bounds[value + 1]):
            pool[used] = ligatures[place]
            used += 1
    elif value > np.uint32(0xFFFF):
        value -= np.uint32(0x10000)
        pool[used] = np.uint16(0xD800 + (value >> np.uint32(10)))
        pool[used + 1] = np.uint16(0xDC00 + (value & np.uint32(0x3FF)))
        used += 2
    elif value:
        pool[used] = np.uint16(value)
        used += 1
    return used


@compiled
def _skip_markup(units, place, stop):  # type: ignore[no-untyped-def]
    """Return the place after the entity or the tag that begins here, or the next place."""
    ahead = place + 1
    if units[place] == 38:  # &name; or &#1234; or &#x12ab;
        least = 2
        if ahead < stop and units[ahead] == 35:
            ahead += 1
            least = 1
        first = ahead
        while ahead < stop and ahead < first + 8:
            low = units[ahead] | 32
            if not (48 <= units[ahead] <= 57 or 97 <= low <= 122):
                break
            ahead += 1
        if ahead >= first + least and ahead < stop and units[ahead] == 59:
            return ahead + 1
        return place + 1
    if ahead < stop and (units[ahead] in (33, 47) or 97 <= (units[ahead] | 32) <= 122):
        while ahead < stop and ahead < place + 300 and units[ahead] != 60:
            if units[ahead] == 62:
                return ahead + 1
            ahead += 1
    return place + 1


@compiled
def _opens_address(units, start, place, stop, table):  # type: ignore[no-untyped-def]
    """Tell whether the point or colon here ends the opening of an address."""
    size = place - start
    if units[place] == 46:
        if size != 3 or place + 1 >= stop:
            return False
        for step in range(3):
            if units[start + step] | 32 != 119:
                return False
        return table[units[place + 1]] >> CLASS_SHIFT >= OTHER
    if units[place] != 58 or size < 4 or size > 5 or place + 3 >= stop:
        return False
    if units[place + 1] != 47 or units[place + 2] != 47:
        return False
    if units[start] | 32 != 104 or units[start + 1] | 32 != 116 or units[start + 2] | 32 != 116:
        return False
    if units[start + 3] | 32 != 112 or (size == 5 and units[start + 4] | 32 != 115):
        return False
    return table[units[place + 3]] >> CLASS_SHIFT >= OTHER


@compiled
def _end_of_address(units, place, stop, table):  # type: ignore[no-untyped-def]
    end = place
    while place < stop:
        kind = table[units[place]] >> CLASS_SHIFT
        if kind >= OTHER:
            end = place + 1
        elif not (kind == JOINER or kind == SOFT or units[place] == 38):
            break
        place += 1
    return end


@compiled
def _fold_maqsura(pool, begin, end, exceptions):  # type: ignore[no-untyped-def]
    size = end - begin
    for row in range(len(exceptions)):
        if exceptions[row, 0] == size:
            same = True
            for step in range(size):
                if exceptions[row, step + 1] != pool[begin + step]:
                    same = False
                    break
            if same:
                return
    for place in range(begin, end):
        if pool[place] == _MAQSURA:
            pool[place] = _YA


@compiled
def _end_of_invisible(units, place, stop, family, table):  # type: ignore[no-untyped-def]
    """Return the place after invisible characters if the word goes on there, else -1."""
    while place < stop and table[units[place]] >> CLASS_SHIFT == INVISIBLE:
        place += 1
    if place == stop:
        return -1
    follower = table[units[place]] >> CLASS_SHIFT
    if follower in (EXTEND, HAMZA) or follower == family:
        return place
    if follower >= ARABIC and follower != ARABIC and family != ARABIC:
        return place
    return -1


@compiled
def _end_of_joiner(units, place, stop, table):  # type: ignore[no-untyped-def]
    """Return the place after a point, comma or underscores that join, else -1."""
    if units[place] == 95:
        while place < stop and units[place] == 95:
            place += 1
        return place if place < stop and table[units[place]] >> CLASS_SHIFT >= ARABIC else -1
    if place + 1 >= stop or units[place] == 58:
        return -1
    if table[units[place - 1]] >> CLASS_SHIFT != DIGIT:
        return -1
    return place + 1 if table[units[place + 1]] >> CLASS_SHIFT == DIGIT else -1


@compiled
def _end_of_word(  # type: ignore[no-untyped-def]
    units,
    start,
    place,
    stop,
    used,
    begin,
    table,
    ligature_bounds,
    ligatures,
    composed,
    exceptions,
    pool,
):
    """Follow a word through marks, ligatures, joiners and other things that most words lack.

    Returns where its span ends, where to read on, and the new end of the pool.
    """
    end = place
    family = table[units[start]] >> CLASS_SHIFT
    letter = units[place - 1] if place > start else units[start]
    maqsura = False
    while place < stop:
        entry = table[units[place]]
        kind = entry >> CLASS_SHIFT
        after = place + 1
        if kind >= ARABIC:
            if kind != family:
                if kind == ARABIC or family == ARABIC:
                    break
                family = kind
            letter = units[place]
            maqsura |= entry & np.uint32(MAQSURA_FLAG) != _NOTHING
            end = after
        elif kind == EXTEND:
            end = after
        elif kind == HAMZA:
            joined = _NOTHING
            for pair in range(len(composed)):
                if composed[pair, 0] == letter and composed[pair, 1] == units[place]:
                    joined = composed[pair, 2]
            letter = units[place]
            end = after
            if joined:
                back = used - 1
                while back > begin and table[pool[back]] >> CLASS_SHIFT < ARABIC:
                    back -= 1
                pool[back] = joined
                place = after
                continue
        elif kind == INVISIBLE:
            after = _end_of_invisible(units, place, stop, family, table)
            if after < 0:
                break
        elif kind == JOINER and end == place:
            if _opens_address(units, start, place, stop, table):
                after = end = _end_of_address(units, place, stop, table)
                stop = end
            else:
                after = _end_of_joiner(units, place, stop, table)
                if after < 0:
                    break
                family = table[units[after]] >> CLASS_SHIFT
        else:
            break
        while place < after:
            entry = table[units[place]]
            shape = entry & _SHAPE
            if shape > _LAST_UNIT:
                used = _write(pool, used, entry, ligature_bounds, ligatures)
            elif shape:
                pool[used] = shape
                used += 1
            place += 1
    if maqsura and len(exceptions) > 0:
        _fold_maqsura(pool, begin, used, exceptions)
    return end, place, used


@compiled
def _without_maqsura(key, whole_words):  # type: ignore[no-untyped-def]
    """Return the key of a word with ya for alef maqsura, unless the word keeps it."""
    for word in whole_words:
        if key == word:
            return key
    shift = np.uint64(0)
    rest = key
    while rest != _FREE:
        if rest & _SIX_BITS == _MAQSURA_BITS:
            key += np.uint64(1) << shift
        rest >>= _SIX
        shift += _SIX
    return key


@compiled
def _ends_plainly(unit, entry):  # type: ignore[no-untyped-def]
    """Tell whether a word of plain Arabic letters surely ends before this character."""
    kind = entry >> CLASS_SHIFT
    return kind in (SEPARATOR, MARKUP, SOFT, OTHER, DIGIT) or (kind == JOINER and unit != 95)


@compiled
def scan(  # type: ignore[no-untyped-def]
    units,
    ends,
    codes,
    whole_words,
    table,
    ligature_bounds,
    ligatures,
    composed,
    exceptions,
    letters,
    cuts,
    keys,
    starts,
    stops,
    n_each,
):
    """Cut the texts of one block into tokens and give each a key.

    ``units`` are the texts, one after another, each with a separator at its end; ``ends`` says
    where each ends. Token ``i`` receives its offsets in ``starts[i]`` and ``stops[i]`` and its
    key in ``keys[i]``, or 0 there and its letters in ``letters[cuts[i]:cuts[i + 1]]``.
    ``n_each`` receives the number of tokens of each text. Returns the number of tokens.
    """
    token = 0
    place = 0
    begin = 0
    cuts[0] = 0
    for document in range(len(ends)):
        origin = place
        stop = ends[document]
        token_before = token
        while place < stop:
            start = place
            code = codes[units[place]]
            packed = _FREE
            marks = code
            # Nearly all words are ten plain letters or fewer. A separator ends each text.
            where = np.uint64(place)
            while code:
                packed = (packed << _SIX) | (np.uint64(code) & _SIX_BITS)
                marks |= code
                where += _ONE
                code = codes[units[where]]
            place = np.int64(where)  # type: ignore[assignment]
            if place == start:
                entry = table[units[place]]
                if entry < _FIRST_LETTER:
                    if entry >> CLASS_SHIFT == MARKUP:
                        place = _skip_markup(units, place, stop)
                    else:
                        place += 1
                    continue
            end = place
            if (
                place == start
                or place - start > MOST_PACKED
                or not _ends_plainly(units[place], table[units[place]])
            ):
                end, place, used = _end_of_word(
                    units,
                    start,
                    start,
                    stop,
                    begin,
                    begin,
                    table,
                    ligature_bounds,
                    ligatures,
                    composed,
                    exceptions,
                    letters,
                )
                packed = _FREE
                begin = used
            elif marks & MAQSURA_CODE:
                packed = _without_maqsura(packed, whole_words)
            starts[token] = start - origin
            stops[token] = end - origin
            keys[token] = packed
            token += 1
            cuts[token] = begin
        place = stop + 1
        n_each[document] = token - token_before
    return token
