"""What a notice must tell and nobody has said: each sentence leads to its field, and the field says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.meetings.models import Meeting
from tests.pages import fetch
from tests.web.desk.typing_in import ENGLISH

SignIn = Callable[[Member], Client]
BARE: dict[str, Any] = {"initiator": "", "procedure": {}, "venue": None, "starts_at": None, "ends_at": None}
MARK = "The notice must tell this, and nobody has said it yet."


@pytest.fixture
def bare(world: World) -> Meeting:
    """A draft of which nothing is said but the issue and the day."""
    Meeting.objects.filter(pk=world.gatherings.draft.pk).update(**BARE)
    return Meeting.objects.get(pk=world.gatherings.draft.pk)


def links(client: Client, meeting: Meeting) -> list[str]:
    page = fetch(client, f"/desk/meetings/{meeting.pk}/papers/{ENGLISH}")
    return [link for link in page.links if "#id_" in link]


def test_each_thing_missing_on_a_notice_leads_to_its_field(bare: Meeting, world: World, sign_in: SignIn) -> None:
    own = f"/desk/meetings/{bare.pk}/"

    found = links(sign_in(world.cast.clerk), bare)

    assert found == [
        f"{own}words/#id_initiator",
        f"{own}words/#id_procedure_ky",
        f"{own}move/#id_venue",
        f"{own}move/#id_starts",
    ]


def test_online_the_place_is_an_address_and_is_typed_on_its_own_page(
    bare: Meeting, world: World, sign_in: SignIn
) -> None:
    Meeting.objects.filter(pk=bare.pk).update(mode="online", online_at="")

    found = links(sign_in(world.cast.clerk), bare)

    assert f"/desk/meetings/{bare.pk}/mode/#id_online_at" in found


def test_whoever_only_prints_reads_what_is_missing_and_is_sent_nowhere(
    bare: Meeting, world: World, sign_in: SignIn
) -> None:
    found = links(sign_in(world.cast.auditor), bare)

    assert found == []


@pytest.mark.parametrize(
    ("page", "marked"), [("words", ["initiator", "procedure_ky"]), ("move", ["starts", "venue"]), ("agenda", [])]
)
def test_the_field_itself_says_that_the_notice_waits_for_it(
    bare: Meeting, world: World, sign_in: SignIn, page: str, marked: list[str]
) -> None:
    main = fetch(sign_in(world.cast.clerk), f"/desk/meetings/{bare.pk}/{page}/{ENGLISH}").one("main")

    fields = [one for one in main.iter("div") if one.get("class") == "field unsaid"]
    names = [typed.get("name") for one in fields for typed in one.iter() if typed.get("name")]
    assert (names, ["".join(one.itertext()).count(MARK) for one in fields]) == (marked, [1] * len(marked))


def test_what_is_said_is_not_marked_any_more(world: World, sign_in: SignIn) -> None:
    meeting = world.gatherings.called
    Meeting.objects.filter(pk=meeting.pk).update(initiator="head")

    main = fetch(sign_in(world.cast.clerk), f"/desk/meetings/{meeting.pk}/words/{ENGLISH}").one("main")

    fields = [one for one in main.iter("div") if one.get("class") == "field unsaid"]
    assert [typed.get("name") for one in fields for typed in one.iter() if typed.get("name")] == ["procedure_ky"]
