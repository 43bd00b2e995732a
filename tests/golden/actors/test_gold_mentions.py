"""Mentions agree with what a person read: in the seeds, and in unseen articles."""

import hashlib
import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import corpuskit as ck
from corpuskit.testing import make_documents

HERE = Path(__file__).parent


def score(mentions, gold):
    """Return F1 of exact spans with exact actors."""
    columns = ["doc_id", "start", "end", "actor_id"]
    found = set(mentions[columns].astype("str").itertuples(index=False, name=None))
    true = set(gold[columns].astype("str").itertuples(index=False, name=None))
    return 2 * len(found & true) / (len(found) + len(true))


def test_seeds(seeds, root):
    gold = pd.read_csv(
        root / "tests" / "golden" / "seeds" / "mentions.csv", dtype={"doc_id": "str"}
    )
    actors = ck.read_actors(root / "seeds" / "actors.csv")
    assert score(ck.find_mentions(seeds, actors), gold) >= 0.97
    assert score(ck.find_mentions(seeds, actors, surnames=True), gold) >= 0.97


def test_seeds_with_persons_by_full_name_only(seeds, root):
    gold = pd.read_csv(
        root / "tests" / "golden" / "seeds" / "mentions.csv", dtype={"doc_id": "str"}
    )
    actors = ck.read_actors(root / "seeds" / "actors.csv")
    persons = actors["kind"] == "person"
    actors["aliases"] = actors["aliases"].where(~persons, actors["name_ar"])
    assert score(ck.find_mentions(seeds, actors, surnames=True), gold) >= 0.9


@pytest.fixture(scope="module")
def unseen(saudinewsnet):
    """The annotated articles and their gold mentions."""
    rows = []
    for path in sorted(saudinewsnet.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                rows.extend(json.loads(archive.read(name).decode("utf-8-sig")))
    articles = pd.read_csv(HERE / "articles.csv", dtype={"sha256": "str"})
    texts = {f"{at:05d}": rows[at]["content"] for at in articles["article"]}
    hashes = [hashlib.sha256(text.encode()).hexdigest()[:16] for text in texts.values()]
    assert hashes == articles["sha256"].tolist()
    gold = pd.read_csv(HERE / "mentions.csv", keep_default_na=False)
    gold["doc_id"] = gold["article"].map("{:05d}".format)
    return make_documents(texts), gold


@pytest.mark.corpus
def test_unseen_articles_with_aliases_listed(unseen):
    documents, gold = unseen
    actors = ck.read_actors(HERE / "actors.csv", ordinary="ignore")
    assert score(ck.find_mentions(documents, actors), gold) >= 0.985


@pytest.mark.corpus
def test_unseen_articles_with_full_names_only(unseen):
    documents, gold = unseen
    actors = ck.read_actors(HERE / "full_names.csv", ordinary="ignore")
    assert score(ck.find_mentions(documents, actors, surnames=True), gold) >= 0.9
