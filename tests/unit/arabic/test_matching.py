"""The compiled loops against plain ones."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit.actors.gaps import (
    DASHES,
    SENTENCE_ENDS,
    character_kinds,
    is_open_gap,
    joins_initials,
    joins_words,
)
from corpuskit.actors.textbytes import read_bytes
from corpuskit.arabic import matching

CHARS = st.sampled_from(" .-،؛\n\t«»ـ\u200f\u00a0a!(|وﻻ😀\u2028")
GAPS = st.text(CHARS, max_size=5)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.text(max_size=40), GAPS), min_size=1, max_size=6), max_size=4)
)
def test_gaps_are_read_as_strings_are(pieces):
    pieces = [[(w.encode("utf-8", "ignore").decode(), g) for w, g in row] for row in pieces]
    texts, rows, starts, ends, gaps = [], [], [], [], []
    for row, words in enumerate(pieces):
        text = ""
        for word, gap in words:
            rows.append(row)
            starts.append(len(text))
            ends.append(len(text) + len(word))
            gaps.append(gap)
            text += word + gap
        texts.append(text)
    at = np.array([i for i in range(len(rows) - 1) if rows[i] == rows[i + 1]], np.int64)
    if len(at) == 0:
        return
    spans = np.array(starts, np.int32), np.array(ends, np.int32)
    offsets, data = read_bytes(pd.Series(texts, dtype="str"))
    for order in (at, at[::-1].copy()):
        found = matching.read_gaps(
            order, np.array(rows, np.int64)[order], *spans, offsets, data, character_kinds()
        )
        for token, flags in zip(order.tolist(), found.tolist(), strict=True):
            gap = gaps[token]
            assert bool(flags & matching.JOINS) == joins_words(gap)
            assert bool(flags & matching.JOINS_INITIALS) == joins_initials(gap)
            assert bool(flags & matching.OPEN) == is_open_gap(gap)
            assert bool(flags & matching.NEW_LINE) == ("\n" in gap or "\r" in gap)
            assert bool(flags & matching.ENDS_SENTENCE) == any(c in SENTENCE_ENDS for c in gap)
            assert bool(flags & matching.BLANK) == (not gap.strip())
            assert bool(flags & matching.DASHED) == (gap.strip()[:1] in DASHES)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=120), min_size=1, max_size=4), st.data())
def test_marks_beside_spans(texts, data):
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    row = data.draw(st.integers(0, len(texts) - 1))
    first = data.draw(st.integers(0, len(texts[row])))
    last = data.draw(st.integers(first, len(texts[row])))
    offsets, raw = read_bytes(pd.Series(texts, dtype="str"))
    cells = (np.array([value, value]) for value in (row, first, last))
    left, right = matching.read_marks(*cells, offsets, raw)
    text = texts[row]
    assert left.tolist() == [ord(text[first - 1]) if first else -1] * 2
    assert right.tolist() == [ord(text[last]) if last < len(text) else -1] * 2


def test_offsets_beyond_a_text_read_nothing():
    offsets, data = read_bytes(pd.Series(["ab"], dtype="str"))
    spans = np.array([0, 90], np.int32), np.array([50, 95], np.int32)
    zero = np.zeros(1, np.int64)
    matching.read_gaps(zero, zero, *spans, offsets, data, character_kinds())
    left, right = matching.read_marks(zero, zero + 50, zero + 60, offsets, data)
    assert (left.tolist(), right.tolist()) == ([-1], [-1])


@pytest.mark.parametrize("size", [0, 1, 7])
def test_table_finds_every_key(size):
    keys = np.arange(size, dtype=np.int64) * 977
    table = matching.fill_table(keys, keys + 1, 16)
    held = table[table[:, 0] >= 0]
    assert sorted(map(tuple, held.tolist())) == [(key, key + 1) for key in keys.tolist()]
