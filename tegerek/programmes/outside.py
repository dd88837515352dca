"""Meetings that are not kept here: earlier ones, and those of offices that do not use this system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Min
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.rough_days import RoughDay
from tegerek.lib.text import mended, one_line
from tegerek.people.models import User
from tegerek.places.models import Unit
from tegerek.programmes.models import Invited, OutsideMeeting, Programme
from tegerek.programmes.next_meetings import next_kinds

NUMBERS = ("notice_days", "women", "men", "questions", "decisions", "carried_out")


@dataclass(frozen=True)
class Outside:
    """Such a meeting as typed. Every number is a count, None for not known; around None: nobody knows when."""

    unit: Unit
    is_after: bool
    source: str
    kind: str = ""
    around: RoughDay | None = None
    where: str = ""
    notice_days: int | None = None
    women: int | None = None
    men: int | None = None
    questions: int | None = None
    decisions: int | None = None
    carried_out: int | None = None


@transaction.atomic
def write_outside(programme: Programme, typed: Outside, *, by: User | None, now: datetime) -> OutsideMeeting:
    """Write down a meeting that is not kept here. Journals outside.written. Raises Refusal: see _refuse."""
    _refuse(programme, typed, now)
    columns = _columns(typed)
    row = OutsideMeeting.objects.create(programme=programme, made_at=now, changed_at=now, by=by, **columns)
    record("outside.written", row, by=_key(by), at=now, programme=programme.pk)
    return row


@transaction.atomic
def change_outside(row: OutsideMeeting, typed: Outside, *, seen: int, by: User | None, now: datetime) -> None:
    """Put one right. Journals outside.changed. Raises Stale; Refusal: see _refuse."""
    _refuse(row.programme, typed, now)
    _update(row, seen, changed_at=now, by=by, **_columns(typed))
    record("outside.changed", row, by=_key(by), at=now)


@transaction.atomic
def take_back_outside(row: OutsideMeeting, *, seen: int, by: User | None, now: datetime) -> None:
    """It was written down by mistake: it stays and is not counted. Journals outside.taken_back. Raises Stale."""
    _update(row, seen, taken_back_at=now, changed_at=now, by=by)
    record("outside.taken_back", row, by=_key(by), at=now)


def _refuse(programme: Programme, typed: Outside, now: datetime) -> None:
    """Raises Refusal without a source, for more carried out than decided, and for a day that is surely on the other
    side of the training, or ahead.
    """
    if not one_line(mended(typed.source)):
        raise Refusal(_("Say from where this is known, for example: minutes of the aiyl okmotu, or by telephone."))
    if typed.kind and typed.kind not in next_kinds():
        raise Refusal(_("Choose one of the kinds of meeting."))
    if typed.decisions is not None and typed.carried_out is not None and typed.carried_out > typed.decisions:
        raise Refusal(_("More decisions are carried out than were taken. Check the two numbers."))
    if typed.around is None:
        return
    if typed.around.first > local_day(now):
        raise Refusal(_("This day has not come yet. Only what was held is written down here."))
    first, last = _training(programme, typed.unit)
    if typed.is_after and first and typed.around.last < first:
        raise Refusal(_("This day is before the training. Choose “before the training”, or check the day."))
    if not typed.is_after and last and typed.around.first > last:
        raise Refusal(_("This day is after the training. Choose “after the training”, or check the day."))


def _training(programme: Programme, unit: Unit) -> tuple[date | None, date | None]:
    """The first and the last day on which an aimak was trained. One query."""
    days = Invited.objects.filter(seminar__programme=programme, unit=unit, seminar__meeting__cancelled_at=None)
    found = days.aggregate(first=Min("seminar__meeting__held_on"), last=Max("seminar__meeting__held_on"))
    return found["first"], found["last"]


def _columns(typed: Outside) -> dict[str, Any]:
    plain = {name: value for name, value in vars(typed).items() if name != "around"}
    around = typed.around
    days = {name: getattr(around, name) if around else None for name in ("year", "month", "day")}
    texts = {name: one_line(mended(getattr(typed, name))) for name in ("where", "source")}
    return {**plain, **days, **texts}


def _update(row: OutsideMeeting, seen: int, **columns: Any) -> None:
    rows = OutsideMeeting.objects.filter(pk=row.pk, version=seen, taken_back_at=None)
    if not rows.update(version=F("version") + 1, **columns):
        raise Stale(_(CHANGED))


def _key(user: User | None) -> int | None:
    return user.pk if user else None
