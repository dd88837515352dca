"""Plain answers about a meeting's time and state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from tegerek.lib.dates import ZONE, local

# Days beyond these are slips of a finger; at the very ends of time no file can hold the day beside them.
FIRST_DAY, LAST_DAY = date(1991, 1, 1), date(2199, 12, 31)
NOON = 13


class State(StrEnum):
    """Where a meeting stands in its life."""

    DRAFT = "draft"
    CALLED = "called"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HELD = "held"
    CLOSED = "closed"


def state_of(*, called: bool, postponed: bool, cancelled: bool, held: bool, closed: bool) -> State:
    """The state that counts, of those a meeting has been through.

    >>> str(state_of(called=True, postponed=True, cancelled=False, held=False, closed=False))
    'postponed'
    """
    if not called:
        return State.DRAFT
    reached = ((cancelled, State.CANCELLED), (closed, State.CLOSED), (held, State.HELD), (postponed, State.POSTPONED))
    return next((state for is_so, state in reached if is_so), State.CALLED)


@dataclass(frozen=True)
class When:
    """When a meeting is: local days and hours in Asia/Bishkek; None is "not known yet", never midnight.

    last is the last day of a meeting of several days, else None. ends needs starts.
    """

    first: date | None = None
    last: date | None = None
    starts: time | None = None
    ends: time | None = None

    def shifted(self, days: int) -> When:
        """The same, so many days later (or earlier). Raises OverflowError where no calendar has such a day."""
        by = timedelta(days=days)
        return replace(self, first=self.first and self.first + by, last=self.last and self.last + by)

    @property
    def start_moment(self) -> datetime | None:
        """The aware start; None while day or hour is not known."""
        return datetime.combine(self.first, self.starts, ZONE) if self.first and self.starts else None

    @property
    def end_moment(self) -> datetime | None:
        """The aware end; None while it is not known."""
        day = self.last or self.first
        return datetime.combine(day, self.ends, ZONE) if day and self.ends else None

    @property
    def final_day(self) -> date | None:
        return self.last or self.first

    def as_json(self) -> dict[str, str | None]:
        """ISO texts or null: {"first", "last", "starts", "ends"}."""
        return {
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "starts": self.starts.isoformat("minutes") if self.starts else None,
            "ends": self.ends.isoformat("minutes") if self.ends else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, str | None]) -> When:
        first, last, starts, ends = (data.get(name) for name in ("first", "last", "starts", "ends"))
        return cls(
            date.fromisoformat(first) if first else None,
            date.fromisoformat(last) if last else None,
            time.fromisoformat(starts) if starts else None,
            time.fromisoformat(ends) if ends else None,
        )


def half_of(when: When, now: datetime) -> str | None:
    """In which half of a meeting's day now falls, "morning" or "afternoon"; None on any other day.

    now: aware. The afternoon begins at one o'clock, local time.

    >>> when = When(date(2026, 3, 14))
    >>> [half_of(when, datetime(2026, 3, day, hour, tzinfo=ZONE)) for day, hour in ((14, 12), (14, 13), (15, 12))]
    ['morning', 'afternoon', None]
    """
    at = local(now)
    if when.first is None or not when.first <= at.date() <= (when.last or when.first):
        return None
    return "morning" if at.hour < NOON else "afternoon"


def trouble_with(when: When) -> str | None:
    """What is wrong with a time, as a word of the code; None when it is in order.

    >>> trouble_with(When(date(2026, 3, 14), date(2026, 3, 12)))
    'ends_before_start'
    """
    if any(day and not is_possible(day) for day in (when.first, when.last)):
        return "impossible_day"
    if when.last and when.first is None:
        return "end_without_start"
    if when.last and when.first and when.last < when.first:
        return "ends_before_start"
    if when.ends and when.starts is None:
        return "end_without_start"
    if when.ends and when.starts and when.ends <= when.starts and (when.last or when.first) == when.first:
        return "ends_before_start"
    return None


def is_possible(day: date) -> bool:
    """Whether a meeting can be on that day at all.

    >>> is_possible(date(2026, 3, 14)), is_possible(date(9999, 12, 31))
    (True, False)
    """
    return FIRST_DAY <= day <= LAST_DAY


@dataclass(frozen=True)
class Step:
    """One of the eight steps of the circle: its name, whether it is taken, and on which day."""

    name: str
    is_taken: bool
    day: date | None = None


STEPS = ("asked", "called", "told", "held", "minutes", "answers", "measures", "done")


def circle(
    *, called_on: date | None, held_on: date | None, is_held: bool, told_on: date | None = None
) -> tuple[Step, ...]:
    """The eight steps of a meeting's life as far as this house records them today; a step nobody recorded is not taken.

    A meeting that was called has been asked for, whoever asked: the first step is taken with the second. told_on: the
    day on which people were first told of the day that holds.
    """
    is_called = called_on is not None
    taken = {"asked": is_called, "called": is_called, "told": told_on is not None, "held": is_held}
    days = {"called": called_on, "told": told_on, "held": held_on}
    return tuple(Step(name, taken.get(name, False), days.get(name)) for name in STEPS)
