"""Actors agree with second implementations: plain loops, scipy, networkx, pyahocorasick."""

import itertools
from collections import Counter

import ahocorasick
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from scipy import sparse, stats

import corpuskit as ck
from corpuskit.actors.association import measure_exact_p
from corpuskit.actors.dictionary import is_dictionary_word
from corpuskit.actors.folding import read_words
from corpuskit.actors.forms import attach_particles
from corpuskit.statistics import adjust_p_values, log_likelihood, npmi
from corpuskit.testing import make_documents


@pytest.fixture(scope="module")
def corpus():
    """Random mentions in random sentences of 60 documents, and the units."""
    rng = np.random.default_rng(4)
    rows, units = [], []
    for document in range(60):
        doc_id = f"d{document:02d}"
        for sentence in range(int(rng.integers(1, 9))):
            units.append((doc_id, sentence, sentence * 100, sentence * 100 + 99))
            for place in range(int(rng.integers(0, 7))):
                start = sentence * 100 + place * 10
                rows.append((doc_id, start, start + 5, f"a{int(rng.integers(0, 12)):02d}"))
    mentions = pd.DataFrame(rows, columns=["doc_id", "start", "end", "actor_id"])
    units = pd.DataFrame(units, columns=["doc_id", "unit_index", "start", "end"])
    return mentions.assign(alias="x", rule="alias"), units.assign(unit="sentence")


def test_pairs_equal_a_plain_double_loop(corpus):
    mentions, units = corpus
    together, documents = Counter(), {}
    for unit in units.itertuples():
        inside = mentions[
            (mentions["doc_id"] == unit.doc_id)
            & (mentions["start"] >= unit.start)
            & (mentions["start"] < unit.end)
        ]
        for pair in itertools.combinations(sorted(set(inside["actor_id"])), 2):
            together[pair] += 1
            documents.setdefault(pair, set()).add(unit.doc_id)
    pairs = ck.count_cooccurrences(mentions, units)
    ours = {(r.source, r.target): (r.n_units, r.n_documents) for r in pairs.itertuples()}
    assert ours == {pair: (n, len(documents[pair])) for pair, n in together.items()}


def test_pairs_equal_the_cross_product_of_scipy(corpus):
    mentions, units = corpus
    where = ck.locate_spans(mentions, units)
    actor = mentions["actor_id"].astype("category").cat
    matrix = sparse.coo_array(
        (np.ones(len(where)), (where, actor.codes)), shape=(len(units), len(actor.categories))
    ).tocsr()
    matrix.data[:] = 1
    product = (matrix.T @ matrix).toarray()
    pairs = ck.count_cooccurrences(mentions, units)
    scored = ck.score_cooccurrences(pairs, mentions, units, n_resamples=0)
    place = {name: at for at, name in enumerate(actor.categories)}
    for row in scored.itertuples():
        one, two = place[row.source], place[row.target]
        assert row.n_units == product[one, two]
        assert (row.n_source, row.n_target) == (product[one, one], product[two, two])


TABLES = [(1, 1, 1, 2), (3, 10, 8, 100), (0, 5, 7, 40), (40, 60, 55, 90), (7, 7, 7, 1000)]


@pytest.mark.parametrize(("both", "one", "other", "total"), TABLES)
def test_scores_of_a_two_by_two_table_equal_scipy(both, one, other, total):
    cells = np.array([[both, one - both], [other - both, total - one - other + both]])
    numbers = [np.array([float(x)]) for x in (both, one, other)]
    p = measure_exact_p(*numbers, float(total))[0]
    assert p == pytest.approx(stats.fisher_exact(cells, alternative="greater").pvalue, rel=1e-9)
    assert p == pytest.approx(stats.hypergeom.sf(both - 1, total, one, other), rel=1e-9)
    if (cells.sum(axis=0) > 0).all() and (cells.sum(axis=1) > 0).all():
        g = stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
        assert log_likelihood(*numbers, float(total))[0] == pytest.approx(g)
    if both:
        share = both / total
        expected = np.log(share / (one / total) / (other / total)) / -np.log(share)
        assert npmi(*numbers, float(total))[0] == pytest.approx(expected)


def test_exact_p_equals_scipy_on_many_tables():
    rng = np.random.default_rng(0)
    total = 378_058
    one, other = rng.integers(1, 20_000, 500), rng.integers(1, 20_000, 500)
    both = np.minimum(rng.poisson(one * other / total * rng.uniform(0.3, 3, 500)), one)
    both = np.minimum(both, other)
    ours = measure_exact_p(*(x.astype(float) for x in (both, one, other)), float(total))
    theirs = stats.hypergeom.sf(both - 1, total, one, other)
    assert np.allclose(ours, theirs, rtol=1e-6, atol=1e-12)


def test_benjamini_hochberg_equals_scipy():
    p_values = np.random.default_rng(1).uniform(size=200) ** 2
    assert np.allclose(adjust_p_values(p_values), stats.false_discovery_control(p_values))


def test_intervals_equal_a_plain_bootstrap(corpus):
    mentions, units = corpus
    pairs = ck.count_cooccurrences(mentions, units).head(5)
    scored = ck.score_cooccurrences(
        pairs, mentions, units, measure="jaccard", n_resamples=100, random_state=5
    )
    where = ck.locate_spans(mentions, units)
    named = [set(mentions["actor_id"][where == at]) for at in range(len(units))]
    doc_ids = units["doc_id"].drop_duplicates().tolist()
    inside = {d: np.flatnonzero(units["doc_id"] == d).tolist() for d in doc_ids}
    rng = np.random.default_rng(5)
    for_pair = [[] for _ in range(5)]
    for _ in range(100):
        drawn = [
            at for d in rng.integers(0, len(doc_ids), len(doc_ids)) for at in inside[doc_ids[d]]
        ]
        for at, row in enumerate(scored.itertuples()):
            one = sum(row.source in named[u] for u in drawn)
            two = sum(row.target in named[u] for u in drawn)
            both = sum(row.source in named[u] and row.target in named[u] for u in drawn)
            for_pair[at].append(both / (one + two - both))
    low, high = np.quantile(for_pair, [0.025, 0.975], axis=1)
    assert np.allclose(scored["low"], low)
    assert np.allclose(scored["high"], high)


def test_centralities_equal_networkx(corpus):
    mentions, units = corpus
    network = ck.build_network(ck.count_cooccurrences(mentions, units))
    table = ck.measure_centrality(network).pivot(
        index="actor_id", columns="measure", values="value"
    )
    for a, b in network.edges:
        network.edges[a, b]["distance"] = 1 / network.edges[a, b]["n_units"]
    theirs = {
        "degree": dict(network.degree()),
        "strength": dict(network.degree(weight="n_units")),
        "betweenness": nx.betweenness_centrality(network, weight="distance"),
        "closeness": nx.closeness_centrality(network, distance="distance"),
        "eigenvector": nx.eigenvector_centrality_numpy(network, weight="n_units"),
    }
    for name, values in theirs.items():
        for actor, value in values.items():
            assert table.loc[actor, name] == pytest.approx(value, abs=1e-6)


def test_mentions_equal_pyahocorasick_with_expanded_particles():
    rng = np.random.default_rng(2)
    letters = list("بتجحدرزسشصطعفقكلمنهوي")
    words = ["".join(rng.choice(letters, int(rng.integers(2, 5)))) for _ in range(300)]
    words = list(dict.fromkeys(words + ["ال" + word for word in words[:60]]))
    names = [" ".join(rng.choice(words, int(rng.integers(1, 4)))) for _ in range(80)]
    names = list(dict.fromkeys(names))
    particles = ["", "", "", "و", "ب", "ل", "ول", "ف", "وب"]
    texts = {}
    for at in range(40):
        drawn = [str(rng.choice(particles)) + str(rng.choice(words)) for _ in range(120)]
        for place in rng.integers(0, 120, 12):
            drawn[place] = str(rng.choice(particles)) + str(rng.choice(names))
        texts[f"d{at}"] = " ".join(drawn)
    frame = pd.DataFrame({"actor_id": [f"n{at}" for at in range(len(names))], "kind": "place"})
    frame = frame.assign(name_en=frame["actor_id"], name_ar=names, aliases="")
    mentions = ck.find_mentions(make_documents(texts), frame, variants=False)
    automaton = ahocorasick.Automaton()
    forms = {}
    blocked = read_words("ordinary_names.csv") | read_words("particle_lookalikes.csv")
    for number, name in enumerate(names):
        first, _, rest = name.partition(" ")
        for word, attached in attach_particles(first).items():
            form = f"{word} {rest}".strip()
            # كبرى is no short name بري behind ك, ولي no لي behind و.
            other = len(first) < (3 if word[0] in "وف" else 4) and is_dictionary_word(word)
            if attached and not rest and (word in blocked or other):
                continue
            if form not in forms or attached < forms[form][1]:
                forms[form] = (number, attached)
    for form, (number, attached) in forms.items():
        automaton.add_word(f" {form} ", (number, attached, len(form)))
    automaton.make_automaton()
    expected = set()
    for doc_id, text in texts.items():
        hits = [
            (end - size, end, number, attached)
            for end, (number, attached, size) in automaton.iter(f" {text} ")
        ]
        hits = [(start - 1, stop - 1, number, attached) for start, stop, number, attached in hits]
        hits.sort(key=lambda hit: (-text.count(" ", hit[0], hit[1]), hit[0]))
        kept = []
        for hit in hits:
            if all(hit[1] <= other[0] or hit[0] >= other[1] for other in kept):
                kept.append(hit)
                expected.add((doc_id, hit[0] + hit[3], hit[1], f"n{hit[2]}"))
    found = set(
        mentions[["doc_id", "start", "end", "actor_id"]]
        .astype({"doc_id": "str", "actor_id": "str"})
        .itertuples(index=False, name=None)
    )
    assert len(expected) > 300
    assert found == expected
