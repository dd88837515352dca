"""Reading the files of units: tables whose first line says what they are. The ones in data/units/ are the default.

A file given instead takes the place of the default of its own sort, so a newer classifier can be loaded with the names
and seats that are here.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.lib.text import mended
from tegerek.places.models import NameMark, SuccessionHow, UnitKind

FOLDER = Path(__file__).resolve().parents[2] / "data" / "units"
DEFAULTS = tuple(FOLDER / name for name in ("classifier.csv", "names.csv", "seats.csv", "successions.csv"))

# What a file is, is told by its columns.
CLASSIFIER = frozenset({"soate", "name_ru", "level", "parent"})
NAMES = frozenset({"soate", "ky", "ky_mark", "ru", "en"})
SEATS = frozenset({"unit", "seat", "source"})
SUCCESSIONS = frozenset({"predecessor", "kind", "parent", "ky", "ru", "en", "how", "on", "source"})

LEVELS = ("RegionAndCity", "District", "Countryside", "Village")


@dataclass(frozen=True)
class Row:
    """One row of the classifier, as it stands there; parent is "" for an oblast or a city of the republic."""

    soate: str
    name_ru: str
    level: str
    parent: str


@dataclass(frozen=True)
class Names:
    """Short names of one unit, better than what can be made from the classifier."""

    soate: str
    name: Said
    ky_mark: NameMark


@dataclass(frozen=True)
class Successor:
    """A unit that followed another. predecessor: its code, or "" where nobody has listed it; parent: a code."""

    predecessor: str
    kind: UnitKind
    parent: str
    name: Said
    how: SuccessionHow
    on: date | None
    source: str


@dataclass(frozen=True)
class Files:
    rows: tuple[Row, ...]
    names: tuple[Names, ...]
    seats: tuple[tuple[str, str], ...]
    successors: tuple[Successor, ...]


def read_files(paths: Iterable[Path] = ()) -> Files:
    """The default files, each of them replaced by the given one of its sort.

    Raises Refusal, naming file and line, for what cannot be read.
    """
    found = dict(map(_lines_of, (*DEFAULTS, *paths)))
    return Files(
        rows=tuple(map(_row, found[CLASSIFIER])),
        names=tuple(map(_names, found[NAMES])),
        seats=tuple((line.code("unit"), line.code("seat")) for line in found[SEATS]),
        successors=tuple(map(_successor, found[SUCCESSIONS])),
    )


@dataclass(frozen=True)
class _Line:
    file: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def code(self, column: str) -> str:
        if not re.fullmatch(r"[0-9]{14}", self[column]):
            raise self.refusal(column, _("a code of 14 digits"))
        return self[column]

    def code_or_nothing(self, column: str) -> str:
        return self.code(column) if self[column] else ""

    def word(self, column: str, accepted: Sequence[str]) -> str:
        if self[column] not in accepted:
            raise self.refusal(column, ", ".join(accepted))
        return self[column]

    def filled(self, column: str) -> str:
        if not self[column]:
            raise self.refusal(column, _("a text"))
        return self[column]

    def day_or_nothing(self, column: str) -> date | None:
        try:
            return date.fromisoformat(self[column]) if self[column] else None
        except ValueError:
            raise self.refusal(column, _("a day like 2026-03-06")) from None

    def name(self) -> Said:
        return Said({lang: mended(self[lang]) for lang in ("ky", "ru", "en")})

    def refusal(self, column: str, wanted: str) -> Refusal:
        where = {"file": self.file, "line": self.number, "column": column, "found": self[column], "wanted": wanted}
        return Refusal(_("%(file)s, line %(line)d, column %(column)s: found “%(found)s”, expected %(wanted)s.") % where)


def _lines_of(path: Path) -> tuple[frozenset[str], list[_Line]]:
    """The sort of the file, which is its set of columns, and its lines."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True, restval="")
            head = frozenset(reader.fieldnames or ())
            lines = [_Line(path.name, reader.line_num, {k: v.strip() for k, v in row.items() if k}) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        what = {"file": path.name, "error": error}
        raise Refusal(_("%(file)s cannot be read as a CSV file in UTF-8: %(error)s.") % what) from error
    if head not in (CLASSIFIER, NAMES, SEATS, SUCCESSIONS):
        raise Refusal(
            _("%(file)s is none of the files of places. Its first line has to name the columns, like: %(columns)s.")
            % {"file": path.name, "columns": "soate,name_ru,level,parent"}
        )
    return head, lines


def _row(line: _Line) -> Row:
    level = line.word("level", LEVELS)
    return Row(line.code("soate"), line.filled("name_ru"), level, line.code_or_nothing("parent"))


def _names(line: _Line) -> Names:
    return Names(line.code("soate"), line.name(), NameMark(line.word("ky_mark", NameMark.values)))


def _successor(line: _Line) -> Successor:
    return Successor(
        predecessor=line.code_or_nothing("predecessor"),
        kind=UnitKind(line.word("kind", UnitKind.values)),
        parent=line.code("parent"),
        name=line.name(),
        how=SuccessionHow(line.word("how", SuccessionHow.values)),
        on=line.day_or_nothing("on"),
        source=line.filled("source"),
    )
