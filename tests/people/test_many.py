"""Many cards at once say what writing them one by one would."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.journal.models import Entry
from tegerek.people.actions import keep_person
from tegerek.people.many import OnList, keep_people
from tegerek.people.models import Contact, Mandate, Person
from tegerek.places.models import Body
from tests.meetings.rows import NOW, an_office

LATER = NOW + timedelta(days=40)


@pytest.fixture
def office(db: None) -> Body:
    return an_office()


def told(person: Person) -> tuple[str, str, str, object, list[str]]:
    phones = sorted(person.contacts.values_list("value", flat=True))
    return person.name, person.name_key, person.sex, person.keep_until, phones


def test_a_new_card_is_that_of_one_written_alone(office: Body) -> None:
    alone = keep_person(None, office=office, name=" Мисалов  Асан", sex="m", phones=["+996000000001"], by=None, now=NOW)

    (made,) = keep_people(
        [OnList(" Мисалов  Асан", sex="m", phones=("+996000000001",))], office=office, by=None, now=NOW
    )

    assert made is not None
    assert told(made) == told(alone)
    assert list(Entry.objects.values_list("verb", "office", "refs")) == [("person.kept", office.pk, {})] * 2


def test_a_known_card_keeps_its_name_and_grows(office: Body) -> None:
    card = keep_person(None, office=office, name="Сынакова Айгүл", phones=["+996000000001"], by=None, now=NOW)
    row = OnList("СЫНАКОВА А.", card.pk, "f", ("+996000000001", "+996000000002"), "deputy")

    keep_people([row, replace(row, holds_post=True)], office=office, by=None, now=LATER)

    card.refresh_from_db()
    assert (card.name, card.sex, card.keep_until is not None and card.keep_until > LATER.date()) == (
        "Сынакова Айгүл",
        "f",
        True,
    )
    assert (Contact.objects.count(), Mandate.objects.count(), Person.objects.count()) == (2, 1, 1)


def test_a_stated_sex_is_not_overwritten(office: Body) -> None:
    card = keep_person(None, office=office, name="Сынакова Айгүл", sex="f", by=None, now=NOW)

    keep_people([OnList("Сынакова Айгүл", card.pk, "m")], office=office, by=None, now=LATER)

    card.refresh_from_db()
    assert card.sex == "f"


def test_an_erased_card_and_one_of_another_office_are_left_alone(office: Body) -> None:
    erased = keep_person(None, office=office, name="Ойдонов Бек", by=None, now=NOW)
    Person.objects.filter(pk=erased.pk).update(name="", name_key="", erased_at=NOW)
    strange = keep_person(None, office=an_office("Сары-Талаа"), name="Ойдонов Бек", by=None, now=NOW)

    cards = keep_people(
        [OnList("Ойдонов Бек", key, phones=("+996000000001",)) for key in (erased.pk, strange.pk)],
        office=office,
        by=None,
        now=LATER,
    )

    assert (cards, Contact.objects.count()) == ([None, None], 0)


@pytest.mark.parametrize("count", [1, 3])
def test_many_cost_as_many_statements_as_one(
    office: Body, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [OnList(f"Мисалов {n}", phones=(f"+9960000{n:05}",), post="deputy") for n in range(count)]

    with django_assert_num_queries(6):
        cards = keep_people(people, office=office, by=None, now=NOW)

    assert (len(cards), Person.objects.count(), Mandate.objects.count()) == (count, count, count)
