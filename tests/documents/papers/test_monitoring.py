"""The papers of a monitoring group: photographs that everybody may see stand in them, others never."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest

from tegerek.commitments.monitoring_sheets import VisitSheet, visit_sheet
from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.documents.papers.docx import papers_docx
from tegerek.documents.papers.monitoring import visit_papers
from tegerek.documents.papers.parts import Paper, Picture
from tegerek.documents.papers.pdf import papers_pdf
from tegerek.people.letterheads import letterhead_sheet


@pytest.fixture
def sheet(world: World) -> VisitSheet:
    return visit_sheet(world.monitored.first, TODAY.date())


def papers(world: World, sheet: VisitSheet, kind: str = "report") -> tuple[Paper, ...]:
    return visit_papers(kind, sheet, letterhead_sheet(world.land.okmotu), "ky", TODAY.date())


def pictures(made: tuple[Paper, ...]) -> list[Picture]:
    return [part for paper in made for part in paper.parts if isinstance(part, Picture)]


@pytest.mark.parametrize("kind", ["report", "board"])
def test_only_what_everybody_may_see_stands_on_paper(world: World, sheet: VisitSheet, kind: str) -> None:
    shown = pictures(papers(world, sheet, kind))

    assert sorted(one.people for one in sheet.photos) == ["nobody", "not_agreed"]
    assert [one.alt for one in shown] == [f"1-сүрөт: {sheet.thing.name.texts['ky']}"]


def test_the_photograph_lies_in_both_files(world: World, sheet: VisitSheet) -> None:
    made = papers(world, sheet)

    word, pdf = docx.Document(io.BytesIO(papers_docx(made))), papers_pdf(made)

    assert (len(word.inline_shapes), b"/DCTDecode" in pdf) == (1, True)


def test_a_photograph_whose_bytes_are_missing_is_left_out(world: World, sheet: VisitSheet) -> None:
    gone = tuple(replace(one, digest="0" * 64) for one in sheet.photos)

    assert pictures(papers(world, replace(sheet, photos=gone))) == []
