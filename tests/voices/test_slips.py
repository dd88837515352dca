"""Slips: numbers before the meeting, what stands on them after it, and never who asked."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.demo.moments import at
from tegerek.journal.models import Entry
from tegerek.lib import refs
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.people.models import Person
from tegerek.voices.models import Voice
from tegerek.voices.slips import (
    Written,
    blocks_of,
    correct_slip,
    numbers_of,
    question_sheet,
    questions_of,
    record_slip,
    reserve_slips,
)
from tests.meetings.races import at_once, shared
from tests.meetings.rows import NOW, a_called, a_draft

__all__ = ["shared"]  # a fixture

AFTER = at("2026-03-21", 18)
ASKED = Written("question", Said.of(ky="Суу качан келет?"), answered_there=False)


def test_numbers_are_reserved_one_after_another(db: None) -> None:
    block = reserve_slips(a_called(), size=3, by=None, now=NOW)

    numbers = numbers_of(block)

    assert [n // 10 - numbers[0] // 10 for n in numbers] == [0, 1, 2]
    assert all(refs.is_number(str(n)) for n in numbers)
    assert Entry.objects.get(verb="slips.reserved").refs["size"] == 3


@pytest.mark.parametrize("size", [1, 200])
def test_two_hundred_cost_hardly_more_than_one(
    db: None, size: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = a_called()

    with django_assert_max_num_queries(10):
        reserve_slips(meeting, size=size, by=None, now=NOW)

    assert Voice.objects.filter(number__isnull=False).count() == size


@pytest.mark.parametrize("size", [0, 201])
def test_a_block_holds_from_one_to_two_hundred(db: None, size: int) -> None:
    with pytest.raises(Refusal, match="1 to 200"):
        reserve_slips(a_called(), size=size, by=None, now=NOW)


def test_a_draft_has_no_slips(db: None) -> None:
    with pytest.raises(Refusal, match="Call the meeting first"):
        reserve_slips(a_draft(), size=3, by=None, now=NOW)


def test_a_rehearsal_takes_no_number(db: None) -> None:
    meeting = a_called()
    Meeting.objects.filter(pk=meeting.pk).update(is_rehearsal=True, number=None)
    meeting.refresh_from_db()

    block = reserve_slips(meeting, size=3, by=None, now=NOW)
    asked = record_slip(meeting, ASKED, by=None, now=AFTER)

    assert (numbers_of(block), asked.number, [line.size for line in blocks_of(meeting)]) == ((), None, [3])


def test_what_stands_on_a_slip_is_typed_in_by_its_number(db: None) -> None:
    meeting = a_called()
    first, _second = numbers_of(reserve_slips(meeting, size=2, by=None, now=NOW))
    before = question_sheet(first)

    record_slip(meeting, ASKED, number=f" № {first}", by=None, now=AFTER)

    after = question_sheet(first)
    assert before is not None
    assert after is not None
    assert (before.is_recorded, after.is_recorded, after.text.texts["ky"]) == (False, True, "Суу качан келет?")
    assert (after.received_on, after.answered_there, blocks_of(meeting)[0].recorded) == (date(2026, 3, 20), False, 1)


def test_what_was_asked_aloud_gets_a_number(db: None) -> None:
    meeting = a_called()

    asked = record_slip(meeting, ASKED, by=None, now=AFTER)

    assert (refs.is_number(str(asked.number)), questions_of(meeting)) == (True, [asked])


@pytest.mark.parametrize(("typed", "told"), [("10018", "wrong or missing"), ("слип", "wrong or missing")])
def test_a_mistyped_number_is_told(db: None, typed: str, told: str) -> None:
    with pytest.raises(Refusal, match=told):
        record_slip(a_called(), ASKED, number=typed, by=None, now=AFTER)

    assert not Voice.objects.exists()


def test_a_slip_of_another_meeting_is_no_slip_of_this_one(db: None) -> None:
    (other,) = numbers_of(reserve_slips(a_called(), size=1, by=None, now=NOW))

    with pytest.raises(Refusal, match="no slip of this meeting"):
        record_slip(a_called(), ASKED, number=str(other), by=None, now=AFTER)


def test_a_slip_that_two_people_type_at_once_is_recorded_once(shared: None) -> None:
    meeting = a_called()
    (number,) = numbers_of(reserve_slips(meeting, size=1, by=None, now=NOW))

    def act(text: str) -> object:
        written = Written("proposal", Said.of(ky=text))
        return record_slip(Meeting.objects.get(pk=meeting.pk), written, number=str(number), by=None, now=AFTER)

    answers = at_once(lambda: act("Бир"), lambda: act("Эки"))

    assert sorted(type(one).__name__ for one in answers) == ["Refusal", "Voice"]


def test_a_name_becomes_a_card_and_stands_on_no_public_sheet(db: None) -> None:
    meeting = a_called()

    asked = record_slip(
        meeting,
        Written("question", Said.of(ky="Жол?"), name="Мисалов Сынак", phone="+996000111222"),
        by=None,
        now=AFTER,
    )

    sheet = question_sheet(asked.number or 0)
    assert (Person.objects.get().name, asked.asker == Person.objects.get()) == ("Мисалов Сынак", True)
    assert "Мисалов" not in repr(sheet)


def test_a_recorded_slip_is_corrected_by_whoever_saw_its_last_state(db: None) -> None:
    meeting = a_called()
    asked = record_slip(meeting, Written("question", Said.of(ky="Жол?"), name="Мисалов Сынак"), by=None, now=AFTER)
    seen = asked.version

    correct_slip(asked, Written("proposal", Said.of(ky="Жол!")), seen=seen, by=None, now=AFTER)

    with pytest.raises(Stale):
        correct_slip(asked, ASKED, seen=seen, by=None, now=AFTER)
    assert (asked.kind, asked.text.texts["ky"], asked.asker is not None) == ("proposal", "Жол!", True)


def test_a_question_of_a_rehearsal_is_nothing_public(db: None) -> None:
    meeting = a_called()
    asked = record_slip(meeting, ASKED, by=None, now=AFTER)

    Meeting.objects.filter(pk=meeting.pk).update(is_rehearsal=True, number=None)

    assert question_sheet(asked.number or 0) is None
