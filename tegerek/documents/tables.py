"""Tables as files that spreadsheets open: CSV and XLSX. Whatever a cell says, no spreadsheet takes it for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from tegerek.documents.archives import packed_at
from tegerek.documents.plain import NOT_IN_XML

Cell = str | int | None

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# With one of these a cell begins that a spreadsheet would reckon out or hand to another program.
ACTIVE = ("=", "+", "-", "@", "\t", "\r")
LONGEST_TITLE = 31
# The part of a workbook that tells who made it, and when.
CORE = "docProps/core.xml"
WIDEST = 48


@dataclass(frozen=True)
class Table:
    """A heading and rows, all of one length. title: the name of the sheet in a workbook.

    texts: how many columns, from the first, hold words and not figures. has_total: whether the last one is a sum.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    texts: int = 1
    has_total: bool = False


def inert(cell: Cell) -> Cell:
    """A text that no spreadsheet takes for more than a text; a number stays one. Signs no file may hold are left out.

    >>> inert("=1+1"), inert("-5"), inert(-5), inert("Мисалова"), inert(None)
    ("'=1+1", "'-5", -5, 'Мисалова', None)
    """
    if not isinstance(cell, str):
        return cell
    text = NOT_IN_XML.sub("", ILLEGAL_CHARACTERS_RE.sub("", cell))
    return f"'{text}" if text.startswith(ACTIVE) else text


def csv_of(tables: Iterable[Table]) -> bytes:
    """One table under the other, an empty line between, each below its title; UTF-8 with a mark that Excel reads."""
    out = StringIO()
    writer = csv.writer(out)
    for n, table in enumerate(tables):
        if n:
            writer.writerow([])
        writer.writerow([inert(table.title)])
        writer.writerow([inert(cell) for cell in table.columns])
        writer.writerows([["" if cell is None else inert(cell) for cell in row] for row in table.rows])
    return out.getvalue().encode("utf-8-sig")


def xlsx_of(tables: Sequence[Table], made_at: datetime | None = None) -> bytes:
    """A workbook with a sheet for each table: heading in bold and kept in sight, columns as wide as they need.

    made_at: what stands in the file as the moment in which it was made; with one, the same tables make the same bytes.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(_title(table.title)), table)
    out = BytesIO()
    book.save(out)
    return out.getvalue() if made_at is None else packed_at(out.getvalue(), made_at, {CORE: _core(book, made_at)})


def _core(book: Workbook, made_at: datetime) -> bytes:
    """What the file says of itself; the moment of saving stood there."""
    book.properties.created = book.properties.modified = made_at.astimezone(UTC).replace(tzinfo=None)
    told: bytes = tostring(book.properties.to_tree())
    return told


def _title(title: str) -> str:
    """The name of a sheet: at most 31 letters, none of those that a workbook keeps for itself."""
    return "".join(letter for letter in title if letter not in r"[]:*?/\\'")[:LONGEST_TITLE]


def _fill(sheet: Worksheet, table: Table) -> None:
    sheet.append([inert(cell) for cell in table.columns])
    for row in table.rows:
        sheet.append([inert(cell) for cell in row])
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    # Printed at the head of every page; a single & would begin a code of the spreadsheet.
    head = HeaderFooterItem()
    head.center.text = table.title.replace("&", "&&")
    sheet.HeaderFooter.oddHeader = head
    for number, column in enumerate(zip(table.columns, *table.rows, strict=True), start=1):
        longest = max(len(str(cell)) for cell in column if cell is not None)
        sheet.column_dimensions[get_column_letter(number)].width = min(WIDEST, longest + 2)
