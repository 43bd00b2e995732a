import csv
import datetime
from importlib.resources import files

from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit.arabic.calendars import find_year, make_date
from corpuskit.arabic.date_folding import FoldedText
from corpuskit.arabic.dates import infer_published, parse_dates

MONTHS = [
    (row["name"], row["calendar"], int(row["month"]))
    for row in csv.DictReader(
        files("corpuskit").joinpath("data/months.csv").read_text(encoding="utf-8").splitlines()
    )
]
GREGORIAN = [(name, month) for name, calendar, month in MONTHS if calendar == "gregorian"]
HIJRI = [(name, month) for name, calendar, month in MONTHS if calendar == "hijri"]
DAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
WORDS = (
    "اليوم أمس غدا الماضي المقبل الجاري من في شهر الشهر العام عام الموافق قبل بعد يومين إلى و "
    "الأول الثاني والعشرين مساء يوم هـ م , ، / - . ( ) « » \n 5 12 31 2016 1436 ٢٠١٦ 99 0 x"
)
PIECES = [*(name for name, _, _ in MONTHS), *DAYS, *WORDS.split(" ")]
MIXED = st.lists(st.sampled_from(PIECES), max_size=14).flatmap(
    lambda pieces: st.sampled_from([" ", ""]).map(lambda gap: gap.join(pieces))
)
DATES = st.dates(datetime.date(1950, 1, 1), datetime.date(2040, 12, 31))
MARKS = st.sampled_from(["", "\u064e", "\u0651", "\u0640", "\u200f", "\u200d"])


@settings(max_examples=600, deadline=1000)
@given(st.one_of(st.text(max_size=120), MIXED), st.none() | st.dates())
def test_any_text_gives_ordered_spans_of_what_was_printed(text, reference):
    found = parse_dates(text, reference=reference)
    last = 0
    for one in found:
        assert last <= one.start < one.end <= len(text)
        last = one.end
        assert not (one.certain and one.inferred)
        assert one.date is not None or not (one.certain or one.inferred)
        assert one.precision in ("day", "week", "month", "year")


@settings(max_examples=300, deadline=1000)
@given(st.one_of(st.text(max_size=200), MIXED), st.none() | st.dates())
def test_any_page_has_a_published_date_or_a_reason(page, reference):
    found = infer_published(page, reference=reference)
    assert found.rule
    assert found.date is not None or not found.certain
    assert all(0 <= start < end <= len(page) for start, end in found.spans)
    assert found.spans or found.date is None


@settings(max_examples=400, deadline=1000)
@given(DATES, st.sampled_from(GREGORIAN), st.booleans(), st.none() | st.dates())
def test_a_full_date_is_read_whatever_its_month_is_called(date, name, arabic_digits, reference):
    text = f"{date.day} {name[0]} {date.year}"
    if arabic_digits:
        text = text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    expected = make_date("gregorian", date.year, name[1], date.day)
    (found,) = parse_dates(f"في {text} قال", reference=reference)
    assert (found.date, found.certain) == (expected, expected is not None)


@settings(max_examples=200, deadline=1000)
@given(st.integers(1344, 1499), st.sampled_from(HIJRI), st.integers(1, 29), DATES)
def test_a_hijri_date_is_read_whatever_its_month_is_called(year, name, day, reference):
    expected = make_date("hijri", year, name[1], day)
    (found,) = parse_dates(f"يوم {day} {name[0]} {year} هـ", reference=reference)
    # The tables give a few early months 28 days.
    assert (found.date, found.certain) == (expected, expected is not None)


@settings(max_examples=300, deadline=1000)
@given(DATES)
def test_a_wrong_weekday_is_never_certain(date):
    for number, weekday in enumerate(DAYS):
        (found,) = parse_dates(f"{weekday} {date.day} يوليو {date.year}")
        right = datetime.date(date.year, 7, date.day).weekday() == number
        assert found.certain == right


@settings(max_examples=300, deadline=1000)
@given(DATES, DATES)
def test_a_year_that_is_left_out_is_near_the_reference_and_never_certain(date, reference):
    (found,) = parse_dates(f"{date.day} مارس", reference=reference)
    assert not found.certain
    if found.date is not None:
        assert (found.date.month, found.date.day) == (3, date.day)
        assert (found.date - reference).days <= 60
        assert (reference - found.date).days <= 366


@settings(max_examples=300, deadline=1000)
@given(DATES, st.integers(0, 200))
def test_weekday_and_day_find_the_year_back(date, later):
    reference = date + datetime.timedelta(later)
    found = find_year(
        "gregorian", date.month, date.day, reference=reference, weekday=date.weekday()
    )
    if (date.month, date.day) != (2, 29):
        assert found == date


@settings(max_examples=300, deadline=1000)
@given(DATES, MARKS, MARKS)
def test_marks_and_lines_between_letters_change_nothing(date, first, second):
    plain = f"الأحد {date.day} ديسمبر {date.year}"
    marked = plain.replace("د", "د" + first).replace("س", "س" + second)
    (a,) = parse_dates(plain)
    (b,) = parse_dates(marked)
    assert (a.date, a.rule, a.certain) == (b.date, b.rule, b.certain)
    assert marked[b.start : b.end].startswith("الأحد")


@settings(max_examples=300, deadline=1000)
@given(st.text(max_size=80))
def test_folding_finds_its_way_back(text):
    folded = FoldedText(text)
    for at in range(len(folded.text)):
        start, end = folded.span(at, at + 1)
        assert 0 <= start < end <= len(text)
