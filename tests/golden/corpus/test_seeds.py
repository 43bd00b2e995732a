"""The five seeds, line by line as a careful reader names them, and without their sidecar."""

from pathlib import Path

import pandas as pd
import pytest

import corpuskit as ck

SEEDS = Path(__file__).parents[3] / "seeds"
BODY = ("body", "heading")
# Part of each line of each file that is not body; lines are counted from 0.
LINES = {
    "000_ab0d60444bcfb9ed": {
        0: ["title"],
        2: ["section"],
        4: ["repeat", "caption"],
        5: ["share"],
        21: ["source"],
        23: ["byline"],
    },
    "001_b7f264b4a89f689c": {0: ["section"], 2: ["title"]},
    "002_bfc41bdc93290b57": {
        0: ["title", "tagline"],
        2: ["repeat"],
        4: ["credit", "credit"],
        14: ["heading"],
        **{line: ["related"] for line in range(23, 36, 2)},
    },
    "003_3ac1dc030114536f": {
        0: ["title"],
        2: ["caption"],
        3: ["caption"],
        15: ["caption"],
        16: ["caption"],
        18: ["heading"],
        27: ["source"],
    },
    "004_1aeb26985cecd56f": {
        0: ["title"],
        2: ["dateline"],
        3: ["reading_time"],
        5: ["credit", "credit"],
    },
}
# Title, outlet, author, section as the README of the seeds gives them; title by its last word.
METADATA = {
    "000_ab0d60444bcfb9ed": ("حلب", "RT Arabic", "أوكسانا شفانديوك", "أخبار العالم العربي"),
    "001_b7f264b4a89f689c": ("السوري", None, None, "سورية"),
    "002_bfc41bdc93290b57": ("حلب", "Baladi News", None, None),
    "003_3ac1dc030114536f": ("المعارضة", "Al Jazeera", None, None),
    "004_1aeb26985cecd56f": ("حلب", "MicroSyria", None, None),
}


@pytest.fixture(scope="module")
def plain():
    return ck.read_corpus(SEEDS, metadata=None)


@pytest.fixture(scope="module")
def parts(plain):
    return ck.find_parts(plain)


def test_raw_is_complete(plain):
    for doc_id, raw in zip(plain["doc_id"], plain["raw"], strict=True):
        assert raw == (SEEDS / f"{doc_id}.txt").read_text(encoding="utf-8")


def test_parts_line_by_line(plain, parts):
    for doc_id, raw in zip(plain["doc_id"], plain["raw"], strict=True):
        mine = parts[(parts["doc_id"] == doc_id) & (parts["part"] != "blank")]
        found = {}
        for start, part in zip(mine["start"], mine["part"], strict=True):
            found.setdefault(raw.count("\n", 0, start), []).append(part)
        lines = raw.split("\n")
        expected = {n: ["body"] for n, line in enumerate(lines) if line.strip()} | LINES[doc_id]
        assert found == expected, doc_id


def test_text_is_whole_lines_of_the_body(plain):
    for doc_id, raw, text in zip(plain["doc_id"], plain["raw"], plain["text"], strict=True):
        lines = raw.split("\n")
        others = {n for n, kinds in LINES[doc_id].items() if kinds[0] not in BODY}
        kept = [line for n, line in enumerate(lines) if line.strip() and n not in others]
        assert text == "\n".join(kept)


def test_metadata_without_the_sidecar(plain):
    assert plain["doc_id"].tolist() == list(METADATA)
    for row in plain.itertuples():
        last, outlet, author, section = METADATA[row.doc_id]
        assert row.title.rpartition(" ")[2] == last
        for value, expected in (
            (row.outlet, outlet),
            (row.author, author),
            (row.section, section),
        ):
            assert (None if pd.isna(value) else value) == expected, row.doc_id


def test_dates_without_the_sidecar(plain, parts):
    evidence = ck.find_metadata(plain, parts)
    ck.check_table(evidence, ck.tables.EVIDENCE, deep=True)
    dates = evidence[evidence["field"] == "published"].set_index("doc_id")
    given = {
        "000_ab0d60444bcfb9ed": "2016-12-08",
        "001_b7f264b4a89f689c": "2016-12-08",
        "002_bfc41bdc93290b57": "2016-05-03",
        "003_3ac1dc030114536f": "2016-12-03",
        "004_1aeb26985cecd56f": "2016-12-05",
    }
    assert dates.loc["004_1aeb26985cecd56f", "certain"]
    for doc_id in ("000_ab0d60444bcfb9ed", "003_3ac1dc030114536f", "004_1aeb26985cecd56f"):
        assert dates.loc[doc_id, "value"] == given[doc_id]
        assert dates.loc[doc_id, "start"] >= 0
    for doc_id in ("001_b7f264b4a89f689c", "002_bfc41bdc93290b57"):
        if doc_id in dates.index:
            assert not dates.loc[doc_id, "certain"]
    wrong = [doc_id for doc_id, value in dates["value"].items() if value != given[doc_id]]
    assert not dates.loc[wrong, "certain"].any()


def test_evidence_stands_where_it_says(plain, parts):
    raws = dict(zip(plain["doc_id"], plain["raw"], strict=True))
    evidence = ck.find_metadata(plain, parts)
    for row in evidence[evidence["field"].isin(["title", "author", "section"])].itertuples():
        assert raws[row.doc_id][row.start : row.end] == row.value
    host = evidence[(evidence["field"] == "outlet")].iloc[0]
    assert raws[host.doc_id][host.start : host.end].startswith("ar.rt.com")


def test_with_the_sidecar():
    documents, problems = ck.read_corpus(SEEDS, errors="report")
    ck.check_table(documents, ck.tables.DOCUMENTS, deep=True)
    sidecar = pd.read_csv(SEEDS / "metadata.csv", dtype="str", keep_default_na=False)
    for row in sidecar.itertuples():
        value = documents.loc[documents["path"] == row.path, row.field].iloc[0]
        if row.field == "published":
            value = value.strftime("%Y-%m-%d")
        assert (None if pd.isna(value) else value) == (row.value or None), row
    assert len(problems) == 0
    evidence = ck.find_metadata(
        documents, ck.find_parts(documents), metadata=SEEDS / "metadata.csv"
    )
    assert len(evidence) == len(sidecar)
    assert evidence["rule"].str.startswith("metadata.csv").all()


def test_reading_alone_leaves_the_year_open_or_inferred():
    only = ck.read_corpus(SEEDS / "000_ab0d60444bcfb9ed.txt", metadata=None)
    evidence = ck.find_metadata(only, ck.find_parts(only))
    dates = evidence[evidence["field"] == "published"]
    assert not dates["certain"].any()
