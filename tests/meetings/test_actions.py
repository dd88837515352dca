"""What a clerk does with a meeting: each act checks, writes, and is journaled; or nothing at all has happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from tegerek.journal.models import Entry, Number
from tegerek.lib import refs
from tegerek.lib.errors import Departure, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings import actions
from tegerek.meetings.actions import Despite, Item
from tegerek.meetings.models import AgendaItem, Meeting, Turn
from tegerek.meetings.rules import State, When
from tests.meetings.races import at_once, shared
from tests.meetings.rows import DAY, NOW, TEN, WHY, a_called, a_clerk, a_draft, a_place

__all__ = ["shared"]  # a fixture

LATER = NOW + timedelta(hours=2)
AFTER = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)  # three in the afternoon of the day
NEW = When(date(2026, 3, 27), starts=time(14))
TITLE = Said.of(ky="Жол", ru="Дорога")

Act = Callable[[Meeting, int], object]
EDITS: dict[str, Act] = {
    "agenda_set": lambda m, seen: actions.set_agenda(m, [Item(TITLE)], seen=seen, by=None, now=LATER),
    "worded": lambda m, seen: actions.word_meeting(m, title=TITLE, about=Said(), seen=seen, by=None, now=LATER),
    "moved": lambda m, seen: actions.move_meeting(m, when=NEW, reason=WHY, seen=seen, by=None, now=LATER),
    "postponed": lambda m, seen: actions.postpone_meeting(m, reason=WHY, seen=seen, by=None, now=LATER),
    "cancelled": lambda m, seen: actions.cancel_meeting(m, reason=WHY, seen=seen, by=None, now=LATER),
    "held": lambda m, seen: actions.record_held(m, seen=seen, by=None, now=AFTER),
    "closed": lambda m, seen: actions.close_meeting(m, seen=seen, by=None, now=AFTER),
}
TURNS = {
    "moved": State.CALLED,
    "postponed": State.POSTPONED,
    "cancelled": State.CANCELLED,
    "held": State.HELD,
    "closed": State.CLOSED,
}


def verbs() -> list[str]:
    return [entry.verb for entry in Entry.objects.order_by("id")]


def in_state(state: State) -> Meeting:
    """A meeting that was brought into a state by the acts of a clerk."""
    if state is State.DRAFT:
        return a_draft()
    meeting = a_called()
    way = {
        State.POSTPONED: ["postponed"],
        State.CANCELLED: ["cancelled"],
        State.HELD: ["held"],
        State.CLOSED: ["held", "closed"],
    }
    for act in way.get(state, []):
        EDITS[act](meeting, meeting.version)
    return meeting


def everything(meeting: Meeting) -> dict[str, Any]:
    """All columns as they stand in the database."""
    return dict(Meeting.objects.filter(pk=meeting.pk).values().get())


# Drafts


def test_a_draft_is_seen_by_nobody_and_has_no_number(db: None) -> None:
    meeting = a_draft()

    assert (meeting.state, meeting.is_public, meeting.number, meeting.version) == (State.DRAFT, False, None, 1)
    assert (meeting.when, meeting.sequence, verbs(), Number.objects.count()) == (TEN, 0, ["meeting.drafted"], 0)


@pytest.mark.parametrize(
    "when", [When(DAY, DAY - timedelta(1)), When(last=DAY), When(DAY, ends=time(9)), When(DAY, None, time(9), time(8))]
)
def test_an_impossible_time_is_neither_drafted_nor_moved_to(db: None, when: When) -> None:
    meeting = a_draft()
    before = everything(meeting)

    with pytest.raises(Refusal):
        a_draft(when=when, office=meeting.office, place=meeting.place)
    with pytest.raises(Refusal):
        actions.move_meeting(meeting, when=when, reason=WHY, seen=1, by=None, now=LATER)

    assert (Meeting.objects.count(), everything(meeting), verbs()) == (1, before, ["meeting.drafted"])


@pytest.mark.parametrize(
    "columns",
    [
        {"ends_on": DAY - timedelta(1)},
        {"starts_at": None, "ends_at": time(12)},
        {"number": 10019},
        {"called_at": NOW},
        {"called_at": NOW, "number": 10019, "held_on": None},
    ],
)
def test_the_database_keeps_the_promises_too(db: None, columns: dict[str, Any]) -> None:
    meeting = a_draft()

    with pytest.raises(IntegrityError):
        Meeting.objects.filter(pk=meeting.pk).update(**columns)


def test_moving_a_draft_leaves_no_turn_and_no_promise(db: None) -> None:
    meeting = a_draft()

    turn = actions.move_meeting(meeting, when=NEW, reason=WHY, seen=1, by=None, now=LATER)

    assert (turn, Turn.objects.count(), meeting.when, meeting.sequence, meeting.version) == (None, 0, NEW, 0, 2)
    assert verbs() == ["meeting.drafted", "meeting.moved"]


def test_the_day_of_a_draft_may_become_unknown_again(db: None) -> None:
    meeting = a_draft()

    actions.move_meeting(meeting, when=When(), reason=Said(), seen=1, by=None, now=LATER)

    assert meeting.when == When()


def test_a_draft_can_be_thrown_away_with_its_agenda(db: None) -> None:
    meeting = a_draft()
    actions.set_agenda(meeting, [Item(TITLE)], seen=1, by=None, now=NOW)

    actions.delete_draft(meeting, seen=meeting.version, by=None, now=LATER)

    assert (Meeting.objects.count(), AgendaItem.objects.count()) == (0, 0)
    assert verbs()[-1] == "meeting.draft_deleted"


@pytest.mark.parametrize("state", [state for state in State if state is not State.DRAFT])
def test_what_was_called_is_never_deleted(db: None, state: State) -> None:
    meeting = in_state(state)
    before = verbs()

    with pytest.raises(Refusal) as refused:
        actions.delete_draft(meeting, seen=meeting.version, by=None, now=LATER)

    assert (type(refused.value), Meeting.objects.count(), verbs()) == (Refusal, 1, before)


def test_a_draft_that_somebody_changed_meanwhile_is_not_thrown_away_unseen(db: None) -> None:
    meeting = a_draft()
    EDITS["worded"](meeting, 1)

    with pytest.raises(Stale):
        actions.delete_draft(meeting, seen=1, by=None, now=LATER)

    assert (Meeting.objects.count(), verbs()) == (1, ["meeting.drafted", "meeting.worded"])


# Calling


def test_a_call_is_a_promise_with_a_number(db: None) -> None:
    meeting, clerk = a_draft(), a_clerk()

    actions.call_meeting(meeting, by=clerk, now=LATER)

    assert (meeting.state, meeting.called_at, meeting.version, meeting.sequence) == (State.CALLED, LATER, 2, 0)
    assert refs.is_number(str(meeting.number)) is True
    turn = Turn.objects.get()
    assert (turn.kind, turn.by, turn.after, turn.despite_days, turn.despite_rule_days) == (
        "called",
        clerk,
        TEN,
        None,
        None,
    )
    entry = Entry.objects.get(verb="meeting.called")
    assert (entry.by, entry.refs) == (clerk.pk, {"number": meeting.number, "short": False})


def test_without_a_day_there_is_no_call(db: None) -> None:
    meeting = a_draft(when=When(starts=time(10)))

    with pytest.raises(Refusal):
        actions.call_meeting(meeting, by=None, now=LATER)

    assert (everything(meeting)["called_at"], Number.objects.count(), verbs()) == (None, 0, ["meeting.drafted"])


@pytest.mark.parametrize("state", [state for state in State if state is not State.DRAFT])
def test_a_meeting_is_called_once(db: None, state: State) -> None:
    meeting = in_state(state)
    before, calls = everything(meeting), verbs()

    with pytest.raises(Refusal) as refused:
        actions.call_meeting(meeting, by=None, now=LATER)

    assert (type(refused.value), everything(meeting), verbs()) == (Refusal, before, calls)


def test_four_days_ahead_are_one_too_few_by_the_model_charter_and_nothing_changes(db: None) -> None:
    meeting = a_draft(when=When(date(2026, 3, 10)))

    with translation.override("en"), pytest.raises(Departure) as departure:
        actions.call_meeting(meeting, by=None, now=LATER)

    assert str(departure.value) == (
        "People would hear of it 4 days ahead. The rule asks for 5 days (method instruction, a recommendation); "
        "the earliest proper day is 11.03.2026."
    )
    assert (everything(meeting)["called_at"], Number.objects.count(), Turn.objects.count()) == (None, 0, 0)


def test_five_days_ahead_are_enough(db: None) -> None:
    meeting = a_draft(when=When(date(2026, 3, 11)))

    actions.call_meeting(meeting, by=None, now=LATER)

    assert meeting.state is State.CALLED


def test_the_day_of_the_call_is_that_of_bishkek(db: None) -> None:
    # Seven in the evening of the 5th in London is the 6th in Bishkek already: four days before the 10th.
    meeting = a_draft(when=When(date(2026, 3, 10)))

    with pytest.raises(Departure):
        actions.call_meeting(meeting, by=None, now=datetime(2026, 3, 5, 19, 0, tzinfo=UTC))

    assert Turn.objects.count() == 0


def test_whoever_goes_on_against_the_rule_leaves_a_reason_on_record(db: None) -> None:
    meeting = a_draft(when=When(date(2026, 3, 10)))

    actions.call_meeting(meeting, by=None, now=LATER, despite=Despite(WHY))

    turn = Turn.objects.get()
    assert (turn.despite_days, turn.despite_rule_days, turn.reason.texts) == (4, 5, WHY.texts)
    assert Entry.objects.get(verb="meeting.called").refs["short"] is True


def test_an_empty_reason_is_none(db: None) -> None:
    meeting = a_draft(when=When(date(2026, 3, 10)))

    with pytest.raises(Departure):
        actions.call_meeting(meeting, by=None, now=LATER, despite=Despite(Said.of(ky="  ")))

    assert everything(meeting)["called_at"] is None


@pytest.mark.parametrize(
    ("kind", "now", "held_on"),
    [
        ("assembly", datetime(2022, 12, 11, 3, tzinfo=UTC), date(2022, 12, 12)),
        ("seminar", NOW, date(2026, 3, 7)),
        ("seminar", NOW, date(2017, 10, 24)),
    ],
)
def test_where_no_rule_is_known_nothing_is_asked(db: None, kind: str, now: datetime, held_on: date) -> None:
    meeting = a_draft(kind, When(held_on), now=now)

    actions.call_meeting(meeting, by=None, now=now)

    assert (meeting.state, Turn.objects.get().despite_rule_days) == (State.CALLED, None)


def test_of_two_clerks_who_call_at_once_one_has_called(shared: None) -> None:
    meeting, clerk = a_draft(), a_clerk()
    first, second = Meeting.objects.get(), Meeting.objects.get()

    answers = at_once(
        lambda: actions.call_meeting(first, by=clerk, now=LATER),
        lambda: actions.call_meeting(second, by=clerk, now=LATER),
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", "Refusal"]
    assert (Turn.objects.count(), verbs(), everything(meeting)["version"]) == (
        1,
        ["meeting.drafted", "meeting.called"],
        2,
    )


def test_what_changed_since_it_was_read_is_not_called_unseen(db: None) -> None:
    meeting = a_draft()
    EDITS["moved"](meeting, 1)

    with pytest.raises(Stale):
        actions.call_meeting(meeting, by=None, now=LATER, seen=1)

    assert (everything(meeting)["called_at"], Number.objects.count()) == (None, 0)


def test_a_draft_moved_in_the_moment_of_the_call_is_not_called_for_its_old_day(db: None) -> None:
    meeting, in_other_hands = a_draft(), Meeting.objects.get()
    EDITS["moved"](in_other_hands, 1)

    with pytest.raises(Stale):
        actions.call_meeting(meeting, by=None, now=LATER)

    assert everything(meeting)["called_at"] is None


# What follows


@pytest.mark.parametrize("act", TURNS)
def test_every_turn_is_remembered_journaled_and_grows_the_version(db: None, act: str) -> None:
    meeting = in_state(State.HELD if act == "closed" else State.CALLED)
    version = meeting.version

    EDITS[act](meeting, version)

    turn = Turn.objects.order_by("id").last()
    assert turn is not None
    assert (turn.kind, meeting.state, meeting.version, verbs()[-1]) == (act, TURNS[act], version + 1, f"meeting.{act}")


@pytest.mark.parametrize(
    ("act", "sequence"),
    [("moved", 1), ("postponed", 1), ("cancelled", 1), ("held", 0), ("worded", 0), ("agenda_set", 0)],
)
def test_calendars_hear_of_every_change_of_time_or_state_that_is_to_come(db: None, act: str, sequence: int) -> None:
    meeting = a_called()

    EDITS[act](meeting, meeting.version)

    assert meeting.sequence == sequence


@pytest.mark.parametrize("act", EDITS)
def test_nobody_overwrites_what_another_changed_meanwhile(db: None, act: str) -> None:
    meeting = in_state(State.HELD if act == "closed" else State.CALLED)
    seen = meeting.version
    EDITS["worded"](meeting, seen)
    before, turns, entries = everything(meeting), Turn.objects.count(), verbs()

    with pytest.raises(Stale):
        EDITS[act](meeting, seen)

    assert (everything(meeting), Turn.objects.count(), verbs()) == (before, turns, entries)


def test_of_two_clerks_who_move_at_once_one_has_moved(shared: None) -> None:
    meeting = a_called()
    first, second = Meeting.objects.get(), Meeting.objects.get()

    answers = at_once(lambda: EDITS["moved"](first, 2), lambda: EDITS["cancelled"](second, 2))

    assert sorted(type(answer).__name__ for answer in answers) == ["Stale", "Turn"]
    assert (everything(meeting)["version"], everything(meeting)["sequence"], Turn.objects.count()) == (3, 1, 2)


@pytest.mark.parametrize("state", [State.CANCELLED, State.HELD, State.CLOSED])
@pytest.mark.parametrize("act", ["moved", "postponed", "cancelled", "held"])
def test_what_is_over_or_cancelled_stays_as_it_is(db: None, state: State, act: str) -> None:
    meeting = in_state(state)
    before, entries = everything(meeting), verbs()

    with pytest.raises(Refusal):
        EDITS[act](meeting, meeting.version)

    assert (everything(meeting), verbs()) == (before, entries)


@pytest.mark.parametrize("act", ["postponed", "cancelled", "held", "closed"])
def test_a_draft_has_nothing_to_take_back(db: None, act: str) -> None:
    meeting = a_draft()

    with pytest.raises(Refusal):
        EDITS[act](meeting, meeting.version)

    assert (everything(meeting)["version"], verbs()) == (1, ["meeting.drafted"])


def test_a_move_remembers_what_was_and_why(db: None) -> None:
    meeting = a_called()

    turn = actions.move_meeting(meeting, when=NEW, reason=WHY, seen=2, by=None, now=LATER)

    assert turn is not None
    turn.refresh_from_db()
    assert (turn.before, turn.after, turn.reason.texts) == (TEN, NEW, WHY.texts)
    refs_kept = {"from_day": "2026-03-20", "to_day": "2026-03-27", "from_time": "10:00", "to_time": "14:00"}
    assert Entry.objects.get(verb="meeting.moved").refs == refs_kept


def test_a_move_to_where_it_stands_is_none(db: None) -> None:
    meeting = a_called()
    before = everything(meeting)

    turn = actions.move_meeting(meeting, when=TEN, reason=WHY, seen=2, by=None, now=LATER)

    assert (turn, everything(meeting), verbs()[-1]) == (None, before, "meeting.called")


def test_a_called_meeting_keeps_a_day(db: None) -> None:
    meeting = a_called()

    with pytest.raises(Refusal):
        actions.move_meeting(meeting, when=When(), reason=WHY, seen=2, by=None, now=LATER)

    assert everything(meeting)["held_on"] == DAY


def test_a_meeting_that_goes_to_another_village_leaves_its_hall_behind(db: None) -> None:
    first, second = a_place("Ак-Терек", "ak-terek"), a_place("Таш-Булак", "tash-bulak")
    meeting = a_called(place=first)
    hall = first.venues.create(name=Said.of(ky="маданият үйү"), name_key="маданият үйү")
    Meeting.objects.update(venue=hall)
    meeting.refresh_from_db()

    actions.move_meeting(meeting, when=TEN, place=second, reason=WHY, seen=2, by=None, now=LATER)

    assert (meeting.place, meeting.venue) == (second, None)


def test_a_postponed_meeting_that_is_given_a_day_is_called_again(db: None) -> None:
    meeting = in_state(State.POSTPONED)

    turn = actions.move_meeting(meeting, when=NEW, reason=Said(), seen=meeting.version, by=None, now=LATER)

    assert turn is not None
    assert (meeting.state, meeting.when, meeting.sequence, turn.kind) == (State.CALLED, NEW, 2, "moved")


def test_a_postponed_meeting_may_return_to_its_old_day(db: None) -> None:
    meeting = in_state(State.POSTPONED)

    actions.move_meeting(meeting, when=TEN, reason=Said(), seen=meeting.version, by=None, now=LATER)

    assert (meeting.state, meeting.sequence) == (State.CALLED, 2)


@pytest.mark.parametrize("act", [actions.postpone_meeting, actions.cancel_meeting])
def test_taking_back_a_promise_needs_a_reason(db: None, act: Callable[..., object]) -> None:
    meeting = a_called()
    before = everything(meeting)

    with pytest.raises(Refusal):
        act(meeting, reason=Said.of(ky="  "), seen=2, by=None, now=LATER)

    assert everything(meeting) == before


@pytest.mark.parametrize(
    ("now", "is_held"),
    [
        (datetime(2026, 3, 19, 17, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 19, 18, 0, tzinfo=UTC), True),  # midnight in Bishkek
    ],
)
def test_a_meeting_is_held_from_its_day_on_and_not_before(db: None, now: datetime, is_held: bool) -> None:
    meeting = a_called()

    try:
        actions.record_held(meeting, seen=2, by=None, now=now)
    except Refusal:
        meeting.refresh_from_db()

    assert (meeting.held_at is not None) is is_held


def test_a_postponed_meeting_was_not_held_on_its_old_day(db: None) -> None:
    meeting = in_state(State.POSTPONED)

    with pytest.raises(Refusal):
        actions.record_held(meeting, seen=meeting.version, by=None, now=AFTER)

    assert everything(meeting)["held_at"] is None


def test_only_what_was_held_is_closed(db: None) -> None:
    meeting = a_called()

    with pytest.raises(Refusal):
        actions.close_meeting(meeting, seen=2, by=None, now=AFTER)

    assert everything(meeting)["closed_at"] is None


def test_an_agenda_is_replaced_whole_and_in_order(db: None) -> None:
    meeting = a_draft()
    old = [Item(Said.of(ky="Суу")), Item(Said.of(ky="Жол"))]
    new = [Item(Said.of(ky="Мектеп"), "decide", Said.of(ky="мектептин директору"), 40), *old]

    actions.set_agenda(meeting, old, seen=1, by=None, now=NOW)
    actions.set_agenda(meeting, new, seen=2, by=None, now=LATER)

    rows = [(item.position, item.title.in_("ky").text, item.purpose, item.minutes) for item in meeting.agenda.all()]
    assert rows == [(1, "Мектеп", "decide", 40), (2, "Суу", "discuss", None), (3, "Жол", "discuss", None)]
    assert (meeting.version, Entry.objects.filter(verb="meeting.agenda_set").last() is not None) == (3, True)


def test_an_act_that_fails_half_way_has_not_happened(db: None) -> None:
    meeting = a_draft()
    items = [Item(TITLE), Item(TITLE, purpose="far too long a word for a purpose", minutes=-1)]

    with pytest.raises(Exception), transaction.atomic():  # noqa: B017 - what the database says differs
        actions.set_agenda(meeting, items, seen=1, by=None, now=LATER)

    assert (everything(meeting)["version"], AgendaItem.objects.count(), verbs()) == (1, 0, ["meeting.drafted"])
