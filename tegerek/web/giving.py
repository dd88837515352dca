"""What is frozen of a yearly report: the main part of its page in every language, its files, its text for chats.

All is made of the frozen sheet and of nothing else, as with minutes (issuing.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from tegerek.commitments.report_sheets import ReportSheet
from tegerek.documents.papers.kinds import FORMS
from tegerek.documents.papers.report import REPORTS, report_paper
from tegerek.documents.report_text import report_text
from tegerek.minutes.editions import Piece
from tegerek.web.issuing import FILE_LANGS


def report_writer(now: datetime) -> Callable[[ReportSheet], Iterator[Piece]]:
    """Makes page, files and text of a report as of that moment. The PDFs take about a second each. Raises Refusal for
    signs that no font here can show.
    """

    def write(sheet: ReportSheet) -> Iterator[Piece]:
        for lang, _name in settings.LANGUAGES:
            yield Piece(lang, "page", report_part(sheet, lang).encode())
        for lang in FILE_LANGS:
            yield Piece(lang, "text", report_text(sheet, lang, settings.ADDRESS).encode())
            for kind in REPORTS:
                yield from (Piece(lang, f"{kind}.{form}", report_file(sheet, kind, lang, form, now)) for form in FORMS)

    return write


def report_part(sheet: ReportSheet, lang: str) -> str:
    """The main part of the page of a report."""
    with override(lang):
        return render_to_string("parts/report.html", {"sheet": sheet, "lang": lang})


def report_file(sheet: ReportSheet, kind: str, lang: str, form: str, made_at: datetime) -> bytes:
    """A paper of the report as a file. Raises KeyError for a kind or form that is none; Refusal as report_writer."""
    return FORMS[form].write((report_paper(kind, sheet, lang, made_at),))


def report_name(number: int | None, kind: str, lang: str, form: str) -> str:
    """Under which name the file is saved: nobody's name stands in it.

    >>> report_name(48215, "board", "ky", "pdf"), report_name(None, "report", "ru", "docx")
    ('otchet-48215-board-ky.pdf', 'otchet-report-ru.docx')
    """
    return f"{'-'.join(filter(None, ('otchet', str(number or ''), kind, lang)))}.{form}"
