"""What repeats around the articles of an outlet is learned; what repeats inside stories is not."""

import pandas as pd
import pytest

import corpuskit as ck
from corpuskit.testing import make_documents

WORDS = [
    "الوزير",
    "المدينة",
    "الاتفاق",
    "المحادثات",
    "الهدنة",
    "المعبر",
    "القافلة",
    "السوق",
    "المجلس",
    "الملف",
    "التقرير",
    "العام",
    "الجديد",
    "الأول",
    "الشمال",
    "الغرب",
    "اللجنة",
    "الحكومة",
    "البرنامج",
    "الطريق",
    "الجسر",
    "النهر",
    "المطار",
    "الميناء",
]
LINK = "حمل تطبيقنا الجديد من المتجر"
HEADER = "بوابة النبأ الجديد | محليات | رياضة"
RULE = "repeats in this outlet"


def story(number):
    """Sentences that share few pairs of words with those of other numbers."""
    steps = (1, 5, 7, 11)
    words = [
        WORDS[(number * step + at * (number + step)) % 24] for step in steps for at in range(9)
    ]
    return f"قال {' '.join(words[:18])} أمس {number}.\nوأضاف {' '.join(words[18:])} في {number}."


def folder(tmp_path, pages):
    for number, page in enumerate(pages):
        (tmp_path / f"{number:03}.txt").write_text(page, encoding="utf-8")
    return tmp_path


def learned(problems):
    return problems.loc[problems["problem"] == "learned furniture", "message"].tolist()


def test_lines_around_articles_are_learned_and_shown(tmp_path):
    pages = [f"{HEADER}\n\nعنوان الخبر رقم {n}\n\n{story(n)}\n{LINK}" for n in range(12)]
    documents, problems = ck.read_corpus(folder(tmp_path, pages), errors="report")
    assert documents["text"].tolist() == [story(n) for n in range(12)]
    assert documents["title"].tolist() == [f"عنوان الخبر رقم {n}" for n in range(12)]
    assert [LINK in message or HEADER in message for message in learned(problems)] == [True, True]
    parts = ck.find_parts(documents)
    rows = parts[parts["rule"] == RULE]
    assert len(rows) == 24
    assert set(rows["part"]) == {"furniture"}
    title = parts[parts["part"] == "title"].iloc[0]
    assert documents["raw"][0][title.start : title.end] == documents["title"][0]
    table = ck.suggest_furniture(documents)
    assert set(table.loc[table["learned"], "phrase"]) == {HEADER, LINK}
    # The table alone does the same, and an empty one, None and False overrule everything.
    again = ck.read_corpus(tmp_path, furniture=table[table["learned"]])
    pd.testing.assert_frame_equal(again, documents)
    for choice in (table.iloc[:0], None, False):
        plain = ck.read_corpus(tmp_path, furniture=choice)
        assert plain["text"].str.endswith(LINK).all()
    with pytest.raises(ValueError, match="furniture must be 'auto', a DataFrame, None or False"):
        ck.read_corpus(tmp_path, furniture="all")


def test_parts_of_few_documents_are_those_of_all(tmp_path):
    pages = [f"عنوان الخبر رقم {n}\n\n{story(n)}\n{LINK}" for n in range(12)]
    documents = ck.read_corpus(folder(tmp_path, pages))
    parts = ck.find_parts(documents)
    few = ck.find_parts(documents.iloc[3:5])
    same = parts[parts["doc_id"].isin(["003", "004"])].reset_index(drop=True)
    assert few.astype(str).equals(same.astype(str))
    units = ck.find_units(documents.iloc[3:5])
    mapped = ck.map_to_raw(units, few)
    for row in mapped.itertuples():
        one = documents.set_index("doc_id").loc[row.doc_id]
        assert one["raw"][row.raw_start : row.raw_end] == one["text"][row.start : row.end]


def test_documents_built_by_hand_learn_from_each_other():
    texts = {str(n): f"{story(n)}\n{LINK}" for n in range(12)}
    documents = make_documents(texts, title=[f"عنوان {n}" for n in range(12)])
    parts = ck.find_parts(documents)
    assert (parts["rule"] == RULE).sum() == 12
    assert (ck.find_parts(documents, furniture=None)["rule"] == RULE).sum() == 0


@pytest.mark.parametrize(
    "texts",
    [
        # One story printed many times, in versions that add a line or change one.
        [f"{story(1)}\n{LINK}\nتحديث رقم {n}" for n in range(9)] + [story(n) for n in range(2, 9)],
        # A background sentence that closes a third of the articles.
        [f"{story(n)}\nوكانت الحرب قد بدأت في المدينة قبل أربع سنوات وأدت إلى نزوح كثيرين."
         if n % 3 == 0 else story(n) for n in range(30)],
        # Standing headings inside some articles; a farewell in a few.
        [story(n).replace("\n", "\nأداء الأسهم\n") if n % 4 == 0 else story(n) for n in range(40)],
        [f"{story(n)}\nإلى اللقاء." if n % 5 == 0 else story(n) for n in range(40)],
        # A columnist's formulas: at the beginning, as a farewell, before the last line.
        [f"كثيرا ما نسمعهم يقولون: {story(n)}" for n in range(30)],
        [f"{story(n)}\nوعلى دروب الخير نلتقي." if n % 4 else story(n) for n in range(30)],
        [f"{story(n)}\nالسطر الأخير :\nكلمة {n}" if n % 3 else story(n) for n in range(30)],
        # Too few articles.
        [f"{story(n)}\n{LINK}" for n in range(4)],
    ],
)  # fmt: skip
def test_what_belongs_to_the_articles_is_not_learned(texts):
    frame = pd.DataFrame({"text": texts, "title": "عنوان", "source": "صحيفة المساء"})
    documents, problems = ck.read_corpus(frame, errors="report")
    assert learned(problems) == []
    assert documents["text"].tolist() == texts


def test_an_outlet_learns_from_its_own_articles_alone():
    texts = [f"{story(n)}\n{LINK}" if n < 12 else story(n) for n in range(24)]
    outlets = ["أ" if n < 12 else "ب" for n in range(24)]
    texts[20] += f"\n{LINK}"
    frame = pd.DataFrame({"text": texts, "title": "عنوان", "source": outlets})
    documents, problems = ck.read_corpus(frame, errors="report")
    assert len(learned(problems)) == 1
    assert documents["text"].str.endswith(LINK).sum() == 1
    assert documents["text"][20].endswith(LINK)


def test_general_rules_go_first():
    raw = [f"عنوان الخبر رقم {n}\n\nأخبار العالم\n\nدمشق - سانا\n{story(n)}" for n in range(12)]
    documents = make_documents({str(n): page for n, page in enumerate(raw)})
    parts = ck.find_parts(documents)
    kinds = parts["part"].value_counts()
    assert (kinds["section"], kinds["dateline"], kinds["credit"], kinds["furniture"]) == (
        12, 12, 12, 0,
    )  # fmt: skip
    assert (parts["rule"] == RULE).sum() == 0


def test_glued_words_are_learned_where_a_stop_sets_them_off():
    texts = [f"{story(n)} تابع بقية الأخبار في قناتنا" for n in range(20)]
    frame = pd.DataFrame({"text": texts, "title": "عنوان"})
    documents = ck.read_corpus(frame)
    assert documents["text"].tolist() == [story(n) for n in range(20)]
    assert (ck.find_parts(documents)["rule"] == RULE).sum() == 20


def test_blank_phrases_are_no_furniture():
    table = pd.DataFrame({"phrase": ["", " "], "place": ["start", "line"]})
    documents = make_documents({"a": f"عنوان\n\n{story(1)}"})
    parts = ck.find_parts(documents, furniture=table)
    assert (parts["rule"] == RULE).sum() == 0
