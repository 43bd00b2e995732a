"""Tables and passages in a notebook: directed, escaped, complete."""

import re

import pandas as pd
import pytest

import corpuskit as ck
from corpuskit import TableError
from corpuskit.notebook.html import format_cell, mark_spans
from corpuskit.notebook.readback import render_passages, render_table

TEXT = "قال كيري إن العمل مستمر. رد لافروف: <b>لا</b>.\nانتهى اللقاء."


@pytest.fixture
def documents():
    return ck.testing.make_documents(
        {"a": TEXT, "b": "لا شيء هنا."}, outlets={"a": "<i>الجزيرة</i>", "b": "بلدي"}
    )


def span(text, word, doc_id="a", **columns):
    start = text.index(word)
    return {"doc_id": doc_id, "start": start, "end": start + len(word), **columns}


def test_passages_mark_the_span_inside_its_sentence(documents):
    html = render_passages(pd.DataFrame([span(TEXT, "كيري", actor_id="kerry")]), documents)
    assert '<mark class="ck-span" title="actor_id: kerry">كيري</mark>' in html
    assert "العمل مستمر" in html
    assert "لافروف" not in html


def test_two_spans_of_one_sentence_share_a_passage(documents):
    rows = pd.DataFrame([span(TEXT, "مستمر"), span(TEXT, "كيري")])
    html = render_passages(rows, documents)
    assert html.count("<mark") == 2
    assert html.count('class="ck-passage"') == 1


def test_article_text_is_data_never_markup(documents):
    html = render_passages(pd.DataFrame([span(TEXT, "لافروف", rule="<script>")]), documents)
    assert "<b>" not in html
    assert "&lt;b&gt;" in html
    assert "<i>" not in html
    assert "<script" not in html


def test_cue_and_speaker_have_marks_of_their_own(documents):
    row = span(TEXT, "العمل مستمر")
    for name, word in (("cue", "قال"), ("speaker", "كيري")):
        part = span(TEXT, word)
        row |= {f"{name}_start": part["start"], f"{name}_end": part["end"]}
    html = render_passages(pd.DataFrame([row]), documents)
    assert [*re.findall(r'mark class="(ck-\w+)"', html)] == ["ck-cue", "ck-speaker", "ck-span"]


def test_missing_speaker_is_no_mark(documents):
    row = span(TEXT, "العمل مستمر") | {"speaker_start": pd.NA, "speaker_end": pd.NA}
    html = render_passages(pd.DataFrame([row]), documents)
    assert html.count("<mark") == 1


def test_a_statement_over_two_sentences_shows_both(documents):
    row = {"doc_id": "a", "start": TEXT.index("العمل"), "end": TEXT.index("انتهى") - 1}
    html = render_passages(pd.DataFrame([row]), documents)
    assert "قال كيري" in html
    assert "لافروف" in html
    assert "انتهى" not in html


def test_the_limit_is_said(documents):
    rows = pd.DataFrame([span(TEXT, "كيري"), span(TEXT, "لافروف"), span(TEXT, "انتهى")])
    assert "2 of 3 passages" in render_passages(rows, documents, limit=2)
    assert "of 3 passages" not in render_passages(rows, documents, limit=3)


def test_no_rows(documents):
    empty = pd.DataFrame({"doc_id": [], "start": [], "end": []})
    assert "No rows" in render_passages(empty, documents)


def test_rows_without_spans_are_refused(documents):
    with pytest.raises(TableError, match="lack the columns 'start', 'end'"):
        render_passages(pd.DataFrame({"doc_id": ["a"]}), documents)


def test_spans_of_other_documents_are_refused(documents):
    with pytest.raises(TableError, match="documents lack doc_id 'z'"):
        render_passages(pd.DataFrame([{"doc_id": "z", "start": 0, "end": 1}]), documents)
    with pytest.raises(TableError, match=r"1 of 1 spans end behind their text, in doc_id 'b'"):
        render_passages(pd.DataFrame([{"doc_id": "b", "start": 0, "end": 99}]), documents)


def test_bad_limit(documents):
    with pytest.raises(ValueError, match="at least 1, got 0"):
        render_table(documents, limit=0)


def test_table_cells_are_escaped_and_directed(documents):
    html = render_table(documents[["doc_id", "text", "outlet"]], title="أ & ب")
    assert "unicode-bidi:plaintext" in html
    assert "&lt;i&gt;الجزيرة" in html
    assert "<caption>أ &amp; ب</caption>" in html
    assert "<th>doc_id</th>" in html


def test_table_says_how_many_rows_there_are(documents):
    assert "1 of 2 rows" in render_table(documents, limit=1)


def test_table_with_unknown_column(documents):
    with pytest.raises(TableError, match="no column 'nope'"):
        render_table(documents, columns=["doc_id", "nope"])


def test_a_named_index_becomes_a_column():
    frame = pd.DataFrame({"n": [3]}, index=pd.Index(["كيري"], name="actor"))
    assert "<th>actor</th>" in render_table(frame)
    assert "كيري" in render_table(frame)


def test_the_frame_is_not_changed(documents):
    before = documents.copy(deep=True)
    render_table(documents)
    pd.testing.assert_frame_equal(documents, before)


@pytest.mark.parametrize(
    ("value", "text", "name"),
    [
        (1234, "1,234", "ck-number"),
        (0.12345, "0.123", "ck-number"),
        (-3, "−3", "ck-number"),
        (True, "yes", ""),
        (None, "–", "ck-missing"),
        (pd.Timestamp("2016-12-03"), "2016-12-03", ""),
        (pd.Timestamp("2016-12-03 14:05"), "2016-12-03 14:05", ""),
        (["أ"], "[&#x27;أ&#x27;]", ""),
        ("<a>", "&lt;a&gt;", ""),
    ],
)
def test_cells(value, text, name):
    assert format_cell(value) == (text, name)


def test_nested_spans_show_the_shorter():
    html = mark_spans("abcd", [(0, 4, "outer", ""), (1, 2, "inner", "")])
    assert html == (
        '<mark class="outer" title="">a</mark><mark class="inner" title="">b</mark>'
        '<mark class="outer" title="">cd</mark>'
    )


def test_nothing_is_loaded_from_elsewhere(documents):
    html = render_table(documents) + render_passages(pd.DataFrame([span(TEXT, "كيري")]), documents)
    assert not re.search(r"https?:|src=|@import|url\(", html)


def test_show_displays(documents, capsys):
    ck.show_table(documents)
    ck.show_passages(pd.DataFrame([span(TEXT, "كيري")]), documents)
    assert capsys.readouterr().out.count("HTML") == 2
