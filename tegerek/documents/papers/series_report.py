"""The report of a series on paper, across the sheet: its tables are wide."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.documents.marks import marks_of
from tegerek.documents.papers.parts import Column, Facts, Heading, Line, Logos, Paper, Part, Prose, Subject, Table
from tegerek.documents.plain import paragraphs, plain
from tegerek.documents.samples import sample_mark
from tegerek.documents.series_report import SectionWords, report_facts, report_sections, report_title
from tegerek.documents.tables import Table as Rows
from tegerek.programmes.report_sheets import ReportSheet

# Of the width of the sheet: a column of words, one of figures.
WORDS, FIGURE = 42.0, 21.0


def series_report_paper(sheet: ReportSheet, lang: str) -> Paper:
    """The paper in one language; a draft and a sample say so at the head of every page."""
    with override(lang):
        title = report_title(sheet, lang)
        return Paper(
            lang=lang,
            title=title,
            author=plain(sheet.implementer, lang),
            changed_at=sheet.moment,
            foot=f"{title} · {plain(sheet.title, lang)}",
            pages=_("page {n} of {of}"),
            parts=tuple(_parts(sheet, title, lang)),
            wide=True,
            mark=_mark(sheet, lang),
        )


def _mark(sheet: ReportSheet, lang: str) -> str:
    draft = "" if sheet.number else pgettext("mark on paper", "DRAFT")
    return " · ".join(filter(None, (sample_mark(sheet.is_sample, (lang,)), draft)))


def _parts(sheet: ReportSheet, title: str, lang: str) -> Iterator[Part]:
    marks = marks_of(sheet.logos, lang)
    if marks:
        yield Logos(marks)
    yield Heading((title,))
    yield Facts(report_facts(sheet, lang))
    for section in report_sections(sheet, lang):
        yield from _section(section)
    told = paragraphs(sheet.disclaimer.in_(lang).text)
    if told:
        yield Prose(told)


def _section(section: SectionWords) -> Iterator[Part]:
    yield Subject(section.heading)
    for table in section.tables:
        yield _table(table)
    for note in section.notes:
        yield Line(note)


def _table(table: Rows) -> Table:
    columns = tuple(Column((head,), WORDS if n < table.texts else FIGURE) for n, head in enumerate(table.columns))
    rows = tuple(tuple("–" if cell is None else str(cell) for cell in row) for row in table.rows)
    return Table(table.title, columns, rows)
