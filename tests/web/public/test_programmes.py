"""Programmes and press releases: the schedule by oblast, what was corrected, and long schedules in pages."""

from __future__ import annotations

import uuid
from datetime import timedelta

import brotli
import pytest
from django.test import Client

from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.programmes.models import Seminar
from tests.pages import fetch


def lengthen(world: World, count: int) -> None:
    """Give the programme of 2017 so many seminars more, all in one village."""
    meetings = Meeting.objects.bulk_create(
        Meeting(
            office=world.land.trainers,
            kind="seminar",
            title=Said.of(ky="Семинар"),
            place=world.land.villages[n % 3],
            venue=world.land.school,
            held_on=(TODAY + timedelta(days=n)).date(),
            number=900_000 + n,
            uid=uuid.UUID(int=n + 1),
            made_at=TODAY,
            changed_at=TODAY,
            called_at=TODAY,
        )
        for n in range(count)
    )
    Seminar.objects.bulk_create(Seminar(programme=world.trainings.of_2017, meeting=meeting) for meeting in meetings)


@pytest.mark.parametrize("page", ["", "press-release/"])
@pytest.mark.parametrize("count", [1, 500])
def test_a_long_schedule_asks_no_more_and_stays_light(world: World, client: Client, count: int, page: str) -> None:
    lengthen(world, count)
    address = f"/ky/programmes/{world.trainings.of_2017.slug}/{page}"

    found = fetch(client, address, queries=6)

    assert len(found.all("tr")) <= 64
    assert len(brotli.compress(found.html.encode(), quality=5)) < 6_000


def test_a_long_schedule_is_paged_and_nothing_is_left_out(world: World, client: Client) -> None:
    lengthen(world, 100)
    address = f"/ky/programmes/{world.trainings.of_2017.slug}/"

    pages = [fetch(client, f"{address}?page={number}") for number in (1, 2)]

    linked = [{link for link in page.links if "/meetings/9" in link} for page in pages]
    assert ["?page=2" in pages[0].links, "?page=1" in pages[1].links] == [True, True]
    assert (len(linked[0] | linked[1]), linked[0] & linked[1]) == (100, set())


def test_the_schedule_stands_under_its_oblasts(world: World, client: Client) -> None:
    page = fetch(client, f"/ky/programmes/{world.trainings.of_2017.slug}/")

    captions = [caption.text for caption in page.all("caption")]
    rows = [len(list(body.iter("tr"))) for body in page.all("tbody")]
    assert (captions, rows) == (["Нарын облусу", "Ош облусу"], [5, 7])


def test_hours_nobody_knows_are_promised_for_days_to_come_and_never_invented(world: World, client: Client) -> None:
    over = fetch(client, f"/en/programmes/{world.trainings.of_2017.slug}/")
    to_come = fetch(client, f"/en/meetings/{world.gatherings.without_hour.number}/")

    assert ("announced" in over.main, "00:00" in over.text) == (False, False)
    assert ("the hour will be announced" in to_come.main, "00:00" in to_come.text) == (True, False)


def test_a_press_release_says_what_was_corrected_before_its_prose(world: World, client: Client) -> None:
    page = fetch(client, f"/en/programmes/{world.trainings.together.slug}/press-release/")

    assert page.main.index("Corrected.") < page.main.index("19.03.2026") < page.main.index("20.03.2026")


def test_a_press_release_without_prose_is_its_schedule(world: World, client: Client) -> None:
    page = fetch(client, f"/en/programmes/{world.trainings.of_2017.slug}/press-release/")

    assert page.all("blockquote") == []
    assert len(page.all("table")) == 2


def test_files_of_the_press_release_are_offered_in_the_language_of_the_page(world: World, client: Client) -> None:
    slug = world.trainings.together.slug

    page = fetch(client, f"/ru/programmes/{slug}/press-release/")

    wanted = {f"/programmes/{slug}/press-release.{form}?lang=ru" for form in ("docx", "pdf", "txt")}
    assert wanted <= set(page.links)
