"""Words against a second implementation: scipy, scikit-learn, plain loops; and on real articles."""

import json
import math
import os
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from corpuskit.corpus.tokens import find_tokens
from corpuskit.statistics import adjust_p_values, log_likelihood
from corpuskit.testing import make_documents
from corpuskit.words.collocations import measure_collocations
from corpuskit.words.dispersion import measure_dispersion
from corpuskit.words.dtm import build_dtm
from corpuskit.words.keyness import measure_keyness
from corpuskit.words.vectorizer import ArabicVectorizer

LETTERS = "بتثجحخدذرزسشصضط"


def random_corpus(seed, n_documents=40):
    rng = np.random.default_rng(seed)
    words = [LETTERS[n % 15] + LETTERS[n // 15] for n in range(80)]
    chance = 1 / np.arange(2, 82)
    texts = {}
    for number in range(n_documents):
        size = int(rng.integers(5, 60))
        drawn = rng.choice(words, size, p=chance / chance.sum()).tolist()
        texts[f"d{number:02}"] = " ".join(drawn)
    return make_documents(texts, outlets={name: "AB"[int(name[1:]) % 2] for name in texts})


def test_log_likelihood_is_that_of_scipy():
    rng = np.random.default_rng(0)
    for _ in range(200):
        table = rng.integers(1, 60, (2, 2))
        got = log_likelihood(table[0, 0], table[0].sum(), table[:, 0].sum(), float(table.sum()))
        want = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
        assert float(got) == pytest.approx(want, abs=1e-9)


def test_adjusted_p_values_are_those_of_scipy():
    p = np.random.default_rng(1).random(500) ** 3
    np.testing.assert_allclose(adjust_p_values(p), stats.false_discovery_control(p))


def test_the_matrix_is_that_of_scikit_learn():
    documents = random_corpus(0)
    tokens = find_tokens(documents)
    for ngrams in ((1, 1), (1, 3), (2, 2)):
        vectorizer = CountVectorizer(
            tokenizer=str.split, token_pattern=None, ngram_range=ngrams, min_df=2, max_df=0.6
        )
        want = vectorizer.fit_transform(documents["text"])
        dtm = build_dtm(tokens, ngrams=ngrams, min_documents=2, max_documents=0.6)
        assert dtm.terms.tolist() == vectorizer.get_feature_names_out().tolist()
        assert (dtm.counts != want).nnz == 0
    weights = build_dtm(tokens, weighting="tfidf").counts
    counts = CountVectorizer(tokenizer=str.split, token_pattern=None)
    want = TfidfTransformer().fit_transform(counts.fit_transform(documents["text"]))
    np.testing.assert_allclose(weights.toarray(), want.toarray())


@pytest.mark.parametrize("window", [1, 2, 5])
def test_collocations_equal_a_plain_loop(window):
    documents = random_corpus(1, 12)
    met, of, documents_of = Counter(), Counter(), {}
    for doc_id, text in zip(documents["doc_id"], documents["text"], strict=True):
        words = text.split()
        for i, one in enumerate(words):
            for other in words[i + 1 : i + 1 + window]:
                of[one] += 1
                of[other] += 1
                if one != other:
                    pair = tuple(sorted((one, other)))
                    met[pair] += 1
                    documents_of.setdefault(pair, set()).add(doc_id)
    total = sum(of.values())
    table = measure_collocations(find_tokens(documents), window=window, ordered=False, min_pairs=1)
    assert len(table) == len(met)
    for row in table.itertuples():
        pair = tuple(sorted((row.term, row.collocate)))
        a, b, c = met[pair], of[row.term], of[row.collocate]
        assert (row.n_pairs, row.n_term, row.n_collocate) == (a, b, c)
        assert row.n_documents == len(documents_of[pair])
        assert row.npmi == pytest.approx(math.log(a * total / b / c) / -math.log(a / total))
        assert row.log_dice == pytest.approx(14 + math.log2(2 * a / (b + c)))
        cells = np.array([[a, b - a], [c - a, total - b - c + a]])
        if cells.min() > 0:
            g2 = stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood")
            assert row.log_likelihood == pytest.approx(g2.statistic, abs=1e-9)


def test_keyness_scores_equal_a_plain_loop():
    documents = random_corpus(2)
    table = measure_keyness(find_tokens(documents), documents, target="A", min_documents=1)
    counts = {"A": Counter(), "B": Counter()}
    for outlet, text in zip(documents["outlet"], documents["text"], strict=True):
        counts[outlet].update(text.split())
    n, m = (sum(counts[outlet].values()) for outlet in "AB")
    for row in table.itertuples():
        y, x = counts["A"][row.term], counts["B"][row.term]
        assert (row.n_target, row.n_reference) == (y, x)
        alpha = 1000 * (y + x) / (n + m)
        delta = math.log((y + alpha) / (n + 1000 - y - alpha))
        delta -= math.log((x + alpha) / (m + 1000 - x - alpha))
        assert row.log_odds == pytest.approx(delta)
        spread = math.sqrt(1 / (y + alpha) + 1 / (x + alpha))
        assert row.log_odds_z == pytest.approx(delta / spread)
        if y and x:
            cells = [[y, n - y], [x, m - x]]
            g2 = stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood")
            assert row.log_likelihood == pytest.approx(g2.statistic, abs=1e-9)


def test_keyness_p_values_are_those_of_scipy_permutations():
    documents = random_corpus(3, 12)
    dtm = build_dtm(find_tokens(documents))
    table = measure_keyness(dtm, documents, target="A", min_documents=4).set_index("term")
    rates = dtm.to_frame()
    rates = rates.div(rates.sum(axis=1), axis=0).to_numpy()
    target = (documents["outlet"] == "A").to_numpy()
    for term in table.index[:12]:
        column = rates[:, dtm.terms.get_loc(term)]
        found = stats.permutation_test(
            (column[target], column[~target]),
            # Equal in all deals to the sum over the target, centred.
            lambda x, y, axis: abs(np.sum(x, axis=axis) / 6 - np.sum(y, axis=axis) / 6),
            vectorized=True,
            n_resamples=np.inf,
            alternative="greater",
        )
        assert table.loc[term, "p_value"] == pytest.approx(found.pvalue)


def test_dispersion_equals_a_plain_loop():
    documents = random_corpus(4)
    table = measure_dispersion(find_tokens(documents)).set_index("term")
    texts = [text.split() for text in documents["text"]]
    sizes = np.array([len(words) for words in texts])
    for term in table.index:
        uses = np.array([words.count(term) for words in texts])
        dp = np.abs(uses / uses.sum() - sizes / sizes.sum()).sum() / 2
        assert table.loc[term, "dp"] == pytest.approx(dp)
        rates = uses / sizes
        d = 1 - rates.std() / rates.mean() / math.sqrt(len(texts) - 1)
        assert table.loc[term, "juilland_d"] == pytest.approx(max(d, 0))


def test_no_false_discoveries_among_equal_groups():
    """Sixty random splits of one made-up outlet: a discovery in at most one in ten."""
    rng = np.random.default_rng(5)
    documents = random_corpus(6, 90)
    dtm = build_dtm(find_tokens(documents))
    wrong = 0
    for _ in range(60):
        share = rng.choice([0.15, 0.5])
        documents["half"] = np.where(rng.random(len(documents)) < share, "A", "B")
        table = measure_keyness(dtm, documents, by="half", target="A")
        wrong += bool((table["verdict"] != "undecided").any())
    assert wrong <= 6


@pytest.fixture(scope="module")
def articles():
    folder = os.environ.get("CORPUSKIT_SAUDINEWSNET")
    if not folder:
        pytest.skip("CORPUSKIT_SAUDINEWSNET does not name the folder of the 31,030 articles")
    rows = []
    for path in sorted(Path(folder).glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".json"):
                    rows += json.loads(archive.read(name).decode("utf-8-sig"))
    texts = {f"d{n:05}": row.get("content") or "" for n, row in enumerate(rows)}
    outlets = {f"d{n:05}": row.get("source") or "" for n, row in enumerate(rows)}
    return make_documents(texts, outlets=outlets)


@pytest.mark.corpus
@pytest.mark.parametrize("share", [0.5, 0.1])
def test_splits_of_one_outlet_differ_in_nothing(articles, share):
    """Twenty splits: token-wise log-likelihood finds differences in all of them, we in none or one.

    With a false discovery in five splits of a hundred, more than three of twenty would come by
    chance once in sixty times.
    """
    ours, tokenwise = 0, 0
    outlet = articles[articles["outlet"] == "was"].astype({"doc_id": "str"})
    dtm = build_dtm(find_tokens(outlet))
    rng = np.random.default_rng(11)
    for _ in range(20):
        outlet = outlet.assign(half=np.where(rng.random(len(outlet)) < share, "A", "B"))
        table = measure_keyness(dtm, outlet, by="half", target="A")
        ours += bool((table["verdict"] != "undecided").any())
        p = stats.chi2.sf(table["log_likelihood"], 1)
        tokenwise += bool((adjust_p_values(p) <= 0.05).any())
    assert ours <= 3
    assert tokenwise >= 15


@pytest.mark.corpus
def test_vectorizer_and_matrix_agree_on_real_articles(articles):
    part = articles.iloc[::10].astype({"doc_id": "str"})
    dtm = build_dtm(find_tokens(part), stop_words="news", min_documents=2)
    vectorizer = ArabicVectorizer(stop_words="news", min_df=2)
    counts = vectorizer.fit_transform(part["text"])
    assert vectorizer.get_feature_names_out().tolist() == dtm.terms.tolist()
    assert (counts != dtm.counts).nnz == 0


@pytest.mark.corpus
def test_real_outlets_differ(articles):
    part = articles[articles["outlet"].isin(["was", "okaz"])].astype({"doc_id": "str"})
    part = pd.concat([part[part["outlet"] == name].head(300) for name in ("was", "okaz")])
    table = measure_keyness(find_tokens(part), part, target="was")
    assert (table["verdict"] == "more").sum() >= 10
    assert (table["verdict"] == "less").sum() >= 10
    clear = table[table["verdict"] != "undecided"]
    # Where a difference is beyond chance, its interval leaves out "none", nearly always.
    outside = (clear["low"] > 0) | (clear["high"] < 0)
    assert outside.mean() > 0.9
