import pandas as pd
import pytest

import corpuskit as ck
from corpuskit.testing import make_documents

DOCUMENTS = make_documents({"a": "قال لافروف للأمم المتحدة", "b": "كيري"})
ACTORS = ck.read_actors(
    pd.DataFrame(
        {
            "actor_id": ["lavrov", "un", "kerry"],
            "kind": ["person", "organisation", "person"],
            "name_en": ["Lavrov", "UN", "Kerry"],
            "name_ar": ["سيرغي لافروف", "الأمم المتحدة", "جون كيري"],
            "aliases": ["لافروف", "", "كيري"],
        }
    )
)


def make_spans(rows, **columns):
    return pd.DataFrame(rows, columns=["doc_id", "start", "end"]).assign(**columns)


def test_spans_become_mentions_of_the_actor_whose_alias_they_spell():
    spans = make_spans([("b", 0, 4), ("a", 11, 24), ("a", 4, 10)])
    mentions = ck.mentions_from_spans(spans, DOCUMENTS, ACTORS)
    ck.check_table(mentions, ck.tables.MENTIONS, deep=True)
    assert mentions["actor_id"].tolist() == ["lavrov", "un", "kerry"]
    assert mentions["alias"].tolist() == ["لافروف", "لأمم المتحدة", "كيري"]
    assert mentions["rule"].unique().tolist() == ["recogniser"]


def test_given_ids_are_kept():
    mentions = ck.mentions_from_spans(make_spans([("a", 0, 3)], actor_id=["un"]), DOCUMENTS, ACTORS)
    assert mentions["actor_id"].tolist() == ["un"]


def test_unknown_spans_are_left_out_with_a_warning():
    with pytest.warns(ck.DataWarning, match="1 of 1 spans name no actor of the table: 'قال'"):
        mentions = ck.mentions_from_spans(make_spans([("a", 0, 3)]), DOCUMENTS, ACTORS)
    assert len(mentions) == 0


def test_longest_of_overlapping_spans_stays():
    spans = make_spans([("a", 4, 10), ("a", 0, 10)], actor_id=["lavrov", "un"])
    assert ck.mentions_from_spans(spans, DOCUMENTS, ACTORS)["actor_id"].tolist() == ["un"]


@pytest.mark.parametrize("row", [("a", 0, 99), ("a", -1, 3), ("x", 0, 3), ("a", 3, 3)])
def test_spans_outside_their_documents_are_an_error(row):
    with pytest.raises(ck.TableError, match="1 spans lie outside"):
        ck.mentions_from_spans(make_spans([row]), DOCUMENTS, ACTORS)


def test_columns_are_asked_for():
    with pytest.raises(ck.TableError, match="spans lacks"):
        ck.mentions_from_spans(pd.DataFrame({"doc_id": ["a"]}), DOCUMENTS, ACTORS)


def test_output_of_pipelines_in_three_forms():
    grouped = ck.read_pipeline({"a": [{"entity_group": "PER", "start": 4, "end": 10}]})
    pieces = ck.read_pipeline(
        {
            "a": [
                {"entity": "B-PERS", "start": 4, "end": 7},
                {"entity": "I-PERS", "start": 7, "end": 10},
                {"entity": "B-MISC", "start": 11, "end": 12},
            ]
        }
    )
    spacy = ck.read_pipeline({"a": [{"label": "PERSON", "start": 4, "end": 10}]})
    pd.testing.assert_frame_equal(grouped, pieces)
    pd.testing.assert_frame_equal(grouped, spacy)
    with pytest.raises(ValueError, match="lacks start, end or a label"):
        ck.read_pipeline({"a": [{"start": 1, "end": 2}]})


def test_tags_of_tokens():
    tokens = ck.find_tokens(DOCUMENTS)
    spans = ck.read_iob(tokens, ["O", "B-PERS", "B-ORG", "I-ORG", "B-PERS"])
    assert spans["kind"].tolist() == ["person", "organisation", "person"]
    assert len(ck.mentions_from_spans(spans, DOCUMENTS, ACTORS)) == 3
    with pytest.raises(ValueError, match="one tag a token"):
        ck.read_iob(tokens, ["O"])
