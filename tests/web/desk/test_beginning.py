"""Beginning a meeting: the wish, the form that suits it with its rule, a rehearsal, several meetings like one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.journal.models import Number
from tegerek.lib.said import Said
from tegerek.meetings import actions
from tegerek.meetings.actions import Despite, Item
from tegerek.meetings.models import AgendaItem, Meeting
from tests.meetings.rows import NOW, a_draft
from tests.pages import fetch
from tests.web.desk.typing_in import form_of, press, told

SignIn = Callable[[Member], Client]
SINCE = date(2025, 1, 1)
WISHES = ("inform", "hear", "decide", "elect", "report", "learn")


@pytest.fixture
def clerk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.clerk)


def drafts(world: World) -> list[Meeting]:
    return list(Meeting.objects.filter(office=world.land.okmotu, called_at=None).order_by("-pk"))


def test_each_wish_leads_to_a_form_with_the_rule_that_says_so(clerk: Client) -> None:
    first = fetch(clerk, "/desk/meetings/new/?lang=ky")

    pages = {wish: fetch(clerk, f"/desk/meetings/new/?wish={wish}&lang=ky") for wish in WISHES}

    assert [link for link in first.links if link.startswith("?wish=")] == [f"?wish={wish}" for wish in WISHES]
    best = {
        wish: next(link for link in page.links if link.startswith("/desk/meetings/new/") and link.count("/") == 5)
        for wish, page in pages.items()
    }
    assert best == {
        "inform": "/desk/meetings/new/information/",
        "hear": "/desk/meetings/new/public-hearing/",
        "decide": "/desk/meetings/new/assembly/",
        "elect": "/desk/meetings/new/assembly/",
        "report": "/desk/meetings/new/report/",
        "learn": "/desk/meetings/new/seminar/",
    }
    assert "18.11-пункт (сунуштама)" in pages["decide"].text


def test_a_kind_that_is_none_begins_nothing(clerk: Client) -> None:
    assert clerk.get("/desk/meetings/new/party/").status_code == 404


def test_who_asks_and_how_it_goes_is_kept_from_the_first_page_on(world: World, clerk: Client) -> None:
    typed = {"title_ky": "Жайыт", "place": "Таш-Булак", "initiator": "deputy", "expected": "80"}

    press(clerk, "/desk/meetings/new/assembly/", typed, procedure_ky="Баяндама, суроо, добуш.")

    made = drafts(world)[0]
    assert (made.initiator, made.expected, made.procedure.texts["ky"]) == ("deputy", 80, "Баяндама, суроо, добуш.")


def test_whoever_has_an_aimak_chooses_among_its_villages(world: World, clerk: Client) -> None:
    page = fetch(clerk, "/desk/meetings/new/assembly/?lang=ky")
    village = str(world.land.villages[0].pk)

    press(clerk, "/desk/meetings/new/assembly/", title_ky="Жайыт", place=village)

    (select,) = [one for one in form_of(page).iter("select") if one.get("name") == "place"]
    offered = [option.text for option in select.iter("option")]
    villages = ["Ак-Терек айылы", "Жаңы-Үмүт айылы", "Таш-Булак айылы"]
    assert offered == ["—", *villages, "Көк-Булут айыл аймагы", "башка жер…"]
    assert drafts(world)[0].place == world.land.villages[0]


@pytest.mark.parametrize("name", ["Ак-Терек", "Ак-Терек айылы", "ак терек"])
def test_another_place_is_typed_and_a_name_that_many_bear_means_ones_own(
    world: World, clerk: Client, name: str
) -> None:
    press(clerk, "/desk/meetings/new/assembly/", title_ky="Жайыт", place="other", other_place=name)

    assert drafts(world)[0].place == world.land.villages[0]


def test_another_place_that_nobody_names_is_asked_for(clerk: Client) -> None:
    response = press(clerk, "/desk/meetings/new/assembly/", status=422, title_ky="Жайыт", place="other")

    assert "Type the name of the other place." in told(response)


def test_a_rehearsal_is_called_without_a_number_and_nobody_outside_sees_it(world: World, clerk: Client) -> None:
    typed = {"title_ky": "Машыгуу жыйыны", "place": "Таш-Булак", "first": "20.04.2026", "is_rehearsal": "on"}
    numbers = Number.objects.count()

    press(clerk, "/desk/meetings/new/assembly/", typed)
    made = Meeting.objects.filter(is_rehearsal=True).latest("pk")
    press(clerk, f"/desk/meetings/{made.pk}/call/")

    made.refresh_from_db()
    assert (made.is_called, made.is_public, made.number, Number.objects.count()) == (True, False, None, numbers)
    outside = [
        clerk.get(path).content.decode() for path in ("/ky/", "/ky/meetings/", "/meetings.ics", "/ky/calendar/2026-04/")
    ]
    assert [text for text in outside if "Машыгуу жыйыны" in text] == []
    assert "машыгуу" in fetch(clerk, f"/desk/meetings/{made.pk}/?lang=ky").text


def test_several_meetings_like_one_are_typed_once(world: World, clerk: Client) -> None:
    model = world.gatherings.called

    press(
        clerk,
        f"/desk/meetings/{model.pk}/copies/",
        {"first-0": "20.03.2027", "first-1": "21.04.2026", "starts-1": "14:00", "venue-1": "мектеп"},
    )

    made = list(Meeting.objects.filter(title=model.title, called_at=None).order_by("pk"))
    assert [(row.place_id == model.place_id, row.held_on) for row in made] == [
        (True, date(2027, 3, 20)),
        (False, date(2026, 4, 21)),
    ]
    agendas = [[item.title for item in row.agenda.all()] for row in (model, *made)]
    assert agendas[0] == agendas[1] == agendas[2]
    assert made[1].venue is not None


def test_no_row_with_a_day_makes_nothing(world: World, clerk: Client) -> None:
    before = Meeting.objects.count()

    response = press(clerk, f"/desk/meetings/{world.gatherings.called.pk}/copies/", status=422)

    assert (told(response), Meeting.objects.count()) == (["Enter the day of one more meeting at least."], before)


def test_an_item_of_the_agenda_keeps_its_row_when_its_place_changes(db: None) -> None:
    meeting = a_draft()
    actions.set_agenda(meeting, [Item(Said.of(ky="Суу")), Item(Said.of(ky="Жол"))], seen=1, by=None, now=NOW)
    water, road = meeting.agenda.all()

    turned = [Item(row.title, key=row.pk) for row in (road, water)] + [Item(Said.of(ky="Жайыт"))]
    actions.set_agenda(meeting, turned, seen=meeting.version, by=None, now=NOW)

    rows = AgendaItem.objects.filter(meeting=meeting).order_by("position")
    assert [row.pk for row in rows][:2] == [road.pk, water.pk]
    assert [(row.position, row.title.texts["ky"]) for row in rows] == [(1, "Жол"), (2, "Суу"), (3, "Жайыт")]


def test_a_rehearsal_may_go_against_a_rule_like_the_real_thing(db: None) -> None:
    meeting = a_draft()
    Meeting.objects.filter(pk=meeting.pk).update(is_rehearsal=True, held_on=date(2026, 3, 8))
    meeting.refresh_from_db()

    actions.call_meeting(meeting, by=None, now=NOW, despite=Despite(Said.of(ky="Үйрөнүү үчүн.")))

    turn = meeting.turns.get()
    assert (turn.despite_days, turn.despite_rule_days) == (2, 5)


def test_the_agenda_begins_with_what_the_meeting_is_about_and_for(world: World, clerk: Client) -> None:
    meeting = a_draft(office=world.land.okmotu, place=world.land.villages[0])

    press(clerk, f"/desk/meetings/{meeting.pk}/agenda/")

    (item,) = meeting.agenda.all()
    assert (item.title.texts, item.purpose) == (meeting.title.texts, "decide")
