"""What is doubtful is said, with its line, and never decided in silence."""

from datetime import date

import pytest

from tests.programmes.schedule.gazetteer import unit
from tests.programmes.schedule.helpers import codes, read, warned

HEADER = "Күнү\tРайону\tЖайы\n"


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("31.02.2026\tКочкор\tклуб", ["bad_day"]),
        ("эртең\tКочкор\tклуб", ["bad_day"]),
        ("\tКочкор\tклуб", ["day_missing"]),
        ("22–20.03.2026\tКочкор\tклуб", ["end_before_start"]),
        ("20.03.2026 16:00–10:00\tКочкор\tклуб", ["end_before_start"]),
        ("20.03.2026 25:00\tКочкор\tклуб", ["bad_time"]),
        ("20.03.2026 (дүйшөмбү)\tКочкор\tклуб", ["weekday_differs"]),
        ("20.03.2026 (жума)\tКочкор\tклуб", []),
        ("20.03.2026\tАтлантида\tклуб", ["unit_unknown"]),
        ("20.03.2026\t\tклуб", ["unit_missing"]),
        ("20.03.2026\tЖумгол\tклуб", ["unit_unsure"]),
        ("20.03.2026\tКара-Суу айыл аймагы\tклуб", ["unit_ambiguous"]),
        ("20 март\tКочкор\tклуб", ["year_guessed"]),
    ],
)
def test_a_doubtful_row_is_kept_and_its_doubt_said_with_its_line(row: str, codes: list[str]) -> None:
    understood = read(HEADER + row)

    assert [warning.code for warning in understood.warnings] == codes
    assert {warning.line for warning in understood.warnings} <= {2}
    assert [found.venue for found in understood.seminars] == ["клуб"]


def test_a_day_without_a_year_and_nothing_to_tell_it_stays_unknown() -> None:
    understood = read(HEADER + "20-март\tКочкор\tклуб", today=None)

    assert (understood.seminars[0].date, warned(understood)) == (None, ["year_unknown"])
    assert understood.has_open_questions


@pytest.mark.parametrize(
    ("above", "year"),
    [
        ("2027-жылдын 1-мартынан 30-мартына чейин семинарлар өтөт.\n\n", 2027),
        ("Бишкек, 2028-жылдын 1-марты\n\nПРЕСС-РЕЛИЗ\n\n", 2028),
        ("2029-жылга график\n\n", 2029),
        ("", 2026),
    ],
)
def test_a_missing_year_comes_from_the_paper_and_else_from_the_day_of_reading(above: str, year: int) -> None:
    understood = read(above + HEADER + "20-март\tКочкор\tклуб")

    assert understood.seminars[0].date == date(year, 3, 20)
    assert warned(understood) == ([] if year == 2027 else ["year_guessed"])


def test_rows_around_new_year_get_the_year_that_lies_nearest() -> None:
    understood = read(
        "Бишкек, 2025-жылдын 10-декабры\n\nПРЕСС-РЕЛИЗ\n\n" + HEADER + "20-дек\tКочкор\tклуб\n15-янв\tЖумгал\tклуб"
    )

    assert [str(row.date) for row in understood.seminars] == ["2025-12-20", "2026-01-15"]


def test_what_may_be_several_places_is_a_question_with_its_candidates() -> None:
    understood = read("10.03.2026 Кара-Суу айыл өкмөтү, клуб")

    (row,) = understood.seminars
    assert row.unit is None
    assert [match.unit.soate for match in row.candidates] == ["41704220836000", "41704235812000"]
    assert understood.has_open_questions


def test_naryn_alone_is_a_question_unless_the_paper_speaks_of_raions() -> None:
    alone = read("24.03.2026 Нарын, клуб\n25.03.2026 Кочкор, клуб")
    among_raions = read("Райондордогу семинарлар\n24.03.2026 Нарын, РМА\n25.03.2026 Кочкор, РМА")

    assert codes(alone) == [None, "41704235"]
    assert codes(among_raions) == ["41704245", "41704235"]


def test_a_raion_under_the_heading_of_another_oblast_is_a_question() -> None:
    understood = read("Нарын облусу\n" + HEADER + "10.03.2026\tКочкор\tклуб\n11.03.2026\tАраван\tклуб")

    assert (codes(understood), warned(understood)) == (["41704235", None], ["unit_elsewhere"])
    assert understood.seminars[1].candidates[0].unit == unit("41706211")


def test_one_raion_twice_on_a_day_is_said_and_two_raions_on_a_day_are_not() -> None:
    understood = read(HEADER + "10.03.2026\tКочкор\tклуб\n10.03.2026\tКочкор\tРМА\n10.03.2026\tЖумгал\tРМА")

    assert [(warning.code, warning.line) for warning in understood.warnings] == [("unit_twice_on_day", 3)]


def test_a_day_outside_the_stated_period_is_said() -> None:
    understood = read(
        "Семинары с 1 по 15 марта 2026 года.\n\n" + HEADER + "10.03.2026\tКочкор\tклуб\n20.03.2026\tЖумгал\tклуб"
    )

    assert [(warning.code, dict(warning.params)) for warning in understood.warnings] == [
        ("outside_period", {"day": "2026-03-20", "from": "2026-03-01", "to": "2026-03-15"})
    ]


def test_american_dates_are_read_as_such_and_that_is_said() -> None:
    understood = read("Date,Raion,Venue\n10/24/2026,Kochkor,hall\n11/08/2026,Naryn,hall")

    assert [str(row.date) for row in understood.seminars] == ["2026-10-24", "2026-11-08"]
    assert warned(understood) == ["day_month_swapped"]


def test_rows_come_in_the_order_of_days_with_unknown_days_last() -> None:
    understood = read(HEADER + "\tЖумгал\tклуб\n12.03.2026\tНарын\tклуб\n10.03.2026\tКочкор\tклуб")

    assert [row.unit and row.unit.ky for row in understood.seminars] == ["Кочкор", "Нарын", "Жумгал"]


def test_the_json_has_exactly_the_promised_keys_and_null_for_what_is_unknown() -> None:
    found = read(HEADER + "10.03.2026 10:00\tКочкор\t\n\tАтлантида\tклуб").as_json()

    assert list(found) == ["title", "period", "planned", "seminars", "warnings"]
    assert found["seminars"][0] == {
        "date": "2026-03-10", "end_date": None, "start": "10:00", "end": None,
        "unit": {"soate": "41704235000000", "kind": "raion", "name": "Кочкор"},
        "candidates": [], "venue": None, "confidence": 1.0,
    }  # fmt: skip
    assert (found["seminars"][1]["date"], found["seminars"][1]["unit"]) == (None, None)
    assert [list(warning) for warning in found["warnings"]] == [["code", "line", "text"]] * 2


def test_ten_thousand_lines_are_understood_and_strange_ones_do_no_harm() -> None:
    many = read("24.03.2026\tКочкор\tклуб\n" * 10_000)
    strange = [
        read(text)
        for text in ("«" * 5_000, "1, " * 10_000, "Күнү\n" * 3_000, "\t" * 50_000, " " * 50_000 + "x", '"' * 5_000)
    ]

    assert len(many.seminars) == 10_000
    assert [warned(found) for found in strange] == [["no_rows"]] * 6


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("Ат-Башы районунун айыл өкмөттөрүндөгү жыйындардын графиги", ("41704220836000", 0.8, ["unit_unsure"])),
        ("Нарын облусундагы жыйындардын графиги", (None, 1.0, ["unit_ambiguous"])),
        ("Ат-Башы жана Кочкор райондорундагы жыйындардын графиги", (None, 1.0, ["unit_ambiguous"])),
    ],
)
def test_of_places_with_one_name_the_one_in_the_papers_raion_is_taken_with_a_warning(
    above: str, expected: tuple[str | None, float, list[str]]
) -> None:
    understood = read(f"{above}\n\n02.04.2026 – Кара-Суу айыл аймагы, мектеп")

    row = understood.seminars[0]
    assert (row.unit and row.unit.soate, row.confidence, warned(understood)) == expected


@pytest.mark.parametrize(("venue", "kind"), [("РМА жыйындар залы", "raion"), ("мэрия", "city"), ("клуб", None)])
def test_a_hall_that_only_a_raion_or_a_city_has_tells_which_is_meant(venue: str, kind: str | None) -> None:
    understood = read(f"12.03.2026, Талас, {venue}\n13.03.2026, Бишкек шаары, мэрия")

    row = understood.seminars[0]
    assert (row.unit.kind if row.unit else None) == kind


def test_a_mayors_hall_in_a_column_of_raions_is_a_question() -> None:
    understood = read(HEADER + "12.03.2026\tТалас\tмэрия\n13.03.2026\tМанас\tклуб")

    assert (understood.seminars[0].unit, warned(understood)) == (None, ["unit_ambiguous"])


def test_a_row_named_like_the_oblast_above_it_is_not_the_oblast() -> None:
    understood = read("Ош облусу\n12.03.2026\tОш\tклуб\n13.03.2026\tАлай району\tклуб")

    assert (understood.seminars[0].unit, warned(understood)) == (None, ["unit_ambiguous"])
    assert sorted(match.unit.kind for match in understood.seminars[0].candidates) == ["city", "oblast"]


@pytest.mark.parametrize("place", ["Кемин, Жайыл", "Кеминский и Жайылский", "Кемин/Жайыл"])
def test_a_cell_that_lists_raions_is_a_question(place: str) -> None:
    understood = read(f"Күнү\tРайону\tОрду\n12.03.2026\t{place}\tТалас шаары, мэрия\n13.03.2026\tМанас\tРМА")

    row = understood.seminars[0]
    assert (row.unit, [match.unit.ky for match in row.candidates]) == (None, ["Кемин", "Жайыл"])
    assert understood.seminars[1].venue == "РМА"


@pytest.mark.parametrize(
    "line",
    [
        "Семинар в Кочкорском районе перенесён с 5 на 12 марта 2026 года",
        "Семинар в Кочкорском районе перенесен с 5 марта на 12 марта 2026 года",
        "Кочкор районундагы семинар 2026-жылдын 5-мартынан 12-мартына которулду",
        "The seminar in Kochkor district was moved from 5 March to 12 March 2026",
    ],
)
def test_a_seminar_that_was_moved_is_on_its_new_day_only(line: str) -> None:
    understood = read(f"{line}\nЖумгал району – 14.03.2026")

    assert [(row.date, row.end_date) for row in understood.seminars] == [
        (date(2026, 3, 12), None),
        (date(2026, 3, 14), None),
    ]
