"""Texts and actors for the benchmarks of actors."""

import json
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd

import corpuskit as ck
from corpuskit.testing import make_documents


def read_zips(folder: Path) -> pd.DataFrame:
    """Return the articles of a folder of zip files as a documents table."""
    rows: list[dict[str, str]] = []
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                rows.extend(json.loads(archive.read(name).decode("utf-8-sig")))
    texts = {f"{at:05d}": row["content"] for at, row in enumerate(rows)}
    documents = make_documents(texts)
    documents["outlet"] = pd.Categorical([row["source"] for row in rows])
    return documents


def make_synthetic(n_documents: int, *, random_state: int = 0) -> pd.DataFrame:
    """Return articles of random words with the names of states and organisations among them."""
    rng = np.random.default_rng(random_state)
    letters = list("ابتجحدرزسشصطعفقكلمنهوي")
    words = ["".join(rng.choice(letters, rng.integers(2, 8))) for _ in range(20_000)]
    share = 1 / np.arange(1, len(words) + 1)
    names = ck.built_in_actors()["name_ar"].tolist()
    texts = {}
    for at in range(n_documents):
        drawn = rng.choice(words, 280, p=share / share.sum()).tolist()
        for place in rng.integers(0, 280, 15).tolist():
            drawn[place] = names[int(rng.integers(0, len(names)) ** 2 / len(names))]
        for place in range(20, 280, 20):
            drawn[place] += "."
        texts[f"{at:05d}"] = " ".join(drawn)
    return make_documents(texts)


def make_actors(tokens: pd.DataFrame, n_aliases: int) -> pd.DataFrame:
    """Return actors of one alias each: known names, then frequent pairs and words of the texts."""
    names = dict.fromkeys(ck.built_in_actors()["name_ar"])
    terms = tokens["term"].cat.categories.tolist()
    codes = tokens["term"].cat.codes.to_numpy().astype(np.int64)
    same = tokens["doc_id"].cat.codes.to_numpy()
    key = (codes[:-1] * len(terms) + codes[1:])[same[1:] == same[:-1]]
    pairs, counts = np.unique(key, return_counts=True)
    for pair in pairs[np.argsort(-counts, kind="stable")][: n_aliases * 2].tolist():
        first, second = terms[pair // len(terms)], terms[pair % len(terms)]
        if first.isalpha() and second.isalpha() and min(len(first), len(second)) > 3:
            names.setdefault(f"{first} {second}")
    single = np.bincount(codes, minlength=len(terms))
    for term in np.argsort(-single, kind="stable")[: n_aliases * 4].tolist():
        if len(terms[term]) > 4 and terms[term].isalpha():
            names.setdefault(terms[term])
    chosen: dict[str, str] = {}
    for name in names:
        chosen.setdefault(" ".join(ck.normalize(name, "search").split()), name)
    listed = list(chosen.values())[:n_aliases]
    return pd.DataFrame(
        {
            "actor_id": [f"a{at:05d}" for at in range(len(listed))],
            "kind": "place",
            "name_en": listed,
            "name_ar": listed,
            "aliases": listed,
        }
    )
