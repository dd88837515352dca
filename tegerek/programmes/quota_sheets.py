"""Quota arithmetic: how many aimaks times posts there would be, how many seats there are, and who will be nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import F, Q

from tegerek.lib.said import Said
from tegerek.meetings.roster_sheets import ORDER_OF_POSTS
from tegerek.people.models import Post
from tegerek.people.posts import post_said
from tegerek.places.models import Unit
from tegerek.places.rules import long_said
from tegerek.programmes.models import Programme, Seminar
from tegerek.programmes.rosters import INVITED_KINDS
from tegerek.programmes.rules import share


class Cell(StrEnum):
    """What is decided of one post of one aimak."""

    CHOSEN = "chosen"
    NOBODY = "nobody"
    OPEN = "open"


@dataclass(frozen=True)
class QuotaCell:
    """One post of one aimak: how many people; None where nobody has decided."""

    post: str
    people: int | None

    @property
    def state(self) -> Cell:
        return Cell.OPEN if self.people is None else Cell.CHOSEN if self.people else Cell.NOBODY


@dataclass(frozen=True)
class QuotaAimak:
    """One aimak or town of the raion, invited or not; a cell for each post of the programme."""

    unit: int
    name: Said
    is_invited: bool
    cells: tuple[QuotaCell, ...]

    @property
    def nobody(self) -> tuple[str, ...]:
        """The posts of which nobody will come."""
        return tuple(cell.post for cell in self.cells if cell.state is Cell.NOBODY)

    @property
    def nobody_names(self) -> tuple[Said, ...]:
        """The names of these posts."""
        return tuple(post_said(Post(post)) for post in self.nobody)


@dataclass(frozen=True)
class QuotaSeminar:
    """One seminar: its aimaks, its seats by post; seats: in all, None where nobody said."""

    key: int
    held_on: date | None
    place: Said
    seats: int | None
    posts: tuple[tuple[str, int], ...]
    aimaks: tuple[QuotaAimak, ...]

    @property
    def wanted(self) -> int:
        """Aimaks times posts: everybody whom one could think of, one each."""
        return sum(len(aimak.cells) for aimak in self.aimaks)

    @property
    def people(self) -> int:
        """Those decided on."""
        return sum(cell.people or 0 for aimak in self.aimaks for cell in aimak.cells)

    @property
    def over(self) -> int:
        """People decided on beyond the seats."""
        return max(0, self.people - self.seats) if self.seats is not None else 0

    def count(self, state: Cell) -> int:
        return sum(cell.state is state for aimak in self.aimaks for cell in aimak.cells)

    @property
    def chosen(self) -> int:
        return self.count(Cell.CHOSEN)

    @property
    def nobody(self) -> int:
        return self.count(Cell.NOBODY)

    @property
    def open(self) -> int:
        return self.count(Cell.OPEN)

    @property
    def left_out(self) -> tuple[QuotaAimak, ...]:
        """The aimaks that are not invited at all."""
        return tuple(aimak for aimak in self.aimaks if not aimak.is_invited)

    @property
    def in_part(self) -> tuple[QuotaAimak, ...]:
        """Those invited of which some post will be nobody."""
        return tuple(aimak for aimak in self.aimaks if aimak.is_invited and aimak.nobody)


@dataclass(frozen=True)
class QuotaSheet:
    """A whole programme. posts: slug and name, those of which any seminar has seats; stated: people planned for it."""

    seminars: tuple[QuotaSeminar, ...]
    posts: tuple[tuple[str, Said], ...]
    stated: int | None

    @property
    def aimaks(self) -> int:
        return sum(len(seminar.aimaks) for seminar in self.seminars)

    @property
    def wanted(self) -> int:
        return self.aimaks * len(self.posts)

    @property
    def seats(self) -> int:
        return sum(seminar.seats or 0 for seminar in self.seminars)

    @property
    def short(self) -> int:
        """How many of them have no seat, whatever is chosen."""
        return max(0, self.wanted - self.seats)

    @property
    def chosen(self) -> int:
        return sum(seminar.chosen for seminar in self.seminars)

    @property
    def people(self) -> int:
        return sum(seminar.people for seminar in self.seminars)

    @property
    def nobody(self) -> int:
        return sum(seminar.nobody for seminar in self.seminars)

    @property
    def open(self) -> int:
        return sum(seminar.open for seminar in self.seminars)


def quota_sheet(programme: Programme, *, seminar: int | None = None) -> QuotaSheet:
    """Of a programme in hand, without its cancelled seminars; seminar: of that one alone (its key), with the posts of
    all. Four queries, however many seminars and aimaks.
    """
    rows = programme.seminars.filter(meeting__cancelled_at=None).select_related("meeting__place__parent__parent")
    found = list(rows.prefetch_related("quotas", "invited").order_by(F("meeting__held_on").asc(nulls_last=True), "id"))
    slugs = {quota.post for row in found for quota in row.quotas.all() if quota.seats}
    posts = sorted(slugs, key=ORDER_OF_POSTS.__getitem__)
    wanted = [row for row in found if seminar in {None, row.pk}]
    near = _near(wanted)
    seminars = tuple(_seminar(row, posts, near) for row in wanted)
    return QuotaSheet(seminars, tuple((post, post_said(Post(post))) for post in posts), programme.planned)


def _near(rows: Iterable[Seminar]) -> list[Unit]:
    """Every aimak and town that some of the seminars could invite, and those they do. One query."""
    condition = Q(pk__in={invited.unit_id for row in rows for invited in row.invited.all()})
    for row in rows:
        condition |= _of_raion(_raion(row))
    return list(Unit.objects.filter(condition, kind__in=INVITED_KINDS).select_related("parent").in_alphabetical_order())


def _of_raion(raion: Unit) -> Q:
    return Q(parent=raion) | Q(parent__parent=raion) | Q(pk=raion.seat_id) | Q(pk=raion.pk)


def _raion(row: Seminar) -> Unit:
    return row.meeting.place.raion_or_city() or row.meeting.place


def _seminar(row: Seminar, posts: list[str], near: list[Unit]) -> QuotaSeminar:
    seats = {quota.post: quota.seats for quota in row.quotas.all() if quota.seats}
    asked = {invited.unit_id: invited.asked for invited in row.invited.all()}
    raion, day = _raion(row), row.meeting.held_on
    units = [unit for unit in near if unit.pk in asked or (_lies_in(unit, raion) and (not day or unit.stood_on(day)))]
    place = row.meeting.place
    return QuotaSeminar(
        key=row.pk,
        held_on=day,
        place=long_said(place.kind, place.name),
        seats=sum(seats.values()) if seats else None,
        posts=tuple((post, seats.get(post, 0)) for post in posts),
        aimaks=tuple(_aimak(unit, posts, seats, asked) for unit in units),
    )


def _lies_in(unit: Unit, raion: Unit) -> bool:
    above = unit.parent
    return raion.pk in {unit.parent_id, above.parent_id if above else None, unit.pk} or raion.seat_id == unit.pk


def _aimak(unit: Unit, posts: list[str], seats: dict[str, int], asked: dict[int, dict[str, int]]) -> QuotaAimak:
    """What was typed for it; else its share, where the seats divide evenly; of who is not invited, nobody."""
    is_invited = unit.pk in asked
    typed = asked.get(unit.pk, {})
    cells = tuple(
        QuotaCell(post, typed.get(post, share(seats.get(post, 0), len(asked))) if is_invited else 0) for post in posts
    )
    return QuotaAimak(unit.pk, long_said(unit.kind, unit.name), is_invited, cells)
