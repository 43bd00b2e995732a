"""The hand-made tables of the seeds agree with the texts, with their contracts and each other."""

import csv
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from corpuskit.arabic.spelling import normalize
from corpuskit.tables import ACTORS, LABEL_FORMS, LABELS, PART_KINDS, SPEECH, check_table

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
GOLD = Path(__file__).parent / "seeds"
FIELDS = ["title", "outlet", "published", "author", "section", "agencies"]

Rows = list[dict[str, str]]


def read_rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_lines(doc_id: str) -> list[str]:
    return (SEEDS / f"{doc_id}.txt").read_bytes().decode("utf-8").split("\n")


def list_forms(rows: Rows, column: str, key: str | tuple[str, str]) -> list[tuple[str, object]]:
    """Return every printed form with the row that owns it, repeats kept."""
    owners = [row[key] if isinstance(key, str) else tuple(row[k] for k in key) for row in rows]
    return [
        (form, owner)
        for row, owner in zip(rows, owners, strict=True)
        for form in row[column].split("|")
    ]


def own_form(surface: str, forms: dict[str, object]) -> object:
    """Return the owner of a surface; after an attached ل the article has lost its alef."""
    return forms.get(surface, forms.get("ا" + surface))


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    lines = read_rows(GOLD / "body_lines.csv")
    raw = {doc_id: read_lines(doc_id) for doc_id in {row["doc_id"] for row in lines}}
    bodies: dict[str, list[str]] = {}
    for row in lines:
        if row["body"] == "true":
            bodies.setdefault(row["doc_id"], []).append(raw[row["doc_id"]][int(row["line"])])
    return {doc_id: "\n".join(body) for doc_id, body in bodies.items()}


@pytest.fixture(scope="module")
def actors() -> Rows:
    return read_rows(SEEDS / "actors.csv")


@pytest.fixture(scope="module")
def labels() -> Rows:
    return read_rows(SEEDS / "labels.csv")


def test_metadata_has_each_field_of_each_file_once():
    rows = read_rows(SEEDS / "metadata.csv")
    assert list(rows[0]) == ["path", "field", "value", "certain", "evidence"]
    files = sorted(path.name for path in SEEDS.glob("*.txt"))
    expected = sorted((name, field) for name in files for field in FIELDS)
    assert sorted((row["path"], row["field"]) for row in rows) == expected


def test_metadata_values_are_printed_or_explained():
    for row in read_rows(SEEDS / "metadata.csv"):
        raw = (SEEDS / row["path"]).read_text(encoding="utf-8")
        assert row["certain"] in ("true", "false"), row
        assert row["evidence"], row
        if row["field"] == "published":
            assert pd.Timestamp(row["value"]).strftime("%Y-%m-%d") == row["value"]
        elif row["field"] == "outlet":
            assert row["value"], row
        else:
            assert row["value"] in raw, row


def test_actors_keep_their_contract(actors):
    frame = pd.DataFrame(actors)
    check_table(frame, ACTORS, deep=True)
    assert frame["actor_id"].str.fullmatch(r"[a-z_]+").all()
    for row in actors:
        aliases = row["aliases"].split("|")
        assert row["name_ar"] in aliases, row["actor_id"]
        assert len(set(aliases)) == len(aliases), row["actor_id"]
        assert all(alias and alias == alias.strip() for alias in aliases), row["actor_id"]
        assert not row["wikidata"] or row["wikidata"][1:].isdigit(), row["actor_id"]


def test_no_alias_belongs_to_two_actors(actors):
    owners: dict[str, set[object]] = {}
    for alias, actor_id in list_forms(actors, "aliases", "actor_id"):
        owners.setdefault(normalize(alias, "search"), set()).add(actor_id)
    assert {alias: ids for alias, ids in owners.items() if len(ids) > 1} == {}


def test_label_forms_keep_their_contract(labels):
    check_table(pd.DataFrame(labels), LABEL_FORMS, deep=True)
    forms = [form for form, _ in list_forms(labels, "forms", ("referent", "label"))]
    assert sorted(forms) == sorted(set(forms))
    assert all(form and form == form.strip() for form in forms)


def test_body_lines_name_every_line_once():
    rows = read_rows(GOLD / "body_lines.csv")
    doc_ids = sorted(path.stem for path in SEEDS.glob("*.txt"))
    found = [(row["doc_id"], int(row["line"])) for row in rows]
    assert found == [(d, line) for d in doc_ids for line in range(len(read_lines(d)))]
    for row in rows:
        assert row["part"] in PART_KINDS, row
        assert row["body"] == ("true" if row["part"] in ("body", "heading") else "false"), row
        line = read_lines(row["doc_id"])[int(row["line"])]
        assert (row["part"] == "blank") == (not line.strip()), row


@pytest.mark.parametrize(
    ("name", "start", "end", "surface"),
    [
        ("mentions.csv", "start", "end", "surface"),
        ("labels.csv", "start", "end", "surface"),
        ("speech.csv", "cue_start", "cue_end", "cue"),
        ("speech.csv", "speaker_start", "speaker_end", "speaker_surface"),
    ],
)
def test_offsets_slice_to_the_printed_words(texts, name, start, end, surface):
    rows = read_rows(GOLD / name)
    assert rows
    for row in rows:
        if row[start] == "":
            assert row[surface] == "", row
        else:
            assert texts[row["doc_id"]][int(row[start]) : int(row[end])] == row[surface], row


@pytest.mark.parametrize("name", ["mentions.csv", "labels.csv"])
def test_spans_are_sorted_and_flat(name):
    spans = [(r["doc_id"], int(r["start"]), int(r["end"])) for r in read_rows(GOLD / name)]
    assert all(start < end for _, start, end in spans)
    for before, after in pairwise(spans):
        assert before[0] < after[0] or (before[0] == after[0] and before[2] <= after[1]), after


def test_mentions_are_listed_spellings_of_their_actor(actors):
    owners = dict(list_forms(actors, "aliases", "actor_id"))
    for row in read_rows(GOLD / "mentions.csv"):
        assert own_form(row["surface"], owners) == row["actor_id"], row


def test_every_actor_is_named_in_some_text(actors):
    named = {row["actor_id"] for row in read_rows(GOLD / "mentions.csv")}
    assert named == {row["actor_id"] for row in actors}


def test_label_surfaces_are_listed_forms_of_their_label(labels):
    owners = dict(list_forms(labels, "forms", ("referent", "label")))
    rows = read_rows(GOLD / "labels.csv")
    for row in rows:
        assert own_form(row["surface"], owners) == (row["referent"], row["label"]), row
    frame = pd.DataFrame(rows).astype({"start": int, "end": int})
    frame["quoted"] = frame["quoted"].map({"true": True, "false": False}).astype(bool)
    check_table(frame, LABELS, deep=True)


def test_quoted_labels_stand_between_marks(texts):
    for row in read_rows(GOLD / "labels.csv"):
        text, start, end = texts[row["doc_id"]], int(row["start"]), int(row["end"])
        between = text[start - 1] in '"“«' and text[end] in '"”»'
        assert between == (row["quoted"] == "true"), row


def test_voice_of_a_label_is_the_speaker_of_the_innermost_statement():
    statements = read_rows(GOLD / "speech.csv")
    for row in read_rows(GOLD / "labels.csv"):
        start, end = int(row["start"]), int(row["end"])
        holding = [
            (int(s["end"]) - int(s["start"]), s["speaker"])
            for s in statements
            if s["doc_id"] == row["doc_id"] and int(s["start"]) <= start and end <= int(s["end"])
        ]
        assert row["voice"] == (min(holding)[1] if holding else ""), row


def test_speech_keeps_its_contract(texts, actors):
    rows = read_rows(GOLD / "speech.csv")
    known = {row["actor_id"] for row in actors}
    frame = pd.DataFrame(rows).assign(rule="by hand")
    for column in ("start", "end", "cue_start", "cue_end", "speaker_start", "speaker_end"):
        frame[column] = pd.to_numeric(frame[column]).astype("Int64")
    check_table(frame, SPEECH, deep=True)
    assert frame.sort_values(["doc_id", "cue_start"], kind="stable").index.is_monotonic_increasing
    for row in rows:
        text = texts[row["doc_id"]]
        statement = text[int(row["start"]) : int(row["end"])]
        assert statement == statement.strip(" \n\xa0.،"), row
        assert "\n" not in statement, row
        cue = range(int(row["cue_start"]), int(row["cue_end"]))
        assert not set(cue) & set(range(int(row["start"]), int(row["end"]))), row
        assert row["speaker"] in known or " " in row["speaker"], row
        if row["mode"] == "direct":
            opening = text[max(0, int(row["start"]) - 5) : int(row["start"])]
            assert any(mark in opening for mark in '"“'), row
            assert text[int(row["end"])] in '"”', row
