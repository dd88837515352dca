"""Another meeting in the same place and week: told of to whoever calls, and in nobody's way."""

from __future__ import annotations

from datetime import date, time

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.lib.said import Said
from tegerek.meetings.actions import cancel_meeting
from tegerek.meetings.rules import When
from tegerek.meetings.same_week import same_week
from tests.meetings.rows import NOW, WHY, a_called, a_draft, a_place, an_office


def on(day: int) -> When:
    """Ten in the morning of a day of March 2026; the 16th is a Monday."""
    return When(date(2026, 3, day), starts=time(10))


def test_what_the_office_called_in_that_place_from_monday_to_sunday_is_told(db: None) -> None:
    office, place = an_office(), a_place("Ак-Терек", "ak-terek")
    called = [a_called(when=on(day), office=office, place=place) for day in (15, 16, 22, 23)]
    draft = a_draft(when=on(19), office=office, place=place)

    found = same_week(draft)

    assert [one.key for one in found] == [called[1].pk, called[2].pk]
    assert (found[0].title, found[0].held_on) == (Said.of(ky="Таза суу"), date(2026, 3, 16))


def test_drafts_cancelled_ones_other_places_and_other_offices_are_not_told(db: None) -> None:
    office, place = an_office(), a_place("Ак-Терек", "ak-terek")
    a_draft(when=on(18), office=office, place=place)
    a_called(when=on(18), office=office)
    a_called(when=on(18), place=place)
    gone = a_called(when=on(18), office=office, place=place)
    cancel_meeting(gone, reason=WHY, seen=gone.version, by=None, now=NOW)

    found = same_week(a_draft(when=on(19), office=office, place=place))

    assert found == ()


@pytest.mark.parametrize("many", [1, 50])
def test_one_query_finds_them_all(db: None, many: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    office, place = an_office(), a_place("Ак-Терек", "ak-terek")
    for _n in range(many):
        a_called(when=on(18), office=office, place=place)
    draft = a_draft(when=on(19), office=office, place=place)

    with django_assert_num_queries(1):
        found = same_week(draft)

    assert len(found) == many
