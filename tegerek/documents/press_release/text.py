"""The press release as plain text, for an e-mail or a newsroom: 78 signs a line, the schedule in columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from textwrap import wrap
from typing import assert_never

from tegerek.documents.press_release import parts
from tegerek.documents.press_release.parts import Part, Row, Schedule, press_release_paper
from tegerek.programmes.sheets import ReleaseSheet

WIDTH = 78
GAP = 2


def press_release_text(sheet: ReleaseSheet, lang: str, *, page: str = "") -> str:
    """Lines end in \\n, parts are set off by an empty line. page: the address of the release on the web."""
    paper = press_release_paper(sheet, lang, page=page)
    return "\n\n".join("\n".join(_lines(part)) for part in paper.parts) + "\n"


def _lines(part: Part) -> Iterator[str]:
    match part:
        case parts.Dateline(place, day):
            yield ", ".join(filter(None, (place, day)))
        case parts.Label(text) | parts.Heading(text) | parts.Line(text):
            yield from _wrapped(text)
        case parts.Notice(title, lines):
            yield title
            for line in lines:
                yield from _wrapped(line, first="• ", others="  ")
        case parts.Prose(paragraphs):
            yield from _set_off(paragraphs)
        case parts.Facts(rows):
            for label, value in rows:
                yield from _wrapped(f"{label}: {value}")
        case parts.Quote(paragraphs, _lang, said_by):
            yield from _set_off((*paragraphs, f"— {said_by}") if said_by else paragraphs)
        case parts.Schedule():
            yield from _schedule(part)
        case parts.Contact(title, lines):
            yield title
            for line in lines:
                yield from _wrapped(line)
        case parts.Marks(marks):
            yield from _wrapped(" · ".join(mark.alt for mark in marks))
        case _:
            assert_never(part)


def _schedule(schedule: Schedule) -> Iterator[str]:
    """One table under the other, all with the same columns."""
    rows = [row for table in schedule.tables for row in table.rows]
    widths = _widths([schedule.columns, *(row.cells for row in rows)])
    yield schedule.title
    for table in schedule.tables:
        yield ""
        yield table.oblast
        yield from _in_columns(Row(schedule.columns, ""), widths)
        yield from _in_columns(Row(tuple("-" * width for width in widths), ""), widths)
        for row in table.rows:
            yield from _in_columns(row, widths)
    for note in schedule.notes:
        yield ""
        yield from _wrapped(note)


def _widths(rows: list[tuple[str, ...]]) -> list[int]:
    """As wide as the longest cell; the widest columns give way until all fit on a line."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    while sum(widths) + GAP * (len(widths) - 1) > WIDTH:
        widths[widths.index(max(widths))] -= 1
    return widths


def _in_columns(row: Row, widths: list[int]) -> Iterator[str]:
    """A row in as many lines as its longest cell needs; the note stands below the day."""
    cells = [wrap(cell, width, break_on_hyphens=False) for cell, width in zip(row.cells, widths, strict=True)]
    if row.note:
        cells[0] += wrap(row.note.upper(), widths[0])
    for line in zip_longest(*cells, fillvalue=""):
        yield (" " * GAP).join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip()


def _set_off(paragraphs: tuple[str, ...]) -> Iterator[str]:
    for number, text in enumerate(paragraphs):
        if number:
            yield ""
        yield from _wrapped(text)


def _wrapped(text: str, first: str = "", others: str = "") -> list[str]:
    """Addresses and long words are never cut: whoever copies them needs them whole."""
    return wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
