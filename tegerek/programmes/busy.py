"""Where trainers are and when, in all programmes: of the own office in full, of another one only that they are busy.

A trainer of another office is the same person where the two cards share a phone and a name. Nothing of that office or
its programme is read into what this module answers but the days and hours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from tegerek.lib.said import Said
from tegerek.meetings.rules import State
from tegerek.meetings.samples import countable
from tegerek.people.models import Contact, Person
from tegerek.places.models import Unit
from tegerek.places.rules import long_said
from tegerek.programmes.letter_sheets import raion_of
from tegerek.programmes.models import Road, Seminar, Trainer
from tegerek.programmes.road_rules import Clash, Roads, Stay, Way, clashes, in_a_row

ABOVE = "place__parent__parent__parent"
ROWS = ("seminar__programme", f"seminar__meeting__{ABOVE}", ABOVE)
IDLE = {State.CANCELLED, State.POSTPONED}


@dataclass(frozen=True)
class Busy:
    """One stay of a trainer. trainer: key of the row, None for one that is only thought of, and elsewhere.

    stay: None while the day is not known. place: as a sentence begins with it; empty elsewhere.
    """

    person: int
    trainer: int | None
    stay: Stay | None
    place: Said = field(default_factory=Said)
    is_elsewhere: bool = False


@dataclass(frozen=True)
class Snag:
    """What speaks against a stay: the clash, the other stay, and whether that one comes before."""

    clash: Clash
    here: Busy
    other: Busy

    @property
    def is_before(self) -> bool:
        return self.clash.earlier is self.other.stay


@dataclass(frozen=True)
class Judged:
    """A stay with all that speaks against it, and how many days of training follow one another around it."""

    snags: tuple[Snag, ...] = ()
    in_a_row: int = 0


def busy_of(persons: Collection[int], office: int) -> dict[int, list[Busy]]:
    """All stays of those persons (keys of an office's cards), whatever the programme. Four queries.

    Outside a demonstration nobody is busy at a sample.
    """
    found: dict[int, list[Busy]] = defaultdict(list)
    counted = Trainer.objects.filter(countable("seminar__programme__"))
    for row in _rows(counted.filter(person__in=persons, seminar__programme__office=office)):
        found[row.person_id].append(busy_in(row))
    same = _same_people(persons, office)
    for row in _rows(counted.filter(person__in=same).exclude(seminar__programme__office=office)):
        for person in same[row.person_id]:
            found[person].append(Busy(person, None, stay_of(row), is_elsewhere=True))
    return found


def busy_in(row: Trainer) -> Busy:
    """The stay of a row in hand (seminar, meeting and places loaded). No query."""
    place = _place(row)
    return Busy(row.person_id, row.pk, stay_of(row), long_said(place.kind, place.name))


def stay_of(row: Trainer) -> Stay | None:
    """When and where a trainer is: what the row says, else what the seminar says. None without a day. No query."""
    when, place = row.seminar.meeting.when, _place(row)
    first, last = row.day or when.first, row.day or when.final_day
    if first is None or last is None:
        return None
    raion = raion_of(place)
    places = (place.pk,) if raion is None or raion.pk == place.pk else (place.pk, raion.pk)
    return Stay(first, last, row.starts or when.starts, row.ends or when.ends, places)


def roads_of(office: int) -> Roads:
    """The roads as that office typed them. One query."""
    return {
        (row.start_id, row.goal_id): Way(row.hours, row.closed_from, row.closed_until, row.is_both_ways)
        for row in Road.objects.filter(office=office)
    }


def judge(busy: Busy, others: Iterable[Busy], roads: Roads) -> Judged:
    """What speaks against a stay, held against all others of the same person. No query."""
    if busy.stay is None:
        return Judged()
    known = [other for other in others if other.stay is not None and other is not busy]
    # Two stays may be equal and yet one of them elsewhere: they are told apart by identity.
    of = {id(other.stay): other for other in known}
    stays = [other.stay for other in known if other.stay is not None]
    found = clashes(busy.stay, stays, roads)
    snags = tuple(Snag(one, busy, of[id(one.earlier if one.later is busy.stay else one.later)]) for one in found)
    days = {day for stay in (*stays, busy.stay) for day in stay.days}
    return Judged(snags, in_a_row(days, busy.stay.first))


def without_phone(persons: Collection[int]) -> frozenset[int]:
    """Those of whom no phone is known: whether another programme has them, nobody can say. One query."""
    known = Contact.objects.filter(person__in=persons, kind=Contact.Kind.PHONE).values_list("person", flat=True)
    return frozenset(persons) - frozenset(known)


def _rows(rows: QuerySet[Trainer]) -> list[Trainer]:
    loaded = rows.select_related(*ROWS).order_by("pk")
    return [row for row in loaded if row.seminar.meeting.state not in IDLE]


def _place(row: Trainer) -> Unit:
    place: Unit = row.place or row.seminar.meeting.place
    return place


def _same_people(persons: Collection[int], office: int) -> Mapping[int, list[int]]:
    """Cards of other offices to the keys of those they are the same person as. Two queries."""
    phones = Contact.objects.filter(kind=Contact.Kind.PHONE)
    own = _called(phones.filter(person__in=persons, person__erased_at=None))
    others = phones.filter(value__in={phone for phone, _person, _name in own}, person__erased_at=None)
    found: dict[int, list[int]] = defaultdict(list)
    for phone, other, name in _called(others.exclude(person__office=office)):
        for called, person, own_name in own:
            if called == phone and _is_same_name(name, own_name) and person not in found[other]:
                found[other].append(person)
    return {other: keys for other, keys in found.items() if keys}


def _called(rows: QuerySet[Contact]) -> list[tuple[str, int, str]]:
    return list(rows.values_list("value", "person", "person__name_key"))


def _is_same_name(one: str, other: str) -> bool:
    """Whether two folded names may be one person's: the same words in any order, one of them perhaps with a father's
    name more. A single word is nobody's name.
    """
    words, others = set(one.split()), set(other.split())
    return len(words & others) >= 2 and (words <= others or others <= words)


def candidate(seminar: Seminar, person: Person, row: Trainer) -> Busy:
    """A stay that is only thought of, of a row that is not written yet."""
    row.seminar, row.person = seminar, person
    place = _place(row)
    return Busy(person.pk, None, stay_of(row), long_said(place.kind, place.name))
