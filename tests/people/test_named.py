"""Residents are named in no words that everybody will read; whoever holds a public post, or agreed, may be."""

from __future__ import annotations

import pytest

from tegerek.demo.moments import at
from tegerek.demo.world import World
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.people.actions import keep_person
from tegerek.people.consents import MINUTES
from tegerek.people.models import Consent, Person
from tegerek.people.named import refuse_residents, residents_within

NOW = at("2026-03-02")


@pytest.fixture
def resident(world: World) -> Person:
    return keep_person(None, office=world.land.okmotu, name="Сынакбаева Гүлжан", by=None, now=NOW)


@pytest.mark.parametrize(
    "words",
    ["Сынакбаева Гүлжан суроо берди.", "Гүлжан Сынакбаеванын короосу", "SYNAKBAEVA GULZHAN"],
    ids=["as on the card", "turned round with an ending", "other letters"],
)
def test_a_name_is_found_in_any_spelling(world: World, resident: Person, words: str) -> None:
    assert residents_within(resident.office_id, [words]) == (resident,)


@pytest.mark.parametrize("words", ["", "Гүлжан суроо берди.", "Көпүрө качан оңдолот?"])
def test_nobody_is_found_in_other_words(world: World, resident: Person, words: str) -> None:
    assert residents_within(resident.office_id, [words]) == ()


def test_who_agreed_to_be_named_may_stand_there(world: World, resident: Person) -> None:
    Consent.objects.create(person=resident, text=MINUTES, given_on=NOW.date(), how="signed")

    assert residents_within(resident.office_id, [resident.name]) == ()


def test_the_refusal_says_whose_name_it_is(world: World, resident: Person) -> None:
    with pytest.raises(Refusal, match="Сынакбаева Гүлжан stands in these words"):
        refuse_residents(resident.office_id, Said.of(ru="Вопрос задала Сынакбаева Гүлжан."))


def test_another_office_does_not_know_whom_this_one_has_cards_of(world: World, resident: Person) -> None:
    other = Person.objects.exclude(office=resident.office_id)[0]

    assert residents_within(other.office_id, [resident.name]) == ()
