"""The preview of a list as it is kept and corrected: rows of texts, and what a person decided about them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from typing import Any

from tegerek.lib.text import mended
from tegerek.meetings.ages import BANDS, band_in
from tegerek.meetings.lists.phones import looks_like_phone
from tegerek.meetings.lists.reading import CELL_LETTERS, ReadList

COLUMNS = ("name", "post", "unit", "sex", "age", "phone")
NEW = "new"
AGE_LETTERS = 30
# Questions that are answered by "it is right as it stands", and the cells they are about.
CONFIRMED = {"unit_elsewhere": {"unit"}, "sex_differs": {"sex", "name"}}


@dataclass(frozen=True)
class Row:
    """One person as the list has them, and what was decided.

    n: the row's number in the preview, which stays. line: where it stood in the source, 0 for one that was typed. age:
    a band (meetings/ages.py), or what could not be read as one. raion: what a heading or column says. keep: False when
    it is left out. chosen_unit, chosen_post: answers to "which of these". card: the key of a card as text, "new" for
    another person, "" while nobody said. sure: codes of questions that were answered with yes.
    """

    n: int
    line: int = 0
    name: str = ""
    post: str = ""
    unit: str = ""
    sex: str = ""
    age: str = ""
    phone: str = ""
    raion: str = ""
    keep: bool = True
    chosen_unit: int | None = None
    chosen_post: str = ""
    card: str = ""
    sure: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, column).strip() for column in COLUMNS)


_NAMES = tuple(field.name for field in fields(Row))
_DEFAULTS = {field.name: field.default for field in fields(Row) if field.default is not MISSING}


@dataclass(frozen=True)
class ListTable:
    """A whole preview.

    left_out: headings of columns that were not taken. notes: codes about the source. with_guessed: whether sexes that
    only the father's name tells are taken over.
    """

    rows: tuple[Row, ...] = ()
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    with_guessed: bool = False

    @classmethod
    def of(cls, read: ReadList, on: date) -> ListTable:
        """A list as it was read. on: the day on which ages count; of a birthday only the age group is kept."""
        rows = (
            Row(n, row.line, row.name, row.post, row.unit, row.sex, _age(row.age, on), row.phone, row.raion)
            for n, row in enumerate(read.rows, 1)
        )
        return cls(tuple(rows), read.left_out, read.notes)

    @classmethod
    def empty(cls, rows: int) -> ListTable:
        return cls(tuple(Row(n) for n in range(1, rows + 1)))

    def as_json(self) -> dict[str, Any]:
        """What is as it is from the beginning is left out: a list of thousands is written with every press."""
        rows = [
            {name: value for name in _NAMES if (value := getattr(row, name)) != _DEFAULTS.get(name)}
            for row in self.rows
        ]
        return {
            "rows": rows,
            "left_out": list(self.left_out),
            "notes": list(self.notes),
            "with_guessed": self.with_guessed,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListTable:
        rows = tuple(Row(**{**row, "sure": tuple(row.get("sure", ()))}) for row in data.get("rows", ()))
        return cls(rows, tuple(data.get("left_out", ())), tuple(data.get("notes", ())), bool(data.get("with_guessed")))

    def with_more(self, count: int) -> ListTable:
        """The table with so many empty rows at its end."""
        last = max((row.n for row in self.rows), default=0)
        return replace(self, rows=(*self.rows, *(Row(n) for n in range(last + 1, last + 1 + count))))


def typed_into(table: ListTable, typed: Mapping[str, str]) -> ListTable:
    """The table with what was typed: "7-name", "7-keep", "7-which-unit", "7-which-post", "7-card",
    "7-sure-sex_differs".

    Rows that were not on the page stay as they are; a row is on it if "7-name" is there. A cell that changed takes back
    what was answered about it.
    """
    rows = tuple(_typed(row, typed) if f"{row.n}-name" in typed else row for row in table.rows)
    return replace(table, rows=rows)


def confirmed(table: ListTable, code: str) -> ListTable:
    """The table with one question answered by yes in every row, such as whether people may come from another raion."""
    rows = tuple(replace(row, sure=tuple(sorted({*row.sure, code}))) if row.unit else row for row in table.rows)
    return replace(table, rows=rows)


def _age(text: str, on: date) -> str:
    """The band of an age; of what cannot be read as one everything but the digits, for it may be a birthday."""
    band = band_in(text, on)
    if band is None:
        return text if looks_like_phone(text) else re.sub(r"\d", "·", text)[:AGE_LETTERS]
    return band


def _typed(row: Row, typed: Mapping[str, str]) -> Row:
    cells: dict[str, Any] = {
        column: mended(typed.get(f"{row.n}-{column}", getattr(row, column)).replace("\0", ""))[:CELL_LETTERS].strip()
        for column in COLUMNS
    }
    if cells["age"] not in {"", *BANDS}:
        cells["age"] = row.age
    changed = {column for column in COLUMNS if cells[column] != getattr(row, column)}
    unit, post = typed.get(f"{row.n}-which-unit", ""), typed.get(f"{row.n}-which-post", "")
    card = typed.get(f"{row.n}-card", "")
    sure = {code for code, about in CONFIRMED.items() if code in row.sure and not about & changed}
    sure |= {code for code in CONFIRMED if f"{row.n}-sure-{code}" in typed}
    return replace(
        row,
        **cells,
        keep=f"{row.n}-keep" in typed,
        chosen_unit=None if "unit" in changed else int(unit) if _is_key(unit) else row.chosen_unit,
        chosen_post="" if "post" in changed else post.replace("\0", "")[:20] or row.chosen_post,
        card="" if "name" in changed else card if card == NEW or _is_key(card) else row.card,
        sure=tuple(sorted(sure)),
    )


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18
