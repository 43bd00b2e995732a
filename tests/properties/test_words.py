"""What must hold of words whatever the texts are."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit.corpus.tokens import find_tokens
from corpuskit.statistics import adjust_p_values
from corpuskit.testing import make_documents
from corpuskit.words.collocations import find_collocations, measure_collocations
from corpuskit.words.concordance import find_concordance
from corpuskit.words.dispersion import measure_dispersion
from corpuskit.words.dtm import build_dtm
from corpuskit.words.keyness import measure_keyness
from corpuskit.words.vectorizer import ArabicVectorizer

WORDS = st.sampled_from(["وقف", "إطلاق", "النار", "حلب", "كيرى", "مُحَمَّد", "2016", "F16", "،", "ﻻ"])
TEXTS = st.lists(st.lists(WORDS, max_size=12).map(" ".join), min_size=1, max_size=6)
ODD = st.lists(st.text(max_size=40), min_size=1, max_size=5)


def documents_of(texts):
    named = {f"d{number}": text for number, text in enumerate(texts)}
    return make_documents(named, outlets={name: "AB"[int(name[1:]) % 2] for name in named})


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_the_matrix_counts_every_token_once(texts):
    tokens = find_tokens(documents_of(texts))
    dtm = build_dtm(tokens)
    assert dtm.counts.sum() == len(tokens)
    assert dtm.terms.is_monotonic_increasing
    assert dtm.shape[0] == len(texts)
    frame = dtm.to_frame()
    want = tokens.astype({"term": "str"}).groupby("term").size()
    assert frame.sum().to_dict() == want.to_dict()


@given(ODD)
@settings(max_examples=60, deadline=None)
def test_the_vectorizer_counts_what_the_tokens_are(texts):
    dtm = build_dtm(find_tokens(documents_of(texts)))
    if not dtm.shape[1]:
        return
    vectorizer = ArabicVectorizer()
    counts = vectorizer.fit_transform(texts)
    assert vectorizer.get_feature_names_out().tolist() == dtm.terms.tolist()
    assert counts.toarray().tolist() == dtm.counts.toarray().tolist()
    assert (vectorizer.transform(texts) != counts).nnz == 0


@given(TEXTS, st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_ngrams_are_runs_of_the_text(texts, length):
    tokens = find_tokens(documents_of(texts))
    if tokens.groupby("doc_id", observed=True).size().max() >= length or not len(tokens):
        dtm = build_dtm(tokens, ngrams=(length, length))
        runs = sum(
            max(len(part) - length + 1, 0) for _, part in tokens.groupby("doc_id", observed=False)
        )
        assert dtm.counts.sum() == runs


@given(TEXTS, st.sampled_from(["وقف", "*ا*", "وقف إطلاق", "?لب"]), st.integers(0, 4))
@settings(max_examples=60, deadline=None)
def test_concordances_show_printed_text(texts, pattern, window):
    documents = documents_of(texts)
    before = documents.copy()
    for sort in ("text", "left", "right"):
        table = find_concordance(documents, pattern, window=window, sort=sort)
        for row in table.itertuples():
            text = texts[int(row.doc_id[1:])]
            assert text[row.start : row.end] == row.keyword
            around = f"{row.left} {row.keyword} {row.right}".split()
            assert " ".join(around) in " ".join(text.split())
    pd.testing.assert_frame_equal(documents, before)


@given(TEXTS, st.integers(1, 3), st.booleans())
@settings(max_examples=50, deadline=None)
def test_every_meeting_has_its_span(texts, window, ordered):
    tokens = find_tokens(documents_of(texts))
    table = measure_collocations(tokens, window=window, ordered=ordered, min_pairs=1)
    spans = find_collocations(tokens, table, window=window, ordered=ordered)
    assert len(spans) == table["n_pairs"].sum()
    assert (table["n_pairs"] == table["n_before"] + table["n_after"]).all()
    assert table["npmi"].between(-1, 1).all()
    assert (table["log_likelihood"] >= 0).all()
    assert (table["log_dice"] <= 14 + 1e-9).all()
    assert (table["n_documents"] <= table["n_pairs"]).all()


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_dispersion_lies_in_its_range(texts):
    table = measure_dispersion(find_tokens(documents_of(texts)))
    for name in ("dp", "dp_norm", "juilland_d"):
        assert table[name].dropna().between(0, 1).all()
    assert (table["dp_norm"] >= table["dp"] - 1e-12).all()


@given(TEXTS, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_keyness_does_not_depend_on_the_order_of_rows(texts, random):
    documents = documents_of(texts)
    tokens = find_tokens(documents)
    n_documents = tokens["doc_id"].nunique()
    groups = {int(name[1:]) % 2 for name in tokens["doc_id"].unique()}
    if len(groups) < 2:
        return
    table = measure_keyness(tokens, documents, min_documents=1)
    rows = list(range(len(tokens)))
    random.shuffle(rows)
    again = measure_keyness(tokens.iloc[rows], documents.iloc[::-1], min_documents=1)
    pd.testing.assert_frame_equal(table, again)
    assert table["p_value"].dropna().between(0, 1).all()
    assert (table["documents_target"] + table["documents_reference"] <= n_documents).all()
    mirrored = table[table["target"] == "B"].set_index("term")["log_ratio"]
    np.testing.assert_allclose(
        table[table["target"] == "A"].set_index("term")["log_ratio"],
        -mirrored.reindex(table[table["target"] == "A"]["term"]),
    )


@given(st.lists(st.floats(0, 1), max_size=30))
def test_adjusted_p_values_are_larger_and_keep_their_order(values):
    p = np.array(values)
    adjusted = adjust_p_values(p)
    assert (adjusted >= p - 1e-12).all()
    assert (adjusted <= 1).all()
    order = np.argsort(p, kind="stable")
    assert (np.diff(adjusted[order]) >= -1e-12).all()
