"""The sheet of minutes: what it holds, what it lacks, whom it may name, at a fixed number of queries."""

from __future__ import annotations

from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.lib.said import Said
from tegerek.minutes.actions import Typed, add_passage, remove_passage
from tegerek.minutes.models import Minutes
from tegerek.minutes.rules import Lack, Missing
from tegerek.minutes.sheets import minutes_sheet
from tegerek.people.models import Consent
from tests.minutes.rows import AFTER, TITLES, a_closed, a_held, heard, minutes_of


def test_minutes_without_a_closing_say_that_it_is_missing(db: None) -> None:
    meeting = a_held()
    minutes_of(meeting)

    sheet = minutes_sheet(meeting)

    assert sheet.result is None
    assert sheet.missing == (
        Lack(Missing.CLOSING),
        Lack(Missing.NUMBER),
        Lack(Missing.DAY),
        Lack(Missing.HEARD, (1,)),
        Lack(Missing.POSITIONS),
        Lack(Missing.DECIDED, (1,)),
    )


def test_the_head_comes_from_the_closing(db: None) -> None:
    meeting = a_closed()
    minutes_of(meeting)

    sheet = minutes_sheet(meeting)

    assert (sheet.chair, sheet.secretary, sheet.present, sheet.invited) == ("Сынак Мисалов", "Айсулуу Үлгүева", 63, 4)
    assert [one.in_("ky").text for one in sheet.items[0].decisions] == ["Түтүк алмаштырылат."]
    assert [lack.what for lack in sheet.missing] == [
        Missing.NUMBER,
        Missing.DAY,
        Missing.HOURS,
        Missing.HEARD,
        Missing.POSITIONS,
    ]


def test_points_that_are_written_down_stand_for_what_the_closing_says(db: None) -> None:
    meeting = a_closed()
    minutes, item = minutes_of(meeting), meeting.agenda.get()
    for text in ("1.1. Түтүк.", "1.2. Насос."):
        add_passage(minutes, Typed("decided", Said.of(ky=text), item), key=uuid4(), by=None, now=AFTER)

    sheet = minutes_sheet(meeting)

    assert [one.in_("ky").text for one in sheet.items[0].decisions] == ["1.1. Түтүк.", "1.2. Насос."]


@pytest.mark.parametrize(("post", "agreed", "named"), [("", False, False), ("", True, True), ("deputy", False, True)])
def test_the_public_may_read_the_name_of_officials_and_of_who_agreed(
    db: None, post: str, agreed: bool, named: bool
) -> None:
    meeting = a_held()
    typed = Typed("heard", Said.of(ky="Суу жок."), None, "Ойдон Сынаков", post, agreed=agreed)
    add_passage(minutes_of(meeting), typed, key=uuid4(), by=None, now=AFTER)

    (line,) = minutes_sheet(meeting).whole

    assert (line.speaker, line.may_be_named) == ("Ойдон Сынаков", named)


def test_a_consent_that_was_taken_back_names_nobody(db: None) -> None:
    meeting = a_held()
    typed = Typed("heard", Said.of(ky="Суу жок."), None, "Ойдон Сынаков", agreed=True)
    add_passage(minutes_of(meeting), typed, key=uuid4(), by=None, now=AFTER)
    Consent.objects.update(withdrawn_on=AFTER.date())

    (line,) = minutes_sheet(meeting).whole

    assert line.may_be_named is False


def test_what_was_taken_out_is_not_there(db: None) -> None:
    meeting = a_held()
    passage = heard(minutes_of(meeting))
    remove_passage(passage, seen=1, by=None, now=AFTER)

    assert minutes_sheet(meeting).items[0].passages == ()


@pytest.mark.parametrize("count", [1, 3])
def test_the_sheet_asks_as_often_however_much_was_said(
    db: None, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = a_closed(*TITLES[:count])
    minutes = minutes_of(meeting)
    for _time in range(count):
        heard(minutes)

    with django_assert_num_queries(10):
        sheet = minutes_sheet(meeting)

    assert (len(sheet.items), len(sheet.items[0].passages)) == (count, count)


def test_no_minutes_no_sheet(db: None) -> None:
    with pytest.raises(Minutes.DoesNotExist):
        minutes_sheet(a_held())
