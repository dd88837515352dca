"""What may be seen of places. Everything here is public."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tegerek.lib.said import Said
from tegerek.places.models import Body, Succession, Unit, UnitKind, UnitQuerySet, Venue
from tegerek.places.names import Named
from tegerek.places.rules import NAMED_WITH_THEIR_RAION, long_said, qualified_said

# A village lies below an aimak, a raion and an oblast: three steps reach the top from anywhere.
ABOVE = "parent__parent__parent"


@dataclass(frozen=True)
class UnitName:
    """How a place is called, and how far that can be trusted.

    long_name: «Кочкор району». qualified: the long name, with the raion where names recur («Ак-Жар айыл аймагы, Өзгөн
    району»); use it wherever the raion does not stand beside it. ky_needs_look: a person should see the Kyrgyz name
    before it goes on paper. is_checked: False for a unit that somebody made and nobody has checked.
    """

    key: int
    slug: str
    kind: UnitKind
    soate: str | None
    name: Said
    long_name: Said
    qualified: Said
    ky_needs_look: bool
    is_checked: bool


@dataclass(frozen=True)
class Region:
    """An oblast with its raions and its cities, both in Kyrgyz alphabetical order."""

    oblast: UnitName
    raions: tuple[UnitName, ...]
    cities: tuple[UnitName, ...]


@dataclass(frozen=True)
class Marks:
    """What a reader must know before she relies on a place: state of the Kyrgyz name, whether checked, who says so."""

    ky: str
    is_checked: bool
    source: str


@dataclass(frozen=True)
class SuccessionLine:
    """One unit that came before or after. on: None where the day is not known. unit: None where none is listed."""

    unit: UnitName | None
    how: str
    on: date | None
    source: str
    is_checked: bool


@dataclass(frozen=True)
class BodyLine:
    key: int
    kind: str
    name: Said
    short_name: Said
    phone: str
    address: Said
    site: str


@dataclass(frozen=True)
class VenueLine:
    """is_step_free: None where not known."""

    key: int
    name: Said
    address: Said
    is_step_free: bool | None
    note: Said


@dataclass(frozen=True)
class PlaceSheet:
    """All about one place. parents: from the oblast down. unconfirmed: new parts whose first day is not known."""

    place: UnitName
    parents: tuple[UnitName, ...]
    children: tuple[UnitName, ...]
    unconfirmed: tuple[UnitName, ...]
    seat: UnitName | None
    bodies: tuple[BodyLine, ...]
    venues: tuple[VenueLine, ...]
    came_from: tuple[SuccessionLine, ...]
    followed_by: tuple[SuccessionLine, ...]
    valid_from: date | None
    valid_until: date | None
    version: int
    marks: Marks

    @property
    def slug(self) -> str:
        return self.place.slug

    @property
    def kind(self) -> UnitKind:
        return self.place.kind

    @property
    def name(self) -> Said:
        return self.place.name

    @property
    def long_name(self) -> Said:
        return self.place.long_name


def place_line(unit: Unit) -> UnitName:
    """The name of a unit. No query if its parents are loaded (`select_related(ABOVE)`), else one for each step up."""
    kind = UnitKind(unit.kind)
    long = long_said(kind, unit.name)
    raion = unit.raion_or_city() if kind in NAMED_WITH_THEIR_RAION else None
    return UnitName(
        key=unit.pk,
        slug=unit.slug,
        kind=kind,
        soate=unit.soate,
        name=unit.name,
        long_name=long,
        qualified=qualified_said(long, long_said(raion.kind, raion.name) if raion else None),
        ky_needs_look=unit.ky_needs_look or bool(raion and raion.ky_needs_look),
        is_checked=unit.is_checked,
    )


def place_lines(keys: Iterable[int]) -> dict[int, UnitName]:
    """The names of units by key. One query; a key that is no unit is absent."""
    return {unit.pk: place_line(unit) for unit in Unit.objects.filter(pk__in=set(keys)).select_related(ABOVE)}


def place_sheet(slug: str, *, on: date) -> PlaceSheet:
    """All about the place at that address; parts and bodies are those that stand on the day.

    Five queries, however much there is. Raises Unit.DoesNotExist.
    """
    unit = Unit.objects.select_related(ABOVE, f"seat__{ABOVE}").get(slug=slug)
    children = _beside(unit, Unit.objects.filter(parent=unit).in_alphabetical_order())
    bodies = Body.objects.filter(unit=unit).filter(Q(valid_until=None) | Q(valid_until__gt=on)).order_by("kind", "pk")
    venues = Venue.objects.filter(unit=unit).order_by("name_key")
    joined = Succession.objects.filter(Q(successor=unit) | Q(predecessor=unit)).select_related(
        f"successor__{ABOVE}", f"predecessor__{ABOVE}"
    )
    successions = sorted(joined, key=lambda row: (row.on or date.max, row.pk))
    return PlaceSheet(
        place=place_line(unit),
        parents=tuple(map(place_line, reversed(_above(unit)))),
        children=tuple(place_line(child) for child in children if child.stood_on(on)),
        unconfirmed=tuple(place_line(child) for child in children if not child.is_checked and not child.valid_from),
        seat=place_line(unit.seat) if unit.seat else None,
        bodies=tuple(map(_body_line, bodies)),
        venues=tuple(VenueLine(v.pk, v.name, v.address, v.is_step_free, v.note) for v in venues),
        came_from=tuple(_came_from(row) for row in successions if row.successor_id == unit.pk),
        followed_by=tuple(_followed_by(row) for row in successions if row.predecessor_id == unit.pk),
        valid_from=unit.valid_from,
        valid_until=unit.valid_until,
        version=unit.version,
        marks=Marks(unit.ky_mark, unit.is_checked, unit.source),
    )


TOPMOST = Q(kind=UnitKind.OBLAST) | Q(kind=UnitKind.CITY, parent=None)


def oblasts(*, on: date) -> tuple[UnitName, ...]:
    """The oblasts, Bishkek and Osh as they stand on that day, in Kyrgyz alphabetical order. One query."""
    return tuple(map(place_line, Unit.objects.filter(TOPMOST).valid_on(on).in_alphabetical_order()))


def oblasts_with_raions(*, on: date) -> tuple[Region, ...]:
    """The oblasts with the raions and cities of that day; Bishkek and Osh stand for themselves. One query."""
    kinds = (UnitKind.OBLAST, UnitKind.RAION, UnitKind.CITY)
    units = list(Unit.objects.filter(kind__in=kinds).valid_on(on).in_alphabetical_order())

    def below(oblast: Unit, kind: UnitKind) -> tuple[UnitName, ...]:
        return tuple(place_line(unit) for unit in units if unit.parent_id == oblast.pk and unit.kind == kind)

    return tuple(
        Region(place_line(unit), below(unit, UnitKind.RAION), below(unit, UnitKind.CITY))
        for unit in units
        if unit.kind == UnitKind.OBLAST or (unit.kind == UnitKind.CITY and unit.parent_id is None)
    )


def gazetteer(*, on: date | None = None) -> Sequence[Named]:
    """Every unit as the matcher needs it; with a day, only those that stood on it. One query."""
    units: UnitQuerySet = Unit.objects.all() if on is None else Unit.objects.valid_on(on)
    columns = units.order_by("pk").values_list("pk", "soate", "kind", "name", "parent_id", "seat_id")
    return [
        Named(
            key, soate, kind, name.texts.get("ky", ""), name.texts.get("ru", ""), name.texts.get("en", ""), parent, seat
        )
        for key, soate, kind, name, parent, seat in columns
    ]


def _above(unit: Unit) -> list[Unit]:
    """The units above, the nearest first."""
    found: list[Unit] = []
    step = unit.parent
    while step is not None:
        found.append(step)
        step = step.parent
    return found


def _beside(unit: Unit, children: Iterable[Unit]) -> list[Unit]:
    """The children, each knowing its parent already."""
    found = list(children)
    for child in found:
        child.parent = unit
    return found


def _body_line(body: Body) -> BodyLine:
    return BodyLine(body.pk, body.kind, body.name, body.short_name, body.phone, body.address, body.site)


def _came_from(row: Succession) -> SuccessionLine:
    unit = place_line(row.predecessor) if row.predecessor else None
    return SuccessionLine(unit, row.how, row.on, row.source, row.is_checked)


def _followed_by(row: Succession) -> SuccessionLine:
    return SuccessionLine(place_line(row.successor), row.how, row.on, row.source, row.is_checked)
