"""The preview: typed cells, read again at every keeping, until no question is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from tegerek.lib.sources.reading import pasted
from tegerek.meetings.rules import When
from tegerek.places.finding import finder
from tegerek.places.models import Unit
from tegerek.programmes.schedule.understanding import understand
from tegerek.programmes.tables import (
    Problem,
    Ready,
    Table,
    TableRow,
    problems,
    read_day,
    read_hour,
    ready_rows,
    table_of,
    typed_into,
)

Units = dict[str, Unit]
ROW = TableRow(day="24.10.2017", place="Кочкор", unit=1, confidence=1.0)
TABLE = Table(title="Айылда чогуу чечебиз", rows=(ROW,))
TEXT = "Темасы: Айылда чогуу чечебиз\n24.10.2017 Кочкор району, РМА жыйындар залы\n25.10.2017 09:30 Ак-Жар айыл аймагы"


def codes(table: Table) -> list[tuple[int | None, str, str]]:
    return [(problem.row, problem.column, problem.code) for problem in problems(table)]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24.10.2017", date(2017, 10, 24)),
        (" 24.10.17 ", date(2017, 10, 24)),
        ("2017-10-24", date(2017, 10, 24)),
        ("24/10/2017", date(2017, 10, 24)),
        ("4.3.2026", date(2026, 3, 4)),
        ("29.02.2028", date(2028, 2, 29)),
        ("29.02.2026", None),
        ("31.02.2017", None),
        ("31.12.9999", None),
        ("01.01.0001", None),
        ("24.10", None),
        ("", None),
        ("эртең", None),
    ],
)
def test_a_day_is_read_in_the_ways_people_type_it(typed: str, day: date | None) -> None:
    assert read_day(typed) == day


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("9:30", time(9, 30)),
        ("09.30", time(9, 30)),
        ("9", time(9)),
        ("0:00", time(0)),
        ("24:00", None),
        ("9:60", None),
        ("", None),
    ],
)
def test_an_hour_is_read_in_the_ways_people_type_it(typed: str, hour: time | None) -> None:
    assert read_hour(typed) == hour


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ({}, []),
        ({"title": ""}, [(None, "title", "no_title")]),
        ({"first_day": "31.02.2017"}, [(None, "first_day", "bad_day")]),
        ({"last_day": "жакында"}, [(None, "last_day", "bad_day")]),
        ({"planned": "240 киши"}, [(None, "planned", "bad_number")]),
        ({"planned": "-1"}, [(None, "planned", "bad_number")]),
        ({"planned": "9" * 7}, [(None, "planned", "bad_number")]),
        ({"planned": "9" * 5000}, [(None, "planned", "bad_number")]),
        ({"planned": "240", "first_day": "24.10.17", "last_day": "2017-11-17"}, []),
    ],
)
def test_what_stands_above_the_rows_may_be_in_the_way(columns: dict[str, str], found: list[object]) -> None:
    assert codes(replace(TABLE, **columns)) == found  # type: ignore[arg-type]  # all of these columns are texts


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ({"day": ""}, [("day", "no_day")]),
        ({"day": "31.02.2017"}, [("day", "bad_day")]),
        ({"last": "31.02.2017"}, [("last", "bad_day")]),
        ({"starts": "25:00"}, [("starts", "bad_hour")]),
        ({"ends": "түштөн кийин"}, [("ends", "bad_hour")]),
        ({"unit": None}, [("place", "no_place")]),
        ({"unit": None, "candidates": (1,)}, [("place", "no_place")]),
        ({"unit": None, "candidates": (1, 2)}, [("place", "several_places")]),
        ({"last": "23.10.2017"}, [("last", "ends_before_start")]),
        ({"starts": "10:00", "ends": "9:00"}, [("ends", "ends_before_start")]),
        ({"ends": "9:00"}, [("ends", "end_without_start")]),
        ({"day": "", "starts": "x", "unit": None}, [("day", "no_day"), ("starts", "bad_hour"), ("place", "no_place")]),
        ({"day": "", "keep": False, "unit": None}, []),
    ],
)
def test_each_cell_may_be_in_the_way_and_a_row_taken_out_is_not(
    columns: dict[str, object], found: list[object]
) -> None:
    table = replace(TABLE, rows=(ROW, replace(ROW, **columns)))  # type: ignore[arg-type]  # columns of a row

    assert codes(table) == [(1, *each) for each in found]  # type: ignore[misc]  # pairs


def test_a_problem_quotes_what_was_found() -> None:
    table = replace(TABLE, rows=(replace(ROW, day="31.02.2017"),))

    assert problems(table) == (Problem(0, "day", "bad_day", "31.02.2017"),)


def test_a_table_without_problems_has_its_cells_read() -> None:
    rows = (replace(ROW, last="26.10.2017", starts="9.30", ends="16:30", venue="мектеп"), replace(ROW, keep=False))

    ready = ready_rows(replace(TABLE, rows=rows))

    assert ready == (Ready(1, When(date(2017, 10, 24), date(2017, 10, 26), time(9, 30), time(16, 30)), "мектеп"),)


def test_a_table_with_problems_is_not_ready() -> None:
    with pytest.raises(ValueError, match="problems"):
        ready_rows(replace(TABLE, title=""))


def test_a_preview_comes_back_from_its_json_with_its_warnings(units: Units) -> None:
    table = table_of(understand(pasted(TEXT), finder(), today=date(2017, 10, 1)))

    again = Table.from_json(table.as_json())

    assert (again.rows, again.title, [w.code for w in again.warned]) == (
        table.rows,
        "Айылда чогуу чечебиз",
        [w["code"] for w in table.warnings],
    )


def test_what_was_understood_stands_in_the_cells_as_text(units: Units) -> None:
    table = table_of(understand(pasted(TEXT), finder(), today=date(2017, 10, 1)))

    first, second = table.rows

    assert (first.day, first.starts, first.place, first.venue) == ("24.10.2017", "", "Кочкор", "РМА жыйындар залы")
    assert (first.unit, second.unit, second.starts) == (units["kochkor-raion"].pk, None, "09:30")
    assert codes(table) == [(1, "place", "several_places")]


@pytest.fixture
def ambiguous(units: Units) -> Table:
    """One row whose place may be one of two."""
    found = [match.unit.key for match in finder().find("Ак-Жар айыл аймагы")]
    row = replace(ROW, place="Ак-Жар", unit=None, candidates=tuple(found), confidence=0.5)
    return replace(TABLE, rows=(row,))


def test_a_candidate_that_was_chosen_is_sure(ambiguous: Table) -> None:
    chosen = ambiguous.rows[0].candidates[1]

    (row,) = typed_into(ambiguous, {"0-keep": "on", "0-place": "Ак-Жар", "0-unit": str(chosen)}, finder()).rows

    assert (len(ambiguous.rows[0].candidates), row.unit, row.confidence, row.keep) == (2, chosen, 1.0, True)


@pytest.mark.parametrize("unit", ["", "0", "-1", "²", "x", "9" * 30, "9" * 5000])
def test_what_is_no_candidate_is_not_chosen(ambiguous: Table, unit: str) -> None:
    (row,) = typed_into(ambiguous, {"0-keep": "on", "0-place": "Ак-Жар", "0-unit": unit}, finder()).rows

    assert row.unit is None


def test_a_place_typed_anew_is_looked_up_anew(ambiguous: Table, units: Units) -> None:
    (row,) = typed_into(ambiguous, {"0-keep": "on", "0-place": "  Нарын району "}, finder()).rows

    assert (row.unit, row.place, row.confidence >= 0.9) == (units["naryn-raion"].pk, "Нарын району", True)


def test_a_place_that_nobody_knows_is_asked_back_as_typed(ambiguous: Table) -> None:
    (row,) = typed_into(ambiguous, {"0-keep": "on", "0-place": "Гондурас"}, finder()).rows

    assert (row.unit, row.place, row.confidence) == (None, "Гондурас", 0.0)


def test_letters_that_only_look_right_are_mended(ambiguous: Table) -> None:
    # The o and the p of the hall are Latin, the title has a Macedonian letter for ө.
    typed = {"title": "Чогулуш жѳнүндө", "0-keep": "on", "0-place": "Ак-Жар", "0-venue": "маданият үйү, бoрбop"}

    table = typed_into(ambiguous, typed, finder())

    assert (table.title, table.rows[0].venue) == ("Чогулуш жөнүндө", "маданият үйү, борбор")


def test_a_row_without_its_tick_is_not_taken_over_and_keeps_its_cells(ambiguous: Table) -> None:
    (row,) = typed_into(ambiguous, {"0-place": "Ак-Жар", "0-day": "25.10.2017"}, finder()).rows

    assert (row.keep, row.day) == (False, "25.10.2017")


def test_cells_that_were_not_sent_stay_as_they_were(ambiguous: Table) -> None:
    assert typed_into(ambiguous, {}, finder()) == ambiguous
    assert typed_into(ambiguous, {"7-day": "25.10.2017", "rows": "x"}, finder()) == ambiguous


def test_the_sign_that_no_database_keeps_goes_from_a_cell_of_any_length(units: Units) -> None:
    typed = typed_into(TABLE, {"0-venue": "\0" + "зал " * 500 + "\0", "0-day": "24.10\0.2017"}, finder())

    assert ("\0" in typed.rows[0].venue, typed.rows[0].day) == (False, "24.10.2017")
