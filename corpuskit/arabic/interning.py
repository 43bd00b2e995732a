"""Keys and numbers of terms, in compiled code: the vocabulary of the pass.

Arguments are plain arrays; nothing here knows a string. No function of another module is called:
the machine code that is kept on disk is renewed when this file changes, not when another does.
"""

# ruff: noqa: ANN001, ANN201, ANN202, SIM110

import numpy as np

from corpuskit.arabic.compiling import compiled
from corpuskit.arabic.letters import (
    BEFORE_LETTERS,
    LAST_PACKED,
    MOST_PACKED,
)

_SEED = np.uint64(0xCBF29CE484222325)
_PRIME = np.uint64(0x100000001B3)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_HASHED = np.uint64(1 << 63)
_FREE = np.uint64(0)
_LINE_BREAK = np.uint16(10)
_SIX = np.uint64(6)
_SIX_BITS = np.uint64(63)


@compiled
def _key(letters, begin, end):  # type: ignore[no-untyped-def]
    """Return a number for some letters: exact for ten Arabic letters or fewer, else a hash."""
    if end - begin <= MOST_PACKED:
        packed = _FREE
        for place in range(begin, end):
            step = np.int64(letters[place]) - BEFORE_LETTERS
            if step < 1 or step > LAST_PACKED:
                break
            packed = (packed << _SIX) | np.uint64(step)
        else:
            return packed
    value = _SEED
    for place in range(begin, end):
        value = (value ^ np.uint64(letters[place])) * _PRIME
    return value | _HASHED


@compiled
def _place(key, mask):  # type: ignore[no-untyped-def]
    value = key * _MIX
    return np.int64(value >> np.uint64(20)) & mask


@compiled
def intern(  # type: ignore[no-untyped-def]
    letters, cuts, keys, n_tokens, slots, pool, bounds, state, numbers
):
    """Give each token the number of its term; add the terms that are new.

    A slot holds a key and a number plus one. A key of ten Arabic letters or fewer is the word
    itself; where it is a hash, the letters are compared before the number is believed. Where
    ``keys`` has 0, the key is made from the letters.
    """
    mask = len(slots) // 2 - 1
    n_terms = state[0]
    for token in range(n_tokens):
        key = keys[token]
        if key == _FREE:
            key = _key(letters, cuts[token], cuts[token + 1])
        place = _place(key, mask)
        while True:
            held = slots[2 * place]
            if held == key:
                number = np.int64(slots[2 * place + 1])
                if key < _HASHED or _are_equal(
                    letters,
                    cuts[token],
                    cuts[token + 1],
                    pool,
                    bounds[number],
                    bounds[number + 1] - 1,
                ):
                    break
            elif held == _FREE:
                number = n_terms
                slots[2 * place] = key
                slots[2 * place + 1] = np.uint64(number)
                n_terms += 1
                bounds[n_terms] = _store(
                    key, letters, cuts[token], cuts[token + 1], pool, bounds[number]
                )
                break
            place = (place + 1) & mask
        numbers[token] = number
    state[0] = n_terms


@compiled
def _store(key, letters, begin, end, pool, used):  # type: ignore[no-untyped-def]
    """Write the letters of a new term and a line break to the pool and return its new end."""
    if key >= _HASHED:
        for place in range(begin, end):
            pool[used] = letters[place]
            used += 1
        pool[used] = _LINE_BREAK
        return used + 1
    size = 0
    rest = key
    while rest != _FREE:
        rest >>= _SIX
        size += 1
    for place in range(used + size - 1, used - 1, -1):
        pool[place] = np.uint16(np.int64(key & _SIX_BITS) + BEFORE_LETTERS)
        key >>= _SIX
    pool[used + size] = _LINE_BREAK
    return used + size + 1


@compiled
def _are_equal(letters, begin, end, pool, first, last):  # type: ignore[no-untyped-def]
    if end - begin != last - first:
        return False
    for step in range(end - begin):
        if letters[begin + step] != pool[first + step]:
            return False
    return True


@compiled
def rehash(pool, bounds, n_terms, size):  # type: ignore[no-untyped-def]
    """Return larger slots with the same terms."""
    slots = np.zeros(2 * size, dtype=np.uint64)
    mask = size - 1
    for number in range(n_terms):
        key = _key(pool, bounds[number], bounds[number + 1] - 1)
        place = _place(key, mask)
        while slots[2 * place] != _FREE:
            place = (place + 1) & mask
        slots[2 * place] = key
        slots[2 * place + 1] = np.uint64(number)
    return slots


@compiled
def count(numbers, n_each, n_ignored, marks, state, indices, counts, n_cells):  # type: ignore[no-untyped-def]
    """Sum the terms of each text of one block.

    ``marks`` holds for each term the text that last showed it and its row there. The rows go to
    ``indices`` and ``counts``, their number in each text to ``n_cells``. Returns their number.
    """
    row = 0
    first = 0
    for document in range(len(n_each)):
        state[1] += 1
        stamp = state[1]
        row_before = row
        for token in range(first, first + n_each[document]):
            number = numbers[token]
            if number < n_ignored:
                continue
            mark = marks[number]
            if mark >> 32 == stamp:
                counts[mark & 0xFFFFFFFF] += 1
            else:
                marks[number] = stamp << 32 | row
                indices[row] = number - n_ignored
                counts[row] = 1
                row += 1
        first += n_each[document]
        n_cells[document] = row - row_before
    return row
