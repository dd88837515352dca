"""What everybody reads of a decision: its whole story in few bytes, and no resident's name."""

from __future__ import annotations

from datetime import timedelta
from gzip import compress

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tegerek.commitments import actions
from tegerek.commitments.actions import Heard
from tegerek.commitments.models import Commitment
from tegerek.demo.world import World
from tegerek.lib import clock
from tegerek.lib.pages import PAGE
from tegerek.lib.said import Said
from tests.commitments.rows import a_commitment, a_counted, decided
from tests.files.samples import camera_picture

NAME = "Үлгүева Мээрим"
LONG = Said.of(
    ky="Түтүктөр алмаштырылды, суу басымы текшерилди, кошуналар менен макулдашылды.",
    ru="Трубы заменены, давление воды проверено, с соседями согласовано.",
    en="The pipes were replaced, the pressure was checked, the neighbours agreed.",
)


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_every_state_has_its_page_and_the_number_leads_to_it(lang: str, world: World, client: Client) -> None:
    rows = list(Commitment.objects.filter(number__isnull=False))

    statuses = {client.get(f"/{lang}/decisions/{row.number}/").status_code for row in rows}

    short = client.get(f"/{world.following.done.number}")
    assert (len(rows) >= 18, statuses) == (True, {200})
    assert short["Location"].endswith(f"/decisions/{world.following.done.number}/")


def test_a_page_tells_a_long_story_in_one_burst(
    world: World, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row, today, now = world.following.late, clock.today(), clock.now()
    for n in range(12):
        day = today - timedelta(12 - n)
        actions.add_progress(row, on=day, text=LONG, photos=[camera_picture()], by=None, now=now)
        actions.move_due(row, to=today + timedelta(n + 5), why=LONG, seen=row.version, by=None, now=now)
        actions.hear_resident(row, Heard("partly", today, LONG, NAME), by=None, now=now)

    with django_assert_num_queries(7):
        answer = client.get(f"/ky/decisions/{row.number}/")

    # The style sheet and the icon of a first visit take the rest of 14,600 (tests/browser counts all of it).
    assert len(compress(answer.content)) < 6_000
    assert (NAME in answer.text, "Мээрим" in answer.text) == (False, False)


def test_a_photograph_is_public_with_its_note_and_gone_with_it(world: World, client: Client) -> None:
    row, now = world.following.late, clock.now()
    note = actions.add_progress(row, on=clock.today(), text=LONG, photos=[camera_picture()], by=None, now=now)
    page = client.get(f"/ky/decisions/{row.number}/").context["sheet"]
    address = f"/ky/decisions/{row.number}/photos/{page.progress[-1].photos[0]}/"

    before = client.get(address).status_code
    actions.take_back_progress(note, by=None, now=now)

    assert (before, client.get(address).status_code) == (200, 404)


def test_what_is_no_decision_has_no_page(db: None, client: Client) -> None:
    draft, rehearsal = a_commitment(is_public=False), a_commitment(a_counted(is_rehearsal=True))

    statuses = [client.get(f"/ky/decisions/{number}/").status_code for number in (10019, 10018, draft.pk, rehearsal.pk)]

    assert statuses == [404] * 4


@pytest.mark.parametrize("many", [0, 50])
def test_what_became_of_a_place_costs_the_same_however_much_was_decided(
    many: int, world: World, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = f"/ky/places/{world.land.aimak.slug}/decisions/?page=2"
    before = client.get(address).context["found"].total
    for _n in range(many):
        a_commitment(world.whole.assembly, now=clock.now())

    with django_assert_num_queries(9):
        answer = client.get(address)

    assert answer.context["found"].total == before + many


@pytest.mark.parametrize("many", [20, 2000])
@pytest.mark.parametrize("state", ["", "waiting", "late", "done"])
def test_a_place_with_two_thousand_decisions_lists_and_filters_them_a_page_at_a_time(
    many: int, state: str, db: None, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    numbers = decided(many)

    with django_assert_num_queries(9):
        answer = client.get(f"/ky/places/{numbers.place.slug}/decisions/?state={state}&page=2")

    found = answer.context["found"]
    assert (found.total, found.waiting, found.overdue, found.done) == (many, many * 3 // 4, many // 4, many // 4)
    assert found.page.total == {"": many, "waiting": many * 3 // 4, "late": many // 4, "done": many // 4}[state]
    assert len(found.page.lines) <= PAGE
    assert len(compress(answer.content)) < 6_000


def test_a_list_says_so_where_nothing_is_as_was_asked(db: None, client: Client) -> None:
    place = a_commitment(due_on=None).place

    answer = client.get(f"/en/places/{place.slug}/decisions/?state=late")

    assert (answer.status_code, "None of the decisions here is one of these." in answer.text) == (200, True)


def test_the_page_of_a_meeting_says_what_became_of_it(world: World, client: Client) -> None:
    answer = client.get(f"/ky/meetings/{world.whole.assembly.number}/")

    assert f"/ky/decisions/{world.following.done.number}/" in answer.text
