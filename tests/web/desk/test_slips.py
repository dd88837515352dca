"""Slips at the desk, and what the public sees of their numbers."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.voices.models import Voice
from tests.pages import fetch
from tests.web.desk.typing_in import ENGLISH, press, told

SignIn = Callable[[Member], Client]


def test_numbers_are_reserved_printed_and_typed_in(world: World, sign_in: SignIn, client: Client) -> None:
    clerk, meeting = sign_in(world.cast.clerk), world.gatherings.held
    page = f"/desk/meetings/{meeting.pk}/slips/"
    clerk.post(f"{page}new/", {"size": "2"})
    first, second = reversed(Voice.objects.order_by("-pk")[:2])
    printed = clerk.get(f"/desk/meetings/{meeting.pk}/slips.pdf?block={first.block_id}")

    press(
        clerk,
        f"/desk/meetings/{meeting.pk}/questions/new/",
        number=str(first.number),
        text_ky="Суу качан келет?",
        name="Ойдонов Сынак",
        answered="yes",
    )

    there = client.get(f"/{first.number}")
    recorded = fetch(client, f"/ky/questions/{first.number}/")
    reserved = fetch(client, f"/en/questions/{second.number}/")
    assert (printed.status_code, printed["Content-Type"]) == (200, "application/pdf")
    assert there["Location"] == f"/ky/questions/{first.number}/"
    assert ("Суу качан келет?" in recorded.main, "Мисалов" in recorded.html) == (True, False)
    assert "reserved for a question slip. Nothing is recorded of it yet." in reserved.main
    assert "Ойдонов Сынак" in fetch(clerk, page + ENGLISH).main


def test_a_slip_is_corrected(world: World, sign_in: SignIn) -> None:
    clerk, meeting = sign_in(world.cast.clerk), world.gatherings.held
    press(clerk, f"/desk/meetings/{meeting.pk}/questions/new/", text_ky="Жол?")
    voice = Voice.objects.latest("pk")
    press(clerk, f"/desk/voices/{voice.pk}/", kind="proposal", text_ky="Жол!")

    voice.refresh_from_db()
    assert (voice.kind, str(voice.text.in_("ky"))) == ("proposal", "Жол!")


def test_an_empty_slip_is_asked_for(world: World, sign_in: SignIn) -> None:
    page = f"/desk/meetings/{world.gatherings.held.pk}/questions/new/"

    asked = press(sign_in(world.cast.clerk), page, status=422)

    assert told(asked) == ["Write down what stands on the slip."]


def test_who_only_looks_sees_no_name_and_changes_nothing(world: World, sign_in: SignIn) -> None:
    clerk, meeting = sign_in(world.cast.clerk), world.gatherings.held
    press(clerk, f"/desk/meetings/{meeting.pk}/questions/new/", text_ky="Жол?", name="Ойдонов Сынак")
    deputy = sign_in(world.cast.deputy)

    page = fetch(deputy, f"/desk/meetings/{meeting.pk}/slips/{ENGLISH}")

    reserve = deputy.post(f"/desk/meetings/{meeting.pk}/slips/new/", {"size": "2"})
    assert ("Жол?" in page.main, "Ойдонов" in page.html, reserve.status_code) == (True, False, 404)
