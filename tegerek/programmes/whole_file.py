"""The whole programme as one file as long work: starting it. The work itself lies above this room."""

from __future__ import annotations

from datetime import datetime

from tegerek.jobs.actions import start
from tegerek.jobs.models import Job
from tegerek.people.models import User
from tegerek.programmes.models import Programme

KIND = "programme.file"
# It can be written again at any time, and people may stand in it.
KEEP_DAYS = 7


def start_file(programme: Programme, *, with_people: bool, by: User | None, now: datetime) -> Job:
    """Begin to write everything of a programme into one file. Journals job.started.

    The option phones says, as for papers, that only who may see phones may fetch what comes of it.
    """
    options = {"phones": with_people}
    return start(KIND, office=programme.office, subject=programme.pk, by=by, now=now, options=options)
