"""Voices against second implementations: scipy's exact tests, plain loops."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from corpuskit import compare_naming, find_labels, find_speech, find_tokens, measure_voice
from corpuskit.statistics import exact_interval
from corpuskit.testing import make_documents
from corpuskit.voices.shares import permutation_p


@pytest.mark.parametrize(("k", "n"), [(0, 5), (1, 1), (3, 10), (7, 7), (40, 100)])
def test_intervals_are_those_of_scipy(k, n):
    low, high = exact_interval(np.array([float(k)]), np.array([float(n)]))
    expected = stats.binomtest(k, n).proportion_ci(0.95, "exact")
    assert low[0] == pytest.approx(expected.low)
    assert high[0] == pytest.approx(expected.high)


def test_exact_permutation_is_fisher_where_each_article_names_once():
    # Six articles with one label each, three an outlet: a two by two table.
    counts = np.array([[1, 0], [1, 0], [1, 0], [0, 1], [0, 1], [0, 1]], dtype=float)
    group = np.array([0, 0, 0, 1, 1, 1])
    p = permutation_p(counts, group, 2, 1, np.random.default_rng(0))
    assert p[0, 0] == pytest.approx(stats.fisher_exact([[3, 0], [0, 3]]).pvalue)


def test_drawn_permutations_come_close_to_all():
    rng = np.random.default_rng(3)
    counts = rng.integers(1, 5, (7, 3)).astype(float)
    group = np.array([0, 0, 0, 1, 1, 1, 1])
    exact = permutation_p(counts, group, 2, 1, rng)
    more = np.vstack([counts, [[0.0, 0.0, 1e-9]]])
    drawn = permutation_p(more[:7], group, 2, 1, rng)
    assert drawn == pytest.approx(exact)
    many = np.repeat(counts, 2, axis=0)
    first = permutation_p(many, np.repeat(group, 2), 2, 4000, np.random.default_rng(1))
    second = permutation_p(many, np.repeat(group, 2), 2, 4000, np.random.default_rng(2))
    assert first == pytest.approx(second, abs=0.04)


def test_effective_size_is_the_number_of_labels_where_articles_name_once():
    documents = make_documents(
        {f"d{i}": "x" for i in range(60)}, outlets={f"d{i}": "AB"[i % 2] for i in range(60)}
    )
    labels = pd.DataFrame(
        {
            "doc_id": [f"d{i}" for i in range(60)],
            "start": 0,
            "end": 1,
            "referent": "r",
            "label": ["x" if i % 3 else "y" for i in range(60)],
            "quoted": False,
            "voice": pd.Categorical([None] * 60),
        }
    )
    table = compare_naming(labels, documents, n_permutations=9)
    assert table["n_effective"].to_numpy() == pytest.approx(30, rel=0.01)


def test_words_of_voices_against_a_loop_over_words():
    documents = make_documents(
        {
            "a": "أعلن مسؤول أن كيري قال للصحافة إن الجهود ستتواصل. وصلت القافلة.",
            "b": "قال الوزير إن العمل مستمر، مؤكدا أن الهدنة قريبة.",
        },
        outlets={"a": "A", "b": "A"},
    )
    speech, tokens = find_speech(documents), find_tokens(documents)
    inside = 0
    for token in tokens.itertuples():
        spans = speech[speech["doc_id"] == token.doc_id]
        inside += bool(((spans["start"] <= token.start) & (token.end <= spans["end"])).any())
    table = measure_voice(speech, documents, tokens=tokens).set_index("voice")["n_words"]
    assert table["unknown"] == inside
    assert table["outlet"] == len(tokens) - inside


def test_voice_of_labels_against_a_loop():
    text = "خرج المسلحون. قال الوزير إن المسلحين هنا. وقال السفير: «لا مسلحين»."
    documents = make_documents({"a": text})
    forms = pd.DataFrame({"referent": ["r"], "label": ["l"], "forms": ["المسلحون|المسلحين|مسلحين"]})
    speech = find_speech(documents)
    labels = find_labels(documents, forms, speech=speech)
    spans = list(zip(speech["start"], speech["end"], strict=True))
    expected = [
        any(low <= start and end <= high for low, high in spans)
        for start, end in zip(labels["start"], labels["end"], strict=True)
    ]
    assert labels["in_speech"].tolist() == expected == [False, True, True]
