"""What is done with a group's appeal, from its draft to the decision. Each act is one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tegerek.journal.actions import give_number, record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.lib.text import fold, one_line
from tegerek.meetings.actions import Asking, Item, draft_meeting, set_agenda
from tegerek.meetings.models import Meeting
from tegerek.people.actions import hold_cards, keep_person, tidy_name
from tegerek.people.models import Person, Post, User
from tegerek.places.models import Body, Unit
from tegerek.procedures.terms import Initiator
from tegerek.voices.models import GroupMember, Initiative
from tegerek.voices.rules import ASSEMBLY

DECIDERS = (Post.AO_HEAD, Post.COUNCIL_CHAIR)
ADDRESS_LETTERS = 300


@dataclass(frozen=True)
class Appeal:
    """What a group asks for. where: the proposed place in words; expected: how many people, None for not known."""

    title: Said
    reason: Said
    where: Said
    place: Unit
    to: str = Initiative.To.HEAD
    expected: int | None = None
    came_in: str = Initiative.CameIn.PAPER


@dataclass(frozen=True)
class Member:
    """One of the group as typed: name, address, phone in E.164 or "". is_contact: whom the office phones."""

    name: str
    address: str = ""
    phone: str = ""
    is_contact: bool = False


@dataclass(frozen=True)
class Decided:
    """Which post decided, and on which day."""

    post: Post
    on: date


@dataclass(frozen=True)
class Refused:
    """On which of the three grounds, and why in words."""

    ground: Initiative.Ground
    words: Said = field(default_factory=Said)


@transaction.atomic
def draft_initiative(
    *,
    office: Body,
    appeal: Appeal,
    members: Sequence[Member],
    by: User | None,
    now: datetime,
    is_rehearsal: bool = False,
) -> Initiative:
    """Write an appeal down; it is not received yet and nobody outside sees it.

    Every member gets a card. Journals initiative.drafted with the number of members. Raises Refusal for a member
    without a name, or if one stands in the group twice.
    """
    made = Initiative.objects.create(
        office=office, made_at=now, changed_at=now, by=by, is_rehearsal=is_rehearsal, **_columns(appeal)
    )
    _write_members(made, members, by, now)
    record("initiative.drafted", made, by=_key(by), at=now, members=len(members), rehearsal=is_rehearsal)
    return made


@transaction.atomic
def change_initiative(
    initiative: Initiative, *, appeal: Appeal, members: Sequence[Member], seen: int, by: User | None, now: datetime
) -> None:
    """Correct what was typed, also after it was received; never after the decision.

    Who keeps name or place in the group keeps the card. Journals initiative.changed. Raises Refusal, Stale.
    """
    _refuse_decided(initiative)
    if initiative.received_on is not None:
        _refuse_empty(len(members))
    _change(initiative, seen, now, **_columns(appeal))
    _write_members(initiative, members, by, now)
    record("initiative.changed", initiative, by=_key(by), at=now, members=len(members))


@transaction.atomic
def receive(
    initiative: Initiative, *, received_on: date, register_number: str, seen: int, by: User | None, now: datetime
) -> None:
    """Register the appeal: from that day on it is to be decided. Gives the public number, unless it is a rehearsal.

    Journals initiative.received. Raises Refusal for a day to come, for a group of nobody, or if it was received
    already; Stale if somebody changed it meanwhile.
    """
    if received_on > local_day(now):
        raise Refusal(_("The day on which the appeal was received cannot lie ahead."))
    _refuse_empty(initiative.members.count())
    number = None if initiative.is_rehearsal else give_number(initiative, at=now)
    waiting = Initiative.objects.filter(pk=initiative.pk, received_on=None, version=seen)
    columns = {"received_on": received_on, "register_number": one_line(register_number)[:60], "number": number}
    if not waiting.update(version=F("version") + 1, changed_at=now, **columns):
        if Initiative.objects.filter(pk=initiative.pk, received_on=None).exists():
            raise Stale(_(CHANGED))
        raise Refusal(_("This appeal has already been received."))
    initiative.refresh_from_db()
    record("initiative.received", initiative, by=_key(by), at=now, number=number, day=received_on)


@transaction.atomic
def decide_to_hold(initiative: Initiative, *, decided: Decided, seen: int, by: User | None, now: datetime) -> Meeting:
    """The assembly will be held: begins its draft with the issue on the agenda and answers it.

    decided: the head who holds it, or the chair of the council who instructs the head. Journals initiative.decided.
    Raises Refusal if it is decided or not received, or for an impossible day; Stale.
    """
    columns = _decision(initiative, Initiative.Decision.HOLD, decided, by, now)
    _decide(initiative, seen, now, **columns)
    meeting = _draft_of(initiative, by, now)
    Initiative.objects.filter(pk=initiative.pk).update(meeting=meeting)
    initiative.refresh_from_db()
    _record_decision(initiative, decided, by, now, meeting=meeting.pk)
    return meeting


@transaction.atomic
def refuse(
    initiative: Initiative, *, refused: Refused, decided: Decided, seen: int, by: User | None, now: datetime
) -> None:
    """The assembly will not be held: on one of the three grounds, with words that the group can read.

    Journals initiative.decided. Raises Refusal without words, if it is decided or not received, or for an impossible
    day; Stale.
    """
    if not refused.words:
        raise Refusal(_("Say why, in words that the group can check: it may go to court over this answer."))
    columns = _decision(initiative, Initiative.Decision.REFUSE, decided, by, now)
    _decide(initiative, seen, now, ground=refused.ground, ground_words=refused.words, **columns)
    _record_decision(initiative, decided, by, now, ground=refused.ground.value)


@transaction.atomic
def delete_draft(initiative: Initiative, *, seen: int, by: User | None, now: datetime) -> None:
    """Throw away what was typed and never received, with its group. Journals initiative.draft_deleted.

    The cards stay until their keep-until day. Raises Refusal, Stale.
    """
    record("initiative.draft_deleted", initiative, by=_key(by), at=now)
    gone, _rows = Initiative.objects.filter(pk=initiative.pk, version=seen, received_on=None).delete()
    if not gone and Initiative.objects.filter(pk=initiative.pk, received_on=None).exists():
        raise Stale(_(CHANGED))
    if not gone:
        raise Refusal(_("Only a draft can be deleted. An appeal that was received is decided."))


# The group


def _write_members(initiative: Initiative, members: Sequence[Member], by: User | None, now: datetime) -> None:
    """The group as typed, in that order. Whoever stands in it already keeps the card; others get one of their own.

    Two people of one village may bear one name, so no card of the office is taken by its name alone.
    """
    office = hold_cards(initiative.office_id)
    _refuse_twice(members)
    known = list(initiative.members.select_related("person"))
    erased = [line for line in known if line.person.erased_at is not None]
    cards = [_card_of(member, known, office, by, now) for member in members]
    initiative.members.all().delete()
    contact = next((n for n, member in enumerate(members) if member.is_contact), 0)
    GroupMember.objects.bulk_create(
        GroupMember(
            initiative=initiative,
            position=n + 1,
            person=card,
            address=one_line(member.address)[:ADDRESS_LETTERS],
            is_contact=n == contact,
        )
        for n, (member, card) in enumerate(zip(members, cards, strict=True))
    )
    # Who was erased has no name to be typed again, and still counts as one of the group.
    GroupMember.objects.bulk_create(
        GroupMember(initiative=initiative, position=len(members) + n, person=line.person)
        for n, line in enumerate(erased, start=1)
    )


def _card_of(member: Member, known: list[GroupMember], office: Body, by: User | None, now: datetime) -> Person:
    """The card of one member; takes the line it was found on out of those known."""
    key = fold(tidy_name(member.name))
    line = next((one for one in known if one.person.name_key == key), None)
    if line is not None:
        known.remove(line)
    phones = [member.phone] if member.phone else []
    return keep_person(
        line.person if line else None, office=office, name=member.name, by=_key(by), now=now, phones=phones
    )


def _refuse_twice(members: Sequence[Member]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for n, member in enumerate(members, start=1):
        mark = fold(member.name), fold(member.address)
        if mark in seen:
            raise Refusal(
                _("The lines %(first)d and %(second)d name the same person with the same address.")
                % {"first": seen[mark], "second": n}
            )
        seen[mark] = n


# The decision


def _decision(
    initiative: Initiative, decision: Initiative.Decision, decided: Decided, by: User | None, now: datetime
) -> dict[str, Any]:
    """The columns of a decision, once its day has been looked at."""
    if initiative.received_on is None:
        raise Refusal(_("Register the appeal first: it is decided once it has been received."))
    if decided.on > local_day(now):
        raise Refusal(_("The day of the decision cannot lie ahead."))
    if decided.on < initiative.received_on:
        raise Refusal(_("The day of the decision lies before the day on which the appeal was received."))
    if decided.post not in DECIDERS:
        raise ValueError(f"An appeal is decided by one of {[post.value for post in DECIDERS]}.")
    return {
        "decision": decision,
        "decided_on": decided.on,
        "decided_post": decided.post,
        "decided_at": now,
        "decided_by": by,
    }


def _decide(initiative: Initiative, seen: int, now: datetime, **columns: Any) -> None:
    """Write the decision. Two may press at once: only the first update finds it undecided."""
    open_one = Initiative.objects.filter(pk=initiative.pk, decision="", version=seen)
    if not open_one.update(version=F("version") + 1, changed_at=now, **columns):
        if Initiative.objects.filter(pk=initiative.pk, decision="").exists():
            raise Stale(_(CHANGED))
        raise Refusal(_("This appeal has already been decided."))
    initiative.refresh_from_db()


def _draft_of(initiative: Initiative, by: User | None, now: datetime) -> Meeting:
    """The draft of the assembly that the group asked for; the issue stands on its agenda with the appeal's number."""
    meeting = draft_meeting(
        office=initiative.office,
        kind=ASSEMBLY,
        title=initiative.title,
        about=initiative.reason,
        place=initiative.place,
        by=by,
        now=now,
        asking=Asking(initiator=Initiator.GROUP.value, expected=initiative.expected),
        is_rehearsal=initiative.is_rehearsal,
    )
    item = Item(title=initiative.title, origin=initiative.number)
    set_agenda(meeting, [item], seen=meeting.version, by=by, now=now)
    return meeting


def _record_decision(initiative: Initiative, decided: Decided, by: User | None, now: datetime, **more: Any) -> None:
    record(
        "initiative.decided",
        initiative,
        by=_key(by),
        at=now,
        decision=initiative.decision,
        post=decided.post.value,
        day=decided.on,
        **more,
    )


# Small things


def _columns(appeal: Appeal) -> dict[str, Any]:
    if not appeal.title:
        raise Refusal(_("Say which issue the group wants to discuss."))
    return {
        "title": appeal.title,
        "reason": appeal.reason,
        "where": appeal.where,
        "place": appeal.place,
        "to": appeal.to,
        "expected": appeal.expected,
        "came_in": appeal.came_in,
    }


def _change(initiative: Initiative, seen: int, now: datetime, **columns: Any) -> None:
    rows = Initiative.objects.filter(pk=initiative.pk, version=seen, decision="")
    if not rows.update(version=F("version") + 1, changed_at=now, **columns):
        raise Stale(_(CHANGED))
    initiative.refresh_from_db()


def _refuse_decided(initiative: Initiative) -> None:
    if initiative.decision:
        raise Refusal(_("This appeal has been decided; it stays as it was then."))


def _refuse_empty(members: int) -> None:
    if not members:
        raise Refusal(_("Write down at least one member of the group: without a name there is nobody to answer."))


def _key(user: User | None) -> int | None:
    return user.pk if user else None
