"""Spelling: presets, switches, and what is refused."""

from dataclasses import fields, replace

import pytest

from corpuskit.arabic.spelling import PRESETS, Spelling, normalize, resolve_spelling

NOTHING = Spelling(**{field.name: False for field in fields(Spelling)})
SWITCHES = [
    ("marks", "مُحَمَّد", "محمد"),
    ("dagger_alef", "هٰذا", "هذا"),
    ("tatweel", "كـيري", "كيري"),
    ("presentation_forms", "ﻻ", "لا"),
    ("letter_variants", "کیری", "كيري"),
    ("digits", "٢٠١٦", "2016"),
    ("invisible", "قا\u200dل", "قال"),
    ("alef_forms", "أإآٱ", "اااا"),
    ("alef_maqsura", "كيرى على", "كيري على"),
    ("case", "BBC", "bbc"),
    ("hamza_seats", "مسؤول هيئة", "مسوول هيية"),
    ("ta_marbuta", "هدنة", "هدنه"),
    ("foreign_letters", "ڤيتو", "فيتو"),
]


@pytest.mark.parametrize(("switch", "printed", "folded"), SWITCHES)
def test_each_switch_does_one_thing(switch, printed, folded):
    assert normalize(printed, NOTHING) == printed
    assert normalize(printed, replace(NOTHING, **{switch: True})) == folded
    others = replace(PRESETS["search"], **{switch: False, "every_maqsura": False})
    assert normalize(printed, others) != folded


def test_every_maqsura():
    assert normalize("على", Spelling(every_maqsura=True)) == "علي"


def test_presets_fold_more_and_more():
    names = [field.name for field in fields(Spelling)]
    light, standard, search = (PRESETS[name] for name in ("light", "standard", "search"))
    for name in names:
        assert getattr(light, name) <= getattr(standard, name) <= getattr(search, name)
    assert Spelling() == standard
    assert resolve_spelling("light") is light
    assert resolve_spelling(NOTHING) is NOTHING


@pytest.mark.parametrize("wrong", ["Standard", "", None, 3])
def test_an_unknown_preset_is_refused(wrong):
    with pytest.raises(ValueError, match="must be one of 'light', 'standard', 'search'"):
        normalize("قال", wrong)


def test_a_switch_is_true_or_false():
    with pytest.raises(ValueError, match="marks must be True or False, got 1"):
        Spelling(marks=1)
    with pytest.raises(ValueError, match="every_maqsura=True needs alef_maqsura=True"):
        Spelling(alef_maqsura=False, every_maqsura=True)


def test_maqsura_depends_on_the_word():
    text = "على وعلى فعلى أعلى علىه إلى وإلى حتى لدى مدى كيرى فى"
    folded = "على وعلى فعلى اعلي عليه الى والى حتى لدى مدي كيري في"
    assert normalize(text) == folded
    assert normalize("«على»، (إلى)") == "«على»، (الى)"
