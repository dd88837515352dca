"""Question slips: numbers reserved before they are printed; what was written on each, typed in after the meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, F, Max, Min, Q
from django.utils.translation import gettext as _

from tegerek.journal.actions import give_number, give_numbers, record
from tegerek.lib import refs
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings.models import AgendaItem, Meeting
from tegerek.people.actions import hold_cards, keep_person
from tegerek.people.models import Person, User
from tegerek.people.named import refuse_residents
from tegerek.procedures.rules import Votes
from tegerek.voices.models import SlipBlock, Voice

# Two hundred slips are 50 sheets of paper; whoever needs more reserves a second block.
MOST = 200


@dataclass(frozen=True)
class Written:
    """What stands on a slip. item: to which item of the agenda it was put, None for none.

    answered_there: whether it was answered at the meeting, None for not known. name, phone: of who asked, "" for
    nobody; the phone in E.164. On a slip recorded already an empty name leaves the card that is there. way: put to the
    meeting, or handed in there as a written appeal; asked when a slip is first recorded, later with the answer.
    """

    kind: str
    text: Said
    item: AgendaItem | None = None
    answered_there: bool | None = None
    name: str = ""
    phone: str = ""
    way: str = Voice.Way.MEETING


@dataclass(frozen=True)
class BlockLine:
    """A block of slips: how many, when, from which to which number (None in a rehearsal), how many are recorded."""

    key: int
    size: int
    made_at: datetime
    first: int | None
    last: int | None
    recorded: int


@dataclass(frozen=True)
class QuestionSheet:
    """A public question by its number. Never who asked. is_recorded: False while its slip is only printed.

    votes: on the item to which it was put, None where nobody voted.
    """

    number: int
    is_recorded: bool
    kind: str
    text: Said
    received_on: date | None
    answered_there: bool | None
    item: Said
    meeting: int
    meeting_title: Said
    held_on: date | None
    office: Said
    office_phone: str = ""
    votes: Votes | None = None


@transaction.atomic
def reserve_slips(meeting: Meeting, *, size: int, by: User | None, now: datetime) -> SlipBlock:
    """Reserve that many numbers for slips of a called meeting; a rehearsal takes no numbers out of the register.

    Journals slips.reserved. Ten statements at most. Raises Refusal for a draft, and for a size
    that is not 1 to 200.
    """
    if not meeting.is_called:
        raise Refusal(_("Call the meeting first: the numbers on the slips are public."))
    if not 1 <= size <= MOST:
        raise Refusal(_("Choose from 1 to %(most)d slips at once.") % {"most": MOST})
    block = SlipBlock.objects.create(meeting=meeting, size=size, made_at=now, by=by)
    if not meeting.is_rehearsal:
        slips = Voice.objects.bulk_create([Voice(meeting=meeting, block=block) for _n in range(size)])
        for slip, number in zip(slips, give_numbers(slips, at=now), strict=True):
            slip.number = number
        Voice.objects.bulk_update(slips, ["number"])
    record("slips.reserved", block, by=_key(by), at=now, meeting=meeting.pk, size=size)
    return block


def blocks_of(meeting: Meeting) -> tuple[BlockLine, ...]:
    """The blocks of a meeting, the oldest first. One query."""
    done = Count("slips", filter=Q(slips__recorded_at__isnull=False))
    rows = SlipBlock.objects.filter(meeting=meeting).annotate(
        first=Min("slips__number"), last=Max("slips__number"), done=done
    )
    return tuple(BlockLine(row.pk, row.size, row.made_at, row.first, row.last, row.done) for row in rows.order_by("pk"))


def numbers_of(block: SlipBlock) -> tuple[int, ...]:
    """The numbers of a block, in the order of its slips; none in a rehearsal. One query."""
    rows = Voice.objects.filter(block=block, number__isnull=False).order_by("pk")
    return tuple(number for number in rows.values_list("number", flat=True) if number is not None)


def questions_of(meeting: Meeting) -> list[Voice]:
    """What was asked and proposed at a meeting, the newest first, with item, asker and answer. One query."""
    rows = Voice.objects.filter(meeting=meeting, recorded_at__isnull=False).exclude(kind=Voice.Kind.ISSUE)
    return list(rows.select_related("item", "asker", "answer").order_by("-recorded_at", "-pk"))


def question_sheet(number: int) -> QuestionSheet | None:
    """What the public sees of a number; None for what is no question of a public meeting. One query."""
    public = Voice.objects.filter(meeting__called_at__isnull=False, meeting__is_rehearsal=False)
    row = public.select_related("meeting__office", "item__result__closing").filter(number=number).first()
    if row is None or row.meeting.number is None:
        return None
    return QuestionSheet(
        number=number,
        is_recorded=row.recorded_at is not None,
        kind=row.kind,
        text=row.text or Said(),
        received_on=row.received_on,
        answered_there=row.answered_there,
        item=row.item.title if row.item else Said(),
        meeting=row.meeting.number,
        meeting_title=row.meeting.title,
        held_on=row.meeting.held_on,
        office=row.meeting.office.name,
        office_phone=row.meeting.office.phone,
        votes=_votes_on(row.item),
    )


@transaction.atomic
def record_slip(meeting: Meeting, written: Written, *, number: str = "", by: User | None, now: datetime) -> Voice:
    """Write down what stands on the slip of that number; without one, what was asked aloud, which gets a number.

    number: as it was typed. The day it was handed in is that of the meeting, once it has come. Journals
    voice.recorded. Raises Refusal for a number that is none, that belongs to no slip of this meeting or was recorded
    already, without words, with the name of a resident in them, and for an item of another meeting.
    """
    if not meeting.is_called:
        raise Refusal(_("Call the meeting first: the numbers on the slips are public."))
    _check(meeting, written)
    slip = _slip(meeting, number) if number.strip() else Voice.objects.create(meeting=meeting)
    asker = _asker(meeting, written, by=by, now=now)
    refuse_residents(meeting.office_id, written.text)
    columns = _columns(meeting, written, now) | {"asker": asker, "by": by, "way": written.way}
    # Two people may type the same slip at once: only the first finds it empty.
    if not Voice.objects.filter(pk=slip.pk, recorded_at=None).update(version=F("version") + 1, **columns):
        raise Refusal(_("This slip has been recorded already. Open it in the list to correct it."))
    slip.refresh_from_db()
    if slip.number is None and not meeting.is_rehearsal:
        slip.number = give_number(slip, at=now)
        slip.save(update_fields=["number"])
    record("voice.recorded", slip, by=_key(by), at=now, meeting=meeting.pk, kind=written.kind)
    return slip


@transaction.atomic
def correct_slip(voice: Voice, written: Written, *, seen: int, by: User | None, now: datetime) -> None:
    """Write anew what stands on a slip that was recorded. Journals voice.corrected. Raises Refusal, Stale."""
    _check(voice.meeting, written)
    columns = {
        "kind": written.kind,
        "text": written.text,
        "item": written.item,
        "answered_there": written.answered_there,
    }
    if written.name.strip():
        columns["asker"] = _asker(voice.meeting, written, by=by, now=now)
    refuse_residents(voice.meeting.office_id, written.text)
    rows = Voice.objects.filter(pk=voice.pk, version=seen, recorded_at__isnull=False)
    if not rows.update(version=F("version") + 1, **columns):
        raise Stale(_(CHANGED))
    voice.refresh_from_db()
    record("voice.corrected", voice, by=_key(by), at=now, meeting=voice.meeting_id, kind=written.kind)


def _votes_on(item: AgendaItem | None) -> Votes | None:
    """The vote on an item, its result loaded; None where none was counted, or too few came and it was put off."""
    result = getattr(item, "result", None)
    if result is None or result.votes_for is None or result.closing.put_off_to is not None:
        return None
    return Votes(result.votes_for, result.votes_against, result.abstained)


def _check(meeting: Meeting, written: Written) -> None:
    if not written.text:
        raise Refusal(_("Write down what stands on the slip."))
    if written.item is not None and written.item.meeting_id != meeting.pk:
        raise ValueError("an item of another meeting")


def _slip(meeting: Meeting, number: str) -> Voice:
    typed = refs.read(number)
    if not refs.is_number(typed):
        raise Refusal(_("This number cannot be right: one of its digits is wrong or missing. Look at the slip again."))
    found = Voice.objects.filter(number=int(typed), meeting=meeting, block__isnull=False).first()
    if found is None:
        raise Refusal(_("This number belongs to no slip of this meeting. Look at the slip again."))
    return found


def _columns(meeting: Meeting, written: Written, now: datetime) -> dict[str, object]:
    today = local_day(now)
    handed_in = meeting.held_on if meeting.held_on is not None and meeting.held_on <= today else today
    return {
        "kind": written.kind,
        "text": written.text,
        "item": written.item,
        "answered_there": written.answered_there,
        "received_on": handed_in,
        "recorded_at": now,
    }


def _asker(meeting: Meeting, written: Written, *, by: User | None, now: datetime) -> Person | None:
    """A card of their own for who gave a name; two people may bear one name."""
    if not written.name.strip():
        return None
    office = hold_cards(meeting.office_id)
    phones = [written.phone] if written.phone else []
    return keep_person(None, office=office, name=written.name, by=_key(by), now=now, phones=phones)


def _key(user: User | None) -> int | None:
    return user.pk if user else None
