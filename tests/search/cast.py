"""Persons whom two offices wrote down, for the tests of finding."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.lib.text import slug
from tegerek.people.actions import keep_person
from tegerek.people.models import Person
from tegerek.places.models import Body
from tegerek.search.rules import query_of
from tegerek.search.sheets import Hit, found

SHARED = "+996000000501"


def write_down(world: World, now: datetime = TODAY) -> dict[str, Person]:
    """Two persons of Көк-Булут who share a phone, one of Сары-Талаа with the same first name."""
    return {
        "omurbek": _person(world.land.okmotu, "Өмүрбек Мисалов", now, SHARED),
        "ainura": _person(world.land.okmotu, "Айнура Сынакова", now, SHARED),
        "namesake": _person(world.land.neighbours, "Өмүрбек Ойдонов", now, "+996000000502"),
    }


def labels(hits: Iterable[Hit]) -> list[str]:
    """Each hit in one word: a place or programme by its address, others by their Kyrgyz title and day."""
    return [f"{hit.kind}:{_name(hit)}" for hit in hits]


def _name(hit: Hit) -> str:
    if hit.ref and not hit.ref.isdigit():
        return hit.ref
    title = slug(hit.title.in_("ky").text, 40)
    return f"{title}/{hit.day}" if hit.day else title


def public_labels(text: str) -> list[str]:
    """What everybody finds for a text, the first page."""
    return labels(found(query_of(text), TODAY.date()).lines)


def _person(office: Body, name: str, now: datetime, phone: str) -> Person:
    return keep_person(None, office=office, name=name, phones=[phone], by=None, now=now)
