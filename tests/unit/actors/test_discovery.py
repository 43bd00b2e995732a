import pytest

import corpuskit as ck
from corpuskit.testing import make_documents

TEXTS = {
    "a": "قال وزير الخارجية الروسي سيرغي لافروف إن المحادثات مستمرة. وأضاف سيرغي لافروف أنها "
    "صعبة. وختم لافروف.",
    "b": "أكد المتحدث باسم الكرملين ديميتري بيسكوف في روسيا ذلك. وتابع بيسكوف: لا جديد.",
    "c": "التقى الرئيس خالد بن أحمد آل خليفة وفد حزب الشعب الجمهوري. وقال حزب الشعب الجمهوري نعم.",
    "d": "أعلن أبو محمد الجولاني ذلك. وقال سيرجي لافروف في روسيا إن خالد بن أحمد آل خليفة وافق.",
}


def suggest(**options):
    return ck.suggest_actors(make_documents(TEXTS), **options)


def test_names_behind_titles_verbs_patronymics_and_heads_are_suggested():
    table = suggest()
    found = dict(zip(table["name_ar"], table["n_mentions"], strict=True))
    assert found["سيرغي لافروف"] == 4
    assert found["ديميتري بيسكوف"] == 2
    assert found["خالد بن أحمد آل خليفة"] == 2
    assert found["حزب الشعب الجمهوري"] == 2
    assert found["روسيا"] == 3


def test_spellings_of_one_name_are_together():
    row = suggest().set_index("name_ar").loc["سيرغي لافروف"]
    assert {"سيرغي لافروف", "سيرجي لافروف", "لافروف"} <= set(row["aliases"].split("|"))
    assert row["kind"] == "person"
    assert "title" in row["signals"]
    assert "[سيرغي لافروف]" in row["contexts"]


def test_accepted_rows_are_an_actors_table():
    actors = ck.read_actors(suggest(), ordinary="ignore")
    mentions = ck.find_mentions(make_documents(TEXTS), actors)
    assert len(mentions) >= 10


def test_known_actors_are_not_suggested_again():
    known = ck.read_actors(suggest(), ordinary="ignore")
    assert len(suggest(actors=known)) == 0


def test_min_mentions():
    assert "أبو محمد الجولاني" in set(suggest(min_mentions=1)["name_ar"])
    assert "أبو محمد الجولاني" not in set(suggest()["name_ar"])
    with pytest.raises(ValueError, match="min_mentions"):
        suggest(min_mentions=0)


def test_no_text_gives_no_suggestion():
    table = ck.suggest_actors(make_documents({"a": ""}))
    assert len(table) == 0
    assert "contexts" in table


def test_names_stop_before_attached_words_and_hold_god():
    text = "قال جون كيري والسعودي عادل الجبير. التقى جون كيري وعاد. قال حسن نصر الله كلمة. "
    found = ck.suggest_actors(make_documents({"a": text * 3}))
    names = found["name_ar"].tolist()
    assert {"جون كيري", "حسن نصر الله"} <= set(names)
    assert not any("والسعودي" in cell for cell in found["aliases"])


def test_family_name_behind_a_verb_makes_the_word_before_it_a_given_name():
    text = "نفى حمادي الجبالي رئيس الحكومة ذلك. وقال الجبالي إنه بريء. وقال الوزير نعم."
    found = ck.suggest_actors(make_documents({"a": text}))
    assert "حمادي الجبالي" in found["name_ar"].tolist()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # an ordinary word behind an honorific
        ("أعلن الفريق صدقي صبحي ذلك. وقال صدقي صبحي إن الأمر واضح.", "صدقي صبحي"),
        # a surname that is never printed without the article, and alone later
        ("قال المهندس فهد القباع إنه جاهز. وأوضح القباع ذلك. وختم القباع.", "فهد القباع"),
        # a foreign name that seems to have an attached ك
        ("زار تيدي كنيدي المدينة. وعاد كنيدي.", "تيدي كنيدي"),
        ("وصف دان دي لوس القرار. وقال دي لوس إنه مهم.", "دان دي لوس"),
        ("قتل أبو قتادة المغربي. وكان أبو قتادة المغربي هناك.", "أبو قتادة المغربي"),
        ("التقى الوزير باسم عوض الله. وقال باسم عوض الله نعم.", "باسم عوض الله"),
        # a role behind a surname is no part of the name
        ("قال مختار الرحبي السكرتير الصحافي. وأشار الرحبي إلى ذلك.", "مختار الرحبي"),
        # the surname also stands alone, so the word behind it is no part of the name
        ("عزل الرئيس محمد مرسي المنتمي. وسجن محمد مرسي المنتمي. ورفض مرسي.", "محمد مرسي"),
        # a couple of words that recurs behind a title
        ("التقى الرئيس عقل بلتاجي. وشكر الرئيس عقل بلتاجي.", "عقل بلتاجي"),
        ("قال أحمد أبو زيد ذلك. وتابع أبو زيد.", "أحمد أبو زيد"),
    ],
)
def test_names_made_of_ordinary_words(text, name):
    found = ck.suggest_actors(make_documents({"a": text, "b": "هذا نص آخر عن المدينة."}))
    assert name in found["name_ar"].tolist()
    assert (found["kind"][found["name_ar"] == name] == "person").all()


@pytest.mark.parametrize(
    "text",
    [
        "تحدث الناطق باسم الحكومة. وقال الناطق باسم الحكومة نعم.",
        "أصيب بجروح متفرقة. ونقل بجروح متفرقة.",
        "وقال معالي الوزير نعم. وقال معالي الوزير لا.",
    ],
)
def test_ordinary_words_are_no_names(text):
    found = ck.suggest_actors(make_documents({"a": text}))
    assert not (found["kind"] == "person").any()


def test_a_surname_alone_belongs_to_the_full_name_of_its_own_article():
    texts = {
        "a": "قال مدير المرصد رامي عبدالرحمن نعم. وختم عبدالرحمن.",
        "b": "قال الوزير محمد عبدالرحمن لا. وزار الوزير محمد عبدالرحمن البلاد.",
    }
    found = ck.suggest_actors(make_documents(texts)).set_index("name_ar")["n_mentions"]
    assert found["رامي عبدالرحمن"] == 2
    assert found["محمد عبدالرحمن"] == 2
