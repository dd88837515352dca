"""The day of a meeting as papers tell it, a draft's too."""

from __future__ import annotations

from pytest_django import DjangoAssertNumQueries

from tegerek.demo.world import World
from tegerek.meetings.access import WITH_PLACE
from tegerek.meetings.day_sheets import day_sheet
from tegerek.meetings.models import Meeting
from tegerek.meetings.rules import State


def test_a_draft_has_its_day_and_place_and_no_number(world: World) -> None:
    meeting = Meeting.objects.select_related(*WITH_PLACE).get(pk=world.gatherings.draft.pk)

    sheet = day_sheet(meeting)

    assert (sheet.meeting, sheet.number, sheet.state) == (meeting.pk, None, State.DRAFT)
    assert (sheet.when, sheet.office, sheet.series, sheet.planned) == (
        meeting.when,
        meeting.office.name,
        sheet.series,
        None,
    )
    assert not sheet.series


def test_the_agenda_costs_one_query(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    meeting = Meeting.objects.select_related(*WITH_PLACE).get(pk=world.gatherings.called.pk)

    with django_assert_num_queries(1):
        sheet = day_sheet(meeting)

    assert [line.position for line in sheet.agenda] == sorted(line.position for line in sheet.agenda)
