"""A clerk at her desk: begins, words, calls, moves, takes back and closes meetings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.lib.said import Said
from tegerek.meetings import actions
from tegerek.meetings.actions import Item
from tegerek.meetings.models import Meeting
from tegerek.meetings.rules import State, When
from tegerek.people.models import User
from tegerek.places.models import Body, Venue
from tests.meetings.rows import NOW, a_place
from tests.pages import check, fetch
from tests.web.desk.typing_in import ENGLISH, fields_of, form_of, press, told

SignIn = Callable[[Member], Client]

CHANGED = "Somebody changed this after you opened it. Look at the new state, then make your change again."
ACTS = ("words", "agenda", "copies", "call", "move", "postponement", "cancellation", "holding", "closure", "removal")
SOON = "10.03.2026"  # four days ahead, one too few for an assembly


@pytest.fixture
def clerk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.clerk)


def touched(meeting: Meeting, by: User | None = None) -> None:
    """Somebody else changes the words meanwhile."""
    meeting.refresh_from_db()
    words = Said.of(ky="Башка сөз менен")
    actions.word_meeting(meeting, title=words, about=Said(), seen=meeting.version, by=by, now=NOW)


def state(meeting: Meeting) -> State:
    meeting.refresh_from_db()
    return meeting.state


def test_every_page_of_a_meeting_is_in_order_in_every_state_and_language(world: World, clerk: Client) -> None:
    of = world.gatherings
    addresses = [f"{m.pk}/" for m in (of.draft, of.called, of.moved, of.held, of.closed, of.postponed, of.cancelled)]
    addresses += [f"{of.draft.pk}/{act}/" for act in ACTS] + ["", "new/", "new/assembly/"]

    for lang in ("ky", "ru", "en"):
        for address in addresses:
            page = fetch(clerk, f"/desk/meetings/{address}?lang={lang}")

            assert page.one("html").get("lang") == lang


def test_an_empty_new_meeting_is_asked_for_what_it_needs_and_keeps_what_was_typed(world: World, clerk: Client) -> None:
    response = press(
        clerk, "/desk/meetings/new/assembly/", status=422, first="31.02.2026", venue="мектеп", starts="25:00"
    )

    page = check(response)
    assert {
        "Say what the meeting is about, in one language at least.",
        "Enter a day like 14.03.2026; there may be no such day in the calendar.",
        "Enter an hour like 10:00.",
    } <= set(told(response))
    kept = fields_of(form_of(page))
    assert (kept["first"], kept["starts"], kept["venue"]) == ("31.02.2026", "25:00", "мектеп")
    assert Meeting.objects.filter(office=world.land.okmotu, venue__name_key="мектеп").count() == 0


def test_a_place_that_several_bear_is_asked_back_and_one_that_none_bears_too(world: World, clerk: Client) -> None:
    typed = {"title_ky": "Жайыт", "first": "14.04.2026"}

    several = told(press(clerk, "/desk/meetings/new/assembly/", typed, status=422, place="Ак-Жар айыл аймагы"))
    nobody = told(press(clerk, "/desk/meetings/new/assembly/", typed, status=422, place="Гондурас"))

    assert (several[0].startswith("Several places may be meant by “Ак-Жар айыл аймагы”: "), several[0].count(";")) == (
        True,
        1,
    )
    assert nobody[0].startswith("No place of this name is known: “Гондурас”.")


def test_a_meeting_is_begun_worded_called_moved_postponed_and_cancelled(world: World, clerk: Client) -> None:
    began = press(
        clerk,
        "/desk/meetings/new/assembly/",
        title_ky="Жайыт",
        place="Таш-Булак",
        first="20.04.2026",
        starts="10:00",
    )
    agenda = began["Location"]
    here = agenda.removesuffix("agenda/")
    meeting = Meeting.objects.get(pk=int(here.strip("/").rpartition("/")[2]))
    states = [state(meeting)]

    press(clerk, f"{here}words/", title_ru="Пастбище")
    for act, typed in (
        ("call", {}),
        ("move", {"first": "27.04.2026", "venue": "Орто мектеп", "reason_ky": "Зал бош эмес."}),
        ("postponement", {"reason_ky": "Жолду кар басты."}),
        ("move", {"first": "04.05.2026"}),
        ("cancellation", {"reason_ky": "Маселе чечилди."}),
    ):
        press(clerk, f"{here}{act}/", typed)
        states.append(state(meeting))

    assert states == [
        State.DRAFT,
        State.CALLED,
        State.CALLED,
        State.POSTPONED,
        State.CALLED,
        State.CANCELLED,
    ]
    assert (meeting.title.texts, meeting.when) == (
        {"ky": "Жайыт", "ru": "Пастбище"},
        When(date(2026, 5, 4), starts=time(10)),
    )
    assert meeting.venue is not None
    assert [turn.by for turn in meeting.turns.all()] == [world.cast.clerk.user] * 5


def test_a_form_that_nobody_touched_changes_nothing(world: World, clerk: Client) -> None:
    meeting = world.gatherings.moved
    before = Meeting.objects.filter(pk=meeting.pk).values().get()

    press(clerk, f"/desk/meetings/{meeting.pk}/move/")

    assert Meeting.objects.filter(pk=meeting.pk).values().get() == before


def test_a_hall_is_taken_back_by_emptying_its_field_and_the_time_stays(world: World, clerk: Client) -> None:
    meeting = world.gatherings.moved
    before = meeting.venue_id

    press(clerk, f"/desk/meetings/{meeting.pk}/move/", venue="")

    after = Meeting.objects.get(pk=meeting.pk)
    assert (before is None, after.venue_id, after.when) == (False, None, meeting.when)


def test_signs_that_turn_the_direction_are_not_kept_and_not_shown(world: World, clerk: Client) -> None:
    meeting = world.gatherings.called
    press(clerk, f"/desk/meetings/{meeting.pk}/words/", title_ky="Таза \u202eсуу\u2066", about_ky="Биринчи\x0bэкинчи")
    Venue.objects.update(address={"original": "ky", "texts": {"ky": {"text": "Ленин \u202e5", "changed": None}}})
    Body.objects.update(phone="00000\u202e 5")

    pages = [clerk.get(f"/ky/meetings/{meeting.number}/"), clerk.get(f"/desk/meetings/{meeting.pk}/")]

    meeting.refresh_from_db()
    assert (meeting.title.texts["ky"], meeting.about.texts["ky"]) == ("Таза суу", "Биринчи\nэкинчи")
    assert [b"\xe2\x80\xae" in page.content for page in pages] == [False, False]
    assert [int(page["Content-Length"]) for page in pages] == [len(page.content) for page in pages]


def test_a_call_too_late_asks_for_a_reason_and_goes_on_with_it(world: World, clerk: Client) -> None:
    meeting = world.gatherings.draft
    here = f"/desk/meetings/{meeting.pk}/"
    press(clerk, f"{here}move/", first=SOON)

    asked = press(clerk, f"{here}call/", status=422)
    still = state(meeting)
    sent = fields_of(form_of(check(asked)))
    answered = clerk.post(f"{here}call/{ENGLISH}", {**sent, "reason_ky": "Суу ташкыны."})

    (sentence,) = told(asked)
    assert (sentence.startswith("People would hear of it 4 days ahead – the rule asks for 5 days"), still) == (
        True,
        State.DRAFT,
    )
    assert (answered.status_code, state(meeting), meeting.turns.get().despite_days) == (302, State.CALLED, 4)


def test_a_meeting_is_held_and_closed_and_a_draft_thrown_away(world: World, clerk: Client) -> None:
    held, draft = world.gatherings.without_hour, world.gatherings.draft
    Meeting.objects.filter(pk=held.pk).update(held_on=date(2026, 3, 5))

    press(clerk, f"/desk/meetings/{held.pk}/holding/")
    press(clerk, f"/desk/meetings/{held.pk}/closure/")
    gone = press(clerk, f"/desk/meetings/{draft.pk}/removal/")

    assert (state(held), gone["Location"], Meeting.objects.filter(pk=draft.pk).count()) == (
        State.CLOSED,
        "/desk/meetings/",
        0,
    )


def test_what_cannot_be_done_is_said_in_a_sentence(world: World, clerk: Client) -> None:
    of = world.gatherings
    why = "Say why, in one sentence: people will read it on the page of the meeting."
    over = "This meeting is over or cancelled; its day and place can no longer be changed."
    early = "The day of this meeting has not come yet. If it was held on another day, move it to that day first."
    refused = {
        f"{of.called.pk}/removal/": "Only a draft can be deleted. "
        "A meeting that was called can be cancelled, with a reason.",
        f"{of.called.pk}/call/": "This meeting has already been called.",
        f"{of.called.pk}/postponement/": why,
        f"{of.called.pk}/cancellation/": why,
        f"{of.called.pk}/holding/": early,
        f"{of.called.pk}/closure/": "Record first that the meeting was held.",
        f"{of.draft.pk}/holding/": "This meeting has not been called yet. A draft can simply be changed or deleted.",
        f"{of.held.pk}/move/": over,
        f"{of.cancelled.pk}/move/": over,
    }

    said = {address: told(press(clerk, f"/desk/meetings/{address}", status=422)) for address in refused}

    assert said == {address: [sentence] for address, sentence in refused.items()}


def test_whoever_was_overtaken_is_told_keeps_what_was_typed_and_goes_on(world: World, clerk: Client) -> None:
    of = world.gatherings
    Meeting.objects.filter(pk=of.without_hour.pk).update(held_on=date(2026, 3, 5))
    typed = {
        f"{of.called.pk}/words/": {"title_ru": "Чистая вода для всех"},
        f"{of.moved.pk}/move/": {"first": "30.03.2026", "reason_ky": "Зал бош эмес."},
        f"{of.called.pk}/postponement/": {"reason_ky": "Жолду кар басты."},
        f"{of.postponed.pk}/cancellation/": {"reason_ky": "Маселе чечилди."},
        f"{of.without_hour.pk}/holding/": {},
        f"{of.held.pk}/closure/": {},
        f"{of.draft.pk}/call/": {},
    }
    for address, words in typed.items():
        meeting = Meeting.objects.get(pk=int(address.partition("/")[0]))
        sent = {**fields_of(form_of(fetch(clerk, f"/desk/meetings/{address}{ENGLISH}"))), **words}
        touched(meeting)

        overtaken = clerk.post(f"/desk/meetings/{address}{ENGLISH}", sent)
        again = fields_of(form_of(check(overtaken)))
        done = clerk.post(f"/desk/meetings/{address}{ENGLISH}", again)

        assert (overtaken.status_code, told(overtaken), done.status_code) == (422, [CHANGED], 302), address
        assert {name: again[name] for name in words} == words, address


def test_a_draft_that_was_changed_meanwhile_is_thrown_away_only_after_a_second_look(
    world: World, clerk: Client
) -> None:
    address = f"/desk/meetings/{world.gatherings.draft.pk}/removal/{ENGLISH}"
    sent = fields_of(form_of(fetch(clerk, address)))
    touched(world.gatherings.draft)

    overtaken = clerk.post(address, sent)
    gone = clerk.post(address, fields_of(form_of(check(overtaken))))

    assert (told(overtaken), gone.status_code) == ([CHANGED], 302)


def test_a_typing_error_does_not_hide_that_somebody_was_quicker(world: World, clerk: Client) -> None:
    address = f"/desk/meetings/{world.gatherings.called.pk}/move/{ENGLISH}"
    sent = {**fields_of(form_of(fetch(clerk, address))), "starts": "25:00"}
    touched(world.gatherings.called)

    mistyped = clerk.post(address, sent)
    sent = {**fields_of(form_of(check(mistyped))), "starts": "11:00"}
    overtaken = clerk.post(address, sent)

    assert (told(mistyped), told(overtaken)) == (["Enter an hour like 10:00."], [CHANGED])


def test_what_was_sent_without_its_token_is_not_done(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.cast.clerk.user)
    meeting = world.gatherings.draft

    response = strict.post(f"/desk/meetings/{meeting.pk}/call/{ENGLISH}", {"seen": meeting.version})

    assert (response.status_code, check(response).heading, state(meeting)) == (
        403,
        "The form could not be accepted",
        State.DRAFT,
    )


def test_the_agenda_gains_loses_and_keeps_items(world: World, clerk: Client) -> None:
    meeting = world.gatherings.called
    typed = {"title-0_ky": "", "title-3_ky": "Суу комитетин шайлоо", "purpose-3": "elect", "minutes-3": "15"}
    typed |= {f"title-0_{lang}": "" for lang in ("ru", "en")}

    press(clerk, f"/desk/meetings/{meeting.pk}/agenda/", typed)

    items = [(i.position, i.title.in_("ky").text, i.purpose, i.minutes) for i in meeting.agenda.all()]
    assert items == [
        (1, "Таза суунун жаңы тарифи", "decide", 40),
        (2, "Ар түрдүү маселелер", "discuss", None),
        (3, "Суу комитетин шайлоо", "elect", 15),
    ]


def test_an_agenda_somebody_else_changed_is_not_overwritten_unseen(world: World, clerk: Client) -> None:
    meeting = world.gatherings.called
    form = fields_of(form_of(fetch(clerk, f"/desk/meetings/{meeting.pk}/agenda/{ENGLISH}")))
    touched(meeting)

    response = clerk.post(f"/desk/meetings/{meeting.pk}/agenda/{ENGLISH}", {**form, "title-0_ky": "Башка"})

    assert (response.status_code, told(response), meeting.agenda.count()) == (422, [CHANGED], 3)


def test_another_meeting_of_that_week_and_place_is_told_before_the_call_and_stops_nothing(
    world: World, clerk: Client
) -> None:
    other, draft = world.gatherings.called, world.gatherings.draft
    assert other.held_on is not None
    Meeting.objects.filter(pk=draft.pk).update(held_on=other.held_on, place=other.place)
    address = f"/desk/meetings/{draft.pk}/call/"

    links = fetch(clerk, address).links
    press(clerk, address)

    assert f"/desk/meetings/{other.pk}/" in links
    assert state(draft) is State.CALLED


@pytest.mark.parametrize("many", [1, 50])
def test_the_page_of_a_meeting_costs_the_same_with_any_number_of_items_and_places(
    world: World, clerk: Client, many: int
) -> None:
    meeting = world.gatherings.draft
    items = [Item(Said.of(ky=f"{n}-маселе")) for n in range(many)]
    actions.set_agenda(meeting, items, seen=meeting.version, by=None, now=NOW)
    for n in range(many):
        a_place(f"Ой-Талаа {n}", f"oi-talaa-{n}", parent=world.land.aimak)

    page = fetch(clerk, f"/desk/meetings/{meeting.pk}/", queries=17)
    begun = fetch(clerk, "/desk/meetings/new/assembly/" + ENGLISH, queries=8)

    assert page.main.count("-маселе") == many
    assert "The rule asks for 5 days" in begun.main


def test_the_page_of_a_meeting_leads_to_the_appeal_it_came_from_those_who_may_see_it(
    world: World, clerk: Client, sign_in: SignIn
) -> None:
    address = f"/desk/meetings/{world.whole.assembly.pk}/"
    appeal = f"/desk/initiatives/{world.appeals.held.pk}/"

    found = [appeal in fetch(client, address).links for client in (clerk, sign_in(world.cast.deputy))]

    assert found == [True, False]
