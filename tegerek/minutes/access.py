"""Minutes and their passages, if this account may; else the 404 of what does not exist."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from tegerek.files.actions import files_of
from tegerek.files.models import File, Purpose
from tegerek.meetings.access import WITH_PLACE
from tegerek.minutes.models import Edition, Minutes, Passage, Remark
from tegerek.people.access import fetch, may
from tegerek.people.models import User
from tegerek.people.rights import Act

OF_MEETING = tuple(f"meeting__{name}" for name in WITH_PLACE)


def minutes_for(user: User | AnonymousUser, act: Act, meeting: int) -> Minutes:
    """The minutes of a meeting by the key of the meeting, with it. Raises Http404, also where none were begun."""
    return fetch(Minutes.objects.select_related(*OF_MEETING), user, act, meeting=meeting)


def passage_for(user: User | AnonymousUser, act: Act, key: int) -> Passage:
    """A passage, also one taken out, with its meeting, item and speaker. Raises Http404."""
    rows = Passage.objects.select_related(*(f"minutes__{name}" for name in OF_MEETING), "item", "speaker", "voice")
    return fetch(rows, user, act, pk=key)


def passage_of(minutes: Minutes, key: str) -> Passage | None:
    """What was written of minutes in hand under a key as a browser sent it; None for nothing, or for no key."""
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    rows = Passage.objects.select_related("minutes__meeting", "item", "speaker", "voice")
    return rows.filter(minutes=minutes, key=wanted).first()


def remark_for(user: User | AnonymousUser, act: Act, key: int) -> Remark:
    """A remark on minutes, with their meeting and who made it. Raises Http404."""
    rows = Remark.objects.select_related(*(f"minutes__{name}" for name in OF_MEETING), "remarker")
    return fetch(rows, user, act, pk=key)


def file_copy_for(user: User | AnonymousUser, act: Act, key: int) -> Edition:
    """A signed file copy, with its meeting. Raises Http404."""
    rows = Edition.objects.filter(kind=Edition.Kind.FILE)
    return fetch(rows.select_related(*(f"minutes__{name}" for name in OF_MEETING)), user, act, pk=key)


def latest_scan(user: User | AnonymousUser, minutes: Minutes) -> File | None:
    """The newest scan of the signed paper that this account may open; a closed one only for whoever may see those."""
    rows = signed_scans(minutes)
    return (rows if may(user, Act.KEPT_SEE, minutes) else rows.filter(closed_at=None)).last()


def signed_scans(minutes: Minutes) -> QuerySet[File]:
    """The scans of the signed paper, the oldest first."""
    return files_of(minutes).filter(purpose=Purpose.SCAN)
