"""People on the lists of the demo's seminars: all invented, with phones that cannot ring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle

from tegerek.demo.moments import at
from tegerek.meetings import actions as meetings
from tegerek.meetings import roster
from tegerek.meetings.models import Meeting, Participant, SeatPool
from tegerek.meetings.roster import Tick, Typed
from tegerek.meetings.seats import set_pool
from tegerek.people.models import Post, Sex, User
from tegerek.places.models import Unit
from tegerek.programmes import actions
from tegerek.programmes.models import Programme, Seminar
from tegerek.programmes.rosters import invitable

SURNAMES = ("Мисалов", "Сынаков", "Үлгүев", "Ойдонов")
WOMEN = ("Айнура", "Бурул", "Венера", "Гүлмира", "Жаркынай", "Зыйнат", "Калича", "Мээрим", "Нуржан", "Салтанат")
MEN = ("Акжол", "Бакыт", "Догдурбек", "Жээнбек", "Кубат", "Мирлан", "Өмүрбек", "Сабыр", "Таалай", "Үсөн")
POSTS = (
    *[Post.AO_HEAD] * 4,
    *[Post.AO_SPECIALIST] * 4,
    *[Post.DEPUTY] * 4,
    *[Post.IG_MEMBER] * 5,
    *[Post.JMEG_MEMBER] * 3,
)


@dataclass(frozen=True)
class Somebody:
    """An invented person."""

    name: str
    sex: Sex
    phone: str


def invented() -> Iterator[Somebody]:
    """Eighty people, women and men by turns, no name twice."""
    for n in range(40):
        surname, place = SURNAMES[(n + n // 20) % len(SURNAMES)], n % len(WOMEN)
        yield Somebody(f"{surname}а {WOMEN[place]}", Sex.FEMALE, "")
        yield Somebody(f"{surname} {MEN[place]}", Sex.MALE, "")


def fill_rosters(programme: Programme, by: User) -> None:
    """Invite the aimaks and put twenty people on the list of each seminar, some of whom have answered.

    The hall of the last one holds nine: the tenth who confirms waits for a place.
    """
    people, small = numbered(1), programme.seminars.latest("meeting__held_on")
    for seminar in programme.seminars.select_related("programme", "meeting__place__parent", "meeting__office"):
        units = invitable(seminar.meeting.place, seminar.meeting.held_on)
        actions.invite(seminar, units, by=by, now=at("2026-02-26"))
        lines = _write(seminar.meeting, POSTS, units, people, by, at("2026-02-27"))
        if seminar == small:
            set_pool(seminar.meeting, SeatPool.What.SEMINAR, size=9, seen=0, by=by, now=at("2026-03-03"))
        _answer(lines, next(people), by)
    programme.refresh_from_db()


def hold(seminar: Seminar, units: tuple[Unit, ...], by: User) -> None:
    """A seminar of 3 March 2026 from list to ticks: one did not come, one came for half a day, one unlisted."""
    meeting, people = seminar.meeting, numbered(500)
    actions.invite(seminar, units, by=by, now=at("2026-02-16"))
    lines = _write(meeting, POSTS[:12], units, people, by, at("2026-02-17"))
    for line in lines:
        roster.confirm(line, by=by, now=at("2026-02-27"))
    meeting.refresh_from_db()
    meetings.record_held(meeting, seen=meeting.version, by=by, now=at("2026-03-03", 18))
    versions = dict(meeting.roster.values_list("pk", "version"))
    ticks = [Tick(line.pk, versions[line.pk], n > 0, n > 1) for n, line in enumerate(lines)]
    roster.tick_all(meeting, ticks, by=by, now=at("2026-03-03", 17))
    typed = _typed(next(people), Post.VILLAGE_HEAD, units[0] if units else None)
    roster.walk_in(meeting, typed, person=None, morning=True, afternoon=True, by=by, now=at("2026-03-03", 17))


def numbered(first: int) -> Iterator[Somebody]:
    """The invented people again and again, each with a phone of their own."""
    for number, somebody in enumerate(cycle(tuple(invented())), start=first):
        yield Somebody(somebody.name, somebody.sex, f"+996000{number:06}")


def _write(
    meeting: Meeting,
    posts: tuple[Post, ...],
    units: tuple[Unit, ...],
    people: Iterator[Somebody],
    by: User,
    now: datetime,
) -> list[Participant]:
    places = cycle(units or (None,))
    return [
        roster.write_in(meeting, _typed(next(people), post, next(places)), person=None, by=by, now=now)
        for post in posts
    ]


def _typed(somebody: Somebody, post: Post, unit: Unit | None) -> Typed:
    return Typed(somebody.name, post, unit, somebody.sex, (somebody.phone,))


def _answer(lines: list[Participant], other: Somebody, by: User) -> None:
    """Most have confirmed, one comes not and another instead, three have not been reached yet."""
    now = at("2026-03-04")
    for line in lines[:10]:
        roster.confirm(line, by=by, now=now)
    roster.substitute(lines[10], _typed(other, Post.OTHER, None), person=None, reason="өргүүдө", by=by, now=now)
