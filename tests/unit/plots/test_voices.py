import matplotlib.pyplot as plt
import pandas as pd
import pytest

from corpuskit import (
    compare_coverage,
    compare_cues,
    compare_naming,
    find_labels,
    find_speech,
    measure_voice,
)
from corpuskit.errors import EmptyResultError
from corpuskit.plots import plot_coverage, plot_cues, plot_naming, plot_voice_shares
from corpuskit.testing import make_documents

ACTORS = pd.DataFrame(
    {
        "actor_id": ["kerry"],
        "kind": ["person"],
        "name_en": ["John Kerry"],
        "name_ar": ["جون كيري"],
        "aliases": ["كيري"],
    }
)


@pytest.fixture(scope="module")
def tables():
    texts = {
        "a": "قال كيري إن المسلحين خرجوا. وصل «المسلحون» إلى المدينة، 150 شخصا.",
        "b": "أكد كيري أن المسلحين خرجوا. وزعم مصدر أن المتمردين هنا.",
    }
    documents = make_documents(texts, outlets={"a": "الأولى", "b": "الثانية"})
    rows = [(d, t.index("كيري"), t.index("كيري") + 4) for d, t in texts.items()]
    mentions = pd.DataFrame(rows, columns=["doc_id", "start", "end"]).assign(
        actor_id="kerry", alias="كيري", rule="alias"
    )
    forms = pd.DataFrame(
        {
            "referent": ["armed", "armed"],
            "label": ["militants", "rebels"],
            "forms": ["المسلحون|المسلحين", "المتمردين"],
        }
    )
    speech = find_speech(documents, mentions)
    labels = find_labels(documents, forms, speech=speech)
    return {
        "shares": measure_voice(speech, documents),
        "naming": compare_naming(labels, documents),
        "cues": compare_cues(speech, documents),
        "coverage": compare_coverage(documents, mentions, speech=speech),
    }


def texts_of(ax):
    legend = ax.get_legend()
    named = [t.get_text() for t in legend.get_texts()] if legend else []
    ticks = [t.get_text() for t in [*ax.get_xticklabels(), *ax.get_yticklabels()]]
    return "\n".join([*named, *ticks, *(t.get_text() for t in ax.texts)])


def test_shares_fill_each_bar(tables):
    ax = plot_voice_shares(tables["shares"], actors=ACTORS)
    rows = {}
    for bar in ax.patches:
        rows[round(bar.get_y(), 3)] = rows.get(round(bar.get_y(), 3), 0) + bar.get_width()
    assert list(rows.values()) == pytest.approx([1.0, 1.0])
    shown = texts_of(ax)
    assert "جون كيري" in shown
    assert "John Kerry" in shown
    assert "الثانية" in shown


def test_names_without_actors_and_in_one_script(tables):
    assert "kerry" in texts_of(plot_voice_shares(tables["shares"]))
    shown = texts_of(plot_voice_shares(tables["shares"], actors=ACTORS, labels="ar"))
    assert "John Kerry" not in shown


def test_naming_shows_voices_counts_and_quotation_marks(tables):
    ax = plot_naming(tables["naming"], "armed", names={"militants": "المسلحون"})
    shown = texts_of(ax)
    assert "المسلحون" in shown
    assert "n = 1" in shown
    assert "in quotation marks" in shown
    assert any(patch.get_hatch() for patch in ax.patches)
    together = tables["naming"].drop(columns="voice").drop_duplicates(["outlet", "label"])
    assert plot_naming(together, "armed") is not None


def test_cues_have_a_mark_for_each_stance(tables):
    ax = plot_cues(tables["cues"])
    assert "endorsing" in texts_of(ax)
    assert len(ax.get_yticklabels()) == 2


@pytest.mark.parametrize("kind", ["actor", "number", "statement"])
def test_coverage_marks_what_is_there(tables, kind):
    ax = plot_coverage(tables["coverage"], kind=kind, actors=ACTORS, labels="en")
    table = tables["coverage"]
    expected = int(table.loc[table["kind"] == kind, "has"].sum())
    filled = [p for p in ax.patches if tuple(p.get_facecolor())[:3] != (1.0, 1.0, 1.0)]
    assert len(filled) == len(ax.texts) == expected


def test_drawing_on_a_given_axes(tables):
    _, ax = plt.subplots()
    assert plot_cues(tables["cues"], ax=ax) is ax
    assert plot_coverage(tables["coverage"], ax=ax) is ax


def test_wrong_arguments(tables):
    with pytest.raises(ValueError, match="labels must be"):
        plot_cues(tables["cues"], labels="fr")
    with pytest.raises(ValueError, match="by must be a column"):
        plot_naming(tables["naming"], "armed", by="paper")
    with pytest.raises(ValueError, match="referent must be one of armed"):
        plot_naming(tables["naming"], "civilians")
    with pytest.raises(ValueError, match="n_labels must be"):
        plot_naming(tables["naming"], "armed", n_labels=0)
    with pytest.raises(ValueError, match="n_speakers must be"):
        plot_voice_shares(tables["shares"], n_speakers=9)
    with pytest.raises(ValueError, match="kind must be"):
        plot_coverage(tables["coverage"], kind="place")
    with pytest.raises(ValueError, match="event must be one of"):
        plot_coverage(tables["coverage"], event="x")
    with pytest.raises(EmptyResultError):
        plot_cues(tables["cues"].iloc[:0])
    numbers = tables["coverage"][tables["coverage"]["kind"] == "number"]
    with pytest.raises(EmptyResultError, match="no actor"):
        plot_coverage(numbers, kind="actor")
