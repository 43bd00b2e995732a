import pytest

from corpuskit.voices.quotes import pair_quotes


def inner(text):
    return [text[quote.start : quote.end] for quote in pair_quotes(text)]


@pytest.mark.parametrize(
    "text",
    [
        "«لن نوقع»",
        "“لن نوقع”",
        '"لن نوقع"',
        "„لن نوقع“",
        "‹لن نوقع›",
        "((لن نوقع))",
        "''لن نوقع''",
        "&quot;لن نوقع&quot;",
        "“لن نوقع“",
        "”لن نوقع”",
        "{لن نوقع}",
    ],
)
def test_every_kind_of_mark(text):
    assert inner(f"قال {text}.") == ["لن نوقع"]


def test_nested_marks():
    assert inner("«لن «نوقع» أبدا»") == ["لن «نوقع» أبدا", "نوقع"]


def test_a_lone_closing_mark_is_no_quotation():
    assert inner("محاربة الإرهاب بحزم”.") == []


def test_a_lone_opening_mark_runs_to_the_end_of_its_line():
    text = "قال: «لن نوقع\nوغادر"
    (quote,) = pair_quotes(text)
    assert text[quote.start : quote.end] == "لن نوقع"
    assert not quote.closed


def test_an_odd_straight_mark_does_not_turn_the_next_line_inside_out():
    assert inner('5" عرض\nقال "نعم" وغادر')[-1] == "نعم"


def test_no_marks():
    assert pair_quotes("بلا علامات") == []
