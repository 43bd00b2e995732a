import numpy as np
import pytest

from corpuskit.corpus.tokens import find_tokens
from corpuskit.testing import make_documents
from corpuskit.voices import gaps
from corpuskit.voices.gaps import find_gaps


def read(text):
    tokens = find_tokens(make_documents({"a": text}))
    return find_gaps(text, tokens["start"].to_numpy(np.int64), tokens["end"].to_numpy(np.int64))


@pytest.mark.parametrize(
    ("text", "between"),
    [
        ("قال الوزير", 0),
        ("قال، الوزير", gaps.COMMA),
        ("قال: الوزير", gaps.COLON),
        ("قال؛ الوزير", gaps.PAUSE),
        ("قال.. الوزير", gaps.PAUSE),
        ("قال. الوزير", gaps.STOP),
        ("قال؟ الوزير", gaps.STOP),
        ("قال\nالوزير", gaps.LINE),
        ("قال (الوزير", gaps.OPEN_BRACKET),
        ("قال) الوزير", gaps.CLOSE_BRACKET),
        ("قال - الوزير", gaps.DASH),
        ("قال «الوزير", gaps.MARK),
        ("قال: «الوزير", gaps.COLON | gaps.MARK),
    ],
)
def test_what_stands_between_two_words(text, between):
    assert read(text) == [gaps.LINE, between, gaps.LINE]


@pytest.mark.parametrize("text", ["د. سعيد", "بي.بي", "موقع.com", "5. سعيد"])
def test_a_stop_inside_a_name_ends_nothing_but_one_behind_a_number_does(text):
    stops = [bool(gap & gaps.STOP) for gap in read(text)[1:-1]]
    assert any(stops) == text.startswith("5")


def test_what_stands_around_the_words():
    assert read("«قال»") == [gaps.LINE | gaps.MARK, gaps.LINE | gaps.MARK]
