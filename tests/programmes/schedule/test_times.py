"""Times of day in three languages."""

from datetime import time

import pytest

from tegerek.programmes.schedule.times import clock_in
from tests.programmes.schedule.helpers import only


def hours(text: str, *, cell: bool = False) -> str:
    """Start and end as "10:00–16:00", with the problem behind them."""
    clock = clock_in(text, is_time_cell=cell)
    ends = "–".join(f"{moment:%H:%M}" for moment in (clock.start, clock.end) if moment)
    return f"{ends} {clock.problem}".strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("саат 10:00", "10:00"),
        ("саат 10.00дө", "10:00"),
        ("саат 14тө", "14:00"),
        ("10.00", "10:00"),
        ("10-00", "10:00"),
        ("в 10 часов", "10:00"),
        ("в 9 утра", "09:00"),
        ("в 3 часа дня", "15:00"),
        ("at 10 a.m.", "10:00"),
        ("at 2 pm", "14:00"),
        ("12 p.m.", "12:00"),
        ("10:00:00", "10:00"),
        ("10:00–16:00", "10:00–16:00"),
        ("саат 9дан 17ге чейин", "09:00–17:00"),
        ("9:00дөн 17:00гө чейин", "09:00–17:00"),
        ("с 10.00 до 16.00", "10:00–16:00"),
        ("с 9 до 17 часов", "09:00–17:00"),
        ("10-00 – 16-00", "10:00–16:00"),
        ("9–17 ч.", "09:00–17:00"),
        ("from 9:30 to 17:00", "09:30–17:00"),
        ("2–4 p.m.", "14:00–16:00"),
        ("10 a.m. – 4 p.m.", "10:00–16:00"),
        ("00:00", ""),
        ("0:00", ""),
        ("зал 3, 2 этаж", ""),
        ("25:00", "bad_time"),
        ("16:00–10:00", "16:00–10:00 end_before_start"),
    ],
)
def test_a_time_is_understood_and_midnight_is_none(text: str, expected: str) -> None:
    assert hours(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10", "10:00"), ("9-17", "09:00–17:00"), ("10-30", "10:30"), ("9.00-16.30", "09:00–16:30"), ("—", "")],
)
def test_in_a_column_of_times_a_bare_number_is_an_hour(text: str, expected: str) -> None:
    assert hours(text, cell=True) == expected


@pytest.mark.parametrize(
    ("venue", "expected"),
    [
        ("РМА залы, саат 10:00", (time(10), None, "РМА залы")),
        ("зал РГА (в 14.30)", (time(14, 30), None, "зал РГА")),
        ("мектеп №3, 10:00-16:00, 2-кабат", (time(10), time(16), "мектеп №3, 2-кабат")),
        ("каб. 3.15", (None, None, "каб. 3.15")),
    ],
)
def test_a_time_in_the_cell_of_the_hall_is_taken_out_of_it(venue: str, expected: tuple[time, time | None, str]) -> None:
    row = only(f"Күнү\tРайону\tЖайы\n12.03.2026\tТалас\t{venue}")

    assert (row.start, row.end, row.venue) == expected
