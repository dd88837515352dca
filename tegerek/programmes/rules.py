"""Plain answers about a series of seminars."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Scope(StrEnum):
    """Which seminars of a series a change is for."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


@dataclass(frozen=True)
class Place:
    """A seminar as the rules of a series see it: its key, its day (None: not known), its hall (None: not known)."""

    key: int
    day: date | None
    hall: int | None


@dataclass(frozen=True)
class Doubt:
    """Something a coordinator should look at; it forbids nothing.

    code: same_day, same_hall, day_off, outside_period, no_day, no_hall. keys: the seminars concerned.
    """

    code: str
    keys: tuple[int, ...]
    day: date | None = None


def chosen(series: list[Place], key: int, scope: Scope) -> list[int]:
    """The keys a change is for, in the order of the series.

    "following" goes by day: this one and whatever is on the same day or later; seminars without a day follow too.

    >>> series = [Place(1, date(2017, 10, 24), None), Place(2, date(2017, 10, 25), None), Place(3, None, None)]
    >>> chosen(series, 2, Scope.FOLLOWING)
    [2, 3]
    """
    if scope is Scope.ALL:
        return [place.key for place in series]
    this = next(place for place in series if place.key == key)
    if scope is Scope.THIS or this.day is None:
        return [key]
    return [place.key for place in series if place.key == key or place.day is None or place.day >= this.day]


def doubts(
    series: Iterable[Place],
    *,
    is_day_off: Callable[[date], bool],
    first_day: date | None = None,
    last_day: date | None = None,
) -> tuple[Doubt, ...]:
    """What a coordinator should look at before publishing a series: two seminars on one day, one hall twice, a
    day off, a day
    outside the stated period, a seminar without a day or a hall.

    is_day_off: whether offices are closed that day.
    """
    rows = list(series)
    found = [Doubt("no_day", (row.key,)) for row in rows if row.day is None]
    found += [Doubt("no_hall", (row.key,)) for row in rows if row.hall is None]
    found += [Doubt("day_off", (row.key,), row.day) for row in rows if row.day and is_day_off(row.day)]
    found += [
        Doubt("outside_period", (row.key,), row.day)
        for row in rows
        if row.day and _is_outside(row.day, first_day, last_day)
    ]
    by_day: dict[date, list[Place]] = defaultdict(list)
    by_hall: dict[int, list[Place]] = defaultdict(list)
    for row in rows:
        if row.day:
            by_day[row.day].append(row)
        if row.hall:
            by_hall[row.hall].append(row)
    found += [Doubt("same_day", _keys(same), day) for day, same in sorted(by_day.items()) if len(same) > 1]
    found += [Doubt("same_hall", _keys(same)) for same in by_hall.values() if len(same) > 1]
    return tuple(found)


def _is_outside(day: date, first: date | None, last: date | None) -> bool:
    return bool((first and day < first) or (last and day > last))


def _keys(rows: list[Place]) -> tuple[int, ...]:
    return tuple(row.key for row in rows)


def share(seats: int, among: int) -> int | None:
    """How many of a post each invited aimak may send; None where the seats do not divide evenly, or nobody is invited:
    then a person decides.

    >>> share(4, 4), share(8, 4), share(5, 4), share(5, 0)
    (1, 2, None, None)
    """
    return seats // among if among and seats % among == 0 else None


def next_number(number: str) -> str | None:
    """The number after that in an office's register of letters: its last digits count up, their width is kept.

    None if it does not end in digits.

    >>> next_number("01-14/25"), next_number("№ 099"), next_number("7-а")
    ('01-14/26', '№ 100', None)
    """
    found = re.search(r"[0-9]+\Z", number)
    if found is None:
        return None
    return number[: found.start()] + str(int(found[0]) + 1).zfill(len(found[0]))


# So many months after a seminar those are phoned of whom nothing is known. No rule sets them: they are our own.
CALL_MONTHS = (3, 6, 12)


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last of a month that is shorter.

    >>> months_later(date(2025, 11, 30), 3), months_later(date(2026, 3, 3), 12)
    (datetime.date(2026, 2, 28), datetime.date(2027, 3, 3))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def call_due(trained_on: date, today: date, heard_on: date | None) -> int | None:
    """Which call is to be made today: the number of months after the seminar; None where none is.

    heard_on: the last day on which somebody there was reached. Of two calls that were missed only the later is made.

    >>> call_due(date(2026, 3, 3), date(2026, 6, 2), None), call_due(date(2026, 3, 3), date(2026, 6, 3), None)
    (None, 3)
    >>> call_due(date(2026, 3, 3), date(2026, 9, 5), date(2026, 6, 4))
    6
    """
    passed = [months for months in CALL_MONTHS if months_later(trained_on, months) <= today]
    if not passed or (heard_on is not None and heard_on >= months_later(trained_on, passed[-1])):
        return None
    return passed[-1]


def next_call_on(trained_on: date, today: date) -> date | None:
    """The day on which the next call will be due; None once the last has passed.

    >>> next_call_on(date(2026, 3, 3), date(2026, 3, 6)), next_call_on(date(2024, 3, 3), date(2026, 3, 6))
    (datetime.date(2026, 6, 3), None)
    """
    days = (months_later(trained_on, months) for months in CALL_MONTHS)
    return next((day for day in days if day > today), None)
