"""Several meetings like one: six villages, the same again next year. The words are typed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tegerek.meetings.actions import Asking, Item, draft_meeting, set_agenda
from tegerek.meetings.models import AgendaItem, Invitee, Meeting
from tegerek.meetings.rules import When
from tegerek.people.models import User
from tegerek.places.models import Unit, Venue


@dataclass(frozen=True)
class Like:
    """Where and when one more meeting like this one is; venue None: not known yet."""

    place: Unit
    when: When
    venue: Venue | None = None


@transaction.atomic
def copy_meeting(
    meeting: Meeting, likes: Sequence[Like], *, by: User | None, now: datetime, is_rehearsal: bool = False
) -> list[Meeting]:
    """Drafts with the same kind, words, agenda and invited, all or none.

    What belongs to the day itself (order, proof, people, results) stays behind, and so does where an item came from:
    an initiative asked for one meeting. Journals meeting.drafted and meeting.agenda_set of each. Raises Refusal for an
    impossible time. Two queries, and about eight for each draft.
    """
    items = [_item(item) for item in meeting.agenda.all()]
    invitees = list(meeting.invitees.all())
    return [_copy(meeting, like, items, invitees, by=by, now=now, is_rehearsal=is_rehearsal) for like in likes]


def _copy(
    meeting: Meeting,
    like: Like,
    items: list[Item],
    invitees: list[Invitee],
    *,
    by: User | None,
    now: datetime,
    is_rehearsal: bool,
) -> Meeting:
    made = draft_meeting(
        office=meeting.office,
        kind=meeting.kind,
        title=meeting.title,
        about=meeting.about,
        place=like.place,
        venue=like.venue,
        when=like.when,
        asking=Asking(meeting.initiator, meeting.procedure),
        is_rehearsal=is_rehearsal,
        is_sample=meeting.is_sample,
        by=by,
        now=now,
    )
    if items:
        set_agenda(made, items, seen=made.version, by=by, now=now)
    Invitee.objects.bulk_create(
        Invitee(
            meeting=made,
            position=row.position,
            whom=row.whom,
            body_id=row.body_id,
            post=row.post,
            is_speaker=row.is_speaker,
        )
        for row in invitees
    )
    return made


def _item(row: AgendaItem) -> Item:
    return Item(row.title, row.purpose, row.rapporteur, row.minutes, row.draft_decision, row.subject)
