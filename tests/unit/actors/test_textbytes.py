import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import corpuskit as ck
from corpuskit.actors import reading
from corpuskit.actors.textbytes import TextBytes
from corpuskit.testing import make_documents


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=90), min_size=1, max_size=6))
def test_every_character_is_found(texts):
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    table = TextBytes(pd.Series(texts, dtype="str"))
    cells = [(row, at) for row, text in enumerate(texts) for at in range(len(text))]
    if cells:
        row, place = np.array(cells, np.int64).T
        found = table.read(row, place).tolist()
        assert found == [texts[r][p].encode()[0] for r, p in cells]


def test_long_texts_and_a_slice_of_a_column():
    texts = ["قال كيري: «لا». " * 3000, "", "abc", "روسيا"]
    column = pd.Series(["x", *texts], dtype="str").iloc[1:]
    table = TextBytes(column)
    rows = np.array([0, 0, 2, 3])
    places = np.array([16 * 2999 + 3, 40_000, 1, 4])
    expected = [texts[r][p].encode()[0] for r, p in zip(rows, places, strict=True)]
    assert table.read(rows, places).tolist() == expected


def test_mentions_are_the_same_by_either_way(monkeypatch):
    texts = {
        str(at): f"قال{' ' * (1 + at % 2)}جون{sep}كيري. الأمم\nالمتحدة"
        for at, sep in enumerate(" -\n،“\u00a0\u200fx")
    }
    documents = make_documents(texts)
    actors = pd.DataFrame(
        {
            "actor_id": ["kerry", "un"],
            "kind": ["person", "organisation"],
            "name_en": ["Kerry", "UN"],
            "name_ar": ["جون كيري", "الأمم المتحدة"],
            "aliases": "",
        }
    )
    slow = ck.find_mentions(documents, actors)
    monkeypatch.setattr(reading, "MANY", 0)
    pd.testing.assert_frame_equal(ck.find_mentions(documents, actors), slow)
    assert slow["doc_id"].tolist() == ["0", "1", "4", "5", "6"]
