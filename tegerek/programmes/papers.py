"""The papers of a whole series as long work: starting it, and letting go of what it left when a person is erased.

The work itself writes files and lies above this room (shell/series.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegerek.files.actions import drop
from tegerek.jobs.actions import start
from tegerek.jobs.kinds import Option
from tegerek.jobs.models import Job
from tegerek.lib.errors import Refusal
from tegerek.people.holding import Holder, Row
from tegerek.people.models import Person, User
from tegerek.programmes.models import Programme

KIND = "papers.series"
# Names stand in it, and it can be made again at any time.
KEEP_DAYS = 7
FORMS = ("zip", "pdf")


def start_series(programme: Programme, *, lang: str, form: str, phones: bool, by: User | None, now: datetime) -> Job:
    """Begin to write the papers of every seminar; form: "zip" for a folder each, "pdf" for one file to print.

    Journals job.started. Raises Refusal if there is no seminar to write papers for.
    """
    if form not in FORMS:
        raise ValueError(f"{form} is no form of a series")
    if not programme.seminars.filter(meeting__cancelled_at=None).exists():
        raise Refusal(_("There is no seminar to write papers for. Add one first."))
    options: dict[str, Option] = {"lang": lang, "form": form, "phones": phones}
    return start(KIND, office=programme.office, subject=programme.pk, by=by, now=now, options=options)


def _results(person: Person) -> list[Job]:
    """The papers that may name a person: those of its office that are still kept. One query."""
    rows = Job.objects.filter(kind=KIND, office=person.office_id, result__isnull=False).select_related("result")
    return list(rows.order_by("pk"))


def _told(person: Person) -> list[Row]:
    return [
        {"kind": "papers of a series", "job": job.pk, "kept until": job.result.keep_until}
        for job in _results(person)
        if job.result is not None
    ]


@transaction.atomic
def _erase(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    jobs = _results(person)
    for job in jobs:
        file, job.result = job.result, None
        job.save(update_fields=["result"])
        if file is not None:
            drop(file, by=by, now=now)
    return {"papers": len(jobs)}


HOLDER = Holder(
    code="papers",
    heading=gettext_lazy("Papers of a series that were written at once"),
    effect=gettext_lazy("They are destroyed; they can be written again without this person."),
    told=_told,
    erase=_erase,
)
