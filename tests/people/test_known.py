"""Whom an office knows already is proposed by name in any spelling, and by phone; never across offices."""

from __future__ import annotations

from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.people.actions import keep_person
from tegerek.people.known import known_people
from tegerek.people.models import Person
from tegerek.places.models import Body


def somebody(office: Body, name: str = "Үлгүева Өрдөк", phone: str = "+996000000777") -> Person:
    return keep_person(None, office=office, name=name, phones=[phone], by=None, now=TODAY)


def test_a_person_is_found_by_any_spelling_of_the_name_and_by_the_phone(world: World) -> None:
    person = somebody(world.land.okmotu)

    found = [
        [known.key for known in known_people(world.land.okmotu, name, phones)]
        for name, phones in (("Улгуева  Ордок", ()), ("Башка Бирөө", ("+996000000777",)), ("Башка Бирөө", ()))
    ]

    assert found == [[person.pk], [person.pk], []]


def test_cards_of_another_office_are_not_proposed(world: World) -> None:
    somebody(world.land.neighbours)

    assert known_people(world.land.okmotu, "Үлгүева Өрдөк", ("+996000000777",)) == ()


def test_an_empty_name_means_nobody(world: World) -> None:
    somebody(world.land.okmotu)

    assert known_people(world.land.okmotu, " – ") == ()
