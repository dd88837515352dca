"""The press release as a Word file that an office goes on editing: real styles, real tables."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any, assert_never

from docx.enum.text import WD_ALIGN_PARAGRAPH

from tegerek.documents import word
from tegerek.documents.press_release import parts
from tegerek.documents.press_release.parts import Paper, Part, Row, Schedule, press_release_paper
from tegerek.programmes.sheets import ReleaseSheet

# Columns by their number, in parts of the width.
WIDTHS = {2: (20, 80), 3: (18, 36, 46), 4: (16, 17, 31, 36)}


def press_release_docx(sheet: ReleaseSheet, lang: str, *, page: str = "") -> bytes:
    """The same sheet makes the same bytes. page: the address of the release on the web."""
    paper = press_release_paper(sheet, lang, page=page)
    document = word.blank(lang=lang, title=paper.title, author=paper.author, changed_at=paper.changed_at)
    for part in paper.parts:
        _add(document, part, paper)
    return word.file_of(document, paper.changed_at)


def _add(document: Any, part: Part, paper: Paper) -> None:
    match part:
        case parts.Dateline(place, day):
            _say(document, ", ".join(filter(None, (place, day)))).alignment = WD_ALIGN_PARAGRAPH.RIGHT
        case parts.Label(text):
            _say(document, text, "Subtitle").alignment = WD_ALIGN_PARAGRAPH.CENTER
        case parts.Heading(text, lang):
            _say(document, text, "Title", _foreign(lang, paper)).alignment = WD_ALIGN_PARAGRAPH.CENTER
        case parts.Notice(title, lines):
            _say(document, title, "Heading 1")
            for line in lines:
                _say(document, line, "List Bullet")
        case parts.Prose(paragraphs, lang):
            for text in paragraphs:
                _say(document, text, lang=_foreign(lang, paper))
        case parts.Facts(rows):
            for label, value in rows:
                paragraph = document.add_paragraph()
                word.write(paragraph, f"{label}: ", bold=True)
                word.write(paragraph, value)
        case parts.Quote(paragraphs, lang, said_by):
            for text in paragraphs:
                _say(document, text, "Quote", _foreign(lang, paper))
            if said_by:
                _say(document, f"— {said_by}").alignment = WD_ALIGN_PARAGRAPH.RIGHT
        case parts.Schedule():
            _add_schedule(document, part)
        case parts.Contact(title, lines):
            _say(document, title, "Heading 1")
            for line in lines:
                _say(document, line)
        case parts.Line(text):
            _say(document, text, "Caption")
        case parts.Marks(marks):
            paragraph = document.add_paragraph()
            for mark in marks:
                word.add_picture(paragraph, mark.data, width=mark.width, height=mark.height, alt=mark.alt)
                word.write(paragraph, "   ")
        case _:
            assert_never(part)


def _add_schedule(document: Any, schedule: Schedule) -> None:
    _say(document, schedule.title, "Heading 1")
    if schedule.is_beside:
        _add_tables_beside(document, schedule)
    else:
        for table in schedule.tables:
            _say(document, table.oblast, "Heading 2")
            made = word.add_table(document, _widths(schedule.columns, 1), description=table.oblast)
            _fill(word.add_row(made, is_header=True).cells, schedule.columns, bold=True)
            for row in table.rows:
                _fill_row(word.add_row(made).cells, row)
    for note in schedule.notes:
        _say(document, note, "Caption")


def _add_tables_beside(document: Any, schedule: Schedule) -> None:
    """Two oblasts as one table, each with its own columns; the shorter one ends in empty cells."""
    made = word.add_table(document, _widths(schedule.columns, 2), description=schedule.title)
    width = len(schedule.columns)
    above = word.add_row(made, is_header=True).cells
    for number, table in enumerate(schedule.tables):
        joined = above[number * width].merge(above[(number + 1) * width - 1])
        for paragraph in joined.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)
        _fill([joined], [table.oblast], bold=True)
    _fill(word.add_row(made, is_header=True).cells, schedule.columns * 2, bold=True)
    left, right = schedule.tables
    for rows in zip_longest(left.rows, right.rows):
        cells = word.add_row(made).cells
        for number, row in enumerate(rows):
            if row is not None:
                _fill_row(cells[number * width : (number + 1) * width], row)


def _fill_row(cells: Any, row: Row) -> None:
    _fill(cells, row.cells)
    if row.note:
        note = cells[0].add_paragraph()
        word.tight(note)
        word.write(note, row.note, bold=True)


def _fill(cells: Any, texts: Any, *, bold: bool = False) -> None:
    for cell, text in zip(cells, texts, strict=True):
        word.write(cell.paragraphs[0], text, bold=bold)


def _widths(columns: tuple[str, ...], times: int) -> tuple[float, ...]:
    shares = WIDTHS[len(columns)] if times == 1 or len(columns) != 3 else (25, 36, 39)
    return tuple(share * word.TEXT_WIDTH / sum(shares) / times for share in shares) * times


def _say(document: Any, text: str, style: str = "Normal", lang: str = "") -> Any:
    paragraph = document.add_paragraph(style=style)
    word.write(paragraph, text, lang=lang)
    return paragraph


def _foreign(lang: str, paper: Paper) -> str:
    """The language of a part that is not translated; "" for one in the language of the paper."""
    return "" if lang == paper.lang else lang
