"""The one clock. TEGEREK_NOW starts it at a given moment for demo and tests, and it runs on from there.

Rules never read it: they are given a day. Leases and time-outs use `time.monotonic()`, which nobody can set.
"""

import os
import time
from datetime import UTC, date, datetime, timedelta, timezone

from tegerek.lib.dates import local_day

VARIABLE = "TEGEREK_NOW"


def now() -> datetime:
    """The moment, aware, in UTC."""
    return datetime.now(UTC) + _shift


def today() -> date:
    """The local day in Asia/Bishkek."""
    return local_day(now())


def is_shifted() -> bool:
    """Whether the clock was started at another moment than the machine's; `doctor` warns a real office."""
    return _shift != timedelta()


def shift_from(text: str) -> timedelta:
    """How far the clock is set off, from the text of TEGEREK_NOW; an empty text is no shift.

    Raises ValueError, naming the variable, the value and the form accepted.
    """
    if not text:
        return timedelta()
    try:
        start = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{VARIABLE}={text!r} is not a moment; write it like 2026-03-06T09:00+06:00") from None
    if start.tzinfo is None:
        start = start.replace(tzinfo=timezone(timedelta(hours=6)))
    return start - datetime.now(UTC)


def monotonic() -> float:
    """Seconds that only ever grow; for leases and time-outs."""
    return time.monotonic()


_shift = shift_from(os.environ.get(VARIABLE, ""))
