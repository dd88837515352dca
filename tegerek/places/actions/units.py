"""What people do with units: correct a name, add, rename, merge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.lib.text import mended, one_line
from tegerek.places.models import NameMark, Succession, SuccessionHow, Unit, UnitKind
from tegerek.places.rules import NAMED_WITH_THEIR_RAION, free_slug, order_key, slug_for


@transaction.atomic
def correct_name(unit: Unit, *, lang: str, text: str, by: int | None, now: datetime, seen: int) -> None:
    """Give the short name in one language, or confirm the one shown. Journals place.name_corrected.

    A Kyrgyz name thereby counts as checked. No later loading of a file changes a name that a person gave.
    seen: the version of the unit that the person had before her. Raises Refusal for an empty name, Stale if another was
    quicker.
    """
    text = one_line(mended(text))
    if not text:
        raise Refusal(_("The name is empty. Enter the name of the place."))
    name = Said({**unit.name.texts, lang: text}, {**unit.name.changed, lang: now}, unit.name.original)
    mark = NameMark.CHECKED if lang == "ky" else unit.ky_mark
    _change(unit, seen, name=name, ky_mark=mark, order_key=order_key(name))
    record("place.name_corrected", unit, by=by, at=now, lang=lang)


@transaction.atomic
def add_unit(
    kind: UnitKind, name: Said, *, parent: Unit, valid_from: date, by: int | None, now: datetime, source: str = ""
) -> Unit:
    """Make a unit that no file has, from a day on; it is marked not checked. Journals place.added.

    Raises Refusal if the same kind of place with that name already stands there.
    """
    if not name:
        raise Refusal(_("The name is empty. Enter the name of the place."))
    key = order_key(name)
    if Unit.objects.filter(parent=parent, kind=kind, order_key=key).valid_on(valid_from).exists():
        raise Refusal(_("A place of this kind and name already stands there. Use that one, or write the name in full."))
    unit = _new_unit(kind, name, parent, valid_from=valid_from, source=source)
    record("place.added", unit, by=by, at=now, parent=parent.pk, first_day=valid_from)
    return unit


@transaction.atomic
def rename_unit(
    unit: Unit, name: Said, *, on: date, by: int | None, now: datetime, seen: int, source: str = ""
) -> Unit:
    """Let a unit of a new name follow this one from a day on; what was before stays on the old. Journals place.renamed.

    The parts that stand on that day move under the new unit. The old keeps its names and address.
    Raises Refusal if the unit has ended or began later, Stale if another was quicker.
    """
    _end(unit, on, seen)
    successor = _new_unit(UnitKind(unit.kind), name, unit.parent, valid_from=on, source=source)
    Unit.objects.filter(pk=successor.pk).update(soate=unit.soate, seat=unit.seat_id)
    successor.refresh_from_db()
    _follow(unit, successor, SuccessionHow.RENAMED, on=on, source=source)
    record("place.renamed", unit, by=by, at=now, successor=successor.pk, day=on)
    return successor


@transaction.atomic
def merge_units(
    units: Sequence[Unit],
    *,
    into: Unit,
    on: date,
    by: int | None,
    now: datetime,
    seen: Mapping[int, int],
    source: str = "",
) -> None:
    """End several units on a day; their parts go to the one that takes them in. Journals place.merged for each.

    seen: the version of each unit that the person had before her, by key. Raises Refusal if one of them is the unit
    that takes them in, has ended or began later; Stale if another was quicker.
    """
    if into.pk in {unit.pk for unit in units}:
        raise Refusal(_("A place cannot be merged into itself. Choose another, or add a new one first."))
    for unit in units:
        _end(unit, on, seen[unit.pk])
        _follow(unit, into, SuccessionHow.MERGED, on=on, source=source)
        record("place.merged", unit, by=by, at=now, successor=into.pk, day=on)


def _new_unit(kind: UnitKind, name: Said, parent: Unit | None, *, valid_from: date, source: str) -> Unit:
    raion = parent and parent.raion_or_city()
    above = [raion.name] if raion and kind in NAMED_WITH_THEIR_RAION else []
    wanted = slug_for(kind, name, *above)
    taken = Unit.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
    return Unit.objects.create(
        kind=kind,
        name=name,
        ky_mark=NameMark.CHECKED if "ky" in name.texts else NameMark.MISSING,
        order_key=order_key(name),
        slug=free_slug(wanted, taken),
        parent=parent,
        valid_from=valid_from,
        source=source,
    )


def _end(unit: Unit, on: date, seen: int) -> None:
    if unit.valid_until is not None:
        raise Refusal(_("This place has already ended. Look at what followed it."))
    if unit.valid_from is not None and on <= unit.valid_from:
        raise Refusal(_("The day is not after the first day of this place. Enter a later day."))
    _change(unit, seen, valid_until=on)


def _follow(unit: Unit, successor: Unit, how: SuccessionHow, *, on: date, source: str) -> None:
    Succession.objects.create(predecessor=unit, successor=successor, how=how, on=on, source=source)
    Unit.objects.filter(parent=unit, valid_until=None).exclude(pk=successor.pk).update(
        parent=successor, version=F("version") + 1
    )


def _change(unit: Unit, seen: int, **fields: Any) -> None:
    """Write if nobody has since the person looked. Two clerks may press at once: only the first finds the version."""
    if not Unit.objects.filter(pk=unit.pk, version=seen).update(version=F("version") + 1, **fields):
        raise Stale(_("Somebody else changed this place a moment ago. Look at it again, then make your change."))
    unit.refresh_from_db()
