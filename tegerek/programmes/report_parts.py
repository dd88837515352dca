"""What a report of a series is made of: sections of tables, every word in every language, so that it can be frozen.

Rooms above add their sections: `register(TESTS, gather)` in their AppConfig.ready. A section that nobody gathers, or of
which nothing is recorded, stands in the report and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from tegerek.lib.said import ORDER, Said
from tegerek.programmes.models import Programme

Cell = int | Said | None

ATTENDANCE, TESTS, EVALUATION, CERTIFICATES, NEXT = "attendance", "tests", "evaluation", "certificates", "next-meetings"


@dataclass(frozen=True)
class FactTable:
    """A table of a section. texts: how many columns, from the first, hold words; they name the row.

    has_total: whether the last row is the sum, or the mean, of the others.
    """

    slug: str
    title: Said
    columns: tuple[Said, ...]
    rows: tuple[tuple[Cell, ...], ...]
    texts: int = 1
    has_total: bool = True

    def as_json(self) -> dict[str, Any]:
        """Words as Said.as_json, numbers as they are."""
        return {
            "slug": self.slug,
            "title": self.title.as_json(),
            "columns": [column.as_json() for column in self.columns],
            "rows": [[_told(cell) for cell in row] for row in self.rows],
            "texts": self.texts,
            "has_total": self.has_total,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> FactTable:
        """The inverse of as_json. Raises KeyError or ValueError for anything as_json did not write."""
        return cls(
            slug=data["slug"],
            title=Said.from_json(data["title"]),
            columns=tuple(map(Said.from_json, data["columns"])),
            rows=tuple(tuple(_read(cell) for cell in row) for row in data["rows"]),
            texts=data["texts"],
            has_total=data["has_total"],
        )


@dataclass(frozen=True)
class Section:
    """A part of a report. notes: sentences below its tables: what a figure means, what was suppressed and why."""

    slug: str
    heading: Said
    tables: tuple[FactTable, ...] = ()
    notes: tuple[Said, ...] = ()

    @property
    def is_recorded(self) -> bool:
        return bool(self.tables or self.notes)

    def as_json(self) -> dict[str, Any]:
        """What FactTable.as_json makes of its tables, and words."""
        return {
            "slug": self.slug,
            "heading": self.heading.as_json(),
            "tables": [table.as_json() for table in self.tables],
            "notes": [note.as_json() for note in self.notes],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Section:
        """The inverse of as_json. Raises KeyError or ValueError for anything as_json did not write."""
        return cls(
            slug=data["slug"],
            heading=Said.from_json(data["heading"]),
            tables=tuple(map(FactTable.from_json, data["tables"])),
            notes=tuple(map(Said.from_json, data["notes"])),
        )


Gather = Callable[[Programme, date], Section | None]

_gathered: dict[str, Gather] = {}


def register(slug: str, gather: Gather) -> None:
    """Let a section be gathered: `gather(programme, until)` tells what was recorded up to that day, None for nothing.

    Raises KeyError for a section that no report has.
    """
    HEADINGS[slug]
    _gathered[slug] = gather


def sections_above(programme: Programme, until: date) -> tuple[Section, ...]:
    """The sections of the rooms above, in their order. As many queries as those need."""
    found = {slug: gather(programme, until) for slug, gather in _gathered.items()}
    return tuple(found.get(slug) or Section(slug, heading(slug)) for slug in HEADINGS if slug != ATTENDANCE)


def heading(slug: str) -> Said:
    """What a section is called. Raises KeyError for one that no report has."""
    return ours(HEADINGS[slug])


def ours(say: Callable[[], str]) -> Said:
    """A sentence of ours in every language: `ours(lambda: _("By raion"))`."""
    texts = {}
    for lang in ORDER:
        with override(lang):
            texts[lang] = say()
    return Said(texts)


HEADINGS: dict[str, Callable[[], str]] = {
    ATTENDANCE: lambda: _("Who was invited and who came"),
    TESTS: lambda: _("Tests before and after"),
    EVALUATION: lambda: _("What the participants say of it"),
    CERTIFICATES: lambda: _("Certificates"),
    NEXT: lambda: _("The next meetings"),
}


def _told(cell: Cell) -> Any:
    return cell.as_json() if isinstance(cell, Said) else cell


def _read(cell: Any) -> Cell:
    return Said.from_json(cell) if isinstance(cell, dict) else cell
