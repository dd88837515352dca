"""Nights destroy what is due and what nobody names, and never what somebody is just keeping."""

from __future__ import annotations

import os
import time
from datetime import date, timedelta

from pytest_django import DjangoCaptureOnCommitCallbacks

from tegerek.files import actions, store, sweeping
from tegerek.files.models import File, Purpose
from tegerek.jobs.actions import start
from tegerek.jobs.models import Job
from tegerek.jobs.results import let_go
from tests.files.samples import pdf
from tests.meetings.rows import NOW, an_office

YESTERDAY = 24 * 3600.0


def kept(data: bytes, until: date | None = None) -> File:
    office = an_office()
    return actions.keep(
        data,
        name="list.pdf",
        purpose=Purpose.RESULT,
        owner=office,
        office=office.pk,
        by=None,
        now=NOW,
        keep_until=until,
    )


def make_old(digest: str, seconds: float = 3 * YESTERDAY) -> None:
    moment = time.time() - seconds
    os.utime(store.path_of(digest), (moment, moment))


def test_bytes_that_no_row_names_are_destroyed_after_a_day(db: None) -> None:
    row, stray, young = kept(pdf("named")), store.put(b"stray"), store.put(b"young")
    make_old(row.sha256)
    make_old(stray)

    removed = sweeping.remove_unnamed(before=time.time() - YESTERDAY)

    there = [store.path_of(digest).exists() for digest in (row.sha256, stray, young)]
    assert (removed, there) == (1, [True, False, True])


def test_old_bytes_that_somebody_is_just_keeping_again_stay(db: None) -> None:
    digest = store.put(b"the same again")
    make_old(digest)

    store.put(b"the same again")
    removed = store.remove(digest, unless_younger_than=time.time() - YESTERDAY)

    assert (removed, store.is_whole(digest)) == (False, True)


def test_what_a_killed_writer_left_half_written_goes(db: None) -> None:
    path = store.path_of(store.put(b"whole"))
    draft = path.with_name("left.draft")
    draft.write_bytes(b"hal")
    moment = time.time() - 3 * YESTERDAY
    os.utime(draft, (moment, moment))

    sweeping.remove_unnamed(before=time.time() - YESTERDAY)

    assert (draft.exists(), path.exists()) == (False, True)


def test_a_file_is_kept_through_its_last_day(
    db: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = kept(pdf("due"), date(2026, 3, 6))
    path = store.path_of(row.sha256)

    with django_capture_on_commit_callbacks(execute=True):
        on_the_day = sweeping.drop_due(NOW)
        day_after = sweeping.drop_due(NOW + timedelta(days=1))

    assert (on_the_day, day_after, File.objects.count(), path.exists()) == (0, 1, 0, False)


def test_a_result_that_is_due_goes_and_its_job_stays(db: None) -> None:
    job = start("test.work", office=an_office(), subject=1, by=None, now=NOW)
    job.result = kept(pdf("result"), date(2026, 3, 6))
    job.save(update_fields=["result"])

    still_in_use = sweeping.drop_due(NOW + timedelta(days=1))
    let_go(NOW + timedelta(days=1))

    assert (still_in_use, File.objects.count(), Job.objects.get().result) == (0, 0, None)


def test_missing_and_changed_bytes_are_found(db: None) -> None:
    fine, gone, changed = kept(pdf("fine")), kept(pdf("gone")), kept(pdf("changed"))
    store.path_of(gone.sha256).unlink()
    store.path_of(changed.sha256).write_bytes(b"%PDF- something else")

    assert set(sweeping.broken()) == {gone.sha256, changed.sha256}
    assert store.is_whole(fine.sha256)
