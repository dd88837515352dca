"""A head who never signs in decides; a clerk writes it down, and both stand on the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.journal.models import Entry
from tegerek.meetings.models import Turn
from tests.pages import fetch
from tests.web.desk.typing_in import ENGLISH, press, told

SignIn = Callable[[Member], Client]


@pytest.mark.parametrize(
    ("act", "kind", "more"),
    [
        ("move", "moved", {"first": "25.03.2026"}),
        ("postponement", "postponed", {"reason_ky": "Жол жабык"}),
        ("cancellation", "cancelled", {"reason_ky": "Жол жабык"}),
    ],
)
def test_an_act_says_who_decided_it_and_who_recorded_it(
    world: World, sign_in: SignIn, act: str, kind: str, more: dict[str, str]
) -> None:
    clerk, meeting = sign_in(world.cast.clerk), world.gatherings.called.pk

    press(clerk, f"/desk/meetings/{meeting}/{act}/", more, decided_post="ao_head", decided_on="05.03.2026")

    turn = Turn.objects.filter(meeting=meeting).latest("pk")
    entry = Entry.objects.filter(verb=f"meeting.{kind}").latest("pk")
    text = fetch(clerk, f"/desk/meetings/{meeting}/{ENGLISH}").main
    assert (turn.kind, turn.decided_post, turn.decided_on) == (kind, "ao_head", date(2026, 3, 5))
    assert (entry.by, entry.refs["decided_post"], entry.refs["decided_on"]) == (
        world.cast.clerk.user.pk,
        "ao_head",
        "2026-03-05",
    )
    assert f"Decided by: head of aiyl okmotu, 05.03.2026. Recorded by {world.cast.clerk.user.name}." in text


def test_whoever_decides_alone_leaves_it_empty(world: World, sign_in: SignIn) -> None:
    clerk, meeting = sign_in(world.cast.clerk), world.gatherings.called.pk

    press(clerk, f"/desk/meetings/{meeting}/cancellation/", reason_ky="Жол жабык", decided_on="05.03.2026")

    turn = Turn.objects.filter(meeting=meeting).latest("pk")
    assert (turn.decided_post, turn.decided_on) == ("", None)


def test_a_day_that_is_none_is_asked_again(world: World, sign_in: SignIn) -> None:
    answer = press(
        sign_in(world.cast.clerk),
        f"/desk/meetings/{world.gatherings.called.pk}/cancellation/",
        status=422,
        reason_ky="Жол жабык",
        decided_post="ao_head",
        decided_on="31.02.2026",
    )

    assert told(answer) == ["Enter a day like 14.03.2026; there may be no such day in the calendar."]
