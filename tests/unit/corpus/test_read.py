"""Reading what people have: formats, columns, metadata beside the text, and trouble."""

import gzip
import io
import json
import sys
import warnings
import zipfile

import numpy as np
import pandas as pd
import pytest

import corpuskit as ck
from corpuskit.corpus import archives

TEXT = "أعلنت الوزارة أن المحادثات انتهت أمس."
PAGE = f"اتفاق قريب على هدنة\n\n{TEXT}\n"
RECORDS = [
    {"content": TEXT, "headline": "خبر أول", "source": "صحيفة", "date": "2016-12-05", "n": 1},
    {"content": "قال &quot;كيري&quot; ذلك.", "headline": "خبر ثان", "source": "موقع", "n": 2},
]


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def check(documents):
    ck.check_table(documents, ck.tables.DOCUMENTS, deep=True)
    assert documents.index.equals(pd.RangeIndex(len(documents)))
    return documents


# Formats


def test_folder_of_pages_with_sub_folders(tmp_path):
    write(tmp_path / "b.txt", PAGE)
    write(tmp_path / "a" / "c.txt", PAGE)
    write(tmp_path / "actors.csv", "actor_id\nx\n")
    write(tmp_path / "README.md", "no article")
    write(tmp_path / ".hidden.txt", PAGE)
    documents = check(ck.read_corpus(tmp_path))
    assert documents["doc_id"].tolist() == ["a/c", "b"]
    assert documents["path"].tolist() == ["a/c.txt", "b.txt"]
    assert documents["title"].tolist() == ["اتفاق قريب على هدنة"] * 2
    assert documents["text"].tolist() == [TEXT] * 2
    assert documents["raw"].tolist() == [PAGE] * 2


def test_glob_and_single_file(tmp_path):
    write(tmp_path / "x1.txt", PAGE)
    write(tmp_path / "y1.txt", PAGE)
    assert ck.read_corpus(str(tmp_path / "x*.txt"))["doc_id"].tolist() == ["x1"]
    assert ck.read_corpus(tmp_path / "y1.txt")["doc_id"].tolist() == ["y1"]


def _as_csv(delimiter=","):
    return pd.DataFrame(RECORDS).to_csv(index=False, sep=delimiter)


def _as_parquet():
    buffer = io.BytesIO()
    pd.DataFrame(RECORDS).to_parquet(buffer)
    return buffer.getvalue()


def _as_xml(root=True):
    rows = "".join(
        "<DOC>"
        + "".join(f"<{k}>{str(v).replace('&', '&amp;')}</{k}>" for k, v in r.items())
        + "</DOC>"
        for r in RECORDS
    )
    return f'<?xml version="1.0" encoding="utf-8"?><all>{rows}</all>' if root else rows


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", json.dumps(RECORDS, ensure_ascii=False)),
        ("a.json", "\ufeff" + json.dumps(RECORDS)),
        ("a.json", json.dumps({"total": 2, "articles": RECORDS})),
        ("a.jsonl", "\n".join(json.dumps(record) for record in RECORDS) + "\n\n"),
        ("a.json", "\n".join(json.dumps(record) for record in RECORDS)),
        ("a.csv", _as_csv()),
        ("a.csv", _as_csv(";")),
        ("a.tsv", _as_csv("\t")),
        ("a.csv", _as_csv().encode("utf-8-sig")),
        ("a.csv", _as_csv().encode("cp1256")),
        ("a.parquet", _as_parquet()),
        ("a.xml", _as_xml()),
        ("a.xml", _as_xml(root=False)),
    ],
)
@pytest.mark.parametrize("packing", ["", "zip", "gz"])
def test_tables_of_records(tmp_path, name, data, packing):
    data = data if isinstance(data, bytes) else data.encode()
    path = tmp_path / name
    if packing == "zip":
        path = tmp_path / (name.partition(".")[0] + ".zip")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, data)
    elif packing == "gz":
        path = write(tmp_path / f"{name}.gz", gzip.compress(data))
    else:
        write(path, data)
    documents = check(ck.read_corpus(path, record="DOC" if name == "a.xml" else None))
    assert documents["doc_id"].tolist() == ["a#0", "a#1"]
    assert documents["text"].tolist() == [TEXT, 'قال "كيري" ذلك.']
    assert documents["title"].tolist() == ["خبر أول", "خبر ثان"]
    assert documents["outlet"].tolist() == ["صحيفة", "موقع"]
    assert documents["published"].tolist()[0] == pd.Timestamp("2016-12-05")
    assert documents["published"].isna().tolist() == [False, True]
    assert documents["n"].astype(float).tolist() == [1, 2]


def test_columns_are_named_by_the_caller():
    frame = pd.DataFrame({"a": [TEXT], "text": ["شيء آخر"], "k": ["x"], "path": ["p"]})
    documents = check(ck.read_corpus(frame, columns={"text": "a", "doc_id": "k"}))
    assert documents[["doc_id", "text", "source_text", "source_path"]].values.tolist() == [
        ["x", TEXT, "شيء آخر", "p"]
    ]
    with pytest.raises(ck.ReadError, match=r"DataFrame has no column 'body' \(has: a, text"):
        ck.read_corpus(frame, columns={"text": "body"})
    with pytest.raises(ck.ReadError, match="no column that is known to hold the text"):
        ck.read_corpus(pd.DataFrame({"a": [1]}))
    assert frame.columns.tolist() == ["a", "text", "k", "path"]


def test_input_frames_are_not_changed_and_odd_cells_are_met():
    frame = pd.DataFrame(
        {"text": [TEXT, None, np.nan, 7], "date": ["2016-12-05", None, "", "no date at all"]}
    )
    before = frame.copy()
    documents, problems = ck.read_corpus(frame, errors="report")
    pd.testing.assert_frame_equal(frame, before)
    assert documents["text"].tolist() == [TEXT, "", "", "7"]
    assert problems[["problem", "doc_id"]].values.tolist() == [
        ["no date", "DataFrame#3"],
        ["empty text", "DataFrame#1"],
        ["empty text", "DataFrame#2"],
    ]


def test_dates_in_fields_are_read():
    values = ["2015-07-21 02:51:32", "2015-07-21T02:51:32Z", "5 كانون الأول 2016"]
    frame = pd.DataFrame({"text": [TEXT] * 4, "date": [*values, pd.Timestamp("2016-01-02")]})
    found = ck.read_corpus(frame)["published"]
    assert found.dt.strftime("%Y-%m-%d").tolist() == [
        "2015-07-21",
        "2015-07-21",
        "2016-12-05",
        "2016-01-02",
    ]


def test_saved_web_page(tmp_path):
    pytest.importorskip("trafilatura")
    body = "".join(
        f"<p>{TEXT} وأضافت أن الوفد عاد إلى بلاده مساء أمس رقم {n}.</p>" for n in range(9)
    )
    page = (
        f"<html><head><title>خبر</title></head><body><article><h1>خبر</h1>{body}</article></body>"
    )
    write(tmp_path / "page.html", page)
    documents = check(ck.read_corpus(tmp_path))
    assert documents["doc_id"].tolist() == ["page"]
    assert TEXT in documents["text"][0]


def test_saved_web_page_without_the_extra(tmp_path, monkeypatch):
    write(tmp_path / "page.html", "<html></html>")
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ck.MissingExtraError, match=r"pip install 'corpuskit\[html\]'"):
        ck.read_corpus(tmp_path)


def test_line_ends_and_nfc(tmp_path):
    write(tmp_path / "a.txt", "عنوان\r\n\r\nقا\u0653ل ا\u0653خر.\rنهاية.\u2028")
    raw = ck.read_corpus(tmp_path)["raw"][0]
    assert "\r" not in raw
    assert "آخر" in raw


@pytest.mark.parametrize(
    ("values", "day_first", "expected"),
    [
        (
            ["8/12/2016", "9/12/2016", "25/12/2016"],
            None,
            ["2016-12-08", "2016-12-09", "2016-12-25"],
        ),
        (["8/12/2016", "12/25/2016"], None, ["2016-08-12", "2016-12-25"]),
        (["٨/١٢/٢٠١٦", "٢٥/١٢/٢٠١٦"], None, ["2016-12-08", "2016-12-25"]),
        (
            ["08-12-2016 10:20", "13-12-2016 9:05:01"],
            None,
            ["2016-12-08 10:20", "2016-12-13 9:05:01"],
        ),
        (["8/8/2016", "8/9/2016"], None, ["2016-08-08", None]),
        (["8/12/2016", "9/12/2016"], None, [None, None]),
        (["8/12/2016", "25/12/2016", "12/25/2016"], None, [None, "2016-12-25", "2016-12-25"]),
        (["8/12/2016", "2016-12-08"], True, ["2016-12-08", "2016-12-08"]),
        (["8/12/2016", "25/12/2016"], False, ["2016-08-12", None]),
        (["31/02/2016", "8/12/2016", "2016/12/13"], None, [None, None, "2016-12-13"]),
        (["8.12.2016", "8/12/2016 25:00"], True, ["2016-12-08", None]),
    ],
)
def test_dates_in_numbers_follow_the_order_of_their_file(values, day_first, expected):
    frame = pd.DataFrame({"text": [TEXT] * len(values), "date": values})
    documents, problems = ck.read_corpus(frame, errors="report", day_first=day_first)
    found = [None if pd.isna(date) else date for date in documents["published"]]
    assert found == [None if date is None else pd.Timestamp(date) for date in expected]
    assert (problems["problem"] == "no date").sum() == expected.count(None)


def test_dates_that_can_be_two_days_say_which():
    frame = pd.DataFrame({"text": [TEXT], "date": ["8/12/2016"]})
    _, problems = ck.read_corpus(frame, errors="report")
    message = "'8/12/2016' can be 2016-12-08 or 2016-08-12, and the other dates of its file do not"
    assert message in problems["message"][0]


# Metadata beside the text


def test_long_and_wide_sidecars(tmp_path):
    write(tmp_path / "a.txt", PAGE)
    write(tmp_path / "b.txt", PAGE)
    long = "path,field,value,certain,evidence\na.txt,outlet,صحيفة,true,seen\nb.txt,author,,true,\n"
    write(tmp_path / "metadata.csv", long)
    documents = check(ck.read_corpus(tmp_path))
    assert documents["outlet"].isna().tolist() == [False, True]
    wide = "path,outlet,published,mood\na.txt,صحيفة,2016-12-05,غاضب\nb.txt,,,\n"
    write(tmp_path / "metadata.csv", wide)
    documents = check(ck.read_corpus(tmp_path))
    assert documents["published"][0] == pd.Timestamp("2016-12-05")
    assert documents["mood"].tolist()[0] == "غاضب"
    frame = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["x", "y"]})
    assert ck.read_corpus(tmp_path, metadata=frame)["outlet"].tolist() == ["x", "y"]
    assert ck.read_corpus(tmp_path, metadata=None)["outlet"].isna().all()


@pytest.mark.parametrize(
    ("sidecar", "match"),
    [
        ("path,outlet\na.txt,x\nz.txt,y\n", r"metadata.csv names 'z.txt', which is not among"),
        ("path,outlet\n", r"metadata.csv has no row for 'a'"),
        ("name,outlet\na.txt,x\n", "needs a column that names the article"),
        ("path,field,value,certain\na.txt,outlet,x,maybe\n", "has 'maybe' in its column certain"),
        ("path,field,value\na.txt,outlet,x\na.txt,outlet,y\n", "says 'outlet' of 'a.txt' twice"),
        ("path,published\na.txt,gestern\n", "'gestern' of 'a' is no date"),
        (b"path,outlet\na.txt,\xff\xfe\xff\n", "cannot be read as CSV"),
        ("", "cannot be read as CSV"),
    ],
)
def test_sidecar_that_does_not_fit(tmp_path, sidecar, match):
    write(tmp_path / "a.txt", PAGE)
    write(tmp_path / "metadata.csv", sidecar)
    with pytest.raises(ck.ReadError, match=match):
        ck.read_corpus(tmp_path)
    documents, problems = ck.read_corpus(tmp_path, errors="report")
    assert documents["doc_id"].tolist() == ["a"]
    assert problems["problem"].tolist() == ["metadata"]


@pytest.mark.parametrize("folder", ["", "seeds/"])
def test_sidecar_inside_an_archive(tmp_path, folder):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(f"{folder}a.txt", PAGE)
        archive.writestr(f"{folder}b.txt", f"{PAGE}ب")
        archive.writestr(f"{folder}metadata.csv", "path,outlet\na.txt,صحيفة\nb.txt,موقع\n")
    documents = check(ck.read_corpus(tmp_path / "x.zip"))
    assert documents["outlet"].tolist() == ["صحيفة", "موقع"]
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as archive:
        archive.writestr("a.txt", PAGE)
        archive.writestr("metadata.csv", "path,outlet\nz.txt,صحيفة\n")
    with pytest.raises(ck.ReadError, match=r"metadata.csv names 'z.txt'"):
        ck.read_corpus(tmp_path / "y.zip")


def test_sidecars_that_are_not_used_are_named(tmp_path):
    write(tmp_path / "sub" / "a.txt", PAGE)
    write(tmp_path / "sub" / "metadata.csv", "path,outlet\na.txt,صحيفة\n")
    with pytest.warns(ck.DataWarning, match=r"skipped: 1 \('sub/metadata.csv'\)"):
        documents = ck.read_corpus(tmp_path)
    assert documents["outlet"].isna().all()
    assert ck.read_corpus(tmp_path / "sub")["outlet"].tolist() == ["صحيفة"]


def test_sidecar_overrides_a_field_of_the_source_and_keeps_its_other_values():
    frame = pd.DataFrame({"doc_id": ["a", "b"], "text": [TEXT, TEXT], "mood": ["x", "y"]})
    known = pd.DataFrame({"doc_id": ["a", "b"], "field": ["mood", "outlet"], "value": ["z", "o"]})
    assert ck.read_corpus(frame, metadata=known)["mood"].tolist() == ["z", "y"]


def test_sidecar_that_is_not_there(tmp_path):
    write(tmp_path / "a.txt", PAGE)
    with pytest.raises(ck.ReadError, match=r"There is no file .*other.csv"):
        ck.read_corpus(tmp_path, metadata=tmp_path / "other.csv")


def test_disagreement_with_the_text_is_reported(tmp_path):
    write(tmp_path / "a.txt", f"{PAGE}\nالمصدر: رويترز")
    write(tmp_path / "metadata.csv", "path,agencies\na.txt,سانا\n")
    with pytest.warns(ck.DataWarning, match=r"metadata: 1 \('a'\)"):
        documents = ck.read_corpus(tmp_path)
    assert documents["agencies"].tolist() == ["سانا"]
    _, problems = ck.read_corpus(tmp_path, errors="report")
    assert "is 'سانا' in the sidecar, but the text says 'رويترز'" in problems["message"][0]
    evidence = ck.find_metadata(documents, ck.find_parts(documents))
    table = ck.find_disagreements(documents, evidence)
    assert table[["doc_id", "field", "given", "found"]].values.tolist() == [
        ["a", "agencies", "سانا", "رويترز"]
    ]


# Trouble


def test_nothing_there(tmp_path):
    with pytest.raises(ck.ReadError, match=r"There is nothing at .*absent"):
        ck.read_corpus(tmp_path / "absent")
    with pytest.raises(ck.ReadError, match="holds no file"):
        ck.read_corpus(tmp_path)
    write(tmp_path / "README.md", "x")
    with pytest.raises(ck.ReadError, match="No article was read"):
        ck.read_corpus(tmp_path)
    with pytest.raises(ValueError, match="errors must be 'raise' or 'report', got 'ignore'"):
        ck.read_corpus(tmp_path, errors="ignore")
    with pytest.raises(ValueError, match="source must be a path or a DataFrame, got list"):
        ck.read_corpus([PAGE])


def test_one_bad_file_never_costs_the_others(tmp_path):
    write(tmp_path / "good.txt", PAGE)
    write(tmp_path / "picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4)
    write(tmp_path / "paper.pdf", b"%PDF")
    with pytest.raises(ck.ReadError, match=r"picture\.txt"):
        ck.read_corpus(tmp_path)
    documents, problems = ck.read_corpus(tmp_path, errors="report")
    assert documents["doc_id"].tolist() == ["good"]
    assert sorted(problems[["path", "problem"]].values.tolist()) == [
        ["paper.pdf", "skipped"],
        ["picture.txt", "unreadable"],
    ]
    (tmp_path / "picture.txt").unlink()
    with pytest.warns(ck.DataWarning, match=r"skipped: 1 \('paper\.pdf'\)"):
        ck.read_corpus(tmp_path)


def test_empty_articles_are_kept_and_reported(tmp_path):
    write(tmp_path / "a.json", json.dumps([{"text": ""}, {"text": " \n"}, {"text": TEXT}]))
    with pytest.warns(ck.DataWarning, match=r"empty text: 2 \('a#0', 'a#1'\)"):
        documents = ck.read_corpus(tmp_path)
    assert len(check(documents)) == 3
    body = {"title": "خبر", "text": "رابط الخبر بصحيفة الوئام: خبر"}
    _, problems = ck.read_corpus(pd.DataFrame([body]), errors="report")
    assert problems["problem"].tolist() == ["no body"]


def test_repeated_ids():
    frame = pd.DataFrame({"id": ["x", "x", "y"], "text": [TEXT, "آخر.", TEXT]})
    with pytest.raises(ck.ReadError, match="doc_id 'x' is repeated: DataFrame#0 and DataFrame#1"):
        ck.read_corpus(frame)
    documents, problems = ck.read_corpus(frame, errors="report")
    assert documents["doc_id"].tolist() == ["x", "y"]
    assert problems[["path", "problem"]].values.tolist() == [["DataFrame#1", "duplicate id"]]
    twice = pd.DataFrame([[1, 2]], columns=["text", "text"])
    with pytest.raises(ck.ReadError, match="two columns of one name: 'text'"):
        ck.read_corpus(twice)


def test_mixed_encodings_in_one_folder(tmp_path):
    page = f"اتفاق قريب على هدنة\n\n{TEXT} " + "وقال الوزير إن الوفد عاد من المدينة أمس. " * 5
    for name in ("utf-8", "utf-8-sig", "utf-16", "cp1256", "iso8859-6"):
        write(tmp_path / f"{name}.txt", page.encode(name))
    texts = set(ck.read_corpus(tmp_path)["raw"])
    assert texts == {page}


def test_wrongly_decoded_records_are_repaired_and_reported(tmp_path):
    broken = (TEXT * 3).encode().decode("cp1256", "ignore")
    broken = (TEXT * 3).encode("cp1256").decode("latin-1")
    write(tmp_path / "a.json", json.dumps([{"text": broken}, {"text": TEXT}]))
    documents, problems = ck.read_corpus(tmp_path, errors="report")
    assert documents["text"].tolist() == [TEXT * 3, TEXT]
    assert problems[["problem", "doc_id"]].values.tolist() == [["repaired", "a#0"]]


def test_bad_records_do_not_cost_the_good_ones(tmp_path):
    write(tmp_path / "a.csv", f'text,n\n"{TEXT}",1\nx,2,3\n"{TEXT}",4\n')
    write(tmp_path / "b.jsonl", f'{json.dumps({"text": TEXT})}\n{{"text": \n[1]\n')
    write(tmp_path / "c.json", json.dumps([{"text": "\ud800"}, 5, {"text": TEXT}]))
    documents, problems = ck.read_corpus(tmp_path, errors="report")
    assert documents["doc_id"].tolist() == ["a#0", "a#2", "b#0", "c#2"]
    assert problems["path"].tolist() == ["a.csv, line 3", "b.jsonl, line 2", "b.jsonl, line 3",
                                         "c.json#0", "c.json#1"]  # fmt: skip
    for name in ("a.csv", "b.jsonl", "c.json"):
        with pytest.raises(ck.ReadError):
            ck.read_corpus(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "data", "match"),
    [
        ("a.json", "{", "no whole JSON"),
        ("a.json", "[" * 100_000, "nested too deeply"),
        ("a.json", "7", "holds int, not a list"),
        ("a.json", f'[{{"text": {"9" * 5000}}}]', "no whole JSON"),
        ("a.csv", "", "is empty"),
        ("a.csv", "text,text\n1,2\n", "two columns of one name"),
        ("a.parquet", b"PAR1xxxxPAR1", "no whole Parquet"),
        ("a.xml", "<a><b></a>", "cannot be read as XML"),
        ("a.xml", "<a>", "cannot be read as XML"),
        ("a.gz", b"\x1f\x8b\x08", "no whole gz"),
        ("a.zip", b"PK\x03\x04cut", "no whole zip"),
        ("a.zip", b"", "no whole zip"),
    ],
)
def test_damaged_files(tmp_path, name, data, match):
    write(tmp_path / name, data)
    with pytest.raises(ck.ReadError, match=match):
        ck.read_corpus(tmp_path / name)


def test_billion_laughs_is_refused(tmp_path):
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><x><DOC><text>&e9;</text></DOC></x>'
    write(tmp_path / "a.xml", bomb)
    with pytest.raises(ck.ReadError, match="EntitiesForbidden"):
        ck.read_corpus(tmp_path, record="DOC")
    write(tmp_path / "a.xml", "<x><text>قال.</text></x>")
    with pytest.raises(ck.ReadError, match=r"no element 'DOC' \(has: x, text\)"):
        ck.read_corpus(tmp_path, record="DOC")


def test_zip_bomb_is_refused_and_its_neighbour_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * (archives.RATIO_FLOOR * 2))
        archive.writestr("good.txt", PAGE)
    documents, problems = ck.read_corpus(tmp_path, errors="report")
    assert documents["doc_id"].tolist() == ["a/good"]
    assert "looks like a bomb" in problems["message"][0]
    packed = gzip.compress(b"0" * (archives.RATIO_FLOOR * 2))
    write(tmp_path / "b.txt.gz", packed)
    with pytest.raises(ck.ReadError, match="looks like a bomb"):
        ck.read_corpus(tmp_path / "b.txt.gz")


def test_a_zip_that_lies_about_its_sizes(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * (archives.RATIO_FLOOR * 2))
    data = path.read_bytes()
    size = (archives.RATIO_FLOOR * 2).to_bytes(4, "little")
    write(path, data.replace(size, (100).to_bytes(4, "little")))
    with pytest.raises(ck.ReadError):
        ck.read_corpus(path)


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "..\\evil.txt", "C:\\evil.txt"])
def test_paths_that_leave_their_archive(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, PAGE)
        archive.writestr("good.txt", PAGE)
    documents, problems = ck.read_corpus(tmp_path, errors="report")
    assert documents["doc_id"].tolist() == ["a/good"]
    assert "leaves the archive" in problems["message"][0]
    with pytest.raises(ck.ReadError, match="leaves the archive"):
        ck.read_corpus(tmp_path)


def test_truncated_and_damaged_zips(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", PAGE * 50)
        archive.writestr("b.txt", PAGE)
    whole = path.read_bytes()
    write(tmp_path / "cut.zip", whole[: len(whole) // 2])
    at = whole.index(b"a.txt") + 20
    write(tmp_path / "hurt.zip", whole[:at] + b"\xff" * 8 + whole[at + 8 :])
    documents, problems = ck.read_corpus(tmp_path, errors="report")
    assert documents["doc_id"].tolist() == ["a", "a/b", "hurt/b"]
    assert problems["path"].tolist() == ["cut.zip", "hurt.zip/a.txt"]


def test_archives_in_archives_have_an_end(tmp_path):
    data = PAGE.encode()
    name = "a.txt"
    for _ in range(archives.MAX_DEPTH + 1):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, data)
        name, data = "x.zip", buffer.getvalue()
    write(tmp_path / "x.zip", data)
    with pytest.raises(ck.ReadError, match="nested more than 3 deep"):
        ck.read_corpus(tmp_path)


@pytest.mark.slow
def test_a_file_of_200_megabytes(tmp_path):
    line = ("وقال الوزير إن المحادثات في المدينة انتهت أمس إلى اتفاق. " * 20).strip()
    page = "عنوان الكتاب الطويل\n\n" + f"{line}\n" * (200 * 2**20 // (len(line.encode()) + 1))
    write(tmp_path / "book.txt", page)
    documents = ck.read_corpus(tmp_path)
    assert len(documents["text"][0]) > 100 * 2**20
    assert documents["text"][0].startswith(line)


def test_progress_is_silent_unless_shown(tmp_path, capsys):
    write(tmp_path / "a.txt", PAGE)
    ck.read_corpus(tmp_path)
    assert capsys.readouterr().err == ""
    ck.read_corpus(tmp_path, progress=True)
    assert "read_corpus" in capsys.readouterr().err


# Saving and counting


def test_save_and_read_back_equal(tmp_path):
    documents = ck.read_corpus("seeds")
    path = ck.save_corpus(documents, tmp_path / "corpus.parquet")
    pd.testing.assert_frame_equal(ck.read_corpus(path), documents)
    back, problems = ck.read_corpus(path, errors="report")
    pd.testing.assert_frame_equal(back, documents)
    assert len(problems) == 0
    assert [p.name for p in tmp_path.iterdir()] == ["corpus.parquet"]
    odd = ck.testing.make_documents({"a": "قال"}, n=[1], flag=[True])
    ck.save_corpus(odd, path)
    pd.testing.assert_frame_equal(ck.read_corpus(path), odd)


def test_save_writes_whole_or_not_at_all(tmp_path, monkeypatch):
    documents = ck.testing.make_documents({"a": "قال"})
    path = ck.save_corpus(documents, tmp_path / "corpus.parquet")
    before = path.read_bytes()

    def fail(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr("corpuskit.corpus.save.pq.write_table", fail)
    with pytest.raises(OSError, match="disk full"):
        ck.save_corpus(documents, path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["corpus.parquet"]
    with pytest.raises(ValueError, match=r"must end in \.parquet"):
        ck.save_corpus(documents, tmp_path / "corpus.csv")
    with pytest.raises(ck.TableError, match="cannot be stored"):
        ck.save_corpus(documents.assign(x=[object()]), path)
    with pytest.raises(ck.TableError, match="must be unique"):
        ck.save_corpus(pd.concat([documents, documents]), path)


def test_count_documents():
    documents = ck.testing.make_documents(
        {"a": "قال كيري", "b": "", "c": "قال", "d": "نعم"},
        outlets={"a": "ب", "b": "ب", "c": "ا"},
        published=pd.to_datetime(["2016-12-05", "2016-12-01", None, None]),
    )
    table = ck.count_documents(documents, tokens=ck.find_tokens(documents))
    assert table["outlet"].astype("str").fillna("-").tolist() == ["ب", "ا", "-"]
    assert table["n_documents"].tolist() == [2, 1, 1]
    assert table["n_empty"].tolist() == [1, 0, 0]
    assert table["n_words"].tolist() == [2, 1, 1]
    assert table["n_undated"].tolist() == [0, 1, 1]
    assert table["first"].tolist()[0] == pd.Timestamp("2016-12-01")
    assert table["last"].tolist()[0] == pd.Timestamp("2016-12-05")
    with pytest.raises(ck.TableError, match="no column 'x' to group by"):
        ck.count_documents(documents, by="x")
    assert len(ck.count_documents(ck.testing.make_documents({}))) == 0


def test_clean_reading_warns_of_nothing(tmp_path):
    write(tmp_path / "a.txt", PAGE)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ck.read_corpus(tmp_path)
        ck.read_corpus("seeds")
