"""The letterhead at the desk: set once, seen as it will stand on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.lib.said import Said
from tegerek.people.letterheads import letterhead_sheet, set_letterhead
from tests.meetings.rows import NOW
from tests.pages import fetch, words_of
from tests.web.desk.typing_in import press, told

SignIn = Callable[[Member], Client]


@pytest.fixture
def coordinator(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.coordinator)


def test_the_page_is_in_order_in_every_language(coordinator: Client) -> None:
    for lang in ("ky", "ru", "en"):
        assert fetch(coordinator, f"/desk/office/?lang={lang}").one("html").get("lang") == lang


def test_what_is_typed_is_kept_with_letters_mended_and_shown_as_it_will_stand(
    coordinator: Client, world: World
) -> None:
    press(coordinator, "/desk/office/", lines_ky="КЫРГЫЗ РЕСПУБЛИКАСЫ\n«Булак» окуу борбору", signer_ky="Ѳ. Мисалов")

    head = letterhead_sheet(world.land.trainers)
    assert head.lines.texts["ky"].split() == ["КЫРГЫЗ", "РЕСПУБЛИКАСЫ", "«Булак»", "окуу", "борбору"]
    assert head.signer.texts["ky"] == "Ө. Мисалов"
    assert "КЫРГЫЗ РЕСПУБЛИКАСЫ" in words_of(fetch(coordinator, "/desk/office/?lang=en").one("main"))


def test_whoever_comes_second_is_told_and_keeps_what_was_typed(coordinator: Client, world: World) -> None:
    set_letterhead(world.land.trainers, letterhead_sheet(world.land.trainers), seen=0, by=None, now=NOW)

    answer = press(coordinator, "/desk/office/", status=422, seen="0", signer_en="A. Misalov")

    assert told(answer)[0].startswith("Somebody changed this")
    assert 'value="A. Misalov"' in answer.content.decode()
    assert letterhead_sheet(world.land.trainers).signer == Said()


def test_another_office_s_letterhead_does_not_exist(coordinator: Client, world: World) -> None:
    key = world.land.okmotu.pk

    statuses = [
        coordinator.get(f"/desk/office/?office={key}").status_code,
        coordinator.post(f"/desk/office/?office={key}", {"seen": "0"}).status_code,
        coordinator.get("/desk/office/?office=x").status_code,
    ]

    assert statuses == [404, 404, 404]
