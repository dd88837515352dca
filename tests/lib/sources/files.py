"""Word and Excel files for tests."""

from datetime import datetime
from io import BytesIO

from docx import Document
from openpyxl import Workbook


def docx(rows: list[list[str]], above: str = "", below: str = "") -> bytes:
    """A Word file with paragraphs around one table."""
    document = Document()
    for line in above.split("\n"):
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=max(len(row) for row in rows))
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            cell.text = text
    for line in below.split("\n"):
        document.add_paragraph(line)
    return saved(document)


def xlsx(rows: list[list[object]], merged: tuple[str, ...] = ()) -> bytes:
    """An Excel file with one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    return saved(book)


def saved(file: object) -> bytes:
    stream = BytesIO()
    file.save(stream)  # type: ignore[attr-defined]  # a Document or a Workbook
    return stream.getvalue()


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)  # Spreadsheets know no zones.
