"""Persons are found by their office alone, and once erased by nobody, not even in the raw bytes of the database."""

from __future__ import annotations

import pytest
from django.db import connection

from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.lib.said import Said
from tegerek.people import holding
from tegerek.people.actions import keep_person
from tegerek.people.models import Person
from tegerek.places.actions.bodies import add_body
from tegerek.places.models import Body, BodyKind
from tegerek.search.indexing import read_all_news, read_on
from tegerek.search.models import DeskRow, PublicRow
from tegerek.search.persons import HOLDER, settle
from tegerek.search.rules import query_of
from tegerek.search.sheets import found_at_desk, phone_digits
from tests.search.cast import labels, write_down

# Letters that nothing else in the demo begins with, so that the pages of the index keep them in one piece.
ODD, ODD_FOLDED = "Цхцхеева", b"tshtsheeva"


def test_finding_is_registered_among_those_who_hold_something_of_a_person() -> None:
    assert HOLDER in holding.holders()


def test_what_is_held_is_told_and_destroyed_at_once(world: World) -> None:
    person = write_down(world)["omurbek"]
    read_all_news()
    told = HOLDER.told(person)

    gone = HOLDER.erase(person, by=None, now=TODAY)

    assert (told, gone) == ([{"words": ["omurbek", "misalov"]}], {"search.row": 1})
    assert (HOLDER.told(person), HOLDER.erase(person, by=None, now=TODAY)) == ([], {"search.row": 0})


def test_an_erased_card_is_not_found_again_when_its_entries_are_read(world: World) -> None:
    person = write_down(world)["omurbek"]
    HOLDER.erase(person, by=None, now=TODAY)
    Person.objects.filter(pk=person.pk).update(name="", name_key="", erased_at=TODAY)

    read_all_news()

    assert not DeskRow.objects.filter(thing_label="people.person", thing_key=person.pk).exists()


def test_the_name_shown_is_that_of_the_card_and_a_card_without_one_is_left_out(world: World) -> None:
    persons = write_down(world)
    read_all_news()
    Person.objects.filter(pk=persons["omurbek"].pk).update(name="", name_key="", erased_at=TODAY)

    page = found_at_desk(world.cast.auditor.user, query_of("Өмүрбек"), TODAY.date())

    ours = {"person:omurbek-misalov", "person:omurbek-oidonov"}
    assert [label for label in labels(page.lines) if label in ours] == ["person:omurbek-oidonov"]


def test_phones_stand_in_no_row(world: World) -> None:
    write_down(world)
    read_all_news()

    assert not DeskRow.objects.filter(words__contains="000000501").exists()
    assert not PublicRow.objects.filter(words__contains="omurbek").exists()


def test_a_phone_finds_nobody_for_an_account_that_may_not_see_phones(world: World) -> None:
    write_down(world)
    read_all_news()
    world.cast.clerk.user.grants.update(role="ao_head")
    user = world.cast.clerk.user

    by_phone = found_at_desk(user, query_of("0000 000 501"), TODAY.date())
    by_name = found_at_desk(user, query_of("Өмүрбек"), TODAY.date())

    assert (by_phone.lines, labels(by_name.lines)) == (
        (),
        ["person:omurbek-synakov", "person:omurbek-misalov"],
    )


@pytest.mark.parametrize("text", ["501", "14.03.2026", "Мисалов 000501", "10019"])
def test_what_is_no_phone_is_not_looked_for_among_phones(text: str) -> None:
    assert phone_digits(text) == ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="what remains on PostgreSQL until a vacuum is in docs/erasing.md"
)
def test_an_erased_name_is_in_no_byte_of_the_database(office: Body) -> None:
    person = keep_person(None, office=office, name=f"{ODD} Айнура", by=None, now=TODAY)
    keep_person(None, office=office, name="Өмүрбек Мисалов", by=None, now=TODAY)
    read_on(now=TODAY)
    # Kept once more: the old words stay in the pages of the index beside the new ones.
    keep_person(person, office=office, name=f"{ODD} Айнура Жылдызовна", by=None, now=TODAY)
    read_on(now=TODAY)
    before = everything()

    holding.erase_everywhere(person, by=None, now=TODAY)
    Person.objects.filter(pk=person.pk).update(name="", name_key="", erased_at=TODAY)
    settle()

    after = everything()
    assert (ODD_FOLDED in before, ODD.encode() in before) == (True, True)
    assert (ODD_FOLDED[2:] in after, ODD.encode() in after, b"misalov" in after) == (False, False, True)


@pytest.fixture
def office(transactional_db: None) -> Body:
    return add_body(BodyKind.AIYL_OKMOTU, Said.of(ky="Айыл өкмөтү"), unit=None, now=TODAY, is_office=True)


def everything() -> bytes:
    """The database as it would lie in its file, free pages included."""
    connection.ensure_connection()
    return bytes(connection.connection.serialize())  # a method of Python's own sqlite3
