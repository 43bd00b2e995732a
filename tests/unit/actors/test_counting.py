"""Shares of units that name an actor, and their intervals."""

import numpy as np
import pandas as pd
import pytest

import corpuskit as ck
from corpuskit.statistics import exact_interval


def make_sentences(named):
    """Make one actor's mentions from 0s and 1s: one list a document, one number a sentence."""
    units, mentions = [], []
    for number, sentences in enumerate(named):
        for at, hit in enumerate(sentences):
            units.append((f"d{number:03d}", "sentence", at, 10 * at, 10 * at + 9))
            if hit:
                mentions.append((f"d{number:03d}", 10 * at, 10 * at + 4, "kerry", "كيري", "alias"))
    units = pd.DataFrame(units, columns=["doc_id", "unit", "unit_index", "start", "end"])
    columns = ["doc_id", "start", "end", "actor_id", "alias", "rule"]
    mentions = pd.DataFrame(mentions, columns=columns)
    documents = pd.DataFrame({"doc_id": [f"d{n:03d}" for n in range(len(named))], "outlet": "أ"})
    return mentions, units, documents.assign(text="")


def test_counts_and_shares():
    mentions, units, documents = make_sentences([[1, 1, 0], [0], [0, 1]])
    documents["outlet"] = ["أ", "ب", "أ"]
    table = ck.count_mentions(mentions, units, documents)
    assert table["group"].tolist() == ["أ", "ب"]
    assert table["n_units"].tolist() == [3, 0]
    assert table["n_total"].tolist() == [5, 1]
    assert table["share"].tolist() == [0.6, 0.0]
    assert table["n_units"].dtype == np.int64


def test_documents_as_units_have_the_exact_interval():
    mentions, units, documents = make_sentences([[1]] * 3 + [[0]] * 7)
    row = ck.count_mentions(mentions, units, documents).iloc[0]
    assert row["n_effective"] == 10
    assert (row["low"], row["high"]) == tuple(map(float, exact_interval(3, 10)))


def test_sentences_that_are_all_alike_are_worth_one():
    mentions, units, documents = make_sentences([[1] * 6] * 4 + [[0] * 6] * 6)
    row = ck.count_mentions(mentions, units, documents).iloc[0]
    assert row["n_total"] == 60
    assert row["n_effective"] == pytest.approx(10)


def test_copies_of_a_story_count_once():
    mentions, units, documents = make_sentences([[1, 0]] * 4 + [[0, 0]])
    stories = pd.DataFrame(
        {
            "doc_id": documents["doc_id"],
            "story_id": ["s"] * 4 + ["t"],
            "weight": [0.25] * 4 + [1.0],
            "n_copies": 1,
            "similarity": 1.0,
        }
    )
    row = ck.count_mentions(mentions, units, documents, stories=stories).iloc[0]
    assert (row["n_units"], row["n_total"], row["share"]) == (1.0, 4.0, 0.25)
    assert row["n_effective"] <= 4


def test_no_mentions_and_no_groups_give_empty_tables():
    mentions, units, documents = make_sentences([[1], [0]])
    assert len(ck.count_mentions(mentions[:0], units, documents)) == 0
    assert len(ck.count_mentions(mentions, units, documents.assign(outlet=None))) == 0


@pytest.mark.parametrize("n_documents", [8, 40])
def test_intervals_hold_the_planted_share(n_documents):
    """Documents differ in how often they name an actor; plain intervals are far too narrow."""
    rng = np.random.default_rng(3)
    held, plain_held, n = 0, 0, 200
    for _ in range(n):
        shares = rng.beta(0.6, 1.4, n_documents)
        named = [rng.random(rng.integers(5, 25)) < share for share in shares]
        row = ck.count_mentions(*make_sentences(named)).iloc[0]
        held += row["low"] <= 0.3 <= row["high"]
        low, high = exact_interval(row["n_units"], row["n_total"])
        plain_held += low <= 0.3 <= high
    assert held / n >= 0.92
    assert plain_held / n < 0.75
