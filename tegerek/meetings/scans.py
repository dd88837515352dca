"""Scans of signed sign-in sheets: brought, fetched, taken away with a reason. Each is a file of its meeting."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tegerek.files import actions as files
from tegerek.files.models import File, Purpose
from tegerek.journal.actions import record
from tegerek.lib.errors import Refusal
from tegerek.lib.text import mended, one_line
from tegerek.meetings.models import Meeting, RemovedScan
from tegerek.people.models import User

REASON_LETTERS = 300


def scans_of(meeting: Meeting) -> QuerySet[File]:
    """The scans of a meeting, the oldest first."""
    return files.files_of(meeting).filter(purpose=Purpose.SCAN)


@transaction.atomic
def keep_scan(meeting: Meeting, data: bytes, *, name: str, by: User | None, now: datetime) -> File:
    """Keep the scan of a sheet with its meeting. Journals file.kept and scan.kept.

    name: of the file as brought. Raises Refusal for what is neither a picture nor a PDF, and for one too large.
    """
    key = by.pk if by else None
    file = files.keep(data, name=name, purpose=Purpose.SCAN, owner=meeting, office=meeting.office_id, by=key, now=now)
    record("scan.kept", meeting, by=key, at=now, file=file.pk)
    return file


@transaction.atomic
def remove_scan(meeting: Meeting, file: File, *, reason: str, by: User | None, now: datetime) -> None:
    """Destroy a scan; that there was one, and why it went, stays. Journals scan.removed.

    Raises Refusal without a reason, for one that must be kept on a basis, and for one that is gone already.
    """
    why = one_line(mended(reason))[:REASON_LETTERS]
    if not why:
        raise Refusal(_("Say in a few words why the scan is taken away."))
    if file.basis:
        raise Refusal(_("This scan must be kept: a legal basis is written down for it."))
    if not scans_of(meeting).select_for_update().filter(pk=file.pk).exists():
        raise Refusal(_("This scan has been taken away already."))
    key = by.pk if by else None
    RemovedScan.objects.create(meeting=meeting, brought_at=file.made_at, removed_at=now, removed_by=by, reason=why)
    record("scan.removed", meeting, by=key, at=now, file=file.pk)
    files.drop(file, by=key, now=now)


def note_fetch(meeting: Meeting, file: File, *, by: User, now: datetime) -> None:
    """Write down that somebody fetched a scan: names stand on it. Journals scan.fetched."""
    record("scan.fetched", meeting, by=by.pk, at=now, file=file.pk)
