"""Appeals for everybody: their page without a name, and a sheet of which nothing is kept."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tegerek.demo.world import World
from tegerek.journal.models import Entry
from tegerek.people.models import Person
from tegerek.voices.models import Initiative
from tests.meetings.rows import a_place, an_office
from tests.pages import fetch, read_out
from tests.voices.appeals import drafted, received

GROUP = "Мисалов Сынак, Талаа көчөсү, 1\nҮлгүева Айша, Талаа көчөсү, 2"


def test_the_page_of_an_appeal_says_what_was_decided_and_names_nobody(world: World, client: Client) -> None:
    found = world.appeals.refused

    page = read_out(client.get(f"/en/initiatives/{found.number}/")).decode()

    names = Person.objects.filter(pk__in=found.members.values("person")).values_list("name", flat=True)
    assert "The chair of the council refused the assembly." in page
    assert "The group has the right to take the refusal to court." in page
    assert [name for name in names if name in page or "Жаңы-Турмуш көчөсү" in page] == []


def test_the_short_address_of_an_appeal_leads_to_its_page(world: World, client: Client) -> None:
    number = world.appeals.waiting.number

    answer = client.get(f"/{number}")

    assert answer["Location"] == f"/ky/initiatives/{number}/"


def test_what_was_not_received_and_rehearsals_are_not_public(db: None, client: Client) -> None:
    office, place = an_office(), a_place("Терек-Суу", "terek-suu")
    drafted(office, place)
    received(office, place, rehearsal=True)

    page = read_out(client.get("/en/initiatives/")).decode()

    assert "No appeal has come in yet." in page


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(
    many: int, db: None, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    office, place = an_office(), a_place("Терек-Суу", "terek-suu")
    for _n in range(many):
        received(office, place)

    with django_assert_num_queries(2):
        client.get("/en/initiatives/")


def test_a_sheet_comes_back_and_nothing_is_kept(db: None, client: Client) -> None:
    answer = client.post("/ru/initiatives/new/", {"title": "Чатыр", "to": "head", "members": GROUP})

    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store, private")
    assert ("Үлгүева Айша" in text, "Главе айыл окмоту" in text) == (True, True)
    assert (Initiative.objects.count(), Person.objects.count(), Entry.objects.count()) == (0, 0, 0)
    assert dict(answer.cookies) == {}


def test_what_is_sent_comes_back_as_text_and_never_as_markup(db: None, client: Client) -> None:
    bad = "<script>alert(1)</script>"

    answer = client.post("/en/initiatives/new/", {"title": "", "to": "head", "reason": bad})

    assert (answer.status_code, bad in answer.content.decode()) == (422, False)


@pytest.mark.parametrize("changes", [{"title": "а" * 301}, {"members": "Мисалов Сынак\n" * 61}, {"expected": "-1"}])
def test_what_is_too_much_is_told(changes: dict[str, str], db: None, client: Client) -> None:
    answer = client.post("/en/initiatives/new/", {"title": "Чатыр", "to": "head", **changes})

    assert answer.status_code == 422


def test_one_address_gets_so_many_sheets_and_no_more(db: None, client: Client) -> None:
    statuses = [client.post("/ru/initiatives/new/", {"title": "Чатыр", "to": "head"}).status_code for _n in range(11)]

    assert statuses == [200] * 10 + [429]


def test_the_meeting_and_the_appeal_it_came_from_lead_to_each_other(world: World, client: Client) -> None:
    meeting, appeal = world.whole.assembly, world.appeals.lights
    came = Initiative.objects.get(meeting=meeting)

    of_meeting = fetch(client, f"/ky/meetings/{meeting.number}/").links
    of_appeal = fetch(client, f"/ky/initiatives/{came.number}/").links

    assert appeal.pk == meeting.pk
    assert f"/ky/initiatives/{came.number}/" in of_meeting
    assert f"/ky/meetings/{meeting.number}/" in of_appeal


@pytest.mark.parametrize("many", [1, 50])
def test_the_page_of_a_place_tells_what_was_asked_for_there_and_below_it_and_names_nobody(
    many: int, world: World, client: Client
) -> None:
    Initiative.objects.filter(meeting=None).update(received_on="2025-01-10")
    made = [received(world.land.okmotu, world.land.villages[1]) for _n in range(many)]

    page = fetch(client, f"/en/places/{world.land.aimak.slug}/", queries=12)

    shown = [link for link in page.links if link.startswith("/en/initiatives/") and link != "/en/initiatives/"]
    names = [one.person.name for one in made[0].members.select_related("person")]
    assert f"/en/initiatives/{made[-1].number}/" in shown
    assert len(shown) <= 10
    assert [name for name in names if name in page.main] == []
