"""What long work leaves of persons: files that came of it. Which of them name a person cannot be seen from outside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tegerek.files.actions import drop
from tegerek.files.models import File, Purpose
from tegerek.jobs.models import Job
from tegerek.people.destroying import destroy_expired
from tegerek.people.holding import Holder, Row
from tegerek.people.models import Erasure, Person

LONGEST_JOB = timedelta(days=3)


def told(person: Person) -> list[Row]:
    """The papers made for the office since the card was written. One query."""
    return [{"kind": "result", "number": file.pk, "made on": file.made_at} for file in _results(person)]


def erase(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Destroy every result the office has had made since the card was written, and stop what is being made.

    Papers are made again in a minute; looking into each of them for a name would miss those in pictures.
    """
    Job.objects.filter(office=person.office_id, state__in=Job.OPEN, stop_asked_at=None).update(stop_asked_at=now)
    return {"result": _drop(list(_results(person)), by=by, now=now)}


def night(now: datetime) -> None:
    """The nightly destruction: what is past its keep-until day, and what was finished after an erasure."""
    drop_late_results(now)
    destroy_expired(now=now)


def drop_late_results(now: datetime) -> dict[str, int]:
    """Destroy what a job begun before an erasure finished after it. Two queries for each erasure.

    Looked at are the erasures of the last days: no job runs longer.
    """
    files: dict[int, File] = {}
    for erasure in Erasure.objects.filter(at__gte=now - LONGEST_JOB):
        late = Job.objects.filter(office=erasure.office_id, made_at__lte=erasure.at, result__made_at__gte=erasure.at)
        files |= {file.pk: file for file in File.objects.filter(pk__in=late.values("result"))}
    return {"result": _drop(list(files.values()), by=None, now=now)}


@transaction.atomic
def _drop(files: list[File], *, by: int | None, now: datetime) -> int:
    Job.objects.filter(result__in=files).update(result=None)
    for file in files:
        drop(file, by=by, now=now)
    return len(files)


def _results(person: Person) -> QuerySet[File]:
    return File.objects.filter(purpose=Purpose.RESULT, office=person.office_id, made_at__gte=person.made_at).order_by(
        "pk"
    )


HOLDER = Holder(
    "results",
    _("Papers that were made and wait to be fetched"),
    _("All papers of the office made since the card was written are destroyed at once; they can be made again."),
    told,
    erase,
)
