"""Short addresses, the root, months and days, and addresses that lead nowhere."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tegerek.demo.world import World
from tests.pages import fetch

ENGLISH = {"accept-language": "en"}


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [
        ("", "ky"),
        ("ru-RU,ru;q=0.9,en;q=0.5", "ru"),
        ("de,en;q=0.8", "en"),
        ("fr", "ky"),
        ("ky-KG", "ky"),
        ("\x00;;=", "ky"),
    ],
)
def test_the_root_leads_to_the_language_of_the_browser(db: None, client: Client, accepted: str, lang: str) -> None:
    answer = client.get("/", headers={"accept-language": accepted})

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/{lang}/")
    assert answer.headers["Vary"] == "Accept-Language"


@pytest.mark.parametrize("ending", ["", "/"])
def test_the_number_on_paper_leads_to_its_page(world: World, client: Client, ending: str) -> None:
    number = world.gatherings.called.number

    answer = client.get(f"/{number}{ending}", headers={"accept-language": "ru"})

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/ru/meetings/{number}/")


def test_a_number_with_a_wrong_digit_is_sent_back_to_the_paper(world: World, client: Client) -> None:
    wrong = (world.gatherings.called.number or 0) + 1

    for address in (f"/{wrong}", f"/en/meetings/{wrong}/"):
        page = fetch(client, address, status=404, queries=0, headers=ENGLISH)
        assert f"The number {wrong} cannot be right: one of its digits is wrong or missing." in page.text


@pytest.mark.parametrize("address", ["/900015", "/en/meetings/900015/"])
def test_a_number_that_nobody_has_is_a_page_that_is_not_there(world: World, client: Client, address: str) -> None:
    page = fetch(client, address, status=404, headers=ENGLISH)

    assert page.heading == "There is no such page"


@pytest.mark.parametrize(
    "address",
    [
        "/xx/",
        "/en/meetings/x/",
        "/en/calendar/2009-12/",
        "/en/calendar/2030-01/",
        "/en/calendar/2026-13/",
        "/en/calendar/2026-00/",
        "/en/calendar/0000-01/",
        "/en/calendar/2026-02-30/",
        "/en/calendar/2030-01-01/",
        "/en/places/nowhere/",
        "/en/programmes/nothing/",
        "/en/programmes/nothing/press-release/",
        "/en/meetings/" + "1" * 60 + "/",
    ],
)
def test_addresses_that_lead_nowhere_say_what_to_do(world: World, client: Client, address: str) -> None:
    page = fetch(client, address, status=404, headers=ENGLISH)

    assert page.heading == "There is no such page"
    assert "/en/meetings/" in page.links


def test_a_draft_programme_has_no_page(world: World, client: Client) -> None:
    slug = world.trainings.draft.slug

    for address in (f"/ky/programmes/{slug}/", f"/ky/programmes/{slug}/press-release/"):
        fetch(client, address, status=404)


def test_the_calendar_leads_to_the_month_it_is(db: None, client: Client) -> None:
    assert client.get("/ky/calendar/").headers["Location"] == "/ky/calendar/2026-03/"


def test_the_first_and_the_last_month_lead_one_way_only(db: None, client: Client) -> None:
    first, last = fetch(client, "/en/calendar/2010-01/"), fetch(client, "/en/calendar/2029-12/")

    assert _months(first.links) - {"2010-01"} == {"2010-02"}
    assert _months(last.links) - {"2029-12"} == {"2029-11"}


def test_a_month_shows_each_meeting_on_its_day(world: World, client: Client) -> None:
    page = fetch(client, "/en/calendar/2026-03/")

    cells = {time.get("datetime"): cell for cell in page.all("td") for time in cell.iter("time")}
    assert len(cells) == 31
    called = world.gatherings.called
    assert [a.get("href") for a in cells["2026-03-14"].iter("a")] == [f"/en/meetings/{called.number}/"]


def _months(links: list[str]) -> set[str]:
    return {link.split("/")[3] for link in links if re.match(r"/en/calendar/\d", link)}
