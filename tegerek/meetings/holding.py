"""What rosters hold of a person: lines that count without a name, reasons, scans; and two lines made one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tegerek.files.models import File
from tegerek.journal.actions import record
from tegerek.lib.said import Said
from tegerek.meetings import seats
from tegerek.meetings.lists.rows import ListTable
from tegerek.meetings.models import Closing, ListImport, Meeting, Participant
from tegerek.people import scans
from tegerek.people.holding import Holder, Kept, Row, traces_of
from tegerek.people.models import Person
from tegerek.people.posts import post_said
from tegerek.places.rules import long_said


@dataclass(frozen=True)
class OnRoster:
    """One roster a person stands or stood on: the meeting, as which post, from where, what is known of the coming.

    title: the name of the post; unit: the long name of the place, empty where not known.
    """

    meeting: Meeting
    post: str
    title: Said
    unit: Said
    is_confirmed: bool
    is_declined: bool
    came: bool | None


def rosters_of(person: Person) -> list[OnRoster]:
    """The rosters of a person, the latest meeting first. One query."""
    lines = Participant.objects.filter(person=person).select_related("meeting__place", "unit")
    return [
        OnRoster(
            line.meeting,
            line.post,
            post_said(line.post),
            long_said(line.unit.kind, line.unit.name) if line.unit else Said(),
            line.confirmed_at is not None,
            line.declined_at is not None,
            None if line.ticked_at is None else line.came,
        )
        for line in lines.order_by(F("meeting__held_on").desc(nulls_first=True), "-pk")
    ]


def told(person: Person) -> list[Row]:
    """Every line of a roster. One query."""
    lines = Participant.objects.filter(person=person).select_related("meeting", "unit").order_by("pk")
    return [_told_line(line) for line in lines]


def erase(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Take reason, needs and place off the lines; post, sex, age and ticks stay and count without a name.

    The reason of whoever came instead may speak of this person, and goes as well. Seats in a service tell of a need
    and are freed for whoever waits.
    """
    lines = Participant.objects.filter(person=person)
    freed = seats.release(lines, whats=seats.SERVICES, by=by, now=now)
    replacing = Participant.objects.filter(instead_of__person=person).exclude(reason="")
    reasons = replacing.update(reason="", version=F("version") + 1)
    emptied = lines.update(reason="", needs=[], attends="", unit=None, version=F("version") + 1)
    return {"roster_line": emptied, "reason": reasons, "seat": freed}


def join(kept: Person, gone: Person, *, by: int | None, now: datetime) -> None:
    """Two lines on one roster become one: that which knows more stays and takes what only the other knew."""
    theirs = {line.meeting_id: line for line in Participant.objects.filter(person=kept)}
    for line in Participant.objects.filter(person=gone, meeting__in=theirs):
        _become_one(theirs[line.meeting_id], line, kept, by=by, now=now)


def shared_rosters(kept: Person, gone: Person) -> list[Meeting]:
    """The meetings on whose roster both cards stand. One query."""
    both = Meeting.objects.filter(roster__person=kept).filter(roster__person=gone)
    return list(both.select_related("place").distinct())


def _become_one(one: Participant, other: Participant, person: Person, *, by: int | None, now: datetime) -> None:
    better, worse = sorted((one, other), key=_knowledge, reverse=True)
    for name in ("unit", "confirmed_at", "confirmed_by", "reason"):
        if not getattr(better, name) and not (name.startswith("confirmed") and better.declined_at):
            setattr(better, name, getattr(worse, name))
    if better.post == better._meta.get_field("post").default:
        better.post = worse.post
    better.tries += worse.tries
    if worse.tried_at and (better.tried_at is None or better.tried_at < worse.tried_at):
        better.tried_at, better.tried_by = worse.tried_at, worse.tried_by
    instead, replacing = better.instead_of_id or worse.instead_of_id, _replacing(better, worse)
    better.needs = sorted({*better.needs, *worse.needs})
    better.attends = better.attends or worse.attends
    better.band = better.band or worse.band
    seats.pass_on(worse, better, by=by, now=now)
    Participant.objects.filter(pk__in=[better.pk, worse.pk]).update(instead_of=None)
    Participant.objects.filter(instead_of__in=[better.pk, worse.pk]).update(instead_of=None)
    worse.delete()
    better.person, better.version = person, better.version + 1
    better.instead_of_id = None if instead in {better.pk, worse.pk} else instead
    better.save()
    seats.settle(better, by=None, now=now)
    if replacing is not None:
        Participant.objects.filter(pk=replacing).update(instead_of=better)
    record("roster.joined", better, by=by, at=now, meeting=better.meeting_id)


def _knowledge(line: Participant) -> tuple[bool, bool, int]:
    """What makes one line worth more than another: ticks, then a word given, then having been there first."""
    return (line.ticked_at is not None, bool(line.confirmed_at or line.declined_at), -line.pk)


def _replacing(better: Participant, worse: Participant) -> int | None:
    """Who comes instead of either line, that of the better one first."""
    pair = [better.pk, worse.pk]
    found = Participant.objects.filter(instead_of__in=pair).exclude(pk__in=pair)
    return next(iter(sorted(found.values_list("pk", flat=True))), None)


def _told_line(line: Participant) -> Row:
    return {
        "kind": "roster line",
        "meeting": str(line.meeting.title.in_("ky")),
        "number": line.meeting.number,
        "day": line.meeting.held_on,
        "post": line.post,
        "place": str(line.unit or ""),
        "confirmed on": line.confirmed_at,
        "declined on": line.declined_at,
        "phoned in vain": line.tries,
        "needs": ", ".join(line.needs),
        "takes part": line.attends,
        "age": line.band,
        "reason": line.reason,
        "came in the morning": line.morning,
        "came in the afternoon": line.afternoon,
    }


def _scans(person: Person) -> QuerySet[File]:
    keys = Participant.objects.filter(person=person).values_list("meeting", flat=True)
    return scans.scans_of("meetings.meeting", keys)


def told_scans(person: Person) -> list[Row]:
    """Scans of the sheets of those meetings. Two queries."""
    return scans.told_scans(_scans(person))


def kept_scans(person: Person) -> list[Kept]:
    """Those that must be kept. Two queries."""
    return scans.kept_scans(_scans(person))


def erase_scans(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Destroy or close them."""
    return scans.erase_scans(_scans(person), by=by, now=now)


def _lists(person: Person) -> list[tuple[ListImport, ListTable, set[int]]]:
    """Open lists of the office that name the person or were not read yet, and the numbers of those rows. One query."""
    traces = traces_of(person)
    found = []
    for row in ListImport.objects.filter(meeting__office=person.office_id, ended_at=None).order_by("pk").iterator():
        table = ListTable.from_json(row.table)
        named = {one.n for one in table.rows if traces.are_in(f"{one.name}\n{one.post}\n{one.phone}")}
        if named or not row.table or traces.are_in(row.file_name):
            found.append((row, table, named))
    return found


def told_lists(person: Person) -> list[Row]:
    """Lists that wait to be taken over and name the person. Two queries."""
    return [
        {"kind": "list of participants", "number": row.pk, "brought on": row.brought_at, "rows": len(named)}
        for row, _table, named in _lists(person)
    ]


def erase_lists(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Take the person's rows out of lists that wait, with the file they came in; one that was not read goes whole."""
    found = _lists(person)
    for row, table, named in found:
        left = replace(table, rows=tuple(one for one in table.rows if one.n not in named))
        kept = {"table": left.as_json()} if left.rows else {"table": {}, "trouble": Said(), "ended_at": now}
        rows = ListImport.objects.filter(pk=row.pk)
        rows.update(source=b"", file_name="", version=F("version") + 1, **kept)
    return {"list": len(found)}


def told_closings(person: Person) -> list[Row]:
    """The meetings of which somebody was chair or secretary. One query."""
    roles = Q(chair=person) | Q(secretary=person)
    rows = Closing.objects.filter(roles).select_related("meeting").order_by("pk")
    return [
        {
            "kind": "chair of a meeting" if row.chair_id == person.pk else "secretary of a meeting",
            "meeting": str(row.meeting.title.in_("ky")),
            "number": row.meeting.number,
            "day": row.meeting.held_on,
        }
        for row in rows
    ]


def erase_closings(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Nothing stands there but the key of the card, which is emptied."""
    return {}


HOLDERS = (
    Holder(
        "closings",
        _("Meetings led, or of which the person was secretary"),
        _("The name goes at once. That there was a chair and a secretary stays."),
        told_closings,
        erase_closings,
    ),
    Holder(
        "lists",
        _("Lists of participants that wait to be taken over"),
        _("The rows of the person and the file they came in are destroyed at once."),
        told_lists,
        erase_lists,
        tables=("meetings.listimport",),
    ),
    Holder(
        "rosters",
        _("Lists of meetings"),
        _("The name goes at once. Post, sex, age group and ticks stay and count without a name."),
        told,
        erase,
        join=join,
        tables=("meetings.participant",),
    ),
    Holder(
        "scans",
        _("Scans of sign-in sheets of those meetings"),
        _("Destroyed at once, for everybody on them; those that must be kept are closed and listed below."),
        told_scans,
        erase_scans,
        kept_scans,
    ),
)
