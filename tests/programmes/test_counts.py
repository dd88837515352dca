"""Plan and fact, right to the person."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.demo.moments import at
from tegerek.lib.said import Said
from tegerek.meetings import roster
from tegerek.meetings.roster import Tick, Typed
from tegerek.people.models import Post
from tegerek.places.models import Unit
from tegerek.programmes import actions
from tegerek.programmes.counts import Count, counts_of, series_counts
from tegerek.programmes.models import Programme, Seminar
from tests.meetings.rows import NOW
from tests.programmes.series import a_series, published, seminars_of

Units = dict[str, Unit]
EVENING = at("2026-04-30", 18)


def people(seminar: Seminar, unit: Unit | None = None) -> None:
    """Five on the list and one unlisted: confirmed and came; came at noon; came not; declined; never ticked."""
    meeting = seminar.meeting
    typed = [Typed(f"Мисалова {n}", Post.DEPUTY if n else Post.AO_HEAD, unit, "fmfm"[n % 4]) for n in range(5)]
    lines = [roster.write_in(meeting, one, person=None, by=None, now=NOW) for one in typed]
    roster.confirm(lines[0], by=None, now=NOW)
    roster.decline(lines[3], by=None, now=NOW)
    versions = dict(meeting.roster.values_list("pk", "version"))
    came = {lines[0]: (True, True), lines[1]: (False, True), lines[2]: (False, False)}
    ticks = [Tick(line.pk, versions[line.pk], *halves) for line, halves in came.items()]
    roster.tick_all(meeting, ticks, by=None, now=EVENING)
    unlisted = Typed("Ойдонов", Post.VILLAGE_HEAD, None)
    roster.walk_in(meeting, unlisted, person=None, morning=True, afternoon=True, by=None, now=EVENING)


@pytest.fixture
def programme(units: Units) -> Programme:
    """Two seminars with people, one without; two oblasts would need more raions: all lie in one."""
    made = a_series(units, 3)
    Programme.objects.filter(pk=made.pk).update(planned=20)
    for seminar in seminars_of(made):
        actions.set_quota(seminar, {Post.AO_HEAD: 1, Post.DEPUTY: 4}, by=None, now=NOW)
    Seminar.objects.filter(programme=made).update(planned=6)
    made = published(Programme.objects.get(pk=made.pk))
    for seminar in seminars_of(made)[:2]:
        people(seminar, units["kochkor-raion"])
    return made


ONE = Count(
    seats=5,
    listed=4,
    confirmed=1,
    declined=1,
    morning=2,
    afternoon=3,
    came=3,
    walk_ins=1,
    women=1,
    men=1,
    unknown=1,
    listed_women=3,
    later=3,
)


def test_a_seminar_is_counted_to_the_person(programme: Programme) -> None:
    counts = series_counts(programme)

    assert [line.count for line in counts.seminars] == [ONE, ONE, Count(seats=5)]
    assert [line.was_held for line in counts.seminars] == [True, True, False]


def test_every_table_adds_up_to_the_same(programme: Programme) -> None:
    counts = series_counts(programme)

    by_seminar = sum((line.count for line in counts.seminars), Count())
    totals = [
        sum((group.count for group in groups), Count()) for groups in (counts.raions, counts.oblasts, counts.posts)
    ]
    assert [*totals, counts.total] == [by_seminar] * 4
    assert sum(group.count.came for group in counts.sexes) == counts.total.came


def test_the_three_plans_stand_side_by_side(programme: Programme) -> None:
    counts = series_counts(programme)

    assert (counts.stated, counts.planned, counts.total.seats) == (20, 18, 15)


def test_posts_and_sexes_have_their_own_rows(programme: Programme) -> None:
    counts = series_counts(programme)

    posts = {group.slug: (group.count.seats, group.count.came) for group in counts.posts}
    sexes = {group.slug: group.count.came for group in counts.sexes}
    assert posts == {Post.AO_HEAD: (3, 2), Post.DEPUTY: (12, 2), Post.VILLAGE_HEAD: (0, 2)}
    assert sexes == {"f": 2, "m": 2, "": 2}


def test_the_places_people_came_from_are_counted_once(programme: Programme) -> None:
    assert series_counts(programme).places == 1


def test_whoever_is_from_a_village_is_from_its_aimak(programme: Programme, units: Units) -> None:
    aimak = units["kochkor-raion"]
    village = Unit.objects.create(
        kind="village", slug="misal", name=Said.of(ky="Мисал"), order_key="misal", parent=aimak
    )
    people(seminars_of(programme)[2], village)

    assert series_counts(programme).places == 1


@pytest.mark.parametrize("seminars", [1, 3])
def test_a_series_costs_three_queries_however_long(units: Units, seminars: int, django_assert_num_queries: Any) -> None:
    made = published(a_series(units, seminars))
    for seminar in seminars_of(made):
        people(seminar)

    with django_assert_num_queries(3):
        counts = series_counts(made)

    assert counts.total.came == 3 * seminars


def test_any_meetings_are_counted_in_two_queries(
    programme: Programme, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keys = [seminar.meeting_id for seminar in seminars_of(programme)]

    with django_assert_num_queries(2):
        counts = counts_of(keys)

    assert [counts[key] for key in keys] == [ONE, ONE, Count(seats=5)]
    assert (ONE.unconfirmed, Count(listed=3, confirmed=1).unconfirmed, Count(confirmed=2).unconfirmed) == (4, 2, 0)
