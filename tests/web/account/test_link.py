"""The personal link: looking at it signs nobody in, pressing does, and then one looks and changes nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from tegerek.demo.world import World
from tegerek.journal.models import Entry
from tegerek.lib import clock
from tegerek.people.keys import make_link, revoke
from tegerek.people.models import Sitting, Try
from tests.pages import check, fetch


@pytest.fixture
def address(world: World) -> str:
    """The link of the head of the okmotu."""
    shown = make_link(world.cast.ao_head.user, office=world.land.okmotu, by=None, now=clock.now())
    return f"/account/link/{shown.secret}/"


def test_opening_it_signs_nobody_in_and_is_the_same_page_for_every_address(address: str, client: Client) -> None:
    pages = [fetch(client, f"{path}?lang=en") for path in (address, "/account/link/abcd-efgh/")]

    assert {page.main for page in pages} == {pages[0].main}
    assert (client.get("/desk/").status_code, Sitting.objects.count(), Try.objects.count()) == (302, 0, 0)


def test_its_address_is_told_to_nobody_and_kept_by_no_browser(address: str, client: Client) -> None:
    page = fetch(client, f"{address}?lang=en")

    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert page.headers["Cache-Control"] == "no-store, private"


def test_pressing_its_button_signs_in_again_and_again(address: str) -> None:
    answers = [Client().post(address) for _ in range(3)]

    assert {answer["Location"] for answer in answers} == {"/desk/"}
    assert {sitting.how for sitting in Sitting.objects.all()} == {"link"}


def test_whoever_came_by_it_looks_and_changes_nothing_whatever_the_role(
    world: World, address: str, client: Client
) -> None:
    client.post(address)
    draft, entries = world.gatherings.draft.pk, Entry.objects.count()

    looks = [client.get(path).status_code for path in ("/desk/", f"/desk/meetings/{draft}/", "/account/")]
    acts = [
        client.post(path).status_code
        for path in (
            f"/desk/meetings/{draft}/call/",
            f"/desk/meetings/{draft}/words/",
            "/account/password/",
            "/account/pin/",
            "/account/sittings/end/",
        )
    ]

    assert (looks, set(acts), Entry.objects.count()) == ([200, 200, 200], {404}, entries)


def test_a_revoked_or_mistyped_link_says_what_to_do(world: World, address: str, client: Client) -> None:
    revoke(world.cast.ao_head.user.keys.get(), by=world.cast.administrator.user, now=clock.now())

    answer = client.post(f"{address}?lang=en")

    assert (answer.status_code, "Ask your office for a new one." in check(answer).main) == (422, True)


def test_links_are_guessed_ten_times_at_most(address: str, client: Client) -> None:
    for n in range(10):
        client.post(f"/account/link/abcd-{n}/")

    answer = client.post(address)

    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
