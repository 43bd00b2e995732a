"""Wrong input is met at the border: what is wrong, where, and what to do; nothing is lost."""

import shutil
import warnings

import pandas as pd
import pytest

import corpuskit as ck
from corpuskit import ReadError, TableError


@pytest.fixture
def folder(tmp_path, root):
    for path in (root / "seeds").glob("*.txt"):
        shutil.copy(path, tmp_path / path.name)
    return tmp_path


def test_an_empty_folder(tmp_path):
    with pytest.raises(ReadError, match=r"holds no file.*Give a folder"):
        ck.read_corpus(tmp_path)


def test_a_missing_path(tmp_path):
    with pytest.raises(ReadError, match=r"nothing at .*nowhere"):
        ck.read_corpus(tmp_path / "nowhere")


def test_a_file_that_is_not_text_names_itself(folder):
    (folder / "broken.txt").write_bytes(bytes(range(256)) * 20)
    with pytest.raises(ReadError, match=r"broken\.txt"):
        ck.read_corpus(folder)


def test_the_other_files_survive_it(folder):
    (folder / "broken.txt").write_bytes(bytes(range(256)) * 20)
    documents, problems = ck.read_corpus(folder, errors="report")
    assert len(documents) == 5
    assert len(problems) == 1
    assert "broken.txt" in problems.iloc[0].astype(str).str.cat(sep=" ")


def test_metadata_that_names_a_missing_file(folder, root):
    known = (root / "seeds" / "metadata.csv").read_text("utf-8")
    (folder / "metadata.csv").write_text(known + "gone.txt,title,x,true,y\n", "utf-8")
    with pytest.raises(ReadError, match=r"metadata\.csv names 'gone\.txt'"):
        ck.read_corpus(folder)


def test_metadata_that_misses_a_file(folder, root):
    known = pd.read_csv(root / "seeds" / "metadata.csv")
    known[~known["path"].str.startswith("003")].to_csv(folder / "metadata.csv", index=False)
    with pytest.raises(ReadError, match="no row for '003_"):
        ck.read_corpus(folder)


def test_two_actors_with_one_alias():
    actors = pd.DataFrame(
        {
            "actor_id": ["kerry", "other"],
            "kind": ["person", "person"],
            "name_en": ["Kerry", "Other"],
            "name_ar": ["كيري", "آخر"],
            "aliases": ["كيري", "كيرى|آخر"],
        }
    )
    with pytest.raises(TableError, match=r"'kerry'.*'other'"):
        ck.read_actors(actors)


@pytest.mark.parametrize("step", [ck.find_units, ck.find_tokens, ck.measure_documents])
def test_tokens_where_documents_belong(seeds, step):
    tokens = ck.find_tokens(seeds)
    with pytest.raises(TableError, match="It looks like a tokens table") as caught:
        step(tokens)
    assert "made by read_corpus()" in str(caught.value)


def test_inputs_are_not_changed(seeds, root):
    before = seeds.copy(deep=True)
    actors = ck.read_actors(root / "seeds" / "actors.csv")
    tokens = ck.find_tokens(seeds)
    kept = tokens.copy(deep=True)
    units = ck.find_units(seeds)
    mentions = ck.find_mentions(seeds, actors, tokens=tokens)
    ck.score_cooccurrences(ck.count_cooccurrences(mentions, units), mentions, units)
    ck.build_dtm(tokens, units=units)
    pd.testing.assert_frame_equal(seeds, before)
    pd.testing.assert_frame_equal(tokens, kept)


def test_row_order_does_not_change_what_is_found(seeds, root):
    actors = ck.read_actors(root / "seeds" / "actors.csv")
    turned = seeds.iloc[::-1].reset_index(drop=True)
    key = ["doc_id", "start", "end", "actor_id"]
    one = ck.find_mentions(seeds, actors)[key].astype(str)
    other = ck.find_mentions(turned, actors)[key].astype(str)
    pd.testing.assert_frame_equal(
        one.sort_values(key, ignore_index=True), other.sort_values(key, ignore_index=True)
    )


def test_every_step_keeps_its_contract(seeds, root):
    actors = ck.read_actors(root / "seeds" / "actors.csv")
    tokens = ck.find_tokens(seeds)
    parts = ck.find_parts(seeds)
    mentions = ck.find_mentions(seeds, actors, tokens=tokens)
    units = ck.find_units(seeds)
    pairs = ck.count_cooccurrences(mentions, units)
    dtm = ck.build_dtm(
        tokens,
        units=ck.find_units(seeds, unit="paragraph"),
        stop_words="news",
        min_documents=2,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ck.DataWarning)
        model = ck.fit_topics(dtm, n_topics=4, random_state=0)
        shares = ck.topic_shares(model, dtm)
    for frame, contract in (
        (seeds, ck.tables.DOCUMENTS),
        (parts, ck.tables.PARTS),
        (ck.find_metadata(seeds, parts), ck.tables.EVIDENCE),
        (units, ck.tables.UNITS),
        (tokens, ck.tables.TOKENS),
        (actors, ck.tables.ACTORS),
        (mentions, ck.tables.MENTIONS),
        (pairs, ck.tables.COOCCURRENCES),
        (ck.score_cooccurrences(pairs, mentions, units), ck.tables.COOCCURRENCES),
        (ck.describe_topics(model, dtm), ck.tables.TOPIC_TERMS),
        (shares, ck.tables.TOPIC_SHARES),
    ):
        ck.check_table(frame, contract, deep=True)
