"""The compiled loop: the only place where numba runs.

Arguments are plain arrays; nothing here knows a string. :mod:`corpuskit.arabic.tokenizer` says what
the loop must do, :mod:`corpuskit.arabic.letters` makes its table. The functions are compiled at
first use and the machine code is kept on disk.
"""

# ruff: noqa: ANN001, ANN202
import numba
import numpy as np

from corpuskit.arabic.letters import (
    ARABIC,
    CLASS_SHIFT,
    DIGIT,
    EXTEND,
    HAMZA,
    INVISIBLE,
    JOINER,
    LIGATURE,
    MARKUP,
    OTHER,
    SEPARATOR,
    SOFT,
    VALUE,
)
from corpuskit.arabic.spelling import MAQSURA

_SEED = np.uint64(0xCBF29CE484222325)
_PRIME = np.uint64(0x100000001B3)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_ONE = np.uint64(1)
_SHAPE = np.uint32(VALUE | LIGATURE)
_LAST_UNIT = np.uint32(0xFFFF)
_MAQSURA_SHAPE = np.uint32(ord(MAQSURA))
_YA, _MAQSURA = np.uint16(0x064A), np.uint16(ord(MAQSURA))


@numba.njit(cache=True, nogil=True)
def _hash(pool, begin, end):  # type: ignore[no-untyped-def]
    value = _SEED
    for place in range(begin, end):
        value = (value ^ np.uint64(pool[place])) * _PRIME
    value ^= value >> _HALF
    value *= _MIX
    return value ^ (value >> _HALF)


@numba.njit(cache=True, nogil=True)
def intern(pool, begin, end, slots, bounds, state):  # type: ignore[no-untyped-def]
    """Return the number of the term that stands at the end of the pool; add it if it is new.

    A slot holds half of the hash and the number plus one; letters are compared before a number
    is believed.
    """
    value = _hash(pool, begin, end)
    mask = np.uint64(len(slots) - 1)
    place = value & mask
    tag = value >> _HALF
    while True:
        slot = slots[place]
        if slot == np.uint64(0):
            number = state[0]
            slots[place] = (tag << _HALF) | np.uint64(number + 1)
            bounds[number + 1] = end
            state[0] = number + 1
            state[1] = end
            return number
        if slot >> _HALF == tag:
            number = np.int64(slot & _LOW) - 1
            first = bounds[number]
            if bounds[number + 1] - first == end - begin:
                same = True
                for step in range(end - begin):
                    if pool[first + step] != pool[begin + step]:
                        same = False
                        break
                if same:
                    return number
        place = (place + _ONE) & mask


@numba.njit(cache=True, nogil=True)
def rehash(pool, bounds, n_terms, size):  # type: ignore[no-untyped-def]
    slots = np.zeros(size, dtype=np.uint64)
    mask = np.uint64(size - 1)
    for number in range(n_terms):
        value = _hash(pool, bounds[number], bounds[number + 1])
        place = value & mask
        while slots[place] != np.uint64(0):
            place = (place + _ONE) & mask
        slots[place] = ((value >> _HALF) << _HALF) | np.uint64(number + 1)
    return slots


@numba.njit(cache=True, nogil=True)
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


@numba.njit(cache=True, nogil=True)
def _skip_markup(units, place, stop):  # type: ignore[no-untyped-def]
    """Return the place after the entity or the tag that begins here, or the next place."""
    ahead = place + 1
    if units[place] == 38:  # &name; or &#1234; or &#x12ab;
        if ahead < stop and units[ahead] == 35:
            ahead += 1
        first = ahead
        while ahead < stop and ahead < first + 8:
            low = units[ahead] | 32
            if not (48 <= units[ahead] <= 57 or 97 <= low <= 122):
                break
            ahead += 1
        if ahead > first + 1 and ahead < stop and units[ahead] == 59:
            return ahead + 1
        return place + 1
    if ahead < stop and (units[ahead] in (33, 47) or 97 <= (units[ahead] | 32) <= 122):
        while ahead < stop and ahead < place + 300 and units[ahead] != 60:
            if units[ahead] == 62:
                return ahead + 1
            ahead += 1
    return place + 1


@numba.njit(cache=True, nogil=True)
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


@numba.njit(cache=True, nogil=True)
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


@numba.njit(cache=True, nogil=True)
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


@numba.njit(cache=True, nogil=True)
def scan(  # type: ignore[no-untyped-def]
    units,
    ends,
    table,
    ligature_bounds,
    ligatures,
    composed,
    exceptions,
    pool,
    slots,
    bounds,
    state,
    seen,
    cells,
    count,
    n_ignored,
    column_a,
    column_b,
    column_c,
    n_each,
):
    row = 0
    place = 0
    fold_maqsura = len(exceptions) > 0
    for document in range(len(ends)):
        origin = place
        stop = ends[document]
        row_before = row
        state[2] += 1
        while place < stop:
            entry = table[units[place]]
            family = entry >> CLASS_SHIFT
            if family < ARABIC:
                place = _skip_markup(units, place, stop) if family == MARKUP else place + 1
                continue
            # A token begins here.
            start = place
            end = place
            begin = state[1]
            used = begin
            letter = units[place]
            maqsura = False
            kind = family
            while True:
                if kind >= ARABIC:
                    if kind != family:
                        if kind == ARABIC or family == ARABIC:
                            break
                        family = kind
                    letter = units[place]
                    shape = entry & _SHAPE
                    if shape <= _LAST_UNIT:
                        pool[used] = shape
                        used += 1
                        maqsura |= shape == _MAQSURA_SHAPE
                    else:
                        maqsura = True
                        used = _write(pool, used, entry, ligature_bounds, ligatures)
                    place += 1
                    end = place
                elif kind == SEPARATOR:
                    break
                elif kind == EXTEND:
                    used = _write(pool, used, entry, ligature_bounds, ligatures)
                    place += 1
                    end = place
                elif kind == INVISIBLE:
                    # Kept invisible characters count only between letters.
                    ahead = place + 1
                    while ahead < stop and table[units[ahead]] >> CLASS_SHIFT == INVISIBLE:
                        ahead += 1
                    if ahead == stop:
                        break
                    follower = table[units[ahead]] >> CLASS_SHIFT
                    if follower < EXTEND or follower in (MARKUP, JOINER, SOFT):
                        break
                    if follower >= ARABIC and follower != family:
                        if follower == ARABIC or family == ARABIC:
                            break
                    while place < ahead:
                        used = _write(pool, used, table[units[place]], ligature_bounds, ligatures)
                        place += 1
                elif kind == HAMZA:
                    joined = np.uint32(0)
                    for pair in range(len(composed)):
                        if composed[pair, 0] == letter and composed[pair, 1] == units[place]:
                            joined = composed[pair, 2]
                    if joined and used > begin:
                        back = used - 1
                        while back > begin and table[pool[back]] >> CLASS_SHIFT < ARABIC:
                            back -= 1
                        pool[back] = np.uint16(joined)
                    else:
                        used = _write(pool, used, entry, ligature_bounds, ligatures)
                    letter = units[0] - units[0]
                    place += 1
                    end = place
                elif kind == JOINER:
                    if place + 1 >= stop or end != place:
                        break
                    unit = units[place]
                    follower = table[units[place + 1]] >> CLASS_SHIFT
                    if unit == 95:
                        ahead = place + 1
                        while ahead < stop and units[ahead] == 95:
                            ahead += 1
                        if ahead == stop or table[units[ahead]] >> CLASS_SHIFT < ARABIC:
                            break
                        while place + 1 < ahead:
                            used = _write(pool, used, entry, ligature_bounds, ligatures)
                            place += 1
                        family = table[units[ahead]] >> CLASS_SHIFT
                    elif _opens_address(units, start, place, stop, table):
                        end = _end_of_address(units, place, stop, table)
                        while place < end:
                            used = _write(
                                pool, used, table[units[place]], ligature_bounds, ligatures
                            )
                            place += 1
                        break
                    elif (
                        unit == 58
                        or follower != DIGIT
                        or table[units[place - 1]] >> CLASS_SHIFT != DIGIT
                    ):
                        break
                    used = _write(pool, used, entry, ligature_bounds, ligatures)
                    place += 1
                else:
                    break
                if place >= stop:
                    break
                entry = table[units[place]]
                kind = entry >> CLASS_SHIFT
            if used == begin:
                continue
            if maqsura and fold_maqsura:
                _fold_maqsura(pool, begin, used, exceptions)
            number = intern(pool, begin, used, slots, bounds, state)
            if number < n_ignored:
                continue
            number -= n_ignored
            if count:
                if seen[number] == state[2]:
                    column_a[cells[number]] += 1
                else:
                    seen[number] = state[2]
                    cells[number] = row
                    column_a[row] = 1
                    column_c[row] = number
                    row += 1
            else:
                column_a[row] = start - origin
                column_b[row] = end - origin
                column_c[row] = number
                row += 1
        place = stop + 1
        n_each[document] = row - row_before
    return row
