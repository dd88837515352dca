"""Which bodies and posts are invited and who speaks: proposed by kind of meeting, chosen by the clerk, told by phone.

What is proposed is a help, never a duty: a proposal names the rule it follows, or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings.charters import own_charter
from tegerek.meetings.models import Invitee, Meeting
from tegerek.people.models import Post, User
from tegerek.procedures.explain import Explained, explain
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.rules import due_days

# The deadlines of lists, speakers and personal notices, as far as a kind has them.
DUES = ("personal-notice", "lists", "tell-speakers")


@dataclass(frozen=True)
class Proposal:
    """A body or post that is usually invited. rule: id of the rule of that kind which names it, "" where none does."""

    whom: Said
    post: str = ""
    rule: str = ""
    is_speaker: bool = False


@dataclass(frozen=True)
class Wanted:
    """One that shall stand on the list. key: of the row there is, None for a new one."""

    whom: Said
    key: int | None = None
    post: str = ""
    is_speaker: bool = False


@dataclass(frozen=True)
class InviteeLine:
    """One on the list. told_on: the day it was told, None while it was not; told_by: the name of whoever told it."""

    key: int
    whom: Said
    post: str
    is_speaker: bool
    told_on: date | None
    told_by: str


DEPUTIES = Proposal(
    Said.of(ky="айылдык кеңештин депутаттары", ru="депутаты айылного кенеша", en="deputies of the village council"),
    Post.DEPUTY,
)
HEAD = Proposal(Said.of(ky="айыл өкмөтүнүн башчысы", ru="глава айыл окмоту", en="head of aiyl okmotu"), Post.AO_HEAD)
REPORTING_HEAD = Proposal(HEAD.whom, HEAD.post, is_speaker=True)
VILLAGE_HEADS = Proposal(
    Said.of(ky="айыл башчылары", ru="айыл башчысы (старосты) сёл", en="village heads"), Post.VILLAGE_HEAD
)
RAPPORTEURS = Proposal(
    Said.of(
        ky="күн тартибиндеги маселелер боюнча баяндамачылар",
        ru="докладчики по вопросам повестки дня",
        en="those who report on the items of the agenda",
    ),
    is_speaker=True,
)
INITIATORS = Proposal(
    Said.of(
        ky="жыйынды демилгелеген топтун мүчөлөрү",
        ru="члены группы, по инициативе которой проводится сход",
        en="members of the group that asked for the meeting",
    ),
    Post.IG_MEMBER,
)
KEY_PEOPLE = Proposal(
    Said.of(
        ky="жамааттын кадырлуу адамдары",
        ru="ключевые люди сообщества",
        en="key people of the community",
    ),
    rule="personal-notice",
)
DEPUTIES_BY_NOTICE = Proposal(DEPUTIES.whom, DEPUTIES.post, rule="personal-notice")
DEPARTMENTS = Proposal(
    Said.of(
        ky="айыл өкмөтүнүн же мэриянын бөлүмдөрү",
        ru="отделы айыл окмоту или мэрии",
        en="departments of the aiyl okmotu or the mayor’s office",
    ),
    rule="personal-notice",
)
STATE_BODIES = Proposal(
    Said.of(
        ky="маселеге тиешелүү мамлекеттик органдар",
        ru="государственные органы, которых касается вопрос",
        en="state bodies that the matter concerns",
    ),
    rule="personal-notice",
)
EVERY_VILLAGE = Proposal(
    Said.of(
        ky="ар бир айылдан жана көчөдөн өкүлдөр",
        ru="представители каждого села и каждой улицы",
        en="people from every village and street",
    ),
    rule="who-comes",
)
DELEGATES = Proposal(
    Said.of(ky="курултайдын делегаттары", ru="делегаты курултая", en="delegates of the kurultai"), rule="delegates"
)
HEARING = (KEY_PEOPLE, DEPUTIES_BY_NOTICE, DEPARTMENTS, STATE_BODIES, RAPPORTEURS)
# A seminar invites by letters and seats of each post; nothing is proposed for it here.
PROPOSED: dict[str, tuple[Proposal, ...]] = {
    "assembly": (DEPUTIES, HEAD, VILLAGE_HEADS, INITIATORS, RAPPORTEURS),
    "public-hearing": HEARING,
    "budget-hearing": HEARING,
    "report": (REPORTING_HEAD, DEPUTIES, VILLAGE_HEADS, EVERY_VILLAGE),
    "kurultai": (DELEGATES, DEPUTIES, HEAD, VILLAGE_HEADS, RAPPORTEURS),
    "information": (HEAD, DEPUTIES, VILLAGE_HEADS, RAPPORTEURS),
    "open-session": (HEAD, VILLAGE_HEADS, RAPPORTEURS),
}


def proposed(kind: str) -> tuple[Proposal, ...]:
    """Whom to propose for a kind of meeting, in the order of the list.

    >>> [proposal.rule for proposal in proposed("public-hearing")]
    ['personal-notice', 'personal-notice', 'personal-notice', 'personal-notice', '']
    """
    return PROPOSED.get(kind, ())


def invitee_lines(meeting: Meeting) -> tuple[InviteeLine, ...]:
    """Who is on the list of a meeting, in its order. One query."""
    rows = meeting.invitees.select_related("told_by").order_by("position")
    return tuple(
        InviteeLine(row.pk, row.whom, row.post, row.is_speaker, row.told_on, row.told_by.name if row.told_by else "")
        for row in rows
    )


def dues_of_lists(meeting: Meeting, today: date) -> tuple[Explained, ...]:
    """By when lists are drawn up and speakers told, with rule and rank; nothing without a day. Two queries at most."""
    if meeting.held_on is None:
        return ()
    own = own_charter(meeting.office, meeting.held_on)
    dues = due_days(kind_of(meeting.kind), meeting.held_on, on=today, own=own)
    return tuple(explain(due) for due in dues if due.rule.id in DUES)


@transaction.atomic
def set_invitees(meeting: Meeting, wanted: Sequence[Wanted], *, seen: int, by: User | None, now: datetime) -> None:
    """Make the list what is wanted; whoever stays keeps its place and that it was told. Journals invitees.set.

    seen: version of the meeting. The same words stand once. Raises Refusal for one without words, Stale.
    """
    if any(not one.whom for one in wanted):
        raise Refusal(_("Say who is invited, in one language at least."))
    rows = Meeting.objects.filter(pk=meeting.pk, version=seen)
    if not rows.update(version=F("version") + 1, changed_at=now):
        raise Stale(_(CHANGED))
    meeting.refresh_from_db(fields=["version", "changed_at"])
    there = {row.pk: row for row in meeting.invitees.all()}
    kept = {one.key: one for one in wanted if one.key in there}
    meeting.invitees.exclude(pk__in=[key for key in kept if key]).delete()
    for key, one in kept.items():
        row = there[key or 0]
        if (row.whom, row.is_speaker) != (one.whom, one.is_speaker):
            rows_of = Invitee.objects.filter(pk=row.pk)
            rows_of.update(whom=one.whom, is_speaker=one.is_speaker, version=F("version") + 1)
    _add(meeting, [one for one in wanted if one.key not in there], {_word(one.whom) for one in kept.values()})
    record("invitees.set", meeting, by=_key(by), at=now, invitees=len(wanted))


@transaction.atomic
def tell(invitee: Invitee, *, by: User | None, now: datetime) -> None:
    """Somebody phoned or met them: they know. Safe to press twice. Journals invitee.told."""
    rows = Invitee.objects.filter(pk=invitee.pk, told_on=None)
    if rows.update(told_on=local_day(now), told_by=by, version=F("version") + 1):
        record("invitee.told", invitee, by=_key(by), at=now, meeting=invitee.meeting_id)


@transaction.atomic
def take_back_telling(invitee: Invitee, *, by: User | None, now: datetime) -> None:
    """It was noted by mistake. Safe to press twice. Journals invitee.telling_taken_back."""
    rows = Invitee.objects.filter(pk=invitee.pk, told_on__isnull=False)
    if rows.update(told_on=None, told_by=None, version=F("version") + 1):
        record("invitee.telling_taken_back", invitee, by=_key(by), at=now, meeting=invitee.meeting_id)


def _add(meeting: Meeting, new: Sequence[Wanted], words: set[str]) -> None:
    """Write new rows below those there are, each word once."""
    once = {_word(one.whom): one for one in reversed(new)}
    last = meeting.invitees.aggregate(last=Max("position"))["last"] or 0
    fresh = [one for one in new if once[_word(one.whom)] is one and _word(one.whom) not in words]
    Invitee.objects.bulk_create(
        Invitee(meeting=meeting, position=n, whom=one.whom, post=one.post, is_speaker=one.is_speaker)
        for n, one in enumerate(fresh, start=last + 1)
    )


def _word(whom: Said) -> str:
    return whom.in_("ky").text.strip().casefold()


def _key(user: User | None) -> int | None:
    return user.pk if user else None
