import numpy as np
import pandas as pd
import pytest

import corpuskit as ck
from corpuskit.testing import make_documents


def make_corpus(rates, *, n=60, random_state=0):
    """Return mentions, units and documents of outlets whose documents name actors at rates."""
    rng = np.random.default_rng(random_state)
    rows, outlets = [], {}
    for outlet, chances in rates.items():
        for at in range(n):
            doc_id = f"{outlet}{at:03d}"
            outlets[doc_id] = outlet
            for place, (actor, chance) in enumerate(chances.items()):
                if rng.random() < chance:
                    rows.append((doc_id, place * 10, place * 10 + 5, actor))
    mentions = pd.DataFrame(rows, columns=["doc_id", "start", "end", "actor_id"])
    mentions = mentions.assign(alias="x", rule="alias")
    documents = make_documents(dict.fromkeys(outlets, ""), outlets=outlets)
    units = pd.DataFrame({"doc_id": list(outlets), "unit": "document", "unit_index": 0})
    return mentions, units.assign(start=0, end=99), documents


SAME = {"kerry": 0.5, "lavrov": 0.5, "un": 0.3}


def test_planted_difference_is_found_in_actors_and_pairs():
    rates = {"أ": {**SAME, "kerry": 0.9, "lavrov": 0.9}, "ب": {**SAME, "kerry": 0.2, "lavrov": 0.3}}
    table = ck.compare_networks(*make_corpus(rates), n_resamples=300)
    answers = {
        (str(a), "" if pd.isna(b) else str(b)): answer
        for a, b, answer in zip(table["source"], table["target"], table["verdict"], strict=True)
    }
    assert answers["kerry", ""] == "more"
    assert answers["kerry", "lavrov"] == "more"
    assert answers["un", ""] == "undecided"
    decided = table[table["verdict"] == "more"]
    assert (decided["low"] > 0).all()


def test_the_other_way_round_it_is_less():
    rates = {"أ": {"kerry": 0.1, "un": 0.5}, "ب": {"kerry": 0.9, "un": 0.5}}
    corpus = make_corpus(rates)
    table = ck.compare_networks(*corpus, target="أ", n_resamples=200)
    assert table.set_index("source").loc["kerry", "verdict"].iloc[0] == "less"
    back = ck.compare_networks(*corpus, target="ب", reference="أ", n_resamples=200)
    one, two = table.iloc[0], back.iloc[0]
    assert one["difference"] == pytest.approx(-two["difference"])


def test_halves_of_one_outlet_are_undecided():
    false = []
    for run in range(20):
        corpus = make_corpus({"أ": SAME, "ب": SAME}, random_state=run)
        table = ck.compare_networks(*corpus, n_resamples=200, random_state=run)
        false.append((table["verdict"] != "undecided").mean())
    assert np.mean(false) <= 0.05


def test_every_group_is_compared_with_all_others():
    corpus = make_corpus({"أ": SAME, "ب": SAME, "ج": SAME}, n=20)
    table = ck.compare_networks(*corpus, n_resamples=100)
    assert table["group"].unique().tolist() == ["أ", "ب", "ج"]
    assert table["reference"].unique().tolist() == ["all others"]


def test_copies_of_a_story_count_once_within_a_group():
    mentions, units, documents = make_corpus({"أ": {"kerry": 1.0}, "ب": {"kerry": 1.0}}, n=10)
    stories = pd.DataFrame({"doc_id": documents["doc_id"]})
    stories["story_id"] = ["s"] * 10 + [f"t{at}" for at in range(10)]
    stories["weight"] = [0.1] * 10 + [1.0] * 10
    stories = stories.assign(n_copies=1, similarity=1.0)
    table = ck.compare_networks(
        mentions, units, documents, stories=stories, min_units=1, n_resamples=100
    )
    assert table["n_group"].tolist() == [1.0]
    assert table["rate_group"].tolist() == [1.0]


def test_errors():
    mentions, units, documents = make_corpus({"أ": SAME, "ب": SAME}, n=10)
    with pytest.raises(ck.TableError, match="lacks the column 'paper'"):
        ck.compare_networks(mentions, units, documents, by="paper")
    with pytest.raises(ValueError, match="no group 'ج'"):
        ck.compare_networks(mentions, units, documents, target="ج")
    with pytest.raises(ValueError, match="n_resamples"):
        ck.compare_networks(mentions, units, documents, n_resamples=0)
    with pytest.raises(ck.EmptyResultError, match="two groups"):
        ck.compare_networks(mentions, units, documents.assign(outlet="أ"))


def test_nothing_often_enough_gives_an_empty_table():
    mentions, units, documents = make_corpus({"أ": {"kerry": 0.1}, "ب": {"kerry": 0.1}}, n=10)
    table = ck.compare_networks(mentions, units, documents, min_units=50, n_resamples=100)
    assert len(table) == 0
    assert table["verdict"].cat.categories.tolist() == ["more", "less", "undecided"]


def test_difference_network_holds_one_comparison():
    corpus = make_corpus({"أ": SAME, "ب": SAME, "ج": SAME}, n=30)
    table = ck.compare_networks(*corpus, n_resamples=100)
    with pytest.raises(ValueError, match="one group and one reference"):
        ck.build_difference_network(table)
    network = ck.build_difference_network(table[table["group"] == "أ"])
    assert network.graph == {"group": "أ", "reference": "all others"}
    assert set(network.edges["kerry", "lavrov"]) >= {"difference", "low", "high", "verdict"}
    assert len(ck.build_difference_network(table[table["group"] == "أ"], decided=True).edges) == 0


def test_networks_and_counts_by_period():
    mentions, units, documents = make_corpus({"أ": {"kerry": 1.0, "un": 1.0}}, n=4)
    documents["published"] = pd.to_datetime(["2016-11-30", "2016-12-01", "2016-12-02", None])
    networks = ck.build_networks(mentions, units, documents)
    assert {name: n.edges["kerry", "un"]["n_units"] for name, n in networks.items()} == {
        "2016-11": 1,
        "2016-12": 2,
    }
    counts = ck.count_mentions(mentions, units, documents, by="published")
    kerry = counts[counts["actor_id"] == "kerry"]
    assert kerry["n_units"].tolist() == [1, 2]
    assert (kerry["low"] < 1).all()
    assert (kerry["high"] == 1).all()
    with pytest.raises(ck.EmptyResultError):
        ck.build_networks(mentions, units, documents.assign(published=pd.NaT))
    with pytest.raises(ck.TableError):
        ck.count_mentions(mentions, units, documents, by="paper")
