"""Twelve invented raions with their aimaks; the first aimak of each of eight raions has an office that uses the system."""

from __future__ import annotations

from dataclasses import dataclass

from tegerek.demo.land import found_unit, okmotu_of
from tegerek.demo.trained.courses import COURSES, Course, aimak_names
from tegerek.places.models import Body, Unit, UnitKind

OFFICES = 8


@dataclass(frozen=True)
class Country:
    """raions: in the order of the seminars. offices: of aimaks of the first eight of them."""

    raions: tuple[Unit, ...]
    offices: tuple[Body, ...]


def found_raions() -> Country:
    """Make them all in the two oblasts, which must be loaded."""
    oblasts = {unit.soate: unit for unit in Unit.objects.filter(kind=UnitKind.OBLAST)}
    raions, offices = [], []
    for n, course in enumerate(COURSES):
        root = course.root
        raion = found_unit(UnitKind.RAION, oblasts[course.oblast], ky=root.ky, ru=root.ru, en=root.en)
        first = _aimaks(raion, course)
        raions.append(raion)
        if n < OFFICES:
            ky, ru, en = next(aimak_names(course))
            offices.append(okmotu_of(first, ky, ru, en, f"00000 5-01-{n:02}"))
    return Country(tuple(raions), tuple(offices))


def _aimaks(raion: Unit, course: Course) -> Unit:
    made = [found_unit(UnitKind.AIMAK, raion, ky=ky, ru=f"{ru}ский", en=en) for ky, ru, en in aimak_names(course)]
    return made[0]
