"""Meetings that are not kept here, and what they say beside those after the training."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.rough_days import RoughDay
from tegerek.meetings.models import Meeting
from tegerek.places.models import Unit
from tegerek.programmes.comparing import Measure, Side, comparison
from tegerek.programmes.models import OutsideMeeting, Programme
from tegerek.programmes.next_meetings import show_meeting
from tegerek.programmes.outside import Outside, change_outside, take_back_outside, write_outside
from tests.meetings.rows import NOW
from tests.programmes.series import a_series
from tests.programmes.test_next_meetings import LATER, forget_all, invited_to


@pytest.fixture
def typed(units: dict[str, Unit]) -> Outside:
    return Outside(units["kochkor-raion"], False, "протокол", around=RoughDay(2025), women=10, men=20)


@pytest.fixture
def programme(units: dict[str, Unit]) -> Programme:
    return a_series(units, 1)


def measure(programme: Programme, name: str) -> Measure:
    return next(one for one in comparison(programme, LATER).measures if one.name == name)


def test_what_is_not_known_is_counted_nowhere_and_few_make_no_mean(programme: Programme, typed: Outside) -> None:
    for number in (10, None, 0):
        write_outside(programme, replace(typed, women=number), by=None, now=NOW)

    women, men = measure(programme, "women").before, measure(programme, "men").before

    assert (women, women.mean) == (Side(2, 3, 10), None)
    assert (men, men.mean) == (Side(3, 3, 60), 20.0)
    assert measure(programme, "women").after == Side(0, 0, 0)


def test_what_was_carried_out_counts_only_beside_the_decisions(programme: Programme, typed: Outside) -> None:
    write_outside(programme, replace(typed, decisions=4, carried_out=1), by=None, now=NOW)
    write_outside(programme, replace(typed, decisions=None, carried_out=3), by=None, now=NOW)

    found = measure(programme, "carried_out").before

    assert found == Side(1, 2, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"source": " "},
        {"kind": "seminar"},
        {"decisions": 1, "carried_out": 2},
        {"around": RoughDay(2099)},
        {"around": RoughDay(2026, 5)},
        {"is_after": True, "around": RoughDay(2025, 12, 31)},
    ],
)
def test_what_cannot_be_is_refused(world: World, wrong: dict[str, object]) -> None:
    trial = world.trainings.trial
    Meeting.objects.filter(pk=trial.seminars.get().meeting_id).update(held_on=date(2026, 1, 20))
    right = Outside(world.land.aimak, False, "протокол", around=RoughDay(2025))
    before = trial.outside_meetings.count()

    with pytest.raises(Refusal):
        write_outside(trial, replace(right, **wrong), by=None, now=TODAY)  # type: ignore[arg-type]  # wrong on purpose

    assert trial.outside_meetings.count() == before


def test_a_day_that_may_lie_on_either_side_is_believed(world: World) -> None:
    right = Outside(world.land.aimak, True, "телефон", around=RoughDay(2026))

    row = write_outside(world.trainings.trial, right, by=None, now=TODAY)

    assert (row.around, row.is_after) == (RoughDay(2026), True)


def test_one_is_put_right_or_taken_back_and_whoever_comes_second_is_told(programme: Programme, typed: Outside) -> None:
    row = write_outside(programme, typed, by=None, now=NOW)
    change_outside(row, replace(typed, women=11), seen=1, by=None, now=NOW)

    with pytest.raises(Stale):
        take_back_outside(row, seen=1, by=None, now=NOW)
    take_back_outside(row, seen=2, by=None, now=NOW)

    row.refresh_from_db()
    assert (row.women, row.taken_back_at, comparison(programme, LATER).lines) == (11, NOW, ())
    with pytest.raises(Stale):
        change_outside(row, typed, seen=3, by=None, now=NOW)


def test_a_shown_meeting_that_was_held_stands_after_with_the_numbers_of_its_public_page(world: World) -> None:
    trial = world.trainings.trial
    forget_all(trial)
    OutsideMeeting.objects.filter(programme=trial).delete()
    Meeting.objects.filter(pk=trial.seminars.get().meeting_id).update(held_on=date(2026, 1, 20))
    show_meeting(invited_to(trial, world.land.aimak), world.whole.assembly, seen=0, by=None, now=TODAY)

    found = comparison(trial, TODAY.date())

    sides = {one.name: one.after for one in found.measures}
    assert (found.before, found.after, found.kept_here) == (0, 1, 1)
    assert (sides["women"], sides["men"], sides["questions"].known) == (Side(1, 1, 34), Side(1, 1, 29), 1)
    assert sides["notice_days"] == Side(1, 1, 12)


@pytest.mark.parametrize("count", [1, 3])
def test_the_comparison_costs_two_queries(
    programme: Programme, typed: Outside, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _n in range(count):
        write_outside(programme, typed, by=None, now=NOW)

    with django_assert_num_queries(2):
        found = comparison(programme, LATER)

    assert found.before == count
