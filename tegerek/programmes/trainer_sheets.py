"""The trainers of a programme, seminar by seminar, with what speaks against each; and the roads they need.

Private: names stand here, so no public page may ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from django.db.models import F

from tegerek.lib.said import Said
from tegerek.meetings.roster_sheets import RosterSheet
from tegerek.meetings.rules import State, When
from tegerek.people.models import Person
from tegerek.places.models import Body
from tegerek.places.rules import long_said
from tegerek.programmes.busy import IDLE, ROWS, Judged, Snag, busy_in, busy_of, judge, roads_of, without_phone
from tegerek.programmes.models import Programme, Road, Seminar, Trainer
from tegerek.programmes.road_rules import MOST_IN_A_ROW, Fit
from tegerek.programmes.rosters import seats_sheet
from tegerek.programmes.sheets import PersonLine, person


@dataclass(frozen=True)
class TrainerLine:
    """Somebody who trains at a seminar.

    name: "" once the person is erased. place, day, starts, ends: what the row says, else what the seminar says; None is
    not known. in_a_row: days of training that follow one another around this one, in all programmes. has_phone: without
    one nobody can say whether another programme has this trainer too.
    """

    key: int
    person: int
    name: str
    place: Said
    day: date | None
    starts: time | None
    ends: time | None
    lang: str
    despite: str
    snags: tuple[Snag, ...]
    in_a_row: int
    has_phone: bool

    @property
    def is_tired(self) -> bool:
        """Whether more days follow one another than our default."""
        return self.in_a_row > MOST_IN_A_ROW


@dataclass(frozen=True)
class SeminarTrainers:
    """A seminar with its trainers."""

    key: int
    meeting: int
    place: Said
    when: When
    state: State
    trainers: tuple[TrainerLine, ...]


@dataclass(frozen=True)
class RoadLine:
    """A road of the table. The names are long: «Нарын району»."""

    key: int
    start: Said
    goal: Said
    is_both_ways: bool
    hours: Decimal | None
    closed_from: date | None
    closed_until: date | None
    source: str
    said_on: date


@dataclass(frozen=True)
class Wanted:
    """A road that the trainers of a programme need and nobody has typed: keys and names of both ends."""

    start: int
    goal: int
    start_name: Said
    goal_name: Said


def trainers_sheet(programme: Programme, *, seminar: int | None = None) -> tuple[SeminarTrainers, ...]:
    """Every seminar of a programme in order of day, or one. Eight queries, however many seminars and trainers."""
    rows = programme.seminars.select_related("meeting__place")
    rows = rows if seminar is None else rows.filter(pk=seminar)
    ordered = rows.order_by(
        F("meeting__held_on").asc(nulls_last=True), F("meeting__starts_at").asc(nulls_last=True), "id"
    )
    lines = _lines(programme, seminar)
    return tuple(_seminar(row, lines.get(row.pk, [])) for row in ordered)


def wanted_roads(sheet: tuple[SeminarTrainers, ...]) -> tuple[Wanted, ...]:
    """The roads within the own office that are not known and that somebody must take, each once. No query."""
    found = {}
    for snag in (snag for row in sheet for line in row.trainers for snag in line.snags):
        if snag.clash.fit is not Fit.NOT_KNOWN or snag.other.is_elsewhere:
            continue
        ends = (snag.other, snag.here) if snag.is_before else (snag.here, snag.other)
        keys = [end.stay.places[0] for end in ends if end.stay]
        found[frozenset(keys)] = Wanted(keys[0], keys[1], ends[0].place, ends[1].place)
    return tuple(found.values())


def roads_sheet(office: Body) -> tuple[RoadLine, ...]:
    """The table of roads of an office, by name of the beginning. One query."""
    rows = Road.objects.filter(office=office).select_related("start", "goal")
    return tuple(map(_road, rows.order_by("start__order_key", "goal__order_key", "pk")))


def known_trainers(office: Body) -> tuple[Person, ...]:
    """Whoever has trained for an office or is to, by name. One query."""
    keys = Trainer.objects.filter(seminar__programme__office=office).values("person")
    return tuple(Person.objects.filter(pk__in=keys, erased_at=None).order_by("name_key", "pk"))


def _lines(programme: Programme, seminar: int | None) -> dict[int, list[TrainerLine]]:
    rows = Trainer.objects.filter(seminar__programme=programme).select_related("person", *ROWS)
    rows = rows if seminar is None else rows.filter(seminar=seminar)
    trainers = list(rows)
    persons = {row.person_id for row in trainers}
    busy, roads = busy_of(persons, programme.office_id), roads_of(programme.office_id)
    unphoned = without_phone(persons)
    found: dict[int, list[TrainerLine]] = {}
    for row in trainers:
        others = [one for one in busy[row.person_id] if one.trainer != row.pk]
        is_idle = row.seminar.meeting.state in IDLE
        judged = Judged() if is_idle else judge(busy_in(row), others, roads)
        found.setdefault(row.seminar_id, []).append(_line(row, judged, row.person_id not in unphoned))
    return found


def _line(row: Trainer, judged: Judged, has_phone: bool) -> TrainerLine:
    here, when = busy_in(row), row.seminar.meeting.when
    return TrainerLine(
        key=row.pk,
        person=row.person_id,
        name=row.person.name,
        place=here.place,
        day=row.day or when.first,
        starts=row.starts or when.starts,
        ends=row.ends or when.ends,
        lang=row.lang,
        despite=row.despite,
        snags=judged.snags,
        in_a_row=judged.in_a_row,
        has_phone=has_phone,
    )


def _seminar(row: Seminar, lines: list[TrainerLine]) -> SeminarTrainers:
    place = row.meeting.place
    by_hour = sorted(lines, key=lambda line: (line.starts or time.min, line.key))
    return SeminarTrainers(
        row.pk, row.meeting_id, long_said(place.kind, place.name), row.meeting.when, row.meeting.state, tuple(by_hour)
    )


def _road(row: Road) -> RoadLine:
    start, goal = (long_said(unit.kind, unit.name) for unit in (row.start, row.goal))
    return RoadLine(
        row.pk, start, goal, row.is_both_ways, row.hours, row.closed_from, row.closed_until, row.source, row.said_on
    )


@dataclass(frozen=True)
class TrainingDay:
    """What a trainer must know of a day besides hour and place. expected: as planned, None if nobody said; listed,
    confirmed: people with a seat. aimaks: those invited, with how many of each are listed. contact: of the programme.
    """

    trainers: tuple[TrainerLine, ...]
    expected: int | None
    listed: int
    confirmed: int
    aimaks: tuple[tuple[Said, int], ...]
    contact: PersonLine | None


def training_day(seminar: Seminar, roster: RosterSheet) -> TrainingDay:
    """Of a seminar in hand (programme with its contact, meeting, place) and its roster. Ten queries."""
    seats = seats_sheet(seminar, roster)
    (row,) = trainers_sheet(seminar.programme, seminar=seminar.pk)
    return TrainingDay(
        trainers=row.trainers,
        expected=seminar.planned if seminar.planned is not None else seats.seats or None,
        listed=seats.listed,
        confirmed=sum(line.confirmed for line in seats.posts),
        aimaks=tuple((line.name, line.listed) for line in seats.aimaks),
        contact=person(seminar.programme.contact),
    )
