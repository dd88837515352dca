"""What a resident reads of meetings, whatever state they are in and however many there are."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client

from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.lib.said import Said
from tegerek.lib.text import one_line
from tegerek.meetings.models import AgendaItem, Meeting
from tegerek.places.models import Body, Unit
from tests.pages import fetch


def many(place: Unit, office: Body, count: int, *, title: str = "Жол оңдоо") -> None:
    """So many called meetings on the days after the demo's; their numbers are none of the register."""
    Meeting.objects.bulk_create(
        Meeting(
            office=office,
            kind="assembly",
            title=Said.of(ky=f"{title} {n}"),
            place=place,
            held_on=(TODAY + timedelta(days=n % 25)).date(),
            number=900_000 + n,
            uid=uuid.UUID(int=n + 1),
            made_at=TODAY,
            changed_at=TODAY,
            called_at=TODAY,
        )
        for n in range(count)
    )


@pytest.mark.parametrize("count", [1, 500])
def test_lists_ask_as_often_for_one_meeting_as_for_five_hundred(world: World, client: Client, count: int) -> None:
    many(world.land.aimak, world.land.okmotu, count)

    fetch(client, "/ky/", queries=6)
    fetch(client, "/ky/meetings/", queries=2)
    fetch(client, "/ky/calendar/2026-03/", queries=1)
    fetch(client, "/ky/calendar/2026-03-10/", queries=1)
    fetch(client, f"/ky/places/{world.land.aimak.slug}/", queries=12)


def test_pages_of_one_thing_ask_a_fixed_number_of_times(world: World, client: Client) -> None:
    slug = world.trainings.together.slug

    fetch(client, f"/ky/meetings/{world.gatherings.called.number}/", queries=7)
    fetch(client, f"/ky/programmes/{slug}/", queries=6)
    fetch(client, f"/ky/programmes/{slug}/press-release/", queries=6)
    fetch(client, "/ky/programmes/", queries=2)
    fetch(client, "/ky/places/", queries=1)


def test_a_meeting_says_when_where_who_calls_and_what_for(world: World, client: Client) -> None:
    page = fetch(client, f"/ky/meetings/{world.gatherings.called.number}/")

    assert page.heading == "Таза суу: түтүк жана тариф"
    assert page.title == "Таза суу: түтүк жана тариф – Көк-Булут айыл өкмөтү"
    for words in ("2026-жылдын 14-марты, ишемби, саат 10:00", "Ак-Терек айылы", "Көк-Булут айыл өкмөтү"):
        assert words in page.main
    assert f"/meetings/{world.gatherings.called.number}.ics?lang=ky" in page.links


def test_an_hour_nobody_knows_is_said_to_be_unknown(world: World, client: Client) -> None:
    page = fetch(client, f"/en/meetings/{world.gatherings.without_hour.number}/")

    assert "Saturday, 4 April 2026, the hour will be announced" in page.main
    assert "00:00" not in page.text


def test_a_moved_meeting_shows_the_day_before_and_the_reason(world: World, client: Client) -> None:
    page = fetch(client, f"/en/meetings/{world.gatherings.moved.number}/")

    assert "Before: Thursday, 26 March 2026, 14:00 Now: Friday, 27 March 2026, 14:00" in page.main


def test_a_postponed_meeting_promises_no_day(world: World, client: Client) -> None:
    page = fetch(client, f"/en/meetings/{world.gatherings.postponed.number}/")

    assert "This meeting was postponed. The new day will be announced here." in page.main
    assert page.main.index("This meeting was postponed") < page.main.index("When")


def test_a_cancelled_meeting_stays_and_says_so_first(world: World, client: Client) -> None:
    page = fetch(client, f"/en/meetings/{world.gatherings.cancelled.number}/")

    assert "This meeting was cancelled. It will not take place." in page.main
    assert "Who calls it" in page.main


def test_a_seminar_names_its_programme(world: World, client: Client) -> None:
    seminar = world.trainings.together.seminars.select_related("meeting")[0]

    page = fetch(client, f"/ky/meetings/{seminar.meeting.number}/")

    assert f"/ky/programmes/{world.trainings.together.slug}/" in page.links


def test_a_text_left_in_another_language_is_marked(world: World, client: Client) -> None:
    meeting = world.gatherings.called
    Meeting.objects.filter(pk=meeting.pk).update(title=Said.of(ru="Чистая вода"))

    page = fetch(client, f"/ky/meetings/{meeting.number}/")

    assert [(e.get("lang"), e.text) for e in page.one("h1").iter("span")] == [("ru", "Чистая вода")]
    assert page.title == "Чистая вода – Көк-Булут айыл өкмөтү"


def test_what_people_type_is_never_markup(world: World, client: Client) -> None:
    meeting = world.gatherings.called
    planted = "<svg onload=alert(1)>“><script>alert(2)</script>"
    Meeting.objects.filter(pk=meeting.pk).update(title=Said.of(ky=planted), about=Said.of(ky=planted))
    AgendaItem.objects.filter(meeting=meeting).update(title=Said.of(ky=planted), rapporteur=Said.of(ky=planted))

    page = fetch(client, f"/ky/meetings/{meeting.number}/")

    assert page.heading == one_line(planted)
    assert [e.attrib for e in page.all("svg") if "onload" in e.attrib] == []
    assert {e.get("type") for e in page.all("script")} <= {"application/ld+json"}
    for address in ("", "meetings/", "calendar/2026-03/", "calendar/2026-03-14/", f"places/{world.land.aimak.slug}/"):
        fetch(client, f"/ky/{address}")


@pytest.mark.parametrize("asked", ["-1", "0", "x", "9" * 30, "99", "<svg onload>"])
def test_a_strange_page_number_shows_a_page_of_the_list(world: World, client: Client, asked: str) -> None:
    many(world.land.aimak, world.land.okmotu, 30)

    page = fetch(client, f"/en/meetings/?page={asked}")

    assert page.heading == "All meetings"


def test_pages_of_the_list_lead_to_one_another(world: World, client: Client) -> None:
    many(world.land.aimak, world.land.okmotu, 30)

    page = fetch(client, "/en/meetings/?page=2")

    assert {"?page=1", "?page=3"} <= set(page.links)
    assert "/ru/meetings/?page=2" in page.links
    assert "Page 2 of" in page.text


def test_a_draft_has_no_page_and_stands_in_no_list(world: World, client: Client) -> None:
    draft = world.gatherings.draft

    for address in ("", "meetings/", f"places/{world.land.aimak.slug}/"):
        assert draft.title.in_("ky").text not in fetch(client, f"/ky/{address}").text


def test_a_site_without_meetings_says_what_comes_next(db: None, client: Client) -> None:
    home = fetch(client, "/en/", queries=6)

    for words in (
        "No meeting has been called.",
        "No meeting has been held yet.",
        "No programme has been published yet.",
    ):
        assert words in home.text
    for address in ("meetings/", "programmes/", "places/", "calendar/2026-03/"):
        assert fetch(client, f"/en/{address}").main != ""
