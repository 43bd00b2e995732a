"""The compiled pass against a slow, readable tokenizer in plain Python."""

import json
import os
import re
import unicodedata
import zipfile
from itertools import accumulate
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit.arabic.spelling import PRESETS, Spelling, normalize
from corpuskit.arabic.tokenizer import Tokenized, count_terms, tokenize, tokenize_bytes
from corpuskit.corpus.tokens import find_tokens

# One sign a kind of character. A: Arabic letter, L: other letter, D: digit, M: mark or tatweel,
# I: invisible, . : _ joiners, - what an address may hold, & begins an entity, space: all else.
ARABIC_RUN = "A(?:[AM]|I+(?=[AM]))*"
OTHER_RUN = r"[LD](?:[LDM]|I+(?=[LDM])|(?<=D)\.(?=D))*"
RUN = f"(?:{ARABIC_RUN}|{OTHER_RUN})"
WORD = re.compile(f"{RUN}(?:_+{RUN})*")
OPENING = re.compile("https?://|www[.]", re.IGNORECASE | re.ASCII)
ADDRESS = re.compile("[LD.:_&-]*[LD]")
MARKUP = re.compile("&(?:#[0-9A-Za-z]{1,8}|[0-9A-Za-z]{2,8});|<[!/A-Za-z][^<>]{0,297}>")
MARKS = [
    *((0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F)),
    *((0x0670, 0x0670), (0x06D6, 0x06ED), (0x0897, 0x089F), (0x08CA, 0x08FF), (0x1AB0, 0x1AFF)),
    *((0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F)),
]
NUMBER_SIGNS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2\u0890\u0891"


def kind_of(char: str) -> str:
    if char in ":_&":
        return char
    if char in ".,٫٬":
        return "."
    if char in "-/?#%=+~!$*;@()[]'|{}^":
        return "-"
    category, code = unicodedata.category(char), ord(char)
    if char in "\u0640ۥۦ":
        return "M"
    if category in ("Mn", "Me") and any(low <= code <= high for low, high in MARKS):
        return "M"
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or code == 0x034F:
        return "I"
    if category == "Cf" and char not in NUMBER_SIGNS:
        return "I"
    if category == "Nd":
        return "D"
    if char in "\ufdfa\ufdfb" or not (category[0] in "LM" or category == "Nl"):
        return " "
    plain = unicodedata.normalize("NFKC", char).strip()
    if 0xFB50 <= code <= 0xFEFE and plain != char and all(kind_of(one) == "M" for one in plain):
        return "M"
    block = ord(plain[0])
    ranges = ((0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE))
    return "A" if any(low <= block <= high for low, high in ranges) else "L"


def plain_tokens(text: str, spelling: str | Spelling = "standard") -> list[tuple[int, int, str]]:
    kinds = "".join(map(kind_of, text))
    found = []
    place = 0
    while place < len(text):
        opening = OPENING.match(text, place)
        word = WORD.match(kinds, place)
        markup = MARKUP.match(text, place)
        if opening and kinds[opening.end() : opening.end() + 1] in ("L", "D"):
            end = ADDRESS.match(kinds, place).end()
        elif word:
            end = word.end()
        else:
            place = markup.end() if markup else place + 1
            continue
        found.append((place, end, normalize(text[place:end], spelling)))
        place = end
    return found


def read_bytes(texts: list[str], spelling: str | Spelling) -> Tokenized:
    """The other door: each text but the first in the middle of a block."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    offsets = np.array([0, *accumulate(map(len, encoded))], dtype=np.int64)
    data = np.frombuffer(b"".join(encoded) or b"x", dtype=np.uint8)
    return tokenize_bytes([(offsets[:2], data), (offsets[1:], data)], spelling)


def passed_tokens(texts: list[str], spelling: str | Spelling = "standard") -> list[list]:
    found = tokenize(texts, spelling)
    if texts:
        again = read_bytes(texts, spelling)
        assert again.terms == found.terms
        for name in ("n_each", "start", "end", "code"):
            assert np.array_equal(getattr(again, name), getattr(found, name))
    rows: list[list] = [[] for _ in texts]
    columns = (found.document, found.start, found.end, found.code)
    for document, start, end, code in zip(*(c.tolist() for c in columns), strict=True):
        rows[document].append((start, end, found.terms[code]))
    return rows


PIECES = st.one_of(
    st.sampled_from(
        [
            *"ابتثجحخدرسعفقكلمنهويىةءأإآٱؤئپچگڤکیہے",
            *"\u064b\u064e\u0651\u0652\u0653\u0654\u0655\u0670\u0640\u0640ۥ",
            *"\u200b\u200c\u200d\u200e\u200f\u202b\u202c\u2066\u2069\ufeff\u00ad\ufe0f",
            *"0123٠١٢۳.,٫٬،؛:_-/&;<>#@!?…«»\"' \n\t\u00a0\u001a",
            *"aBzÉéßİǅ中가हिﻻﷲﷺﻰﻫﹰﹱﱠﯨ½²Ⅳ𝐀😀𞸀",
            *(
                "على",
                "وعلى",
                "إلى",
                "http://",
                "https://",
                "www.",
                "HTTP://",
                "&amp;",
                "<br>",
                "</",
            ),
            *("ا\u0654", "ي\u0654", "ى\u0654", "و\u064e\u0654", "1,500", "٣٫٥", "a_b", "\ud800"),
        ]
    ),
    st.characters(),
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
SPELLINGS = st.one_of(
    st.sampled_from(sorted(PRESETS)),
    st.lists(st.booleans(), min_size=13, max_size=13).map(lambda switches: Spelling(*switches)),
)


@settings(max_examples=800, deadline=None)
@given(st.lists(TEXTS, max_size=5), st.sampled_from(sorted(PRESETS)))
def test_the_pass_equals_the_plain_tokenizer(texts, spelling):
    assert passed_tokens(texts, spelling) == [plain_tokens(text, spelling) for text in texts]


@settings(max_examples=50, deadline=None)
@given(TEXTS, SPELLINGS)
def test_with_any_switches(text, spelling):
    assert passed_tokens([text], spelling) == [plain_tokens(text, spelling)]


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, max_size=5))
def test_counts_are_the_tokens_counted(texts):
    counts = count_terms(texts, ignore=["على", "ا"])
    got = []
    for first, last in zip(counts.indptr[:-1], counts.indptr[1:], strict=True):
        terms = [counts.terms[column] for column in counts.indices[first:last]]
        assert len(set(terms)) == len(terms)
        got.append(dict(zip(terms, counts.counts[first:last].tolist(), strict=True)))
    expected = []
    for text in texts:
        terms = [term for _, _, term in plain_tokens(text) if term not in ("على", "ا")]
        expected.append({term: terms.count(term) for term in terms})
    assert got == expected


def test_blocks_do_not_show():
    long = "قال كيري 1,500 😀 " * 20_000
    texts = [long, "كيري", "", long]
    assert passed_tokens(texts) == [plain_tokens(text) for text in texts]


def read_articles() -> list[str]:
    folder = os.environ.get("CORPUSKIT_SAUDINEWSNET")
    if not folder:
        pytest.skip("CORPUSKIT_SAUDINEWSNET does not name the folder of the 31,030 articles")
    texts = []
    for path in sorted(Path(folder).glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                rows = json.loads(archive.read(name).decode("utf-8-sig"))
                texts += [row.get("content") or "" for row in rows]
    return texts


@pytest.mark.corpus
@pytest.mark.slow
def test_on_every_article_of_the_corpus():
    texts = read_articles()
    documents = pd.DataFrame({"doc_id": [str(i) for i in range(len(texts))], "text": texts})
    tokens = find_tokens(documents)
    starts, ends = tokens["start"].tolist(), tokens["end"].tolist()
    terms = tokens["term"].cat.categories.tolist()
    codes = tokens["term"].cat.codes.tolist()
    row = 0
    for text in texts:
        expected = fast_plain_tokens(text)
        size = len(expected)
        rows = slice(row, row + size)
        printed = [terms[code] for code in codes[rows]]
        assert list(zip(starts[rows], ends[rows], printed, strict=True)) == expected
        row += size
    assert row == len(tokens)


class Kinds(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = kind_of(chr(code))
        return self[code]


KINDS = Kinds()
TERMS: dict[str, str] = {}


def fast_plain_tokens(text: str) -> list[tuple[int, int, str]]:
    """Do what plain_tokens does, with what it found out remembered."""
    kinds = text.translate(KINDS)
    skip = (
        [(m.start(), m.end()) for m in MARKUP.finditer(text)] if "&" in text or "<" in text else []
    )
    addresses = [*OPENING.finditer(text)] if "://" in text or "." in text else []
    if skip or addresses:
        return plain_tokens(text)
    found = []
    for word in WORD.finditer(kinds):
        printed = text[word.start() : word.end()]
        if printed not in TERMS:
            TERMS[printed] = normalize(printed)
        found.append((word.start(), word.end(), TERMS[printed]))
    return found
