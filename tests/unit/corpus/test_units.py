"""Sentences, paragraphs and documents as spans."""

import pandas as pd
import pytest

import corpuskit as ck
from corpuskit.testing import make_documents


def sentences(text):
    documents = make_documents({"a": text})
    units = ck.find_units(documents)
    return [text[s:e] for s, e in zip(units["start"], units["end"], strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال كيري. قال لافروف.", ["قال كيري.", "قال لافروف."]),
        ("هل ينجح الاتفاق؟ لا أحد يعلم!", ["هل ينجح الاتفاق؟", "لا أحد يعلم!"]),
        ("قال: «لن نوقع.» وأضاف آخر", ["قال: «لن نوقع.»", "وأضاف آخر"]),
        ('قال "انتهى الأمر." ثم غادر.', ['قال "انتهى الأمر."', "ثم غادر."]),
        ("بلا نقطة\nوسطر آخر", ["بلا نقطة", "وسطر آخر"]),
        ("التقى د. أحمد أ. سالم أمس. ثم عاد", ["التقى د. أحمد أ. سالم أمس.", "ثم عاد"]),
        ("نقلت أ.ف.ب. عن الوزير", ["نقلت أ.ف.ب. عن الوزير"]),
        ("ص.ب. 354 الرياض", ["ص.ب. 354 الرياض"]),
        ("ارتفع 3.5 بالمئة في 8.12.2016 أمس", ["ارتفع 3.5 بالمئة في 8.12.2016 أمس"]),
        ("بلغ 75.\u200f49 دولار أمس", ["بلغ 75.\u200f49 دولار أمس"]),
        ("عام 2016 م. وقال آخر", ["عام 2016 م.", "وقال آخر"]),
        ("في عام 2014. وقال آخر", ["في عام 2014.", "وقال آخر"]),
        ("1. الأمن في المدينة", ["1. الأمن في المدينة"]),
        ("في سوريا.. ولا ينتظر أحد", ["في سوريا.. ولا ينتظر أحد"]),
        ("نأمل ذلك... كلنا نأمل", ["نأمل ذلك...", "كلنا نأمل"]),
        ("نأمل ذلك… كلنا نأمل", ["نأمل ذلك…", "كلنا نأمل"]),
        ("انتهى الجاري.وأضاف المتحدث", ["انتهى الجاري.", "وأضاف المتحدث"]),
        ("موقع دوت.كوم الجديد", ["موقع دوت.كوم الجديد"]),
        ("زار U.S. Secretary John F. Kerry روما", ["زار U.S. Secretary John F. Kerry روما"]),
        ("قال (ساخرا!) إنه باق", ["قال (ساخرا!) إنه باق"]),
        ("يؤكد؛ ثم ينفي", ["يؤكد؛ ثم ينفي"]),
        ("ماذا؟، قال الوزير", ["ماذا؟، قال الوزير"]),
        ("حقا؟! نعم", ["حقا؟!", "نعم"]),
        ("  \u200fفراغ \n\n \xa0 \n", ["فراغ"]),
        ("أول\u2028ثان", ["أول", "ثان"]),
        ("", []),
        (" \n\u200f", []),
    ],
)
def test_sentences(text, expected):
    assert sentences(text) == expected


def test_document_and_paragraph_units():
    documents = make_documents({"a": "أول. ثان.\n\n ثالث ", "b": ""})
    paragraphs = ck.find_units(documents, unit="paragraph")
    assert paragraphs[["doc_id", "unit_index", "start", "end"]].values.tolist() == [
        ["a", 0, 0, 9],
        ["a", 1, 12, 16],
    ]
    whole = ck.find_units(documents, unit="document")
    assert whole[["doc_id", "start", "end"]].values.tolist() == [["a", 0, 16], ["b", 0, 0]]
    for units in (paragraphs, whole):
        ck.check_table(units, ck.tables.UNITS, deep=True)


def test_order_of_documents_is_kept_in_the_categories():
    documents = make_documents({"z": "ثان.", "a": "أول. آخر."})
    units = ck.find_units(documents)
    assert units["doc_id"].cat.categories.tolist() == ["z", "a"]
    assert units["doc_id"].tolist() == ["z", "a", "a"]
    assert units["unit_index"].tolist() == [0, 0, 1]


def test_missing_text_and_no_documents():
    documents = make_documents({"a": "قال."})
    documents.loc[0, "text"] = None
    assert len(ck.find_units(documents)) == 0
    empty = ck.find_units(make_documents({}))
    assert empty.columns.tolist() == ["doc_id", "unit", "unit_index", "start", "end"]
    ck.check_table(empty, ck.tables.UNITS, deep=True)


def test_wrong_arguments_are_met_at_the_border():
    documents = make_documents({"a": "قال."})
    with pytest.raises(ValueError, match="document, paragraph, sentence, got 'word'"):
        ck.find_units(documents, unit="word")
    with pytest.raises(ck.TableError, match="looks like a tokens table"):
        ck.find_units(ck.find_tokens(documents))
    with pytest.raises(ck.TableError, match="must be a pandas DataFrame"):
        ck.find_units(["قال"])
    assert isinstance(documents, pd.DataFrame)
