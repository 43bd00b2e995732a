"""The five seed articles, as a careful reader knows them."""

import hashlib

import pandas as pd
import pytest

import corpuskit as ck

SHA256 = {
    "000_ab0d60444bcfb9ed.txt": (
        "c2fe161584f8c5bbb78019f256a9cce5b87d1ffe58037eecf6094a01284f67e0"
    ),
    "001_b7f264b4a89f689c.txt": (
        "0a1c77cb9c8fbfc2e49474b37018fe5870b6ddf5cd8c67c0844ee247956eeb56"
    ),
    "002_bfc41bdc93290b57.txt": (
        "75ee53f5ff387b0e546f3e6454c17e4e539a0765a5a372dcf5fb3b0332e14318"
    ),
    "003_3ac1dc030114536f.txt": (
        "fa6341bf17c10bd8e4392b32b3a9da551d22d1083b0cd3f6ebec6ba9378ba0fc"
    ),
    "004_1aeb26985cecd56f.txt": (
        "7fd6b3c779347926e474b7f994d5bac0445ac83baff987f6dfa7fcfe1f855083"
    ),
}

#: Title, outlet, day, author, section; nothing where the page prints none.
KNOWN = {
    "000_ab0d60444bcfb9ed": (
        "سباق مع الزمن لعقد اتفاق ينهي أزمة حلب",
        "RT Arabic",
        "2016-12-08",
        "أوكسانا شفانديوك",
        "أخبار العالم العربي",
    ),
    "001_b7f264b4a89f689c": (
        "الخارجية الروسية: مباحثات لافروف وكيري أكدت ضرورة استئناف الحوار السوري",
        "unidentified",
        "2016-12-08",
        None,
        "سورية",
    ),
    "002_bfc41bdc93290b57": (
        "لافروف: اتفاق قريب على التهدئة في حلب",
        "Baladi News",
        "2016-05-03",
        None,
        None,
    ),
    "003_3ac1dc030114536f": (
        "كيري يلتقي لافروف وموسكو تزيد مطالبها من المعارضة",
        "Al Jazeera",
        "2016-12-03",
        None,
        None,
    ),
    "004_1aeb26985cecd56f": (
        "لافروف يكشف عن اتفاق وشيك مع واشنطن لإخراج كافة المقاتلين من شرق حلب",
        "MicroSyria",
        "2016-12-05",
        None,
        None,
    ),
}


def test_the_files_are_untouched(root):
    for name, expected in SHA256.items():
        assert hashlib.sha256((root / "seeds" / name).read_bytes()).hexdigest() == expected


def test_metadata(seeds):
    assert seeds["doc_id"].tolist() == sorted(KNOWN)
    for row in seeds.itertuples():
        title, outlet, published, author, section = KNOWN[row.doc_id]
        assert (row.title, str(row.outlet)) == (title, outlet)
        assert row.published == pd.Timestamp(published)
        assert (None if pd.isna(row.author) else row.author) == author
        assert (None if pd.isna(row.section) else row.section) == section


def body_lines(root, doc_id):
    raw = (root / "seeds" / f"{doc_id}.txt").read_bytes().decode("utf-8-sig").split("\n")
    marks = pd.read_csv(root / "tests" / "golden" / "seeds" / "body_lines.csv")
    marks = marks[marks["doc_id"] == doc_id]
    return raw, marks


@pytest.mark.parametrize("doc_id", sorted(KNOWN))
def test_text_is_the_body_and_nothing_else(seeds, root, doc_id):
    raw, marks = body_lines(root, doc_id)
    body = [raw[line] for line in marks.loc[marks["part"].isin(["body", "heading"]), "line"]]
    text = seeds.set_index("doc_id").loc[doc_id, "text"]
    assert text.split("\n") == [line.strip() for line in body]


@pytest.mark.parametrize("doc_id", sorted(KNOWN))
def test_raw_is_complete(seeds, root, doc_id):
    file = (root / "seeds" / f"{doc_id}.txt").read_bytes().decode("utf-8-sig")
    assert seeds.set_index("doc_id").loc[doc_id, "raw"] == file


def test_without_the_sidecar_nothing_is_wrong_and_sure(root):
    documents = ck.read_corpus(root / "seeds", metadata=None)
    evidence = ck.find_metadata(documents, ck.find_parts(documents))
    found = evidence.set_index(["doc_id", "field"])
    for doc_id, (title, outlet, published, author, section) in KNOWN.items():
        for field, value in (
            ("title", title),
            ("author", author),
            ("section", section),
            ("published", published),
        ):
            got = found["value"].get((doc_id, field))
            if field == "published":
                sure = bool(found["certain"].get((doc_id, field), False))
                assert got == value or not sure
                assert sure == (doc_id[:3] == "004") or got == value
            else:
                assert (None if pd.isna(got) else got) == value, (doc_id, field)
        if outlet != "unidentified":
            assert found["value"][doc_id, "outlet"] == outlet


def test_mentions_against_the_reading(seeds, root):
    actors = ck.read_actors(root / "seeds" / "actors.csv")
    mentions = ck.find_mentions(seeds, actors)
    gold = pd.read_csv(root / "tests" / "golden" / "seeds" / "mentions.csv")
    key = ["doc_id", "start", "end", "actor_id"]
    found = {tuple(row) for row in mentions[key].astype(str).to_numpy().tolist()}
    known = {tuple(row) for row in gold[key].astype(str).to_numpy().tolist()}
    both = len(found & known)
    assert 2 * both / (len(found) + len(known)) >= 0.97
