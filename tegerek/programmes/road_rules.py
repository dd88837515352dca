"""Whether somebody can be at two places one after the other: days, hours and road hours in, what is against it out.

Hours are those of the clock in Kyrgyzstan, which is never set forward or back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

# More days of training in a row than this are pointed out. No rule says so: it is our default.
MOST_IN_A_ROW = 5
DAY = timedelta(1)


class Fit(StrEnum):
    """What stands against being at two places; FINE is nothing."""

    FINE = "fine"
    SAME_TIME = "same_time"
    SAME_DAY = "same_day"
    TOO_SHORT = "too_short"
    CLOSED = "closed"
    NOT_KNOWN = "not_known"
    HOURS_NOT_KNOWN = "hours_not_known"


@dataclass(frozen=True)
class Stay:
    """Somebody is at a place from then to then. starts on the first day, ends on the last; None is not known.

    places: keys of the place and of the raion it lies in, the nearest first.
    """

    first: date
    last: date
    starts: time | None
    ends: time | None
    places: tuple[int, ...]

    @property
    def begins(self) -> datetime:
        """The earliest moment at which it may begin."""
        return datetime.combine(self.first, self.starts or time.min)

    @property
    def is_over(self) -> datetime:
        """The latest moment at which it may end."""
        return datetime.combine(self.last, self.ends) if self.ends else datetime.combine(self.last, time.min) + DAY

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True)
class Way:
    """A road as it was typed. hours: None is not known. closed_from, closed_until: both days included."""

    hours: Decimal | None
    closed_from: date | None = None
    closed_until: date | None = None
    is_both_ways: bool = True


# By keys of places, from and to.
Roads = Mapping[tuple[int, int], Way]


@dataclass(frozen=True)
class Clash:
    """What stands between two stays, and the road it was judged by, if one is known."""

    fit: Fit
    earlier: Stay
    later: Stay
    way: Way | None = None

    @property
    def hours_between(self) -> Decimal:
        """From the end of the one to the beginning of the other, to a quarter of an hour."""
        seconds = (self.later.begins - self.earlier.is_over).total_seconds()
        return Decimal(round(seconds / 900)) / 4


def clashes(stay: Stay, others: Iterable[Stay], roads: Roads) -> tuple[Clash, ...]:
    """All that speaks against a stay: others at the same time, the road from the one before, the road to the next.

    >>> naryn = Stay(date(2026, 3, 17), date(2026, 3, 17), time(9), time(17), (1,))
    >>> batken = Stay(date(2026, 3, 18), date(2026, 3, 18), time(9), time(16), (2,))
    >>> [clash.fit.value for clash in clashes(batken, [naryn], {(1, 2): Way(Decimal(18))})]
    ['too_short']
    >>> [clash.fit.value for clash in clashes(batken, [naryn], {})]
    ['not_known']
    >>> clashes(batken, [naryn], {(2, 1): Way(Decimal("15.5"))})
    ()
    """
    rows = sorted(others, key=_in_time)
    meeting = [one for one in rows if one.begins < stay.is_over and stay.begins < one.is_over]
    before = [one for one in rows if one.is_over <= stay.begins]
    after = [one for one in rows if one.begins >= stay.is_over and one not in before]
    near = [*meeting, *([max(before, key=lambda one: one.is_over)] if before else []), *after[:1]]
    found = [_judged(stay, one, roads) for one in near]
    return tuple(clash for clash in found if clash.fit is not Fit.FINE)


def between(earlier: Stay, later: Stay, roads: Roads) -> Clash:
    """Whether whoever was at the earlier stay can be at the later one. Neither is an error, a clash is the answer."""
    if later.begins < earlier.is_over:
        surely = later.starts is not None and earlier.ends is not None and earlier.starts is not None
        return Clash(Fit.SAME_TIME if surely or earlier.last != later.first else Fit.SAME_DAY, earlier, later)
    if earlier.places[:1] == later.places[:1]:
        return Clash(Fit.FINE, earlier, later)
    way = way_between(earlier.places, later.places, roads)
    return Clash(_fit(earlier, later, way), earlier, later, way)


def way_between(start: Collection[int], goal: Collection[int], roads: Roads) -> Way | None:
    """The road between two places, else between their raions; the way back where it takes as long. None: not known."""
    for one in start:
        for other in goal:
            if (one, other) in roads:
                return roads[one, other]
            back = roads.get((other, one))
            if back is not None and back.is_both_ways:
                return back
    return None


def in_a_row(days: Collection[date], day: date) -> int:
    """How many of those days follow one another without a break around that day, itself included; 0 if it is none.

    >>> days = [date(2026, 3, n) for n in (2, 3, 4, 6)]
    >>> in_a_row(days, date(2026, 3, 3)), in_a_row(days, date(2026, 3, 6)), in_a_row(days, date(2026, 3, 5))
    (3, 1, 0)
    """
    known = set(days)
    if day not in known:
        return 0
    first, last = day, day
    while first - DAY in known:
        first -= DAY
    while last + DAY in known:
        last += DAY
    return (last - first).days + 1


def _judged(one: Stay, other: Stay, roads: Roads) -> Clash:
    earlier, later = sorted((one, other), key=_in_time)
    return between(earlier, later, roads)


def _in_time(stay: Stay) -> tuple[datetime, datetime]:
    return stay.begins, stay.is_over


def _fit(earlier: Stay, later: Stay, way: Way | None) -> Fit:
    """Judged by the shortest time there may be, and by the longest where an hour is not known."""
    if way is None:
        return Fit.NOT_KNOWN
    surely = (earlier.is_over, later.begins)
    at_most = (
        datetime.combine(earlier.last, earlier.ends or time.min),
        datetime.combine(later.first, later.starts) if later.starts else datetime.combine(later.first, time.min) + DAY,
    )
    if way.hours is None:
        return Fit.NOT_KNOWN if _open(way, *at_most) else Fit.CLOSED
    needed = timedelta(hours=float(way.hours))
    if _open(way, *surely) >= needed:
        return Fit.FINE
    if _open(way, *at_most) >= needed:
        return Fit.HOURS_NOT_KNOWN
    return Fit.CLOSED if at_most[1] - at_most[0] >= needed else Fit.TOO_SHORT


def _open(way: Way, first: datetime, last: datetime) -> timedelta:
    """The longest time on end within those moments during which the road is open."""
    if way.closed_from is None or way.closed_until is None:
        return last - first
    shut = datetime.combine(way.closed_from, time.min)
    reopened = datetime.combine(way.closed_until, time.min) + DAY
    before, after = min(last, shut) - first, last - max(first, reopened)
    return max(before, after, timedelta(0))
