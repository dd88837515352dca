"""Two programmes of two offices that know one trainer, each by a card of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from tegerek.lib.said import Said
from tegerek.meetings.rules import When
from tegerek.people.actions import keep_person
from tegerek.people.models import Person
from tegerek.places.models import Body, Unit
from tegerek.programmes import trainers
from tegerek.programmes.actions import Words, add_seminar, draft_programme
from tegerek.programmes.models import Programme, Road, Seminar, Trainer
from tegerek.programmes.trainers import RoadWords, Typed
from tests.meetings.rows import NOW, an_office

PHONE = "+996000777001"
DAY = date(2026, 3, 17)
PLAIN = Typed()


@dataclass(frozen=True)
class Two:
    """north, south: the seminar of each programme; theirs: the trainer's card at the office of the south."""

    north: Seminar
    south: Seminar
    ours: Person
    theirs: Person


def a_seminar(place: Unit, when: When, *, office: Body | None = None, title: str = "Семинар") -> Seminar:
    programme = draft_programme(Words(title=Said.of(ky=title)), office=office or an_office(), by=None, now=NOW)
    return one_more(programme, place, when)


def one_more(programme: Programme, place: Unit, when: When) -> Seminar:
    seminar = add_seminar(programme, place=place, when=when, by=None, now=NOW)
    rows = Seminar.objects.select_related("programme__office", "meeting__place__parent", "meeting__venue")
    return rows.get(pk=seminar.pk)


def a_card(office: Body, name: str = "Ойдонова Жылдыз", *phones: str) -> Person:
    return keep_person(None, office=office, name=name, phones=phones, by=None, now=NOW)


def two_offices(north: Unit, south: Unit) -> Two:
    """The north until 17:00 of one day, the south from 9:00 of the next."""
    first = a_seminar(north, When(DAY, None, time(9), time(17)), office=an_office(), title="Түндүктүн сыры")
    other = When(date(2026, 3, 18), None, time(9), time(16))
    second = a_seminar(south, other, office=an_office(), title="Түштүк")
    ours = a_card(first.programme.office, "Ойдонова Жылдыз", PHONE)
    theirs = a_card(second.programme.office, "Жылдыз Ойдонова", PHONE)
    return Two(first, second, ours, theirs)


def put(seminar: Seminar, person: Person, typed: Typed = PLAIN) -> Trainer:
    return trainers.assign_trainer(seminar, typed, person=person, by=None, now=NOW)


def a_road(office: Body, start: Unit, goal: Unit, hours: str | None = "18", **more: object) -> Road:
    words = RoadWords(Decimal(hours) if hours else None, "айдоочу", date(2026, 3, 1), **more)  # type: ignore[arg-type]  # as typed
    return trainers.set_road(office, start, goal, words, by=None, now=NOW)
