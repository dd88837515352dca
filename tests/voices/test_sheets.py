"""What is told of an appeal: its clock by the rule in force, how late it is, and never who asks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.meetings import charters
from tegerek.meetings.charters import Facts, Typed
from tegerek.meetings.checklists import StepState, checklist
from tegerek.procedures.terms import Amount, Counting, Unit
from tegerek.voices.actions import decide_to_hold
from tegerek.voices.models import Initiative
from tegerek.voices.sheets import (
    appeal_behind,
    appeals_behind,
    counted,
    group_of,
    initiative_lines,
    initiative_sheet,
    public_initiative,
)
from tests.meetings.rows import NOW, a_place, an_office
from tests.voices.appeals import GROUP, RECEIVED, by_head, received

LATER = datetime(2026, 3, 18, 6, tzinfo=UTC)


@pytest.fixture
def waiting(db: None) -> Initiative:
    return received(an_office(), a_place("Терек-Суу", "terek-suu"))


@pytest.mark.parametrize(
    ("today", "left", "late"), [(date(2026, 3, 13), 3, 0), (date(2026, 3, 16), 0, 0), (date(2026, 3, 18), -2, 2)]
)
def test_the_clock_counts_down_to_the_last_day_and_on(today: date, left: int, late: int, waiting: Initiative) -> None:
    line = initiative_sheet(waiting, today).line

    assert (line.last_day, line.left, line.late, line.is_late) == (date(2026, 3, 16), left, late, late > 0)


def test_the_clock_says_by_which_rule_it_counts(waiting: Initiative) -> None:
    clock = initiative_sheet(waiting, RECEIVED).clock

    assert clock is not None
    assert clock.term.in_("en").text == "within 14 days after the group’s appeal is registered"
    assert clock.cited.in_("en").text == "Model charter, §18.4 (a recommendation)"


def test_the_municipality_s_own_charter_stands_in_place_of_the_model(waiting: Initiative) -> None:
    adopted = Facts("12", date(2025, 1, 10), date(2025, 2, 1))
    charter = charters.set_charter(waiting.office, adopted, by=None, now=NOW)
    ten = Typed("assembly", "appeal-decision", Amount(10, 10, Unit.DAYS, Counting.CALENDAR))
    seven = Typed("assembly", "group-size", Amount(7, 7, Unit.PEOPLE))
    charters.answer_all(charter, [ten, seven], seen=charter.version, by=None, now=NOW)

    sheet = initiative_sheet(waiting, RECEIVED)

    assert (sheet.line.last_day, sheet.asked and sheet.asked.least) == (date(2026, 3, 12), 7)


def test_a_decision_that_came_late_says_by_how_many_days(db: None) -> None:
    made = received(an_office(), a_place("Терек-Суу", "terek-suu"), on=date(2026, 2, 10))

    decide_to_hold(made, decided=by_head(date(2026, 3, 2)), seen=made.version, by=None, now=NOW)

    sheet = initiative_sheet(made, date(2026, 3, 6))
    assert (sheet.decided_late, sheet.line.left) == (6, None)


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_costs_the_same_however_long(many: int, db: None, django_assert_num_queries: Any) -> None:
    office, place = an_office(), a_place("Терек-Суу", "terek-suu")
    for _n in range(many):
        received(office, place)

    with django_assert_num_queries(2):
        lines = initiative_lines(
            counted(Initiative.objects.select_related("place__parent")).order_by("pk"), date(2026, 3, 6)
        )

    assert [line.size for line in lines] == [11] * many


def test_the_public_sheet_holds_no_name_and_no_address(waiting: Initiative) -> None:
    assert waiting.number is not None

    told = repr(public_initiative(waiting.number, RECEIVED))

    assert [one.name for one in GROUP if one.name in told or one.address in told] == []


def test_the_group_is_told_with_the_phone_of_its_contact_alone_to_those_who_may_see_it(waiting: Initiative) -> None:
    with_phones, without = group_of(waiting, with_phones=True), group_of(waiting, with_phones=False)

    assert [one.phones for one in with_phones] == [("+996000700001",), *[()] * 10]
    assert {one.phones for one in without} == {()}


def test_the_meeting_of_a_group_has_the_clock_of_the_appeal_on_its_checklist(waiting: Initiative) -> None:
    meeting = decide_to_hold(waiting, decided=by_head(date(2026, 3, 18)), seen=waiting.version, by=None, now=LATER)

    steps = checklist(meeting, date(2026, 3, 19), appeal_behind(meeting)).steps

    decision = next(line for line in steps if line.id == "appeal-decision")
    assert (decision.last, decision.done_on, decision.state) == (date(2026, 3, 16), date(2026, 3, 18), StepState.DONE)
    assert (decision.by_fact, decision.days_late) == (True, 2)


@pytest.mark.parametrize("many", [1, 3])
def test_the_appeals_behind_many_meetings_cost_one_query(
    db: None, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    place, office = a_place("Терек-Суу", "terek-suu"), an_office()
    asked = [received(office, place) for _n in range(many)]
    held = [decide_to_hold(one, decided=by_head(RECEIVED), seen=one.version, by=None, now=NOW) for one in asked]

    with django_assert_num_queries(1):
        found = appeals_behind(meeting.pk for meeting in held)

    assert len(found) == many
