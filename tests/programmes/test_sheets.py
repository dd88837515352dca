"""What the public may see of programmes, at a fixed number of queries."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.lib.said import Said
from tegerek.meetings.rules import State, When
from tegerek.places.models import Unit
from tegerek.programmes import actions, sheets
from tegerek.programmes.actions import Change, Person, Prose, Words
from tegerek.programmes.models import Programme
from tegerek.programmes.rules import Scope
from tests.meetings.rows import NOW, WHY, an_office
from tests.programmes.series import FIRST, TITLE, a_series, published, seminars_of

Units = dict[str, Unit]
LATER = NOW + timedelta(hours=2)


def test_a_programme_that_is_not_published_has_no_sheet(units: Units) -> None:
    programme = a_series(units, 1)

    for sheet in (sheets.programme_sheet, sheets.release_sheet):
        with pytest.raises(Programme.DoesNotExist):
            sheet(programme.slug)

    assert sheets.published().lines == ()


@pytest.mark.parametrize("count", [1, 12])
def test_a_programme_costs_four_queries_and_its_release_six_however_long_the_series(
    units: Units, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = published(a_series(units, count))
    actions.change_seminars(
        seminars_of(programme)[0], Change(days=1), scope=Scope.ALL, reason=WHY, seen={}, by=None, now=LATER
    )
    actions.issue_corrections(programme, by=None, now=LATER)

    with django_assert_num_queries(4):
        sheet = sheets.programme_sheet(programme.slug)
        named = [seminar.oblast.in_("ky").text for seminar in sheet.seminars]
    with django_assert_num_queries(6):
        release = sheets.release_sheet(programme.slug)

    assert (len(named), len(release.corrections)) == (count, count)


def test_a_list_of_programmes_and_that_of_a_seminar_cost_one_query_each(
    units: Units, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = published(a_series(units, 1))
    number = seminars_of(programme)[0].meeting.number
    assert number is not None

    with django_assert_num_queries(2):
        listed = sheets.published().lines
    with django_assert_num_queries(1):
        around = sheets.programme_of(number)

    assert ([line.slug for line in listed], around) == ([programme.slug], listed[0])


def test_the_seminars_stand_by_oblast_and_by_day_within(units: Units) -> None:
    sheet = sheets.programme_sheet(published(a_series(units, 6)).slug)

    groups = [(group.oblast.in_("ky").text, [s.meeting.when.first for s in group.seminars]) for group in sheet.groups]

    days = [FIRST + timedelta(n) for n in range(6)]
    assert groups == [("Нарын облусу", days[:3]), ("Ош облусу", days[3:])]


def test_the_period_is_that_of_the_seminars_where_none_is_stated(units: Units) -> None:
    stated = published(a_series(units, 3))
    unstated = actions.draft_programme(Words(title=TITLE), office=an_office(), by=None, now=NOW)
    when = When(date(2026, 5, 4), date(2026, 5, 6))
    actions.add_seminar(unstated, place=units["alai-raion"], when=when, by=None, now=NOW)
    actions.publish_programme(unstated, seen=unstated.version, by=None, now=NOW)

    found = [sheets.programme_sheet(programme.slug) for programme in (stated, unstated)]

    assert [(sheet.first_day, sheet.last_day) for sheet in found] == [
        (FIRST, FIRST + timedelta(2)),
        (date(2026, 5, 4), date(2026, 5, 6)),
    ]


def test_the_time_is_known_when_every_seminar_has_an_hour(units: Units) -> None:
    programme = published(a_series(units, 2))
    known = []

    for n in (0, 1):
        change = Change(hours=(time(9, 30), None))
        actions.change_seminars(
            seminars_of(programme)[n], change, scope=Scope.THIS, reason=WHY, seen={}, by=None, now=LATER
        )
        known.append(sheets.programme_sheet(programme.slug).is_time_known)

    assert known == [False, True]


def test_a_release_without_prose_is_empty_but_for_title_and_schedule(units: Units) -> None:
    programme = published(a_series(units, 1))

    release = sheets.release_sheet(programme.slug)

    assert (release.heading, bool(release.lead), bool(release.quote), release.speaker, release.contact) == (
        TITLE,
        False,
        False,
        None,
        None,
    )


def test_a_release_tells_who_speaks_and_how_to_reach_the_contact(units: Units) -> None:
    programme = a_series(units, 1)
    contact = Person(Said.of(ky="Бектур Мисалов"), phones="0 000 12 34 56, , 0 000 65 43 21")
    prose = Prose(heading=Said.of(ky="Жыйын кантип өтөт?"))
    actions.write_release(programme, prose, speaker=Person(), contact=contact, seen=1, by=None, now=NOW)
    programme.refresh_from_db()

    release = sheets.release_sheet(published(programme).slug)

    assert release.contact is not None
    assert (release.heading.texts, release.contact.phones) == (
        prose.heading.texts,
        ("0 000 12 34 56", "0 000 65 43 21"),
    )


def test_a_correction_tells_what_was_announced_and_what_holds_now(units: Units) -> None:
    programme = published(a_series(units, 1))
    actions.change_seminars(
        seminars_of(programme)[0], Change(days=1), scope=Scope.THIS, reason=WHY, seen={}, by=None, now=LATER
    )
    actions.issue_corrections(programme, by=None, now=LATER)

    (line,) = sheets.release_sheet(programme.slug).corrections

    assert (line.was, line.became, line.state) == (When(FIRST), When(FIRST + timedelta(1)), State.CALLED)
    assert (line.reason.texts, line.issued_on) == (WHY.texts, date(2026, 3, 6))


def test_a_change_of_one_seminar_changes_the_sheets_moment(units: Units) -> None:
    programme = published(a_series(units, 1))
    before = sheets.programme_sheet(programme.slug).changed_at
    actions.change_seminars(
        seminars_of(programme)[0], Change(days=1), scope=Scope.THIS, reason=WHY, seen={}, by=None, now=LATER
    )

    after = sheets.release_sheet(programme.slug)

    assert (before, after.programme.changed_at, after.changed_at) == (NOW, LATER, LATER)
