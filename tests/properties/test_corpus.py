"""What holds for every text, every page and every file, however broken."""

import csv
import gzip
import io
import json
import time
import warnings
import zipfile

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import corpuskit as ck
from corpuskit.corpus.formats import Format, read_articles
from corpuskit.corpus.records import Article, Problem
from corpuskit.errors import ReadError
from corpuskit.testing import make_documents

PIECES = [
    "قال", "كيري", "الرياض", "واس", "رويترز", "سبق", "د", "أ", "محمد الأحمد", "المصدر", "وكالات",
    "سمات", "رابط الخبر بصحيفة", "مقالات ذات صلة", "12:33 ت م", "// انتهى //", "8 ديسمبر", "2016",
    "انسخ الرابط", "https://ar.rt.com/x", "Next Previous", ".", "..", "...", "…", "؟", "!", ":",
    " - ", " – ", "ـ", "(", ")", "«", "»", '"', "،", "\n", "\n\n", " ", "\xa0", "\u200f", "\u202b",
    "\x1a", "\x85", "\u2028", "3 دقائق", "*", "كاتب وباحث", "شارك تويتر فيسبوك جوجل بلس", "\t",
]  # fmt: skip
arabic = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join)
clean = arabic.filter(lambda text: not any(0xD800 <= ord(c) < 0xE000 for c in text))
many = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@many
@given(st.lists(clean, min_size=1, max_size=4), st.sampled_from(["sentence", "paragraph"]))
def test_units_are_what_was_printed(texts, unit):
    documents = make_documents({str(n): text for n, text in enumerate(texts)})
    before = documents.copy()
    units = ck.find_units(documents, unit=unit)
    pd.testing.assert_frame_equal(documents, before)
    ck.check_table(units, ck.tables.UNITS, deep=True)
    for doc_id, text in zip(documents["doc_id"], documents["text"], strict=True):
        mine = units[units["doc_id"] == doc_id]
        at = 0
        for start, end in zip(mine["start"], mine["end"], strict=True):
            assert not text[at:start].strip().strip("\u200f\u202b\x1a\u200b\xad") or all(
                not c.isalnum() for c in text[at:start]
            )
            printed = text[start:end]
            assert printed == printed.strip()
            assert "\n" not in printed
            at = end
        assert not any(c.isalnum() for c in text[at:])


@many
@given(clean, clean, clean, st.booleans())
def test_parts_cover_raw_and_make_the_text(raw, title, author, is_page):
    frame = pd.DataFrame({"text": [raw], "title": [title], "author": [author]})
    documents, _ = ck.read_corpus(frame, errors="report")
    documents["path"] = "a.txt" if is_page else "a.json#0"
    raw = documents["raw"][0]
    parts = ck.find_parts(documents)
    ck.check_table(parts, ck.tables.PARTS, deep=True)
    assert "".join(raw[s:e] for s, e in zip(parts["start"], parts["end"], strict=True)) == raw
    assert (parts["start"].to_numpy() < parts["end"].to_numpy()).all()
    body = parts[parts["part"].isin(["body", "heading"])]
    text = "\n".join(raw[s:e] for s, e in zip(body["start"], body["end"], strict=True))
    if not is_page:
        assert text == documents["text"][0]
    documents["text"] = text
    units = ck.find_units(documents)
    mapped = ck.map_to_raw(units, parts)
    for s, e, a, b in mapped[["start", "end", "raw_start", "raw_end"]].to_numpy():
        assert text[s:e] == raw[a:b]
    evidence = ck.find_metadata(documents, parts)
    ck.check_table(evidence, ck.tables.EVIDENCE, deep=True)
    again = ck.find_parts(documents)
    pd.testing.assert_frame_equal(parts, again)


@many
@given(st.lists(clean, min_size=1, max_size=5, unique=True), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(texts, chance):
    frame = pd.DataFrame({"id": [str(n) for n in range(len(texts))], "text": texts})
    shuffled = frame.sample(frac=1, random_state=chance.randrange(2**31))
    one, _ = ck.read_corpus(frame, errors="report")
    two, _ = ck.read_corpus(shuffled, errors="report")
    two = two.sort_values("doc_id", kind="stable").reset_index(drop=True)
    one = one.sort_values("doc_id", kind="stable").reset_index(drop=True)
    kept = ["doc_id", "text", "raw", "title", "author", "agencies"]
    pd.testing.assert_frame_equal(one[kept], two[kept])


RECORDS = [{"text": "قال كيري ذلك أمس.", "title": "خبر", "date": "2016-12-05"}, {"text": "آخر."}]


def _bytes_of(suffix):
    buffer = io.BytesIO()
    if suffix == ".json":
        return json.dumps(RECORDS, ensure_ascii=False).encode()
    if suffix == ".jsonl":
        return "\n".join(json.dumps(record) for record in RECORDS).encode()
    if suffix == ".csv":
        text = io.StringIO()
        writer = csv.DictWriter(text, ["text", "title", "date"])
        writer.writeheader()
        writer.writerows(RECORDS)
        return text.getvalue().encode()
    if suffix == ".parquet":
        pd.DataFrame(RECORDS).to_parquet(buffer)
        return buffer.getvalue()
    if suffix == ".xml":
        rows = "".join(f"<DOC><text>{record['text']}</text></DOC>" for record in RECORDS)
        return f'<?xml version="1.0"?><all>{rows}</all>'.encode()
    return "عنوان الخبر\n\nقال كيري ذلك أمس.".encode()


SUFFIXES = [".txt", ".json", ".jsonl", ".csv", ".tsv", ".parquet", ".xml"]


def _read(name, data):
    """Read bytes as a file; only ReadError may come of it."""
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            found.extend(read_articles(name, data, Format()))
        except ReadError as error:
            if name not in str(error):
                raise
            return None
    for item in found:
        assert isinstance(item, (Article, Problem))
        if isinstance(item, Article):
            item.raw.encode()
    return found


@st.composite
def broken(draw):
    """A file of some kind that was cut, or had bytes changed, inserted or shuffled."""
    suffix = draw(st.sampled_from(SUFFIXES))
    data = bytearray(_bytes_of(suffix))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        how = draw(st.sampled_from(["cut", "change", "insert", "drop", "repeat"]))
        if how == "cut":
            del data[at:]
        elif how == "change" and data:
            data[at] = draw(st.integers(0, 255))
        elif how == "insert":
            data[at:at] = draw(st.binary(max_size=8))
        elif how == "drop":
            del data[at : at + draw(st.integers(1, 9))]
        else:
            data[at:at] = data[at : at + 20]
    return suffix, bytes(data)


@settings(max_examples=700, deadline=None, suppress_health_check=list(HealthCheck))
@given(broken())
def test_broken_files_raise_only_read_errors(file):
    suffix, data = file
    _read(f"a{suffix}", data)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SUFFIXES), st.binary(max_size=200))
def test_random_bytes_raise_only_read_errors(suffix, data):
    _read(f"a{suffix}", data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
json_records = st.dictionaries(
    st.sampled_from(["text", "title", "date", "source", "author", "id", "path", "raw", "x"]),
    json_values,
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(json_records | json_values, max_size=5))
def test_any_json_is_read_or_refused(tmp_path_factory, records):
    path = tmp_path_factory.mktemp("json") / "a.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    try:
        documents, problems = ck.read_corpus(path, errors="report")
    except ReadError:
        return
    ck.check_table(documents, ck.tables.DOCUMENTS, deep=True)
    lost = problems["problem"].isin(["unreadable", "duplicate id"]).sum()
    assert len(documents) + lost == len(records)


_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def _zip(members, method):
    """Pack files the same way at every hour of the day."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return packed.getvalue()


@st.composite
def archives(draw):
    """Draw a zip or gz file, perhaps one inside another, with a few bytes changed."""
    if draw(st.booleans()):
        packed, suffix = bytearray(gzip.compress(_bytes_of(".txt"), mtime=0)), ".txt.gz"
    else:
        inner = _zip({"c.csv": _bytes_of(".csv")}, draw(st.sampled_from(_METHODS)))
        members = {
            "a.txt": _bytes_of(".txt") * 3,
            "b.json": _bytes_of(".json"),
            "metadata.csv": b"path,outlet\na.txt,x\n",
            "inner.zip": inner,
        }
        packed, suffix = bytearray(_zip(members, draw(st.sampled_from(_METHODS)))), ".zip"
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(len(packed) - 1, 0)))
        how = draw(st.sampled_from(("cut", "change", "fill", "insert")))
        if how == "cut":
            del packed[at:]
        elif how == "change" and packed:
            packed[at] = draw(st.integers(0, 255))
        elif how == "fill":
            packed[at : at + 4] = draw(
                st.sampled_from((b"\xff" * 4, b"\0" * 4, b"\xff\xff\xff\x7f"))
            )
        else:
            packed[at:at] = draw(st.binary(max_size=6))
    return suffix, bytes(packed)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(archives())
def test_broken_archives_are_read_or_refused_at_once(tmp_path_factory, archive):
    suffix, packed = archive
    path = tmp_path_factory.mktemp("zip") / f"x{suffix}"
    path.write_bytes(packed)
    before = time.process_time()
    try:
        documents, _ = ck.read_corpus(path, errors="report")
    except ReadError:
        pass
    else:
        ck.check_table(documents, ck.tables.DOCUMENTS, deep=True)
    assert time.process_time() - before < 5
