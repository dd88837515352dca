"""Further languages of content come by a setting; the screens stay in the three of the house."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tests.pages import fetch
from tests.web.desk.typing_in import press


def test_an_office_in_osh_writes_uzbek_beside_the_other_languages(
    world: World, sign_in: Callable[[Member], Client], settings: Any
) -> None:
    settings.CONTENT_LANGUAGES = ["ky", "ru", "en", "uz"]
    meeting = world.gatherings.called

    press(sign_in(world.cast.clerk), f"/desk/meetings/{meeting.pk}/words/", {"title_uz": "Toza suv: quvur va tarif"})

    meeting.refresh_from_db()
    assert meeting.title.in_("uz").text == "Toza suv: quvur va tarif"
    assert "Таза суу: түтүк жана тариф" in fetch(Client(), f"/ky/meetings/{meeting.number}/").main
