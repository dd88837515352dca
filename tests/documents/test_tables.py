"""Files that spreadsheets open: whatever a cell says, it stays a text."""

from __future__ import annotations

import csv
import zipfile
from datetime import UTC, datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from tegerek.documents.tables import Table, csv_of, inert, xlsx_of

PLANTED = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("https://evil.example")')


@pytest.mark.parametrize("text", PLANTED)
def test_a_cell_that_could_act_is_made_a_text_in_both_files(text: str) -> None:
    table = Table("Тизме", ("Аты", "Саны"), ((text, 7),))

    book = load_workbook(BytesIO(xlsx_of([table])))
    rows = list(csv.reader(StringIO(csv_of([table]).decode("utf-8-sig"))))

    cell = book.worksheets[0]["A2"]
    assert (cell.data_type, cell.value[:2], book.worksheets[0]["B2"].value) == ("s", f"'{text[0]}", 7)
    assert rows[2][0][:2] == f"'{text[0]}"


def test_a_heading_and_the_name_of_a_sheet_are_inert_too() -> None:
    table = Table("=[a]:*?/\\'" + "б" * 40, ("=1",), (("а",),))

    book = load_workbook(BytesIO(xlsx_of([table])))

    assert (book.sheetnames, book.worksheets[0]["A1"].value) == (["=a" + "б" * 29], "'=1")


def test_a_book_made_for_a_moment_tells_no_other_moment() -> None:
    moment = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)

    body = xlsx_of([Table("Тизме", ("Аты",), (("а",),))], moment)

    told = load_workbook(BytesIO(body)).properties
    with zipfile.ZipFile(BytesIO(body)) as archive:
        packed = {entry.date_time for entry in archive.infolist()}
    assert (told.created, told.modified) == (moment.replace(tzinfo=None),) * 2
    assert packed == {(2026, 3, 4, 10, 30, 0)}


def test_signs_that_no_workbook_may_hold_are_left_out() -> None:
    assert (inert("а\x00б\x0bв"), inert("аял"), inert(5), inert(None)) == ("абв", "аял", 5, None)


def test_several_tables_are_sheets_of_one_book_and_follow_each_other_in_the_text() -> None:
    tables = [Table("Бир", ("А",), ((1,),)), Table("Эки", ("Б",), ((None,),))]

    book = load_workbook(BytesIO(xlsx_of(tables)))
    text = csv_of(tables).decode("utf-8-sig")

    assert (book.sheetnames, text) == (["Бир", "Эки"], 'Бир\r\nА\r\n1\r\n\r\nЭки\r\nБ\r\n""\r\n')
