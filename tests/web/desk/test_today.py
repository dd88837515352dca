"""The first page of a desk says what waits, a sentence each, and never floods."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from xml.etree.ElementTree import Element

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.meetings import listing
from tegerek.meetings.models import Meeting
from tegerek.meetings.rules import When
from tegerek.programmes.actions import add_seminar
from tegerek.programmes.models import NextCall, NextMeeting, Programme
from tests.pages import Page, fetch, words_of
from tests.web.desk.typing_in import ENGLISH

SignIn = Callable[[Member], Client]
QUERIES = 21


def waiting(page: Page) -> list[str]:
    """The sentences of what waits."""
    boxes = [box for box in page.one("main").iter("section") if box.get("class") == "waits"]
    return [_link(line) for box in boxes for line in box.iter("li")]


def _link(line: Element) -> str:
    return " ".join(words_of(next(line.iter("a"))).split())


def test_a_coordinator_reads_what_waits_in_each_programme(world: World, sign_in: SignIn) -> None:
    page = fetch(sign_in(world.cast.coordinator), "/desk/" + ENGLISH)

    assert waiting(page) == [
        "3 seminars: 30 seats have nobody who confirmed.",
        "6 seminars: 14 letters have no number yet.",
        "12 seminars: the day has passed. Was it held?",
        "All seminars are over: the press release can tell what came of them.",
        "The programme is a draft: nobody outside sees it yet.",
    ]
    assert f"/desk/programmes/{world.trainings.together.pk}/" in page.links


def test_a_clerk_reads_of_meetings_whose_day_has_passed_and_of_lists(world: World, sign_in: SignIn) -> None:
    gatherings = world.gatherings
    by = world.cast.clerk.user
    brought = listing.bring(gatherings.draft, "Мисалов, депутат".encode(), file_name="", by=by, now=TODAY)

    page = fetch(sign_in(world.cast.clerk), "/desk/" + ENGLISH)

    assert "a list waits to be taken over." in [sentence.partition(": ")[2] for sentence in waiting(page)]
    assert f"/desk/lists/{brought.pk}/" in page.links


@pytest.mark.parametrize(
    ("starts_at", "said"),
    [
        (time(8, 0), ["the hour of the meeting has come. After it, write down the result."]),
        (None, ["the hour of the meeting has come. After it, write down the result."]),
        (time(23, 59), []),
    ],
)
def test_on_the_day_of_a_meeting_its_result_is_asked_for_from_its_hour_on(
    starts_at: time | None, said: list[str], world: World, sign_in: SignIn
) -> None:
    called = world.gatherings.called
    Meeting.objects.filter(pk=called.pk).update(held_on=TODAY.date(), starts_at=starts_at, ends_at=None)

    page = fetch(sign_in(world.cast.clerk), "/desk/" + ENGLISH)

    ours = [sentence.partition(": ")[2] for sentence in waiting(page)]
    assert [sentence for sentence in ours if "hour" in sentence] == said


def test_whoever_only_looks_is_asked_for_nothing(world: World, sign_in: SignIn) -> None:
    page = fetch(sign_in(world.cast.deputy), "/desk/" + ENGLISH)

    assert waiting(page) == []


@pytest.mark.parametrize("seminars", [1, 12])
def test_the_page_costs_the_same_however_many_seminars(seminars: int, world: World, sign_in: SignIn) -> None:
    together = world.trainings.together
    for n in range(seminars):
        when = When(date(2026, 5, 1) + timedelta(n))
        add_seminar(together, place=world.land.raion, when=when, venue="", by=None, now=TODAY)
        together = Programme.objects.select_related("office").get(pk=together.pk)

    page = fetch(sign_in(world.cast.coordinator), "/desk/", queries=QUERIES)

    assert 3 < len(waiting(page)) < 11


def test_a_coordinator_is_told_where_nothing_was_heard_of_the_next_meeting_and_led_to_the_list(
    world: World, sign_in: SignIn
) -> None:
    trial, coordinator = world.trainings.trial, sign_in(world.cast.coordinator)
    NextCall.objects.filter(invited__seminar__programme=trial).delete()
    NextMeeting.objects.filter(invited__seminar__programme=trial).delete()
    Meeting.objects.filter(seminar__programme=trial).update(held_on=date(2025, 12, 7))
    day_before = fetch(coordinator, f"/desk/{ENGLISH}")

    Meeting.objects.filter(seminar__programme=trial).update(held_on=date(2025, 12, 6))
    page = fetch(coordinator, f"/desk/{ENGLISH}", queries=QUERIES)

    told = "From 2 aimaks nothing has been heard: phone there."
    assert (told in waiting(day_before), told in waiting(page)) == (False, True)
    assert f"/desk/programmes/{trial.pk}/next-meetings/calls/" in page.links


def test_an_office_that_was_trained_is_asked_which_meeting_comes_next(world: World, sign_in: SignIn) -> None:
    page = fetch(sign_in(world.cast.neighbour), f"/desk/{ENGLISH}")

    assert any("Which meeting comes next?" in line for line in waiting(page))
