"""A yearly report in words: what is not done first, what is not known says so, the same in page, papers and chats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override

from tegerek.commitments.models import Report
from tegerek.commitments.report_sheets import RatingLine, ReportSheet, frozen_sheet, report_sheet, thaw
from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.documents.papers.parts import Prose, Signature, Table
from tegerek.documents.papers.report import REPORTS, report_paper
from tegerek.documents.report_text import report_text
from tegerek.documents.reports import chapters, doubt_words, period_words, rating_words, title_words, totals_sentence

OLD_SHEETS = Path(__file__).parents[1] / "data/reports"


@pytest.fixture
def head(world: World) -> ReportSheet:
    return frozen_sheet(world.yearly.head)


@pytest.mark.parametrize("path", sorted(OLD_SHEETS.glob("sheet-*.json")), ids=lambda path: path.name)
def test_a_sheet_of_every_schema_there_ever_was_is_still_read_and_told(path: Path) -> None:
    schema = int(path.stem.removeprefix("sheet-"))

    sheet = thaw(path.read_bytes(), schema)

    assert (sheet.number, len(sheet.decided), len(chapters(sheet, "ky"))) == (10847, 5, 5)


@pytest.fixture
def deputy(world: World) -> ReportSheet:
    rows = Report.objects.select_related("office", "place__parent", "person", "meeting")
    return report_sheet(rows.get(pk=world.yearly.deputy.pk), TODAY.date())


def test_the_first_chapter_is_what_is_not_done(head: ReportSheet) -> None:
    first = chapters(head, "en")[0]

    assert first.heading == "Not done yet"
    assert [(one.label, one.value, len(one.rows)) for one in first.figures] == [
        ("Decisions past their day", "1; money: 15\u00a0000 soms", 1),
        ("Decisions still being carried out", "1; the money is not known", 1),
        ("Decisions that will not be carried out", "1; money: 90\u00a0000 soms", 1),
        ("Questions and proposals not answered in time", "1", 1),
        ("Questions and proposals waiting for an answer", "0", 0),
    ]


def test_a_figure_is_the_number_of_its_rows(head: ReportSheet) -> None:
    counted = [one for chapter in chapters(head, "en") for one in chapter.figures if one.value[0].isdigit()]

    assert [int(one.value.split(";")[0].split()[0]) for one in counted] == [len(one.rows) for one in counted]


def test_what_is_not_known_of_a_deputy_says_so_and_no_figure_stands_for_it(deputy: ReportSheet) -> None:
    first, *_others, meetings, _residents = chapters(deputy, "en")

    assert (first.figures, first.note) == ((), "Not known yet.")
    assert totals_sentence(deputy).startswith("Not known yet. On record for all deputies together – questions")
    assert {one.value for one in meetings.figures} == {
        "Held: 1. Whether the deputy was there was not recorded.",
    }


def test_an_empty_year_is_told_without_making_anything_up(head: ReportSheet) -> None:
    empty = replace(head, meetings=(), asked=(), decided=(), own=type(head.own)())

    notes = [chapter.note for chapter in chapters(empty, "en")]
    values = {one.value for chapter in chapters(empty, "en") for one in chapter.figures}

    assert notes == ["", "", "", "No meeting of this time is on record.", ""]
    assert values == {"0", "nobody has said anything yet"}


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "2025-жыл"),
        (date(2025, 1, 1), date(2025, 6, 30), "2025-жылдын 1-январынан 30-июнуна чейин"),
    ],
)
def test_a_whole_year_is_called_by_its_number(since: date, until: date, words: str) -> None:
    with override("ky"):
        assert period_words(since, until, "ky") == words


def test_hands_that_were_not_counted_are_said_to_be_so_and_too_many_do_not_add_up() -> None:
    rated = RatingLine("satisfactory", 71, None, None, 60)

    assert rating_words(rated) == (
        "Rated: satisfactory. Hands for “satisfactory”: 71, for “unsatisfactory”: not counted, abstained: not counted."
    )
    assert doubt_words(rated) == "These numbers do not add up. Hands: 71, people counted: 60."
    assert doubt_words(replace(rated, present=None)) == ""


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_text_for_chats_has_five_lines(head: ReportSheet, lang: str) -> None:
    text = report_text(head, lang, "https://tegerek.example")

    assert len(text.splitlines()) == 5
    assert text.endswith(f"https://tegerek.example/{lang}/reports/{head.number}/")


@pytest.mark.parametrize("kind", list(REPORTS))
def test_the_same_sheet_makes_the_same_paper(head: ReportSheet, kind: str) -> None:
    papers = [report_paper(kind, head, "ky", TODAY) for _n in range(2)]

    assert papers[0] == papers[1]
    with override("ky"):
        assert papers[0].title == title_words(head, "ky")


def test_questions_stand_on_paper_by_their_numbers_alone_and_decisions_as_tables(head: ReportSheet) -> None:
    parts = report_paper("report", head, "en", TODAY).parts

    numbers = [f"№ {one.number}" for one in head.put if one.state == "late"]
    assert Prose((", ".join(numbers),)) in parts
    assert next(part.title for part in parts if isinstance(part, Table)) == "Decisions past their day"


def test_a_deputy_signs_by_name(deputy: ReportSheet) -> None:
    signed = [part for part in report_paper("report", deputy, "ru", TODAY).parts if isinstance(part, Signature)]

    assert signed == [Signature("депутат айылного кенеша", "Мисалов Сагынбек")]


def test_the_board_has_the_first_that_are_not_done_and_says_how_many_more(head: ReportSheet) -> None:
    many = replace(head, decided=tuple(replace(head.overdue[0], number=n) for n in range(20)))

    told = [
        line
        for part in report_paper("board", many, "en", TODAY).parts
        if isinstance(part, Prose)
        for line in part.paragraphs
    ]

    assert sum(line.startswith("№ ") for line in told) == 15
    assert "More of them stand in the report: 5." in told
