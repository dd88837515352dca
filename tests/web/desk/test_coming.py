"""Invited and coming, at the desk: whom to invite, what people need, places that run out, in a hall or online."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.lib import clock
from tegerek.lib.said import Said
from tegerek.meetings import invitees, roster, seats
from tegerek.meetings.models import Invitee, Meeting, Participant, Seat, SeatPool
from tegerek.meetings.roster import Typed
from tegerek.meetings.seat_sheets import pools_sheet
from tegerek.people.models import Post
from tegerek.programmes.models import Seminar
from tests.pages import fetch
from tests.web.desk.typing_in import ENGLISH, fields_of, press, told

SignIn = Callable[[Member], Client]


@pytest.fixture
def clerk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.clerk)


@pytest.fixture
def coordinator(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.coordinator)


@pytest.fixture
def seminar(world: World) -> Meeting:
    """A seminar on whose list nobody stands yet."""
    return Seminar.objects.filter(programme=world.trainings.draft).order_by("pk")[0].meeting


def text_of(client: Client, address: str) -> str:
    page = fetch(client, address + ENGLISH)
    return " ".join(re.sub(r"<[^>]+>", " ", page.html).split())


def save_list(client: Client, address: str, typed: dict[str, str]) -> None:
    """Type into the list of invitees and save it; the other forms of the page note who was told."""
    forms = fetch(client, address + ENGLISH).one("main").iter("form")
    (form,) = [form for form in forms if form.get("action") == address]
    assert client.post(address, {**fields_of(form), **typed}).status_code == 302


def on_list(meeting: Meeting, people: int) -> list[Participant]:
    now = clock.now()
    return [
        roster.write_in(
            meeting,
            Typed(f"Мисалова {n}", Post.DEPUTY, phones=(f"+9960000007{n:02}",)),
            person=None,
            by=None,
            now=now,
        )
        for n in range(people)
    ]


def full(meeting: Meeting, places: int, people: int) -> list[Participant]:
    """A room with so many places for which more people have confirmed."""
    seats.set_pool(meeting, SeatPool.What.SEMINAR, size=places, seen=0, by=None, now=clock.now())
    lines = on_list(meeting, people)
    for line in lines:
        roster.confirm(line, by=None, now=clock.now())
    return lines


def test_what_is_usual_is_ticked_and_saved_in_one_press(world: World, clerk: Client) -> None:
    meeting = world.gatherings.draft

    press(clerk, f"/desk/meetings/{meeting.pk}/invitees/")

    rows = list(meeting.invitees.values_list("post", "is_speaker"))
    proposed = [(one.post, one.is_speaker) for one in invitees.proposed(meeting.kind)]
    assert rows == proposed


def test_a_body_of_ones_own_is_added_and_the_same_words_stand_once(world: World, clerk: Client) -> None:
    meeting = world.gatherings.draft
    address = f"/desk/meetings/{meeting.pk}/invitees/"
    press(clerk, address)
    before = meeting.invitees.count()

    save_list(clerk, address, {"other-0_ky": "Мектеп", "other-1_ky": "мектеп ", "other-speaks-0": "on"})

    added = meeting.invitees.last()
    assert added is not None
    assert (meeting.invitees.count(), str(added.whom.in_("ky")), added.is_speaker) == (before + 1, "Мектеп", True)


def test_the_page_says_by_when_lists_stand_and_with_which_rank(world: World, clerk: Client) -> None:
    text = text_of(clerk, f"/desk/meetings/{world.gatherings.draft.pk}/invitees/")

    assert "The lists of participants and speakers are drawn up." in text
    assert "method instruction, a recommendation" in text


def test_whoever_was_told_is_noted_in_one_tap_and_taken_back_in_another(world: World, clerk: Client) -> None:
    meeting = world.gatherings.draft
    press(clerk, f"/desk/meetings/{meeting.pk}/invitees/")
    row = meeting.invitees.first()
    assert row is not None

    clerk.post(f"/desk/invitees/{row.pk}/telling/")
    told_on, told_by = Invitee.objects.values_list("told_on", "told_by").get(pk=row.pk)
    clerk.post(f"/desk/invitees/{row.pk}/telling/removal/")

    assert (told_on, told_by) == (clock.today(), world.cast.clerk.user.pk)
    assert Invitee.objects.get(pk=row.pk).told_on is None


def test_whoever_stays_on_the_list_stays_told(world: World, clerk: Client) -> None:
    meeting = world.gatherings.draft
    address = f"/desk/meetings/{meeting.pk}/invitees/"
    press(clerk, address)
    first = meeting.invitees.first()
    assert first is not None
    invitees.tell(first, by=None, now=clock.now())

    save_list(clerk, address, {"other-0_ky": "Мектеп"})

    first.refresh_from_db()
    assert first.told_on == clock.today()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_invitees_costs_the_same_however_long(
    world: World, number: int, django_assert_num_queries: Any
) -> None:
    meeting = world.gatherings.draft
    wanted = [invitees.Wanted(Said.of(ky=f"Мектеп {n}")) for n in range(number)]
    invitees.set_invitees(meeting, wanted, seen=meeting.version, by=None, now=clock.now())

    with django_assert_num_queries(1):
        lines = invitees.invitee_lines(meeting)

    assert len(lines) == number


def test_a_person_is_added_with_what_they_need(world: World, clerk: Client) -> None:
    meeting = world.gatherings.draft
    typed = {"name": "Мисалова Жаркынай", "post": "deputy", "needs": "transport"}

    press(clerk, f"/desk/meetings/{meeting.pk}/roster/new/", typed)

    assert meeting.roster.get(person__name="Мисалова Жаркынай").needs == ["transport"]


def test_needs_are_noted_counted_and_shown_to_whoever_works_with_people(
    world: World, coordinator: Client, sign_in: SignIn, seminar: Meeting
) -> None:
    (line,) = on_list(seminar, 1)

    press(coordinator, f"/desk/participants/{line.pk}/needs/", needs="sign_language")

    address = f"/desk/meetings/{seminar.pk}/needs/"
    assert "a sign language interpreter: 1 Мисалова 0" in text_of(coordinator, address)
    trainer = text_of(sign_in(world.cast.trainer), address)
    assert "a sign language interpreter: 1" in trainer
    assert "Мисалова" not in trainer


def test_an_assembly_offers_no_limit_for_the_hall(world: World, clerk: Client) -> None:
    meeting = world.gatherings.draft
    address = f"/desk/meetings/{meeting.pk}/seats/"

    text = text_of(clerk, address)
    response = clerk.post(address + ENGLISH, {"seminar-what": "seminar", "seminar-seen": "0", "seminar-size": "5"})

    assert "the hall is never full" in text
    assert (response.status_code, SeatPool.objects.filter(meeting=meeting).count()) == (422, 0)


def test_the_size_of_a_room_is_set_and_never_below_what_is_taken(coordinator: Client, seminar: Meeting) -> None:
    full(seminar, 2, 2)
    address = f"/desk/meetings/{seminar.pk}/seats/{ENGLISH}"

    fewer = coordinator.post(address, {"seminar-what": "seminar", "seminar-seen": "1", "seminar-size": "1"})
    more = coordinator.post(address, {"seminar-what": "seminar", "seminar-seen": "1", "seminar-size": "3"})

    assert (fewer.status_code, more.status_code) == (422, 302)
    assert told(fewer) == ["2 places are taken already: enter no smaller number."]
    assert SeatPool.objects.get(meeting=seminar).size == 3


def test_of_two_who_set_the_size_the_second_is_told_and_may_press_again(coordinator: Client, seminar: Meeting) -> None:
    full(seminar, 2, 0)
    address = f"/desk/meetings/{seminar.pk}/seats/{ENGLISH}"

    response = coordinator.post(address, {"seminar-what": "seminar", "seminar-seen": "0", "seminar-size": "9"})

    assert response.status_code == 422
    assert 'name="seminar-seen" value="1"' in response.content.decode()


def test_whoever_confirms_when_all_is_taken_is_said_to_wait(coordinator: Client, seminar: Meeting) -> None:
    full(seminar, 1, 1)
    line = roster.write_in(seminar, Typed("Ойдонов Алмаз"), person=None, by=None, now=clock.now())

    coordinator.post(f"/desk/participants/{line.pk}/confirmation/{ENGLISH}")

    text = text_of(coordinator, f"/desk/meetings/{seminar.pk}/roster/")
    assert "Every place is taken: this person is on the waiting list" in text
    assert "waits for a place, number 1" in text


def test_an_offer_stands_on_the_list_of_calls_and_is_accepted_there(coordinator: Client, seminar: Meeting) -> None:
    first, waits = full(seminar, 1, 2)
    roster.decline(first, by=None, now=clock.now())
    offer = Seat.objects.get(participant=waits, ended_at=None)

    text = text_of(coordinator, f"/desk/meetings/{seminar.pk}/calls/")
    response = coordinator.post(f"/desk/seats/{offer.pk}/acceptance/", {"back": "calls"})

    offer.refresh_from_db()
    assert "Places that are held: phone first" in text
    assert (response["Location"], offer.given_at is None) == (f"/desk/meetings/{seminar.pk}/calls/", False)


def test_whoever_does_not_take_the_place_does_not_come_and_the_next_is_asked(
    coordinator: Client, seminar: Meeting
) -> None:
    first, second, third = full(seminar, 1, 3)
    roster.decline(first, by=None, now=clock.now())
    offer = Seat.objects.get(participant=second, ended_at=None)

    coordinator.post(f"/desk/seats/{offer.pk}/refusal/")

    second.refresh_from_db()
    assert second.declined_at is not None
    assert Seat.objects.get(offered_at__isnull=False, ended_at=None).participant == third


def test_an_offer_whose_hours_are_over_is_gone_when_the_page_is_opened(coordinator: Client, seminar: Meeting) -> None:
    first, waits = full(seminar, 1, 2)
    roster.decline(first, by=None, now=clock.now())
    Seat.objects.filter(participant=waits).update(offer_until=clock.now() - timedelta(minutes=1))

    text_of(coordinator, f"/desk/meetings/{seminar.pk}/seats/")

    assert Seat.objects.filter(participant=waits, ended_at=None).count() == 0
    roster_page = text_of(coordinator, f"/desk/meetings/{seminar.pk}/roster/")
    assert "has no place: the offer ended" in roster_page


@pytest.mark.parametrize("people", [1, 3])
def test_the_places_cost_the_same_however_many_wait(
    seminar: Meeting, people: int, django_assert_num_queries: Any
) -> None:
    from_full = full(seminar, 0, people)

    with django_assert_num_queries(3):
        sheets = seats_sheet(seminar)

    assert len(sheets) == len(from_full)


def seats_sheet(meeting: Meeting) -> list[int]:
    """The places in the queue of the room."""
    return [line.place for line in pools_sheet(meeting, phones=True)[0].waiting]


def test_how_one_can_take_part_is_set_and_stands_on_the_public_page(world: World, clerk: Client) -> None:
    meeting = world.gatherings.called
    sequence = meeting.sequence

    press(clerk, f"/desk/meetings/{meeting.pk}/mode/", {"mode": "both", "online_at": "https://jyyn.example/sunak"})

    meeting.refresh_from_db()
    page = fetch(Client(), f"/en/meetings/{meeting.number}/")
    assert 'href="https://jyyn.example/sunak"' in page.html
    assert (meeting.mode, meeting.sequence) == ("both", sequence + 1)


def test_an_address_that_no_browser_should_open_is_sent_back(world: World, clerk: Client) -> None:
    address = f"/desk/meetings/{world.gatherings.draft.pk}/mode/"

    response = press(clerk, address, {"mode": "online", "online_at": "javascript://x"}, status=422)

    words = "Enter an address that begins with https://, or say in words how one takes part online."
    assert told(response) == [words]


def test_every_page_of_invited_and_coming_is_in_order_in_every_language(
    world: World, coordinator: Client, clerk: Client, seminar: Meeting
) -> None:
    lines = full(seminar, 1, 3)
    roster.set_needs(lines[1], needs=["transport"], attends="", seen=2, by=None, now=clock.now())
    roster.decline(lines[0], by=None, now=clock.now())
    ours = [f"meetings/{seminar.pk}/{page}/" for page in ("seats", "needs", "calls", "roster", "invitees", "mode")]
    ours += [f"participants/{lines[1].pk}/needs/"]

    for lang in ("ky", "ru", "en"):
        for client, address in [*((coordinator, one) for one in ours), (clerk, _invitees_of(world))]:
            page = fetch(client, f"/desk/{address}?lang={lang}")

            assert page.one("html").get("lang") == lang


def _invitees_of(world: World) -> str:
    return f"meetings/{world.gatherings.draft.pk}/invitees/"
