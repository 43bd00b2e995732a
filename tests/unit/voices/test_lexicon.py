import csv
from importlib.resources import files

from corpuskit.arabic.spelling import normalize
from corpuskit.voices.lexicon import read_cues, read_kinds, read_set
from corpuskit.voices.naming import STANCES
from corpuskit.voices.vocabulary import agreement, code_vocabulary


def test_about_150_verbs_and_more_are_shipped():
    cues, words, phrases = read_cues()
    assert len(cues) >= 200
    assert sum(cue.part == "verb" for cue in cues) >= 110
    assert {"participle", "masdar", "preposition", "phrase"} <= {cue.part for cue in cues}
    assert all(words[normalize(form)] >= 0 for form in ("قالت", "مؤكدا", "قوله", "بحسب"))
    assert ("على", "حد", "قوله") in phrases


def test_every_class_is_known_and_every_form_is_written():
    cues, _, _ = read_cues()
    kinds = {cue.kind for cue in cues}
    assert set(STANCES) <= kinds
    text = files("corpuskit.data").joinpath("cues.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert all(form.strip() for row in rows for form in row["forms"].split("|"))
    assert len({row["cue"] for row in rows}) == len(rows)


def test_words_of_the_vocabulary():
    vocabulary = code_vocabulary(["قال", "وقالت", "فقال", "الوزير", "بان", "بوتين", "بالعمل", ""])
    assert (vocabulary.cue >= 0).tolist() == [True, True, True, False, False, False, False, False]
    assert vocabulary.prefix.tolist()[:3] == [0, 1, 1]


def test_article_and_dual_share_a_lemma():
    lemma = code_vocabulary(["الوزير", "وزيري", "وزير", "والوزير", "المدينة"]).lemma
    assert len(set(lemma[:4].tolist())) == 1
    assert lemma[4] != lemma[0]


def test_agreement_of_verbs_and_participles():
    cues, words, _ = read_cues()

    def of(form):
        return agreement(normalize(form), cues[words[normalize(form)]])

    assert [of(f) for f in ("أكد", "أكدت", "أكدوا", "أكدا", "يؤكد", "تؤكد", "يؤكدون")] == list(
        "mfpdmfp"
    )
    assert [of(f) for f in ("دعا", "نفى", "مشيرا", "مشيرة", "مشيرين")] == list("mmmfp")


def test_sets_and_kinds_are_normalised():
    assert "غير" in read_set("contrast")
    assert all(normalize(word) == word for word in read_kinds())
