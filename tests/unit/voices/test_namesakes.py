import pytest

from corpuskit import find_speech
from corpuskit.testing import make_documents


def speakers(text):
    speech = find_speech(make_documents({"a": text}))
    return [text[int(row.speaker_start) : int(row.speaker_end)] for row in speech.itertuples()]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("وقال علي الأسد على الهاتف إن العمل مستمر.", "علي الأسد"),
        ("وقال فان جال إن العمل بدأ، مؤكدا أن ذلك كاف.", "فان جال"),
        ("وقالت آن ماري إن العمل مستمر.", "آن ماري"),
        ("وقال إمام المسجد إن العمل مستمر.", "إمام المسجد"),
        ("وقال محمد بارباع إن العمل مستمر.", "محمد بارباع"),
        ("وقالت إن.بي.سي إن العمل مستمر.", "إن.بي.سي"),
        ("وقال بان كي مون إن العمل مستمر.", "بان كي مون"),
    ],
)
def test_a_name_that_looks_like_a_particle_begins_no_clause(text, speaker):
    assert speakers(text)[0] == speaker
