"""Lines of a text as the tables and paragraphs they once were.

Three ways in which tables reach a text: cells kept apart by tabs, strokes or wide spaces; one cell on each line
(«flattened»), with or without lines for empty cells; or no table at all. What is no table stays as paragraphs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tegerek.lib.sources.reading import Paragraph, Table, TableRow
from tegerek.places.names import Gazetteer, kinds_named
from tegerek.programmes.schedule.days import days_in, without_weekdays
from tegerek.programmes.schedule.headers import PLACES, is_header, role_of

_LONGEST_CELL = 140
_RULE = re.compile(r"^[\s|:+=_-]*$")


@dataclass(frozen=True)
class Flat:
    """A flattened table whose cells are told apart.

    headings: of oblasts, where it is no longer known which rows they stand over.
    """

    rows: tuple[TableRow, ...]
    headings: tuple[str, ...] = ()


def blocks_of(lines: Sequence[Paragraph], gazetteer: Gazetteer) -> list[Paragraph | Table | Flat]:
    """Paragraphs and tables in the order they stand."""
    blocks: list[Paragraph | Table | Flat] = []
    at = 0
    while at < len(lines):
        if found := _aligned(lines, at) or _separated(lines, at):
            table, at = found
            blocks.append(table)
        elif flat := _flattened(lines, at, gazetteer):
            several, at = flat
            blocks += several
        else:
            blocks.append(lines[at])
            at += 1
    return blocks


# Cells kept apart by wide spaces, as in the text of a PDF


def _aligned(lines: Sequence[Paragraph], at: int) -> tuple[Table, int] | None:
    """A table whose columns are told by where on the line their cells begin, and where it ends; None if there is none.

    A line whose cells all begin with small letters goes on with the cells above it.
    """
    if re.search(r"[\t|]", lines[at].text) or len(_cells(lines[at].text)) < 2:
        return None
    end, placed = at, list[tuple[int, list[tuple[int, str]]]]()
    for here in range(at, len(lines)):
        text = lines[here].text
        if not text.strip() and here - end < 3:
            continue
        cells = [(found.start(), found.group()) for found in re.finditer(r"\S+(?: \S+)*", text)]
        belongs = len(cells) > 1 or text.startswith(" " * 6) or (len(text) < 40 and text[:1].islower())
        if not cells or re.search(r"[\t|@]", text) or len(text) > 400:
            break
        if not belongs and not (_may_be_heading(text) and _goes_on(lines, here)):
            break
        placed.append((lines[here].line, cells))
        end = here + 1
    starts = [start for start, _ in max((cells for _, cells in placed), key=len, default=[])]
    rows: list[tuple[int, list[str]]] = []
    for line, cells in placed:
        if rows and all(cell[0].islower() for _, cell in cells):
            into = rows[-1][1]
        else:
            into = [""] * len(starts)
            rows.append((line, into))
        for start, cell in cells:
            column = min(range(len(starts)), key=lambda place: abs(starts[place] - start))
            into[column] = f"{into[column]} {cell}".strip()
    is_schedule = any(is_header(cells) or any(days_in(cell) for cell in cells) for _, cells in rows)
    return (Table(tuple(TableRow(line, tuple(cells)) for line, cells in rows)), end) if is_schedule else None


# Cells kept apart on one line


def _separated(lines: Sequence[Paragraph], at: int) -> tuple[Table, int] | None:
    """A table of lines with separated cells beginning here, and where it ends; None if there is none."""
    if len(cells := _cells(lines[at].text)) < 2 or sum(bool(cell.strip()) for cell in cells) < 2:
        return None
    rows: list[TableRow] = []
    end = at
    here = at
    while here < len(lines) and here - end <= 3:
        text = lines[here].text
        cells = _cells(text)
        if sum(bool(cell.strip()) for cell in cells) >= 2:
            rows.append(TableRow(lines[here].line, tuple(cells)))
            end = here + 1
        elif text.strip() and not _RULE.match(text):
            if not _may_be_heading(text) or not _goes_on(lines, here):
                break
            rows.append(TableRow(lines[here].line, tuple(cells)))
        here += 1
    rows = [row for row in rows if row.line <= lines[end - 1].line]
    is_schedule = any(days_in(cell) for row in rows for cell in row.cells) or is_header(list(rows[0].cells))
    return (Table(tuple(rows)), end) if is_schedule and (len(rows) > 1 or days_in(lines[at].text)) else None


def _cells(text: str) -> list[str]:
    """The cells of one line.

    By tabs, by strokes, or by gaps of two and more spaces; one cell if there is none of these.
    """
    if len(text) > 600 or not text.strip():
        return [text]
    if "\t" in text.strip():
        return text.split("\t")
    if text.count("|") >= 2 or text.strip().startswith("|"):
        return [cell.strip() for cell in text.strip().split("|")]
    if re.search(r"\S\s{2,}\S", text.strip()) and (
        days_in(text) or len(re.split(r"\s{2,}", text.strip())) > 2 or _all_roles(text)
    ):
        cells = re.split(r"\s{2,}", text.strip())
        return cells if all(len(cell) < 80 for cell in cells) else [text]
    return [text]


def _all_roles(text: str) -> bool:
    return all(role_of(cell) or kinds_named(cell) for cell in re.split(r"\s{2,}", text.strip()))


def _may_be_heading(text: str) -> bool:
    return len(text.strip()) < 60 and not days_in(text) and not re.search(r"[.!?@]\s*$|@", text)


def _goes_on(lines: Sequence[Paragraph], here: int) -> bool:
    """Whether the next line with something on it is a row again."""
    following = next((line.text for line in lines[here + 1 : here + 4] if line.text.strip()), "")
    return sum(bool(cell.strip()) for cell in _cells(following)) >= 2


# One cell on each line


def _flattened(
    lines: Sequence[Paragraph], at: int, gazetteer: Gazetteer
) -> tuple[list[Paragraph | Table | Flat], int] | None:
    """A flattened table beginning here with its headings of columns, and where it ends; None if there is none."""
    roles, body = _header(lines, at)
    if len(roles) < 2 or not {*roles} & {"date"} or not {*roles} & {*PLACES, "venue", "oblast"}:
        return None
    end = body
    last = body
    while (
        end < len(lines)
        and len(lines[end].text) <= 2 * _LONGEST_CELL
        and len(lines[end].text.strip()) <= _LONGEST_CELL
        and "@" not in lines[end].text
    ):
        if lines[end].text.strip():
            last = end + 1
        end += 1
    # Below the last row there may be short lines that belong to no row: a row ends where its columns do.
    cells = list(lines[body:last])
    header = TableRow(lines[at].line, tuple(line.text.strip() for line in lines[at:body] if line.text.strip()))
    period = _period(roles)
    rows = _by_blank_lines(cells, roles)
    if not rows and (period == len(roles) or any(not line.text.strip() for line in cells)):
        # Without any line for an empty cell, two tables side by side cannot be told apart by counting.
        rows = _by_counting(cells, roles, gazetteer)
    if rows:
        used = max(row.line for row in rows)
        rest = [line for line in cells if line.line > used + len(roles) * 2 and line.text.strip()]
        stop = next((place for place, line in enumerate(lines) if rest and line.line == rest[0].line), last)
        return [Flat((header, *rows))], stop
    rows, headings, used = _by_days(cells, roles[:period], gazetteer)
    if not rows:
        return None
    return [Flat((TableRow(header.line, header.cells[:period]), *rows), headings)], body + used


def _header(lines: Sequence[Paragraph], at: int) -> tuple[list[str], int]:
    """The roles of headings standing on lines of their own from here, and the place after them."""
    roles: list[str] = []
    here = at
    blanks = 0
    while here < len(lines) and blanks < 3 and len(roles) < 40:
        text = lines[here].text.strip()
        if not text:
            if not roles:
                return [], at
            blanks += 1
        elif (role := role_of(text)) and not _is_cell_of_body(text, roles):
            roles.append(role)
            blanks = 0
        else:
            break
        here += 1
    while here > at and not lines[here - 1].text.strip():
        here -= 1
    return roles, here


def _is_cell_of_body(text: str, roles: list[str]) -> bool:
    return (
        bool(kinds_named(text))
        and "date" in roles
        and role_of(text) not in ("date", *PLACES, "oblast", "venue", "time", "number")
    )


def _period(roles: list[str]) -> int:
    """How many columns one group has: up to where the first role comes back."""
    return roles.index(roles[0], 1) if roles[0] in roles[1:] else len(roles)


def _by_blank_lines(cells: Sequence[Paragraph], roles: list[str]) -> list[TableRow]:
    """Rows kept apart by wholly empty lines, empty cells being lines with a tab or space.

    None unless most rows come out whole.
    """
    groups: list[list[Paragraph]] = [[]]
    for line in cells:
        if line.text == "":
            groups.append([])
        else:
            groups[-1].append(line)
    rows = [
        TableRow(group[0].line, tuple(line.text.strip() for line in group))
        for group in groups
        if any(g.text.strip() for g in group)
    ]
    with_days = [row for row in rows if any(days_in(cell) for cell in row.cells)]
    whole = sum(len(row.cells) == len(roles) for row in with_days)
    if not with_days or whole < 0.6 * len(with_days):
        return []
    # What follows the last row with a day is no longer the table.
    last = with_days[-1].line
    return [row for row in rows if row.line <= last]


def _by_counting(cells: Sequence[Paragraph], roles: list[str], gazetteer: Gazetteer) -> list[TableRow]:
    """Rows by counting every line as a cell, empty ones too; none unless the days fall into the columns of days."""
    lines = list(cells)
    while lines and not lines[0].text.strip():
        lines.pop(0)
    rows: list[TableRow] = []
    while lines and (heading := _heading_run(lines, roles, gazetteer)):
        rows.append(TableRow(lines[0].line, tuple(heading)))
        lines = lines[len(heading) :]
        while lines and not lines[0].text.strip() and not _fits(lines, roles):
            lines.pop(0)
    good = 0
    while len(lines) >= len(roles) - 1:
        chunk = lines[: len(roles)]
        texts = tuple(line.text.strip() for line in chunk)
        if not any(texts):
            break
        if not _row_fits(texts, roles):
            # A row may be followed by an empty line that is no cell, or by a new heading.
            if chunk[0].text.strip() == "" and _fits(lines[1:], roles):
                lines = lines[1:]
                continue
            break
        rows.append(TableRow(chunk[0].line, texts))
        good += 1
        lines = lines[len(roles) :]
    left = [line for line in lines if days_in(line.text)]
    return rows if good and not left and good * len(roles) >= 2 * len(roles) else []


def _heading_run(lines: Sequence[Paragraph], roles: list[str], gazetteer: Gazetteer) -> list[str]:
    """Headings of oblasts standing one after another at the beginning."""
    found = []
    for line in lines[: len(roles)]:
        if not kinds_named(line.text) or days_in(line.text) or not gazetteer.find(line.text):
            break
        found.append(line.text.strip())
    return found


def _fits(lines: Sequence[Paragraph], roles: list[str]) -> bool:
    return len(lines) >= len(roles) - 1 and _row_fits(tuple(line.text.strip() for line in lines[: len(roles)]), roles)


def _row_fits(texts: tuple[str, ...], roles: list[str]) -> bool:
    """Whether days stand in the columns of days and nowhere else, and at least one does."""
    pairs = list(zip(roles, texts, strict=False))
    days = [bool(text) and _is_day(text) for role, text in pairs if role == "date"]
    others = [_is_day(text) for role, text in pairs if role not in ("date", "end_date", "time")]
    blank = [not text for role, text in pairs if role == "date"]
    return any(days) and not any(others) and all(day or empty for day, empty in zip(days, blank, strict=True))


def _is_day(text: str) -> bool:
    """Whether a cell is a day and little else."""
    stretches = days_in(text)
    if not stretches:
        return False
    rest = without_weekdays(text)
    for stretch in stretches:
        rest = rest[: stretch.start] + " " * (stretch.end - stretch.start) + rest[stretch.end :]
    return len(re.sub(r"[\W\d_]", "", rest)) < 12


def _by_days(
    cells: Sequence[Paragraph], roles: list[str], gazetteer: Gazetteer
) -> tuple[list[TableRow], tuple[str, ...], int]:
    """Rows of one group told by where the days are, all empty cells being lost; headings that stood side by side;
    cells used.

    A row takes as many cells before and after its day as there are columns; what follows the last row is left.
    """
    filled = [(place, line) for place, line in enumerate(cells) if line.text.strip()]
    headings: list[str] = []
    while (
        filled
        and kinds_named(filled[0][1].text)
        and not days_in(filled[0][1].text)
        and gazetteer.find(filled[0][1].text)
    ):
        headings.append(filled.pop(0)[1].text.strip())
    at_day = roles.index("date")
    rows: list[TableRow] = []
    if len(headings) == 1:
        rows.append(TableRow(filled[0][1].line if filled else 0, (headings[0],)))
        headings = []
    days = [place for place, (_, line) in enumerate(filled) if _is_day(line.text)]
    used = 0
    for number, place in enumerate(days):
        start = place - at_day
        following = days[number + 1] - at_day if number + 1 < len(days) else len(filled)
        texts = [line.text.strip() for _, line in filled[max(start, 0) : min(start + len(roles), following)]]
        if start < 0:
            texts = [""] * -start + texts
        between = (
            [line for _, line in filled[min(start + len(roles), following) : following]]
            if number + 1 < len(days)
            else []
        )
        if (
            texts
            and kinds_named(texts[-1])
            and len(texts) == len(roles)
            and role_of_last(roles) == "venue"
            and _is_heading(texts[-1], gazetteer)
        ):
            between.insert(0, filled[start + len(roles) - 1][1])
            texts.pop()
        rows.append(TableRow(filled[max(start, 0)][1].line, tuple(texts)))
        rows += [TableRow(line.line, (line.text.strip(),)) for line in between if _is_heading(line.text, gazetteer)]
        used = filled[min(start + len(roles), following) - 1][0] + 1
    return rows, tuple(headings), used


def role_of_last(roles: list[str]) -> str:
    """What the last column of a table holds."""
    return roles[-1]


def _is_heading(text: str, gazetteer: Gazetteer) -> bool:
    kinds = kinds_named(text)
    return bool(kinds) and "oblast" in kinds and bool(gazetteer.find(text))
