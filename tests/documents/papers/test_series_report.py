"""The report of a series on paper and in a workbook: logos, disclaimer, every figure, and what nobody recorded."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tegerek.documents.papers.docx import papers_docx
from tegerek.documents.papers.pdf import papers_pdf
from tegerek.documents.papers.series_report import series_report_paper
from tegerek.documents.series_report import report_xlsx
from tegerek.lib.said import Said
from tegerek.places.models import Unit
from tegerek.programmes.logos import add_logo
from tegerek.programmes.models import Logo, Programme
from tegerek.programmes.report_sheets import ReportSheet, draft_sheet
from tegerek.programmes.reports import word_report
from tests.files.samples import png
from tests.meetings.rows import NOW, a_clerk
from tests.places.world import load_few_units
from tests.programmes.series import a_series, published, seminars_of
from tests.programmes.test_counts import people
from tests.programmes.test_reports import UNTIL


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    return load_few_units()


@pytest.fixture
def sheet(units: dict[str, Unit]) -> ReportSheet:
    """One seminar with people, a logo and a disclaimer."""
    made = published(a_series(units, 1))
    people(seminars_of(made)[0], units["kochkor-raion"])
    add_logo(made, png(), name="a.png", of=Logo.Of.DONOR, alt=Said.of(ky="Шам"), seen=None, by=a_clerk(), now=NOW)
    word_report(made, Said.of(ky="Донордун пикири эмес."), seen=0, by=None, now=NOW)
    return draft_sheet(Programme.objects.get(pk=made.pk), UNTIL)[0]


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_pdf_bears_the_logo_the_disclaimer_and_the_mark_of_a_draft(sheet: ReportSheet, lang: str) -> None:
    body = papers_pdf((series_report_paper(sheet, lang),))

    pages = PdfReader(io.BytesIO(body)).pages
    told = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert len(pages[0].images) == 1
    assert "Донордун пикири эмес." in told
    assert {"ky": "ДОЛБООР", "ru": "ЧЕРНОВИК", "en": "DRAFT"}[lang] in told
    assert papers_pdf((series_report_paper(sheet, lang),)) == body


def test_the_word_file_bears_the_logo_too(sheet: ReportSheet) -> None:
    with zipfile.ZipFile(io.BytesIO(papers_docx((series_report_paper(sheet, "ky"),)))) as made:
        names, told = made.namelist(), made.read("word/document.xml").decode()

    assert len([name for name in names if name.startswith("word/media/")]) == 1
    assert "Донордун пикири эмес." in re.sub(r"<[^>]+>", "", told)


def test_the_workbook_has_a_sheet_for_each_table_and_the_rows_behind(sheet: ReportSheet) -> None:
    rows = draft_sheet(Programme.objects.get(slug=sheet.slug), UNTIL)[1]

    book = load_workbook(io.BytesIO(report_xlsx(sheet, rows, "en")))

    last = book.worksheets[-1]
    assert [one.title for one in book.worksheets][1:] == [
        "By seminar",
        "By raion",
        "By oblast",
        "By post",
        "By sex",
        "By age",
        "By target group",
        "Rows behind the figures",
    ]
    assert (last.max_row - 1, [last.cell(n, 10).value for n in range(2, 8)].count(1)) == (6, 3)
    assert "Мисалов" not in str([[cell.value for cell in line] for line in last.rows])
