"""Seminars told line by line or in sentences."""

import pytest

from tests.programmes.schedule.gazetteer import unit
from tests.programmes.schedule.helpers import only, read


@pytest.mark.parametrize(
    "line",
    [
        "2026-жылдын 24-мартында Ат-Башы районунда, РМА залы",
        "24-мартта Ат-Башы районунда, РМА залы",
        "24 марта — Ат-Башинский район, РМА залы",
        "• 24 марта 2026 г.: Ат-Баши район, РМА залы",
        "1) 24.03.2026 Ат-Башы району, РМА залы",
        "24 March: At-Bashy district, РМА залы",
        "At-Bashy district – March 24, РМА залы",
        "РМА залы, Ат-Башы району, 24.03.2026",
        "24.03.2026 (шейшемби): семинар Ат-Башы районунда, РМА залы",
    ],
)
def test_a_line_tells_of_a_seminar(line: str) -> None:
    row = only(line)

    assert (str(row.date), row.venue, row.start) == ("2026-03-24", "РМА залы", None)
    assert row.unit == unit("41704220")


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("24-мартта Кочкор районунда, саат 10:00дө, клуб", "10:00", None),
        ("24 марта в 10.00 – Кочкорский район, клуб", "10:00", None),
        ("24 March at 10 a.m.: Kochkor district, клуб", "10:00", None),
        ("24-мартта саат 9дан 17ге чейин Кочкор районунда, клуб", "09:00", "17:00"),
        ("24 марта, с 10:00 до 16:00, Кочкорский район, клуб", "10:00", "16:00"),
    ],
)
def test_a_line_may_tell_the_time(line: str, start: str, end: str | None) -> None:
    row = only(line)

    assert (row.start and f"{row.start:%H:%M}", row.end and f"{row.end:%H:%M}", row.venue) == (start, end, "клуб")


def test_several_days_for_one_place_make_a_row_for_each_and_a_stretch_one_row() -> None:
    text = "4- жана 6-мартта Кочкор районунда, клуб\n20-мартынан 22-мартына чейин Нарын районунда, клуб"

    rows = read(text).seminars

    assert [(str(row.date), row.end_date and str(row.end_date)) for row in rows] == [
        ("2026-03-04", None),
        ("2026-03-06", None),
        ("2026-03-20", "2026-03-22"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "10-мартта Кочкор районунда, 11-мартта Жумгал районунда, 12-мартта Ат-Башы районунда семинар болот.",
        "10 марта – Кочкорский район; 11 марта – Жумгальский район; 12 марта – Ат-Башинский район.",
        "Кочкор – 10.03, Жумгал – 11.03, Ат-Башы – 12.03 (райондор)",
    ],
)
def test_a_sentence_may_tell_of_several_seminars(text: str) -> None:
    rows = read(text).seminars

    assert [(row.date and row.date.day, row.unit and row.unit.ky) for row in rows] == [
        (10, "Кочкор"),
        (11, "Жумгал"),
        (12, "Ат-Башы"),
    ]


def test_places_below_a_day_share_it_and_halls_below_a_place_are_its_own() -> None:
    text = "10.03.2026\nКочкор району, клуб\nЖумгал району\nРМА залы\n\n11.03.2026\nАт-Башы району, мектеп"

    rows = read(text).seminars

    assert [(row.date and row.date.day, row.unit and row.unit.ky, row.venue) for row in rows] == [
        (10, "Кочкор", "клуб"),
        (10, "Жумгал", "РМА залы"),
        (11, "Ат-Башы", "мектеп"),
    ]


def test_bare_numbers_below_the_name_of_a_month_are_its_days() -> None:
    rows = read("Март 2026\n3 — Кочкор району, РМА\n5 — Жумгал району, РМА\nАпрель\n1, 2 — Нарын району, РМА").seminars

    assert [str(row.date) for row in rows] == ["2026-03-03", "2026-03-05", "2026-04-01", "2026-04-02"]


def test_days_below_the_heading_of_a_raion_are_held_there() -> None:
    rows = read(
        "Кочкор району:\n10.03.2026, клуб\n12.03.2026, мектеп\n\nЖумгал району:\n11.03.2026 Чаек айылы, клуб"
    ).seminars

    assert [(row.date and row.date.day, row.unit and row.unit.ky) for row in rows] == [
        (10, "Кочкор"),
        (11, "Чаек"),
        (12, "Кочкор"),
    ]


def test_the_line_with_the_papers_own_place_and_date_is_no_seminar() -> None:
    text = "г. Нарын, 1 марта 2026 г.\nКалың элге кабар\n\n10 марта — Кочкорский район\n11 марта — Нарынский район"

    assert [row.unit and row.unit.ky for row in read(text).seminars] == ["Кочкор", "Нарын"]


@pytest.mark.parametrize("place", ["г. Бишкек", "Кыргызстан, Бишкек", "Талас шаары", "ТАЛАС ЖЫЙЫНЫ"])
def test_the_papers_date_and_the_lines_below_it_are_no_seminar(place: str) -> None:
    text = f"2026-жылдын 1-марты\n\nПРЕСС-РЕЛИЗ\n{place}\n\nКүнү\tРайону\tЖайы\n10.03.2026\tКочкор\tклуб"

    assert [row.unit and row.unit.ky for row in read(text).seminars] == ["Кочкор"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-жылдын 1-марты\nг. Бишкек\nСаламатсыздарбы!",
        "Салам!",
        "С 10 по 20 марта 2026 года в районных центрах Таласской и Чуйской областей пройдут семинары.",
        "2026-жылдын 10-мартынан 20-апрелине чейин Талас облусунда семинарлар өтөт.",
        "Бишкек, 11 марта 2026 года",
    ],
)
def test_prose_alone_has_no_rows_and_that_is_said(text: str) -> None:
    understood = read(text)

    assert (understood.seminars, [warning.code for warning in understood.warnings]) == ((), ["no_rows"])
    assert understood.has_open_questions


@pytest.mark.parametrize(
    "line", ["3) Жокжерде району, 15-март, клуб", "3) Жокжерде, 15-март", "Жокжерде айыл аймагы, 15-март"]
)
def test_a_row_whose_place_is_unknown_and_comes_first_is_a_question_and_not_lost(line: str) -> None:
    understood = read(f"1) Кочкор району, 10-март\n2) Жумгал району, 12-март\n{line}\n4) Нарын району, 16-март")

    assert [row.unit and row.unit.ky for row in understood.seminars] == ["Кочкор", "Жумгал", None, "Нарын"]
    assert [warning.code for warning in understood.warnings if warning.is_question] == ["unit_unknown"]


def test_a_village_that_is_not_known_is_kept_with_the_hall_of_its_raion() -> None:
    (row,) = read("Талас району, 12.03.2026, Талас айылы, мектеп").seminars

    assert (row.unit and row.unit.kind, row.venue) == ("raion", "Талас айылы, мектеп")


def test_a_row_of_two_raions_is_a_question() -> None:
    understood = read("10.03.2026 – Кочкорский и Жумгальский районы, зал РГА\n11.03.2026 – Нарынский район")

    row = understood.seminars[0]
    assert (row.unit, [match.unit.ky for match in row.candidates]) == (None, ["Кочкор", "Жумгал"])


def test_the_number_of_people_does_not_stay_in_the_hall() -> None:
    rows = read(
        "10.03.2026 – Кочкорский район, клуб, 20 участников\n11.03.2026 – Нарынский район (15 человек)"
    ).seminars

    assert [row.venue for row in rows] == ["клуб", ""]
