"""What a clerk does with a meeting. Each act is one transaction: check the rules, write, journal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tegerek.journal.actions import give_number, record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.lib.text import mended, one_line
from tegerek.meetings.models import AgendaItem, ItemResult, Meeting, Turn
from tegerek.meetings.notice import Decided, Despite, go_on, notice_of
from tegerek.meetings.rules import State, When, trouble_with
from tegerek.people.models import User
from tegerek.places.models import Body, Unit, Venue

__all__ = [
    "Decided",
    "Despite",
    "Item",
    "call_meeting",
    "cancel_meeting",
    "close_meeting",
    "delete_draft",
    "draft_meeting",
    "move_meeting",
    "postpone_meeting",
    "record_held",
    "set_agenda",
    "word_meeting",
]

ONLINE_LETTERS = 300
# More than any agenda has items.
ASIDE = 10_000
NO_SUCH_DAY = gettext_noop("Enter a day like 14.03.2026; there may be no such day in the calendar.")


@dataclass(frozen=True)
class Item:
    """An agenda item as it is typed: what, to which end, who reports (a post), how many minutes (None: not known).

    draft_decision: what the meeting is asked to decide. subject: a word of the kind's subjects. origin: the public
    number it comes from. key: the row it was, None for a new item.
    """

    title: Said
    purpose: str = AgendaItem.Purpose.DISCUSS
    rapporteur: Said = field(default_factory=Said)
    minutes: int | None = None
    draft_decision: Said = field(default_factory=Said)
    subject: str = ""
    origin: int | None = None
    key: int | None = None


@dataclass(frozen=True)
class Asking:
    """Who asks for the meeting and how it goes: what the notice must say besides the issue, the place and the time.

    initiator: a procedures.terms.Initiator, "" for not said. procedure: how it goes and how opinions are taken.
    suggest_until: the last day on which residents may suggest issues. expected: how many people; None for not known.
    """

    initiator: str = ""
    procedure: Said = field(default_factory=Said)
    suggest_until: date | None = None
    expected: int | None = None


@transaction.atomic
def draft_meeting(
    *,
    office: Body,
    kind: str,
    title: Said,
    place: Unit,
    by: User | None,
    now: datetime,
    venue: Venue | None = None,
    when: When | None = None,
    about: Said | None = None,
    asking: Asking | None = None,
    is_rehearsal: bool = False,
    is_sample: bool = False,
) -> Meeting:
    """Begin a meeting that nobody outside the office sees yet. A rehearsal never will be seen; is_sample: see Meeting.

    Journals meeting.drafted. Raises Refusal for an impossible time.
    """
    when = when or When()
    asking = asking or Asking()
    _refuse_trouble(when)
    meeting = Meeting.objects.create(
        office=office,
        kind=kind,
        title=title,
        about=about or Said(),
        place=place,
        venue=venue,
        made_at=now,
        changed_at=now,
        is_rehearsal=is_rehearsal,
        is_sample=is_sample,
        **_asked(asking),
        **_columns(when),
    )
    record("meeting.drafted", meeting, by=_key(by), at=now, kind=kind, rehearsal=is_rehearsal)
    return meeting


@transaction.atomic
def set_agenda(meeting: Meeting, items: list[Item], *, seen: int, by: User | None, now: datetime) -> None:
    """Let the agenda be these items in this order; an item known by its key keeps its row, and what hangs on it.

    Journals meeting.agenda_set. Raises Stale, and Refusal once the result of an item is written down.
    """
    if ItemResult.objects.filter(item__meeting=meeting).exists():
        raise Refusal(_("What came of this agenda is written down already, so its items can no longer be changed."))
    _change(meeting, seen, now)
    old = {item.pk: item for item in meeting.agenda.all()}
    rows = [_row_of(item, old.pop(item.key or 0, None), meeting) for item in items]
    try:
        AgendaItem.objects.filter(pk__in=old).delete()
    except ProtectedError:
        raise Refusal(_("Something hangs on an item that you took out: a vote, or a question. Leave it in.")) from None
    # Positions are unique: the rows step aside before each takes its place.
    meeting.agenda.update(position=F("position") + ASIDE)
    for position, row in enumerate(rows, start=1):
        row.position = position
        row.save()
    record("meeting.agenda_set", meeting, by=_key(by), at=now, items=len(items))


def _row_of(item: Item, row: AgendaItem | None, meeting: Meeting) -> AgendaItem:
    row = row or AgendaItem(meeting=meeting)
    row.title, row.purpose, row.rapporteur, row.minutes = item.title, item.purpose, item.rapporteur, item.minutes
    row.draft_decision, row.subject, row.origin = item.draft_decision, item.subject, item.origin
    return row


@transaction.atomic
def word_meeting(
    meeting: Meeting,
    *,
    title: Said,
    about: Said,
    seen: int,
    by: User | None,
    now: datetime,
    asking: Asking | None = None,
) -> None:
    """Change the words; asking None leaves who asked and how it goes. Journals meeting.worded. Raises Stale."""
    _change(meeting, seen, now, title=title, about=about, **(_asked(asking) if asking else {}))
    record("meeting.worded", meeting, by=_key(by), at=now)


@transaction.atomic
def set_mode(meeting: Meeting, *, mode: str, online_at: str, seen: int, by: User | None, now: datetime) -> None:
    """In a hall, online or both, and where online; "" where that is not known yet. Journals meeting.mode_set.

    Calendars learn of it as of any change of place. Whoever said they take part in a way that is no more has not said.
    Raises Refusal for what looks like an address and is none, Stale.
    """
    mode, where = Meeting.Mode(mode), one_line(mended(online_at))[:ONLINE_LETTERS]
    if mode is Meeting.Mode.HALL:
        where = ""
    elif "://" in where and not where.startswith(("https://", "http://")):
        raise Refusal(_("Enter an address that begins with https://, or say in words how one takes part online."))
    _change(meeting, seen, now, mode=mode, online_at=where, sequence=F("sequence") + (1 if meeting.is_called else 0))
    if mode is not Meeting.Mode.BOTH:
        other = meeting.roster.exclude(attends__in=["", mode.value])
        other.update(attends="", version=F("version") + 1)
    record("meeting.mode_set", meeting, by=_key(by), at=now, mode=mode.value)


@transaction.atomic
def call_meeting(
    meeting: Meeting,
    *,
    by: User | None,
    now: datetime,
    despite: Despite | None = None,
    seen: int | None = None,
    decided: Decided | None = None,
) -> None:
    """Make the call public; from here on the date is a promise. Gives the public number. Journals meeting.called.

    seen: the version that was read before pressing; None takes the row in hand.
    Raises ShortNotice (days given, days asked, the rule, the earliest day) if people would hear too late by the rule or
    the municipality's own charter, and no way despite it was chosen; the way stays on record. Raises Refusal without a
    day, for a way that is not open to them, or if somebody called it a moment ago; Stale if somebody changed the draft
    meanwhile.
    """
    if meeting.held_on is None:
        raise Refusal(_("Enter the day of the meeting first: a call without a day cannot be published."))
    notice = notice_of(meeting, today=local_day(now), held_on=meeting.held_on)
    departed = go_on(meeting, notice, despite, decided)
    # A rehearsal is for learning: it takes no number out of the register.
    number = None if meeting.is_rehearsal else give_number(meeting, at=now)
    # Two clerks may press at once: only the first update finds called_at empty.
    first = Meeting.objects.filter(pk=meeting.pk, called_at=None, version=meeting.version if seen is None else seen)
    if not first.update(called_at=now, changed_at=now, number=number, version=F("version") + 1):
        if Meeting.objects.filter(pk=meeting.pk, called_at=None).exists():
            raise Stale(_(CHANGED))
        raise Refusal(_("This meeting has already been called."))
    meeting.refresh_from_db()
    _turn(
        meeting,
        Turn.Kind.CALLED,
        by=by,
        now=now,
        became=meeting.when,
        reason=despite.reason if despite else None,
        departed=departed,
        decided=decided,
    )
    more = {**way_kept(departed), **_who_decided(decided)}
    record("meeting.called", meeting, by=_key(by), at=now, number=number, short=notice.is_short, **more)


@transaction.atomic
def move_meeting(
    meeting: Meeting,
    *,
    when: When,
    reason: Said,
    seen: int,
    by: User | None,
    now: datetime,
    place: Unit | None = None,
    venue: Venue | None = None,
    without_venue: bool = False,
    despite: Despite | None = None,
    decided: Decided | None = None,
) -> Turn | None:
    """Change day, hours or place. A draft just changes; a called meeting gets a turn that remembers what it was.

    venue None keeps the venue, unless the place changes; without_venue: the hall is not known any more. Answers the
    turn, or None when nothing public changed. Journals meeting.moved.
    Whoever was told must be told anew: raises ShortNotice as call_meeting does, unless the new day has passed already
    and the move only writes down what was. Raises Refusal for an impossible time or a meeting that is over or
    cancelled, Stale if somebody changed it meanwhile.
    """
    _refuse_trouble(when)
    _refuse_ended(meeting)
    if meeting.is_called and when.first is None:
        raise Refusal(_("A called meeting needs a day. If the new day is not known yet, postpone the meeting instead."))
    was, old = meeting.when, (meeting.place_id, meeting.venue_id)
    new_place = place or meeting.place
    keeps = new_place == meeting.place and not without_venue
    new_venue = venue or (meeting.venue if keeps else None)
    same = was == when and old == (new_place.pk, new_venue.pk if new_venue else None) and meeting.postponed_at is None
    if same:
        return None
    departed = _told_anew(meeting, when, despite, decided, local_day(now))
    step = 1 if meeting.is_called else 0
    _change(
        meeting,
        seen,
        now,
        **_columns(when),
        place=new_place,
        venue=new_venue,
        postponed_at=None,
        sequence=F("sequence") + step,
    )
    record(
        "meeting.moved",
        meeting,
        by=_key(by),
        at=now,
        from_day=was.first,
        to_day=when.first,
        from_time=_hour(was),
        to_time=_hour(when),
        **way_kept(departed),
        **_who_decided(decided),
    )
    if not meeting.is_called:
        return None
    return _turn(
        meeting,
        Turn.Kind.MOVED,
        by=by,
        now=now,
        was=was,
        became=when,
        reason=reason,
        departed=departed,
        decided=decided,
    )


def _told_anew(
    meeting: Meeting, when: When, despite: Despite | None, decided: Decided | None, today: date
) -> dict[str, Any]:
    """What the turn keeps of a notice that is too short; nothing for a draft, and for a day that has passed."""
    if not meeting.is_called or when.first is None or when.first < today:
        return {}
    return go_on(meeting, notice_of(meeting, today=today, held_on=when.first), despite, decided)


@transaction.atomic
def postpone_meeting(
    meeting: Meeting, *, reason: Said, seen: int, by: User | None, now: datetime, decided: Decided | None = None
) -> Turn:
    """The meeting will not be on its day; the new day is not known yet. Needs a reason. Journals meeting.postponed."""
    _refuse_ended(meeting)
    _refuse_draft(meeting)
    _need(reason)
    _change(meeting, seen, now, postponed_at=now, sequence=F("sequence") + 1)
    record("meeting.postponed", meeting, by=_key(by), at=now, **_who_decided(decided))
    return _turn(meeting, Turn.Kind.POSTPONED, by=by, now=now, was=meeting.when, reason=reason, decided=decided)


@transaction.atomic
def cancel_meeting(
    meeting: Meeting, *, reason: Said, seen: int, by: User | None, now: datetime, decided: Decided | None = None
) -> Turn:
    """The meeting will not be. It stays public, with its reason. Journals meeting.cancelled."""
    _refuse_ended(meeting)
    _refuse_draft(meeting)
    _need(reason)
    _change(meeting, seen, now, cancelled_at=now, sequence=F("sequence") + 1)
    record("meeting.cancelled", meeting, by=_key(by), at=now, **_who_decided(decided))
    return _turn(meeting, Turn.Kind.CANCELLED, by=by, now=now, was=meeting.when, reason=reason, decided=decided)


@transaction.atomic
def record_held(meeting: Meeting, *, seen: int, by: User | None, now: datetime, decided: Decided | None = None) -> None:
    """Write down that the meeting took place. Journals meeting.held. Raises Refusal before its day,
    and while it is postponed: its old day says nothing.
    """
    _refuse_ended(meeting)
    _refuse_draft(meeting)
    is_postponed = meeting.state is State.POSTPONED
    if is_postponed or meeting.held_on is None or meeting.held_on > local_day(now):
        raise Refusal(
            _("The day of this meeting has not come yet. If it was held on another day, move it to that day first.")
        )
    _change(meeting, seen, now, held_at=now)
    record("meeting.held", meeting, by=_key(by), at=now, **_who_decided(decided))
    _turn(meeting, Turn.Kind.HELD, by=by, now=now, decided=decided)


@transaction.atomic
def close_meeting(
    meeting: Meeting, *, seen: int, by: User | None, now: datetime, decided: Decided | None = None
) -> None:
    """Nothing more is expected of this meeting. Journals meeting.closed. Raises Refusal if it was not held."""
    if meeting.state is not State.HELD:
        raise Refusal(_("Record first that the meeting was held."))
    _change(meeting, seen, now, closed_at=now)
    record("meeting.closed", meeting, by=_key(by), at=now, **_who_decided(decided))
    _turn(meeting, Turn.Kind.CLOSED, by=by, now=now, decided=decided)


@transaction.atomic
def delete_draft(meeting: Meeting, *, seen: int, by: User | None, now: datetime) -> None:
    """Throw away what nobody outside the office has seen.

    Journals meeting.draft_deleted. What was called is never deleted. Raises Refusal, Stale.
    """
    record("meeting.draft_deleted", meeting, by=_key(by), at=now)
    try:
        gone, _rows = Meeting.objects.filter(pk=meeting.pk, version=seen, called_at=None).delete()
    except ProtectedError:
        raise Refusal(_("This draft belongs to a programme. Take it out of the programme instead.")) from None
    if not gone and Meeting.objects.filter(pk=meeting.pk, called_at=None).exists():
        raise Stale(_(CHANGED))
    if not gone:
        raise Refusal(_("Only a draft can be deleted. A meeting that was called can be cancelled, with a reason."))


def _change(meeting: Meeting, seen: int, now: datetime, **columns: Any) -> None:
    """Write columns if nobody changed the meeting since this person opened it."""
    rows = Meeting.objects.filter(pk=meeting.pk, version=seen)
    if not rows.update(version=F("version") + 1, changed_at=now, **columns):
        raise Stale(_(CHANGED))
    meeting.refresh_from_db()


def _turn(
    meeting: Meeting,
    kind: Turn.Kind,
    *,
    by: User | None,
    now: datetime,
    was: When | None = None,
    became: When | None = None,
    reason: Said | None = None,
    departed: dict[str, Any] | None = None,
    decided: Decided | None = None,
) -> Turn:
    return Turn.objects.create(
        meeting=meeting,
        kind=kind,
        at=now,
        by=by,
        reason=reason or Said(),
        was=was.as_json() if was else None,
        became=became.as_json() if became else None,
        decided_post=decided.post if decided else "",
        decided_on=decided.on if decided else None,
        **(departed or {}),
    )


def way_kept(departed: dict[str, Any]) -> dict[str, Any]:
    """What the journal keeps of going on against the rule: the way, a word of the code, and the days."""
    return (
        {
            "way": departed["despite_way"].value,
            "given": departed["despite_days"],
            "asked": departed["despite_rule_days"],
        }
        if departed
        else {}
    )


def _who_decided(decided: Decided | None) -> dict[str, Any]:
    """What the journal keeps of it: a post and a day, both words of the code."""
    return {"decided_post": decided.post.value, "decided_on": decided.on} if decided else {}


def _asked(asking: Asking) -> dict[str, Any]:
    return {
        "initiator": asking.initiator,
        "procedure": asking.procedure,
        "suggest_until": asking.suggest_until,
        "expected": asking.expected,
    }


def _columns(when: When) -> dict[str, Any]:
    return {"held_on": when.first, "ends_on": when.last, "starts_at": when.starts, "ends_at": when.ends}


def _refuse_trouble(when: When) -> None:
    trouble = trouble_with(when)
    if trouble == "impossible_day":
        raise Refusal(_(NO_SUCH_DAY))
    if trouble == "ends_before_start":
        raise Refusal(_("The end comes before the start. Check the days and the hours."))
    if trouble == "end_without_start":
        raise Refusal(_("There is an end but no start. Enter when the meeting begins, or leave both empty."))


def _refuse_ended(meeting: Meeting) -> None:
    if meeting.state in {State.CANCELLED, State.HELD, State.CLOSED}:
        raise Refusal(_("This meeting is over or cancelled; its day and place can no longer be changed."))


def _refuse_draft(meeting: Meeting) -> None:
    if not meeting.is_called:
        raise Refusal(_("This meeting has not been called yet. A draft can simply be changed or deleted."))


def _need(reason: Said) -> None:
    if not reason:
        raise Refusal(_("Say why, in one sentence: people will read it on the page of the meeting."))


def _key(user: User | None) -> int | None:
    return user.pk if user else None


def _hour(when: When) -> str | None:
    return when.starts.isoformat("minutes") if when.starts else None
