"""Telling people of a meeting, and the proof of it: who did so, when, where, by which channel.

The notice counts from the proof. It belongs to the call or the move that it told of: when a meeting is moved, what was
told before says another day or place; it stays on record and counts no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tegerek.files import actions as files
from tegerek.files.models import File, Purpose
from tegerek.journal.actions import record
from tegerek.lib.dates import day_short, local_day
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.lib.text import mended, one_line
from tegerek.meetings.charters import charters_on
from tegerek.meetings.models import ChatPost, Meeting, Telling, Turn
from tegerek.meetings.rules import State
from tegerek.meetings.sheets import TOLD_OF, MeetingSheet
from tegerek.people.models import User
from tegerek.procedures import rules as procedures
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.terms import OwnCharter, Rule, Unknown

# Of the turns that people must be told of, those that name a day; the others take it back.
FOR_A_DAY = (Turn.Kind.CALLED, Turn.Kind.MOVED)
# The states of a meeting to which people may still come for nothing.
STILL_AHEAD = (State.CALLED, State.POSTPONED, State.CANCELLED)
CALL_FIRST = gettext_noop("Call the meeting first. Before the call there is nothing that people could be told of.")
BY_WHOM_LETTERS = 200


@dataclass(frozen=True)
class Notice:
    """How early people were told of the day that holds.

    first: the day of the first proof since the last public turn, None where nobody has recorded one. given: days from
    it to the meeting, None where either day is not known. rule, asked: what is asked for; None where no rule is known.
    """

    first: date | None
    given: int | None
    asked: int | None
    rule: Rule | None

    @property
    def is_short(self) -> bool:
        return self.given is not None and self.asked is not None and self.given < self.asked


@dataclass(frozen=True)
class TellingLine:
    """One proof. photo: the key of its file. counts: it told of the last turn, and nobody took it back."""

    key: int
    channel: str
    told_on: date
    where: Said
    by_whom: str
    at: datetime
    recorded_by: str
    photo: int | None
    counts: bool
    taken_back_at: datetime | None


@dataclass(frozen=True)
class TellingSheet:
    """The proofs of a meeting, the earliest first, and what they come to.

    turn: the last public turn, as Turn.Kind; "" for a draft. must_correct: people were told otherwise, or the call
    stood on the web, and nobody has recorded yet that they were told of the last turn.
    days_ahead: from today to the meeting; None when it is over, or its day not known.
    """

    lines: tuple[TellingLine, ...]
    notice: Notice
    turn: str
    must_correct: bool
    days_ahead: int | None

    @property
    def standing(self) -> tuple[TellingLine, ...]:
        return tuple(line for line in self.lines if line.taken_back_at is None)

    @property
    def overtaken(self) -> bool:
        """Whether people had been told before the last turn."""
        return any(not line.counts for line in self.standing)

    @property
    def is_late(self) -> bool:
        """Whether too few days are left to tell people in time, and nobody has recorded that they were told."""
        days, asked = self.days_ahead, self.notice.asked
        return self.notice.first is None and days is not None and asked is not None and 0 <= days < asked


@dataclass(frozen=True)
class ToldOn:
    """A day on which people were told, and by which channels."""

    day: date
    channels: tuple[str, ...]


@dataclass(frozen=True)
class PublicTelling:
    """How people were told of the day that holds: days and channels, never persons."""

    days: tuple[ToldOn, ...]
    notice: Notice

    @property
    def channels(self) -> tuple[str, ...]:
        """Each channel once, in the order in which they were used."""
        return tuple(dict.fromkeys(channel for told in self.days for channel in told.channels))


@transaction.atomic
def record_telling(
    meeting: Meeting,
    *,
    channel: Telling.Channel,
    told_on: date,
    where: Said,
    by_whom: str,
    by: User | None,
    now: datetime,
    photo: bytes | None = None,
) -> Telling:
    """Write down that people were told. Journals telling.recorded with the days given and asked.

    photo: is made anew without the place where it was taken. The proof belongs to the turn that held on that day.
    Raises Refusal for a draft, for a day to come, before the call or after the meeting, for what is no picture, and for
    what stands there already.
    """
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    turn = _turn_told(meeting, told_on, local_day(now))
    who = one_line(mended(by_whom))[:BY_WHOM_LETTERS]
    same = standing(meeting).filter(channel=channel, told_on=told_on, turn=turn, by_whom=who)
    if any(other.where.texts == where.texts for other in same):
        raise Refusal(_("This stands in the list already."))
    telling = write_telling(meeting, turn, channel=channel, told_on=told_on, where=where, by_whom=who, by=by, now=now)
    if photo is not None:
        keep_proof(telling, photo, office=meeting.office_id, by=by, now=now)
    return telling


@transaction.atomic
def take_back(telling: Telling, *, by: User | None, now: datetime) -> None:
    """It was written down by mistake: it counts no more, its photograph is destroyed. Journals telling.taken_back.

    Raises Refusal if it has been taken back already.
    """
    if not Telling.objects.filter(pk=telling.pk, taken_back_at=None).update(taken_back_at=now):
        raise Refusal(_("This has been taken back already."))
    key = by.pk if by else None
    for file in files.files_of(telling):
        files.drop(file, by=key, now=now)
    record("telling.taken_back", telling.meeting, by=key, at=now, telling=telling.pk)


def telling_sheet(meeting: Meeting, today: date) -> TellingSheet:
    """What is known of how people were told. Four queries, and one more where an own charter is known."""
    turns = _told_turns(meeting)
    last = turns[-1] if turns else None
    rows = list(meeting.tellings.select_related("by"))
    photos = _photos(rows)
    lines = tuple(_line(row, last, photos.get(row.pk)) for row in rows)
    first = min((line.told_on for line in lines if line.counts), default=None)
    notice = _notice(meeting, last, first) if last else Notice(None, None, None, None)
    is_changed = last is not None and last.kind != Turn.Kind.CALLED
    is_ahead = meeting.state in STILL_AHEAD and _latest_day(meeting, last, today) >= today
    days = (meeting.held_on - today).days if meeting.held_on and meeting.state is State.CALLED else None
    return TellingSheet(
        lines=lines,
        notice=notice,
        turn=last.kind if last else "",
        must_correct=is_changed and is_ahead and not any(line.counts for line in lines),
        days_ahead=days if days is not None and days >= 0 else None,
    )


def public_telling(sheet: MeetingSheet) -> PublicTelling:
    """The same for the public page of a meeting. One query; at most two more where somebody was told."""
    last = [turn for turn in sheet.turns if turn.kind in TOLD_OF][-1]
    rows = list(Telling.objects.filter(turn=last.key, taken_back_at=None).select_related("meeting"))
    if not rows:
        return PublicTelling((), Notice(None, None, None, None))
    days: dict[date, list[str]] = {}
    for row in rows:
        days.setdefault(row.told_on, []).append(row.channel)
    office = rows[0].meeting.office_id
    told = tuple(ToldOn(day, tuple(dict.fromkeys(channels))) for day, channels in days.items())
    held_on = sheet.line.when.first if last.kind in FOR_A_DAY else None
    own = charters_on([(office, last.on)]).get((office, last.on))
    return PublicTelling(told, notice_of(sheet.line.kind, held_on, first=min(days), on=last.on, own=own))


def notice_of(
    kind: str, held_on: date | None, *, first: date | None, on: date, own: OwnCharter | None = None
) -> Notice:
    """How many days people had, by the rules in force on a day.

    held_on: None where the meeting has no day from which to count. first: the day they were first told. on: the day of
    the call or the move. own: the municipality's charter of that day.
    """
    if held_on is None:
        return Notice(first, None, None, None)
    found = procedures.notice_days(kind_of(kind), held_on, on=on, own=own)
    given = (held_on - first).days if first else None
    if isinstance(found, Unknown):
        return Notice(first, given, None, None)
    return Notice(first, given, found.value, found.rule)


def last_turn(meeting: Meeting) -> Turn:
    """The last turn that people must be told of. One query. Raises Refusal for a draft."""
    turns = _told_turns(meeting)
    if not turns:
        raise Refusal(_(CALL_FIRST))
    return turns[-1]


def standing(meeting: Meeting) -> QuerySet[Telling]:
    """The proofs that nobody took back."""
    return meeting.tellings.filter(taken_back_at=None)


def write_telling(
    meeting: Meeting,
    turn: Turn,
    *,
    channel: Telling.Channel,
    told_on: date,
    where: Said,
    by_whom: str,
    by: User | None,
    now: datetime,
) -> Telling:
    """Add the row and journal it; for actions of this room that have checked what record_telling checks."""
    telling = Telling.objects.create(
        meeting=meeting, turn=turn, channel=channel, told_on=told_on, where=where, by_whom=by_whom, at=now, by=by
    )
    notice = _notice(meeting, turn, told_on)
    record(
        "telling.recorded",
        meeting,
        by=by.pk if by else None,
        at=now,
        telling=telling.pk,
        channel=channel.value,
        told_on=told_on,
        given=notice.given,
        asked=notice.asked,
    )
    return telling


def keep_proof(owner: Telling | ChatPost, data: bytes, *, office: int, by: User | None, now: datetime) -> File:
    """Keep a photograph or a screenshot as proof, under a name that says nothing. Raises Refusal for what is none."""
    key = by.pk if by else None
    return files.keep(data, name="proof", purpose=Purpose.PROOF, owner=owner, office=office, by=key, now=now)


def _told_turns(meeting: Meeting) -> list[Turn]:
    return list(meeting.turns.filter(kind__in=TOLD_OF))


def _turn_told(meeting: Meeting, told_on: date, today: date) -> Turn:
    """The turn that held on that day; of several on one day the last. Raises Refusal for a day that cannot be."""
    turns = _told_turns(meeting)
    if not turns:
        raise Refusal(_(CALL_FIRST))
    if told_on > today:
        raise Refusal(_("This day has not come yet. Write it down when people have been told."))
    called_on = local_day(turns[0].at)
    if told_on < called_on:
        told = _("The meeting was called on %(day)s; nobody can have been told before. Check the day.")
        raise Refusal(told % {"day": day_short(called_on)})
    turn = [turn for turn in turns if local_day(turn.at) <= told_on][-1]
    day = turn.after.final_day
    if day is not None and told_on > day:
        told = _("The meeting was on %(day)s; people were told of it before. Check the day.")
        raise Refusal(told % {"day": day_short(day)})
    return turn


def _photos(rows: list[Telling]) -> dict[int, int]:
    """The photograph of each proof that has one. One query."""
    label = Telling._meta.label_lower
    of = File.objects.filter(owner_label=label, owner_key__in=[row.pk for row in rows])
    return dict(of.order_by("-pk").values_list("owner_key", "pk"))


def _line(row: Telling, last: Turn | None, photo: int | None) -> TellingLine:
    return TellingLine(
        key=row.pk,
        channel=row.channel,
        told_on=row.told_on,
        where=row.where,
        by_whom=row.by_whom,
        at=row.at,
        recorded_by=row.by.name if row.by else "",
        photo=photo,
        counts=row.taken_back_at is None and last is not None and row.turn_id == last.pk,
        taken_back_at=row.taken_back_at,
    )


def _notice(meeting: Meeting, turn: Turn, first: date | None) -> Notice:
    """Postponed or cancelled, a meeting has no day from which to count back. Two queries."""
    on = local_day(turn.at)
    own = charters_on([(meeting.office_id, on)]).get((meeting.office_id, on))
    return notice_of(meeting.kind, meeting.held_on if turn.kind in FOR_A_DAY else None, first=first, on=on, own=own)


def _latest_day(meeting: Meeting, last: Turn | None, today: date) -> date:
    """The last day on which somebody may come, rightly or in vain."""
    known = [meeting.held_on, meeting.ends_on, *((last.before.first,) if last else ())]
    return max((day for day in known if day), default=today)
