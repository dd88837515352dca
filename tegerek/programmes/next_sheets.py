"""How far the next meeting of each invited aimak is: states alone, from the record, the telephone or paper.

Of a meeting in the aimak's own office only what that office lets the programme see: whether it was called, held and
closed, whether its minutes are public, whether what was asked is answered. A rehearsal is never counted.
"""

from __future__ import annotations

from collections import Counter as CountBy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from tegerek.lib.dates import ZONE, local_day
from tegerek.lib.rough_days import RoughDay
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.minutes.models import Edition
from tegerek.places.models import Body, Unit
from tegerek.places.rules import long_said
from tegerek.programmes.models import Invited, NextCall, NextFigures, NextMeeting, OutsideMeeting, Programme
from tegerek.programmes.rules import call_due, next_call_on
from tegerek.voices.answer_sheets import IS_OPEN
from tegerek.voices.models import Voice


class Step(StrEnum):
    """What becomes of a meeting, in order."""

    CALLED = "called"
    HELD = "held"
    CLOSED = "closed"
    MINUTED = "minuted"
    ANSWERED = "answered"


class Source(StrEnum):
    """From where a state is known."""

    RECORD = "record"
    PHONE = "phone"
    PAPER = "paper"


@dataclass(frozen=True)
class Fact:
    """Whether a step was taken: True, False, or None where nobody knows. source: "" while not known; on: its day."""

    step: Step
    is_so: bool | None = None
    source: str = ""
    on: date | None = None


@dataclass(frozen=True)
class CallLine:
    """The last call: its day, its outcome (NextCall.Outcome)."""

    on: date
    outcome: str


@dataclass(frozen=True)
class NextLine:
    """The next meeting of one invited aimak or town. No name of a person.

    invited: key of the invitation; unit, name: the aimak; office: its own, empty where it does not use this system.
    trained_on: the day of the seminar. version: 0 while nothing was written down. kind, subject, where, around: as they
    were meant at the seminar. is_shown: the office has said which meeting it is; number: its public number.
    is_rehearsal, is_cancelled: of that meeting, which then counts for nothing. facts: one for each Step, in order.
    rehearsal: key of the programme's own meeting made to print a pack. due: the call that is due, in months.
    """

    invited: int
    unit: int
    name: Said
    raion: Said
    seminar: int
    trained_on: date | None
    office: Said
    version: int
    kind: str
    subject: Said
    where: str
    around: RoughDay | None
    is_shown: bool
    number: int | None
    is_rehearsal: bool
    is_cancelled: bool
    rehearsal: int | None
    facts: tuple[Fact, ...]
    last_call: CallLine | None
    due: int | None
    next_call: date | None

    @property
    def is_begun(self) -> bool:
        """Whether anything was written down of it."""
        return bool(self.kind or self.subject or self.where or self.around or self.is_shown)

    @property
    def uses_system(self) -> bool:
        return bool(self.office)

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all is known of how far it is."""
        return all(fact.is_so is None for fact in self.facts)

    def fact(self, step: Step) -> Fact:
        return self.facts[list(Step).index(step)]

    def has(self, step: Step) -> bool | None:
        return self.fact(step).is_so


@dataclass(frozen=True)
class Known:
    """Of so many aimaks it is known (known), and so many did it (yes); of the rest nobody knows."""

    yes: int = 0
    known: int = 0
    of: int = 0

    @property
    def unknown(self) -> int:
        return self.of - self.known


@dataclass(frozen=True)
class NextGroup:
    """A raion, or everything: how many aimaks were trained, begun, and took each step. An aimak counts once."""

    name: Said
    of: int
    begun: int
    steps: tuple[tuple[Step, Known], ...]

    def step(self, step: Step) -> Known:
        return dict(self.steps)[step]

    @property
    def has_held(self) -> bool:
        """Whether any of them has held its next meeting."""
        return self.step(Step.HELD).yes > 0


@dataclass(frozen=True)
class NextSheet:
    """All aimaks whose seminar has come, by raion and name; groups by raion; total."""

    lines: tuple[NextLine, ...]
    groups: tuple[NextGroup, ...]
    total: NextGroup

    @property
    def due(self) -> tuple[NextLine, ...]:
        """Who is to be phoned, the longest waiting first."""
        rows = [line for line in self.lines if line.due is not None]
        return tuple(sorted(rows, key=lambda line: (line.trained_on or date.max, str(line.raion.in_("ky")))))

    @property
    def next_call(self) -> date | None:
        """The day on which the next of these calls will be due."""
        return min((line.next_call for line in self.lines if line.next_call), default=None)


@dataclass(frozen=True)
class NextTold:
    """What the public page tells: counts of aimaks, and the day they were published."""

    figures: Mapping[str, int]
    issued_on: date


def next_sheet(programme: Programme, today: date) -> NextSheet:
    """Of a programme in hand as of that day: without seminars ahead or cancelled, and without what came after it, which
    a report up to an earlier day does not tell. Five queries at most, however many aimaks.
    """
    rows = _invited(programme).filter(seminar__meeting__held_on__lte=today, seminar__meeting__cancelled_at=None)
    lines = _lines(programme, rows, today)
    raions = list(dict.fromkeys(line.raion for line in lines))
    groups = tuple(next_group(raion, [line for line in lines if line.raion == raion]) for raion in raions)
    return NextSheet(lines, groups, next_group(Said(), lines))


def seminar_lines(programme: Programme, seminar: int, today: date) -> tuple[NextLine, ...]:
    """Of one seminar (its key), held or not. Five queries at most, however many aimaks."""
    return _lines(programme, _invited(programme).filter(seminar=seminar), today)


def calls_due(programmes: Iterable[int], today: date) -> dict[int, int]:
    """By key of the programme: how many aimaks are to be phoned today, none where nobody is. One query.

    The same as the length of NextSheet.due, for many programmes at once.
    """
    calls = NextCall.objects.filter(invited=OuterRef("pk"), called_on__lte=today)
    told = calls.exclude(was_held=None).order_by("-called_on", "-pk")
    reached = calls.exclude(outcome=NextCall.Outcome.UNREACHED).order_by("-called_on")
    rows = Invited.objects.filter(
        ~Exists(calls.filter(outcome=NextCall.Outcome.NONE)),
        seminar__programme__in=list(programmes),
        seminar__meeting__held_on__lt=today,
        seminar__meeting__cancelled_at=None,
    ).annotate(
        on_paper=Exists(_on_paper(OuterRef("seminar__programme")).filter(unit=OuterRef("unit"))),
        told_held=Subquery(told.values("was_held")[:1]),
        reached_on=Subquery(reached.values("called_on")[:1]),
    )
    found = rows.select_related("seminar__meeting", "next_meeting__meeting")
    return dict(CountBy(row.seminar.programme_id for row in found if _must_phone(row, today)))


def next_group(name: Said, lines: Iterable[NextLine]) -> NextGroup:
    """The counts of some lines. An aimak that was invited twice did what any of its lines says it did. No query."""
    by_unit: dict[int, list[NextLine]] = {}
    for line in lines:
        by_unit.setdefault(line.unit, []).append(line)
    units = list(by_unit.values())
    return NextGroup(
        name=name,
        of=len(units),
        begun=sum(any(line.is_begun for line in unit) for unit in units),
        steps=tuple((step, _known([_any_of(unit, step) for unit in units])) for step in Step),
    )


def figures_of(total: NextGroup) -> dict[str, int]:
    """What can be published of it: numbers by words of the code."""
    steps = {str(step): known.yes for step, known in total.steps if step is not Step.CLOSED}
    return {"of": total.of, "known": total.step(Step.HELD).known, **steps}


def told_next(programme: int | str) -> NextTold | None:
    """What a programme (its key or its slug) has published of it; None until it has. One query."""
    lookup = {"programme__slug": programme} if isinstance(programme, str) else {"programme": programme}
    row = NextFigures.objects.filter(**lookup).last()
    return None if row is None else NextTold(row.figures, local_day(row.issued_at))


def _known(answers: list[bool | None]) -> Known:
    return Known(answers.count(True), len(answers) - answers.count(None), len(answers))


def _any_of(lines: list[NextLine], step: Step) -> bool | None:
    answers = [line.has(step) for line in lines]
    return True if True in answers else False if False in answers else None


def _invited(programme: Programme) -> QuerySet[Invited]:
    rows = Invited.objects.filter(seminar__programme=programme).select_related(
        "unit__parent__parent", "seminar__meeting", "next_meeting__rehearsal"
    )
    return rows.order_by("unit__parent__order_key", "unit__order_key", "seminar__meeting__held_on", "id")


def _lines(programme: Programme, rows: QuerySet[Invited], today: date) -> tuple[NextLine, ...]:
    found = list(rows)
    meetings = {row.pk: row for row in _meetings(found, today)}
    offices = dict(_offices(found))
    calls: dict[int, list[NextCall]] = {}
    for call in NextCall.objects.filter(invited__in=[row.pk for row in found], called_on__lte=today):
        calls.setdefault(call.invited_id, []).append(call)
    dated = [(row.unit_id, row.around) for row in _on_paper(programme).order_by("year", "month", "day")]
    on_paper = {unit: around for unit, around in dated if around is None or around.first <= today}
    return tuple(
        _line(row, meetings, offices.get(row.unit_id, Said()), calls.get(row.pk, []), on_paper, today) for row in found
    )


def _on_paper(programme: Any) -> QuerySet[OutsideMeeting]:
    """What was written down from elsewhere of meetings after the training."""
    return OutsideMeeting.objects.filter(programme=programme, is_after=True, taken_back_at=None)


def _offices(rows: Iterable[Invited]) -> Iterable[tuple[int, Said]]:
    return Body.objects.filter(is_office=True, unit__in={row.unit_id for row in rows}).values_list("unit", "name")


def _meetings(rows: Iterable[Invited], today: date) -> QuerySet[Any]:
    """The meetings that offices have shown, each with what the programme may know of it on that day."""
    midnight = datetime.combine(today + timedelta(1), time.min, ZONE)
    meant = [row.next_meeting for row in rows if _has_next(row)]
    shown = {one.meeting_id for one in meant if one.meeting_id is not None}
    editions = Edition.objects.filter(minutes__meeting=OuterRef("pk"), kind=Edition.Kind.PUBLIC, issued_at__lt=midnight)
    asked = Voice.objects.filter(meeting=OuterRef("pk"), recorded_at__isnull=False, way=Voice.Way.MEETING).exclude(
        kind=Voice.Kind.ISSUE
    )
    still_open = asked.filter(IS_OPEN | Q(answer__answered_on__gt=today))
    return Meeting.objects.filter(pk__in=shown).annotate(
        is_minuted=Exists(editions), asked_n=_counted(asked), open_n=_counted(still_open)
    )


def _counted(rows: QuerySet[Voice]) -> Subquery:
    return Subquery(rows.order_by().values("meeting").annotate(n=CountOf("pk")).values("n"))


def _has_next(row: Invited) -> bool:
    return hasattr(row, "next_meeting")


def _line(
    row: Invited,
    meetings: Mapping[int, Any],
    office: Said,
    calls: list[NextCall],
    on_paper: Mapping[int, RoughDay | None],
    today: date,
) -> NextLine:
    meant: NextMeeting | None = row.next_meeting if _has_next(row) else None
    shown = meetings.get(meant.meeting_id) if meant and meant.meeting_id else None
    facts = _facts(shown, calls, row.unit_id in on_paper, on_paper.get(row.unit_id), today)
    trained_on = row.seminar.meeting.held_on
    raion: Unit = row.unit.raion_or_city() or row.unit
    return NextLine(
        invited=row.pk,
        unit=row.unit_id,
        name=long_said(row.unit.kind, row.unit.name),
        raion=long_said(raion.kind, raion.name),
        seminar=row.seminar_id,
        trained_on=trained_on,
        office=office,
        version=meant.version if meant else 0,
        kind=meant.kind if meant else "",
        subject=meant.subject if meant else Said(),
        where=meant.where if meant else "",
        around=meant.around if meant else None,
        is_shown=shown is not None,
        number=shown.number if shown is not None else None,
        is_rehearsal=shown is not None and shown.is_rehearsal,
        is_cancelled=shown is not None and shown.cancelled_at is not None,
        rehearsal=meant.rehearsal_id if meant else None,
        facts=facts,
        last_call=CallLine(calls[-1].called_on, calls[-1].outcome) if calls else None,
        due=None if _is_ahead(shown, today) else _due(facts, calls, trained_on, today),
        next_call=next_call_on(trained_on, today) if trained_on and not _is_settled(facts, calls) else None,
    )


def _facts(shown: Any, calls: list[NextCall], has_paper: bool, paper: RoughDay | None, today: date) -> tuple[Fact, ...]:
    """The record before the telephone, the telephone before nothing; what was written down from paper was held."""
    facts = {step: Fact(step) for step in Step}
    for call in calls:
        for step in Step:
            told = getattr(call, f"was_{step}")
            if told is not None:
                facts[step] = Fact(step, told, Source.PHONE, call.called_on)
    if has_paper:
        facts[Step.HELD] = Fact(Step.HELD, True, Source.PAPER, paper.exact if paper else None)
    if _counts(shown):
        facts = {**facts, **_recorded(shown, today)}
    return tuple(facts[step] for step in Step)


def _recorded(shown: Any, today: date) -> dict[Step, Fact]:
    """What the record of a meeting says of that day. Where nothing was asked, nobody can say that it was answered."""
    days = {
        Step.CALLED: local_day(shown.called_at) if shown.called_at else None,
        Step.HELD: shown.held_on if shown.held_at else None,
        Step.CLOSED: local_day(shown.closed_at) if shown.closed_at else None,
    }
    known = {step: day if day is not None and day <= today else None for step, day in days.items()}
    facts = {step: Fact(step, day is not None, Source.RECORD, day) for step, day in known.items()}
    facts[Step.MINUTED] = Fact(Step.MINUTED, shown.is_minuted, Source.RECORD)
    was_asked = bool(shown.asked_n) and (days[Step.HELD] is None or facts[Step.HELD].is_so)
    answered = not shown.open_n if was_asked else None
    facts[Step.ANSWERED] = Fact(Step.ANSWERED, answered, Source.RECORD if was_asked else "")
    return facts


def _is_settled(facts: tuple[Fact, ...], calls: list[NextCall]) -> bool:
    """Whether nobody needs to be phoned any more: it was held, or they said that there will be none."""
    held = facts[list(Step).index(Step.HELD)]
    return held.is_so is True or any(call.outcome == NextCall.Outcome.NONE for call in calls)


def _is_ahead(shown: Any, today: date) -> bool:
    """Whether the office has called its meeting for a day that has not passed: then there is nothing to ask."""
    if not _counts(shown) or shown.called_at is None:
        return False
    return shown.held_on is not None and shown.held_on >= today


def _counts(shown: Any) -> bool:
    """Whether the record of a shown meeting, if any, says how far the next one is."""
    return shown is not None and not shown.is_rehearsal and shown.cancelled_at is None


def _must_phone(row: Any, today: date) -> bool:
    """Whether a call is due. row: as calls_due gathers it, where nobody said that there will be no meeting."""
    shown: Any = row.next_meeting.meeting if _has_next(row) else None
    was_held = shown.held_at is not None if _counts(shown) else row.on_paper or row.told_held
    if was_held or _is_ahead(shown, today):
        return False
    return call_due(row.seminar.meeting.held_on, today, row.reached_on) is not None


def _due(facts: tuple[Fact, ...], calls: list[NextCall], trained_on: date | None, today: date) -> int | None:
    if trained_on is None or _is_settled(facts, calls):
        return None
    reached = [call.called_on for call in calls if call.outcome != NextCall.Outcome.UNREACHED]
    return call_due(trained_on, today, max(reached, default=None))
