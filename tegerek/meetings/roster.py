"""Who is invited to a meeting and who came: the one roster. Each act is one transaction: check, write, journal."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import Refusal, Stale
from tegerek.meetings.actions import CHANGED
from tegerek.meetings.models import Meeting, Participant
from tegerek.people.models import Person, Post, User
from tegerek.places.models import Unit


@transaction.atomic
def enrol(
    meeting: Meeting,
    person: Person,
    *,
    post: Post | str = Post.OTHER,
    unit: Unit | None = None,
    by: User | None,
    now: datetime,
    is_walk_in: bool = False,
) -> Participant:
    """Put a person on the roster; asked again, it answers the line there is. Journals roster.enrolled, once."""
    try:
        with transaction.atomic():
            line = Participant.objects.create(
                meeting=meeting, person=person, post=post, unit=unit, made_at=now, is_walk_in=is_walk_in
            )
    except IntegrityError:
        # Two people type the same list: the other one's line is this one.
        return Participant.objects.get(meeting=meeting, person=person)
    record("roster.enrolled", line, by=_key(by), at=now, meeting=meeting.pk, walk_in=is_walk_in)
    return line


@transaction.atomic
def confirm(line: Participant, *, by: User | None, now: datetime) -> None:
    """Somebody said on the phone that this person will come; safe to press twice. Journals roster.confirmed."""
    rows = Participant.objects.filter(pk=line.pk, confirmed_at=None)
    if rows.update(confirmed_at=now, confirmed_by=by, declined_at=None, version=F("version") + 1):
        record("roster.confirmed", line, by=_key(by), at=now, meeting=line.meeting_id)


@transaction.atomic
def decline(line: Participant, *, by: User | None, now: datetime) -> None:
    """This person will not come; safe to press twice. Journals roster.declined."""
    rows = Participant.objects.filter(pk=line.pk, declined_at=None)
    if rows.update(declined_at=now, confirmed_at=None, confirmed_by=None, version=F("version") + 1):
        record("roster.declined", line, by=_key(by), at=now, meeting=line.meeting_id)


@transaction.atomic
def tick(
    line: Participant, *, morning: bool | None, afternoon: bool | None, seen: int, by: User | None, now: datetime
) -> None:
    """Write down whether somebody was there in the morning and in the afternoon; None is "nobody looked".

    After the meeting's last day the tick is marked as recorded later. Journals roster.ticked. Raises Stale, and Refusal
    before the day.
    """
    last = line.meeting.when.final_day
    today = local_day(now)
    if line.meeting.held_on is None or today < line.meeting.held_on:
        raise Refusal(_("The day has not come yet: nobody can have been there."))
    rows = Participant.objects.filter(pk=line.pk, version=seen)
    changed = rows.update(
        morning=morning,
        afternoon=afternoon,
        ticked_at=now,
        ticked_by=by,
        ticked_later=last is not None and today > last,
        version=F("version") + 1,
    )
    if not changed:
        raise Stale(_(CHANGED))
    record("roster.ticked", line, by=_key(by), at=now, meeting=line.meeting_id, morning=morning, afternoon=afternoon)


def _key(user: User | None) -> int | None:
    return user.pk if user else None
