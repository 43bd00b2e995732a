"""Topics side by side with other models: coherence, diversity, stability, seconds, memory.

    python -m benchmarks.topics FOLDER              # a folder of articles, as for read_corpus
    python -m benchmarks.topics FOLDER --n-topics 50 --without "tomotopy LDA"

All models see the same counts (10,000 terms). Each fit is a process of its own on one core, the
variants take turns, and seconds are medians. One implementation of NPMI (top 10 terms, units that
hold both) judges all, after it was checked against a plain loop; our factorisation is first held
against scikit-learn's on the same weighted matrix.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from scipy import sparse

TOP = 10


def ours(counts: sparse.csr_array, k: int, seed: int) -> Any:
    from corpuskit.topics.nmf import TopicNMF

    return TopicNMF(k, random_state=seed).fit(counts).components_


def ours_by_share(counts: sparse.csr_array, k: int, seed: int) -> Any:
    """Order the same topics' terms without regard to exclusivity."""
    from corpuskit.topics.nmf import TopicNMF

    model = TopicNMF(k, random_state=seed).fit(counts)
    return np.sqrt(model.term_shares_) * model.term_weights_


def sklearn_nmf(counts: sparse.csr_array, k: int, seed: int) -> Any:
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfTransformer

    return NMF(k, random_state=seed).fit(TfidfTransformer().fit_transform(counts)).components_


def sklearn_minibatch(counts: sparse.csr_array, k: int, seed: int) -> Any:
    from sklearn.decomposition import MiniBatchNMF
    from sklearn.feature_extraction.text import TfidfTransformer

    weighted = TfidfTransformer().fit_transform(counts)
    return MiniBatchNMF(k, random_state=seed).fit(weighted).components_


def sklearn_lda(counts: sparse.csr_array, k: int, seed: int) -> Any:
    from sklearn.decomposition import LatentDirichletAllocation

    model = LatentDirichletAllocation(
        k, learning_method="online", batch_size=1024, max_iter=5, random_state=seed
    )
    return model.fit(counts).components_


def gensim_lda(counts: sparse.csr_array, k: int, seed: int) -> Any:
    from gensim.matutils import Sparse2Corpus
    from gensim.models import LdaModel

    corpus = Sparse2Corpus(sparse.csc_matrix(counts), documents_columns=False)
    names = {column: str(column) for column in range(counts.shape[1])}
    return LdaModel(corpus, num_topics=k, id2word=names, random_state=seed).get_topics()


def tomotopy_lda(counts: sparse.csr_array, k: int, seed: int) -> Any:
    import tomotopy

    model = tomotopy.LDAModel(k=k, seed=seed)
    names = [str(column) for column in range(counts.shape[1])]
    for row in range(counts.shape[0]):
        at = slice(counts.indptr[row], counts.indptr[row + 1])
        columns = np.repeat(counts.indices[at], counts.data[at].astype(int)).tolist()
        if columns:
            model.add_doc([names[column] for column in columns])
    model.train(200, workers=1)
    components = np.zeros((k, counts.shape[1]))
    known = [int(name) for name in model.used_vocabs]
    for topic in range(k):
        components[topic, known] = model.get_topic_word_dist(topic)
    return components


VARIANTS: dict[str, Callable[..., Any]] = {
    "corpuskit TopicNMF": ours,
    "corpuskit TopicNMF, terms by share and rarity": ours_by_share,
    "scikit-learn NMF": sklearn_nmf,
    "scikit-learn MiniBatchNMF": sklearn_minibatch,
    "scikit-learn LDA, online, 5 passes": sklearn_lda,
    "gensim LDA, 1 pass": gensim_lda,
    "tomotopy LDA, 200 iterations": tomotopy_lda,
}


def score_npmi(top: Any, counts: sparse.csr_array) -> float:
    """Return the mean NPMI of all pairs of each topic's top terms."""
    held = sparse.csc_array(counts > 0, dtype=np.float64)
    n = counts.shape[0]
    scores = []
    for columns in top:
        some = held[:, columns]
        both = (some.T @ some).toarray() / n
        first, second = np.triu_indices(len(columns), 1)
        alone, joint = np.diag(both), both[first, second]
        with np.errstate(divide="ignore", invalid="ignore"):
            pmi = np.log(joint / (alone[first] * alone[second]))
            scores.append(np.where(joint > 0, pmi / -np.log(joint), -1.0).mean())
    return float(np.mean(scores))


def check_npmi(counts: sparse.csr_array) -> None:
    """Hold the score against a plain loop over sets of documents."""
    columns = np.argsort(-np.asarray(counts.sum(axis=0)).ravel(), kind="stable")[:5]
    held = [set(np.flatnonzero(counts[:, [c]].toarray())) for c in columns]
    n, total = counts.shape[0], []
    for i in range(5):
        for j in range(i + 1, 5):
            joint = len(held[i] & held[j]) / n
            pmi = np.log(joint / (len(held[i]) / n * len(held[j]) / n))
            total.append(pmi / -np.log(joint))
    assert abs(np.mean(total) - score_npmi([columns], counts)) < 1e-9
    print("NPMI agrees with a plain loop")


def check_objective(counts: sparse.csr_array, k: int) -> None:
    """Hold our factorisation against scikit-learn's on the same matrix."""
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.utils import check_random_state

    from corpuskit.topics.factor import find_subspace, solve_factors, start_from_subspace

    some = counts[np.arange(0, counts.shape[0], max(1, counts.shape[0] // 3000))]
    weighted = sparse.csr_array(TfidfTransformer().fit_transform(some))
    theirs = NMF(k, random_state=0).fit(weighted)
    size = float((weighted.data**2).sum())
    X = weighted.astype(np.float32)
    start = start_from_subspace(*find_subspace(X, k, check_random_state(0)))
    found = solve_factors(X, *start, max_iter=200, tol=1e-5)
    ratio = found.errors[-1] * size / theirs.reconstruction_err_**2
    print(f"objective on {some.shape[0]:,} documents, ours / scikit-learn's: {ratio:.5f}")
    assert ratio < 1.005


def match(one: Any, other: Any) -> float:
    """Return the mean best overlap (Jaccard) of top terms."""
    best = [
        max(len(set(a) & set(b)) / len(set(a) | set(b)) for b in other.tolist())
        for a in one.tolist()
    ]
    return float(np.mean(best))


def child(name: str, path: str, k: int, seed: int) -> None:
    """Fit once and print what it took."""
    from benchmarks.worker import memory, reset_peak

    counts = sparse.csr_array(sparse.load_npz(path))
    few = counts[:300]
    VARIANTS[name](few[:, np.flatnonzero(few.sum(axis=0))], 5, seed)
    reset_peak()
    before, start, cpu = memory()["VmRSS"], time.perf_counter(), time.process_time()
    components = VARIANTS[name](counts, k, seed)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    top = np.argsort(-np.asarray(components), axis=1, kind="stable")[:, :TOP]
    found = {"seconds": seconds, "cpu": cpu, "mb": (memory()["VmHWM"] - before) / 1024}
    print(json.dumps({**found, "top": top.tolist()}))


def run(name: str, path: str, k: int, seed: int) -> dict[str, Any]:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.topics", "--child", name]
    command += [path, "--n-topics", str(k), "--seed", str(seed)]
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **dict.fromkeys(names, "1")},
    )
    return json.loads(done.stdout.splitlines()[-1])


def make_counts(folder: str, n_documents: int | None) -> sparse.csr_array:
    import corpuskit as ck

    read = ck.read_corpus(folder, errors="report")
    documents = read[0] if isinstance(read, tuple) else read
    documents = documents.drop_duplicates("text").reset_index(drop=True)
    if n_documents is not None:
        documents = documents.head(n_documents)
    dtm = ck.build_dtm(
        ck.find_tokens(documents),
        stop_words="news",
        min_documents=5,
        max_documents=0.3,
        max_terms=10_000,
    )
    return dtm.counts[np.flatnonzero(np.diff(dtm.counts.indptr))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--n-topics", default="20,50")
    parser.add_argument("--n-documents", type=int)
    parser.add_argument("--repeats", type=int, default=2, help="runs of each variant, by seed")
    parser.add_argument("--without", default="", help="variants left out, by part of their name")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    given = parser.parse_args()
    sizes = [int(part) for part in given.n_topics.split(",")]
    if given.child:
        child(given.child, given.folder, sizes[0], given.seed)
        return
    out = [part for part in given.without.split(",") if part]
    names = [name for name in VARIANTS if not any(part in name for part in out)]
    cached = given.folder.endswith(".npz")
    if cached:
        counts = sparse.csr_array(sparse.load_npz(given.folder))
    else:
        counts = make_counts(given.folder, given.n_documents)
    print(f"{counts.shape[0]:,} documents, {counts.shape[1]:,} terms, {counts.nnz:,} cells")
    check_npmi(counts)
    check_objective(counts, sizes[0])
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "counts.npz")
        sparse.save_npz(path, sparse.csr_matrix(counts), compressed=False)
        for k in sizes:
            found: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
            for seed in range(given.repeats):
                for name in names:
                    found[name].append(run(name, path, k, seed))
            report(k, found, counts)


def report(k: int, found: dict[str, list[dict[str, Any]]], counts: sparse.csr_array) -> None:
    base = median(entry["seconds"] for entry in next(iter(found.values())))
    print(f"\n{k} topics")
    print(
        f"{'model':48}{'s':>7}{'ratio':>7}{'CPU s':>7}{'MB':>6}{'NPMI':>7}{'div.':>6}{'stab.':>7}"
    )
    for name, entries in found.items():
        tops = [np.array(entry["top"]) for entry in entries]
        seconds = median(entry["seconds"] for entry in entries)
        pairs = [match(tops[0], other) for other in tops[1:]] or [float("nan")]
        npmi = float(np.mean([score_npmi(top, counts) for top in tops]))
        diversity = float(np.mean([len(np.unique(top)) / top.size for top in tops]))
        print(
            f"{name:48}{seconds:7.1f}{seconds / base:7.1f}"
            f"{median(entry['cpu'] for entry in entries):7.1f}"
            f"{max(entry['mb'] for entry in entries):6.0f}{npmi:7.3f}{diversity:6.2f}"
            f"{float(np.mean(pairs)):7.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
