"""A roster as those see it who work with it: its order, its cost, what it tells and what only when asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.meetings import roster
from tegerek.meetings.models import Meeting, Participant
from tegerek.meetings.roster_sheets import roster_sheet
from tegerek.people.actions import keep_person
from tegerek.people.models import Mandate, Post
from tegerek.places.models import Unit


def enrolled(world: World, meeting: Meeting, name: str, post: Post, unit: Unit | None = None) -> Participant:
    """Somebody put on the roster, with a phone that cannot ring."""
    person = keep_person(None, office=meeting.office, name=name, sex="f", phones=["+996000000042"], by=None, now=TODAY)
    return roster.enrol(meeting, person, post=post, unit=unit, by=world.cast.coordinator.user, now=TODAY)


@pytest.fixture
def meeting(world: World) -> Meeting:
    """A meeting of the trainers without people yet."""
    seminar = world.trainings.draft.seminars.order_by("pk").first()
    assert seminar is not None
    return Meeting.objects.select_related("place__parent", "venue", "office").get(pk=seminar.meeting_id)


def test_lines_stand_by_aimak_then_post_then_name_and_those_of_no_aimak_come_last(
    world: World, meeting: Meeting
) -> None:
    aimak, other = world.land.aimak, world.land.neighbours.unit
    enrolled(world, meeting, "Өмүр Мисалов", Post.DEPUTY)
    enrolled(world, meeting, "Ырыс Мисалов", Post.DEPUTY, other)
    enrolled(world, meeting, "Өсөр Мисалов", Post.DEPUTY, aimak)
    enrolled(world, meeting, "Оңой Мисалов", Post.DEPUTY, aimak)
    enrolled(world, meeting, "Ялкын Мисалов", Post.AO_HEAD, aimak)

    lines = roster_sheet(meeting).lines

    assert [line.name.split()[0] for line in lines] == ["Ялкын", "Оңой", "Өсөр", "Ырыс", "Өмүр"]


def test_phones_are_told_only_when_asked_for(world: World, meeting: Meeting) -> None:
    enrolled(world, meeting, "Өмүр Мисалов", Post.DEPUTY)

    told = [roster_sheet(meeting).lines[0].phones, roster_sheet(meeting, phones=True).lines[0].phones]

    assert told == [(), ("+996000000042",)]


def test_another_post_is_called_as_it_was_written(world: World, meeting: Meeting) -> None:
    line = enrolled(world, meeting, "Өмүр Мисалов", Post.OTHER)
    Mandate.objects.create(person=line.person, post=Post.OTHER, title="китепканачы")

    title = roster_sheet(meeting).lines[0].title

    assert title.in_("ky").text == "китепканачы"


def test_a_line_to_which_something_happened_is_no_longer_untouched(world: World, meeting: Meeting) -> None:
    line = enrolled(world, meeting, "Өмүр Мисалов", Post.DEPUTY)
    before = roster_sheet(meeting).lines[0].is_untouched

    roster.confirm(line, by=None, now=TODAY + timedelta(hours=1))

    assert (before, roster_sheet(meeting).lines[0].is_untouched) == (True, False)


@pytest.mark.parametrize("people", [1, 3, 40])
def test_a_roster_costs_three_queries_with_phones(
    people: int, world: World, meeting: Meeting, django_assert_num_queries: Any
) -> None:
    for n in range(people):
        enrolled(world, meeting, f"Мисалова {n}", Post.OTHER, world.land.aimak)

    with django_assert_num_queries(3):
        lines = roster_sheet(meeting, phones=True).lines

    assert len(lines) == people
