"""Every public page, in every language: correct HTML, all of it translatable, without cookie or session, sent once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tegerek.demo.cast import Member
from tegerek.demo.moments import TODAY, when
from tegerek.demo.world import World
from tegerek.lib.said import Said
from tegerek.meetings.actions import move_meeting
from tests.pages import fetch
from tests.pseudo import pseudo, unmarked
from tests.web.public.addresses import LANGUAGES, pages

SignIn = Callable[[Member], Client]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_passes_every_check(world: World, client: Client, lang: str) -> None:
    for address in pages(world).values():
        page = fetch(client, f"/{lang}/{address}")

        assert (page.one("html").get("lang"), page.headers["Content-Language"]) == (lang, lang)


def test_every_word_of_every_page_can_be_translated(world: World, client: Client) -> None:
    left = {}
    content = {world.trainings.of_2017.donor.in_("ky").text}

    with pseudo():
        for name, address in pages(world).items():
            left[name] = unmarked(client.get(f"/ky/{address}").content.decode(), content)

    assert {name: words for name, words in left.items() if words} == {}


def test_public_pages_know_nobody(world: World, client: Client) -> None:
    for address in pages(world).values():
        answer = client.get(f"/ky/{address}")

        assert (dict(answer.cookies), answer.headers["Vary"]) == ({}, "Accept-Encoding"), address


def test_somebody_signed_in_sees_the_same_public_page_and_nobody_asks_for_the_session(
    world: World, client: Client, sign_in: SignIn
) -> None:
    clerk = sign_in(world.cast.clerk)

    page = fetch(clerk, "/ky/about/", queries=0)

    assert page.headers["ETag"] == fetch(client, "/ky/about/").headers["ETag"]


def test_an_unchanged_page_is_not_sent_twice(world: World, client: Client) -> None:
    first = client.get("/ky/meetings/", headers={"accept-encoding": "br"})

    second = client.get("/ky/meetings/", headers={"accept-encoding": "br", "if-none-match": first.headers["ETag"]})

    assert (second.status_code, second.content) == (304, b"")
    assert (second.headers["ETag"], second.headers["Vary"]) == (first.headers["ETag"], first.headers["Vary"])
    assert second.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_moved_meeting_is_sent_anew(world: World, client: Client) -> None:
    meeting = world.gatherings.called
    address = f"/ky/meetings/{meeting.number}/"
    before = client.get(address).headers["ETag"]

    move_meeting(
        meeting, when=when("2026-03-15"), reason=Said.of(ky="Жол жабык."), seen=meeting.version, by=None, now=TODAY
    )

    after = client.get(address, headers={"if-none-match": before})
    assert (after.status_code, after.headers["ETag"] == before) == (200, False)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_public_pages_are_only_read(world: World, client: Client, method: str) -> None:
    for address in pages(world).values():
        assert getattr(client, method)(f"/ky/{address}").status_code == 405


def test_addresses_once_published_stay(world: World) -> None:
    slug = world.trainings.together.slug
    kept = {
        reverse("public:root"): "/",
        reverse("public:number", args=["10015"]): "/10015",
        reverse("public:home", args=["ky"]): "/ky/",
        reverse("public:meetings", args=["ky"]): "/ky/meetings/",
        reverse("public:meeting", args=["ru", "10015"]): "/ru/meetings/10015/",
        reverse("public:month", args=["en", TODAY.date()]): "/en/calendar/2026-03/",
        reverse("public:day", args=["en", TODAY.date()]): "/en/calendar/2026-03-06/",
        reverse("public:places", args=["ky"]): "/ky/places/",
        reverse("public:place", args=["ky", "kochkor-raion"]): "/ky/places/kochkor-raion/",
        reverse("public:programmes", args=["ky"]): "/ky/programmes/",
        reverse("public:programme", args=["ky", slug]): f"/ky/programmes/{slug}/",
        reverse("public:press-release", args=["ky", slug]): f"/ky/programmes/{slug}/press-release/",
        reverse("public:about", args=["ky"]): "/ky/about/",
    }

    assert list(kept) == list(kept.values())


def test_every_link_of_every_page_into_the_public_site_leads_somewhere(world: World, client: Client) -> None:
    found = {link for address in pages(world).values() for link in fetch(client, f"/ky/{address}").links}

    wrong = {
        link: client.get(link).status_code
        for link in sorted(found)
        if re.match(r"/(ky|ru|en)/", link) and client.get(link).status_code not in {200, 302}
    }

    assert wrong == {}
