"""How far each seminar is, and what a programme waits for next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.lib.said import Said
from tegerek.meetings import roster
from tegerek.meetings.roster import Typed
from tegerek.meetings.rules import State, When
from tegerek.people.models import Post
from tegerek.places.models import Unit
from tegerek.programmes.actions import set_quota
from tegerek.programmes.counts import Count
from tegerek.programmes.models import Invited, Letter, Programme
from tegerek.programmes.stands import Stand, Wait, stands, waits, with_results
from tests.meetings.rows import NOW
from tests.programmes.series import FIRST, a_series, published, seminars_of

Units = dict[str, Unit]
TODAY = date(2026, 4, 1)
EMPTY, SEATED, CONFIRMED, CAME = Count(), Count(seats=5, listed=4, confirmed=1), Count(5, 5, 5), Count(5, 5, 5, came=4)


def a_stand(
    days: int, *, state: State = State.CALLED, invited: int = 3, unnumbered: int = 0, count: Count = CONFIRMED
) -> Stand:
    """A seminar so many days from today."""
    when = When(TODAY + timedelta(days))
    return Stand(1, 2, when, Said.of(ky="Кочкор"), state, invited, unnumbered, count.seats > 0, count)


@pytest.mark.parametrize(
    ("stand", "waiting"),
    [
        (a_stand(40, invited=0, count=EMPTY), [Wait.INVITED]),
        (a_stand(40, count=EMPTY), [Wait.SEATS]),
        (a_stand(40, count=SEATED), []),
        (a_stand(14, count=SEATED), [Wait.CALLS]),
        (a_stand(40, unnumbered=2), [Wait.LETTERS]),
        (a_stand(3), [Wait.PAPERS]),
        (a_stand(0), [Wait.PAPERS]),
        (a_stand(-1), [Wait.TICKS]),
        (a_stand(-1, count=EMPTY), [Wait.HOLDING]),
        (a_stand(-1, count=CAME), [Wait.HOLDING, Wait.RESULTS]),
        (a_stand(-1, state=State.HELD, count=CAME), [Wait.RESULTS]),
        (a_stand(-1, state=State.CANCELLED), []),
        (a_stand(1, state=State.POSTPONED), []),
    ],
)
def test_a_seminar_waits_for_the_next_thing(stand: Stand, waiting: list[Wait]) -> None:
    found = waits((stand,), is_published=True, has_results=False, today=TODAY)

    assert [one.wait for one in found] == waiting


def test_a_programme_whose_results_are_told_waits_for_nothing() -> None:
    held = a_stand(-1, state=State.HELD, count=CAME)

    assert waits((held,), is_published=True, has_results=True, today=TODAY) == ()


def test_seminars_that_wait_for_the_same_are_told_together_with_what_is_missing_in_all() -> None:
    (calls,) = waits(
        (a_stand(5, count=SEATED), a_stand(6, count=SEATED)), is_published=True, has_results=False, today=TODAY
    )

    assert (calls.wait, len(calls.at), calls.number) == (Wait.CALLS, 2, 8)


@pytest.mark.parametrize("seminars", [1, 12])
def test_a_series_costs_the_same_however_long(
    seminars: int, units: Units, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = published(a_series(units, seminars))
    for seminar in seminars_of(programme):
        typed = Typed("Мисалова", Post.DEPUTY, None)
        roster.write_in(seminar.meeting, typed, person=None, by=None, now=NOW)

    with django_assert_num_queries(3):
        found = stands([programme.pk])[programme.pk]

    assert [one.count.listed for one in found] == [1] * seminars


def test_aimaks_seats_and_letters_are_counted(units: Units) -> None:
    programme = published(a_series(units, 2))
    first, second = seminars_of(programme)
    for unit in ("jumgal-raion", "alai-raion"):
        Invited.objects.create(seminar=first, unit=units[unit])
    Letter.objects.create(seminar=first, unit=units["alai-raion"], number="01-14/25", made_at=NOW)
    Letter.objects.create(seminar=first, unit=units["jumgal-raion"], number="", made_at=NOW)
    set_quota(first, {Post.DEPUTY: 4}, by=None, now=NOW)

    one, other = stands([programme.pk])[programme.pk]

    assert (one.invited, one.unnumbered, one.has_seats, one.count.seats) == (2, 2, True, 4)
    assert (other.seminar, other.invited, other.unnumbered, other.has_seats) == (second.pk, 0, 1, False)
    assert one.when.first == FIRST


def test_a_programme_knows_whether_its_results_were_told(units: Units) -> None:
    a_series(units, 1)

    (programme,) = with_results(Programme.objects.all())

    assert programme.has_results is False  # type: ignore[attr-defined]  # counted by with_results
