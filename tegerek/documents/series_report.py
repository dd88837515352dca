"""The report of a series in words: the page, the papers and the file for spreadsheets say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from tegerek.documents.plain import plain
from tegerek.documents.samples import as_sample
from tegerek.documents.tables import Cell, Table, xlsx_of
from tegerek.lib.dates import day_in_words
from tegerek.meetings.ages import BANDS
from tegerek.people.models import Sex
from tegerek.people.posts import post_said
from tegerek.programmes import report_parts
from tegerek.programmes.report_parts import FactTable, Section
from tegerek.programmes.report_rows import RowBehind
from tegerek.programmes.report_sheets import Change, ReportSheet


@dataclass(frozen=True)
class SectionWords:
    """A part of a report in one language. tables: empty, and notes too, where nothing is recorded."""

    heading: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...]


def report_title(sheet: ReportSheet, lang: str) -> str:
    """What the report is called, with its number where it is frozen; that of a sample says so."""
    with override(lang):
        frozen = _("Report on the series № %(number)d")
        title = _("Report on the series: draft") if sheet.number is None else frozen % {"number": sheet.number}
        return as_sample(title, sheet.is_sample)


def report_facts(sheet: ReportSheet, lang: str) -> tuple[tuple[str, str], ...]:
    """What stands at its head, names and values; what is not known is left out."""
    with override(lang):
        facts = (
            (_("Programme"), plain(sheet.title, lang)),
            (_("Project"), plain(sheet.project, lang)),
            (_("Paid by"), plain(sheet.donor, lang)),
            (_("Carried out by"), plain(sheet.implementer, lang)),
            (_("Counted up to"), day_in_words(sheet.cut_off, lang)),
            (_("Frozen on"), day_in_words(sheet.issued_on, lang) if sheet.issued_on else ""),
        )
    return tuple(fact for fact in facts if fact[1])


def report_sections(sheet: ReportSheet, lang: str) -> tuple[SectionWords, ...]:
    """Its parts in their order."""
    with override(lang):
        return tuple(_section(section, lang) for section in sheet.sections)


def report_xlsx(sheet: ReportSheet, rows: Sequence[RowBehind], lang: str) -> bytes:
    """A sheet for each table, and the rows behind them: keys and categories, nobody's name."""
    with override(lang):
        head = Table(report_title(sheet, lang), ("", ""), (*report_facts(sheet, lang), *_said(sheet, lang)), texts=2)
        tables = [_table(table, lang) for section in sheet.sections for table in section.tables]
        behind = [
            replace(table, title=as_sample(table.title, sheet.is_sample)) for table in (*tables, _behind(rows, lang))
        ]
        return xlsx_of((head, *behind), sheet.moment)


def change_words(changes: Iterable[Change], lang: str) -> Table:
    """What differs between a frozen report and the figures of now, a row for each figure."""
    with override(lang):
        columns = (_("Table"), pgettext("column", "Row"), _("Figure"), _("Frozen"), pgettext("column", "Now"))
        rows = tuple(
            (
                plain(one.table, lang),
                " ".join(filter(None, (plain(words, lang) for words in one.row))),
                plain(one.column, lang),
                one.before,
                one.now,
            )
            for one in changes
        )
        told = ngettext("%(n)d figure is another one now", "%(n)d figures are other ones now", len(rows))
        return Table(told % {"n": len(rows)}, columns, rows, texts=3)


def _section(section: Section, lang: str) -> SectionWords:
    notes = tuple(plain(note, lang) for note in section.notes)
    if not section.is_recorded:
        notes = (_("Not recorded."),)
    return SectionWords(plain(section.heading, lang), tuple(_table(table, lang) for table in section.tables), notes)


def _table(table: FactTable, lang: str) -> Table:
    columns = tuple(plain(column, lang) for column in table.columns)
    rows = tuple(tuple(_cell(cell, lang) for cell in row) for row in table.rows)
    return Table(plain(table.title, lang), columns, rows, texts=table.texts, has_total=table.has_total)


def _cell(cell: report_parts.Cell, lang: str) -> Cell:
    return cell if cell is None or isinstance(cell, int) else plain(cell, lang)


def _said(sheet: ReportSheet, lang: str) -> tuple[tuple[str, str], ...]:
    told = plain(sheet.disclaimer, lang)
    return ((_("Disclaimer"), told),) if told else ()


def _behind(rows: Sequence[RowBehind], lang: str) -> Table:
    sexes = {Sex.FEMALE.value: pgettext("letter", "f"), Sex.MALE.value: pgettext("letter", "m"), "": _("Not asked")}
    columns = (
        _("Line of the roster"),
        _("Seminar"),
        _("Post"),
        _("Sex"),
        _("Age"),
        _("Target group"),
        _("On the list"),
        _("Confirmed"),
        _("Ticked"),
        _("Came"),
    )
    told = tuple(
        (
            row.line,
            row.seminar,
            plain(post_said(row.post), lang),
            sexes[row.sex],
            str(BANDS[row.age]) if row.age in BANDS else _("Not asked"),
            None if row.is_target is None else int(row.is_target),
            int(row.is_listed),
            int(row.is_confirmed),
            int(row.is_ticked),
            int(row.came),
        )
        for row in rows
    )
    return Table(_("Rows behind the figures"), columns, told)
