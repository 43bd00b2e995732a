import numpy as np
import pandas as pd
import pytest

from corpuskit import compare_cues, compare_naming, find_speech
from corpuskit.errors import TableError
from corpuskit.testing import make_documents


def make_labels(rows):
    """Rows are doc_id, label, voice, in_speech, quoted."""
    return pd.DataFrame(
        {
            "doc_id": pd.array([r[0] for r in rows], dtype="str"),
            "start": np.arange(len(rows)) * 10,
            "end": np.arange(len(rows)) * 10 + 5,
            "referent": pd.Categorical(["fighters"] * len(rows)),
            "label": pd.Categorical([r[1] for r in rows]),
            "quoted": np.array([r[4] for r in rows], dtype=bool),
            "voice": pd.Categorical([r[2] for r in rows]),
            "in_speech": np.array([r[3] for r in rows], dtype=bool),
        }
    )


def make_corpus(n_each, shares, seed, labels_each=6):
    """Articles whose namings agree with each other, so that they cluster."""
    rng = np.random.default_rng(seed)
    texts, outlets, rows = {}, {}, []
    for outlet, share in shares.items():
        for number in range(n_each):
            doc = f"{outlet}{number}"
            texts[doc], outlets[doc] = "نص", outlet
            own = rng.beta(share * 2, (1 - share) * 2)
            for _ in range(labels_each):
                label = "terrorists" if rng.random() < own else "rebels"
                rows.append((doc, label, None, False, False))
    return make_documents(texts, outlets=outlets), make_labels(rows)


def test_shares_voices_and_quotation_marks():
    documents = make_documents({"a": "x", "b": "y"}, outlets={"a": "A", "b": "B"})
    labels = make_labels(
        [
            ("a", "rebels", None, False, False),
            ("a", "terrorists", None, False, True),
            ("a", "terrorists", "lavrov", True, False),
            ("b", "rebels", None, True, False),
        ]
    )
    table = compare_naming(labels, documents).set_index(["voice", "outlet", "label"])
    assert table.loc[("outlet", "A", "rebels"), "share"] == 0.5
    assert table.loc[("outlet", "A", "terrorists"), "n_quoted"] == 1
    assert table.loc[("speaker", "A", "terrorists"), "n"] == 1
    assert table.loc[("speaker", "B", "terrorists"), "n"] == 0
    assert (table["verdict"] == "undecided").all()
    each = compare_naming(labels, documents, voice="speaker")
    assert set(each["voice"]) == {"outlet", "lavrov", "unknown"}
    together = compare_naming(labels, documents, voice="all")
    assert together["total"].tolist() == [3, 3, 1, 1]
    assert "voice" not in together


def test_one_article_an_outlet_decides_nothing():
    documents, labels = make_corpus(1, {"A": 0.99, "B": 0.01}, seed=1, labels_each=500)
    table = compare_naming(labels, documents)
    assert (table["verdict"] == "undecided").all()
    assert (table["n_effective"] == 1).all()
    assert ((table["high"] - table["low"]) > 0.9).all()


def test_a_planted_difference_is_found():
    documents, labels = make_corpus(40, {"A": 0.8, "B": 0.2}, seed=2)
    table = compare_naming(labels, documents, n_permutations=499)
    verdicts = table.set_index(["outlet", "label"])["verdict"]
    assert verdicts[("A", "terrorists")] == "more"
    assert verdicts[("B", "terrorists")] == "less"


def test_nothing_is_found_where_nothing_is():
    wrong = 0
    for seed in range(40):
        documents, labels = make_corpus(8, {"A": 0.5, "B": 0.5}, seed=seed)
        table = compare_naming(labels, documents, n_permutations=199, random_state=seed)
        wrong += bool((table["verdict"] != "undecided").any())
    # At most 5 in 100: 40 corpora with 6 or more would come up once in 200 times.
    assert wrong <= 5


def test_intervals_hold_the_truth_as_often_as_they_say():
    held = 0
    for seed in range(60):
        documents, labels = make_corpus(12, {"A": 0.3, "B": 0.3}, seed=100 + seed)
        table = compare_naming(labels, documents, n_permutations=1)
        row = table[(table["outlet"] == "A") & (table["label"] == "terrorists")].iloc[0]
        held += row["low"] <= 0.3 <= row["high"]
    assert held >= 54


def test_stories_weigh_and_documents_without_outlet_are_left_out():
    documents = make_documents({"a": "x", "b": "x", "c": "x"}, outlets={"a": "A", "b": "A"})
    labels = make_labels([(d, "rebels", None, False, False) for d in "abc"])
    stories = pd.DataFrame(
        {
            "doc_id": list("abc"),
            "story_id": ["s"] * 3,
            "n_copies": [3] * 3,
            "weight": [0.25] * 3,
            "similarity": [1.0] * 3,
        }
    )
    table = compare_naming(labels, documents, stories=stories)
    assert table["outlet"].tolist() == ["A"]
    assert table["n"].tolist() == [0.5]


def test_empty_and_order_of_rows():
    documents, labels = make_corpus(4, {"A": 0.8, "B": 0.2}, seed=3)
    assert len(compare_naming(labels.iloc[:0], documents)) == 0
    shuffled = labels.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(
        compare_naming(labels, documents), compare_naming(shuffled, documents)
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"by": "paper"}, "by must be a column"),
        ({"voice": "mine"}, "voice must be one of"),
        ({"alpha": 0}, "alpha must be between"),
        ({"confidence": 1.0}, "confidence must be between"),
        ({"n_permutations": 0}, "n_permutations must be at least 1"),
    ],
)
def test_wrong_arguments(arguments, message):
    documents, labels = make_corpus(1, {"A": 0.8, "B": 0.2}, seed=3)
    with pytest.raises(ValueError, match=message):
        compare_naming(labels, documents, **arguments)


def test_wrong_tables():
    documents, labels = make_corpus(1, {"A": 0.8, "B": 0.2}, seed=3)
    with pytest.raises(TableError, match="labels lacks"):
        compare_naming(documents, documents)
    with pytest.raises(TableError, match="speech lacks"):
        compare_cues(labels, documents)


def cue_corpus():
    texts = {}
    outlets = {}
    for number in range(12):
        for outlet, verb in (("A", "أكد"), ("B", "زعم")):
            doc = f"{outlet}{number}"
            texts[doc] = f"{verb} الوزير أن الهدنة قريبة. وقال السفير إن العمل مستمر."
            outlets[doc] = outlet
    return make_documents(texts, outlets=outlets)


def test_cues_by_outlet():
    documents = cue_corpus()
    speech = find_speech(documents)
    table = compare_cues(speech, documents, n_permutations=499)
    found = table.set_index(["outlet", "stance"])
    assert found.loc[("A", "endorsing"), "verdict"] == "more"
    assert found.loc[("B", "distancing"), "verdict"] == "more"
    assert found.loc[("A", "neutral"), "verdict"] == "undecided"
    kinds = compare_cues(speech, documents, what="class", n_permutations=1)
    assert set(kinds["class"]) == {"certain", "doubtful", "neutral"}
    cues = compare_cues(speech, documents, what="cue", n_permutations=1)
    assert set(cues["cue"]) == {"أكد", "زعم", "قال"}


def test_cues_by_speaker_and_within_speakers():
    documents = cue_corpus()
    speech = find_speech(documents)
    speech["speaker"] = pd.Categorical(["minister", "envoy"] * 24)
    table = compare_cues(speech, documents, by="speaker", n_permutations=99)
    assert set(table["speaker"]) == {"minister", "envoy"}
    within = compare_cues(speech, documents, speakers=True, n_permutations=99)
    assert within.columns[0] == "speaker"
    with pytest.raises(ValueError, match="within each speaker"):
        compare_cues(speech, documents, by="speaker", speakers=True)
    with pytest.raises(ValueError, match="what must be one of"):
        compare_cues(speech, documents, what="verb")


def test_cues_find_nothing_where_nothing_is():
    wrong = 0
    for seed in range(30):
        rng = np.random.default_rng(seed)
        texts, outlets = {}, {}
        for number in range(16):
            # Each article has its own habit, the outlets have none.
            habit = rng.beta(1, 1)
            verbs = ["زعم" if rng.random() < habit else "أكد" for _ in range(5)]
            texts[f"d{number}"] = " ".join(f"{verb} الوزير أن العمل مستمر." for verb in verbs)
            outlets[f"d{number}"] = "AB"[number % 2]
        documents = make_documents(texts, outlets=outlets)
        table = compare_cues(
            find_speech(documents), documents, n_permutations=199, random_state=seed
        )
        wrong += bool((table["verdict"] != "undecided").any())
    assert wrong <= 4
