"""Trainers of the demo's programmes, one of them in too great a hurry; roads as somebody drove them; a money list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tegerek.demo.cast import Cast
from tegerek.demo.land import Land
from tegerek.demo.moments import at
from tegerek.demo.trainings import Trainings
from tegerek.people.actions import keep_person
from tegerek.people.models import Person, User
from tegerek.programmes import paying, trainers
from tegerek.programmes.models import Programme, Seminar
from tegerek.programmes.pay_sheets import RatesLine, distances_sheet
from tegerek.programmes.trainers import RoadWords, Typed

NAMES = (
    ("Ойдонова Жылдыз", "+996000000901"),
    ("Сынаков Таалай", "+996000000902"),
    ("Мисалова Бурул", "+996000000903"),
)
REASON = "кечинде учак менен учат"
# Roads that one trainer takes: from which seminar to which, in order of day, and how many hours. The last takes longer
# than the night between them.
ROADS = ((1, 2, "3"), (0, 3, "14"), (2, 4, "15.5"), (4, 5, "18"))
# Kilometres from each aimak of the invented raion, in the order of its list; of the other nobody knows.
KM = (12,)


@dataclass(frozen=True)
class Training:
    """hurried: the seminar to which a trainer comes in spite of a road that is too long."""

    hurried: Seminar


def put_down_trainers(land: Land, cast: Cast, trainings: Trainings) -> Training:
    """Two trainers take turns; one of them is put down against the table of roads, with a reason."""
    by, now = cast.coordinator.user, at("2026-03-02")
    one, other, third = (_person(land, name, phone, by) for name, phone in NAMES)
    seminars = _seminars(trainings.together)
    _drive(seminars, by)
    for seminar, person in zip(seminars, (one, other, other, one, other, other), strict=True):
        typed = Typed(lang="ky", despite=REASON if seminar == seminars[-1] else "")
        trainers.assign_trainer(seminar, typed, person=person, by=by, now=now)
    trial = _seminars(trainings.trial)[0]
    trainers.assign_trainer(trial, Typed(lang="ky"), person=third, by=by, now=at("2026-02-12"))
    _pay(trial, by)
    return Training(seminars[-1])


def _person(land: Land, name: str, phone: str, by: User) -> Person:
    return keep_person(None, office=land.trainers, name=name, phones=[phone], by=by.pk, now=at("2026-02-11"))


def _seminars(programme: Programme) -> list[Seminar]:
    rows = programme.seminars.select_related("programme__office", "meeting__place__parent", "meeting__venue")
    return list(rows.order_by("meeting__held_on", "pk"))


def _drive(seminars: list[Seminar], by: User) -> None:
    for start, goal, hours in ROADS:
        here, there = (seminars[n].meeting.place for n in (start, goal))
        words = RoadWords(Decimal(hours), "окуу борборунун айдоочусу", date(2026, 2, 27))
        trainers.set_road(seminars[0].programme.office, here, there, words, by=by, now=at("2026-03-02"))


def _pay(seminar: Seminar, by: User) -> None:
    """What the trial seminar pays, and how far people came to it."""
    rates = RatesLine(
        per_day=50000, per_km=700, is_return=True, source="Окуу борборунун 2026-жылдын 2-февралындагы № 14 буйругу"
    )
    paying.set_rates(seminar.programme, rates, seen=0, by=by, now=at("2026-02-12"))
    units = [line.unit for line in distances_sheet(seminar)]
    known: dict[int, int | None] = dict(zip(units, KM, strict=False))
    paying.set_distances(seminar, known, source="окуу борборунун жол таблицасы", by=by, now=at("2026-03-04"))
