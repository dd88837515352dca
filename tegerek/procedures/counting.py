"""Counting days. The day one counts from is never itself counted.

Source of the counting: none of the charters says which days to count. Calendar days are our default, said beside
every date.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def calendar_days_from(day: date, count: int) -> date:
    """The day that many calendar days later, or earlier for a negative count.

    >>> calendar_days_from(date(2026, 3, 8), -5), calendar_days_from(date(2026, 2, 27), 2)
    (datetime.date(2026, 3, 3), datetime.date(2026, 3, 1))
    """
    return day + timedelta(days=count)


def months_from(day: date, count: int) -> date:
    """The same day of the month that many months later, or earlier for a negative count.

    In a month that has no such day it is the last one.

    >>> months_from(date(2026, 1, 31), 1), months_from(date(2026, 3, 15), -3), months_from(date(2024, 1, 31), 1)
    (datetime.date(2026, 2, 28), datetime.date(2025, 12, 15), datetime.date(2024, 2, 29))
    """
    years, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def working_days_from(day: date, count: int, is_off: Callable[[date], bool]) -> date:
    """The day that many working days later, or earlier for a negative count. A count of 0 is the day itself.

    >>> weekend = lambda day: day.weekday() >= 5
    >>> working_days_from(date(2026, 3, 6), 1, weekend), working_days_from(date(2026, 3, 9), -1, weekend)
    (datetime.date(2026, 3, 9), datetime.date(2026, 3, 6))
    """
    step = ONE_DAY if count >= 0 else -ONE_DAY
    for _ in range(abs(count)):
        day += step
        while is_off(day):
            day += step
    return day


def last_before(day: date, month: int, day_of_month: int) -> date:
    """The last such day of a year before the given day.

    >>> last_before(date(2027, 1, 1), 6, 1), last_before(date(2026, 6, 1), 6, 1)
    (datetime.date(2026, 6, 1), datetime.date(2025, 6, 1))
    """
    same_year = date(day.year, month, day_of_month)
    return same_year if same_year < day else date(day.year - 1, month, day_of_month)
