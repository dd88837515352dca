"""The demo's clock: its fixed day is 6 March 2026, a Friday; everything in it is dated around that day."""

from datetime import datetime, time

from tegerek.lib.dates import ZONE
from tegerek.meetings.rules import When

TODAY = datetime(2026, 3, 6, 9, 0, tzinfo=ZONE)


def at(day: str, hour: int = 10) -> datetime:
    """A moment of the demo: at("2026-02-20") is ten in the morning of that day in Bishkek."""
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=ZONE)


def when(first: str, starts: str = "", ends: str = "", last: str = "") -> When:
    """A meeting's time: when("2026-03-14", "10:00"). Empty hours are not known."""
    return When(
        datetime.fromisoformat(first).date(),
        datetime.fromisoformat(last).date() if last else None,
        time.fromisoformat(starts) if starts else None,
        time.fromisoformat(ends) if ends else None,
    )
