"""How many people of each post the letters ask the aimaks for, typed at the desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.people.models import Post
from tegerek.programmes.actions import set_quota
from tegerek.programmes.models import Invited, Seminar
from tests.meetings.rows import NOW
from tests.pages import fetch
from tests.programmes.series import seminars_of
from tests.web.desk.typing_in import ENGLISH, fields_of, form_of, told

SignIn = Callable[[Member], Client]


@pytest.fixture
def coordinator(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.coordinator)


@pytest.fixture
def seminar(world: World) -> Seminar:
    """One aimak is invited, three deputies are expected."""
    found = seminars_of(world.trainings.together)[0]
    Invited.objects.filter(seminar=found).delete()
    Invited.objects.create(seminar=found, unit=world.land.aimak)
    set_quota(found, {Post.DEPUTY: 3}, by=None, now=NOW)
    return found


def test_the_number_typed_stands_on_the_letter_and_a_blank_on_none(
    world: World, coordinator: Client, seminar: Seminar
) -> None:
    sent, field = fields_of(form_of(fetch(coordinator, _here(seminar)))), f"{world.land.aimak.pk}-deputy"

    answer = coordinator.post(_here(seminar), {**sent, field: "2"})

    assert answer.headers["Location"] == f"/desk/programmes/{seminar.programme_id}/letters/?seminar={seminar.pk}"
    assert [row.asked for row in seminar.invited.all()] == [{"deputy": 2}]


def test_a_number_that_is_none_is_told_and_nothing_is_kept(world: World, coordinator: Client, seminar: Seminar) -> None:
    sent, field = fields_of(form_of(fetch(coordinator, _here(seminar)))), f"{world.land.aimak.pk}-deputy"

    answer = coordinator.post(_here(seminar) + ENGLISH, {**sent, field: "-1"})

    assert (answer.status_code, [row.asked for row in seminar.invited.all()]) == (422, [{}])
    assert told(answer)[0] == "Some lines could not be read. They are marked below."


def test_whoever_comes_second_is_told_and_presses_again(world: World, coordinator: Client, seminar: Seminar) -> None:
    sent, field = fields_of(form_of(fetch(coordinator, _here(seminar)))), f"{world.land.aimak.pk}-deputy"
    coordinator.post(_here(seminar), {**sent, field: "1"})

    answer = coordinator.post(_here(seminar), {**sent, field: "2"})

    assert (answer.status_code, [row.asked for row in seminar.invited.all()]) == (422, [{"deputy": 1}])


def _here(seminar: Seminar) -> str:
    return f"/desk/seminars/{seminar.pk}/asked/"
