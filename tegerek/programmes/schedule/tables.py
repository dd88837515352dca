"""A table as drafts of seminars.

Which column holds what, which headings hold for which rows, two tables side by side.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tegerek.lib.sources.reading import Paragraph, TableRow
from tegerek.places.names import CHOSEN, Gazetteer, kinds_named
from tegerek.programmes.schedule.days import day_number, days_in, month_named
from tegerek.programmes.schedule.drafts import Draft, Heading
from tegerek.programmes.schedule.headers import KINDS, PLACES, is_header, role_of
from tegerek.programmes.schedule.phrases import HALL, place_and_venue
from tegerek.programmes.schedule.times import clock_in

_TOTAL = re.compile(r"^(?:жалпы|баары|бардыгы|итого|всего|total|жыйынтыгы)\b", re.IGNORECASE)


@dataclass
class _Group:
    """One of the tables side by side: the column of each role, and the headings over its rows."""

    columns: dict[str, int]
    headings: list[Heading] = field(default_factory=list)
    month: tuple[int, int | None] | None = None
    first: int = 0
    last: int = 10_000


@dataclass(frozen=True)
class Reading:
    """Drafts of a table and the rows that are none: titles above it, notes below."""

    drafts: tuple[Draft, ...]
    leftovers: tuple[Paragraph, ...]


def read_table(rows: Sequence[TableRow], gazetteer: Gazetteer, *, over: Heading | None = None) -> Reading:
    """The seminars of a table; none if its columns cannot be told.

    over: a heading of an oblast, a raion or a month right above the table.
    """
    rows = _upright([row for row in rows if any(cell.strip(" :-–—=_") for cell in row.cells)])
    groups: list[_Group] = []
    drafts: list[Draft] = []
    leftovers: list[Paragraph] = []
    if not any(is_header(list(row.cells)) for row in rows):
        groups = _inferred(rows, gazetteer)
        for group in groups:
            _put_over(group, over)
    early: list[TableRow] = []
    for at, row in enumerate(rows):
        cells = [cell.strip() for cell in row.cells]
        if is_header(cells):
            before = groups
            groups = _grouped(cells, gazetteer)
            _tell_halls(groups, rows[at + 1 :], gazetteer)
            _carry(before, groups)
            if over and not before and len(groups) == 1 and not groups[0].headings:
                _put_over(groups[0], over)
            for waiting in early:
                if not _take_heading(waiting, groups, gazetteer):
                    leftovers.append(_paragraph(waiting))
            early = []
        elif not groups:
            early.append(row)
        elif not _take_heading(row, groups, gazetteer):
            found = list(_drafts_of(row, groups, gazetteer))
            drafts += found
            if not found and not _continue_venue(cells, groups, drafts):
                leftovers.append(_paragraph(row))
    leftovers = [_paragraph(row) for row in early] + leftovers
    return Reading(tuple(drafts), tuple(leftovers))


def _put_over(group: _Group, over: Heading | None) -> None:
    """A heading from above the table, kept with the group it stands over."""
    if over and (month := month_named(over.text)):
        group.month = month
    else:
        group.headings = [over] if over else []


def _upright(rows: list[TableRow]) -> list[TableRow]:
    """A table lying on its side (the headings in the first column) turned upright; any other as it is."""
    if len(rows) < 2 or any(is_header(list(row.cells)) for row in rows):
        return rows
    first = [row.cells[0] if row.cells else "" for row in rows]
    if not is_header(first) or not any(days_in(cell) for cell in rows[0].cells[1:] + rows[1].cells[1:]):
        return rows
    width = max(len(row.cells) for row in rows)
    turned = [
        TableRow(rows[0].line, tuple(row.cells[at] if at < len(row.cells) else "" for row in rows))
        for at in range(width)
    ]
    return [row for row in turned if any(cell.strip() for cell in row.cells)]


def _grouped(cells: list[str], gazetteer: Gazetteer) -> list[_Group]:
    """The groups of columns under a row of headings: a new one begins where a role comes back.

    A heading that is itself an oblast («Күнү | Нарын облусу | Ош облусу») makes a group whose day is shared.
    """
    groups = [_Group({})]
    for at, cell in enumerate(cells):
        role = role_of(cell)
        if not role and cell and kinds_named(cell) == KINDS["oblast"] and gazetteer.find(cell):
            if "raion" in groups[-1].columns or groups[-1].headings:
                groups.append(_Group({name: c for name, c in groups[0].columns.items() if name in ("date", "time")}))
            groups[-1].columns["raion"] = at
            groups[-1].headings = [Heading(cell, KINDS["oblast"])]
            continue
        if not role or role == "other":
            continue
        if role in groups[-1].columns:
            if role not in ("date", "raion", "place", "number", "aimak", "city", "oblast"):
                continue
            groups.append(_Group({}))
        groups[-1].columns[role] = at
    for at, group in enumerate(groups):
        group.first = min(group.columns.values(), default=0) if at else 0
        if at:
            groups[at - 1].last = group.first - 1
    return groups


def _tell_halls(groups: list[_Group], rows: Sequence[TableRow], gazetteer: Gazetteer) -> None:
    """«Место» beside a column of raions is the hall, unless its cells name places."""
    for group in groups:
        at = group.columns.get("place")
        if at is None or "venue" in group.columns or not {*group.columns} & {"raion", "city", "aimak", "village"}:
            continue
        cells = [row.cells[at] for row in rows if at < len(row.cells) and row.cells[at].strip()]
        named = sum(bool(gazetteer.find(cell, typos=False)) and not HALL.search(cell) for cell in cells)
        if named * 2 <= len(cells):
            group.columns["venue"] = group.columns.pop("place")


def _carry(before: list[_Group], groups: list[_Group]) -> None:
    """A heading repeated on the next page keeps what stood over the rows."""
    if len(before) == len(groups):
        for old, new in zip(before, groups, strict=True):
            new.headings = new.headings or old.headings
            new.month = old.month


def _inferred(rows: Sequence[TableRow], gazetteer: Gazetteer) -> list[_Group]:
    """Columns told by what stands in them, where no headings do."""
    width = max((len(row.cells) for row in rows), default=0)
    columns = [
        [row.cells[at].strip() for row in rows if at < len(row.cells) and row.cells[at].strip()] for at in range(width)
    ]
    roles = [_role_by_content(column, gazetteer) for column in columns]
    if "date" not in roles:
        return []
    cells = {"date": "Date", "time": "Time", "place": "Place", "venue": "Venue", "number": "№", "": ""}
    groups = _grouped([cells[role] for role in roles], gazetteer)
    for group in groups:
        # In a table without headings the first text column is the place only if it names some; the last is the venue.
        if "place" not in group.columns and "venue" not in group.columns:
            group.columns = {}
    return [group for group in groups if "date" in group.columns]


def _role_by_content(column: list[str], gazetteer: Gazetteer) -> str:
    if not column:
        return ""
    size = len(column)
    if sum(bool(days_in(cell)) for cell in column) * 2 > size:
        return "date"
    if all(cell.rstrip(".)").isdigit() for cell in column):
        return "number"
    if sum(clock_in(cell, is_time_cell=True).start is not None for cell in column) * 2 > size:
        return "time"
    if sum(bool(gazetteer.find(cell)) for cell in column) * 2 >= size:
        return "place"
    return "venue"


def _take_heading(row: TableRow, groups: list[_Group], gazetteer: Gazetteer) -> bool:
    """Whether a row holds only headings (oblasts, raions, months).

    They are then kept with the groups they stand over.
    """
    filled = [(at, cell.strip()) for at, cell in enumerate(row.cells) if cell.strip()]
    if not filled or len(filled) > len(groups) or any(days_in(cell) and not month_named(cell) for _, cell in filled):
        return False
    headings = [_heading(cell, gazetteer, alone=len(filled) == 1) for _, cell in filled]
    if any(heading is None for heading in headings):
        return False
    # One heading over all groups, or one for each, in their order.
    shares = groups if len(filled) == 1 and (len(groups) == 1 or filled[0][0] <= groups[0].last) else []
    if len(filled) == len(groups):
        pairs = [(group, heading) for group, heading in zip(groups, headings, strict=True)]
    else:
        pairs = [(group, headings[0]) for group in shares or [g for g in groups if g.first <= filled[0][0] <= g.last]]
    for group, heading in pairs:
        if isinstance(heading, Heading):
            rank = _rank(heading)
            group.headings = [kept for kept in group.headings if _rank(kept) > rank] + [heading]
        elif heading is not None:
            group.month = heading
    return bool(pairs)


def _heading(cell: str, gazetteer: Gazetteer, *, alone: bool) -> Heading | tuple[int, int | None] | None:
    if month := month_named(cell):
        return month
    if len(cell) > 80 or not (matches := gazetteer.find(cell)) or matches[0].confidence < CHOSEN:
        return None
    if kinds := kinds_named(cell):
        return Heading(cell, kinds)
    is_oblast = any(match.unit.kind == "oblast" and match.confidence > 0.9 for match in matches)
    return Heading(cell, KINDS["oblast"]) if is_oblast and alone else None


def _rank(heading: Heading) -> int:
    kinds = heading.kinds or frozenset()
    return 3 if "oblast" in kinds else 2 if "raion" in kinds else 1


def _drafts_of(row: TableRow, groups: list[_Group], gazetteer: Gazetteer) -> Iterator[Draft]:
    cells = [cell.strip() for cell in row.cells]
    if any(_TOTAL.match(cell) for cell in cells):
        return
    for group in groups:
        draft = _draft(row.line, cells, group, gazetteer)
        if draft is None:
            continue
        if len(groups) > 1 and len(cells) <= groups[0].last + 1 and group is groups[0]:
            # The empty cells of the left table were lost on the way: the row may belong to any of the groups.
            either = tuple(heading for other in groups for heading in other.headings)
            draft = replace(draft, above=(), either=either)
        yield from _split(draft, gazetteer)


def _draft(line: int, cells: list[str], group: _Group, gazetteer: Gazetteer) -> Draft | None:
    """One group's part of a row; None if it is empty."""
    said = {role: cells[at] if at < len(cells) else "" for role, at in group.columns.items()}
    day = said.get("date", "")
    if end := said.get("end_date", ""):
        day = f"{day} - {end}" if day else end
    clock = said.get("time", "")
    if end := said.get("end_time", ""):
        clock = f"{clock}-{end}"
    named = [(role, said[role]) for role in PLACES if said.get(role)]
    place, kinds, venue = (
        (named[0][1], KINDS.get(named[0][0]), said.get("venue", "")) if named else ("", None, said.get("venue", ""))
    )
    above = tuple(
        Heading(text, KINDS.get(role)) for role, text in [*named[1:], ("oblast", said.get("oblast", ""))] if text
    )
    if not place and not any(role in group.columns for role in PLACES) and venue:
        place, venue = place_and_venue(venue, gazetteer)
    if named and "venue" not in group.columns:
        place, venue = _place_with_hall(place, kinds, gazetteer)
    if day in _DASHES and place in _DASHES and venue in _DASHES:
        return None
    if not days_in(day) and not day_number(day) and not place and not (day and venue):
        return None
    if not place and not days_in(day):
        return None
    text = ", ".join(cell for cell in (said.get("weekday", ""), day, clock, place, venue) if cell)
    if said.get("weekday"):
        day = f"{day} {said['weekday']}"
    headings = tuple(
        heading for heading in group.headings if not said.get("oblast") or "oblast" not in (heading.kinds or ())
    )
    clean = re.sub(r"^[-–—]+$", "", venue)
    if not clock and "time" not in group.columns:
        clock, clean = _clock_in_venue(clean)
    return Draft(
        line,
        _one_line(text),
        day,
        clock,
        True,
        _one_line(place) if "\n" not in place else place,
        clean,
        kinds,
        (*above, *headings),
        (),
        group.month,
    )


def _clock_in_venue(venue: str) -> tuple[str, str]:
    """The words for the time in the cell of a hall («РМА залы, саат 10:00»), and the cell without them.

    Only what is plainly a time: «3.15» beside a room is its number.
    """
    found = clock_in(venue)
    words = " ".join(venue[start:end] for start, end in found.spans)
    if not re.search(r"\d:\d|саат|час|(?<!\w)(?:ч|с|в|at|from)(?!\w)|[ap]\.?m", words, re.IGNORECASE):
        return "", venue
    for start, end in reversed(found.spans):
        venue = f"{venue[:start]} , {venue[end:]}"
    return words, re.sub(r"(?:\s*[,;(–—-]+\s*)+$|^(?:\s*[,;–—-]+\s*)+", "", _FOLDED.sub(", ", venue)).strip()


_FOLDED = re.compile(r"\s*\(\s*,\s*\)|(?:\s*,)+\s*")
_DASHES = ("", "-", "–", "—")


def _place_with_hall(place: str, kinds: frozenset[str] | None, gazetteer: Gazetteer) -> tuple[str, str]:
    """The cell of a place in a table without a column for venues; it may name the hall too."""
    if gazetteer.find(place, kinds=kinds, typos=False) or "\n" in place:
        return place, ""
    found, venue = place_and_venue(place, gazetteer)
    return (found, venue) if found else (place, "")


def _split(draft: Draft, gazetteer: Gazetteer) -> Iterator[Draft]:
    """A cell with several places, a line for each, as several drafts.

    Days and venues go with them where they are as many.
    """
    places = [line.strip(" ,;") for line in draft.place.split("\n") if line.strip(" ,;")]
    if len(places) < 2 or not all(gazetteer.find(place, kinds=draft.kinds) for place in places):
        yield replace(
            draft, place=_one_line(draft.place), venue=_one_line(draft.venue), day=draft.day.replace("\n", ", ")
        )
        return
    days = [line for line in draft.day.split("\n") if line.strip()]
    venues = [line for line in draft.venue.split("\n") if line.strip()]
    for at, place in enumerate(places):
        day = days[at] if len(days) == len(places) else draft.day.replace("\n", ", ")
        venue = venues[at] if len(venues) == len(places) else _one_line(draft.venue)
        yield replace(draft, place=place, day=day, venue=venue)


def _continue_venue(cells: list[str], groups: list[_Group], drafts: list[Draft]) -> bool:
    """Whether a row only goes on with the venue of the row above; it is then added there."""
    filled = [(at, cell) for at, cell in enumerate(cells) if cell]
    if (
        len(groups) == 1
        and drafts
        and len(filled) == 1
        and filled[0][0] == groups[0].columns.get("venue")
        and filled[0][0] > 0
    ):
        drafts[-1] = replace(drafts[-1], venue=f"{drafts[-1].venue} {filled[0][1]}".strip())
        return True
    return False


def _paragraph(row: TableRow) -> Paragraph:
    return Paragraph(row.line, " ".join(_once(cell.strip() for cell in row.cells if cell.strip())))


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
