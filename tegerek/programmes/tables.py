"""The preview of an imported schedule: a table of typed cells that a person corrects until nothing is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from tegerek.lib.letters import mend
from tegerek.meetings.rules import When, is_possible, trouble_with
from tegerek.places.names import Gazetteer, sure_of
from tegerek.programmes.schedule.understood import Row, Understood, Warned

# No day, hour or place is longer; a hall that is a whole paragraph is cut where it is kept.
LONGEST_CELL = 300
DAY_FORMS = ("%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")
HOUR_FORMS = ("%H:%M", "%H.%M", "%H")
# A programme plans fewer than a million people.
PLANNED_DIGITS = 6


@dataclass(frozen=True)
class TableRow:
    """One seminar as it stands in the preview: every cell a text, as typed.

    line, text: where it came from in the source. unit: key of the place chosen, None while it is open;
    candidates: keys of those
    it may be. confidence: 0…1, 1.0 once a person chose. keep: whether it is taken over.
    """

    day: str = ""
    last: str = ""
    starts: str = ""
    ends: str = ""
    place: str = ""
    venue: str = ""
    unit: int | None = None
    candidates: tuple[int, ...] = ()
    confidence: float = 0.0
    line: int | None = None
    text: str = ""
    keep: bool = True


@dataclass(frozen=True)
class Table:
    """The whole preview.

    lang: the language of the texts. prose: what was found around the table (understood.Prose by name).
    """

    lang: str = "ky"
    title: str = ""
    heading: str = ""
    first_day: str = ""
    last_day: str = ""
    planned: str = ""
    project: str = ""
    donor: str = ""
    implementer: str = ""
    topics: str = ""
    prose: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[TableRow, ...] = ()
    warnings: tuple[Mapping[str, Any], ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Table:
        rows = tuple(TableRow(**{**row, "candidates": tuple(row["candidates"])}) for row in data["rows"])
        return cls(**{**data, "rows": rows, "warnings": tuple(data["warnings"])})

    @property
    def warned(self) -> tuple[Warned, ...]:
        """The warnings of the reading, as sentences in the language of the moment."""
        return tuple(Warned(entry["code"], entry["line"], entry["params"]) for entry in self.warnings)


@dataclass(frozen=True)
class Problem:
    """What stands in the way of taking the table over. row: its index, or None for what stands above the table.

    column: the cell's name. code: no_title, bad_day, no_day, bad_hour, no_place, several_places, ends_before_start,
    end_without_start, bad_number, too_long.
    """

    row: int | None
    column: str
    code: str
    found: str = ""


@dataclass(frozen=True)
class Ready:
    """A row with its cells read: the place's key, the time, the hall's name."""

    unit: int
    when: When
    venue: str


WORDS = ("title", "heading", "first_day", "last_day", "planned", "project", "donor", "implementer", "topics")
SHORT_CELLS = ("day", "last", "starts", "ends", "place")
CELLS = (*SHORT_CELLS, "venue")


def table_of(understood: Understood) -> Table:
    """The preview of what was understood."""
    first, last = understood.period or (None, None)
    prose = {**asdict(understood.prose), "dated": _day_text(understood.prose.dated)}
    return Table(
        lang=understood.lang,
        title=understood.title,
        heading=understood.heading,
        first_day=_day_text(first),
        last_day=_day_text(last),
        planned="" if understood.planned is None else str(understood.planned),
        project=understood.project,
        donor=understood.donor,
        implementer=understood.implementer,
        topics="\n".join(understood.topics),
        prose=prose,
        rows=tuple(_row(row) for row in understood.seminars),
        warnings=tuple({"code": w.code, "line": w.line, "params": dict(w.params)} for w in understood.warnings),
    )


def _row(row: Row) -> TableRow:
    return TableRow(
        day=_day_text(row.date),
        last=_day_text(row.end_date),
        starts=_hour_text(row.start),
        ends=_hour_text(row.end),
        place=row.unit.name if row.unit else (row.candidates[0].unit.name if row.candidates else ""),
        venue=row.venue,
        unit=row.unit.key if row.unit else None,
        candidates=tuple(match.unit.key for match in row.candidates),
        confidence=row.confidence,
        line=row.line,
        text=row.text,
    )


def typed_into(table: Table, typed: Mapping[str, str], gazetteer: Gazetteer) -> Table:
    """The table with what a person typed: the names of WORDS, and for row n "n-day", "n-place", "n-unit", "n-keep" …

    A place typed anew is looked up anew; a candidate chosen is taken with full confidence. Cells not sent stay as
    they were.
    """
    words: dict[str, Any] = {name: mend(typed[name]).strip() for name in WORDS if name in typed}
    rows = tuple(_typed_row(row, n, typed, gazetteer) for n, row in enumerate(table.rows))
    return replace(table, **words, rows=rows)


def _typed_row(row: TableRow, n: int, typed: Mapping[str, str], gazetteer: Gazetteer) -> TableRow:
    cells: dict[str, Any] = {name: _cell(typed[f"{n}-{name}"]) for name in CELLS if f"{n}-{name}" in typed}
    if not cells:
        return row
    changed = replace(row, **cells, keep=f"{n}-keep" in typed)
    if len(changed.place) > LONGEST_CELL:
        return replace(changed, unit=None, candidates=(), confidence=0.0)
    if changed.place != row.place:
        return _looked_up(changed, gazetteer)
    chosen = typed.get(f"{n}-unit", "")
    unit = next((key for key in row.candidates if str(key) == chosen), None)
    if unit is None:
        return changed
    return replace(changed, unit=unit, place=gazetteer.units[unit].name, confidence=1.0)


def _cell(text: str) -> str:
    """The text of a cell with its letters mended; one that is too long stays as typed and is asked about."""
    return mend(text).strip() if len(text) <= LONGEST_CELL else text.replace("\0", "")


def _looked_up(row: TableRow, gazetteer: Gazetteer) -> TableRow:
    matches = gazetteer.find(row.place)
    match = sure_of(matches)
    candidates = tuple(found.unit.key for found in matches[:6])
    if match is None:
        return replace(row, unit=None, candidates=candidates, confidence=matches[0].confidence if matches else 0.0)
    return replace(row, unit=match.unit.key, candidates=candidates, confidence=match.confidence)


def problems(table: Table) -> tuple[Problem, ...]:
    """What still stands in the way, from the top; nothing is made of a table that has any."""
    found = [] if table.title else [Problem(None, "title", "no_title")]
    found += [
        Problem(None, name, "bad_day", text)
        for name, text in (("first_day", table.first_day), ("last_day", table.last_day))
        if text and read_day(text) is None
    ]
    if table.planned and not (table.planned.isdecimal() and len(table.planned) <= PLANNED_DIGITS):
        found.append(Problem(None, "planned", "bad_number", table.planned))
    for n, row in enumerate(table.rows):
        if row.keep:
            found += _row_problems(n, row)
    return tuple(found)


def _row_problems(n: int, row: TableRow) -> list[Problem]:
    found = [Problem(n, name, "too_long") for name in SHORT_CELLS if len(getattr(row, name)) > LONGEST_CELL]
    if found:
        return found
    found = [Problem(n, "day", "no_day")] if not row.day else []
    for name, text in (("day", row.day), ("last", row.last)):
        if text and read_day(text) is None:
            found.append(Problem(n, name, "bad_day", text))
    for name, text in (("starts", row.starts), ("ends", row.ends)):
        if text and read_hour(text) is None:
            found.append(Problem(n, name, "bad_hour", text))
    if row.unit is None:
        found.append(Problem(n, "place", "several_places" if len(row.candidates) > 1 else "no_place", row.place))
    if not found and (trouble := trouble_with(_when(row))):
        found.append(Problem(n, "last" if row.last else "ends", trouble))
    return found


def ready_rows(table: Table) -> tuple[Ready, ...]:
    """The rows that are taken over, with their cells read. Raises ValueError for a table that has problems."""
    if problems(table):
        raise ValueError("the table has problems")
    return tuple(Ready(row.unit, _when(row), row.venue) for row in table.rows if row.keep and row.unit is not None)


def read_day(text: str) -> date | None:
    """A day as typed into a cell; None if it is none.

    >>> read_day("24.10.17"), read_day("31.02.2017")
    (datetime.date(2017, 10, 24), None)
    """
    moment = _parsed(text, DAY_FORMS)
    return moment.date() if moment and is_possible(moment.date()) else None


def read_hour(text: str) -> time | None:
    """An hour as typed into a cell; None if it is none.

    >>> read_hour("9.30"), read_hour("25:00")
    (datetime.time(9, 30), None)
    """
    moment = _parsed(text, HOUR_FORMS)
    return moment.time() if moment else None


def _parsed(text: str, forms: tuple[str, ...]) -> datetime | None:
    for form in forms:
        try:
            return datetime.strptime(text.strip(), form)  # noqa: DTZ007 - a local day or hour, without a zone by design
        except ValueError:
            continue
    return None


def _when(row: TableRow) -> When:
    return When(read_day(row.day), read_day(row.last), read_hour(row.starts), read_hour(row.ends))


def _day_text(day: date | None) -> str:
    return day.strftime("%d.%m.%Y") if day else ""


def _hour_text(hour: time | None) -> str:
    return hour.strftime("%H:%M") if hour else ""
