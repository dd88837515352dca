"""Finding at the desk: one's own drafts and persons beside what is public, nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.people.actions import keep_person
from tegerek.search.indexing import read_all_news
from tests.pages import Page, fetch, post
from tests.search.cast import write_down

SignIn = Callable[[Member], Client]


@pytest.fixture
def indexed(world: World) -> World:
    write_down(world)
    read_all_news()
    return world


def test_a_clerk_finds_the_drafts_and_persons_of_her_office_alone(indexed: World, sign_in: SignIn) -> None:
    clerk = sign_in(indexed.cast.clerk)

    draft = find(clerk, "көчө")
    person = find(clerk, "Omurbek")
    others = find(clerk, "жайыт аянты")

    assert f"/desk/meetings/{indexed.gatherings.draft.pk}/" in draft.links
    assert ("Өмүрбек Мисалов" in person.main, "Ойдонов" in person.main) == (True, False)
    assert "Жайыт аянты" not in others.main


def test_what_is_public_leads_to_the_desk_of_its_office_and_to_the_public_page_of_others(
    indexed: World, sign_in: SignIn
) -> None:
    meeting = indexed.gatherings.called

    own = find(sign_in(indexed.cast.clerk), "таза суу тариф")
    others = find(sign_in(indexed.cast.neighbour), "таза суу тариф")

    assert f"/desk/meetings/{meeting.pk}/" in own.links
    assert f"/ky/meetings/{meeting.number}/" in others.links


def test_a_role_for_a_place_finds_and_opens_what_happens_there_alone(indexed: World, sign_in: SignIn) -> None:
    draft, called = indexed.gatherings.draft, indexed.gatherings.called
    found = []
    for place in (draft.place, called.place, indexed.land.aimak):
        indexed.cast.clerk.user.grants.update(place=place)
        clerk = sign_in(indexed.cast.clerk)
        found.append(
            (
                f"/desk/meetings/{draft.pk}/" in find(clerk, "көчө").links,
                f"/desk/meetings/{called.pk}/" in find(clerk, "таза суу тариф").links,
                "Өмүрбек" in find(clerk, "Omurbek").main,
            )
        )

    assert found == [(True, False, False), (False, True, False), (True, True, False)]


def test_a_phone_finds_those_who_share_it(indexed: World, sign_in: SignIn) -> None:
    page = find(sign_in(indexed.cast.clerk), "0000 000 501")

    assert ("Өмүрбек Мисалов" in page.main, "Айнура Сынакова" in page.main) == (True, True)


def test_as_many_queries_for_one_person_as_for_many(indexed: World, sign_in: SignIn) -> None:
    clerk, address = sign_in(indexed.cast.clerk), f"/desk/find/?q={quote('Мисалов')}"
    one = fetch(clerk, address, queries=QUERIES)
    for number in range(30):
        keep_person(
            None,
            office=indexed.land.okmotu,
            name=f"Мисалов Айбек {number}",
            by=None,
            now=TODAY,
            phones=["+996000000777"],
        )
    read_all_news()

    many = fetch(clerk, address, queries=QUERIES)

    assert (0 < one.main.count("Мисалов") < 20, many.main.count("Мисалов")) == (True, 20)


def test_without_a_question_there_is_advice(indexed: World, sign_in: SignIn) -> None:
    page = fetch(sign_in(indexed.cast.auditor), "/desk/find/")

    assert page.heading == "Издөө"


def find(client: Client, text: str) -> Page:
    """Send the form of the page, as its people do."""
    return post(client, "/desk/find/", {"q": text})


QUERIES = 12
