"""Many invitation cards without a name as long work: starting it. The writing itself lies above (shell/cards.py)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from tegerek.jobs.actions import start
from tegerek.jobs.kinds import Option
from tegerek.jobs.models import Job
from tegerek.lib.errors import Refusal
from tegerek.meetings.models import Meeting
from tegerek.people.models import User

KIND = "papers.cards"
# They can be made again at any time.
KEEP_DAYS = 7
MOST = 2000


def start_cards(meeting: Meeting, *, blanks: int, lang: str, by: User | None, now: datetime) -> Job:
    """Begin to write a card for each who is invited and so many without a name, four to a sheet, as one PDF.

    Journals job.started. Raises Refusal for more than MOST.
    """
    if not 0 < blanks <= MOST:
        raise Refusal(_("Ask for 1 to %(most)d cards at once.") % {"most": MOST})
    options: dict[str, Option] = {"lang": lang, "blanks": blanks}
    return start(KIND, office=meeting.office, subject=meeting.pk, by=by, now=now, options=options)
