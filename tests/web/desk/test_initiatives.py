"""Appeals of groups at the desk: typed, registered, decided; what the page and the first page of the desk say."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.test import Client
from pypdf import PdfReader

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.lib import clock
from tegerek.lib.dates import day_short
from tegerek.meetings.models import Meeting
from tegerek.people.models import User
from tegerek.voices.models import Initiative
from tests.pages import read_out

SignIn = Callable[[Member], Client]


@pytest.fixture(autouse=True)
def _english(world: World) -> None:
    User.objects.update(language="en")


def typed(world: World) -> dict[str, str]:
    """The form of an appeal as a clerk fills it."""
    return {
        "seen": "0",
        "title_ky": "Клубдун чатыры",
        "reason_ky": "Жамгыр өтөт.",
        "where_ky": "клуб",
        "office": str(world.land.okmotu.pk),
        "place": str(world.land.villages[0].pk),
        "to": "head",
        "expected": "40",
        "members": "1. Мисалов Сынак, Талаа көчөсү, 1\n2. Үлгүева Айша, Талаа көчөсү, 2",
        "phone": "",
    }


def test_an_appeal_typed_from_paper_is_registered_and_gets_its_number(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.cast.clerk)
    client.post("/desk/initiatives/new/", typed(world))
    made = Initiative.objects.first()
    assert made is not None

    client.post(
        f"/desk/initiatives/{made.pk}/receipt/",
        {"seen": str(made.version), "received_on": day_short(clock.today()), "register_number": "01-07/9"},
    )

    made.refresh_from_db()
    members = [(line.person.name, line.address) for line in made.members.select_related("person")]
    assert (made.number is not None, made.register_number) == (True, "01-07/9")
    assert members == [("Мисалов Сынак", "Талаа көчөсү, 1"), ("Үлгүева Айша", "Талаа көчөсү, 2")]


def test_a_group_that_is_too_small_is_told_and_not_refused(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.cast.clerk)
    client.post("/desk/initiatives/new/", typed(world))
    made = Initiative.objects.first()
    assert made is not None

    page = read_out(client.get(f"/desk/initiatives/{made.pk}/receipt/")).decode()

    assert "The group has 2 members. The rule asks for 11 at least." in page


def test_holding_leads_to_the_draft_of_the_assembly(world: World, sign_in: SignIn) -> None:
    found, before = world.appeals.waiting, Meeting.objects.count()

    answer = sign_in(world.cast.ao_head).post(
        f"/desk/initiatives/{found.pk}/decision/",
        {"seen": str(found.version), "decision": "hold", "post": "ao_head", "decided_on": day_short(clock.today())},
    )

    found.refresh_from_db()
    assert (answer.status_code, found.decision, Meeting.objects.count()) == (302, "hold", before + 1)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({}, "Choose one of the three grounds"),
        ({"ground": "unlawful"}, "it may go to court over this answer"),
    ],
)
def test_a_refusal_names_its_ground_and_its_words(
    more: dict[str, str], sentence: str, world: World, sign_in: SignIn
) -> None:
    found = world.appeals.waiting
    fields = {"seen": str(found.version), "decision": "refuse", "post": "ao_head", **more}
    fields["decided_on"] = day_short(clock.today())

    answer = sign_in(world.cast.clerk).post(f"/desk/initiatives/{found.pk}/decision/", fields)

    found.refresh_from_db()
    assert (answer.status_code, sentence in read_out(answer).decode(), found.decision) == (422, True, "")


def test_the_first_page_of_the_desk_says_that_an_appeal_waits(world: World, sign_in: SignIn) -> None:
    page = read_out(sign_in(world.cast.clerk).get("/desk/")).decode()

    assert "an appeal waits for a decision" in page


@pytest.mark.parametrize("kind", ["receipt", "answer", "checklist"])
def test_papers_stand_on_the_letterhead_and_cite_their_rule(kind: str, world: World, sign_in: SignIn) -> None:
    found = world.appeals.refused

    answer = sign_in(world.cast.clerk).get(f"/desk/initiatives/{found.pk}/papers/{kind}.pdf?lang=ru")

    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    told = {"receipt": "пункт 18.4", "answer": "Вы вправе обжаловать этот отказ в суде", "checklist": "пункт 18.2"}
    assert told[kind] in " ".join(text.split())


def test_a_paper_whose_time_has_not_come_is_not_there(world: World, sign_in: SignIn) -> None:
    found = world.appeals.waiting

    status = sign_in(world.cast.clerk).get(f"/desk/initiatives/{found.pk}/papers/answer.pdf").status_code

    assert status == 404


def test_an_issue_from_the_phone_goes_on_the_agenda_in_one_press(world: World, sign_in: SignIn) -> None:
    client, meeting = sign_in(world.cast.clerk), world.gatherings.draft
    client.post(
        f"/desk/meetings/{meeting.pk}/issues/",
        {"seen": str(meeting.version), "text_ky": "Көчө жарыгы", "received_on": day_short(clock.today())},
    )
    issue = meeting.voices.get()

    client.post(f"/desk/issues/{issue.pk}/agenda/", {"seen": str(issue.version)})

    assert meeting.agenda.filter(origin=issue.number).count() == 1


def test_the_page_of_an_appeal_shows_its_group_and_offers_the_papers_that_are_due(
    world: World, sign_in: SignIn
) -> None:
    found = world.appeals.refused

    page = read_out(sign_in(world.cast.clerk).get(f"/desk/initiatives/{found.pk}/")).decode()

    offered = [kind for kind in ("answer", "receipt", "checklist") if f"papers/{kind}.pdf" in page]
    assert (offered, "Сынаков Айша, Жаңы-Турмуш көчөсү, 1" in page) == (["answer", "receipt", "checklist"], True)
    assert "The group has the right to take the refusal to court." in page


def test_another_office_has_no_such_appeal(world: World, sign_in: SignIn) -> None:
    status = sign_in(world.cast.neighbour).get(f"/desk/initiatives/{world.appeals.waiting.pk}/").status_code

    assert status == 404
