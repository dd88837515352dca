"""A public page is kept until something happens, and not a moment longer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tegerek.demo.world import World
from tegerek.lib import clock
from tegerek.lib.said import Said
from tegerek.meetings.actions import word_meeting


@pytest.fixture
def _keeping(settings: Any) -> None:
    settings.KEEP_PAGES_SECONDS = 60


@pytest.mark.usefixtures("_keeping")
def test_a_page_asked_for_again_costs_one_query(world: World, client: Client, django_assert_num_queries: Any) -> None:
    first = client.get("/ky/")

    with django_assert_num_queries(1):
        again = client.get("/ky/")

    assert (again.content, again["ETag"], again["Content-Type"]) == (
        first.content,
        first["ETag"],
        first["Content-Type"],
    )


@pytest.mark.usefixtures("_keeping")
def test_whatever_is_journaled_lets_the_page_be_made_anew(world: World, client: Client) -> None:
    meeting = world.gatherings.called
    before = client.get(f"/ky/meetings/{meeting.number}/").content.decode()

    now = clock.now() + timedelta(minutes=1)
    title = Said.of(ky="Таза суу: жаңы түтүк")
    word_meeting(meeting, title=title, about=Said(), seen=meeting.version, by=None, now=now)

    after = client.get(f"/ky/meetings/{meeting.number}/").content.decode()
    assert ("жаңы түтүк" in before, "жаңы түтүк" in after) == (False, True)


@pytest.mark.usefixtures("_keeping")
def test_whoever_has_the_page_already_hears_so(world: World, client: Client) -> None:
    tag = client.get("/ru/")["ETag"]

    answer = client.get("/ru/", headers={"If-None-Match": tag})

    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.usefixtures("_keeping")
def test_languages_and_compressions_are_kept_apart(world: World, client: Client) -> None:
    plain = client.get("/ky/")
    packed = client.get("/ky/", headers={"Accept-Encoding": "br"})
    russian = client.get("/ru/")

    again = client.get("/ky/")
    assert (again.content, packed["Content-Encoding"], russian.content == plain.content) == (plain.content, "br", False)


@pytest.mark.usefixtures("_keeping")
def test_what_is_missing_is_not_kept(world: World, client: Client, django_assert_max_num_queries: Any) -> None:
    number = world.gatherings.called.number
    client.get("/ky/meetings/99999/")

    assert (client.get("/ky/meetings/99999/").status_code, client.get(f"/ky/meetings/{number}/").status_code) == (
        404,
        200,
    )
