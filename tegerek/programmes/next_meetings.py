"""Beginning the next meeting at a seminar, saying which meeting it became, and writing down what was told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.rough_days import RoughDay
from tegerek.lib.said import Said
from tegerek.lib.text import mended, one_line
from tegerek.meetings import actions as meetings
from tegerek.meetings.models import Meeting
from tegerek.meetings.rules import When
from tegerek.people.models import User
from tegerek.procedures.kinds import all_kinds
from tegerek.programmes.models import Invited, NextCall, NextFigures, NextMeeting, Programme
from tegerek.programmes.next_sheets import Step, figures_of, next_sheet, told_next

Outcome = NextCall.Outcome


@dataclass(frozen=True)
class Meant:
    """The next meeting as it is meant at the seminar; whatever nobody knows yet is empty."""

    kind: str = ""
    subject: Said = field(default_factory=Said)
    where: str = ""
    around: RoughDay | None = None


@dataclass(frozen=True)
class Heard:
    """What was said on the phone. steps: of those that were asked about, whether each was taken."""

    called_on: date
    outcome: Outcome
    steps: Mapping[Step, bool] = field(default_factory=dict)


def next_kinds() -> tuple[str, ...]:
    """The kinds of which a next meeting can be: every one but the seminar itself."""
    return tuple(slug for slug in all_kinds() if slug != "seminar")


@transaction.atomic
def mean_next(invited: Invited, meant: Meant, *, seen: int, by: User | None, now: datetime) -> NextMeeting:
    """Write down what the next meeting of an invited aimak is to be. seen: its version, 0 for a new one.

    Journals next.meant. Raises Refusal for a kind that is none, or where nothing at all was typed; Stale.
    """
    if meant.kind and meant.kind not in next_kinds():
        raise Refusal(_("Choose one of the kinds of meeting."))
    where = one_line(mended(meant.where))
    if not (meant.kind or meant.subject or where or meant.around):
        raise Refusal(_("Write down at least one thing: the kind of meeting, its day, its place or its subject."))
    row = _kept(invited, seen, by, now, kind=meant.kind, subject=meant.subject, where=where, **_columns(meant.around))
    record("next.meant", row, by=_key(by), at=now, invited=invited.pk)
    return row


@transaction.atomic
def rehearse_next(invited: Invited, *, by: User | None, now: datetime) -> Meeting:
    """Make a rehearsal of the next meeting in the programme's own office, to print its pack at the seminar.

    It is never public and never counted; pressed again, the one there is. Journals meeting.drafted and next.rehearsed.
    Raises Refusal while the kind is not chosen.
    """
    row = NextMeeting.objects.select_for_update().filter(invited=invited).first()
    if row is None or not row.kind:
        raise Refusal(_("Choose the kind of the meeting first: the papers follow from it."))
    if row.rehearsal_id is not None:
        return Meeting.objects.get(pk=row.rehearsal_id)
    made = meetings.draft_meeting(
        office=invited.seminar.programme.office,
        kind=row.kind,
        title=row.subject or all_kinds()[row.kind].name,
        place=invited.unit,
        when=When(row.around.exact) if row.around and row.around.exact else None,
        is_rehearsal=True,
        is_sample=invited.seminar.programme.is_sample,
        by=by,
        now=now,
    )
    NextMeeting.objects.filter(pk=row.pk).update(rehearsal=made, version=F("version") + 1, changed_at=now)
    record("next.rehearsed", row, by=_key(by), at=now, meeting=made.pk)
    return made


@transaction.atomic
def show_meeting(invited: Invited, meeting: Meeting, *, seen: int, by: User | None, now: datetime) -> None:
    """The office of the aimak says that this is its next meeting, and that the programme may see how far it is.

    Journals next.shown. Raises Refusal for a meeting of another office, a seminar, or one held before the training;
    Stale.
    """
    if meeting.office.unit_id != invited.unit_id or meeting.kind == "seminar":
        raise Refusal(_("Choose a meeting of your own office."))
    trained_on = invited.seminar.meeting.held_on
    if trained_on and meeting.held_on and meeting.held_on < trained_on:
        raise Refusal(_("This meeting was before the training. Choose one that comes after it."))
    row = _kept(invited, seen, by, now, meeting=meeting, shown_at=now, shown_by=by)
    record("next.shown", row, by=_key(by), at=now, meeting=meeting.pk)


@transaction.atomic
def hide_meeting(invited: Invited, *, seen: int, by: User | None, now: datetime) -> None:
    """The office takes back that the programme may see how far its meeting is. What was published stays as counts.

    Journals next.hidden. Raises Stale.
    """
    row = _kept(invited, seen, by, now, meeting=None, shown_at=None, shown_by=None)
    record("next.hidden", row, by=_key(by), at=now)


@transaction.atomic
def record_call(invited: Invited, heard: Heard, *, seen: int, by: User | None, now: datetime) -> NextCall:
    """Write down a call after the seminar. Journals next.phoned with the outcome and how many steps were told.

    seen: the key of the last call that was read before, 0 for none. Raises Stale if somebody phoned meanwhile; Refusal
    for a day that has not come or lies before the seminar, and where nobody was reached and yet told.
    """
    trained_on = invited.seminar.meeting.held_on
    if heard.called_on > local_day(now):
        raise Refusal(_("This day has not come yet. Enter the day of the call."))
    if trained_on and heard.called_on < trained_on:
        raise Refusal(_("This day is before the seminar. Enter the day of the call."))
    if heard.steps and heard.outcome != Outcome.TOLD:
        raise Refusal(_("Either somebody told you how far the meeting is, or not. Choose what came of the call."))
    Invited.objects.select_for_update().get(pk=invited.pk)
    if last_call(invited) != seen:
        raise Stale(_(CHANGED))
    told = {f"was_{step}": is_so for step, is_so in heard.steps.items()}
    call = NextCall.objects.create(
        invited=invited, called_on=heard.called_on, outcome=heard.outcome, made_at=now, by=by, **told
    )
    record("next.phoned", call, by=_key(by), at=now, invited=invited.pk, outcome=str(heard.outcome), steps=len(told))
    return call


def last_call(invited: Invited) -> int:
    """The key of the last call that was written down, 0 for none. One query."""
    return NextCall.objects.filter(invited=invited).order_by("-pk").values_list("pk", flat=True).first() or 0


def offered_figures(programme: Programme, today: date) -> dict[str, int] | None:
    """The counts that could be published now: none before a seminar was, nor while they say what was said.

    Six queries.
    """
    figures = figures_of(next_sheet(programme, today).total)
    told = told_next(programme.pk)
    if programme.published_at is None or not figures["of"] or (told and told.figures == figures):
        return None
    return figures


def mark_of(figures: Mapping[str, int]) -> str:
    """What differs wherever a count does.

    >>> mark_of({"of": 20, "held": 12})
    'held=12,of=20'
    """
    return ",".join(f"{name}={number}" for name, number in sorted(figures.items()))


@transaction.atomic
def publish_next(programme: Programme, *, shown: str, by: User | None, now: datetime) -> NextFigures:
    """Put the counts onto the public page of the programme, frozen as of now.

    shown: the mark of the counts that were read before pressing. Journals next.published. Raises Refusal where there is
    nothing new, Stale if one of them changed meanwhile.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    figures = offered_figures(programme, local_day(now))
    if figures is None:
        raise Refusal(_("There is nothing new to publish."))
    if mark_of(figures) != shown:
        raise Stale(_(CHANGED))
    row = NextFigures.objects.create(programme=programme, figures=figures, issued_at=now, issued_by=by)
    Programme.objects.filter(pk=programme.pk).update(changed_at=now)
    record("next.published", row, by=_key(by), at=now, programme=programme.pk, held=figures[Step.HELD])
    return row


def _kept(invited: Invited, seen: int, by: User | None, now: datetime, **columns: Any) -> NextMeeting:
    """The row with these columns: made if it was not there when this person looked (seen 0). Raises Stale."""
    if seen == 0:
        try:
            # Two people may press at once: the database lets one row of an invitation be.
            with transaction.atomic():
                return NextMeeting.objects.create(invited=invited, made_at=now, changed_at=now, by=by, **columns)
        except IntegrityError:
            raise Stale(_(CHANGED)) from None
    rows = NextMeeting.objects.filter(invited=invited, version=seen)
    if not rows.update(version=F("version") + 1, changed_at=now, by=by, **columns):
        raise Stale(_(CHANGED))
    return NextMeeting.objects.get(invited=invited)


def _columns(around: RoughDay | None) -> dict[str, int | None]:
    return dict.fromkeys(("year", "month", "day")) if around is None else dict(vars(around))


def _key(user: User | None) -> int | None:
    return user.pk if user else None
