"""What holds for any text and any table of actors."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import corpuskit as ck
from corpuskit.actors.folding import fold
from corpuskit.actors.hits import drop_overlaps
from corpuskit.testing import make_documents

PIECES = (
    "كيري",
    "وكيري",
    "لافروف",
    "سيرغي",
    "للأمم",
    "الأمم",
    "المتحدة",
    "روسيا",
    "بروسيا",
    "قال",
    "«",
    "»",
    "،",
    ".",
    "\n",
    " ",
    "  ",
    "-",
    "ـ",
    "ِ",
    "\u200f",
    "ﻻ",
    "2016",
    "x",
    "عبد",
    "الله",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=40)
ACTORS = ck.read_actors(
    pd.DataFrame(
        {
            "actor_id": ["kerry", "lavrov", "un", "ru", "a"],
            "kind": ["person", "person", "organisation", "state", "person"],
            "name_en": ["Kerry", "Lavrov", "UN", "Russia", "A"],
            "name_ar": ["جون كيري", "سيرغي لافروف", "الأمم المتحدة", "روسيا", "عبد الله كيري"],
            "aliases": ["كيري", "لافروف", "", "", ""],
        }
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), st.booleans())
def test_spans_hold_a_form_of_their_alias_and_do_not_overlap(texts, surnames):
    documents = make_documents({f"d{at}": text for at, text in enumerate(texts)})
    before = documents.copy(deep=True)
    mentions = ck.find_mentions(documents, ACTORS, surnames=surnames, counterparts=True)
    ck.check_table(mentions, ck.tables.MENTIONS, deep=True)
    last = {}
    for row in mentions.itertuples():
        printed = texts[int(row.doc_id[1:])][row.start : row.end]
        assert fold(printed).split()
        assert row.start >= last.get(row.doc_id, 0)
        last[row.doc_id] = row.end
        if row.rule == "alias":
            assert fold(printed)[-3:] == fold(row.alias)[-3:]
    pd.testing.assert_frame_equal(documents, before)


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=5), st.randoms())
def test_order_of_documents_changes_nothing_but_the_order(texts, random):
    documents = make_documents({f"d{at}": text for at, text in enumerate(texts)})
    order = list(range(len(texts)))
    random.shuffle(order)
    one = ck.find_mentions(documents, ACTORS)
    two = ck.find_mentions(documents.iloc[order].reset_index(drop=True), ACTORS)
    assert sorted(one.astype("str").to_numpy().tolist()) == sorted(
        two.astype("str").to_numpy().tolist()
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 15), st.integers(1, 4)), max_size=15, unique=True))
def test_longest_names_win_as_in_a_plain_loop(spans):
    spans.sort(key=lambda span: (span[0], -span[1]))
    at = np.array([a for a, _ in spans], np.int64)
    length = np.array([n for _, n in spans], np.int64)
    kept = []
    for a, n in sorted(spans, key=lambda span: (-span[1], span[0])):
        if all(a + n <= b or a >= b + m for b, m in kept):
            kept.append((a, n))
    rows = drop_overlaps(at, length)
    assert [spans[row] for row in rows.tolist()] == sorted(kept)


UNITS = st.lists(st.lists(st.integers(0, 5), max_size=6), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(UNITS, st.integers(1, 4))
def test_counts_are_bounded_and_scores_lie_in_their_range(units, per_document):
    rows, places = [], []
    for at, actors in enumerate(units):
        doc_id, index = f"d{at // per_document}", at % per_document
        places.append((doc_id, index, index * 100, index * 100 + 99))
        rows.extend((doc_id, index * 100 + 3 * n, f"a{a}") for n, a in enumerate(actors))
    mentions = pd.DataFrame(rows, columns=["doc_id", "start", "actor_id"]).astype(
        {"doc_id": "str", "start": "int64", "actor_id": "str"}
    )
    mentions = mentions.assign(end=mentions["start"] + 2, alias="x", rule="alias")
    table = pd.DataFrame(places, columns=["doc_id", "unit_index", "start", "end"])
    table["unit"] = "sentence"
    pairs = ck.count_cooccurrences(mentions, table)
    scored = ck.score_cooccurrences(pairs, mentions, table, n_resamples=100)
    ck.check_table(scored, ck.tables.COOCCURRENCES, deep=True)
    assert (scored["n_documents"] <= scored["n_units"]).all()
    assert (scored["n_units"] <= scored[["n_source", "n_target"]].min(axis=1)).all()
    assert (scored["source"].astype("str") < scored["target"].astype("str")).all()
    assert (scored["p_adjusted"] >= scored["p_value"] - 1e-12).all()
    assert (scored["low"] <= scored["high"]).all()
