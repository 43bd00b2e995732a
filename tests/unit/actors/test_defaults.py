"""What counts where the table says nothing about a name."""

import pandas as pd
import pytest

import corpuskit as ck
from corpuskit.testing import make_documents

ROWS = [
    ("watan", "outlet", "صحيفة الوطن", "الوطن"),
    ("hayat", "outlet", "الحياة", ""),
    ("aawsat", "outlet", "الشرق الأوسط", ""),
    ("afp", "outlet", "وكالة الصحافة الفرنسية", "الفرنسية"),
    ("okaz", "outlet", "عكاظ", ""),
    ("bbc", "outlet", "بي. بي. سي", ""),
    ("sa", "state", "المملكة", "السعودية"),
    ("eg", "state", "مصر", "القاهرة"),
    ("ru", "state", "روسيا", "موسكو"),
    ("qaeda", "group", "تنظيم القاعدة", "القاعدة"),
    ("resistance", "group", "المقاومة", ""),
    ("saleh", "person", "علي عبد الله صالح", "صالح"),
    ("sistani", "person", "علي السيستاني", "السيستاني"),
]


def make_actors(rows, **columns):
    frame = pd.DataFrame(rows, columns=["actor_id", "kind", "name_ar", "aliases"])
    frame["name_en"] = frame["actor_id"]
    return ck.read_actors(frame.assign(**columns), ordinary="ignore")


def find(text, actors=None, **options):
    """Return who is named, in order."""
    actors = make_actors(ROWS) if actors is None else actors
    mentions = ck.find_mentions(make_documents({"a": text}), actors, **options)
    return mentions["actor_id"].tolist()


@pytest.mark.parametrize(
    "text",
    [
        "ذكرت صحيفة الحياة أمس",
        "في تصريح لصحيفة «الحياة» أمس",
        "قال لـ«الحياة» إنه عائد",
        'قال ل "الحياة" إنه عائد',
        "نشرت الحياة تقريرا",
        "نقلا عن الحياة أمس",
        "وصرح للحياة أمس",
        "تابعت الحياة أونلاين الخبر",
        "انتهى الخبر (الحياة)",
        "انتهى الخبر\nالحياة\nتابع",
    ],
)
def test_outlet_of_ordinary_name_counts_beside_media_words(text):
    assert find(text) == ["hayat"]


@pytest.mark.parametrize(
    "text",
    [
        "هم على قيد الحياة اليوم",
        "أبناء الوطن في الخارج",
        "دفاعا عن الوطن وأهله",
        "أمن الشرق الأوسط كله",
        "الدبابات الفرنسية الحديثة",
        "رفعوا شعار «الحياة» أمس",
        "عاد للحياة من جديد",
    ],
)
def test_outlet_of_ordinary_name_does_not_count_as_a_word(text):
    assert find(text) == []


def test_outlet_list_and_clear_name():
    assert find("صحيفتي الوطن والحياة") == ["watan", "hayat"]
    assert find("كانت عكاظ هناك") == ["okaz"]
    assert find("بحسب الفرنسية") == ["afp"]


@pytest.mark.parametrize(
    "text",
    [
        "عقد في القاهرة أمس",
        "عقد بالقاهرة أمس",
        "وصل إلى القاهرة أمس",
        "عاد من القاهرة أمس",
        "انتهى اجتماع القاهرة أمس",
        "بقاعدة شرق القاهرة الجوية",
        "زيارة للقاهرة أمس",
        "القاهرة - وكالات",
        "القاهرة (رويترز)",
        "مكاتب في القاهرة وموسكو",
        "مكاتب بالقاهرة وموسكو",
    ],
)
def test_capital_as_place_does_not_count(text):
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("رفضت القاهرة العرض", ["eg"]),
        ("بدعم من القاهرة", ["eg"]),
        ("رسالة للقاهرة أمس", ["eg"]),
        ("بين القاهرة وموسكو", ["eg", "ru"]),
        ("القاهرة: نرفض العرض", ["eg"]),
        ("علاقاتها بالقاهرة", ["eg"]),
    ],
)
def test_capital_as_government_counts(text, actors):
    assert find(text) == actors


@pytest.mark.parametrize(
    "text",
    [
        "عبر الحدود السعودية",
        "عبر الحدود الجنوبية السعودية",
        "هاجمت وسائل الإعلام السعودية الاتفاق",
        "القوات السعودية",
        "قالت الحكومة السعودية",
        "في مدينة جدة السعودية",
    ],
)
def test_state_as_adjective_does_not_count(text):
    assert find(text) == []


@pytest.mark.parametrize(
    "text",
    ["اتهم الحوثيون السعودية", "زار الرئيس السعودية", "والسعودية ترفض", "دعت السعودية إلى الهدوء"],
)
def test_state_that_is_also_an_adjective_counts(text):
    assert find(text) == ["sa"]


def test_name_of_the_kingdom_is_no_adjective():
    actors = make_actors([("sa", "state", "السعودية", "")])
    assert find("أعلنت المملكة العربية السعودية", actors) == ["sa"]


def test_group_of_one_noun():
    assert find("قالت المقاومة إنها تقدمت") == ["resistance"]
    assert find("منذ مرحلة المقاومة الأولى") == []
    assert find("أقلعت من القاعدة الجوية") == []
    assert find("هاجمت القاعدة الجيش") == ["qaeda"]


@pytest.mark.parametrize(
    ("name", "text"),
    [("الحياة", "قيد الحياة"), ("القاهرة", "في القاهرة"), ("السعودية", "الحدود السعودية")],
)
def test_table_overrules_defaults(name, text):
    kind = "outlet" if name == "الحياة" else "state"
    rows = [("x", kind, "اسم آخر", name)]
    assert find(text, make_actors(rows)) == []
    assert find(text, make_actors(rows, needs=f"{name}: nothing")) == ["x"]
    assert find(text, make_actors(rows, not_after=f"{name}: شبه")) == ["x"]


def test_in_favour_of_is_no_person():
    assert find("صوت لصالح القرار") == []
    assert find("قال صالح") == ["saleh"]


def test_preposition_is_no_given_name():
    assert find("(في رده على السيستاني) أمس") == ["sistani"]
    documents = make_documents({"a": "الرئيس على السيستاني"})
    assert ck.find_mentions(documents, make_actors(ROWS))["start"].tolist() == [7]


@pytest.mark.parametrize("text", ["مع بي. بي. سي أمس", "مع بي بي سي", "مع بي.بي.سي", "لبي بي سي"])
def test_initials_with_full_stops(text):
    assert find(text) == ["bbc"]


def test_short_name_that_is_listed_for_another():
    rows = [
        ("son", "person", "قوباد جلال الطالباني", ""),
        ("jalal", "person", "جلال الطالباني", ""),
    ]
    text = "حضر قوباد جلال الطالباني. وذكر جلال الطالباني"
    assert find(text, make_actors(rows), surnames=True) == ["son", "jalal"]


def test_surname_behind_its_forces_but_not_its_family():
    rows = [("hadi", "person", "عبد ربه منصور هادي", "")]
    assert find("القوات الموالية لحكومة هادي", make_actors(rows), surnames=True) == ["hadi"]
    text = "عبد ربه منصور هادي. عائلة هادي"
    assert find(text, make_actors(rows), surnames=True) == ["hadi"]


@pytest.mark.parametrize(
    "text",
    [
        "خالد السويلمي ـ سبق ـ عرعر: ضبط",
        "ذياب الشمري- سبق- الرياض: أصيب",
        "سبق- الرياض: أكد",
        "أيمن حسن– سبق: تسببت",
    ],
)
def test_outlet_in_a_byline_counts(text):
    actors = make_actors([("sabq", "outlet", "سبق", "")])
    assert find(text, actors) == ["sabq"]
    assert find("القصف الذي سبق تحطمها في وقت سبق", actors) == []


def test_names_of_sites_are_no_outlets_and_no_clubs():
    rows = [("okaz", "outlet", "عكاظ", ""), ("club", "organisation", "المريخ", "")]
    actors = make_actors(rows)
    assert find("مشاركته في سوق عكاظ وباستاد المريخ", actors) == []
    assert find("نشرت عكاظ أن المريخ فاز", actors) == ["okaz", "club"]
    assert find("الدخول لموقع المدينة الطبية", make_actors([("m", "outlet", "المدينة", "")])) == []


def test_kin_is_no_patronymic():
    actors = make_actors([("a", "person", "سليمان هلال الأسد", "")])
    text = "توقيف سليمان هلال الأسد ابن عم الرئيس"
    mentions = ck.find_mentions(make_documents({"a": text}), actors)
    assert [text[a:b] for a, b in zip(mentions.start, mentions.end, strict=True)] == [
        "سليمان هلال الأسد"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "عين اليوم – القاهرة\nأصدر الرئيس قرارا",
        "واس - موسكو: قال الوزير",
        "لقاء في العاصمة الروسية موسكو أمس",
    ],
)
def test_capital_in_a_dateline_is_a_place(text):
    assert find(text) == []
    assert find("عين اليوم\nقالت موسكو - أمس - إنها ترفض") == ["ru"]


def test_organisation_named_by_a_function_word_needs_a_head_or_quotation_marks():
    actors = make_actors([("uhud", "organisation", "أحد", "")])
    assert find("كشف أن أحد العمال نسي", actors) == []
    assert find("بمواجهة فريق أحد يوم السبت، و«أحد» فاز", actors) == ["uhud", "uhud"]


def spans(text, actors, **options):
    mentions = ck.find_mentions(make_documents({"a": text}), actors, **options)
    return [text[a:b] for a, b in zip(mentions.start, mentions.end, strict=True)]


def test_name_behind_a_patronymic_is_anothers():
    actors = make_actors(
        [("s", "person", "سلمان بن عبدالعزيز آل سعود", "سلمان|سلمان بن عبدالعزيز")]
    )
    assert find("محمد بن سلمان بن عبدالعزيز آل سعود", actors) == []
    assert find("محمد بن سلمان بن عبدالعزيز آل سعود", actors, surnames=True) == []
    assert find("استقبل الملك سلمان ضيفه", actors) == ["s"]


@pytest.mark.parametrize("site", ["طريق", "بقصر", "جامعة", "ومستشفى", "لجائزة"])
def test_site_that_bears_the_name_of_a_king_is_nobody(site):
    actors = make_actors([("a", "person", "الملك عبدالعزيز", "عبدالعزيز")])
    assert find(f"زار {site} الملك عبدالعزيز أمس", actors) == []
    assert find("زار الملك عبدالعزيز أمس", actors) == ["a"]


def test_movement_that_bears_the_name_of_its_founder_is_not_he():
    actors = make_actors([("h", "person", "عبدالملك الحوثي", "الحوثي")])
    assert find("هاجمت ميليشيا الحوثي المدينة", actors) == []
    assert find("دعا الحوثي أنصاره", actors) == ["h"]


def test_further_fathers_and_the_family_name_make_one_mention():
    actors = make_actors([("m", "person", "ماجد بن فهد السبيعي", "")])
    text = "الرقيب ماجد بن فهد بن فهيد الصميلي السبيعي رحمه الله"
    assert spans(text, actors, surnames=True) == ["ماجد بن فهد بن فهيد الصميلي السبيعي"]


def test_no_span_closes_what_stands_open_before_it():
    actors = make_actors([("r", "person", "لويك ريمي", "ريمي")])
    assert spans("سجل (لويك) ريمي هدفا", actors) == ["ريمي"]
    assert spans("سجل لويك (ريمي السريع) هدفا", actors) == ["ريمي"]
    assert spans("سجل (لويك ريمي) هدفا", actors) == ["لويك ريمي"]


def test_noun_as_name_needs_support():
    rows = [("s", "person", "علي سلامة", "سلامة"), ("i", "organisation", "سليم", "")]
    actors = make_actors(rows)
    assert find("للتأكد من سلامة الركاب", actors) == []
    assert find("قال سلامة إنه عائد", actors) == ["s"]
    assert find("التقى علي سلامة الوزير ثم غادر سلامة", actors) == ["s", "s"]


def test_adjective_as_name_does_not_count_behind_a_definite_noun():
    actors = make_actors([("s", "person", "محمود الشريف", "الشريف")])
    assert find("في الخلق النبوي الشريف", actors) == []
    assert find("مع الشريف أمس", actors) == ["s"]
    assert find("قال محمود الشريف إن النقيب الشريف وفى", actors) == ["s", "s"]


def test_club_of_an_ordinary_name_needs_sport():
    actors = make_actors([("c", "organisation", "الشباب", ""), ("q", "group", "القاعدة", "")])
    assert find("نحث الشباب على العمل", actors) == []
    assert find("فاز الشباب في المباراة", actors) == ["c"]
    assert find("سيطروا على قاعدة العند وتعتبر القاعدة موقعا", actors) == []
    assert find("استولى تنظيم القاعدة على قاعدة جوية", actors) == ["q"]


def test_bahrain_is_not_two_seas():
    actors = make_actors([("b", "state", "البحرين", "")])
    assert find("يربط البحرين الأحمر والمتوسط", actors) == []
    assert find("أعلنت البحرين موقفها", actors) == ["b"]


def test_internal_affairs_are_no_ministry():
    actors = make_actors([("m", "organisation", "وزارة الداخلية", "الداخلية")])
    assert find("تدخل في الشؤون الداخلية", actors) == []
    assert find("أعلنت الداخلية", actors) == ["m"]
    assert find("تدخل في شؤونها الداخلية وسياستها الداخلية", actors) == []
    assert find("بشئون الدول الأخرى الداخلية", actors) == []
    assert find("قضية أعلنتها الداخلية أمس", actors) == ["m"]


@pytest.mark.parametrize(
    "text",
    [
        "استقبل وزير الداخلية ضيفه",
        "رسالة لوزير الداخلية",
        "اجتماع وزراء الداخلية العرب",
        "مسؤولية وزارات الداخلية كافة",
        "ممثلون من وزارتي الدفاع والداخلية",
    ],
)
def test_title_of_a_minister_is_no_ministry(text):
    actors = make_actors([("m", "organisation", "وزارة الداخلية", "الداخلية|الحرس الوطني")])
    assert find(text, actors) == []
    assert find(text.replace("الداخلية", "الحرس الوطني"), actors) == []
    assert find("قال متحدث باسم الداخلية إنها تنفي", actors) == ["m"]


def test_title_of_the_head_of_a_cabinet_is_no_cabinet():
    actors = make_actors([("c", "organisation", "مجلس الوزراء", "")])
    assert find("النائب الثاني لرئيس مجلس الوزراء، ووزير الدولة عضو مجلس الوزراء", actors) == []
    assert find("وافق مجلس الوزراء", actors) == ["c"]


@pytest.mark.parametrize(
    ("state", "text", "count"),
    [
        ("الصين", "أنشطتها في بحر الصين الجنوبي", 0),
        ("الصين", "جنوب الصين", 1),
        ("بنما", "عبر قناة بنما", 0),
        ("قطر", "بقطر داخلي 11 مترا وقطر 12 مترا", 0),
        ("قطر", "في قطر 2022", 1),
        ("المغرب", "بعد صلاة المغرب", 0),
        ("مصر", "رحلة لمصر للطيران", 0),
        ("أمريكا", "دول أمريكا الجنوبية", 0),
        ("المملكة", "إلى المملكة المغربية", 0),
        ("المملكة", "إلى المملكة أمس", 1),
        ("النظام", "كفاءة النظام القضائي", 0),
        ("النظام", "وينص النظام على غرامة", 0),
        ("النظام", "دعا النظام في سوريا إلى", 2),
    ],
)
def test_country_in_the_name_of_something_else(state, text, count):
    rows = [("x", "state", "سوريا" if state == "النظام" else "السعودية", state)]
    rows = rows if state in ("النظام", "المملكة") else [("x", "state", state, "")]
    assert find(text, make_actors(rows)) == ["x"] * count


def test_amman_is_a_capital_where_the_state_is_jordan():
    jordan = make_actors([("jo", "state", "الأردن", "عمان")])
    assert find("السفارة السعودية بعمان وأمين عمان", jordan) == []
    assert find("رفضت عمان الطلب", jordan) == ["jo"]
    assert find("مستشفى بعمان", make_actors([("om", "state", "عمان", "")])) == ["om"]


def test_capital_with_a_date_or_in_quotation_marks():
    actors = make_actors([("sa", "state", "السعودية", "الرياض")])
    assert find("الرياض 26 شوال 1436 هـ", actors) == []
    assert find("معلومات خص بها «الرياض» أمس", actors) == []
    assert find("كافة خاصة الرياض العاصمة", actors) == []
    assert find("قلق الرياض من الاتفاق", actors) == ["sa"]


def test_side_that_describes_a_noun_is_no_mention():
    rows = [("h", "group", "الحوثيون", "الحوثي"), ("t", "person", "منصور التركي", "التركي")]
    actors = make_actors(rows)
    assert find("بقايا الوجود الحوثي. قيادة التمرد الحوثي", actors) == []
    assert find("مليشيات الحوثي", actors) == ["h"]
    assert find("بحث الرئيس التركي الأزمة", actors) == []
    assert find("قال اللواء التركي إنه", actors) == ["t"]


def test_name_of_one_word_inside_the_name_of_another_person():
    rows = [("m", "person", "نوري المالكي", "المالكي"), ("v", "person", "محمد دوابشة", "محمد")]
    actors = make_actors(rows)
    assert find("الفنان فايز المالكي، والأمير محمد بن ناصر، والمهندس محمد السويكت", actors) == []
    assert find("قال المالكي إن محمد أصيب", actors) == ["m", "v"]
    assert find("بحضور نوري حسين المالكي", actors) == []


def test_title_as_surname_does_not_count_before_a_name():
    actors = make_actors([("s", "person", "حسن الشيخ", "الشيخ")])
    assert find("وقال الشيخ سلطان", actors) == []
    assert find("التقى حسن الشيخ الوفد وأكد الشيخ أن", actors) == ["s", "s"]


def test_common_plural_as_name_needs_support():
    actors = make_actors([("m", "organisation", "هيئة المدن الصناعية", "مدن")])
    assert find("كبرى مدن الجنوب", actors) == []
    assert find("وقعت «مدن» عقدا", actors) == ["m"]


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        ("organisation", "مجموعة 5+1", "اتفاق مجموعة 5+1 أمس"),
        ("outlet", "سبق", "تفاصيل حصلت عليها «سبق» أمس"),
        ("outlet", "الأناضول", "وقال مصدر قضائي للأناضول، إن المحكمة"),
        ("outlet", "العربية", "على وطنه.\nسمات العربية داعش"),
        ("group", "القاعدة", "قرب قاعدة العند، وهاجم مسلحو القاعدة"),
        ("group", "التحالف", "تحالف واسع. وأعلن التحالف هدنة"),
    ],
)
def test_name_that_counts(kind, name, text):
    assert find(text, make_actors([("x", kind, name, "")])) == ["x"]


@pytest.mark.parametrize(
    ("kind", "name", "alias", "text"),
    [
        ("group", "تنظيم القاعدة", "القاعدة", "في غرة ذي القعدة"),
        ("state", "السعودية", "", "في حركته الصعودية"),
        ("group", "المعارضة السورية", "المعارضة", "تنتقد المعارضة التركية ذلك"),
        ("group", "حركة فتح", "فتح", "تم فتح الباب"),
        ("outlet", "صحيفة مكة", "مكة", "طرق مكة المكرمة"),
        ("organisation", "مجموعة 5+1", "5+1", "التقرير الـ51 الصادر"),
        ("organisation", "وزارة الداخلية", "الداخلية", "المسابقات المحلية والداخلية"),
        ("organisation", "وزارة الأوقاف", "الأوقاف", "وزير الشؤون الإسلامية والأوقاف"),
        ("person", "تمام سلام", "سلام", "توقيع اتفاق سلام أمس"),
        ("person", "نبيه بري", "بري", "في كبرى المدن"),
        ("person", "بان كي مون", "بان", "وأوضح بأن الوقت مناسب"),
        ("person", "علي عبدالله صالح", "صالح", "وقال المهندس صالح الشمري"),
        ("person", "علي دوابشة", "علي", "وحارس المرمى علي غيدان وآخر"),
        ("person", "أشرف العربي", "العربي", "بدأ الربيع العربي"),
        ("state", "السعودية", "الرياض", "سافر بين الرياض والقصيم"),
        ("state", "السعودية", "الرياض", "بين الجوف والرياض"),
        ("state", "السعودية", "", "خارج الأراضي السعودية"),
        ("state", "السعودية", "", "في السوق السعودية وشركات التأمين السعودية"),
        ("organisation", "وزارة الداخلية", "الداخلية", "منذ تعيينه وزيرا للداخلية"),
        ("state", "السعودية", "الرياض", 'قال لـ " الرياض " إنه'),
        ("person", "محمد دوابشة", "محمد", "وذكر محمد الفارس أنه"),
        ("person", "علي عبدالله صالح", "صالح", "وأكد السفير آل صالح أنه"),
        ("person", "سلمان بن عبدالعزيز آل سعود", "سلمان", "الأمير سلمان بن حمد آل خليفة"),
        ("person", "أشرف العربي", "العربي", "في مجتمعنا العربي الأجنبي والعربي"),
        ("organisation", "نادي الاتحاد", "الاتحاد", "مباراة رئيس الاتحاد الكويتي"),
        ("organisation", "المنتخب", "الأخضر", "مباراة الاقتصاد الأخضر"),
    ],
)
def test_name_that_is_another_word_here(kind, name, alias, text):
    assert find(text, make_actors([("x", kind, name, alias)])) == []


@pytest.mark.parametrize(
    ("kind", "name", "alias", "text"),
    [
        ("group", "المعارضة السورية", "المعارضة", "قصف مواقع المعارضة المسلحة"),
        ("group", "التحالف العربي", "التحالف", "بدأ التحالف الذي تقوده"),
        ("group", "حركة فتح", "فتح", "قيادي في حركة فتح أمس"),
        ("person", "تمام سلام", "سلام", "وقال سلام إنه"),
        ("person", "بان كي مون", "بان", "وقال بان في بيان"),
        ("person", "عبد ربه منصور هادي", "هادي", "عن الرئيس هادي قوله خلال اللقاء"),
        ("state", "السعودية", "الرياض", "بين عمان والرياض"),
    ],
)
def test_name_that_is_the_name_here(kind, name, alias, text):
    assert find(text, make_actors([("x", kind, name, alias)])) == ["x"]


def test_places_count_wherever_they_are_named():
    rows = [("market", "place", "سوق عكاظ", "عكاظ"), ("sa", "place", "السعودية", "")]
    texts = make_documents({"a": "في سوق عكاظ بالمدينة السعودية"})
    mentions = ck.find_mentions(texts, make_actors(rows))
    assert mentions["actor_id"].tolist() == ["market", "sa"]
