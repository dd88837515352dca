"""Honest arithmetic: aimaks times posts against the seats, and who will be nobody."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.lib.errors import Refusal, Stale
from tegerek.people.models import Post
from tegerek.places.models import Unit
from tegerek.programmes.actions import choose_posts, invite, set_quota
from tegerek.programmes.models import Seminar
from tegerek.programmes.quota_sheets import Cell, QuotaSheet, quota_sheet
from tests.meetings.rows import NOW
from tests.programmes.series import a_series, seminars_of

POSTS = (Post.AO_HEAD, Post.DEPUTY)


@pytest.fixture
def seminar(world: World) -> Seminar:
    """The trial of two aimaks, with two posts and three seats; nobody stands on its list."""
    found = seminars_of(world.trainings.trial)[0]
    found.meeting.roster.update(declined_at=TODAY, confirmed_at=None)
    set_quota(found, {Post.AO_HEAD: 2, Post.DEPUTY: 1}, by=None, now=TODAY)
    return found


def sheet_of(seminar: Seminar) -> QuotaSheet:
    return quota_sheet(seminar.programme)


def states(sheet: QuotaSheet) -> list[list[str]]:
    return [[str(cell.state) for cell in aimak.cells] for aimak in sheet.seminars[0].aimaks]


def test_seats_that_divide_are_chosen_and_those_that_do_not_are_open(seminar: Seminar) -> None:
    sheet = sheet_of(seminar)

    assert (sheet.aimaks, len(sheet.posts), sheet.wanted, sheet.seats, sheet.short) == (2, 2, 4, 3, 1)
    assert states(sheet) == [["chosen", "open"], ["chosen", "open"]]
    assert (sheet.people, sheet.nobody, sheet.open) == (2, 0, 2)


def test_chosen_posts_come_and_the_others_are_nobody(world: World, seminar: Seminar) -> None:
    own, other = world.land.aimak, world.land.neighbours.unit
    assert other is not None
    chosen = {own.pk: [Post.AO_HEAD, Post.DEPUTY], other.pk: [Post.AO_HEAD]}

    choose_posts(seminar, chosen, {own.pk: own, other.pk: other}, posts=POSTS, by=None, now=TODAY)

    sheet = sheet_of(seminar)
    assert (sheet.people, sheet.chosen, sheet.nobody, sheet.open) == (3, 3, 1, 0)
    assert [aimak.nobody for aimak in sheet.seminars[0].in_part] == [(Post.DEPUTY,)]
    assert sheet.seminars[0].over == 0


def test_more_chosen_than_seats_is_said_and_not_refused(world: World, seminar: Seminar) -> None:
    own, other = world.land.aimak, world.land.neighbours.unit
    assert other is not None
    units = {own.pk: own, other.pk: other}

    choose_posts(seminar, dict.fromkeys(units, POSTS), units, posts=POSTS, by=None, now=TODAY)

    assert (sheet_of(seminar).people, sheet_of(seminar).seminars[0].over) == (4, 1)


def test_a_number_that_was_typed_for_an_aimak_stays(world: World, seminar: Seminar) -> None:
    own, other = world.land.aimak, world.land.neighbours.unit
    assert other is not None
    units = {own.pk: own, other.pk: other}
    seminar.invited.filter(unit=own).update(asked={"ao_head": 2, "other": 4})

    choose_posts(seminar, {key: [Post.AO_HEAD] for key in units}, units, posts=POSTS, by=None, now=TODAY)

    assert seminar.invited.get(unit=own).asked == {"ao_head": 2, "other": 4, "deputy": 0}


def test_an_aimak_with_a_next_meeting_cannot_be_left_out(world: World, seminar: Seminar) -> None:
    own = world.land.aimak

    with pytest.raises(Refusal, match="next meeting"):
        choose_posts(seminar, {own.pk: POSTS}, {own.pk: own}, posts=POSTS, by=None, now=TODAY)

    assert seminar.invited.count() == 2


def test_whoever_chooses_second_is_told(world: World, seminar: Seminar) -> None:
    with pytest.raises(Stale):
        choose_posts(seminar, {}, {}, posts=POSTS, seen=0, by=None, now=TODAY)


def test_an_aimak_that_is_not_invited_is_nobody(units: dict[str, Unit]) -> None:
    seminar = seminars_of(a_series(units, 1))[0]
    set_quota(seminar, {Post.DEPUTY: 3}, by=None, now=NOW)

    found = quota_sheet(seminar.programme).seminars[0]

    assert (len(found.left_out), found.nobody, found.chosen) == (len(found.aimaks), len(found.aimaks), 0)
    assert {cell.state for aimak in found.aimaks for cell in aimak.cells} <= {Cell.NOBODY}


@pytest.mark.parametrize("count", [1, 3])
def test_the_arithmetic_costs_four_queries_however_many_seminars(
    units: dict[str, Unit], count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = a_series(units, count)
    for seminar in seminars_of(programme):
        set_quota(seminar, {Post.DEPUTY: 3}, by=None, now=NOW)
        invite(seminar, [seminar.meeting.place], by=None, now=NOW)
    programme.refresh_from_db()

    with django_assert_num_queries(4):
        sheet = quota_sheet(programme)

    assert len(sheet.seminars) == count
