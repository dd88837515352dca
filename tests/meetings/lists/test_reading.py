"""Lists in the shapes in which offices send them: who is read, and what stands around them."""

from __future__ import annotations

from datetime import date

import pytest

from tegerek.lib.sources.reading import read_source
from tegerek.meetings.lists.cells import Meaning, judge
from tegerek.meetings.lists.reading import ReadList, pasted_list, read_list, separator_of
from tegerek.meetings.lists.rows import ListTable
from tests.lib.sources.files import docx, xlsx
from tests.meetings.lists.land import AK_KYYA, ALYS, KARA_SUU, KUM_DOBO, TASH_BULAK, VILLAGE, places
from tests.meetings.lists.land import ASAN as NAMED_LIKE_A_PERSON

PLACES = places()
DAY = date(2025, 10, 2)


def read(text: str) -> ReadList:
    return pasted_list(text, PLACES.is_place)


def meant(found: ReadList) -> list[Meaning]:
    return [judge(row, PLACES) for row in ListTable.of(found, DAY).rows]


def people(text: str) -> list[tuple[str, str, int | None, str, tuple[str, ...]]]:
    """Name, post, place, sex and phones of everybody in a text."""
    return [(one.name, one.post, one.unit, one.sex, one.phones) for one in meant(read(text))]


ASAN = ("Мисалов Асан Үлгүевич", "ao_head", AK_KYYA, "m", ("+996000000001",))
AIGUL = ("Сынакова Айгүл", "deputy", KUM_DOBO, "f", ("+996000000002", "+996000000003"))


@pytest.mark.parametrize(
    "text",
    [
        (
            "№\tАты-жөнү\tКызматы\tАйыл аймагы\tЖынысы\tТелефону\tКолу\n"
            "1\tМисалов Асан Үлгүевич\tАӨ башчысы\tАк-Кыя\tэркек\t0000 00 00 01\t\n"
            "2\tСынакова Айгүл\tАК депутаты\tКум-Дөбө\tаял\t0000 00 00 02; 0000 00 00 03\t"
        ),
        (
            "Пол;Телефон;Ф.И.О.;АО;Должность\n"
            "м;+996 000 00 00 01;МИСАЛОВ АСАН ҮЛГҮЕВИЧ;Ак-Кыйский;глава АО\n"
            "ж;ОООО 00 00 02, 0000 00 00 03;СЫНАКОВА АЙГҮЛ;Кум-Дебенский;депутат АК"
        ),
        "Name | Position | Aiyl aimak | Sex | Phone\n"
        "Мисалов Асан Үлгүевич | head of AO | Ak-Kyya | male | 000000000001\n".replace("000000000001", "0000000001")
        + "Сынакова Айгүл | deputy of the council | Kum-Dobo | female | 0000000002/0000000003",
        "Фамилиясы\tАты\tАтасынын аты\tКызматы\tАӨ\tЖ/э\tБайланыш\n"
        "Мисалов\tАсан\tҮлгүевич\tАӨ башчысы\tАк-Кыя\tэ\t0000 00 00 01\n"
        "Сынакова\tАйгүл\t\tдепутат\tКум-Дөбө\tа\t0000 00 00 02\n".replace("00 02\n", "00 02 0000 00 00 03\n"),
        (
            "1\tМисалов Асан Үлгүевич\tАӨ башчысы\tАк-Кыя\tэркек\t0000 00 00 01\n"
            "2\tСынакова Айгүл\tдепутат\tКум-Дөбө\tаял\t0000 00 00 02; 0000 00 00 03"
        ),
        (
            "Мисалов Асан Үлгүевич   АӨ башчысы   Ак-Кыя   эркек   0000 00 00 01\n"
            "Сынакова Айгүл   депутат   Кум-Дөбө   аял   0000 00 00 02; 0000 00 00 03"
        ),
        (
            "1. Мисалов Асан Үлгүевич – Ак-Кыя АӨ башчысы, эркек, тел. 0000 00 00 01\n"
            "2) Сынакова Айгүл, депутат, Кум-Дөбө айыл аймагы, аял, 0000 00 00 02; 0000 00 00 03"
        ),
        (
            "Ак-Кыя айыл аймагы\n1. Мисалов Асан Үлгүевич, АӨ башчысы, э, 0000 00 00 01\n\n"
            "Кум-Дөбө АӨ:\n1. Сынакова Айгүл (депутат) а, 0000 00 00 02; 0000 00 00 03"
        ),
    ],
    ids=["tabs-ky", "semicolons-ru", "strokes-en", "three-columns", "no-head", "wide-spaces", "lines", "headings"],
)
def test_the_same_two_people_are_read_from_every_shape(text: str) -> None:
    assert people(text) == [ASAN, AIGUL]


def test_headings_between_the_rows_carry_down_until_the_next() -> None:
    text = (
        "Аты-жөнү\tКызматы\tТелефону\nАк-Кыя айыл аймагы\t\t\nМисалов Асан\tтөрага\t\nОйдонов Бек\tдепутат\t\n"
        "Таш-Булак айыл аймагы\t\t\nЖомокова Чын\tдепутат\t\n"
    )

    assert [one.unit for one in meant(read(text))] == [AK_KYYA, AK_KYYA, TASH_BULAK]


def test_an_aimak_that_is_called_like_a_person_heads_its_rows_and_is_nobody() -> None:
    text = "Аты-жөнү\tКызматы\nАсан Мисаловский айыл аймагы\t\nОйдонов Бек\tдепутат\nЖомокова Чын\tтөрага\n"

    assert [(one.name, one.unit) for one in meant(read(text))] == [
        ("Ойдонов Бек", NAMED_LIKE_A_PERSON),
        ("Жомокова Чын", NAMED_LIKE_A_PERSON),
    ]


def test_a_raion_above_its_people_says_where_their_aimak_lies() -> None:
    text = "Сынак району\n1. Мисалов Асан, Кара-Суу, депутат\nҮлгү району\n2. Ойдонов Бек, Кара-Суу, депутат\n"

    units = [one.unit for one in meant(read(text))]

    assert (units[0] not in (None, KARA_SUU), units[1]) == (True, KARA_SUU)


def test_heads_that_come_again_numbers_of_columns_and_sums_are_nobody() -> None:
    head = "№\tАты-жөнү\tКызматы"
    text = (
        f"{head}\n1\t2\t3\n1\tМисалов Асан\tтөрага\n{head}\n2\tОйдонов Бек\tдепутат\n\t\t\nБардыгы\t2\t\nИтого: 2\t\t"
    )

    assert [one.name for one in meant(read(text))] == ["Мисалов Асан", "Ойдонов Бек"]


def test_a_title_above_the_lines_is_nobody() -> None:
    text = "Семинардын катышуучуларынын тизмеси\nМисалов Асан, төрага\nОйдонов Бек, депутат"

    assert [one.name for one in meant(read(text))] == ["Мисалов Асан", "Ойдонов Бек"]


def test_post_and_phone_in_the_cell_of_the_name_go_where_they_belong() -> None:
    text = "№\tАты-жөнү\tАйыл аймагы\n1\tМисалов А., АӨ башчысы, 0000 00 00 01\tАк-Кыя\n2\tОйдонов Бек (төрага)\tАлыс"

    assert people(text) == [
        ("Мисалов А.", "ao_head", AK_KYYA, "", ("+996000000001",)),
        ("Ойдонов Бек", "council_chair", ALYS, "", ()),
    ]


def test_what_a_list_does_not_need_to_say_is_not_taken_and_named() -> None:
    text = "Аты-жөнү\tТуулган күнү\tПаспорт\tКызматы\tКолу\nМисалов Асан\t01.01.1980\tAN000\tтөрага\t\n"

    found = read(text)

    assert (found.left_out, "AN000" in repr(found.rows)) == (("Паспорт", "Колу"), False)


@pytest.mark.parametrize(
    "heading", ["Жашы", "Туулган жылы", "Туул. күнү", "Возраст", "Год рождения", "Г.р.", "Age", "Birthday"]
)
def test_of_an_age_and_of_a_birthday_only_the_age_group_is_kept(heading: str) -> None:
    text = f"Аты-жөнү\t{heading}\tКызматы\nМисалов Асан\t03.10.1990\tтөрага\nОйдонов Бек\t45\tдепутат АК\n"

    table = ListTable.of(read(text), DAY)

    assert [one.band for one in meant(read(text))] == ["28-34", "35+"]
    assert ("1990" in repr(table), "45" in repr(table.rows[1].age)) == (False, False)


@pytest.mark.parametrize("age", ["5 марта 1985", "31234", "01.13.1985, Кочкор", "12345678901234"])
def test_of_what_cannot_be_read_as_an_age_no_digit_is_kept(age: str) -> None:
    table = ListTable.of(read(f"Аты-жөнү\tТуулган күнү\tКызматы\nМисалов Асан\t{age}\tтөрага\n"), DAY)

    assert [letter for letter in table.rows[0].age if letter.isdigit()] == []
    assert "·" in table.rows[0].age


@pytest.mark.parametrize(
    "text",
    [
        "Мисалов Асан, 34 жаш, депутат\nОйдонова Айгүл, төрага, 1971 г.р.",
        "Мисалов Асан, 03.10.1990-ж.т., депутат\nОйдонова Айгүл, төрага, 01.02.1971",
        "1\tМисалов Асан\t03.10.1990\tдепутат\n2\tОйдонова Айгүл\t01.02.1971\tтөрага",
    ],
)
def test_an_age_without_a_heading_is_known_by_its_word_or_as_a_whole_day(text: str) -> None:
    found = [(one.band, one.post, one.title, one.phones) for one in meant(read(text))]

    assert found == [("28-34", "deputy", "", ()), ("35+", "council_chair", "", ())]


def test_other_numbers_of_a_line_are_no_ages() -> None:
    found = meant(read("Мисалов Асан, депутат, 2 года\nОйдонова Айгүл, төрага, 2024-год"))

    assert [one.band for one in found] == ["", ""]


def test_of_an_age_and_a_birthday_side_by_side_the_one_that_is_there_counts() -> None:
    head = "Аты-жөнү\tЖашы\tТуулган күнү\tКызматы\n"
    text = f"{head}Мисалов Асан\t\t03.10.1990\tтөрага\nОйдонов Бек\t50\t\tтөрага\n"

    assert [one.band for one in meant(read(text))] == ["28-34", "35+"]


@pytest.mark.parametrize("heading", ["Туулган жери", "Туулган айылы", "Место рождения", "Дата рождения ребенка"])
def test_a_place_of_birth_and_the_birthday_of_a_child_are_no_age(heading: str) -> None:
    text = f"Аты-жөнү\t{heading}\tТуулган жылы\tКызматы\nМисалов Асан\tАк-Кыя\t1990\tтөрага\n"

    assert read(text).left_out == (heading,)
    assert [one.band for one in meant(read(text))] == ["35+"]


def test_letters_that_only_look_right_and_old_fonts_are_mended() -> None:
    looks = people("Аты-жөнү\tКызматы\nСынaкoва Айгүл\tдепутат")
    old = people("Аты-жөнү\tКызматы\nЖъмъков Ъмър\tАйылдык кеёештин търагасы")

    assert (looks[0][0], old[0][:2]) == ("Сынакова Айгүл", ("Жөмөков Өмөр", "council_chair"))


def test_a_village_is_found_where_no_aimak_has_the_name_alone() -> None:
    found = people("Аты-жөнү\tАйылы\nМисалов Асан\tАк-Кыя айылы\n")

    assert found[0][2] == VILLAGE


def test_word_tables_with_headings_between_them_and_merged_cells_are_read() -> None:
    data = docx(
        [["Ф.И.О.", "Должность"], ["Мисалов Асан", "глава АО"], ["Ойдонова Чын", "депутат"]],
        above="Катышуучулар\nАк-Кыя айыл аймагы",
    )

    found = read_list(read_source(data, "a.docx"), PLACES.is_place)

    assert [(one.name, one.post, one.unit) for one in meant(found)] == [
        ("Мисалов Асан", "ao_head", AK_KYYA),
        ("Ойдонова Чын", "deputy", AK_KYYA),
    ]


def test_excel_gives_phones_that_became_numbers_and_cells_merged_over_rows() -> None:
    data = xlsx(
        [
            ["Аты-жөнү", "Айыл аймагы", "Телефону"],
            ["Мисалов Асан", "Ак-Кыя", 555000001.0],
            ["Ойдонова Чын", None, "0555000002"],
        ],
        merged=("B2:B3",),
    )

    found = read_list(read_source(data, "a.xlsx"), PLACES.is_place)

    assert [(one.unit, one.phones) for one in meant(found)] == [
        (AK_KYYA, ("+996555000001",)),
        (AK_KYYA, ("+996555000002",)),
    ]


def test_a_lone_quote_does_not_swallow_the_rows_below_it() -> None:
    text = 'Аты-жөнү\tКызматы\n"Мисалов Асан\tтөрага\nОйдонов Бек\tдепутат\nЖомокова Чын\tдепутат'

    assert len(read(text).rows) == 3


@pytest.mark.parametrize(
    ("text", "sign"), [("а\tб\nв\tг", "\t"), ("а|б|в", "|"), ("а;б;в\nг;д;е", ";"), ("Мисалов Асан, төрага", "")]
)
def test_the_sign_between_cells_is_found(text: str, sign: str) -> None:
    assert separator_of(text) == sign


@pytest.mark.parametrize(
    "text", ["", "\t\t\n;;;\n", "|" * 5_000, "(" * 5_000, "0 " * 20_000, "а, " * 20_000, "\t" * 9_999]
)
def test_nonsense_is_read_without_harm_and_in_no_time(text: str) -> None:
    assert len(read(text).rows) <= 2
