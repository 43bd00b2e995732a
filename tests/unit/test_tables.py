"""check_table: what it lets pass, and how clearly it says what is wrong."""

import pandas as pd
import pytest

from corpuskit import TableError, check_table, tables
from corpuskit.tables import CONTRACTS, DOCUMENTS, MENTIONS, TOKENS, UNITS


@pytest.fixture
def tokens():
    return pd.DataFrame(
        {
            "doc_id": pd.Categorical(["a", "a", "b"]),
            "start": [0, 4, 0],
            "end": [3, 8, 2],
            "term": pd.Categorical(["قال", "كيري", "لا"]),
        }
    )


def test_a_valid_table_passes_unchanged_with_extra_columns(tokens):
    frame = tokens.assign(weight=1.5)
    before = frame.copy()
    assert check_table(frame, TOKENS, deep=True) is frame
    pd.testing.assert_frame_equal(frame, before)


def test_an_empty_table_passes(tokens):
    check_table(tokens.head(0), TOKENS, deep=True)


def test_text_and_category_are_both_accepted(tokens):
    check_table(tokens.astype({"doc_id": "str", "term": "str"}), TOKENS, deep=True)


def test_not_a_table():
    with pytest.raises(TableError, match=r"documents must be a pandas DataFrame.*got list"):
        check_table([1, 2], DOCUMENTS)


def test_another_table_is_recognised(tokens):
    with pytest.raises(TableError, match="It looks like a tokens table") as caught:
        check_table(tokens, DOCUMENTS)
    message = str(caught.value)
    assert "lacks column 'text'" in message
    assert "read_corpus()" in message
    assert "doc_id, start, end, term" in message


def test_wrong_kind_names_column_dtype_and_maker(tokens):
    with pytest.raises(TableError, match=r"tokens\.start must be whole numbers, got dtype float64"):
        check_table(tokens.astype({"start": float}), TOKENS)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start": [0, -4, 0]}, r"start is under 0, in 1 of 3 rows.*\('a', -4\)"),
        ({"start": [0, 9, 0]}, r"start is greater than end"),
        ({"start": [0, 0, 0], "end": [3, 3, 3]}, r"\(doc_id, start\) must be unique"),
        ({"term": ["قال", None, "لا"]}, "term is missing"),
    ],
)
def test_deep_check_says_which_rows(tokens, change, words):
    with pytest.raises(TableError, match=words):
        check_table(tokens.assign(**change), TOKENS, deep=True)


def test_values_outside_the_allowed_are_listed():
    units = pd.DataFrame(
        {"doc_id": ["a"], "unit": ["verse"], "unit_index": [0], "start": [0], "end": [1]}
    )
    with pytest.raises(TableError, match="unit has 'verse'; allowed are document, paragraph, sent"):
        check_table(units, UNITS, deep=True)


def test_two_columns_of_one_name(tokens):
    doubled = pd.concat([tokens, tokens[["term"]]], axis=1)
    with pytest.raises(TableError, match="two columns of one name: 'term'"):
        check_table(doubled, TOKENS)


def test_a_shallow_check_does_not_look_at_cells(tokens):
    check_table(tokens.assign(start=[5, 5, 5]), TOKENS)


def test_contracts_are_consistent():
    for contract in CONTRACTS.values():
        names = [column.name for column in contract.columns]
        assert len(names) == len(set(names))
        assert set(contract.key) <= set(names)
        for first, second in contract.ordered:
            assert {first, second} <= set(names)


def test_mentions_need_an_actor():
    assert "actor_id" in [column.name for column in MENTIONS.columns if column.required]
    assert tables.MENTIONS is MENTIONS
