"""A notice or a result read aloud by the secretary: one short recording of each, for who does not read.

What is said stands in the notice and in the result themselves; a recording has no other text. One that was made before
the meeting was moved, or before its result was changed, is played to nobody: it would tell the wrong day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import Case, Exists, OuterRef, QuerySet, When
from django.utils.translation import gettext as _

from tegerek.files import actions as files
from tegerek.files.models import File, Purpose
from tegerek.journal.actions import record
from tegerek.lib.errors import Refusal
from tegerek.meetings.models import Closing, Meeting, Turn
from tegerek.people.models import User


class Read(StrEnum):
    """What is read aloud."""

    NOTICE = "notice"
    RESULT = "result"


PURPOSES = {Read.NOTICE: Purpose.NOTICE_SOUND, Read.RESULT: Purpose.RESULT_SOUND}
SOUNDS = tuple(PURPOSES.values())
CHANGES = (Turn.Kind.MOVED, Turn.Kind.POSTPONED, Turn.Kind.CANCELLED)


@dataclass(frozen=True)
class Recording:
    """A recording to be played: key of its file, what it reads, media type, bytes. is_old: what it reads changed."""

    key: int
    of: Read
    type: str
    size: int
    is_old: bool


def with_age(rows: QuerySet[File]) -> QuerySet[File]:
    """Files of meetings with is_old: the meeting was moved, or its result changed, since this was recorded."""
    moved = Turn.objects.filter(meeting=OuterRef("owner_key"), kind__in=CHANGES, at__gt=OuterRef("made_at"))
    changed = Closing.objects.filter(meeting=OuterRef("owner_key"), changed_at__gt=OuterRef("made_at"))
    return rows.annotate(is_old=Case(When(purpose=Purpose.NOTICE_SOUND, then=Exists(moved)), default=Exists(changed)))


def recordings_in(rows: Iterable[File]) -> tuple[Recording, ...]:
    """The recordings among files that came through with_age: the notice first, the newest of each."""
    newest = {row.purpose: row for row in rows if row.purpose in SOUNDS}
    found = ((of, newest.get(purpose)) for of, purpose in PURPOSES.items())
    return tuple(Recording(row.pk, of, row.type, row.size, getattr(row, "is_old", False)) for of, row in found if row)


def recordings_of(meeting: Meeting) -> tuple[Recording, ...]:
    """What was read aloud of a meeting. One query."""
    return recordings_in(with_age(recording_files(meeting.pk)))


def current_recording(meeting: Meeting, of: Read) -> File | None:
    """The newest recording of it that still tells what stands there, None without one. One query."""
    rows = with_age(recording_files(meeting.pk).filter(purpose=PURPOSES[of])).order_by("-pk")
    row = rows.first()
    return row if row is not None and not getattr(row, "is_old", False) else None


def recording_files(meeting: int) -> QuerySet[File]:
    """The rows of these files, by the key of the meeting, the oldest first."""
    rows = File.objects.filter(owner_label=Meeting._meta.label_lower, owner_key=meeting, purpose__in=SOUNDS)
    return rows.filter(closed_at=None).order_by("pk")


@transaction.atomic
def keep_recording(meeting: Meeting, data: bytes, *, of: Read, by: User | None, now: datetime) -> File:
    """Keep a recording in place of the one before. Its name is ours: none is taken over. Journals recording.kept.

    Raises Refusal for a result that is not written down, and for what is no recording, too long or too heavy.
    """
    if of is Read.RESULT and not Closing.objects.filter(meeting=meeting).exists():
        raise Refusal(_("Write down the result first, then read it aloud."))
    key, old = by.pk if by else None, list(recording_files(meeting.pk).filter(purpose=PURPOSES[of]))
    file = files.keep(
        data, name=of.value, purpose=PURPOSES[of], owner=meeting, office=meeting.office_id, by=key, now=now
    )
    for one in old:
        files.drop(one, by=key, now=now)
    record("recording.kept", meeting, by=key, at=now, file=file.pk, of=of.value)
    return file


@transaction.atomic
def drop_recording(meeting: Meeting, file: File, *, by: User | None, now: datetime) -> None:
    """Take a recording away. Journals recording.dropped."""
    key = by.pk if by else None
    record("recording.dropped", meeting, by=key, at=now, file=file.pk)
    files.drop(file, by=key, now=now)
