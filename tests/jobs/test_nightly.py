"""What is done once a night: by one worker, after two o'clock, again when it failed or its worker died."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tegerek.jobs import nightly
from tegerek.jobs.models import Night
from tegerek.lib.dates import ZONE
from tests.meetings.races import at_once, shared

__all__ = ["shared"]  # a fixture

NIGHT = datetime(2026, 3, 7, 2, 0, tzinfo=ZONE)
Chore = Callable[[datetime], None]


@pytest.fixture
def sweeping(monkeypatch: pytest.MonkeyPatch) -> Callable[[Chore], None]:
    """Let a chore of the test be the only one."""

    def only(chore: Chore) -> None:
        monkeypatch.setattr(nightly, "_chores", {"sweep": chore})

    return only


def after(**more: int) -> datetime:
    return NIGHT + timedelta(**more)


def test_a_chore_is_done_once_a_night_and_not_before_two(db: None, sweeping: Callable[[Chore], None]) -> None:
    done: list[datetime] = []
    sweeping(done.append)

    for moment in (after(minutes=-1), NIGHT, after(minutes=1), after(hours=20), after(days=1), after(days=1, hours=5)):
        nightly.once(moment)

    assert done == [NIGHT, after(days=1)]


def test_of_two_workers_one_does_it(shared: None, sweeping: Callable[[Chore], None]) -> None:
    done: list[datetime] = []
    sweeping(done.append)

    at_once(lambda: nightly.once(NIGHT), lambda: nightly.once(NIGHT))

    assert (done, Night.objects.count()) == ([NIGHT], 1)


def test_what_failed_is_tried_again_after_a_quarter_of_an_hour_and_five_times_at_most(
    db: None, sweeping: Callable[[Chore], None], caplog: pytest.LogCaptureFixture
) -> None:
    tried: list[datetime] = []

    def failing(now: datetime) -> None:
        tried.append(now)
        raise ValueError("Айгүл Үлгүева")

    sweeping(failing)
    for minutes in range(0, 180, 5):
        nightly.once(after(minutes=minutes))

    row = Night.objects.get()
    assert tried == [after(minutes=minutes) for minutes in (0, 15, 30, 45, 60)]
    assert (row.trouble, row.ended_at, row.attempts, "Айгүл" in caplog.text) == ("ValueError", None, 5, False)


def test_what_a_killed_worker_had_taken_is_taken_again_after_three_hours(
    db: None, sweeping: Callable[[Chore], None]
) -> None:
    def killed(_now: datetime) -> None:
        raise SystemExit

    done: list[datetime] = []
    sweeping(killed)
    with pytest.raises(SystemExit):
        nightly.once(NIGHT)
    sweeping(done.append)

    for hours in (1, 2, 3, 4):
        nightly.once(after(hours=hours))

    row = Night.objects.get()
    assert (done, row.attempts, row.ended_at is None) == ([after(hours=3)], 2, False)
