"""The result sheet and the text for chats: votes, decision, why, what follows; no names, nothing cut."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from tegerek.documents.papers.docx import papers_docx
from tegerek.documents.papers.pdf import papers_pdf
from tegerek.documents.papers.result_sheet import result_papers
from tegerek.documents.results_text import result_text
from tegerek.meetings.closing_sheets import ClosingSheet
from tegerek.meetings.models import Meeting
from tegerek.people.letterheads import letterhead_sheet
from tests.documents.papers.closings import a_closing


def _pages(sheet: ClosingSheet, lang: str) -> list[str]:
    office = Meeting.objects.get(pk=sheet.meeting).office
    made = papers_pdf(result_papers(sheet, letterhead_sheet(office), lang))
    return [" ".join((page.extract_text() or "").split()) for page in PdfReader(io.BytesIO(made)).pages]


def test_the_sheet_says_what_carried_or_did_not_and_why(db: None) -> None:
    (page,) = _pages(a_closing(), "ky")

    told = ["70 адам катышты.", "Макул: 32, каршы: 27, калыс: 0", "Кабыл алынган жок. Макул: 32", "кеминде 36 добуш"]
    assert [words for words in told if words not in page] == []
    assert "Ойдонов" not in page


def test_what_was_due_before_the_sheet_was_made_is_not_promised_any_more(db: None) -> None:
    sheet = a_closing()
    head = letterhead_sheet(Meeting.objects.get(pk=sheet.meeting).office)

    told = [
        papers_docx(result_papers(sheet, head, "en", day)) != papers_docx(result_papers(sheet, head, "en"))
        for day in (date(2026, 3, 21), date(2026, 9, 1))
    ]

    assert told == [False, True]


def test_three_items_and_four_hundred_letters_stay_on_one_page(db: None) -> None:
    sheet = a_closing(3, letters=130)

    assert [len(_pages(sheet, lang)) for lang in ("ky", "ru")] == [1, 1]


def test_what_is_longer_goes_on_and_nothing_is_cut(db: None) -> None:
    sheet = a_closing(12, letters=400)

    pages = _pages(sheet, "ky")

    assert len(pages) > 1
    assert " ".join(pages).count("Макул: 32") == 12


def test_two_languages_are_two_sheets(db: None) -> None:
    sheet = a_closing()

    papers = result_papers(sheet, letterhead_sheet(Meeting.objects.get(pk=sheet.meeting).office), "ky-ru")

    assert [paper.lang for paper in papers] == ["ky", "ru"]
    assert papers_docx(papers)[:2] == b"PK"


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_text_for_chats_has_five_lines_and_its_link_last(db: None, lang: str) -> None:
    sheet = a_closing(30, letters=400)

    text = result_text(sheet, lang, "https://tegerek.example")

    lines = text.split("\n")
    assert (len(lines), lines[-1].split()[-1]) == (5, f"https://tegerek.example/{lang}/meetings/{sheet.number}/")
    assert len(text) < 1300


def test_what_was_not_counted_is_said_so(db: None) -> None:
    text = result_text(a_closing(present=None), "en", "https://tegerek.example")

    assert "How many people came was not counted." in text
