import warnings

import pandas as pd
import pytest

import corpuskit as ck
from corpuskit.actors.conditions import iterate_aliases


def make_actors(**columns):
    frame = {
        "actor_id": ["lavrov", "kerry"],
        "kind": ["person", "person"],
        "name_en": ["Sergei Lavrov", "John Kerry"],
        "name_ar": ["سيرغي لافروف", "جون كيري"],
        "aliases": ["لافروف", "كيري|جون كيرى"],
    }
    return pd.DataFrame({**frame, **columns})


def test_csv_with_byte_order_mark_and_namibia_is_read(tmp_path):
    path = tmp_path / "actors.csv"
    text = "actor_id,kind,name_en,name_ar,aliases\nNA,state,Namibia,ناميبيا,\n"
    path.write_text(text, encoding="utf-8-sig")
    actors = ck.read_actors(path)
    assert actors["actor_id"].tolist() == ["NA"]
    assert actors["aliases"].tolist() == [""]


def test_missing_file_says_which(tmp_path):
    with pytest.raises(ck.ReadError, match=r"no actors file .*none\.csv"):
        ck.read_actors(tmp_path / "none.csv")


def test_file_in_another_encoding_says_what_to_do(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_bytes("actor_id,kind,name_en,name_ar,aliases\na,person,A,كيري,\n".encode("cp1256"))
    with pytest.raises(ck.ReadError, match="CSV UTF-8"):
        ck.read_actors(path)


def test_empty_file_is_an_error(tmp_path):
    (tmp_path / "actors.csv").write_text("")
    with pytest.raises(ck.ReadError, match="not a CSV table"):
        ck.read_actors(tmp_path / "actors.csv")


def test_repeated_id_is_an_error():
    with pytest.raises(ck.TableError, match="actor_id"):
        ck.read_actors(make_actors(actor_id=["kerry", "kerry"]))


def test_unknown_kind_is_an_error():
    with pytest.raises(ck.TableError, match="allowed are person"):
        ck.read_actors(make_actors(kind=["person", "wizard"]))


def test_alias_of_two_actors_is_an_error_in_any_spelling():
    with pytest.raises(ck.TableError, match=r"claimed by 'lavrov', 'kerry'"):
        ck.read_actors(make_actors(aliases=["كيرى", "كيري"]))


def test_alias_of_two_actors_is_allowed_where_a_condition_tells_them_apart():
    actors = make_actors(aliases=["الوزير", "الوزير"], needs=["الوزير: full_name", None])
    assert len(ck.read_actors(actors)) == 2


def test_ordinary_word_asks_for_a_condition():
    actors = make_actors(aliases=["صالح", "كيري"])
    with pytest.warns(ck.DataWarning, match="also ordinary words: 'صالح'"):
        ck.read_actors(actors)
    with pytest.raises(ck.TableError, match="also ordinary words"):
        ck.read_actors(actors, ordinary="raise")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ck.read_actors(actors, ordinary="ignore")
        ck.read_actors(make_actors(aliases=["صالح", "كيري"], needs=["صالح: nothing", None]))


def test_ordinary_must_be_known():
    with pytest.raises(ValueError, match="ordinary must be"):
        ck.read_actors(make_actors(), ordinary="no")


def test_unknown_condition_is_an_error():
    with pytest.raises(ck.TableError, match="allowed are full_name"):
        ck.read_actors(make_actors(needs=["كيري: magic", None]))


def test_alias_without_letters_is_an_error():
    with pytest.raises(ck.TableError, match="holds no letter"):
        ck.read_actors(make_actors(aliases=["—", ""]))


def test_input_is_not_changed():
    actors = make_actors()
    before = actors.copy(deep=True)
    ck.read_actors(actors)
    pd.testing.assert_frame_equal(actors, before)


def test_name_is_an_alias_and_conditions_hold_for_their_alias():
    actors = ck.read_actors(make_actors(not_after=["في إلى", "كيري: في|جون كيري: من"]))
    found = {(row, alias): condition for row, alias, condition, _ in iterate_aliases(actors)}
    assert found[0, "لافروف"].not_after == {"في", "الي"} or found[0, "لافروف"].not_after == {
        "في",
        "الى",
    }
    assert not found[0, "سيرغي لافروف"].not_after
    assert found[1, "جون كيري"].not_after == {"من"}


def test_earlier_table_wins_when_tables_are_combined():
    own = make_actors(
        actor_id=["russian_fm", "egypt"],
        name_ar=["سيرغي لافروف", "مصر"],
        aliases=["روسيا", "القاهرة"],
        kind=["person", "state"],
    )
    both = ck.combine_actors(ck.read_actors(own), ck.built_in_actors("states"))
    assert both["actor_id"].is_unique
    assert "EG" not in set(both["actor_id"])
    assert "جمهورية مصر العربية" in both.set_index("actor_id").loc["egypt", "aliases"]
    russia = both.set_index("actor_id")
    assert "روسيا" in russia.loc["russian_fm", "aliases"].split("|")


def test_combining_nothing_is_an_error():
    with pytest.raises(ValueError, match="at least one"):
        ck.combine_actors()


@pytest.mark.parametrize("name", ["states", "organisations", "outlets"])
def test_built_in_tables_keep_the_contract(name):
    table = ck.built_in_actors(name)
    ck.check_table(table, ck.tables.ACTORS, deep=True)
    assert len(table) > 40


def test_states_have_capitals_and_adjectives_from_cldr():
    states = ck.built_in_actors("states").set_index("actor_id")
    assert states.loc["TR", "capital"] == "أنقرة"
    assert states.loc["TR", "adjectives"] == "تركي"
    assert states.loc["FR", "name_en"] == "France"
    assert "السعودية" in states.loc["SA", "aliases"]
    assert "capital" not in ck.built_in_actors("states", adjectives=False)


def test_unknown_built_in_table_is_an_error():
    with pytest.raises(ValueError, match="states, organisations, outlets"):
        ck.built_in_actors("planets")


ROW = {"actor_id": ["x"], "kind": ["person"], "name_en": ["K"], "name_ar": ["كيري"]}


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"aliases": ["جون كيري، كيري"]}, "with a comma"),
        ({"aliases": [""], "name_ar": [""]}, "neither name_ar nor an alias"),
    ],
)
def test_cells_that_could_never_count_are_errors(columns, message):
    with pytest.raises(ck.TableError, match=message):
        ck.read_actors(pd.DataFrame({**ROW, **columns}))


def test_condition_on_no_alias_is_named():
    frame = pd.DataFrame({**ROW, "aliases": [""], "needs": ["لافروف: full_name"]})
    with pytest.warns(ck.DataWarning, match="do nothing: 'x: لافروف'"):
        ck.read_actors(frame)


def test_files_that_are_no_csv_with_commas_say_so(tmp_path):
    with pytest.raises(ck.ReadError, match="cannot be read as a file"):
        ck.read_actors(tmp_path)
    path = tmp_path / "actors.csv"
    path.write_text("actor_id;kind;name_en;name_ar;aliases\nx;person;K;كيري;\n", encoding="utf-8")
    with pytest.raises(ck.ReadError, match="semicolons between its columns"):
        ck.read_actors(path)


@pytest.mark.parametrize("lacking", [["name_en"], ["aliases"], ["name_en", "aliases"]])
def test_table_of_arabic_names_alone_is_enough(lacking):
    actors = ck.read_actors(make_actors().drop(columns=lacking))
    assert list(actors["name_ar"]) == ["سيرغي لافروف", "جون كيري"]
    if "name_en" in lacking:
        assert list(actors["name_en"]) == list(actors["name_ar"])
    if "aliases" in lacking:
        assert list(actors["aliases"]) == ["", ""]


def test_empty_english_name_is_filled():
    actors = ck.read_actors(make_actors(name_en=[None, "John Kerry"]))
    assert list(actors["name_en"]) == ["سيرغي لافروف", "John Kerry"]
