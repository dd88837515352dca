"""A day that may be known only to the month, or to the year. Plain Python."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from tegerek.lib.dates import day_in_words, day_short, known, month_in_words

# The years between which a typed year is believed.
FIRST_YEAR, LAST_YEAR = 1991, 2100
TYPED = re.compile(r"(?:(?:(\d{1,2})\.)?(\d{1,2})\.)?(\d{4})")


@dataclass(frozen=True, order=True)
class RoughDay:
    """A year, with its month and its day where they are known. Raises ValueError for a day that no calendar has.

    >>> RoughDay(2026, 5).first, RoughDay(2026, 5).last
    (datetime.date(2026, 5, 1), datetime.date(2026, 5, 31))
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR or (self.day is not None and self.month is None):
            raise ValueError("no such day")
        date(self.year, self.month or 1, self.day or 1)

    @property
    def first(self) -> date:
        """The earliest day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def exact(self) -> date | None:
        """The day, where it is known."""
        return None if self.day is None else self.first

    @classmethod
    def of(cls, day: date) -> RoughDay:
        return cls(day.year, day.month, day.day)


def typed_rough_day(text: str) -> RoughDay | None:
    """What somebody typed; None for nothing. Raises ValueError for what is no day, month or year.

    >>> typed_rough_day("14.05.2026"), typed_rough_day("")
    (RoughDay(year=2026, month=5, day=14), None)
    >>> typed_rough_day(" 5.2026 ").last, typed_rough_day("2026").last
    (datetime.date(2026, 5, 31), datetime.date(2026, 12, 31))
    """
    text = "".join(text.split())
    if not text:
        return None
    found = TYPED.fullmatch(text)
    if found is None:
        raise ValueError("no such day")
    day, month, year = (int(part) if part else None for part in found.groups())
    return RoughDay(year or 0, month, day)


def as_typed(rough: RoughDay | None) -> str:
    """The inverse of typed_rough_day.

    >>> as_typed(RoughDay(2026, 5)), as_typed(RoughDay(2026, 5, 4)), as_typed(None)
    ('05.2026', '04.05.2026', '')
    """
    if rough is None:
        return ""
    if rough.exact:
        return day_short(rough.exact)
    return f"{rough.month:02}.{rough.year}" if rough.month else str(rough.year)


def rough_day_in_words(rough: RoughDay, lang: str) -> str:
    """
    >>> [rough_day_in_words(RoughDay(2026, 5), lang) for lang in ("ky", "ru", "en")]
    ['2026-жылдын майы', 'май 2026 года', 'May 2026']
    >>> [rough_day_in_words(RoughDay(2026), lang) for lang in ("ky", "ru", "en")]
    ['2026-жыл', '2026 год', '2026']
    """
    if rough.exact:
        return day_in_words(rough.exact, lang)
    if rough.month:
        return month_in_words(rough.year, rough.month, lang)
    return {"ky": f"{rough.year}-жыл", "ru": f"{rough.year} год"}.get(known(lang), str(rough.year))
