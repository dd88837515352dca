"""Places and needs as those see them who prepare a meeting. Private: names stand here, so no public page may ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting, Participant, Seat, SeatPool
from tegerek.meetings.roster_sheets import RosterLine
from tegerek.meetings.seats import pools_for
from tegerek.people.models import Contact
from tegerek.people.posts import post_said


@dataclass(frozen=True)
class SeatLine:
    """One person in a pool: has a place, has an offer, or waits.

    key: of the seat; line: of the roster. phones: E.164, empty unless asked for. offer_until: None without an offer.
    place: which in the queue, 1 for the next; 0 for whoever does not wait.
    """

    key: int
    line: int
    what: str
    name: str
    title: Said
    phones: tuple[str, ...]
    asked_at: datetime
    given_at: datetime | None
    offer_until: datetime | None
    phoned_at: datetime | None
    place: int = 0

    @property
    def is_offer(self) -> bool:
        return self.given_at is None and self.offer_until is not None


@dataclass(frozen=True)
class PoolSheet:
    """What can run out at a meeting. size: None where nobody has set a limit; version: 0 then."""

    what: str
    size: int | None
    taken: int
    version: int
    lines: tuple[SeatLine, ...]

    @property
    def free(self) -> int:
        return (self.size or 0) - self.taken

    @property
    def offers(self) -> tuple[SeatLine, ...]:
        return tuple(line for line in self.lines if line.is_offer)

    @property
    def waiting(self) -> tuple[SeatLine, ...]:
        return tuple(line for line in self.lines if line.place)

    @property
    def given(self) -> int:
        return sum(line.given_at is not None for line in self.lines)


@dataclass(frozen=True)
class NeedLine:
    """One need: its word, how many of those who come have it, and who these are."""

    need: str
    people: tuple[RosterLine, ...]


@dataclass(frozen=True)
class NeedsSheet:
    """What those who come need; hall, online, unsaid: how many said they come to the hall, online, or did not say."""

    needs: tuple[NeedLine, ...]
    hall: int
    online: int
    unsaid: int


def pools_sheet(meeting: Meeting, *, phones: bool = False) -> tuple[PoolSheet, ...]:
    """Every pool this kind of meeting may have, set or not, with whoever has or waits for a place.

    Two queries, three with phones, however many people.
    """
    people = Seat.objects.filter(ended_at=None).select_related("participant__person").order_by("asked_at", "pk")
    numbers = Contact.objects.filter(kind=Contact.Kind.PHONE).order_by("id")
    if phones:
        people = people.prefetch_related(Prefetch("participant__person__contacts", numbers))
    found = {pool.what: pool for pool in meeting.pools.prefetch_related(Prefetch("seats", people))}
    return tuple(_pool(what, found.get(what), phones) for what in pools_for(meeting.kind))


def needs_sheet(lines: Sequence[RosterLine]) -> NeedsSheet:
    """What those on a roster need, of those who come. No query."""
    coming = [line for line in lines if line.is_coming]
    needs = tuple(
        NeedLine(need.value, tuple(line for line in coming if need.value in line.needs)) for need in Participant.Need
    )
    ways = [line.attends for line in coming]
    return NeedsSheet(needs, ways.count("hall"), ways.count("online"), ways.count(""))


def _pool(what: str, pool: SeatPool | None, phones: bool) -> PoolSheet:
    if pool is None:
        return PoolSheet(what, None, 0, 0, ())
    seats = list(pool.seats.all())
    queue = {seat.pk: n for n, seat in enumerate((one for one in seats if one.is_waiting), start=1)}
    lines = tuple(_seat(seat, what, phones, queue.get(seat.pk, 0)) for seat in seats)
    return PoolSheet(what, pool.size, pool.taken, pool.version, lines)


def _seat(seat: Seat, what: str, phones: bool, place: int) -> SeatLine:
    line = seat.participant
    return SeatLine(
        key=seat.pk,
        line=line.pk,
        what=what,
        name=line.person.name,
        title=post_said(line.post),
        phones=tuple(contact.value for contact in line.person.contacts.all()) if phones else (),
        asked_at=seat.asked_at,
        given_at=seat.given_at,
        offer_until=seat.offer_until,
        phoned_at=seat.phoned_at,
        place=place,
    )
