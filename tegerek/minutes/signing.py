"""From written to signed: read back, signed on paper with its scan, remarks and what the office says to them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tegerek.files import actions as files
from tegerek.files.models import File, Purpose
from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.minutes.actions import card_of, change_head, check_day
from tegerek.minutes.models import Minutes, Remark
from tegerek.people.models import Person, User

# On what ground the scan stays when somebody who spoke is erased: it is closed then, and not destroyed.
BASIS = "Жыйындын кол коюлган протоколу"


@transaction.atomic
def record_read_back(minutes: Minutes, *, on: date, seen: int, by: User | None, now: datetime) -> None:
    """The day on which the minutes were read back. Journals minutes.read_back. Raises Refusal, Stale."""
    check_day(minutes, on, now)
    if minutes.signed_on is not None and on > minutes.signed_on:
        raise Refusal(_("They were signed before this day. Check the two days."))
    change_head(minutes, seen, now, read_back_on=on)
    record("minutes.read_back", minutes, by=_key(by), at=now, meeting=minutes.meeting_id, on=on)


@transaction.atomic
def record_signed(minutes: Minutes, *, on: date, seen: int, by: User | None, now: datetime) -> None:
    """The day on which chair and secretary signed the paper. Journals minutes.signed. Raises Refusal, Stale."""
    check_day(minutes, on, now)
    if minutes.read_back_on is not None and on < minutes.read_back_on:
        raise Refusal(_("They were read back later than this day. Check the two days."))
    change_head(minutes, seen, now, signed_on=on)
    record("minutes.signed", minutes, by=_key(by), at=now, meeting=minutes.meeting_id, on=on)


@transaction.atomic
def keep_signed_scan(minutes: Minutes, data: bytes, *, name: str, seen: int, by: User | None, now: datetime) -> File:
    """Keep the scan of the signed paper and its digest; an earlier scan stays beside it. Journals minutes.scan_kept.

    Raises Refusal for what is no scan, and while no day of signing is written down; Stale.
    """
    if minutes.signed_on is None:
        raise Refusal(_("Write down first on which day the paper was signed."))
    key, office = _key(by), minutes.meeting.office_id
    file = files.keep(data, name=name, purpose=Purpose.SCAN, owner=minutes, office=office, by=key, now=now, basis=BASIS)
    change_head(minutes, seen, now, scan_sha256=file.sha256)
    record("minutes.scan_kept", minutes, by=key, at=now, meeting=minutes.meeting_id, file=file.pk)
    return file


def note_fetch(minutes: Minutes, file: File, *, by: User, now: datetime) -> None:
    """Write down that somebody fetched the scan: names stand on it. Journals minutes.scan_fetched."""
    record("minutes.scan_fetched", minutes, by=by.pk, at=now, meeting=minutes.meeting_id, file=file.pk)


@transaction.atomic
def add_remark(
    minutes: Minutes, text: Said, *, received_on: date, remarker: Person | str | None, by: User | None, now: datetime
) -> Remark:
    """Write down what somebody objects to. remarker: a card, or a name for a new one. Journals minutes.remark_added.

    No term is asked for: a remark that came late is a remark. Raises Refusal without words and for a day to come.
    """
    if not text:
        raise Refusal(_("Write down what the remark says."))
    check_day(minutes, received_on, now)
    who = card_of(minutes, remarker, by=by, now=now)
    made = Remark.objects.create(minutes=minutes, received_on=received_on, remarker=who, text=text, at=now, by=by)
    record("minutes.remark_added", made, by=_key(by), at=now, meeting=minutes.meeting_id)
    return made


@transaction.atomic
def answer_remark(
    remark: Remark, answer: Said, *, answered_on: date, seen: int, by: User | None, now: datetime
) -> None:
    """Write down what the office says to a remark. Journals minutes.remark_answered. Raises Refusal, Stale."""
    if not answer:
        raise Refusal(_("Write down what the office says to it."))
    if answered_on < remark.received_on or answered_on > local_day(now):
        raise Refusal(_("The answer came after the remark, and not later than today. Check the day."))
    rows = Remark.objects.filter(pk=remark.pk, version=seen)
    if not rows.update(version=F("version") + 1, answer=answer, answered_on=answered_on):
        raise Stale(_(CHANGED))
    remark.refresh_from_db()
    record("minutes.remark_answered", remark, by=_key(by), at=now, meeting=remark.minutes.meeting_id)


def _key(user: User | None) -> int | None:
    return user.pk if user else None
