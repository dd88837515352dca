"""Papers of the agenda: brought and taken away at the desk; fetched by everybody once the meeting is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.files.models import File
from tegerek.meetings.handouts import handouts_of
from tegerek.meetings.models import Meeting
from tests.files.samples import pdf
from tests.pages import fetch, read_out
from tests.web.desk.typing_in import told

SignIn = Callable[[Member], Client]


@pytest.fixture
def clerk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.clerk)


def bring(client: Client, meeting: Meeting, data: bytes, **typed: str) -> Any:
    file = SimpleUploadedFile("барак.pdf", data)
    return client.post(f"/desk/meetings/{meeting.pk}/handouts/new/?lang=en", {"file": file, **typed})


def test_the_citizens_budget_comes_first_and_everybody_fetches_what_a_called_meeting_hands_out(
    world: World, clerk: Client, client: Client
) -> None:
    meeting = world.gatherings.called
    item = meeting.agenda.first()
    assert item is not None

    bring(clerk, meeting, pdf("one"), name="Чечимдин долбоору", item=str(item.pk))
    bring(clerk, meeting, pdf("two"), name="Жарандык бюджет", is_budget="on")

    found = handouts_of(meeting, meeting.agenda.all())
    assert [(one.name, one.item, one.is_budget) for one in found] == [
        ("Жарандык бюджет", None, True),
        ("Чечимдин долбоору", 1, False),
    ]
    page = fetch(client, f"/ky/meetings/{meeting.number}/")
    ways = [link for link in page.links if link.startswith("papers/")]
    assert ways == [f"papers/{one.key}/" for one in found]
    answer = client.get(f"/ky/meetings/{meeting.number}/{ways[0]}")
    assert (answer.status_code, read_out(answer)[:5]) == (200, b"%PDF-")
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_nobody_outside_fetches_what_a_draft_or_another_meeting_hands_out(
    world: World, clerk: Client, client: Client
) -> None:
    draft, called = world.gatherings.draft, world.gatherings.called
    bring(clerk, draft, pdf(), name="Долбоор")
    key = File.objects.get(owner_key=draft.pk, purpose="paper").pk

    statuses = {client.get(f"/ky/meetings/{number}/papers/{key}/").status_code for number in (called.number, 10019)}

    assert (statuses, clerk.get(f"/desk/meetings/{called.pk}/handouts/{key}/").status_code) == ({404}, 404)


def test_what_is_no_paper_is_refused_with_a_sentence(world: World, clerk: Client) -> None:
    answer = bring(clerk, world.gatherings.draft, b"<html>", name="Барак")

    assert (answer.status_code, len(told(answer)), File.objects.filter(purpose="paper").count()) == (422, 1, 0)


def test_a_paper_is_taken_away_once(world: World, clerk: Client) -> None:
    meeting = world.gatherings.called
    bring(clerk, meeting, pdf(), name="Бюджет", is_budget="on")
    key = File.objects.get(owner_key=meeting.pk, purpose="budget").pk

    answers = [clerk.post(f"/desk/meetings/{meeting.pk}/handouts/{key}/removal/").status_code for _ in range(2)]

    assert (answers, File.objects.filter(pk=key).count()) == ([302, 404], 0)
