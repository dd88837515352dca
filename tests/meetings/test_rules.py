"""Plain answers about a meeting's time and state, as tables."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from itertools import product

import pytest

from tegerek.meetings.rules import STEPS, State, When, circle, state_of, trouble_with

DAY, NEXT = date(2026, 3, 14), date(2026, 3, 15)
TEN, NOON = time(10), time(12)
BISHKEK = timezone(timedelta(hours=6))


@pytest.mark.parametrize(
    ("when", "trouble"),
    [
        (When(), None),
        (When(DAY), None),
        (When(DAY, starts=TEN), None),
        (When(DAY, starts=TEN, ends=NOON), None),
        (When(DAY, DAY), None),
        (When(DAY, NEXT, NOON, TEN), None),
        (When(starts=TEN), None),
        (When(last=DAY), "end_without_start"),
        (When(DAY, ends=NOON), "end_without_start"),
        (When(NEXT, DAY), "ends_before_start"),
        (When(DAY, starts=NOON, ends=TEN), "ends_before_start"),
        (When(DAY, starts=TEN, ends=TEN), "ends_before_start"),
        (When(DAY, DAY, NOON, TEN), "ends_before_start"),
        (When(starts=NOON, ends=TEN), "ends_before_start"),
        (When(date.max), "impossible_day"),
        (When(date.min, starts=TEN), "impossible_day"),
        (When(DAY, date.max), "impossible_day"),
    ],
)
def test_a_time_is_in_order_or_its_trouble_has_a_name(when: When, trouble: str | None) -> None:
    assert trouble_with(when) == trouble


@pytest.mark.parametrize("when", [When(), When(DAY), When(DAY, NEXT, TEN, NOON), When(starts=time(9, 30))])
def test_a_time_comes_back_from_its_json(when: When) -> None:
    assert When.from_json(when.as_json()) == when


def test_what_is_not_known_is_null_and_never_midnight() -> None:
    assert When(DAY).as_json() == {"first": "2026-03-14", "last": None, "starts": None, "ends": None}
    assert (When(DAY).start_moment, When(DAY).end_moment, When(starts=TEN).start_moment) == (None, None, None)


def test_moments_are_those_of_bishkek_and_the_end_is_on_the_last_day() -> None:
    when = When(DAY, NEXT, TEN, NOON)

    assert when.start_moment == datetime(2026, 3, 14, 10, tzinfo=BISHKEK)
    assert when.end_moment == datetime(2026, 3, 15, 12, tzinfo=BISHKEK)


@pytest.mark.parametrize(("days", "first", "last"), [(0, DAY, NEXT), (7, date(2026, 3, 21), date(2026, 3, 22))])
def test_shifting_keeps_length_and_hours(days: int, first: date, last: date) -> None:
    assert When(DAY, NEXT, TEN, NOON).shifted(days) == When(first, last, TEN, NOON)


def test_a_day_that_is_not_known_cannot_be_shifted() -> None:
    assert When(starts=TEN).shifted(3) == When(starts=TEN)


def test_what_was_never_called_is_a_draft_whatever_else_is_said() -> None:
    states = {
        state_of(called=False, postponed=p, cancelled=c, held=h, closed=d)
        for p, c, h, d in product((True, False), repeat=4)
    }

    assert states == {State.DRAFT}


@pytest.mark.parametrize(
    ("reached", "state"),
    [
        (set(), State.CALLED),
        ({"postponed"}, State.POSTPONED),
        ({"postponed", "cancelled"}, State.CANCELLED),
        ({"held"}, State.HELD),
        ({"held", "closed"}, State.CLOSED),
        ({"postponed", "held"}, State.HELD),
    ],
)
def test_of_all_a_meeting_went_through_the_last_counts(reached: set[str], state: State) -> None:
    flags = {name: name in reached for name in ("postponed", "cancelled", "held", "closed")}

    assert state_of(called=True, **flags) is state


def test_the_circle_has_eight_steps_and_those_recorded_are_taken() -> None:
    steps = circle(called_on=DAY, held_on=NEXT, is_held=False)

    assert tuple(step.name for step in steps) == STEPS
    assert [step.name for step in steps if step.is_taken] == ["asked", "called"]
    assert {step.name: step.day for step in steps if step.day} == {"called": DAY, "held": NEXT}


def test_the_circle_knows_when_people_were_told() -> None:
    steps = circle(called_on=DAY, told_on=DAY, held_on=NEXT, is_held=False)

    assert [step.name for step in steps if step.is_taken] == ["asked", "called", "told"]
