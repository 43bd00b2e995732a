import datetime

import pandas as pd
import pytest

import corpuskit as ck
from corpuskit.tables import DATES, check_table
from corpuskit.testing import make_documents

FRIDAY = datetime.date(2016, 12, 2)


def make():
    return make_documents(
        {
            "b": "قال أمس إن اللقاء في 5 كانون الأول (ديسمبر - دجنبر)، 2016",
            "a": "لا شيء هنا",
            "c": "منذ 21 نيسان/أبريل الماضي",
        },
        published=pd.to_datetime(["2016-12-02", "2016-12-03", None]),
    )


def test_dates_keep_their_contract_and_the_order_of_the_documents():
    documents = make()
    found = ck.find_dates(documents)
    check_table(found, DATES, deep=True)
    assert found["doc_id"].tolist() == ["b", "b", "c"]
    assert found["doc_id"].cat.categories.tolist() == ["b", "a", "c"]
    assert found.index.equals(pd.RangeIndex(3))
    assert found["value"].dt.strftime("%Y-%m-%d").fillna("").tolist() == [
        "2016-12-01",
        "2016-12-05",
        "",
    ]
    assert found["certain"].tolist() == [False, True, False]
    assert found["inferred"].tolist() == [True, False, False]


def test_spans_are_what_was_printed():
    documents = make().set_index("doc_id")["text"]
    found = ck.find_dates(make())
    printed = [documents[row.doc_id][row.start : row.end] for row in found.itertuples()]
    assert printed == ["أمس", "5 كانون الأول (ديسمبر - دجنبر)، 2016", "21 نيسان/أبريل الماضي"]


def test_the_reference_is_a_column_a_day_or_nothing():
    documents = make().assign(seen=pd.to_datetime("2017-05-01"))
    by_day = ck.find_dates(documents, reference=FRIDAY)
    assert str(by_day["value"].iloc[2].date()) == "2016-04-21"
    by_column = ck.find_dates(documents, reference="seen")
    assert str(by_column["value"].iloc[2].date()) == "2017-04-21"
    assert ck.find_dates(documents, reference=None)["value"].isna().tolist() == [True, False, True]
    as_time = ck.find_dates(documents, reference=pd.Timestamp("2016-12-02 10:00"))
    pd.testing.assert_frame_equal(as_time, by_day)


def test_without_published_nothing_is_counted_from():
    documents = make().drop(columns="published")
    assert ck.find_dates(documents)["value"].isna().tolist() == [True, False, True]


def test_another_column_of_text():
    documents = make().assign(raw=["5/12/2016", None, "x"])
    found = ck.find_dates(documents, text="raw")
    assert found["doc_id"].tolist() == ["b"]


@pytest.mark.parametrize("ids", [{}, {"a": "لا شيء"}])
def test_nothing_found_is_a_table_with_its_columns(ids):
    found = ck.find_dates(make_documents(ids))
    assert len(found) == 0
    check_table(found, DATES, deep=True)
    assert str(found["value"].dtype).startswith("datetime64")
    assert found["start"].dtype == "int64"


def test_bad_arguments_are_named():
    with pytest.raises(ValueError, match=r"reference= .*'seen'.*doc_id, text"):
        ck.find_dates(make(), reference="seen")
    with pytest.raises(ValueError, match="text= must be a column"):
        ck.find_dates(make(), text="body")
    with pytest.raises(ValueError, match="must hold dates"):
        ck.find_dates(make(), reference="text")
    with pytest.raises(ck.TableError, match="documents"):
        ck.find_dates(pd.DataFrame({"doc_id": ["a"]}))


def test_the_documents_are_not_changed():
    documents = make()
    before = documents.copy(deep=True)
    ck.find_dates(documents)
    pd.testing.assert_frame_equal(documents, before)


def test_same_articles_same_bytes():
    pd.testing.assert_frame_equal(ck.find_dates(make()), ck.find_dates(make()))
