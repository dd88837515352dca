"""The calendars at their addresses: who is in them, what they cost, what becomes of a moved or cancelled meeting."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tegerek.lib.said import Said
from tegerek.meetings.actions import cancel_meeting, move_meeting, postpone_meeting
from tegerek.meetings.models import Meeting
from tests.documents import rfc5545
from tests.machines.conftest import PUBLISHED, Published


@pytest.mark.parametrize("seminars", [1, 3])
def test_the_calendar_of_everything_costs_one_query(
    client: Client, published: Published, django_assert_num_queries: DjangoAssertNumQueries, seminars: int
) -> None:
    published(seminars)

    with django_assert_num_queries(1):
        response = client.get("/meetings.ics")

    assert len(rfc5545.read(response.content).all("VEVENT")) == seminars
    assert response.headers["Content-Disposition"] == 'attachment; filename="meetings-ky.ics"'


@pytest.mark.parametrize("seminars", [1, 3])
def test_the_calendar_of_a_programme_costs_four_queries_and_bears_its_title(
    client: Client, published: Published, django_assert_num_queries: DjangoAssertNumQueries, seminars: int
) -> None:
    programme = published(seminars)

    with django_assert_num_queries(4):
        response = client.get(f"/programmes/{programme.slug}/meetings.ics?lang=ru")

    made = rfc5545.read(response.content)
    assert (made.one("NAME").text, len(made.all("VEVENT"))) == ("Решаем в селе вместе", seminars)


@pytest.mark.parametrize("seminars", [1, 3])
def test_the_calendar_of_a_place_holds_what_lies_in_it_and_costs_two_queries(
    client: Client, published: Published, django_assert_num_queries: DjangoAssertNumQueries, seminars: int
) -> None:
    published(seminars)

    with django_assert_num_queries(2):
        response = client.get("/places/kochkor-raion/meetings.ics")

    made = rfc5545.read(response.content)
    assert [event.one("DTSTART").value for event in made.all("VEVENT")] == ["20260407"]
    assert "Кочкор району" in made.one("NAME").text


def test_one_meeting_costs_one_query_and_its_file_is_named_after_its_number(
    client: Client, published: Published, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published(3)
    meeting = Meeting.objects.order_by("held_on")[1]

    with django_assert_num_queries(1):
        response = client.get(f"/meetings/{meeting.number}.ics")

    (event,) = rfc5545.read(response.content).all("VEVENT")
    assert event.one("UID").value == f"{meeting.uid}@tegerek"
    assert response.headers["Content-Disposition"] == f'attachment; filename="meeting-{meeting.number}-ky.ics"'
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"


def test_a_meeting_moved_by_a_day_keeps_its_uid_and_counts_one_up(client: Client, published: Published) -> None:
    published(1)
    meeting = Meeting.objects.get()
    (before,) = _events(client)

    when = meeting.when.shifted(1)
    move_meeting(meeting, when=when, reason=Said.of(ky="Жол жабык."), seen=meeting.version, by=None, now=_later())

    (after,) = _events(client)
    assert after.one("UID").value == before.one("UID").value
    assert (before.one("SEQUENCE").value, after.one("SEQUENCE").value) == ("0", "1")
    assert (before.one("DTSTART").value, after.one("DTSTART").value) == ("20260407", "20260408")
    assert after.one("LAST-MODIFIED").value == "20260307T030000Z"


def test_a_cancelled_meeting_stays_in_the_calendar_as_cancelled(client: Client, published: Published) -> None:
    published(1)
    meeting = Meeting.objects.get()

    cancel_meeting(meeting, reason=Said.of(ky="Тренер ооруп калды."), seen=meeting.version, by=None, now=_later())

    (event,) = _events(client)
    assert (event.one("STATUS").value, event.one("SEQUENCE").value) == ("CANCELLED", "1")


def test_each_turn_of_a_meeting_counts_one_up_and_the_last_one_says_what_holds(
    client: Client, published: Published
) -> None:
    published(1)
    meeting = Meeting.objects.get()
    said: list[tuple[str, str]] = []

    for turn in (postpone_meeting, None, cancel_meeting):
        typed: dict[str, Any] = {
            "reason": Said.of(ky="Жол жабык."),
            "seen": meeting.version,
            "by": None,
            "now": _later(),
        }
        move_meeting(meeting, when=meeting.when.shifted(7), **typed) if turn is None else turn(meeting, **typed)
        (event,) = _events(client)
        said.append((event.one("STATUS").value, event.one("SEQUENCE").value))

    assert said == [("TENTATIVE", "1"), ("CONFIRMED", "2"), ("CANCELLED", "3")]


def test_what_was_not_announced_is_in_no_calendar(client: Client, drafted: Published) -> None:
    programme = drafted(2)

    assert _events(client) == []
    assert client.get(f"/programmes/{programme.slug}/meetings.ics").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/meetings/10016.ics",
        "/meetings/10015.ics",
        "/meetings/99999999999999999999999.ics",
        "/meetings/abc.ics",
        "/places/nowhere/meetings.ics",
        "/programmes/nothing/meetings.ics",
    ],
)
def test_what_does_not_exist_is_not_found(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 404


def _events(client: Client) -> list[rfc5545.Block]:
    return rfc5545.read(client.get("/meetings.ics").content).all("VEVENT")


def _later() -> datetime:
    return PUBLISHED + timedelta(days=1)
