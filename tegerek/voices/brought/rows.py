"""The preview of a table as it is kept and corrected: rows of texts, and what a person decided about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any

from tegerek.lib.text import mended
from tegerek.voices.brought.reading import CELL_LETTERS, ReadTable
from tegerek.voices.brought.words import COLUMNS

# Questions that are answered by "it is right as it stands".
CONFIRMED = ("hearing_here", "slip_taken")


@dataclass(frozen=True)
class Row:
    """One question or proposal as the table has it, and what was decided.

    n: the row's number in the preview, which stays. line: where it stood in the source. nth: reading.TextRow. keep:
    False when it is left out. chosen_unit: the answer to "which of these places". sure: codes that were confirmed.
    """

    n: int
    line: int = 0
    day: str = ""
    place: str = ""
    about: str = ""
    slip: str = ""
    kind: str = ""
    text: str = ""
    to: str = ""
    outcome: str = ""
    answer: str = ""
    document: str = ""
    nth: int = 1
    keep: bool = True
    chosen_unit: int | None = None
    sure: tuple[str, ...] = ()


_NAMES = tuple(field.name for field in fields(Row))
_DEFAULTS = {field.name: field.default for field in fields(Row) if field.default is not MISSING}


@dataclass(frozen=True)
class VoiceTable:
    """A whole preview. left_out, notes, has_askers: as in reading.ReadTable."""

    rows: tuple[Row, ...] = ()
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    has_askers: bool = False

    @classmethod
    def of(cls, read: ReadTable) -> VoiceTable:
        rows = tuple(
            Row(n, row.line, nth=row.nth, **{column: getattr(row, column) for column in COLUMNS})
            for n, row in enumerate(read.rows, 1)
        )
        return cls(rows, read.left_out, read.notes, read.has_askers)

    def as_json(self) -> dict[str, Any]:
        """What is as it is from the beginning is left out: a table of thousands is written with every press."""
        rows = [
            {name: value for name in _NAMES if (value := getattr(row, name)) != _DEFAULTS.get(name)}
            for row in self.rows
        ]
        notes = {"left_out": list(self.left_out), "notes": list(self.notes), "has_askers": self.has_askers}
        return {"rows": rows, **notes}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> VoiceTable:
        rows = tuple(Row(**{**row, "sure": tuple(row.get("sure", ()))}) for row in data.get("rows", ()))
        notes = (tuple(data.get("left_out", ())), tuple(data.get("notes", ())))
        return cls(rows, *notes, bool(data.get("has_askers")))


def typed_into(table: VoiceTable, typed: Mapping[str, str]) -> VoiceTable:
    """The table with what a form says of the rows it shows; a row is shown where its text is among what was typed.

    typed: "7-day", "7-text", "7-keep", "7-which-unit", "7-sure-hearing_here" …
    """
    return replace(table, rows=tuple(_typed(row, typed) if f"{row.n}-text" in typed else row for row in table.rows))


def confirmed(table: VoiceTable, code: str, numbers: frozenset[int]) -> VoiceTable:
    """The table with one question answered by yes in these rows."""
    rows = (replace(row, sure=tuple(sorted({*row.sure, code}))) if row.n in numbers else row for row in table.rows)
    return replace(table, rows=tuple(rows))


def _typed(row: Row, typed: Mapping[str, str]) -> Row:
    cells: dict[str, Any] = {
        column: mended(typed[name].replace("\0", "")).strip()[: CELL_LETTERS + 1]
        for column in COLUMNS
        if (name := f"{row.n}-{column}") in typed
    }
    chosen = typed.get(f"{row.n}-which-unit", "")
    # A place that was corrected is asked about anew.
    is_same_place = cells.get("place", row.place) == row.place
    unit = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else row.chosen_unit
    return replace(
        row,
        **cells,
        keep=f"{row.n}-keep" in typed,
        chosen_unit=unit if is_same_place else None,
        sure=tuple(sorted({*row.sure, *(code for code in CONFIRMED if f"{row.n}-sure-{code}" in typed)})),
    )
