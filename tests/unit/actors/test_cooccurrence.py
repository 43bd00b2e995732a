import numpy as np
import pandas as pd
import pytest

import corpuskit as ck
from corpuskit.actors.association import measure_exact_p
from corpuskit.statistics import adjust_p_values, npmi


def make_mentions(rows):
    frame = pd.DataFrame(rows, columns=["doc_id", "start", "actor_id"])
    return frame.assign(end=frame["start"] + 4, alias="x", rule="alias")


def make_units(rows, unit="sentence"):
    frame = pd.DataFrame(rows, columns=["doc_id", "start", "end"])
    return frame.assign(unit=unit, unit_index=frame.groupby("doc_id").cumcount())


UNITS = make_units([("a", 0, 50), ("a", 50, 99), ("b", 0, 50), ("b", 50, 99)])
MENTIONS = make_mentions(
    [
        ("a", 0, "kerry"),
        ("a", 10, "lavrov"),
        ("a", 20, "kerry"),
        ("a", 60, "kerry"),
        ("a", 70, "lavrov"),
        ("b", 0, "kerry"),
        ("b", 60, "un"),
        ("b", 70, "kerry"),
    ]
)


def test_pairs_count_once_a_unit_and_documents_once():
    pairs = ck.count_cooccurrences(MENTIONS, UNITS)
    ck.check_table(pairs, ck.tables.COOCCURRENCES, deep=True)
    rows = pairs.astype({"source": "str", "target": "str"}).to_numpy().tolist()
    assert rows == [["kerry", "lavrov", 2, 1], ["kerry", "un", 1, 1]]


def test_min_units():
    assert len(ck.count_cooccurrences(MENTIONS, UNITS, min_units=2)) == 1
    with pytest.raises(ValueError, match="min_units"):
        ck.count_cooccurrences(MENTIONS, UNITS, min_units=0)


def test_row_order_does_not_matter():
    shuffled = MENTIONS.sample(frac=1, random_state=3)
    units = UNITS.sample(frac=1, random_state=4)
    pd.testing.assert_frame_equal(
        ck.count_cooccurrences(shuffled, units).astype("str"),
        ck.count_cooccurrences(MENTIONS, UNITS).astype("str"),
    )


def test_documents_of_stories_count_their_weight():
    stories = pd.DataFrame(
        {"doc_id": ["a", "b"], "story_id": ["s", "s"], "n_copies": 2, "weight": 0.5}
    ).assign(similarity=1.0)
    pairs = ck.count_cooccurrences(MENTIONS, UNITS, stories=stories)
    assert pairs["n_units"].tolist() == [1.0, 0.5]
    scored = ck.score_cooccurrences(pairs, MENTIONS, UNITS, stories=stories, n_resamples=100)
    # Both documents are one story: every resample is the same, and the interval has no width.
    assert np.allclose(scored["low"], scored["high"])


def test_hand_worked_scores():
    # Four units: kerry in 4, lavrov in 2, together 2.
    pairs = ck.count_cooccurrences(MENTIONS, UNITS)
    scored = ck.score_cooccurrences(pairs, MENTIONS, UNITS, n_resamples=0).iloc[0]
    assert (scored["n_source"], scored["n_target"], scored["expected"]) == (4, 2, 2.0)
    assert scored["npmi"] == pytest.approx(0)
    assert scored["jaccard"] == pytest.approx(0.5)
    assert scored["cosine"] == pytest.approx(2 / np.sqrt(8))
    assert scored["log_likelihood"] == pytest.approx(0)
    assert scored["p_value"] == pytest.approx(1)


def test_hand_worked_exact_p_and_npmi():
    # 10 units, 3 with a, 3 with b, 3 with both: 1 of C(10, 3) = 120 ways.
    p = measure_exact_p(np.array([3.0]), np.array([3.0]), np.array([3.0]), 10.0)
    assert p[0] == pytest.approx(1 / 120)
    value = npmi(np.array([1.0]), np.array([2.0]), np.array([5.0]), 10.0)
    assert value[0] == pytest.approx(0)
    assert npmi(np.array([0.0, 4.0]), np.array([2.0, 4.0]), np.array([2.0, 4.0]), 4.0).tolist() == [
        -1,
        1,
    ]


def test_benjamini_hochberg_by_hand_with_unseen_tests():
    adjusted = adjust_p_values(np.array([0.01, 0.02, 0.5]), n_tests=10)
    assert adjusted == pytest.approx([0.1, 0.1, 1.0])


def test_input_is_not_changed_and_result_repeats():
    before = MENTIONS.copy(deep=True)
    pairs = ck.count_cooccurrences(MENTIONS, UNITS)
    one = ck.score_cooccurrences(pairs, MENTIONS, UNITS, n_resamples=100)
    two = ck.score_cooccurrences(pairs, MENTIONS, UNITS, n_resamples=100)
    pd.testing.assert_frame_equal(one, two)
    pd.testing.assert_frame_equal(MENTIONS, before)
    assert (one["low"] <= one["high"]).all()


def test_empty_tables_give_an_empty_table():
    pairs = ck.count_cooccurrences(MENTIONS.iloc[:0], UNITS)
    assert len(pairs) == 0
    ck.check_table(pairs, ck.tables.COOCCURRENCES, deep=True)
    scored = ck.score_cooccurrences(pairs, MENTIONS.iloc[:0], UNITS)
    assert len(scored) == 0
    assert "high" in scored


def test_several_kinds_of_units_are_an_error():
    both = pd.concat([UNITS, make_units([("a", 0, 99)], "document")])
    with pytest.raises(ck.TableError, match="several kinds"):
        ck.count_cooccurrences(MENTIONS, both)


def test_mentions_of_documents_without_units_are_an_error():
    with pytest.raises(ck.TableError, match="documents without units: 'b'"):
        ck.count_cooccurrences(MENTIONS, UNITS[UNITS["doc_id"] == "a"])


def test_pairs_of_other_mentions_are_an_error():
    pairs = pd.DataFrame({"source": ["x"], "target": ["y"], "n_units": [1], "n_documents": [1]})
    with pytest.raises(ck.TableError, match="mentions lack: 'x'"):
        ck.score_cooccurrences(pairs, MENTIONS, UNITS)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"measure": "love"}, "measure must be"),
        ({"n_resamples": 5}, "n_resamples"),
        ({"level": 95}, "level"),
    ],
)
def test_bad_arguments(options, message):
    pairs = ck.count_cooccurrences(MENTIONS, UNITS)
    with pytest.raises(ValueError, match=message):
        ck.score_cooccurrences(pairs, MENTIONS, UNITS, **options)


def test_windows_tile_the_tokens_of_each_document():
    tokens = pd.DataFrame(
        {
            "doc_id": pd.Categorical(["a"] * 5 + ["b"] * 2, categories=["a", "b"]),
            "start": [0, 10, 20, 30, 40, 0, 10],
            "end": [5, 15, 25, 35, 45, 5, 15],
            "term": "x",
        }
    )
    windows = ck.find_windows(tokens, size=2)
    ck.check_table(windows, ck.tables.UNITS, deep=True)
    assert windows[["start", "end"]].to_numpy().tolist() == [[0, 15], [20, 35], [40, 45], [0, 15]]
    assert len(ck.find_windows(tokens.iloc[:0])) == 0
    with pytest.raises(ValueError, match="size"):
        ck.find_windows(tokens, size=1)


def test_every_pair_leads_back_to_its_units():
    pairs = ck.count_cooccurrences(MENTIONS, UNITS)
    for row in pairs.itertuples():
        units = ck.find_pair_units(MENTIONS, UNITS, row.target, row.source)
        assert len(units) == row.n_units
    assert ck.find_pair_units(MENTIONS, UNITS, "kerry", "un")["start"].tolist() == [50]
    with pytest.raises(ck.TableError, match="no mention of 'obama'"):
        ck.find_pair_units(MENTIONS, UNITS, "kerry", "obama")
