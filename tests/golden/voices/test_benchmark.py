"""Speech and labels against the readings by hand."""

import html
import io
import json
import os
import unicodedata
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import corpuskit as ck
from corpuskit.testing import make_documents

HERE = Path(__file__).parent
SEEDS = HERE.parents[2] / "seeds"
FOLDER = os.environ.get("CORPUSKIT_SAUDINEWSNET")


@pytest.fixture(scope="module")
def seeds():
    documents = ck.read_corpus(SEEDS)
    actors = ck.read_actors(SEEDS / "actors.csv", ordinary="ignore")
    tokens = ck.find_tokens(documents)
    mentions = ck.find_mentions(documents, actors, tokens=tokens)
    speech = ck.find_speech(documents, mentions, tokens=tokens)
    return documents, actors, tokens, speech


def match(found, gold):
    """Pair each cue of the reading with the first unused cue that overlaps it."""
    pairs, used = [], set()
    by_document = dict(list(found.groupby("doc_id", observed=True)))
    for row in gold.itertuples():
        rows = by_document.get(row.doc_id)
        hit = None
        for one in rows.itertuples() if rows is not None else ():
            overlap = one.cue_start < row.cue_end and row.cue_start < one.cue_end
            if overlap and one.Index not in used:
                hit = one
                used.add(one.Index)
                break
        pairs.append((row, hit))
    return pairs


def f1(hits, found, gold):
    return 2 * hits / (len(found) + len(gold))


def test_speech_of_the_seeds(seeds):
    documents, actors, _, speech = seeds
    texts = documents.set_index("doc_id")["text"]
    gold = pd.read_csv(HERE / "seeds_speech.csv")
    for row in gold.itertuples():
        assert texts[row.doc_id][row.cue_start : row.cue_end] == row.cue
    pairs = match(speech, gold)
    hits = [(row, hit) for row, hit in pairs if hit is not None]
    assert f1(len(hits), speech, gold) >= 0.92
    known = set(actors["actor_id"])
    right = sum(
        row.speaker == hit.speaker if row.speaker in known else pd.isna(hit.speaker)
        for row, hit in hits
    )
    assert right / len(hits) >= 0.88
    modes = sum(row.mode == hit.mode for row, hit in hits)
    assert modes / len(hits) >= 0.9
    overlap = [
        (min(row.end, hit.end) - max(row.start, hit.start))
        / (max(row.end, hit.end) - min(row.start, hit.start))
        for row, hit in hits
    ]
    assert sum(overlap) / len(overlap) >= 0.9


def test_labels_of_the_seeds(seeds):
    documents, actors, tokens, speech = seeds
    forms = ck.read_labels(SEEDS / "labels.csv")
    labels = ck.find_labels(documents, forms, speech=speech, tokens=tokens)
    gold = pd.read_csv(HERE.parent / "seeds" / "labels.csv")
    both = gold.merge(
        labels, on=["doc_id", "start", "end", "referent", "label"], suffixes=("_gold", "")
    )
    assert 2 * len(both) / (len(gold) + len(labels)) >= 0.95
    known = set(actors["actor_id"])
    voice = both["voice_gold"].where(both["voice_gold"].isin(known))
    same = (voice == both["voice"].astype("object")) | (voice.isna() & both["voice"].isna())
    assert same.mean() >= 0.9
    assert (both["voice_gold"].notna() == both["in_speech"]).mean() >= 0.9
    assert (both["quoted_gold"] == both["quoted"]).mean() >= 0.95


def test_two_readings_agree():
    first = pd.read_csv(HERE.parent / "seeds" / "speech.csv")
    second = pd.read_csv(HERE / "seeds_second_reading.csv")
    both = first.merge(second, on=["doc_id", "cue_start", "cue_end"])
    assert 2 * len(both) / (len(first) + len(second)) == pytest.approx(0.994, abs=5e-4)
    assert (both["speaker_x"] == both["speaker_y"]).sum() == 80


def read_articles(doc_ids, *, clean):
    texts = {}
    for doc_id in doc_ids:
        day, number = doc_id.rsplit("_", 1)
        with zipfile.ZipFile(Path(FOLDER) / f"{day}.zip") as archive:
            (name,) = [n for n in archive.namelist() if n.endswith(".json")]
            with io.TextIOWrapper(archive.open(name), encoding="utf-8-sig") as file:
                text = json.load(file)[int(number)]["content"]
        if clean:
            text = html.unescape(text).replace("\r\n", "\n").replace("\r", "\n")
            text = unicodedata.normalize("NFC", text)
        texts[doc_id] = text
    return texts


@pytest.mark.corpus
@pytest.mark.skipif(not FOLDER, reason="CORPUSKIT_SAUDINEWSNET names no folder")
@pytest.mark.parametrize(
    ("name", "least", "least_speaker"),
    [
        ("unseen_speech.csv", 0.94, 0.87),
        ("later_speech.csv", 0.96, 0.9),
        ("last_speech.csv", 0.93, 0.86),
        ("field_speech.csv", 0.94, 0.92),
        ("field_later_speech.csv", 0.94, 0.88),
        ("field_last_speech.csv", 0.94, 0.9),
        ("field_check_speech.csv", 0.92, 0.86),
    ],
)
def test_speech_of_other_articles(name, least, least_speaker):
    gold = pd.read_csv(HERE / name)
    texts = read_articles(gold["doc_id"].unique(), clean=name.startswith("field"))
    documents = make_documents(texts)
    texts = documents.set_index("doc_id")["text"]
    for row in gold.itertuples():
        assert texts[row.doc_id][row.cue_start : row.cue_end] == row.cue
    speech = ck.find_speech(documents)
    pairs = match(speech, gold)
    hits = [(row, hit) for row, hit in pairs if hit is not None]
    assert f1(len(hits), speech, gold) >= least
    right = sum(same_speaker(row, hit, texts[row.doc_id]) for row, hit in hits)
    assert f1(right, speech, gold) >= least_speaker


def same_speaker(row, hit, text):
    if pd.isna(hit.speaker_start):
        return False
    named = text[hit.speaker_start : hit.speaker_end]
    if pd.isna(row.speaker_start):
        wanted = row.speaker_name
    else:
        wanted = text[int(row.speaker_start) : int(row.speaker_end)]
        if hit.speaker_start < row.speaker_end and row.speaker_start < hit.speaker_end:
            return True
    words = {word for word in wanted.replace('"', "").split() if len(word) > 2}
    return bool(words & set(named.replace('"', "").split()))
