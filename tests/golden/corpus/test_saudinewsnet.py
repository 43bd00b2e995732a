"""What 120 articles drawn at random hold besides their text, read and labelled by hand.

The labels are offsets into the field ``content``, as it is cleaned while reading; no text is kept.
``none`` says that nothing was found in an article, ``agency`` an agency that is credited for the
whole text in the body or in the field of the author.
"""

import csv
import json
import os
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import pytest

import corpuskit as ck

FOLDER = os.environ.get("CORPUSKIT_SAUDINEWSNET")
LABELS = Path(__file__).parent / "saudinewsnet_parts.csv"
GROUPS = {"byline": "byline", "dateline": "dateline", "credit": "credit"}
TAIL = ("tags", "share", "related", "furniture", "source")

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FOLDER, reason="CORPUSKIT_SAUDINEWSNET names no folder"),
]


@pytest.fixture(scope="module")
def labels():
    with LABELS.open(encoding="utf-8") as file:
        rows = defaultdict(list)
        for row in csv.DictReader(file):
            rows[row["file"], int(row["record"])].append(row)
    return rows


@pytest.fixture(scope="module")
def everything():
    return ck.read_corpus(FOLDER, errors="report")


@pytest.fixture(scope="module")
def documents(labels, everything):
    """The labelled articles, with the file and number by which the labels name them."""
    keys = []
    for path in everything[0]["path"]:
        file, _, record = path.rpartition("/")[2].partition("#")
        keys.append((file, int(record)))
    frame = everything[0].assign(key=keys)
    return frame[[key in labels for key in keys]].reset_index(drop=True)


def _spans(raw, rows):
    """Join neighbouring spans of one group, without blanks and signs at their edges."""
    merged = []
    for group, start, end in sorted(rows, key=lambda row: row[1]):
        if merged and merged[-1][0] == group:
            gap = raw[merged[-1][2] : start].replace("الموافق", "")
            if not any(c.isalnum() for c in gap):
                merged[-1] = (group, merged[-1][1], end)
                continue
        merged.append((group, start, end))
    tidy = set()
    for group, start, end in merged:
        while start < end and not raw[start].isalnum():
            start += 1
        while end > start and not raw[end - 1].isalnum():
            end -= 1
        tidy.add((group, start, end))
    return tidy


def _compare(labels, documents):
    parts = ck.find_parts(documents)
    by_document = dict(list(parts.groupby("doc_id", observed=True)))
    wrong, counts = [], defaultdict(lambda: [0, 0, 0])
    for doc_id, raw, key in zip(
        documents["doc_id"], documents["raw"], documents["key"], strict=True
    ):
        mine = by_document[doc_id]
        last = mine.loc[mine["part"] == "body", "start"].max()
        found = []
        for part, start, end in zip(mine["part"], mine["start"], mine["end"], strict=True):
            if part in GROUPS:
                found.append((GROUPS[part], start, end))
            elif part in TAIL and start > last:
                found.append(("tail", start, end))
        rows = [row for row in labels[key] if row["start"]]
        gold = _spans(raw, [(r["group"], int(r["start"]), int(r["end"])) for r in rows])
        got = _spans(raw, found)
        for group, *_ in gold & got:
            counts[group][0] += 1
        for item in got - gold:
            counts[item[0]][1] += 1
            wrong.append((key, "too much", item))
        for item in gold - got:
            counts[item[0]][2] += 1
            wrong.append((key, "missed", item))
    return counts, wrong


def test_parts_of_labelled_articles(labels, documents):
    assert len(documents) == len(labels) == 120
    counts, wrong = _compare(labels, documents)
    hits, extra, missed = (sum(c[at] for c in counts.values()) for at in range(3))
    assert hits / (hits + extra) >= 0.95, wrong
    assert hits / (hits + missed) >= 0.90, wrong


def test_agencies_of_labelled_articles(labels, documents):
    gold, found = set(), set()
    for key, agencies in zip(documents["key"], documents["agencies"], strict=True):
        gold |= {(key, row["value"]) for row in labels[key] if row["group"] == "agency"}
        if isinstance(agencies, str):
            found |= {(key, value) for value in agencies.split("|")}
    assert len(gold & found) / len(found) >= 0.95, found - gold
    assert len(gold & found) / len(gold) >= 0.90, gold - found


def test_body_is_not_cut_inside_a_sentence(documents):
    """A body part starts at the start of a line or behind a head, and ends at a line's end or
    behind a stop."""
    parts = ck.find_parts(documents)
    for doc_id, raw in zip(documents["doc_id"], documents["raw"], strict=True):
        for part in parts[(parts["doc_id"] == doc_id) & (parts["part"] == "body")].itertuples():
            before = raw[: part.start].rstrip(" \xa0\u200b\u200f\u202b\u202c\u200e")
            after = raw[part.end :].lstrip(" \xa0")
            whole_start = not before or before.endswith("\n") or part.rule == "behind the head"
            ended = raw[part.end - 1] in ".!?؟…:”»\"')*،؛" or after.startswith("\n") or not after
            assert ended, (doc_id, part.end)
            assert whole_start or before[-1] in ":-–)", (doc_id, part.start)


def test_all_articles_in_one_call_and_nothing_lost(everything):
    expected, empty = Counter(), 0
    for path in sorted(Path(FOLDER).glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                for article in json.loads(archive.read(name).decode("utf-8-sig")):
                    expected[article["source"]] += 1
                    empty += not article["content"].strip()
    documents, problems = everything
    ck.check_table(documents, ck.tables.DOCUMENTS, deep=True)
    assert documents["outlet"].value_counts().to_dict() == dict(expected)
    assert len(documents) == sum(expected.values()) == 31030
    kinds = problems["problem"].value_counts()
    assert kinds["empty text"] == empty == 354
    assert set(kinds[kinds > 0].index) <= {"empty text", "no body", "repaired"}
    assert documents["published"].notna().all()
