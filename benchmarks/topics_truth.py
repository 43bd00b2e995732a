"""Planted truth: whether topics are found again and intervals cover what was planted.

python -m benchmarks.topics_truth               # 300 corpora of each kind
python -m benchmarks.topics_truth --runs 30
"""

import argparse
import time
import warnings

import numpy as np
from scipy.optimize import linear_sum_assignment

from corpuskit.errors import DataWarning
from corpuskit.topics.describe import topic_shares
from corpuskit.topics.effects import estimate_topic_effects
from corpuskit.topics.models import fit_topics
from corpuskit.topics.simulate import PlantedCorpus, simulate_topics

KINDS = {
    "two outlets, 200 articles, effect 15 points": {"n_documents": 200, "effect": 0.15},
    "three outlets, 60 articles, effect 15 points": {
        "n_documents": 60,
        "n_outlets": 3,
        "effect": 0.15,
    },
    "five outlets, 50 articles, effect 10 points": {
        "n_documents": 50,
        "n_outlets": 5,
        "effect": 0.1,
    },
    "four outlets, 400 articles, 8 topics, effect 10 points": {
        "n_documents": 400,
        "n_outlets": 4,
        "n_topics": 8,
        "n_terms": 800,
        "effect": 0.1,
    },
    "two outlets, 200 articles, no effect": {"n_documents": 200},
    "five outlets, 50 articles, no effect": {"n_documents": 50, "n_outlets": 5},
}


def choose_keywords(corpus: PlantedCorpus, topic: int) -> list[str]:
    """Return the three commonest terms that are the topic's own."""
    own = corpus.term_shares[topic] / corpus.term_shares.sum(axis=0) > 0.99
    best = np.argsort(-np.where(own, corpus.term_shares[topic], 0), kind="stable")[:3]
    return corpus.dtm.terms[best].tolist()


def cosine(one, other):
    one, other = (rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in (one, other))
    return one @ other.T


def run(settings, seed):
    corpus = simulate_topics(random_state=seed, **settings)
    k = len(corpus.term_shares)
    model = fit_topics(corpus.dtm, n_topics=k, random_state=seed)
    likeness = cosine(model.term_shares_, corpus.term_shares)
    ours, theirs = linear_sum_assignment(-likeness)
    planted = corpus.outlet_shares - corpus.outlet_shares.mean(axis=0)
    effects = estimate_topic_effects(
        topic_shares(model, corpus.dtm), corpus.documents, n_resamples=399, random_state=seed
    )
    level = effects["level"].str.split().str[1].astype(int).to_numpy()
    expected = planted[level, theirs[np.argsort(ours)][effects["topic_id"].to_numpy()]]
    covered = ((effects["low"] <= expected) & (expected <= effects["high"])).to_numpy()
    keywords = {f"topic {topic}": choose_keywords(corpus, topic) for topic in range(k)}
    seeded = fit_topics(corpus.dtm, n_topics=k, method="seeded", keywords=keywords)
    return {
        "cosine": likeness[ours, theirs].mean(),
        "seeded": np.diag(cosine(seeded.term_shares_, corpus.term_shares)).mean(),
        "covered": covered.mean(),
        "largest": covered[np.abs(expected) >= 0.99 * np.abs(expected).max()].mean(),
        "called": (effects["verdict"] != "undecided").mean(),
        "alone": (effects["p_value"] < 0.05).mean(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=300)
    given = parser.parse_args()
    warnings.simplefilter("ignore", DataWarning)
    heads = ("cosine", "seeded", "covered", "largest", "called", "alone")
    print(f"{'':56}" + "".join(f"{head:>9}" for head in heads))
    for name, settings in KINDS.items():
        start = time.perf_counter()
        found = [run(settings, seed) for seed in range(given.runs)]
        means = [float(np.mean([entry[head] for entry in found])) for head in heads]
        line = "".join(f"{value:9.3f}" for value in means)
        print(f"{name:56}{line}   ({time.perf_counter() - start:.0f} s)", flush=True)
    print("covered: intervals that hold the truth; largest: those of the planted effect itself;")
    print("called: more or less after Holm's correction; alone: p < 0.05 without correction")


if __name__ == "__main__":
    main()
