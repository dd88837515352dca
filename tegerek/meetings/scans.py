"""Scans of signed sign-in sheets: brought, fetched, taken away with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tegerek.files import actions as files
from tegerek.files.models import Purpose
from tegerek.journal.actions import record
from tegerek.lib.errors import Refusal
from tegerek.lib.text import mended, one_line
from tegerek.meetings.models import Meeting, Scan
from tegerek.people.models import User

REASON_LETTERS = 300


@transaction.atomic
def keep_scan(meeting: Meeting, data: bytes, *, name: str, by: User | None, now: datetime) -> Scan:
    """Keep the scan of a sheet with its meeting. Journals scan.kept.

    name: of the file as brought. Raises Refusal for what is neither a picture nor a PDF, and for one too large.
    """
    key = by.pk if by else None
    file = files.keep(data, name=name, purpose=Purpose.SCAN, owner=meeting, office=meeting.office_id, by=key, now=now)
    scan = Scan.objects.create(meeting=meeting, file=file, made_at=now, made_by=by)
    record("scan.kept", scan, by=key, at=now, meeting=meeting.pk)
    return scan


@transaction.atomic
def remove_scan(scan: Scan, *, reason: str, by: User | None, now: datetime) -> None:
    """Destroy a scan; that there was one, and why it went, stays. Journals scan.removed.

    Raises Refusal without a reason; of one that is gone already nothing more happens.
    """
    why = one_line(mended(reason))[:REASON_LETTERS]
    if not why:
        raise Refusal(_("Say in a few words why the scan is taken away."))
    key = by.pk if by else None
    rows = Scan.objects.filter(pk=scan.pk, removed_at=None)
    if rows.update(file=None, removed_at=now, removed_by=by, reason=why) and scan.file:
        record("scan.removed", scan, by=key, at=now, meeting=scan.meeting_id)
        files.drop(scan.file, by=key, now=now)
