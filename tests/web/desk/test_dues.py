"""What is due, at the desk: who is to be told, who was, and the list to phone from."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from docx import Document
from pytest_django import DjangoAssertNumQueries

from tegerek.commitments.models import Reminder
from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.people.models import Grant, Role
from tests.pages import fetch

SignIn = Callable[[Member], Client]
HEAD, PHONE = "Үлгүев Мисал", "0000 00 90 01"


@pytest.fixture
def clerk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.clerk)


def late(world: World) -> Reminder:
    """The railing of the bridge, with the head since three days."""
    return Reminder.objects.get(kind="commitment", key=world.following.late.pk, ended_at=None)


def test_the_clerk_sees_who_is_to_be_told_and_tells_them(world: World, clerk: Client) -> None:
    ref = f"commitment-{world.following.late.pk}"
    page = clerk.get("/desk/due/").content.decode()

    answer = clerk.post("/desk/due/telling/", {"ref": [ref], "told": "yes"})
    row = late(world)

    assert (HEAD in page, f'value="{ref}"' in page, answer["Location"]) == (True, True, "/desk/due/")
    assert (row.stage, row.to_post, row.told_by_id) == ("head", "ao_head", world.cast.clerk.user.pk)


def test_a_mistake_is_taken_back(world: World, clerk: Client) -> None:
    ref = f"commitment-{world.following.late.pk}"
    clerk.post("/desk/due/telling/", {"ref": [ref], "told": "yes"})

    clerk.post("/desk/due/telling/", {"ref": [ref], "told": "no"})

    assert late(world).told_at is None


def test_a_thing_of_another_office_is_not_told_of(world: World, sign_in: SignIn) -> None:
    Grant.objects.filter(user=world.cast.neighbour.user).update(role=Role.CLERK)

    sign_in(world.cast.neighbour).post("/desk/due/telling/", {"ref": [f"commitment-{world.following.late.pk}"]})

    assert late(world).told_at is None


def test_who_does_not_work_with_people_sees_no_name_and_tells_nobody(world: World, sign_in: SignIn) -> None:
    Grant.objects.filter(user=world.cast.clerk.user).update(role=Role.DEPUTY)
    client = sign_in(world.cast.clerk)

    page = client.get("/desk/due/").content.decode()

    assert ("<h2>Айыл өкмөтүнүн башчысы" in page, HEAD in page, "/desk/due/telling/" in page) == (True, False, False)
    assert client.post("/desk/due/telling/").status_code == client.get("/desk/due/call-list.docx").status_code == 404


def test_the_head_sees_what_is_theirs_alone(world: World, sign_in: SignIn) -> None:
    Grant.objects.filter(user=world.cast.clerk.user).update(role=Role.AO_HEAD)
    client = sign_in(world.cast.clerk)

    mine = client.get("/desk/due/?whose=mine").content.decode()

    assert mine.count("<h2>") == 1
    assert "/desk/due/?whose=mine" in client.get("/desk/").content.decode()


def test_the_call_list_names_who_is_phoned_and_has_a_box_to_tick(world: World, clerk: Client) -> None:
    answer = clerk.get("/desk/due/call-list.docx?lang=ky")

    paper = Document(BytesIO(answer.content))
    lines = [one.text for one in paper.paragraphs]
    cells = [row.cells[-1].text for table in paper.tables for row in table.rows[1:]]

    assert any(HEAD in line and PHONE in line.replace("\u00a0", " ") for line in lines)
    assert "☐" in cells


def test_without_the_right_to_phones_the_paper_has_none(world: World, sign_in: SignIn) -> None:
    Grant.objects.filter(user=world.cast.clerk.user).update(role=Role.AO_HEAD)

    answer = sign_in(world.cast.clerk).get("/desk/due/call-list.docx?lang=ru")
    words = "\n".join(one.text for one in Document(BytesIO(answer.content)).paragraphs).replace("\u00a0", " ")

    assert (HEAD in words, PHONE in words) == (True, False)


def test_the_page_costs_the_same_however_much_is_due(
    world: World, clerk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(27):
        page = fetch(clerk, "/desk/due/")

    assert page.status == 200
