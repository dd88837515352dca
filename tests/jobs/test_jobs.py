"""Long work: one worker claims it, tells how far it is, stops when asked; what a dead worker left is taken up again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from tegerek.files import store
from tegerek.files.actions import files_of
from tegerek.jobs import kinds
from tegerek.jobs.actions import ask_to_stop, start
from tegerek.jobs.kinds import Option, Run, Work
from tegerek.jobs.models import Job
from tegerek.jobs.running import run
from tegerek.jobs.sweeping import Sweep, put_back
from tegerek.journal.models import Entry
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tests.meetings.races import at_once, shared
from tests.meetings.rows import NOW, a_clerk, an_office

__all__ = ["shared"]  # a fixture

State = Job.State
KIND = "test.work"
SUBJECT = 12
Doing = Callable[[Work], Job]


@pytest.fixture
def doing(monkeypatch: pytest.MonkeyPatch) -> Doing:
    """A job of a kind that does what the test says, waiting for its worker."""

    def queued(work: Work) -> Job:
        monkeypatch.setitem(kinds._works, KIND, work)
        return start(KIND, office=an_office(), subject=SUBJECT, by=a_clerk(), now=NOW)

    return queued


def nothing(_run: Run, _subject: int) -> None:
    """Work that is done at once."""


def killed(_run: Run, _subject: int) -> None:
    """Work whose worker is ended from outside; no `except Exception` sees that."""
    raise SystemExit


def ended(job: Job) -> tuple[str, str, bool]:
    """How a job stands: state, trouble, whether it has an end."""
    job.refresh_from_db()
    return job.state, job.trouble, job.ended_at is not None


def queue() -> int:
    """How often the engine is to call."""
    return DBTaskResult.objects.count()


def test_starting_queues_the_work_and_journals_who_wanted_it(db: None, doing: Doing) -> None:
    job = doing(nothing)

    entry = Entry.objects.get(verb="job.started")
    assert (entry.by, entry.office, entry.refs) == (job.started_by_id, job.office_id, {"kind": KIND})
    assert (ended(job), job.is_open, queue()) == ((State.WAITING, "", False), True, 1)


def test_nothing_is_queued_when_the_act_around_it_is_undone(transactional_db: None, doing: Doing) -> None:
    with transaction.atomic():
        doing(nothing)
        transaction.set_rollback(True)

    assert (Job.objects.count(), queue()) == (0, 0)


def test_the_work_gets_its_subject_and_tells_how_far_it_is(db: None, doing: Doing) -> None:
    subjects: list[int] = []

    def work(run: Run, subject: int) -> None:
        subjects.append(subject)
        run.reached(2, 3)

    job = doing(work)
    run(job.pk)

    assert (ended(job), subjects) == ((State.DONE, "", True), [SUBJECT])
    assert (job.done, job.total, job.attempts) == (2, 3, 1)


def test_the_work_gets_its_options_and_leaves_one_file_as_its_result(db: None, doing: Doing) -> None:
    given: list[Mapping[str, Option]] = []

    def work(run: Run, _subject: int) -> None:
        given.append(run.options)
        run.keep("Кочкор;3".encode(), name="early.csv")
        run.keep("Кочкор;4".encode(), name="seminars.csv")

    doing(work)
    options: dict[str, Option] = {"lang": "ky", "formats": ["docx", "pdf"], "copies": 2}
    clerk = a_clerk("other@ak-kyya.example")
    job = start(KIND, office=Job.objects.get().office, subject=1, by=clerk, now=NOW, options=options)
    run(job.pk)

    job.refresh_from_db()
    assert job.result is not None
    assert (given, ended(job), store.read(job.result)) == ([options], (State.DONE, "", True), "Кочкор;4".encode())
    assert (job.result.name, job.result.owner_key, job.result.by) == ("seminars.csv", job.pk, clerk.pk)
    assert [file.pk for file in files_of(job)] == [job.result.pk]


def test_of_two_workers_one_claims_the_job(shared: None, doing: Doing) -> None:
    subjects: list[int] = []
    job = doing(lambda _run, subject: subjects.append(subject))

    at_once(lambda: run(job.pk), lambda: run(job.pk))

    assert (ended(job), subjects, job.attempts) == ((State.DONE, "", True), [SUBJECT], 1)


def test_a_job_that_has_ended_is_not_done_again(db: None, doing: Doing) -> None:
    subjects: list[int] = []
    job = doing(lambda _run, subject: subjects.append(subject))

    run(job.pk)
    run(job.pk)

    assert (subjects, job.attempts) == ([SUBJECT], 0)
    assert ended(job) == (State.DONE, "", True)


def test_a_job_asked_to_stop_before_it_began_never_begins(db: None, doing: Doing) -> None:
    subjects: list[int] = []
    job = doing(lambda _run, subject: subjects.append(subject))
    ask_to_stop(job, by=a_clerk("other@ak-kyya.example"), now=NOW)

    run(job.pk)

    assert (ended(job), subjects) == ((State.STOPPED, "", True), [])


def test_a_job_asked_to_stop_ends_at_its_next_step(db: None, doing: Doing) -> None:
    steps: list[int] = []
    clerk = a_clerk("other@ak-kyya.example")

    def work(run: Run, _subject: int) -> None:
        for step in range(1, 4):
            run.reached(step, 3)
            steps.append(step)
            ask_to_stop(job, by=clerk, now=NOW)

    job = doing(work)
    run(job.pk)

    assert (ended(job), steps, job.done) == ((State.STOPPED, "", True), [1], 2)


def test_a_wish_to_stop_is_journaled_once_and_comes_too_late_for_what_has_ended(db: None, doing: Doing) -> None:
    clerk = a_clerk("other@ak-kyya.example")
    job, late = doing(nothing), start(KIND, office=an_office(), subject=1, by=clerk, now=NOW)
    run(late.pk)

    for asked in (job, job, late):
        ask_to_stop(asked, by=clerk, now=NOW)

    entries = Entry.objects.filter(verb="job.stop_asked")
    assert [(entry.thing_key, entry.by) for entry in entries] == [(job.pk, clerk.pk)]
    assert ended(late) == (State.DONE, "", True)


def test_a_failure_keeps_its_kind_and_no_word_of_what_was_typed(
    db: None, doing: Doing, caplog: pytest.LogCaptureFixture
) -> None:
    def work(_run: Run, _subject: int) -> None:
        raise ValueError("Айгүл Үлгүева, 0000 00-00-22")

    job = doing(work)
    with caplog.at_level(logging.INFO, "tegerek"):
        run(job.pk)

    assert ended(job) == (State.FAILED, "ValueError", True)
    assert (caplog.text.count("ValueError at test_jobs.py"), caplog.text.count("Айгүл")) == (1, 0)


def test_a_refusal_is_told_apart_from_a_failure(db: None, doing: Doing, caplog: pytest.LogCaptureFixture) -> None:
    def work(_run: Run, _subject: int) -> None:
        raise Refusal("There is nothing in it.")

    job = doing(work)
    with caplog.at_level(logging.ERROR, "tegerek"):
        run(job.pk)

    assert (ended(job), caplog.text) == ((State.FAILED, "refused", True), "")


def test_work_of_a_kind_that_nobody_knows_has_failed(db: None) -> None:
    job = start("test.unknown", office=an_office(), subject=1, by=None, now=NOW)

    run(job.pk)

    assert ended(job) == (State.FAILED, "KeyError", True)


def test_a_job_that_takes_long_keeps_its_beat(shared: None, doing: Doing, settings: Settings) -> None:
    settings.JOB_LEASE_SECONDS = 0.03
    beats: list[int] = []

    def work(_run: Run, _subject: int) -> None:
        until = clock.monotonic() + 20
        while len(set(beats)) < 3 and clock.monotonic() < until:
            beats.append(Job.objects.values_list("beat", flat=True).get())

    job = doing(work)
    run(job.pk)

    assert (ended(job), len(set(beats))) == ((State.DONE, "", True), 3)


def test_a_job_whose_worker_died_is_taken_up_again_after_the_lease(db: None, doing: Doing, settings: Settings) -> None:
    job, sweep, lease = doing(killed), Sweep(), settings.JOB_LEASE_SECONDS
    with pytest.raises(SystemExit):
        run(job.pk)

    put_back_at = [sweep.once(monotonic=second) for second in (100, 100 + lease, 100.1 + lease, 103 + lease)]

    assert put_back_at == [[], [], [job.pk], []]
    assert (ended(job), queue()) == ((State.WAITING, "", False), 2)


def test_a_job_whose_beat_goes_on_is_left_alone(db: None, doing: Doing, settings: Settings) -> None:
    job, sweep = doing(killed), Sweep()
    with pytest.raises(SystemExit):
        run(job.pk)

    looks = []
    for look in range(5):
        looks.append(sweep.once(monotonic=look * settings.JOB_LEASE_SECONDS))
        Job.objects.filter(pk=job.pk).update(beat=100 + look)

    assert (looks, ended(job)[0]) == ([[]] * 5, State.RUNNING)


def test_after_its_last_attempt_a_job_has_failed(db: None, doing: Doing, settings: Settings) -> None:
    job, sweep = doing(killed), Sweep()

    for attempt in range(settings.JOB_ATTEMPTS):
        with pytest.raises(SystemExit):
            run(job.pk)
        sweep.once(monotonic=attempt * 1000)
        sweep.once(monotonic=attempt * 1000 + 500)

    assert (ended(job), job.attempts) == ((State.FAILED, "worker_lost", True), settings.JOB_ATTEMPTS)


def test_a_job_that_was_taken_from_the_queue_and_never_claimed_is_queued_again(
    db: None, doing: Doing, settings: Settings
) -> None:
    job, sweep, lease = doing(nothing), Sweep(), settings.JOB_LEASE_SECONDS

    put_back_at = [sweep.once(monotonic=second) for second in (0, lease + 1, lease + 4, 2 * lease + 6)]

    assert (put_back_at, queue()) == ([[], [job.pk], [], [job.pk]], 3)
    assert (ended(job), job.attempts) == ((State.WAITING, "", False), 0)


def test_a_job_that_moved_on_meanwhile_is_not_put_back(db: None, doing: Doing) -> None:
    job = doing(killed)
    with pytest.raises(SystemExit):
        run(job.pk)
    job.refresh_from_db()
    Job.objects.update(beat=job.beat + 1)

    assert (put_back(job.pk, job.beat), ended(job)[0], queue()) == (False, State.RUNNING, 1)


def test_a_worker_that_was_only_slow_does_not_end_the_job_of_the_one_who_took_over(db: None, doing: Doing) -> None:
    def slow(_run: Run, _subject: int) -> None:
        job.refresh_from_db()
        assert put_back(job.pk, job.beat)

    job = doing(slow)
    run(job.pk)

    assert ended(job) == (State.WAITING, "", False)
