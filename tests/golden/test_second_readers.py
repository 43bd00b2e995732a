"""What readers who had not seen the code found in articles, against what the code finds."""

import functools
import html
import json
import unicodedata
import warnings
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import corpuskit as ck
from corpuskit.actors.folding import fold

pytestmark = pytest.mark.corpus
GOLD = Path(__file__).parent / "second_readers"
LEAST_CUES = {"reading_1": 0.91, "reading_2": 0.87, "reading_3": 0.89, "reading_4": 0.90}


@functools.cache
def read_day(path):
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read(archive.namelist()[0]).decode("utf-8-sig"))


@pytest.fixture
def records(saudinewsnet):
    def read(doc_ids):
        rows = []
        for doc_id in dict.fromkeys(doc_ids):
            day, index = doc_id.rsplit("_", 1)
            record = read_day(saudinewsnet / f"{day}.zip")[int(index)]
            text = html.unescape(record["content"]).replace("\r\n", "\n").replace("\r", "\n")
            text = unicodedata.normalize("NFC", text)
            rows.append({**record, "doc_id": doc_id, "text": text})
        return pd.DataFrame(rows)

    return read


def documents_of(records):
    return ck.testing.make_documents(dict(zip(records["doc_id"], records["text"], strict=True)))


def rows_of(frame, columns):
    return {tuple(row) for row in frame[columns].astype(str).to_numpy().tolist()}


def f1(found, known):
    return 2 * len(found & known) / (len(found) + len(known))


READINGS = [f"reading_{number}" for number in range(1, 13)]
SPEECH, PARTS = READINGS[:4], READINGS[:2]


def read_gold(reading, table):
    """Return the rows of a reading and the ids of its articles, of which some have no row."""
    gold = pd.read_csv(GOLD / reading / table)
    rows = gold.dropna(subset="start").astype({"start": int, "end": int})
    return rows.reset_index(drop=True), gold["doc_id"]


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize(
    ("table", "surnames", "least"),
    [("actors_full.csv", False, 0.98), ("actors_fullname.csv", True, 0.96)],
)
def test_mentions(records, reading, table, surnames, least):
    gold, doc_ids = read_gold(reading, "mentions.csv")
    documents = documents_of(records(doc_ids))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ck.DataWarning)
        actors = ck.read_actors(GOLD / reading / table)
    mentions = ck.find_mentions(documents, actors, surnames=surnames)
    key = ["doc_id", "start", "end", "actor_id"]
    assert f1(rows_of(mentions, key), rows_of(gold, key)) >= least


@pytest.mark.parametrize("reading", SPEECH)
def test_cues(records, reading):
    gold, doc_ids = read_gold(reading, "speech.csv")
    documents = documents_of(records(doc_ids))
    actors = ck.built_in_actors("states", "organisations")
    speech = ck.find_speech(documents, ck.find_mentions(documents, actors))
    found = speech.assign(start=speech["cue_start"], end=speech["cue_end"])
    known = gold.assign(start=gold["cue_start"].astype(int), end=gold["cue_end"].astype(int))
    inside = ck.locate_spans(found[["doc_id", "start", "end"]], known[["doc_id", "start", "end"]])
    around = ck.locate_spans(known[["doc_id", "start", "end"]], found[["doc_id", "start", "end"]])
    matched = set(inside[inside >= 0]) | set((around >= 0).nonzero()[0])
    assert 2 * len(matched) / (len(found) + len(known)) >= LEAST_CUES[reading]


@pytest.mark.parametrize("reading", PARTS)
def test_nothing_is_cut_from_a_body(records, reading):
    gold = pd.read_csv(GOLD / reading / "parts.csv")
    agencies = pd.read_csv(GOLD / reading / "agencies.csv").set_index("doc_id")["agencies"]
    frame = records(agencies.index)
    columns = ["doc_id", "text", "title", "author", "source"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ck.DataWarning)
        documents = ck.read_corpus(frame[columns].rename(columns={"source": "outlet"}))
    parts = ck.find_parts(documents)
    furniture = parts[~parts["part"].isin(["body", "heading", "blank", "title"])]
    raw = documents.set_index("doc_id")["raw"]

    def letters(spans):
        return {
            (row.doc_id, at)
            for row in spans.itertuples()
            for at in range(row.start, row.end)
            if raw[row.doc_id][at].isalnum()
        }

    known, found = letters(gold), letters(furniture)
    assert found <= known
    assert len(found) >= 0.75 * len(known)
    credited = documents.set_index("doc_id")["agencies"].notna()
    assert (credited == agencies.notna().reindex(credited.index)).mean() >= 0.98


def spell(cells):
    """Return all names in some cells, in the spelling of names without spaces."""
    return {fold(name).replace(" ", "") for cell in cells for name in cell.split("|") if name}


@pytest.mark.parametrize("reading", ["persons_1", "persons_2", "persons_3"])
def test_suggestions(records, reading):
    documents = documents_of(records(pd.read_csv(GOLD / reading / "articles.csv")["doc_id"]))
    persons = pd.read_csv(GOLD / reading / "persons.csv", keep_default_na=False)
    others = pd.read_csv(GOLD / reading / "others.csv", keep_default_na=False)
    found = ck.suggest_actors(documents)
    suggested = spell(found["name_ar"]) | spell(found["aliases"])
    names = persons["surfaces"] + "|" + persons["name_ar"]
    often = names[persons["n_named"] >= 2]
    assert sum(not spell([cell]).isdisjoint(suggested) for cell in often) >= 0.8 * len(often)
    real = others["kind"].isin(["organisation", "group", "state", "outlet"])
    actors = spell(names) | spell(others["name_ar"][real])
    first = found["name_ar"].head(100) + "|" + found["aliases"].head(100)
    assert sum(not spell([cell]).isdisjoint(actors) for cell in first) >= 90
