"""The programme of the day: hours that follow from the agenda, and rows to fill in where there is none."""

from __future__ import annotations

from tegerek.documents.papers import parts
from tegerek.documents.papers.parts import Paper
from tegerek.documents.papers.programme_of_day import day_programme_paper
from tests.documents.papers import invented


def test_hours_stand_as_far_as_they_follow_from_the_minutes() -> None:
    table = _table(day_programme_paper(invented.day(), "ky"))

    assert table.rows == (
        ("09:30–10:00", "Катышуучуларды каттоо", ""),
        ("10:00–11:30", "Айыл жыйынын даярдоо жана чакыруу", "тренер"),
        ("11:30", "Суроо-жооп", ""),
        ("", "Жыйынтыктоо", ""),
    )


def test_both_languages_stand_in_a_cell() -> None:
    table = _table(day_programme_paper(invented.day(), "ky-ru"))

    assert table.rows[2][1] == "Суроо-жооп / Вопросы и ответы"


def test_without_an_agenda_there_are_empty_rows_to_write_in() -> None:
    table = _table(day_programme_paper(invented.day(agenda=()), "ru"))

    assert (table.tall, table.rows) == (True, (("", "", ""),) * 10)


def _table(paper: Paper) -> parts.Table:
    return next(part for part in paper.parts if isinstance(part, parts.Table))
