import numpy as np
import pandas as pd

from corpuskit.actors.textbytes import read_bytes


def test_bytes_of_a_slice_of_a_column():
    texts = ["قال كيري: «لا». " * 30, "", "abc", "روسيا"]
    offsets, data = read_bytes(pd.Series(["x", *texts], dtype="str").iloc[1:])
    parts = np.split(data, offsets)[1:-1]
    assert [bytes(part).decode() for part in parts] == texts


def test_bytes_of_no_texts_and_of_empty_ones():
    assert read_bytes(pd.Series([], dtype="str"))[0].tolist() == [0]
    assert read_bytes(pd.Series(["", ""], dtype="str"))[0].tolist() == [0, 0, 0]
