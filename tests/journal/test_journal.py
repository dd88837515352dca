"""The journal takes words of the code and no person's; public numbers are given once and never again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from tegerek.journal.actions import Plain, give_number, record, record_each
from tegerek.journal.models import Entry, Number
from tegerek.journal.sheets import Thing, thing_of
from tegerek.lib import refs
from tests.meetings.races import at_once, shared
from tests.meetings.rows import NOW, a_draft, an_office

__all__ = ["shared"]  # a fixture


def test_an_entry_says_what_happened_to_which_thing_of_which_office_by_whom(db: None) -> None:
    office = an_office()

    entry = record("office.tested", office, by=7, at=NOW, rows=12, first=date(2026, 3, 6), lang="ky", sure=True)

    entry.refresh_from_db()
    assert (entry.verb, entry.thing_label, entry.thing_key) == ("office.tested", "places.body", office.pk)
    assert (entry.office, entry.by, entry.at) == (office.pk, 7, NOW)
    assert entry.refs == {"rows": 12, "first": "2026-03-06", "lang": "ky", "sure": True}


def test_the_office_is_found_along_the_path_of_the_thing(db: None) -> None:
    meeting = a_draft()

    entry = record("meeting.tested", meeting, by=None, at=NOW)

    assert (entry.office, entry.by) == (meeting.office_id, None)


@pytest.mark.parametrize(
    "text", ["Гүлназ", "Aigul", "two words", "", "a" * 101, "line\n", "call me: 0555", "ünal", "-dash", "'quoted'"]
)
def test_a_text_that_could_be_a_persons_is_not_taken(db: None, text: str) -> None:
    office = an_office()

    with pytest.raises(ValueError, match="words of the code"):
        record("office.tested", office, by=None, at=NOW, note=text)

    assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    ("plain", "kept"),
    [
        ("assembly", "assembly"),
        ("10:00", "10:00"),
        ("schedule.read", "schedule.read"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (0.5, 0.5),
        (None, None),
    ],
)
def test_words_of_the_code_numbers_and_days_are_taken(db: None, plain: Plain, kept: object) -> None:
    entry = record("office.tested", an_office(), by=None, at=NOW, said=plain)

    entry.refresh_from_db()
    assert entry.refs == {"said": kept}


def test_an_entry_is_undone_with_the_act_it_tells_of(db: None) -> None:
    office = an_office()

    with transaction.atomic():
        record("office.tested", office, by=None, at=NOW)
        transaction.set_rollback(True)

    assert Entry.objects.count() == 0


def test_a_thing_asked_twice_for_its_number_has_one(db: None) -> None:
    first, second = a_draft(), a_draft()

    numbers = [give_number(first, at=NOW), give_number(first, at=NOW), give_number(second, at=NOW)]

    assert (numbers[0] == numbers[1], numbers[0] == numbers[2], Number.objects.count()) == (True, False, 2)
    assert [refs.is_number(str(number)) for number in numbers] == [True, True, True]


def test_two_who_ask_at_once_get_the_same_number(shared: None) -> None:
    meeting = a_draft()

    numbers = at_once(lambda: give_number(meeting, at=NOW), lambda: give_number(meeting, at=NOW))

    assert numbers == [give_number(meeting, at=NOW)] * 2


def test_the_number_of_a_row_that_is_gone_is_not_given_again(db: None) -> None:
    old = give_number(a_draft(), at=NOW)
    Number.objects.all().delete()

    new = give_number(a_draft(), at=NOW)

    assert new > old


def test_the_database_itself_keeps_one_number_a_thing(db: None) -> None:
    Number.objects.create(thing_label="meetings.meeting", thing_key=1, given_at=NOW)

    with pytest.raises(IntegrityError):
        Number.objects.create(thing_label="meetings.meeting", thing_key=1, given_at=NOW)


def test_a_number_leads_back_to_its_thing(db: None) -> None:
    meeting = a_draft()

    found = thing_of(str(give_number(meeting, at=NOW)))

    assert found == Thing("meetings.meeting", meeting.pk)


def test_a_wrong_digit_is_found_out_without_asking_the_database(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    number = str(give_number(a_draft(), at=NOW))
    wrong = [number[:-1] + digit for digit in "0123456789" if digit != number[-1]]

    with django_assert_num_queries(0):
        found = [thing_of(text) for text in [*wrong, "", "abc", "1" * 40, f"{number}x"]]

    assert set(found) == {None}


def test_a_number_that_is_reserved_or_not_given_leads_nowhere(db: None) -> None:
    reserved = Number.objects.create()

    found = [thing_of(str(refs.number_for(row))) for row in (reserved.pk, reserved.pk + 1)]

    assert found == [None, None]


def test_each_of_many_gets_the_entry_it_would_get_alone_in_one_statement(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    offices = [an_office(f"{n}") for n in range(3)]
    alone = record("office.tested", offices[0], by=7, at=NOW, office=1, rows=2)

    with django_assert_num_queries(1):
        record_each("office.tested", offices, by=7, at=NOW, office=1, rows=2)

    made = [(e.verb, e.thing_label, e.thing_key, e.office, e.by, e.refs) for e in Entry.objects.order_by("pk")]
    assert made[0] == made[1]
    assert [entry[2] for entry in made[1:]] == [office.pk for office in offices]
    with pytest.raises(ValueError, match="words of the code"):
        record_each("office.tested", offices, by=7, at=NOW, office=1, name="Мисалов Асан")
    assert alone.refs == {"rows": 2}
