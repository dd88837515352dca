"""What the papers of a call say: whole for a called meeting, blanks for a draft, at a fixed number of queries."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.demo.world import World
from tegerek.lib.said import Said
from tegerek.meetings.access import WITH_PLACE
from tegerek.meetings.call_sheets import Asked, call_sheet, missing
from tegerek.meetings.models import Invitee, Meeting, Order
from tegerek.meetings.rules import State, When
from tegerek.people.models import Post
from tegerek.procedures.terms import Initiator


def test_a_draft_lacks_all_that_nobody_said(world: World) -> None:
    draft = _loaded(world.gatherings.draft)
    Meeting.objects.filter(pk=draft.pk).update(held_on=None, starts_at=None, ends_at=None)

    sheet = call_sheet(_loaded(draft))

    assert missing(replace(sheet, title=Said())) == tuple(
        asked for asked in Asked if asked is not Asked.PLACE or not sheet.where.venue
    )


def test_midnight_is_an_hour(world: World) -> None:
    sheet = call_sheet(_loaded(world.gatherings.called))

    at_midnight = replace(sheet, when=When(sheet.when.first, starts=time(0)))

    assert Asked.TIME not in missing(at_midnight)


def test_a_whole_call_lacks_nothing(world: World) -> None:
    sheet = call_sheet(_loaded(world.gatherings.called))

    whole = replace(sheet, initiator=Initiator.HEAD, procedure=Said.of(ky="Ачык талкуу."))

    assert missing(whole) == ()


def test_what_is_online_alone_needs_its_address_and_no_hall(world: World) -> None:
    sheet = call_sheet(_loaded(world.gatherings.called))

    online = replace(sheet, mode=Meeting.Mode.ONLINE)

    assert Asked.PLACE in missing(online)
    assert Asked.PLACE not in missing(replace(online, online_at="https://call.example/1"))


@pytest.mark.parametrize("state", ["postponed", "cancelled", "moved"])
def test_a_changed_meeting_tells_the_day_before_and_the_reason(world: World, state: str) -> None:
    meeting = _loaded(getattr(world.gatherings, state))

    sheet = call_sheet(meeting)

    assert (sheet.was is not None, bool(sheet.why)) == (True, True)
    assert sheet.is_moved == (state == "moved")
    assert (Asked.DATE in missing(sheet)) == (sheet.state is State.POSTPONED)


@pytest.mark.parametrize("invited", [1, 3])
def test_it_costs_eight_queries_with_a_charter_however_many_are_invited(
    world: World, invited: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = _loaded(world.gatherings.called)
    meeting.invitees.all().delete()
    Order.objects.get_or_create(meeting=meeting)
    for n in range(1, invited + 1):
        Invitee.objects.create(meeting=meeting, position=n, post=Post.DEPUTY, is_speaker=n == 1)

    with django_assert_num_queries(8):
        sheet = call_sheet(meeting)

    assert (len(sheet.invitees), len(sheet.speakers)) == (invited, 1)


def test_the_notice_rule_has_its_rank(world: World) -> None:
    sheet = call_sheet(_loaded(world.gatherings.called))

    assert sheet.notice is not None
    assert (sheet.notice.days, sheet.notice.rank.texts["ru"]) == (5, "методическое указание, рекомендация")


def test_an_urgent_call_keeps_the_days_given_the_days_asked_and_why(world: World) -> None:
    urgent, usual = (call_sheet(_loaded(one)).short for one in (world.whole.urgent, world.gatherings.called))

    assert urgent is not None
    assert (urgent.given, urgent.asked, urgent.way, bool(urgent.why)) == (2, 5, "urgent", True)
    assert usual is None


def _loaded(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related(*WITH_PLACE).get(pk=meeting.pk)
