"""The checklist at the desk: late in words, ticked with a press, and asked about on the first page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.meetings.models import StepDone
from tests.pages import check, fetch
from tests.web.desk.typing_in import ENGLISH, press, told

SignIn = Callable[[Member], Client]


@pytest.fixture
def clerk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.clerk)


@pytest.fixture
def here(world: World) -> str:
    return f"/desk/meetings/{world.gatherings.called.pk}/checklist/"


def test_each_step_has_its_day_its_rule_and_how_it_was_counted(clerk: Client, here: str) -> None:
    page = fetch(clerk, here + ENGLISH).main

    assert "How was this counted?" in page
    assert "5 days before the meeting: 14.03.2026 → 09.03.2026." in page
    assert "method instruction, a recommendation" in page


def test_a_press_says_that_a_step_was_done_and_another_that_it_was_not(world: World, clerk: Client, here: str) -> None:
    clerk.post(f"{here}steps/{ENGLISH}", {"step": "hall", "done_on": "05.03.2026"})
    ticked = fetch(clerk, here + ENGLISH).main
    kept = StepDone.objects.get(meeting=world.gatherings.called)

    clerk.post(f"{here}steps/{ENGLISH}", {"step": "hall", "undo": "on"})

    assert (kept.step, kept.done_on, kept.by) == ("hall", date(2026, 3, 5), world.cast.clerk.user)
    assert ("Done: 5 March" in ticked, StepDone.objects.filter(meeting=world.gatherings.called).count()) == (True, 0)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"step": "hall", "done_on": "31.02.2026"}, "Enter a day like 14.03.2026; there may be no such day"),
        ({"step": "hall", "done_on": "07.03.2099"}, "That day has not come yet."),
        ({"step": "feast", "done_on": "05.03.2026"}, "This meeting has no such step."),
        ({}, "This meeting has no such step."),
    ],
)
def test_what_cannot_be_is_not_ticked(world: World, clerk: Client, here: str, sent: dict[str, str], said: str) -> None:
    answer = clerk.post(f"{here}steps/{ENGLISH}", sent)

    assert (
        answer.status_code,
        told(answer)[0].startswith(said),
        StepDone.objects.filter(meeting=world.gatherings.called).count(),
    ) == (422, True, 0)
    check(answer)


def test_whoever_only_looks_ticks_nothing(world: World, sign_in: SignIn, here: str) -> None:
    deputy = sign_in(world.cast.deputy)

    page, pressed = fetch(deputy, here + ENGLISH).main, deputy.post(f"{here}steps/", {"step": "hall"})

    assert (
        "Done on" in page,
        pressed.status_code,
        StepDone.objects.filter(meeting=world.gatherings.called).count(),
    ) == (False, 404, 0)


def test_another_office_s_checklist_does_not_exist(world: World, sign_in: SignIn, here: str) -> None:
    neighbour = sign_in(world.cast.neighbour)

    assert (neighbour.get(here).status_code, neighbour.post(f"{here}steps/").status_code) == (404, 404)


def test_a_blank_leads_to_the_charter_those_who_may_set_it(
    world: World, clerk: Client, sign_in: SignIn, here: str
) -> None:
    pages = [fetch(client, here + ENGLISH).main for client in (clerk, sign_in(world.cast.secretary))]

    assert ["Say what your charter settles" in page for page in pages] == [True, False]


def test_the_first_page_tells_of_each_meeting_what_is_late_or_due(clerk: Client) -> None:
    page = fetch(clerk, f"/desk/{ENGLISH}").main

    assert "steps are late." in page or "step is late." in page


def test_after_a_move_the_page_says_what_is_late_now(world: World, clerk: Client) -> None:
    meeting = world.gatherings.called.pk

    moved = press(clerk, f"/desk/meetings/{meeting}/move/", first="07.03.2026", reason_ky="Жол жабык.", way="reason")

    page = fetch(clerk, moved["Location"] + ENGLISH).main
    assert (moved["Location"], "late now" in page) == (f"/desk/meetings/{meeting}/checklist/", True)
