"""Letting go of what long work left: a result is fetched within days, or made anew."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tegerek.files.actions import drop
from tegerek.jobs.models import Job
from tegerek.lib.dates import local_day


def let_go(now: datetime) -> None:
    """Drop the results whose last day is over; the jobs stay. Journals file.dropped for each."""
    for job in Job.objects.filter(result__keep_until__lt=local_day(now)).select_related("result").order_by("pk"):
        _let_go_of(job, now)


@transaction.atomic
def _let_go_of(job: Job, now: datetime) -> None:
    result, job.result = job.result, None
    job.save(update_fields=["result"])
    if result is not None:
        drop(result, by=None, now=now)
