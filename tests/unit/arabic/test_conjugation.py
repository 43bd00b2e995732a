"""Weak verbs: which forms follow rules, and where a rule must not speak."""

import pytest

from corpuskit.arabic.conjugation import conjugate, fill_paradigms
from corpuskit.arabic.lexicon import load_lexicon


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("قال", "قالت قالوا يقول تقول يقولون"),
        ("باع", "باعت باعوا يبيع تبيع يبيعون"),
        ("نام", "نامت ناموا ينام تنام ينامون"),
        ("اعاد", "اعادت اعادوا يعيد تعيد يعيدون اعيد اعيدت اعيدوا يعاد تعاد"),
        ("اختار", "اختارت اختاروا يختار تختار يختارون"),
        ("استقال", "استقالت استقالوا يستقيل تستقيل يستقيلون"),
        ("دعا", "دعت دعوا يدعو تدعو يدعون"),
        ("روي", "روت رووا يروي تروي يروون"),
        ("اعطي", "اعطت اعطوا يعطي تعطي يعطون"),
        ("نادي", "نادت نادوا ينادي تنادي ينادون"),
        ("رد", "ردت ردوا يرد ترد يردون"),
        ("كتب", ""),
        ("من", ""),
    ],
)
def test_weak_verbs_change_by_rule(verb: str, forms: str) -> None:
    assert conjugate(verb) == forms.split()


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("يصيب", "اصاب"),
        ("تصيب", "اصاب"),
        ("يبيع", "باع"),
        ("يروون", "روي"),
        ("يعطون", "اعطي"),
        ("يبنون", "بني"),
        ("يرد", "رد"),
        ("يري", "راي"),
    ],
)
def test_lexicon_has_the_forms_of_weak_verbs(form: str, verb: str) -> None:
    lexicon = load_lexicon()
    assert lexicon.lemma_of[form] == verb
    assert form in lexicon.imperfects


# A daughter, a town, adoption; he changes or prevents.
@pytest.mark.parametrize("form", ["بنت", "سرت", "تبني", "يحول", "توري"])
def test_lexicon_leaves_forms_that_may_be_another_word(form: str) -> None:
    assert load_lexicon().lemma_of.get(form) not in {"بني", "سري", "دعا", "ادعي", "حال", "وري"}


def test_a_form_of_two_verbs_and_a_kept_word_are_left_alone() -> None:
    verbs = {"دعا", "ادعي", "باع"}
    known = {verb: verb for verb in verbs} | {form: form for form in ("يدعون", "يبيع", "باعت")}
    assert fill_paradigms(known, verbs, verbs, {"باعت"}).keys() >= {"يبيع"}
    assert not fill_paradigms(known, verbs, verbs, {"باعت"}).keys() & {"يدعون", "باعت"}
