"""What is done once a night: rooms register a function by name when the house starts; one worker of all does it.

A row for each name and local day says who has taken it. What failed, or whose worker died, is tried again; what was
not done by the end of its day is done on the next one, once.
"""

import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from tegerek.jobs.models import Night
from tegerek.lib import clock
from tegerek.lib.dates import ZONE, local_day

Chore = Callable[[datetime], object]

NOT_BEFORE = time(2, 0)  # local
AGAIN_AFTER = timedelta(minutes=15)  # after a failure
LOST_AFTER = timedelta(hours=3)  # a worker that took it so long ago and did not end it is held to be dead
ATTEMPTS = 5  # in one night

log = logging.getLogger(__name__)

_chores: dict[str, Chore] = {}


def register(name: str, chore: Chore) -> None:
    """Make something known that is to be done every night. `chore(now)` must be safe to run twice."""
    _chores[name] = chore


def names() -> tuple[str, ...]:
    """The names of all that is done every night, in the order in which rooms registered it."""
    return tuple(_chores)


def once(now: datetime) -> list[str]:
    """Do what is due and nobody else has taken; the names of what was done well. No query before two in the night."""
    if now.astimezone(ZONE).time() < NOT_BEFORE:
        return []
    return [name for name in _chores if _take(name, now) and _do(name, now)]


def _take(name: str, now: datetime) -> bool:
    """Whether this worker is the one to do it. One query when it is done already."""
    rows = Night.objects.filter(name=name, day=local_day(now))
    if not rows.exists():
        try:
            with transaction.atomic():
                Night.objects.create(name=name, day=local_day(now), taken_at=now, attempts=1)
        except IntegrityError:
            return False  # another worker was quicker
        return True
    failed = ~Q(trouble="") & Q(taken_at__lte=now - AGAIN_AFTER)
    lost = Q(trouble="", taken_at__lte=now - LOST_AFTER)
    open_rows = rows.filter(failed | lost, ended_at=None, attempts__lt=ATTEMPTS)
    return bool(open_rows.update(taken_at=now, trouble="", attempts=F("attempts") + 1))


def _do(name: str, now: datetime) -> bool:
    """Whether it went well. No message is kept or logged: messages quote what people typed."""
    row = Night.objects.filter(name=name, day=local_day(now))
    try:
        _chores[name](now)
    except Exception as error:
        log.error("the nightly %s failed: %s", name, type(error).__name__)
        row.update(trouble=type(error).__name__[:60])
        return False
    row.update(ended_at=clock.now())
    log.info("the nightly %s is done", name)
    return True
