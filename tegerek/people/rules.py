"""Numbers and days about persons: how long a card is kept."""

import calendar
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of the month where it has no such day.

    >>> months_after(date(2026, 3, 6), 36), months_after(date(2026, 1, 31), 1)
    (datetime.date(2029, 3, 6), datetime.date(2026, 2, 28))
    """
    whole = day.month - 1 + months
    year, month = day.year + whole // 12, whole % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
