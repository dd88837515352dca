"""Many invitation cards as long work: five hundred, four to a sheet."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.test import Client
from pypdf import PdfReader

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.files import store
from tegerek.jobs.models import Job
from tegerek.jobs.running import run
from tegerek.lib.errors import Refusal
from tegerek.meetings.cards import start_cards
from tests.meetings.rows import NOW

SignIn = Callable[[Member], Client]


def test_five_hundred_cards_come_of_one_press(world: World, sign_in: SignIn) -> None:
    meeting = world.gatherings.called
    pressed = sign_in(world.cast.clerk).post(
        f"/desk/meetings/{meeting.pk}/papers/cards/", {"lang": "ky", "blanks": "500"}
    )
    job = Job.objects.get(kind="papers.cards")

    run(job.pk)

    job.refresh_from_db()
    assert (pressed["Location"], job.state, job.result is not None) == (f"/desk/jobs/{job.pk}/", "done", True)
    assert job.result is not None
    pages = PdfReader(io.BytesIO(store.read(job.result))).pages
    assert len(pages) == 125 + (meeting.invitees.count() + 3) // 4


def test_more_cards_than_a_village_has_people_are_refused(world: World) -> None:
    with pytest.raises(Refusal):
        start_cards(world.gatherings.called, blanks=2001, lang="ky", by=None, now=NOW)


def test_whoever_may_not_reserve_numbers_makes_no_cards(world: World, sign_in: SignIn) -> None:
    address = f"/desk/meetings/{world.gatherings.called.pk}/papers/cards/"

    statuses = [
        sign_in(who).post(address, {"lang": "ky", "blanks": "4"}).status_code
        for who in (world.cast.auditor, world.cast.neighbour)
    ]

    assert (statuses, Job.objects.filter(kind="papers.cards").count()) == ([404, 404], 0)
