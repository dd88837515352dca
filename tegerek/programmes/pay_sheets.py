"""Money lists out of attendance: who is to be paid how much, for the day and for the way. Private: names stand here.

Only ticks count. Who was on the list and did not come is not on it; whoever came without having been on the list is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from tegerek.lib.said import Said
from tegerek.meetings.roster_sheets import RosterLine, roster_sheet
from tegerek.meetings.rules import When
from tegerek.places.rules import long_said
from tegerek.programmes.models import Distance, PayList, Programme, Rates, Seminar
from tegerek.programmes.money_rules import BandLine, Lack, Pay, day_pay, is_paid, way_pay


@dataclass(frozen=True)
class RatesLine:
    """What a programme pays. Sums in tyiyn; None: not paid, or not said yet."""

    per_day: int | None = None
    needs_both: bool = False
    per_km: int | None = None
    is_return: bool = False
    bands: tuple[BandLine, ...] = ()
    source: str = ""

    @property
    def pays_day(self) -> bool:
        return self.per_day is not None

    @property
    def pays_way(self) -> bool:
        return self.per_km is not None or bool(self.bands)


@dataclass(frozen=True)
class PayLine:
    """One person to be paid. name: "" once erased. days or km: by which it is reckoned, None where not known or not of
    this list. sum: tyiyn, None where something lacks: then lack says what (money_rules.Lack).
    """

    number: int
    name: str
    post: Said
    unit: Said
    days: int | None
    km: int | None
    sum: int | None
    lack: str


@dataclass(frozen=True)
class PaySheet:
    """A money list. kind: "day" or "way". unticked: people on the list of whom nobody said whether they came.

    number, why, issued_on: of an issued one; 0, "" and None before.
    """

    kind: str
    office: Said
    series: Said
    place: Said
    venue: Said
    first: date | None
    last: date | None
    rates: RatesLine
    lines: tuple[PayLine, ...]
    unticked: int
    number: int = 0
    why: str = ""
    issued_on: date | None = None
    is_sample: bool = False

    @property
    def total(self) -> int:
        """The sum of all rows whose sum is known, in tyiyn."""
        return sum(line.sum or 0 for line in self.lines)

    @property
    def unknown(self) -> int:
        """Rows whose sum is not known."""
        return sum(line.sum is None for line in self.lines)

    @property
    def when(self) -> When:
        return When(self.first, self.last)

    @property
    def is_payable(self) -> bool:
        """Whether it can be issued: somebody is on it."""
        return bool(self.lines)


@dataclass(frozen=True)
class DistanceLine:
    """A place from which people came or are invited. km, source: as typed, None and "" where nobody has."""

    unit: int
    name: Said
    people: int
    km: int | None
    source: str


@dataclass(frozen=True)
class IssuedLine:
    """A money list as it was issued. pieces: key and form of what is still kept."""

    key: int
    kind: str
    number: int
    why: str
    rows: int
    unknown: int
    total: int
    issued_on: date
    keep_until: date | None
    pieces: tuple[tuple[int, str], ...] = field(default=())


def rates_of(programme: Programme) -> RatesLine:
    """The rates of a programme; nothing is paid where nobody typed any. Two queries."""
    row = Rates.objects.filter(programme=programme).first()
    if row is None:
        return RatesLine()
    bands = tuple(BandLine(band.up_to, band.sum) for band in row.bands.all())
    return RatesLine(row.per_day, row.needs_both, row.per_km, bool(row.is_return), bands, row.source)


def pay_sheets(seminar: Seminar) -> dict[str, PaySheet]:
    """The lists of a seminar in hand (programme, its office, meeting, place, hall) as they are now, by kind: those that
    the rates pay. Five queries, however many people.
    """
    rates = rates_of(seminar.programme)
    roster = roster_sheet(seminar.meeting)
    km = dict(Distance.objects.filter(seminar=seminar).values_list("unit", "km"))
    paid = [line for line in roster.lines if is_paid(line.morning, line.afternoon, needs_both=rates.needs_both)]
    when = seminar.meeting.when
    days = None if when.last and when.last != when.first else 1
    made = {
        kind: PaySheet(
            kind=kind,
            office=seminar.programme.office.name,
            series=seminar.programme.title,
            place=roster.where.unit,
            venue=roster.where.venue,
            first=when.first,
            last=when.last,
            rates=rates,
            lines=tuple(_line(n, line, kind, days, km, rates) for n, line in enumerate(paid, start=1)),
            is_sample=seminar.programme.is_sample,
            unticked=sum(line.is_listed and line.ticked_at is None for line in roster.lines),
        )
        for kind in PayList.Kind.values
    }
    pays = {PayList.Kind.DAY.value: rates.pays_day, PayList.Kind.WAY.value: rates.pays_way}
    return {kind: sheet for kind, sheet in made.items() if pays[kind]}


def distances_sheet(seminar: Seminar) -> tuple[DistanceLine, ...]:
    """Every place that is invited or from which somebody is on the list, by name. Three queries."""
    known = {row.unit_id: row for row in Distance.objects.filter(seminar=seminar)}
    units = {row.unit_id: row.unit for row in seminar.invited.select_related("unit")}
    people: dict[int, int] = {}
    for line in seminar.meeting.roster.select_related("unit"):
        if line.unit is not None:
            units[line.unit.pk] = line.unit
            people[line.unit.pk] = people.get(line.unit.pk, 0) + line.came
    rows = sorted(units.values(), key=lambda unit: (unit.order_key, unit.pk))
    return tuple(
        DistanceLine(
            unit.pk,
            long_said(unit.kind, unit.name),
            people.get(unit.pk, 0),
            known[unit.pk].km if unit.pk in known else None,
            known[unit.pk].source if unit.pk in known else "",
        )
        for unit in rows
    )


def numbered(sheet: PaySheet, *, number: int, why: str, issued_on: date) -> PaySheet:
    """The sheet as it is issued."""
    return replace(sheet, number=number, why=why, issued_on=issued_on)


def _line(number: int, line: RosterLine, kind: str, days: int | None, km: dict[int, int], rates: RatesLine) -> PayLine:
    far = km.get(line.unit_key) if line.unit_key is not None else None
    is_day = kind == PayList.Kind.DAY
    pay = day_pay(days, rates.per_day or 0) if is_day else _way(line, far, rates)
    return PayLine(
        number=number,
        name=line.name,
        post=line.title,
        unit=line.unit,
        days=days if is_day else None,
        km=None if is_day else far,
        sum=pay.sum,
        lack=pay.lack.value,
    )


def _way(line: RosterLine, far: int | None, rates: RatesLine) -> Pay:
    if line.unit_key is None:
        return Pay(None, Lack.PLACE)
    return way_pay(far, per_km=rates.per_km, is_return=rates.is_return, bands=rates.bands)
