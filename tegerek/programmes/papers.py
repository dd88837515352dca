"""The papers of a whole series as long work: starting it.

The work itself writes files and lies above this room (shell/series.py); what it left goes with any person of the
office who is erased (jobs/holding.py).
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from tegerek.jobs.actions import start
from tegerek.jobs.kinds import Option
from tegerek.jobs.models import Job
from tegerek.lib.errors import Refusal
from tegerek.people.models import User
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
