"""What the doctor says of worker, chores, files and backups."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tegerek.files import actions, store
from tegerek.files.models import Purpose
from tegerek.jobs.actions import seen_alive
from tegerek.jobs.models import Night
from tegerek.lib.dates import ZONE
from tegerek.shell import ground_checks as ground
from tests.files.samples import pdf
from tests.meetings.rows import NOW, an_office

NEVER = "There has never been a backup. Make one: bin/manage backup FILE"


@pytest.mark.parametrize(
    ("hours", "demo", "trouble"),
    [
        (47, False, ""),
        (49, False, "The last good backup is 2 days old. Make one: bin/manage backup FILE"),
        (500, True, ""),
        (None, False, NEVER),
        (None, True, ""),
    ],
)
def test_a_real_office_has_a_backup_of_the_last_two_days(hours: int | None, demo: bool, trouble: str) -> None:
    last = None if hours is None else NOW - timedelta(hours=hours)

    assert ground.backup_trouble(last, NOW, demo=demo) == trouble


def test_a_restored_copy_that_is_held_is_told() -> None:
    assert ground.held_trouble(held=False) == ""
    assert ground.held_trouble(held=True).endswith("When all is in order: bin/manage release_held")


def test_a_worker_that_was_not_seen_for_five_minutes_is_missed(db: None) -> None:
    before_the_first_start = ground.worker_trouble(NOW)
    seen_alive(NOW)

    troubles = [ground.worker_trouble(NOW + timedelta(minutes=after)) for after in (4, 6)]
    missed = "No worker has been seen for more than 5 minutes. Start it: bin/run, or bin/manage work"
    assert (before_the_first_start, troubles) == ("", ["", missed])


def test_a_chore_that_failed_last_night_is_told_until_it_is_done(db: None) -> None:
    night = datetime(2026, 3, 6, 2, 0, tzinfo=ZONE)
    Night.objects.create(name="backup", day=night.date(), taken_at=night, attempts=1, trouble="OSError")
    failed = ground.nights_trouble(night)
    Night.objects.update(ended_at=night)

    assert failed == "Not done last night: backup. The log says why; it is tried again."
    assert ground.nights_trouble(night) == ""


def test_files_whose_bytes_are_missing_are_named_by_their_keys(db: None) -> None:
    office = an_office()
    row = actions.keep(pdf(), name="a.pdf", purpose=Purpose.RESULT, owner=office, office=office.pk, by=None, now=NOW)
    fine = ground.files_trouble()
    store.path_of(row.sha256).unlink()

    assert fine == ""
    assert ground.files_trouble() == (
        f"The bytes of 1 file are missing or damaged (key {row.pk}). Take it from a backup."
    )


def test_the_queue_in_the_database_answers() -> None:
    assert ground.queue_trouble() == ""
