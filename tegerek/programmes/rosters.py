"""The roster of a seminar beside its seats and the aimaks it invites: who is still missing, whom to phone next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.meetings.roster_sheets import ORDER_OF_POSTS, RosterLine, RosterSheet
from tegerek.people.models import Post, Sex
from tegerek.people.posts import post_said
from tegerek.places.models import Unit, UnitKind
from tegerek.places.rules import long_said
from tegerek.programmes.models import Quota, Seminar

INVITED_KINDS = (UnitKind.AIMAK, UnitKind.TOWN, UnitKind.CITY, UnitKind.SETTLEMENT)


@dataclass(frozen=True)
class SeatsLine:
    """One post: how many seats, how many on the list (declined ones left out), how many confirmed.

    is_each: one from each invited aimak. women: of those on the list.
    """

    post: str
    title: Said
    seats: int
    is_each: bool
    listed: int
    confirmed: int
    women: int

    @property
    def missing(self) -> int:
        """Seats for which nobody has confirmed yet."""
        return max(0, self.seats - self.confirmed)

    @property
    def empty(self) -> int:
        """Seats for which there is nobody on the list."""
        return max(0, self.seats - self.listed)

    @property
    def over(self) -> int:
        """People on the list beyond the seats; of a post without seats, all."""
        return max(0, self.listed - self.seats)

    @property
    def waiting(self) -> int:
        """People on the list who have not answered: they are counted apart from the seats."""
        return self.listed - self.confirmed


@dataclass(frozen=True)
class AimakLine:
    """One invited aimak or town: how many of its people are on the list and confirmed.

    lacking: the posts of which one comes from each aimak and nobody of this one is on the list.
    """

    key: int
    name: Said
    listed: int
    confirmed: int
    lacking: tuple[Said, ...]


@dataclass(frozen=True)
class SeatsSheet:
    """Who is expected at a seminar and who is missing. place: where it is held, as a sentence begins with it.

    planned: people planned for the seminar as stated; seats: by post, which may sum up to something else.
    """

    place: Said
    planned: int | None
    posts: tuple[SeatsLine, ...]
    aimaks: tuple[AimakLine, ...]

    @property
    def seats(self) -> int:
        return sum(line.seats for line in self.posts)

    @property
    def listed(self) -> int:
        """People on the list, those beyond the seats too."""
        return sum(line.listed for line in self.posts)

    @property
    def missing(self) -> tuple[SeatsLine, ...]:
        """The posts that still miss somebody."""
        return tuple(line for line in self.posts if line.missing)

    @property
    def open(self) -> tuple[SeatsLine, ...]:
        """The posts of which something is still to be done: a seat not confirmed, or somebody who has not answered."""
        return tuple(line for line in self.posts if line.missing or line.waiting)

    @property
    def silent(self) -> tuple[AimakLine, ...]:
        """The invited aimaks from which nobody is on the list."""
        return tuple(line for line in self.aimaks if not line.listed)


@dataclass(frozen=True)
class Taken:
    """How many people are on the list of a seminar, and how many seats there are for them."""

    listed: int
    seats: int

    def beyond(self, more: int) -> int:
        """How many would be beyond the seats if so many more came onto the list; 0 if all have one."""
        return max(0, self.listed + more - self.seats)


def taken(meeting: Meeting) -> Taken | None:
    """Seats and people of a seminar; None where nobody said how many seats there are. At most two queries."""
    seats = Quota.objects.filter(seminar__meeting=meeting).aggregate(seats=Sum("seats"))["seats"]
    if not seats:
        return None
    return Taken(meeting.roster.filter(declined_at=None, is_walk_in=False).count(), seats)


def seminar_of(meeting: Meeting) -> Seminar | None:
    """The seminar a meeting is, None for any other meeting. One query."""
    rows = Seminar.objects.select_related("programme", "meeting__place__parent", "meeting__office")
    return rows.filter(meeting=meeting).first()


def seats_sheet(seminar: Seminar, roster: RosterSheet) -> SeatsSheet:
    """Two queries beside those of the roster, however many seats, aimaks and lines."""
    quotas = {quota.post: quota for quota in seminar.quotas.all()}
    units = [row.unit for row in seminar.invited.select_related("unit").order_by("unit__order_key", "id")]
    lines = [line for line in roster.lines if line.is_listed]
    each = tuple(sorted((post for post in quotas if quotas[post].is_each), key=ORDER_OF_POSTS.__getitem__))
    posts = sorted({*quotas, *(line.post for line in lines)}, key=ORDER_OF_POSTS.__getitem__)
    return SeatsSheet(
        place=_short(seminar.meeting.place),
        planned=seminar.planned,
        posts=tuple(_post(post, lines, quotas[post].seats if post in quotas else 0, post in each) for post in posts),
        aimaks=tuple(_aimak(unit, lines, each) for unit in units),
    )


def invitable(place: Unit, on: date | None) -> tuple[Unit, ...]:
    """The aimaks, towns and cities of the raion a place lies in, in alphabetical order, as they stand on that day.

    The town a raion is governed from is among them, whatever it lies in; without a day, all that ever stood. One query,
    and one for each step up to the raion that is not loaded.
    """
    raion = place.raion_or_city() or place
    near = Q(parent=raion) | Q(parent__parent=raion) | Q(pk=raion.seat_id) | Q(pk=raion.pk)
    units = Unit.objects.all() if on is None else Unit.objects.valid_on(on)
    return tuple(units.filter(near, kind__in=INVITED_KINDS).select_related("parent").in_alphabetical_order())


def to_call(roster: RosterSheet, seats: SeatsSheet | None, *, answered: int | None = None) -> tuple[RosterLine, ...]:
    """Whom to phone, next first: who has neither confirmed nor declined, of posts that miss most; then by place.

    answered: the key of a line whose answer was noted just now: it keeps its place, so that it can be taken back.
    """
    missing = {line.post: line.missing for line in seats.posts} if seats else {}
    waiting = [line for line in roster.lines if line.is_waiting or (line.key == answered and not line.is_walk_in)]
    return tuple(sorted(waiting, key=lambda line: -missing.get(line.post, 0)))


def _short(unit: Unit) -> Said:
    """«Кочкор», "Kochkor"; in Russian, where the short name is an adjective, «Кочкорский район»."""
    russian = long_said(unit.kind, unit.name).texts.get("ru", "")
    return Said({**unit.name.texts, "ru": russian}, original=unit.name.original)


def _post(post: str, lines: list[RosterLine], seats: int, is_each: bool) -> SeatsLine:
    own = [line for line in lines if line.post == post]
    confirmed = sum(line.confirmed_at is not None for line in own)
    women = sum(line.sex == Sex.FEMALE for line in own)
    return SeatsLine(post, post_said(Post(post)), seats, is_each, len(own), confirmed, women)


def _aimak(unit: Unit, lines: list[RosterLine], each: tuple[str, ...]) -> AimakLine:
    own = [line for line in lines if line.unit_key == unit.pk]
    posts = {line.post for line in own}
    lacking = tuple(post_said(post) for post in each if post not in posts)
    confirmed = sum(line.confirmed_at is not None for line in own)
    return AimakLine(unit.pk, long_said(unit.kind, unit.name), len(own), confirmed, lacking)
