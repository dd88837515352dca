"""Cards at the desk: found by name or phone, written on, joined, told, erased."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.files.models import File
from tegerek.journal.models import Entry
from tegerek.meetings import roster
from tegerek.people import keeping
from tegerek.people.actions import grant, keep_person
from tegerek.people.models import Erasure, Person, Role
from tests.meetings.rows import NOW
from tests.people.persons import FIRST_NAME, NAME, PHONE, SURNAME, a_closed_scan, a_person, a_scan

SignIn = Callable[[Member], Client]


@pytest.fixture
def person(world: World) -> Person:
    return a_person(office=world.land.okmotu)


@pytest.fixture
def clerk(world: World, sign_in: SignIn) -> Client:
    return sign_in(_in_english(world.cast.clerk))


@pytest.fixture
def administrator(world: World, sign_in: SignIn) -> Client:
    return sign_in(_in_english(world.cast.administrator))


def _in_english(member: Member) -> Member:
    """Sentences are looked for in English."""
    member.user.language = "en"
    member.user.save(update_fields=["language"])
    return member


@pytest.mark.parametrize("typed", ["ойдонкызова", "ulguzada"])
def test_a_name_is_found_in_any_spelling_and_stands_in_no_address(clerk: Client, person: Person, typed: str) -> None:
    page = clerk.post("/desk/persons/search/", {"name": typed})

    assert (page.status_code, page.content.decode().count(f'/desk/persons/{person.pk}/"')) == (200, 1)
    assert [part for part in page.content.decode().split('"') if part.startswith(("?", "/")) and typed in part] == []


def test_a_caller_is_found_by_the_phone(clerk: Client, person: Person) -> None:
    found = clerk.post("/desk/persons/callers/", {"phone": "0000 91 82 73"}).content.decode()
    nobody = clerk.post("/desk/persons/callers/", {"phone": "0555 00 00 00"}).content.decode()

    assert (NAME in found, NAME in nobody, "Nobody of this name or phone" in nobody) == (True, False, True)


def test_the_other_office_s_people_are_not_found_and_have_no_page(
    world: World, sign_in: SignIn, person: Person
) -> None:
    neighbour = sign_in(world.cast.neighbour)

    pages = [neighbour.get("/desk/persons/"), neighbour.post("/desk/persons/search/", {"name": NAME})]
    statuses = [neighbour.get(f"/desk/persons/{person.pk}/{page}").status_code for page in ("", "card/", "joining/")]

    assert ([SURNAME in page.content.decode().replace(f'value="{NAME}"', "") for page in pages], statuses) == (
        [False, False],
        [404] * 3,
    )


def test_who_may_not_see_phones_sees_none(world: World, sign_in: SignIn, person: Person) -> None:
    head = world.cast.clerk
    head.user.grants.update(role="ao_head")
    client = sign_in(head)

    pages = [client.get("/desk/persons/"), client.get(f"/desk/persons/{person.pk}/")]

    assert [(NAME in page.content.decode(), PHONE in page.content.decode()) for page in pages] == [(True, False)] * 2
    assert client.post("/desk/persons/callers/", {"phone": PHONE}).status_code == 404


def test_a_new_card_needs_the_name_alone(clerk: Client, world: World) -> None:
    office = world.land.okmotu.pk

    refused = clerk.post("/desk/persons/new/", {"seen": 0, "office": office, "name": " ", "phone": "12"})
    made = clerk.post("/desk/persons/new/", {"seen": 0, "office": office, "name": "Сынакова Айжан"})

    found = Person.objects.latest("pk")
    assert (refused.status_code, refused.content.decode().count('class="error"')) == (422, 2)
    assert (made["Location"], found.name, found.office) == (
        f"/desk/persons/{found.pk}/",
        "Сынакова Айжан",
        world.land.okmotu,
    )


def test_a_new_card_takes_phone_and_post_and_says_who_may_be_the_same(
    clerk: Client, world: World, person: Person
) -> None:
    typed = {"office": world.land.okmotu.pk, "name": "Ойдонов Сынак", "phone": "0000 918273", "post": "deputy"}

    page = clerk.post("/desk/persons/new/", {"seen": 0, "place": "Көк-Булут", **typed}, follow=True).content.decode()

    assert ("Perhaps the same person" in page, f"joining/?with={person.pk}" in page) == (True, True)
    assert ("deputy of the village council" in page, "also on 1 other card" in page) == (True, True)


def test_a_card_that_somebody_changed_meanwhile_is_shown_as_it_is_now(clerk: Client, person: Person) -> None:
    typed = {"name": "Сынакова Айжан", "sex": "f", "keep_until": "06.03.2028"}
    clerk.post(f"/desk/persons/{person.pk}/card/", {"seen": 1, **typed})

    late = clerk.post(f"/desk/persons/{person.pk}/card/", {"seen": 1, **typed, "name": "Сынакова А."})

    person.refresh_from_db()
    assert (late.status_code, person.name, person.keep_until) == (422, "Сынакова Айжан", date(2028, 3, 6))
    assert 'name="seen" value="2"' in late.content.decode()


def test_a_phone_is_added_and_taken_off(clerk: Client, person: Person) -> None:
    clerk.post(f"/desk/persons/{person.pk}/contacts/", {"seen": 1, "phone": "0000 000 077"})
    added = person.contacts.get(value="+996000000077")

    clerk.post(f"/desk/persons/{person.pk}/contacts/removal/", {"contact": added.pk})

    assert list(person.contacts.values_list("value", flat=True)) == [PHONE]
    assert Entry.objects.filter(verb__startswith="contact.").count() == 2


def test_a_phone_with_a_digit_missing_is_refused_with_a_sentence_and_nothing_is_filled_in(
    clerk: Client, person: Person
) -> None:
    page = clerk.post(f"/desk/persons/{person.pk}/contacts/", {"seen": 1, "phone": "0000 12 34 7"})

    assert (page.status_code, "This phone number is not whole" in page.content.decode()) == (422, True)
    assert list(person.contacts.values_list("value", flat=True)) == [PHONE]


def test_another_person_s_phone_cannot_be_taken_off_by_its_number(clerk: Client, person: Person, world: World) -> None:
    other = a_person("Ойдонов Сынак", office=world.land.neighbours)

    clerk.post(f"/desk/persons/{person.pk}/contacts/removal/", {"contact": other.contacts.get().pk})

    assert other.contacts.count() == 1


def test_a_card_without_a_post_says_as_what_the_person_stands_on_lists(world: World, sign_in: SignIn) -> None:
    desk = sign_in(_in_english(world.cast.coordinator))
    seminar = world.trainings.draft.seminars.order_by("pk")[0]
    typed = roster.Typed("Мисалова Жаркынай", "village_head", world.land.aimak)
    line = roster.write_in(seminar.meeting, typed, person=None, by=None, now=NOW)

    text = desk.get(f"/desk/persons/{line.person_id}/").content.decode()

    assert ("No post is written on the card. On lists:" in text, "village head, " in text) == (True, True)


def test_a_post_is_added_and_ended_and_a_consent_given_and_taken_back(clerk: Client, person: Person) -> None:
    at = f"/desk/persons/{person.pk}"
    clerk.post(f"{at}/posts/", {"seen": 1, "post": "village_head", "place": "Көк-Булут", "since": "01.02.2026"})
    clerk.post(f"{at}/posts/end/", {"seen": 1, "mandate": person.mandates.get().pk, "until": "05.03.2026"})
    clerk.post(f"{at}/consents/", {"seen": 1, "how": "signed", "given_on": "01.03.2026"})

    clerk.post(f"{at}/consents/withdrawal/", {"seen": 1, "consent": person.consents.get().pk, "on": "06.03.2026"})

    mandate, consent = person.mandates.get(), person.consents.get()
    assert (mandate.post, mandate.since, mandate.until) == ("village_head", date(2026, 2, 1), date(2026, 3, 5))
    assert (consent.how, consent.given_on, consent.withdrawn_on) == ("signed", date(2026, 3, 1), date(2026, 3, 6))


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("contacts/", {}),
        ("contacts/", {"phone": "12"}),
        ("posts/", {}),
        ("posts/", {"post": "deputy", "since": "31.02.2026"}),
        ("posts/", {"post": "deputy", "since": "02.03.2026", "until": "01.03.2026"}),
        ("consents/", {"how": "signed", "given_on": "07.03.2027"}),
        ("joining/", {"other": "999999"}),
        ("joining/", {}),
    ],
)
def test_what_cannot_be_kept_comes_back_with_a_sentence(
    clerk: Client, person: Person, page: str, typed: dict[str, str]
) -> None:
    answer = clerk.post(f"/desk/persons/{person.pk}/{page}", {"seen": 1, **typed})

    assert (answer.status_code, answer.content.decode().count('class="error"') + answer.content.count(b"alert")) == (
        422,
        1,
    )


def test_two_cards_are_looked_at_and_joined(clerk: Client, world: World, person: Person) -> None:
    other = a_person(NAME, office=world.land.okmotu, phones=("+996000000077",))
    for one in (person, other):
        roster.enrol(world.gatherings.called, one, by=None, now=NOW)

    looked = clerk.get(f"/desk/persons/{person.pk}/joining/?with={other.pk}").content.decode()
    clerk.post(f"/desk/persons/{person.pk}/joining/", {"seen": 1, "other": other.pk})

    assert ("Both stand on these lists" in looked, "0000 00 00 77" in looked) == (True, True)
    left = Person.objects.filter(pk__in=[person.pk, other.pk])
    assert (list(left), person.contacts.count(), person.participations.count()) == ([person], 2, 1)


def test_a_card_of_another_office_is_neither_shown_nor_joined(clerk: Client, world: World, person: Person) -> None:
    other = a_person("Бөтөнова Айжан", office=world.land.neighbours)

    looked = clerk.get(f"/desk/persons/{person.pk}/joining/?with={other.pk}").content.decode()
    joined = clerk.post(f"/desk/persons/{person.pk}/joining/", {"seen": 1, "other": other.pk})

    assert ("Бөтөнова" in looked, "Бөтөнова" in joined.content.decode()) == (False, False)
    assert (joined.status_code, Person.objects.filter(pk__in=[person.pk, other.pk]).count()) == (422, 2)


def test_everything_held_is_shown_and_saved_as_a_file(administrator: Client, person: Person) -> None:
    page = administrator.get(f"/desk/persons/{person.pk}/export/").content.decode()
    saved = administrator.post(f"/desk/persons/{person.pk}/export/")

    with zipfile.ZipFile(io.BytesIO(saved.content)) as archive:
        told = json.loads(archive.read("person.json"))
    assert (NAME in page, PHONE in page, told["name"]) == (True, True, NAME)
    assert saved["Content-Disposition"] == f'attachment; filename="person-{person.pk}.zip"'
    assert (saved["Cache-Control"], Entry.objects.filter(verb="person.exported").count()) == ("no-store, private", 1)


def test_an_erasure_says_what_goes_and_what_must_be_kept_and_is_done_when_meant(
    administrator: Client, world: World, person: Person
) -> None:
    meeting = world.gatherings.closed
    roster.enrol(meeting, person, by=None, now=NOW)
    a_scan(meeting, basis="file copy of the minutes", keep_until=date(2027, 1, 1))
    at = f"/desk/persons/{person.pk}/erasure/"

    looked = administrator.get(at).content.decode()
    unsure = administrator.post(at, {"seen": 1, "reason": "asked"})
    erased = administrator.post(at, {"seen": 1, "reason": "asked", "meant": "on"})

    assert ("Lists of meetings (1)" in looked, "file copy of the minutes" in looked) == (True, True)
    assert (unsure.status_code, erased["Location"]) == (422, "/desk/persons/")
    assert (Person.objects.get(pk=person.pk).name, Erasure.objects.get().by) == ("", world.cast.administrator.user)
    assert administrator.get(f"/desk/persons/{person.pk}/").status_code == 404


def test_an_account_of_the_same_name_is_offered_and_erased_when_ticked(
    administrator: Client, world: World, person: Person
) -> None:
    clerk = world.cast.clerk.user
    a_person(clerk.name, office=world.land.okmotu)
    namesake = Person.objects.latest("pk")
    at = f"/desk/persons/{namesake.pk}/erasure/"

    offered = administrator.get(at).content.decode()
    administrator.post(at, {"seen": 1, "reason": "asked", "meant": "on", "accounts": [clerk.pk]})

    clerk.refresh_from_db()
    assert ("the same person’s" in offered, clerk.name, clerk.is_active) == (True, "", False)


def test_what_is_kept_closed_is_opened_by_one_role_and_each_opening_is_on_record(
    administrator: Client, clerk: Client, world: World
) -> None:
    file = a_closed_scan(world.gatherings.closed)

    page = administrator.get("/desk/kept/").content.decode()
    opened = administrator.get(f"/desk/kept/{file.pk}/")

    assert ("barak.pdf" in page, opened["Content-Type"], b"".join(opened)[:5]) == (True, "application/pdf", b"%PDF-")
    assert [client.get(f"/desk/kept/{file.pk}/").status_code for client in (clerk, Client())] == [404, 302]
    assert Entry.objects.filter(verb="file.kept_opened").count() == 1


def test_a_file_that_is_not_closed_is_not_among_the_kept(administrator: Client, world: World) -> None:
    file = a_closed_scan(world.gatherings.closed)
    File.objects.update(closed_at=None)

    statuses = administrator.get(f"/desk/kept/{file.pk}/").status_code

    assert (statuses, "barak.pdf" in administrator.get("/desk/kept/").content.decode()) == (404, False)


@pytest.mark.parametrize("count", [1, 3])
def test_a_card_costs_the_same_however_much_is_on_it(
    clerk: Client, world: World, person: Person, count: int, django_assert_num_queries: Any
) -> None:
    user = world.cast.clerk.user
    for n in range(count):
        keeping.add_contact(person, kind="phone", value=f"+99600000010{n}", by=user, now=NOW)
        keeping.add_mandate(person, post="deputy", title="", unit=None, since=None, until=None, by=user, now=NOW)
        keeping.give_consent(person, how="spoken", given_on=date(2026, 3, 1), by=user, now=NOW)
        a_person(f"{SURNAME} {FIRST_NAME}", office=world.land.okmotu)
        meeting = (world.gatherings.called, world.gatherings.held, world.gatherings.closed)[n]
        roster.enrol(meeting, person, by=user, now=NOW)
    clerk.get("/desk/")

    with django_assert_num_queries(11):
        page = clerk.get(f"/desk/persons/{person.pk}/")

    assert page.content.decode().count("deputy of the village council") == count


def test_phones_are_listed_only_of_the_offices_where_they_may_be_seen(
    world: World, person: Person, clerk: Client
) -> None:
    theirs = keep_person(
        None, office=world.land.neighbours, name="Аасынова Чынара", phones=("+996000777001",), by=None, now=NOW
    )
    # A head sees people, and no phones.
    grant(world.cast.clerk.user, role=Role.AO_HEAD, office=world.land.neighbours, since=date(2026, 1, 1), now=NOW)

    pages = [clerk.get("/desk/persons/"), clerk.post("/desk/persons/search/", {"name": "аасынова"})]

    told = [(f"/desk/persons/{theirs.pk}/" in page.content.decode(), b"996000777001" in page.content) for page in pages]
    assert told == [(True, False), (True, False)]
    assert PHONE[1:].encode() in pages[0].content
