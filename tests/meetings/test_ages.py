"""Ages as lists write them, and the groups they are counted in."""

from __future__ import annotations

from datetime import date

import pytest

from tegerek.meetings.ages import BANDS, band_in

DAY = date(2025, 10, 2)


@pytest.mark.parametrize(
    ("band", "texts"),
    [
        ("28-34", ["34", "34.0", "34,58", "34 жаш", "жашы 34", "28–34 жаш", "03.10.1990", "1990/10/03", "12/31/1990"]),
        ("35+", ["45 ж.", "1985-жылы туулган", "1985 г.р.", "01.01.85", "1985-01-01 00:00:00", "35 и старше", "60+"]),
        ("18-27", ["18", "27 лет", "2007", "1998", "02.10.2007"]),
        ("16-17", ["17", "03.10.2007"]),
        ("0-15", ["15", "02.10.2016"]),
        ("", ["", "–", "жок", "?", "0"]),
        (
            None,
            ["чоң", "31234", "2025", "1", "34+", "18-30", "5 марта 1985", "#Н/Д", "111", "31.02.1990", "0555123456"],
        ),
    ],
)
def test_an_age_is_read_as_it_is_written(band: str | None, texts: list[str]) -> None:
    assert {text: band_in(text, DAY) for text in texts} == dict.fromkeys(texts, band)


@pytest.mark.parametrize("text", ["34 " + "жаш" * 200 + " x", "ж.т." * 400, "1985-" * 500, "1" * 500])
def test_no_cell_keeps_anybody_waiting(text: str) -> None:
    assert band_in(text, DAY) is None


def test_the_words_of_a_group_say_the_group() -> None:
    assert [band_in(str(words), DAY) for words in ("28–34 years", "35 and older", "16–17 years")] == [
        "28-34",
        "35+",
        "16-17",
    ]
    assert list(BANDS) == ["0-15", "16-17", "18-27", "28-34", "35+"]
