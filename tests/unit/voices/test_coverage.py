import time

import numpy as np
import pandas as pd
import pytest

from corpuskit import compare_coverage, find_speech
from corpuskit.errors import TableError
from corpuskit.testing import make_documents

TEXTS = {
    "a": "قال لافروف إن الخبراء سيجتمعون في جنيف قريبا. مقتل 150 شخصا عام 2016.",
    "b": "أعلن لافروف أن خبراء روس سيجتمعون في جنيف قريبا.",
    "c": "قال لافروف إن وقف النار بعيد جدا. مقتل 150 شخصا.",
}
OUTLETS = {"a": "A", "b": "B", "c": "C"}


def make_tables():
    documents = make_documents(
        TEXTS, outlets=OUTLETS, published=pd.to_datetime(["2016-12-05", "2016-12-05", "2016-12-06"])
    )
    rows = [(d, t.index("لافروف"), t.index("لافروف") + 6) for d, t in TEXTS.items()]
    mentions = pd.DataFrame(rows, columns=["doc_id", "start", "end"]).assign(
        actor_id="lavrov", alias="لافروف", rule="alias"
    )
    return documents, mentions


def test_actors_numbers_and_statements():
    documents, mentions = make_tables()
    table = compare_coverage(documents, mentions, speech=find_speech(documents, mentions))
    actors = table[table["kind"] == "actor"]
    assert actors["n_having"].tolist() == [3, 3, 3]
    numbers = table[table["kind"] == "number"]
    assert numbers["item"].unique().tolist() == ["150"]
    assert dict(zip(numbers["outlet"], numbers["has"], strict=True)) == {
        "A": True,
        "B": False,
        "C": True,
    }
    statements = table[table["kind"] == "statement"]
    shared = statements[statements["n_having"] == 2]
    assert shared["item"].iloc[0] == "الخبراء سيجتمعون في جنيف قريبا"
    assert shared.loc[shared["has"], "outlet"].tolist() == ["A", "B"]
    assert (statements["speaker"] == "lavrov").all()


def test_within_days_and_stories():
    documents, mentions = make_tables()
    days = compare_coverage(documents, mentions, within="day")
    assert days["event"].unique().tolist() == ["2016-12-05"]
    assert (days["n_covering"] == 2).all()
    stories = pd.DataFrame(
        {
            "doc_id": list("abc"),
            "story_id": ["s", "t", "s"],
            "n_copies": [2, 1, 2],
            "weight": [0.5, 1, 0.5],
            "similarity": [1.0] * 3,
        }
    )
    told = compare_coverage(documents, mentions, within="story", stories=stories)
    assert told["event"].unique().tolist() == ["s"]
    assert set(told["outlet"]) == {"A", "C"}


def test_wrong_arguments_and_empty_tables():
    documents, mentions = make_tables()
    with pytest.raises(ValueError, match="within must be one of"):
        compare_coverage(documents, within="week")
    with pytest.raises(ValueError, match="by must be a column"):
        compare_coverage(documents, by="paper")
    with pytest.raises(ValueError, match="similarity must be"):
        compare_coverage(documents, similarity=0)
    with pytest.raises(TableError, match="needs stories"):
        compare_coverage(documents, within="story")
    with pytest.raises(TableError, match="published"):
        compare_coverage(documents.drop(columns="published"), within="day")
    assert len(compare_coverage(documents.iloc[:0], mentions.iloc[:0])) == 0
    assert len(compare_coverage(documents.iloc[:1], mentions)) == 0


def test_days_of_a_month_are_no_numbers():
    texts = {"a": "مقتل 150 شخصا في 12 ديسمبر", "b": "جرح 12 شخصا يوم 25 كانون الأول"}
    table = compare_coverage(make_documents(texts, outlets={"a": "A", "b": "B"}))
    assert set(table["item"]) == {"150", "12"}
    assert table.loc[(table["item"] == "12") & (table["outlet"] == "A"), "n"].tolist() == [0]


def test_statements_are_found_among_many_without_comparing_all():
    rng = np.random.default_rng(0)
    texts, outlets = {}, {}
    for number in range(3000):
        words = " ".join(f"كلمة{w}" for w in rng.integers(0, 20000, 8))
        texts[f"d{number}"] = f"قال الوزير إن {words}"
        outlets[f"d{number}"] = "AB"[number % 2]
    texts["d2999"] = texts["d0"]
    documents = make_documents(texts, outlets=outlets)
    speech = find_speech(documents)
    started = time.process_time()
    table = compare_coverage(documents, speech=speech)
    assert time.process_time() - started < 4
    shared = table[(table["kind"] == "statement") & (table["n_having"] == 2)]
    assert len(shared) == 2
