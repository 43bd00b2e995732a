"""The harness of the benchmarks: that it compares what it says."""

import math

import numpy as np
import pytest
from scipy import sparse

pytest.importorskip("benchmarks.registry", reason="benchmarks/ is not on the path")

from benchmarks import corpus as corpora
from benchmarks import report, runner, words
from benchmarks.peers import TOKEN, fold
from benchmarks.registry import NotHereError, Task, load_tasks


def test_synthetic_articles_are_the_same_each_time_and_look_arabic():
    one, two = corpora.generate(5), corpora.generate(5)
    assert one.texts == two.texts
    assert "ال" in one.texts[0]
    assert len(set(one.texts)) == 5
    assert one.sample(3).texts == two.sample(3).texts
    assert len(one.documents()) == 5


def test_the_plain_way_finds_our_words():
    from corpuskit.arabic.spelling import Spelling
    from corpuskit.arabic.tokenizer import tokenize

    texts = [*corpora.generate(30).texts, "قالَ كيرى: «إنّ الهُدنة» 3.5 و F16 https://a.b/c?d ﻻ"]
    found = tokenize(texts, Spelling(every_maqsura=True))
    ours = [found.terms[code] for code in found.code.tolist()]
    assert ours == [word for text in texts for word in TOKEN.findall(fold(text))]


def test_differences_are_shares_of_words():
    one = (sparse.csr_array(np.array([[1, 3]])), ["ا", "ب"])
    assert words.differ(one, (sparse.csr_array(np.array([[3, 1]])), ["ب", "ا"])) == 0
    assert words.differ(one, (sparse.csr_array(np.array([[1, 2]])), ["ا", "ب"])) == 0.25
    assert words.differ(one, (sparse.csr_array(np.array([[1, 3]])), ["ا", "ج"])) == 1.5


def test_tasks_are_found_and_ours_come_first():
    tasks = load_tasks()
    assert {"matrix", "tokens", "endtoend"} <= set(tasks)
    assert all(task.variants[0].name.startswith("corpuskit") for task in tasks.values())


def test_the_report_counts_from_ours():
    task = Task("t", "title")
    task.variant("ours")(lambda: None)
    task.variant("theirs")(lambda: None)
    rows = []
    for size, ours, theirs in ((100, 1.0, 2.0), (400, 4.0, 32.0)):
        for name, seconds in (("ours", ours), ("theirs", theirs)):
            row = runner.Measured("t", name, size, seconds=[seconds], cpu=[seconds], peak_mb=[5.0])
            row.agrees, row.difference = name == "ours", 0.0 if name == "ours" else 0.1
            rows.append(row)
    table = report.rows_of(task, rows)
    assert [row["times_ours"] for row in table] == [1, 2, 1, 8]
    assert table[3]["growth"] == pytest.approx(2)
    assert math.isnan(table[0]["growth"])
    text = report.format_table(task, table)
    assert "DIFFERS: 10.0000 %" in text
    assert "same" in text


def test_what_cannot_run_is_left_out_with_a_word(monkeypatch):
    task = Task("t", "title")
    task.variant("ours", needs=("no_such_package",))(lambda: None)
    found = runner.check_agreement(task, None, None, None)
    assert found["ours"][2] == "not installed: no_such_package"
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(NotHereError, match="Rscript"):
        words.quanteda()
