"""Result sheets and papers of appeals at their worst, as tests.documents.papers.call.hard has the papers of a call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tegerek.documents.papers.appeals import KINDS, Draft, appeal_papers, draft_paper
from tegerek.documents.papers.parts import Paper
from tegerek.documents.papers.result_sheet import result_papers
from tegerek.lib.said import Said
from tegerek.meetings.closing_sheets import ClosingSheet
from tegerek.people.letterheads import LetterheadSheet
from tegerek.voices.actions import Refused, refuse
from tegerek.voices.models import Initiative
from tegerek.voices.sheets import AnswerSheet, answer_sheet
from tests.documents.papers.call.hard import ENDLESS, LONG, LONG_PLACE, LONG_RU
from tests.documents.papers.closings import a_closing
from tests.documents.papers.invented import HEAD
from tests.meetings.rows import NOW, a_place, an_office
from tests.voices.appeals import by_head, received

TITLE = Said.of(ky=LONG, ru=LONG_RU)
TODAY = date(2026, 3, 6)


def results() -> dict[str, ClosingSheet]:
    """What came of a meeting, by what is hard about it."""
    usual = a_closing(3, letters=130)
    line = replace(usual.results[0], title=TITLE)
    return {
        "as usual": usual,
        "agenda of twelve pages": replace(
            usual, results=tuple(replace(line, position=n) for n in range(1, 61)), title=TITLE
        ),
        "title of 300 signs": replace(usual, title=TITLE),
        "no agenda": replace(usual, results=()),
        "Russian only": replace(usual, title=Said.of(ru="Чистая вода")),
        "a word without end": replace(usual, title=Said.of(ky=ENDLESS * 4)),
        "a long place": replace(usual, where=LONG_PLACE),
    }


def result_runs(found: dict[str, ClosingSheet], lang: str) -> Iterator[tuple[str, tuple[Paper, ...]]]:
    for case, sheet in found.items():
        yield case, result_papers(sheet, HEAD, lang)
    yield "no letterhead", result_papers(found["as usual"], LetterheadSheet(), lang)


def answers() -> dict[str, AnswerSheet]:
    """Refused appeals with all that their papers tell, by what is hard about them."""
    made = received(an_office(), a_place("Терек-Суу", "terek-suu"))
    why = Refused(
        Initiative.Ground.OTHER_WAY, Said.of(ky="Жол быйыл оңдолот, келишим түзүлдү.", ru="Дорогу починят в этом году.")
    )
    refuse(made, refused=why, decided=by_head(TODAY), seen=made.version, by=None, now=NOW)
    usual = replace(answer_sheet(made, TODAY), letterhead=HEAD)
    sheet = usual.sheet
    return {
        "as usual": usual,
        "title of 300 signs": replace(usual, sheet=replace(sheet, line=replace(sheet.line, title=TITLE))),
        "Russian only": replace(
            usual, sheet=replace(sheet, line=replace(sheet.line, title=Said.of(ru="Дорога к школе")))
        ),
        "no letterhead": replace(usual, letterhead=LetterheadSheet()),
        "a long reason": replace(usual, sheet=replace(sheet, ground_words=Said.of(ky=f"{LONG}. " * 8))),
        "a word without end": replace(usual, sheet=replace(sheet, where=Said.of(ky=ENDLESS * 3))),
        "a long place": replace(
            usual, sheet=replace(sheet, where=LONG_PLACE.venue, line=replace(sheet.line, place=LONG_PLACE.unit))
        ),
    }


def appeal_runs(found: dict[str, AnswerSheet], lang: str) -> Iterator[tuple[str, tuple[Paper, ...]]]:
    """Receipt, answer and checklist of each, and an appeal as its group fills it in."""
    for case, sheet in found.items():
        yield case, tuple(paper for kind in KINDS for paper in appeal_papers(kind, sheet, lang))
    members = tuple((f"Ойдонов Сынак {n}", f"{ENDLESS} көчөсү, {n}") for n in range(1, 16))
    draft = Draft(LONG, f"{LONG}. " * 3, LONG_PLACE.venue.texts["ky"], "Терек-Суу", 60, True, members, "0 000 00 00 00")
    for one in lang.split("-"):
        yield "a draft", (draft_paper(draft, one),)
