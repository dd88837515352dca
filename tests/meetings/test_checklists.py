"""The checklist: days from the rules, ticks from people, facts from the house."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.meetings.actions import cancel_meeting, move_meeting, postpone_meeting
from tegerek.meetings.charters import Facts, Typed, answer, set_charter
from tegerek.meetings.checklists import (
    ChecklistSheet,
    StepLine,
    StepState,
    checklist,
    checklists,
    tick_step,
    untick_step,
)
from tegerek.meetings.models import Invitee, Meeting, Order, StepDone, Telling, Turn
from tegerek.meetings.rules import When
from tegerek.procedures.terms import Amount, Event, Unit
from tests.meetings.rows import DAY, NOW, WHY, a_called, a_draft, an_office

TODAY = date(2026, 3, 6)


def step(sheet: ChecklistSheet, name: str) -> StepLine:
    return next(line for line in sheet.steps if line.id == name)


def days(sheet: ChecklistSheet) -> dict[str, str]:
    return {line.id: line.last.isoformat() for line in sheet.steps if line.last}


def test_an_assembly_has_five_two_and_one_days_before_and_a_month_after(db: None) -> None:
    found = days(checklist(a_called(), TODAY))

    assert [found[name] for name in ("notice", "lists", "tell-speakers", "answers", "measures")] == [
        "2026-03-15",
        "2026-03-18",
        "2026-03-19",
        "2026-03-23",
        "2026-04-20",
    ]


def test_a_hearing_has_weeks_before_and_ten_days_after(db: None) -> None:
    meeting = a_draft("public-hearing", When(date(2026, 4, 20)))

    found = days(checklist(meeting, TODAY))

    assert (found["fix-date"], found["results"], "answers" in found) == ("2026-03-30", "2026-04-30", False)


def test_moving_the_day_counts_anew_and_says_what_is_late_now(db: None) -> None:
    meeting = a_called()
    later = datetime(2026, 3, 16, 3, tzinfo=UTC)
    before = checklist(meeting, date(2026, 3, 16)).number(StepState.LATE)
    move_meeting(meeting, when=When(DAY + timedelta(days=14)), reason=WHY, seen=meeting.version, by=None, now=later)

    sheet = checklist(meeting, date(2026, 3, 16))

    assert (days(sheet)["notice"], before, sheet.number(StepState.LATE)) == ("2026-03-29", 1, 0)


@pytest.mark.parametrize(
    ("today", "state"),
    [("2026-03-11", "coming"), ("2026-03-12", "due"), ("2026-03-15", "due"), ("2026-03-16", "late")],
)
def test_a_step_comes_is_due_and_late(db: None, today: str, state: str) -> None:
    found = step(checklist(a_called(), date.fromisoformat(today)), "notice")

    assert found.state == state


def test_late_steps_stand_above_the_others(db: None) -> None:
    meeting = a_called()
    tick_step(meeting, "hall", done_on=TODAY, by=None, now=NOW)

    states = [line.state for line in checklist(meeting, date(2026, 3, 16)).steps]

    assert states == sorted(states, key=list(StepState).index)
    assert (states[0], states[-1]) == (StepState.LATE, StepState.DONE)


def test_a_tick_says_when_and_how_late_and_can_be_taken_back(db: None) -> None:
    meeting = a_called()
    after = datetime(2026, 3, 21, 3, tzinfo=UTC)
    tick_step(meeting, "lists", done_on=date(2026, 3, 19), by=None, now=after)
    tick_step(meeting, "lists", done_on=date(2026, 3, 20), by=None, now=after)

    ticked = step(checklist(meeting, date(2026, 3, 21)), "lists")
    untick_step(meeting, "lists", by=None, now=after)
    untick_step(meeting, "lists", by=None, now=after)

    assert (ticked.state, ticked.done_on, ticked.days_late) == (StepState.DONE, date(2026, 3, 20), 2)
    assert StepDone.objects.count() == 0
    verbs = Entry.objects.filter(verb__startswith="step.").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["step.done", "step.done", "step.undone"]


@pytest.mark.parametrize(("name", "on"), [("lists", date(2026, 3, 7)), ("no-such-step", TODAY), ("results", TODAY)])
def test_neither_a_day_to_come_nor_a_step_of_another_kind_is_ticked(db: None, name: str, on: date) -> None:
    meeting = a_called()

    with pytest.raises(Refusal):
        tick_step(meeting, name, done_on=on, by=None, now=NOW)

    assert StepDone.objects.count() == 0


def test_what_the_house_knows_is_ticked_by_itself(db: None) -> None:
    meeting = a_called()
    told(meeting, TODAY)
    Order.objects.create(meeting=meeting, number="7", dated=TODAY, signed_on=TODAY, signed_post="ao_head")
    for position in (1, 2):
        Invitee.objects.create(
            meeting=meeting, position=position, whom=Said.of(ky="Суу"), is_speaker=True, told_on=date(2026, 3, position)
        )

    sheet = checklist(meeting, TODAY)

    done = {line.id: line.done_on for line in sheet.steps if line.by_fact}
    assert done == {"notice": TODAY, "sign-order": TODAY, "tell-speakers": date(2026, 3, 2)}
    with pytest.raises(Refusal, match="need not be ticked"):
        tick_step(meeting, "notice", done_on=TODAY, by=None, now=NOW)


def test_what_people_were_told_before_the_day_moved_is_told_no_more(db: None) -> None:
    meeting = a_called()
    told(meeting, TODAY)
    move_meeting(meeting, when=When(date(2026, 4, 2)), reason=WHY, seen=meeting.version, by=None, now=NOW)

    assert step(checklist(meeting, TODAY), "notice").state is StepState.COMING


def test_a_blank_of_the_charter_is_asked_and_once_filled_it_has_its_day(db: None) -> None:
    meeting = a_called()
    blank = step(checklist(meeting, TODAY), "publish-minutes")
    charter = set_charter(meeting.office, Facts("14-1", date(2023, 5, 10), date(2023, 5, 10)), by=None, now=NOW)
    answer(charter, Typed("assembly", "publish-minutes", Amount(2, 2, Unit.WEEKS)), seen=1, by=None, now=NOW)

    filled = step(checklist(meeting, TODAY), "publish-minutes")

    assert (blank.state, filled.state, filled.last) == (StepState.BLANK, StepState.COMING, date(2026, 4, 3))


def test_a_group_s_appeal_has_its_fourteen_days_and_nobody_else_s_has(db: None) -> None:
    meeting = a_draft()
    others = [line.id for line in checklist(meeting, TODAY).steps]
    Meeting.objects.filter(pk=meeting.pk).update(initiator="group")
    meeting.refresh_from_db()

    found = step(checklist(meeting, TODAY, {Event.GROUP_APPEAL_REGISTERED: date(2026, 3, 1)}), "appeal-decision")

    assert ("appeal-decision" in others, found.last) == (False, date(2026, 3, 15))


def test_without_a_day_nothing_is_counted_and_a_cancelled_meeting_has_no_steps(db: None) -> None:
    postponed, cancelled = a_called(), a_called(office=an_office("Башка айыл өкмөтү"))
    postpone_meeting(postponed, reason=WHY, seen=postponed.version, by=None, now=NOW)
    cancel_meeting(cancelled, reason=WHY, seen=cancelled.version, by=None, now=NOW)

    waiting, none = checklist(postponed, TODAY), checklist(cancelled, TODAY)

    assert (days(waiting), step(waiting, "notice").state, none.steps) == ({}, StepState.UNKNOWN, ())


def test_what_was_to_be_done_before_a_day_that_has_passed_presses_no_more(db: None) -> None:
    meeting, after = a_called(), date(2026, 3, 24)

    sheet = checklist(meeting, after)

    late = [line.id for line in sheet.steps if line.state is StepState.LATE]
    assert (late, step(sheet, "notice").state) == (["answers"], StepState.NOT_RECORDED)


def test_a_seminar_has_no_steps(db: None) -> None:
    assert checklist(a_draft("seminar"), TODAY).steps == ()


@pytest.mark.parametrize("number", [1, 3])
def test_the_checklists_of_many_meetings_cost_nine_queries(
    db: None, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    office = an_office()
    set_charter(office, Facts("14-1", date(2023, 5, 10), date(2023, 5, 10)), by=None, now=NOW)
    meetings = [a_called(office=office) for _ in range(number)]
    for meeting in meetings:
        told(meeting, TODAY)
        for name in ("hall", "lists", "print-pack"):
            tick_step(meeting, name, done_on=TODAY, by=None, now=NOW)

    with django_assert_num_queries(9):
        found = checklists(meetings, TODAY)

    assert [sum(line.state is StepState.DONE for line in sheet.steps) for sheet in found.values()] == [4] * number


def told(meeting: Meeting, on: date) -> None:
    turn = Turn.objects.filter(meeting=meeting).latest("pk")
    Telling.objects.create(meeting=meeting, turn=turn, channel=Telling.Channel.BOARD, told_on=on, at=NOW)
