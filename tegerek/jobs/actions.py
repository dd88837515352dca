"""Starting and stopping long work."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tegerek.jobs import engine
from tegerek.jobs.kinds import Option
from tegerek.jobs.models import Alive, Job
from tegerek.journal.actions import record
from tegerek.people.models import User
from tegerek.places.models import Body


@transaction.atomic
def start(
    kind: str,
    *,
    office: Body,
    subject: int,
    by: User | None,
    now: datetime,
    options: Mapping[str, Option] | None = None,
) -> Job:
    """Queue one piece of work. Journals job.started; nothing is queued if the transaction is rolled back.

    options: words of the code, numbers, or lists of these, that say how it is to be done; never what a person typed.
    """
    job = Job.objects.create(
        office=office, kind=kind, subject=subject, started_by=by, made_at=now, options=dict(options or {})
    )
    record("job.started", job, by=by.pk if by else None, at=now, kind=kind)
    engine.enqueue(job.pk)
    return job


@transaction.atomic
def ask_to_stop(job: Job, *, by: User, now: datetime) -> None:
    """Ask the worker to stop at its next step. Journals job.stop_asked, once."""
    if Job.objects.filter(pk=job.pk, state__in=Job.OPEN, stop_asked_at=None).update(stop_asked_at=now):
        record("job.stop_asked", job, by=by.pk, at=now)


def seen_alive(now: datetime) -> None:
    """Note that a worker lives; `doctor` tells when none has been seen for long."""
    Alive.objects.update_or_create(pk=1, defaults={"seen_at": now})
