"""Do the intervals cover, and do the tests keep their promise? Planted truth and null corpora.

python -m benchmarks.actors_statistics --runs 200
"""

import argparse

import numpy as np
import pandas as pd

import corpuskit as ck
from corpuskit.testing import make_documents


def draw_corpus(
    rng: np.random.Generator,
    *,
    n_documents: int,
    n_actors: int = 12,
    tie: float = 0.0,
    clustered: bool = True,
    share: float = 0.05,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return mentions and sentences of a corpus whose actors are independent but for ``tie``.

    Documents have 5 to 15 sentences. If ``clustered``, an actor is a theme of one document in
    three, and only themes are named. With ``tie``, a sentence that names an even actor names the
    next one too with that probability.
    """
    lengths = rng.integers(5, 16, n_documents)
    document = np.repeat(np.arange(n_documents), lengths)
    place = np.concatenate([np.arange(n) for n in lengths])
    rates = share * np.linspace(0.5, 2.0, n_actors)
    theme = rng.random((n_documents, n_actors)) < 1 / 3 if clustered else None
    chance = (
        rates * 3 * theme[document] if theme is not None else np.tile(rates, (len(document), 1))
    )
    named = rng.random((len(document), n_actors)) < chance
    if tie:
        follows = named[:, ::2] & (rng.random((len(document), (n_actors + 1) // 2)) < tie)
        named[:, 1::2] |= follows[:, : named[:, 1::2].shape[1]]
    row, actor = np.nonzero(named)
    names = [f"a{at:02d}" for at in range(n_actors)]
    doc_ids = [f"d{at:05d}" for at in range(n_documents)]
    start = place[row] * 1000 + actor * 10
    mentions = pd.DataFrame(
        {
            "doc_id": pd.Categorical.from_codes(document[row], doc_ids),
            "start": start,
            "end": start + 5,
            "actor_id": pd.Categorical.from_codes(actor, names),
            "alias": "x",
            "rule": "alias",
        }
    )
    sentences = pd.DataFrame(
        {
            "doc_id": pd.Categorical.from_codes(document, doc_ids),
            "unit": pd.Categorical.from_codes(np.zeros(len(document), int), ["sentence"]),
            "unit_index": place,
            "start": place * 1000,
            "end": place * 1000 + 999,
        }
    )
    return mentions, sentences


def measure_coverage(
    measure: str, *, runs: int, n_documents: int, tie: float, n_resamples: int = 500
) -> tuple[float, float]:
    """Return the share of intervals that hold the truth, for tied and for other pairs."""
    truth_mentions, truth_units = draw_corpus(np.random.default_rng(1), n_documents=60_000, tie=tie)
    pairs = ck.count_cooccurrences(truth_mentions, truth_units)
    truth = ck.score_cooccurrences(pairs, truth_mentions, truth_units, n_resamples=0)
    truth = truth.set_index(["source", "target"])[measure]
    inside: dict[bool, list[bool]] = {True: [], False: []}
    for run in range(runs):
        mentions, units = draw_corpus(
            np.random.default_rng(100 + run), n_documents=n_documents, tie=tie
        )
        pairs = ck.count_cooccurrences(mentions, units, min_units=5)
        scored = ck.score_cooccurrences(
            pairs, mentions, units, measure=measure, n_resamples=n_resamples, random_state=run
        )
        for row in scored.itertuples():
            first, second = int(row.source[1:]), int(row.target[1:])
            tied = first % 2 == 0 and second == first + 1
            inside[tied].append(row.low <= truth[row.source, row.target] <= row.high)
    return float(np.mean(inside[True])), float(np.mean(inside[False]))


def measure_null(*, runs: int, n_documents: int, share: float) -> tuple[float, float, float]:
    """Return the share of edges with p, and with adjusted p, up to 0.05; and of runs with any."""
    plain, adjusted, any_ = [], [], []
    for run in range(runs):
        rng = np.random.default_rng(run)
        mentions, units = draw_corpus(rng, n_documents=n_documents, clustered=False, share=share)
        pairs = ck.count_cooccurrences(mentions, units)
        scored = ck.score_cooccurrences(pairs, mentions, units, n_resamples=0)
        plain.append(float((scored["p_value"] <= 0.05).mean()))
        adjusted.append(float((scored["p_adjusted"] <= 0.05).mean()))
        any_.append(bool((scored["p_adjusted"] <= 0.05).any()))
    return float(np.mean(plain)), float(np.mean(adjusted)), float(np.mean(any_))


def measure_halves(*, runs: int, n_documents: int, planted: bool) -> tuple[float, float, float]:
    """Return the share of decided rows, of runs with any, and how often the planted one is found.

    Half of the documents are of outlet A. If ``planted``, A ties each even actor to the next.
    """
    decided, any_, found = [], [], []
    for run in range(runs):
        parts = []
        for side in range(2):
            rng = np.random.default_rng(1000 * side + run)
            tie = 0.4 if planted and side == 0 else 0.0
            parts.append(draw_corpus(rng, n_documents=n_documents // 2, tie=tie))
        mentions, units = (join([part[at] for part in parts]) for at in range(2))
        ids = units["doc_id"].drop_duplicates().astype("str").tolist()
        outlets = {doc_id: doc_id[0] for doc_id in ids}
        documents = make_documents(dict.fromkeys(ids, ""), outlets=outlets)
        table = ck.compare_networks(mentions, units, documents, n_resamples=500, random_state=run)
        answers = table["verdict"] != "undecided"
        decided.append(float(answers.mean()))
        any_.append(bool(answers.any()))
        pairs = table[table["target"].notna()]
        tied = [
            int(a[1:]) % 2 == 0 and int(b[1:]) == int(a[1:]) + 1
            for a, b in zip(pairs["source"], pairs["target"], strict=True)
        ]
        found.append(float((pairs["verdict"][tied] == "more").mean()))
    return float(np.mean(decided)), float(np.mean(any_)), float(np.mean(found))


def join(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the tables of both outlets as one, with the outlet's letter before each doc_id."""
    named = [
        table.assign(doc_id=letter + table["doc_id"].astype("str"))
        for letter, table in zip("AB", tables, strict=True)
    ]
    return pd.concat(named, ignore_index=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=100)
    runs = parser.parse_args().runs
    for measure in ("npmi", "jaccard", "cosine"):
        for n_documents in (100, 400):
            tied, other = measure_coverage(measure, runs=runs, n_documents=n_documents, tie=0.4)
            print(
                f"coverage of {measure:8s} {n_documents:4d} documents: "
                f"tied {tied:.3f}, independent {other:.3f}"
            )
    for share in (0.02, 0.05, 0.1):
        plain, adjusted, any_ = measure_null(runs=runs, n_documents=200, share=share)
        print(
            f"null, rate {share}: p <= 0.05 {plain:.3f}, adjusted {adjusted:.4f}, "
            f"runs with any {any_:.3f}"
        )
    for planted in (False, True):
        decided, any_, found = measure_halves(runs=runs, n_documents=400, planted=planted)
        print(
            f"two outlets, planted {planted}: decided {decided:.4f}, runs with any {any_:.3f}, "
            f"planted found {found:.3f}"
        )


if __name__ == "__main__":
    main()
