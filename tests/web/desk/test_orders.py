"""The order to hold a meeting, the head's page, and the way of a meeting on its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.lib.errors import Refusal, Stale
from tegerek.meetings.models import Meeting, Order
from tegerek.meetings.orders import OrderWords, record_order
from tests.meetings.rows import NOW, a_called
from tests.pages import fetch
from tests.web.desk.typing_in import ENGLISH, press, told

SignIn = Callable[[Member], Client]


@pytest.fixture
def head(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.ao_head)


def orders_of(page_links: list[str]) -> list[str]:
    return [link for link in page_links if link.endswith("/order/")]


def test_an_order_waits_on_the_heads_page_until_its_signature_is_written_down(world: World, head: Client) -> None:
    meeting = world.gatherings.called
    address = f"/desk/meetings/{meeting.pk}/order/"
    before = orders_of(fetch(head, "/desk/head/").links)

    press(head, address, number="14", dated="19.02.2026", signed_on="20.02.2026", signed_post="ao_head")

    after = orders_of(fetch(head, "/desk/head/").links)
    order = Order.objects.get(meeting=meeting)
    assert (address in before, address in after) == (True, False)
    assert (order.number, order.signed_on, order.signed_post) == ("14", date(2026, 2, 20), "ao_head")


def test_a_signature_without_its_post_or_of_tomorrow_is_refused_and_keeps_what_was_typed(
    world: World, head: Client
) -> None:
    address = f"/desk/meetings/{world.gatherings.called.pk}/order/"

    half = told(press(head, address, status=422, signed_on="20.02.2026"))
    ahead = told(press(head, address, status=422, signed_on="20.02.2027", signed_post="ao_head"))

    assert half == ["Say both: on which day it was signed, and by which post. Or neither."]
    assert (ahead, Order.objects.filter(meeting=world.gatherings.called).count()) == (
        ["The day of the signature has not come yet."],
        0,
    )


def test_two_who_write_the_order_down_at_once_do_not_overwrite_each_other(db: None) -> None:
    meeting = a_called()
    record_order(meeting, OrderWords("1"), seen=0, by=None, now=NOW)

    for seen in (0, 7):
        with pytest.raises(Stale):
            record_order(meeting, OrderWords("2"), seen=seen, by=None, now=NOW)

    assert [order.number for order in Order.objects.all()] == ["1"]


def test_a_day_that_has_not_come_is_no_signature(db: None) -> None:
    with pytest.raises(Refusal):
        record_order(
            a_called(), OrderWords(signed_on=date(2026, 3, 7), signed_post="ao_head"), seen=0, by=None, now=NOW
        )


def test_the_head_reads_how_the_last_meetings_kept_the_rules(world: World, head: Client) -> None:
    page = fetch(head, "/desk/head/?lang=en")

    assert "How the meetings kept the rules" in page.main
    assert any(link == f"/desk/meetings/{world.gatherings.closed.pk}/" for link in page.links)


def test_nobody_who_may_not_call_opens_the_heads_page(world: World, sign_in: SignIn) -> None:
    statuses = [sign_in(member).get("/desk/head/").status_code for member in (world.cast.deputy, world.cast.auditor)]

    assert statuses == [404, 404]


@pytest.mark.parametrize(("state", "press_next"), [("draft", "agenda/"), ("called", "papers/"), ("held", "result/")])
def test_the_way_of_a_meeting_leads_to_what_comes_next(
    world: World, sign_in: SignIn, state: str, press_next: str
) -> None:
    meeting: Meeting = getattr(world.gatherings, state)

    page = fetch(sign_in(world.cast.clerk), f"/desk/meetings/{meeting.pk}/")

    way = next(ol for ol in page.one("main").iter("ol") if ol.get("class") == "way")
    ahead = [a.get("href") for li in way if li.get("class") == "is-next" for a in li.iter("a") if a.get("class")]
    assert ahead == [f"/desk/meetings/{meeting.pk}/{press_next}"]


def test_a_step_that_was_passed_over_says_so_in_words(world: World, sign_in: SignIn) -> None:
    meeting = world.gatherings.held

    page = fetch(sign_in(world.cast.clerk), f"/desk/meetings/{meeting.pk}/{ENGLISH}")

    way = next(ol for ol in page.one("main").iter("ol") if ol.get("class") == "way")
    missed = [" ".join("".join(li.itertext()).split()) for li in way if li.get("class") == "is-missed"]
    assert missed == ["Words and agenda not recorded"]
