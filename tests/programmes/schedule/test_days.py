"""Days in three languages, as people write them."""

from datetime import date

import pytest

from tegerek.programmes.schedule.days import (
    Settled,
    day_number,
    days_in,
    is_american,
    month_named,
    nearest_year,
    settle,
    weekday_in,
)


def dates(text: str, year: int | None = 2025) -> list[str]:
    """The days of a text as "from/to" or "day", a missing year taken as given."""
    settled = [settle(stretch, lambda month, day: year) for stretch in days_in(text)]
    return ["/".join(day.isoformat() for day in (found.first, found.last) if day) or found.problem for found in settled]


@pytest.mark.parametrize(
    "text",
    [
        "24.10.2025",
        "24.10.25",
        "24/10/2025",
        "24-10-2025",
        "2025-10-24",
        "2025.10.24",
        "24.10.2025г.",
        "24.10",
        "24-октябрь",
        "24-октябрда",
        "2025-жылдын 24-октябрында",
        "2025-жылдын 24-октябры",
        "24-октябрь, 2025-жыл",
        "24 октябрь 2025-ж.",
        "24-октябрь күнү",
        "октябрдын 24үндө",
        "24 октября",
        "24 октября 2025 года",
        "24 октября 2025 г.",
        "24-го октября",
        "24 окт. 2025",
        "24-окт-25",
        "24 October 2025",
        "24th of October, 2025",
        "October 24, 2025",
        "Oct. 24",
        "24-Oct-25",
        "1. 24 октября",
        "зал 3, 24 октября",
    ],
)
def test_one_day_is_understood_however_it_is_written(text: str) -> None:
    assert dates(text) == ["2025-10-24"]


@pytest.mark.parametrize(
    "text",
    [
        "20-ноябрынан 22-ноябрына чейин",
        "20дан 22-ноябрга чейин",
        "ноябрдын 20сынан 22сине чейин",
        "20 ноябрь менен 22 ноябрдын аралыгында",
        "20–22-ноябрь",
        "20–22 ноября",
        "с 20 по 22 ноября",
        "с 20 ноября по 22 ноября 2025 года",
        "20-22.11.2025",
        "20.11–22.11.2025",
        "20.11.2025 – 22.11.2025",
        "с 20.11 по 22.11",
        "20.11.2025дан 22.11.2025ге чейин",
        "from 20 to 22 November",
        "20–22 November 2025",
        "November 20–22, 2025",
        "between 20 November and 22 November 2025",
    ],
)
def test_a_stretch_of_days_has_a_first_and_a_last(text: str) -> None:
    assert dates(text) == ["2025-11-20/2025-11-22"]


@pytest.mark.parametrize(
    "text",
    ["4- жана 6-декабрында", "4 и 6 декабря", "4, 6 декабря", "4 and 6 December", "4,6.12.2025", "4.12.25, 6.12.25",
     "4 и 6.12.25"],
)  # fmt: skip
def test_several_days_for_one_place_stay_several(text: str) -> None:
    assert dates(text) == ["2025-12-04", "2025-12-06"]


def test_a_year_said_once_holds_for_the_day_beside_it() -> None:
    assert dates("24 октября, 25 октября 2017 года", year=None) == ["2017-10-24", "2017-10-25"]


def test_a_stretch_over_new_year_ends_in_the_next_year() -> None:
    assert dates("28 декабря – 3 января") == ["2025-12-28/2026-01-03"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [("31.02.2017", "bad_day"), ("45.13.2017", "bad_day"), ("29.02.2018", "bad_day"), ("24 октября", "year_unknown")],
)
def test_a_day_that_cannot_be_told_says_why(text: str, problem: str) -> None:
    assert dates(text, year=None) == [problem]


def test_an_end_before_its_start_keeps_the_start_and_says_so() -> None:
    (stretch,) = days_in("22–20.03.2017")

    settled = settle(stretch, lambda month, day: None)

    assert settled == Settled(date(2017, 3, 22), None, "end_before_start", False)


@pytest.mark.parametrize(
    "text",
    [
        "10:00",
        "10.00",
        "саат 9дан 17ге чейин",
        "240 человек",
        "(0555) 000-000",
        "0555 12-11-10",
        "зал 3",
        "",
        "1 " * 5000,
    ],
)
def test_what_is_no_day_is_not_taken_for_one(text: str) -> None:
    assert days_in(text) == ()


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("дүйшөмбү", 0), ("шейшемби, 24-октябрь", 1), ("шаршемби", 2), ("бейшемби", 3), ("жума күнү", 4), ("ишемби", 5),
        ("жекшемби", 6), ("24.10 (вт)", 1), ("в пятницу", 4), ("Thursday", 3), ("пн, вт", None), ("24.10.2017", None),
    ],
)  # fmt: skip
def test_weekdays_are_known_in_three_languages(text: str, weekday: int | None) -> None:
    assert weekday_in(text) == weekday


def test_headings_of_months_and_bare_numbers_go_together() -> None:
    assert [month_named(text) for text in ("Ноябрь 2025", "2025-жылдын ноябры", "November", "Ноябрь, Кочкор")] == [
        (11, 2025),
        (11, 2025),
        (11, None),
        None,
    ]
    assert [day_number(text) for text in ("24", "4, 6", "4 жана 6", "24 адам", "32")] == [(24,), (4, 6), (4, 6), (), ()]


def test_slashes_are_american_only_if_nothing_else_gives_days() -> None:
    assert [is_american(text) for text in ("10/24/2025 11/08/2025", "10/11/2025", "24/10/2025 10/24/2025")] == [
        True,
        False,
        False,
    ]


def test_the_nearest_year_crosses_new_year() -> None:
    assert [nearest_year(1, 15, date(2017, 12, 10)), nearest_year(12, 15, date(2018, 1, 10))] == [2018, 2017]
