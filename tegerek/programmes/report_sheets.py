"""The report of a series as it is read: with the figures of now, or as it was frozen; and what differs between both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from tegerek.lib.dates import local_day
from tegerek.lib.said import Said
from tegerek.programmes.models import Programme, ReportWords, SeriesReport
from tegerek.programmes.report_parts import Cell, FactTable, Section, sections_above
from tegerek.programmes.report_rows import RowBehind, attendance, rows_behind
from tegerek.programmes.sheets import LogoLine, logos_of


@dataclass(frozen=True)
class ReportSheet:
    """A report, whole. No names but those that the programme itself bears.

    cut_off: the last day it counts. number, issued_on: None while it is not frozen. moment: its only moment, for files.
    logos: of those who pay for the programme and carry it out, as they are now. disclaimer: as the donor wants it.
    """

    slug: str
    title: Said
    project: Said
    donor: Said
    implementer: Said
    disclaimer: Said
    cut_off: date
    sections: tuple[Section, ...]
    logos: tuple[LogoLine, ...]
    moment: datetime
    number: int | None = None
    issued_on: date | None = None
    is_sample: bool = False

    def figures(self) -> dict[str, Any]:
        """What is frozen of it besides its title and disclaimer."""
        words = {name: getattr(self, name).as_json() for name in ("project", "donor", "implementer")}
        return {**words, "sections": [section.as_json() for section in self.sections]}

    @property
    def mark(self) -> str:
        """Sixteen signs that differ wherever anything in it does: what was read is held against what is frozen."""
        told = [self.cut_off.isoformat(), self.title.as_json(), self.disclaimer.as_json(), self.figures()]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class ReportLine:
    """A frozen report in a list."""

    key: int
    number: int
    cut_off: date
    issued_on: date


@dataclass(frozen=True)
class Change:
    """A figure that is another one now. row: the words that name its row; before, now: None for a row or figure that is
    not there.
    """

    section: Said
    table: Said
    row: tuple[Said, ...]
    column: Said
    before: int | None
    now: int | None


def draft_sheet(programme: Programme, until: date) -> tuple[ReportSheet, tuple[RowBehind, ...]]:
    """The report up to a day with the figures of now, and the rows behind it. Five queries and those of rooms above."""
    seminars, rows = rows_behind(programme, until)
    typed = ReportWords.objects.filter(programme=programme).first()
    sheet = ReportSheet(
        slug=programme.slug,
        title=programme.title,
        project=programme.project,
        donor=programme.donor,
        implementer=programme.implementer,
        disclaimer=typed.disclaimer if typed else Said(),
        cut_off=until,
        sections=(attendance(seminars, rows), *sections_above(programme, until)),
        logos=logos_of(programme),
        moment=programme.changed_at,
        is_sample=programme.is_sample,
    )
    return sheet, rows


def frozen_sheet(report: SeriesReport) -> ReportSheet:
    """A report as it was frozen; its programme should be loaded. One query, for the logos."""
    data = report.figures
    return ReportSheet(
        slug=report.programme.slug,
        title=report.title,
        project=Said.from_json(data["project"]),
        donor=Said.from_json(data["donor"]),
        implementer=Said.from_json(data["implementer"]),
        disclaimer=report.disclaimer,
        cut_off=report.cut_off,
        sections=tuple(map(Section.from_json, data["sections"])),
        logos=logos_of(report.programme),
        moment=report.issued_at,
        number=report.number,
        issued_on=local_day(report.issued_at),
        is_sample=report.programme.is_sample,
    )


def frozen_rows(report: SeriesReport) -> tuple[RowBehind, ...]:
    """The rows behind a frozen report. One query."""
    columns = [field.name for field in fields(RowBehind)]
    return tuple(RowBehind(*row) for row in report.rows.order_by("pk").values_list(*columns))


def report_lines(programme: Programme) -> tuple[ReportLine, ...]:
    """The frozen reports of a programme, the latest first. One query."""
    rows = programme.reports.order_by("-number").values_list("pk", "number", "cut_off", "issued_at")
    return tuple(ReportLine(key, number, cut_off, local_day(at)) for key, number, cut_off, at in rows)


def changes(frozen: ReportSheet, now: ReportSheet) -> tuple[Change, ...]:
    """Every figure of a frozen report that is another one now, in the order of the report. No query."""
    later = {(section.slug, table.slug): (section, table) for section in now.sections for table in section.tables}
    found: list[Change] = []
    for section in frozen.sections:
        for table in section.tables:
            _section, other = later.pop((section.slug, table.slug), (section, None))
            found += _differences(section, table, other)
    for section, table in later.values():
        found += _differences(section, None, table)
    return tuple(found)


def _differences(section: Section, before: FactTable | None, now: FactTable | None) -> Iterator[Change]:
    """Rows are matched by the words that name them, columns by their heads."""
    table = before or now
    if table is None:
        return
    olds, news = _by_words(before), _by_words(now)
    for words in dict.fromkeys([*olds, *news]):
        old, new = olds.get(words, {}), news.get(words, {})
        for column in dict.fromkeys([*old, *new]):
            if old.get(column) != new.get(column):
                yield Change(section.heading, table.title, words, column, old.get(column), new.get(column))


def _by_words(table: FactTable | None) -> Mapping[tuple[Said, ...], Mapping[Said, int | None]]:
    if table is None:
        return {}
    heads = table.columns[table.texts :]
    return {
        tuple(_said(cell) for cell in row[: table.texts]): dict(
            zip(heads, map(_number, row[table.texts :]), strict=True)
        )
        for row in table.rows
    }


def _said(cell: Cell) -> Said:
    return cell if isinstance(cell, Said) else Said.of(ky="" if cell is None else str(cell))


def _number(cell: Cell) -> int | None:
    return cell if isinstance(cell, int) else None
