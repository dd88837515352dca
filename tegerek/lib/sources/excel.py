"""An Excel file as tables: one for each visible sheet with something in it."""

import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from tegerek.lib.sources.kinds import Unreadable
from tegerek.lib.sources.limits import Limits

COLUMNS = 60


def read_xlsx(data: bytes, limits: Limits) -> dict[str, Any]:
    """A Source as JSON. Days become ISO texts, midnight no time; a formula gives its last value, or a note where it
    has none.

    Raises Unreadable for a workbook with too many rows, or one that openpyxl cannot read.
    """
    # openpyxl warns of extensions it does not know, such as colours of conditional formats.
    warnings.simplefilter("ignore")
    try:
        values = load_workbook(BytesIO(data), read_only=True, data_only=True)
        formulas = load_workbook(BytesIO(data), read_only=True)
    except (
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        etree.XMLSyntaxError,
        SyntaxError,
        zipfile.BadZipFile,
    ) as error:
        raise Unreadable("damaged") from error
    blocks: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    rows = 0
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            notes.append({"code": "sheet_hidden", "line": None, "params": {"sheet": sheet.title}})
            continue
        table: list[list[Any]] = []
        stated = sheet.max_row or 0
        for number, cells, empty in _rows(sheet, formulas[sheet.title]):
            for column in empty:
                notes.append(
                    {"code": "formula_empty", "line": number, "params": {"column": column, "sheet": sheet.title}}
                )
            if any(cells):
                table.append([number, cells])
                rows += 1
            if rows > limits.rows:
                raise Unreadable("too_many_rows", found=f"{max(rows, stated)}", limit=str(limits.rows))
            # Empty rows cost nothing to write and much to read.
            if number > limits.rows * 20:
                break
        width = max((place + 1 for _, cells in table for place, cell in enumerate(cells) if cell), default=0)
        table = [[number, cells[:width]] for number, cells in table]
        if table:
            blocks.append({"table": sheet.title, "rows": _filled(table, _merged(data, sheet))})
    return {"kind": "xlsx", "blocks": blocks, "notes": notes[:50]}


def _rows(values: Any, formulas: Any) -> Iterator[tuple[int, list[str], list[str]]]:
    """Number, texts of the cells, and the columns whose formulas were never calculated, row by row."""
    # The size a sheet states of itself may be wrong; without it the rows are read as they come.
    for sheet in (values, formulas):
        sheet.reset_dimensions()
    pairs = zip(values.iter_rows(max_col=COLUMNS), formulas.iter_rows(max_col=COLUMNS), strict=False)
    for number, (valued, written) in enumerate(pairs, 1):
        row_number = next((cell.row for cell in valued if getattr(cell, "row", None)), number)
        empty = [
            cell.column_letter
            for value, cell in zip(valued, written, strict=False)
            if value.value is None and getattr(cell, "data_type", "") == "f"
        ]
        yield int(row_number), [_text(cell.value) for cell in valued], empty


def _text(value: Any) -> str:
    """A cell's value as text.

    Days as ISO, times as HH:MM, whole numbers without a point; errors of formulas are nothing.
    """
    if value is None or (isinstance(value, str) and value.startswith("#") and value.rstrip("!?/0AN").isupper()):
        return ""
    if isinstance(value, datetime):
        # Spreadsheets count days in fractions: 09:59:59 was 10:00.
        moment = (value + timedelta(seconds=30)).replace(second=0, microsecond=0) if value.second == 59 else value
        return f"{moment:%Y-%m-%d}" if moment.time() == time(0) else f"{moment:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return str(value)[:5]
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _merged(data: bytes, sheet: Any) -> list[tuple[int, int, int, int]]:
    """Merged ranges (first column, first row, last column, last row), from 1; read-only mode does not know them."""
    ranges: list[tuple[int, ...]] = []
    with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(sheet._worksheet_path.lstrip("/")) as xml:
        for _, element in etree.iterparse(xml, resolve_entities=False, no_network=True):
            if element.tag.endswith("}mergeCell"):
                bounds = range_boundaries(element.get("ref"))
                if all(bounds) and len(ranges) < 5_000:
                    ranges.append(tuple(int(bound or 0) for bound in bounds))
            element.clear()
    return [(a, b, c, d) for a, b, c, d in ranges]


def _filled(table: list[list[Any]], merged: list[tuple[int, int, int, int]]) -> list[list[Any]]:
    """The rows, a cell merged over several rows standing in the first column of each."""
    rows = {int(number): cells for number, cells in table}
    for left, top, _, bottom in merged:
        text = rows[top][left - 1] if top in rows and left <= len(rows[top]) else ""
        for number in range(top + 1, min(bottom, top + 1_000) + 1):
            if text and number in rows and left <= len(rows[number]):
                rows[number][left - 1] = rows[number][left - 1] or text
    return [[number, cells] for number, cells in rows.items()]
