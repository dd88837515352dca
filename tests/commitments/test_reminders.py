"""Who is reminded of what, and when: once for each stage, however long the machine stood still."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from tegerek.commitments import actions
from tegerek.commitments.access import everything
from tegerek.commitments.due_sheets import Pressing, due_groups, open_counts, pressing, public_late
from tegerek.commitments.models import Commitment, Reminder
from tegerek.commitments.reminders import every_night, raise_reminders, tell, untell
from tegerek.demo.moments import at
from tegerek.jobs import nightly
from tegerek.journal.models import Entry
from tegerek.lib.said import Said
from tegerek.people.models import User
from tests.commitments.rows import AFTER, DUE, WHY, a_commitment, a_counted

# Most is due on 20 April 2026, a Monday.
FIRST = at("2026-04-06", 3)


def nights(first: datetime, number: int) -> None:
    for n in range(number):
        every_night(first + timedelta(n))


def raised(thing: Commitment) -> list[tuple[str, bool]]:
    """The stages of one decision in the order in which they were raised, and which of them holds."""
    rows = Reminder.objects.filter(kind="commitment", key=thing.pk).order_by("pk")
    return [(row.stage, row.ended_at is None) for row in rows]


def of_decisions(today: date) -> list[Pressing]:
    return [one for one in pressing(everything(), today) if one.kind == "commitment"]


@pytest.fixture
def clara(db: None) -> User:
    return User.objects.create(name="Сынак Мисалова", made_at=AFTER)


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2026-04-05", None),
        ("2026-04-06", "post"),
        ("2026-04-20", "post"),
        ("2026-04-22", "post"),
        ("2026-04-23", "head"),
        ("2026-04-29", "head"),
        ("2026-04-30", "public"),
    ],
)
def test_the_post_hears_first_then_the_head_then_the_public_list(db: None, day: str, stage: str | None) -> None:
    a_commitment(due_on=DUE)

    found = of_decisions(date.fromisoformat(day))

    assert [one.stage for one in found] == ([stage] if stage else [])


def test_every_night_raises_each_stage_once(db: None) -> None:
    late = a_commitment(due_on=DUE)

    nights(FIRST, 40)

    assert raised(late) == [("post", False), ("head", False), ("public", True)]
    assert Entry.objects.filter(verb="reminder.raised", refs__kind="commitment").count() == 3


def test_after_a_week_without_the_machine_a_thing_has_one_entry_and_not_seven(db: None) -> None:
    late = a_commitment(due_on=DUE)
    every_night(at("2026-04-19", 3))

    nights(at("2026-04-26", 3), 2)

    assert raised(late) == [("post", False), ("head", True)]


def test_a_machine_that_stood_from_the_beginning_raises_only_the_highest_stage(db: None) -> None:
    late = a_commitment(due_on=DUE)

    every_night(at("2026-05-10", 3))

    assert raised(late) == [("public", True)]


def test_a_person_has_one_entry_for_all_that_waits_for_them(db: None) -> None:
    meeting = a_counted()
    for _n in range(7):
        a_commitment(meeting, due_on=DUE, post="village_head")

    groups = [one for one in due_groups(everything(), DUE) if one.post == "village_head"]

    assert [len(one.lines) for one in groups] == [7]


def test_two_nights_at_the_same_moment_raise_it_once(db: None) -> None:
    late = a_commitment(due_on=DUE)
    every_night(FIRST)
    row = Reminder.objects.get(kind="commitment", key=late.pk)

    row.pk, row.stage = None, "head"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)

    assert raised(late) == [("post", True)]


def test_the_night_knows_of_it() -> None:
    assert "reminders" in nightly.names()


def test_what_is_done_is_not_reminded_of_any_more(db: None) -> None:
    done = a_commitment(due_on=DUE)
    every_night(FIRST)

    actions.carry_out(done, done_on=date(2026, 4, 6), seen=done.version, by=None, now=FIRST)
    counts = open_counts(Reminder.objects.filter(kind="commitment"), date(2026, 4, 6))
    every_night(FIRST + timedelta(1))

    assert (counts, raised(done)) == ({}, [("post", False)])


def test_a_lawful_delay_stops_it_and_its_days_do_not_count(db: None) -> None:
    late = a_commitment(due_on=DUE)
    every_night(at("2026-04-24", 3))
    actions.record_delay(late, since=date(2026, 4, 24), until=date(2026, 5, 24), why=WHY, by=None, now=AFTER)

    every_night(at("2026-04-25", 3))
    stopped = raised(late)
    every_night(at("2026-05-25", 3))

    assert (stopped, raised(late)) == ([("head", False)], [("head", True)])


def test_a_moved_day_begins_anew(db: None) -> None:
    late = a_commitment(due_on=DUE)
    every_night(at("2026-04-24", 3))

    actions.move_due(late, to=date(2026, 6, 1), why=WHY, seen=late.version, by=None, now=at("2026-04-24"))
    nights(at("2026-05-20", 3), 2)

    assert raised(late) == [("head", False), ("post", True)]


def test_what_lies_with_the_council_or_is_a_rehearsal_reminds_nobody(db: None) -> None:
    a_commitment(origin="plan", due_on=DUE)
    a_commitment(a_counted(is_rehearsal=True), due_on=DUE)
    a_commitment(due_on=None)

    assert of_decisions(date(2026, 6, 1)) == []


def test_who_was_told_is_written_down_once_and_taken_back(clara: User) -> None:
    late = a_commitment(due_on=DUE)
    ref = f"commitment-{late.pk}"
    every_night(FIRST)

    told = tell(everything(), [ref], by=clara, now=FIRST)
    again = tell(everything(), [ref], by=clara, now=FIRST + timedelta(hours=1))
    [group] = [one for one in due_groups(everything(), date(2026, 4, 6)) if one.post == "ao_head"]
    back = untell(everything(), [ref], by=clara, now=FIRST)

    assert (told, again, back) == (1, 0, 1)
    assert [line.told_at for line in group.told if line.thing.ref == ref] == [FIRST]
    assert open_counts(Reminder.objects.filter(kind="commitment"), date(2026, 4, 6)) == {"ao_head": 1}


def test_who_is_told_before_the_night_came_is_told_too(clara: User) -> None:
    late = a_commitment(due_on=DUE)

    told = tell(everything(), [f"commitment-{late.pk}"], by=clara, now=FIRST)

    assert (told, raised(late)) == (1, [("post", True)])


def test_another_post_that_answers_since_is_to_be_told(clara: User) -> None:
    late = a_commitment(due_on=DUE, post="village_head")
    tell(everything(), [f"commitment-{late.pk}"], by=clara, now=FIRST)

    Commitment.objects.filter(pk=late.pk).update(who_post="ao_specialist")
    every_night(FIRST + timedelta(1))
    row = Reminder.objects.get(kind="commitment", key=late.pk)

    assert (row.to_post, row.told_at) == ("ao_specialist", None)


def test_the_journal_holds_no_word_that_somebody_typed(db: None) -> None:
    late = a_commitment(due_on=DUE, what=Said.of(ky="Сынак сөзү"))

    every_night(FIRST)

    entry = Entry.objects.get(verb="reminder.raised", refs__key=late.pk, refs__kind="commitment")
    assert entry.refs == {"kind": "commitment", "key": late.pk, "stage": "post", "due_on": "2026-04-20"}


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_cost_the_same_however_long(
    number: int, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = a_counted()
    for _n in range(number):
        a_commitment(meeting, due_on=DUE)
    every_night(at("2026-05-10", 3))

    with django_assert_num_queries(16):
        found = due_groups(everything(), date(2026, 5, 10))
    with django_assert_num_queries(14):
        late = public_late(meeting.place, date(2026, 5, 10))
    with django_assert_num_queries(17):
        raise_reminders(everything(), now=at("2026-05-10", 4))

    assert sum(one.thing.kind == "commitment" for group in found for one in group.lines) == number
    assert sum(one.kind == "commitment" for one in late) == number
