"""What a worker does with a job: claim it, keep it alive, do it, write down how it ended."""

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from tegerek.files import actions as files
from tegerek.files.models import Purpose
from tegerek.jobs import kinds
from tegerek.jobs.kinds import Option
from tegerek.jobs.models import Job
from tegerek.lib import clock
from tegerek.lib.dates import local_day
from tegerek.lib.errors import Refusal
from tegerek.lib.logs import way_of

log = logging.getLogger(__name__)


class StopAsked(Exception):  # noqa: N818 - not an error: a person's wish
    """A person asked the work to stop."""


class Running:
    """The side of a job that its working function sees (kinds.Run)."""

    def __init__(self, job: Job) -> None:
        self.job = job.pk
        self.options: Mapping[str, Option] = job.options

    def reached(self, done: int, total: int) -> None:
        rows = Job.objects.filter(pk=self.job)
        rows.update(done=done, total=total, beat=F("beat") + 1)
        if rows.exclude(stop_asked_at=None).exists():
            raise StopAsked

    @transaction.atomic
    def keep(self, data: bytes, *, name: str, days: int | None = None) -> None:
        job = Job.objects.select_related("result").get(pk=self.job)
        earlier, now = job.result, clock.now()
        job.result = files.keep(
            data,
            name=name,
            purpose=Purpose.RESULT,
            owner=job,
            office=job.office_id,
            by=job.started_by_id,
            now=now,
            keep_until=None if days is None else local_day(now) + timedelta(days=days),
        )
        job.save(update_fields=["result"])
        if earlier is not None:
            files.drop(earlier, by=None, now=now)


def run(job_key: int) -> None:
    """Do one job to its end. Does nothing when it was ended or claimed by somebody else meanwhile."""
    if not _claim(job_key):
        return
    job, began = Job.objects.get(pk=job_key), clock.monotonic()
    state, trouble = Job.State.DONE, ""
    with _beating(job_key):
        try:
            kinds.work_of(job.kind)(Running(job), job.subject)
        except StopAsked:
            state = Job.State.STOPPED
        except Refusal:
            # The sentence lies with the subject, written by the work itself; the job only says that it was refused.
            state, trouble = Job.State.FAILED, "refused"
        except Exception as error:
            # No message: messages quote what people typed.
            log.error(
                "job %s of kind %s: %s at %s", job_key, job.kind, type(error).__name__, way_of(error.__traceback__)
            )
            state, trouble = Job.State.FAILED, type(error).__name__
    Job.objects.filter(pk=job_key, state=Job.State.RUNNING).update(state=state, trouble=trouble, ended_at=clock.now())
    facts = {"job": job_key, "kind": job.kind, "state": state.value, "ms": round((clock.monotonic() - began) * 1000)}
    log.info("job %(job)s of kind %(kind)s is %(state)s after %(ms)s ms", facts, extra={"facts": facts})


def _claim(job_key: int) -> bool:
    """Only the first worker finds the job waiting."""
    waiting = Job.objects.filter(pk=job_key, state=Job.State.WAITING)
    if waiting.exclude(stop_asked_at=None).update(state=Job.State.STOPPED, ended_at=clock.now()):
        return False
    return bool(waiting.update(state=Job.State.RUNNING, attempts=F("attempts") + 1, beat=F("beat") + 1))


@contextmanager
def _beating(job_key: int) -> Iterator[None]:
    """Let the job's beat grow three times a lease, in a thread with a connection of its own."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(settings.JOB_LEASE_SECONDS / 3):
            try:
                Job.objects.filter(pk=job_key, state=Job.State.RUNNING).update(beat=F("beat") + 1)
            except DatabaseError as error:
                # Three beats fit in a lease: one that is missed is made up for by the next.
                log.warning("a beat of job %s failed: %s", job_key, type(error).__name__)
                connection.close()
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
