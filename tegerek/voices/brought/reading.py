"""From a file or a pasted text to one row of texts for each question or proposal. Nothing is judged here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tegerek.lib.sources.kinds import Unreadable
from tegerek.lib.sources.plain import separator_of, table_rows
from tegerek.lib.sources.reading import Paragraph, Source, Table
from tegerek.lib.text import fold, one_line
from tegerek.voices.brought.words import (
    ABOUT,
    ASKER,
    COLUMNS,
    FIGURES,
    KIND,
    NAME,
    TEXT,
    day_in,
    is_nothing,
    is_of_proposals,
    kind_in,
    row_heading,
    total_heading,
)

# A cell this long is told to be too long; what lies beyond is not kept.
CELL_LETTERS = 2_000
_HEAD_AT_MOST, _SAMPLE = 15, 60
_TOTAL = re.compile(r"^(?:ji+ntik\w*|bard(?:igi|ik)\w*|baari|baardigi|jalpi|jami|itogo|vsego|total|in all|all)\b")

Grid = Sequence[tuple[int, tuple[str, ...]]]


@dataclass(frozen=True)
class TextRow:
    """One question or proposal as the table has it: texts, letters mended.

    line: where it stood. nth: the first, second … row that says the same: two people may ask one thing.
    """

    line: int
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


@dataclass(frozen=True)
class ReadTable:
    """What a table says. left_out: headings of columns that were not taken. notes: codes of what was mended or left.

    has_askers: a column of who asked was left out.
    """

    rows: tuple[TextRow, ...]
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    has_askers: bool = False


@dataclass(frozen=True)
class TotalRow:
    """A line of totals: its name in the source, figures by column (None: not said), whether it sums up the others."""

    name: str
    figures: dict[str, int | None]
    is_whole: bool = False


def read_table(source: Source) -> ReadTable:
    """The questions and proposals of all tables of a source; columns in any order, headings in three languages.

    A column of who asked is never taken. Tables without a heading for texts are left.
    """
    rows: list[TextRow] = []
    left_out: list[str] = []
    has_askers = False
    for grid in _grids(source):
        found = _columns(grid)
        if found is None:
            continue
        at, columns, headings = found
        rows += _rows(grid[at + 1 :], columns, headings)
        has_askers = has_askers or any(row_heading(text) == ASKER for text in headings)
        used = set(columns.values())
        left_out += [one_line(text)[:80] for place, text in enumerate(headings) if text.strip() and place not in used]
    notes = tuple(dict.fromkeys(note.code for note in source.notes))
    return ReadTable(tuple(_numbered(rows)), tuple(dict.fromkeys(left_out))[:20], notes, has_askers)


def read_totals(source: Source) -> tuple[TotalRow, ...]:
    """The lines of the first table of totals in a source; empty where none is found."""
    for grid in _grids(source):
        for at, (_line, cells) in enumerate(grid[:_HEAD_AT_MOST]):
            columns = _figures_headed(cells)
            if len(set(columns) & set(FIGURES)) >= 2:
                return tuple(_totals(grid[at + 1 :], columns))
    return ()


def figure_in(text: str) -> int | None:
    """A whole number as people write it, None for none.

    >>> figure_in("1 477"), figure_in("14\u00a0613"), figure_in("882 (60%)"), figure_in("–"), figure_in("6,5")
    (1477, 14613, 882, None, None)
    """
    bare = re.sub(r"\([^)]*\)", "", text).strip()
    digits = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))|(?<=\d)[,.'](?=\d{3}(?!\d))", "", bare)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else None


def _grids(source: Source) -> Iterator[Grid]:
    tables = [block for block in source.blocks if isinstance(block, Table)]
    for block in tables:
        yield [(row.line, tuple(cell.strip()[: CELL_LETTERS + 1] for cell in row.cells)) for row in block.rows]
    if not tables:
        yield _split("\n".join(block.text for block in source.blocks if isinstance(block, Paragraph)))


def _split(text: str) -> Grid:
    """A pasted table: cells parted by tabs, or by ; , |. Cells in quotes may hold line ends."""
    lines = [line for line in text.split("\n") if line.strip()]
    sign = "\t" if any("\t" in line for line in lines[:5]) else "|" if "|" in text[:300] else separator_of(text)
    if not sign:
        return [(n, (line.strip(),)) for n, line in enumerate(lines, 1)]
    try:
        rows = table_rows(text, sign)
    except Unreadable:
        rows = [[n, line.split(sign)] for n, line in enumerate(lines, 1)]
    return [(line, tuple(cell.strip()[: CELL_LETTERS + 1] for cell in cells)) for line, cells in rows]


def _columns(grid: Grid) -> tuple[int, dict[str, int], tuple[str, ...]] | None:
    """Where the headings stand, which column is for what, and the headings; None for a table without texts."""
    for at, (_line, cells) in enumerate(grid[:_HEAD_AT_MOST]):
        named = [(row_heading(cell), place) for place, cell in enumerate(cells) if cell]
        known = [one for one, _place in named if one]
        if TEXT in known and len(set(known)) >= 2 and len(known) * 2 >= len(named):
            return at, _settled(grid[at + 1 :], named), cells
    return None


def _settled(below: Grid, named: Sequence[tuple[str, int]]) -> dict[str, int]:
    """Each column once. One that says “question” or “proposal” in its cells is that of kinds, however it is headed."""
    found: dict[str, int] = {}
    for column, place in named:
        told = KIND if column in (TEXT, ABOUT) and _says_kinds(below, place) else column
        if told and told != ASKER:
            found.setdefault(told, place)
    return found


def _says_kinds(below: Grid, place: int) -> bool:
    cells = [cells[place] for _line, cells in below[:_SAMPLE] if place < len(cells) and cells[place]]
    return bool(cells) and sum(bool(kind_in(cell)) for cell in cells) * 2 > len(cells)


def _rows(grid: Grid, columns: dict[str, int], headings: tuple[str, ...]) -> Iterator[TextRow]:
    """Rows below the headings. A row that fills none but the day or the place heads those below it."""
    all_proposals = is_of_proposals(headings[columns[TEXT]])
    implied = {True: "сунуш", False: "суроо", None: ""}[all_proposals] if KIND not in columns else ""
    above: dict[str, str] = {}
    for line, cells in grid:
        told: dict[str, Any] = {name: cells[at] for name in COLUMNS if -1 < (at := columns.get(name, -1)) < len(cells)}
        row = TextRow(line, **told)
        if _is_furniture(cells):
            continue
        if not row.text and (heads := _heads(cells)):
            above |= heads
            continue
        yield replace(
            row,
            kind=row.kind or implied,
            day=row.day or above.get("day", ""),
            place=row.place or above.get("place", ""),
        )


def _heads(cells: tuple[str, ...]) -> dict[str, str]:
    """A day or a place that stands alone in its row (a merged cell): it is that of the rows below."""
    alone = {cell for cell in cells if cell}
    if len(alone) != 1:
        return {}
    text = next(iter(alone))
    return {"day": text} if day_in(text) else {} if len(text) > 80 else {"place": text}


def _is_furniture(cells: tuple[str, ...]) -> bool:
    """Whether a row says nothing of any question: empty, headings once more, numbers of columns, a sum at the end."""
    filled = [cell for cell in cells if not is_nothing(cell)]
    if not filled or all(re.fullmatch(r"\d{1,2}\.?", cell) for cell in filled):
        return True
    if _TOTAL.match(fold(filled[0])) and len(filled) <= len(cells) // 2 + 1:
        return True
    known = [one for cell in filled if (one := row_heading(cell)) and not kind_in(cell)]
    return len(set(known)) >= 4 and len(known) == len(filled)


def _numbered(rows: Sequence[TextRow]) -> Iterator[TextRow]:
    seen: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        key = tuple(fold(text) for text in (row.day, row.place, row.about, row.slip, row.kind, row.text))
        seen[key] += 1
        yield replace(row, nth=seen[key])


def _figures_headed(cells: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        if name := total_heading(cell):
            found.setdefault(name, place)
    return found


def _totals(grid: Grid, columns: dict[str, int]) -> Iterator[TotalRow]:
    name_at = columns.get(NAME, 0)
    for _line, cells in grid:
        figures = {
            column: figure_in(cells[at]) if at < len(cells) else None
            for column, at in columns.items()
            if column in FIGURES
        }
        name = next((cell for cell in (*cells[name_at : name_at + 1], *cells) if cell and figure_in(cell) is None), "")
        if any(figure is not None for figure in figures.values()):
            yield TotalRow(one_line(name)[:200], figures, bool(_TOTAL.match(fold(name))))
