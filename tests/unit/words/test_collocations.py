import math

import pandas as pd
import pytest

from corpuskit.corpus.tokens import find_tokens
from corpuskit.errors import TableError
from corpuskit.testing import make_documents
from corpuskit.words.collocations import find_collocations, measure_collocations

TEXTS = {"a": "ا ب ج ا ب", "b": "ب ا د ا ب", "c": "ا", "d": ""}
DOCUMENTS = make_documents(TEXTS)
TOKENS = find_tokens(DOCUMENTS)


def measured(**settings):
    table = measure_collocations(TOKENS, min_pairs=1, **settings)
    return table.set_index(["term", "collocate"])


def test_hand_worked_neighbours():
    table = measured()
    # Neighbours: ا ب, ب ج, ج ا, ا ب | ب ا, ا د, د ا, ا ب: eight; ا ب three of them, ا first in
    # four, ب second in three.
    row = table.loc[("ا", "ب")]
    assert row[["n_pairs", "n_documents", "n_term", "n_collocate"]].tolist() == [3, 2, 4, 3]
    assert row[["n_before", "n_after"]].tolist() == [0, 3]
    assert row["expected"] == 4 * 3 / 8
    g2 = 2 * (3 * math.log(3 / 1.5) + 1 * math.log(1 / 2.5) + 0 + 4 * math.log(4 / 2.5))
    assert row["log_likelihood"] == pytest.approx(g2)
    assert row["npmi"] == pytest.approx(math.log(3 * 8 / 12) / -math.log(3 / 8))
    assert row["log_dice"] == pytest.approx(14 + math.log2(2 * 3 / 7))
    assert ("ب", "ا") in table.index
    assert table["n_pairs"].sum() == 8


def test_hand_worked_window():
    table = measured(window=2)
    # Meetings at distance one and two, both orders together. In a: اب، بج، جا، اب، اج، با، جب;
    # in b: با، اد، دا، اب، بد، اا، دب.
    row = table.loc[("ا", "ب")]
    assert row[["n_pairs", "n_documents"]].tolist() == [5, 2]
    assert row[["n_before", "n_after"]].tolist() == [2, 3]
    # 14 meetings seen from both words: 28; ا is in 5 + 4 of them once and in one twice.
    assert row["n_term"] == 11
    assert row["n_collocate"] == 9
    assert row["expected"] == pytest.approx(11 * 9 / 28)
    assert not any(term == collocate for term, collocate in table.index)


def test_node_comes_first():
    table = measured(node="ب", window=2)
    assert set(table.index) == {("ب", "ا"), ("ب", "ج"), ("ب", "د")}
    row = table.loc[("ب", "ا")]
    assert row[["n_pairs", "n_before", "n_after"]].tolist() == [5, 3, 2]
    full = measured(window=2).loc[("ا", "ب")]
    for score in ("log_likelihood", "npmi", "log_dice", "expected"):
        assert row[score] == pytest.approx(full[score])
    assert set(measured(node=["إ", "أ"]).index.get_level_values(0)) == {"ا"}
    assert len(measured(node="غائب")) == 0


def test_stop_words_keep_their_place():
    table = measured(stop_words=["د", "ج"])
    assert ("ا", "ا") not in table.index
    assert table.loc[("ا", "ب"), "n_pairs"] == 3
    assert table["n_pairs"].sum() == 4
    assert ("د", "ا") in measured(node="د", stop_words=["د"]).index


def test_units_are_not_crossed():
    units = pd.DataFrame({"doc_id": ["a", "a"], "unit": "sentence", "unit_index": [0, 1]})
    table = measured(units=units.assign(start=[0, 4], end=[3, 9]))
    assert table["n_pairs"].to_dict() == {("ا", "ب"): 2, ("ج", "ا"): 1}


def test_limits_and_order():
    assert measured(min_documents=2).index.tolist() == [("ا", "ب")]
    assert measure_collocations(TOKENS, min_pairs=3)["n_pairs"].tolist() == [3]
    by_npmi = measured(sort_by="npmi")["npmi"].tolist()
    assert by_npmi == sorted(by_npmi, reverse=True)


def test_order_of_rows_does_not_matter():
    shuffled = TOKENS.sample(frac=1, random_state=5)
    for window in (1, 3):
        pd.testing.assert_frame_equal(
            measure_collocations(shuffled, window=window, min_pairs=1),
            measure_collocations(TOKENS, window=window, min_pairs=1),
        )


@pytest.mark.parametrize("settings", [{}, {"window": 3}, {"window": 2, "ordered": True}])
def test_every_number_leads_to_its_places(settings):
    table = measure_collocations(TOKENS, min_pairs=1, **settings)
    spans = find_collocations(TOKENS, table, **settings)
    assert len(spans) == table["n_pairs"].sum()
    found = spans.groupby(["term", "collocate"]).size()
    want = table.set_index(["term", "collocate"])["n_pairs"]
    assert found.sort_index().to_dict() == want.sort_index().to_dict()
    for row in spans.itertuples():
        printed = TEXTS[row.doc_id][row.start : row.end].split()
        assert {printed[0], printed[-1]} == {row.term, row.collocate}
        assert len(printed) == row.distance + 1


def test_places_of_a_node():
    table = measure_collocations(TOKENS, node="ب", min_pairs=1)
    spans = find_collocations(TOKENS, table, ordered=False)
    assert (
        spans.groupby("collocate").size().to_dict()
        == table.set_index("collocate")["n_pairs"].to_dict()
    )


def test_empty_tables():
    for settings in ({}, {"window": 4}, {"node": "ا"}):
        table = measure_collocations(TOKENS.iloc[:0], **settings)
        assert len(table) == 0
        assert table["n_pairs"].dtype == "int64"
    assert len(find_collocations(TOKENS, table)) == 0
    assert len(find_collocations(TOKENS.iloc[:0], measure_collocations(TOKENS, min_pairs=1))) == 0


@pytest.mark.parametrize(
    ("settings", "match"),
    [
        ({"window": 0}, "window must be"),
        ({"min_pairs": 0}, "min_pairs must be"),
        ({"min_documents": 0}, "min_documents must be"),
        ({"sort_by": "pmi"}, "sort_by must be"),
    ],
)
def test_bad_arguments(settings, match):
    with pytest.raises(ValueError, match=match):
        measure_collocations(TOKENS, **settings)


def test_collocations_must_have_their_columns():
    with pytest.raises(TableError, match="lacks the column 'term', 'collocate'"):
        find_collocations(TOKENS, pd.DataFrame({"x": [1]}))


@pytest.mark.parametrize("name", ["window", "min_pairs", "min_documents"])
def test_half_a_word_is_refused(name):
    tokens = find_tokens(make_documents({"a": "وقف النار"}))
    with pytest.raises(ValueError, match=f"{name} must be a whole number"):
        measure_collocations(tokens, **{name: 1.5})
