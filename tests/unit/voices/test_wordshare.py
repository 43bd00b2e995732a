import time

import numpy as np
import pandas as pd
import pytest

from corpuskit import find_speech, measure_voice
from corpuskit.testing import make_documents


def test_words_belong_to_the_innermost_statement():
    text = "أعلن مسؤول أن كيري قال للصحافة إن الجهود ستتواصل"
    documents = make_documents({"a": text}, outlets={"a": "A"})
    start = text.index("كيري")
    mentions = pd.DataFrame(
        {
            "doc_id": ["a"],
            "start": [start],
            "end": [start + 4],
            "actor_id": ["kerry"],
            "alias": ["x"],
            "rule": ["x"],
        }
    )
    table = measure_voice(find_speech(documents, mentions), documents)
    assert table["voice"].tolist() == ["outlet", "unknown", "speaker"]
    assert table["n_words"].tolist() == [3, 4, 2]
    assert table["share"].sum() == pytest.approx(1)
    assert table["low"].isna().all()


def test_intervals_come_with_enough_articles():
    texts = {
        f"d{i}": "قال الوزير إن العمل مستمر اليوم" if i % 2 else "وصلت القافلة" for i in range(12)
    }
    documents = make_documents(texts, outlets=dict.fromkeys(texts, "A"))
    table = measure_voice(find_speech(documents), documents, n_resamples=199)
    assert (table["low"] < table["share"]).all()
    assert (table["share"] < table["high"]).all()
    again = measure_voice(find_speech(documents), documents, n_resamples=199)
    pd.testing.assert_frame_equal(table, again)


def test_by_article_and_without_speech():
    documents = make_documents({"a": "قال الوزير إن العمل مستمر", "b": "وصلت القافلة", "c": ""})
    table = measure_voice(find_speech(documents), documents, by="doc_id")
    assert table.groupby("doc_id", observed=True)["share"].sum().round(9).tolist() == [1.0, 1.0]
    assert len(measure_voice(find_speech(documents).iloc[:0], documents)) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"by": "paper"}, "by must be a column"),
        ({"confidence": 0}, "confidence must be"),
        ({"n_resamples": 0}, "n_resamples must be"),
    ],
)
def test_wrong_arguments(arguments, message):
    documents = make_documents({"a": "قال الوزير إن العمل مستمر"}, outlets={"a": "A"})
    with pytest.raises(ValueError, match=message):
        measure_voice(find_speech(documents), documents, **arguments)


def make_shares(n_documents, rng, a=2.0, b=3.0):
    """Articles whose reported share differs, 2 in 5 words on average, with their statements."""
    sizes = rng.integers(20, 60, n_documents)
    reported = rng.binomial(sizes, rng.beta(a, b, n_documents))
    documents = make_documents(
        {f"d{i}": " ".join(["نص"] * size) for i, size in enumerate(sizes)},
        outlets={f"d{i}": "A" for i in range(n_documents)},
    )
    speech = find_speech(make_documents({"d0": "قال الوزير إن العمل مستمر"})).iloc[
        [0] * n_documents
    ]
    speech = speech.assign(
        doc_id=[f"d{i}" for i in range(n_documents)], start=0, end=np.maximum(reported * 3, 1)
    )
    return documents, speech.reset_index(drop=True)


def test_intervals_hold_the_truth_as_often_as_they_say():
    # Plain percentiles hold it 83 times in 100 where there are five articles.
    held = 0
    for seed in range(200):
        documents, speech = make_shares(5, np.random.default_rng(seed))
        table = measure_voice(speech, documents, n_resamples=499, random_state=seed)
        row = table[table["voice"] == "unknown"].iloc[0]
        held += row["low"] <= 0.4 <= row["high"]
    assert held >= 172


def test_many_values_are_measured_in_one_go():
    texts = {f"d{i}": "قال الوزير إن العمل مستمر" for i in range(3000)}
    documents = make_documents(texts)
    started = time.process_time()
    table = measure_voice(find_speech(documents), documents, by="doc_id")
    assert time.process_time() - started < 8
    assert len(table) == 6000
    assert (table["share"] > 0).all()
