"""What the texts of one row mean: posts, phones, places, sex, and one code for what is wrong."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from tegerek.meetings.lists.cells import Places, judge
from tegerek.meetings.lists.headings import _HEADINGS
from tegerek.meetings.lists.phones import phones_in
from tegerek.meetings.lists.posts import _PATTERNS, post_in
from tegerek.meetings.lists.rows import ListTable, Row, typed_into
from tegerek.places.names import Gazetteer, Named
from tests.meetings.lists.land import AK_KYYA, ALYS, BESIDE, KARA_SUU, KUM_DOBO, RAION, places

PLACES = places()
GOOD = Row(1, name="Мисалов Асан", post="төрага", unit="Ак-Кыя", sex="э", phone="0000 00 00 01")


def codes(row: Row) -> list[str]:
    return [fault.code for fault in judge(row, PLACES).faults]


@pytest.mark.parametrize(
    ("post", "texts"),
    [
        ("ao_head", ["АӨ башчысы", "айыл өкмөтүнүн башчысы", "Глава А/О", "глава айыл окмоту", "head of aiyl okmotu"]),
        ("council_chair", ["төрага", "АК төрагасы", "айылдык кеңештин төрагасы", "председатель АК", "Председатель"]),
        ("executive_secretary", ["жооптуу катчы", "ответственный секретарь", "отв. секретарь"]),
        ("deputy", ["АК депутаты", "депутат АК", "айылдык кеңештин депутаты", "deputy of the council"]),
        ("village_head", ["айыл башчысы", "староста", "village head"]),
        ("ig_member", ["ДТ мүчөсү", "демилгелүү топтун мүчөсү", "член ИГ", "член инициативной группы"]),
        ("jmeg_member", ["БМБТ мүчөсү", "член ГСМО", "биргелешкен мониторинг жана баалоо тобунун мүчөсү"]),
        ("raion_official", ["РМАнын адиси", "специалист РГА", "райондук мамлекеттик администрациянын кызматкери"]),
        ("ao_specialist", ["АӨ адиси", "башкы адис", "баш адис", "специалист АО", "главный специалист"]),
        ("other", ["мугалим", "фермер", "зам. главы АО", "айыл башчысынын орун басары"]),
    ],
)
def test_posts_are_known_by_their_many_names(post: str, texts: list[str]) -> None:
    assert {text: post_in(text) for text in texts} == dict.fromkeys(texts, post)


@pytest.mark.parametrize(
    ("text", "phones", "wrong"),
    [
        ("0555 12-34-56", ["+996555123456"], ""),
        ("О555 12 З4 56", ["+996555123456"], ""),
        ("+996 (555) 123456 / 0700-00-00-01", ["+996555123456", "+996700000001"], ""),
        ("0555123456 0700000001", ["+996555123456", "+996700000001"], ""),
        ("тел.: 555123456", ["+996555123456"], ""),
        ("+7 999 000 00 00", ["+79990000000"], ""),
        ("(0555) 12-34-56", ["+996555123456"], ""),
        ("0000 12 34 6", [], "0000 12 34 6"),
        ("0555 12 34 5; 0000 00 00 01", ["+996000000001"], "0555 12 34 5"),
        ("+996 000 12 34 5", [], "+996 000 12 34 5"),
        ("жок", [], ""),
        ("–", [], ""),
        ("5-12-34", [], "5-12-34"),
        ("0555 12 34 56, 57", ["+996555123456"], "57"),
        ("сурап көр", [], "сурап көр"),
    ],
)
def test_phones_are_read_as_people_write_them(text: str, phones: list[str], wrong: str) -> None:
    assert phones_in(text) == (tuple(phones), wrong)


@pytest.mark.parametrize(("age", "band", "looks"), [("28-34", "28-34", []), ("", "", []), ("чоң", "", ["age_unread"])])
def test_an_age_that_cannot_be_read_holds_nobody_up(age: str, band: str, looks: list[str]) -> None:
    meaning = judge(replace(GOOD, age=age), PLACES)

    assert (meaning.band, meaning.faults, [look.code for look in meaning.looks]) == (band, (), looks)


def test_a_phone_among_the_ages_tells_that_the_cells_are_shifted() -> None:
    assert codes(replace(GOOD, age="0000 12 34 56", phone="")) == ["shifted"]


def test_a_good_row_has_no_fault() -> None:
    meaning = judge(GOOD, PLACES)

    assert (meaning.faults, meaning.post, meaning.unit, meaning.sex) == ((), "council_chair", AK_KYYA, "m")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": ""}, "no_name"),
        ({"name": "Мисалов"}, "one_word"),
        ({"name": "А. Ү."}, "only_initials"),
        ({"name": "Мисалов Асан 1980"}, "not_a_name"),
        ({"name": "ВАКАНСИЯ"}, "nobody_yet"),
        ({"name": "М?салов Асан"}, "letters_lost"),
        ({"name": "Мисалов Асан, Ойдонов Бек"}, "several_people"),
        ({"name": "0000 00 00 01", "phone": "Мисалов Асан"}, "shifted"),
        ({"post": "#REF!"}, "sheet_error"),
        ({"post": "узун " * 60}, "too_long"),
        ({"sex": "?"}, "bad_sex"),
        ({"phone": "0555"}, "bad_phone"),
        ({"unit": "Эчкайда"}, "unit_unknown"),
        ({"unit": "Алыс"}, "unit_elsewhere"),
        ({"post": "депутат, айыл башчысы"}, "post_unclear"),
        ({"name": "Мисалова Чын Асановна"}, "sex_differs"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_fault_has_its_code_and_comes_alone(changed: dict[str, str], code: str) -> None:
    assert codes(replace(GOOD, **changed)) == [code]  # type: ignore[arg-type]  # texts alone are changed


def test_answers_count_until_the_cell_changes() -> None:
    row = replace(GOOD, unit="Алыс", post="депутат, айыл башчысы")
    cells = {"1-name": row.name, "1-unit": row.unit, "1-post": row.post, "1-keep": "on"}
    answers = {"1-sure-unit_elsewhere": "1", "1-which-post": "village_head"}

    (answered,) = typed_into(ListTable((row,)), {**cells, **answers}).rows
    (moved,) = typed_into(ListTable((answered,)), {**cells, "1-unit": "Алыс ", "1-name": "Мисалов Азамат"}).rows
    (changed,) = typed_into(ListTable((answered,)), {**cells, "1-unit": "Алыс айыл аймагы"}).rows

    assert (codes(answered), judge(answered, PLACES).post, judge(answered, PLACES).unit) == ([], "village_head", ALYS)
    assert (codes(moved), codes(changed)) == ([], ["unit_elsewhere"])


def test_a_place_near_the_meeting_wins_over_its_name_elsewhere() -> None:
    near = judge(replace(GOOD, unit="Кара-Суу"), PLACES)
    beside = judge(replace(GOOD, unit="Кара-Суу айыл аймагы, Сынак району"), PLACES)

    assert (near.unit, beside.unit, beside.faults) == (KARA_SUU, BESIDE, ())


def test_a_place_inside_a_post_counts_where_no_other_is_named() -> None:
    assert judge(replace(GOOD, unit="", post="Кум-Дөбө АӨ башчысы"), PLACES).unit == KUM_DOBO


def test_a_short_post_behind_a_place_is_known_and_an_aimak_may_stand_before_a_village_head() -> None:
    meant = [judge(replace(GOOD, unit="", post=f"Кум-Дөбө {post}"), PLACES) for post in ("төрага", "айыл башчысы")]

    assert [(one.post, one.unit) for one in meant] == [("council_chair", KUM_DOBO), ("village_head", KUM_DOBO)]


def test_of_an_aimak_that_bears_a_person_s_name_the_initial_is_no_part_of_the_post() -> None:
    named = Named(31, None, "aimak", "С. Мисалбаев", "С. Мисалбаевский", "S. Misalbaev", RAION)
    near = Places(Gazetteer([*PLACES.gazetteer.units.values(), named]), RAION)

    meant = judge(replace(GOOD, unit="", post="С. Мисалбаев төрага"), near)

    assert (meant.post, meant.unit) == ("council_chair", 31)


def test_the_town_a_raion_is_governed_from_is_near_though_it_lies_beside_it() -> None:
    units = PLACES.gazetteer.units
    town = Named(32, None, "city", "Борбор", "Борбор", "Borbor", units[RAION].parent)
    near = Places(Gazetteer([*(units | {RAION: replace(units[RAION], seat=32), 32: town}).values()]), RAION)

    meant = judge(replace(GOOD, unit="Борбор шаары"), near)

    assert (meant.unit, meant.faults) == (32, ())


def test_an_official_of_the_raion_comes_from_the_raion() -> None:
    assert judge(replace(GOOD, unit="Үлгү", post="РМАнын адиси"), PLACES).unit == RAION


def test_what_stands_for_a_sex_is_only_a_guess_where_nothing_is_stated() -> None:
    told = judge(replace(GOOD, name="Мисалова Чын Асановна", sex=""), PLACES)

    assert (told.sex, told.guessed) == ("", "f")


def test_a_table_comes_back_from_json_as_it_went() -> None:
    table = ListTable(
        (Row(1), replace(GOOD, n=2, line=1, keep=False, chosen_unit=1, card="new", sure=("sex_differs",))),
        ("Колу",),
        ("sheet_hidden",),
        True,
    )

    assert ListTable.from_json(table.as_json()) == table


def test_no_pattern_waits_for_letters_that_folding_takes_away() -> None:
    patterns = [re.sub(r"\\\w", " ", pattern.pattern) for _kind, pattern in (*_PATTERNS, *_HEADINGS)]
    gone = re.compile(r"([bcdfghjklmnpqrstvz])\1|ng|kh|zh|[xqwy]")

    assert [found.group() for text in patterns for found in gone.finditer(text)] == []


def test_the_sign_that_no_database_keeps_goes_from_every_answer() -> None:
    table = ListTable(rows=(Row(1, name="Мисалов Сынак"),))

    typed = typed_into(table, {"1-name": "Мисалов\0 Сынак", "1-which-post": "dep\0uty", "1-card": "\0"})

    assert "\\u0000" not in json.dumps(typed.as_json())
