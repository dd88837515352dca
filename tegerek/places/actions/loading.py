"""Loading the units of the country from files, again and again without harm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.places.files import Files, Row, Successor, read_files
from tegerek.places.models import NameMark, Succession, Unit, UnitKind
from tegerek.places.rules import (
    NAMED_WITH_THEIR_RAION,
    SECOND_ROW_OF_OSH,
    free_slug,
    in_latin,
    kind_of,
    order_key,
    short_ru,
    slug_for,
    town_of,
)

SOURCE = "State classifier SOATE"
# What a file may change on a unit that is there.
COLUMNS = ["kind", "name", "ky_mark", "order_key", "parent", "seat", "version"]


@dataclass(frozen=True)
class Loaded:
    """How many units a file made, changed, and left as they were."""

    made: int
    changed: int
    same: int


@transaction.atomic
def load_units(paths: Iterable[Path] = (), *, at: datetime) -> Loaded:
    """Bring the units in step with the files of data/units/, or with the given ones in their place.

    A second run changes nothing. What a person did stays: names she gave, units she renamed or merged, addresses.
    Units that a file does not know stay as they are. Journals places.loaded if anything changed. One read; about a
    second for the whole country. Raises Refusal, naming file and line, for a file that makes no sense; then nothing is
    written.
    """
    files = read_files(paths)
    planned = _plan(files)
    known = list(Unit.objects.all())
    found = {unit.soate: unit for unit in known if unit.soate and unit.valid_from is None}
    taken = {unit.slug for unit in known}
    fresh = {plan.soate for plan in planned if plan.soate not in found}
    _make([plan for plan in planned if plan.soate in fresh], found, taken)
    seats = dict(files.seats)
    stale = [found[plan.soate] for plan in planned if _bring_in_step(found[plan.soate], plan, found, seats)]
    changed = [unit for unit in stale if unit.soate not in fresh]
    for unit in changed:
        unit.version += 1
    Unit.objects.bulk_update(stale, COLUMNS, batch_size=200)
    successors = _make_successors(files.successors, found, taken)
    loaded = Loaded(
        made=len(fresh) + successors,
        changed=len(changed),
        same=len(planned) - len(fresh) - len(changed) + len(files.successors) - successors,
    )
    if loaded.made or loaded.changed:
        record("places.loaded", found[planned[0].soate], by=None, at=at, made=loaded.made, changed=loaded.changed)
    return loaded


@dataclass(frozen=True)
class _Planned:
    """A unit as the files want it. parent: its code, "" at the top."""

    soate: str
    kind: UnitKind
    name: Said
    ky_mark: NameMark
    parent: str
    slug: str = ""


def _plan(files: Files) -> list[_Planned]:
    """The units in an order in which every parent stands before its parts."""
    if not files.rows:
        raise Refusal(_("The classifier has no rows. Give a file with at least one."))
    rows = {row.soate: row for row in files.rows if row.soate != SECOND_ROW_OF_OSH}
    given = {names.soate: names for names in files.names}
    towns = {row.soate[:10]: row.soate for row in rows.values() if _kind(row) == UnitKind.TOWN}
    planned = {}
    for row in rows.values():
        kind, names = _kind(row), given.get(row.soate)
        name = Said({"ru": short_ru(kind, row.name_ru), **(names.name.texts if names else {})}, original="ky")
        if "en" not in name.texts:
            name = Said({**name.texts, "en": in_latin(kind, name)}, original="ky")
        if row.parent and row.parent not in rows:
            what = {"name": row.name_ru, "soate": row.soate, "parent": row.parent}
            raise Refusal(_("%(name)s (%(soate)s) belongs to %(parent)s, which the classifier does not have.") % what)
        parent = towns.get(town_of(row.soate) or "", row.parent)
        planned[row.soate] = _Planned(row.soate, kind, name, names.ky_mark if names else NameMark.MISSING, parent)
    return [replace(plan, slug=slug) for plan, slug in _with_slugs(planned)]


def _kind(row: Row) -> UnitKind:
    return UnitKind(kind_of(row.soate, row.level, row.name_ru))


def _with_slugs(planned: Mapping[str, _Planned]) -> Iterable[tuple[_Planned, str]]:
    """Each with its address, upper units first. Where two in one raion share a name, each also gets its aimak's."""
    ancestors = {soate: _ancestors(plan, planned) for soate, plan in planned.items()}
    short = {soate: _slug(plan, ancestors[soate], is_long=False) for soate, plan in planned.items()}
    count = Counter(short.values())
    taken: set[str] = set()
    for soate, plan in sorted(planned.items(), key=lambda item: (len(ancestors[item[0]]), item[0])):
        wanted = short[soate] if count[short[soate]] == 1 else _slug(plan, ancestors[soate], is_long=True)
        slug = free_slug(wanted, taken)
        taken.add(slug)
        yield plan, slug


def _ancestors(plan: _Planned, planned: Mapping[str, _Planned]) -> tuple[_Planned, ...]:
    """From the parent up. Raises Refusal if the units go round in a circle."""
    found: list[_Planned] = []
    while plan.parent:
        plan = planned[plan.parent]
        if plan in found:
            raise Refusal(_("%(soate)s belongs to itself in the classifier.") % {"soate": plan.soate})
        found.append(plan)
    return tuple(found)


def _slug(plan: _Planned, ancestors: Sequence[_Planned], *, is_long: bool) -> str:
    if plan.kind not in NAMED_WITH_THEIR_RAION:
        return slug_for(plan.kind, plan.name)
    upper = (UnitKind.RAION, UnitKind.CITY, UnitKind.CITY_DISTRICT)
    raion = [unit.name for unit in ancestors if unit.kind in upper][:1]
    between = [unit.name for unit in ancestors if unit.kind not in (*upper, UnitKind.OBLAST)] if is_long else []
    return slug_for(plan.kind, plan.name, *between, *raion)


def _make(planned: Sequence[_Planned], found: dict[str, Unit], taken: set[str]) -> None:
    """Put the planned units into the table, `found` and `taken`; one write for each storey of the country."""
    waiting = list(planned)
    while waiting:
        ready = [plan for plan in waiting if not plan.parent or plan.parent in found]
        units = [_unit(plan, found.get(plan.parent), taken) for plan in ready]
        found.update((str(unit.soate), unit) for unit in Unit.objects.bulk_create(units, batch_size=200))
        waiting = [plan for plan in waiting if plan.soate not in found]


def _unit(plan: _Planned, parent: Unit | None, taken: set[str]) -> Unit:
    slug = free_slug(plan.slug, taken)
    taken.add(slug)
    return Unit(
        soate=plan.soate,
        kind=plan.kind,
        slug=slug,
        name=plan.name,
        ky_mark=plan.ky_mark,
        order_key=order_key(plan.name),
        parent=parent,
        is_checked=True,
        source=SOURCE,
    )


def _bring_in_step(unit: Unit, plan: _Planned, found: Mapping[str, Unit], seats: Mapping[str, str]) -> bool:
    """Give the unit what the files say, except what a person said; whether that changed anything."""
    before = (unit.kind, unit.name.texts, unit.ky_mark, unit.parent_id, unit.seat_id)
    by_hand = {lang: text for lang, text in unit.name.texts.items() if lang in unit.name.changed}
    unit.kind = plan.kind
    unit.name = Said({**plan.name.texts, **by_hand}, unit.name.changed, unit.name.original)
    unit.ky_mark = unit.ky_mark if "ky" in by_hand else plan.ky_mark
    unit.order_key = order_key(unit.name)
    parent, seat = found.get(plan.parent), found.get(seats.get(plan.soate, ""))
    # Parts of a unit that was renamed or merged since stand under what followed it.
    if unit.valid_until is None and (parent is None or parent.valid_until is None):
        unit.parent = parent
    if seat is not None:
        unit.seat = seat
    return before != (unit.kind, unit.name.texts, unit.ky_mark, unit.parent_id, unit.seat_id)


def _make_successors(successors: Iterable[Successor], found: Mapping[str, Unit], taken: set[str]) -> int:
    """Make the units that followed others; how many were made. One whose address is taken is there already."""
    made: list[tuple[Successor, Unit]] = []
    for successor in successors:
        parent, predecessor = found.get(successor.parent), found.get(successor.predecessor)
        if parent is None or (successor.predecessor and predecessor is None):
            continue
        above = [parent.name] if successor.kind in NAMED_WITH_THEIR_RAION else []
        slug = slug_for(successor.kind, successor.name, *above)
        if slug in taken:
            continue
        taken.add(slug)
        unit = Unit(
            kind=successor.kind,
            slug=slug,
            name=successor.name,
            ky_mark=NameMark.UNCHECKED,
            order_key=order_key(successor.name),
            parent=parent,
            valid_from=successor.on,
            source=successor.source,
        )
        made.append((successor, unit))
    Unit.objects.bulk_create([unit for _successor, unit in made])
    Succession.objects.bulk_create(
        Succession(
            predecessor=found.get(successor.predecessor),
            successor=unit,
            on=successor.on,
            how=successor.how,
            source=successor.source,
        )
        for successor, unit in made
    )
    return len(made)
