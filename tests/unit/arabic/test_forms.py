"""Stems and lemmas: what must meet, what must stay apart, what must stay whole."""

from itertools import combinations
from pathlib import Path

import pytest

from corpuskit.arabic.forms import Analyst, change_form
from corpuskit.arabic.spelling import normalize

GOLDEN = Path(__file__).parents[2] / "golden" / "arabic"


def read_groups(name: str) -> list[list[str]]:
    lines = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    return [[normalize(word) for word in line.split()] for line in lines if line.strip()]


@pytest.fixture(scope="module")
def analyst() -> Analyst:
    words = [word for name in NAMES for group in read_groups(name) for word in group]
    return Analyst(dict.fromkeys(words, 1))


NAMES = ("lexemes.txt", "names_with_clitics.txt", "look_alikes.txt", "lexemes_more.txt")


@pytest.mark.parametrize("name", ["lexemes.txt", "lexemes_more.txt"])
def test_inflected_forms_meet_in_one_lemma(analyst, name):
    groups = read_groups(name)
    words = [(word, number) for number, group in enumerate(groups) for word in group]
    assert len(words) >= 200
    lemmas = [analyst.analyze(word)[1] for word, _ in words]
    together = right = expected = 0
    for first, second in combinations(range(len(words)), 2):
        same, gold = lemmas[first] == lemmas[second], words[first][1] == words[second][1]
        together, right, expected = together + same, right + (same and gold), expected + gold
    precision, recall = right / together, right / expected
    assert 2 * precision * recall / (precision + recall) >= 0.93


def test_names_with_clitics_meet_the_bare_name(analyst):
    groups = read_groups("names_with_clitics.txt")
    altered = [name for name, *_ in groups if analyst.analyze(name) != (name, name)]
    pairs = [(name, joined) for name, *more in groups for joined in more]
    assert len(pairs) >= 70
    met = [analyst.analyze(joined)[1] == name for name, joined in pairs]
    assert altered == []
    assert sum(met) / len(met) >= 0.97


def test_look_alikes_stay_apart(analyst):
    pairs = read_groups("look_alikes.txt")
    assert len(pairs) >= 60
    apart = [analyst.analyze(first)[1] != analyst.analyze(second)[1] for first, second in pairs]
    assert sum(apart) / len(apart) >= 0.92


DOMAINS = (*"abcdef", *(f"independent_{number}" for number in range(1, 5)))
# The fourth was opened after the rules were last mended, and none was mended on it.
LEAST_F1 = dict.fromkeys(DOMAINS, 0.95) | {"independent_4": 0.93}
# Names that are, in news, oftener another word: guest, Sudanese, rifle, good.
ORDINARY = {"الضيف", "السوداني", "البندقية", "الطيب"}
# A village that looks like the dual of a word (two bright ones).
MISREAD = {"برقين"}


def read_domain(domain: str) -> tuple[Analyst, list[list[list[str]]]]:
    names = ("lexemes.txt", "names_with_clitics.txt", "look_alikes.txt")
    lists = [read_groups(f"domains/{domain}/{name}") for name in names]
    return Analyst(dict.fromkeys((w for one in lists for group in one for w in group), 1)), lists


@pytest.mark.parametrize("domain", DOMAINS)
def test_words_of_many_domains_meet_and_stay_apart(domain):
    analyst, (lexemes, names, look_alikes) = read_domain(domain)
    words = [(analyst.analyze(word)[1], n) for n, group in enumerate(lexemes) for word in group]
    pairs = [(a[0] == b[0], a[1] == b[1]) for a, b in combinations(words, 2)]
    right = sum(same and gold for same, gold in pairs)
    scale = sum(same for same, _ in pairs) + sum(gold for _, gold in pairs)
    assert 2 * right / scale >= LEAST_F1[domain]
    altered = {name for name, *_ in names if analyst.analyze(name)[1] != name}
    assert altered <= ORDINARY | MISREAD
    joined = [analyst.analyze(word)[1] == name for name, *more in names for word in more]
    assert sum(joined) / len(joined) >= 0.97
    apart = [analyst.analyze(a)[1] != analyst.analyze(b)[1] for a, b in look_alikes]
    assert sum(apart) / len(apart) >= 0.92


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("البرهان", "البرهان"),
        ("للبرهان", "البرهان"),
        ("نجاد", "نجاد"),
        ("ولنجاد", "نجاد"),
        ("للاذقية", "اللاذقية"),
        ("وطه", "طه"),
        ("لسانا", "سانا"),
        ("باسهم", "سهم"),
        ("وكبار", "كبير"),
        ("السيول", "سيل"),
        ("مقاتليه", "مقاتل"),
        ("سيزورها", "زار"),
        ("امطار", "مطر"),
        ("فيضان", "فيضان"),
        ("اعطت", "اعطي"),
        ("سعوا", "سعي"),
        ("وابيه", "اب"),
        ("للنساء", "امراة"),
        ("الكيان", "كيان"),
        ("النداء", "نداء"),
    ],
)
def test_names_are_known_and_words_are_not_taken_for_names(word, lemma):
    assert Analyst({}).analyze(word)[1] == lemma


def test_what_only_ends_like_an_inflected_word_stays_whole():
    names = ["المهزوري", "زوبات", "فالتينو", "كوستوف", "بيراتين", "التاراس", "نوفاتك"]
    analyst = Analyst(dict.fromkeys(names, 5))
    assert [analyst.analyze(name)[1] for name in names] == names


def test_a_rare_word_of_the_dictionary_needs_the_corpus():
    assert Analyst({"كروزات": 9}).analyze("كروزات")[1] == "كروزات"


@pytest.mark.parametrize("form", ["stem", "lemma"])
def test_protected_names_stay_whole_and_meet_their_clitics(form):
    names = ["زنبقو", "الفريداني", "بيدون", "وليمان", "كالسون", "سيرغون", "ستفيان", "الأسد"]
    words = [normalize(name) for name in names]
    joined = [before + word for word in words for before in ("و", "ب", "ول")]
    joined = [word.replace("ولال", "ولل") for word in joined]
    changed = change_form(words + joined, [1] * (4 * len(words)), form=form, protect=names)
    assert changed == words + [word for word in words for _ in range(3)]


def test_a_name_of_several_words_protects_each():
    analyst = Analyst({}, ["ستفيان دي مستورا"])
    assert analyst.analyze("ستفيان") == ("ستفيان", "ستفيان")
    assert analyst.analyze("لمستورا") == ("مستورا", "مستورا")


@pytest.mark.parametrize(
    ("word", "stem", "lemma"),
    [
        ("والوزراء", "وزراء", "وزير"),
        ("للوزير", "وزير", "وزير"),
        ("للجنة", "لجنة", "لجنة"),
        ("بالمدينة", "مدينة", "مدينة"),
        ("سيقولون", "يقولون", "قال"),
        ("وزرائهم", "وزرائهم", "وزير"),
        ("الروسية", "روسية", "روسي"),
        ("اهداف", "اهداف", "هدف"),
        ("ارسال", "ارسال", "ارسال"),
        ("واحد", "واحد", "واحد"),
        ("وفاق", "وفاق", "وفاق"),
        ("كيري", "كيري", "كيري"),
        ("فيصل", "فيصل", "فيصل"),
        ("بقال", "بقال", "بقال"),
    ],
)
def test_single_words(word, stem, lemma):
    assert Analyst({}).analyze(word) == (stem, lemma)


@pytest.mark.parametrize("word", ["2016", "bbc", "و", "في", "حلب_تحترق", "1,500", "керри", ""])
def test_what_is_no_arabic_word_stays(word):
    assert Analyst({}).analyze(word) == (word, word)


def test_only_the_corpus_can_attest_an_unknown_word():
    assert Analyst({}).analyze("وزمبلقيط") == ("وزمبلقيط", "وزمبلقيط")
    alone = Analyst({"زمبلقيط": 2, "وزمبلقيط": 1})
    assert alone.analyze("وزمبلقيط") == ("زمبلقيط", "زمبلقيط")
    rare = Analyst({"زمبلقيط": 1, "بزمبلقيط": 100})
    assert rare.analyze("بزمبلقيط") == ("بزمبلقيط", "بزمبلقيط")


def test_the_order_of_the_terms_does_not_matter():
    words = [word for group in read_groups("lexemes.txt") for word in group]
    forward = dict(zip(words, change_form(words, [1] * len(words), form="lemma"), strict=True))
    words.reverse()
    backward = dict(zip(words, change_form(words, [1] * len(words), form="lemma"), strict=True))
    assert forward == backward


def test_one_name_may_be_given_as_a_text():
    assert Analyst({}, "زنبقو").analyze("لزنبقو") == ("زنبقو", "زنبقو")


def test_a_clitic_is_cut_before_a_name_that_only_the_corpus_knows():
    names = ["سيلتيكس", "توركلي", "ليستوفا", "كاردونا"]
    joined = [before + name for name in names for before in ("و", "ب", "ل", "ول")]
    analyst = Analyst(dict.fromkeys(names + joined, 1))
    found = [analyst.analyze(word) for word in joined]
    assert found == [(name, name) for name in names for _ in range(4)]


def test_what_stands_before_the_article_changes_nothing_behind_it():
    words = ["المهزوري", "الكركونة", "الفولغاط"]
    joined = [before + word for word in words for before in ("و", "ب", "وب")]
    joined += ["لل" + word[2:] for word in words]
    analyst = Analyst(dict.fromkeys(words + joined, 1))
    for word in words:
        lemma = analyst.analyze(word)[1]
        same = [one for one in joined if one.endswith(word[2:])]
        assert {analyst.analyze(one)[1] for one in same} == {lemma}


def test_a_pronoun_is_not_taken_for_an_unknown_word():
    corpus = Analyst({"وجهه": 190, "وجه": 1650, "جهه": 30, "سان": 200, "لسان": 90, "ولسان": 30})
    assert corpus.analyze("وجهه")[1] == "وجه"
    assert corpus.analyze("ولسان")[1] == "لسان"


def test_a_form_that_only_the_paradigm_has_is_a_name():
    # The dictionary has them as dual, plural or passive of words; news has them as names.
    names = ["كلان", "شمسان", "سفران", "سمنان", "ديموم"]
    assert [Analyst({}).analyze(name)[1] for name in names] == names
    words = {"مسؤولان": "مسؤول", "رجال": "رجل", "اصدقاء": "صديق", "تتعامل": "تعامل"}
    assert {word: Analyst({}).analyze(word)[1] for word in words} == words


def test_an_unusual_plural_that_the_corpus_has_with_the_article_is_a_plural():
    assert Analyst({"غربان": 3, "الغربان": 2, "غربين": 1}).analyze("غربان")[1] == "غراب"


def test_no_clitic_stands_before_another():
    corpus = Analyst({"لهادي": 9, "بلهادي": 2, "نعمر": 1, "بنعمر": 4})
    assert corpus.analyze("بلهادي")[1] == "بلهادي"
    assert corpus.analyze("بنعمر")[1] == "بنعمر"
    assert Analyst({}).analyze("بولو")[1] == "بولو"


def test_what_a_preposition_is_put_before_keeps_its_first_letter():
    # ب ل ك are never put before و, nor before one another.
    alone = Analyst({"ورتمان": 5, "رتمان": 8})
    assert alone.analyze("ورتمان")[1] == "رتمان"
    words = {"ورتمان": 5, "بورتمان": 1, "لورتمان": 1}
    joined = Analyst({"رتمان": 8, **words})
    assert {joined.analyze(word)[1] for word in words} == {"ورتمان"}
    # So it is behind و: وكازمير is not وك before the town.
    town = Analyst({"ازمير": 3, "كازمير": 2, "وكازمير": 1, "لكازمير": 1, "بكازمير": 1})
    assert town.analyze("وكازمير")[1] == town.analyze("كازمير")[1] == "كازمير"
    # للوزير is ل and the article.
    article = Analyst({"لوزير": 9, "للوزير": 9, "وزير": 9})
    assert article.analyze("لوزير")[1] == "وزير"


def test_a_listed_name_goes_before_a_rarer_word():
    assert Analyst({"لفيفا": 3, "فيفا": 9, "لفيف": 2}).analyze("لفيفا")[1] == "فيفا"
    assert Analyst({"لفيفا": 3, "فيفا": 2, "لفيف": 9}).analyze("لفيفا")[1] == "لفيف"
    assert Analyst({"لليكود": 1, "الليكود": 3}).analyze("لليكود")[1] == "الليكود"
    assert Analyst({"لليكود": 1, "ليكود": 3}).analyze("لليكود")[1] == "ليكود"


def test_a_name_in_lam_keeps_it_behind_lam():
    corpus = Analyst({"لاجردا": 2, "للاجردا": 1, "وزير": 2, "للوزير": 1, "لوزير": 1})
    assert corpus.analyze("للاجردا")[1] == "لاجردا"
    assert corpus.analyze("للوزير")[1] == "وزير"


def test_our_plural_meets_the_others():
    corpus = Analyst({"جامعاتنا": 3, "جامعات": 9, "جامعة": 2})
    assert corpus.analyze("جامعاتنا")[1] == "جامعة"


@pytest.mark.parametrize("form", ["stem", "lemma"])
def test_a_seen_name_stays_whole_and_meets_its_clitics(form):
    terms = ["العبيد", "للعبيد", "والعبيد", "نهيان", "لنهيان"]
    changed = change_form(terms, [3] * 5, form=form, seen_names=["العبيد", "نهيان"])
    assert changed == ["العبيد"] * 3 + ["نهيان"] * 2


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        # The dual of a noun of the news, bare and behind clitics; a feminine one behind ب.
        ("فوزين", "فوز"),
        ("تطبيقين", "تطبيق"),
        ("الوفدين", "وفد"),
        ("بخسارتين", "خسارة"),
        ("باصابتين", "اصابة"),
        ("وحقلين", "حقل"),
        ("بمطارين", "مطار"),
        ("ببلديتين", "بلدي"),
        # ك before a noun of the news.
        ("كمرض", "مرض"),
        ("كتطبيقات", "تطبيق"),
        ("كبيوت", "بيت"),
        ("كباحثين", "باحث"),
        ("باحثان", "باحث"),
        # Weak verbs behind س and و.
        ("ستصيب", "اصاب"),
        ("سيبيع", "باع"),
        ("ويروون", "روي"),
        # Broken plurals in ى; those who study.
        ("القدامي", "قديم"),
        ("قدامي", "قديم"),
        ("قتلي", "قتيل"),
        ("وطلبة", "طالب"),
    ],
)
def test_what_the_dictionary_implies_needs_no_corpus(word, lemma):
    assert Analyst({word: 1}).analyze(word)[1] == lemma


@pytest.mark.parametrize(
    "name", ["بلعين", "فلسطين", "ياسين", "كورتوا", "كنيدي", "كيران", "كاردين", "تولون", "حطين"]
)
def test_names_that_look_like_duals_and_clitics_stay(name):
    words = {name: 3, "و" + name: 1}
    corpus = Analyst(words)
    assert {corpus.analyze(word)[1] for word in words} == {name}
