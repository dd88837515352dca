"""Which days are not worked, and why: dated data with a source, typed by somebody, never computed.

Saturdays and Sundays are days off, unless a row says that the day is worked. Holidays of the lunar calendar are typed
year by year. The lists are data/days/*.csv; how to add a year stands in data/days/README.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from pathlib import Path

from tegerek.lib.said import Said

FOLDER = Path(__file__).resolve().parents[2] / "data" / "days"
COLUMNS = ("day", "what", "name_ky", "name_ru", "name_en", "source", "checked")
SATURDAY = 5
WEEKEND_NAMES = {
    5: Said.of(ky="ишемби", ru="суббота", en="Saturday"),
    6: Said.of(ky="жекшемби", ru="воскресенье", en="Sunday"),
}


class What(Enum):
    """What a day is."""

    HOLIDAY = "holiday"
    MOVED_DAY_OFF = "moved_day_off"
    MOVED_WORKING_DAY = "moved_working_day"
    MEMORY = "memory"
    """A holiday or a day of memory that is worked."""
    WEEKEND = "weekend"
    """A Saturday or Sunday of which no row says anything."""


TYPED = (What.HOLIDAY, What.MOVED_DAY_OFF, What.MOVED_WORKING_DAY, What.MEMORY)


@dataclass(frozen=True)
class NamedDay:
    """A day of which there is something to say. is_checked: somebody compared the row with its source."""

    day: date
    what: What
    name: Said
    source: str
    is_checked: bool

    @property
    def is_off(self) -> bool:
        """Whether it is not worked. A Saturday or Sunday on which a day of memory falls stays a day off."""
        return self.what in {What.HOLIDAY, What.MOVED_DAY_OFF, What.WEEKEND} or (
            self.what is What.MEMORY and self.day.weekday() >= SATURDAY
        )


@dataclass(frozen=True)
class Problem:
    """What is wrong in one place of a file of days. line counts from 1, the heading included."""

    file: str
    line: int
    column: str
    found: str
    accepted: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.column} is {self.found!r}; accepted: {self.accepted}."


class BadDays(ValueError):  # noqa: N818 - named for what the file has, not for the program
    """A file of days cannot be used; problems names every place, nothing was taken over."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class DaysOff:
    """A list of days. Lookups only; it never changes.

    >>> DaysOff({}).day_off(date(2026, 3, 7)).what, DaysOff({}).day_off(date(2026, 3, 6))
    (<What.WEEKEND: 'weekend'>, None)
    """

    named: Mapping[date, NamedDay]

    def named_day(self, day: date) -> NamedDay | None:
        """What there is to say of a day, worked or not: for warnings such as "a day of memory"."""
        if day in self.named:
            return self.named[day]
        if day.weekday() < SATURDAY:
            return None
        return NamedDay(day, What.WEEKEND, WEEKEND_NAMES[day.weekday()], "", True)

    def day_off(self, day: date) -> NamedDay | None:
        """Why the day is not worked, or None for a working day."""
        named = self.named_day(day)
        return named if named is not None and named.is_off else None

    def is_off(self, day: date) -> bool:
        return self.day_off(day) is not None

    def days_off_between(self, first: date, last: date) -> tuple[NamedDay, ...]:
        """The days off from first to last, both included."""
        days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
        return tuple(off for off in map(self.day_off, days) if off is not None)

    def untyped_years(self, first: date, last: date) -> tuple[int, ...]:
        """The years from first to last whose list nobody has typed in. A typed year has its 1 January."""
        return tuple(year for year in range(first.year, last.year + 1) if date(year, 1, 1) not in self.named)

    def with_days(self, more: DaysOff) -> DaysOff:
        """The same with an office's own days; these prevail."""
        return DaysOff({**self.named, **more.named})


def day_off(day: date) -> NamedDay | None:
    """Why the day is not worked by the country's list, or None for a working day."""
    return official().day_off(day)


def named_day(day: date) -> NamedDay | None:
    """What the country's list says of a day, worked or not."""
    return official().named_day(day)


@lru_cache(maxsize=1)
def official() -> DaysOff:
    """The country's list, read once. Raises BadDays."""
    return read_days(*sorted(FOLDER.glob("*.csv")))


def read_days(*paths: Path) -> DaysOff:
    """The days of these files together. Raises BadDays, naming every place that is wrong, and OSError."""
    named: dict[date, NamedDay] = {}
    problems: list[Problem] = []
    for path in paths:
        for line, found in _rows(path):
            if isinstance(found, Problem):
                problems.append(found)
            elif found.day in named:
                problems.append(Problem(path.name, line, "day", found.day.isoformat(), "each day once"))
            else:
                named[found.day] = found
    if problems:
        raise BadDays(problems)
    return DaysOff(named)


def _rows(path: Path) -> Iterator[tuple[int, NamedDay | Problem]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        yield 1, Problem(path.name, 1, "the file", "not UTF-8", "a CSV file saved as UTF-8")
        return
    heading = text.partition("\n")[0]
    rows = csv.reader(text.splitlines(), delimiter=";" if ";" in heading else ",")
    columns = tuple(cell.strip() for cell in next(rows, []))
    if columns != COLUMNS:
        yield 1, Problem(path.name, 1, "the heading", ",".join(columns), ",".join(COLUMNS))
        return
    for cells in rows:
        if any(cell.strip() for cell in cells):
            yield rows.line_num, _named_day(path.name, rows.line_num, [cell.strip() for cell in cells])


def _named_day(file: str, line: int, cells: list[str]) -> NamedDay | Problem:
    def wrong(column: str, found: str, accepted: str) -> Problem:
        return Problem(file, line, column, found, accepted)

    if len(cells) != len(COLUMNS):
        return wrong("the row", f"{len(cells)} cells", f"{len(COLUMNS)} cells: {', '.join(COLUMNS)}")
    row = dict(zip(COLUMNS, cells, strict=True))
    try:
        day = date.fromisoformat(row["day"])
    except ValueError:
        return wrong("day", row["day"], "a day of the calendar like 2026-03-08")
    if row["what"] not in {what.value for what in TYPED}:
        return wrong("what", row["what"], ", ".join(what.value for what in TYPED))
    for column in ("name_ky", "name_ru", "name_en", "source"):
        if not row[column]:
            return wrong(column, "", "a text")
    if row["checked"] not in {"yes", "no"}:
        return wrong("checked", row["checked"], "yes, no")
    name = Said.of(ky=row["name_ky"], ru=row["name_ru"], en=row["name_en"])
    return NamedDay(day, What(row["what"]), name, row["source"], row["checked"] == "yes")
