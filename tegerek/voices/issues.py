"""Issues that residents suggest for the agenda of a meeting, by phone or on paper, until its last day for that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tegerek.journal.actions import give_number, record
from tegerek.lib.dates import day_short, local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings.actions import Item, set_agenda
from tegerek.meetings.models import AgendaItem, Meeting
from tegerek.meetings.rules import State
from tegerek.people.actions import hold_cards, keep_person
from tegerek.people.models import Person, User
from tegerek.people.named import refuse_residents
from tegerek.voices.models import Voice

OVER = {State.CANCELLED, State.HELD, State.CLOSED}


@dataclass(frozen=True)
class Suggested:
    """What somebody suggests. name, phone: who did, where they said so; a phone in E.164."""

    text: Said
    received_on: date
    name: str = ""
    phone: str = ""


def suggested_issues(meeting: Meeting) -> list[Voice]:
    """The issues suggested for a meeting, in the order in which they came, with what became of them. One query."""
    rows = Voice.objects.filter(meeting=meeting, kind=Voice.Kind.ISSUE).select_related("item", "asker")
    return list(rows.order_by("received_on", "pk"))


@transaction.atomic
def suggest_issue(meeting: Meeting, suggested: Suggested, *, by: User | None, now: datetime) -> Voice:
    """Write down an issue that somebody suggests. It gets its number, unless the meeting is a rehearsal.

    Journals issue.suggested. Raises Refusal without words, with the name of a resident in them, for a day to come,
    after the last day for suggesting, or for a meeting that is over or cancelled.
    """
    _refuse_late(meeting, suggested, now)
    asker = _asker(meeting, suggested, by, now)
    refuse_residents(meeting.office_id, suggested.text)
    made = Voice.objects.create(
        meeting=meeting,
        kind=Voice.Kind.ISSUE,
        text=suggested.text,
        asker=asker,
        received_on=suggested.received_on,
        recorded_at=now,
        by=by,
    )
    if not meeting.is_rehearsal:
        made.number = give_number(made, at=now)
        made.save(update_fields=["number"])
    record("issue.suggested", made, by=_key(by), at=now, meeting=meeting.pk, number=made.number)
    return made


@transaction.atomic
def put_on_agenda(issue: Voice, *, seen: int, by: User | None, now: datetime) -> AgendaItem:
    """Let a suggested issue be the last item of the agenda; the item names the issue's number as its origin.

    Journals meeting.agenda_set and issue.taken_up. Raises Refusal if it stands there already or the meeting is over;
    Stale if somebody changed the issue or the agenda meanwhile.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=issue.meeting_id)
    _refuse_over(meeting)
    items = [_as_it_is(item) for item in meeting.agenda.all()]
    new = Item(title=issue.text, origin=issue.number)
    set_agenda(meeting, [*items, new], seen=meeting.version, by=by, now=now)
    made = meeting.agenda.get(position=len(items) + 1)
    waiting = Voice.objects.filter(pk=issue.pk, version=seen, item=None)
    if not waiting.update(item=made, version=F("version") + 1):
        if Voice.objects.filter(pk=issue.pk, item=None).exists():
            raise Stale(_(CHANGED))
        raise Refusal(_("This issue already stands on the agenda."))
    issue.refresh_from_db()
    record("issue.taken_up", issue, by=_key(by), at=now, meeting=meeting.pk, item=made.pk)
    return made


def _as_it_is(item: AgendaItem) -> Item:
    return Item(
        title=item.title,
        purpose=item.purpose,
        rapporteur=item.rapporteur,
        minutes=item.minutes,
        draft_decision=item.draft_decision,
        subject=item.subject,
        origin=item.origin,
        key=item.pk,
    )


def _asker(meeting: Meeting, suggested: Suggested, by: User | None, now: datetime) -> Person | None:
    """A card of their own for who gave a name; two people may bear one name."""
    if not suggested.name.strip():
        return None
    office = hold_cards(meeting.office_id)
    phones = [suggested.phone] if suggested.phone else []
    return keep_person(None, office=office, name=suggested.name, by=_key(by), now=now, phones=phones)


def _refuse_late(meeting: Meeting, suggested: Suggested, now: datetime) -> None:
    _refuse_over(meeting)
    if not suggested.text:
        raise Refusal(_("Write down the issue, in one language at least."))
    if suggested.received_on > local_day(now):
        raise Refusal(_("The day on which the issue came in cannot lie ahead."))
    if meeting.suggest_until is not None and suggested.received_on > meeting.suggest_until:
        raise Refusal(
            _("Issues could be suggested until %(day)s. The question can still be put at the meeting itself.")
            % {"day": day_short(meeting.suggest_until)}
        )


def _refuse_over(meeting: Meeting) -> None:
    if meeting.state in OVER:
        raise Refusal(_("This meeting is over or cancelled; its agenda can no longer be changed."))


def _key(user: User | None) -> int | None:
    return user.pk if user else None
