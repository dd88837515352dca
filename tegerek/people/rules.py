"""Numbers and days about persons: how long a card is kept; which posts are public."""

import calendar
from datetime import date

# Who speaks in one of these posts is public by procedure: an official, a deputy, a member of an initiative group or of
# the monitors, a delegate; so are chair and secretary. Who speaks in another post, or in none, is a resident: named in
# the public copy only with their consent.
PUBLIC_POSTS = frozenset(
    {
        "ao_head",
        "council_chair",
        "ao_specialist",
        "executive_secretary",
        "deputy",
        "village_head",
        "ig_member",
        "jmeg_member",
        "delegate",
        "raion_official",
    }
)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of the month where it has no such day.

    >>> months_after(date(2026, 3, 6), 36), months_after(date(2026, 1, 31), 1)
    (datetime.date(2029, 3, 6), datetime.date(2026, 2, 28))
    """
    whole = day.month - 1 + months
    year, month = day.year + whole // 12, whole % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
