"""Who trains at the sample series: three trainers, the roads between their seminars, two reasons for going on all the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations

from tegerek.demo.moments import at
from tegerek.demo.trained.people import Staff
from tegerek.demo.trained.series import seminars_of
from tegerek.demo.training import NAMES, REASON
from tegerek.people.actions import keep_person
from tegerek.people.models import Person, User
from tegerek.programmes import trainers
from tegerek.programmes.models import Programme, Seminar
from tegerek.programmes.trainers import RoadWords, Typed

# The first one also trains for another implementer, under the same name and phone.
TRAINERS = (NAMES[0], ("Сынаков Мирбек", "+996000010901"), ("Үлгүева Кайыргүл", "+996000010902"))
# Who helps besides: seminar, trainer, why it is done although something speaks against it.
HELPERS = ((0, 1, "эртең менен жолго чыгат, жол тааныш"), (9, 2, REASON))
# The last seminar of the first trainer, who is busy with another programme after it: nobody typed that road.
LAST_OF_FIRST, SPRING = 9, "башка программа төрт айдан кийин гана"
# A road that takes longer than the night between two seminars, in hours.
LONG = {(8, 9): "18"}


def put_down_trainers(programme: Programme, staff: Staff) -> None:
    """Each of the three takes every third seminar."""
    by, seminars = staff.coordinator.user, seminars_of(programme)
    people = [_person(staff, name, phone) for name, phone in TRAINERS]
    _drive(seminars, by)
    # The latest first: what comes next for the first trainer is a seminar of the other implementer, in spring.
    for n, seminar in reversed(list(enumerate(seminars))):
        _assign(seminar, people[n % len(people)], SPRING if n == LAST_OF_FIRST else "", by)
    for seminar_n, trainer, reason in HELPERS:
        _assign(seminars[seminar_n], people[trainer], reason, by)


def _assign(seminar: Seminar, person: Person, reason: str, by: User) -> None:
    trainers.assign_trainer(seminar, Typed(lang="ky", despite=reason), person=person, by=by, now=at("2025-10-02"))


def _person(staff: Staff, name: str, phone: str) -> Person:
    by = staff.coordinator.user.pk
    return keep_person(None, office=staff.office, name=name, phones=[phone], by=by, now=at("2025-10-01"))


def _drive(seminars: list[Seminar], by: User) -> None:
    """The table of roads: those that one of the three may have to take, as the driver of the centre told them."""
    pairs = {
        pair: str(3 + (5 * pair[0] + 3 * pair[1]) % 11)
        for start in range(len(TRAINERS))
        for pair in combinations(range(start, len(seminars), len(TRAINERS)), 2)
    }
    for (start, goal), hours in (pairs | LONG).items():
        words = RoadWords(Decimal(hours), "окуу борборунун айдоочусу", date(2025, 9, 30))
        here, there = seminars[start].meeting.place, seminars[goal].meeting.place
        trainers.set_road(seminars[0].programme.office, here, there, words, by=by, now=at("2025-10-01"))
