"""Which names stay where they overlap, and where they stand in their texts, in compiled code.

Arguments are plain arrays. The functions are compiled at first use and kept on disk, until this
file changes.
"""

# ruff: noqa: ANN001, ANN201, ANN202

import numpy as np

from corpuskit.arabic.compiling import compiled


@compiled
def pick_longest(at, length):  # type: ignore[no-untyped-def]
    """Tell which spans stay when of overlapping ones the longest wins, then the first.

    Parameters
    ----------
    at, length : ndarray of shape (n,)
        First token and number of tokens, sorted by first token.

    Returns
    -------
    ndarray of bool
    """
    keep = np.zeros(len(at), np.bool_)
    begin = 0
    while begin < len(at):
        reach, stop = at[begin] + length[begin], begin + 1
        while stop < len(at) and at[stop] < reach:
            reach = max(reach, at[stop] + length[stop])
            stop += 1
        if length[begin] == reach - at[begin]:
            keep[begin] = True  # the first holds all others
        else:
            _pick(at[begin:stop], length[begin:stop], keep[begin:stop])
        begin = stop
    return keep


@compiled
def _pick(at, length, keep):  # type: ignore[no-untyped-def]
    """Keep of spans that overlap in a chain the longest ones, then the next shorter that fit."""
    size = length.max()
    while size > 0:
        shorter, reach = 0, at[0]
        for place in range(len(at)):
            end = at[place] + length[place]
            if keep[place]:
                reach = end
            elif length[place] < size:
                shorter = max(shorter, length[place])
            elif length[place] == size and at[place] >= reach:
                after = place + 1
                while after < len(at) and at[after] < end and not keep[after]:
                    after += 1
                if after == len(at) or at[after] >= end:
                    keep[place] = True
                    reach = end
        size = shorter


@compiled
def place_names(  # type: ignore[no-untyped-def]
    at, length, attached, codes, document, start, end, row_of, letters
):
    """Return where names stand in their texts, without their attached letters.

    Parameters
    ----------
    at, length, attached : ndarray of shape (n,)
        First token, number of tokens and number of attached letters of each name.
    codes, document, start, end : ndarray of shape (n_tokens,)
        Term number, document number and offsets of each token.
    row_of : ndarray
        The number of the text of each document.
    letters : ndarray of shape (n_types,)
        How many letters each term has.

    Returns
    -------
    row, first, last : ndarray of shape (n,)
        Number of the text and half-open offsets.
    odd : ndarray of bool
        Names whose attached letters are printed with marks, so that ``first`` is that of the word.
    """
    row = np.empty(len(at), np.int64)
    first, last = np.empty(len(at), np.int64), np.empty(len(at), np.int64)
    odd = np.zeros(len(at), np.bool_)
    for place in range(len(at)):
        token = at[place]
        row[place] = row_of[document[token]]
        first[place] = start[token]
        last[place] = end[token + length[place] - 1]
        if attached[place]:
            if end[token] - start[token] == letters[codes[token]]:
                first[place] += attached[place]
            else:
                odd[place] = True
    return row, first, last, odd
