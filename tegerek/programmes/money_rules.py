"""What somebody is paid for having been at a seminar. Whole tyiyn; what is not known is None and never guessed.

The sums themselves are those of the programme: they are typed, with the paper they stand on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Lack(StrEnum):
    """Why a sum is not known; NOTHING lacks where it is."""

    NOTHING = ""
    DAYS = "days"
    PLACE = "place"
    DISTANCE = "distance"
    BAND = "band"


@dataclass(frozen=True)
class BandLine:
    """A sum (tyiyn) for everybody from no farther than up_to kilometres."""

    up_to: int
    sum: int


@dataclass(frozen=True)
class Pay:
    """A sum in tyiyn, or what lacks for it."""

    sum: int | None
    lack: Lack = Lack.NOTHING


def is_paid(morning: bool | None, afternoon: bool | None, *, needs_both: bool) -> bool:
    """Whether the ticks of a line make it one to be paid. None: nobody ticked, so nobody knows, so nothing is paid.

    >>> [is_paid(*ticks, needs_both=True) for ticks in ((True, True), (True, False), (None, None))]
    [True, False, False]
    >>> [is_paid(*ticks, needs_both=False) for ticks in ((True, False), (False, False), (None, None))]
    [True, False, False]
    """
    return bool(morning and afternoon) if needs_both else bool(morning or afternoon)


def day_pay(days: int | None, per_day: int) -> Pay:
    """For so many days; None where attendance was not kept day by day.

    >>> day_pay(1, 50000).sum, day_pay(None, 50000).lack.value
    (50000, 'days')
    """
    return Pay(None, Lack.DAYS) if days is None else Pay(days * per_day)


def way_pay(km: int | None, *, per_km: int | None, is_return: bool, bands: tuple[BandLine, ...]) -> Pay:
    """For the way. km: one way, None where nobody typed it. bands, in order, count where no sum per kilometre is set.

    >>> bands = (BandLine(20, 10000), BandLine(60, 25000))
    >>> [way_pay(km, per_km=None, is_return=False, bands=bands).sum for km in (0, 20, 21, 61)]
    [10000, 10000, 25000, None]
    >>> way_pay(30, per_km=500, is_return=True, bands=()).sum, way_pay(None, per_km=500, is_return=True, bands=()).sum
    (30000, None)
    """
    if km is None:
        return Pay(None, Lack.DISTANCE)
    if per_km is not None:
        return Pay(km * per_km * (2 if is_return else 1))
    found = next((band.sum for band in bands if km <= band.up_to), None)
    return Pay(found) if found is not None else Pay(None, Lack.BAND)
