"""Days off as data: what the lists say, and what is said of a list that is wrong."""

from datetime import date
from pathlib import Path

import pytest

from tegerek.lib.said import Said
from tegerek.procedures import days
from tegerek.procedures.days import BadDays, DaysOff, NamedDay, What, read_days

HEADING = "day,what,name_ky,name_ru,name_en,source,checked\n"
ROW = "2031-05-10,holiday,Той,Той,Feast,invented for this test,yes\n"


def written(folder: Path, text: str, name: str = "own.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("day", "what", "is_off"),
    [
        (date(2017, 10, 28), What.MOVED_WORKING_DAY, False),
        (date(2017, 11, 4), What.WEEKEND, True),
        (date(2017, 11, 6), What.MOVED_DAY_OFF, True),
        (date(2017, 11, 7), What.HOLIDAY, True),
        (date(2017, 11, 8), What.MEMORY, False),
        (date(2023, 11, 7), What.HOLIDAY, True),
        (date(2025, 11, 7), What.MEMORY, False),
        (date(2026, 1, 8), What.MOVED_DAY_OFF, True),
        (date(2026, 2, 23), What.MEMORY, False),
        (date(2026, 3, 8), What.HOLIDAY, True),
        (date(2026, 11, 7), What.MEMORY, True),  # a Saturday
        (date(2027, 8, 31), What.HOLIDAY, True),
    ],
)
def test_a_day_is_what_its_row_says(day: date, what: What, is_off: bool) -> None:
    named = days.named_day(day)

    assert named is not None
    assert named.what is what
    assert (days.day_off(day) is not None) == is_off


def test_an_ordinary_tuesday_has_nothing_to_say() -> None:
    assert (days.named_day(date(2026, 10, 6)), days.day_off(date(2026, 10, 6))) == (None, None)


def test_a_row_that_nobody_compared_with_its_source_says_so() -> None:
    expected, found = days.named_day(date(2026, 3, 20)), days.named_day(date(2026, 8, 31))

    assert expected is not None
    assert found is not None
    assert (expected.is_checked, found.is_checked) == (False, True)


def test_every_row_of_the_country_has_three_languages_and_a_source() -> None:
    rows = days.official().named.values()

    assert rows
    assert [row.day for row in rows if set(row.name.texts) != {"ky", "ru", "en"} or not row.source] == []


def test_the_years_nobody_typed_are_named() -> None:
    untyped = days.official().untyped_years(date(2016, 6, 1), date(2023, 6, 1))

    assert untyped == (2016, 2018, 2019, 2020, 2021, 2022)


def test_an_offices_own_days_prevail(tmp_path: Path) -> None:
    own = read_days(written(tmp_path, HEADING + ROW + "2026-03-08,moved_working_day,Иш,Работа,Work,our order,yes\n"))

    both = days.official().with_days(own)

    assert both.day_off(date(2031, 5, 10)) is not None
    assert both.day_off(date(2026, 3, 8)) is None
    assert days.day_off(date(2026, 3, 8)) is not None


def test_a_list_from_a_spreadsheet_with_semicolons_and_a_mark_at_its_head_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text((HEADING + ROW).replace(",", ";"), encoding="utf-8-sig")

    found = read_days(path)

    assert found == DaysOff(
        {
            date(2031, 5, 10): NamedDay(
                date(2031, 5, 10),
                What.HOLIDAY,
                Said.of(ky="Той", ru="Той", en="Feast"),
                "invented for this test",
                is_checked=True,
            )
        }
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "own.csv, line 1: the heading is ''"),
        ("day,name\n", "own.csv, line 1: the heading is 'day,name'; accepted: day,what,name_ky"),
        (
            HEADING + ROW.replace("2031-05-10", "31.02.2031"),
            "line 2: day is '31.02.2031'; accepted: a day of the calendar",
        ),
        (HEADING + ROW.replace("holiday", "party"), "line 2: what is 'party'; accepted: holiday, moved_day_off"),
        (HEADING + ROW.replace(",Feast,", ",,"), "line 2: name_en is ''; accepted: a text"),
        (HEADING + ROW.replace("invented for this test", ""), "line 2: source is ''; accepted: a text"),
        (HEADING + ROW.replace(",yes", ",maybe"), "line 2: checked is 'maybe'; accepted: yes, no"),
        (HEADING + "2031-05-10,holiday\n", "line 2: the row is '2 cells'; accepted: 7 cells"),
        (HEADING + ROW + "\n" + ROW, "line 4: day is '2031-05-10'; accepted: each day once"),
        (HEADING + ROW.replace("holiday", "weekend"), "what is 'weekend'"),
    ],
)
def test_a_bad_row_gives_a_sentence_with_file_line_value_and_what_is_accepted(
    tmp_path: Path, text: str, sentence: str
) -> None:
    with pytest.raises(BadDays) as refused:
        read_days(written(tmp_path, text))

    assert sentence in str(refused.value)
    assert len(refused.value.problems) == 1


def test_all_bad_rows_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadDays) as refused:
        read_days(written(tmp_path, HEADING + ROW.replace("yes", "?") + ROW.replace("holiday", "?")))

    assert [(problem.line, problem.column) for problem in refused.value.problems] == [(2, "checked"), (3, "what")]


def test_a_file_in_another_encoding_is_told_and_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes((HEADING + ROW).encode("cp1251"))

    with pytest.raises(BadDays, match="saved as UTF-8"):
        read_days(path)
