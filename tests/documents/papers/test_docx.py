"""Office papers for Word: real tables whose head comes again, a section for each paper, bytes that repeat."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from tegerek.documents.papers.docx import papers_docx
from tegerek.documents.papers.kinds import KINDS, papers_of
from tegerek.documents.papers.parts import LANGS, LAST_ROWS
from tegerek.people.consents import consent_said
from tegerek.programmes.paper_sheets import DayPapers
from tests.documents.papers import invented
from tests.documents.papers.closings import a_closing


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_paper_opens_again_in_its_language(kind: str, lang: str, db: None) -> None:
    sheets = replace(invented.papers(), closing=a_closing(), head=invented.HEAD)

    document = _opened(kind, sheets, lang)

    locale = {"ky": "ky-KG", "ru": "ru-RU", "en": "en-GB"}[lang.split("-")[0]]
    assert document.core_properties.language == locale


def test_the_sign_in_sheet_lies_across_and_its_head_comes_again_with_the_consent() -> None:
    document = _opened("sign-in", invented.papers(20), "ru")

    table, section = document.tables[0], document.sections[0]
    heads = [row for row in table.rows if row._tr.trPr.find(qn("w:tblHeader")) is not None]
    assert section.page_width > section.page_height
    assert (len(heads), len(table.rows)) == (2, 2 + 25)
    assert heads[0].cells[0].text == consent_said().in_("ru").text


def test_the_last_rows_of_the_sign_in_sheet_stay_with_the_totals() -> None:
    document = _opened("sign-in", invented.papers(28), "ru")

    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in document.tables[0].rows]
    assert (kept[-LAST_ROWS:], set(kept[2:-LAST_ROWS])) == ([True] * LAST_ROWS, {None})


def test_names_stand_as_they_were_written_and_every_row_is_there() -> None:
    name = '<b>Өмүр</b> & "Ко"'
    lines = (invented.line(n, name=f"{name} {n}") for n in range(40))

    document = _opened("list", DayPapers(invented.day(), invented.roster(*lines)), "ky")

    assert [row.cells[1].text for row in document.tables[0].rows[1:]] == [f"{name} {n}" for n in range(40)]


def test_each_letter_is_a_section_that_begins_with_page_one() -> None:
    document = _opened("letter", invented.papers(), "ky")

    starts = [section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for section in document.sections]
    assert starts == ["1", "1"]
    assert [section.footer.paragraphs[0].text.count("01-14/2") for section in document.sections] == [1, 1]


def test_the_same_sheets_make_the_same_bytes() -> None:
    papers = papers_of("letter", invented.papers(), "ky-ru")

    assert papers_docx(papers) == papers_docx(papers)


def _opened(kind: str, sheets: DayPapers, lang: str) -> Any:
    return docx.Document(io.BytesIO(papers_docx(papers_of(kind, sheets, lang))))
