import pandas as pd
import pytest

from corpuskit.corpus.tokens import find_tokens
from corpuskit.errors import TableError
from corpuskit.testing import make_documents
from corpuskit.words.concordance import find_concordance

TEXTS = {
    "a": "قال كيري: «إنّ وقفَ إطلاق النار صامد».\nوقف كيرى أمس في جنيف",
    "b": "لا وقف لإطلاق النار في حلب",
    "c": "",
}
DOCUMENTS = make_documents(TEXTS, outlets={"a": "رويترز", "b": "سانا"})


def places(**settings):
    return find_concordance(DOCUMENTS, **settings)


def test_what_is_found_is_what_was_printed():
    table = places(pattern="وقف")
    assert table["doc_id"].tolist() == ["a", "a", "b"]
    for row in table.itertuples():
        assert TEXTS[row.doc_id][row.start : row.end] == row.keyword
    assert table["keyword"].tolist() == ["وقفَ", "وقف", "وقف"]


def test_contexts_are_printed_text_on_one_line():
    row = places(pattern="صامد", window=(1, 2)).iloc[0]
    assert (row["left"], row["keyword"], row["right"]) == ("النار", "صامد", "». وقف كيرى")
    row = places(pattern="قال", window=0).iloc[0]
    assert (row["left"], row["right"]) == ("", "")


def test_contexts_end_with_the_document():
    row = places(pattern="جنيف", window=50).iloc[0]
    assert row["right"] == ""
    assert row["left"].startswith("قال كيري: «إنّ")
    assert places(pattern="لا", window=50)["left"].tolist() == [""]


@pytest.mark.parametrize(
    ("pattern", "valuetype", "found"),
    [
        ("كيري", "glob", ["كيري", "كيرى"]),
        ("كيرى", "fixed", ["كيري", "كيرى"]),
        ("وقفَ إطلاق", "glob", ["وقفَ إطلاق"]),
        ("وقف *إطلاق", "glob", ["وقفَ إطلاق", "وقف لإطلاق"]),
        ("وقف ?إطلاق", "glob", ["وقف لإطلاق"]),
        ("ك*", "glob", ["كيري", "كيرى"]),
        ("اط", "glob", []),
        ("إط", "regex", ["إطلاق", "لإطلاق"]),
        ("^إط", "regex", ["إطلاق"]),
        (r"^\w{2}$", "regex", ["إنّ", "في", "لا", "في"]),
        ("ك*", "fixed", []),
        ("غائب", "glob", []),
    ],
)
def test_patterns(pattern, valuetype, found):
    assert places(pattern=pattern, valuetype=valuetype)["keyword"].tolist() == found


def test_several_patterns_and_a_column():
    table = places(pattern=["النار", "وقف"], by=["outlet"])
    assert table["pattern"].tolist() == ["وقف", "النار", "وقف", "وقف", "النار"]
    assert table["outlet"].tolist() == ["رويترز"] * 3 + ["سانا"] * 2


def test_sorted_by_context():
    assert places(pattern="وقف", sort="right")["right"].str[:3].tolist() == ["إطل", "كير", "لإط"]
    nearest = places(pattern="وقف", sort="left", window=1)["left"].tolist()
    assert nearest == ["إنّ", "صامد».", "لا"]
    assert places(pattern="*ق*", sort="keyword")["keyword"].tolist() == [
        *("إطلاق", "قال", "لإطلاق", "وقفَ", "وقف", "وقف")
    ]


def test_a_missing_word_sorts_first():
    documents = make_documents({"a": "ب ك", "b": "ك", "c": "ا ك"})
    found = find_concordance(documents, "ك", sort="left")
    assert found["doc_id"].tolist() == ["b", "c", "a"]


def test_units_hold_phrases_and_contexts():
    units = pd.DataFrame(
        {"doc_id": ["a", "a"], "unit": "paragraph", "unit_index": [0, 1]},
    ).assign(start=[0, TEXTS["a"].index("\n") + 1], end=[TEXTS["a"].index("\n"), len(TEXTS["a"])])
    assert places(pattern="صامد وقف")["doc_id"].tolist() == ["a"]
    assert len(places(pattern="صامد وقف", units=units)) == 0
    assert places(pattern="صامد", units=units)["right"].tolist() == [""]
    assert places(pattern="وقف", units=units)["doc_id"].tolist() == ["a", "a"]


def test_tokens_can_be_handed_in_and_shuffled():
    tokens = find_tokens(DOCUMENTS)
    shuffled = tokens.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(
        places(pattern="*ا*", tokens=shuffled), places(pattern="*ا*", tokens=tokens)
    )
    pd.testing.assert_frame_equal(places(pattern="*ا*"), places(pattern="*ا*", tokens=tokens))


def test_empty_documents_and_no_hit_have_the_columns():
    columns = ["doc_id", "start", "end", "left", "keyword", "right", "pattern", "outlet"]
    empty = find_concordance(DOCUMENTS.iloc[:0], "وقف", by="outlet", sort="right")
    for table in (empty, places(pattern="غائب", by="outlet", sort="left")):
        assert table.columns.tolist() == columns
        assert len(table) == 0
        assert table["start"].dtype.kind == "i"
        assert table["keyword"].dtype == "str"


@pytest.mark.parametrize(
    ("settings", "error", "match"),
    [
        ({"pattern": " "}, ValueError, "pattern must be"),
        ({"pattern": []}, ValueError, "pattern must be"),
        ({"pattern": [3]}, ValueError, "pattern must be"),
        ({"pattern": "(", "valuetype": "regex"}, ValueError, "no regular expression"),
        ({"pattern": "ا", "valuetype": "like"}, ValueError, "valuetype must be"),
        ({"pattern": "ا", "window": -1}, ValueError, "window must be"),
        ({"pattern": "ا", "window": (1, 2, 3)}, ValueError, "window must be"),
        ({"pattern": "ا", "sort": "up"}, ValueError, "sort must be"),
        ({"pattern": "ا", "by": "paper"}, TableError, "no column 'paper'"),
    ],
)
def test_bad_arguments(settings, error, match):
    with pytest.raises(error, match=match):
        places(**settings)


def test_tokens_of_other_documents():
    tokens = find_tokens(make_documents({"z": "وقف"}))
    with pytest.raises(TableError, match="'z' are not in documents"):
        places(pattern="وقف", tokens=tokens)
    with pytest.raises(ValueError, match="cannot go with tokens"):
        places(pattern="وقف", tokens=tokens, form="lemma")


@pytest.mark.parametrize("pattern", [5, None, ["حلب", float("nan")]])
def test_a_pattern_that_is_no_text_is_refused(pattern):
    documents = make_documents({"a": "حلب"})
    with pytest.raises(ValueError, match="pattern must be a word"):
        find_concordance(documents, pattern)


@pytest.mark.parametrize("window", [2.5, (1.5, 2), "5"])
def test_a_window_that_is_no_whole_number_is_refused(window):
    documents = make_documents({"a": "حلب"})
    with pytest.raises(ValueError, match="window must be"):
        find_concordance(documents, "حلب", window=window)
