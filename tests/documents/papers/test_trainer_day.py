"""The day sheet of a trainer: what is known stands there, what is not is a blank."""

from __future__ import annotations

from datetime import date, time

from tegerek.documents.papers import parts
from tegerek.documents.papers.docx import papers_docx
from tegerek.documents.papers.parts import BLANK, Paper
from tegerek.documents.papers.pdf import papers_pdf
from tegerek.documents.papers.trainer_day import trainer_day_paper
from tegerek.lib.said import Said
from tegerek.programmes.sheets import PersonLine
from tegerek.programmes.trainer_sheets import TrainerLine, TrainingDay
from tests.documents.papers import invented

LINE = TrainerLine(
    key=1,
    person=2,
    name="Ойдонова Жылдыз",
    place=Said.of(ky="Кочкор району"),
    day=date(2026, 3, 17),
    starts=time(9, 30),
    ends=time(16, 30),
    lang="ky",
    despite="сыр",
    snags=(),
    in_a_row=6,
    has_phone=False,
)
CONTACT = PersonLine(Said.of(ky="Айгүл Үлгүева"), Said(), ("0000 00-00-22",), "", "")
FULL = TrainingDay((LINE,), 20, 18, 10, ((Said.of(ky="Көк-Булут айыл аймагы"), 6),), CONTACT)
NOTHING = TrainingDay((), None, 0, 0, (), None)


def test_all_that_is_known_stands_on_it() -> None:
    paper = trainer_day_paper(invented.day(), FULL, "ky")

    assert _facts(paper)[-3:] == (
        ("Келе турган адамдар", "20"),
        ("Тизмеде, алардын ичинен ырастагандар", "18, 10"),
        ("Кимге чалуу керек", "Айгүл Үлгүева, 0000 00-00-22"),
    )
    assert [table.rows[0] for table in _tables(paper)] == [
        ("Ойдонова Жылдыз", "17.03.2026, саат 09:30–16:30", "Кочкор району", "кыргызча"),
        ("09:30–10:00", "Катышуучуларды каттоо", ""),
        ("Көк-Булут айыл аймагы", "6"),
    ]


def test_what_nobody_knows_is_a_blank_and_rows_to_write_in() -> None:
    paper = trainer_day_paper(invented.day(agenda=()), NOTHING, "ru")

    assert [value for _name, value in _facts(paper)[-3:]] == [BLANK, "0, 0", BLANK]
    assert [len(table.rows) for table in _tables(paper)] == [2, 10]


def test_what_is_said_against_a_trainer_is_not_carried_about() -> None:
    paper = trainer_day_paper(invented.day(), FULL, "ky-ru")

    assert ("сыр" in repr(paper), len(papers_docx([paper])) > 0, papers_pdf([paper])[:5]) == (False, True, b"%PDF-")


def _facts(paper: Paper) -> tuple[tuple[str, str], ...]:
    return tuple(row for part in paper.parts if isinstance(part, parts.Facts) for row in part.rows)


def _tables(paper: Paper) -> list[parts.Table]:
    return [part for part in paper.parts if isinstance(part, parts.Table)]
