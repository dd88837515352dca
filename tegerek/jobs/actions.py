"""Starting and stopping long work."""

from datetime import datetime

from django.db import transaction

from tegerek.jobs import engine
from tegerek.jobs.models import Job
from tegerek.journal.actions import record
from tegerek.people.models import User
from tegerek.places.models import Body


@transaction.atomic
def start(kind: str, *, office: Body, subject: int, by: User | None, now: datetime) -> Job:
    """Queue one piece of work. Journals job.started; nothing is queued if the transaction is rolled back."""
    job = Job.objects.create(office=office, kind=kind, subject=subject, started_by=by, made_at=now)
    record("job.started", job, by=by.pk if by else None, at=now, kind=kind)
    engine.enqueue(job.pk)
    return job


@transaction.atomic
def ask_to_stop(job: Job, *, by: User, now: datetime) -> None:
    """Ask the worker to stop at its next step. Journals job.stop_asked, once."""
    if Job.objects.filter(pk=job.pk, state__in=Job.OPEN, stop_asked_at=None).update(stop_asked_at=now):
        record("job.stop_asked", job, by=by.pk, at=now)
