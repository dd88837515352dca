"""What tests and evaluations leave, where the demo leaves little: links that are open today, frozen figures."""

from __future__ import annotations

from datetime import datetime

from tegerek.learning.figures import freeze_figures
from tegerek.learning.models import SeminarTest
from tegerek.learning.testing import open_doors
from tegerek.lib.dates import local_day
from tegerek.meetings.models import Meeting


def hang(now: datetime) -> None:
    """Let the seminar of the demo that has a test last until today, and hang its links on the wall."""
    test = SeminarTest.objects.select_related("seminar__programme", "seminar__meeting").exclude(frozen_at=None)[0]
    seminar = test.seminar
    Meeting.objects.filter(pk=seminar.meeting_id).update(ends_on=local_day(now))
    seminar.meeting.refresh_from_db()
    open_doors(seminar, by=None, now=now)
    freeze_figures(seminar, by=None, now=now)
