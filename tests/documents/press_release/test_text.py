"""The press release as plain text: lines that fit, columns that stand."""

from dataclasses import replace
from datetime import time

from tegerek.documents.press_release.text import press_release_text
from tegerek.lib.said import Said
from tegerek.meetings.rules import State, When
from tests.documents import sheets


def test_the_schedule_stands_in_columns_and_says_what_was_cancelled() -> None:
    rows = [*sheets.seminars()]
    rows = [rows[0], sheets.in_state(rows[1], State.CANCELLED), rows[2], *rows[5:6]]

    text = press_release_text(sheets.release(rows), "ky")

    assert "Төр-Суу облусу\n" in text
    table = text[text.index("Төр-Суу облусу\n") :].split("\n\n")[0].splitlines()
    assert [line[:12] for line in table[2:]] == [
        "----------  ",
        "24.03.2026  ",
        "25.03.2026  ",
        "ЖОККО",
        "ЧЫГАРЫЛДЫ",
        "26.03.2026  ",
    ]
    assert {line.index("РМА") for line in table if "РМА" in line} == {30}


def test_no_line_is_longer_than_78_signs_even_with_long_names_and_hours() -> None:
    rows = list(sheets.seminars(hours=When(starts=time(10), ends=time(16))))
    long = Said.of(ky="Кызматкерлердин квалификациясын жогорулатуу борборунун экинчи кабаттагы чоң залы")
    meeting = rows[0].meeting
    rows[0] = replace(rows[0], meeting=replace(meeting, where=replace(meeting.where, venue=long)))

    text = press_release_text(sheets.release(rows), "ky")

    assert max(map(len, text.splitlines())) == 78
    assert "10:00–16:00  Алма району" in text


def test_an_address_is_never_cut() -> None:
    page = "https://tegerek.example/ky/programmes/" + "aiylda-choguu-chechebiz-" * 3 + "/press-release/"

    assert page in press_release_text(sheets.release(), "ky", page=page).splitlines()


def test_each_part_is_set_off_by_one_empty_line_and_marks_are_typographic() -> None:
    text = press_release_text(sheets.release(), "ru")

    assert text.startswith("Бишкек, 20 марта 2026 года\n\n")
    assert "\n\n\n" not in text
    assert "— Айгуль Ульгуева, тренер, специалист проекта\n\nСеминары проводит проект «Открытое село»." in text
    assert '"' not in text
