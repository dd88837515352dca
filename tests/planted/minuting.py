"""What minutes, answers and decisions leave, where the demo leaves little: files, a second signed paper, editions.

What was issued cannot be overwritten: the database keeps it. So it is issued once everything it says is planted.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice

from tegerek.commitments.actions import add_progress
from tegerek.commitments.models import Commitment
from tegerek.lib.dates import local_day
from tegerek.lib.said import Said
from tegerek.minutes.editions import Keeping, destroy_copies, draft_editions, issue_edition
from tegerek.minutes.models import Edition, Minutes
from tegerek.minutes.signing import keep_signed_scan, record_signed
from tegerek.people.models import User
from tegerek.voices.answers import keep_document
from tegerek.voices.models import Answer
from tegerek.web.issuing import writer
from tests.files.samples import camera_picture, pdf
from tests.planted.payloads import texts

EDITIONS = 3


def fill(by: User, now: datetime) -> None:
    """Scans of signed papers, the document of an answer, a photograph. by: who works in the office."""
    for minutes in Minutes.objects.select_related("meeting").order_by("pk"):
        if minutes.signed_on is None:
            record_signed(minutes, on=local_day(now), seen=minutes.version, by=by, now=now)
        keep_signed_scan(minutes, pdf(f"signed {minutes.pk}"), name="барак.pdf", seen=minutes.version, by=by, now=now)
    answer = Answer.objects.select_related("voice__meeting").exclude(answered_on=None).order_by("pk")[0]
    keep_document(answer.voice, pdf("budget"), file_name="план.pdf", by=by, now=now)
    waiting = Commitment.objects.filter(origin=Commitment.Origin.DECISION, done_on=None, given_up_on=None)
    decision = waiting.exclude(published_at=None).order_by("pk")[0]
    said = Said.of(ky="Айтылбасова көрдү")
    add_progress(decision, on=local_day(now), text=said, photos=[camera_picture()], by=by, now=now)


def issue(now: datetime) -> None:
    """Issue all minutes with what stands in the tables now, each three times; the second file copies are destroyed."""
    source = texts(None)
    for minutes in Minutes.objects.select_related("meeting").order_by("pk"):
        for n in range(EDITIONS):
            minutes.refresh_from_db(fields=["version"])
            is_out = Edition.objects.filter(minutes=minutes).exists()
            why, basis = list(islice(source, 3)), next(source)
            issue_edition(
                minutes,
                writer(now),
                read=draft_editions(minutes.meeting).digest,
                why=Said.of(ky=why[0], ru=why[1], en=why[2]) if is_out else None,
                keeping=Keeping(local_day(now) + timedelta(1), basis) if n == 1 else Keeping(),
                seen=minutes.version,
                by=None,
                now=now,
            )
    destroy_copies(now + timedelta(2))
