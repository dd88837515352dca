"""A yearly report from its first day to its rating: begun, completed in own words, given and frozen, rated.

Pages and papers are made above this room: whoever gives a report hands in the function that makes them. It gets the
frozen sheet and nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tegerek.commitments.models import Rating, Report, ReportPick, ReportPiece
from tegerek.commitments.report_sheets import SCHEMA, ReportSheet, choices_of, digest_of, report_sheet, thaw
from tegerek.journal.actions import give_number, record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.minutes.editions import Piece
from tegerek.minutes.frozen import to_bytes
from tegerek.people.models import Mandate, Person, Post, User
from tegerek.places.models import Body

# The kind of meeting at which reports are given.
KIND = "report"
Write = Callable[[ReportSheet], Iterable[Piece]]


@dataclass(frozen=True)
class Told:
    """Who reports, and of which time. person: the card of a deputy; None for the head."""

    since: date
    until: date
    person: Person | None = None


@dataclass(frozen=True)
class Rated:
    """How those present rated it. Votes: hands raised, None for not counted."""

    outcome: str
    satisfactory: int | None = None
    unsatisfactory: int | None = None
    abstained: int | None = None


@transaction.atomic
def begin_report(office: Body, told: Told, *, meeting: Meeting | None = None, by: User | None, now: datetime) -> Report:
    """Begin the report of the head or of a deputy. Journals report.begun.

    Raises Refusal for a time that ends before it begins or lies ahead, an office without a place, somebody who is no
    deputy of it, a meeting of another kind or office, and where one of the same person and time is being written.
    """
    unit = office.unit
    if unit is None:
        raise Refusal(_("This office has no place of its own, so nobody can report for it."))
    _check_time(told, now)
    _check_deputy(office, told.person)
    _check_meeting(office.pk, meeting)
    drafts = Report.objects.filter(office=office, person=told.person, since=told.since, until=told.until)
    if drafts.filter(given_at=None).exists():
        raise Refusal(_("A report of the same time is being written already. Go on with that one."))
    made = Report.objects.create(
        office=office,
        place=unit,
        whose=Report.Whose.DEPUTY if told.person else Report.Whose.HEAD,
        person=told.person,
        since=told.since,
        until=told.until,
        meeting=meeting,
        made_at=now,
        changed_at=now,
        by=by,
    )
    record("report.begun", made, by=_key(by), at=now, whose=str(made.whose))
    return made


@transaction.atomic
def word_report(
    report: Report, own: Said, *, meeting: Meeting | None, seen: int, by: User | None, now: datetime
) -> None:
    """The own words of who reports, and the meeting at which it is given. Journals report.worded.

    Raises Refusal once it was given and for a meeting of another kind or office; Stale.
    """
    _refuse_given(report)
    _check_meeting(report.office_id, meeting)
    _change(report, seen, now, own=own, meeting=meeting)
    record("report.worded", report, by=_key(by), at=now)


@transaction.atomic
def pick_rows(
    report: Report, *, voices: Iterable[int], commitments: Iterable[int], seen: int, by: User | None, now: datetime
) -> None:
    """Say which of what is on record for the deputies is this deputy's. voices, commitments: their keys; none is an
    answer too. Journals report.picked. Raises Refusal once it was given, and for what is on record for nobody; Stale.
    """
    _refuse_given(report)
    offered = choices_of(report, local_day(now))
    asked, decided = set(voices), set(commitments)
    known = {line.key for line in offered.asked}, {one.line.key for one in offered.decided}
    if not (asked <= known[0] and decided <= known[1]):
        raise Refusal(_("Only what is on record for the deputies of that time can be ticked."))
    _change(report, seen, now, picked_at=now)
    ReportPick.objects.filter(report=report).delete()
    rows = [ReportPick(report=report, voice_id=key) for key in sorted(asked)]
    rows += [ReportPick(report=report, commitment_id=key) for key in sorted(decided)]
    ReportPick.objects.bulk_create(rows)
    record("report.picked", report, by=_key(by), at=now, rows=len(rows))


@transaction.atomic
def give_report(report: Report, write: Write, *, read: str, seen: int, by: User | None, now: datetime) -> None:
    """Give the report: it gets its number, everybody can read it, and it is frozen in every language.

    write: makes pages and files of a frozen sheet. read: the digest of what was read before. report: with office,
    place above, person and meeting loaded. Takes as long as making the files. Journals report.given. Raises Refusal
    without a called meeting, at a rehearsal, and if it was given already; Stale where a figure is another one.
    """
    _refuse_given(report)
    _check_called(report.meeting)
    sheet = report_sheet(report, local_day(now))
    if digest_of(sheet) != read:
        raise Stale(_(CHANGED))
    number = give_number(report, at=now)
    _change(report, seen, now, given_at=now, number=number)
    said = replace(sheet, number=number, given_on=local_day(now))
    body = to_bytes(said)
    pieces = [Piece("", "sheet", body), *write(thaw(body, SCHEMA))]
    ReportPiece.objects.bulk_create(_row(report, piece) for piece in pieces)
    record("report.given", report, by=_key(by), at=now, meeting=report.meeting_id, number=number)


@transaction.atomic
def rate_report(report: Report, rated: Rated, *, seen: int, by: User | None, now: datetime) -> None:
    """How those present rated it; written again, the new rating stands. Journals report.rated.

    No rule known to us says how many hands decide: the outcome is that which the meeting announced. Raises Refusal
    before it was given and before its meeting was held; Stale.
    """
    meeting = report.meeting
    if report.given_at is None or meeting is None:
        raise Refusal(_("Give the report first: people rate what they could read."))
    if meeting.held_at is None:
        raise Refusal(_("The rating is written down once the meeting was held."))
    _change(report, seen, now)
    columns: dict[str, Any] = {
        "outcome": Rating.Outcome(rated.outcome),
        "votes_satisfactory": rated.satisfactory,
        "votes_unsatisfactory": rated.unsatisfactory,
        "abstained": rated.abstained,
        "at": now,
        "by": by,
    }
    rating, _is_new = Rating.objects.update_or_create(report=report, defaults=columns)
    Rating.objects.filter(pk=rating.pk).update(version=F("version") + 1)
    record("report.rated", report, by=_key(by), at=now, outcome=str(rated.outcome), meeting=meeting.pk)


@transaction.atomic
def remove_report(report: Report, *, seen: int, by: User | None, now: datetime) -> None:
    """Throw a draft away. Journals report.removed. Raises Refusal once it was given; Stale."""
    _refuse_given(report)
    record("report.removed", report, by=_key(by), at=now)
    gone, _rows = Report.objects.filter(pk=report.pk, version=seen, given_at=None).delete()
    if not gone:
        raise Stale(_(CHANGED))


def _check_time(told: Told, now: datetime) -> None:
    if told.until < told.since:
        raise Refusal(_("The last day lies before the first. Check the two days."))
    if told.since > local_day(now):
        raise Refusal(_("This time lies ahead. A report tells of what was."))


def _check_deputy(office: Body, person: Person | None) -> None:
    if person is None:
        return
    is_deputy = Mandate.objects.filter(person=person, person__office=office, post=Post.DEPUTY).exists()
    if not is_deputy:
        raise Refusal(_("No post of a deputy stands on this card. Write it down first."))


def _check_meeting(office: int, meeting: Meeting | None) -> None:
    if meeting is not None and (meeting.kind != KIND or meeting.office_id != office):
        raise Refusal(_("A report is given at a report meeting of the same office."))


def _check_called(meeting: Meeting | None) -> None:
    if meeting is None:
        raise Refusal(_("Choose first at which report meeting it is given."))
    if meeting.is_rehearsal:
        raise Refusal(_("At a rehearsal no report is given: everybody could read it."))
    if meeting.called_at is None or meeting.cancelled_at is not None:
        raise Refusal(_("This meeting is not called. Call it first, or choose another one."))


def _refuse_given(report: Report) -> None:
    if report.given_at is not None:
        raise Refusal(_("This report was given: it stays as it is."))


def _change(report: Report, seen: int, now: datetime, **columns: Any) -> None:
    """Write columns if nobody changed it since this person opened it."""
    rows = Report.objects.filter(pk=report.pk, version=seen)
    if not rows.update(version=F("version") + 1, changed_at=now, **columns):
        raise Stale(_(CHANGED))
    report.version = seen + 1
    for name, value in columns.items():
        setattr(report, name, value)


def _row(report: Report, piece: Piece) -> ReportPiece:
    digest = hashlib.sha256(piece.body).hexdigest()
    return ReportPiece(report=report, lang=piece.lang, form=piece.form, schema=SCHEMA, sha256=digest, body=piece.body)


def _key(user: User | None) -> int | None:
    return user.pk if user else None
